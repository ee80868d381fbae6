# The same tasks in R, timed. Prints one line each: name, seconds of one run (the best of several), then estimates.
# Run from this folder: Rscript peers.R
suppressMessages({ library(nlme); library(OpenMx) })
mxOption(NULL, "Number of Threads", 1)
root <- file.path("..", "..", "crates", "statistics")
d <- read.csv(file.path(root, "data", "acitelli.csv"))
rows <- read.csv(file.path(root, "data", "barkalifa.csv"))
# Processor time, not time on the wall: other programs on the machine must not make R look slow.
spent <- function() sum(proc.time()[c("user.self", "sys.self")])
best <- function(times, run) min(sapply(seq_len(times), function(i) { start <- spent(); run(); spent() - start }))
# Short tasks are repeated inside the clock's resolution.
repeated <- function(times, inner, run) best(times, function() for (i in seq_len(inner)) run()) / inner
say <- function(name, seconds, ...) cat(name, sprintf("%.3e", seconds), sprintf("%.10g", c(...)), "\n")

# Actor-partner model: gls, the usual way, and lm.fit on sums and differences, the quickest way R has.
long <- rbind(data.frame(id = d$id, role = "h", y = d$yh, own = d$xh, other = d$xw), data.frame(id = d$id, role = "w", y = d$yw, own = d$xw, other = d$xh))
long <- long[order(long$id), ]
by_gls <- function() gls(y ~ own + other, long, correlation = corCompSymm(form = ~ 1 | id))
say("actor-partner:gls", repeated(5, 10, by_gls), coef(by_gls())[2:3])
by_lm <- function(e) {
  s <- summary(lm(I(yh + yw) ~ I(xh + xw), e)); m <- summary(lm(I(yh - yw) ~ 0 + I(xh - xw), e))
  c((s$coefficients[2, 1] + m$coefficients[1, 1]) / 2, (s$coefficients[2, 1] - m$coefficients[1, 1]) / 2)
}
say("actor-partner:lm", repeated(5, 100, function() by_lm(d)), by_lm(d))

# Two thousand resamples.
fit <- function(e) {
  p <- lm.fit(cbind(1, e[, 1]), e[, 2])$coefficients[[2]]; m <- lm.fit(e[, 3, drop = FALSE], e[, 4])$coefficients[[1]]
  c((p + m) / 2, (p - m) / 2)
}
prepared <- as.matrix(cbind(d$xh + d$xw, d$yh + d$yw, d$xh - d$xw, d$yh - d$yw))
draw <- function() { set.seed(1); b <- replicate(2000, fit(prepared[sample.int(nrow(prepared), replace = TRUE), ])); apply(b, 1, quantile, c(.025, .975)) }
say("bootstrap-2000:lm.fit", best(3, draw), draw())

# Kalman VAR of couple 239 with missing answers.
couple <- subset(rows, ID == 239)
days <- matrix(NA_real_, max(couple$DIARYDAY) - min(couple$DIARYDAY) + 1, 2)
days[couple$DIARYDAY - min(couple$DIARYDAY) + 1, ] <- as.matrix(couple[, c("M_Con", "W_Con")])
day <- seq_len(nrow(days)) - 1; days[day %% 9 == 3, 1] <- NA; days[day %% 13 == 5, 2] <- NA
centre <- colMeans(days, na.rm = TRUE); z <- sweep(days, 2, centre); z <- z / sqrt(sum(z^2, na.rm = TRUE) / (sum(!is.na(z)) - 2))
model <- mxModel("var", mxData(data.frame(m = z[, 1], w = z[, 2]), "raw"), mxMatrix("Full", 2, 2, TRUE, c(.2, 0, 0, .2), name = "A"),
  mxMatrix("Full", 2, 1, TRUE, 0, name = "B"), mxMatrix("Iden", 2, 2, name = "C", dimnames = list(c("m", "w"), c("x", "y"))),
  mxMatrix("Zero", 2, 1, name = "D"), mxMatrix("Symm", 2, 2, TRUE, c(.9, .1, .9), name = "Q"), mxMatrix("Zero", 2, 2, name = "R"),
  mxMatrix("Zero", 2, 1, name = "x0"), mxMatrix("Iden", 2, 2, name = "P0"), mxMatrix("Unit", 1, 1, name = "u"),
  mxExpectationStateSpace("A", "B", "C", "D", "Q", "R", "x0", "P0", "u"), mxFitFunctionML())
by_openmx <- function() mxRun(model, silent = TRUE, suppressWarnings = TRUE)
fitted <- by_openmx()
say("kalman-var:OpenMx", best(5, by_openmx), fitted$A$values[1, 1], fitted$A$values[1, 2])

# Local level of the man of couple 201.
couple <- subset(rows, ID == 201); y <- couple$M_Con; day <- seq_along(y) - 1; y[day %% 9 == 3] <- NA
by_struct <- function() { f <- StructTS(ts(y), type = "level"); list(f, tsSmooth(f)) }
say("local-level:StructTS", repeated(5, 20, by_struct), by_struct()[[1]]$coef)

# Exact permutation of twenty pairs: all 2^20 arrangements for p, all subset means for the interval.
pair <- 1:20; difference <- ((pair * pair * 31 + pair * 17) %% 101) / 101 - .35
by_listing <- function() {
  sums <- 0; for (value in difference) sums <- c(sums + value, sums - value)
  p <- mean(abs(sums) >= abs(sum(difference)) - 1e-9)
  subset <- 0; size <- 0; for (value in difference) { subset <- c(subset, subset + value); size <- c(size, size + 1) }
  means <- subset[-1] / size[-1]; rank <- floor(.025 * 2^20); n <- length(means)
  sorted <- sort(means, partial = c(rank, n + 1 - rank))
  c(p, sorted[rank], sorted[n + 1 - rank])
}
say("permutation-20:base", best(3, by_listing), by_listing())

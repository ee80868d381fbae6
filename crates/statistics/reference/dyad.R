# One dyad: conjugate VAR(1), Kalman VAR(1), same-day correlation, on couples of barkalifa.csv.
source("write.R")
suppressMessages(library(OpenMx))
mxOption(NULL, "Default optimizer", "SLSQP"); mxOption(NULL, "Number of Threads", 1)
standardised <- function(days) {
  centre <- colMeans(days, na.rm = TRUE)
  ss <- sum((days - rep(centre, each = nrow(days)))^2, na.rm = TRUE)
  scale <- sqrt(ss / (sum(!is.na(days)) - 2))
  list(days = (days - rep(centre, each = nrow(days))) / scale, centre = centre, scale = scale)
}
conjugate <- function(days) {
  z <- standardised(days)$days; n <- nrow(z)
  ok <- complete.cases(z[-n, ], z[-1, ])
  before <- z[-n, ][ok, ]; after <- z[-1, ][ok, ]
  m <- c(0, .18, .03); alpha <- 3; beta <- 2
  v_inverse <- diag((beta / (alpha - 1)) / c(1, .2, .1)^2)
  unlist(lapply(1:2, function(person) {
    x <- cbind(1, before[, person], before[, 3 - person]); y <- after[, person]
    vn_inverse <- v_inverse + crossprod(x); vn <- solve(vn_inverse)
    mn <- vn %*% (v_inverse %*% m + crossprod(x, y))
    an <- alpha + length(y) / 2
    bn <- beta + (sum(y^2) + t(m) %*% v_inverse %*% m - t(mn) %*% vn_inverse %*% mn)[1] / 2
    scale <- sqrt(bn / an * diag(vn))
    c(length(y), mn, scale, mn - qt(.975, 2 * an) * scale, mn + qt(.975, 2 * an) * scale, pt(mn / scale, 2 * an),
      bn / (an - 1), 1 / qgamma(.975, an, bn), 1 / qgamma(.025, an, bn))
  }))
}
kalman <- function(days) {
  z <- standardised(days)$days
  data <- data.frame(m = z[, 1], w = z[, 2])
  model <- mxModel("var", mxData(data, "raw"),
    mxMatrix("Full", 2, 2, TRUE, c(.2, 0, 0, .2), name = "A"),
    mxMatrix("Full", 2, 1, TRUE, 0, name = "B"), mxMatrix("Iden", 2, 2, name = "C", dimnames = list(c("m", "w"), c("x", "y"))),
    mxMatrix("Zero", 2, 1, name = "D"), mxMatrix("Symm", 2, 2, TRUE, c(.9, .1, .9), name = "Q"),
    mxMatrix("Zero", 2, 2, name = "R"), mxMatrix("Zero", 2, 1, name = "x0"), mxMatrix("Iden", 2, 2, name = "P0"),
    mxMatrix("Unit", 1, 1, name = "u"),
    mxExpectationStateSpace("A", "B", "C", "D", "Q", "R", "x0", "P0", "u"), mxFitFunctionML())
  model <- mxOption(model, "Optimality tolerance", 1e-12)
  fit <- mxTryHard(model, silent = TRUE, extraTries = 5)
  list(transition = c(fit$A$values), transition_se = c(fit$A$values * 0 + matrix(fit$output$standardErrors[1:4], 2)),
       intercept = c(fit$B$values), intercept_se = fit$output$standardErrors[5:6], covariance = fit$Q$values[c(1, 2, 4)],
       log_likelihood = -fit$output$Minus2LogLikelihood / 2, status = fit$output$status$code)
}
same_day <- function(days) {
  test <- cor.test(days[, 1], days[, 2])
  both <- complete.cases(days); z <- days
  lag <- function(x) {
    x[!both] <- NA; centre <- mean(x, na.rm = TRUE); e <- x - centre; n <- length(e)
    mean(e[-1] * e[-n], na.rm = TRUE) / mean(e^2, na.rm = TRUE)
  }
  product <- lag(days[, 1]) * lag(days[, 2])
  n <- sum(both); effective <- max(4, min(n, n * (1 - product) / (1 + product))); r <- unname(test$estimate)
  list(r = r, independent = c(test$conf.int), effective = effective, interval = tanh(atanh(r) + c(-1, 1) * qnorm(.975) / sqrt(effective - 3)))
}
couples <- c(201, 210, 239, 247)
moods <- list(c("M_Con", "W_Con"), c("M_Anx", "W_Anx"))
out <- list(versions = versions("OpenMx"))
for (id in couples) for (mood in moods) {
  whole <- couple_days(id, mood[1], mood[2])
  for (variant in c("whole", "thinned")) {
    days <- if (variant == "whole") whole else thinned(whole)
    out[[paste(id, mood[1], variant, sep = ":")]] <- list(conjugate = conjugate(days), kalman = kalman(days), same_day = same_day(days))
  }
}
write_reference("dyad", out)

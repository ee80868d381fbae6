# Permutation test, interrupted series and detectable effects.
source("write.R")
suppressMessages(library(nlme))
out <- list(versions = versions("nlme"))

# Fifteen pairs of neighbouring days; the "lot" is a fixed rule: the first day of the pair if its number is in the list.
permutation <- function(days, shift) {
  y <- days[1:30]
  first <- seq_len(15) %in% c(1, 2, 5, 7, 8, 11, 14)
  odd <- y[seq(1, 29, 2)]; even <- y[seq(2, 30, 2)]
  d <- ifelse(first, odd - even, even - odd) + shift
  d <- d[!is.na(d)]; m <- length(d)
  signs <- as.matrix(expand.grid(rep(list(c(1, -1)), m)))
  sums <- c(signs %*% d)
  # The file has ratings in thirds with nine digits, so equal sums differ by less than 1e-7.
  p <- mean(abs(sums) >= abs(sum(d)) - 1e-7)
  subsets <- as.matrix(expand.grid(rep(list(0:1), m)))[-1, ]
  means <- sort(c(subsets %*% d) / rowSums(subsets))
  rank <- floor(.025 * 2^m)
  list(differences = d, effect = mean(d), p = p, interval = c(means[rank], rev(means)[rank]), level = 1 - 2 * rank / 2^m)
}
con <- couple_days(201); anx <- couple_days(239, "M_Anx", "W_Anx")
out$permutation_grid <- permutation(con[, 1], 0)
out$permutation_off_grid <- permutation(con[, 2] * sqrt(2), 0.01 * sqrt(3))
out$permutation_missing <- permutation(anx[, 2], 0)

# Averaged over the dependence of one day on the day before, by restricted likelihood, in base R.
averaged <- function(d, formula) {
  x <- model.matrix(formula, d); n <- nrow(x); k <- ncol(x)
  phis <- seq(-.2, .975, .025)
  given <- lapply(phis, function(phi) {
    w <- solve(phi^abs(outer(d$time, d$time, "-")))
    information <- t(x) %*% w %*% x; v <- solve(information); b <- c(v %*% t(x) %*% w %*% d$y)
    left <- d$y - x %*% b; variance <- c(t(left) %*% w %*% left) / (n - k)
    list(b = b, se = sqrt(variance * diag(v)), sd = sqrt(variance),
         log = -.5 * ((n - k) * log(variance) - determinant(w)$modulus[1] + determinant(information)$modulus[1]))
  })
  log <- sapply(given, `[[`, "log"); weight <- exp(log - max(log)); weight <- weight / sum(weight)
  mixed <- function(weight, mean, scale, df) {
    below <- function(q) sum(weight * pt((q - mean) / scale, df))
    reach <- range(mean - 20 * scale, mean + 20 * scale)
    quantile <- function(p) uniroot(function(q) below(q) - p, reach, tol = 1e-13)$root
    m <- sum(weight * mean)
    list(value = m, se = sqrt(sum(weight * (scale^2 + (mean - m)^2))), interval = c(quantile(.025), quantile(.975)), below = below(0))
  }
  coefficients <- lapply(seq_len(k), function(place) {
    of <- function(name) sapply(given, function(one) one[[name]][place])
    all <- mixed(weight, of("b"), of("se"), n - k)
    c(all$value, all$se, all$interval, 2 * min(all$below, 1 - all$below))
  })
  sd <- sapply(given, `[[`, "sd"); b <- sapply(given, function(one) one$b[2]) / sd; se <- sapply(given, function(one) one$se[2]) / sd
  precision <- 1 / se^2 + 1 / .2^2
  foreseen <- weight * dnorm(b, .1, sqrt(se^2 + .2^2)) / sd; foreseen <- foreseen / sum(foreseen)
  all <- mixed(foreseen, (b / se^2 + .1 / .2^2) / precision, 1 / sqrt(precision), 1e6)
  list(coefficients = unlist(coefficients), shrunken = c(all$value, all$se, all$interval, 1 - all$below))
}
interrupted <- function(y, from, slopes) {
  time <- seq_along(y) - 1 - from
  d <- data.frame(y = y, time = time, after = as.numeric(time >= 0)); d$after_time <- d$after * d$time
  d <- d[!is.na(d$y), ]
  formula <- if (slopes) y ~ after + time + after_time else y ~ after
  fit <- gls(formula, d, correlation = corAR1(form = ~ time), method = "REML", control = glsControl(tolerance = 1e-12, msTol = 1e-14, maxIter = 500, msMaxIter = 500))
  phi <- coef(fit$modelStruct$corStruct, unconstrained = FALSE)[[1]]
  table <- summary(fit)$tTable
  list(from = from, coefficients = unname(table[, 1]), se = unname(table[, 2]), phi = phi, sigma = fit$sigma,
       log_likelihood = c(logLik(fit)), averaged = averaged(d, formula))
}
cases <- list("201:1:M_Con" = 16, "210:2:W_Vig" = 16, "239:1:M_Anx" = 20, "247:2:W_Con" = 20)
for (name in names(cases)) {
  parts <- strsplit(name, ":")[[1]]
  days <- couple_days(as.numeric(parts[1]), sub("^W", "M", parts[3]), sub("^M", "W", parts[3]))
  for (variant in c("whole", "thinned")) {
    y <- (if (variant == "whole") days else thinned(days))[, as.numeric(parts[2])]
    out[[paste("interrupted", name, variant, sep = ":")]] <- list(level = interrupted(y, cases[[name]], FALSE), slopes = interrupted(y, cases[[name]], TRUE))
  }
}

# Detectable effects: the paired t test, and generalised least squares averaged over all lots of 14 days.
days <- c(14, 28, 60, 90)
paired <- sapply(days, function(n) power.t.test(n = n / 2, sd = sqrt(2 * (1 - .2)), power = .8, type = "paired", tol = 1e-12)$delta)
lots <- as.matrix(expand.grid(rep(list(c(-.5, .5)), 7)))
precision <- solve(toeplitz(.2^(0:13)))
information <- mean(apply(lots, 1, function(lot) { x <- c(rbind(lot, -lot)); c(x %*% precision %*% x) }))
out$power <- list(days = days, paired = paired, bound_14 = (qnorm(.975) + qnorm(.8)) / sqrt(information))
write_reference("single_case", out)

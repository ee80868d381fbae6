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
# Beside a level that drifts and a rhythm of the week, averaged over the drift: the formulas with the whole covariance of the days.
conjugate <- function(days) {
  centre <- colMeans(days, na.rm = TRUE); spread <- apply(days, 2, sd, na.rm = TRUE)
  z <- t((t(days) - centre) / spread); n <- nrow(z)
  ok <- complete.cases(z[-n, ], z[-1, ])
  day <- which(ok) - 1; before <- z[-n, ][ok, ]; after <- z[-1, ][ok, ]
  drifts <- c(0, .0003, .001, .003, .01, .03, .1, .3); likely <- c(7, rep(1, 7))
  m <- c(0, .18, .03, rep(0, 7)); alpha <- 3; beta <- 2
  v_inverse <- diag((beta / (alpha - 1)) / c(1, .2, .1, rep(.2, 7))^2)
  week <- outer(day %% 7, 0:6, "==") + 0
  given <- function(person, drift) {
    x <- cbind(1, before[, person], before[, 3 - person], week); y <- after[, person]
    # The level begins where the first of these days is.
    passed <- day - day[1]
    w <- solve(diag(length(y)) + drift * outer(passed, passed, pmin))
    vn_inverse <- v_inverse + t(x) %*% w %*% x; vn <- solve(vn_inverse)
    mn <- vn %*% (v_inverse %*% m + t(x) %*% w %*% y)
    an <- alpha + length(y) / 2
    bn <- beta + (t(y) %*% w %*% y + t(m) %*% v_inverse %*% m - t(mn) %*% vn_inverse %*% mn)[1] / 2
    scale <- sqrt(bn / an * diag(vn))[2:3]
    mean <- mn[2:3]
    mean[1] <- mean[1] + max(0, 1 - scale[1]^2 / max(.2, scale[1])^2) * (1 + 3 * mean[1]) / length(y)
    list(mean = mean, scale = scale, df = 2 * an,
         evidence = .5 * determinant(w)$modulus[1] - .5 * determinant(vn_inverse)$modulus[1] - an * log(bn))
  }
  unlist(lapply(1:2, function(person) {
    parts <- lapply(drifts, function(drift) given(person, drift))
    evidence <- sapply(parts, `[[`, "evidence")
    weight <- likely * exp(evidence - max(evidence)); weight <- weight / sum(weight)
    c(sum(ok), unlist(lapply(1:2, function(place) {
      mean <- sapply(parts, function(part) part$mean[place]); scale <- sapply(parts, function(part) part$scale[place])
      below <- function(x) sum(weight * pt((x - mean) / scale, parts[[1]]$df))
      quantile <- function(p) uniroot(function(x) below(x) - p, c(-3, 3), tol = 1e-13)$root
      c(sum(weight * mean), quantile(.025), quantile(.975), 1 - below(0))
    })))
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

# Local level by StructTS and KalmanSmooth, on persons of barkalifa.csv.
source("write.R")
series <- list(list(201, 1, "M_Con"), list(201, 2, "W_Vig"), list(210, 1, "M_Vig"), list(239, 1, "M_Con"), list(247, 2, "W_Anx"), list(233, 1, "M_Anx"))
out <- list(versions = versions())
for (s in series) for (variant in c("whole", "thinned")) {
  days <- couple_days(s[[1]], sub("^W", "M", s[[3]]), sub("^M", "W", s[[3]]))
  if (variant == "thinned") days <- thinned(days)
  y <- days[, s[[2]]]
  # From one start StructTS stops at a lower, local maximum for some of these series; the best of five starts is taken.
  fits <- lapply(list(NULL, c(.5, .01), c(.01, .5), c(.9, 1e-6), c(1e-6, .9)), function(init)
    suppressWarnings(StructTS(ts(y), type = "level", init = if (is.null(init)) NULL else init * var(y, na.rm = TRUE),
      optim.control = list(factr = 10, pgtol = 0, maxit = 1000))))
  fit <- fits[[which.max(sapply(fits, function(fit) fit$loglik))]]
  level <- fit$coef[["level"]]; epsilon <- fit$coef[["epsilon"]]
  # StructTS starts the level from N(y[1], 1e4 var(y)). With a start variance of 1e9 the density of the first answer is that of
  # N(0, 1e9) at zero; taking it off leaves the likelihood of all answers given the first. KalmanLike returns
  # (sum of squares) / n and, in Lik, (sum of logarithms) / n.
  model <- fit$model0
  model$P[] <- 1e9
  like <- KalmanLike(y, model, nit = -1L)
  n <- sum(!is.na(y))
  diffuse <- -n / 2 * (like$s2 + 2 * like$Lik - log(like$s2) + log(2 * pi)) + 0.5 * log(2 * pi * 1e9)
  smooth <- KalmanSmooth(y, model, nit = -1L)
  # Variance of the change by the joint normal distribution of the levels given the answers, written out;
  # the unknown start is projected out.
  n <- length(y); seen <- which(!is.na(y))
  steps <- outer(seq_len(n), seq_len(n), function(s, t) pmin(s, t) - 1) * level
  contrast <- rep(0, n); contrast[n] <- 1; contrast[1] <- contrast[1] - 1
  b <- steps[seen, seen] + diag(epsilon, length(seen)); bi <- solve(b); o <- rep(1, length(seen))
  proj <- bi - bi %*% o %*% t(o) %*% bi / sum(bi)
  cs <- steps[, seen]
  change_variance <- c(t(contrast) %*% (steps - cs %*% proj %*% t(cs)) %*% contrast)
  change <- c(t(contrast) %*% cs %*% proj %*% y[seen])
  out[[paste(s[[1]], s[[3]], variant, sep = ":")]] <- list(level = level, epsilon = epsilon, log_likelihood = diffuse,
    smoothed = c(smooth$smooth), smoothed_variance = c(smooth$var), change = change, change_se = sqrt(max(change_variance, 0)))
}
write_reference("trend", out)

# Actor-partner interdependence model, distinguishability, bootstrap, intraclass correlation on acitelli.csv.
source("write.R")
suppressMessages({ library(nlme); library(lavaan); library(psych) })
d <- data_file("acitelli.csv")
n <- nrow(d)

# Indistinguishable, by lm on sums and differences (first = husband, second = wife).
sums <- lm(I(yh + yw) ~ I(xh + xw), d)
differences <- lm(I(yh - yw) ~ 0 + I(xh - xw), d)
se_plus <- sqrt(diag(vcov(sums)))[[2]]; se_minus <- sqrt(diag(vcov(differences)))[[1]]
a <- (coef(sums)[[2]] + coef(differences)[[1]]) / 2
p <- (coef(sums)[[2]] - coef(differences)[[1]]) / 2
se <- sqrt(se_plus^2 + se_minus^2) / 2
df <- (se_plus^2 + se_minus^2)^2 / (se_plus^4 / (n - 2) + se_minus^4 / (n - 1))
s_plus <- sigma(sums)^2; s_minus <- sigma(differences)^2
rho <- (s_plus - s_minus) / (s_plus + s_minus)
q <- s_plus / s_minus
to_rho <- function(f) (f - 1) / (f + 1)
covariance <- (se_plus^2 - se_minus^2) / 4
k <- p / a
k_se <- sqrt(se^2 - 2 * k * covariance + k^2 * se^2) / abs(a)
# Fieller: where p - k a is as far from zero as its own t interval reaches.
fieller <- function(k) (p - k * a)^2 - qt(.975, df)^2 * (se^2 - 2 * k * covariance + k^2 * se^2)
k_low <- uniroot(fieller, c(k - 5, k), tol = 1e-14)$root; k_high <- uniroot(fieller, c(k, k + 5), tol = 1e-14)$root
indistinguishable <- list(
  intercept = coef(sums)[[1]] / 2, intercept_se = sqrt(diag(vcov(sums)))[[1]] / 2,
  intercept_p = summary(sums)$coefficients[1, 4],
  actor = a, partner = p, se = se, df = df,
  actor_p = 2 * pt(-abs(a / se), df), partner_p = 2 * pt(-abs(p / se), df),
  actor_interval = a + c(-1, 1) * qt(.975, df) * se, partner_interval = p + c(-1, 1) * qt(.975, df) * se,
  residual_variance = (s_plus + s_minus) / 4,
  residual_correlation = rho,
  residual_correlation_interval = to_rho(q / qf(c(.975, .025), n - 2, n - 1)),
  k = k, k_se = k_se, k_interval = c(k_low, k_high))

# The same by restricted maximum likelihood with compound symmetry.
long <- rbind(data.frame(id = d$id, role = "h", y = d$yh, own = d$xh, other = d$xw),
              data.frame(id = d$id, role = "w", y = d$yw, own = d$xw, other = d$xh))
long <- long[order(long$id), ]
g <- gls(y ~ own + other, long, correlation = corCompSymm(form = ~ 1 | id), method = "REML",
         control = glsControl(tolerance = 1e-12, msTol = 1e-12))
gls_indistinguishable <- list(coefficients = unname(coef(g)), se = unname(sqrt(diag(vcov(g)))), sigma2 = g$sigma^2,
  rho = unname(coef(g$modelStruct$corStruct, unconstrained = FALSE)))

# Distinguishable.
role <- function(formula) {
  fit <- lm(formula, d)
  v <- vcov(fit); b <- coef(fit); k <- b[[3]] / b[[2]]
  list(coefficients = unname(b), se = unname(sqrt(diag(v))), p = unname(summary(fit)$coefficients[, 4]),
       intervals_low = unname(confint(fit)[, 1]), intervals_high = unname(confint(fit)[, 2]),
       residual_variance = sigma(fit)^2,
       k = k, k_se = sqrt(v[3, 3] - 2 * k * v[2, 3] + k^2 * v[2, 2]) / abs(b[[2]]))
}
husband <- role(yh ~ xh + xw); wife <- role(yw ~ xw + xh)
r <- cor(resid(lm(yh ~ xh + xw, d)), resid(lm(yw ~ xw + xh, d)))
gd <- gls(y ~ 0 + role + role:own + role:other, long, correlation = corSymm(form = ~ 1 | id),
          weights = varIdent(form = ~ 1 | role), method = "REML")
distinguishable <- list(husband = husband, wife = wife, residual_correlation = r,
  residual_correlation_interval = tanh(atanh(r) + c(-1, 1) * qnorm(.975) / sqrt(n - 5)))
gls_distinguishable <- list(names = names(coef(gd)), coefficients = unname(coef(gd)), se = unname(sqrt(diag(vcov(gd)))))

# Distinguishability.
free <- "yh ~ xh + xw\n yw ~ xw + xh\n yh ~~ yw\n yh ~ 1\n yw ~ 1"
equal <- "yh ~ a*xh + p*xw\n yw ~ a*xw + p*xh\n yh ~~ yw\n yh ~ i*1\n yw ~ i*1\n yh ~~ v*yh\n yw ~~ v*yw"
given <- anova(sem(free, d, fixed.x = TRUE, meanstructure = TRUE), sem(equal, d, fixed.x = TRUE, meanstructure = TRUE))
equal_x <- paste0(equal, "\n xh ~~ xw\n xh ~ m*1\n xw ~ m*1\n xh ~~ vx*xh\n xw ~~ vx*xw")
with_x <- sem(equal_x, d, fixed.x = FALSE, meanstructure = TRUE)
# How often exchanging the two of some dyads gives as large a likelihood, by drawing.
deviances <- function(d) {
  left <- lm.fit(cbind(1, d$xh, d$xw), cbind(d$yh, d$yw))$residuals
  c(n * log(det(crossprod(left))), n * log(det(crossprod(cbind(d$xh - mean(d$xh), d$xw - mean(d$xw))))))
}
set.seed(1); seen <- deviances(d)
exchanged <- replicate(4000, {
  turned <- runif(n) < .5; e <- d
  e[turned, c("yh", "yw", "xh", "xw")] <- d[turned, c("yw", "yh", "xw", "xh")]
  deviances(e)
})
distinguishability <- list(
  given_exchange = mean(exchanged[1, ] <= seen[1] + 1e-9), with_exchange = mean(colSums(exchanged) <= sum(seen) + 1e-9),
  given_statistic = given[["Chisq diff"]][2], given_df = given[["Df diff"]][2],
  with_statistic = fitMeasures(with_x)[["chisq"]], with_df = fitMeasures(with_x)[["df"]])

# Bootstrap with a generator the test repeats: x <- (16807 x) mod (2^31 - 1), index floor(x / (2^31 - 1) * n).
state <- 20240229
draw <- function(n) { state <<- (16807 * state) %% 2147483647; floor(state / 2147483647 * n) }
one <- matrix(NA, 400, 8)
for (b in seq_len(nrow(one))) {
  index <- vapply(seq_len(n), function(i) draw(n), 0) + 1
  e <- d[index, ]
  fs <- lm.fit(cbind(1, e$xh + e$xw), e$yh + e$yw); fd <- lm.fit(cbind(e$xh - e$xw), e$yh - e$yw)
  vs <- sum(fs$residuals^2) / (n - 2); vd <- sum(fd$residuals^2) / (n - 1)
  ba <- (fs$coefficients[[2]] + fd$coefficients[[1]]) / 2; bp <- (fs$coefficients[[2]] - fd$coefficients[[1]]) / 2
  fh <- lm.fit(cbind(1, e$xh, e$xw), e$yh)$coefficients; fw <- lm.fit(cbind(1, e$xw, e$xh), e$yw)$coefficients
  one[b, ] <- c(ba, bp, (vs - vd) / (vs + vd), bp / ba, fh[2:3], fw[2:3])
}
columns <- c("actor", "partner", "residual_correlation", "k", "actor_h", "partner_h", "actor_w", "partner_w")
bootstrap <- setNames(lapply(1:8, function(j) c(unname(quantile(one[, j], c(.025, .975), type = 7)), sd(one[, j]))), columns)

# Intraclass correlation.
icc <- ICC(d[, c("yh", "yw")], lmer = FALSE)$results[1, ]
icc_exact <- { fit <- anova(lm(y ~ factor(id), long)); f <- fit[["F value"]][1]; list(f = f, icc = (f - 1) / (f + 1)) }
intraclass <- list(icc = icc$ICC, f = icc$F, p = icc$p, interval = c(icc[["lower bound"]], icc[["upper bound"]]),
  anova_f = icc_exact$f, anova_icc = icc_exact$icc)

write_reference("actor_partner", list(versions = versions("nlme", "lavaan", "psych"), indistinguishable = indistinguishable,
  gls_indistinguishable = gls_indistinguishable, distinguishable = distinguishable, gls_distinguishable = gls_distinguishable,
  distinguishability = distinguishability, bootstrap = bootstrap, intraclass = intraclass))

# Truth and bias, distinctive similarity. Profiles of 24 items: four moods on six days; "judged" is what the man of a couple answered,
# "truth" what the woman did, "own" the man's answers six days later, "normative" the mean of all other couples' women. The numbers are
# real, the task is not: nobody judged anybody here.
source("write.R")
d <- data_file("barkalifa.csv")
profile <- function(rows, person, from) c(t(as.matrix(rows[match(from:(from + 5), rows$DIARYDAY), paste0(person, c("_Anx", "_Sad", "_Vig", "_Con"))])))
ids <- unique(d$ID)
women <- sapply(ids, function(id) profile(d[d$ID == id, ], "W", 0))
case <- function(id) {
  rows <- d[d$ID == id, ]
  judged <- profile(rows, "M", 0); truth <- profile(rows, "W", 0); own <- profile(rows, "M", 6)
  normative <- rowMeans(women[, ids != id], na.rm = TRUE)
  centre <- mean(truth[complete.cases(judged, truth, normative)])
  fit <- function(formula) { f <- lm(formula); list(coefficients = unname(coef(f)), se = unname(sqrt(diag(vcov(f)))), p = unname(summary(f)$coefficients[, 4]),
    low = unname(confint(f)[, 1]), high = unname(confint(f)[, 2]), sigma = sigma(f)) }
  ok <- complete.cases(judged, truth, normative)
  j <- judged[ok] - centre; t0 <- truth[ok] - centre; n0 <- normative[ok] - mean(normative[ok]); o0 <- own[ok] - mean(own[ok])
  test <- cor.test((judged - normative)[ok], (truth - normative)[ok])
  list(judged = judged, truth = truth, own = own, normative = normative, without_own = fit(j ~ t0 + n0),
       with_own = if (anyNA(own[ok])) NA else fit(j ~ t0 + n0 + o0), similarity = unname(test$estimate), similarity_interval = c(test$conf.int))
}
out <- list(versions = versions())
for (id in c(201, 202, 224)) out[[as.character(id)]] <- case(id)
write_reference("profile", out)

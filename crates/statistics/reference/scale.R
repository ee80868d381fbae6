# Proration, alpha, standard error of measurement, band and reliable change on barkalifa.csv.
source("write.R")
suppressMessages(library(psych))
d <- data_file("barkalifa.csv")
# A scale of low mood: anxiety and sadness forward, vigor and contentment reversed, of both persons: eight answers a row, 0 to 4.
items <- as.matrix(d[, c("M_Anx", "M_Sad", "M_Vig", "M_Con", "W_Anx", "W_Sad", "W_Vig", "W_Con")])
reversed <- c(FALSE, FALSE, TRUE, TRUE, FALSE, FALSE, TRUE, TRUE)
turned <- items; turned[, reversed] <- 4 - items[, reversed]
# Every seventh answer of the first hundred rows, counted along the rows, is taken out.
holes <- turned[1:100, ]
holes_t <- t(holes); holes_t[seq(7, length(holes_t), by = 7)] <- NA; holes <- t(holes_t)
answered <- rowSums(!is.na(holes))
sums <- ifelse(answered >= ceiling(.8 * 8), 8 * rowMeans(holes, na.rm = TRUE), NA)

four <- items[, 1:4]; four[, 3:4] <- 4 - four[, 3:4]
a <- suppressWarnings(alpha(four))
raw <- a$total$raw_alpha
n <- nrow(four); k <- 4
feldt <- 1 - (1 - raw) * qf(c(.975, .025), n - 1, (n - 1) * (k - 1))
total <- rowSums(four)
sem <- sd(total) * sqrt(1 - raw)
x1 <- total[[1]]; x2 <- total[[30]]
index <- (x2 - x1) / (sqrt(2) * sem)
write_reference("scale", list(versions = versions("psych"), sums = unname(sums), answered = unname(answered),
  alpha = raw, alpha_interval = feldt, psych_feldt = c(a$feldt$lower.ci[[1]], a$feldt$upper.ci[[1]]),
  deviation = sd(total), sem = sem, band = x1 + c(-1, 1) * qnorm(.975) * sem, first = x1, thirtieth = x2,
  change = x2 - x1, change_interval = x2 - x1 + c(-1, 1) * qnorm(.975) * sqrt(2) * sem, index = index,
  index_p = 2 * pnorm(-abs(index))))

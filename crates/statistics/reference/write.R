# Shared by the reference scripts: writes named numbers as JSON with all their digits.
json <- function(value) {
  if (is.list(value)) {
    names <- names(value)
    body <- vapply(value, json, "")
    if (is.null(names)) paste0("[", paste(body, collapse = ", "), "]")
    else paste0("{\n", paste0('"', names, '": ', body, collapse = ",\n"), "\n}")
  } else if (is.character(value)) {
    quoted <- paste0('"', value, '"')
    if (length(quoted) == 1) quoted else paste0("[", paste(quoted, collapse = ", "), "]")
  } else {
    numbers <- ifelse(is.na(value), "null", sprintf("%.17g", as.numeric(value)))
    if (length(numbers) == 1) numbers else paste0("[", paste(numbers, collapse = ", "), "]")
  }
}
versions <- function(...) {
  packages <- c(...)
  c(list(R = paste(R.version$major, R.version$minor, sep = ".")),
    setNames(lapply(packages, function(name) as.character(packageVersion(name))), packages))
}
write_reference <- function(name, values) writeLines(json(values), file.path("output", paste0(name, ".json")))
data_file <- function(name) read.csv(file.path("..", "data", name))

# One couple's days as a matrix with a row for each calendar day; a day without a row in the file is missing.
couple_days <- function(id, first = "M_Con", second = "W_Con") {
  rows <- subset(data_file("barkalifa.csv"), ID == id)
  days <- matrix(NA_real_, max(rows$DIARYDAY) - min(rows$DIARYDAY) + 1, 2)
  days[rows$DIARYDAY - min(rows$DIARYDAY) + 1, ] <- as.matrix(rows[, c(first, second)])
  days
}
# The same with further answers taken out by a fixed rule (days are counted from zero).
thinned <- function(days) {
  day <- seq_len(nrow(days)) - 1
  days[day %% 9 == 3, 1] <- NA
  days[day %% 13 == 5, 2] <- NA
  days
}

# The table of days that the picture hands over, read as `docs/picture.md` says. The test of `crates/figures` compares what was read.
source("write.R")
days <- read.csv(file.path("..", "..", "figures", "tests", "days.csv"), na.strings = "", colClasses = c(day = "Date"))
stopifnot(
  identical(names(days), c("day", "self", "bond", "wish", "self_level", "self_low", "self_high", "bond_level", "bond_low", "bond_high")),
  all(diff(days$day) == 1),
  all(days$wish %in% c(NA, "more", "less", "cannot-say")),
  all(sapply(days[setdiff(names(days), c("day", "wish"))], is.numeric)),
  with(days, all(self_low <= self_level & self_level <= self_high, na.rm = TRUE)),
  with(days, all(bond_low <= bond_level & bond_level <= bond_high, na.rm = TRUE)))
write_reference("days", list(versions = versions(), columns = lapply(days[names(days) != "wish"], as.numeric),
  wish = ifelse(is.na(days$wish), "", days$wish)))

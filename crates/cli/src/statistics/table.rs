//! Reading a table of numbers, and saying exactly where it is not one.

use std::{collections::BTreeMap, path::PathBuf};

/// Where the input is, and which rows of it are meant.
#[derive(Debug, clap::Args)]
pub(super) struct Input {
    /// The table
    file: PathBuf,
    /// Only rows where COLUMN is VALUE, such as one couple of many; can be given again
    #[arg(long, value_name = "COLUMN=VALUE")]
    only: Vec<String>,
}

/// What is wrong with the input: where, what stands there and what was expected.
#[derive(Debug, thiserror::Error)]
pub(super) enum InputError {
    #[error("{file}: cannot be read: {source}")]
    Unreadable { file: String, source: std::io::Error },
    #[error("{file}, line {line}: not a table: expected {expected} cells, found {found}")]
    Ragged { file: String, line: u64, expected: u64, found: u64 },
    #[error("{file}, line {line}: not a table: expected text in UTF-8")]
    NotText { file: String, line: u64 },
    #[error("{file}: expected a header and at least one row")]
    Empty { file: String },
    #[error("{file}, line 1: expected a column named \"{column}\", found {found}")]
    NoColumn { file: String, column: String, found: String },
    #[error("{file}, line {line}, column \"{column}\": expected {expected}, found \"{found}\"")]
    BadCell { file: String, line: u64, column: String, expected: &'static str, found: String },
    #[error(
        "{file}, line {line}, column \"{column}\": {value} stood already in line {earlier}; expected each once"
    )]
    Repeated { file: String, line: u64, column: String, value: String, earlier: u64 },
    #[error("--only {found}: expected COLUMN=VALUE")]
    BadCondition { found: String },
    #[error("{file}: no row is left by --only {conditions}")]
    NothingLeft { file: String, conditions: String },
    #[error("{file}: the days reach from {first} to {last}; expected at most {most} days")]
    TooManyDays { file: String, first: i64, last: i64, most: i64 },
    #[error("--from {from}: expected a day between {first} and {last}")]
    FromOutside { from: i64, first: i64, last: i64 },
}

/// The columns of the first and of the second person.
#[derive(Clone, Debug)]
pub(super) struct ColumnPair(pub(super) [String; 2]);

impl std::str::FromStr for ColumnPair {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split(',').map(str::trim).collect::<Vec<_>>().as_slice() {
            [first, second] if !first.is_empty() && !second.is_empty() => {
                Ok(Self([first.to_string(), second.to_string()]))
            }
            _ => Err("expected two columns, such as yh,yw"),
        }
    }
}

/// A hundred and fifty years.
const DAYS_MAX: i64 = 55_000;

/// The rows that are meant, as text.
pub(super) struct Table {
    file: String,
    columns: Vec<String>,
    rows: Vec<Row>,
}

struct Row {
    line: u64,
    cells: csv::StringRecord,
}

impl Table {
    /// Reads the table and keeps the rows that are meant.
    pub(super) fn read(input: &Input) -> Result<Self, InputError> {
        let file = input.file.display().to_string();
        let text = std::fs::read(&input.file)
            .map_err(|source| InputError::Unreadable { file: file.clone(), source })?;
        // Spreadsheets put a byte order mark before the header.
        let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&text);
        let mut reader =
            csv::ReaderBuilder::new().delimiter(delimiter(text)).trim(csv::Trim::All).from_reader(text);
        let columns: Vec<String> =
            reader.headers().map_err(|error| of_csv(&file, &error))?.iter().map(str::to_owned).collect();
        let mut rows = Vec::new();
        for record in reader.records() {
            let cells = record.map_err(|error| of_csv(&file, &error))?;
            rows.push(Row { line: cells.position().map_or(0, csv::Position::line), cells });
        }
        if rows.is_empty() {
            return Err(InputError::Empty { file });
        }
        let mut table = Self { file, columns, rows };
        table.keep_only(&input.only)?;
        Ok(table)
    }

    fn keep_only(&mut self, conditions: &[String]) -> Result<(), InputError> {
        for condition in conditions {
            let Some((column, value)) = condition.split_once('=') else {
                return Err(InputError::BadCondition { found: condition.clone() });
            };
            let place = self.place(column)?;
            self.rows.retain(|row| row.cells.get(place) == Some(value));
        }
        if self.rows.is_empty() {
            return Err(InputError::NothingLeft {
                file: self.file.clone(),
                conditions: conditions.join(" --only "),
            });
        }
        Ok(())
    }

    /// The name of the file as it was given.
    pub(super) fn file(&self) -> &str {
        &self.file
    }

    /// How many rows are meant.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    fn place(&self, column: &str) -> Result<usize, InputError> {
        self.columns.iter().position(|name| name == column).ok_or_else(|| InputError::NoColumn {
            file: self.file.clone(),
            column: column.to_owned(),
            found: self.columns.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", "),
        })
    }

    fn cells<'a>(&'a self, column: &str) -> Result<impl Iterator<Item = (u64, &'a str)>, InputError> {
        let place = self.place(column)?;
        Ok(self.rows.iter().map(move |row| (row.line, row.cells.get(place).unwrap_or(""))))
    }

    /// A column of numbers, `None` where the cell is missing.
    pub(super) fn numbers(&self, column: &str) -> Result<Vec<Option<f64>>, InputError> {
        self.cells(column)?
            .map(|(line, cell)| {
                if is_missing(cell) {
                    return Ok(None);
                }
                match cell.parse::<f64>() {
                    Ok(number) if number.is_finite() => Ok(Some(number)),
                    _ => Err(self.bad_cell(line, column, "a number, or nothing, NA or .", cell)),
                }
            })
            .collect()
    }

    /// Two columns of numbers side by side.
    pub(super) fn pairs(
        &self,
        ColumnPair([first, second]): &ColumnPair,
    ) -> Result<Vec<[Option<f64>; 2]>, InputError> {
        let (first, second) = (self.numbers(first)?, self.numbers(second)?);
        Ok(first.into_iter().zip(second).map(<[Option<f64>; 2]>::from).collect())
    }

    /// Makes sure that a column names each row once.
    pub(super) fn check_identifiers(&self, column: &str) -> Result<(), InputError> {
        let mut seen = BTreeMap::new();
        for (line, cell) in self.cells(column)? {
            if is_missing(cell) {
                return Err(self.bad_cell(line, column, "the name of a dyad", cell));
            }
            if let Some(earlier) = seen.insert(cell, line) {
                return Err(self.repeated(line, column, cell, earlier));
            }
        }
        Ok(())
    }

    /// The rows in order of their days, one element for each day from the first to the last, `None` for days without a row.
    pub(super) fn by_day(&self, day: Option<&str>) -> Result<Days, InputError> {
        let Some(column) = day else {
            return Ok(Days { first: 0, rows: (0..self.len()).map(Some).collect() });
        };
        let mut rows = BTreeMap::new();
        for (row, (line, cell)) in self.cells(column)?.enumerate() {
            let day: i64 = cell
                .parse()
                .map_err(|_| self.bad_cell(line, column, "the number of a day, such as 12", cell))?;
            if let Some((_, earlier)) = rows.insert(day, (row, line)) {
                return Err(self.repeated(line, column, cell, earlier));
            }
        }
        let first = rows.first_key_value().map_or(0, |(day, _)| *day);
        let last = rows.last_key_value().map_or(0, |(day, _)| *day);
        if last.checked_sub(first).is_none_or(|span| span >= DAYS_MAX) {
            return Err(InputError::TooManyDays { file: self.file.clone(), first, last, most: DAYS_MAX });
        }
        Ok(Days { first, rows: (first..=last).map(|day| rows.get(&day).map(|(row, _)| *row)).collect() })
    }

    fn bad_cell(&self, line: u64, column: &str, expected: &'static str, found: &str) -> InputError {
        InputError::BadCell {
            file: self.file.clone(),
            line,
            column: column.to_owned(),
            expected,
            found: found.to_owned(),
        }
    }

    fn repeated(&self, line: u64, column: &str, value: &str, earlier: u64) -> InputError {
        InputError::Repeated {
            file: self.file.clone(),
            line,
            column: column.to_owned(),
            value: value.to_owned(),
            earlier,
        }
    }
}

/// Which row holds which day.
pub(super) struct Days {
    /// The number of the first day.
    pub(super) first: i64,
    /// The row of each day from the first on.
    rows: Vec<Option<usize>>,
}

impl Days {
    /// A column with one element for each day.
    pub(super) fn series(&self, column: &[Option<f64>]) -> Vec<Option<f64>> {
        self.rows.iter().map(|row| row.and_then(|row| column.get(row).copied().flatten())).collect()
    }

    /// The index of a day, if the table reaches over it.
    pub(super) fn index(&self, day: i64) -> Result<usize, InputError> {
        let last = self.first + i64::try_from(self.rows.len()).unwrap_or(i64::MAX) - 1;
        day.checked_sub(self.first)
            .and_then(|index| usize::try_from(index).ok())
            .filter(|index| *index < self.rows.len())
            .ok_or(InputError::FromOutside { from: day, first: self.first, last })
    }
}

fn is_missing(cell: &str) -> bool {
    matches!(cell, "" | "NA" | ".")
}

/// The separator that stands most often in the header.
fn delimiter(text: &[u8]) -> u8 {
    let header = text.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let count = |separator: u8| header.iter().filter(|&&byte| byte == separator).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|&separator| count(separator)).unwrap_or(b',')
}

fn of_csv(file: &str, error: &csv::Error) -> InputError {
    let file = file.to_owned();
    let line = error.position().map_or(1, csv::Position::line);
    match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            InputError::Ragged { file, line, expected: *expected_len, found: *len }
        }
        _ => InputError::NotText { file, line },
    }
}

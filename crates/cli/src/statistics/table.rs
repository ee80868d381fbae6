//! Reading a table of numbers, and saying exactly where it is not one.

mod cells;
mod columns;
mod error;
mod text;

use std::{collections::BTreeMap, path::PathBuf};

use cells::{day_of, number_of};
pub(super) use columns::{ColumnPair, Columns};
pub(super) use error::InputError;
use text::Text;

/// Where the input is, and which rows of it are meant.
#[derive(Debug, clap::Args)]
pub(super) struct Input {
    /// The table
    file: PathBuf,
    /// Only rows where COLUMN is VALUE, such as one couple of many; can be given again
    #[arg(long, value_name = "COLUMN=VALUE")]
    only: Vec<String>,
    /// What else stands for a missing value, such as -99; can be given again
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true)]
    missing: Vec<String>,
    /// What is a number although it looks as if it stood for a missing value, such as -99 or 999
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true)]
    number: Vec<String>,
}

/// A hundred and fifty years.
const DAYS_MAX: i64 = 55_000;

/// The rows that are meant, as text.
pub(super) struct Table {
    file: String,
    columns: Vec<String>,
    rows: Vec<Row>,
    /// Whether numbers may have a comma where others have a point: where none separates cells.
    has_decimal_comma: bool,
    /// What else is missing.
    missing: Vec<String>,
    /// What is a number, however it looks.
    numbers: Vec<String>,
}

struct Row {
    line: u64,
    cells: csv::StringRecord,
}

impl Table {
    /// Reads the table and keeps the rows that are meant.
    pub(super) fn read(input: &Input) -> Result<Self, InputError> {
        let file = input.file.display().to_string();
        let bytes = std::fs::read(&input.file)
            .map_err(|source| InputError::Unreadable { file: file.clone(), source })?;
        let text = Text::of(&bytes).map_err(|line| InputError::NotText { file: file.clone(), line })?;
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(text.delimiter)
            .trim(csv::Trim::All)
            .flexible(true)
            .from_reader(text.table().as_bytes());
        let not_text = |_| InputError::NotText { file: file.clone(), line: 1 };
        let columns: Vec<String> = reader.headers().map_err(not_text)?.iter().map(str::to_owned).collect();
        let mut rows = Vec::new();
        for record in reader.records() {
            let cells = record.map_err(not_text)?;
            let line = text.line(cells.position().map_or(0, csv::Position::byte));
            // Some programs end each row with a separator, and not the header.
            let is_ragged =
                cells.len() < columns.len() || cells.iter().skip(columns.len()).any(|cell| !cell.is_empty());
            if is_ragged {
                let [expected, found] =
                    [columns.len(), cells.len()].map(|count| u64::try_from(count).unwrap_or(u64::MAX));
                return Err(InputError::Ragged { file, line, expected, found });
            }
            rows.push(Row { line, cells });
        }
        if rows.is_empty() {
            return Err(InputError::Empty { file });
        }
        let has_decimal_comma = text.delimiter != b',';
        let (missing, numbers) = (input.missing.clone(), input.number.clone());
        let mut table = Self { file, columns, rows, has_decimal_comma, missing, numbers };
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
        let mut places = self.columns.iter().enumerate().filter(|(_, name)| *name == column);
        let (Some((place, _)), None) = (places.next(), places.next()) else {
            let (file, column) = (self.file.clone(), column.to_owned());
            if self.columns.contains(&column) {
                return Err(InputError::Twice { file, column });
            }
            let found = self.columns.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
            return Err(InputError::NoColumn { file, column, found });
        };
        Ok(place)
    }

    fn is_missing(&self, cell: &str) -> bool {
        matches!(cell, "" | "NA" | ".") || self.missing.iter().any(|missing| missing == cell)
    }

    fn cells<'a>(&'a self, column: &str) -> Result<impl Iterator<Item = (u64, &'a str)>, InputError> {
        let place = self.place(column)?;
        Ok(self.rows.iter().map(move |row| (row.line, row.cells.get(place).unwrap_or(""))))
    }

    /// A column of numbers, `None` where the cell is missing.
    pub(super) fn numbers(&self, column: &str) -> Result<Vec<Option<f64>>, InputError> {
        let numbers: Vec<Option<f64>> = self
            .cells(column)?
            .map(|(line, cell)| {
                if self.is_missing(cell) {
                    return Ok(None);
                }
                let number = number_of(cell, self.has_decimal_comma);
                number
                    .map(Some)
                    .ok_or_else(|| self.bad_cell(line, column, "a number, or nothing, NA or .", cell))
            })
            .collect::<Result<_, _>>()?;
        // A code for “missing” that is taken for a number makes everything wrong, and nobody sees it.
        let suspect = cells::suspect(&numbers);
        let rows = self.cells(column)?.zip(&numbers);
        let mut suspects = rows.filter(|(_, number)| suspect.is_some() && **number == suspect);
        if let Some(((line, cell), _)) =
            suspects.find(|((_, cell), _)| !self.numbers.iter().any(|known| known == cell))
        {
            let (file, column, found) = (self.file.clone(), column.to_owned(), cell.to_owned());
            return Err(InputError::Suspect { file, line, column, found });
        }
        Ok(numbers)
    }

    /// Two columns of numbers side by side.
    pub(super) fn pairs(
        &self,
        ColumnPair([first, second]): &ColumnPair,
    ) -> Result<Vec<[Option<f64>; 2]>, InputError> {
        let (first, second) = (self.numbers(first)?, self.numbers(second)?);
        Ok(first.into_iter().zip(second).map(<[Option<f64>; 2]>::from).collect())
    }

    /// A column of a table with a row for each person: the values of both persons of each dyad, in the order in which dyads and persons
    /// first stand.
    pub(super) fn of_persons(
        &self,
        dyad: &str,
        person: &str,
        column: &str,
    ) -> Result<Vec<[Option<f64>; 2]>, InputError> {
        let (mut dyads, mut persons): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
        let mut values: Vec<[Option<f64>; 2]> = Vec::new();
        let mut lines: BTreeMap<(usize, usize), u64> = BTreeMap::new();
        let numbers = self.numbers(column)?;
        for (((line, of), (_, who)), number) in self.cells(dyad)?.zip(self.cells(person)?).zip(numbers) {
            let dyad = place_in(&mut dyads, of);
            let place = place_in(&mut persons, who);
            if place > 1 {
                let [file, column, found] = [self.file.clone(), person.to_owned(), who.to_owned()];
                let persons = persons.get(..2).unwrap_or_default().join(" and ");
                return Err(InputError::ThirdPerson { file, line, column, found, persons });
            }
            if let Some(earlier) = lines.insert((dyad, place), line) {
                return Err(self.repeated(line, person, &format!("{who} of {of}"), earlier));
            }
            values.resize(dyads.len(), [None, None]);
            if let Some(value) = values.get_mut(dyad).and_then(|both| both.get_mut(place)) {
                *value = number;
            }
        }
        Ok(values)
    }

    /// Makes sure that a column names each row once.
    pub(super) fn check_identifiers(&self, column: &str) -> Result<(), InputError> {
        let mut seen = BTreeMap::new();
        for (line, cell) in self.cells(column)? {
            if self.is_missing(cell) {
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
        let Some(column) = day.filter(|column| !column.is_empty()) else {
            let is_day = |name: &&String| ["day", "date"].contains(&name.to_lowercase().as_str());
            if let Some(column) = self.columns.iter().find(is_day).filter(|_| day.is_none()) {
                return Err(InputError::DayUnused { file: self.file.clone(), column: column.clone() });
            }
            return Ok(Days { first: 0, rows: (0..self.len()).map(Some).collect() });
        };
        let mut rows = BTreeMap::new();
        for (row, (line, cell)) in self.cells(column)?.enumerate() {
            let day = day_of(cell)
                .ok_or_else(|| self.bad_cell(line, column, "a day, such as 12 or 2026-03-01", cell))?;
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

/// Where a name stands among those that stood before; at their end if it is new.
fn place_in<'a>(names: &mut Vec<&'a str>, name: &'a str) -> usize {
    names.iter().position(|known| *known == name).unwrap_or_else(|| {
        names.push(name);
        names.len() - 1
    })
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

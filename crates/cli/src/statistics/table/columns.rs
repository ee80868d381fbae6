//! Which columns are meant.

use super::{InputError, Table};

/// The columns of the first and of the second person; or one, of a table with a row for each person.
#[derive(Clone, Debug)]
pub(in crate::statistics) struct Columns(pub(in crate::statistics) Vec<String>);

impl std::str::FromStr for Columns {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match names(text).as_slice() {
            names @ ([_] | [_, _]) if names.iter().all(|name| !name.is_empty()) => Ok(Self(names.to_vec())),
            _ => Err("expected two columns, such as yh,yw, or one with --person"),
        }
    }
}

impl Columns {
    /// The values of both persons of each dyad. `of` names the columns with the dyad and the person where each person has a row.
    pub(in crate::statistics) fn values(
        &self,
        table: &Table,
        option: &'static str,
        (dyad, person): (Option<&str>, Option<&str>),
    ) -> Result<Vec<[Option<f64>; 2]>, InputError> {
        match (self.0.as_slice(), person, dyad) {
            ([first, second], None, _) => table.pairs(&ColumnPair([first.clone(), second.clone()])),
            ([column], Some(person), Some(dyad)) => table.of_persons(dyad, person, column),
            (_, None, _) => self.wrong(option, "two columns, such as yh,yw, or one with --person"),
            (_, Some(_), None) => {
                self.wrong(option, "--id with the column that names the dyads, beside --person")
            }
            (_, Some(_), Some(_)) => {
                self.wrong(option, "one column, because --person says that each person has a row")
            }
        }
    }

    fn wrong<T>(&self, option: &'static str, expected: &'static str) -> Result<T, InputError> {
        Err(InputError::Columns { option, found: self.0.join(","), expected })
    }
}

/// Names between commas. As in a table, one that has a comma stands in quotation marks.
fn names(text: &str) -> Vec<String> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).trim(csv::Trim::All).from_reader(text.as_bytes());
    let names = reader.records().next().and_then(Result::ok).unwrap_or_default();
    names.iter().map(str::to_owned).collect()
}

/// The columns of the first and of the second person.
#[derive(Clone, Debug)]
pub(in crate::statistics) struct ColumnPair(pub(in crate::statistics) [String; 2]);

impl std::str::FromStr for ColumnPair {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match <[String; 2]>::try_from(names(text)) {
            Ok(both) if both.iter().all(|name| !name.is_empty()) => Ok(Self(both)),
            _ => Err("expected two columns, such as yh,yw"),
        }
    }
}

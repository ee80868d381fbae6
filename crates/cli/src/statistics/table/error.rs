//! What can be wrong with a table.

/// What is wrong with the input: where, what stands there and what was expected.
#[derive(Debug, thiserror::Error)]
pub(in crate::statistics) enum InputError {
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
    #[error("{file}, line 1: two columns are named \"{column}\"; expected one")]
    Twice { file: String, column: String },
    #[error(
        "{file} has a column \"{column}\", and rows are taken as consecutive days; say --day {column}, or --day \"\" if they are"
    )]
    DayUnused { file: String, column: String },
    #[error(
        "{file}, line {line}, column \"{column}\": {found} is far from all other values; if it stands for a missing one, say --missing {found}, and if not, --number {found}"
    )]
    Suspect { file: String, line: u64, column: String, found: String },
    #[error("{option} {found}: expected {expected}")]
    Columns { option: &'static str, found: String, expected: &'static str },
    #[error("{file}, line {line}, column \"{column}\": a third person, \"{found}\"; expected {persons}")]
    ThirdPerson { file: String, line: u64, column: String, found: String, persons: String },
    #[error("--from {from}: expected a day between {first} and {last}")]
    FromOutside { from: i64, first: i64, last: i64 },
}

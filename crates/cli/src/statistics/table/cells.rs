//! What stands in a cell.

/// A finite number, with a decimal comma where that is allowed.
pub(super) fn number_of(cell: &str, has_decimal_comma: bool) -> Option<f64> {
    let is_comma = has_decimal_comma && cell.matches(',').count() == 1 && !cell.contains('.');
    let number = if is_comma { cell.replace(',', ".").parse::<f64>() } else { cell.parse::<f64>() };
    number.ok().filter(|number| number.is_finite())
}

/// A day: a whole number, written as one or with zeros behind a point, or a date of ISO 8601, counted from 1970.
pub(super) fn day_of(cell: &str) -> Option<i64> {
    if let Ok(day) = cell.parse() {
        return Some(day);
    }
    if let Some((whole, zeros)) = cell.split_once('.') {
        return zeros.bytes().all(|digit| digit == b'0').then(|| whole.parse().ok())?;
    }
    let (date, epoch) = (cell.parse::<jiff::civil::Date>().ok()?, jiff::civil::Date::constant(1970, 1, 1));
    Some(i64::from((date - epoch).get_days()))
}

/// What programs write where a value is missing.
const CODES: [f64; 12] =
    [-9.0, -88.0, -77.0, -99.0, -999.0, -9_999.0, -99_999.0, 99.0, 999.0, 9_999.0, 99_999.0, 999_999.0];

/// A value that is one of those, and farther from all other values than twice what they span.
pub(super) fn suspect(numbers: &[Option<f64>]) -> Option<f64> {
    let is_code = |number: &f64| CODES.contains(number);
    let others = || numbers.iter().flatten().copied().filter(|number| !is_code(number));
    let (low, high) = (others().fold(f64::INFINITY, f64::min), others().fold(f64::NEG_INFINITY, f64::max));
    let is_far = |code: &f64| (low - code).max(code - high) > 2.0 * (high - low);
    numbers.iter().flatten().copied().find(|number| is_code(number) && high > low && is_far(number))
}

//! All numbers of some results, in the order in which they are printed.

use core::fmt::Debug;

/// What a task answers with.
pub type Results = Vec<Box<dyn Debug>>;

/// The numbers in the results, and for reasons the sum of their letters, so that those must agree as well.
#[must_use]
pub fn numbers(results: &Results) -> Vec<f64> {
    results.iter().flat_map(|result| of(&format!("{result:?}"))).collect()
}

/// `Debug` prints doubles with all digits that tell them apart.
fn of(text: &str) -> Vec<f64> {
    let words = text.split(|letter: char| !(letter.is_ascii_alphanumeric() || "+-.".contains(letter)));
    let mut numbers: Vec<f64> = words
        .filter(|word| word.starts_with(|first: char| first.is_ascii_digit() || first == '-'))
        .filter_map(|word| word.parse::<f64>().ok())
        .collect();
    if text.starts_with("Err") {
        numbers.push(f64::from(text.bytes().map(u32::from).sum::<u32>()));
    }
    numbers
}

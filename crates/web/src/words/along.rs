//! The words of the page that a person takes along.

use interface::file::PageWords;

/// In the language of the app.
pub(crate) fn page_words() -> PageWords {
    PageWords::new(&super::tag(), super::direction(), super::keyed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_words_for_everything() {
        for key in PageWords::keys() {
            assert_ne!(page_words().of(&key), "", "{key}");
        }
    }
}

//! Content lines: how they end, how long they are, and what stands for characters that mean something else (RFC 5545, 3.1 and 3.3.11).

use model::Day;

/// The most octets of a line, without the two that end it.
const OCTETS_MAX: usize = 75;

const SECONDS_PER_DAY: u64 = 24 * 60 * 60;

/// A file as it grows.
#[derive(Debug, Default)]
pub(crate) struct Lines(String);

impl Lines {
    /// One more line. What is longer than a line may be goes on in the next one, behind a space; a letter is never parted.
    pub(crate) fn put(&mut self, line: &str) {
        let mut octets = 0;
        for letter in line.chars() {
            if octets + letter.len_utf8() > OCTETS_MAX {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(letter);
            octets += letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    pub(crate) fn into_string(self) -> String {
        self.0
    }
}

/// A text as a value. Characters that no line may hold are left out.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\n' | '\r' => escaped.push_str("\\n"),
            ',' | ';' | '\\' => escaped.extend(['\\', letter]),
            letter if letter.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// So many seconds since 1970 as date and time, by whichever clock they were counted.
pub(crate) fn moment(unix_s: u64) -> String {
    let (year, month, day) = Day(u32::try_from(unix_s / SECONDS_PER_DAY).unwrap_or(u32::MAX)).civil();
    let of_day = unix_s % SECONDS_PER_DAY;
    let (hour, minute, second) = (of_day / 3_600, of_day / 60 % 60, of_day % 60);
    format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(line: &str) -> String {
        let mut lines = Lines::default();
        lines.put(line);
        lines.into_string()
    }

    #[test]
    fn a_line_has_75_octets_at_most_and_no_letter_is_parted() {
        assert_eq!(folded(&"a".repeat(75)), format!("{}\r\n", "a".repeat(75)));
        assert_eq!(folded(&"a".repeat(76)), format!("{}\r\n a\r\n", "a".repeat(75)));
        assert_eq!(folded(&"a".repeat(150)), format!("{}\r\n {}\r\n a\r\n", "a".repeat(75), "a".repeat(74)));
        for text in ["ü".repeat(200), "x".to_owned() + &"老虎".repeat(60), "🎻".repeat(77), "a🎻é".repeat(50)]
        {
            let folded = folded(&text);
            assert!(folded.split("\r\n").all(|line| line.len() <= OCTETS_MAX), "{folded}");
            assert_eq!(folded.replace("\r\n ", ""), format!("{text}\r\n"));
        }
    }

    #[test]
    fn what_means_something_in_a_value_is_escaped() {
        assert_eq!(escaped("Tea, cake; a\\b"), "Tea\\, cake\\; a\\\\b");
        assert_eq!(escaped("one\ntwo\r\nthree\rfour"), "one\\ntwo\\nthree\\nfour");
        assert_eq!(escaped("a\u{7}b\tc: \"d\""), "abc: \"d\"");
    }

    #[test]
    fn a_moment_is_written_without_anything_between() {
        assert_eq!(moment(0), "19700101T000000");
        assert_eq!(moment(1_795_372_205), "20261122T183005");
    }
}

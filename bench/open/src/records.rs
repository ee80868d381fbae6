//! The records: the same for Counterpoint and for every peer, drawn from one seed.

use rand_chacha::{
    ChaCha12Rng,
    rand_core::{Rng, SeedableRng},
};

/// Words of the language that the records are written in, drawn by Zipf's law: as compressible as prose is.
const WORDS: usize = 4096;

const SYLLABLES: [&str; 32] = [
    "a", "ba", "co", "de", "el", "fi", "gu", "ha", "in", "jo", "ka", "le", "mi", "no", "or", "pe", "qui",
    "ra", "so", "ta", "un", "ve", "wi", "xa", "yo", "ze", "sh", "th", "ng", "st", "ly", "er",
];

/// When the first record was written, in seconds since 1970, and the time between two: about four years in all.
const BEGIN_S: u64 = 1_660_000_000;
const BETWEEN_S: u64 = 1_300;

/// A record with four fields, of about 124 bytes without its name.
pub(crate) struct Record {
    pub(crate) id: [u8; 16],
    pub(crate) liked: bool,
    pub(crate) written_s: u64,
    pub(crate) text: String,
    pub(crate) note: String,
}

impl Record {
    /// The name as the peers, whose keys are text, know it.
    pub(crate) fn key(&self) -> String {
        data_encoding::BASE64URL_NOPAD.encode(&self.id)
    }

    /// The bytes of the four fields.
    pub(crate) fn bytes(&self) -> usize {
        1 + 8 + self.text.len() + self.note.len()
    }

    /// What "reading all" of it gives: a sum that no compiler can leave out.
    pub(crate) fn weight(&self) -> u64 {
        weight(self.liked, self.written_s, &self.text, &self.note)
    }
}

/// What reading one record gives.
pub(crate) fn weight(liked: bool, written_s: u64, text: &str, note: &str) -> u64 {
    u64::from(liked) + written_s + text.len() as u64 + note.len() as u64
}

/// `count` records.
pub(crate) fn records(seed: u64, count: usize) -> Vec<Record> {
    let mut random = ChaCha12Rng::seed_from_u64(seed);
    let language = Language::new(&mut random);
    (0..count as u64)
        .map(|index| {
            let mut id = [0; 16];
            random.fill_bytes(&mut id);
            Record {
                id,
                liked: random.next_u32() % 2 == 0,
                written_s: BEGIN_S + index * BETWEEN_S + random.next_u64() % BETWEEN_S,
                text: language.text(&mut random, 15, 55),
                note: language.text(&mut random, 40, 120),
            }
        })
        .collect()
}

/// A moment after all of `count` records, in milliseconds since 1970.
pub(crate) fn after_all_ms(count: usize) -> u64 {
    (BEGIN_S + (count as u64 + 1) * BETWEEN_S).max(1_795_348_800) * 1000
}

pub(crate) struct Language {
    words: Vec<String>,
    /// How often each word or an earlier one is drawn.
    cumulative: Vec<u64>,
}

impl Language {
    pub(crate) fn new(random: &mut ChaCha12Rng) -> Self {
        let mut cumulative = Vec::with_capacity(WORDS);
        let mut sum = 0;
        let words = (0..WORDS)
            .map(|rank| {
                sum += 1_000_000 / (rank as u64 + 2);
                cumulative.push(sum);
                // Frequent words are short.
                let syllables = 1 + (rank + 8).ilog2() as usize / 4 + (random.next_u32() % 2) as usize;
                (0..syllables).map(|_| SYLLABLES[(random.next_u32() % 32) as usize]).collect()
            })
            .collect();
        Self { words, cumulative }
    }

    /// Words separated by spaces, between `least` and `most` bytes.
    pub(crate) fn text(&self, random: &mut ChaCha12Rng, least: usize, most: usize) -> String {
        let length = least + (random.next_u64() % (most - least) as u64) as usize;
        let mut text = String::with_capacity(length + 16);
        while text.len() < length {
            let drawn = random.next_u64() % self.cumulative.last().copied().unwrap_or(1);
            let rank = self.cumulative.partition_point(|sum| *sum <= drawn);
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&self.words[rank]);
        }
        text.truncate(length);
        // A text that a person types has no white space around it.
        if text.ends_with(' ') {
            text.pop();
            text.push('s');
        }
        text
    }
}

//! A stretch of days as a drawing to take along: one SVG that needs nothing beside it, in colours that are the same everywhere.
//!
//! ```text
//!   title
//!   what can be said, one sentence each
//!   ╌╌ the voice of the person      ── the voice of the bond
//!   7 ┬──────────────────────────
//!     │  bands, dots, lines
//!   1 ┴──────────────────────────
//!     day        day          day
//!   what the dots and the bands are
//! ```
//!
//! It has no style sheet, no script and no address of anything. The plot is drawn in the units of [`interface::figures`], made smaller alike
//! in both directions, so that a program that knows little of SVG draws its lines as wide as they are meant.

use core::fmt::Write;

use interface::figures::{Asked, Drawing, DrawingWords, HEIGHT, HIGHEST, Voice, WIDTH};

use crate::xml::{Text, lines};
use crate::{Stretch, draw};

/// How wide the drawing is.
const PAGE: u32 = 960;

/// So much is free on its sides.
const MARGIN: u32 = 60;

/// The plot is so many thousandths of its units, which is what lies between the margins.
const THOUSANDTHS: u32 = (PAGE - 2 * MARGIN) * 1000 / WIDTH;

/// The colours of the light screen, see `crates/web/static/style.css`.
const SURFACE: &str = "#fffdf9";
const INK: &str = "#25221d";
const INK_SOFT: &str = "#5f584d";
const LINE: &str = "#e2d8c8";
const OWN: &str = "#17646b";
const BOND: &str = "#a8482a";

/// How a text is set: how high its letters and its lines are, how many columns fit between the margins, and its colour.
struct Set {
    letters: u32,
    line: u32,
    columns: usize,
    colour: &'static str,
    family: &'static str,
}

const SANS: &str = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
const TITLE: Set = Set { letters: 27, line: 34, columns: 56, colour: INK, family: "Georgia, serif" };
const SAID: Set = Set { letters: 16, line: 25, columns: 96, colour: INK, family: SANS };
const NAME: Set = Set { columns: 89, ..SAID };
const SCALE: Set = Set { letters: 14, line: 21, columns: 112, colour: INK_SOFT, family: SANS };

/// How a voice is drawn, in units of the plot: never by its colour alone.
struct Hand {
    colour: &'static str,
    line: &'static str,
    dot: &'static str,
}

const OWN_HAND: Hand = Hand {
    colour: OWN,
    line: " stroke-dasharray='96 72'",
    dot: " stroke-width='48' stroke-linecap='square'",
};
const BOND_HAND: Hand = Hand { colour: BOND, line: "", dot: " stroke-width='60' stroke-linecap='round'" };

/// The whole drawing. The same question has the same answer, to the byte.
pub fn drawing(drawing: &Drawing) -> String {
    let Drawing { asked, words } = drawing;
    let mut sheet = Sheet { svg: String::new(), is_mirrored: words.is_right_to_left, y: 32 };
    sheet.paragraph(&TITLE, MARGIN, &words.title);
    sheet.y += 6;
    for sentence in &words.sentences {
        sheet.paragraph(&SAID, MARGIN, sentence);
    }
    sheet.y += 14;
    sheet.name(&OWN_HAND, &words.own);
    if let Some(bond) = &words.bond {
        sheet.name(&BOND_HAND, bond);
    }
    sheet.y += 22;
    sheet.plot(asked, words);
    for note in &words.notes {
        sheet.paragraph(&SCALE, MARGIN, note);
    }
    sheet.whole(words)
}

/// What is drawn so far, from above.
struct Sheet {
    svg: String,
    is_mirrored: bool,
    y: u32,
}

impl Sheet {
    /// How far from the left something is that is so far from where reading begins.
    fn across(&self, x: u32) -> u32 {
        if self.is_mirrored { PAGE - x } else { x }
    }

    /// A line of text, anchored by its start, middle or end.
    fn text(&mut self, set: &Set, anchor: &str, (x, y): (u32, u32), text: &str) {
        let Set { letters, colour, family, .. } = set;
        let x = self.across(x);
        writeln!(
            self.svg,
            "<text x='{x}' y='{y}' text-anchor='{anchor}' font-size='{letters}' font-family=\"{family}\" fill='{colour}'>{}</text>",
            Text(text)
        )
        .ok();
    }

    /// A text in as many lines as it needs.
    fn paragraph(&mut self, set: &Set, x: u32, text: &str) {
        for line in lines(text, set.columns) {
            self.text(set, "start", (x, self.y + set.letters), &line);
            self.y += set.line;
        }
    }

    /// What a voice is called, beside a piece of its line.
    fn name(&mut self, hand: &Hand, name: &str) {
        let [from, to] = [MARGIN, MARGIN + 44].map(|x| self.across(x));
        let y = self.y + 11;
        let Hand { colour, .. } = hand;
        let dashes = if hand.line.is_empty() { "" } else { " stroke-dasharray='8 6'" };
        writeln!(
            self.svg,
            "<path d='M{from} {y}H{to}' fill='none' stroke='{colour}' stroke-width='3' stroke-linecap='round'{dashes}/>"
        )
        .ok();
        self.paragraph(&NAME, MARGIN + 58, name);
    }

    /// The rules with their numbers, both voices and the days along the lower edge.
    fn plot(&mut self, asked: &Asked, words: &DrawingWords) {
        let top = self.y;
        let height = HEIGHT * THOUSANDTHS / 1000;
        let drawn = draw(asked);
        let turned = if self.is_mirrored { "-" } else { "" };
        let left = self.across(MARGIN);
        writeln!(
            self.svg,
            "<g transform='translate({left} {top}) scale({turned}.{THOUSANDTHS:03} .{THOUSANDTHS:03})' fill='none' stroke-linejoin='round'>"
        )
        .ok();
        let steps = u32::from(HIGHEST) - 1;
        let rules: String = (0..=steps).map(|step| format!("M0 {}H{WIDTH}", step * HEIGHT / steps)).collect();
        writeln!(self.svg, "<path d='{rules}' stroke='{LINE}' stroke-width='12'/>").ok();
        if words.bond.is_some() {
            self.voice(&BOND_HAND, &drawn.bond);
        }
        self.voice(&OWN_HAND, &drawn.own);
        self.svg.push_str("</g>\n");
        for step in 0..=steps {
            let at = (MARGIN - 16, top + step * height / steps + 5);
            self.text(&SCALE, "end", at, &(u32::from(HIGHEST) - step).to_string());
        }
        self.y = top + height + 10;
        self.days(asked, words);
        self.y += 34;
    }

    fn voice(&mut self, hand: &Hand, voice: &Voice) {
        let Hand { colour, line, dot } = hand;
        let Voice { band, marks, line: level, .. } = voice;
        writeln!(
            self.svg,
            "<path d='{band}' fill='{colour}' fill-opacity='.15'/>\n<path d='{marks}' stroke='{colour}' stroke-opacity='.55'{dot}/>\n<path d='{level}' stroke='{colour}' stroke-width='36' stroke-linecap='round'{line}/>"
        )
        .ok();
    }

    /// The first day begins where the plot does, and the last ends there.
    fn days(&mut self, asked: &Asked, words: &DrawingWords) {
        let stretch = Stretch::of(asked);
        let last = words.days.len().saturating_sub(1);
        for (place, (day, said)) in asked.named().into_iter().zip(&words.days).enumerate() {
            let anchor = match place {
                0 => "start",
                _ if place == last => "end",
                _ => "middle",
            };
            let along = usize::try_from(day.0.saturating_sub(asked.from.0)).unwrap_or(usize::MAX);
            let x = MARGIN + stretch.x(along) * THOUSANDTHS / 1000;
            self.text(&SCALE, anchor, (x, self.y + SCALE.letters), said);
        }
    }

    /// With what stands around it.
    fn whole(self, words: &DrawingWords) -> String {
        let height = self.y + 26;
        let direction = if words.is_right_to_left { "rtl" } else { "ltr" };
        let language = Text(&words.language);
        let said: Vec<&str> = words.sentences.iter().chain(&words.notes).map(String::as_str).collect();
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' role='img' width='{PAGE}' height='{height}' viewBox='0 0 {PAGE} {height}' lang='{language}' xml:lang='{language}' direction='{direction}'>\n<title>{}</title>\n<desc>{}</desc>\n<rect width='{PAGE}' height='{height}' fill='{SURFACE}'/>\n{}</svg>\n",
            Text(&words.title),
            Text(&said.join(" ")),
            self.svg
        )
    }
}

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

/// How large a drawing is.
struct Format {
    /// How wide it is.
    page: u32,
    /// So much is free on its sides, and above.
    margin: u32,
    above: u32,
    /// How days and the scale are set.
    scale: Set,
}

/// With its words on it.
const WHOLE: Format = Format { page: 960, margin: 60, above: 32, scale: SCALE };

/// With its words beside it.
const BARE: Format = Format { page: 480, margin: 40, above: 14, scale: Set { letters: 15, ..SCALE } };

impl Format {
    /// The plot is so many thousandths of its units, which is what lies between the margins.
    const fn thousandths(&self) -> u32 {
        (self.page - 2 * self.margin) * 1000 / WIDTH
    }

    /// How many units of the plot make a unit of the drawing.
    const fn unit(&self) -> u32 {
        1_008 / self.thousandths()
    }
}

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

/// How a voice is drawn: never by its colour alone.
pub(crate) struct Hand {
    colour: &'static str,
    is_dashed: bool,
    /// How large a dot is, and of which form.
    dot: (u32, &'static str),
}

const OWN_HAND: Hand = Hand { colour: OWN, is_dashed: true, dot: (4, "square") };
const BOND_HAND: Hand = Hand { colour: BOND, is_dashed: false, dot: (5, "round") };

impl Hand {
    /// That of a voice.
    pub(crate) const fn of(is_bond: bool) -> &'static Self {
        if is_bond { &BOND_HAND } else { &OWN_HAND }
    }

    /// A piece of its line.
    pub(crate) fn line(&self, path: &str, unit: u32) -> String {
        let Self { colour, is_dashed, .. } = self;
        let dashes =
            if *is_dashed { format!(" stroke-dasharray='{} {}'", 8 * unit, 6 * unit) } else { String::new() };
        let width = 3 * unit;
        format!(
            "<path d='{path}' fill='none' stroke='{colour}' stroke-width='{width}' stroke-linecap='round'{dashes}/>"
        )
    }
}

/// The whole drawing. The same question has the same answer, to the byte.
pub fn drawing(drawing: &Drawing) -> String {
    let Drawing { asked, words, is_bare } = drawing;
    let format = if *is_bare { &BARE } else { &WHOLE };
    let mut sheet =
        Sheet { svg: String::new(), format, is_mirrored: words.is_right_to_left, y: format.above };
    if *is_bare {
        sheet.plot(asked, words);
        sheet.y -= 26;
        return sheet.whole(words);
    }
    sheet.paragraph(&TITLE, format.margin, &words.title);
    sheet.y += 6;
    for sentence in &words.sentences {
        sheet.paragraph(&SAID, format.margin, sentence);
    }
    sheet.y += 14;
    sheet.name(&OWN_HAND, &words.own);
    if let Some(bond) = &words.bond {
        sheet.name(&BOND_HAND, bond);
    }
    sheet.y += 22;
    sheet.plot(asked, words);
    for note in &words.notes {
        sheet.paragraph(&SCALE, format.margin, note);
    }
    sheet.whole(words)
}

/// What is drawn so far, from above.
struct Sheet {
    svg: String,
    format: &'static Format,
    is_mirrored: bool,
    y: u32,
}

impl Sheet {
    /// How far from the left something is that is so far from where reading begins.
    fn across(&self, x: u32) -> u32 {
        if self.is_mirrored { self.format.page - x } else { x }
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
        let margin = self.format.margin;
        let [from, to] = [margin, margin + 44].map(|x| self.across(x));
        let sample = hand.line(&format!("M{from} {}H{to}", self.y + 11), 1);
        writeln!(self.svg, "{sample}").ok();
        self.paragraph(&NAME, margin + 58, name);
    }

    /// The rules with their numbers, both voices and the days along the lower edge.
    fn plot(&mut self, asked: &Asked, words: &DrawingWords) {
        let top = self.y;
        let Format { margin, scale, .. } = self.format;
        let (thousandths, unit) = (self.format.thousandths(), self.format.unit());
        let height = HEIGHT * thousandths / 1000;
        let drawn = draw(asked);
        let turned = if self.is_mirrored { "-" } else { "" };
        let left = self.across(*margin);
        writeln!(
            self.svg,
            "<g transform='translate({left} {top}) scale({turned}.{thousandths:03} .{thousandths:03})' fill='none' stroke-linejoin='round'>"
        )
        .ok();
        let steps = u32::from(HIGHEST) - 1;
        let rules: String = (0..=steps).map(|step| format!("M0 {}H{WIDTH}", step * HEIGHT / steps)).collect();
        writeln!(self.svg, "<path d='{rules}' stroke='{LINE}' stroke-width='{unit}'/>").ok();
        if words.bond.is_some() {
            self.voice(&BOND_HAND, &drawn.bond);
        }
        self.voice(&OWN_HAND, &drawn.own);
        self.svg.push_str("</g>\n");
        for step in 0..=steps {
            // Where there is little room, its ends are enough.
            if self.format.page < WHOLE.page && step % steps != 0 {
                continue;
            }
            let at = (margin - 14, top + step * height / steps + 5);
            self.text(scale, "end", at, &(u32::from(HIGHEST) - step).to_string());
        }
        self.y = top + height + 10;
        self.days(asked, words);
        self.y += 34;
    }

    fn voice(&mut self, hand: &Hand, voice: &Voice) {
        let Hand { colour, dot: (size, form), .. } = hand;
        let Voice { band, marks, line, .. } = voice;
        let unit = self.format.unit();
        let (size, line) = (size * unit, hand.line(line, unit));
        writeln!(
            self.svg,
            "<path d='{band}' fill='{colour}' fill-opacity='.15'/>\n<path d='{marks}' stroke='{colour}' stroke-opacity='.55' stroke-width='{size}' stroke-linecap='{form}'/>\n{line}"
        )
        .ok();
    }

    /// The first day begins where the plot does, and the last ends there.
    fn days(&mut self, asked: &Asked, words: &DrawingWords) {
        let stretch = Stretch::of(asked);
        let last = words.days.len().saturating_sub(1);
        let Format { margin, scale, .. } = self.format;
        for (place, (day, said)) in words.days.iter().enumerate() {
            let anchor = match place {
                0 => "start",
                _ if place == last => "end",
                _ => "middle",
            };
            let along = usize::try_from(day.0.saturating_sub(asked.from.0)).unwrap_or(usize::MAX);
            let x = margin + stretch.x(along) * self.format.thousandths() / 1000;
            self.text(scale, anchor, (x, self.y + scale.letters), said);
        }
    }

    /// With what stands around it.
    fn whole(self, words: &DrawingWords) -> String {
        let (height, page) = (self.y + 26, self.format.page);
        let direction = if words.is_right_to_left { "rtl" } else { "ltr" };
        let language = Text(&words.language);
        let said: Vec<&str> = words.sentences.iter().chain(&words.notes).map(String::as_str).collect();
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' role='img' width='{page}' height='{height}' viewBox='0 0 {page} {height}' lang='{language}' xml:lang='{language}' direction='{direction}'>\n<title>{}</title>\n<desc>{}</desc>\n<rect width='{page}' height='{height}' fill='{SURFACE}'/>\n{}</svg>\n",
            Text(&words.title),
            Text(&said.join(" ")),
            self.svg
        )
    }
}

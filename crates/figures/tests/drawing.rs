//! The drawing that is taken along: well-formed, whole by itself, and no word in it markup.

use figures::drawing;
use interface::figures::{Asked, Drawing, DrawingWords};
use interface::look::KeptDay;
use interface::model::Day;

fn asked(days: u32) -> Asked {
    let around = |day: u32, by: u32| Some(u8::try_from(4 + day * by % 3).expect("a small number") - 1);
    let kept = |day: u32| KeptDay { day: Day(day), own: around(day, 5), bond: around(day, 7), wish: None };
    Asked { days: (0..days).map(kept).collect(), from: Day(0), to: Day(days - 1) }
}

fn words() -> DrawingWords {
    DrawingWords {
        language: "en".to_owned(),
        is_right_to_left: false,
        title: "Two voices over time".to_owned(),
        sentences: vec!["The self voice: no change beyond chance since 1 January 1970.".to_owned()],
        own: "Yours".to_owned(),
        bond: Some("With Sam".to_owned()),
        days: [(0, "1 January"), (30, "30 January"), (60, "1 March"), (90, "31 March")]
            .map(|(day, said)| (Day(day), said.to_owned()))
            .to_vec(),
        notes: vec!["Each dot is a day.".to_owned()],
    }
}

/// Sees to it that every tag is closed by its own, that attributes are quoted, and that only known entities stand in texts; gives out the
/// names of the tags.
fn tags(svg: &str) -> Vec<String> {
    let (mut open, mut seen) = (Vec::new(), Vec::new());
    let mut rest = svg;
    while let Some((text, from_tag)) = rest.split_once('<') {
        for (place, _) in text.match_indices('&') {
            let entities = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"];
            assert!(entities.iter().any(|entity| text[place..].starts_with(entity)), "{text}");
        }
        assert!(!text.contains('>'), "{text}");
        let (tag, after) = from_tag.split_once('>').expect("a tag ends");
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name));
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let (attributes, is_closed) = match attributes.strip_suffix('/') {
            Some(attributes) => (attributes, true),
            None => (attributes, false),
        };
        if !is_closed {
            open.push(name.to_owned());
        }
        let mut left = attributes.trim();
        while let Some((name, value)) = left.split_once('=') {
            assert!(
                name.chars().all(|letter| letter.is_ascii_alphanumeric() || ":-".contains(letter)),
                "{name}"
            );
            let quote = value.chars().next().filter(|quote| "'\"".contains(*quote)).expect("a quote");
            let (_, after) = value[1..].split_once(quote).expect("the quote is closed");
            left = after.trim_start();
        }
        assert_eq!(left, "");
        seen.push(name.to_owned());
    }
    assert!(open.is_empty() && rest.trim().is_empty());
    seen
}

#[test]
fn both_voices_stand_on_it_with_what_is_said_of_them() {
    let svg = drawing(&Drawing { asked: asked(91), words: words(), is_bare: false });
    let tags = tags(&svg);
    assert_eq!(tags[..3], ["svg", "title", "desc"]);
    assert!(svg.contains("<title>Two voices over time</title>"));
    assert!(svg.contains("since 1 January 1970. Each dot is a day.</desc>"));
    for (_, day) in words().days {
        assert!(svg.contains(&format!(">{day}</text>")), "{day}");
    }
    // Two bands, two lines of which one is dashed, dots, and a sample of each line.
    assert_eq!(svg.matches("fill-opacity='.15'").count(), 2);
    assert_eq!(svg.matches("stroke-dasharray='96 72'").count(), 1);
    assert_eq!(svg.matches("stroke-width='36'").count(), 2);
    assert_eq!(svg.matches("h0").count(), 2 * 91);
    // Nothing is fetched and nothing runs.
    for part in ["href", "url(", "style", "script", "@import", "id="] {
        assert!(!svg.contains(part), "{part}");
    }
    assert_eq!(svg.matches("http").count(), 1, "the name of SVG itself");
}

#[test]
fn a_bare_drawing_says_only_its_scale_and_its_days_and_the_rest_to_who_hears_it() {
    let svg = drawing(&Drawing { asked: asked(91), words: words(), is_bare: true });
    tags(&svg);
    assert_eq!(svg.matches("</text>").count(), 2 + 4);
    assert!(svg.contains("since 1 January 1970. Each dot is a day.</desc>"));
    assert!(svg.contains("scale(.040 .040)") && svg.contains("stroke-width='75'"));
    assert_eq!(svg.matches("h0").count(), 2 * 91);
}

#[test]
fn the_same_question_has_the_same_answer() {
    let question = Drawing { asked: asked(91), words: words(), is_bare: false };
    assert_eq!(drawing(&question), drawing(&question.clone()));
}

#[test]
fn no_word_becomes_markup() {
    let hostile = "</desc><script>alert('\"&\u{0}\u{1b}')</script><g onload=\"x\">";
    let text = || hostile.to_owned();
    let words = DrawingWords {
        language: text(),
        title: text(),
        sentences: vec![text()],
        own: text(),
        bond: Some(text()),
        days: vec![(Day(0), text())],
        notes: vec![text()],
        ..words()
    };
    let svg = drawing(&Drawing { asked: asked(91), words, is_bare: false });
    let known = ["svg", "title", "desc", "rect", "text", "path", "g"];
    assert!(tags(&svg).iter().all(|tag| known.contains(&tag.as_str())));
    assert_eq!(svg.matches("<g ").count(), 1);
    assert!(!svg.contains(|character: char| character < ' ' && character != '\n'));
}

#[test]
fn without_anybody_there_is_one_voice() {
    let words = DrawingWords { bond: None, ..words() };
    let svg = drawing(&Drawing { asked: asked(91), words, is_bare: false });
    tags(&svg);
    assert_eq!(svg.matches("stroke-width='36'").count(), 1);
    assert!(!svg.contains("#a8482a"));
}

#[test]
fn it_is_drawn_from_the_right_where_reading_begins_there() {
    let words = DrawingWords { is_right_to_left: true, ..words() };
    let svg = drawing(&Drawing { asked: asked(91), words, is_bare: false });
    tags(&svg);
    assert!(
        svg.contains("direction='rtl'")
            && svg.contains("translate(900 ")
            && svg.contains("scale(-.084 .084)")
    );
    assert!(svg.contains("<text x='900' y='"));
}

#[test]
fn a_long_sentence_takes_the_lines_that_it_needs() {
    let height = |svg: &str| {
        let from = svg.split_once("height='").expect("a height").1;
        from.split_once('\'').expect("its end").0.parse::<u32>().unwrap()
    };
    let short = drawing(&Drawing { asked: asked(91), words: words(), is_bare: false });
    let long = DrawingWords { sentences: vec!["word ".repeat(60)], ..words() };
    let long = drawing(&Drawing { asked: asked(91), words: long, is_bare: false });
    tags(&long);
    assert!(height(&long) > height(&short) && height(&short) > 252);
}

#[test]
fn days_that_are_named_lie_evenly_between_the_ends() {
    for (from, to, expected) in
        [(10, 16, vec![10, 12, 14, 16]), (0, 90, vec![0, 30, 60, 90]), (5, 6, vec![5, 6]), (5, 5, vec![5])]
    {
        let asked = Asked { days: Vec::new(), from: Day(from), to: Day(to) };
        let days: Vec<u32> = asked.named().into_iter().map(|day| day.0).collect();
        assert_eq!(days, expected);
        tags(&drawing(&Drawing { asked, words: words(), is_bare: false }));
    }
}

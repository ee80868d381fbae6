//! A page for a counsellor as one HTML file: no script, no request to anywhere, light, everything that was written escaped.
//!
//! It is made of the parts that were chosen and of nothing else: nothing here knows of any other.

use core::fmt::Write;

use interface::figures::{Line, Part, Sheet};

use crate::drawing::{Hand, drawing};
use crate::xml::Written;

/// The whole style of the page, for screens and for paper.
pub const STYLE: &str = "\
:root { color-scheme: light; }
html { background: #faf6ef; color: #25221d; font: 106.25%/1.5 system-ui, 'Segoe UI', Roboto, sans-serif; }
body { margin: 0; overflow-wrap: break-word; }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1, h2 { font-family: Georgia, serif; font-weight: 500; line-height: 1.2; }
h1 { font-size: 1.8rem; margin: 0 0 1rem; }
h2 { font-size: 1.3rem; margin: 0 0 .6rem; }
h3 { font-size: .95rem; font-weight: 600; color: #5f584d; margin: .9rem 0 0; }
p { margin: .2rem 0; }
section { background: #fffdf9; border: 1px solid #e2d8c8; border-radius: 14px; padding: 1rem 1.25rem; margin: 0 0 1rem; }
svg { display: block; width: 100%; height: auto; }
svg[role] { max-width: 34rem; margin: .6rem 0; }
.said { white-space: pre-wrap; }
.first { font-size: 1.1rem; margin: 0 0 1.5rem; }
.small { color: #5f584d; font-size: .88rem; }
.voice { display: flex; align-items: center; gap: .6rem; font-size: .95rem; }
.voice svg { width: 46px; flex: none; }
.band { height: 12px; margin: .4rem 0; }
@media print {
  html { background: #fff; color: #000; font-size: 11pt; }
  main { max-width: none; padding: 0; }
  section { background: #fff; border-width: 0 0 1px; border-radius: 0; padding: .6rem 0; }
  svg { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
}
";

/// What the page may do: show this one style, and nothing else.
pub const POLICY: &str = "default-src 'none'; style-src 'sha256-iMKkyj4uYFk8znnAXgFXE+1gjtwafITUmr+o5aVOWys='; base-uri 'none'; form-action 'none'";

/// The whole page. The same choice is the same page, to the byte.
pub fn sheet(sheet: &Sheet) -> String {
    let Sheet { language, is_right_to_left, title, said, parts, made } = sheet;
    let direction = if *is_right_to_left { "rtl" } else { "ltr" };
    let (language, title) = (Written(language), Written(title));
    let mut html = format!(
        "<!doctype html>\n<html lang=\"{language}\" dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
    );
    if !said.trim().is_empty() {
        writeln!(html, "<p class=\"said first\" dir=\"auto\">{}</p>", Written(said)).ok();
    }
    for Part { title, lines } in parts {
        writeln!(html, "<section>\n<h2 dir=\"auto\">{}</h2>", Written(title)).ok();
        for line in lines {
            put(&mut html, line);
        }
        html.push_str("</section>\n");
    }
    writeln!(html, "<p class=\"small\">{}</p>\n</main>\n</body>\n</html>", Written(made)).ok();
    html
}

fn put(html: &mut String, line: &Line) {
    match line {
        Line::Said(text) => writeln!(html, "<p class=\"said\" dir=\"auto\">{}</p>", Written(text)),
        Line::Name(name) => writeln!(html, "<h3>{}</h3>", Written(name)),
        Line::Text(text) => writeln!(html, "<p>{}</p>", Written(text)),
        Line::Small(text) => writeln!(html, "<p class=\"small\">{}</p>", Written(text)),
        Line::Voice { is_bond, name } => {
            let sample = Hand::of(*is_bond).line("M2 5H44", 1);
            writeln!(
                html,
                "<p class=\"voice\"><svg viewBox=\"0 0 46 10\" aria-hidden=\"true\">{sample}</svg> <span dir=\"auto\">{}</span></p>",
                Written(name)
            )
        }
        Line::Drawing(question) => writeln!(html, "{}", drawing(question)),
        Line::Band { from, width } => writeln!(
            html,
            "<svg class=\"band\" viewBox=\"0 0 1000 12\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect y=\"4\" width=\"1000\" height=\"4\" fill=\"#e2d8c8\"/><rect x=\"{from}\" width=\"{width}\" height=\"12\" fill=\"#17646b\"/></svg>"
        ),
    }
    .ok();
}

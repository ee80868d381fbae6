//! The page for a counsellor: what was chosen, in its order, escaped, and nothing that is fetched or runs.

use base64ct::{Base64, Encoding};
use figures::{POLICY, STYLE, drawing, sheet};
use interface::figures::{Asked, Drawing, DrawingWords, Line, Part, Sheet};
use interface::model::Day;
use sha2::{Digest, Sha256};

fn stretch() -> Drawing {
    let words = DrawingWords { title: "Two voices".to_owned(), ..DrawingWords::default() };
    Drawing { asked: Asked { days: Vec::new(), from: Day(0), to: Day(6) }, words, is_bare: true }
}

fn page(text: &str) -> Sheet {
    let text = || text.to_owned();
    let voice = Line::Voice { is_bond: true, name: text() };
    let lines = vec![voice, Line::Name(text()), Line::Said(text()), Line::Text(text()), Line::Small(text())];
    let drawn = vec![Line::Drawing(Box::new(stretch())), Line::Band { from: 250, width: 500 }];
    Sheet {
        language: "en".to_owned(),
        is_right_to_left: false,
        title: text(),
        said: text(),
        parts: vec![Part { title: text(), lines }, Part { title: text(), lines: drawn }],
        made: text(),
    }
}

#[test]
fn what_was_chosen_stands_there_in_its_order_and_as_it_was_written() {
    let part =
        |title: &str, said: &str| Part { title: title.to_owned(), lines: vec![Line::Said(said.to_owned())] };
    let parts = vec![part("first", "one\ntwo"), part("second", "three")];
    let html = sheet(&Sheet { parts, said: "hello".to_owned(), ..Sheet::default() });
    let places = ["hello", ">first</h2>", ">one\ntwo</p>", ">second</h2>", ">three</p>"];
    let found: Vec<_> = places.iter().map(|text| html.find(text).expect("it is there")).collect();
    assert!(found.is_sorted());
    assert_eq!(html.matches("<section>").count(), 2);
    // Where nothing was chosen there is no place for it.
    assert!(!sheet(&Sheet::default()).contains("<section>") && !sheet(&Sheet::default()).contains("first\""));
}

#[test]
fn the_drawing_is_the_one_that_was_previewed_to_the_byte() {
    assert!(sheet(&page("word")).contains(&drawing(&stretch())));
}

#[test]
fn no_word_becomes_markup() {
    let hostile = "</style></main><script>alert(1)</script><img src=x onerror='y' \"&\u{0}";
    let html = sheet(&page(hostile));
    let plain = sheet(&page("word"));
    assert_eq!(html.matches('<').count(), plain.matches('<').count());
    assert!(
        html.contains("&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&#39;y&#39; &quot;&amp;")
    );
    assert!(!html.contains('\u{0}'));
}

#[test]
fn the_policy_lets_the_page_show_its_own_style_and_nothing_else() {
    let hash = Base64::encode_string(&Sha256::digest(STYLE.as_bytes()));
    assert_eq!(
        POLICY,
        format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'")
    );
    let html = sheet(&page("word"));
    assert!(html.contains(&format!("<style>{STYLE}</style>")), "exactly what the hash covers");
    for never in ["<script", "<link", "<img", "<a ", "src=", "href=", "url(", "@import", " style=", "https:"]
    {
        assert!(!html.contains(never), "{never}");
    }
    assert_eq!(html.matches("http:").count(), 1, "the name of SVG itself");
}

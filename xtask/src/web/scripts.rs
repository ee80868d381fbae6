//! The app's own scripts as browsers get them: without the comments, which are for whoever reads the project.

use super::assemble::Files;

/// Takes the lines away that hold nothing but a comment. No text of these scripts has a line that looks like one.
pub(super) fn without_comments(files: &mut Files) {
    for (_, script) in files.iter_mut().filter(|(path, _)| path.ends_with(".js")) {
        if let Ok(text) = std::str::from_utf8(script) {
            *script = stripped(text).into_bytes();
        }
    }
}

fn stripped(text: &str) -> String {
    let mut is_inside = false;
    let mut kept = String::with_capacity(text.len());
    for line in text.lines() {
        let said = line.trim();
        let begins = said.starts_with("/*");
        let is_comment = is_inside || begins || said.starts_with("//") || said.is_empty();
        // What follows the end of a comment on its line is kept.
        let ends = (is_inside || begins) && said.ends_with("*/");
        let goes_on = (is_inside || begins) && !said.contains("*/");
        if !is_comment || (begins && !ends && !goes_on) {
            kept.push_str(line);
            kept.push('\n');
        }
        is_inside = goes_on;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::stripped;

    #[test]
    fn only_comments_go() {
        let script = "// What it is.\n\nlet one = 1; // Stays.\n/** What\n * that is. */\nlet two = \"// no comment\";\n  /* short */\n/* before */ let three = 3;\n";
        let left = "let one = 1; // Stays.\nlet two = \"// no comment\";\n/* before */ let three = 3;\n";
        assert_eq!(stripped(script), left);
    }
}

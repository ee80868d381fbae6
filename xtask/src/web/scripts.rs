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
        let was_inside = is_inside;
        let is_comment = was_inside || said.starts_with("/*");
        is_inside = is_comment && !said.contains("*/");
        // What follows the end of a comment on its line is kept.
        let code = if is_comment { said.split_once("*/").map_or("", |(_, code)| code.trim()) } else { said };
        if !code.is_empty() && !code.starts_with("//") {
            kept.push_str(if was_inside { code } else { line });
            kept.push('\n');
        }
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

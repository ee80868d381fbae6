//! The Rust code: one typed function for each message, so that a missing word or a missing argument does not compile.

use std::fmt::Write;

use crate::message::{Kind, Message, Messages, Part};
use crate::pack;

/// Words that are looked up by a key that the code puts together, on a page that is taken along.
const TAKEN_ALONG: &str = "taken-";

/// How the key of a message begins that is called with a number of things.
const COUNT: &str = "records-";

pub(crate) fn generate(english: &Messages, keys: &[String]) -> Result<String, String> {
    let mut code = String::new();
    for (index, (name, message)) in english.iter().enumerate() {
        if !is_keyed(name, keys) && !pack::is_of_the_pack_alone(name) {
            code += &function(index, name, message);
        }
    }
    code += &lookups(english, keys)?;
    writeln!(
        code,
        "/// What the sentences of a pack have to be called with, and in which order they have to stand.\n\
         pub(super) const SHAPE: &str = {:?};",
        pack::shape(english)
    )
    .expect("text grows");
    Ok(code)
}

fn function(index: usize, name: &str, message: &Message) -> String {
    let parameters: Vec<String> = message
        .arguments
        .iter()
        .map(|(argument, kind)| match kind {
            Kind::Text => format!("{argument}: &str"),
            Kind::Number => format!("{argument}: u32"),
        })
        .collect();
    let values: Vec<String> =
        message.arguments.iter().map(|(argument, kind)| format!("Value::{kind:?}({argument})")).collect();
    format!(
        "/// {}\npub(crate) fn {}({}) -> String {{ say({index}, &[{}]) }}\n",
        plain(&message.parts).replace('\n', " "),
        name.replace('-', "_"),
        parameters.join(", "),
        values.join(", "),
    )
}

fn is_keyed(name: &str, keys: &[String]) -> bool {
    keys.iter().any(|key| key == name) || name.starts_with(TAKEN_ALONG)
}

/// The messages that are found by their key.
fn lookups(english: &Messages, keys: &[String]) -> Result<String, String> {
    if let Some(missing) = keys.iter().find(|key| !english.contains_key(*key)) {
        return Err(format!("{missing} is missing, the words of a record"));
    }
    let mut table = String::new();
    for (index, (name, message)) in english.iter().enumerate() {
        if !is_keyed(name, keys) {
            continue;
        }
        let kinds: Vec<Kind> = message.arguments.iter().map(|(_, kind)| *kind).collect();
        if !matches!((name.starts_with(COUNT), kinds.as_slice()), (false, []) | (true, [Kind::Number])) {
            return Err(format!("{name} is called with other arguments than its key says"));
        }
        writeln!(table, "({name:?}, {index}),").expect("text grows");
    }
    Ok(format!(
        "/// Messages that are found by a key which was put together, each with its place.\n\
         pub(super) const KEYED: &[(&str, usize)] = &[\n{table}];\n"
    ))
}

/// The text for the documentation, variables in braces.
fn plain(parts: &[Part]) -> String {
    let mut text = String::new();
    for part in parts {
        match part {
            Part::Text(words) => text += words,
            Part::Argument(name) => write!(text, "{{{name}}}").expect("text grows"),
            Part::Choice { .. } => text += "…",
        }
    }
    text
}

//! Messages, as a language file has them.

use std::collections::BTreeMap;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};
use fluent_syntax::parser;

/// What a message is called with.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Kind {
    /// Put in as it is.
    Text,
    /// Put in as the language writes numbers; also chooses a wording.
    Number,
}

/// A piece of a sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Part {
    /// Words.
    Text(String),
    /// What the message is called with, by its name.
    Argument(String),
    /// One of several wordings, by a number.
    Choice { argument: String, wordings: Vec<(Case, Vec<Part>)>, other: Vec<Part> },
}

/// When a wording fits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Case {
    /// This very number.
    Exactly(u32),
    /// A plural category of the language.
    Category(&'static str),
}

/// A message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Message {
    /// In the order in which they appear.
    pub(crate) arguments: Vec<(String, Kind)>,
    pub(crate) parts: Vec<Part>,
}

pub(crate) type Messages = BTreeMap<String, Message>;

/// The plural categories that a language may have besides `other`, as Unicode names them.
const CATEGORIES: [&str; 5] = ["zero", "one", "two", "few", "many"];

/// Reads a language, and compares it with English.
pub(crate) fn read(source: &str, english: Option<&Messages>) -> Result<Messages, String> {
    let resource = parser::parse(source).map_err(|(_, errors)| format!("{errors:?}"))?;
    let mut messages = Messages::new();
    for entry in &resource.body {
        let (name, pattern) = match entry {
            Entry::Message(message) => (message.id.name, message.value.as_ref()),
            Entry::Term(term) => {
                return Err(format!("-{} is a term, and only messages are known", term.id.name));
            }
            _ => continue,
        };
        let message = message(pattern.ok_or_else(|| format!("{name} has no text"))?)
            .map_err(|problem| format!("{name}: {problem}"))?;
        if let Some(english) = english {
            let expected = english.get(name).ok_or_else(|| format!("{name} is no message of the app"))?;
            compare(expected, &message).map_err(|problem| format!("{name}: {problem}"))?;
        }
        if messages.insert(name.to_owned(), message).is_some() {
            return Err(format!("{name} is there twice"));
        }
    }
    Ok(messages)
}

/// A translation is called with what English is called with. A number may stand in it without a choice, as in languages that
/// have no plural.
fn compare(english: &Message, translated: &Message) -> Result<(), String> {
    for (argument, kind) in &translated.arguments {
        match english.arguments.iter().find(|(known, _)| known == argument) {
            None => return Err(format!("${argument} is no argument of it")),
            Some((_, Kind::Text)) if *kind == Kind::Number => {
                return Err(format!("${argument} is no number"));
            }
            Some(_) => {}
        }
    }
    let is_used = |argument: &String| translated.arguments.iter().any(|(used, _)| used == argument);
    match english.arguments.iter().find(|(argument, _)| !is_used(argument)) {
        Some((argument, _)) => Err(format!("${argument} is left out")),
        None => Ok(()),
    }
}

fn message(pattern: &Pattern<&str>) -> Result<Message, String> {
    let mut arguments = Vec::new();
    let parts = parts(pattern, &mut arguments)?;
    Ok(Message { arguments, parts })
}

fn parts(pattern: &Pattern<&str>, arguments: &mut Vec<(String, Kind)>) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    for element in &pattern.elements {
        push(
            &mut parts,
            match element {
                PatternElement::TextElement { value } => Part::Text((*value).to_owned()),
                PatternElement::Placeable { expression } => placeable(expression, arguments)?,
            },
        );
    }
    Ok(parts)
}

/// Adds a part; words that follow words become one with them.
pub(crate) fn push(parts: &mut Vec<Part>, part: Part) {
    match (parts.last_mut(), part) {
        (Some(Part::Text(before)), Part::Text(text)) => before.push_str(&text),
        (_, part) => parts.push(part),
    }
}

fn placeable(expression: &Expression<&str>, arguments: &mut Vec<(String, Kind)>) -> Result<Part, String> {
    match expression {
        Expression::Inline(InlineExpression::StringLiteral { value }) => Ok(Part::Text((*value).to_owned())),
        Expression::Inline(InlineExpression::VariableReference { id }) => {
            Ok(Part::Argument(note(arguments, id.name, Kind::Text)))
        }
        Expression::Inline(inline) => match number(inline) {
            Some(name) => Ok(Part::Argument(note(arguments, name, Kind::Number))),
            None => Err("only variables and NUMBER are known".to_owned()),
        },
        Expression::Select { selector: InlineExpression::VariableReference { id }, variants } => {
            let argument = note(arguments, id.name, Kind::Number);
            choice(argument, variants, arguments)
        }
        Expression::Select { .. } => Err("a choice is made by a variable".to_owned()),
    }
}

/// A number stays one, also where it is put in as it is.
fn note(arguments: &mut Vec<(String, Kind)>, name: &str, kind: Kind) -> String {
    match arguments.iter_mut().find(|(known, _)| known == name) {
        Some((_, known)) if kind == Kind::Number => *known = kind,
        Some(_) => {}
        None => arguments.push((name.to_owned(), kind)),
    }
    name.to_owned()
}

/// The variable of `NUMBER($variable)`.
fn number<'a>(expression: &InlineExpression<&'a str>) -> Option<&'a str> {
    let InlineExpression::FunctionReference { id, arguments } = expression else { return None };
    match arguments.positional.as_slice() {
        [InlineExpression::VariableReference { id: variable }] if id.name == "NUMBER" => Some(variable.name),
        _ => None,
    }
}

fn choice(
    argument: String,
    variants: &[Variant<&str>],
    arguments: &mut Vec<(String, Kind)>,
) -> Result<Part, String> {
    let mut wordings = Vec::new();
    let mut other = None;
    for variant in variants {
        let parts = parts(&variant.value, arguments)?;
        match variant.key {
            _ if variant.default => other = Some(parts),
            VariantKey::NumberLiteral { value } => {
                let number = value.parse().map_err(|_| format!("[{value}] is no whole number"))?;
                wordings.push((Case::Exactly(number), parts));
            }
            VariantKey::Identifier { name } => {
                let category = CATEGORIES.into_iter().find(|category| *category == name);
                let category = category.ok_or_else(|| format!("the plural form {name} is not known"))?;
                wordings.push((Case::Category(category), parts));
            }
        }
    }
    let other = other.ok_or("a choice needs a default")?;
    Ok(Part::Choice { argument, wordings, other })
}

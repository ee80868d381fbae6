//! From Fluent's syntax to Rust.

use std::collections::BTreeMap;
use std::fmt::Write;

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, Resource, Variant, VariantKey,
};
use fluent_syntax::parser;

/// What a message is called with.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Kind {
    /// Put in as it is.
    Text,
    /// Also chooses a plural form.
    Number,
}

struct Message {
    /// In the order in which they appear.
    arguments: Vec<(String, Kind)>,
    pattern: String,
    text: String,
}

type Messages = BTreeMap<String, Message>;

/// Words that are looked up by a key that the code puts together: those of records, of whatever kind, and of a page taken along.
const TAKEN_ALONG: &str = "taken-";

/// How the key of a message begins that is called with a number of things.
const COUNT: &str = "records-";

/// The Rust code for all languages, the first of which sets the messages. It has to have those of `keys`, the words of records.
pub(crate) fn generate(sources: &[(String, String)], keys: &[String]) -> Result<String, String> {
    let mut languages: Vec<(&String, Messages)> = Vec::new();
    for (tag, source) in sources {
        let messages = read(tag, source, languages.first().map(|(_, first)| first))?;
        languages.push((tag, messages));
    }
    let Some((_, first)) = languages.first() else { return Err("there is no language file".to_owned()) };
    for (tag, messages) in &languages {
        compare(tag, first, messages)?;
    }
    let mut code = String::new();
    for (index, (name, message)) in first.iter().enumerate().filter(|(_, (name, _))| !is_keyed(name, keys)) {
        code += &function(index, name, message);
    }
    code += &lookups(first, keys)?;
    let count = first.len();
    writeln!(code, "pub(super) const LANGUAGES: &[(&str, [&[Part]; {count}])] = &[").expect("text grows");
    for (tag, messages) in &languages {
        writeln!(code, "({tag:?}, [").expect("text grows");
        for message in messages.values() {
            writeln!(code, "&[{}],", message.pattern).expect("text grows");
        }
        code += "]),\n";
    }
    code += "];\n";
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
        message.text.replace('\n', " "),
        name.replace('-', "_"),
        parameters.join(", "),
        values.join(", "),
    )
}

fn is_keyed(name: &str, keys: &[String]) -> bool {
    keys.iter().any(|key| key == name) || name.starts_with(TAKEN_ALONG)
}

/// The messages that are found by their key.
fn lookups(messages: &Messages, keys: &[String]) -> Result<String, String> {
    if let Some(missing) = keys.iter().find(|key| !messages.contains_key(*key)) {
        return Err(format!("the first language lacks {missing}, the words of a record"));
    }
    let mut table = String::new();
    for (index, (name, message)) in messages.iter().enumerate() {
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

fn compare(tag: &str, first: &Messages, messages: &Messages) -> Result<(), String> {
    if let Some(missing) = first.keys().find(|name| !messages.contains_key(*name)) {
        return Err(format!("{tag}.ftl lacks the message {missing}"));
    }
    for (name, message) in messages {
        let expected = first.get(name).ok_or_else(|| format!("{tag}.ftl has an unknown message {name}"))?;
        let sorted = |message: &Message| message.arguments.iter().cloned().collect::<BTreeMap<_, _>>();
        if sorted(expected) != sorted(message) {
            return Err(format!("{tag}.ftl calls {name} with other arguments"));
        }
    }
    Ok(())
}

/// Reads a language. Places of arguments are those of the language that sets the messages.
fn read(tag: &str, source: &str, first: Option<&Messages>) -> Result<Messages, String> {
    let resource: Resource<&str> =
        parser::parse(source).map_err(|(_, errors)| format!("{tag}.ftl: {errors:?}"))?;
    let mut messages = Messages::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        let name = message.id.name;
        let pattern = message.value.as_ref().ok_or_else(|| format!("{tag}.ftl: {name} has no text"))?;
        let mut arguments = Vec::new();
        collect(pattern, &mut arguments);
        let expected =
            first.and_then(|first| first.get(name)).map_or(&arguments, |message| &message.arguments);
        let order: Vec<&String> = expected.iter().map(|(argument, _)| argument).collect();
        let compiled = compile(pattern, &order).map_err(|problem| format!("{tag}.ftl: {name}: {problem}"))?;
        let text = plain(pattern);
        let message = Message { pattern: compiled, text, arguments };
        if messages.insert(name.to_owned(), message).is_some() {
            return Err(format!("{tag}.ftl has {name} twice"));
        }
    }
    Ok(messages)
}

fn collect(pattern: &Pattern<&str>, arguments: &mut Vec<(String, Kind)>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(InlineExpression::VariableReference { id }) => {
                note(arguments, id.name, Kind::Text);
            }
            Expression::Inline(inline) => {
                if let Some(name) = number(inline) {
                    note(arguments, name, Kind::Number);
                }
            }
            Expression::Select { selector, variants } => {
                if let InlineExpression::VariableReference { id } = selector {
                    note(arguments, id.name, Kind::Number);
                }
                variants.iter().for_each(|variant| collect(&variant.value, arguments));
            }
        }
    }
}

/// A number stays one, also where it is put in as it is.
fn note(arguments: &mut Vec<(String, Kind)>, name: &str, kind: Kind) {
    match arguments.iter_mut().find(|(known, _)| known == name) {
        Some((_, known)) if kind == Kind::Number => *known = kind,
        Some(_) => {}
        None => arguments.push((name.to_owned(), kind)),
    }
}

/// The variable of `NUMBER($variable)`.
fn number<'a>(expression: &InlineExpression<&'a str>) -> Option<&'a str> {
    let InlineExpression::FunctionReference { id, arguments } = expression else { return None };
    match arguments.positional.as_slice() {
        [InlineExpression::VariableReference { id: variable }] if id.name == "NUMBER" => Some(variable.name),
        _ => None,
    }
}

fn compile(pattern: &Pattern<&str>, order: &[&String]) -> Result<String, String> {
    let mut parts = Vec::new();
    for element in &pattern.elements {
        parts.push(match element {
            PatternElement::TextElement { value } => format!("Part::Text({value:?})"),
            PatternElement::Placeable { expression } => match expression {
                Expression::Inline(InlineExpression::StringLiteral { value }) => {
                    format!("Part::Text({value:?})")
                }
                Expression::Inline(InlineExpression::VariableReference { id }) => {
                    format!("Part::Value({})", place(order, id.name)?)
                }
                Expression::Inline(inline) => match number(inline) {
                    Some(name) => format!("Part::Value({})", place(order, name)?),
                    None => return Err("only variables and NUMBER are known".to_owned()),
                },
                Expression::Select { selector: InlineExpression::VariableReference { id }, variants } => {
                    choice(place(order, id.name)?, variants, order)?
                }
                Expression::Select { .. } => return Err("a choice is made by a variable".to_owned()),
            },
        });
    }
    Ok(parts.join(", "))
}

fn choice(argument: usize, variants: &[Variant<&str>], order: &[&String]) -> Result<String, String> {
    let mut cases = Vec::new();
    let mut other = None;
    for variant in variants {
        let value = compile(&variant.value, order)?;
        match &variant.key {
            _ if variant.default => other = Some(value),
            VariantKey::NumberLiteral { value: number } => {
                cases.push(format!("(Case::Exactly({number}), &[{value}])"));
            }
            VariantKey::Identifier { name: "one" } => cases.push(format!("(Case::One, &[{value}])")),
            VariantKey::Identifier { name } => return Err(format!("the plural form {name} is not known")),
        }
    }
    let other = other.ok_or("a choice needs a default")?;
    Ok(format!("Part::Choice {{ argument: {argument}, cases: &[{}], other: &[{other}] }}", cases.join(", ")))
}

fn place(order: &[&String], name: &str) -> Result<usize, String> {
    order.iter().position(|known| *known == name).ok_or_else(|| format!("{name} is not an argument"))
}

/// The text for the documentation, variables in braces.
fn plain(pattern: &Pattern<&str>) -> String {
    let mut text = String::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => text += value,
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { id }),
            } => {
                write!(text, "{{{}}}", id.name).expect("text grows");
            }
            PatternElement::Placeable { .. } => text += "…",
        }
    }
    text
}

//! A settings file's value of the wrong kind, told by its key and in words of ours.

use std::{fmt, ops::Range};

use toml::de::{DeTable, DeValue};

/// Lines longer than this are not shown, in bytes.
const LONGEST_SHOWN_LINE: usize = 500;

/// How much of a value is shown.
const SHOWN_LETTERS: usize = 60;

/// A value that is of another kind than its key's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// The line it stands on, from 1.
    pub line: usize,
    /// The key with its table, `runner.height_cm`.
    pub key: String,
    /// The value as it is written.
    pub value: String,
    /// What to write.
    pub allowed: String,
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: `{}` is {}; {}", self.line, self.key, self.value, self.allowed)
    }
}

/// What to say of an error that reading a TOML text gave: which key it is about and what to write
/// there, where that can be told; else what the parser says, which names the line.
pub fn words_for(text: &str, error: &toml::de::Error) -> String {
    if let Some(misfit) = misfit(text, error) {
        return misfit.to_string();
    }
    let Some(span) = error.span() else { return error.message().to_owned() };
    let line = line_of(text, span.start);
    if let Some(key) = error.message().strip_prefix("missing field ") {
        return format!("line {line}: {key} is missing in the table that begins here; write it");
    }
    match typed_around(text, span.start) {
        Some(typed) if looks_like_a_day(typed) => {
            format!("line {line}: `{typed}` is not a day; write it as 2026-10-04")
        }
        // The parser shows the line with a mark under the place, however long it is.
        _ if text.lines().nth(line - 1).is_some_and(|it| it.len() > LONGEST_SHOWN_LINE) => {
            format!("line {line}: {}", error.message())
        }
        Some(_) | None => error.to_string().trim_end().to_owned(),
    }
}

fn misfit(text: &str, error: &toml::de::Error) -> Option<Misfit> {
    let allowed = allowed(error.message())?;
    let document = DeTable::parse(text).ok()?;
    let (key, at) = innermost(document.get_ref(), &error.span()?, "")?;
    let value: String = text.get(at.clone())?.lines().next()?.chars().take(SHOWN_LETTERS).collect();
    Some(Misfit { line: line_of(text, at.start), key, value, allowed })
}

/// What to write, by what the reader expected; none where a value is missing.
fn allowed(message: &str) -> Option<String> {
    if message.starts_with("missing field") || message.starts_with("unknown field") {
        return None;
    }
    let Some((found, expected)) = message.split_once("expected ") else {
        // Of all that is read here only days have words of their own.
        return Some(A_DAY.to_owned());
    };
    let words = match expected.lines().next().unwrap_or_default().trim() {
        "f64" => "write a number",
        "i16" | "u8" | "usize" => "write a whole number",
        "a boolean" => "write true or false",
        "a sequence" | "an array of length 2" | "a list" => "write a list in square brackets",
        "string" | "a string" | "path string" => "write it in quotes",
        day if day.contains("date") => A_DAY,
        choice if found.starts_with("unknown variant") => return Some(format!("write {choice}")),
        _ if found.starts_with("invalid") => return None,
        _ => A_DAY,
    };
    Some(words.to_owned())
}

const A_DAY: &str = "write a day as 2026-10-04";

/// The key whose value holds a place, and where that value stands.
fn innermost(
    table: &DeTable<'_>,
    span: &Range<usize>,
    head: &str,
) -> Option<(String, Range<usize>)> {
    table.iter().find_map(|(name, value)| {
        let key = if head.is_empty() {
            name.get_ref().to_string()
        } else {
            format!("{head}.{}", name.get_ref())
        };
        let tables = super::tables_of(value.get_ref());
        if !tables.is_empty() {
            return tables.into_iter().find_map(|table| innermost(table, span, &key));
        }
        let at = match value.get_ref() {
            DeValue::Array(items) => items.iter().map(toml::Spanned::span).find(|at| at == span),
            _ => None,
        };
        let at = at.unwrap_or_else(|| value.span());
        (at.start <= span.start && span.end <= at.end).then_some((key, at))
    })
}

fn line_of(text: &str, at: usize) -> usize {
    text.get(..at).unwrap_or_default().matches('\n').count() + 1
}

/// What stands between blanks round a place.
fn typed_around(text: &str, at: usize) -> Option<&str> {
    let ends = |letter: char| letter.is_whitespace() || "=,[]\"'".contains(letter);
    let from = text.get(..at)?.rfind(ends).map_or(0, |end| end + 1);
    let rest = text.get(from..)?;
    rest.get(..rest.find(ends).unwrap_or(rest.len()))
}

fn looks_like_a_day(typed: &str) -> bool {
    typed.len() >= "2026-1-1".len()
        && typed.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '-' | '.' | '/'))
        && typed.matches(['-', '.', '/']).count() == 2
}

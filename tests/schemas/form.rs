//! A schema written line by line, and JSON Schema made of it.
//!
//! A line is `key: type -- what it holds`, two spaces further in for what stands in an object; `key~`
//! may be left out. Types: `text`, `number`, `integer`, `count`, `score` (0 to 10), `flag`, `date`,
//! `time`, `any`, `object`, `word a b` (one of these), `const a`, `list of …`, `map of …`, `see name`
//! (what `define name` says), `either a b`; a `?` may be null. `{roll}` stands for a line for each
//! entry of a roll of the program, and `$list` for its words. `!title` and `!about` tell of the whole.

use serde::{Serialize, Serializer, ser::SerializeMap as _};

/// JSON whose keys keep their order.
#[derive(Clone, Debug)]
pub(super) enum Json {
    Null,
    Flag(bool),
    Number(i64),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Json::Null => to.serialize_none(),
            Json::Flag(is) => is.serialize(to),
            Json::Number(number) => number.serialize(to),
            Json::Text(text) => text.serialize(to),
            Json::List(items) => items.serialize(to),
            Json::Object(fields) => {
                let mut map = to.serialize_map(Some(fields.len()))?;
                fields.iter().try_for_each(|(key, value)| map.serialize_entry(key, value))?;
                map.end()
            }
        }
    }
}

/// An entry of a roll: its key, and what it holds.
pub(super) type Entry = (String, String);

/// An entry with its type, where that is not the line's.
pub(super) type Typed = (Entry, Option<&'static str>);

/// What `{roll}` and `$list` stand for.
pub(super) struct Rolls {
    pub(super) entries: fn(&str) -> Vec<Typed>,
    pub(super) words: fn(&str) -> Vec<String>,
}

/// A line with the lines below it.
struct Line<'a> {
    key: &'a str,
    kind: &'a str,
    what: &'a str,
    below: Vec<Line<'a>>,
}

fn text(text: &str) -> Json {
    Json::Text(text.to_owned())
}

fn object<const N: usize>(fields: [(&str, Json); N]) -> Json {
    Json::Object(fields.map(|(key, value)| (key.to_owned(), value)).to_vec())
}

/// The lines of a source as a tree.
fn tree<'a>(
    lines: &mut std::iter::Peekable<impl Iterator<Item = &'a str>>,
    depth: usize,
) -> Vec<Line<'a>> {
    let mut all = Vec::new();
    while let Some(line) = lines.peek() {
        let indent = line.len() - line.trim_start().len();
        if indent < 2 * depth {
            break;
        }
        assert_eq!(indent, 2 * depth, "{line}");
        let line = lines.next().unwrap().trim();
        let (head, what) = line.split_once(" -- ").unwrap_or((line, ""));
        let (key, kind) = head.split_once(": ").unwrap_or((head, ""));
        all.push(Line { key, kind, what, below: tree(lines, depth + 1) });
    }
    all
}

/// The JSON Schema of a source.
pub(super) fn schema(source: &str, rolls: &Rolls) -> Json {
    let mut lines = source.lines().filter(|line| !line.trim().is_empty()).peekable();
    let all = tree(&mut lines, 0);
    let told = |key: &str| all.iter().find(|line| line.key == key).unwrap().kind;
    let name = all.iter().find(|line| line.key == "schema").unwrap().kind;
    let id = name.trim_start_matches("const ").replace(['.', '/'], ":");
    let is_field = |line: &&Line<'_>| !line.key.starts_with('!');
    let (defined, fields): (Vec<&Line<'_>>, Vec<&Line<'_>>) =
        all.iter().filter(is_field).partition(|line| line.key.starts_with("define "));
    let mut out = vec![
        ("$schema".to_owned(), text("https://json-schema.org/draft/2020-12/schema")),
        ("$id".to_owned(), text(&format!("urn:{id}"))),
        ("title".to_owned(), text(told("!title"))),
        ("description".to_owned(), text(told("!about"))),
    ];
    out.extend(of_object(&fields, rolls, false));
    if !defined.is_empty() {
        let named = |line: &&Line<'_>| {
            let name = line.key.trim_start_matches("define ");
            (name.to_owned(), of_line(line, rolls))
        };
        out.push(("$defs".to_owned(), Json::Object(defined.iter().map(named).collect())));
    }
    Json::Object(out)
}

fn of_object(fields: &[&Line<'_>], rolls: &Rolls, may_be_null: bool) -> Vec<(String, Json)> {
    let (mut properties, mut required) = (Vec::new(), Vec::new());
    for line in fields {
        let key = line.key.trim_end_matches('~');
        let keys = match key.strip_prefix('{').and_then(|key| key.strip_suffix('}')) {
            None => vec![(key.to_owned(), of_line(line, rolls))],
            Some(roll) => {
                let of = |((key, what), kind): Typed| {
                    let line = Line {
                        key: "",
                        kind: kind.unwrap_or(line.kind),
                        what: &what,
                        below: vec![],
                    };
                    (key, of_line(&line, rolls))
                };
                (rolls.entries)(roll).into_iter().map(of).collect()
            }
        };
        if !line.key.ends_with('~') {
            required.extend(keys.iter().map(|(key, _)| text(key)));
        }
        properties.extend(keys);
    }
    let mut out = vec![
        ("type".to_owned(), kind("object", may_be_null)),
        ("properties".to_owned(), Json::Object(properties)),
    ];
    if !required.is_empty() {
        out.push(("required".to_owned(), Json::List(required)));
    }
    out.push(("additionalProperties".to_owned(), Json::Flag(false)));
    out
}

fn kind(name: &str, may_be_null: bool) -> Json {
    if may_be_null { Json::List(vec![text(name), text("null")]) } else { text(name) }
}

/// The schema of what a line holds, with its description.
fn of_line(line: &Line<'_>, rolls: &Rolls) -> Json {
    let Json::Object(mut fields) = of_kind(line.kind, line, rolls) else { unreachable!() };
    if !line.what.is_empty() {
        fields.insert(0, ("description".to_owned(), text(line.what)));
    }
    Json::Object(fields)
}

fn of_kind(told: &str, line: &Line<'_>, rolls: &Rolls) -> Json {
    let refer = |name: &str| object([("$ref", text(&format!("#/$defs/{name}")))]);
    let (first, rest) = told.split_once(' ').unwrap_or((told, ""));
    let may_be_null = first.ends_with('?');
    let name = first.trim_end_matches('?');
    match name {
        "list" => {
            let items = of_kind(rest.trim_start_matches("of "), line, rolls);
            object([("type", kind("array", may_be_null)), ("items", items)])
        }
        "map" => {
            let each = of_kind(rest.trim_start_matches("of "), line, rolls);
            object([("type", kind("object", may_be_null)), ("additionalProperties", each)])
        }
        "see" => match rest.strip_suffix('?') {
            None => refer(rest),
            Some(name) => {
                object([("anyOf", Json::List(vec![refer(name), object([("type", text("null"))])]))])
            }
        },
        "either" => object([("oneOf", Json::List(rest.split(' ').map(refer).collect()))]),
        "const" => object([("const", text(rest))]),
        "word" => {
            let words = rest.split(' ').flat_map(|word| match word.strip_prefix('$') {
                Some(list) => (rolls.words)(list),
                None => vec![word.to_owned()],
            });
            let null = may_be_null.then_some(Json::Null);
            let words: Vec<Json> = words.map(|word| text(&word)).chain(null).collect();
            object([("type", kind("string", may_be_null)), ("enum", Json::List(words))])
        }
        "object" => {
            let below: Vec<&Line<'_>> = line.below.iter().collect();
            Json::Object(of_object(&below, rolls, may_be_null))
        }
        "any" => object([]),
        plain => of_plain(plain, may_be_null),
    }
}

fn of_plain(name: &str, may_be_null: bool) -> Json {
    let least = |name: &str| [("type", kind(name, may_be_null)), ("minimum", Json::Number(0))];
    match name {
        "text" => object([("type", kind("string", may_be_null))]),
        "number" | "integer" => object([("type", kind(name, may_be_null))]),
        "count" => object(least("integer")),
        "score" => {
            let Json::Object(mut fields) = object(least("number")) else { unreachable!() };
            fields.push(("maximum".to_owned(), Json::Number(10)));
            Json::Object(fields)
        }
        "flag" => object([("type", kind("boolean", may_be_null))]),
        "date" => object([("type", kind("string", may_be_null)), ("format", text("date"))]),
        "time" => object([("type", kind("string", may_be_null)), ("format", text("date-time"))]),
        other => panic!("there is no type `{other}`"),
    }
}

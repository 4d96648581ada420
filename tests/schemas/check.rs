//! Whether a document is as a schema says, and which of the schema's keys documents have: the part of
//! JSON Schema that the kept schemas use, and no more.

use std::collections::BTreeSet;

use serde_json::Value;

/// A schema, and the places in it whose keys some document had.
pub(super) struct Checker<'a> {
    root: &'a Value,
    seen: BTreeSet<String>,
}

/// Words that a schema may use; whatever else stands there is not looked at, and so is an error.
const KNOWN: [&str; 17] = [
    "$schema",
    "$id",
    "title",
    "description",
    "$defs",
    "$ref",
    "type",
    "format",
    "const",
    "enum",
    "minimum",
    "maximum",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "oneOf",
];

impl<'a> Checker<'a> {
    pub(super) fn of(root: &'a Value) -> Checker<'a> {
        Checker { root, seen: BTreeSet::new() }
    }

    /// What is wrong with a document.
    pub(super) fn wrong(&mut self, document: &Value) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let wrong = self.at("", self.root, (document, "$"), &mut seen);
        self.seen.extend(seen);
        wrong
    }

    /// Keys of the schema that no document had.
    pub(super) fn never_written(&self) -> Vec<String> {
        let mut all = Vec::new();
        keys_below("", self.root, &mut all);
        all.retain(|key| !self.seen.contains(key));
        all
    }

    fn at(
        &self,
        place: &str,
        schema: &Value,
        (value, path): (&Value, &str),
        seen: &mut BTreeSet<String>,
    ) -> Vec<String> {
        let told = schema.as_object().unwrap();
        let unknown = told.keys().find(|key| !KNOWN.contains(&key.as_str()) && *key != "anyOf");
        assert!(unknown.is_none(), "{place} says {unknown:?}");
        if let Some(name) = schema["$ref"].as_str() {
            let place = name.trim_start_matches('#');
            let schema = self.root.pointer(place).unwrap();
            return self.at(place, schema, (value, path), seen);
        }
        for word in ["oneOf", "anyOf"] {
            if let Some(branches) = schema[word].as_array() {
                return self.one_of(&format!("{place}/{word}"), branches, (value, path), seen);
            }
        }
        let mut wrong = plainly_wrong(schema, value, path);
        if let (Value::Array(items), Some(each)) = (value, told.get("items")) {
            for (at, item) in items.iter().enumerate() {
                let here = (item, &*format!("{path}[{at}]"));
                wrong.extend(self.at(&format!("{place}/items"), each, here, seen));
            }
        }
        if let Value::Object(fields) = value {
            wrong.extend(self.of_object(place, schema, (fields, path), seen));
        }
        wrong
    }

    fn of_object(
        &self,
        place: &str,
        schema: &Value,
        (fields, path): (&serde_json::Map<String, Value>, &str),
        seen: &mut BTreeSet<String>,
    ) -> Vec<String> {
        let mut wrong = Vec::new();
        for (key, value) in fields {
            let below = format!("{place}/properties/{key}");
            let path = format!("{path}.{key}");
            match (&schema["properties"][key], &schema["additionalProperties"]) {
                (Value::Null, Value::Object(_)) => {
                    let each = &schema["additionalProperties"];
                    wrong.extend(self.at(&below, each, (value, &path), seen));
                }
                (Value::Null, _) => wrong.push(format!("{path} is not in the schema")),
                (of_key, _) => {
                    seen.insert(below.clone());
                    wrong.extend(self.at(&below, of_key, (value, &path), seen));
                }
            }
        }
        let required = schema["required"].as_array().into_iter().flatten();
        let missing = required.filter_map(Value::as_str).filter(|key| !fields.contains_key(*key));
        wrong.extend(missing.map(|key| format!("{path}.{key} is missing")));
        wrong
    }

    fn one_of(
        &self,
        place: &str,
        branches: &[Value],
        here: (&Value, &str),
        seen: &mut BTreeSet<String>,
    ) -> Vec<String> {
        let mut fitting = Vec::new();
        let mut wrong = Vec::new();
        for branch in branches {
            let mut seen = BTreeSet::new();
            let of_branch = self.at(place, branch, here, &mut seen);
            if of_branch.is_empty() {
                fitting.push(seen);
            }
            wrong.extend(of_branch);
        }
        match fitting.len() {
            1 => {
                seen.append(&mut fitting[0]);
                Vec::new()
            }
            0 => wrong,
            n => vec![format!("{}: {n} branches fit", here.1)],
        }
    }
}

/// What is wrong with a value by itself.
fn plainly_wrong(schema: &Value, value: &Value, path: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let kinds: Vec<&str> = match &schema["type"] {
        Value::String(kind) => vec![kind],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    if !kinds.is_empty() && !kinds.iter().any(|kind| is_of(kind, value)) {
        wrong.push(format!("{path} is {value}, not {kinds:?}"));
    }
    if let Some(words) = schema["enum"].as_array()
        && !words.contains(value)
    {
        wrong.push(format!("{path} is {value}, none of {words:?}"));
    }
    if schema.get("const").is_some_and(|only| only != value) {
        wrong.push(format!("{path} is {value}, not {}", schema["const"]));
    }
    if let Some(number) = value.as_f64() {
        let bound = |name: &str| schema[name].as_f64();
        if bound("minimum").is_some_and(|least| number < least)
            || bound("maximum").is_some_and(|most| number > most)
        {
            wrong.push(format!("{path} is {number}, beyond its bounds"));
        }
    }
    if let (Some(format), Some(text)) = (schema["format"].as_str(), value.as_str()) {
        let is_so = match format {
            "date" => text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok(),
            "date-time" => text.parse::<jiff::Timestamp>().is_ok(),
            other => panic!("there is no format `{other}`"),
        };
        if !is_so {
            wrong.push(format!("{path} is {text}, no {format}"));
        }
    }
    wrong
}

fn is_of(kind: &str, value: &Value) -> bool {
    match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("there is no type `{other}`"),
    }
}

/// Every key that a schema names, as its place.
fn keys_below(place: &str, schema: &Value, all: &mut Vec<String>) {
    let Some(told) = schema.as_object() else { return };
    for (key, value) in told {
        match key.as_str() {
            "properties" => {
                for (name, below) in value.as_object().unwrap() {
                    let at = format!("{place}/properties/{name}");
                    keys_below(&at, below, all);
                    all.push(at);
                }
            }
            "$defs" => {
                for (name, below) in value.as_object().unwrap() {
                    keys_below(&format!("{place}/$defs/{name}"), below, all);
                }
            }
            "items" | "additionalProperties" => keys_below(&format!("{place}/{key}"), value, all),
            _ => {}
        }
    }
}

//! The schemas in `docs/schemas`: made of short sources and of the program's own rolls, and held against
//! what the program writes. No document has a key that its schema lacks, no schema a key that no document has.

mod check;
mod form;
mod written;

use std::{collections::BTreeMap, fs, process::Command};

use backstride::{
    load::{CellOf, DAY_COLUMNS},
    metrics::ROLL,
    model::{Channel, Provenance, Response},
    page::{Carried, NotCarried, Questionnaire, Urgency},
};
use serde_json::Value;

use crate::support::root;
use check::Checker;
use form::{Rolls, Typed};

pub(crate) use written::carried;

/// Each document's name, and the source of its schema.
const SOURCES: [(&str, &str); 9] = [
    ("bundle", include_str!("schemas/bundle.txt")),
    ("copy", include_str!("schemas/copy.txt")),
    ("days", include_str!("schemas/days.txt")),
    ("doctor", include_str!("schemas/doctor.txt")),
    ("inspect", include_str!("schemas/inspect.txt")),
    ("month", include_str!("schemas/month.txt")),
    ("pain-check", include_str!("schemas/pain-check.txt")),
    ("runs", include_str!("schemas/runs.txt")),
    ("tables", include_str!("schemas/tables.txt")),
];

/// Quantities that are told at own pace.
const FORM: [&str; 5] = [
    "cadence_spm",
    "overstride_index_pct",
    "foot_ahead_mm",
    "vertical_oscillation_mm",
    "ground_contact_time_ms",
];

fn entries(roll: &str) -> Vec<Typed> {
    let metric = |key: &str| {
        let metric = ROLL.iter().find(|metric| metric.key == key).unwrap();
        let unit = metric.unit.to_string();
        let unit = if unit.is_empty() { "no unit".to_owned() } else { unit };
        ((key.to_owned(), format!("{}; {unit}.", metric.name)), None)
    };
    match roll {
        "metrics" => ROLL.iter().map(|it| metric(it.key)).collect(),
        "form" => FORM.iter().map(|key| metric(key)).collect(),
        "days" => DAY_COLUMNS
            .iter()
            .map(|column| {
                let kind = match column.of {
                    CellOf::Number(_) => "number?",
                    CellOf::Count(_) => "count",
                    CellOf::Flag(_) => "flag?",
                    CellOf::Word(_) => "text?",
                };
                ((column.key.to_owned(), format!("{}.", column.what)), Some(kind))
            })
            .collect(),
        "channels" => Channel::ALL
            .iter()
            .filter(|channel| !matches!(channel, Channel::Latitude | Channel::Longitude))
            .map(|channel| ((channel.key().to_owned(), format!("{}.", channel.name())), None))
            .collect(),
        "carried" => Carried::ALL
            .iter()
            .map(|what| ((what.key().to_owned(), format!("In {}.", what.unit())), None))
            .collect(),
        other => panic!("there is no roll `{other}`"),
    }
}

fn words(list: &str) -> Vec<String> {
    let provenance = [Provenance::Measured, Provenance::Derived, Provenance::Modelled];
    let words: Vec<&str> = match list {
        "provenance" => provenance.iter().map(|it| it.key()).collect(),
        "origin" => provenance.iter().map(|it| it.key()).chain(["reported"]).collect(),
        "response" => Response::ALL.iter().map(|it| it.key()).collect(),
        "questionnaire" => Questionnaire::ALL.iter().map(|it| it.key()).collect(),
        "tier" => Urgency::ALL.iter().map(|it| it.key()).collect(),
        "untold" => NotCarried::ALL.iter().map(|it| it.key()).collect(),
        other => panic!("there is no list `{other}`"),
    };
    words.into_iter().map(str::to_owned).collect()
}

/// A schema's text as it is made now.
fn made(source: &str) -> String {
    let schema = form::schema(source, &Rolls { entries, words });
    serde_json::to_string_pretty(&schema).unwrap() + "\n"
}

#[test]
fn the_kept_schemas_are_those_of_their_sources_and_of_the_rolls() {
    let folder = root().join("docs/schemas");
    for (name, source) in SOURCES {
        let (path, text) = (folder.join(format!("{name}.json")), made(source));
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, &text).unwrap();
        }
        assert!(
            fs::read_to_string(&path).is_ok_and(|kept| kept == text),
            "UPDATE_GOLDEN=1 cargo test schemas rewrites docs/schemas"
        );
    }
    assert_eq!(fs::read_dir(folder).unwrap().count(), SOURCES.len());
}

#[test]
fn documents_and_schemas_have_the_same_keys() {
    let schemas: BTreeMap<&str, Value> = SOURCES
        .iter()
        .map(|(name, source)| (*name, serde_json::from_str(&made(source)).unwrap()))
        .collect();
    let documents = written::documents();
    let mut wrong = Vec::new();
    for (name, schema) in &schemas {
        let mut checker = Checker::of(schema);
        let own = documents.iter().filter(|(of, ..)| of == name);
        for (_, what, document) in own {
            let found = checker.wrong(document);
            wrong.extend(found.iter().take(20).map(|it| format!("{name}, {what}: {it}")));
        }
        // A channel or a field that may be left out is declared in the program's own roll.
        let unseen = checker.never_written();
        let is_of_roll = |key: &String| {
            *name == "inspect" && key.starts_with("/properties/channels/properties/")
        };
        let unseen = unseen.into_iter().filter(|key| !is_of_roll(key));
        wrong.extend(unseen.map(|key| format!("{name}: no document has {key}")));
    }
    assert!(wrong.is_empty(), "{} things:\n{}", wrong.len(), wrong.join("\n"));
    another_program_agrees(&schemas, &documents);
}

/// The same by a validator that is not ours, where there is one.
fn another_program_agrees(schemas: &BTreeMap<&str, Value>, documents: &[(&str, String, Value)]) {
    const SCRIPT: &str = "import json, sys, jsonschema\n\
        told = json.load(open(sys.argv[1]))\n\
        for name, schema in told['schemas'].items():\n\
        \x20   jsonschema.Draft202012Validator.check_schema(schema)\n\
        \x20   check = jsonschema.Draft202012Validator(schema)\n\
        \x20   for of, what, document in told['documents']:\n\
        \x20       if of == name:\n\
        \x20           for error in check.iter_errors(document): sys.exit(f'{what}: {error.message}')\n";
    let python = std::env::var("BACKSTRIDE_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let has = Command::new(&python).args(["-c", "import jsonschema"]).output();
    if !has.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: {python} has no jsonschema");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let told = folder.path().join("told.json");
    let all = serde_json::json!({"schemas": schemas, "documents": documents});
    fs::write(&told, all.to_string()).unwrap();
    let output = Command::new(python).args(["-c", SCRIPT]).arg(told).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_key_too_many_a_key_too_few_and_a_wrong_kind_are_each_found() {
    let schema: Value = serde_json::from_str(&made(SOURCES[4].1)).unwrap();
    let good = written::inspected("2026-07-01-181207.fit");
    assert_eq!(Checker::of(&schema).wrong(&good), Vec::<String>::new());
    let mut more = good.clone();
    more["sessions"][0]["pace"] = Value::from(1);
    assert_eq!(Checker::of(&schema).wrong(&more), ["$.sessions[0].pace is not in the schema"]);
    let mut less = good.clone();
    less.as_object_mut().unwrap().remove("laps");
    assert_eq!(Checker::of(&schema).wrong(&less), ["$.laps is missing"]);
    let mut other = good.clone();
    other["samples"] = Value::from(-1);
    assert_eq!(Checker::of(&schema).wrong(&other), ["$.samples is -1, beyond its bounds"]);
    other["samples"] = Value::from("many");
    assert_eq!(Checker::of(&schema).wrong(&other).len(), 1);
    assert!(!Checker::of(&schema).never_written().is_empty());
}

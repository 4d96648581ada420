//! `days --json` against days worked out apart from the program, in pandas, from the runs and the
//! diary; see `oracles/days.py`.

use std::path::Path;

use serde_json::Value;

use crate::support::{program, root};

/// What the script says of the sample.
const FROZEN: &str = include_str!("oracles/days_of_sample.json");
/// Printed figures are rounded to six places.
const APART: f64 = 1e-6;

/// The days of the sample, as the program prints them.
fn printed() -> Vec<Value> {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data");
    let output = program()
        .current_dir(&sample)
        .args([
            "days",
            "--json",
            "--config",
            "backstride.toml",
            "--pain",
            "pain-log.csv",
            "exports",
        ])
        .output()
        .unwrap();
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    document["days"].as_array().unwrap().clone()
}

#[test]
fn the_days_of_the_sample_are_those_that_pandas_makes_of_its_runs() {
    let expected: Vec<Value> = serde_json::from_str(FROZEN).unwrap();
    let days = printed();
    assert_eq!(days.len(), expected.len());
    let mut numbers = 0;
    for (day, expected) in days.iter().zip(&expected) {
        for (key, expected) in expected.as_object().unwrap() {
            let found = &day[key];
            if let Some((found, expected)) = found.as_f64().zip(expected.as_f64()) {
                let apart = (found - expected).abs();
                assert!(apart <= APART * expected.abs().max(1.0), "{key} {day}: {expected}");
                numbers += 1;
            } else {
                assert_eq!(found, expected, "{key} of {}", day["date"]);
            }
        }
    }
    assert!(numbers > 1000, "{numbers} numbers were compared");
}

#[test]
fn every_day_has_every_key() {
    let days = printed();
    let keys = |day: &Value| day.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let first = keys(&days[0]);
    assert!(days.iter().all(|day| keys(day) == first));
    for key in [
        "date",
        "distance_m",
        "running_min",
        "steps",
        "steps_up",
        "steps_level",
        "steps_down",
        "session_rpe_load_au",
        "trimp_banister",
        "trimp_edwards",
        "rtss",
        "longest_previous_30d_m",
        "spike_ratio",
        "spike_class",
        "monotony_7d",
        "strain_7d",
        "ctl",
        "atl",
        "acwr_rolling_uncoupled",
        "acwr_ewma",
        "no_recorded_run",
        "rest_day",
        "deload_week",
        "pain_morning",
        "pain_before",
        "pain_during_max",
        "pain_next_morning",
        "sleep_h",
    ] {
        assert!(first.iter().any(|known| known == key), "{key} is missing");
    }
}

#[test]
fn every_form_of_the_days_has_the_same_columns_and_the_schema_names_them() {
    let folder = tempfile::tempdir().unwrap();
    let export = |format: &str| {
        let output = program()
            .args(["export", "--quiet", "--format", format, "--out"])
            .arg(folder.path())
            .arg(root().join("sample-data"))
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let schema = std::fs::read(folder.path().join("schema.json")).unwrap();
        serde_json::from_slice::<Value>(&schema).unwrap()
    };
    let days = printed();
    let keys: Vec<String> = days[0].as_object().unwrap().keys().cloned().collect();
    let columns_of = |schema: &Value| {
        let table = schema["tables"].as_array().unwrap().iter().find(|it| it["name"] == "days");
        table.unwrap()["columns"].as_array().unwrap().clone()
    };
    for format in ["csv", "parquet", "arrow"] {
        let columns = columns_of(&export(format));
        let mut names: Vec<&str> = columns.iter().map(|it| it["name"].as_str().unwrap()).collect();
        // A value of the JSON is of the kind that the schema names.
        for (column, name) in columns.iter().zip(&names) {
            let is_kind = |value: &Value| match column["type"].as_str().unwrap() {
                "number" | "integer" => value.is_number(),
                "boolean" => value.is_boolean(),
                _ => value.is_string(),
            };
            let mut told = days.iter().map(|day| &day[*name]).filter(|value| !value.is_null());
            assert!(told.all(is_kind), "{name}");
        }
        // serde_json sorts the keys of what it reads.
        names.sort_unstable();
        assert_eq!(names, keys, "{format}");
    }
    let csv = std::fs::read_to_string(folder.path().join("days.csv")).unwrap();
    assert_eq!(csv.lines().next().unwrap().split(',').count(), keys.len());
    assert_eq!(csv.lines().count(), days.len() + 1);
}

/// A Python with pandas; `.ci/run` makes one.
fn python() -> Option<String> {
    let python = std::env::var("BACKSTRIDE_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let has = std::process::Command::new(&python).args(["-c", "import pandas"]).output();
    let has = has.is_ok_and(|output| output.status.success());
    assert!(has || std::env::var_os("CI").is_none(), "set BACKSTRIDE_PYTHON to one with pandas");
    has.then_some(python)
}

#[test]
fn the_days_of_real_runners_are_those_that_pandas_makes_of_their_runs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let data = root.join("../shared/data");
    let (Some(python), true) = (python(), data.is_dir()) else {
        eprintln!("skipped: no Python with pandas, or no real files");
        return;
    };
    let scratch = tempfile::tempdir().unwrap();
    for runner in ["one-runner", "another-runner"] {
        let printed = |command: &str| {
            let path = scratch.path().join(format!("{runner}-{command}.json"));
            let mut program = program();
            let output = program.args([command, "--json"]).arg(data.join(runner)).output().unwrap();
            std::fs::write(&path, output.stdout).unwrap();
            path
        };
        let (runs, days) = (printed("runs"), printed("days"));
        let mut script = std::process::Command::new(&python);
        script.arg(root.join("tests/oracles/days.py")).arg(runs).arg("--against").arg(days);
        let output = script.output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        eprintln!("{runner}: {}", said.lines().next().unwrap_or_default());
        assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    }
}

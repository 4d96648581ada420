//! Small recordings with one oddity each, against what other programs read in them.
//!
//! `tests/oracles/import.py` wrote both; `tests/oracles/README.md` names the program for each file.

use std::fs;

use backstride::{
    ingest,
    model::{Activity, Channel, Format},
    outing::{self, Setting},
};
use jiff::Timestamp;
use serde_json::Value;

use crate::support::{assert_within, files_below, root};

/// Each fixture's name, its bytes, and what another program reads in it.
fn fixtures() -> Vec<(String, Vec<u8>, Value)> {
    let text = fs::read_to_string(root().join("tests/oracles/import.json")).unwrap();
    let expected: Value = serde_json::from_str(&text).unwrap();
    files_below(&root().join("tests/oracles/import"))
        .into_iter()
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let expected = expected[&name].clone();
            assert!(expected.is_object(), "no program has read {name}");
            (name, fs::read(path).unwrap(), expected)
        })
        .collect()
}

fn text(moment_s: f64) -> String {
    #[allow(clippy::cast_possible_truncation, reason = "seconds of this century")]
    let moment = Timestamp::from_second(moment_s.floor() as i64).unwrap();
    moment.to_string()
}

fn known(values: &[f64]) -> Vec<f64> {
    values.iter().copied().filter(|value| value.is_finite()).collect()
}

fn assert_mean(expected: &Value, values: &[f64], what: &str) {
    let values = known(values);
    assert_eq!(Some(values.len() as u64), expected["n"].as_u64(), "{what}");
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let expected = expected["mean"].as_f64().unwrap();
    // The table has six decimals.
    assert!((mean - expected).abs() < 2e-6, "{what}: {mean}, not {expected}");
}

#[test]
fn every_oddity_reads_as_another_program_reads_it() {
    let fixtures = fixtures();
    assert!(fixtures.len() >= 18, "{} fixtures", fixtures.len());
    for (name, bytes, expected) in fixtures {
        let activity = ingest::read(&bytes).unwrap_or_else(|error| panic!("{name} {error}"));
        let times = activity.samples.time_s();
        assert_eq!(Some(times.len() as u64), expected["samples"].as_u64(), "{name}");
        assert_eq!(text(times[0]), expected["started"], "{name}");
        if let Some(last) = expected["last"].as_str() {
            assert_eq!(text(times[times.len() - 1]), last, "{name}");
        }
        for (key, expected) in expected["channels"].as_object().unwrap() {
            let channel = Channel::ALL.into_iter().find(|channel| channel.key() == key).unwrap();
            let values = activity.samples.values(channel).unwrap_or_default();
            assert_mean(expected, values, &format!("{name}: {key}"));
        }
        assert_names(&name, &activity, &expected);
        assert_day(&name, &activity, &expected);
    }
}

/// Sports, developer fields and the creator's letters.
fn assert_names(name: &str, activity: &Activity, expected: &Value) {
    if let Some(sports) = expected["sports"].as_array().filter(|sports| !sports.is_empty()) {
        let ours: Vec<&str> = activity.sessions.iter().map(|it| it.sport.sport.as_ref()).collect();
        assert_eq!(ours, *sports, "{name}");
    }
    if let Some(fields) = expected["developer"].as_object() {
        assert_eq!(activity.developer.len(), fields.len(), "{name}");
        for series in &activity.developer {
            let expected = &fields[&series.name];
            assert_eq!(series.units, expected["units"], "{name}: {}", series.name);
            assert_mean(expected, &series.values, &format!("{name}: {}", series.name));
        }
    }
    if let Some(creator) = expected["creator"].as_str() {
        let product = activity.device.as_ref().and_then(|device| device.product.as_deref());
        assert_eq!(product, Some(creator), "{name}");
    }
}

/// The runner's own clock at the start, how long it took, and how far it went.
fn assert_day(name: &str, activity: &Activity, expected: &Value) {
    let Some(local) = expected["local"].as_str() else { return };
    let outings = outing::measure(activity, name, &Setting::default());
    assert_eq!(outings.len(), 1, "{name}");
    assert_eq!(outings[0].local.at.to_string(), local, "{name}");
    if activity.format == Format::Gpx {
        let totals = &outings[0].totals;
        assert_eq!(totals.elapsed_s, expected["elapsed_s"].as_f64(), "{name}");
        // The other program measures on an ellipsoid, ours on a sphere.
        let length_m = expected["length_m"].as_f64().unwrap();
        assert_within(0.005 * length_m, length_m, totals.distance_m.unwrap());
    }
}

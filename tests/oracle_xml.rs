//! GPX and TCX files read by this crate, against what lxml made of the same bytes.
//!
//! The table of expected values was written by lxml (recovering from ill-formed XML): counts are to
//! agree exactly, means to 1e-3. Where we differ, [`DIFFERENCES`] says why.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test reads files and prints what it covered; a failed unwrap is a failed test"
)]

use std::{io::Read as _, path::Path};

use backstride::{
    ingest,
    model::{Activity, Channel},
};
use serde_json::Value;

use crate::support::real_files;

/// Means agree to this share.
const MEAN_TOLERANCE: f64 = 1e-3;

/// File, what differs, and why ours stands.
const DIFFERENCES: &[(&str, &str, &str)] = &[
    (
        "gpx/OpenTracksApp-legacy_gpx_pause_resume.gpx",
        "position",
        "latitudes 100 and 200 mark a pause and are no places",
    ),
    ("gpx/Runalyze-standard.gpx", "position", "one trkpt has neither lat nor lon"),
    ("gpx/placemark-bad.gpx", "position", "lat and lon are `undefined`"),
    ("gpx/vincentneo-wptError.gpx", "position", "a longitude of 180.88 is not on Earth"),
    ("tcx/placemark-bad.tcx", "position", "two positions are `no` and `undefined`"),
];

/// Files that lxml gave up, with the points counted by hand: `grep -c '<Trackpoint>'` less those
/// without a time, `grep -c '<trkpt'`.
const GIVEN_UP: &[(&str, usize)] =
    &[("tcx/corriporai-malformed.tcx", 384), ("gpx/sports-alliance-6037744996.gpx", 4040)];

fn read_file(path: &Path) -> Vec<u8> {
    let bytes = std::fs::read(path).unwrap();
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return bytes;
    }
    let mut plain = Vec::new();
    flate2::read::MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut plain).unwrap();
    plain
}

#[test]
fn every_file_agrees_with_lxml_or_the_difference_is_explained() {
    let Some(folder) = real_files() else {
        println!("skipped: no ../shared/data");
        return;
    };
    let table = std::fs::read_to_string(folder.join("oracle.tsv")).unwrap();
    let (mut compared, mut explained, mut unexplained) = (0, 0, Vec::new());
    for line in table.lines().skip(1) {
        let mut cells = line.split('\t');
        let (path, format) = (cells.next().unwrap(), cells.next().unwrap());
        if !matches!(format, "gpx" | "tcx") {
            continue;
        }
        let expected: Value = serde_json::from_str(cells.next().unwrap()).unwrap();
        compared += 1;
        for (what, detail) in differences(&read_file(&folder.join(path)), &expected) {
            if DIFFERENCES.iter().any(|(file, which, _)| *file == path && *which == what) {
                explained += 1;
            } else {
                unexplained.push(format!("{path}: {what}: {detail}"));
            }
        }
    }
    println!("{compared} files compared, {explained} differences explained");
    assert!(unexplained.is_empty(), "{}\n{}", unexplained.len(), unexplained.join("\n"));
    assert!(compared > 200, "the table has fewer rows than it should: {compared}");
}

#[test]
fn files_that_lxml_gave_up_are_read() {
    let Some(folder) = real_files() else {
        println!("skipped: no ../shared/data");
        return;
    };
    for (path, samples) in GIVEN_UP {
        let activity = ingest::read(&read_file(&folder.join(path))).unwrap();
        assert_eq!(activity.samples.len(), *samples, "{path}");
    }
}

/// What differs between our reading and the expected one.
fn differences(bytes: &[u8], expected: &Value) -> Vec<(String, String)> {
    let samples = expected["samples"].as_u64().unwrap();
    let activity = match ingest::read(bytes) {
        Ok(activity) => activity,
        Err(_) if samples == 0 => return Vec::new(),
        Err(error) => return vec![("outcome".to_owned(), error.to_string())],
    };
    let mut found = Vec::new();
    let mut differs = |what: &str, ours: String, theirs: String| {
        if ours != theirs {
            found.push((what.to_owned(), format!("{ours}, expected {theirs}")));
        }
    };
    differs("samples", activity.samples.len().to_string(), samples.to_string());
    differs("started", seconds(activity.started), seconds(parsed(&expected["started"])));
    if let Some(sessions) = expected["sessions"].as_array().filter(|list| !list.is_empty()) {
        differs("sessions", activity.sessions.len().to_string(), sessions.len().to_string());
    }
    for (key, channel) in expected["channels"].as_object().unwrap() {
        let (n, mean) = measured(&activity, key);
        differs(key, n.to_string(), channel["n"].as_u64().unwrap().to_string());
        let theirs = channel["mean"].as_f64().unwrap();
        if key != "position"
            && n > 0
            && (mean - theirs).abs() > MEAN_TOLERANCE * theirs.abs().max(0.1)
        {
            differs(key, format!("mean {mean}"), format!("mean {theirs}"));
        }
    }
    found
}

fn seconds(moment: Option<jiff::Timestamp>) -> String {
    moment
        .map_or("none".to_owned(), |moment| format!("{:.3}", moment.as_millisecond() as f64 / 1e3))
}

fn parsed(moment: &Value) -> Option<jiff::Timestamp> {
    let text = moment.as_str()?;
    text.parse().or_else(|_| format!("{text}Z").parse()).ok()
}

fn measured(activity: &Activity, key: &str) -> (usize, f64) {
    let key = if key == "position" { "latitude_deg" } else { key };
    let channel = Channel::ALL.into_iter().find(|channel| channel.key() == key).unwrap();
    let values: Vec<f64> = activity
        .samples
        .values(channel)
        .unwrap_or_default()
        .iter()
        .copied()
        .filter(|value| !value.is_nan())
        .collect();
    (values.len(), values.iter().sum::<f64>() / values.len() as f64)
}

//! What other programs read in real files, against what we read: samples, start, sessions, laps,
//! and each channel's count and mean. The other programs are Garmin's own Python SDK 21.218,
//! fitdecode 0.11 for compressed timestamps, and lxml for XML.

#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    io::Read as _,
    path::Path,
};

use backstride::ingest::inspect::{ChannelSummary, Inspection, inspect};
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use serde_json::{Value, json};

use crate::support::real_files;

/// How far means may lie apart, relative to the other program's.
const MEAN_WITHIN: f64 = 1e-3;

/// The table has means to four decimals.
const MEAN_DIGITS: f64 = 5e-5;

/// Where the table is wrong: file, what about it, what is right and says who, and why.
/// `n mean` for a channel; `absent` for nothing.
const CORRECTIONS: &[(&str, &str, &str, &str)] = &[
    // Files that were never closed: the SDK takes a size of 0 in the header for an empty file. With
    // the size put right it reads this.
    ("fit/andrewcooke-2018-02-24-10-04-10.fit", "samples", "4882", UNCLOSED),
    ("fit/andrewcooke-2018-02-24-10-04-10.fit", "started", "2018-02-24T17:04:10Z", UNCLOSED),
    ("fit/andrewcooke-2018-02-24-10-04-10.fit", "position", "4882 1", UNCLOSED),
    ("fit/andrewcooke-2018-02-24-10-04-10.fit", "distance_m", "4882 20737.0976", UNCLOSED),
    ("fit/andrewcooke-2018-02-24-10-04-10.fit", "speed_m_per_s", "4882 8.9458", UNCLOSED),
    ("fit/andrewcooke-2018-02-24-10-04-10.fit", "altitude_m", "4882 437.3553", UNCLOSED),
    ("fit/andrewcooke-2018-02-24-10-04-10.fit", "heart_rate_bpm", "4882 148.2806", UNCLOSED),
    ("fit/andrewcooke-2018-02-24-10-04-10.fit", "cadence_per_min", "4880 77.193", UNCLOSED),
    ("fit/andrewcooke-2018-02-24-10-04-10.fit", "power_w", "4865 189.3176", UNCLOSED),
    ("fit/andrewcooke-2018-02-24-10-04-10.fit", "temperature_c", "4882 11.5596", UNCLOSED),
    ("fit/sports-alliance-empty-activities.fit", "samples", "2319", UNCLOSED),
    ("fit/sports-alliance-empty-activities.fit", "started", "2016-01-16T14:33:51Z", UNCLOSED),
    ("fit/sports-alliance-empty-activities.fit", "position", "2319 1", UNCLOSED),
    ("fit/sports-alliance-empty-activities.fit", "distance_m", "2319 9657.1373", UNCLOSED),
    ("fit/sports-alliance-empty-activities.fit", "speed_m_per_s", "2319 7.8898", UNCLOSED),
    ("fit/sports-alliance-empty-activities.fit", "altitude_m", "2319 40.6256", UNCLOSED),
    ("fit/sports-alliance-empty-activities.fit", "heart_rate_bpm", "2319 165.7434", UNCLOSED),
    ("fit/sports-alliance-empty-activities.fit", "cadence_per_min", "2319 75.8875", UNCLOSED),
    ("fit/sports-alliance-empty-activities.fit", "power_w", "2319 142.5408", UNCLOSED),
    // Heart rate that a strap stored and handed over in chained files. The table was made without
    // it. With the SDK's merging, where the record has no heart rate of its own, it is this.
    ("fit/GoldenCheetah-GarminHRMswim.FIT", "heart_rate_bpm", "2630 127.7787", STORED),
    (
        "fit/MaksVasilev-Fenix3-Swim-with-HRM-Tri-1285021986.fit",
        "heart_rate_bpm",
        "561 150.8111",
        STORED,
    ),
    ("fit/dtcooper-event_timestamp.fit", "heart_rate_bpm", "4376 138.2856", STORED),
    ("fit/garmin-HrmPluginTestActivity.fit", "heart_rate_bpm", "310 73.0484", STORED),
    ("fit/muktihari-HrmPluginTestActivity.fit", "heart_rate_bpm", "310 73.0484", STORED),
    ("fit/polyvertex-garmin-fr935-cr.fit", "heart_rate_bpm", "7483 81.4505", STORED),
    ("fit/sports-alliance-6688025408.fit", "heart_rate_bpm", "3964 118.444", STORED),
    ("fit/sports-alliance-6860712481.fit", "heart_rate_bpm", "2848 128.3318", STORED),
    ("fit/dtcooper-sample_mulitple_header.fit", "heart_rate_bpm", "1773 171.6633", STORED),
    // Stamps that count from when the device was switched on are no dates in 1989.
    ("fit/martin-ueding-Berlin_0_9_km_.fit", "started", "absent", "the file never says when"),
    (
        "fit/GPSBabel-garmin-virb-ultra-30.fit",
        "started",
        "2017-06-28T02:33:06Z",
        "by its timestamp_correlation, and by the UTC of its GPS messages (66 s later, 02:34:12)",
    ),
    // Straps' files were pasted in without their checksums, and read as messages from there on. The
    // SDK stops; fitdecode goes on and finds a hundredth lap in it, as we do.
    ("fit/andrewcooke-event_timestamp.fit", "laps", "100", "chained files without checksums"),
    // A root that its writer cut off. The values were counted in the text of its track points.
    ("tcx/corriporai-malformed.tcx", "samples", "384", NO_ROOT),
    ("tcx/corriporai-malformed.tcx", "started", "2012-12-26T21:29:53Z", NO_ROOT),
    ("tcx/corriporai-malformed.tcx", "position", "383 1", NO_ROOT),
    ("tcx/corriporai-malformed.tcx", "distance_m", "383 2315.1509", NO_ROOT),
    ("tcx/corriporai-malformed.tcx", "altitude_m", "383 172.0201", NO_ROOT),
    ("tcx/corriporai-malformed.tcx", "heart_rate_bpm", "383 156.6527", NO_ROOT),
    // Positions that are none: counted by hand in the files' text.
    ("gpx/OpenTracksApp-legacy_gpx_pause_resume.gpx", "position", "4 1", NO_PLACE),
    ("gpx/Runalyze-standard.gpx", "position", "349 1", NO_PLACE),
    ("gpx/placemark-bad.gpx", "position", "0 0", NO_PLACE),
    ("gpx/vincentneo-wptError.gpx", "position", "1 1", NO_PLACE),
    ("tcx/placemark-bad.tcx", "position", "2 1", NO_PLACE),
];

const UNCLOSED: &str = "the recording was never closed";
const STORED: &str = "the strap stored it";
const NO_ROOT: &str = "the root element is cut off";
const NO_PLACE: &str = "missing, not a number, or not on Earth";

#[test]
fn every_real_file_reads_as_other_programs_read_it_or_differs_for_a_known_reason() {
    let Some(folder) = real_files() else {
        eprintln!("skipped: there is no folder ../shared/data");
        return;
    };
    let starts = starts(&folder);
    let mut compared: BTreeMap<String, usize> = BTreeMap::new();
    let mut corrected: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut wrong = String::new();
    for mut row in rows(&folder) {
        let Some(bytes) = bytes_of(&folder.join(&row.path)) else { continue };
        *compared.entry(row.format.clone()).or_default() += 1;
        if row.oracle["started"].is_null()
            && row.is_activity()
            && let Some(started) = starts.get(&row.path)
        {
            row.oracle["started"] = json!(started);
        }
        let path = row.path.clone();
        let ours = inspect(&path, &bytes);
        let uncorrected = differences(&row, &ours);
        for (path, what, right, _) in CORRECTIONS.iter().filter(|it| it.0 == path) {
            if uncorrected.iter().any(|difference| difference.starts_with(&format!("{what}:"))) {
                corrected.insert((path, what));
            }
            row.correct(what, right);
        }
        for difference in differences(&row, &ours) {
            writeln!(wrong, "{}: {difference}", row.path).unwrap();
        }
    }
    eprintln!("compared with other programs' readings, files by format: {compared:?}");
    eprintln!("differ for a known reason: {} readings", corrected.len());
    for (path, what, ..) in CORRECTIONS {
        if !corrected.contains(&(path, what)) {
            writeln!(wrong, "{path}: {what} no longer differs").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

struct Row {
    path: String,
    format: String,
    oracle: Value,
}

impl Row {
    fn is_activity(&self) -> bool {
        let sessions = self.oracle["sessions"].as_array();
        sessions.is_some_and(|sessions| !sessions.is_empty())
    }

    fn correct(&mut self, what: &str, right: &str) {
        let absent = right == "absent";
        match what {
            "started" => self.oracle[what] = if absent { Value::Null } else { json!(right) },
            "samples" | "laps" => self.oracle[what] = json!(right.parse::<u64>().unwrap()),
            _ => {
                let (n, mean) = right.split_once(' ').unwrap();
                let (n, mean) = (n.parse::<u64>().unwrap(), mean.parse::<f64>().unwrap());
                self.oracle["channels"][what] = json!({ "n": n, "mean": mean });
            }
        }
    }
}

#[allow(clippy::disallowed_methods, reason = "a test reads its inputs")]
fn bytes_of(path: &Path) -> Option<Vec<u8>> {
    let bytes = std::fs::read(path).ok()?;
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Some(bytes);
    }
    let mut plain = Vec::new();
    flate2::read::MultiGzDecoder::new(&bytes[..]).read_to_end(&mut plain).ok()?;
    Some(plain)
}

/// The rows of `oracle.tsv` that are about a single recording and that some program could read.
#[allow(clippy::disallowed_methods, reason = "a test reads its inputs")]
fn rows(folder: &Path) -> Vec<Row> {
    let table = std::fs::read_to_string(folder.join("oracle.tsv")).unwrap();
    let row = |line: &str| {
        let mut cells = line.splitn(3, '\t').map(str::to_owned);
        let (path, format) = (cells.next()?, cells.next()?);
        let oracle: Value = serde_json::from_str(&cells.next()?).ok()?;
        oracle.get("samples")?;
        Some(Row { path, format, oracle })
    };
    table.lines().skip(1).filter_map(row).collect()
}

/// When each file began, by the catalogue, which has it from sessions where samples have no time.
#[allow(clippy::disallowed_methods, reason = "a test reads its inputs")]
fn starts(folder: &Path) -> BTreeMap<String, String> {
    let table = std::fs::read_to_string(folder.join("CATALOGUE.tsv")).unwrap();
    let mut lines = table.lines();
    let heads: Vec<&str> = lines.next().unwrap().split('\t').collect();
    let place = heads.iter().position(|head| *head == "started").unwrap();
    let start = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let started = cells.get(place).filter(|started| second(started).is_some())?;
        Some((cells.first()?.to_string(), started.to_string()))
    };
    lines.filter_map(start).collect()
}

/// A moment to the second, as the programs write it: with a zone, or in UTC without one.
fn second(text: &str) -> Option<i64> {
    let zoned = text.parse::<Timestamp>().ok();
    let plain = || Some(text.parse::<DateTime>().ok()?.to_zoned(TimeZone::UTC).ok()?.timestamp());
    zoned
        .or_else(plain)
        .and_then(|moment| i64::try_from(moment.as_nanosecond().div_euclid(1_000_000_000)).ok())
}

fn differences(row: &Row, ours: &Inspection) -> Vec<String> {
    let mut found = Vec::new();
    let theirs = row.oracle["started"].as_str().map(|text| (text, second(text)));
    let started = ours.started.as_deref().map(|text| (text, second(text)));
    if theirs.map(|it| it.1) != started.map(|it| it.1) {
        found.push(format!("started: {started:?}, not {theirs:?}"));
    }
    if row.oracle["samples"] != json!(ours.samples) {
        found.push(format!("samples: {}, not {}", ours.samples, row.oracle["samples"]));
    }
    if row.format == "fit" {
        found.extend(differences_of_sessions(&row.oracle, ours));
    }
    let theirs = row.oracle["channels"].as_object().unwrap();
    for (name, _) in &ours.channels.0 {
        let unread = name.starts_with("accel_")
            || row.format == "gpx" && matches!(*name, "speed_m_per_s" | "distance_m");
        if !unread && !theirs.contains_key(*name) {
            found.push(format!("{name}: there, not absent"));
        }
    }
    for (name, theirs) in theirs {
        let (n, mean) = (theirs["n"].as_u64().unwrap(), theirs["mean"].as_f64().unwrap());
        let (our_n, our_mean) = match ours.channels.get(name) {
            None => (0, 0.0),
            Some(ChannelSummary::Position { n }) => (*n as u64, mean),
            Some(ChannelSummary::Values { n, mean, .. }) => (*n as u64, mean.unwrap()),
        };
        if our_n != n || (our_mean - mean).abs() > MEAN_WITHIN * mean.abs() + MEAN_DIGITS {
            found.push(format!("{name}: {our_n} {our_mean}, not {n} {mean}"));
        }
    }
    found
}

fn differences_of_sessions(oracle: &Value, ours: &Inspection) -> Vec<String> {
    let mut found = Vec::new();
    let theirs = oracle["sessions"].as_array().unwrap();
    // Samples without a session message are one session here.
    let implied = usize::from(theirs.is_empty() && ours.samples > 0);
    if theirs.len() + implied != ours.sessions.len() {
        found.push(format!("sessions: {}, not {}", ours.sessions.len(), theirs.len()));
    }
    if oracle["laps"] != json!(ours.laps) {
        found.push(format!("laps: {}, not {}", ours.laps, oracle["laps"]));
    }
    for (theirs, ours) in theirs.iter().zip(&ours.sessions) {
        let ours = serde_json::to_value(ours).unwrap();
        for (key, theirs) in theirs.as_object().unwrap() {
            let same = match (theirs.as_f64(), ours[key].as_f64()) {
                (Some(theirs), Some(ours)) => (theirs - ours).abs() < 1e-6,
                // An invalid number, as Python prints it, and a sport that the file does not name.
                _ => {
                    *theirs == ours[key]
                        || (*theirs == "None" && ours[key].is_null())
                        || (theirs.is_null() && ours[key] == "unknown")
                }
            };
            if !same {
                found.push(format!("{key}: {}, not {theirs}", ours[key]));
            }
        }
    }
    found
}

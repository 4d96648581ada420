//! Samples of accounts, real ones and those that another program made, where they lie beside the
//! repository: their runs against that program's own reading of them.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
};

use backstride::model::{Activity, Channel, Way};
use jiff::{Timestamp, tz::Offset};

use crate::{
    accounts::{count, gathered, mean, runs_of},
    support::real_files,
};

/// A row of the table that another program made of the samples.
struct Expected(BTreeMap<String, String>);

impl Expected {
    fn number(&self, name: &str) -> Option<f64> {
        self.0[name].parse().ok()
    }
}

/// The rows of each file below a folder of the samples.
fn expected(folder: &str) -> Option<(PathBuf, BTreeMap<String, Vec<Expected>>)> {
    let data = real_files()?;
    let table = fs::read_to_string(data.join("accounts-oracle.tsv")).ok()?;
    let mut lines = table.lines().map(|line| line.split('\t'));
    let header: Vec<&str> = lines.next()?.collect();
    let mut rows: BTreeMap<String, Vec<Expected>> = BTreeMap::new();
    for line in lines {
        let row: BTreeMap<String, String> =
            header.iter().map(|it| (*it).to_owned()).zip(line.map(str::to_owned)).collect();
        if row["path"].starts_with(folder) {
            rows.entry(row["path"].clone()).or_default().push(Expected(row));
        }
    }
    Some((data, rows))
}

/// Within the row's tolerance, which is in per cent.
fn assert_near(row: &Expected, name: &str, found: Option<f64>) {
    let place = format!("{} run {}: {name}", row.0["path"], row.0["run"]);
    match (row.number(name), found) {
        (Some(expected), Some(found)) => {
            let share = row.number("tolerance_pct").unwrap() / 100.0;
            assert!((found / expected - 1.0).abs() <= share, "{place}: {found} for {expected}");
        }
        (None, None) => {}
        (expected, found) => panic!("{place}: {found:?} for {expected:?}"),
    }
}

fn agrees(row: &Expected, activity: &Activity) {
    let written = &activity.sessions[0].as_written;
    let place = format!("{} run {}", row.0["path"], row.0["run"]);
    for (name, found) in [("elapsed_s", written.elapsed_s), ("active_s", written.timer_s)] {
        let (found, expected) = (found.unwrap(), row.number(name).unwrap());
        assert!((found - expected).abs() <= 2.0, "{place}: {name} {found} for {expected}");
    }
    let told = |channel| written.means.iter().find(|it| it.0 == channel).map(|it| it.1);
    let value = |channel| mean(activity, channel).or_else(|| told(channel));
    assert_near(row, "distance_m", written.distance_m);
    assert_near(row, "steps", written.cycles.map(|cycles| 2.0 * cycles));
    assert_near(row, "gct_ms", value(Channel::GroundContactTime));
    assert_near(row, "vo_mm", value(Channel::VerticalOscillation));
    assert_near(row, "hr_bpm", value(Channel::HeartRate));
    if let Some(step_mm) = value(Channel::StepLength) {
        assert_near(row, "step_length_mm", Some(step_mm));
    }
    // The local day, where the account knows its zone.
    let at = activity.started.unwrap();
    let day = activity.utc_offset_s.map_or_else(String::new, |offset_s| {
        let zone = Offset::from_seconds(offset_s).unwrap().to_time_zone();
        at.to_zoned(zone).date().to_string()
    });
    assert_eq!(day, row.0["local_date"], "{place}");
    let cadence = value(Channel::Cadence).map_or_else(
        || told(Channel::StepRate),
        |count| Some(if count < 120.0 { 2.0 * count } else { count }),
    );
    if activity.samples.get(Channel::Cadence).is_none_or(|it| it.provenance.key() == "measured") {
        assert_near(row, "cadence_spm", cadence);
    }
    for (word, channel) in [
        ("gct ", Channel::GroundContactTime),
        ("rp ", Channel::GroundContactTime),
        ("vo ", Channel::VerticalOscillation),
        ("step ", Channel::StepLength),
        ("cadence ", Channel::Cadence),
        ("s-r ", Channel::Cadence),
        ("hr ", Channel::HeartRate),
        ("h-r ", Channel::HeartRate),
    ] {
        let samples = row.0["samples"].split(", ").find_map(|part| part.strip_prefix(word));
        // What counts over a span stands in every row of it.
        let is_span = activity
            .samples
            .get(channel)
            .is_some_and(|it| it.origin.spacing().is_some_and(|it| it.way == Way::Over));
        let samples = samples.filter(|_| channel != Channel::Cadence || !is_span);
        if let Some(samples) = samples.and_then(|it| it.trim().parse::<usize>().ok()) {
            assert_eq!(count(activity, channel), samples, "{place}: {word}");
        }
    }
    if let Some(points) = row.number("route_points") {
        // Routes reach some seconds beyond the run, and may hold two points of one second.
        let found = count(activity, Channel::Latitude) as f64;
        assert!((0.99 * points..=points).contains(&found), "{place}: {found} of {points} points");
    }
}

fn samples_agree(folder: &str) {
    let Some((data, rows)) = expected(folder) else {
        eprintln!("{folder}: no samples beside the repository; 0 files covered");
        return;
    };
    let mut covered = 0;
    for (path, rows) in &rows {
        let runs = runs_of(&data.join(path));
        let by_start: BTreeMap<Timestamp, &Activity> =
            runs.values().map(|run| (run.started.unwrap(), run)).collect();
        let second = |at: &Timestamp| Timestamp::from_second(at.as_second()).unwrap();
        let found: BTreeSet<Timestamp> = by_start.keys().map(second).collect();
        let wanted: BTreeSet<Timestamp> =
            rows.iter().map(|row| row.0["start_utc"].parse().unwrap()).collect();
        assert_eq!(found, wanted, "{path}");
        for (row, run) in rows.iter().zip(by_start.values()) {
            agrees(row, run);
        }
        // The pages see the same runs, and no others.
        let all = gathered(&data.join(path));
        assert_eq!(all.outings.len(), rows.len(), "{path}: {:#?}", all.files);
        assert!(all.outings.iter().all(backstride::outing::Outing::is_run), "{path}");
        for (row, outing) in rows.iter().zip(&all.outings) {
            // Where an account tells no distance, the watch's speed may still make one.
            if row.number("distance_m").is_some() {
                assert_near(row, "distance_m", outing.totals.distance_m);
            }
            let timer_s = outing.totals.timer_s.unwrap();
            let expected_s = row.number("active_s").unwrap();
            assert!((timer_s - expected_s).abs() <= 2.0, "{path}: {timer_s} for {expected_s}");
        }
        covered += 1;
    }
    eprintln!("{folder}: {covered} files covered");
    assert!(covered > 0);
}

#[test]
fn every_apple_sample_agrees_with_another_programs_reading() {
    samples_agree("apple/");
}

#[test]
fn every_sample_of_the_other_services_agrees_with_another_programs_reading() {
    for folder in ["google/", "samsung/", "huawei/", "polar/", "garmin-account/"] {
        samples_agree(folder);
    }
}

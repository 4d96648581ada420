//! `doctor --bundle`: what helps to find a fault, in words of our own only.
//!
//! Nothing that a file or a folder chose is copied: no text, no date, no name, no number that could
//! point to a person. Reasons are told by their known beginnings, notices by their keys.

use std::collections::BTreeMap;

use anyhow::Error;
use serde::Serialize;

use crate::{
    model::CadenceUnit,
    outing::Outing,
    pipeline::{FileOutcome, Gathered},
};

/// `backstride.bundle/1`.
#[derive(Serialize)]
struct Bundle {
    schema: &'static str,
    version: &'static str,
    files: Vec<File>,
    activities: Vec<Activity>,
}

#[derive(Serialize)]
struct File {
    outcome: &'static str,
    reason: Option<&'static str>,
    ending: &'static str,
    notices: usize,
}

#[derive(Serialize)]
struct Activity {
    format: &'static str,
    is_run: bool,
    indoor: bool,
    cadence_known: bool,
    merged_from: usize,
    /// Whole minutes and whole kilometres.
    minutes: Option<f64>,
    kilometres: Option<f64>,
    bins: usize,
    /// Which metrics have a value.
    readings: BTreeMap<&'static str, bool>,
    /// How often each kind of notice was given.
    notices: BTreeMap<&'static str, usize>,
}

/// Reasons by how they begin, the longer before those they begin with. The kinds of file are the FIT
/// profile's.
const REASONS: &[&str] = &[
    "is neither FIT nor GPX nor TCX",
    "is empty",
    "is an archive that holds no files",
    "has no usable FIT header",
    "cannot be read from byte",
    "cannot be read",
    "is broken XML",
    "holds no samples",
    "holds no moment in time",
    "holds the same bytes",
    "holds the same run",
    "goes over a limit",
    "cannot be decompressed: it is encrypted",
    "cannot be decompressed",
    "is a table of activities",
    "is a device file",
    "is a settings file",
    "is a sport file",
    "is a workout file",
    "is a course file",
    "is a schedules file",
    "is a weight file",
    "is a totals file",
    "is a goals file",
    "is a blood pressure file",
    "is a monitoring a file",
    "is a activity summary file",
    "is a monitoring daily file",
    "is a monitoring b file",
    "is a segment file",
    "is a segment list file",
    "is a exd configuration file",
];

/// Endings a name may have; any other is told as such.
const ENDINGS: [&str; 8] =
    [".fit.gz", ".gpx.gz", ".tcx.gz", ".fit", ".gpx", ".tcx", ".zip", ".csv"];

/// The bundle as it is written.
pub(super) fn bytes(gathered: &Gathered) -> Result<Vec<u8>, Error> {
    let bundle = Bundle {
        schema: "backstride.bundle/1",
        version: env!("CARGO_PKG_VERSION"),
        files: gathered.files.iter().map(file).collect(),
        activities: gathered.outings.iter().map(activity).collect(),
    };
    Ok(serde_json::to_vec_pretty(&bundle)?)
}

fn file(outcome: &FileOutcome) -> File {
    let reason = outcome.reason.as_deref().map(|reason| {
        let known = REASONS.iter().copied().find(|known| reason.starts_with(known));
        known.unwrap_or("another reason")
    });
    let path = outcome.path.to_ascii_lowercase();
    let ending = ENDINGS.into_iter().find(|ending| path.ends_with(ending)).unwrap_or("another");
    File { outcome: outcome.kind.key(), reason, ending, notices: outcome.notices.len() }
}

fn activity(outing: &Outing) -> Activity {
    let mut notices = BTreeMap::new();
    for notice in &outing.notices {
        *notices.entry(notice.key).or_insert(0) += 1;
    }
    Activity {
        format: outing.format.key(),
        is_run: outing.is_run(),
        indoor: outing.indoor,
        cadence_known: outing.cadence.unit != CadenceUnit::Unknown,
        merged_from: outing.merged_from.len(),
        minutes: outing.totals.timer_s.map(|seconds| (seconds / 60.0).round()),
        kilometres: outing.totals.distance_m.map(|metres| (metres / 1000.0).round()),
        bins: outing.bins.len(),
        readings: outing
            .readings
            .iter()
            .map(|reading| (reading.metric.key, reading.outcome.is_ok()))
            .collect(),
        notices,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::OutcomeKind;

    #[test]
    fn reasons_of_ours_are_told_and_what_a_file_chose_is_not() {
        let reason = |reason: &str| {
            let outcome = FileOutcome {
                path: "x.fit".to_owned(),
                kind: OutcomeKind::NotAnActivity,
                reason: Some(reason.to_owned()),
                remedy: None,
                activities: Vec::new(),
                notices: Vec::new(),
            };
            file(&outcome).reason.unwrap()
        };
        assert_eq!(reason("is a monitoring b file, not an activity"), "is a monitoring b file");
        assert_eq!(reason("is a segment list file, not an activity"), "is a segment list file");
        assert_eq!(
            reason("cannot be decompressed: it is encrypted"),
            "cannot be decompressed: it is encrypted"
        );
        assert_eq!(reason("is a file of Jane Doe"), "another reason");
    }
}

//! `doctor --bundle`: what helps to find a fault, in words of our own only.
//!
//! Nothing that a file or a folder chose is copied: no text, no date, no name, no number that could
//! point to a person. Reasons are told in the words for all files, notices by their keys.

use std::collections::BTreeMap;

use anyhow::Error;
use serde::Serialize;

use crate::{
    model::{CadenceUnit, Reason},
    outing::Outing,
    output::document::object,
    pipeline::{FileOutcome, Gathered},
};

/// Endings a name may have; any other is told as such.
const ENDINGS: [&str; 8] =
    [".fit.gz", ".gpx.gz", ".tcx.gz", ".fit", ".gpx", ".tcx", ".zip", ".csv"];

const SCHEMA: &str = "backstride.bundle/1";

/// Whether a file is an earlier bundle, which a new one may replace.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    bytes.starts_with(b"{\n  \"schema\": \"backstride.bundle/")
}

/// The bundle as it is written.
pub(super) fn bytes(gathered: &Gathered) -> Result<Vec<u8>, Error> {
    let bundle = object! {
        schema: SCHEMA,
        version: env!("CARGO_PKG_VERSION"),
        files: gathered.files.iter().map(file).collect::<Vec<_>>(),
        activities: gathered.outings.iter().map(activity).collect::<Vec<_>>(),
    };
    Ok(serde_json::to_vec_pretty(&bundle)?)
}

fn file(outcome: &FileOutcome) -> impl Serialize {
    let reason = outcome.reason.as_ref().map(Reason::in_general);
    let path = outcome.path.to_ascii_lowercase();
    let ending = ENDINGS.into_iter().find(|ending| path.ends_with(ending)).unwrap_or("another");
    object! {
        outcome: outcome.kind.key(),
        reason: reason,
        ending: ending,
        notices: outcome.notices.len(),
    }
}

fn activity(outing: &Outing) -> impl Serialize {
    let mut notices = BTreeMap::new();
    for notice in &outing.notices {
        *notices.entry(notice.key()).or_insert(0) += 1;
    }
    object! {
        format: outing.format.key(),
        is_run: outing.is_run(),
        indoor: outing.indoor,
        cadence_known: outing.cadence.unit != CadenceUnit::Unknown,
        merged_from: outing.merged_from.len(),
        /// Whole minutes and whole kilometres.
        minutes: outing.totals.timer_s.map(|seconds| (seconds / 60.0).round()),
        kilometres: outing.totals.distance_m.map(|metres| (metres / 1000.0).round()),
        bins: outing.bins.len(),
        /// Which metrics have a value.
        readings: outing
            .readings
            .iter()
            .map(|reading| (reading.metric.key, reading.outcome.is_ok()))
            .collect::<BTreeMap<_, _>>(),
        /// How often each kind of notice was given.
        notices: notices,
    }
}

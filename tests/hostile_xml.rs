//! Hostile bytes before the readers of XML: every file ends with an outcome, soon, and without a
//! panic. Damaged files are in `mutate`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test reads files and prints what it covered; a failed unwrap is a failed test"
)]

use std::{
    io::Cursor,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use backstride::{
    ingest::{
        self, IngestError,
        archive::{self, Limits},
        gpx, tcx,
    },
    model::Activity,
    signal::SplitMix64,
};

use crate::support::{damage::PIECES, real_files};

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| (path.display().to_string(), std::fs::read(&path).unwrap()))
        .collect()
}

/// Longer than any small file may take, even on a machine at work.
const SOON: Duration = Duration::from_secs(5);

/// Reads bytes by both readers and checks what holds of any reading.
fn read(name: &str, bytes: &[u8]) -> Vec<Result<Activity, IngestError>> {
    let begun = Instant::now();
    let outcomes = vec![gpx::read(bytes), tcx::read(bytes), ingest::read(bytes)];
    assert!(begun.elapsed() < SOON, "{name} took {:?}", begun.elapsed());
    for activity in outcomes.iter().flatten() {
        let samples = activity.samples.len();
        for (channel, series) in activity.samples.channels() {
            assert_eq!(series.values.len(), samples, "{name}: {}", channel.key());
            assert!(series.values.iter().all(|value| !value.is_infinite()), "{name}");
        }
        assert!(
            activity.sessions.iter().all(|s| s.span.start <= s.span.end && s.span.end <= samples)
        );
        assert!(activity.laps.iter().all(|lap| lap.start <= lap.end && lap.end <= samples));
        assert!(activity.segment_starts.iter().all(|start| *start < samples));
        // A point takes 40 bytes or more, so the columns stay in proportion to the file.
        assert!(samples * 40 <= bytes.len().max(40), "{name}: {samples} samples");
    }
    outcomes
}

#[test]
fn every_malicious_file_is_refused_without_expanding_anything() {
    let Some(folder) = real_files() else {
        println!("skipped: no ../shared/data");
        return;
    };
    let files = files(&folder.join("malicious"));
    for (name, bytes) in &files {
        for outcome in read(name, bytes) {
            println!("{name}: {}", outcome.unwrap_err());
        }
        if let Ok(members) = archive::members(Cursor::new(bytes), Limits::default()) {
            assert!(members.count() < 1000, "{name}");
        }
    }
    println!("{} malicious files", files.len());
}

#[test]
fn noise_ends_with_an_outcome() {
    let mut random = SplitMix64::new(7);
    for round in 0..2000 {
        let mut bytes = b"<gpx><trk>".to_vec();
        for _ in 0..random.below(60) {
            bytes.extend_from_slice(PIECES[random.below(PIECES.len())]);
            bytes.extend_from_slice(&random.next_u64().to_le_bytes()[..random.below(8)]);
        }
        read(&format!("round {round}"), &bytes);
    }
}

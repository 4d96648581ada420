//! Hostile bytes: every file ends with an outcome, soon, and without a panic.
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
};

fn data_folder() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    ["../shared/data", "../../shared/data"]
        .iter()
        .map(|folder| root.join(folder))
        .find(|folder| folder.join("malicious").is_dir())
}

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
    let Some(folder) = data_folder() else {
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

/// Pseudo-random numbers (Vigna's splitmix64), so that a failure can be had again.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap()).unwrap()
    }
}

/// What hostile XML is made of.
const PIECES: [&[u8]; 18] = [
    b"<",
    b">",
    b"&",
    b"\"",
    b"</",
    b"/>",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"]]>",
    b"<!DOCTYPE x [",
    b"<?",
    b"&#x0;",
    b"&a;",
    b"\0",
    b"\xff\xfe",
    b"99999999999999999999999",
    b"<trkpt><Trackpoint>",
];

fn mutated(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=random.below(6) {
        let at = random.below(bytes.len());
        match random.below(5) {
            0 => bytes.truncate(at),
            1 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = random.next().to_le_bytes()[0];
                }
            }
            2 => {
                let end = (at + random.below(200)).min(bytes.len());
                bytes.drain(at..end);
            }
            3 => {
                let end = (at + random.below(400)).min(bytes.len());
                let copy = bytes[at..end].to_vec();
                let to = random.below(bytes.len());
                bytes.splice(to..to, copy);
            }
            _ => {
                let piece = PIECES[random.below(PIECES.len())];
                bytes.splice(at..at, piece.iter().copied());
            }
        }
    }
    bytes
}

#[test]
fn damaged_copies_of_real_files_end_with_an_outcome() {
    let Some(folder) = data_folder() else {
        println!("skipped: no ../shared/data");
        return;
    };
    let (mut read_well, mut copies) = (0, 0);
    for kind in ["gpx", "tcx"] {
        for (at, (name, bytes)) in files(&folder.join(kind)).into_iter().enumerate() {
            // The first part of a file holds all that its kind holds, and keeps the test short.
            let head = &bytes[..bytes.len().min(20_000)];
            let mut random = Random(u64::try_from(at).unwrap());
            for _ in 0..25 {
                let copy = mutated(head, &mut random);
                copies += 1;
                read_well += usize::from(read(&name, &copy).iter().any(Result::is_ok));
            }
        }
    }
    println!("{copies} damaged copies, {read_well} of them still hold something");
    assert!(read_well > copies / 3, "{read_well} of {copies}");
}

#[test]
fn noise_ends_with_an_outcome() {
    let mut random = Random(7);
    for round in 0..2000 {
        let mut bytes = b"<gpx><trk>".to_vec();
        for _ in 0..random.below(60) {
            bytes.extend_from_slice(PIECES[random.below(PIECES.len())]);
            bytes.extend_from_slice(&random.next().to_le_bytes()[..random.below(8)]);
        }
        read(&format!("round {round}"), &bytes);
    }
}

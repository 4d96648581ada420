//! Thousands of damaged recordings through the whole pipeline, by a fixed seed: each ends with an
//! outcome and a reason, and nothing grows beyond what its bytes can hold.
//!
//! Made from the fixtures and the sample, and from real files where they are; bare, and in `.gz`
//! and `.zip`, which are damaged inside and outside.

use std::{fs, io::Write as _, path::Path};

use backstride::{
    ingest::{self, inspect::inspect, messages},
    model::Activity,
    outing::Setting,
    pipeline::{self, Gathered, OutcomeKind},
    signal::SplitMix64,
};

use crate::support::{damage::damaged, files_below, real_files, root, sample_data};

/// Damaged copies of each of our own files in each wrapping, and of each real file in one.
const COPIES: usize = 48;
const COPIES_OF_REAL: usize = 20;

/// Larger files take their time from the others.
const LARGEST_BYTES: u64 = 14_000;

/// How a recording lies in an export.
#[derive(Clone, Copy, Debug)]
enum Wrapping {
    Bare,
    Gzip,
    Zip,
    GzipInZip,
}

impl Wrapping {
    const ALL: [Wrapping; 4] = [Wrapping::Bare, Wrapping::Gzip, Wrapping::Zip, Wrapping::GzipInZip];

    fn wrap(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Wrapping::Bare => bytes.to_vec(),
            Wrapping::Gzip => gzipped(bytes),
            Wrapping::Zip => zipped("run", bytes),
            Wrapping::GzipInZip => zipped("run.gz", &gzipped(bytes)),
        }
    }
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(bytes).unwrap();
    gz.finish().unwrap()
}

fn zipped(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(bytes).unwrap();
    zip.finish().unwrap().into_inner()
}

/// Recordings below a folder that are small enough.
fn small_files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    files_below(folder)
        .into_iter()
        .filter(|path| fs::metadata(path).unwrap().len() <= LARGEST_BYTES)
        .map(|path| (path.display().to_string(), fs::read(&path).unwrap()))
        .filter(|(_, bytes)| !bytes.is_empty())
        .collect()
}

/// What holds of any reading of these bytes.
fn assert_lawful(name: &str, bytes: &[u8]) {
    inspect(name, bytes);
    let Ok(activity) = ingest::read(bytes) else { return };
    let Activity { samples, developer, sessions, laps, segment_starts, .. } = &activity;
    let rows = samples.len();
    // A record is a byte of header at least, and a track point some forty.
    assert!(rows <= bytes.len(), "{name}: {rows} samples of {} bytes", bytes.len());
    for (channel, series) in samples.channels() {
        assert_eq!(series.values.len(), rows, "{name}: {}", channel.key());
    }
    assert!(developer.iter().all(|series| series.values.len() == rows), "{name}");
    let within = |it: &std::ops::Range<usize>| it.start <= it.end && it.end <= rows;
    assert!(sessions.iter().all(|session| within(&session.span)), "{name}");
    assert!(laps.iter().all(within), "{name}");
    assert!(segment_starts.is_sorted() && segment_starts.iter().all(|at| *at < rows), "{name}");
}

/// Every file of an export has an outcome, with a reason where it is no activity of its own.
fn assert_outcomes(folder: &Path, gathered: &Gathered) {
    let mut bytes = 0;
    for path in files_below(folder) {
        bytes += fs::metadata(&path).unwrap().len();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let of_it = |path: &str| {
            path.strip_prefix(&name).is_some_and(|rest| rest.is_empty() || rest.starts_with('!'))
        };
        let mut outcomes = gathered.files.iter().filter(|file| of_it(&file.path)).peekable();
        assert!(outcomes.peek().is_some(), "{name} has no outcome");
        for outcome in outcomes {
            let own = outcome.kind == OutcomeKind::Activity;
            assert_eq!(own, outcome.reason.is_none(), "{outcome:?}");
        }
    }
    // Half a minute of running takes more than a byte.
    let bins: usize = gathered.outings.iter().map(|outing| outing.bins.len()).sum();
    let unpacked = 200 * bytes;
    assert!(bins as u64 <= unpacked, "{bins} half minutes of {unpacked} bytes");
}

/// Damages a recording so many times, inside and outside of its wrapping, and takes the copies as
/// one export: copies of one run that differ are what the merging gets. Says how many still hold
/// something.
fn put_to_test(
    (name, bytes): &(String, Vec<u8>),
    wrapping: Wrapping,
    copies: usize,
    random: &mut SplitMix64,
) -> usize {
    let folder = tempfile::tempdir().unwrap();
    for copy in 0..copies {
        let wrong = if copy % 2 == 0 {
            let wrong = damaged(bytes, random);
            assert_lawful(name, &wrong);
            wrapping.wrap(&wrong)
        } else {
            damaged(&wrapping.wrap(bytes), random)
        };
        fs::write(folder.path().join(format!("{copy:02}")), wrong).unwrap();
    }
    let gathered =
        pipeline::gather(&[folder.path().to_owned()], &[], 2, &Setting::default()).unwrap();
    assert_outcomes(folder.path(), &gathered);
    gathered.files.iter().filter(|file| !file.activities.is_empty()).count()
}

fn put_all_to_test<'f>(
    recordings: impl Iterator<Item = (&'f (String, Vec<u8>), Wrapping)>,
    copies: usize,
) -> usize {
    let mut random = SplitMix64::new(20_261_003);
    let (mut made, mut read) = (0, 0);
    for (file, wrapping) in recordings {
        made += copies;
        read += put_to_test(file, wrapping, copies, &mut random);
    }
    eprintln!("{made} damaged copies, {read} still hold something");
    // Damage that leaves nothing would prove little.
    assert!(6 * read > made, "{read} of {made}");
    made
}

#[test]
fn damaged_copies_of_our_own_files_end_with_an_outcome() {
    let mut files = small_files(&root().join("tests/oracles/import"));
    files.extend(small_files(&sample_data().join("exports")));
    let in_each = files.iter().flat_map(|file| Wrapping::ALL.map(|wrapping| (file, wrapping)));
    let made = put_all_to_test(in_each, COPIES);
    assert!(made >= 4000, "{made}");
}

#[test]
fn damaged_copies_of_real_files_end_with_an_outcome() {
    let Some(folder) = real_files() else {
        eprintln!("skipped: there is no folder ../shared/data");
        return;
    };
    let parts = ["fit", "gpx", "tcx", "archives", "one-runner", "another-runner"];
    let files: Vec<_> = parts.iter().flat_map(|part| small_files(&folder.join(part))).collect();
    eprintln!("{} real files of at most {LARGEST_BYTES} bytes", files.len());
    put_all_to_test(files.iter().zip(Wrapping::ALL.into_iter().cycle()), COPIES_OF_REAL);
}

#[test]
fn damaged_messages_are_named_as_far_as_they_go() {
    let mut random = SplitMix64::new(7);
    for (name, bytes) in small_files(&root().join("tests/oracles/import")) {
        for _ in 0..COPIES {
            if let Ok(messages) = messages::messages(&damaged(&bytes, &mut random)) {
                assert!(messages.count() <= 2 * bytes.len(), "{name}");
            }
        }
    }
}

#[test]
fn what_was_made_to_do_harm_does_none_in_any_wrapping() {
    let Some(folder) = real_files() else {
        eprintln!("skipped: there is no folder ../shared/data");
        return;
    };
    let files: Vec<_> = files_below(&folder.join("malicious"))
        .into_iter()
        .map(|path| fs::read(path).unwrap())
        .collect();
    for wrapping in Wrapping::ALL {
        let export = tempfile::tempdir().unwrap();
        for (at, bytes) in files.iter().enumerate() {
            // Behind a track's beginning, so that a reader of tracks reads on into it.
            let track = [bytes, &b"<gpx><trk><trkseg><trkpt>&a;&b;&c;</trkpt>"[..]].concat();
            fs::write(export.path().join(format!("{at:02}")), wrapping.wrap(bytes)).unwrap();
            fs::write(export.path().join(format!("{at:02}-track")), wrapping.wrap(&track)).unwrap();
        }
        let gathered =
            pipeline::gather(&[export.path().to_owned()], &[], 2, &Setting::default()).unwrap();
        assert_outcomes(export.path(), &gathered);
        assert!(gathered.outings.is_empty());
    }
    eprintln!("{} malicious files in {} wrappings", files.len(), Wrapping::ALL.len());
}

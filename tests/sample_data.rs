//! The sample data: the same every time, what is committed, and readable by other programs.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a failed unwrap is a failed test, and tests read the files they are about"
)]

#[path = "../examples/make-sample-data/sample/mod.rs"]
pub(crate) mod sample;

use std::{
    collections::BTreeSet,
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use fitparser::{FitDataRecord, profile::MesgNum};
use sample::{
    SampleFile,
    fit_writer::{self, ByteOrder, FitWriter, Value},
};

/// The one file that ends in mid-record.
const CUT: &str = "exports/2026-10-20-175503.fit";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data")
}

/// Files of this format by their names, decompressed.
fn files_of(format: &str) -> Vec<SampleFile> {
    let is = |path: &str, ending: &str| Path::new(path).extension().is_some_and(|e| e == ending);
    let mut files = sample::files();
    for file in files.iter_mut().filter(|file| is(&file.path, "gz")) {
        let mut bytes = Vec::new();
        flate2::read::GzDecoder::new(&file.bytes[..]).read_to_end(&mut bytes).unwrap();
        file.bytes = bytes;
        file.path.truncate(file.path.len() - ".gz".len());
    }
    files.retain(|file| is(&file.path, format));
    files
}

fn records(messages: &[FitDataRecord]) -> impl Iterator<Item = &FitDataRecord> {
    messages.iter().filter(|message| message.kind() == MesgNum::Record)
}

/// A field of a message as a number, if it is there and one.
fn number(message: &FitDataRecord, name: &str) -> Option<f64> {
    let field = message.fields().iter().find(|field| field.name() == name)?;
    field.value().clone().try_into().ok()
}

#[test]
fn the_sample_is_the_same_every_time_and_is_what_is_committed() {
    let files = sample::files();
    assert!(files == sample::files(), "two makings differ");
    for file in &files {
        let committed = fs::read(folder().join(&file.path)).unwrap_or_default();
        assert!(
            committed == file.bytes,
            "{} is not what is made now: run `cargo run --example make-sample-data`",
            file.path
        );
    }
}

#[test]
fn the_sample_holds_no_file_that_is_not_made() {
    let made: BTreeSet<PathBuf> =
        sample::files().iter().map(|file| folder().join(&file.path)).collect();
    for place in [folder(), folder().join("exports")] {
        for found in fs::read_dir(place).unwrap().map(|entry| entry.unwrap().path()) {
            assert!(found.is_dir() || made.contains(&found), "{} is not made", found.display());
        }
    }
}

#[test]
fn the_sample_stays_under_six_megabytes() {
    assert!(sample::files().iter().map(|file| file.bytes.len()).sum::<usize>() < 6_000_000);
}

#[test]
fn fitparser_finds_every_record_that_was_written() {
    let files = files_of("fit");
    assert_eq!(files.len(), 66);
    for file in files.iter().filter(|file| file.path != CUT) {
        let messages = fitparser::from_bytes(&file.bytes).unwrap();
        assert_eq!(Some(records(&messages).count()), file.records, "{}", file.path);
    }
}

#[test]
fn the_cut_file_is_refused_by_a_reader_that_wants_its_end() {
    let file = files_of("fit").into_iter().find(|file| file.path == CUT).unwrap();
    assert!(fitparser::from_bytes(&file.bytes).is_err());
}

#[test]
fn the_gpx_crate_finds_every_track_point_that_was_written() {
    let files = files_of("gpx");
    assert_eq!(files.len(), 4);
    for file in files {
        let read = gpx::read(&file.bytes[..]).unwrap();
        let segments = read.tracks.iter().flat_map(|track| &track.segments);
        let points = segments.map(|segment| segment.points.len()).sum();
        assert_eq!(Some(points), file.records, "{}", file.path);
    }
}

#[test]
fn steps_times_their_length_are_the_speed_in_every_record() {
    for file in files_of("fit").iter().filter(|file| file.path != CUT) {
        let messages = fitparser::from_bytes(&file.bytes).unwrap();
        for record in records(&messages) {
            let Some(length_mm) = number(record, "step_length") else { continue };
            let strides = number(record, "cadence").unwrap();
            let part = number(record, "fractional_cadence").unwrap();
            let speed_m_per_s = number(record, "enhanced_speed").unwrap();
            let by_steps = length_mm / 1000.0 * 2.0 * (strides + part) / 60.0;
            // Cadence is rounded to a step a minute: half of one in 150 is 0.4 %.
            assert!((by_steps / speed_m_per_s - 1.0).abs() < 0.005, "{}: {record:?}", file.path);
        }
    }
}

#[test]
fn the_sunday_of_the_spike_was_38_percent_longer_than_any_run_in_30_days() {
    let longest_m = |day: &str| {
        let files = files_of("fit");
        let file = files.iter().find(|file| file.path.contains(day)).unwrap();
        let messages = fitparser::from_bytes(&file.bytes).unwrap();
        let session = messages.iter().find(|message| message.kind() == MesgNum::Session).unwrap();
        number(session, "total_distance").unwrap()
    };
    let ratio = longest_m("2026-09-13") / longest_m("2026-09-06");
    assert!((ratio - 1.38).abs() < 0.005, "{ratio}");
}

#[test]
fn the_paths_lie_where_the_clock_is_berlins() {
    let zones = tzf_rs::DefaultFinder::new();
    for file in files_of("gpx") {
        let read = gpx::read(&file.bytes[..]).unwrap();
        let point = read.tracks[0].segments[0].points[0].point();
        assert_eq!(zones.get_tz_name(point.x(), point.y()), "Europe/Berlin", "{}", file.path);
    }
}

#[test]
fn the_checksum_is_that_of_the_published_check_value() {
    // CRC-16/ARC of the nine digits, from the catalogue of parametrised CRC algorithms.
    assert_eq!(fit_writer::checksum(b"123456789"), 0xBB3D);
}

#[test]
fn a_big_endian_file_and_an_empty_field_are_read_as_they_were_meant() {
    let mut fit = FitWriter::new(ByteOrder::Big);
    fit.message(0, &[(0, Value::Enum(4)), (1, Value::U16(1)), (2, Value::U16(4024))]);
    for heart_rate in [Value::U8(140), Value::U8(0).nothing()] {
        fit.message(
            20,
            &[(253, Value::U32(1_100_000_000)), (5, Value::U32(12_345)), (3, heart_rate)],
        );
    }
    let messages = fitparser::from_bytes(&fit.finish()).unwrap();
    let read: Vec<_> = records(&messages)
        .map(|record| (number(record, "distance"), number(record, "heart_rate")))
        .collect();
    assert_eq!(read, [(Some(123.45), Some(140.0)), (Some(123.45), None)]);
}

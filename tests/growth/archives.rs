//! Archives of many, nested, overlapping and strangely named members.

use std::io::{Cursor, Write as _};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::{fit::every_second, recording, xml};

fn zipped(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in files {
        zip.start_file(name, options).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A run of a minute on a day of its own, as GPX.
fn track(day: usize, name: &str) -> Vec<u8> {
    let points: String = (0..60).map(|second| xml::point(day * 86_400 + second)).collect();
    format!("<gpx><trk><name>{name}</name><trkseg>{points}</trkseg></trk></gpx>").into_bytes()
}

#[test]
fn many_small_members() {
    recording("zip, members", [2_000, 4_000, 8_000], &|count| {
        zipped((0..count).map(|at| (format!("{at:06}.txt"), b"nothing".to_vec())))
    });
}

#[test]
fn both_recordings_of_each_run() {
    recording("zip, both recordings of each run", [60, 120, 240], &|runs| {
        let both = |day: usize| {
            let one = (format!("a/{day:05}.gpx"), track(day, "one"));
            [one, (format!("b/{day:05}.gpx"), track(day, "the other"))]
        };
        zipped((0..runs).flat_map(both))
    });
}

#[test]
fn both_recordings_of_each_run_in_a_zip_inside_a_zip() {
    recording("zip in zip, both recordings", [60, 120, 240], &|runs| {
        let inner = |name: &'static str| {
            zipped((0..runs).map(|day| (format!("{day:05}.gpx"), track(day, name))))
        };
        zipped([("a.zip".to_owned(), inner("one")), ("b.zip".to_owned(), inner("two"))])
    });
}

#[test]
fn zips_in_a_zip() {
    recording("zip, many zips inside", [500, 1_000, 2_000], &|count| {
        let inner = zipped([("run.txt".to_owned(), b"nothing".to_vec())]);
        zipped((0..count).map(|at| (format!("{at:06}.zip"), inner.clone())))
    });
}

#[test]
fn long_names_before_many_members() {
    recording("zip in zip, long names", [1_000, 2_000, 4_000], &|count| {
        let inner = zipped((0..count).map(|at| (format!("{at:06}.txt"), b"nothing".to_vec())));
        zipped([(format!("{}.zip", "n".repeat(60_000)), inner)])
    });
    recording("zip, long names", [50, 100, 200], &|count| {
        zipped((0..count).map(|at| (format!("{at:06}{}", "n".repeat(30_000)), b"nothing".to_vec())))
    });
}

#[test]
fn entries_that_share_their_bytes() {
    recording("zip, overlapping entries", [1_000, 2_000, 4_000], &|count| {
        let mut zip = zipped((0..count).map(|at| (format!("{at:06}.gpx"), track(1, "x"))));
        // Every entry's offset, at 42 of its place in the list, is set to the first one's.
        let directory = zip.windows(4).position(|it| it == b"PK\x01\x02").unwrap();
        let mut at = directory;
        while zip[at..].starts_with(b"PK\x01\x02") {
            zip[at + 42..at + 46].fill(0);
            at += 46 + usize::from(zip[at + 28]) + usize::from(zip[at + 30]);
        }
        zip
    });
}

#[test]
fn gzip_streams_one_behind_the_other() {
    recording("gz, streams", [2_000, 4_000, 8_000], &|count| {
        let gz = |bytes: &[u8]| {
            let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
            gz.write_all(bytes).unwrap();
            gz.finish().unwrap()
        };
        let file = every_second(600);
        let mut streams = gz(&file);
        (0..count).for_each(|_| streams.extend(gz(b"")));
        streams
    });
}

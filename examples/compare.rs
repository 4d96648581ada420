//! How fast FIT files are read, beside other crates, on one core of this machine.
//!
//! `cargo run --release --no-default-features --example compare [FOLDER]`: every FIT file of the
//! folder (of 60 kB and more) that all three other crates read without an error, the median of several rounds, in one
//! run. Our time is for everything: checksums, every message walked, columns, sessions, identity.

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "an example prints, and reads its own inputs"
)]

use std::{hint::black_box, io::BufReader, panic, path::PathBuf, time::Instant};

use backstride::ingest;

/// Rounds over all files; the median counts.
const ROUNDS: usize = 7;

/// Files under this size are mostly overhead of the measurement.
const SMALLEST_BYTES: usize = 60_000;

struct Reader {
    name: &'static str,
    reads: fn(&[u8]) -> bool,
}

const READERS: [Reader; 4] = [
    Reader { name: "backstride", reads: |bytes| black_box(ingest::fit::read(bytes)).is_ok() },
    Reader {
        name: "fitparser 0.11 from_bytes",
        reads: |bytes| black_box(fitparser::from_bytes(bytes)).is_ok(),
    },
    Reader { name: "rustyfit 0.11 decode", reads: rustyfit },
    Reader { name: "fit_file 0.6 read", reads: fit_file },
];

fn rustyfit(bytes: &[u8]) -> bool {
    let (mut decoder, mut left) = (rustyfit::Decoder::new(), bytes);
    loop {
        match black_box(decoder.decode(&mut left)) {
            Ok(Some(_)) => {}
            Ok(None) => return true,
            Err(_) => return false,
        }
    }
}

fn fit_file(bytes: &[u8]) -> bool {
    #[allow(clippy::too_many_arguments, reason = "that crate's callback has six")]
    fn keep(
        stamp: u32,
        _: u16,
        _: u8,
        _: u16,
        fields: Vec<fit_file::fit_file::FitFieldValue>,
        _: &mut (),
    ) {
        black_box((stamp, fields));
    }
    fit_file::fit_file::read(&mut BufReader::new(bytes), keep, &mut ()).is_ok()
}

/// This thread's processor time where the system tells it, else the time of day.
struct Clock {
    begun: Instant,
}

impl Clock {
    fn now_s(&self) -> f64 {
        let spent = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
        let spent_ns = spent.and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
        spent_ns.map_or_else(|| self.begun.elapsed().as_secs_f64(), |spent_ns| spent_ns / 1e9)
    }
}

fn main() {
    let folder = std::env::args().nth(1).map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data/fit"),
        PathBuf::from,
    );
    let mut files: Vec<Vec<u8>> = std::fs::read_dir(&folder)
        .unwrap()
        .filter_map(|entry| std::fs::read(entry.ok()?.path()).ok())
        .filter(|bytes| bytes.len() >= SMALLEST_BYTES)
        .collect();
    // The other crates panic on some files; that is no time to measure.
    panic::set_hook(Box::new(|_| {}));
    let readable = |bytes: &Vec<u8>| {
        READERS.iter().all(|it| panic::catch_unwind(|| (it.reads)(bytes)).unwrap_or(false))
    };
    let found = files.len();
    files.retain(readable);
    let megabytes = files.iter().map(Vec::len).sum::<usize>() as f64 / 1e6;
    println!("{} of {found} files, {megabytes:.1} MB, {ROUNDS} rounds, warm heap", files.len());
    let clock = Clock { begun: Instant::now() };
    let mut times: Vec<Vec<f64>> = vec![Vec::new(); READERS.len()];
    for _ in 0..ROUNDS {
        for (reader, times) in READERS.iter().zip(&mut times) {
            let begun = clock.now_s();
            for bytes in &files {
                (reader.reads)(bytes);
            }
            times.push(clock.now_s() - begun);
        }
    }
    let medians: Vec<f64> = times
        .iter_mut()
        .map(|times| {
            times.sort_by(f64::total_cmp);
            times[times.len() / 2]
        })
        .collect();
    for (reader, median) in READERS.iter().zip(&medians) {
        let ratio = median / medians[0];
        println!("{:<28}{:>8.1} MB/s {ratio:>8.1} times ours", reader.name, megabytes / median);
    }
}

//! FIT bytes that nobody wrote: real files cut short and damaged at random, by a fixed seed. Nothing
//! may panic, hang, or take memory that the file does not have.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a failed unwrap is a failed test")]

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use backstride::ingest::{fit, inspect::inspect};

/// Damaged copies made of each file.
const COPIES: u64 = 24;

/// Larger files take their time from the others.
const LARGEST_BYTES: usize = 200_000;

/// The folder of real files, where this machine has it.
fn real_files() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    ["../shared/data/fit", "../../shared/data/fit"]
        .iter()
        .map(|folder| root.join(folder))
        .find(|folder| folder.is_dir())
}

/// Marsaglia's xorshift, so that the damage is the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % (sides.max(1) as u64)).unwrap()
    }
}

/// Some bytes changed, or a piece cut out, doubled, or cut off.
fn damaged(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut copy = bytes.to_vec();
    for _ in 0..=dice.below(8) {
        let (at, other) = (dice.below(copy.len()), dice.below(copy.len()));
        let (from, to) = (at.min(other), at.max(other));
        match dice.below(6) {
            0 => copy.truncate(at),
            1 => drop(copy.drain(from..to)),
            2 => copy.extend_from_within(from..to),
            // Most structure is near the head: sizes, counts, types.
            3 => {
                let near = dice.below(copy.len().min(600));
                if let Some(byte) = copy.get_mut(near) {
                    *byte = u8::try_from(dice.below(256)).unwrap();
                }
            }
            _ => {
                if let Some(byte) = copy.get_mut(at) {
                    *byte = u8::try_from(dice.below(256)).unwrap();
                }
            }
        }
    }
    copy
}

#[test]
#[allow(clippy::disallowed_methods, reason = "a test reads its inputs")]
fn damaged_files_are_read_or_refused_and_columns_stay_of_one_length() {
    let Some(folder) = real_files() else {
        println!("skipped: there is no folder ../shared/data/fit");
        return;
    };
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut dice = Dice(0x5eed);
    let (mut files, mut read, mut slowest) = (0, 0, Duration::ZERO);
    for path in paths {
        let bytes = std::fs::read(&path).unwrap();
        if bytes.is_empty() || bytes.len() > LARGEST_BYTES {
            continue;
        }
        files += 1;
        for _ in 0..COPIES {
            let copy = damaged(&bytes, &mut dice);
            let begun = Instant::now();
            if let Ok(activity) = fit::read(&copy) {
                read += 1;
                let rows = activity.samples.len();
                let lengths = activity.samples.channels().map(|(_, series)| series.values.len());
                assert!(lengths.into_iter().all(|length| length == rows));
                assert!(activity.developer.iter().all(|series| series.values.len() == rows));
                assert!(activity.sessions.iter().all(|session| session.span.end <= rows));
                assert!(activity.laps.iter().all(|lap| lap.end <= rows));
            }
            slowest = slowest.max(begun.elapsed());
        }
        inspect("damaged", &damaged(&bytes, &mut dice));
    }
    println!("{files} files, {COPIES} damaged copies each, {read} read, slowest {slowest:?}");
    // Undamaged files of this size take about a millisecond; the bound is for what hangs.
    assert!(slowest < Duration::from_secs(5), "{slowest:?}");
}

#[test]
fn noise_behind_a_good_header_is_read_or_refused() {
    let mut dice = Dice(0xbeef);
    for _ in 0..20_000 {
        let mut bytes = vec![14, 16, 0, 0, 0, 0, 0, 0, b'.', b'F', b'I', b'T', 0, 0];
        for _ in 0..dice.below(300) {
            // Mostly small numbers: definitions of few fields, so that messages follow.
            let sides = if dice.below(4) == 0 { 256 } else { 24 };
            let byte = u8::try_from(dice.below(sides)).unwrap();
            bytes.push(if dice.below(8) == 0 { 0x40 | byte & 3 } else { byte });
        }
        let read = fit::read(&bytes);
        assert_eq!(read.is_ok(), fit::read(&bytes).is_ok());
    }
}

#[test]
fn time_grows_no_faster_than_the_file() {
    // Every message is defined anew, each time with another field: the worst that compiling
    // definitions can be made to do.
    let file = |definitions: u32| {
        let mut bytes = vec![12, 16, 0, 0, 0, 0, 0, 0];
        bytes.extend(b".FIT");
        for number in 0..definitions {
            let [a, b, ..] = number.to_le_bytes();
            bytes.extend([0x40, 0, 0, 20, 0, 4, 3, 1, 2, 4, 1, 2, 200, a, 2, 201, b, 2]);
            bytes.push(0);
            bytes.extend(vec![1; 2 + usize::from(a) + usize::from(b)]);
        }
        bytes
    };
    let time = |bytes: &[u8]| {
        let begun = Instant::now();
        assert_eq!(fit::read(bytes).unwrap().samples.len() % 1000, 0);
        begun.elapsed().as_secs_f64() / bytes.len() as f64
    };
    let (small, large) = (file(1_000), file(32_000));
    time(&small);
    let (small, large) = (time(&small), time(&large));
    println!("per byte, large over small: {:.2}", large / small);
    assert!(large < 20.0 * small, "{small} {large}");
}

#[test]
fn chained_headers_that_each_announce_all_the_rest_take_no_longer_than_the_bytes() {
    /// FIT's checksum, bit by bit.
    fn checksum(bytes: &[u8]) -> u16 {
        bytes.iter().fold(0, |sum: u16, byte| {
            (0..8).fold(sum ^ u16::from(*byte), |sum, _| {
                if sum & 1 == 1 { sum >> 1 ^ 0xA001 } else { sum >> 1 }
            })
        })
    }
    let files: u32 = 60_000;
    let mut bytes = Vec::new();
    for file in 0..files {
        let mut header = vec![14, 16, 0, 0];
        header.extend(((files - file) * 16 - 16).to_le_bytes());
        header.extend(b".FIT");
        let sum = checksum(&header);
        bytes.extend(header);
        bytes.extend(sum.to_le_bytes());
        bytes.extend([0, 1]);
    }
    let begun = Instant::now();
    assert!(fit::read(&bytes).is_err());
    let took = begun.elapsed();
    println!("{took:?}");
    assert!(took < Duration::from_secs(2), "{took:?}");
}

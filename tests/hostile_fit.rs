//! FIT bytes that nobody wrote: noise, and what costs most to read. Nothing may panic, hang, or take
//! memory that the file does not have. Damaged files are in `mutate`.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a failed unwrap is a failed test")]

use std::time::{Duration, Instant};

use backstride::{ingest::fit, signal::SplitMix64};

use crate::support::damage::byte;

#[test]
fn noise_behind_a_good_header_is_read_or_refused() {
    let mut random = SplitMix64::new(0xbeef);
    for _ in 0..20_000 {
        let mut bytes = vec![14, 16, 0, 0, 0, 0, 0, 0, b'.', b'F', b'I', b'T', 0, 0];
        for _ in 0..random.below(300) {
            // Mostly small numbers: definitions of few fields, so that messages follow.
            let byte = byte(&mut random) % if random.below(4) == 0 { 255 } else { 24 };
            bytes.push(if random.below(8) == 0 { 0x40 | byte & 3 } else { byte });
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

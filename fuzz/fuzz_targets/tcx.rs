//! TCX in any encoding, read and measured.
#![no_main]

use backstride::ingest::tcx;
use backstride_fuzz::recording;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| recording(bytes, tcx::read));

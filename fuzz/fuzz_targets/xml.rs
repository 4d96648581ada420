//! XML in any encoding, by both readers, and measured.
#![no_main]

use backstride::{
    ingest::{gpx, tcx},
    outing::{Setting, measure},
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for activity in [gpx::read(bytes), tcx::read(bytes)].into_iter().flatten() {
        assert!(activity.samples.len() <= bytes.len());
        measure(&activity, "fuzz", &Setting::default());
    }
});

//! FIT bytes, read and measured, and named message by message.
#![no_main]

use backstride::{
    ingest::{fit, messages},
    outing::{Setting, measure},
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(activity) = fit::read(bytes) {
        assert!(activity.samples.len() <= bytes.len());
        measure(&activity, "fuzz", &Setting::default());
    }
    let _ = messages::messages(bytes);
});

//! FIT bytes, read and measured, and named message by message.
#![no_main]

use backstride::ingest::{fit, messages};
use backstride_fuzz::{bounded, recording};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    recording(bytes, fit::read);
    bounded(bytes.len(), || messages::messages(bytes).is_ok_and(|named| named.count() > 0));
});

//! FIT files of valid messages with hostile values, which damaged bytes seldom come to.
#![no_main]

use backstride::ingest::{IngestError, fit};
use backstride_fuzz::recording;
use libfuzzer_sys::{arbitrary::Unstructured, fuzz_target};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(file) = backstride_fuzz::fit::file(&mut Unstructured::new(bytes)) {
        let read = fit::read(&file);
        let is_as_it_should = read.is_ok() || matches!(read, Err(IngestError::NoSamples));
        assert!(is_as_it_should, "a valid file is not read: {read:?}");
        recording(&file, fit::read);
    }
});

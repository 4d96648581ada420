//! Settings files.
#![no_main]

use backstride::config::Config;
use backstride_fuzz::{bounded, same};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    bounded(text.len(), || {
        if let Ok(config) = same(|| Config::read(text)) {
            config.doubts();
            let _ = config.time_zone();
        }
    });
});

//! Settings files, and the therapist's plan.
#![no_main]

use backstride::{config::Config, insight::plan::Plan};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = Config::read(text);
    let _ = Plan::read(text);
});

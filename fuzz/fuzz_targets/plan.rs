//! The therapist's plan.
#![no_main]

use backstride::insight::plan::Plan;
use backstride_fuzz::{bounded, same};
use jiff::civil::date;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    bounded(text.len(), || {
        if let Ok(Some(plan)) = same(|| Plan::read(text)) {
            let (first, last) = (date(1970, 1, 1), date(2199, 12, 31));
            if let Some((from, to)) = plan.held(first, last) {
                assert!(from <= to && plan.holds_on(from) && plan.holds_on(to));
            }
        }
    });
});

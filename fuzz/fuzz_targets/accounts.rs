//! Files of accounts: each as the part that its first bytes say it is, and as each of the others.
#![no_main]

use std::collections::BTreeMap;

use backstride::{
    ingest::account::{Building, Part},
    outing::{Setting, measure},
};
use libfuzzer_sys::fuzz_target;

const PARTS: [Part; 8] = [
    Part::AppleExport,
    Part::FitbitExercises,
    Part::GoogleExercises,
    Part::GoogleFamily,
    Part::GoogleSleeps,
    Part::SamsungExercises,
    Part::HuaweiPaths,
    Part::PolarSession,
    Part::GarminSummaries,
];

fuzz_target!(|bytes: &[u8]| {
    let _ = Part::of(bytes);
    for part in PARTS {
        let mut building = Building::new(part.service()).with_diary();
        if building.take(part, "fuzz/fuzz", &mut &*bytes).is_err() {
            continue;
        }
        let Ok(account) = building.finish() else { continue };
        let _ = account.diary();
        // Whatever a run names is these bytes once more.
        let files = |run: usize| -> BTreeMap<String, Vec<u8>> {
            account.files_of(run).into_iter().map(|name| (name.to_owned(), bytes.to_vec())).collect()
        };
        for run in 0..account.runs().min(100) {
            if let Ok(activity) = account.activity(run, &files(run)) {
                measure(&activity, "fuzz", &Setting::default());
            }
        }
    }
});

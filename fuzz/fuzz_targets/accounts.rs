//! Parts of an account, taken in together: a byte that tells which part each is, then its content, up
//! to the next zero. The first tells the service; what a run names are the parts themselves.
#![no_main]

use std::collections::BTreeMap;

use backstride::{
    ingest::account::{Account, AccountCounts, Building, Part},
    model::{Activity, HealthDiary},
    outing::{Setting, measure},
};
use backstride_fuzz::{bounded, same};
use libfuzzer_sys::fuzz_target;

const PARTS: [Part; 9] = [
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

/// So many runs of an input are looked at.
const RUNS: usize = 20;

fuzz_target!(|bytes: &[u8]| {
    let _ = Part::of(bytes);
    bounded(bytes.len(), || {
        if let Some(account) = read(bytes) {
            same(|| read(bytes).map(|it| all_of(&it, bytes)));
            for (_, activity) in all_of(&account, bytes).1 {
                measure(&activity, "fuzz", &Setting::default());
            }
        }
    });
});

fn parts(bytes: &[u8]) -> impl Iterator<Item = (Part, &[u8])> + Clone {
    bytes.split(|&byte| byte == 0).filter_map(|piece| {
        let (which, content) = piece.split_first()?;
        Some((*PARTS.get(usize::from(*which) % PARTS.len())?, content))
    })
}

fn read(bytes: &[u8]) -> Option<Account> {
    let (first, _) = parts(bytes).next()?;
    let mut building = Building::new(first.service()).with_diary(None);
    for (part, content) in parts(bytes) {
        building.take(part, "fuzz/fuzz", &mut &*content).ok()?;
    }
    building.finish().ok()
}

type All = ((AccountCounts, HealthDiary), Vec<(String, Activity)>);

/// Everything that comes of an account.
fn all_of(account: &Account, bytes: &[u8]) -> All {
    let files = |run: usize| -> BTreeMap<String, Vec<u8>> {
        let names = account.files_of(run).into_iter();
        let contents = parts(bytes).map(|(_, content)| content).cycle().skip(1);
        names.zip(contents).map(|(name, content)| (name.to_owned(), content.to_vec())).collect()
    };
    // A run whose file cannot be had again is told as such.
    let runs = (0..account.runs().min(RUNS))
        .filter_map(|run| Some((account.name(run), account.activity(run, &files(run)).ok()?)));
    ((account.found(), account.diary()), runs.collect())
}

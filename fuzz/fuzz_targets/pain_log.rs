//! Diaries as text: a row that is added, or a day that is set right, leaves every other row as it was.
#![no_main]

use backstride::{
    model::PainEntry,
    pain::{ColumnMap, PainLog, corrected, note_tag, read_as_far, safety, template},
};
use backstride_fuzz::{bounded, same};
use libfuzzer_sys::fuzz_target;

/// A day behind all others that a diary takes.
const LAST: &str = "2199-12-31";

fuzz_target!(|bytes: &[u8]| {
    let columns = ColumnMap::default();
    bounded(bytes.len(), || {
        let (log, _) = same(|| read_as_far(bytes, &columns, "log"));
        if let Some(day) = log.last_day() {
            safety(&log, day);
        }
        template::columns_of(bytes, &columns);
        if let Ok(text) = std::str::from_utf8(bytes) {
            note_tag(text, "back");
        }
        added(bytes, &log);
        set_right(bytes, &log);
    });
});

fn added(bytes: &[u8], log: &PainLog) {
    let columns = ColumnMap::default();
    let row = [("date", LAST), ("pain_morning", "2.5")];
    if log.day(LAST.parse().expect("a day")).is_some() {
        return;
    }
    let Ok(longer) = template::appended(bytes, &columns, "log", &row) else { return };
    let (longer, now) = read_as_far(&longer, &columns, "log");
    let (last, before) = longer.entries().split_last().expect("the row that was added");
    assert_eq!(before, log.entries(), "rows of before");
    assert_eq!(
        (last.date.to_string().as_str(), last.pain_morning.map(|it| it.value())),
        (LAST, Some(2.5))
    );
    assert!(now.iter().all(|problem| !problem.loses_rows), "{now:?}");
}

fn set_right(bytes: &[u8], log: &PainLog) {
    let Some(day) = log.last_day() else { return };
    let (columns, told) = (ColumnMap::default(), day.to_string());
    let row = [("date", told.as_str()), ("pain_morning", "2.5")];
    let Ok(right) = corrected(bytes, &columns, "log", &row) else { return };
    let (right, _) = read_as_far(&right.bytes, &columns, "log");
    let others = |log: &PainLog| -> Vec<PainEntry> {
        log.entries().iter().filter(|entry| entry.date != day).cloned().collect()
    };
    assert_eq!(others(&right), others(log), "rows of other days");
}

//! Diaries as text and as workbooks, and the words on safety that must not fail.
#![no_main]

use backstride::pain::{ColumnMap, note_tag, read_as_far, safety, template};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let columns = ColumnMap::default();
    let (log, _) = read_as_far(bytes, &columns, "log");
    if let Some(day) = log.last_day() {
        safety(&log, day);
    }
    template::columns_of(bytes, &columns);
    if let Ok(text) = std::str::from_utf8(bytes) {
        note_tag(text, "back");
    }
});

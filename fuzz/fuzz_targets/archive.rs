//! Gzip streams and zip archives, within limits that keep a round short.
#![no_main]

use std::io::Cursor;

use backstride::ingest::{
    archive::{Limits, gunzip, members, strava_table},
    inspect::inspect,
    strava,
};
use backstride::model::PrivateNotes;
use libfuzzer_sys::fuzz_target;

const LIMITS: Limits = Limits {
    entries: 100,
    depth: 3,
    entry_bytes: 1 << 20,
    archive_bytes: 1 << 20,
    total_bytes: 4 << 20,
    ratio: 200,
    scratch: None,
};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(plain) = gunzip(bytes, LIMITS.entry_bytes) {
        inspect("fuzz", &plain);
    }
    if let Ok(members) = members(Cursor::new(bytes), LIMITS) {
        for member in members.filter_map(|member| member.content.ok()) {
            inspect("fuzz", &member);
        }
    }
    let table = strava_table(Cursor::new(bytes), LIMITS).ok().flatten();
    if let Some(table) = table.and_then(|member| member.content.ok()) {
        let _ = strava::read(&table, PrivateNotes::Kept);
    }
    let _ = strava::read(bytes, PrivateNotes::Kept);
});

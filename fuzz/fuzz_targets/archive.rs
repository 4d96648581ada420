//! Gzip streams and zip archives, within limits that keep a round short.
#![no_main]

use std::io::Cursor;

use backstride::{
    ingest::{
        archive::{Limits, gunzip, listed, members, strava_table},
        inspect::inspect,
        strava,
    },
    model::PrivateNotes,
};
use backstride_fuzz::{bounded, same};
use libfuzzer_sys::fuzz_target;

const LIMITS: Limits = Limits {
    entries: 100,
    depth: 3,
    entry_bytes: 1 << 20,
    archive_bytes: 1 << 20,
    total_bytes: 4 << 20,
    ratio: 200,
    directory_bytes: 1 << 20,
    scratch: None,
};

fuzz_target!(|bytes: &[u8]| {
    bounded(bytes.len(), || {
        if let Ok(plain) = gunzip(bytes, LIMITS.entry_bytes) {
            assert!(plain.len() as u64 <= LIMITS.entry_bytes);
            inspect("fuzz", &plain);
        }
        same(|| listed(Cursor::new(bytes), &LIMITS).ok());
        let found = same(|| {
            let members = members(Cursor::new(bytes), LIMITS).ok()?;
            let each = members.map(|member| (member.path, member.place, member.content.ok()));
            Some(each.collect::<Vec<_>>())
        });
        let contents = found.into_iter().flatten().filter_map(|(_, _, content)| content);
        let mut total = 0;
        for content in contents {
            total += content.len() as u64;
            inspect("fuzz", &content);
        }
        assert!(total <= LIMITS.total_bytes, "{total} bytes came out");
        let table = strava_table(Cursor::new(bytes), LIMITS).ok().flatten();
        if let Some(table) = table.and_then(|member| member.content.ok()) {
            let _ = strava::read(&table, PrivateNotes::Kept);
        }
        let _ = strava::read(bytes, PrivateNotes::Kept);
    });
});

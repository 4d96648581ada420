//! Runs that know neither local time nor place, between runs that do.

use std::collections::BTreeMap;

use jiff::tz::Offset;

use super::outcome::FileOutcome;
use crate::{
    model::{Notice, NoticeKind},
    outing::Outing,
    prepare::local_day::{LocalSource, LocalStart, offset_words},
};

/// A neighbour is not further away than this, in seconds: people travel.
const NEAR_S: i64 = 31 * 86_400;

/// Gives runs of which nothing is known of local time that of the runs before and after them, where
/// both are near and keep the same; and says so. They are in order of time.
pub(super) fn settle(outings: &mut [Outing], files: &mut [FileOutcome]) {
    let is_known =
        |outing: &Outing| matches!(outing.local.source, LocalSource::File | LocalSource::Place);
    let known: Vec<(i64, i32)> = outings
        .iter()
        .filter(|outing| is_known(outing))
        .map(|outing| (outing.started.as_second(), outing.local.utc_offset_s))
        .collect();
    let mut told: BTreeMap<String, (String, String)> = BTreeMap::new();
    for outing in outings.iter_mut().filter(|outing| !is_known(outing)) {
        let at_s = outing.started.as_second();
        let next = known.partition_point(|(known_s, _)| *known_s < at_s);
        let before = next.checked_sub(1).and_then(|place| known.get(place));
        let (Some(before), Some(after)) = (before, known.get(next)) else { continue };
        let is_near = at_s - before.0 <= NEAR_S && after.0 - at_s <= NEAR_S;
        let Some(offset) =
            Offset::from_seconds(before.1).ok().filter(|_| is_near && before.1 == after.1)
        else {
            continue;
        };
        let is_told =
            outing.local.utc_offset_s == before.1 && outing.local.source == LocalSource::Config;
        if is_told {
            continue;
        }
        outing.local = LocalStart {
            at: offset.to_datetime(outing.started),
            utc_offset_s: before.1,
            source: LocalSource::Neighbours,
        };
        let text = format!(
            "knows neither local time nor place: its day is told {} off UTC, as of the runs before \
             and after it",
            offset_words(before.1)
        );
        let new = Notice::file(NoticeKind::ZoneOfNeighbours, text);
        let old = outing.notices.iter().position(|notice| notice.kind == NoticeKind::NoLocalTime);
        let said = if let Some(notice) = old.and_then(|place| outing.notices.get_mut(place)) {
            std::mem::replace(notice, new.clone()).to_string()
        } else {
            outing.notices.push(new.clone());
            String::new()
        };
        told.insert(outing.key(), (said, new.to_string()));
    }
    if told.is_empty() {
        return;
    }
    for file in files {
        for (old, new) in file.activities.iter().filter_map(|key| told.get(key)) {
            file.notices.retain(|notice| notice != old);
            if !file.notices.contains(new) {
                file.notices.push(new.clone());
            }
        }
    }
}

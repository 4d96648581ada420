//! Between which rows nothing was recorded: the timer stood, or one lap had ended and the next had not
//! begun.

use std::ops::Range;

use crate::model::{Activity, Session};

/// A silence between two laps is one from this many seconds on: laps are told to the second, and a lap's
/// timer leaves out what was a pause within it.
const BETWEEN_LAPS_S: f64 = 10.0;

/// A lap begins with its first row within this many seconds.
const LAP_WITHIN_S: f64 = 2.0;

/// What is not recorded takes at least this share of the time between two rows.
const SILENT_SHARE: f64 = 0.5;

/// For each row of a session, whether the file says that nothing was recorded before it.
pub(super) fn before(activity: &Activity, session: &Session, time_s: &[f64]) -> Vec<bool> {
    let mut unrecorded = vec![false; time_s.len()];
    let (Some(&first), Some(&last)) = (time_s.first(), time_s.last()) else { return unrecorded };
    let from = activity.timer.partition_point(|event| event.time_s < first);
    let events = activity.timer.get(from..).unwrap_or_default();
    let mut stood_since = None;
    for event in events.iter().take_while(|event| event.time_s <= last + LAP_WITHIN_S) {
        if !event.running {
            stood_since = stood_since.or(Some(event.time_s));
        } else if let Some(since) = stood_since.take() {
            mark(&mut unrecorded, time_s, since..event.time_s, SILENT_SHARE);
        }
    }
    let ranges = &activity.laps;
    let own = ranges.partition_point(|lap| lap.start < session.span.start);
    let own = own..own + ranges[own..].partition_point(|lap| lap.start < session.span.end);
    let written = activity.written.laps.get(own).unwrap_or_default();
    for pair in written.windows(2) {
        let ended_s = pair[0].started_s.zip(pair[0].timer_s).map(|(start, timer)| start + timer);
        let Some((ended_s, begins_s)) = ended_s.zip(pair[1].started_s) else { continue };
        let row = time_s.partition_point(|time| *time < begins_s - LAP_WITHIN_S);
        let Some(before_s) = row.checked_sub(1).and_then(|before| time_s.get(before)) else {
            continue;
        };
        // The lap's pauses are not in its timer's time: it lasted to its last row at least.
        let ended_s = ended_s.clamp(*before_s, f64::MAX);
        if begins_s - ended_s >= BETWEEN_LAPS_S {
            mark(&mut unrecorded, time_s, ended_s..begins_s, SILENT_SHARE);
        }
    }
    unrecorded
}

/// Marks the row after a silence, if the silence takes most of the time between two rows.
fn mark(unrecorded: &mut [bool], time_s: &[f64], silence: Range<f64>, share: f64) {
    let middle_s = f64::midpoint(silence.start, silence.end);
    let row = time_s.partition_point(|time| *time < middle_s);
    let Some(before_s) = row.checked_sub(1).and_then(|before| time_s.get(before)) else { return };
    let Some(after_s) = time_s.get(row) else { return };
    let silent_s =
        silence.end.clamp(*before_s, *after_s) - silence.start.clamp(*before_s, *after_s);
    if silent_s >= share * (after_s - before_s)
        && let Some(slot) = unrecorded.get_mut(row)
    {
        *slot = true;
    }
}

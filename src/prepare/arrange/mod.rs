//! A file's records as they were lived: in order of time, one sample a moment, one session a run.
//!
//! Ingest keeps what the bytes say. What follows from several records together is settled here,
//! once, before anything is measured:
//!
//! 1. [`order`]: whole tracks, segments and laps in order of time, a reversed file turned round;
//! 2. [`unite`]: neighbouring records of one and the same moment are one sample;
//! 3. [`pieces`]: records whose clock is wrong cost themselves; days apart are runs apart;
//! 4. [`begin`]: when each session began, by its samples and what is written beside them;
//! 5. [`rows`]: the activity anew, of the rows that stay.
//!
//! A file in which all is well comes back as it was.

mod begin;
mod clocks;
mod lived;
mod order;
mod pieces;
mod rows;
mod told;
mod unite;

use std::ops::Range;

use crate::model::{Activity, FileKind};

use lived::Lived;
use told::Told;

/// The activity with its records as they were lived; see the module. Anything but an activity is
/// left alone.
pub fn arranged(mut activity: Activity) -> Activity {
    if activity.kind != FileKind::Activity {
        return activity;
    }
    // What stands beside a session names its sport where it says `generic` itself.
    for session in &mut activity.sessions {
        session.sport = session.as_written.beside.take().unwrap_or_else(|| session.sport.clone());
    }
    let mut told = Told::default();
    told.clocks.untimed = untimed(&activity);
    let mut lived: Vec<Lived> = Vec::new();
    for order::Ordered { session, rows } in order::by_time(&activity, &mut told) {
        let samples = unite::neighbours(&activity.samples, &rows, &mut told);
        lived.extend(pieces::lived(&activity, session, samples, &mut told));
    }
    let mut activity = rows::of(activity, &lived);
    for (session, lived) in activity.sessions.iter_mut().zip(lived) {
        session.as_written = lived.totals;
    }
    told.starts = begin::settle(&mut activity);
    activity.notices.extend(told.notices());
    activity
}

/// How many of the sessions' records have no time.
fn untimed(activity: &Activity) -> usize {
    let clock = activity.samples.time_s();
    let of = |span: &Range<usize>| clock.get(span.clone()).unwrap_or_default().iter();
    let all = activity.sessions.iter().flat_map(|session| of(&session.span));
    all.filter(|time_s| !time_s.is_finite()).count()
}

#[cfg(test)]
mod tests;

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
mod order;
mod pieces;
mod rows;
mod unite;

use std::ops::Range;

use crate::model::{Activity, FileKind, Notice, SessionTotals};

use pieces::Clocks;

/// Rows of one session to be.
struct Lived {
    /// Which session of the file it comes from.
    session: usize,
    /// Its samples, in order of time: each the rows of the file that are united in it.
    samples: Vec<unite::United>,
    /// What is written of it.
    totals: SessionTotals,
}

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

/// What was done, counted over the file: every session carries its file's notices.
#[derive(Default)]
struct Told {
    reversed: bool,
    reordered: bool,
    united: usize,
    /// The first united moment at which two records of one channel differ: channel, earlier, later.
    differing: Option<(&'static str, f64, f64)>,
    clocks: Clocks,
    split_into: usize,
    starts: Vec<Notice>,
}

impl Told {
    fn notices(self) -> Vec<Notice> {
        let mut notices = Vec::new();
        let mut tell = |key, text: String| notices.push(Notice::file(key, text));
        if self.reversed {
            tell("reversed", "the file runs from its end to its start and was turned round".into());
        }
        if self.reordered {
            let text = "tracks or laps do not stand in order of time and were put in order";
            tell("reordered", text.to_owned());
        }
        if self.united > 0 {
            let mut text = match self.united {
                1 => "one record at the time of the one before was united with it".to_owned(),
                n => format!("{n} records at the time of the one before were united with it"),
            };
            if let Some((channel, earlier, later)) = self.differing {
                text.push_str(&format!(
                    "; where both hold a value the later one counts, as of {channel} {later:.1} and not {earlier:.1}"
                ));
            }
            tell("same_time", text);
        }
        notices.extend(self.clocks.notices());
        if self.split_into > 1 {
            let text = format!(
                "{} recordings lie {} h or more apart: each is a run of its own",
                self.split_into,
                pieces::RUNS_APART_S / 3600.0
            );
            notices.push(Notice::file("split", text));
        }
        notices.extend(self.starts);
        notices
    }
}

#[cfg(test)]
mod tests;

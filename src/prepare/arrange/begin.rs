//! When each session began.

use jiff::Timestamp;

use crate::model::{Activity, Notice, NoticeKind, SessionTotals};

use super::clocks::moment;

/// A written start is taken where it is no further than this, in seconds, from the first sample.
const NEAR_S: f64 = 60.0;

/// A written start long before the first sample is taken where what is written of the length leads from
/// there to the last sample, within this share of it, and where the timer ran for most of the time until
/// the first sample: a clock that was set on the way leaps, and no timer runs meanwhile.
const LENGTH_SHARE: f64 = 0.05;
const LEAD_SHARE: f64 = 0.9;

/// Sets every session's start: as written where that agrees with the samples that were kept, else by
/// the first of them. Tells where the two disagree; each kind of trouble once.
pub(super) fn settle(activity: &mut Activity) -> Vec<Notice> {
    let clock = activity.samples.time_s();
    let mut notices: Vec<Notice> = Vec::new();
    for session in &mut activity.sessions {
        let known = clock.get(session.span.clone()).unwrap_or_default();
        let mut known = known.iter().copied().filter(|time_s| time_s.is_finite());
        let Some(first_s) = known.next() else { continue };
        let last_s = known.next_back().unwrap_or(first_s);
        let written = &session.as_written;
        let started_s = match written.started_s {
            Some(written_s) if agrees(written, written_s, first_s, last_s) => written_s,
            Some(written_s) => {
                if notices.is_empty() {
                    notices.extend(told(written_s, first_s));
                }
                first_s
            }
            None => first_s,
        };
        session.started = timestamp(started_s).or(session.started);
    }
    activity.started =
        activity.sessions.iter().filter_map(|session| session.started).min().or(activity.started);
    notices
}

fn agrees(written: &SessionTotals, written_s: f64, first_s: f64, last_s: f64) -> bool {
    if (written_s - first_s).abs() <= NEAR_S {
        return true;
    }
    let length_s = last_s - written_s;
    let off_s = NEAR_S + LENGTH_SHARE * length_s + written.unsampled_s.unwrap_or(0.0);
    let ended_s = written.ended_s.or_else(|| written.timer_s.map(|timer_s| written_s + timer_s));
    let ran = written.timer_s.is_some_and(|timer_s| timer_s >= LEAD_SHARE * (first_s - written_s));
    written_s < first_s
        && ran
        && ended_s.is_some_and(|ended_s| ended_s >= first_s && (ended_s - last_s).abs() <= off_s)
}

fn told(written_s: f64, first_s: f64) -> Option<Notice> {
    let text = format!(
        "the session is written to begin at {}, its samples begin at {}: the samples count",
        moment(written_s)?,
        moment(first_s)?
    );
    Some(Notice::file(NoticeKind::StartDiffers, text))
}

/// A moment in seconds since 1970, to the microsecond.
#[allow(clippy::cast_possible_truncation, reason = "a cast from float saturates, and is checked")]
fn timestamp(time_s: f64) -> Option<Timestamp> {
    Timestamp::from_microsecond((time_s * 1e6).round() as i64).ok()
}

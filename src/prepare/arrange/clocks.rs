//! Records that cost themselves, and the moments at which they stand.

use jiff::Timestamp;

use super::super::increasing::backwards_told;
use crate::model::{Notice, NoticeKind};

/// Recordings this far apart, in seconds, are two runs: six hours. A meal, a nap or a wait at a hut
/// between two halves of an outing is shorter; the shortest night between two days is as long. Runs of
/// the same day that a device keeps in one track (a morning's and an evening's) are nearly always
/// further apart than that, and midnight plays no part.
pub(super) const RUNS_APART_S: f64 = 6.0 * 3600.0;

/// Records that cost themselves.
#[derive(Default)]
pub(super) struct Clocks {
    pub(super) untimed: usize,
    pub(super) backwards: usize,
    /// Of so many with a time.
    pub(super) of: usize,
    pub(super) far: usize,
    /// A record that was left out, and the first that stayed.
    pub(super) between: Option<(f64, f64)>,
}

impl Clocks {
    pub(super) fn notices(&self) -> Vec<Notice> {
        let mut notices = Vec::new();
        let mut tell = |kind, count: usize, what: &str| {
            let (samples, were) = if count == 1 { ("sample", "was") } else { ("samples", "were") };
            if count > 0 {
                notices
                    .push(Notice::file(kind, format!("{count} {samples} {what} {were} left out")));
            }
        };
        tell(NoticeKind::NoTime, self.untimed, "without a time");
        let when = self.between.and_then(|(out_s, stays_s)| {
            Some(format!("far from the others ({} beside {})", moment(out_s)?, moment(stays_s)?))
        });
        tell(NoticeKind::ClockJump, self.far, when.as_deref().unwrap_or("far from the others"));
        notices.extend(backwards_told(self.backwards, self.of));
        notices
    }
}

/// A moment to the minute, in UTC.
pub(super) fn moment(time_s: f64) -> Option<String> {
    #[allow(
        clippy::cast_possible_truncation,
        reason = "a cast from float saturates, and is checked"
    )]
    let stamp = Timestamp::from_second(time_s.floor() as i64).ok()?;
    Some(stamp.strftime("%Y-%m-%d %H:%M UTC").to_string())
}

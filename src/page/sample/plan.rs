//! What a made-up therapist and runner agreed on, and what was done.

use jiff::civil::date;

use super::score;
use crate::page::{Keeping, Mean, PlanPanel, PlanRow, Scores, Target, Weekly};

/// A plan with points kept, not kept, and one that is no target.
pub(crate) fn plan() -> PlanPanel {
    let day = |day| date(2026, 10, day);
    let mondays = [date(2026, 9, 28), day(5), day(12), day(19)];
    let weekly = |weeks: [f64; 4], part| Weekly {
        weeks: mondays.into_iter().zip(weeks.map(Some)).collect(),
        part: Some(((day(26), day(31)), Some(part))),
    };
    let cadence = Mean { value: 171.0, low: Some(170.0), high: Some(172.0), n: 16 };
    let missed = |is_above, on, week| Keeping::Missed { is_above, on, week };
    let points = [
        (
            Target::Cadence { asked_spm: 172.0, within_spm: Some(3.0), done: Some(cadence) },
            Keeping::Kept,
        ),
        (
            Target::LongestRun { asked_m: 13_000.0, runs: 16, done: Some((day(11), 17_020.0)) },
            missed(true, (1, 16), None),
        ),
        (
            Target::DaysWithoutRun { asked: 3, done: weekly([3.0, 5.0, 3.0, 2.0], 3.0) },
            missed(false, (1, 4), Some((day(19), 2.0))),
        ),
        (
            Target::PainDuring(Scores {
                limit: score(5),
                days: 14,
                worst: Some((day(11), score(4))),
            }),
            Keeping::Kept,
        ),
        (Target::Mornings(weekly([1.8, 1.6, 1.9, 1.4], 1.2)), Keeping::NoTarget),
    ];
    let rows = points.map(|(target, kept)| PlanRow { target, kept }).into();
    PlanPanel { from: Some(date(2026, 9, 28)), rows, is_told: true }
}

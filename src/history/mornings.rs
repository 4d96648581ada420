//! Mornings after runs, by what was run.

use jiff::{ToSpan as _, civil::Date};

use super::{History, flare::flares};
use crate::{
    insight::mornings::{self, MorningsBy, Ran, RunMorning},
    page::{HalfKnown, Mornings, Period, Units},
};

/// How far back runs are counted: half a year.
const SHOWN_DAYS: i32 = 182;

/// A run day with what is known of its morning.
fn morning(history: &History<'_>, (date, ran): (Date, Ran)) -> Option<RunMorning> {
    let limit = history.morning_limit(date);
    Some(RunMorning::of(history.log?, (date, ran), history.zones(), limit))
}

/// What was run on a day, all its recorded runs together; metres down where each of them tells them.
fn ran(history: &History<'_>, date: Date, length_m: Option<f64>) -> Ran {
    Ran {
        length_m,
        descent_m: history.load_on(date).and_then(|load| load.descent_m),
        speed_m_per_s: running_speed_m_per_s(history, date),
    }
}

/// The panels, by length first, in bins that are round in these units; none of a kind that cannot be told.
pub(super) fn panels(history: &History<'_>, period: &Period, units: Units) -> Vec<Mornings> {
    let from = period.known_until.saturating_sub(SHOWN_DAYS.days());
    let runs: Vec<RunMorning> = history
        .run_days
        .iter()
        .filter(|row| (from..=period.known_until).contains(&row.date))
        .filter_map(|row| morning(history, (row.date, ran(history, row.date, row.distance_m))))
        .collect();
    let flares = flares(history, period);
    let flare = flares.last();
    let told = |by: MorningsBy| {
        let ends = mornings::ends(by, units);
        let bins = mornings::binned(&runs, by, ends, flare);
        mornings::is_enough(by, &bins).then(|| Mornings {
            by,
            since: runs.first().map(|run| run.date),
            bins,
            last_before: flare.and_then(|flare| mornings::last_before(&runs, flare)).cloned(),
            flare: flare.map(|flare| (flare.first, flare.last)),
            apart: mornings::not_known(&runs).len(),
            unmeasured: mornings::not_measured(&runs, by),
        })
    };
    MorningsBy::ALL.into_iter().filter_map(told).collect()
}

/// What is known of a run day whose answer is not.
pub(super) fn half_known(history: &History<'_>, day: Date) -> Option<HalfKnown> {
    morning(history, (day, Ran::default()))?.half_known()
}

/// Speed while running, all runs of a day together: what was walked between is no part of it.
pub(super) fn running_speed_m_per_s(history: &History<'_>, date: Date) -> Option<f64> {
    let (mut metres, mut seconds) = (0.0, 0.0);
    for run in history.runs.iter().filter(|run| run.date() == date) {
        metres += run.totals.running_distance_m?;
        seconds += run.totals.running_s?;
    }
    (seconds > 0.0).then(|| metres / seconds)
}

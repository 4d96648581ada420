//! Mornings after runs, by length.

use jiff::{ToSpan as _, civil::Date};

use super::History;
use crate::{
    insight::mornings::{self, LENGTHS_M, LENGTHS_MILES_M, RunMorning},
    model::Flare,
    page::{HalfKnown, Mornings, Period, Units},
};

/// How far back runs are counted: half a year.
const SHOWN_DAYS: i32 = 182;

/// A run day with what is known of its morning.
fn morning(history: &History<'_>, (date, length_m): (Date, Option<f64>)) -> Option<RunMorning> {
    let limit = history.morning_limit(date);
    Some(RunMorning::of(history.log?, (date, length_m), history.zones(), limit))
}

/// The panel; none without a run day of which both mornings are known.
pub(super) fn panel(history: &History<'_>, period: &Period, flares: &[Flare]) -> Option<Mornings> {
    let from = period.known_until.saturating_sub(SHOWN_DAYS.days());
    let runs: Vec<RunMorning> = history
        .run_days
        .iter()
        .filter(|row| (from..=period.known_until).contains(&row.date))
        .filter_map(|row| morning(history, (row.date, row.distance_m)))
        .collect();
    let ends_m: &[f64] = match history.voice.units {
        Units::Metric => &LENGTHS_M,
        Units::Imperial => &LENGTHS_MILES_M,
    };
    let flare = flares.last();
    let bins = mornings::by_length(&runs, ends_m, flare);
    (!bins.is_empty()).then(|| Mornings {
        since: runs.first().map(|run| run.date),
        bins,
        last_before: flare.and_then(|flare| mornings::last_before(&runs, flare)).cloned(),
        flare: flare.map(|flare| (flare.first, flare.last)),
        apart: mornings::not_known(&runs).len(),
    })
}

/// What is known of a run day whose answer is not.
pub(super) fn half_known(history: &History<'_>, day: Date) -> Option<HalfKnown> {
    morning(history, (day, None))?.half_known()
}

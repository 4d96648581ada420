//! Mornings after runs, by length.

use jiff::{ToSpan as _, civil::Date};

use super::History;
use crate::{
    insight::mornings::{self, LENGTHS_M, LENGTHS_MILES_M, RunMorning},
    model::Flare,
    page::{Mornings, Period, Units},
    say::words,
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
    let ends_m: &[f64] = match history.units {
        Units::Metric => &LENGTHS_M,
        Units::Imperial => &LENGTHS_MILES_M,
    };
    let flare = flares.last();
    let bins = mornings::by_length(&runs, ends_m, flare);
    (!bins.is_empty()).then(|| Mornings {
        since: runs.first().map(|run| run.date),
        bins,
        last_before: flare
            .and_then(|flare| mornings::last_before(&runs, flare))
            .map(|run| last_before(history, run)),
        flare: flare.map(|flare| (flare.first, flare.last)),
        apart: mornings::not_known(&runs).len(),
    })
}

/// The last run day before a flare: always told, whether its answer is known or not.
fn last_before(history: &History<'_>, run: &RunMorning) -> String {
    let length = words::or_unknown(run.length_m, |metres| words::distance(metres, history.units));
    let answer = match (run.before, run.next) {
        (Some(before), Some(next)) => format!("{before} before, {next} the next morning"),
        _ => run.what_is_known().unwrap_or_default(),
    };
    format!("Last run before the flare, {}: {length}; {answer}.", words::day(run.date))
}

/// What is known of a run day whose answer is not.
pub(super) fn what_is_known(history: &History<'_>, day: Date) -> Option<String> {
    morning(history, (day, None))?.what_is_known()
}

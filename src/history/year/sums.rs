//! Sums over the year so far, and over the year before up to the same day.

use jiff::civil::Date;

use super::told::{Told, days_known, days_of};
use crate::{
    history::History,
    load::DayLoad,
    page::{Period, YearSums},
};

/// The same days of the year before: 1 January up to the same day.
pub(super) fn span_before(year: &Period) -> Option<(Date, Date)> {
    let back = jiff::Span::new().years(1);
    Some((year.first.checked_sub(back).ok()?, year.known_until.checked_sub(back).ok()?))
}

/// What the days of a span come to.
pub(super) fn sums(history: &History<'_>, span: (Date, Date), told: &Told<'_>) -> YearSums {
    let days = days_of(&history.loads, span);
    let known = || days.iter().filter(|day| day.known);
    let total = |of: fn(&DayLoad) -> Option<f64>| known().filter_map(of).reduce(|a, b| a + b);
    let runs = days.iter().filter_map(|day| Some((day.date, day.longest_m?)));
    YearSums {
        until: span.1,
        known: days_known(&history.loads, span),
        distance_m: total(|day| day.distance_m),
        running_min: total(|day| day.running_min),
        longest: runs.reduce(|longest, next| if next.1 > longest.1 { next } else { longest }),
        days_without_run: known().filter(|day| day.runs == 0).count(),
        mornings: told.mornings(span),
        peak: told.peak(span),
        flare_days: told.flare_days(span),
    }
}

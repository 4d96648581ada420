//! How much was run against before.

use jiff::civil::Date;

use super::{History, headline::ends_within, period::before};
use crate::{
    insight::stands_out::{RUNS_BEFORE_WEEK, WEEK_ABOVE_PCT},
    load::{DayLoad, LoadWeek},
    model::calendar::days_in,
    page::{Load, Period, Volume},
};

/// Weeks that a week is set against.
const WEEKS_BEFORE: usize = 4;

/// The rise of a period; none where it stays within what is told as one. `weeks` reach as far as
/// the period knows them, and `distance_m` is the period's own.
pub(super) fn volume(
    history: &History<'_>,
    period: &Period,
    (load, distance_m): (&Load, Option<f64>),
    weeks: &[LoadWeek],
) -> Option<Volume> {
    let least = WEEK_ABOVE_PCT / 100.0;
    // The tolerance keeps exactly 30 % from failing by a last bit.
    let rises = |ratio: &f64| *ratio >= least - 1e-9;
    // What is known of a month is the least that it holds: a rise may be told before every day is.
    let earlier_m = whole_m(history, before(period)).filter(|_| period.is_over());
    let is_whole = load.before.is_some();
    let pair = earlier_m.zip(distance_m).filter(|(then, now)| *then > 0.0 && *now > 0.0);
    let period_ratio = pair.map(|(then, now)| now / then - 1.0);
    let from_none = earlier_m == Some(0.0) && distance_m.is_some_and(|metres| metres > 0.0);
    let week = fullest_rise(weeks, period).filter(|(ratio, _, _)| rises(ratio));
    let has_risen = period_ratio.as_ref().is_some_and(rises);
    if !has_risen && !from_none && week.is_none() {
        return None;
    }
    let runs_before = runs_before(history, period);
    let is_thin = week.is_some_and(|(_, _, is_thin)| is_thin)
        || (has_risen || from_none) && runs_before < RUNS_BEFORE_WEEK;
    let of_period = earlier_m.zip(distance_m).filter(|_| has_risen || from_none);
    Some(Volume {
        period_ratio,
        of_period,
        until: last_known(history, period).filter(|_| !is_whole),
        weeks_m: spread(weeks, period),
        week: week.map(|(ratio, metres, _)| (ratio, metres)),
        is_thin,
    })
}

/// The week of the period that lies farthest above the four before it: its ratio, its distance, and
/// whether those four are a thin base: few runs, or a week without one.
fn fullest_rise(weeks: &[LoadWeek], period: &Period) -> Option<(f64, f64, bool)> {
    weeks
        .iter()
        .enumerate()
        .filter(|(_, week)| ends_within(week, period) && !week.shaded)
        .filter_map(|(at, week)| {
            let four = weeks.get(at.checked_sub(WEEKS_BEFORE)?..at)?;
            let runs: usize = four.iter().map(|week| week.runs).sum();
            let is_thin = runs < RUNS_BEFORE_WEEK || four.iter().any(LoadWeek::is_off);
            // On a thin base, a week is told only where it lies above each of twelve before it.
            let mut earlier =
                weeks.get(at.saturating_sub(12)..at)?.iter().filter_map(|it| it.distance_m);
            let own_m = week.distance_m?;
            let is_most = earlier.all(|other| own_m > other);
            let ratio = week.ramp_pct? / 100.0;
            (!is_thin || is_most).then_some((ratio, own_m, is_thin))
        })
        .max_by(|a, b| a.0.total_cmp(&b.0))
}

/// The emptiest and the fullest whole week that ends in the period.
fn spread(weeks: &[LoadWeek], period: &Period) -> Option<(f64, f64)> {
    let of_period = weeks.iter().filter(|week| ends_within(week, period) && !week.partial);
    let metres: Vec<f64> = of_period.filter_map(|week| week.distance_m).collect();
    let least = metres.iter().copied().min_by(f64::total_cmp)?;
    let most = metres.iter().copied().max_by(f64::total_cmp)?;
    (most > least).then_some((least, most))
}

/// Metres of a span; none unless each of its days is known.
fn whole_m(history: &History<'_>, (first, last): (Date, Date)) -> Option<f64> {
    let days: Vec<&DayLoad> =
        history.loads.iter().filter(|day| (first..=last).contains(&day.date)).collect();
    let is_whole = days_in(first, last) == days.len() && days.iter().all(|day| day.known);
    if is_whole { days.iter().map(|day| day.distance_m).sum() } else { None }
}

/// The last day of a period of whose running anything is known.
fn last_known(history: &History<'_>, period: &Period) -> Option<Date> {
    let days = history.loads.iter().rev().filter(|day| day.known);
    days.map(|day| day.date).find(|day| (period.first..=period.last).contains(day))
}

fn runs_before(history: &History<'_>, period: &Period) -> usize {
    let (first, last) = before(period);
    let days = history.loads.iter().filter(|day| (first..=last).contains(&day.date));
    days.map(|day| day.runs).sum()
}

//! The load of a period as the page shows it.

use jiff::civil::Date;

use super::{DayLoad, LoadWeek, longest_streak, weeks, weeks_since_lighter, weeks_since_off};
use crate::page::{Load, LoadBefore};

/// Weeks that a page shows.
const SHOWN_WEEKS: usize = 12;

/// A span of days, both ends with it.
type Span = (Date, Date);

/// The load of a period. `days` is the whole history in order; of the period, days after
/// `known_until` do not count.
pub fn panel(days: &[DayLoad], period: Span, previous: Span, known_until: Date) -> Load {
    let over = (period.0, period.1.min(known_until));
    let of_period: &[DayLoad] = within(days, over);
    let all_weeks = weeks(days, known_until);
    let shown: Vec<&LoadWeek> = all_weeks.iter().filter(|week| week.monday <= period.1).collect();
    let first_shown = shown.len().saturating_sub(SHOWN_WEEKS);
    let longest = of_period
        .iter()
        .filter_map(|day| Some((day, day.longest_m?)))
        .max_by(|a, b| a.1.total_cmp(&b.1));
    let run_days = || of_period.iter().filter(|day| day.runs > 0);
    Load {
        // Told where the page is put together, by what is known of the period before.
        volume: None,
        comfort_barred: false,
        weeks: shown[first_shown..].iter().map(|week| week.shown()).collect(),
        spikes: of_period.iter().filter_map(|day| day.spike.clone()).collect(),
        longest: longest.map(|(day, metres)| (day.date, metres)),
        runs: of_period.iter().map(|day| day.runs).sum(),
        run_days: run_days().count(),
        days: of_period.len(),
        judged: of_period.iter().filter(|day| day.spike_ratio.is_some()).count(),
        longest_ratio: longest.and_then(|(day, _)| day.spike_ratio),
        days_without_run: of_period.iter().filter(|day| day.known && day.runs == 0).count(),
        days_known: of_period.iter().filter(|day| day.known).count(),
        rest_days: of_period.iter().filter(|day| day.rest_day == Some(true)).count(),
        longest_streak: longest_streak(of_period),
        weeks_since_lighter: weeks_since_lighter(&all_weeks, over.1),
        weeks_since_off: weeks_since_off(&all_weeks, over.1),
        ascent_m: total(run_days().map(|day| day.ascent_m)),
        steps: total(run_days().map(|day| day.steps)),
        steps_by_slope: total(run_days().map(|day| day.steps_up))
            .zip(total(run_days().map(|day| day.steps_level)))
            .zip(total(run_days().map(|day| day.steps_down)))
            .map(|((up, level), down)| (up, level, down)),
        session_rpe_load_au: total(run_days().map(|day| day.session_rpe_load_au)),
        before: before(days, previous).filter(|_| is_whole(of_period, period, known_until)),
    }
}

/// Whether a period is over and the export speaks for each of its days: only then may it be set
/// against another.
fn is_whole(days: &[DayLoad], period: Span, known_until: Date) -> bool {
    let length = crate::model::calendar::each_day(period.0, period.1).count();
    period.1 <= known_until && days.iter().filter(|day| day.known).count() == length
}

/// What of the load is set against the period before; none where nothing of it is known.
fn before(days: &[DayLoad], span: Span) -> Option<LoadBefore> {
    let of_span = within(days, span);
    let known = || of_span.iter().filter(|day| day.known);
    (known().count() > 0).then(|| LoadBefore {
        distance_m: whole_span(days, span),
        longest_m: of_span
            .iter()
            .filter_map(|day| day.longest_m)
            .max_by(f64::total_cmp)
            .filter(|_| !of_span.iter().any(|day| day.hides_a_run)),
        days_without_run: known().filter(|day| day.runs == 0).count(),
        days_known: known().count(),
    })
}

fn within(days: &[DayLoad], (first, last): Span) -> &[DayLoad] {
    let start = days.partition_point(|day| day.date < first);
    let end = days.partition_point(|day| day.date <= last);
    days.get(start..end).unwrap_or_default()
}

/// A sum that is known only when every part is, and there is one.
fn total(parts: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    let parts: Vec<f64> = parts.collect::<Option<_>>()?;
    if parts.is_empty() { None } else { Some(parts.iter().sum()) }
}

/// The distance of a span; none unless each of its days is known.
fn whole_span(days: &[DayLoad], span: Span) -> Option<f64> {
    let within = within(days, span);
    let length = crate::model::calendar::each_day(span.0, span.1).count();
    if within.len() < length {
        return None;
    }
    total(within.iter().map(|day| day.distance_m))
}

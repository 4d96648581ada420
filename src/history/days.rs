//! The strip: one cell a day.

use jiff::civil::Date;

use super::History;
use crate::{
    insight::diary::took_medicine,
    model::{DayActivity, Flare, calendar::each_day},
    page::{Day, Period},
};

/// One cell for each day of a period, first to last.
pub(super) fn cells(history: &History<'_>, period: &Period, flares: &[Flare]) -> Vec<Day> {
    each_day(period.first, period.last)
        .map(|date| {
            let entry = history.log.and_then(|log| log.day(date));
            let run = history.run_day(date);
            let other_s: f64 = history
                .outings
                .iter()
                .filter(|outing| outing.date() == date && !outing.is_run())
                .filter_map(|outing| outing.totals.timer_s.or(outing.totals.elapsed_s))
                .sum();
            Day {
                date,
                pain_morning: entry.and_then(|entry| entry.pain_morning),
                pain_during: entry.and_then(|entry| entry.pain_during_max),
                ran: run.is_some(),
                running_min: run.and_then(|run| run.running_min),
                distance_m: run.and_then(|run| run.distance_m),
                spike: super::load::spike_on(history, date),
                medicine: entry.and_then(took_medicine) == Some(true),
                shaded: history.is_shaded(date),
                flare: flares.iter().any(|flare| flare.holds(date)),
                unknown: date <= period.known_until && history.is_unknown(date),
                rest: entry.and_then(|entry| entry.activity) == Some(DayActivity::Rest),
                other_min: (other_s > 0.0).then_some(other_s / 60.0),
            }
        })
        .collect()
}

/// Spans of injury or illness up to the end of a period, both days included: no chart of it goes
/// further.
pub(super) fn unwell(history: &History<'_>, period: &Period) -> Vec<(Date, Date)> {
    let reached = history.loads.iter().filter(|day| day.date <= period.last);
    let shaded: Vec<Date> = reached.filter(|day| day.shaded).map(|day| day.date).collect();
    shaded
        .chunk_by(|a, b| a.tomorrow().is_ok_and(|next| next == *b))
        .filter_map(|span| Some((*span.first()?, *span.last()?)))
        .collect()
}

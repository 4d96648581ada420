//! What the log holds beside pain.

use serde::Serialize;

use crate::output::document::object;
use crate::page::Habits;

/// The runner's own words stand on the page alone: here are their days.
pub(super) fn log(habits: &Habits) -> impl Serialize {
    object! {
        levels: &habits.levels,
        kinds: &habits.kinds,
        nights: habits.nights,
        treatments: habits.treatments.iter().map(|(day, _)| *day).collect::<Vec<_>>(),
        own_words: &habits.own_words,
        by_the_clock: habits
            .by_the_clock
            .iter()
            .map(|(date, time, pain)| object! {
                date: *date,
                time: format!("{:02}:{:02}", time.hour(), time.minute()),
                pain: *pain,
            })
            .collect::<Vec<_>>(),
        worst: habits
            .worst
            .iter()
            .map(|(date, value)| object! { date: date, value: value })
            .collect::<Vec<_>>(),
        confidence_stays_low: habits.confidence_stays_low,
        /// None where the safety box withholds it.
        sitting: habits.sitting,
        months: &habits.months,
    }
}

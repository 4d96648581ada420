//! What the log holds beside pain.

use jiff::civil::Date;
use serde::Serialize;

use crate::{
    model::PainScore,
    page::{Habits, Kinds, Level, MonthBeside, Nights, OwnWords, Sitting, shape},
};

/// The runner's own words stand on the page alone: here are their days.
#[derive(Serialize)]
pub(super) struct LogOut<'a> {
    levels: &'a [Level],
    kinds: &'a [Kinds],
    nights: Nights,
    treatments: Vec<Date>,
    own_words: &'a [OwnWords],
    by_the_clock: Vec<ClockOut>,
    #[serde(serialize_with = "shape::dated")]
    worst: &'a [(Date, PainScore)],
    confidence_stays_low: bool,
    /// None where the safety box withholds it.
    sitting: Option<Sitting>,
    months: &'a [MonthBeside],
}

impl<'a> LogOut<'a> {
    pub(super) fn of(habits: &'a Habits) -> LogOut<'a> {
        LogOut {
            levels: &habits.levels,
            kinds: &habits.kinds,
            nights: habits.nights,
            treatments: habits.treatments.iter().map(|(day, _)| *day).collect(),
            own_words: &habits.own_words,
            by_the_clock: habits
                .by_the_clock
                .iter()
                .map(|(date, time, pain)| ClockOut {
                    date: *date,
                    time: format!("{:02}:{:02}", time.hour(), time.minute()),
                    pain: *pain,
                })
                .collect(),
            worst: &habits.worst,
            confidence_stays_low: habits.confidence_stays_low,
            sitting: habits.sitting,
            months: &habits.months,
        }
    }
}

#[derive(Serialize)]
struct ClockOut {
    date: Date,
    time: String,
    pain: PainScore,
}

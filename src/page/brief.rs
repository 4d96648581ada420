//! What the first page of all says of a period, but for its sentence.

use super::{Attention, Day, Page, Period, Safety, UnknownSpan};
use crate::model::WeekStart;

/// What is told of a period in a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Brief {
    /// Which days.
    pub period: Period,
    /// On which day the calendar's weeks begin.
    pub week_start: WeekStart,
    /// The safety box.
    pub safety: Safety,
    /// What the diary calls for.
    pub attention: Vec<Attention>,
    /// Days of whose running nothing is known.
    pub unknown: Vec<UnknownSpan>,
    /// Runs.
    pub runs: usize,
    /// Metres run; none where not known.
    pub distance_m: Option<f64>,
    /// One a day, first to last.
    pub days: Vec<Day>,
}

impl From<&Page> for Brief {
    fn from(page: &Page) -> Brief {
        Brief {
            period: page.period.clone(),
            week_start: page.week_start,
            safety: page.safety.clone(),
            attention: page.attention.clone(),
            unknown: page.coverage.unknown.clone(),
            runs: page.coverage.runs,
            distance_m: page.coverage.distance_m,
            days: page.days.clone(),
        }
    }
}

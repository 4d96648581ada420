//! One calendar day of the history, and the days that pair.

use jiff::civil::Date;

use super::association::Triples;
use crate::model::{Exposure, PainScore};

/// One calendar day of the history.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkDay {
    /// The day.
    pub date: Date,
    /// Whether it has a run.
    pub ran: bool,
    /// Minutes run, all runs together.
    pub running_min: Option<f64>,
    /// Pain before the run, else that morning.
    pub before: Option<PainScore>,
    /// Pain of the next morning.
    pub next_morning: Option<PainScore>,
    /// Painkillers that day.
    pub medicine: bool,
    /// One value for each declared exposure, in that order; none where missing.
    pub values: Vec<Option<f64>>,
}

/// The triples of exposure, outcome and pain before, where all three are known. A positive lag
/// takes a later morning; a negative one takes the exposure of a day after the outcome.
pub(super) fn triples(
    days: &[LinkDay],
    (place, exposure): (usize, Exposure),
    lag_days: i32,
    keep: impl Fn(&LinkDay) -> bool,
) -> Triples {
    let mut triples = Triples::default();
    for (i, day) in days.iter().enumerate() {
        // The day of the exposure and the day whose next morning is the outcome.
        let ahead = usize::try_from(lag_days.unsigned_abs()).ok().and_then(|lag| days.get(i + lag));
        let (exposed, outcome, given) = match (ahead, lag_days < 0) {
            (Some(later), true) => (later, day, day),
            (Some(later), false) => (day, later, day),
            (None, _) => continue,
        };
        let value = exposed.values.get(place).copied().flatten();
        let paired = exposed.ran || !exposure.is_of_run();
        if let (Some(value), Some(next), Some(before)) = (value, outcome.next_morning, given.before)
            && paired
            && keep(day)
        {
            triples.push(value, next.value(), before.value());
        }
    }
    triples
}

//! What a column's cells hold.

use crate::model::{PainEntry, PainScore};

/// What a column's cells hold, and where in an entry they go.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// The day.
    Date,
    /// The time that makes a row an entry of its own.
    Time,
    /// The day on which the row was written.
    Entered,
    /// Pain of the morning after: an entry of the next day.
    NextMorning,
    /// A score; of several in a day the first counts.
    Score(fn(&mut PainEntry) -> &mut Option<PainScore>),
    /// A score; of several in a day the largest counts.
    Worst(fn(&mut PainEntry) -> &mut Option<PainScore>),
    /// A number within bounds.
    Amount((f64, f64), fn(&mut PainEntry) -> &mut Option<f64>),
    /// One of a questionnaire's few numbers.
    Step(&'static [f64], fn(&mut PainEntry) -> &mut Option<f64>),
    /// A questionnaire's total in per cent.
    Percent(fn(&mut PainEntry) -> &mut Option<f64>),
    /// Free text.
    Text(fn(&mut PainEntry) -> &mut Option<String>),
    /// Short phrases of one's own; of several cells in a day all count.
    Phrases(fn(&mut PainEntry) -> &mut Option<String>),
    /// Yes or no; of several in a day a yes counts.
    YesNo(fn(&mut PainEntry) -> &mut Option<bool>),
    /// Of a few words several joined by `+`.
    Words(&'static [&'static str], fn(&mut PainEntry) -> &mut Option<String>),
    /// One of a few words.
    Word(&'static [&'static str], fn(&mut PainEntry) -> &mut Option<String>),
    /// A place of the body.
    Site,
    /// A side.
    Side,
    /// What kind of day.
    Activity,
    /// Start or end of an injury.
    Injury,
    /// What the pain is like, joined by `+`.
    Quality,
    /// Leg symptoms joined by `+`.
    Legs,
    /// Warning signs joined by `+`.
    RedFlags,
}

impl Kind {
    /// Whether what stands in such a cell may be a warning sign.
    pub(super) const fn is_of_signs(self) -> bool {
        matches!(self, Kind::Legs | Kind::RedFlags)
    }

    /// Whether a number stands in such a cell.
    pub(super) const fn is_of_numbers(self) -> bool {
        matches!(
            self,
            Kind::Score(_)
                | Kind::Worst(_)
                | Kind::NextMorning
                | Kind::Amount(..)
                | Kind::Step(..)
                | Kind::Percent(_)
        )
    }
}

//! What a headline may speak of, and what it says.

use super::order::Kind;
use crate::{
    insight::{
        change::MorningsChange,
        comfort::{Comfort, MonthState, may_comfort},
    },
    load::{DayLoad, LoadWeek},
    page::{FlareStory, FormPanel, Headline, Load, Period, PlanPanel, Sentence, UnknownSpan},
};

/// What the sentences may speak of.
pub(in super::super) struct Matter<'a> {
    pub(in super::super) period: &'a Period,
    /// The mornings against the period before; none while the period is not over.
    pub(in super::super) change: Option<MorningsChange>,
    pub(in super::super) load: &'a Load,
    /// The whole history's days, and its weeks as far as the period knows them.
    pub(in super::super) days: &'a [DayLoad],
    pub(in super::super) weeks: &'a [LoadWeek],
    pub(in super::super) form: &'a [FormPanel],
    /// Days with any pain value, of days that are over; none without a diary.
    pub(in super::super) logged: Option<(usize, usize)>,
    /// Flares of the period.
    pub(in super::super) flares: &'a [FlareStory],
    /// Days of the period of whose running nothing is known.
    pub(in super::super) unknown: &'a [UnknownSpan],
    /// The period's state as far as comfort goes.
    pub(in super::super) month: MonthState,
    /// Days of injury or illness in the period.
    pub(in super::super) unwell_days: usize,
    /// What the plan came to; none where none holds.
    pub(in super::super) plan: Option<&'a PlanPanel>,
    pub(in super::super) runs: usize,
}

impl Matter<'_> {
    pub(super) fn may(&self, comfort: Comfort) -> bool {
        may_comfort(comfort, &self.month).is_ok()
    }
}

/// A sentence that may stand.
pub(super) struct Candidate {
    pub(super) kind: Kind,
    pub(super) headline: Headline,
}

impl Candidate {
    /// One without an interval.
    pub(super) fn of(kind: Kind, sentence: Sentence, value: f64, n: usize) -> Candidate {
        Candidate { kind, headline: Headline { sentence, value: Some(value), interval: None, n } }
    }
}

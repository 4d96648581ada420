//! A flare of the back, as the diary tells it.

use jiff::civil::Date;

use super::{BodySite, LegSymptom, PainScore, Side, calendar::days_in};

/// A flare: what it was, where it is, and what was logged of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Flare {
    /// The first day that is marked or above the usual level.
    pub first: Date,
    /// The last such day so far.
    pub last: Date,
    /// Days that the runner calls a flare, in order.
    pub marked: Vec<Date>,
    /// Days whose morning is above the usual level, in order.
    pub above_usual: Vec<Date>,
    /// The usual level as it was before the first day; none under seven mornings.
    pub usual: Option<UsualLevel>,
    /// The worst morning and its first day; none where no morning is logged.
    pub peak: Option<(Date, PainScore)>,
    /// The worst pain at any time of its days, and its first day.
    pub worst: Option<(Date, PainScore)>,
    /// Places, with the side where one is given, and on how many days; most days first.
    pub places: Vec<(BodySite, Option<Side>, usize)>,
    /// Leg symptoms that were logged, "none" with them, and on how many days.
    pub legs: Vec<(LegSymptom, usize)>,
    /// Days of the flare on which nothing is said of the legs.
    pub legs_not_logged: Vec<Date>,
    /// Painkillers.
    pub tablets: Tablets,
    /// Function on its days, as a median, and in the 28 days before it.
    pub function: (Option<f64>, Option<f64>),
    /// Days of it on which pain that is worse at night is ticked.
    pub nights: usize,
    /// Whether it has passed.
    pub end: FlareEnd,
    /// The last day with a logged morning, of the flare or after it.
    pub last_morning: Option<(Date, PainScore)>,
}

/// What mornings were before a flare: of the 28 days before its first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UsualLevel {
    /// The median.
    pub median: f64,
    /// The middle half of them, from and to.
    pub middle: (f64, f64),
    /// How many.
    pub n: usize,
}

/// Days of a flare by what is said of painkillers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tablets {
    /// Without a prescription.
    pub otc: usize,
    /// Prescribed.
    pub prescribed: usize,
    /// Said to be none.
    pub none: usize,
    /// Nothing said.
    pub not_logged: usize,
}

/// Whether a flare has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlareEnd {
    /// With the first of three logged mornings back at the usual level, this one.
    Back(Date),
    /// No usual level is known that it could be back at; it is not marked on three logged mornings,
    /// of which this is the first.
    NoLongerMarked(Date),
    /// Not yet: so many logged mornings are back, of the three that are wanted.
    Open {
        /// Nought to two.
        back: usize,
    },
}

impl Flare {
    /// Whether a day lies in it: from its first day to its last, or on while it is open.
    pub fn holds(&self, day: Date) -> bool {
        let open = matches!(self.end, FlareEnd::Open { .. });
        self.first <= day && (open || day <= self.last)
    }

    /// Whether it lies in any part of a span; an open one lasts to the span's end.
    pub fn touches(&self, (first, last): (Date, Date)) -> bool {
        let open = matches!(self.end, FlareEnd::Open { .. });
        self.first <= last && (open || first <= self.last)
    }

    /// How many days it lasted so far, its first and last with them.
    pub fn length_days(&self) -> usize {
        days_in(self.first, self.last)
    }
}

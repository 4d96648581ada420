//! The days that a page is about.

use jiff::civil::Date;

use crate::model::Month;

/// The days a page is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// What they are together.
    pub kind: PeriodKind,
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
    /// The last day of which anything can be known; before `last` while the period is not over.
    pub known_until: Date,
}

/// What days are together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodKind {
    /// A calendar month.
    Month,
    /// From one visit to the next.
    Span,
    /// A calendar year.
    Year,
}

impl Period {
    /// The folder's name: `2026-10`, `2026-09-14_2026-10-20`, `2026`.
    pub fn key(&self) -> String {
        match self.kind {
            PeriodKind::Month => Month::of(self.first).to_string(),
            PeriodKind::Span => format!("{}_{}", self.first, self.last),
            PeriodKind::Year => format!("{:04}", self.first.year()),
        }
    }

    /// Whether all its days are over.
    pub fn is_over(&self) -> bool {
        self.known_until >= self.last
    }
}

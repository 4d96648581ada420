//! What a page's days are called.

use jiff::civil::Date;

use super::{
    voice::{Dates, Spoken, Voice},
    words,
};
use crate::{
    model::{Month, calendar::days_in},
    page::{Period, PeriodKind},
};

impl Voice {
    /// `October 2026`, `1–12 November 2026, so far`, `14 September – 20 October 2026`, `2026, up to 31
    /// October`; `Days 1 to 30` while days are numbered.
    pub(crate) fn title(self, period: &Period) -> String {
        let Period { first, last, known_until, .. } = *period;
        if self.dates != Dates::Calendar {
            return format!("Days {}", self.numbers(period));
        }
        match period.kind {
            PeriodKind::Month => month_title(period),
            PeriodKind::Span => span_title(first, last),
            PeriodKind::Year if known_until < last => {
                format!("{}, up to {}", first.year(), self.day(known_until))
            }
            PeriodKind::Year => first.year().to_string(),
        }
    }

    /// The days of a period where they are numbered: `1 to 30`, `31 to 42, so far`.
    pub(crate) fn numbers(self, period: &Period) -> String {
        let until = period.last.min(period.known_until);
        let so_far = if period.is_over() { "" } else { ", so far" };
        format!("{} to {}{so_far}", self.day_of_month(period.first), self.day_of_month(until))
    }

    /// What a period is set against: `September`, `the 37 days before`, `2025`.
    pub(crate) fn before(self, period: &Period) -> String {
        if self.dates != Dates::Calendar {
            return "the days before".to_owned();
        }
        let first = period.first;
        match period.kind {
            PeriodKind::Month => words::month(Month::of(first).previous().first()).to_owned(),
            PeriodKind::Span => format!("the {} days before", days_in(first, period.last)),
            PeriodKind::Year => first.year().saturating_sub(1).to_string(),
        }
    }
}

impl Spoken<'_> {
    /// What the page's days are called.
    pub(crate) fn title(self) -> String {
        self.voice.title(&self.period)
    }
}

/// A month that is not over is titled so.
fn month_title(period: &Period) -> String {
    let title = Month::of(period.first).title();
    if period.is_over() {
        title
    } else if period.known_until == period.first {
        format!("1 {title}, so far")
    } else {
        format!("1–{} {title}, so far", period.known_until.day())
    }
}

/// `14 September – 20 October 2026`; the year twice only where it changes.
fn span_title(from: Date, to: Date) -> String {
    let to_text = to.strftime("%-d %B %Y");
    if from.year() == to.year() {
        format!("{} – {to_text}", from.strftime("%-d %B"))
    } else {
        format!("{} – {to_text}", from.strftime("%-d %B %Y"))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn title(kind: PeriodKind, first: Date, last: Date, known_until: Date) -> String {
        Voice::METRIC.title(&Period { kind, first, last, known_until })
    }

    #[test]
    fn a_month_not_over_says_so() {
        let november =
            |until| title(PeriodKind::Month, date(2026, 11, 1), date(2026, 11, 30), until);
        assert_eq!(november(date(2026, 11, 1)), "1 November 2026, so far");
        assert_eq!(november(date(2026, 11, 12)), "1–12 November 2026, so far");
        assert_eq!(november(date(2026, 11, 30)), "November 2026");
    }

    #[test]
    fn a_span_says_its_year_twice_only_where_it_changes() {
        let span = |first, last| title(PeriodKind::Span, first, last, last);
        assert_eq!(span(date(2026, 9, 14), date(2026, 10, 20)), "14 September – 20 October 2026");
        assert_eq!(span(date(2026, 12, 28), date(2027, 1, 3)), "28 December 2026 – 3 January 2027");
    }

    #[test]
    fn what_a_period_is_set_against_has_a_name() {
        let day = |month, day| date(2026, month, day);
        let before = |kind, first, last| {
            Voice::METRIC.before(&Period { kind, first, last, known_until: last })
        };
        assert_eq!(before(PeriodKind::Month, day(1, 1), day(1, 31)), "December");
        assert_eq!(before(PeriodKind::Span, day(9, 14), day(10, 20)), "the 37 days before");
        assert_eq!(before(PeriodKind::Year, day(1, 1), day(12, 31)), "2025");
    }
}

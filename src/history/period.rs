//! Which days a page is about, and which it is set against.

use jiff::{ToSpan as _, civil::Date};

use crate::{
    model::{Month, calendar::days_after},
    page::{Period, PeriodKind},
};

/// A page looks no further than so many days beyond its last: the next morning, the row that says
/// that a run was made.
const LOOKS_AHEAD_DAYS: i32 = 28;

/// The last day of which a period's page is told anything.
pub(super) fn sees_until(period: &Period) -> Date {
    period.last.saturating_add(LOOKS_AHEAD_DAYS.days())
}

/// A month as a page's period.
pub(super) fn month(month: Month, known_until: Date) -> Period {
    let (first, last) = (month.first(), month.last());
    let known_until = known_until.clamp(first, last);
    Period { kind: PeriodKind::Month, first, last, known_until }
}

/// A span of days as a page's period.
pub(super) fn span(first: Date, last: Date) -> Period {
    Period { kind: PeriodKind::Span, first, last, known_until: last }
}

/// What a period is set against: the month before, or the equal span before.
pub(super) fn before(period: &Period) -> (Date, Date) {
    let last = period.first.saturating_sub(1.day());
    let is_month = Month::of(period.first).first() == period.first
        && Month::of(period.first).last() == period.last;
    if is_month {
        (Month::of(last).first(), last)
    } else {
        let back = days_after(period.last, last);
        (period.first.saturating_add(back.days()), last)
    }
}

pub(super) fn within(period: &Period, day: Date) -> bool {
    (period.first..=period.last).contains(&day)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_month_is_known_no_further_than_its_last_day() {
        let november: Month = "2026-11".parse().unwrap();
        assert_eq!(month(november, date(2026, 12, 3)).known_until, date(2026, 11, 30));
    }

    #[test]
    fn a_span_is_set_against_the_equal_span_before_it() {
        let visit = span(date(2026, 9, 14), date(2026, 10, 20));
        // 37 days before 14 September 2026.
        assert_eq!(before(&visit), (date(2026, 8, 8), date(2026, 9, 13)));
    }
}

//! Which days a page is about, and what they are called.

use jiff::{ToSpan as _, civil::Date};

use crate::{model::Month, page::Period};

/// A page looks no further than so many days beyond its last: the next morning, the row that says
/// that a run was made.
const LOOKS_AHEAD_DAYS: i32 = 28;

/// The last day of which a period's page is told anything.
pub(super) fn sees_until(period: &Period) -> Date {
    period.last.saturating_add(LOOKS_AHEAD_DAYS.days())
}

/// A month as a page's period; one that is not over is titled so.
pub(super) fn month(month: Month, known_until: Date) -> Period {
    let last_known = known_until.clamp(month.first(), month.last());
    let over = known_until >= month.last();
    let title = if over {
        month.title()
    } else if last_known == month.first() {
        format!("1 {}, so far", month.title())
    } else {
        format!("1–{} {}, so far", last_known.day(), month.title())
    };
    Period {
        key: month.to_string(),
        title,
        first: month.first(),
        last: month.last(),
        known_until: last_known,
        previous_name: month.previous().first().strftime("%B").to_string(),
    }
}

/// A span of days as a page's period.
pub(super) fn span(from: Date, to: Date) -> Period {
    Period {
        key: format!("{from}_{to}"),
        title: span_title(from, to),
        first: from,
        last: to,
        known_until: to,
        previous_name: format!("the {} days before", days_in(from, to)),
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

/// Days from the first to the last, both counted.
pub(super) fn days_in(first: Date, last: Date) -> i32 {
    first.until(last).map_or(0, |span| span.get_days() + 1)
}

/// What a period is set against: the month before, or the equal span before.
pub(super) fn before(period: &Period) -> (Date, Date) {
    let last = period.first.saturating_sub(1.day());
    let is_month = Month::of(period.first).first() == period.first
        && Month::of(period.first).last() == period.last;
    if is_month {
        (Month::of(last).first(), last)
    } else {
        let length = days_in(period.first, period.last);
        (period.first.saturating_sub(length.days()), last)
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
    fn a_month_not_over_says_so() {
        let november: Month = "2026-11".parse().unwrap();
        assert_eq!(month(november, date(2026, 11, 12)).title, "1–12 November 2026, so far");
        assert_eq!(month(november, date(2026, 11, 30)).title, "November 2026");
        assert_eq!(month(november, date(2026, 12, 3)).known_until, date(2026, 11, 30));
    }

    #[test]
    fn a_span_is_set_against_the_equal_span_before_it() {
        let visit = span(date(2026, 9, 14), date(2026, 10, 20));
        assert_eq!(visit.title, "14 September – 20 October 2026");
        // 37 days before 14 September 2026.
        assert_eq!(before(&visit), (date(2026, 8, 8), date(2026, 9, 13)));
        let over_new_year = span(date(2026, 12, 28), date(2027, 1, 3));
        assert_eq!(over_new_year.title, "28 December 2026 – 3 January 2027");
    }
}

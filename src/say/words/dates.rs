//! Days, months and spans as the page says them; as numbers of days where a page must not tell when.

use std::cell::Cell;

use jiff::civil::Date;

use super::{count, number};
use crate::page::BandOf;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name of a month: `October`.
pub fn month(date: Date) -> &'static str {
    usize::try_from(date.month() - 1)
        .ok()
        .and_then(|index| MONTHS.get(index))
        .copied()
        .unwrap_or("")
}

thread_local! {
    /// The day that is called day 1, while days are numbered.
    static DAY_ONE: Cell<Option<Date>> = const { Cell::new(None) };
}

/// Says something with numbers of days for dates, counted from this one: a page that must not tell
/// when. It holds on this thread, for as long as `say` runs.
pub fn with_days_numbered_from<T>(first: Date, say: impl FnOnce() -> T) -> T {
    /// Puts dates back however `say` ends.
    struct Dates;
    impl Drop for Dates {
        fn drop(&mut self) {
            DAY_ONE.set(None);
        }
    }
    let _dates = Dates;
    DAY_ONE.set(Some(first));
    say()
}

/// The number of a day, while days are numbered; the day before day 1 is day 0.
pub fn day_number(date: Date) -> Option<i32> {
    let first = DAY_ONE.get()?;
    Some(first.until(date).map_or(0, |span| span.get_days()) + 1)
}

/// The name of a month in three letters: `Oct`.
pub fn month_short(date: Date) -> &'static str {
    month(date).get(..3).unwrap_or("")
}

/// A day in prose: `11 October`.
pub fn day(date: Date) -> String {
    match day_number(date) {
        Some(n) => format!("day {}", number(f64::from(n), 0)),
        None => format!("{} {}", date.day(), month(date)),
    }
}

/// A day where room is short: `11 Oct`.
pub fn day_short(date: Date) -> String {
    match day_number(date) {
        Some(_) => day(date),
        None => format!("{} {}", date.day(), month_short(date)),
    }
}

/// A day with its year: `11 October 2026`.
pub fn day_and_year(date: Date) -> String {
    match day_number(date) {
        Some(_) => day(date),
        None => format!("{} {}", day(date), date.year()),
    }
}

/// A day under a strip that names its month elsewhere: `11`.
pub fn day_of_month(date: Date) -> String {
    day_number(date).map_or_else(|| date.day().to_string(), |n| number(f64::from(n), 0))
}

/// Whether a strip names the month at this day.
pub fn starts_month(date: Date) -> bool {
    day_number(date).is_none() && date.day() == 1
}

/// Days that run on: `6 August to 30 September`, with years where they differ.
pub fn span(first: Date, last: Date) -> String {
    if first.year() == last.year() {
        format!("{} to {}", day(first), day(last))
    } else {
        format!("{} to {}", day_and_year(first), day_and_year(last))
    }
}

/// Days that run on, the month once where it is one: `12 to 15 July`, `28 June to 3 July`.
pub fn days(first: Date, last: Date) -> String {
    let is_one_month = (first.year(), first.month()) == (last.year(), last.month());
    match day_number(last) {
        _ if first == last => day(first),
        Some(_) => format!("{} to {}", day(first), day_of_month(last)),
        None if is_one_month => format!("{} to {}", day_of_month(first), day(last)),
        None => span(first, last),
    }
}

/// Some days: as a span where they run on, one by one where they are few, else how many of which
/// span.
pub fn some_days(days_told: &[Date]) -> String {
    let (Some(&first), Some(&last)) = (days_told.first(), days_told.last()) else {
        return String::new();
    };
    let runs_on = days_told.windows(2).all(|pair| match pair {
        [a, b] => a.tomorrow().is_ok_and(|next| next == *b),
        _ => true,
    });
    if runs_on {
        return format!("{} ({})", days(first, last), count(days_told.len(), "day"));
    }
    if days_told.len() <= FEW_DAYS {
        return days_in_full(days_told);
    }
    format!("on {} from {}", count(days_told.len(), "day"), days(first, last))
}

/// So many days that do not run on are told one by one.
const FEW_DAYS: usize = 4;

/// Days one by one: `2, 5 and 9 July`.
fn days_in_full(days_told: &[Date]) -> String {
    let of_month = |day: &Date| (day.year(), day.month());
    let shown = |(place, told): (usize, &Date)| {
        let has_name = match (day_number(*told), days_told.get(place + 1)) {
            (Some(_), _) => place == 0,
            (None, next) => next.is_none_or(|next| of_month(next) != of_month(told)),
        };
        if has_name { day(*told) } else { day_of_month(*told) }
    };
    let mut texts: Vec<String> = days_told.iter().enumerate().map(shown).collect();
    let last = texts.pop().unwrap_or_default();
    if texts.is_empty() { last } else { format!("{} and {last}", texts.join(", ")) }
}

/// Of how many days something is told: `of 31`, `of 11 covered` where the export speaks for fewer
/// than there are.
pub fn of_known_days(known: usize, days: usize) -> String {
    if known < days { format!("of {known} covered") } else { format!("of {days}") }
}

/// Days that run on where room is short: `26 to 31 Oct`, `28 Sep to 19 Oct`.
pub fn span_short(first: Date, last: Date) -> String {
    let is_one_month = (first.year(), first.month()) == (last.year(), last.month());
    match day_number(last) {
        Some(_) => format!("{} to {}", day_short(first), day_of_month(last)),
        None if is_one_month => format!("{} to {}", day_of_month(first), day_short(last)),
        None => format!("{} to {}", day_short(first), day_short(last)),
    }
}

/// Days one by one where room is short: `28 Sep, 5, 12 and 19 Oct`.
pub fn days_short(days: &[Date]) -> String {
    let of_month = |day: &Date| (day.year(), day.month());
    let shown = |(place, day): (usize, &Date)| {
        // The month stands once, after the last of its days; `day` once, before the first number.
        let has_name = match (day_number(*day), days.get(place + 1)) {
            (Some(_), _) => place == 0,
            (None, next) => next.is_none_or(|next| of_month(next) != of_month(day)),
        };
        if has_name { day_short(*day) } else { day_of_month(*day) }
    };
    let mut texts: Vec<String> = days.iter().enumerate().map(shown).collect();
    let last = texts.pop().unwrap_or_default();
    if texts.is_empty() { last } else { format!("{} and {last}", texts.join(", ")) }
}

/// Whose values a band of form holds: `your usual range: 4 August to 13 September`.
pub fn band(of: BandOf) -> String {
    match of {
        BandOf::Own(first, last) => format!("your usual range: {}", span(first, last)),
        BandOf::Others => "two in three runners of that height at that pace".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_and_spans_read_as_people_say_them() {
        assert_eq!(day(date(2026, 10, 11)), "11 October");
        assert_eq!(day_short(date(2026, 10, 11)), "11 Oct");
        assert_eq!(span(date(2026, 8, 6), date(2026, 9, 30)), "6 August to 30 September");
        assert_eq!(span_short(date(2026, 10, 26), date(2026, 10, 31)), "26 to 31 Oct");
        assert_eq!(span_short(date(2026, 9, 28), date(2026, 10, 19)), "28 Sep to 19 Oct");
        let mondays = [date(2026, 9, 28), date(2026, 10, 5), date(2026, 10, 12)];
        assert_eq!(days_short(&mondays), "28 Sep, 5 and 12 Oct");
        assert_eq!(days_short(&mondays[..1]), "28 Sep");
        assert_eq!(
            span(date(2026, 12, 20), date(2027, 1, 3)),
            "20 December 2026 to 3 January 2027"
        );
    }

    #[test]
    fn numbered_days_count_from_the_first_and_end_with_what_was_said() {
        let said = with_days_numbered_from(date(2026, 10, 1), || {
            // 56 days before 1 October 2026 is 6 August.
            (
                day(date(2026, 10, 11)),
                day_and_year(date(2026, 8, 6)),
                span_short(date(2026, 9, 28), date(2026, 10, 19)),
                days_short(&[date(2026, 9, 28), date(2026, 10, 5), date(2026, 10, 12)]),
            )
        });
        assert_eq!((said.0.as_str(), said.1.as_str()), ("day 11", "day −55"));
        assert_eq!((said.2.as_str(), said.3.as_str()), ("day −2 to 19", "day −2, 5 and 12"));
        assert_eq!(day(date(2026, 10, 11)), "11 October");
    }
}

//! How a page is told: in which units, and whether days have dates or numbers.
//!
//! A page holds values. Whoever makes words of them is told the voice, so that one page can be
//! told in two voices at once.

use std::ops::Deref;

use jiff::civil::Date;

use super::words::{count, month, month_short, number};
use crate::model::calendar::days_after;
use crate::page::{BandOf, Page, Units};

/// How a page is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Voice {
    /// Metric or imperial.
    pub units: Units,
    /// How days are said.
    pub dates: Dates,
}

/// How days are said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dates {
    /// As on a calendar: `11 October`.
    Calendar,
    /// As numbers, counted from this day as day 1: `day 11`. A copy that must not tell when.
    NumberedFrom(Date),
}

/// What is told, with the voice it is told in.
///
/// It stands for the plain facts wherever those are read, as a reference does.
#[derive(Debug)]
pub struct Spoken<'a, T = Page> {
    /// What is told: a page, a year.
    pub facts: &'a T,
    /// How.
    pub voice: Voice,
}

impl<T> Clone for Spoken<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Spoken<'_, T> {}

impl<T> Deref for Spoken<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.facts
    }
}

impl Voice {
    /// Kilometres and dates of the calendar.
    pub const METRIC: Voice = Voice::of(Units::Metric);

    /// These units, and dates of the calendar.
    pub const fn of(units: Units) -> Voice {
        Voice { units, dates: Dates::Calendar }
    }

    /// The same units, and numbers of days for dates, counted from this one.
    #[must_use]
    pub const fn with_days_numbered_from(self, first: Date) -> Voice {
        Voice { dates: Dates::NumberedFrom(first), ..self }
    }

    /// These facts, to be told in this voice.
    pub const fn tells<T>(self, facts: &T) -> Spoken<'_, T> {
        Spoken { facts, voice: self }
    }

    /// Whose values a band of form holds: `your usual range: 4 August to 13 September`.
    pub fn band(self, of: BandOf) -> String {
        match of {
            BandOf::Own(first, last) => format!("your usual range: {}", self.span(first, last)),
            BandOf::Others => "two in three runners of that height at that pace".to_owned(),
        }
    }

    /// The number of a day, while days are numbered; the day before day 1 is day 0.
    pub fn day_number(self, date: Date) -> Option<i64> {
        let Dates::NumberedFrom(first) = self.dates else { return None };
        Some(days_after(first, date) + 1)
    }

    /// A day in prose: `11 October`.
    pub fn day(self, date: Date) -> String {
        match self.day_number(date) {
            Some(n) => format!("day {}", number(n as f64, 0)),
            None => format!("{} {}", date.day(), month(date)),
        }
    }

    /// A day where room is short: `11 Oct`.
    pub fn day_short(self, date: Date) -> String {
        match self.day_number(date) {
            Some(_) => self.day(date),
            None => format!("{} {}", date.day(), month_short(date)),
        }
    }

    /// A day with its year: `11 October 2026`.
    pub fn day_and_year(self, date: Date) -> String {
        match self.day_number(date) {
            Some(_) => self.day(date),
            None => format!("{} {}", self.day(date), date.year()),
        }
    }

    /// A day under a strip that names its month elsewhere: `11`.
    pub fn day_of_month(self, date: Date) -> String {
        self.day_number(date).map_or_else(|| date.day().to_string(), |n| number(n as f64, 0))
    }

    /// Whether a strip names the month at this day.
    pub fn starts_month(self, date: Date) -> bool {
        self.day_number(date).is_none() && date.day() == 1
    }

    /// Days that run on: `6 August to 30 September`, with years where they differ.
    pub fn span(self, first: Date, last: Date) -> String {
        if first.year() == last.year() {
            format!("{} to {}", self.day(first), self.day(last))
        } else {
            format!("{} to {}", self.day_and_year(first), self.day_and_year(last))
        }
    }

    /// Days that run on, the month once where it is one: `12 to 15 July`, `28 June to 3 July`.
    pub fn days(self, first: Date, last: Date) -> String {
        let is_one_month = (first.year(), first.month()) == (last.year(), last.month());
        match self.day_number(last) {
            _ if first == last => self.day(first),
            Some(_) => format!("{} to {}", self.day(first), self.day_of_month(last)),
            None if is_one_month => format!("{} to {}", self.day_of_month(first), self.day(last)),
            None => self.span(first, last),
        }
    }

    /// Some days: as a span where they run on, one by one where they are few, else how many of which
    /// span.
    pub fn some_days(self, days_told: &[Date]) -> String {
        let (Some(&first), Some(&last)) = (days_told.first(), days_told.last()) else {
            return String::new();
        };
        let runs_on = days_told.windows(2).all(|pair| match pair {
            [a, b] => a.tomorrow().is_ok_and(|next| next == *b),
            _ => true,
        });
        if runs_on {
            return format!("{} ({})", self.days(first, last), count(days_told.len(), "day"));
        }
        if days_told.len() <= FEW_DAYS {
            return self.one_by_one(days_told, Voice::day);
        }
        format!("on {} from {}", count(days_told.len(), "day"), self.days(first, last))
    }

    /// Days that run on where room is short: `26 to 31 Oct`, `28 Sep to 19 Oct`.
    pub fn span_short(self, first: Date, last: Date) -> String {
        let is_one_month = (first.year(), first.month()) == (last.year(), last.month());
        match self.day_number(last) {
            Some(_) => format!("{} to {}", self.day_short(first), self.day_of_month(last)),
            None if is_one_month => {
                format!("{} to {}", self.day_of_month(first), self.day_short(last))
            }
            None => format!("{} to {}", self.day_short(first), self.day_short(last)),
        }
    }

    /// Days one by one where room is short: `28 Sep, 5, 12 and 19 Oct`.
    pub fn days_short(self, days: &[Date]) -> String {
        self.one_by_one(days, Voice::day_short)
    }

    /// Days one by one. The month stands once, after the last of its days; `day` once, before the
    /// first number.
    fn one_by_one(self, days: &[Date], in_full: fn(Voice, Date) -> String) -> String {
        let of_month = |day: &Date| (day.year(), day.month());
        let shown = |(place, day): (usize, &Date)| {
            let has_name = match (self.dates, days.get(place + 1)) {
                (Dates::NumberedFrom(_), _) => place == 0,
                (Dates::Calendar, next) => next.is_none_or(|next| of_month(next) != of_month(day)),
            };
            if has_name { in_full(self, *day) } else { self.day_of_month(*day) }
        };
        let mut texts: Vec<String> = days.iter().enumerate().map(shown).collect();
        let last = texts.pop().unwrap_or_default();
        if texts.is_empty() { last } else { format!("{} and {last}", texts.join(", ")) }
    }
}

/// So many days that do not run on are told one by one.
const FEW_DAYS: usize = 4;

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_and_spans_read_as_people_say_them() {
        let voice = Voice::METRIC;
        assert_eq!(voice.day(date(2026, 10, 11)), "11 October");
        assert_eq!(voice.day_short(date(2026, 10, 11)), "11 Oct");
        assert_eq!(voice.span(date(2026, 8, 6), date(2026, 9, 30)), "6 August to 30 September");
        assert_eq!(voice.span_short(date(2026, 10, 26), date(2026, 10, 31)), "26 to 31 Oct");
        assert_eq!(voice.span_short(date(2026, 9, 28), date(2026, 10, 19)), "28 Sep to 19 Oct");
        let mondays = [date(2026, 9, 28), date(2026, 10, 5), date(2026, 10, 12)];
        assert_eq!(voice.days_short(&mondays), "28 Sep, 5 and 12 Oct");
        assert_eq!(voice.days_short(&mondays[..1]), "28 Sep");
        assert_eq!(
            voice.span(date(2026, 12, 20), date(2027, 1, 3)),
            "20 December 2026 to 3 January 2027"
        );
    }

    #[test]
    fn numbered_days_count_from_the_first_in_their_own_voice_alone() {
        let (calendar, voice) =
            (Voice::METRIC, Voice::METRIC.with_days_numbered_from(date(2026, 10, 1)));
        assert_eq!(voice.day(date(2026, 10, 11)), "day 11");
        // 56 days before 1 October 2026 is 6 August.
        assert_eq!(voice.day_and_year(date(2026, 8, 6)), "day −55");
        assert_eq!(voice.span_short(date(2026, 9, 28), date(2026, 10, 19)), "day −2 to 19");
        let mondays = [date(2026, 9, 28), date(2026, 10, 5), date(2026, 10, 12)];
        assert_eq!(voice.days_short(&mondays), "day −2, 5 and 12");
        assert_eq!(calendar.day(date(2026, 10, 11)), "11 October");
    }
}

//! A calendar month.

use std::{fmt, str::FromStr};

use jiff::{ToSpan as _, civil::Date};

/// A calendar month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    first: Date,
}

/// Text that is not `YYYY-MM`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a month; write it as 2026-10")]
pub struct NotAMonth(String);

impl Month {
    /// The month that a day lies in.
    pub fn of(day: Date) -> Month {
        Month { first: day.first_of_month() }
    }

    /// Its first day.
    pub fn first(self) -> Date {
        self.first
    }

    /// Its last day.
    pub fn last(self) -> Date {
        self.first.last_of_month()
    }

    /// How many days it has.
    pub fn days(self) -> i8 {
        self.first.days_in_month()
    }

    /// The month before.
    #[must_use]
    pub fn previous(self) -> Month {
        Month { first: self.first.saturating_sub(1.month()) }
    }

    /// The month after.
    #[must_use]
    pub fn next(self) -> Month {
        Month { first: self.first.saturating_add(1.month()) }
    }

    /// Whether a day lies in it.
    pub fn contains(self, day: Date) -> bool {
        Month::of(day) == self
    }

    /// `October 2026`.
    pub fn title(self) -> String {
        self.first.strftime("%B %Y").to_string()
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.first.strftime("%Y-%m"))
    }
}

impl FromStr for Month {
    type Err = NotAMonth;

    fn from_str(text: &str) -> Result<Month, NotAMonth> {
        let refuse = || NotAMonth(text.to_owned());
        let (year, month) = text.split_once('-').ok_or_else(refuse)?;
        let (year, month) = match (year.parse(), month.parse()) {
            (Ok(year), Ok(month)) if (1900..=2200).contains(&year) => (year, month),
            _ => return Err(refuse()),
        };
        Date::new(year, month, 1).map(Month::of).map_err(|_no_such_month| refuse())
    }
}

/// On which day a week begins in a calendar that is drawn; sums are by ISO week throughout.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WeekStart {
    /// As in ISO weeks.
    #[default]
    Monday,
    /// As in North America.
    Sunday,
}

impl WeekStart {
    /// Days since the week began.
    pub fn days_into_week(self, date: Date) -> i8 {
        match self {
            WeekStart::Monday => date.weekday().to_monday_zero_offset(),
            WeekStart::Sunday => date.weekday().to_sunday_zero_offset(),
        }
    }

    /// Whether the day that stands so many days into the week is one of a weekend.
    pub const fn is_weekend(self, days_into_week: usize) -> bool {
        match self {
            WeekStart::Monday => matches!(days_into_week, 5 | 6),
            WeekStart::Sunday => matches!(days_into_week, 0 | 6),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_knows_its_neighbours_and_its_leap_day() {
        let month: Month = "2028-02".parse().unwrap();
        assert_eq!(
            (month.days(), month.previous().to_string(), month.next().to_string()),
            (29, "2028-01".into(), "2028-03".into())
        );
        assert_eq!(month.title(), "February 2028");
        assert!("2028-13".parse::<Month>().is_err());
        assert!("October".parse::<Month>().is_err());
    }
}

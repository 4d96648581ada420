//! The diary: a CSV as a person or a spreadsheet writes it, checked cell by cell.

use std::{collections::BTreeMap, fmt};

use jiff::civil::Date;

use super::{
    cell::absorb,
    columns::{ColumnMap, ROLL},
    sheet::Sheet,
};
use crate::model::{DayActivity, InjuryMark, Notice, PainEntry, PainScore};

/// A diary that was read without an error.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PainLog {
    /// One entry a day, all rows of the day together.
    days: BTreeMap<Date, PainEntry>,
    /// The rows as entries of their own: rows without a time merged to one a day, before those
    /// with a time; in order of date and time.
    entries: Vec<PainEntry>,
    /// Where injury periods start and end.
    injuries: BTreeMap<Date, InjuryMark>,
    /// What was passed over, and what may have been meant.
    pub notices: Vec<Notice>,
}

/// One thing in the diary that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogProblem {
    /// The file's name, as printed.
    pub file: String,
    /// The line, from 1.
    pub line: u64,
    /// The column, as the file's own header spells it; none where the row or file is meant.
    pub column: Option<String>,
    /// The cell as typed; none where there is none.
    pub value: Option<String>,
    /// What is wrong with it.
    pub wrong: String,
    /// What is allowed.
    pub allowed: String,
}

impl fmt::Display for LogProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} line {}", self.file, self.line)?;
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        f.write_str(": ")?;
        if let Some(value) = &self.value {
            write!(f, "`{value}` ")?;
        }
        write!(f, "{}; {}", self.wrong, self.allowed)
    }
}

impl std::error::Error for LogProblem {}

/// Reads a diary.
///
/// # Errors
///
/// Every problem at once, in the order of the file: a missing column, a value that is not
/// allowed, a date that does not exist, two values for one cell of a day.
///
/// ```
/// use backstride::pain::{ColumnMap, read};
/// use jiff::civil::date;
///
/// let text = b"date;pain_morning\n2026-10-03;3,5\n";
/// let log = read(text, &ColumnMap::default(), "pain-log.csv").unwrap();
/// assert_eq!(log.morning(date(2026, 10, 3)).unwrap().to_string(), "3.5");
/// ```
pub fn read(text: &[u8], columns: &ColumnMap, file_name: &str) -> Result<PainLog, Vec<LogProblem>> {
    let mut sheet = Sheet::new(file_name, columns);
    sheet.read(text);
    let (entries, notices) = sheet.finish()?;
    let days = merged(&entries);
    let injuries = days.values().filter_map(|day| Some((day.date, day.injury?))).collect();
    Ok(PainLog { days, entries, injuries, notices })
}

/// One entry a day. A timed row adds what the day does not say; the worst of several pains counts.
fn merged(entries: &[PainEntry]) -> BTreeMap<Date, PainEntry> {
    let mut days: BTreeMap<Date, PainEntry> = BTreeMap::new();
    for entry in entries {
        let mut entry = entry.clone();
        let day =
            days.entry(entry.date).or_insert_with(|| PainEntry::blank(entry.line, entry.date));
        for column in ROLL {
            absorb(column.kind, day, &mut entry);
        }
    }
    days
}

impl PainLog {
    /// What the diary says of a day, all its rows together.
    pub fn day(&self, day: Date) -> Option<&PainEntry> {
        self.days.get(&day)
    }

    /// Pain that morning.
    pub fn morning(&self, day: Date) -> Option<PainScore> {
        self.day(day)?.pain_morning
    }

    /// Pain of the morning after a day.
    pub fn next_morning(&self, day: Date) -> Option<PainScore> {
        self.morning(day.tomorrow().ok()?)
    }

    /// Pain before the run of a day, else of that morning.
    pub fn before(&self, day: Date) -> Option<PainScore> {
        let entry = self.day(day)?;
        entry.pain_before.or(entry.pain_morning)
    }

    /// The days of a span that have a row, in order; none when the span is empty.
    pub fn days(&self, first: Date, last: Date) -> impl Iterator<Item = &PainEntry> {
        // A map's range panics when its ends are crossed.
        let span = if first <= last { first..=last } else { last..=last };
        self.days.range(span).map(|(_, entry)| entry).filter(move |_| first <= last)
    }

    /// Every row, those without a time merged to one a day; in order of date and time.
    pub fn entries(&self) -> &[PainEntry] {
        &self.entries
    }

    /// The first day with a row.
    pub fn first_day(&self) -> Option<Date> {
        self.days.keys().next().copied()
    }

    /// The last day with a row.
    pub fn last_day(&self) -> Option<Date> {
        self.days.keys().next_back().copied()
    }

    /// Whether there is no row at all.
    pub fn is_empty(&self) -> bool {
        self.days.is_empty()
    }

    /// How many days have a row.
    pub fn len(&self) -> usize {
        self.days.len()
    }

    /// The last day up to and with this one on which a treatment or visit is noted.
    pub fn last_treatment(&self, until: Date) -> Option<Date> {
        self.days
            .range(..=until)
            .rev()
            .find_map(|(day, entry)| entry.treatment.is_some().then_some(*day))
    }

    /// Whether a day lies in an injury period, or the diary calls it ill. The day of its end still
    /// belongs to an injury.
    pub fn is_shaded(&self, day: Date) -> bool {
        let ill = self.day(day).and_then(|entry| entry.activity) == Some(DayActivity::Ill);
        let injured = match self.injuries.range(..=day).next_back() {
            Some((_, InjuryMark::Start)) => true,
            Some((marked, InjuryMark::End)) => *marked == day,
            None => false,
        };
        ill || injured
    }
}

/// Whether an entry has any pain value.
pub fn has_pain_value(entry: &PainEntry) -> bool {
    [entry.pain_morning, entry.pain_before, entry.pain_during_max, entry.pain_after_1h]
        .iter()
        .any(Option::is_some)
}

#[cfg(test)]
#[path = "log_tests.rs"]
mod tests;

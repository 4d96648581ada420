//! The diary: a CSV or workbook as a person, form or spreadsheet writes it, checked cell by cell.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time};

use super::{
    columns::{ColumnMap, ROLL},
    merge::{absorb, differs},
    notes::note_tag,
    problem::{LogProblem, Reach},
    sheet::Sheet,
};
use crate::{
    model::{DayActivity, InjuryMark, Notice, PainEntry, PainScore},
    page::UnreadSign,
};

/// The line of an entry that stands in no file of the diary.
const NO_LINE: u64 = 0;

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
    /// Cells that cannot be read and were left blank, and rows that were left out; in the order of
    /// the file.
    pub left_blank: Vec<LogProblem>,
    /// What was written among the warning signs and cannot be read: said before anything else.
    pub unread_signs: Vec<UnreadSign>,
}

/// Reads a diary.
///
/// # Errors
///
/// Where what is meant as a whole cannot be told: a header that cannot be read, two values for one
/// cell of a day, no row with a day. Then every problem at once, in the order of the file. A cell
/// that cannot be read costs only that cell, see [`PainLog::left_blank`].
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
    match read_as_far(text, columns, file_name) {
        (_, problems) if problems.iter().any(|problem| problem.reach == Reach::Log) => {
            Err(problems)
        }
        (log, _) => Ok(log),
    }
}

/// What can be read of a diary, and every problem: for the words on safety, which must not wait
/// until the last typing error is mended. Everything else asks [`read`].
pub fn read_as_far(
    text: &[u8],
    columns: &ColumnMap,
    file_name: &str,
) -> (PainLog, Vec<LogProblem>) {
    let mut sheet = Sheet::new(file_name, columns);
    sheet.read(text);
    let found = sheet.finish();
    let mut log = PainLog::of(found.entries, found.notices);
    log.left_blank.clone_from(&found.problems);
    log.unread_signs = found.unread_signs;
    (log, found.problems)
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
    fn of(entries: Vec<PainEntry>, notices: Vec<Notice>) -> PainLog {
        let days = merged(&entries);
        let injuries = days.values().filter_map(|day| Some((day.date, day.injury?))).collect();
        PainLog { days, entries, injuries, notices, ..PainLog::default() }
    }

    /// This diary with what the private notes of activities say by their tag, where its own rows of
    /// the day do not say it: the log is the runner's last word.
    ///
    /// Of several notes in a day the first morning and the largest worst pain count. Nothing of a
    /// note but its tag is read, see [`note_tag`](super::note_tag).
    #[must_use]
    pub fn with_notes<'a>(
        self,
        notes: impl IntoIterator<Item = (Date, &'a str)>,
        tag: &str,
    ) -> PainLog {
        let mut noted: BTreeMap<Date, PainEntry> = BTreeMap::new();
        for (date, note) in notes {
            let Some((morning, worst)) = note_tag(note, tag) else { continue };
            let entry = noted.entry(date).or_insert_with(|| PainEntry::blank(NO_LINE, date));
            entry.pain_morning.get_or_insert(morning);
            entry.pain_during_max = entry.pain_during_max.max(Some(worst));
        }
        let mut entries = self.entries;
        let (left_blank, unread_signs) = (self.left_blank, self.unread_signs);
        for (date, mut entry) in noted {
            if let Some(own) = self.days.get(&date) {
                entry.pain_morning = entry.pain_morning.filter(|_| own.pain_morning.is_none());
                entry.pain_during_max =
                    entry.pain_during_max.filter(|_| own.pain_during_max.is_none());
            }
            let untimed = |own: &&mut PainEntry| own.date == date && own.time_local.is_none();
            match entries.iter_mut().find(untimed) {
                Some(own) => {
                    own.pain_morning = own.pain_morning.or(entry.pain_morning);
                    own.pain_during_max = own.pain_during_max.or(entry.pain_during_max);
                }
                None => entries.push(entry),
            }
        }
        // Rows without a time stand before those of their day that have one.
        entries.sort_by_key(|entry| (entry.date, entry.time_local));
        PainLog { left_blank, unread_signs, ..PainLog::of(entries, self.notices) }
    }

    /// This diary up to a day, as if nothing were written after it.
    #[must_use]
    pub fn up_to(&self, day: Date) -> PainLog {
        let days = self.days.range(..=day).map(|(day, entry)| (*day, entry.clone()));
        let entries = self.entries.iter().filter(|entry| entry.date <= day);
        let injuries = self.injuries.range(..=day).map(|(day, mark)| (*day, *mark));
        PainLog {
            days: days.collect(),
            entries: entries.cloned().collect(),
            injuries: injuries.collect(),
            notices: self.notices.clone(),
            left_blank: self.left_blank.clone(),
            unread_signs: self.unread_signs.clone(),
        }
    }

    /// This diary with hours of sleep by day of waking where its own rows of the day do not say them, and
    /// the days on which they say something else by more than an hour. A day without a row stays one.
    #[must_use]
    pub fn with_nights(self, sleep_h: &BTreeMap<Date, f64>) -> (PainLog, Vec<Date>) {
        let PainLog { days, mut entries, injuries: _, notices, left_blank, unread_signs } = self;
        let mut differing = Vec::new();
        let mut told: Option<Date> = None;
        for entry in &mut entries {
            let Some(hours) = sleep_h.get(&entry.date) else { continue };
            // The first row of a day takes it.
            if told.replace(entry.date) == Some(entry.date) {
                continue;
            }
            match days.get(&entry.date).and_then(|day| day.sleep_h) {
                Some(own) if (own - hours).abs() > 1.0 => differing.push(entry.date),
                Some(_) => {}
                None => entry.sleep_h = Some(*hours),
            }
        }
        let log = PainLog { left_blank, unread_signs, ..PainLog::of(entries, notices) };
        (log, differing)
    }

    /// Several diaries as one: their rows of a day together, as rows of one file would be.
    ///
    /// # Errors
    ///
    /// When two of them have different values for one cell of a day.
    pub fn joined(logs: impl IntoIterator<Item = PainLog>) -> Result<PainLog, Vec<String>> {
        let mut all = PainLog::default();
        let mut untimed: BTreeMap<Date, PainEntry> = BTreeMap::new();
        let mut clashes = Vec::new();
        for log in logs {
            all.notices.extend(log.notices);
            all.left_blank.extend(log.left_blank);
            all.unread_signs.extend(log.unread_signs);
            for mut entry in log.entries {
                match untimed.get_mut(&entry.date).filter(|_| entry.time_local.is_none()) {
                    Some(known) => clashes.extend(united(known, &mut entry)),
                    None if entry.time_local.is_none() => {
                        untimed.insert(entry.date, entry);
                    }
                    None => all.entries.push(entry),
                }
            }
        }
        if !clashes.is_empty() {
            return Err(clashes);
        }
        all.entries.extend(untimed.into_values());
        all.entries.sort_by_key(|entry| (entry.date, entry.time_local));
        let PainLog { entries, notices, left_blank, unread_signs, .. } = all;
        Ok(PainLog { left_blank, unread_signs, ..PainLog::of(entries, notices) })
    }

    /// What the diary says of a day, all its rows together.
    pub fn day(&self, day: Date) -> Option<&PainEntry> {
        self.days.get(&day)
    }

    /// What the diary says of one run of a day: of the day's timed rows that say it the one nearest
    /// to its start, else the day's own, else the only one.
    pub fn of_run<T>(
        &self,
        day: Date,
        started: Option<Time>,
        value: impl Fn(&PainEntry) -> Option<T>,
    ) -> Option<T> {
        let said = || {
            let rows = self.rows_of(day);
            rows.filter_map(|entry| Some((entry.time_local, value(entry)?)))
        };
        let nearest = started.and_then(|started| {
            said()
                .filter_map(|(time, value)| Some((time?.duration_since(started).abs(), value)))
                .min_by_key(|(apart, _)| *apart)
        });
        nearest
            .map(|(_, value)| value)
            .or_else(|| said().find(|(time, _)| time.is_none()).map(|(_, value)| value))
            .or_else(|| {
                // Without a start to compare, what a day says once is the run's.
                let mut all = said();
                let (_, first) = all.next()?;
                if all.next().is_none() { Some(first) } else { None }
            })
    }

    /// The rows of a day, those without a time first.
    pub fn rows_of(&self, day: Date) -> impl Iterator<Item = &PainEntry> {
        let first = self.entries.partition_point(|entry| entry.date < day);
        self.entries.iter().skip(first).take_while(move |entry| entry.date == day)
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
    pub fn days(&self, first: Date, last: Date) -> impl DoubleEndedIterator<Item = &PainEntry> {
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

/// Adds to a day's row what another file says of it; names the columns in which the two differ.
fn united(known: &mut PainEntry, more: &mut PainEntry) -> Vec<String> {
    let mut clashes = Vec::new();
    for column in ROLL {
        if differs(column.kind, known, more) {
            clashes.push(format!(
                "two logs have different values for {} on {}",
                column.key, known.date
            ));
        }
        absorb(column.kind, known, more);
    }
    clashes
}

/// Whether an entry has any pain value.
pub fn has_pain_value(entry: &PainEntry) -> bool {
    entry.worst().is_some()
}

#[cfg(test)]
#[path = "log_tests.rs"]
mod tests;

//! Which days the export speaks for.

use jiff::civil::Date;

use super::UnknownSpan;
use crate::model::calendar::{days_after, each_day, shifted};

/// A longer row of days without a file is not known to be one without running.
const LONGEST_SILENCE_DAYS: i64 = 366;

/// The days for which a missing file means that there was no run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CoveredDays {
    /// Spans in order, both ends with them; none meets another.
    spans: Vec<(Date, Date)>,
    /// Spans of which nothing is known though they lie between files, in order.
    unknown: Vec<UnknownSpan>,
}

impl CoveredDays {
    /// From the first to the last day that has a file; an export counts as complete between them.
    /// Of more than a year without a file it says nothing: a clock that was not set lies there, or
    /// files that were not kept.
    pub fn of_files(days: impl IntoIterator<Item = Date>) -> CoveredDays {
        let mut days: Vec<Date> = days.into_iter().collect();
        days.sort_unstable();
        let spans = days
            .chunk_by(|a, b| days_after(*a, *b) <= LONGEST_SILENCE_DAYS)
            .filter_map(|span| Some((*span.first()?, *span.last()?)))
            .collect();
        CoveredDays { spans, unknown: Vec::new() }
    }

    /// The same but for spans of which nothing is known.
    #[must_use]
    pub fn without(mut self, unknown: impl IntoIterator<Item = UnknownSpan>) -> CoveredDays {
        self.unknown.extend(unknown);
        self.unknown.sort_by_key(|span| (span.first, span.last));
        self
    }

    /// The spans of which nothing is known though they lie between files, in order.
    pub fn unknown(&self) -> &[UnknownSpan] {
        &self.unknown
    }

    /// The span of which nothing is known that a day lies in.
    pub fn unknown_on(&self, day: Date) -> Option<&UnknownSpan> {
        self.unknown.iter().find(|span| (span.first..=span.last).contains(&day))
    }

    /// The spans that the runner declared; a span that ends before it begins covers nothing.
    pub fn declared(spans: impl IntoIterator<Item = (Date, Date)>) -> CoveredDays {
        let mut spans: Vec<(Date, Date)> =
            spans.into_iter().filter(|(first, last)| first <= last).collect();
        spans.sort_unstable();
        // Spans that meet are one, so that a day is looked up among any number of them.
        spans.dedup_by(|next, open| {
            let meets = next.0 <= open.1;
            if meets {
                open.1 = open.1.max(next.1);
            }
            meets
        });
        CoveredDays { spans, unknown: Vec::new() }
    }

    /// Whether a day is covered.
    pub fn covers(&self, day: Date) -> bool {
        let begun = self.spans.partition_point(|(first, _)| *first <= day);
        begun.checked_sub(1).is_some_and(|at| day <= self.spans[at].1)
            && self.unknown_on(day).is_none()
    }

    /// The first covered day.
    pub fn first(&self) -> Option<Date> {
        self.spans.first().map(|(first, _)| *first)
    }

    /// The last covered day.
    pub fn last(&self) -> Option<Date> {
        self.spans.iter().map(|(_, last)| *last).max()
    }

    /// The share of the `length` days that end the day before `day` which are covered, 0–1.
    pub fn share_before(&self, day: Date, length: i32) -> f64 {
        let (Some(first), Some(last)) = (shifted(day, -length), shifted(day, -1)) else {
            return 0.0;
        };
        self.days_in(first, last) as f64 / f64::from(length)
    }

    /// How many days of a span are covered.
    pub fn days_in(&self, first: Date, last: Date) -> usize {
        each_day(first, last).filter(|day| self.covers(*day)).count()
    }

    /// How many days of history lie before a day, counted from the first covered one after a
    /// silence of more than a year; none before there is any.
    pub fn history_before(&self, day: Date) -> Option<i64> {
        let before = self.spans.iter().filter(|(first, _)| *first <= day);
        let begun = before.fold(None, |begun: Option<(Date, Date)>, &(first, last)| match begun {
            Some((start, until)) if days_after(until, first) <= LONGEST_SILENCE_DAYS => {
                Some((start, until.max(last)))
            }
            _ => Some((first, last)),
        });
        begun.map(|(first, _)| days_after(first, day))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn an_export_covers_from_its_first_to_its_last_file() {
        let coverage =
            CoveredDays::of_files([date(2026, 3, 9), date(2026, 1, 5), date(2026, 2, 1)]);
        assert!(coverage.covers(date(2026, 1, 20)) && !coverage.covers(date(2026, 3, 10)));
        assert!((coverage.share_before(date(2026, 1, 15), 30) - 10.0 / 30.0).abs() < 1e-12);
        assert_eq!(coverage.history_before(date(2026, 1, 15)), Some(10));
        assert_eq!(coverage.history_before(date(2026, 1, 5)), Some(0));
        assert_eq!(coverage.history_before(date(2026, 1, 4)), None);
        assert!(CoveredDays::of_files([]).share_before(date(2026, 1, 1), 30).abs() < 1e-12);
    }

    #[test]
    fn a_declared_gap_is_a_gap() {
        let coverage = CoveredDays::declared([
            (date(2026, 3, 1), date(2026, 3, 31)),
            (date(2026, 1, 1), date(2026, 1, 31)),
            (date(2026, 2, 20), date(2026, 2, 10)),
        ]);
        assert!(!coverage.covers(date(2026, 2, 15)));
        assert_eq!(
            (coverage.first(), coverage.last()),
            (Some(date(2026, 1, 1)), Some(date(2026, 3, 31)))
        );
    }
}

//! One month as the index shows it.

use jiff::civil::Date;

use crate::{
    model::{PainScore, WeekStart, calendar::monday_of},
    page::{Brief, Day, Period, SafetyLevel, Units, Urgency},
    say::{
        headline,
        voice::{Spoken, Voice},
        words,
    },
};

/// One month of the first page, or one span.
#[derive(Clone, Debug, PartialEq)]
pub struct IndexEntry {
    /// The folder's name.
    pub key: String,
    /// `October 2026`.
    pub title: String,
    /// Whether there is a page to lead to.
    pub standing: Standing,
    /// First day: months are sorted by it and grouped by its year.
    pub first: Date,
    /// The last day of which anything can be known.
    pub known_until: Date,
    /// The page's first sentence; none where it is withheld.
    pub headline: Option<String>,
    /// What cannot be read among the warning signs, and a visit to be arranged.
    pub attention: Vec<String>,
    /// Spans in it of whose running nothing is known, with what to do.
    pub unknown: Vec<String>,
    /// How loud the month's safety box is.
    pub safety: SafetyLevel,
    /// Runs.
    pub runs: usize,
    /// Metres run; none where not known.
    pub distance_m: Option<f64>,
    /// Metric or imperial.
    pub units: Units,
    /// On which day the calendar's weeks begin.
    pub week_start: WeekStart,
    /// The period's days, in order.
    pub days: Vec<IndexDay>,
    /// The period's part of each calendar week, Monday to Sunday, in order.
    pub weeks: Vec<IndexWeek>,
}

/// A day of the first page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IndexDay {
    /// The day.
    pub date: Date,
    /// Morning pain; none where not logged.
    pub pain: Option<f64>,
    /// Whether a run was recorded.
    pub ran: bool,
    /// Metres run; none where not known.
    pub distance_m: Option<f64>,
}

impl IndexDay {
    fn of(day: &Day) -> IndexDay {
        IndexDay {
            date: day.date,
            pain: day.pain_morning.map(PainScore::value),
            ran: day.ran,
            distance_m: day.distance_m,
        }
    }
}

/// The part of a calendar week that lies in the period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IndexWeek {
    /// How many of its days do.
    pub days: usize,
    /// Metres run on them; none where a run's distance is not known, 0 without a recorded run.
    pub distance_m: Option<f64>,
}

impl IndexWeek {
    fn of(days: &[Day]) -> IndexWeek {
        let metres = |day: &Day| if day.ran { day.distance_m } else { Some(0.0) };
        IndexWeek { days: days.len(), distance_m: days.iter().map(metres).sum() }
    }
}

impl IndexEntry {
    /// The last day of the period.
    pub(super) fn last(&self) -> Date {
        self.days.last().map_or(self.first, |day| day.date)
    }

    /// Metres run, in words.
    pub(super) fn how_much(&self) -> String {
        words::or_unknown(self.distance_m, |metres| words::distance(metres, self.units))
    }

    /// A month whose page stands and of which the export holds nothing any more.
    pub fn kept(period: &Period, voice: Voice, week_start: WeekStart) -> IndexEntry {
        IndexEntry {
            key: period.key(),
            title: voice.title(period),
            standing: Standing::Kept,
            first: period.first,
            known_until: period.last,
            headline: None,
            attention: Vec::new(),
            unknown: Vec::new(),
            safety: SafetyLevel::Calm,
            runs: 0,
            distance_m: None,
            units: voice.units,
            week_start,
            days: Vec::new(),
            weeks: Vec::new(),
        }
    }

    /// What the first page says of a page.
    pub fn of(page: Spoken<'_>, standing: Standing) -> IndexEntry {
        let headline = page.headlines.first().map(|it| headline::text(it, page));
        IndexEntry::in_brief(page.voice.tells(&Brief::from(page.facts)), headline, standing)
    }

    /// What the first page says of a page whose first sentence is known.
    pub fn in_brief(
        page: Spoken<'_, Brief>,
        headline: Option<String>,
        standing: Standing,
    ) -> IndexEntry {
        IndexEntry {
            key: page.period.key(),
            title: page.voice.title(&page.period),
            standing,
            first: page.period.first,
            known_until: page.period.known_until,
            headline,
            attention: page
                .attention
                .iter()
                .filter(|it| matches!(it.urgency(), Urgency::Unread | Urgency::Arrange))
                .map(|it| page.voice.calls_for(it).words)
                .collect(),
            unknown: page
                .unknown
                .iter()
                .filter(|span| span.last >= page.period.first)
                .map(|span| page.voice.unknown_days(span))
                .collect(),
            safety: page.safety.level,
            runs: page.runs,
            distance_m: page.distance_m,
            units: page.voice.units,
            week_start: page.week_start,
            days: page.days.iter().map(IndexDay::of).collect(),
            weeks: page
                .days
                .chunk_by(|a, b| monday_of(a.date) == monday_of(b.date))
                .map(IndexWeek::of)
                .collect(),
        }
    }
}

/// Whether the first page can lead to a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is written with this index.
    Stands,
    /// It was written before and left as it is: what is said here may be newer.
    Earlier,
    /// It was not written yet.
    NotWritten,
    /// It was written before, and the export holds nothing of it any more.
    Kept,
}

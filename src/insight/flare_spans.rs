//! From when to when a flare lasts, and what was logged of it.
//!
//! A flare is what the runner calls one, by the consensus of Costa et al. 2019 (J Pain 20:1267, PMID
//! 30904517): worse than usual for hours to weeks, hard to tolerate, with an effect on activities or
//! mood. Of such days 68 in 100 are not above the average score (Costa et al. 2021, Clin J Pain
//! 37:313). Or it is one by the diary's own rule: a morning two points above the usual one, after three that were not.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::{
    model::{
        BodySite, Flare, FlareEnd, LegSymptom, PainEntry, PainScore, RedFlag, Side, Tablets,
        UsualLevel,
        calendar::{days_in, each_day, shifted},
    },
    pain::{
        PainLog,
        echo::{USUAL_DAYS, usual_morning, usual_mornings},
    },
    signal,
};

/// A flare begins this far above the usual morning.
const ABOVE_USUAL_POINTS: f64 = 2.0;
/// A morning at most this far above the usual one is back at it, as the morning after a run is.
const BACK_POINTS: f64 = 1.0;
/// So many logged mornings without one must lie before it, and so many back at the usual level end
/// it with the first of them.
const QUIET_MORNINGS: usize = 3;

/// Whether days that the runner calls a flare count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// They do.
    Read,
    /// Only the diary's own rule does.
    Unread,
}

/// The days of a flare.
#[derive(Clone, Debug, PartialEq)]
pub struct FlareSpan {
    /// The first day.
    pub first: Date,
    /// The last day that is marked or above the usual level.
    pub last: Date,
    /// The usual morning before it.
    pub usual: Option<f64>,
    /// Whether it has passed.
    pub end: FlareEnd,
}

/// Every flare of a diary that began up to a day, as it stands by then.
///
/// The usual level is the one of its first day to its end: the median of 28 days would adapt to a
/// flare of some weeks and call it over while it lasts.
pub fn spans(log: &PainLog, until: Date, marks: Marks) -> Vec<FlareSpan> {
    let Some(first) = log.first_day() else { return Vec::new() };
    let mut watch = Watch { log, marks, quiet: 0, open: None, over: Vec::new() };
    for row in log.days(first, until) {
        watch.step(row);
    }
    let Watch { open, mut over, .. } = watch;
    over.extend(open.map(Open::told));
    over
}

/// Walks through the rows, day by day.
struct Watch<'a> {
    log: &'a PainLog,
    marks: Marks,
    /// Logged mornings in a row that were no flare's.
    quiet: usize,
    open: Option<Open>,
    over: Vec<FlareSpan>,
}

/// A flare that has not ended so far.
struct Open {
    first: Date,
    last: Date,
    usual: Option<f64>,
    /// Logged mornings back at the usual level since its last day.
    back: Vec<Date>,
}

impl Watch<'_> {
    fn step(&mut self, row: &PainEntry) {
        let marked = self.marks == Marks::Read && row.flare == Some(true);
        let morning = row.pain_morning.map(PainScore::value);
        match self.open.take() {
            Some(open) => self.go_on(open, row.date, marked, morning),
            None => self.begin(row.date, marked, morning),
        }
    }

    fn begin(&mut self, day: Date, marked: bool, morning: Option<f64>) {
        let usual = usual_morning(self.log, day);
        let above =
            usual.zip(morning).map(|(usual, morning)| morning - usual >= ABOVE_USUAL_POINTS);
        if marked || (above == Some(true) && self.quiet >= QUIET_MORNINGS) {
            self.open = Some(Open { first: day, last: day, usual, back: Vec::new() });
        } else if above == Some(true) {
            self.quiet = 0;
        } else if above == Some(false) {
            self.quiet += 1;
        }
    }

    fn go_on(&mut self, mut open: Open, day: Date, marked: bool, morning: Option<f64>) {
        let above = |usual: f64| morning.is_some_and(|morning| morning - usual > BACK_POINTS);
        if marked || open.usual.is_some_and(above) {
            open.last = day;
            open.back.clear();
        } else if morning.is_some() {
            open.back.push(day);
        }
        if open.back.len() == QUIET_MORNINGS {
            self.quiet = QUIET_MORNINGS;
            self.over.push(open.told());
        } else {
            self.open = Some(open);
        }
    }
}

impl Open {
    fn told(self) -> FlareSpan {
        let end = match (self.back.as_slice(), self.usual) {
            ([back, _, _], Some(_)) => FlareEnd::Back(*back),
            ([back, _, _], None) => FlareEnd::NoLongerMarked(*back),
            (back, _) => FlareEnd::Open { back: back.len() },
        };
        FlareSpan { first: self.first, last: self.last, usual: self.usual, end }
    }
}

/// The flares that lie in any part of a period, by what is marked and by the diary's rule, in order;
/// as they stand by the end of its known days.
pub fn flares_of(log: &PainLog, period: (Date, Date)) -> Vec<Flare> {
    let all = spans(log, period.1, Marks::Read);
    all.iter().map(|span| told(log, span, period.1)).filter(|it| it.touches(period)).collect()
}

/// What is logged of a flare.
fn told(log: &PainLog, span: &FlareSpan, until: Date) -> Flare {
    let rows: Vec<&PainEntry> = log.days(span.first, span.last).collect();
    let above =
        |morning: PainScore| span.usual.is_some_and(|usual| morning.value() - usual > BACK_POINTS);
    let days = |keep: &dyn Fn(&PainEntry) -> bool| -> Vec<Date> {
        rows.iter().filter(|row| keep(row)).map(|row| row.date).collect()
    };
    Flare {
        first: span.first,
        last: span.last,
        marked: days(&|row| row.flare == Some(true)),
        above_usual: days(&|row| row.pain_morning.is_some_and(above)),
        usual: usual_level(log, span.first),
        peak: largest(rows.iter().filter_map(|row| Some((row.date, row.pain_morning?)))),
        worst: largest(rows.iter().filter_map(|row| Some((row.date, row.worst()?)))),
        places: places(&rows),
        legs: legs(&rows),
        legs_not_logged: each_day(span.first, span.last)
            .filter(|day| log.day(*day).is_none_or(|row| row.legs.is_empty()))
            .collect(),
        tablets: tablets(&rows, span.length_days()),
        function: function(log, span),
        nights: rows.iter().filter(|row| row.red_flags.contains(&RedFlag::Night)).count(),
        end: span.end,
        last_morning: log
            .days(span.first, until)
            .filter_map(|row| Some((row.date, row.pain_morning?)))
            .next_back(),
    }
}

impl FlareSpan {
    fn length_days(&self) -> usize {
        days_in(self.first, self.last)
    }
}

/// The level of the mornings before a day; none under seven.
pub fn usual_level(log: &PainLog, day: Date) -> Option<UsualLevel> {
    let mornings = usual_mornings(log, day)?;
    let quantile = |share| signal::quantile(&mornings, share);
    Some(UsualLevel {
        median: signal::median(&mornings)?,
        middle: (quantile(0.25)?, quantile(0.75)?),
        n: mornings.len(),
    })
}

/// The largest of some scores, on the first day that has it.
pub(super) fn largest(
    scores: impl Iterator<Item = (Date, PainScore)>,
) -> Option<(Date, PainScore)> {
    scores.reduce(|worst, next| if next.1 > worst.1 { next } else { worst })
}

/// Each place, with its side where one is given, and on how many days; most days first.
pub(super) fn places(rows: &[&PainEntry]) -> Vec<(BodySite, Option<Side>, usize)> {
    let mut days: BTreeMap<_, usize> = BTreeMap::new();
    for row in rows {
        if let Some(site) = row.location {
            *days.entry((site, row.side)).or_default() += 1;
        }
    }
    let mut places: Vec<_> =
        days.into_iter().map(|((site, side), days)| (site, side, days)).collect();
    // A stable sort: places with as many days keep the order of the body's list.
    places.sort_by_key(|place| std::cmp::Reverse(place.2));
    places
}

/// Each leg symptom that was logged, "none" with them, and on how many days.
pub(super) fn legs(rows: &[&PainEntry]) -> Vec<(LegSymptom, usize)> {
    let days = |symptom| rows.iter().filter(|row| row.legs.contains(symptom)).count();
    let all = LegSymptom::ALL.iter().map(|symptom| (*symptom, days(symptom)));
    all.filter(|(_, days)| *days > 0).collect()
}

fn tablets(rows: &[&PainEntry], length_days: usize) -> Tablets {
    let days = |word| rows.iter().filter(|row| row.meds.as_deref() == Some(word)).count();
    let told = rows.iter().filter(|row| row.meds.is_some()).count();
    Tablets {
        otc: days("otc"),
        prescribed: days("prescribed"),
        none: days("none"),
        not_logged: length_days.saturating_sub(told),
    }
}

/// The median of the function column in the flare, and in the 28 days before it.
fn function(log: &PainLog, span: &FlareSpan) -> (Option<f64>, Option<f64>) {
    let median = |first: Option<Date>, last: Option<Date>| {
        let rows = log.days(first?, last?);
        let told: Vec<f64> = rows.filter_map(|row| row.function.map(PainScore::value)).collect();
        signal::median(&told)
    };
    let before = (shifted(span.first, -USUAL_DAYS), shifted(span.first, -1));
    (median(Some(span.first), Some(span.last)), median(before.0, before.1))
}

#[cfg(test)]
#[path = "flare_spans_tests.rs"]
mod tests;

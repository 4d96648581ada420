//! Pain that lasts, spreads or rises: when to arrange to see a doctor or therapist. Counts and days,
//! against fixed levels and not against the own usual level, which adapts to pain.

use jiff::civil::Date;

use super::log::PainLog;
use crate::model::calendar::{days_after, shifted};
pub use crate::page::Arrange;
use crate::{
    model::{LegSymptom, PainEntry, PainScore, RedFlag},
    signal,
};

/// A morning of so much counts towards pain that lasts.
const HIGH_MORNING: f64 = 4.0;
/// How many days are looked at.
const FOUR_WEEKS: i32 = 28;
const WEEK: i32 = 7;
/// Under so many logged mornings in four weeks nothing is said of their number: two a week.
const FEWEST_MORNINGS: usize = 8;
/// Logged mornings that each of the two weeks needs which are set side by side, and the third.
const FEWEST_IN_A_WEEK: usize = 3;
/// The rise over four weeks that is told: the scale's minimal detectable change in low back pain
/// (Childs et al. 2005, 10.1097/01.BRS.0000164099.92112.29).
const RISE_POINTS: f64 = 2.0;
/// Days with pain below the knee that make it more than a passing one.
const FEWEST_LEG_DAYS: usize = 2;
/// Leg pain that was away for so long begins anew.
const AWAY_DAYS: i64 = 28;

/// What stands in the diary by the end of a day: pain that lasts, pain below the knee, pain that
/// rises. What lies before the last `cleared` has been seen to and does not count.
///
/// Nothing is taken back because nothing more is logged: the four weeks end with the last logged
/// morning.
pub fn arrange(log: &PainLog, as_of: Date) -> Vec<Arrange> {
    let seen_to = last_cleared(log, as_of);
    let mornings = Mornings::of(log, seen_to, as_of);
    [lasting(mornings.as_ref(), as_of), below_knee(log, seen_to, as_of), rising(mornings.as_ref())]
        .into_iter()
        .flatten()
        .collect()
}

/// The last day with `cleared` up to a day.
fn last_cleared(log: &PainLog, as_of: Date) -> Option<Date> {
    rows(log, as_of).rfind(|row| row.red_flags.contains(&RedFlag::Cleared)).map(|row| row.date)
}

fn rows(log: &PainLog, as_of: Date) -> impl DoubleEndedIterator<Item = &PainEntry> {
    let entries = log.entries();
    entries[..entries.partition_point(|row| row.date <= as_of)].iter()
}

/// The logged mornings of the four weeks that end with the last of them.
struct Mornings {
    /// The first logged morning of all that count.
    begun: Date,
    /// The first day of the four weeks.
    first: Date,
    logged: Vec<(Date, f64)>,
}

impl Mornings {
    fn of(log: &PainLog, after: Option<Date>, as_of: Date) -> Option<Mornings> {
        let begin = log.first_day()?;
        let counts = |day: Date| after.is_none_or(|after| day > after);
        let logged = |first| {
            log.days(first, as_of)
                .filter(|row| counts(row.date))
                .filter_map(|row| Some((row.date, row.pain_morning.map(PainScore::value)?)))
        };
        let (begun, _) = logged(begin).next()?;
        let (last, _) = logged(begin).next_back()?;
        let first = shifted(last, 1 - FOUR_WEEKS)?;
        Some(Mornings { begun, first, logged: logged(first).collect() })
    }

    /// The logged mornings of one of the four weeks, from 0.
    fn week(&self, number: i32) -> Option<(Date, Vec<f64>)> {
        let from = shifted(self.first, WEEK * number)?;
        let until = shifted(from, WEEK)?;
        let of_week = self.logged.iter().filter(|(day, _)| (from..until).contains(day));
        Some((from, of_week.map(|(_, pain)| *pain).collect()))
    }

    fn median(&self, number: i32) -> Option<(Date, f64)> {
        let (from, mornings) = self.week(number)?;
        let enough = mornings.len() >= FEWEST_IN_A_WEEK;
        Some((from, signal::median(&mornings).filter(|_| enough)?))
    }
}

/// Whoever has logged for less than four weeks is not told of four.
fn lasting(mornings: Option<&Mornings>, as_of: Date) -> Option<Arrange> {
    let mornings = mornings?;
    let logged = mornings.logged.len();
    let high = mornings.logged.iter().filter(|(_, pain)| *pain >= HIGH_MORNING).count();
    let (last, _) = *mornings.logged.last()?;
    let full = mornings.begun <= mornings.first;
    let told = full && logged >= FEWEST_MORNINGS && 2 * high > logged;
    told.then_some(Arrange::Lasting { logged, high, last, is_past: last < as_of })
}

/// The last week against the first. The third must be above the first already: one bad week at the
/// end is no rise over four.
fn rising(mornings: Option<&Mornings>) -> Option<Arrange> {
    let mornings = mornings?;
    let (from, third, to) = (mornings.median(0)?, mornings.median(2)?, mornings.median(3)?);
    let rises = to.1 - from.1 >= RISE_POINTS && third.1 > from.1;
    rises.then_some(Arrange::Rising { from, to })
}

/// Pain below the knee that began in the diary, or with it less than four weeks ago, and has not
/// been away for four weeks since.
fn below_knee(log: &PainLog, seen_to: Option<Date>, as_of: Date) -> Option<Arrange> {
    let mut told_without = false;
    // Days of the present stretch, and whether it began in the diary.
    let (mut days, mut is_new): (Vec<Date>, bool) = (Vec::new(), false);
    for row in rows(log, as_of) {
        if row.legs.contains(&LegSymptom::BelowKnee) {
            if days.last().is_some_and(|last| days_after(*last, row.date) > AWAY_DAYS) {
                (told_without, days) = (true, Vec::new());
            }
            if days.is_empty() {
                is_new = told_without;
            }
            if days.last() != Some(&row.date) {
                days.push(row.date);
            }
        } else if !row.legs.is_empty() && days.is_empty() {
            told_without = true;
        }
    }
    let (since, last) = (*days.first()?, *days.last()?);
    let last_told = rows(log, as_of).rfind(|row| !row.legs.is_empty())?.date;
    let is_here = days_after(last, last_told) < AWAY_DAYS;
    let is_young = days_after(since, as_of) < AWAY_DAYS;
    let is_seen_to = seen_to.is_some_and(|seen| since <= seen);
    let told = (is_new || is_young) && is_here && !is_seen_to && days.len() >= FEWEST_LEG_DAYS;
    told.then_some(Arrange::BelowKnee { since, days: days.len() })
}

#[cfg(test)]
#[path = "arrange_tests.rs"]
mod tests;

//! What may be said of how much was run.

use jiff::civil::Date;

use super::{
    matter::{Candidate, Matter},
    order::Kind,
};
use crate::{
    history::period::before,
    insight::stands_out::{FEWER_BY, FEWEST_DAYS, ROW_DAYS, RUNS_BEFORE_WEEK, WEEK_ABOVE_PCT},
    load::{DayLoad, LoadWeek, WeekWeight, longest_row},
    model::calendar::{days_in, shifted},
    page::{Headline, Period, Sentence},
};

/// Weeks that a week is set against.
const WEEKS_BEFORE: usize = 4;

/// How much was run against before, where it rose.
pub(super) fn volume(matter: &Matter<'_>) -> Option<Candidate> {
    let volume = matter.load.volume.as_ref()?;
    let headline = Headline {
        sentence: Sentence::Volume,
        value: volume.period_ratio.or(volume.week.map(|(ratio, _)| ratio)),
        interval: None,
        n: matter.runs,
    };
    Some(Candidate { kind: Kind::Load, headline })
}

/// The largest single-session spike.
pub(super) fn spike(matter: &Matter<'_>) -> Option<Candidate> {
    let spikes = &matter.load.spikes;
    let ratio = spikes.iter().map(|spike| spike.ratio).max_by(f64::total_cmp)?;
    Some(Candidate::of(Kind::Load, Sentence::Spike, ratio, spikes.len()))
}

/// The week that ends in the period and lies farthest above the four before it.
pub(super) fn week(matter: &Matter<'_>) -> Option<Candidate> {
    // Where the month rose as a whole, its weeks are told with it.
    if matter.load.volume.is_some() {
        return None;
    }
    let (ramp_pct, week) = matter
        .weeks
        .iter()
        .enumerate()
        .filter(|(_, week)| ends_within(week, matter.period))
        .filter_map(|(at, week)| Some((ramp_pct(matter.weeks, at)?, week)))
        // The tolerance keeps exactly 30 % from failing by a last bit.
        .filter(|(ramp_pct, _)| *ramp_pct >= WEEK_ABOVE_PCT - 1e-9)
        .max_by(|a, b| a.0.total_cmp(&b.0))?;
    let sentence = Sentence::WeeklyLoad {
        monday: week.monday,
        distance_m: week.distance_m,
        running_min: week.running_min,
    };
    (week.distance_m.is_some() || week.running_min.is_some())
        .then(|| Candidate::of(Kind::Load, sentence, ramp_pct / 100.0, WEEKS_BEFORE))
}

/// Whether a week ends in a period with four of its days or more in it, as its Thursday tells.
pub(in crate::history) fn ends_within(week: &LoadWeek, period: &Period) -> bool {
    let holds = |day: Date| (period.first..=period.last.min(period.known_until)).contains(&day);
    let (thursday, sunday) = (shifted(week.monday, 3), shifted(week.monday, 6));
    thursday.is_some_and(holds) && sunday.is_some_and(holds)
}

/// How far a week lies above the four before it, where none of the five was unwell, without a run
/// or on the way back, and the four have runs enough for a mean.
fn ramp_pct(weeks: &[LoadWeek], at: usize) -> Option<f64> {
    let five = weeks.get(at.checked_sub(WEEKS_BEFORE)?..=at)?;
    let (week, four) = five.split_last()?;
    let is_plain = |week: &LoadWeek| !week.is_off() && week.weight != WeekWeight::Returning;
    let runs: usize = four.iter().map(|week| week.runs).sum();
    week.ramp_pct.filter(|_| five.iter().all(is_plain) && runs >= RUNS_BEFORE_WEEK)
}

/// A long row of days with a run, or far fewer days without one than in the period before.
pub(super) fn rest(matter: &Matter<'_>) -> Option<Candidate> {
    long_row(matter).or_else(|| fewer_days_off(matter))
}

fn long_row(matter: &Matter<'_>) -> Option<Candidate> {
    let over = (matter.period.first, matter.period.known_until.min(matter.period.last));
    let days = within(matter.days, over);
    let (first, last) = longest_row(days)?;
    let length = days_in(first, last);
    let off = days.iter().filter(|day| day.no_recorded_run == Some(true)).count();
    let sentence = Sentence::DaysInARow { first, last, off };
    (length >= ROW_DAYS).then(|| Candidate::of(Kind::Load, sentence, length as f64, days.len()))
}

fn fewer_days_off(matter: &Matter<'_>) -> Option<Candidate> {
    let period = matter.period;
    let earlier = before(period);
    if !period.is_over() || is_off_between(matter, (earlier.0, period.last)) {
        return None;
    }
    let now = days_off(matter.days, (period.first, period.last))?;
    let before = days_off(matter.days, earlier)?;
    let share = |(off, days): (usize, usize)| off as f64 / days as f64;
    let fall = share(before) - share(now);
    let sentence = Sentence::FewerDaysOff { now, before };
    // The tolerance keeps exactly a fifth from failing by a last bit.
    (fall >= FEWER_BY - 1e-9).then(|| Candidate::of(Kind::Load, sentence, -fall, now.1))
}

/// Days without a run of a span, and its days; none where it is short or a day is not known.
fn days_off(days: &[DayLoad], span: (Date, Date)) -> Option<(usize, usize)> {
    let days = within(days, span);
    let length = days_in(span.0, span.1);
    if length < FEWEST_DAYS || length != days.len() {
        return None;
    }
    let known: Option<Vec<bool>> = days.iter().map(|day| day.no_recorded_run).collect();
    Some((known?.iter().filter(|off| **off).count(), days.len()))
}

/// Whether a week unwell or without a run has a day in a span.
fn is_off_between(matter: &Matter<'_>, (first, last): (Date, Date)) -> bool {
    matter.weeks.iter().any(|week| {
        let sunday = shifted(week.monday, 6).unwrap_or(week.monday);
        week.is_off() && week.monday <= last && sunday >= first
    })
}

fn within(days: &[DayLoad], (first, last): (Date, Date)) -> &[DayLoad] {
    let from = days.partition_point(|day| day.date < first);
    let until = days.partition_point(|day| day.date <= last);
    days.get(from..until).unwrap_or_default()
}

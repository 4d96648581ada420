//! What may be said of how much was run.

use crate::say::voice::Voice;
use jiff::civil::Date;

use super::{
    matter::{Matter, Sentence},
    order::Kind,
};
use crate::{
    history::period::{before, days_in},
    load::{DayLoad, LoadWeek, WeekWeight, longest_row},
    model::calendar::shifted,
    page::{Headline, Period, Spike, SpikeClass},
    say::{
        stands_out::{FEWER_BY, FEWEST_DAYS, ROW_DAYS, RUNS_BEFORE_WEEK, WEEK_ABOVE_PCT},
        titles, words,
    },
};

/// Weeks that a week is set against.
const WEEKS_BEFORE: usize = 4;

/// How much was run against before, where it rose.
pub(super) fn volume(matter: &Matter<'_>) -> Option<Sentence> {
    let volume = matter.load.volume.as_ref()?;
    let headline = Headline {
        key: "volume",
        text: format!("{}.", titles::volume(volume, matter.period, matter.voice)),
        detail:
            "a study of 5,205 runners found no link between growth from week to week and injury"
                .to_owned(),
        value: volume.period_ratio.or(volume.week.map(|(ratio, _)| ratio)),
        low: None,
        high: None,
        n: matter.runs,
    };
    Some(Sentence { kind: Kind::Load, headline })
}

/// The largest single-session spike.
pub(super) fn spike(matter: &Matter<'_>) -> Option<Sentence> {
    let spike = matter.load.spikes.iter().max_by(|a, b| a.ratio.total_cmp(&b.ratio))?;
    Some(Sentence {
        kind: Kind::Load,
        headline: Headline {
            key: "spike",
            text: spike_sentence(spike, matter.voice),
            detail: format!(
                "{} above +10 %; the longest before it was {}",
                words::count(matter.load.spikes.len(), "run"),
                words::distance(spike.longest_before_m, matter.voice.units)
            ),
            value: Some(spike.ratio),
            low: None,
            high: None,
            n: matter.load.spikes.len(),
        },
    })
}

fn spike_sentence(spike: &Spike, voice: Voice) -> String {
    let distance = words::distance(spike.distance_m, voice.units);
    let day = voice.day(spike.date);
    match spike.class {
        SpikeClass::Large => format!(
            "The {distance} on {day} were more than twice as long as any run in the 30 days before."
        ),
        _ => format!(
            "The {distance} on {day} were {} longer than any run in the 30 days before.",
            words::share_percent(spike.ratio)
        ),
    }
}

/// The week that ends in the period and lies farthest above the four before it.
pub(super) fn week(matter: &Matter<'_>) -> Option<Sentence> {
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
    let more = 1.0 + ramp_pct / 100.0;
    let (size, mean) = match (week.distance_m, week.running_min) {
        (Some(metres), _) => {
            let shown = |metres| words::distance(metres, matter.voice.units);
            (shown(metres), shown(metres / more))
        }
        (None, minutes) => {
            let minutes = minutes?;
            (words::minutes(minutes), words::minutes(minutes / more))
        }
    };
    Some(Sentence {
        kind: Kind::Load,
        headline: Headline {
            key: "weekly_load",
            text: format!(
                "The week from {} had {size} of running, {} more than the mean of the four weeks \
                 before it.",
                matter.voice.day(week.monday),
                words::share_percent(ramp_pct / 100.0)
            ),
            detail: format!(
                "mean of those four weeks {mean}; a study of 5,205 runners found no link between \
                 growth from week to week and injury"
            ),
            value: Some(ramp_pct / 100.0),
            low: None,
            high: None,
            n: WEEKS_BEFORE,
        },
    })
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
pub(super) fn rest(matter: &Matter<'_>) -> Option<Sentence> {
    let headline = long_row(matter).or_else(|| fewer_days_off(matter))?;
    Some(Sentence { kind: Kind::Load, headline })
}

fn long_row(matter: &Matter<'_>) -> Option<Headline> {
    let over = (matter.period.first, matter.period.known_until.min(matter.period.last));
    let days = within(matter.days, over);
    let (first, last) = longest_row(days)?;
    let length = days_in(first, last);
    let off = days.iter().filter(|day| day.no_recorded_run == Some(true)).count();
    (length >= ROW_DAYS).then(|| Headline {
        key: "rest_days",
        text: format!(
            "You ran on {length} days in a row, from {}.",
            matter.voice.span(first, last)
        ),
        detail: format!("{} without a recorded run in {}", words::count(off, "day"), title(matter)),
        value: Some(f64::from(length)),
        low: None,
        high: None,
        n: days.len(),
    })
}

fn fewer_days_off(matter: &Matter<'_>) -> Option<Headline> {
    let period = matter.period;
    let earlier = before(period);
    if !period.is_over() || is_off_between(matter, (earlier.0, period.last)) {
        return None;
    }
    let now = days_off(matter.days, (period.first, period.last))?;
    let then = days_off(matter.days, earlier)?;
    let share = |(off, days): (usize, usize)| off as f64 / days as f64;
    let fall = share(then) - share(now);
    // The tolerance keeps exactly a fifth from failing by a last bit.
    (fall >= FEWER_BY - 1e-9).then(|| Headline {
        key: "rest_days",
        text: format!(
            "{} of {} days were without a run, against {} of {} in {}.",
            now.0, now.1, then.0, then.1, period.previous_name
        ),
        detail: "days without a recorded run; only the log makes one a day of rest".to_owned(),
        value: Some(-fall),
        low: None,
        high: None,
        n: now.1,
    })
}

/// Days without a run of a span, and its days; none where it is short or a day is not known.
fn days_off(days: &[DayLoad], span: (Date, Date)) -> Option<(usize, usize)> {
    let days = within(days, span);
    let length = days_in(span.0, span.1);
    if length < FEWEST_DAYS || usize::try_from(length) != Ok(days.len()) {
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

fn title<'a>(matter: &'a Matter<'_>) -> &'a str {
    &matter.period.title
}

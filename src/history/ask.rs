//! What to ask at the next visit: what is missing or does not fit together. Open questions that lead
//! nowhere.

use crate::say::voice::Voice;
use jiff::civil::Date;

use super::{History, period::within};
use crate::{
    model::{DayActivity, FlareEnd},
    page::{Diary, FlareStory, Period, Plan, UnknownSpan},
    pain::PainLog,
    say::facts,
    say::words,
};

/// At most so many.
const MOST: usize = 6;
/// A row of so many mornings that were left out is asked for.
const GAP_DAYS: usize = 5;

/// The lines, in the order of asking.
pub(super) fn lines(
    history: &History<'_>,
    period: &Period,
    (flares, diary): (&[FlareStory], Option<&Diary>),
    (plan, unknown): (Option<&Plan>, &[UnknownSpan]),
) -> Vec<String> {
    let mut lines: Vec<String> =
        flares.iter().flat_map(|story| of_flare(story, history.voice)).collect();
    if let (Some(plan), Some(story)) = (plan, flares.last()) {
        let is_older = plan.from.is_none_or(|from| from <= story.flare.first);
        if is_older {
            lines.push("The plan dates from before the flare: does it stand?".to_owned());
        }
    }
    if let Some(plan) = plan.filter(|plan| plan.limits_passed > 0 && flares.is_empty()) {
        let limits = words::count(plan.limits_passed, "limit");
        lines.push(format!("{limits} on pain of the plan passed: what then?"));
    }
    lines.extend(history.log.into_iter().flat_map(|log| of_log(history, log, period)));
    lines.extend(diary.into_iter().flat_map(|diary| {
        let in_flare = diary.scales.iter().filter(|scale| scale.in_flare);
        in_flare.map(|scale| {
            let fact = facts::questionnaire(scale, history.voice);
            format!("{}: {}.", fact.label, fact.text)
        })
    }));
    let inside = unknown.iter().filter(|days| days.last >= period.first);
    lines.extend(inside.map(|days| {
        format!(
            "Was there running on {}? Nothing is known of it.",
            history.voice.days(days.first, days.last)
        )
    }));
    lines.truncate(MOST);
    lines
}

fn of_flare(story: &FlareStory, voice: Voice) -> Vec<String> {
    let flare = &story.flare;
    let mut lines = Vec::new();
    if !flare.legs_not_logged.is_empty() {
        let days = voice.some_days(&flare.legs_not_logged);
        lines.push(format!("The leg was not logged {days}: what was there?"));
    }
    if flare.above_usual.is_empty() && !flare.marked.is_empty() {
        lines.push("Scores are as usual on the marked days: what made them a flare?".to_owned());
    }
    if let Some(week) = &story.before {
        let days = voice.days(week.first, week.last);
        lines.push(format!("What else differed from {days}: sitting, lifting, sleep, stress?"));
    }
    if matches!(flare.end, FlareEnd::Open { .. }) && flare.last_morning.is_some() {
        lines.push("How is it now? The log does not show it passed.".to_owned());
    }
    if flare.function.0.is_none() {
        lines.push("What could not be done in the flare? Function is not logged.".to_owned());
    }
    lines
}

/// What of the log is missing, or says another thing than the files.
fn of_log(history: &History<'_>, log: &PainLog, period: &Period) -> Vec<String> {
    let mut lines = Vec::new();
    let rest_with_a_run: Vec<Date> = log
        .days(period.first, period.known_until)
        .filter(|row| row.activity == Some(DayActivity::Rest))
        .map(|row| row.date)
        .filter(|day| within(period, *day) && history.ran_on(*day))
        .collect();
    if !rest_with_a_run.is_empty() {
        let days = history.voice.some_days(&rest_with_a_run);
        lines.push(format!("The log says rest and the files hold a run, {days}: which is it?"));
    }
    if let Some((first, last)) = longest_gap(log, period) {
        let days = history.voice.days(first, last);
        lines.push(format!("No morning is logged from {days}: how were they?"));
    }
    lines
}

/// The longest row of mornings that were left out; none where all rows are short, or none is logged.
fn longest_gap(log: &PainLog, period: &Period) -> Option<(Date, Date)> {
    let begun = log.first_day()?.max(period.first);
    let days: Vec<Date> = crate::model::calendar::each_day(begun, period.known_until).collect();
    days.chunk_by(|a, b| log.morning(*a).is_some() == log.morning(*b).is_some())
        .filter(|row| {
            row.len() >= GAP_DAYS && row.first().is_some_and(|day| log.morning(*day).is_none())
        })
        .max_by_key(|row| row.len())
        .and_then(|row| Some((*row.first()?, *row.last()?)))
}

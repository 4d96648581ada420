//! What to ask at the next visit: what is missing or does not fit together.

use jiff::civil::Date;

use super::{History, period::within};
use crate::{
    model::{DayActivity, FlareEnd},
    page::{Diary, FlareStory, Period, PlanPanel, Question, UnknownSpan},
    pain::PainLog,
};

/// At most so many.
const MOST: usize = 6;
/// A row of so many mornings that were left out is asked for.
const GAP_DAYS: usize = 5;

/// The questions, in the order of asking.
pub(super) fn questions(
    history: &History<'_>,
    period: &Period,
    (flares, diary): (&[FlareStory], Option<&Diary>),
    (plan, unknown): (Option<&PlanPanel>, &[UnknownSpan]),
) -> Vec<Question> {
    let mut asked: Vec<Question> = flares.iter().flat_map(of_flare).collect();
    if let (Some(plan), Some(story)) = (plan, flares.last())
        && plan.from.is_none_or(|from| from <= story.flare.first)
    {
        asked.push(Question::DoesThePlanStand);
    }
    let passed = plan.map_or(0, PlanPanel::limits_passed);
    if passed > 0 && flares.is_empty() {
        asked.push(Question::LimitsPassed(passed));
    }
    asked.extend(history.log.into_iter().flat_map(|log| of_log(history, log, period)));
    let scales = diary.into_iter().flat_map(|diary| &diary.scales);
    asked.extend(scales.filter(|scale| scale.in_flare).cloned().map(Question::AnsweredInFlare));
    let inside = unknown.iter().filter(|days| days.last >= period.first);
    asked.extend(inside.map(|days| Question::WasThereRunning(days.first, days.last)));
    asked.truncate(MOST);
    asked
}

fn of_flare(story: &FlareStory) -> Vec<Question> {
    let flare = &story.flare;
    let legs = &flare.legs_not_logged;
    let as_usual = flare.above_usual.is_empty() && !flare.marked.is_empty();
    let is_open = matches!(flare.end, FlareEnd::Open { .. }) && flare.last_morning.is_some();
    let week = story.before.as_ref();
    [
        (!legs.is_empty()).then(|| Question::LegNotLogged(legs.clone())),
        as_usual.then_some(Question::ScoresAsUsual),
        week.map(|week| Question::WhatElseDiffered(week.first, week.last)),
        is_open.then_some(Question::HowIsItNow),
        flare.function.0.is_none().then_some(Question::WhatCouldNotBeDone),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What of the log is missing, or says another thing than the files.
fn of_log(history: &History<'_>, log: &PainLog, period: &Period) -> Vec<Question> {
    let rest_with_a_run: Vec<Date> = log
        .days(period.first, period.known_until)
        .filter(|row| row.activity == Some(DayActivity::Rest))
        .map(|row| row.date)
        .filter(|day| within(period, *day) && history.ran_on(*day))
        .collect();
    let rest = (!rest_with_a_run.is_empty()).then_some(Question::RestOrRun(rest_with_a_run));
    let left_out = longest_gap(log, period);
    rest.into_iter()
        .chain(left_out.map(|(first, last)| Question::MorningsLeftOut(first, last)))
        .collect()
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

//! The four weeks before and after something that the runner changed: the back, how much, and how.

use jiff::{ToSpan as _, civil::Date};

use super::told::{Told, days_known, days_of};
use crate::{
    config::DatedChange,
    history::{History, form::own_pace},
    insight::{
        baseline::{Asked, Interval},
        change::change,
        diary,
    },
    load::DayLoad,
    model::Channel,
    page::{BeforeAfter, Beside, ChangeRow, Difference, Mean, Period},
};

/// The weeks that are looked at on either side.
const DAYS: i32 = 28;
/// What is set against the weeks before.
const FORM: [(Channel, &str); 3] = [
    (Channel::StepRate, "cadence_spm"),
    (Channel::VerticalOscillation, "vertical_oscillation_mm"),
    (Channel::GroundContactTime, "ground_contact_time_ms"),
];

type Span = (Date, Date);

/// Each change of the year, in order.
pub(super) fn compared(history: &History<'_>, year: &Period, told: &Told<'_>) -> Vec<BeforeAfter> {
    let own = |change: &&DatedChange| (year.first..=year.known_until).contains(&change.date);
    let changes = history.config.changes.iter().filter(own);
    changes.map(|change| one(history, change, told)).collect()
}

fn one(history: &History<'_>, change: &DatedChange, told: &Told<'_>) -> BeforeAfter {
    let date = change.date;
    let before = (date.saturating_sub(DAYS.days()), date.saturating_sub(1.day()));
    let after = (date, date.saturating_add((DAYS - 1).days()));
    let known_until = history.known.map_or(date, |(_, last)| last);
    let is_over = known_until >= after.1;
    let after = (after.0, after.1.min(known_until).max(date));
    let mut rows: Vec<ChangeRow> = mornings(history, before, after).into_iter().collect();
    rows.extend(flares(told, before, after));
    rows.extend(load(history, before, after));
    rows.extend(FORM.iter().filter_map(|quantity| form(history, *quantity, after)));
    BeforeAfter {
        date,
        what: change.words(),
        is_over,
        rows,
        besides: besides(history, change, (before.0, after.1)),
    }
}

/// Mean mornings, with the verdict that months have.
fn mornings(history: &History<'_>, before: Span, after: Span) -> Option<ChangeRow> {
    let log = history.log?;
    let told = change(&diary::mornings(log, before), &diary::mornings(log, after))?;
    let by = |(low, high)| Difference { value: told.difference, low, high };
    Some(ChangeRow::Mornings {
        before: told.before,
        after: told.now,
        by: told.interval.map(by),
        verdict: told.verdict,
    })
}

fn flares(told: &Told<'_>, before: Span, after: Span) -> Option<ChangeRow> {
    let (before, after) = (told.flare_days(before)?, told.flare_days(after)?);
    Some(ChangeRow::FlareDays { before, after })
}

/// Distance a week and days without a run: set against each other only where every day is known.
fn load(history: &History<'_>, before: Span, after: Span) -> Vec<ChangeRow> {
    let loads = &history.loads;
    let known = [before, after].map(|span| days_known(loads, span));
    let of = |span: Span| -> Vec<&DayLoad> {
        days_of(loads, span).iter().filter(|day| day.known).collect()
    };
    let days = [before, after].map(of);
    let weekly_m = |days: &[&DayLoad]| -> Option<f64> {
        let metres: Option<f64> = days.iter().map(|day| day.distance_m).sum();
        let weeks = days.len() as f64 / 7.0;
        (weeks > 0.0).then_some(metres? / weeks)
    };
    let without = |days: &[&DayLoad]| {
        (!days.is_empty()).then(|| days.iter().filter(|day| day.runs == 0).count())
    };
    let [before, after] = &days;
    let distance = weekly_m(before)
        .zip(weekly_m(after))
        .map(|(before_m, after_m)| ChangeRow::WeeklyDistance { before_m, after_m, known });
    let days = without(before)
        .zip(without(after))
        .map(|(before, after)| ChangeRow::DaysWithoutRun { before, after, known });
    distance.into_iter().chain(days).collect()
}

/// Form at own pace: the weeks after against the 56 days before, by the same sensor.
fn form(
    history: &History<'_>,
    (channel, key): (Channel, &'static str),
    (from, until): Span,
) -> Option<ChangeRow> {
    let own = own_pace(history, &Asked { channel, frozen_on: from, from, until });
    let mean =
        |it: Interval| Mean { value: it.value, low: Some(it.low), high: Some(it.high), n: it.n };
    let Interval { value, low, high, .. } = own.difference?;
    Some(ChangeRow::Form {
        key,
        at_speed_m_per_s: own.at_speed_m_per_s?,
        before: mean(own.reference?),
        after: mean(own.month?),
        by: Difference { value, low, high },
    })
}

/// What else lies in these weeks.
fn besides(history: &History<'_>, own: &DatedChange, (first, last): Span) -> Vec<Beside> {
    let within = |day: Date| (first..=last).contains(&day);
    let unwell = days_of(&history.loads, (first, last)).iter().filter(|day| day.shaded).count();
    let plan = history.plan.and_then(|plan| plan.valid_from).filter(|day| within(*day));
    let others = history.config.changes.iter().filter(|it| *it != own && within(it.date));
    let visits = history.log.into_iter().flat_map(|log| log.days(first, last));
    let visits = visits.filter(|row| row.treatment.is_some()).count();
    let mut besides: Vec<Beside> = Vec::new();
    besides.extend((unwell > 0).then_some(Beside::Unwell(unwell)));
    besides.extend(plan.map(Beside::Plan));
    besides.extend(others.map(|it| Beside::Change(it.words(), it.date)));
    besides.extend((visits > 0).then_some(Beside::Visits(visits)));
    besides
}

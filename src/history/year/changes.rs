//! The four weeks before and after something that the runner changed: the back, how much, and how.

use jiff::{ToSpan as _, civil::Date};

use super::told::{Told, days_known, days_of};
use crate::{
    config::DatedChange,
    history::{History, form::own_pace},
    insight::{
        baseline::{Asked, Interval},
        change::{Change, ChangeVerdict, change},
        diary,
    },
    metrics::ROLL,
    model::Channel,
    page::{BeforeAfter, ChangeKind, ChangeRow, Period},
    say::words::{self, number},
};

/// The weeks that are looked at on either side.
const DAYS: i32 = 28;
/// What is set against the weeks before, and its name.
const FORM: [(Channel, &str, &str); 3] = [
    (Channel::StepRate, "cadence_spm", "Cadence"),
    (Channel::VerticalOscillation, "vertical_oscillation_mm", "Bounce"),
    (Channel::GroundContactTime, "ground_contact_time_ms", "Ground contact"),
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
    if !is_over {
        for row in &mut rows {
            "the four weeks are not over".clone_into(&mut row.note);
        }
    }
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
    let mean = |mean: crate::page::Mean| {
        format!("{} ({})", number(mean.value, 1), words::count(mean.n, "morning"))
    };
    Some(ChangeRow {
        kind: ChangeKind::Pain,
        what: "Pain in the morning, of 10".to_owned(),
        before: mean(told.before),
        after: mean(told.now),
        note: verdict(&told),
    })
}

fn verdict(told: &Change) -> String {
    let by = told.interval.map_or_else(String::new, |(low, high)| {
        format!(
            ", by {} ({} to {})",
            words::signed(told.difference, 1),
            words::signed(low, 1),
            words::signed(high, 1)
        )
    });
    match told.verdict {
        ChangeVerdict::Lower => format!("lower{by}"),
        ChangeVerdict::Higher => format!("higher{by}"),
        ChangeVerdict::Unchanged => "no more than such weeks differ anyway".to_owned(),
        ChangeVerdict::TooFew => "too few mornings to tell: 20 on each side".to_owned(),
    }
}

fn flares(told: &Told<'_>, before: Span, after: Span) -> Option<ChangeRow> {
    let days = |span| told.flare_days(span).map(|days| words::count(days, "day"));
    Some(ChangeRow {
        kind: ChangeKind::Pain,
        what: "In a flare".to_owned(),
        before: days(before)?,
        after: days(after)?,
        note: "counted".to_owned(),
    })
}

/// Distance a week and days without a run: set against each other only where every day is known.
fn load(history: &History<'_>, before: Span, after: Span) -> Vec<ChangeRow> {
    let loads = &history.loads;
    let known = [before, after].map(|span| days_known(loads, span));
    let is_whole = known.iter().all(|(known, days)| known == days);
    let note = if is_whole { "counted" } else { "known in part" };
    let part = |(known, days): (usize, usize)| {
        if known == days { String::new() } else { format!(" ({known} of {days} days known)") }
    };
    let weekly = |span: Span| -> Option<String> {
        let known: Vec<_> = days_of(loads, span).iter().filter(|day| day.known).collect();
        let metres: Option<f64> = known.iter().map(|day| day.distance_m).sum();
        let weeks = known.len() as f64 / 7.0;
        (weeks > 0.0).then_some(words::distance(metres? / weeks, history.voice.units))
    };
    let without = |span: Span| {
        let known: Vec<_> = days_of(loads, span).iter().filter(|day| day.known).collect();
        (!known.is_empty()).then(|| {
            let days = known.iter().filter(|day| day.runs == 0).count();
            format!("{days} of {}", known.len())
        })
    };
    let row = |what: &str, of: &dyn Fn(Span) -> Option<String>| {
        let (first, second) = (of(before)?, of(after)?);
        Some(ChangeRow {
            kind: ChangeKind::Load,
            what: what.to_owned(),
            before: format!("{first}{}", part(known[0])),
            after: format!("{second}{}", part(known[1])),
            note: note.to_owned(),
        })
    };
    [row("Distance a week", &weekly), row("Days without a run", &without)]
        .into_iter()
        .flatten()
        .collect()
}

/// Form at own pace: the weeks after against the 56 days before, by the same sensor.
fn form(
    history: &History<'_>,
    (channel, key, name): (Channel, &str, &str),
    after: Span,
) -> Option<ChangeRow> {
    let metric = ROLL.iter().find(|metric| metric.key == key)?;
    let (from, until) = after;
    let own = own_pace(history, &Asked { channel, frozen_on: from, from, until });
    let (reference, now) = (own.reference?, own.month?);
    let shown = |interval: Interval| {
        format!("{} ({})", number(interval.value, metric.decimals), words::count(interval.n, "run"))
    };
    let difference = own.difference?;
    let signed = |value| words::signed(value, metric.decimals);
    let by = format!(
        "by {} ({} to {})",
        signed(difference.value),
        signed(difference.low),
        signed(difference.high)
    );
    let pace = own.at_speed_m_per_s.map(|speed| words::pace(speed, history.voice.units));
    Some(ChangeRow {
        kind: ChangeKind::Form,
        what: format!("{name}, {}, at {}", metric.unit, pace?),
        before: shown(reference),
        after: shown(now),
        note: match (difference.excludes_zero(), difference.value > 0.0) {
            (false, _) => "no more than runs differ anyway".to_owned(),
            (true, true) => format!("higher, {by}"),
            (true, false) => format!("lower, {by}"),
        },
    })
}

/// What else lies in these weeks.
fn besides(history: &History<'_>, own: &DatedChange, (first, last): Span) -> Vec<String> {
    let within = |day: Date| (first..=last).contains(&day);
    let mut besides = Vec::new();
    let unwell = days_of(&history.loads, (first, last)).iter().filter(|day| day.shaded).count();
    if unwell > 0 {
        besides.push(format!("{} unwell", words::count(unwell, "day")));
    }
    if let Some(from) = history.plan.and_then(|plan| plan.valid_from).filter(|day| within(*day)) {
        besides.push(format!("the plan from {}", history.voice.day(from)));
    }
    let others = history.config.changes.iter().filter(|it| *it != own && within(it.date));
    besides.extend(others.map(|it| format!("{} from {}", it.words(), history.voice.day(it.date))));
    let visits = history.log.into_iter().flat_map(|log| log.days(first, last));
    let visits = visits.filter(|row| row.treatment.is_some()).count();
    if visits > 0 {
        let days = words::count(visits, "day");
        besides.push(format!("{days} with a treatment or visit"));
    }
    besides
}

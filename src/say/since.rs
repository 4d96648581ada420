//! What an earlier copy says beside what this one says: words and numbers, and no judgement.

use crate::{
    metrics::ROLL,
    model::calendar::days_in,
    page::{Carried, CarriedFigure, CarriedFigures, NotCarried, Since, Told},
};

use super::{
    flare::capital,
    voice::{Spoken, Voice},
    words::{self, number},
};

/// A table of figures then and now, with what is to be known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Beside {
    /// `Since the copy of 1 to 31 August`.
    pub(crate) title: String,
    /// One row a figure: what, then, now.
    pub(crate) rows: Vec<[String; 3]>,
    /// What cannot be set against each other, and what is different by now.
    pub(crate) notes: Vec<String>,
}

/// The head of its columns.
pub(crate) const HEAD: [&str; 3] = ["figure", "then", "now"];

/// What is said under its title.
pub(crate) const CAPTION: &str =
    "What that copy says, and what this one says. Nothing here says which is better.";

/// Months differ by up to so many days; periods that differ by more are told by the week.
const DAYS_APART: usize = 3;

/// So many figures that are different by now are named, and the rest counted.
const MOST_NAMED: usize = 4;

/// The earlier copy beside this one; none on a page without.
pub(crate) fn beside(page: Spoken<'_>) -> Option<Beside> {
    let (since, voice) = (page.facts.since.as_ref()?, page.voice);
    let (then, now) = (&since.then, &since.now);
    let by_week = then.days.abs_diff(now.days) > DAYS_APART;
    let row = |what: Carried| {
        let is_told =
            |figure: CarriedFigure| !matches!(figure, Err(it) if it != NotCarried::Withheld);
        let (before, after) = (then.get(what), now.get(what));
        let share = |days: usize| (by_week && what.is_amount()).then(|| 7.0 / days.max(1) as f64);
        let label = match share(now.days) {
            Some(_) => format!("{} a week", label(what)),
            None => label(what).to_owned(),
        };
        (is_told(before) || is_told(after)).then(|| {
            [
                capital(&label),
                shown(what, before, share(then.days), voice),
                match after {
                    Err(NotCarried::Withheld) => "withheld: see the box".to_owned(),
                    after => shown(what, after, share(now.days), voice),
                },
            ]
        })
    };
    Some(Beside {
        title: format!("Since the copy of {}", days_of(then, now, voice)),
        rows: Carried::ALL.into_iter().filter_map(row).collect(),
        notes: notes(since, by_week, voice),
    })
}

/// The figures that a copy carries, one row each: what, how much, and where from.
pub(crate) fn carried(page: Spoken<'_>) -> Vec<[String; 3]> {
    let own = CarriedFigures::of(page.facts);
    let row = |what: Carried| {
        let figure = own.get(what);
        let origin = figure.map_or("", |told| told.origin.word());
        [capital(label(what)), shown(what, figure, None, page.voice), origin.to_owned()]
    };
    Carried::ALL.map(row).to_vec()
}

/// The days of the earlier copy, with their year where it is another.
fn days_of(then: &CarriedFigures, now: &CarriedFigures, voice: Voice) -> String {
    if (then.first.year(), then.last.year()) == (now.last.year(), now.last.year()) {
        voice.days(then.first, then.last)
    } else {
        format!("{} to {}", voice.day_and_year(then.first), voice.day_and_year(then.last))
    }
}

/// What a figure is, as it stands within a sentence.
const fn label(what: Carried) -> &'static str {
    match what {
        Carried::Distance => "distance",
        Carried::RunningTime => "time running",
        Carried::Runs => "runs",
        Carried::RunDays => "days with a run",
        Carried::Longest => "longest run",
        Carried::Climb => "climb",
        Carried::Mornings => "pain, mean of mornings",
        Carried::Peak => "pain, worst morning",
        Carried::AboveUsual => "mornings above usual",
        Carried::FlareDays => "days in a flare",
        Carried::Settled => "run days settled by the next morning",
        Carried::Raised => "run days raised next morning",
        Carried::Cadence => "cadence at own pace",
        Carried::Bounce => "bounce at own pace",
        Carried::Contact => "contact time at own pace",
        Carried::Plan => "points within the plan",
    }
}

/// A figure, or why it is not told; by the week where `share` says which share of it a week is.
fn shown(what: Carried, figure: CarriedFigure, share: Option<f64>, voice: Voice) -> String {
    match figure {
        Ok(told) => value(what, told, share, voice),
        Err(NotCarried::NoRun) => "no recorded run".to_owned(),
        Err(NotCarried::NotLogged) => "no pain logged".to_owned(),
        Err(NotCarried::NoPlan) => "no plan".to_owned(),
        Err(NotCarried::NotKnown) => words::NOT_KNOWN.to_owned(),
        Err(NotCarried::Withheld) => "withheld".to_owned(),
    }
}

fn value(what: Carried, told: Told, share: Option<f64>, voice: Voice) -> String {
    let units = voice.units;
    let value = told.value * share.unwrap_or(1.0);
    match (what, told.of) {
        (Carried::Distance | Carried::Longest, _) => words::distance(value, units),
        (Carried::RunningTime, _) => words::minutes(value),
        (Carried::Climb, _) => {
            format!("{} {}", words::height(value, units), words::height_unit(units))
        }
        (Carried::Mornings, _) => format!("{} of 10 (n {})", number(value, 1), told.n),
        (Carried::Peak, _) => format!("{} of 10", words::short(value)),
        (Carried::Cadence | Carried::Bounce | Carried::Contact, _) => {
            let metric = ROLL.iter().find(|metric| metric.key == what.key());
            let decimals = metric.map_or(0, |metric| metric.decimals);
            format!("{} {} (n {})", number(value, decimals), what.unit(), told.n)
        }
        (_, Some(of)) => format!("{} of {of}", words::short(value)),
        (_, None) => words::short(value),
    }
}

/// What cannot be set against each other, and what is different by now.
fn notes(since: &Since, by_week: bool, voice: Voice) -> Vec<String> {
    let (then, now) = (&since.then, &since.now);
    let told = [
        lengths(then, now, by_week),
        known(then, now),
        in_both(then, now),
        unlike(since, voice),
        different(since, voice),
        since.written_by.as_ref().map(|version| {
            format!("That copy was written by backstride {version}, this one by another version.")
        }),
    ];
    told.into_iter().flatten().collect()
}

fn lengths(then: &CarriedFigures, now: &CarriedFigures, by_week: bool) -> Option<String> {
    let lengths =
        format!("That copy has {}, this one {}", words::count(then.days, "day"), now.days);
    if by_week {
        return Some(format!("{lengths}: distance, time, runs and climb are told by the week."));
    }
    (then.days != now.days).then(|| format!("{lengths}."))
}

fn known(then: &CarriedFigures, now: &CarriedFigures) -> Option<String> {
    let is_whole = |of: &CarriedFigures| of.days_known >= of.days;
    (!is_whole(then) || !is_whole(now)).then(|| {
        format!(
            "Running is known on {} of {} days then, on {} of {} now; of the others nothing is counted.",
            then.days_known, then.days, now.days_known, now.days
        )
    })
}

fn in_both(then: &CarriedFigures, now: &CarriedFigures) -> Option<String> {
    let both = days_in(now.first.max(then.first), then.last.min(now.last));
    (both > 0).then(|| {
        format!(
            "Of the days of that copy {} in this one, too.",
            match both {
                1 => "1 stands".to_owned(),
                days => format!("{days} stand"),
            }
        )
    })
}

/// Figures of form of which one is not made as the other is.
fn unlike(since: &Since, voice: Voice) -> Option<String> {
    let of = |what: Carried| {
        let (then, now) = (since.then.get(what).ok()?, since.now.get(what).ok()?);
        let pace = |told: Told| told.at_speed_m_per_s.map(|speed| words::pace(speed, voice.units));
        let mut why = Vec::new();
        if let (Some(before), Some(after)) = (pace(then), pace(now))
            && before != after
        {
            why.push(format!("at {before} then, {after} now"));
        }
        if then.origin != now.origin {
            why.push(format!("{} then, {} now", then.origin.word(), now.origin.word()));
        }
        let breaks = since.breaks.iter().filter(|(of, _, _)| *of == what);
        why.extend(breaks.map(|(_, day, how)| format!("{} on {}", how.words(), voice.day(*day))));
        (!why.is_empty()).then(|| format!("{} ({})", label(what), why.join(", ")))
    };
    let told: Vec<String> = Carried::ALL.into_iter().filter_map(of).collect();
    (!told.is_empty()).then(|| format!("Not like with like: {}.", told.join("; ")))
}

/// Figures of the earlier copy that would not be written so today.
fn different(since: &Since, voice: Voice) -> Option<String> {
    let again = since.again.as_ref()?;
    let of = |what: Carried| {
        let (then, today) = (since.then.get(what), again.get(what));
        let is_withheld = |it| it == Err(NotCarried::Withheld);
        let (before, after) = (shown(what, then, None, voice), shown(what, today, None, voice));
        let is_told = then.is_ok() || today.is_ok();
        let is_other = is_told && before != after && !is_withheld(then) && !is_withheld(today);
        is_other.then(|| format!("{} {after}, in the copy {before}", label(what)))
    };
    let told: Vec<String> = Carried::ALL.into_iter().filter_map(of).collect();
    let figures = match told.len() {
        0 => return None,
        1 => "1 figure of that copy is".to_owned(),
        n => format!("{n} figures of that copy are"),
    };
    let more = match told.len().saturating_sub(MOST_NAMED) {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    let named = told.get(..MOST_NAMED.min(told.len())).unwrap_or_default().join("; ");
    Some(format!("{figures} different by today's files and settings: {named}{more}."))
}

#[cfg(test)]
#[path = "since_tests.rs"]
mod tests;

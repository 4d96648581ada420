//! The sentences at the head of the page: a ranked list of permitted ones, each with its threshold
//! and its silence. A sentence on the back never touches one on load, as if the one followed from
//! the other: form, or how much was logged, stands between.

mod load;
mod order;
mod plan;

use self::order::{Kind, chosen};
use super::plan::Outcome;
use crate::{
    insight::change::{Change, ChangeVerdict},
    load::{DayLoad, LoadWeek},
    page::{Difference, FormPanel, Headline, Load, Period, Units},
    report::{stands_out::WELL_LOGGED, words},
};

/// What the sentences may speak of.
pub(super) struct Matter<'a> {
    pub(super) period: &'a Period,
    pub(super) units: Units,
    /// The mornings against the period before; none while the period is not over.
    pub(super) change: Option<Change>,
    pub(super) load: &'a Load,
    /// The whole history's days, and its weeks as far as the period knows them.
    pub(super) days: &'a [DayLoad],
    pub(super) weeks: &'a [LoadWeek],
    pub(super) form: &'a [FormPanel],
    /// Days with any pain value, of days that are over; none without a diary.
    pub(super) logged: Option<(usize, usize)>,
    /// Days of injury or illness in the period.
    pub(super) unwell_days: usize,
    /// What the plan came to; none where none holds.
    pub(super) plan: Option<&'a Outcome>,
    pub(super) runs: usize,
    pub(super) distance_m: Option<f64>,
}

/// A sentence that may stand.
struct Sentence {
    kind: Kind,
    headline: Headline,
}

/// Up to three sentences, never none.
pub(super) fn headlines(matter: &Matter<'_>) -> Vec<Headline> {
    // By what a therapist asks first: the back, what was agreed on, what was out of the ordinary,
    // and last that all was as agreed.
    let ranked: Vec<Sentence> = [
        pain_change(matter),
        plan::missed(matter),
        load::spike(matter),
        logging(matter),
        form_change(matter),
        load::week(matter),
        load::rest(matter),
        plan::kept(matter),
    ]
    .into_iter()
    .flatten()
    .collect();
    let kinds: Vec<Kind> = ranked.iter().map(|sentence| sentence.kind).collect();
    let standing: Vec<Headline> = chosen(&kinds)
        .into_iter()
        .filter_map(|place| Some(ranked.get(place)?.headline.clone()))
        .collect();
    if standing.is_empty() { vec![quiet(matter)] } else { standing }
}

fn pain_change(matter: &Matter<'_>) -> Option<Sentence> {
    let change = matter.change?;
    let (low, high) = change.interval?;
    let (word, calmer) = match change.verdict {
        ChangeVerdict::Lower => {
            ("less", " A calmer month often follows a bad one, whatever one does.")
        }
        ChangeVerdict::Higher => ("more", ""),
        ChangeVerdict::Unchanged | ChangeVerdict::TooFew => return None,
    };
    let headline = Headline {
        key: "pain_change",
        text: format!(
            "Mornings hurt {word} than in {}: {} against {}.",
            matter.period.previous_name,
            words::number(change.now.value, 1),
            words::number(change.before.value, 1)
        ),
        detail: format!(
            "difference {} of 10 (99 % interval {}), {} now and {} before.{calmer}",
            words::signed(change.difference, 1),
            interval(low, high),
            words::count(change.now.n, "morning"),
            change.before.n,
        ),
        value: Some(change.difference),
        low: Some(low),
        high: Some(high),
        n: change.now.n,
    };
    Some(Sentence { kind: Kind::Pain, headline })
}

/// Form at own pace, where the change lies beyond its 99 % interval.
fn form_change(matter: &Matter<'_>) -> Option<Sentence> {
    let panel = matter.form.iter().find(|panel| panel.key == "cadence_spm")?;
    let (now, before) = (panel.value?, panel.reference?);
    let Difference { value: difference, low, high } = panel.difference?;
    if low <= 0.0 && high >= 0.0 {
        return None;
    }
    let (how, kind) = if difference > 0.0 { ("quicker", "shorter") } else { ("slower", "longer") };
    let pace = panel.at_speed_m_per_s.map(|speed| words::pace(speed, matter.units))?;
    let headline = Headline {
        key: "form_at_own_pace",
        text: format!(
            "At your usual pace, {pace}, your steps became {kind} and {how}: {} a minute against {}.",
            words::number(now.value, 0),
            words::number(before.value, 0)
        ),
        detail: format!(
            "difference {} (99 % interval {}), level ground, {} now and {} before",
            words::signed(difference, 1),
            interval(low, high),
            words::count(now.n, "run"),
            words::count(before.n, "run"),
        ),
        value: Some(difference),
        low: Some(low),
        high: Some(high),
        n: now.n,
    };
    Some(Sentence { kind: Kind::Between, headline })
}

/// How much was logged: worth saying where it is little, and else fit to stand between a sentence
/// on the back and one on load.
fn logging(matter: &Matter<'_>) -> Option<Sentence> {
    let (logged, days) = matter.logged?;
    let share = logged as f64 / days.max(1) as f64;
    let headline = Headline {
        key: "logging",
        text: format!("Pain was logged on {logged} of {days} days."),
        detail: "what the page says about the back rests on those days; a gap stays a gap"
            .to_owned(),
        value: Some(share),
        low: None,
        high: None,
        n: days,
    };
    let kind = if share < WELL_LOGGED { Kind::Between } else { Kind::Spare };
    Some(Sentence { kind, headline })
}

/// Whether the mornings were set against those of the period before, and are like them.
fn is_unchanged(matter: &Matter<'_>) -> bool {
    matter.change.is_some_and(|change| match change.verdict {
        ChangeVerdict::Unchanged => true,
        ChangeVerdict::Lower | ChangeVerdict::Higher | ChangeVerdict::TooFew => false,
    })
}

/// `in October 2026`; `so far` where the title says it already.
fn when(period: &Period) -> String {
    if period.is_over() { format!("in {}", period.title) } else { "so far".to_owned() }
}

/// `−3.4 to −0.9`: an end that is not nought is not written as nought.
fn interval(low: f64, high: f64) -> String {
    let is_hidden = |end: f64| end != 0.0 && end.abs() < 0.05;
    let decimals = if is_hidden(low) || is_hidden(high) { 2 } else { 1 };
    format!("{} to {}", words::signed(low, decimals), words::signed(high, decimals))
}

fn quiet(matter: &Matter<'_>) -> Headline {
    let text = if matter.runs == 0 {
        format!("No run was recorded {}.", when(matter.period))
    } else if matter.unwell_days > 0 {
        let days = words::count(matter.unwell_days, "day");
        format!("{days} of injury or illness; beyond that, nothing stands out.")
    } else if matter.plan.is_some() {
        "Nothing stands out by itself; the plan stands beside what was done.".to_owned()
    } else if is_unchanged(matter) {
        "Nothing changed beyond your usual day-to-day variation.".to_owned()
    } else if matter.logged.is_some() {
        // There was nothing to set the month against: that nothing changed would be too much.
        let so_far = if matter.period.is_over() { "" } else { " so far" };
        format!("Nothing stands out by itself{so_far}.")
    } else {
        format!(
            "{} {}{}.",
            words::count(matter.runs, "run"),
            when(matter.period),
            matter.distance_m.map_or_else(String::new, |metres| {
                format!(", {} in all", words::distance(metres, matter.units))
            })
        )
    };
    Headline {
        key: "quiet",
        text,
        detail: String::new(),
        value: None,
        low: None,
        high: None,
        n: matter.runs,
    }
}

#[cfg(test)]
#[path = "headline/tests.rs"]
mod tests;

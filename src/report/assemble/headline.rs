//! The sentences at the head of the page: a ranked list of permitted ones, each with its threshold
//! and its silence. A sentence on the back never touches one on load, as if the one followed from
//! the other: form, or how much was logged, stands between.

use crate::{
    insight::change::{Change, ChangeVerdict},
    page::{Difference, FormPanel, Headline, Load, Period, Spike, SpikeClass, Units},
    report::words,
};

/// At most so many sentences stand at the head.
const MOST: usize = 3;
/// Logging under this share of days is said, since all about the back then rests on little.
const WELL_LOGGED: f64 = 0.6;

/// What the sentences may speak of.
pub(super) struct Matter<'a> {
    pub(super) period: &'a Period,
    pub(super) units: Units,
    /// The mornings against the period before; none while the period is not over.
    pub(super) change: Option<Change>,
    pub(super) load: &'a Load,
    pub(super) form: &'a [FormPanel],
    /// Days with any pain value, of days that are over; none without a diary.
    pub(super) logged: Option<(usize, usize)>,
    /// Days of injury or illness in the period.
    pub(super) unwell_days: usize,
    /// Whether a plan stands on the page: it may not have been kept.
    pub(super) has_plan: bool,
    pub(super) runs: usize,
    pub(super) distance_m: Option<f64>,
}

/// Up to three sentences, never none.
pub(super) fn headlines(matter: &Matter<'_>) -> Vec<Headline> {
    let mut all: Vec<Headline> = Vec::new();
    let pain = pain_change(matter);
    let form = form_change(matter);
    let load = spike(matter);
    let would_touch = pain.is_some() && form.is_none() && load.is_some();
    all.extend(pain);
    all.extend(form);
    all.extend(logging(matter, would_touch));
    all.extend(load);
    if all.is_empty() {
        all.push(quiet(matter));
    }
    all.truncate(MOST);
    all
}

fn pain_change(matter: &Matter<'_>) -> Option<Headline> {
    let change = matter.change?;
    let (low, high) = change.interval?;
    let (word, calmer) = match change.verdict {
        ChangeVerdict::Lower => {
            ("less", " A calmer month often follows a bad one, whatever one does.")
        }
        ChangeVerdict::Higher => ("more", ""),
        ChangeVerdict::Unchanged | ChangeVerdict::TooFew => return None,
    };
    Some(Headline {
        key: "pain_change",
        text: format!(
            "Mornings hurt {word} than in {}: {} against {}.",
            matter.period.previous_name,
            words::number(change.now.value, 1),
            words::number(change.before.value, 1)
        ),
        detail: format!(
            "difference {} of 10 (99 % interval {} to {}), {} now and {} before.{calmer}",
            words::signed(change.difference, 1),
            words::signed(low, 1),
            words::signed(high, 1),
            words::count(change.now.n, "morning"),
            change.before.n,
        ),
        value: Some(change.difference),
        low: Some(low),
        high: Some(high),
        n: change.now.n,
    })
}

/// Form at own pace, where the change lies beyond its 99 % interval.
fn form_change(matter: &Matter<'_>) -> Option<Headline> {
    let panel = matter.form.iter().find(|panel| panel.key == "cadence_spm")?;
    let (now, before) = (panel.value?, panel.reference?);
    let Difference { value: difference, low, high } = panel.difference?;
    if low <= 0.0 && high >= 0.0 {
        return None;
    }
    let (how, kind) = if difference > 0.0 { ("quicker", "shorter") } else { ("slower", "longer") };
    let pace = panel.at_speed_m_per_s.map(|speed| words::pace(speed, matter.units))?;
    Some(Headline {
        key: "form_at_own_pace",
        text: format!(
            "At your usual pace, {pace}, your steps became {kind} and {how}: {} a minute against {}.",
            words::number(now.value, 0),
            words::number(before.value, 0)
        ),
        detail: format!(
            "difference {} (99 % interval {} to {}), level ground, {} now and {} before; {}",
            words::signed(difference, 1),
            words::signed(low, 1),
            words::signed(high, 1),
            words::count(now.n, "run"),
            words::count(before.n, "run"),
            panel.band_note
        ),
        value: Some(difference),
        low: Some(low),
        high: Some(high),
        n: now.n,
    })
}

/// How much was logged: where it is little, and where it keeps a sentence on the back from
/// touching one on load.
fn logging(matter: &Matter<'_>, must_stand_between: bool) -> Option<Headline> {
    let (logged, days) = matter.logged?;
    let share = logged as f64 / days.max(1) as f64;
    (must_stand_between || share < WELL_LOGGED).then(|| Headline {
        key: "logging",
        text: format!("Pain was logged on {logged} of {days} days."),
        detail: "what the page says about the back rests on those days; a gap stays a gap"
            .to_owned(),
        value: Some(share),
        low: None,
        high: None,
        n: days,
    })
}

/// The largest single-session spike.
fn spike(matter: &Matter<'_>) -> Option<Headline> {
    let spike = matter.load.spikes.iter().max_by(|a, b| a.ratio.total_cmp(&b.ratio))?;
    Some(Headline {
        key: "spike",
        text: spike_sentence(spike, matter.units),
        detail: format!(
            "{} above +10 %; the longest before it was {}",
            words::count(matter.load.spikes.len(), "run"),
            words::distance(spike.longest_before_m, matter.units)
        ),
        value: Some(spike.ratio),
        low: None,
        high: None,
        n: matter.load.spikes.len(),
    })
}

fn spike_sentence(spike: &Spike, units: Units) -> String {
    let distance = words::distance(spike.distance_m, units);
    let day = words::day(spike.date);
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

fn quiet(matter: &Matter<'_>) -> Headline {
    let text = if matter.runs == 0 {
        format!("No run was recorded in {}.", matter.period.title)
    } else if matter.unwell_days > 0 {
        let days = words::count(matter.unwell_days, "day");
        format!("{days} of injury or illness; beyond that, nothing stands out.")
    } else if matter.has_plan {
        "Nothing stands out by itself; the plan stands beside what was done below.".to_owned()
    } else if matter.logged.is_some() {
        "Nothing changed beyond your usual day-to-day variation.".to_owned()
    } else {
        format!(
            "{} in {}{}.",
            words::count(matter.runs, "run"),
            matter.period.title,
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

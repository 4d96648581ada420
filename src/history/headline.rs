//! The sentences at the head of the page: a ranked list of permitted ones, each with its threshold
//! and its silence. A flare leads. A sentence on the back never touches one on load, as if the one
//! followed from the other: form, or how much was logged, stands between; beside a flare, what was run
//! is told in its own panel's title alone.

mod load;
mod matter;
mod order;
mod plan;

pub(super) use self::{load::ends_within, matter::Matter};
use self::{
    matter::Sentence,
    order::{Kind, chosen},
};
use crate::{
    insight::{change::ChangeVerdict, comfort::Comfort},
    page::{Difference, Headline, Period},
    say::{flare as flare_words, stands_out::WELL_LOGGED, words},
};

/// Up to three sentences, never none.
pub(super) fn headlines(matter: &Matter<'_>) -> Vec<Headline> {
    // By what a therapist asks first: the back, what was agreed on, what was out of the ordinary,
    // and last that all was as agreed.
    let ranked: Vec<Sentence> = [
        flare(matter),
        pain_change(matter),
        unknown(matter),
        plan::missed(matter),
        load::volume(matter),
        load::spike(matter),
        logging(matter),
        form_change(matter),
        load::week(matter),
        load::rest(matter),
        plan::kept(matter),
    ]
    .into_iter()
    .flatten()
    .filter(|sentence| match sentence.kind {
        _ if matter.flares.is_empty() || sentence.headline.key == "flare" => true,
        // Whether a limit of the plan was passed stands in its figure and beside the plan.
        Kind::Pain | Kind::Load => false,
        Kind::Between => true,
    })
    .collect();
    let kinds: Vec<Kind> = ranked.iter().map(|sentence| sentence.kind).collect();
    let standing: Vec<Headline> = chosen(&kinds)
        .into_iter()
        .filter_map(|place| Some(ranked.get(place)?.headline.clone()))
        .collect();
    if standing.is_empty() { vec![quiet(matter)] } else { standing }
}

/// The flares of the period, before all else.
fn flare(matter: &Matter<'_>) -> Option<Sentence> {
    let text = flare_words::sentence_of_all(matter.flares, matter.voice)?;
    let detail: Vec<String> = match matter.flares {
        [one] => flare_words::lines(one, matter.voice),
        several => several
            .iter()
            .map(|story| {
                let days = matter.voice.days(story.flare.first, story.flare.last);
                let lines = flare_words::lines(story, matter.voice);
                format!("{}: {}", flare_words::capital(&days), lines.join(" "))
            })
            .collect(),
    };
    let peaks = matter.flares.iter().filter_map(|story| Some(story.flare.peak?.1.value()));
    let days: i64 = matter.flares.iter().map(|story| story.flare.length_days()).sum();
    let headline = Headline {
        key: "flare",
        text,
        detail: detail.join(" "),
        value: peaks.max_by(f64::total_cmp),
        low: None,
        high: None,
        n: usize::try_from(days).unwrap_or(0),
    };
    Some(Sentence { kind: Kind::Pain, headline })
}

/// Days of whose running nothing is known, with what to do.
fn unknown(matter: &Matter<'_>) -> Option<Sentence> {
    let period = matter.period;
    let inside = || {
        matter
            .unknown
            .iter()
            .filter(|span| span.first <= period.known_until && span.last >= period.first)
    };
    let days: i32 = inside()
        .map(|span| {
            let last = span.last.min(period.known_until);
            super::period::days_in(span.first.max(period.first), last)
        })
        .sum();
    let n = usize::try_from(days).ok().filter(|n| *n > 0)?;
    let told: Vec<String> = inside().map(|span| matter.voice.unknown_span(span)).take(3).collect();
    let advice = inside().find_map(|span| matter.voice.advice(span));
    let advice = advice.map_or_else(String::new, |advice| format!(" What to do: {advice}."));
    let headline = Headline {
        key: "unknown_days",
        text: format!(
            "Nothing is known of the running on {} of {}.",
            words::count(n, "day"),
            super::period::days_in(period.first, period.known_until)
        ),
        detail: format!(
            "{}. A gap is not rest: nothing is compared across it.{advice}",
            told.join("; ")
        ),
        value: Some(f64::from(days)),
        low: None,
        high: None,
        n,
    };
    Some(Sentence { kind: Kind::Between, headline })
}

fn pain_change(matter: &Matter<'_>) -> Option<Sentence> {
    let change = matter.change.filter(|_| matter.flares.is_empty())?;
    let (low, high) = change.interval?;
    let (word, calmer) = match change.verdict {
        ChangeVerdict::Lower if !matter.may(Comfort::PainLower) => return None,
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
            "difference {} of 10 (as far as chance goes, {}), {} now and {} before.{calmer}",
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
    let pace = panel.at_speed_m_per_s.map(|speed| words::pace(speed, matter.voice.units))?;
    let headline = Headline {
        key: "form_at_own_pace",
        text: format!(
            "At your usual pace, {pace}, your steps became {kind} and {how}: {} a minute against {}.",
            words::number(now.value, 0),
            words::number(before.value, 0)
        ),
        detail: format!(
            "difference {} (as far as chance goes, {}), level ground, {} now and {} before",
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

/// How much was logged, where it is little: else it is no finding, and stands before none.
fn logging(matter: &Matter<'_>) -> Option<Sentence> {
    let (logged, days) = matter.logged?;
    let share = logged as f64 / days.max(1) as f64;
    if share >= WELL_LOGGED {
        return None;
    }
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
    Some(Sentence { kind: Kind::Between, headline })
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

/// What stands where nothing else does: a comforting sentence only where it may.
fn quiet(matter: &Matter<'_>) -> Headline {
    let may_say_nothing = matter.may(Comfort::NothingStandsOut);
    let text = if matter.runs == 0 {
        format!("No run was recorded {}.", when(matter.period))
    } else if matter.unwell_days > 0 {
        format!("{} of injury or illness.", words::count(matter.unwell_days, "day"))
    } else if matter.plan.is_some() && may_say_nothing {
        "Nothing stands out by itself; the plan stands beside what was done.".to_owned()
    } else if is_unchanged(matter) && matter.may(Comfort::NothingChanged) {
        "Nothing changed beyond your usual day-to-day variation.".to_owned()
    } else if matter.logged.is_some() && may_say_nothing {
        // There was nothing to set the month against: that nothing changed would be too much.
        "Nothing stands out by itself.".to_owned()
    } else {
        format!(
            "{} {}{}.",
            words::count(matter.runs, "run"),
            when(matter.period),
            matter.distance_m.map_or_else(String::new, |metres| {
                format!(", {} in all", words::distance(metres, matter.voice.units))
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

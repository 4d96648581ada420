//! The sentences at the head of the page: a ranked list of permitted ones, each with its threshold
//! and its silence. A flare leads. A sentence on the back never touches one on load, as if the one
//! followed from the other: form, or how much was logged, stands between; beside a flare, what was run
//! is told in its own panel's title alone.

mod load;
mod matter;
mod order;

pub(super) use self::{load::ends_within, matter::Matter};
use self::{
    matter::Candidate,
    order::{Kind, chosen},
};
use crate::{
    insight::{change::ChangeVerdict, comfort::Comfort, stands_out::WELL_LOGGED},
    model::calendar::days_in,
    page::{About, Difference, Headline, PlanPanel, Sentence},
};

/// Up to three sentences, never none.
pub(super) fn headlines(matter: &Matter<'_>) -> Vec<Headline> {
    // By what a therapist asks first: the back, what was agreed on, what was out of the ordinary,
    // and last that all was as agreed.
    let ranked: Vec<Candidate> = [
        flare(matter),
        pain_change(matter),
        unknown(matter),
        plan_missed(matter),
        load::volume(matter),
        load::spike(matter),
        logging(matter),
        form_change(matter),
        load::week(matter),
        load::rest(matter),
        plan_kept(matter),
    ]
    .into_iter()
    .flatten()
    .filter(|candidate| match candidate.kind {
        _ if matter.flares.is_empty() || candidate.headline.sentence == Sentence::Flare => true,
        // Whether a limit of the plan was passed stands in its figure and beside the plan.
        Kind::Pain | Kind::Load => false,
        Kind::Between => true,
    })
    .collect();
    let kinds: Vec<Kind> = ranked.iter().map(|candidate| candidate.kind).collect();
    let standing: Vec<Headline> = chosen(&kinds)
        .into_iter()
        .filter_map(|place| Some(ranked.get(place)?.headline.clone()))
        .collect();
    if standing.is_empty() { vec![quiet(matter)] } else { standing }
}

/// The flares of the period, before all else.
fn flare(matter: &Matter<'_>) -> Option<Candidate> {
    let peaks = matter.flares.iter().filter_map(|story| Some(story.flare.peak?.1.value()));
    let headline = Headline {
        sentence: Sentence::Flare,
        value: peaks.max_by(f64::total_cmp),
        interval: None,
        n: matter.flares.iter().map(|story| story.flare.length_days()).sum(),
    };
    (!matter.flares.is_empty()).then_some(Candidate { kind: Kind::Pain, headline })
}

/// Days of whose running nothing is known.
fn unknown(matter: &Matter<'_>) -> Option<Candidate> {
    let (first, until) = (matter.period.first, matter.period.known_until);
    let inside = matter.unknown.iter().filter(|span| span.first <= until && span.last >= first);
    let days: usize = inside.map(|span| days_in(span.first.max(first), span.last.min(until))).sum();
    (days > 0).then(|| Candidate::of(Kind::Between, Sentence::UnknownDays, days as f64, days))
}

fn pain_change(matter: &Matter<'_>) -> Option<Candidate> {
    let change = matter.change.filter(|_| matter.flares.is_empty())?;
    let interval = change.interval?;
    match change.verdict {
        ChangeVerdict::Lower if !matter.may(Comfort::PainLower) => return None,
        ChangeVerdict::Lower | ChangeVerdict::Higher => {}
        ChangeVerdict::Unchanged | ChangeVerdict::TooFew => return None,
    }
    let headline = Headline {
        sentence: Sentence::PainChange { now: change.now, before: change.before },
        value: Some(change.difference),
        interval: Some(interval),
        n: change.now.n,
    };
    Some(Candidate { kind: Kind::Pain, headline })
}

/// What the plan came to, where it held long enough to tell and there were runs to tell it by.
fn plan_told<'a>(matter: &Matter<'a>) -> Option<&'a PlanPanel> {
    matter.plan.filter(|plan| plan.is_told)
}

/// A plan that was not kept on some point.
fn plan_missed(matter: &Matter<'_>) -> Option<Candidate> {
    let plan = plan_told(matter)?;
    let (kind, tally) = match plan.first_missed()?.about() {
        About::Pain => (Kind::Pain, plan.tally_on_pain()),
        About::Running | About::Form => (Kind::Load, plan.tally()),
    };
    Some(Candidate::of(kind, Sentence::PlanMissed, tally.kept as f64, tally.told()))
}

/// A plan that was kept on every point that could be told.
fn plan_kept(matter: &Matter<'_>) -> Option<Candidate> {
    let plan = plan_told(matter)
        .filter(|plan| plan.first_missed().is_none() && matter.may(Comfort::PlanKept))?;
    let tally = plan.tally();
    // A plan of points on pain alone speaks of nothing else.
    let kind = if tally == plan.tally_on_pain() { Kind::Pain } else { Kind::Load };
    Some(Candidate::of(kind, Sentence::PlanKept, tally.kept as f64, tally.told()))
}

/// Form at own pace, where the change lies beyond its 99 % interval.
fn form_change(matter: &Matter<'_>) -> Option<Candidate> {
    let panel = matter.form.iter().find(|panel| panel.key == "cadence_spm")?;
    let (now, _, _) = (panel.value?, panel.reference?, panel.at_speed_m_per_s?);
    let Difference { value, low, high } = panel.difference?;
    if low <= 0.0 && high >= 0.0 {
        return None;
    }
    let headline = Headline {
        sentence: Sentence::FormAtOwnPace,
        value: Some(value),
        interval: Some((low, high)),
        n: now.n,
    };
    Some(Candidate { kind: Kind::Between, headline })
}

/// How much was logged, where it is little: else it is no finding, and stands before none.
fn logging(matter: &Matter<'_>) -> Option<Candidate> {
    let (logged, days) = matter.logged?;
    let share = logged as f64 / days.max(1) as f64;
    (share < WELL_LOGGED).then(|| Candidate::of(Kind::Between, Sentence::Logging, share, days))
}

/// Whether the mornings were set against those of the period before, and are like them.
fn is_unchanged(matter: &Matter<'_>) -> bool {
    matter.change.is_some_and(|change| match change.verdict {
        ChangeVerdict::Unchanged => true,
        ChangeVerdict::Lower | ChangeVerdict::Higher | ChangeVerdict::TooFew => false,
    })
}

/// What stands where nothing else does: a comforting sentence only where it may.
fn quiet(matter: &Matter<'_>) -> Headline {
    let may_say_nothing = matter.may(Comfort::NothingStandsOut);
    let sentence = if matter.runs == 0 {
        Sentence::NoRun
    } else if matter.unwell_days > 0 {
        Sentence::Unwell(matter.unwell_days)
    } else if matter.plan.is_some() && may_say_nothing {
        Sentence::PlanBeside
    } else if is_unchanged(matter) && matter.may(Comfort::NothingChanged) {
        Sentence::Unchanged
    } else if matter.logged.is_some() && may_say_nothing {
        Sentence::NothingStandsOut
    } else {
        Sentence::Runs
    };
    Headline { sentence, value: None, interval: None, n: matter.runs }
}

#[cfg(test)]
#[path = "headline/tests.rs"]
mod tests;

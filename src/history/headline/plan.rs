//! Whether the plan was kept, as a fact and without blame.

use super::{
    matter::{Matter, Sentence},
    order::Kind,
};
use crate::{
    history::plan::{Outcome, Tally},
    insight::comfort::Comfort,
    page::{About, Headline},
};

/// What the plan came to, where it held long enough to tell and there were runs to tell it by.
fn told<'a>(matter: &Matter<'a>) -> Option<&'a Outcome> {
    matter.plan.filter(|outcome| outcome.is_told())
}

/// A plan that was not kept on some point: on how many it was, and one that it was not kept on.
///
/// Where that one is a limit on pain, nothing is counted: a count over all would join what was run and
/// how the back was in one breath. The key figure counts all.
pub(super) fn missed(matter: &Matter<'_>) -> Option<Sentence> {
    let outcome = told(matter)?;
    let (about, clause) = outcome.missed.as_ref()?;
    let (kind, tally) = match about {
        About::Pain => (Kind::Pain, outcome.on_pain),
        About::Running | About::Form => (Kind::Load, outcome.all),
    };
    let text = match (about, tally.kept) {
        (About::Pain, _) => format!("A limit of the plan was passed: {clause}."),
        (_, 0) => capital(clause),
        (_, kept) => {
            let told = tally.told();
            format!("Within the plan{} on {kept} of {told} points; {clause}.", so_far(matter))
        }
    };
    Some(sentence(kind, text, tally))
}

/// A plan that was kept on every point that could be told.
pub(super) fn kept(matter: &Matter<'_>) -> Option<Sentence> {
    let outcome =
        told(matter).filter(|outcome| outcome.missed.is_none() && matter.may(Comfort::PlanKept))?;
    let points = match (outcome.all.kept, outcome.all.untold) {
        (1, 0) => "its one point".to_owned(),
        (1, _) => "the one point that could be told".to_owned(),
        (kept, 0) => format!("all {kept} points"),
        (kept, _) => format!("all {kept} points that could be told"),
    };
    let text = format!("Within the plan{} on {points}.", so_far(matter));
    // A plan of points on pain alone speaks of nothing else.
    let kind = if outcome.all == outcome.on_pain { Kind::Pain } else { Kind::Load };
    Some(sentence(kind, text, outcome.all))
}

fn sentence(kind: Kind, text: String, tally: Tally) -> Sentence {
    let more = match tally.missed {
        0 | 1 => None,
        missed => Some(format!("{} more not within it", missed - 1)),
    };
    let untold = (tally.untold > 0).then(|| format!("{} not to be told", tally.untold));
    let mut parts: Vec<String> = more.into_iter().chain(untold).collect();
    if !parts.is_empty() {
        parts.push("each stands beside the plan".to_owned());
    }
    Sentence {
        kind,
        headline: Headline {
            key: "plan",
            text,
            detail: parts.join("; "),
            value: Some(tally.kept as f64),
            low: None,
            high: None,
            n: tally.told(),
        },
    }
}

fn so_far(matter: &Matter<'_>) -> &'static str {
    if matter.period.is_over() { "" } else { " so far" }
}

/// A clause as a sentence of its own.
fn capital(clause: &str) -> String {
    let mut letters = clause.chars();
    letters
        .next()
        .map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), letters.as_str()))
}

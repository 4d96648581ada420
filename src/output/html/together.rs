//! What is described beside the declared test: mornings round runs, thirds, like runs side by
//! side, and whether it is the running at all.

use crate::say::voice::Spoken;
use crate::{
    draw::charts,
    insight::link::looks_note,
    page::{BesideDays, BesideLevel, Crossover, Flares, Matched, MorningsBy, Reverse},
};

use super::panel::Panel;
use crate::say::words::{self, number};

/// This part of a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Together {
    /// Mornings after runs by descent and by pace, next mornings by thirds, mornings round run days.
    pub(super) panels: Vec<Panel>,
    /// Like runs side by side.
    pub(super) matched: Option<Like>,
    /// Is it the running at all? One sentence each.
    pub(super) flares: Vec<String>,
    /// The other direction, and how many looks there were; one sentence each.
    pub(super) notes: Vec<String>,
    /// The other direction in numbers, folded.
    pub(super) reverse: Option<String>,
}

/// Like runs side by side.
#[derive(Clone, Debug)]
pub(super) struct Like {
    /// The finding.
    pub(super) title: String,
    /// What was done.
    pub(super) text: String,
    /// The drawing, where any metric has a pair.
    pub(super) panel: Option<Panel>,
    /// The pairs, where they are too few for more.
    pub(super) pairs: Vec<String>,
}

impl Together {
    pub(super) fn of(page: Spoken<'_>) -> Together {
        let link = &page.link;
        Together {
            panels: [
                charts::mornings(page, MorningsBy::Descent),
                charts::mornings(page, MorningsBy::Pace),
                charts::thirds(page),
                charts::around(page),
            ]
            .into_iter()
            .flatten()
            .map(Panel::of)
            .collect(),
            matched: link.matched.as_ref().map(|matched| like(matched, page)),
            flares: link.flares.as_ref().map(flares).unwrap_or_default(),
            notes: [link.reverse.map(reverse_told), looks_note(&link.tests)]
                .into_iter()
                .flatten()
                .collect(),
            reverse: link.reverse.map(reverse),
        }
    }

    /// Whether there is nothing to show.
    pub(super) fn is_empty(&self) -> bool {
        self.panels.is_empty()
            && self.matched.is_none()
            && self.flares.is_empty()
            && self.notes.is_empty()
    }
}

fn like(matched: &Matched, page: Spoken<'_>) -> Like {
    let pairs = matched
        .pairs
        .iter()
        .map(|pair| {
            format!(
                "{} at {}, beside {} at {}",
                page.voice.day_and_year(pair.flare),
                words::pace(pair.speed_m_per_s.0, page.voice.units),
                page.voice.day_and_year(pair.calm),
                words::pace(pair.speed_m_per_s.1, page.voice.units)
            )
        })
        .collect();
    Like {
        title: matched.title(),
        text: matched.text(),
        panel: charts::matched(page).map(Panel::of),
        pairs,
    }
}

/// Flares and what stood beside them, as counts.
fn flares(flares: &Flares) -> Vec<String> {
    let mut lines = vec![format!(
        "{} in the log so far: a morning 2 points or more above the usual one, after three that \
         were not.",
        words::count(flares.onsets.len(), "flare")
    )];
    if flares.judged > 0 && flares.mornings > 0 {
        lines.push(format!(
            "{} of {} came within 48 h of a run; of all mornings, {} of {} did.",
            flares.judged.saturating_sub(flares.without_run),
            flares.judged,
            flares.mornings.saturating_sub(flares.mornings_without_run),
            flares.mornings
        ));
    }
    lines.extend(flares.beside.iter().map(beside));
    lines.extend(flares.levels.iter().filter_map(level));
    lines.extend(flares.crossover.map(crossover));
    lines.push("Counts, and no test: few flares make any share uncertain.".to_owned());
    lines
}

fn beside(row: &BesideDays) -> String {
    let of = |(days, told): (usize, usize)| format!("{days} of {told}");
    format!(
        "The day before, {}: {} before a flare, {} otherwise.",
        row.name,
        of(row.before_flares),
        of(row.other_days)
    )
}

fn level(row: &BesideLevel) -> Option<String> {
    let ((before, n), (other, others)) = row.before_flares.zip(row.other_days)?;
    Some(format!(
        "The day before, {}: median {} {} before a flare ({}), {} otherwise ({}).",
        row.name,
        number(before, 1),
        row.unit,
        words::count(n, "day"),
        number(other, 1),
        words::count(others, "day")
    ))
}

fn crossover(found: Crossover) -> String {
    let counts = format!(
        "Against the same weekdays of their month: a run the day before {} of {}, and on {} of {} \
         other such days",
        found.ran_before,
        words::count(found.sets, "flare"),
        found.ran_else.0,
        found.ran_else.1
    );
    match (found.odds_ratio, found.p) {
        (Some(odds), Some(p)) => format!(
            "{counts} (odds ratio {}, exact p = {}; exploratory).",
            number(odds, 1),
            number(p, 2)
        ),
        _ => format!("{counts}."),
    }
}

/// Of a look that is not the declared test there is no verdict, in numbers or in words.
fn reverse_told(found: Reverse) -> String {
    format!(
        "The other way round, pain before a run and how long it then was, was looked at over {}: told \
         in numbers alone, without a verdict.",
        words::count(found.n, "run day")
    )
}

fn reverse(found: Reverse) -> String {
    let interval = found.interval.map_or_else(String::new, |(low, high)| {
        format!(", 95 % interval {} to {}", words::signed(low, 2), words::signed(high, 2))
    });
    format!(
        "Rank correlation of pain before a run and minutes run: ρ = {}{interval}, {}.",
        words::signed(found.rho, 2),
        words::count(found.n, "run day")
    )
}

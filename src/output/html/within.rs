//! What happened inside the runs, and the film list, as the page shows them.

use crate::say::voice::{Spoken, Voice};
use crate::{
    draw::charts::{self, ChartTable},
    page::{FilmMoment, RunWithin},
};

use super::panel::Panel;
use crate::say::{
    within,
    words::{self, number, signed},
};

/// The fold on what happened within runs.
#[derive(Clone, Debug)]
pub(super) struct WithinFold {
    /// What was found, as its title.
    pub(super) finding: String,
    /// Sentences above the table.
    pub(super) notes: Vec<String>,
    /// Drift of each long run, and one run over its time.
    pub(super) panels: Vec<Panel>,
    /// One row a run of which there is something to say.
    pub(super) runs: Option<ChartTable>,
    /// Moments worth filming.
    pub(super) film: Option<ChartTable>,
}

impl WithinFold {
    /// None where there is nothing to show.
    pub(super) fn of(page: Spoken<'_>) -> Option<WithinFold> {
        let head = [
            "run",
            "minutes run",
            "laid out as",
            "warm-up",
            "cool-down",
            "cadence, last third v first",
            "cadence within your own range",
        ];
        let telling = page.within.runs.iter().filter(|run| tells(run));
        let runs = ChartTable::of(head, telling, |run| row(run, page.voice)).filled();
        let head = ["run", "where", "slope", "when", "view", "why"];
        let film = ChartTable::of(head, &page.within.film, |it| film_row(it, page.voice)).filled();
        if runs.is_none() && film.is_none() {
            return None;
        }
        Some(WithinFold {
            finding: finding(page),
            notes: notes(page),
            // The run in which form left its range stands among the panels.
            panels: [charts::drift(page), fingerprint(page)]
                .into_iter()
                .flatten()
                .map(Panel::of)
                .collect(),
            runs,
            film,
        })
    }
}

fn fingerprint(page: Spoken<'_>) -> Option<charts::Chart> {
    let run = page.within.fingerprint.as_ref()?;
    if run.after.is_some() { None } else { charts::fingerprint(page) }
}

/// Whether a run has anything to say from within.
fn tells(run: &RunWithin) -> bool {
    run.intervals.is_some() || run.ends.is_some() || !run.drifts.is_empty()
}

/// The first that holds: form left its range, form drifted, intervals, or what there is.
fn finding(page: Spoken<'_>) -> String {
    let runs = &page.within.runs;
    let cadence = |run: &&RunWithin| {
        run.endurance.iter().find(|(key, _)| *key == "cadence_spm").map(|(_, kept)| *kept)
    };
    let seen = runs.iter().filter_map(|run| cadence(&run)).count();
    let left = runs.iter().filter_map(|run| cadence(&run)?.left_min).count();
    let drifts: Vec<_> = runs
        .iter()
        .flat_map(|run| &run.drifts)
        .filter(|(key, _)| *key == "cadence_drift_pct")
        .collect();
    let beyond = drifts
        .iter()
        .filter(|(_, drift)| {
            drift.low.is_some_and(|low| low > 0.0) || drift.high.is_some_and(|high| high < 0.0)
        })
        .count();
    let structured = runs.iter().filter(|run| run.intervals.is_some()).count();
    if seen > 0 {
        format!(
            "cadence stayed outside your own range to the end in {left} of {}",
            words::count(seen, "long run")
        )
    } else if !drifts.is_empty() {
        format!(
            "cadence changed towards the end in {beyond} of {}",
            words::count(drifts.len(), "long run")
        )
    } else if structured > 0 {
        format!("{} in walk-run intervals", words::count(structured, "run"))
    } else {
        "none long enough to tell a drift".to_owned()
    }
}

fn notes(page: Spoken<'_>) -> Vec<String> {
    let within = &page.within;
    let own = within.overstride_self_pct.map(|own| {
        let (low, high) = (own.low.unwrap_or(own.value), own.high.unwrap_or(own.value));
        format!(
            "Step length at your own pace: {} % against your own reference (95 % interval {} to {}, {}). It \
             mirrors cadence, and goes with braking, not with where the foot lands.",
            signed(own.value, 1),
            signed(low, 1),
            signed(high, 1),
            words::count(own.n, "run"),
        )
    });
    let confidence = within.step_length.as_ref().map(|confidence| {
        let why = if confidence.reasons.is_empty() {
            String::new()
        } else {
            let doubts: Vec<String> =
                confidence.reasons.iter().copied().map(within::doubt).collect();
            format!(": {}", doubts.join(", "))
        };
        format!("Confidence in step length for height and pace: {}{why}.", confidence.grade.word())
    });
    let balance = within.balance.map(|balance| {
        let side = if balance.longer_left { "left" } else { "right" };
        format!(
            "The {side} foot was on the ground longer in {} of {} runs (left {} %). Uneven contact is \
             common and proves nothing; a cambered road or the seat of the strap look the same.",
            balance.runs,
            balance.of,
            number(balance.left_pct, 1),
        )
    });
    let reading =
        "A change over a run need not be fatigue: wind, heat, surface and plan look the same. Not \
                   recorded is not the same as not done."
            .to_owned();
    [own, confidence, balance, Some(reading)].into_iter().flatten().collect()
}

fn row(run: &RunWithin, voice: Voice) -> [String; 7] {
    let laid_out = run.intervals.map_or_else(String::new, |found| {
        format!(
            "{} × {} run, {} walk",
            found.reps,
            words::clock(found.run_s),
            words::clock(found.walk_s)
        )
    });
    let end = |seconds: Option<f64>| match (run.ends, seconds) {
        (None, _) => String::new(),
        (Some(_), None) => "not recorded".to_owned(),
        (Some(_), Some(seconds)) => words::minutes(seconds / 60.0),
    };
    let drift = run.drifts.iter().find(|(key, _)| *key == "cadence_drift_pct").map_or_else(
        String::new,
        |(_, drift)| match (drift.low, drift.high) {
            (Some(low), Some(high)) => {
                format!("{} % ({} to {})", signed(drift.value, 1), signed(low, 1), signed(high, 1))
            }
            _ => format!("{} %", signed(drift.value, 1)),
        },
    );
    let kept = run.endurance.iter().find(|(key, _)| *key == "cadence_spm").map_or_else(
        String::new,
        |(_, kept)| match kept.left_min {
            Some(minute) => format!("until minute {}", number(minute, 0)),
            None => format!("to the end (minute {})", number(kept.seen_until_min, 0)),
        },
    );
    [
        voice.day(run.date),
        run.running_min.map_or_else(String::new, |minutes| number(minutes, 0)),
        laid_out,
        end(run.ends.and_then(|ends| ends.warm_up_s)),
        end(run.ends.and_then(|ends| ends.cool_down_s)),
        drift,
        kept,
    ]
}

fn film_row(moment: &FilmMoment, voice: Voice) -> [String; 6] {
    let place = moment.at_m.map_or_else(String::new, |metres| {
        format!("at {}, ", words::distance(metres, voice.units))
    });
    let [tired, view, why] = moment.which.told().map(str::to_owned);
    [
        voice.day(moment.date),
        format!("{place}minute {}", number(moment.minute, 0)),
        moment.slope.map_or_else(String::new, |slope| format!("{} %", signed(100.0 * slope, 0))),
        tired,
        view,
        why,
    ]
}

//! The stage of running and walking agreed on: what of it is done, and what the plan asks for before
//! the next. The therapist's rule, and no other.

use super::words::{count, short};
use crate::page::{Missing, StageNow};

/// What is said of a stage, one line each.
pub(crate) fn lines(now: &StageNow) -> Vec<String> {
    if now.is_older {
        // What a plan of before asks for is no gate after a flare.
        return vec!["The plan dates from before the flare: ask whether it stands.".to_owned()];
    }
    let done = match now.times {
        Some(times) => format!("Done as asked {} of {}", now.done, count(times, "time")),
        None => format!("Done as asked {}", count(now.done, "time")),
    };
    let (settled, known) = now.settled;
    let mut lines = vec![format!("{done}; the next morning settled after {settled} of {known}.")];
    let missing = now.missing.iter().map(missing).collect::<Vec<_>>().join("; ");
    lines.extend(match (now.times, missing.is_empty()) {
        (Some(_), true) => {
            Some("What the plan asks for before the next stage is there: ask about it.".to_owned())
        }
        (Some(_), false) => Some(format!("Missing for the next stage, by your plan: {missing}.")),
        (None, true) => None,
        (None, false) => Some(format!("Beside your plan: {missing}.")),
    });
    lines
}

fn missing(of: &Missing) -> String {
    match of {
        Missing::Sessions(more) => count(*more, "more session"),
        Missing::Settled(mornings) => format!("{} settled", count(*mornings, "next morning")),
        Missing::DaysBetween { asked, fewer } => {
            format!("{} between sessions, fewer {}", count(*asked, "day"), times(*fewer))
        }
        Missing::EffortAbove { most, above } => {
            format!("effort up to {}, above it {}", short(most.value()), times(*above))
        }
        Missing::EffortNotLogged(blank) => format!("effort not logged {}", times(*blank)),
        Missing::Downhill(hilly) => format!("level ground, downhill {}", times(*hilly)),
    }
}

fn times(n: usize) -> String {
    if n == 1 { "once".to_owned() } else { format!("{n} times") }
}

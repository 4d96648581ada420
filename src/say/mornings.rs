//! A run day and the morning after it, in words.

use super::{voice::Voice, words};
use crate::page::{HalfKnown, RunMorning};

/// What is known where the answer is not: `before unknown: woke at 5, above usual`.
pub(crate) fn half_known(known: HalfKnown) -> String {
    match known {
        HalfKnown::Neither => "neither before nor the next morning is logged".to_owned(),
        HalfKnown::Before(_) => format!("next morning not logged: {}", half_known_short(known)),
        HalfKnown::Woke { .. } => format!("before unknown: {}", half_known_short(known)),
    }
}

/// The same without what is not known: `woke at 5, above usual`.
pub(crate) fn half_known_short(known: HalfKnown) -> String {
    match known {
        HalfKnown::Neither => half_known(known),
        HalfKnown::Before(before) => format!("{before} before"),
        HalfKnown::Woke { next, usual } => {
            let beside = match usual {
                Some(usual) if next.value() > usual => ", above usual",
                Some(usual) if next.value() < usual => ", below usual",
                Some(_) => ", as usual",
                None => "",
            };
            format!("woke at {next}{beside}")
        }
    }
}

/// The last run day before a flare: always told, whether its answer is known or not.
pub(crate) fn last_before(run: &RunMorning, voice: Voice) -> String {
    let length = words::or_unknown(run.length_m, |metres| words::distance(metres, voice.units));
    let answer = match (run.before, run.next) {
        (Some(before), Some(next)) => format!("{before} before, {next} the next morning"),
        _ => run.half_known().map(half_known).unwrap_or_default(),
    };
    format!("Last run before the flare, {}: {length}; {answer}.", voice.day(run.date))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PainScore;

    #[test]
    fn half_an_answer_says_what_is_missing_and_what_is_known() {
        let score = |points| PainScore::new(points).unwrap();
        let woke = |usual| HalfKnown::Woke { next: score(5.0), usual };
        assert_eq!(half_known(woke(Some(1.0))), "before unknown: woke at 5, above usual");
        assert_eq!(half_known_short(woke(Some(5.0))), "woke at 5, as usual");
        assert_eq!(half_known_short(woke(None)), "woke at 5");
        assert_eq!(half_known(HalfKnown::Before(score(1.0))), "next morning not logged: 1 before");
        assert_eq!(half_known(HalfKnown::Neither), "neither before nor the next morning is logged");
    }
}

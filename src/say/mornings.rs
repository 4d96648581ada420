//! Run days and the mornings after them, in words.

use super::{voice::Voice, words};
use crate::page::{Bin, HalfKnown, Mornings, MorningsBy, RunMorning, Units};

/// Metres of a foot.
const METRES_PER_FOOT: f64 = 0.304_8;

/// The title of the panel.
pub(crate) const fn title(by: MorningsBy) -> &'static str {
    match by {
        MorningsBy::Length => "Mornings after runs, by length",
        MorningsBy::Descent => "Mornings after runs, by descent",
        MorningsBy::Pace => "Mornings after runs, by pace",
    }
}

/// What a bin is of, at the head of a column.
pub(crate) const fn quantity(by: MorningsBy) -> &'static str {
    match by {
        MorningsBy::Length => "Length",
        MorningsBy::Descent => "Down",
        MorningsBy::Pace => "Pace",
    }
}

/// `up to 3 km`, `3–5 km`, `over 30 km`; of metres down alike. Of paces, which go from slow to fast:
/// `over 8:00 /km`, `6:30–6:00 /km`, `under 4:00 /km`.
pub(crate) fn bin(bin: &Bin, by: MorningsBy, units: Units) -> String {
    let pace = |speed_m_per_s: f64| words::pace_number(speed_m_per_s, units);
    let (shown, unit): (&dyn Fn(f64) -> String, &str) = match (by, units) {
        (MorningsBy::Length, _) => {
            (&|metres| words::short(words::distance_in(metres, units)), words::distance_unit(units))
        }
        (MorningsBy::Descent, Units::Metric) => (&words::short, "m"),
        (MorningsBy::Descent, Units::Imperial) => {
            (&|metres| words::short((metres / METRES_PER_FOOT).round()), "ft")
        }
        (MorningsBy::Pace, Units::Metric) => (&pace, "/km"),
        (MorningsBy::Pace, Units::Imperial) => (&pace, "/mi"),
    };
    let (least, most) = match by {
        MorningsBy::Length | MorningsBy::Descent => ("up to", "over"),
        // A slow pace is a long time.
        MorningsBy::Pace => ("over", "under"),
    };
    match bin.to {
        Some(to) if bin.from <= 0.0 => format!("{least} {} {unit}", shown(to)),
        Some(to) => format!("{}–{} {unit}", shown(bin.from), shown(to)),
        None => format!("{most} {} {unit}", shown(bin.from)),
    }
}

/// `15 of 21 settled`, or that there is no run.
pub(crate) fn counted(bin: &Bin) -> String {
    match bin.settled() {
        (_, 0) => "no run".to_owned(),
        (settled, of) => format!("{settled} of {of} settled"),
    }
}

/// What the panel counts, and what is in none of its bins.
pub(crate) fn caption(told: &Mornings, voice: Voice) -> String {
    let since =
        told.since.map_or_else(String::new, |day| format!(" since {}", voice.day_and_year(day)));
    let apart = match told.apart {
        0 => String::new(),
        n => format!(" {n} apart: a morning is not logged."),
    };
    let unknown = match told.by {
        MorningsBy::Length => "length",
        MorningsBy::Descent => "descent",
        MorningsBy::Pace => "pace",
    };
    let unmeasured = match told.unmeasured {
        0 => String::new(),
        n => format!(" {n} of unknown {unknown}."),
    };
    let last = told.last_before.as_ref().filter(|_| told.by == MorningsBy::Length);
    let last = last.map_or_else(String::new, |run| format!("{} ", last_before(run, voice)));
    format!("{last}A dot a run day{since}: counts.{apart}{unmeasured}")
}

/// The panel for who cannot see it.
pub(crate) fn alt(told: &Mornings, units: Units) -> String {
    let each = told.bins.iter().map(|it| format!("{}: {}", bin(it, told.by, units), counted(it)));
    format!("{}. {}.", title(told.by), each.collect::<Vec<_>>().join("; "))
}

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
    let length = words::or_unknown(run.ran.length_m, |metres| words::distance(metres, voice.units));
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

    use MorningsBy::{Descent, Length, Pace};

    #[test]
    fn a_bin_is_named_in_the_units_of_the_page_and_paces_go_from_slow_to_fast() {
        let named = |by, units| {
            let ends = crate::insight::mornings::ends(by, units);
            let of = |from, to| bin(&Bin { from, to, dots: Vec::new() }, by, units);
            [of(0.0, Some(ends[0])), of(ends[2], Some(ends[3])), of(*ends.last().unwrap(), None)]
        };
        let (metric, imperial) = (Units::Metric, Units::Imperial);
        assert_eq!(named(Length, metric), ["up to 3 km", "8–10 km", "over 30 km"]);
        assert_eq!(named(Length, imperial), ["up to 2 mi", "5–6 mi", "over 20 mi"]);
        assert_eq!(named(Descent, metric), ["up to 25 m", "100–200 m", "over 800 m"]);
        assert_eq!(named(Descent, imperial), ["up to 100 ft", "300–600 ft", "over 2400 ft"]);
        assert_eq!(named(Pace, metric), ["over 8:00 /km", "6:30–6:00 /km", "under 4:00 /km"]);
        assert_eq!(named(Pace, imperial), ["over 13:00 /mi", "11:00–10:00 /mi", "under 6:00 /mi"]);
        let none = Bin { from: 0.0, to: None, dots: Vec::new() };
        assert_eq!(counted(&none), "no run");
    }

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

//! How far two sensors lie apart, in words.

use super::{
    voice::Voice,
    words::{self, number, signed},
};
use crate::{
    insight::worn_together::{LEAST_MIN, LEAST_RUNS},
    model::Change,
    page::{Apart, FormPanel, NotApart, OtherSensor},
};

/// What is said of other sensors, one sentence or two each; of those that were never worn beside the
/// latest one, once, what would tell.
pub(crate) fn told(panels: &[FormPanel], voice: Voice) -> Vec<String> {
    let others =
        panels.iter().flat_map(|panel| panel.other_sensors.iter().map(move |other| (panel, other)));
    let (worn, never): (Vec<_>, Vec<_>) = others.partition(|(_, other)| other.is_worn_beside());
    let mut told: Vec<String> =
        worn.into_iter().map(|(panel, other)| of_sensor(panel, other, voice)).collect();
    if !never.is_empty() {
        told.push(format!(
            "Where a sensor was changed for another, {LEAST_RUNS} runs and {} min with both would tell how \
             far apart the two lie.",
            number(LEAST_MIN, 0)
        ));
    }
    told
}

fn of_sensor(panel: &FormPanel, other: &OtherSensor, voice: Voice) -> String {
    let which = match other.until {
        Some(day) => format!("the sensor until {} ({})", voice.day(day), other.change.words()),
        None => format!("the other {} worn in the same runs", noun(other.change)),
    };
    let drawn = if other.points.is_empty() {
        ""
    } else {
        " Its runs are drawn a second time, hollow, brought to the latest sensor: estimates, of which \
         no line, range or change is made."
    };
    match other.apart {
        Ok(apart) => format!(
            "{}: the latest sensor says {} than {which}, by {}.{drawn}",
            panel.name(),
            difference(&apart, panel),
            worn(apart.runs, apart.minutes),
        ),
        Err(why) => {
            format!("{}: how far {which} lies apart is not told: {}.", panel.name(), not_apart(why))
        }
    }
}

/// `3.1 mm more (95 % interval +1.9 to +4.3; a single run's −0.4 to +6.6)`.
fn difference(apart: &Apart, panel: &FormPanel) -> String {
    let decimals = panel.decimals + 1;
    let more = if apart.difference < 0.0 { "less" } else { "more" };
    format!(
        "{} {} {more} (95 % interval {} to {}; a single run’s {} to {})",
        number(apart.difference.abs(), decimals),
        panel.unit(),
        signed(apart.low, decimals),
        signed(apart.high, decimals),
        signed(apart.agreement_low, decimals),
        signed(apart.agreement_high, decimals),
    )
}

/// A calibration in few words, for the key of a drawing: `hollow: brought to the latest sensor by 7 runs
/// worn together, +3.1 ± 1.2 mm`.
pub(crate) fn in_short(panel: &FormPanel) -> Option<String> {
    let brought = panel.other_sensors.iter().find(|other| !other.points.is_empty())?;
    let apart = brought.apart.ok()?;
    let decimals = panel.decimals + 1;
    Some(format!(
        "{}, hollow: brought to the latest sensor by {} worn together, {} ± {} {}",
        panel.name().to_lowercase(),
        words::count(apart.runs, "run"),
        signed(apart.difference, decimals),
        number(apart.high - apart.difference, decimals),
        panel.unit(),
    ))
}

/// Why it is not told.
pub(crate) fn not_apart(why: NotApart) -> String {
    match why {
        NotApart::TooLittle { runs, minutes } => format!(
            "{}; it takes {LEAST_RUNS} and {} min",
            worn(runs, minutes),
            number(LEAST_MIN, 0)
        ),
        NotApart::NotConstant { runs, minutes, .. } => {
            format!("in {}, it is not the same for low and high values", worn(runs, minutes))
        }
    }
}

/// `7 runs worn with both, 320 min`.
fn worn(runs: usize, minutes: f64) -> String {
    format!("{} worn with both, {} min", words::count(runs, "run"), number(minutes, 0))
}

const fn noun(change: Change) -> &'static str {
    match change {
        Change::Watch | Change::Firmware | Change::Recording => "watch",
        Change::Pod => "sensor",
        Change::Strap => "strap",
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::page::sample;

    fn panel(apart: Result<Apart, NotApart>) -> FormPanel {
        let mut panel = sample::october().form.remove(2);
        let points = apart.map_or_else(|_| Vec::new(), |_| panel.points.clone());
        let until = Some(date(2026, 9, 11));
        panel.other_sensors = vec![OtherSensor { change: Change::Strap, apart, until, points }];
        panel
    }

    const SEVEN: Apart = Apart {
        difference: 3.1,
        low: 1.9,
        high: 4.3,
        agreement_low: -0.4,
        agreement_high: 6.6,
        runs: 7,
        minutes: 320.0,
    };

    #[test]
    fn a_difference_is_told_with_its_error_and_what_is_drawn_of_it() {
        let panel = panel(Ok(SEVEN));
        assert_eq!(
            told(std::slice::from_ref(&panel), Voice::METRIC),
            [format!(
                "{}: the latest sensor says 3.1 mm more (95 % interval +1.9 to +4.3; a single run’s −0.4 to \
                 +6.6) than the sensor until 11 September (strap changed), by 7 runs worn with both, 320 min. \
                 Its runs are drawn a second time, hollow, brought to the latest sensor: estimates, of which \
                 no line, range or change is made.",
                panel.name()
            )]
        );
        let short = in_short(&panel).unwrap();
        assert!(short.ends_with("by 7 runs worn together, +3.1 ± 1.2 mm"), "{short}");
    }

    #[test]
    fn where_none_is_told_the_reason_says_what_it_takes() {
        for (why, words) in [
            (
                NotApart::TooLittle { runs: 0, minutes: 0.0 },
                "5 runs and 60 min with both would tell how far apart the two lie.",
            ),
            (
                NotApart::TooLittle { runs: 3, minutes: 95.0 },
                "is not told: 3 runs worn with both, 95 min; it takes 5 and 60 min.",
            ),
            (
                NotApart::NotConstant { per_unit: 0.4, runs: 9, minutes: 360.0 },
                "in 9 runs worn with both, 360 min, it is not the same for low and high values.",
            ),
        ] {
            let panel = panel(Err(why));
            let told = told(std::slice::from_ref(&panel), Voice::METRIC).concat();
            assert!(told.ends_with(words), "{told}");
            assert_eq!(in_short(&panel), None);
        }
    }
}

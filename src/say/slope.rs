//! Form uphill, on the level and downhill, in words.

use super::{
    voice::Voice,
    words::{self, number, signed},
};
use crate::{
    insight::slope::{LEAST_MIN, LEAST_RUNS, LEVEL, NEAR_PACE, STEEPEST},
    page::{BySlope, NoSlopes, OnSlope, QuantityBySlope, Slope, SlopeMean, Slopes, TooLittle},
};

/// The title of all that is told of it.
pub(crate) const TITLE: &str = "Uphill, level, downhill";

/// What a quantity is called.
pub(crate) fn name(of: &QuantityBySlope) -> &'static str {
    match of.key {
        "cadence_spm" => "Cadence",
        "step_length_m" => "Step length",
        "vertical_oscillation_mm" => "Bounce",
        "ground_contact_time_ms" => "Contact time",
        other => other,
    }
}

/// What a slope is called.
pub(crate) const fn slope_name(slope: Slope) -> &'static str {
    match slope {
        Slope::Up => "Uphill",
        Slope::Level => "Level",
        Slope::Down => "Downhill",
    }
}

/// What is drawn, and how to read it.
pub(crate) fn caption(of: &BySlope, voice: Voice) -> String {
    let mut paces: Vec<String> =
        of.told().map(|(_, slopes)| words::pace(slopes.at_speed_m_per_s, voice.units)).collect();
    paces.dedup();
    let pace = match paces.as_slice() {
        [one] => format!("of {one}"),
        _ => "of your own pace".to_owned(),
    };
    let percent = |share: f64| number(100.0 * share, 0);
    format!(
        "Stretches of 30 s within {} % {pace}, brought to it: uphill {level} to {steep} %, level within \
         {level} %, downhill as uphill. Dot: mean of runs; bar: 95 % interval; pale: the 56 days before. \
         Signed: against the level of the same runs.",
        percent(NEAR_PACE),
        level = percent(LEVEL),
        steep = percent(STEEPEST),
    )
}

/// Why nothing is told of any quantity; none where something is, and where form itself says that a
/// baseline is missing.
pub(crate) fn untold(of: &BySlope) -> Option<String> {
    let first = of.quantities.first()?;
    let why = first.slopes.as_ref().err().filter(|_| of.told().next().is_none())?;
    if *why == NoSlopes::NoReference {
        return None;
    }
    Some(format!("Uphill and downhill at your own pace are not told: {}.", no_slopes(*why)))
}

/// Why nothing is told of a quantity.
pub(crate) fn no_slopes(why: NoSlopes) -> String {
    match why {
        NoSlopes::Belt => "the slope of a belt is not recorded".to_owned(),
        NoSlopes::SlopeNotKnown => {
            "the slope is not known for enough of the running before".to_owned()
        }
        NoSlopes::NoReference => "they need a baseline of your own first".to_owned(),
        NoSlopes::TooFlat { up, down } => format!(
            "near your own pace there are {} uphill and {} downhill, and either needs {} min in {} runs",
            there(up),
            there(down),
            number(LEAST_MIN, 0),
            LEAST_RUNS,
        ),
    }
}

/// `5.5 min in 2 runs`.
fn there(little: TooLittle) -> String {
    let minutes = words::short(little.minutes);
    if little.runs == 0 {
        format!("{minutes} min")
    } else {
        format!("{minutes} min in {}", words::count(little.runs, "run"))
    }
}

/// `5.5 min in 2 runs: too little`.
pub(crate) fn too_little(little: TooLittle) -> String {
    format!("{}: too little", there(little))
}

/// `171 to 175`.
pub(crate) fn ends(mean: &SlopeMean, decimals: u8) -> String {
    format!("{} to {}", number(mean.low, decimals), number(mean.high, decimals))
}

/// What a slope differs by from the level, with its interval and its runs; blank where it is not told.
pub(crate) fn off_level(on: &OnSlope, decimals: u8) -> String {
    words::or_blank(on.off_level, |(off, runs)| {
        format!(
            "{} ({} to {}, {})",
            signed(off.value, decimals + 1),
            signed(off.low, decimals + 1),
            signed(off.high, decimals + 1),
            words::count(runs, "run"),
        )
    })
}

/// A quantity on one slope in one line: `Uphill, +4.9 %: Cadence 175 steps/min (173 to 176), 7 runs,
/// 42 min; the 56 days before 174`.
pub(crate) fn line(of: &QuantityBySlope, slopes: &Slopes, slope: Slope) -> String {
    let on = slopes.on(slope);
    let before = on.before.ok().map_or_else(String::new, |mean| {
        format!("; the 56 days before {}", number(mean.value, of.decimals))
    });
    let now = match on.now {
        Err(little) => too_little(little),
        Ok(mean) => format!(
            "{} {} {} ({}), {}, {} min",
            name(of),
            number(mean.value, of.decimals),
            of.unit,
            ends(&mean, of.decimals),
            words::count(mean.runs, "run"),
            number(mean.minutes, 0),
        ),
    };
    format!("{}: {now}{before}", name_and_pct(on, slope))
}

/// `Uphill +4.9 %`; the mean slope only where there is a value, and never of the level.
pub(crate) fn name_and_pct(on: &OnSlope, slope: Slope) -> String {
    match on.now {
        Ok(mean) if slope != Slope::Level => {
            format!("{} {}", slope_name(slope), slope_pct(&mean))
        }
        _ => slope_name(slope).to_owned(),
    }
}

/// `+4.9 %`.
pub(crate) fn slope_pct(mean: &SlopeMean) -> String {
    format!("{} %", signed(mean.slope_pct, 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::sample::slope::by_slope;

    #[test]
    fn a_slope_is_told_in_a_line_with_what_stands_behind_it() {
        let by_slope = by_slope();
        let (cadence, slopes) = by_slope.told().next().unwrap();
        assert_eq!(
            line(cadence, slopes, Slope::Up),
            "Uphill +4.9 %: Cadence 175 steps/min (173 to 176), 7 runs, 42 min; the 56 days before 174"
        );
        assert_eq!(off_level(&slopes.up, 0), "+3.8 (+2.4 to +5.2, 6 runs)");
        assert_eq!(off_level(&slopes.level, 0), "");
    }

    #[test]
    fn where_nothing_is_told_the_reason_says_what_there_was_and_what_it_takes() {
        let mut flat = by_slope();
        assert_eq!(untold(&flat), None);
        flat.quantities.drain(..2);
        assert_eq!(
            untold(&flat).unwrap(),
            "Uphill and downhill at your own pace are not told: near your own pace there are 5.5 min in 2 \
             runs uphill and 5.5 min in 2 runs downhill, and either needs 10 min in 3 runs."
        );
    }
}

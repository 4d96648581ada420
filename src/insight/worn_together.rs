//! How far two sensors of one quantity lie apart, from runs worn with both.
//!
//! Each run is one pair of means over the same time, as runs and not seconds are what differs anew (how a
//! strap sits, how a foot is set). The mean of the pairs' differences has Student's interval; a further
//! run's difference lies within the limits of agreement (Bland & Altman 1986,
//! 10.1016/S0140-6736(86)90837-8), here for few pairs: the spread is known from them alone. Where the
//! difference changes with the value, one number would be wrong at either end, and none is told.

use crate::page::{Apart, NotApart};
use crate::signal::{mean, next_value_reach, standard_deviation, student_reach};

/// Runs and minutes that it takes. Our own choice: of five pairs the interval reaches 1.2 of their own
/// standard deviations.
pub const LEAST_RUNS: usize = 5;
/// See [`LEAST_RUNS`].
pub const LEAST_MIN: f64 = 60.0;

/// Minutes that a run needs in which both recorded.
pub const LEAST_OF_RUN_MIN: f64 = 5.0;

/// How sure the mean difference and the limits of agreement are,
const LEVEL: f64 = 0.95;
/// and how sure it must be that the difference changes with the value.
const LEVEL_OF_TREND: f64 = 0.99;

/// How sure the range of a single run's value is that was brought to another sensor.
const LEVEL_OF_POINT: f64 = 0.90;

/// One run worn with two sensors: what either says of it, and minutes in which both did.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// The sensor that was.
    pub from: f64,
    /// The sensor that is.
    pub to: f64,
    /// Minutes.
    pub minutes: f64,
}

/// How far two sensors lie apart, and how far a single run's difference lies from that, 90 times in 100.
///
/// # Errors
///
/// Why it is not told.
pub fn apart(pairs: &[Pair]) -> Result<(Apart, f64), NotApart> {
    let long: Vec<&Pair> = pairs.iter().filter(|pair| pair.minutes >= LEAST_OF_RUN_MIN).collect();
    let minutes: f64 = long.iter().map(|pair| pair.minutes).sum();
    let runs = long.len();
    let too_little = NotApart::TooLittle { runs, minutes };
    if runs < LEAST_RUNS || minutes < LEAST_MIN {
        return Err(too_little);
    }
    let differences: Vec<f64> = long.iter().map(|pair| pair.to - pair.from).collect();
    let (difference, spread) =
        mean(&differences).zip(standard_deviation(&differences)).ok_or(too_little)?;
    if let Some(per_unit) = trend(&long, &differences) {
        return Err(NotApart::NotConstant { per_unit, runs, minutes });
    }
    let n = runs as f64;
    let reach = student_reach(LEVEL, n - 1.0) * spread / n.sqrt();
    let agreement = next_value_reach(LEVEL, runs) * spread;
    let told = Apart {
        difference,
        low: difference - reach,
        high: difference + reach,
        agreement_low: difference - agreement,
        agreement_high: difference + agreement,
        runs,
        minutes,
    };
    Ok((told, next_value_reach(LEVEL_OF_POINT, runs) * spread))
}

/// By how much the difference changes for each unit of the two sensors' mean, where that is beyond
/// chance.
fn trend(pairs: &[&Pair], differences: &[f64]) -> Option<f64> {
    let middles: Vec<f64> = pairs.iter().map(|pair| 0.5 * (pair.from + pair.to)).collect();
    let (middle, difference) = mean(&middles).zip(mean(differences))?;
    let squares: f64 = middles.iter().map(|m| (m - middle).powi(2)).sum();
    let products: f64 =
        middles.iter().zip(differences).map(|(m, d)| (m - middle) * (d - difference)).sum();
    if squares <= f64::EPSILON * middle.abs() {
        return None;
    }
    let per_unit = products / squares;
    let rest: f64 = middles
        .iter()
        .zip(differences)
        .map(|(m, d)| (d - difference - per_unit * (m - middle)).powi(2))
        .sum();
    let freedom = pairs.len() as f64 - 2.0;
    let error = (rest / freedom / squares).sqrt();
    (per_unit.abs() > student_reach(LEVEL_OF_TREND, freedom) * error).then_some(per_unit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signal::SplitMix64;

    /// Runs of an old sensor that scatters by 0.7 about the runner's own values, and of a new one that says
    /// 3.1 more and scatters as much.
    fn worn(runs: usize, random: &mut SplitMix64) -> Vec<Pair> {
        let pair = |_| {
            let truth = 90.0 + 4.0 * random.normal_f64();
            let from = truth + 0.7 * random.normal_f64();
            Pair { from, to: truth + 3.1 + 0.7 * random.normal_f64(), minutes: 40.0 }
        };
        (0..runs).map(pair).collect()
    }

    #[test]
    fn a_known_difference_lies_in_its_interval_and_a_further_run_within_the_limits_as_often_as_they_say()
     {
        let mut random = SplitMix64::new(4);
        let (mut told, mut held, mut agreed) = (0, 0, 0);
        for _ in 0..500 {
            let pairs = worn(8, &mut random);
            let (seen, further) = pairs.split_at(7);
            let Ok((apart, _)) = apart(seen) else { continue };
            told += 1;
            held += u32::from(apart.low < 3.1 && 3.1 < apart.high);
            let next = further[0].to - further[0].from;
            agreed += u32::from(apart.agreement_low < next && next < apart.agreement_high);
        }
        // One in a hundred is expected to show a trend that is none.
        assert!(told >= 485, "{told} of 500");
        let share = |n: u32| f64::from(n) / f64::from(told);
        assert!((share(held) - 0.95).abs() < 0.03, "{held} of {told}");
        assert!((share(agreed) - 0.95).abs() < 0.03, "{agreed} of {told}");
    }

    #[test]
    fn five_runs_by_hand() {
        // Differences 1, 2, 3, 4, 5 whatever the value: mean 3, SD 1.5811; Student's 2.7764 for four.
        let pairs: Vec<Pair> = [(90.0, 1.0), (88.0, 2.0), (92.0, 3.0), (88.0, 4.0), (90.0, 5.0)]
            .map(|(from, more)| Pair { from, to: from + more, minutes: 12.0 })
            .to_vec();
        let (told, point) = apart(&pairs).unwrap();
        assert!((told.difference - 3.0).abs() < 1e-12 && told.runs == 5);
        assert!((told.high - 3.0 - 2.776_445 * 1.581_139 / 5_f64.sqrt()).abs() < 1e-5);
        assert!((told.agreement_high - 3.0 - 2.776_445 * 1.581_139 * 1.2_f64.sqrt()).abs() < 1e-5);
        // 2.131847 for 90 in 100.
        assert!((point - 2.131_847 * 1.581_139 * 1.2_f64.sqrt()).abs() < 1e-5);
    }

    #[test]
    fn too_few_too_short_or_a_difference_that_grows_are_not_told() {
        let mut random = SplitMix64::new(4);
        let four = worn(4, &mut random);
        assert_eq!(apart(&four), Err(NotApart::TooLittle { runs: 4, minutes: 160.0 }));
        let short: Vec<Pair> =
            worn(9, &mut random).iter().map(|pair| Pair { minutes: 6.0, ..*pair }).collect();
        assert_eq!(apart(&short), Err(NotApart::TooLittle { runs: 9, minutes: 54.0 }));
        let grows: Vec<Pair> =
            worn(9, &mut random).iter().map(|pair| Pair { to: 1.5 * pair.from, ..*pair }).collect();
        // Half of the old value on 1.25 of it.
        let Err(NotApart::NotConstant { per_unit, .. }) = apart(&grows) else {
            panic!("{:?}", apart(&grows))
        };
        assert!((per_unit - 0.4).abs() < 1e-9, "{per_unit}");
        assert_eq!(apart(&[]), Err(NotApart::TooLittle { runs: 0, minutes: 0.0 }));
    }
}

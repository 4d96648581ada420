//! TRIMP by Banister: minutes weighted by how near the heart came to its maximum.

use super::{LoadMetric, series::by_known_share};
use crate::model::{Citation, Runner, Sex, Tier, Unit};

pub(super) static METRIC: LoadMetric = LoadMetric {
    key: "trimp_banister",
    name: "TRIMP (Banister)",
    unit: Unit::Arbitrary,
    tier: Tier::Supported,
    formula: "Each second's share of the heart-rate reserve, weighted by an exponential that \
              differs by sex (men 0.64 and 1.92, women 0.86 and 1.67), added up in minutes. \
              Summed sample by sample, not from the average heart rate.",
    inputs: "heart rate; `hr_max_bpm`, `hr_rest_bpm` and `sex` in the config",
    limits: "Rests on the maximum and resting rates you gave. Wrist sensors may lock to the \
             cadence. Needs heart rate in 80 % of the run; gaps count as the rest of it.",
    not_for: "What the back bears: it measures the heart.",
    sources: &[
        Citation {
            short: "Banister 1991",
            title: "Modeling elite athletic performance, in Physiological Testing of Elite Athletes",
            doi: "",
        },
        Citation {
            short: "Morton et al. 1990",
            title: "J Appl Physiol 69:1171",
            doi: "10.1152/jappl.1990.69.3.1171",
        },
    ],
};

/// The heart rates of a runner that the formula needs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HeartRange {
    /// Maximum heart rate.
    pub max_bpm: f64,
    /// Resting heart rate.
    pub rest_bpm: f64,
    /// Sex, by which the weights were published.
    pub sex: Sex,
}

impl HeartRange {
    /// What the config tells; none unless it tells all three and they make sense.
    pub fn of(runner: &Runner) -> Option<HeartRange> {
        let (max_bpm, rest_bpm) = runner.hr_max_bpm.zip(runner.hr_rest_bpm)?;
        let sex = runner.sex?;
        (rest_bpm > 0.0 && max_bpm > rest_bpm).then_some(HeartRange { max_bpm, rest_bpm, sex })
    }

    /// Factor and exponent of the weight (Morton et al. 1990).
    const fn weights(&self) -> (f64, f64) {
        match self.sex {
            Sex::Male => (0.64, 1.92),
            Sex::Female => (0.86, 1.67),
        }
    }
}

/// TRIMP of a run from its heart rate, one sample a second, NaN where it is missing; none where
/// it is missing in more than a fifth of them.
///
/// ```
/// use backstride::{load::{HeartRange, banister}, model::Sex};
///
/// let range = HeartRange { max_bpm: 185.0, rest_bpm: 50.0, sex: Sex::Male };
/// let hour = vec![150.0; 3600];
/// assert!((banister(&hour, &range).unwrap() - 117.939_890_173_522).abs() < 1e-9);
/// ```
pub fn banister(heart_rate_bpm: &[f64], range: &HeartRange) -> Option<f64> {
    let (factor, exponent) = range.weights();
    by_known_share(heart_rate_bpm, |bpm| {
        let reserve = (bpm - range.rest_bpm) / (range.max_bpm - range.rest_bpm);
        let share = reserve.clamp(0.0, 1.0);
        share * factor * (exponent * share).exp() / 60.0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trimp(minutes: usize, bpm: f64, max_bpm: f64, rest_bpm: f64, sex: Sex) -> f64 {
        banister(&vec![bpm; minutes * 60], &HeartRange { max_bpm, rest_bpm, sex }).unwrap()
    }

    #[test]
    fn steady_runs_have_the_values_of_the_formula() {
        for (found, expected) in [
            (trimp(60, 150.0, 185.0, 50.0, Sex::Male), 117.939_890_173_521_96),
            (trimp(60, 150.0, 185.0, 50.0, Sex::Female), 131.690_453_192_436_14),
            (trimp(45, 140.0, 190.0, 60.0, Sex::Male), 57.766_327_279_555_29),
        ] {
            assert!((found - expected).abs() < 1e-9, "{found} against {expected}");
        }
    }

    #[test]
    fn an_uneven_run_weighs_more_than_its_average() {
        let range = HeartRange { max_bpm: 185.0, rest_bpm: 50.0, sex: Sex::Male };
        let mut uneven = vec![120.0; 1800];
        uneven.extend(vec![180.0; 1800]);
        assert!(banister(&uneven, &range).unwrap() > trimp(60, 150.0, 185.0, 50.0, Sex::Male));
    }

    #[test]
    fn gaps_count_as_the_rest_up_to_a_fifth_of_the_run() {
        let range = HeartRange { max_bpm: 185.0, rest_bpm: 50.0, sex: Sex::Male };
        let with_gap = |missing: usize| {
            let mut samples = vec![150.0; 3600 - missing];
            samples.extend(vec![f64::NAN; missing]);
            banister(&samples, &range)
        };
        assert!((with_gap(700).unwrap() - 117.939_890_173_522).abs() < 1e-9);
        assert_eq!(with_gap(721), None);
        assert_eq!(banister(&[], &range), None);
    }
}

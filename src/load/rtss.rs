//! rTSS: a run's length and intensity against an hour at threshold pace.

use super::LoadMetric;
use crate::{
    model::{Citation, Tier, Unit},
    physics::level_speed_m_per_s,
    signal,
};

pub(super) static METRIC: LoadMetric = LoadMetric {
    key: "rtss",
    name: "Running stress score",
    unit: Unit::Arbitrary,
    tier: Tier::Exploratory,
    formula: "Hours times 100, times the square of normalised graded speed over threshold speed. \
              An hour at threshold pace is 100.",
    inputs: "speed, slope where known; `threshold_pace` in the config",
    limits: "A coach's convention, not a validated measure. Hills count by metabolic cost \
             (Minetti et al. 2002), which is less downhill while the jolts are more.",
    not_for: "What the back bears, or comparing two runners.",
    sources: &[
        Citation {
            short: "McGregor",
            title: "rTSS, a convention of TrainingPeaks; no paper",
            doi: "",
        },
        Citation {
            short: "Minetti et al. 2002",
            title: "J Appl Physiol 93:1039",
            doi: "10.1152/japplphysiol.01177.2001",
        },
    ],
};

/// Samples, at one a second, over which speed is smoothed before its fourth power is taken.
const SMOOTHING_S: usize = 30;

/// Normalised graded speed of a run, from speed and slope at one sample a second (NaN where
/// missing): the fourth root of the mean fourth power of the 30 s rolling mean of level-cost speed.
/// Where the slope is not known, the speed counts as it is.
pub fn normalised_graded_speed(speed_m_per_s: &[f64], slope: &[f64]) -> Option<f64> {
    let level: Vec<f64> = speed_m_per_s
        .iter()
        .enumerate()
        .map(|(i, speed)| match slope.get(i) {
            Some(slope) if slope.is_finite() => level_speed_m_per_s(*speed, *slope),
            _ => *speed,
        })
        .filter(|speed| speed.is_finite())
        .collect();
    let window = SMOOTHING_S.min(level.len()).max(1);
    let fourth_powers: Vec<f64> = level
        .windows(window)
        .map(|stretch| (stretch.iter().sum::<f64>() / stretch.len() as f64).powi(4))
        .collect();
    Some(signal::mean(&fourth_powers)?.powf(0.25))
}

/// rTSS from a duration, normalised graded speed and threshold speed.
///
/// ```
/// use backstride::load::rtss;
///
/// assert!((rtss(45.0, 3.6, 4.0).unwrap() - 60.75).abs() < 1e-9);
/// ```
pub fn rtss(duration_min: f64, normalised_m_per_s: f64, threshold_m_per_s: f64) -> Option<f64> {
    let intensity = normalised_m_per_s / threshold_m_per_s;
    (threshold_m_per_s > 0.0).then(|| 100.0 * duration_min / 60.0 * intensity * intensity)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_even_level_run_is_its_own_normalised_speed() {
        let speed = normalised_graded_speed(&[3.0; 600], &[0.0; 600]).unwrap();
        assert!((speed - 3.0).abs() < 1e-9);
        assert!(normalised_graded_speed(&[3.0; 5], &[]).is_some());
        assert_eq!(normalised_graded_speed(&[f64::NAN; 60], &[]), None);
        assert_eq!(normalised_graded_speed(&[], &[]), None);
    }

    #[test]
    fn a_climb_counts_as_the_level_speed_of_the_same_cost() {
        let speed = normalised_graded_speed(&[3.0; 60], &[0.05; 60]).unwrap();
        assert!((speed - 3.0 * 4.685_196_062_5 / 3.6).abs() < 1e-9);
        let unknown = normalised_graded_speed(&[3.0; 60], &[f64::NAN; 60]).unwrap();
        assert!((unknown - 3.0).abs() < 1e-9);
    }

    #[test]
    fn surges_weigh_more_than_their_average() {
        let surging: Vec<f64> =
            (0..1200).map(|s| if s / 120 % 2 == 0 { 2.0 } else { 4.0 }).collect();
        assert!(normalised_graded_speed(&surging, &[]).unwrap() > 3.2);
    }
}

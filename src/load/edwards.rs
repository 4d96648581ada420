//! TRIMP by Edwards: minutes in five zones of the maximum heart rate, weighted 1 to 5.

use super::{LoadMetric, series::by_known_share};
use crate::model::{Citation, Tier, Unit};

pub(super) static METRIC: LoadMetric = LoadMetric {
    key: "trimp_edwards",
    name: "TRIMP (Edwards)",
    unit: Unit::Arbitrary,
    tier: Tier::Supported,
    formula: "Minutes at 50–60, 60–70, 70–80, 80–90 and from 90 % of the maximum heart rate, \
              times 1, 2, 3, 4 and 5.",
    inputs: "heart rate; `hr_max_bpm` in the config",
    limits: "The zones' edges are steps: a beat more can count a whole class more. Needs heart \
             rate in 80 % of the run; gaps count as the rest of it.",
    not_for: "What the back bears: it measures the heart.",
    sources: &[Citation {
        short: "Foster et al. 2001",
        title: "J Strength Cond Res 15:109, after Edwards 1993",
        doi: "10.1519/00124278-200102000-00019",
    }],
};

/// Lower edges of the zones as shares of the maximum heart rate.
const ZONES_FROM: [f64; 5] = [0.5, 0.6, 0.7, 0.8, 0.9];

/// TRIMP of a run from its heart rate, one sample a second, NaN where it is missing; none where
/// it is missing in more than a fifth of them.
pub fn edwards(heart_rate_bpm: &[f64], max_bpm: f64) -> Option<f64> {
    by_known_share(heart_rate_bpm, |bpm| {
        // The tolerance keeps 60 % of a maximum, as typed, from falling below its own edge.
        let share = bpm / max_bpm + 1e-9;
        ZONES_FROM.iter().filter(|from| share >= **from).count() as f64 / 60.0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_example_is_162() {
        let minutes = [(110.0, 5), (130.0, 20), (150.0, 25), (170.0, 8), (190.0, 2), (90.0, 9)];
        let samples: Vec<f64> =
            minutes.iter().flat_map(|(bpm, minutes)| vec![*bpm; minutes * 60]).collect();
        assert!((edwards(&samples, 200.0).unwrap() - 162.0).abs() < 1e-9);
    }

    #[test]
    fn a_zone_begins_with_its_edge() {
        let minute = |bpm: f64| edwards(&[bpm; 60], 185.0).unwrap();
        assert!((minute(0.6 * 185.0) - 2.0).abs() < 1e-12);
        assert!((minute(0.6 * 185.0 - 0.1) - 1.0).abs() < 1e-12);
        assert!((minute(200.0) - 5.0).abs() < 1e-12);
    }
}

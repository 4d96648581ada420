//! TRIMP by Lucía: minutes below, between and above the two ventilatory thresholds.

use super::{LoadMetric, series::by_known_share};
use crate::model::{Citation, Tier, Unit};

pub(super) static METRIC: LoadMetric = LoadMetric {
    key: "trimp_lucia",
    name: "TRIMP (Lucía)",
    unit: Unit::Arbitrary,
    decimals: 0,
    tier: Tier::Exploratory,
    formula: "Minutes below the first ventilatory threshold times 1, between the thresholds times \
              2, above the second times 3.",
    inputs: "heart rate; both thresholds from a laboratory test",
    limits: "Worth as much as the test that gave the thresholds.",
    not_for: "What the back bears: it measures the heart.",
    sources: &[Citation {
        short: "Lucía et al. 2003",
        title: "Med Sci Sports Exerc 35:872",
        doi: "10.1249/01.MSS.0000064999.82036.B4",
    }],
};

/// TRIMP of a run from its heart rate, one sample a second, and the heart rates at the two
/// thresholds; none where it is missing in more than a fifth of them.
pub fn lucia(heart_rate_bpm: &[f64], (first_bpm, second_bpm): (f64, f64)) -> Option<f64> {
    by_known_share(heart_rate_bpm, |bpm| {
        let weight = if bpm < first_bpm {
            1.0
        } else if bpm <= second_bpm {
            2.0
        } else {
            3.0
        };
        weight / 60.0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_minutes_in_each_zone_are_sixty() {
        let samples: Vec<f64> = [120.0, 150.0, 180.0].iter().flat_map(|bpm| [*bpm; 600]).collect();
        assert!((lucia(&samples, (140.0, 165.0)).unwrap() - 60.0).abs() < 1e-9);
    }
}

//! Monotony and strain: how alike the days of a week are, and how heavy.

use super::LoadMetric;
use crate::{
    model::{Citation, Tier, Unit},
    signal,
};

const FOSTER: Citation = Citation {
    short: "Foster 1998",
    title: "Med Sci Sports Exerc 30:1164",
    doi: "10.1097/00005768-199807000-00023",
};

pub(super) static METRIC: LoadMetric = LoadMetric {
    key: "monotony_7d",
    name: "Monotony",
    unit: Unit::Ratio,
    tier: Tier::Supported,
    formula: "The mean of the last seven days' loads divided by their sample standard deviation, \
              days without a run counting 0. Undefined when all seven days are alike.",
    inputs: "daily load: session RPE where four of five runs have it, else distance, else time",
    limits: "Programs differ in using sample or population deviation, and days or sessions. The \
             often quoted limit of 2 comes from speed skaters. Needs all seven days.",
    not_for: "A limit: it describes a week, no more.",
    sources: &[FOSTER],
};

pub(super) static STRAIN: LoadMetric = LoadMetric {
    key: "strain_7d",
    name: "Strain",
    unit: Unit::Arbitrary,
    tier: Tier::Supported,
    formula: "The sum of the last seven days' loads, times their monotony.",
    inputs: "daily load, in the same unit as monotony",
    limits: "Inherits monotony's; its size depends on the unit of load.",
    not_for: "A limit, or comparing two runners.",
    sources: &[FOSTER],
};

/// Mean over sample standard deviation of seven daily loads; none when they are all alike.
///
/// ```
/// use backstride::load::monotony;
///
/// let week = [940.0, 50.0, 1120.0, 180.0, 390.0, 50.0, 670.0];
/// assert!((monotony(&week).unwrap() - 1.121_723_338_621_886).abs() < 1e-12);
/// ```
pub fn monotony(loads: &[f64]) -> Option<f64> {
    let mean = signal::mean(loads)?;
    let squares: f64 = loads.iter().map(|load| (load - mean).powi(2)).sum();
    let deviation = (squares / loads.len().checked_sub(1)? as f64).sqrt();
    // Seven times the same distance is alike even where sums leave a last bit.
    (deviation > 1e-9 * mean.abs()).then(|| mean / deviation)
}

/// The week's load times its monotony.
pub fn strain(loads: &[f64]) -> Option<f64> {
    Some(loads.iter().sum::<f64>() * monotony(loads)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_without_variation_has_no_monotony() {
        assert_eq!(monotony(&[0.1; 7]), None);
        assert_eq!(monotony(&[0.0; 7]), None);
        assert_eq!(monotony(&[5.0]), None);
        assert_eq!(strain(&[5.0; 7]), None);
    }

    #[test]
    fn strain_is_the_weeks_load_times_monotony() {
        let week = [940.0, 50.0, 1120.0, 180.0, 390.0, 50.0, 670.0];
        assert!((strain(&week).unwrap() - 3400.0 * 1.121_723_338_621_886).abs() < 1e-9);
    }
}

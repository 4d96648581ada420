//! A week's load against the weeks before it, by plain means.

use super::LoadMetric;
use crate::{
    model::{Citation, Tier, Unit},
    signal,
};

pub(super) const IMPELLIZZERI: Citation = Citation {
    short: "Impellizzeri et al. 2020",
    title: "Sports Med: the ratio rescales load and carries artefacts",
    doi: "10.1007/s40279-020-01378-6",
};

pub(super) const CRITIQUE: &str = "Random numbers in place of the longer mean do about as well, \
     and in 5,205 runners a higher ratio went with fewer injuries (Frandsen et al. 2025). Needs \
     four of five days known.";

pub(super) const NOT_FOR: &str = "A warning light, or a range to stay in.";

pub(super) static UNCOUPLED: LoadMetric = LoadMetric {
    key: "acwr_rolling_uncoupled",
    name: "Acute to chronic load, uncoupled",
    unit: Unit::Ratio,
    tier: Tier::Exploratory,
    formula: "The mean daily load of the last 7 days divided by that of the 21 days before them.",
    inputs: "daily load: session RPE where four of five runs have it, else distance, else time",
    limits: CRITIQUE,
    not_for: NOT_FOR,
    sources: &[IMPELLIZZERI],
};

pub(super) static COUPLED: LoadMetric = LoadMetric {
    key: "acwr_rolling_coupled",
    name: "Acute to chronic load, coupled",
    unit: Unit::Ratio,
    tier: Tier::Exploratory,
    formula: "The mean daily load of the last 7 days divided by that of the last 28, which \
              contain them; it cannot exceed 4.",
    inputs: "daily load: session RPE where four of five runs have it, else distance, else time",
    limits: CRITIQUE,
    not_for: NOT_FOR,
    sources: &[IMPELLIZZERI],
};

/// Days of the short mean.
const ACUTE_DAYS: usize = 7;
/// Days of both together.
const CHRONIC_DAYS: usize = 28;
/// Share of a window's days that must be known.
const FEWEST_KNOWN: f64 = 0.8;

/// The last 7 of 28 days against all 28; none without 28 days, or where too few are known.
pub fn coupled(loads: &[Option<f64>]) -> Option<f64> {
    let window = last(loads, CHRONIC_DAYS)?;
    ratio(last(window, ACUTE_DAYS)?, window)
}

/// The last 7 of 28 days against the 21 before them; none without 28 days, or where too few are
/// known.
pub fn uncoupled(loads: &[Option<f64>]) -> Option<f64> {
    let window = last(loads, CHRONIC_DAYS)?;
    let (before, acute) = window.split_at(CHRONIC_DAYS - ACUTE_DAYS);
    ratio(acute, before)
}

fn last(loads: &[Option<f64>], days: usize) -> Option<&[Option<f64>]> {
    loads.get(loads.len().checked_sub(days)?..)
}

fn ratio(acute: &[Option<f64>], chronic: &[Option<f64>]) -> Option<f64> {
    let (acute, chronic) = (mean_of_known(acute)?, mean_of_known(chronic)?);
    (chronic > 0.0).then(|| acute / chronic)
}

fn mean_of_known(loads: &[Option<f64>]) -> Option<f64> {
    let known: Vec<f64> = loads.iter().flatten().copied().collect();
    let enough = known.len() as f64 >= FEWEST_KNOWN * loads.len() as f64 - 1e-9;
    if enough { signal::mean(&known) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month() -> Vec<Option<f64>> {
        let week = [200.0, 0.0, 300.0, 0.0, 300.0, 0.0, 500.0];
        let last = [250.0, 0.0, 400.0, 0.0, 400.0, 0.0, 700.0];
        [week, week, week, last].concat().into_iter().map(Some).collect()
    }

    #[test]
    fn four_weeks_have_the_ratios_of_the_formula() {
        assert!((coupled(&month()).unwrap() - 1.238_938_053_097_345_3).abs() < 1e-12);
        assert!((uncoupled(&month()).unwrap() - 1.346_153_846_153_846).abs() < 1e-12);
    }

    #[test]
    fn the_coupled_ratio_is_four_r_over_r_plus_three_and_never_above_four() {
        let r = uncoupled(&month()).unwrap();
        assert!((coupled(&month()).unwrap() - 4.0 * r / (r + 3.0)).abs() < 1e-12);
        let mut burst = vec![Some(0.0); 21];
        burst.extend(vec![Some(9.0); 7]);
        assert!((coupled(&burst).unwrap() - 4.0).abs() < 1e-12);
        assert_eq!(uncoupled(&burst), None, "nothing to divide by");
    }

    #[test]
    fn too_little_history_or_too_many_unknown_days_have_no_ratio() {
        assert_eq!(uncoupled(&month()[1..]), None);
        let mut gaps = month();
        gaps[27] = None;
        assert!(uncoupled(&gaps).is_some(), "six of seven days are enough");
        gaps[25] = None;
        assert_eq!(uncoupled(&gaps), None);
    }
}

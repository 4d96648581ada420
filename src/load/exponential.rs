//! Means that forget: exponentially weighted load, long and short.

use super::{
    LoadMetric,
    acute_chronic::{IMPELLIZZERI, NOT_FOR},
};
use crate::{
    model::{Citation, Tier, Unit},
    signal,
};

pub(super) static ACWR: LoadMetric = LoadMetric {
    key: "acwr_ewma",
    name: "Acute to chronic load, exponentially weighted",
    unit: Unit::Ratio,
    tier: Tier::Exploratory,
    formula: "Two running means in which older days count ever less, with weight 2/(N + 1) for \
              N of 7 and 28 days, the short one divided by the long. Both start at the mean of the \
              first 28 days, and the first 42 days are not shown.",
    inputs: "daily load: session RPE where four of five runs have it, else distance, else time",
    limits: "Random numbers in place of the longer mean do about as well, and in 5,205 runners a \
             higher ratio went with fewer injuries (Frandsen et al. 2025). A day that is not known \
             leaves both means as they were; after more than seven of them they start anew.",
    not_for: NOT_FOR,
    sources: &[
        Citation {
            short: "Williams et al. 2017",
            title: "Br J Sports Med 51:209",
            doi: "10.1136/bjsports-2016-096589",
        },
        IMPELLIZZERI,
    ],
};

const COGGAN: Citation = Citation {
    short: "Coggan",
    title: "performance manager chart, a convention of TrainingPeaks after Banister 1975; no paper",
    doi: "",
};

pub(super) static CTL: LoadMetric = LoadMetric {
    key: "ctl",
    name: "Chronic load",
    unit: Unit::Arbitrary,
    tier: Tier::Exploratory,
    formula: "A running mean in which older days count ever less: each day moves it by 1/42 of \
              the difference. It starts at the mean of the first 28 days; the first 42 days are \
              not shown.",
    inputs: "daily load: session RPE where four of five runs have it, else distance, else time",
    limits: "Three conventions for the weight are in use; this is 1/N. The unit is that of the \
             daily load, so values of other programs do not compare.",
    not_for: "Fitness: it is a mean of what was done.",
    sources: &[COGGAN],
};

pub(super) static ATL: LoadMetric = LoadMetric {
    key: "atl",
    name: "Acute load",
    unit: Unit::Arbitrary,
    tier: Tier::Exploratory,
    formula: "As chronic load, with 1/7.",
    inputs: "daily load: session RPE where four of five runs have it, else distance, else time",
    limits: "As chronic load.",
    not_for: "Fatigue: it is a mean of what was done.",
    sources: &[COGGAN],
};

pub(super) static TSB: LoadMetric = LoadMetric {
    key: "tsb",
    name: "Load balance",
    unit: Unit::Arbitrary,
    tier: Tier::Exploratory,
    formula: "Yesterday's chronic load less yesterday's acute load.",
    inputs: "chronic and acute load",
    limits: "As chronic load.",
    not_for: "Form or readiness: it is a difference of two means.",
    sources: &[COGGAN],
};

/// Days whose mean starts a running mean.
const START_DAYS: usize = 28;
/// Days that a running mean needs before it is shown.
const HIDDEN_DAYS: usize = 42;
/// So many unknown days in a row are passed over; after more, the mean starts anew.
const LONGEST_GAP_DAYS: usize = 7;

/// How a running mean starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// At the first load.
    FirstLoad,
    /// At the mean of the first 28 days.
    MeanOfFirstDays,
    /// At zero, which makes the first weeks look like a rise.
    Zero,
}

/// A running mean with weight 2/(N + 1), as in published ratios of acute to chronic load.
///
/// ```
/// use backstride::load::{Start, ewma};
///
/// let steady = ewma(&[Some(100.0); 28], 7.0, Start::Zero);
/// assert!((steady[27].unwrap() - 99.968_252_072_858_66).abs() < 1e-9);
/// ```
pub fn ewma(loads: &[Option<f64>], days: f64, start: Start) -> Vec<Option<f64>> {
    exponential(loads, 2.0 / (days + 1.0), start)
}

/// A running mean that each known load moves by a share of the difference. An unknown day leaves
/// it where it was; after more than seven of them it starts anew.
pub fn exponential(loads: &[Option<f64>], weight: f64, start: Start) -> Vec<Option<f64>> {
    let mut means: Vec<Option<f64>> = Vec::with_capacity(loads.len());
    let (mut mean, mut unknown) = (None, 0);
    for (day, load) in loads.iter().enumerate() {
        unknown = if load.is_some() { 0 } else { unknown + 1 };
        if unknown > LONGEST_GAP_DAYS {
            mean = None;
        } else if let Some(load) = load {
            let from = mean.or_else(|| first_mean(&loads[day..], start));
            mean = from.map(|from: f64| from + weight * (load - from));
        }
        means.push(mean);
    }
    means
}

fn first_mean(loads: &[Option<f64>], start: Start) -> Option<f64> {
    let first = &loads[..loads.len().min(START_DAYS)];
    match start {
        Start::FirstLoad => first.iter().flatten().next().copied(),
        Start::MeanOfFirstDays => {
            signal::mean(&first.iter().flatten().copied().collect::<Vec<f64>>())
        }
        Start::Zero => Some(0.0),
    }
}

/// Blanks the first 42 days of each stretch of a running mean.
pub(super) fn settled(means: Vec<Option<f64>>) -> Vec<Option<f64>> {
    let mut age = 0;
    means
        .into_iter()
        .map(|mean| {
            age = if mean.is_some() { age + 1 } else { 0 };
            mean.filter(|_| age > HIDDEN_DAYS)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn last(means: &[Option<f64>]) -> f64 {
        means.last().copied().flatten().unwrap()
    }

    #[test]
    fn a_zero_start_makes_a_false_rise_and_a_first_load_start_does_not() {
        let constant = [Some(100.0); 28];
        let (short, long) =
            (last(&ewma(&constant, 7.0, Start::Zero)), last(&ewma(&constant, 28.0, Start::Zero)));
        assert!((long - 86.477_983_694_898_28).abs() < 1e-9);
        assert!((short / long - 1.155_996_564_692_756_8).abs() < 1e-12);
        for start in [Start::FirstLoad, Start::MeanOfFirstDays] {
            assert!((last(&ewma(&constant, 7.0, start)) - 100.0).abs() < 1e-9);
        }
    }

    #[test]
    fn four_weeks_have_the_means_of_the_formula() {
        let week = [200.0, 0.0, 300.0, 0.0, 300.0, 0.0, 500.0];
        let end = [250.0, 0.0, 400.0, 0.0, 400.0, 0.0, 700.0];
        let loads: Vec<Option<f64>> =
            [week, week, week, end].concat().into_iter().map(Some).collect();
        let short = last(&ewma(&loads, 7.0, Start::FirstLoad));
        let long = last(&ewma(&loads, 28.0, Start::FirstLoad));
        assert!((short - 304.785_687_125_086_27).abs() < 1e-9);
        assert!((long - 223.303_729_409_448_7).abs() < 1e-9);
        assert!((short / long - 1.364_892_955_129_469_6).abs() < 1e-12);
    }

    #[test]
    fn forty_two_days_from_zero_reach_the_published_shares() {
        let loads = [Some(100.0); 42];
        let ctl = last(&exponential(&loads, 1.0 / 42.0, Start::Zero));
        assert!((ctl - 63.654_404_782_839_77).abs() < 1e-9);
        let atl = last(&exponential(&loads, 1.0 / 7.0, Start::Zero));
        assert!((atl - 99.845_746_567_985_71).abs() < 1e-9);
        let continuous = 1.0 - (-1.0_f64 / 42.0).exp();
        assert!(
            (last(&exponential(&loads, continuous, Start::Zero)) - 63.212_055_882_855_765).abs()
                < 1e-9
        );
    }

    #[test]
    fn a_week_of_unknown_days_is_passed_over_and_a_longer_gap_starts_anew() {
        let mut loads = vec![Some(10.0); 10];
        loads.extend([None; 7]);
        loads.push(Some(20.0));
        let means = ewma(&loads, 7.0, Start::FirstLoad);
        assert!((last(&means) - 12.5).abs() < 1e-12);
        loads.splice(10..10, [None]);
        let means = ewma(&loads, 7.0, Start::FirstLoad);
        assert!((last(&means) - 20.0).abs() < 1e-12);
        assert_eq!(means[17], None);
    }

    #[test]
    fn the_first_forty_two_days_are_not_shown() {
        let shown = settled(ewma(&[Some(5.0); 50], 7.0, Start::MeanOfFirstDays));
        assert_eq!(shown.iter().position(Option::is_some), Some(42));
    }
}

//! Runs before a worse morning, each beside a calm run at the same pace and slope.
//!
//! Form follows pace and slope before anything else, so runs are compared only where these agree.
//! Of the calm runs that do, the one nearest in time is taken, so that slow changes over months
//! weigh little. Under six pairs no interval of 95 % exists, and the pairs are listed only.

use jiff::civil::Date;

use crate::{
    model::calendar::days_after,
    page::{Matched, MatchedMetric, MatchedPair},
    signal::middle_of_pairs,
};

/// Runs whose speeds differ by no more than this, in m/s, are at the same pace.
const SAME_SPEED_M_PER_S: f64 = 0.15;
/// Runs whose mean steepness differs by no more than this, as a fraction, are on the same slope.
const SAME_STEEPNESS: f64 = 0.01;
/// Days apart that weigh as much as a whole step of speed or steepness.
const NEAR_DAYS: f64 = 56.0;
/// Under so many pairs they are listed only.
pub const FEWEST_PAIRS: usize = 6;

/// How the back answered a run, as far as matching needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The next morning was raised or high.
    Flare,
    /// It had settled.
    Calm,
}

/// A metric that is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compared {
    /// Metric key.
    pub key: &'static str,
    /// Decimals as shown.
    pub decimals: u8,
}

/// A run's value of a metric, and what it was measured with.
#[derive(Clone, Debug, PartialEq)]
pub struct SensedValue {
    /// The value.
    pub value: f64,
    /// What stands behind it; values of two sensors are not compared.
    pub sensor: String,
}

/// One run.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Its day.
    pub day: Date,
    /// How the back answered.
    pub answer: Answer,
    /// Mean running speed.
    pub speed_m_per_s: f64,
    /// Mean absolute slope as a fraction, where known.
    pub steepness: Option<f64>,
    /// On a belt.
    pub indoor: bool,
    /// One value for each metric compared, in that order.
    pub values: Vec<Option<SensedValue>>,
}

/// The panel; none where no two runs pair.
pub fn matched(runs: &[Candidate], metrics: &[Compared]) -> Option<Matched> {
    let pairs = pairs(runs);
    if pairs.is_empty() {
        return None;
    }
    let metrics: Vec<MatchedMetric> =
        metrics.iter().enumerate().filter_map(|(at, metric)| row(&pairs, at, metric)).collect();
    let pairs: Vec<MatchedPair> = pairs
        .iter()
        .map(|(flare, calm)| MatchedPair {
            flare: flare.day,
            calm: calm.day,
            speed_m_per_s: (flare.speed_m_per_s, calm.speed_m_per_s),
            steepness: flare.steepness.zip(calm.steepness),
        })
        .collect();
    Some(Matched { pairs, metrics })
}

/// Nearest pairs first, each run in one pair at most; in the order of the worse mornings.
fn pairs(runs: &[Candidate]) -> Vec<(&Candidate, &Candidate)> {
    let of = |answer| runs.iter().enumerate().filter(move |(_, run)| run.answer == answer);
    let mut near: Vec<(f64, usize, usize)> = of(Answer::Flare)
        .flat_map(|(f, flare)| {
            of(Answer::Calm).filter_map(move |(c, calm)| Some((apart(flare, calm)?, f, c)))
        })
        .collect();
    near.sort_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut taken = vec![false; runs.len()];
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, flare, calm) in near {
        if !taken[flare] && !taken[calm] {
            (taken[flare], taken[calm]) = (true, true);
            pairs.push((flare, calm));
        }
    }
    pairs.sort_unstable();
    pairs.into_iter().map(|(flare, calm)| (&runs[flare], &runs[calm])).collect()
}

/// How far apart two runs are; none where they are not at the same pace and slope.
fn apart(a: &Candidate, b: &Candidate) -> Option<f64> {
    let speed = (a.speed_m_per_s - b.speed_m_per_s).abs() / SAME_SPEED_M_PER_S;
    let slope = match (a.steepness, b.steepness) {
        (Some(a), Some(b)) => (a - b).abs() / SAME_STEEPNESS,
        (None, None) => 0.0,
        (Some(_), None) | (None, Some(_)) => return None,
    };
    let days = days_after(a.day, b.day).unsigned_abs() as f64 / NEAR_DAYS;
    (a.indoor == b.indoor && speed <= 1.0 && slope <= 1.0).then_some(speed + slope + days)
}

fn row(pairs: &[(&Candidate, &Candidate)], at: usize, metric: &Compared) -> Option<MatchedMetric> {
    let told = |run: &Candidate| run.values.get(at).cloned().flatten();
    let differences: Vec<f64> = pairs
        .iter()
        .filter_map(|(flare, calm)| Some((told(flare)?, told(calm)?)))
        .filter(|(flare, calm)| flare.sensor == calm.sensor)
        .map(|(flare, calm)| flare.value - calm.value)
        .collect();
    let middle = middle_of_pairs(&differences)?;
    Some(MatchedMetric {
        key: metric.key,
        decimals: metric.decimals,
        differences,
        middle: middle.value,
        interval: middle.interval,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn run(day: i8, answer: Answer, speed_m_per_s: f64, cadence: f64) -> Candidate {
        Candidate {
            day: date(2026, 10, day),
            answer,
            speed_m_per_s,
            steepness: Some(0.01),
            indoor: false,
            values: vec![Some(SensedValue { value: cadence, sensor: "watch".into() })],
        }
    }

    fn cadence() -> Vec<Compared> {
        vec![Compared { key: "cadence_spm", decimals: 0 }]
    }

    #[test]
    fn pace_that_alone_moves_cadence_makes_no_difference_between_pairs() {
        // Worse mornings came after fast runs, and cadence follows pace: 150 + 8 per m/s.
        let runs: Vec<Candidate> = (1..=20_i8)
            .map(|day| {
                let speed = 2.6 + 0.04 * f64::from(day);
                let answer = if day % 3 == 0 || day > 14 { Answer::Flare } else { Answer::Calm };
                run(day, answer, speed, 150.0 + 8.0 * speed)
            })
            .collect();
        let found = matched(&runs, &cadence()).unwrap();
        assert!(found.pairs.len() >= 6, "{}", found.pairs.len());
        assert!(found.metrics[0].middle.abs() < 1.2, "{:?}", found.metrics[0]);
        for pair in &found.pairs {
            assert!((pair.speed_m_per_s.0 - pair.speed_m_per_s.1).abs() <= 0.15);
        }
    }

    #[test]
    fn a_lower_cadence_at_the_same_pace_is_found_with_its_count() {
        let runs: Vec<Candidate> = (1..=16_i8)
            .map(|day| match day % 2 {
                0 => run(day, Answer::Flare, 2.8, 164.0 + f64::from(day % 3)),
                _ => run(day, Answer::Calm, 2.8, 168.0 + f64::from(day % 3)),
            })
            .collect();
        let found = matched(&runs, &cadence()).unwrap();
        assert_eq!((found.pairs.len(), found.metrics[0].differences.len()), (8, 8));
        let (low, high) = found.metrics[0].interval.unwrap();
        let middle = found.metrics[0].middle;
        assert!(low <= middle && middle <= high && high < 0.0, "{:?}", found.metrics[0]);
    }

    #[test]
    fn five_pairs_are_listed_without_an_interval() {
        let runs: Vec<Candidate> = (1..=10_i8)
            .map(|day| {
                let answer = if day % 2 == 0 { Answer::Flare } else { Answer::Calm };
                run(day, answer, 2.8, 165.0 + f64::from(day))
            })
            .collect();
        let found = matched(&runs, &cadence()).unwrap();
        assert_eq!((found.pairs.len(), found.metrics[0].interval), (5, None));
    }

    #[test]
    fn belt_and_road_another_slope_and_another_sensor_do_not_pair() {
        let calm = run(1, Answer::Calm, 2.8, 170.0);
        let flare = run(2, Answer::Flare, 2.8, 160.0);
        let belt = Candidate { indoor: true, ..flare.clone() };
        let hills = Candidate { steepness: Some(0.05), ..flare.clone() };
        let flat_unknown = Candidate { steepness: None, ..flare.clone() };
        for other in [belt, hills, flat_unknown] {
            assert_eq!(matched(&[calm.clone(), other], &cadence()), None);
        }
        let told = Some(SensedValue { value: 160.0, sensor: "another watch".into() });
        let sensor = Candidate { values: vec![told], ..flare };
        let found = matched(&[calm, sensor], &cadence()).unwrap();
        assert_eq!((found.pairs.len(), found.metrics.len()), (1, 0));
    }
}

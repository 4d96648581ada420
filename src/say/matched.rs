//! Runs before a worse morning beside calm ones, in words.

use std::cmp::Ordering;

use super::form;
use crate::{
    insight::matched::FEWEST_PAIRS,
    page::{Matched, MatchedMetric},
};

/// What is compared, at the head of its row.
pub(crate) fn name(metric: &MatchedMetric) -> &'static str {
    match metric.key {
        "foot_ahead_mm" => "Foot ahead of the pelvis",
        "cadence_drift_pct" => "Cadence drift within the run",
        key => form::name(key),
    }
}

impl Matched {
    /// The finding: which metrics lie beyond their interval, or that none does.
    pub fn title(&self) -> String {
        let pairs = self.pairs.len();
        let noun = if pairs == 1 { "pair" } else { "pairs" };
        if pairs < FEWEST_PAIRS {
            return format!("Like with like: {pairs} {noun} of runs, too few to compare");
        }
        let beyond: Vec<String> = self
            .metrics
            .iter()
            .filter_map(|metric| {
                let (low, high) = metric.interval?;
                let way = match (low.total_cmp(&0.0), high.total_cmp(&0.0)) {
                    (Ordering::Greater, _) => "higher",
                    (_, Ordering::Less) => "lower",
                    _ => return None,
                };
                Some(format!("{} {way}", name(metric).to_lowercase()))
            })
            .collect();
        if beyond.is_empty() {
            format!("Like with like, {pairs} {noun}: no clear difference in how you ran")
        } else {
            format!("Like with like, {pairs} {noun}: {} before worse mornings", beyond.join(", "))
        }
    }

    /// What was set beside what, and what it cannot show.
    pub fn text(&self) -> String {
        let how = "A run before a worse morning beside a run before a settled one, at the same pace \
                   and slope and near in time";
        if self.pairs.len() < FEWEST_PAIRS {
            format!("{how}. Under {FEWEST_PAIRS} pairs they are listed, and no interval is given.")
        } else {
            format!(
                "{how}. An extra look, not the declared test: it goes together in one person's diary; \
                 it cannot show why."
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{insight::words::banned_words, page::MatchedPair};

    fn of(pairs: usize, interval: Option<(f64, f64)>) -> Matched {
        let pair = MatchedPair {
            flare: date(2026, 10, 2),
            calm: date(2026, 9, 2),
            speed_m_per_s: (2.8, 2.8),
            steepness: None,
        };
        let cadence = MatchedMetric {
            key: "cadence_spm",
            decimals: 0,
            differences: vec![-4.0; pairs],
            middle: -4.0,
            interval,
        };
        Matched { pairs: vec![pair; pairs], metrics: vec![cadence] }
    }

    #[test]
    fn what_lies_beyond_its_interval_is_the_title_and_five_pairs_are_too_few() {
        assert_eq!(
            of(8, Some((-5.0, -3.0))).title(),
            "Like with like, 8 pairs: cadence lower before worse mornings"
        );
        assert!(of(8, Some((-5.0, 1.0))).title().ends_with("no clear difference in how you ran"));
        assert!(of(5, None).title().ends_with("5 pairs of runs, too few to compare"));
    }

    #[test]
    fn its_words_claim_nothing() {
        for pairs in [1, 5, 6, 12] {
            let matched = of(pairs, Some((-5.0, -3.0)));
            assert!(banned_words(&matched.text()).is_empty());
            assert!(banned_words(&matched.title()).is_empty());
        }
    }
}

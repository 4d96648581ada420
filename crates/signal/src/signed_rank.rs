//! The middle of differences between pairs, and how far it may be off, from their order alone.

/// The middle of paired differences with its interval, by the signed-rank statistic.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Middle {
    /// The Hodges–Lehmann estimate: the median of all means of two differences (Hodges & Lehmann
    /// 1963, Annals of Mathematical Statistics 34:598).
    pub value: f64,
    /// The exact interval of at least 95 %; none under six pairs, which cannot reach that level.
    pub interval: Option<(f64, f64)>,
}

/// Half of what the interval may miss.
const TAIL: f64 = 0.025;

/// None without a difference.
///
/// ```
/// use backstride_signal::middle_of_pairs;
///
/// // Six differences: the interval is as wide as they are; five have none.
/// let six = middle_of_pairs(&[1.0, 2.0, 3.0, 4.0, 5.0, 9.0]).unwrap();
/// assert_eq!((six.value, six.interval), (3.5, Some((1.0, 9.0))));
/// assert_eq!(middle_of_pairs(&[1.0, 2.0, 3.0, 4.0, 5.0]).unwrap().interval, None);
/// ```
pub fn middle_of_pairs(differences: &[f64]) -> Option<Middle> {
    let mut means: Vec<f64> = Vec::new();
    for (i, a) in differences.iter().enumerate() {
        means.extend(differences[i..].iter().map(|b| f64::midpoint(*a, *b)));
    }
    means.sort_by(f64::total_cmp);
    let value = super::median(&means)?;
    let out = left_out(differences.len());
    let interval = (out > 0).then(|| (means[out - 1], means[means.len() - out]));
    Some(Middle { value, interval })
}

/// How many of the ordered means lie outside at either end: the largest k with a probability of
/// at most 2.5 % that the signed-rank sum is under k.
fn left_out(pairs: usize) -> usize {
    let mut chance = vec![1.0];
    for rank in 1..=pairs {
        let mut next = vec![0.0; chance.len() + rank];
        for (sum, p) in chance.iter().enumerate() {
            next[sum] += p / 2.0;
            next[sum + rank] += p / 2.0;
        }
        chance = next;
    }
    let mut under = 0.0;
    chance
        .iter()
        .take_while(|p| {
            under += **p;
            under <= TAIL
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_are_those_of_the_published_signed_rank_table() {
        // Two-sided 5 % critical values of Wilcoxon's T (Wilcoxon & Wilcox 1964): the interval
        // leaves out T + 1 means at either end.
        for (pairs, critical) in [(6, 0), (7, 2), (8, 3), (10, 8), (15, 25), (20, 52), (25, 89)] {
            assert_eq!(left_out(pairs), critical + 1, "{pairs}");
        }
        assert_eq!(left_out(5), 0);
    }

    #[test]
    fn the_middle_and_its_interval_are_those_of_scipys_exact_test() {
        let text = include_str!("../../../tests/oracles/pairs_and_blocks.json");
        let oracle: serde_json::Value = serde_json::from_str(text).unwrap();
        for (n, case) in oracle["pairs"].as_object().unwrap() {
            let differences: Vec<f64> = case["differences"]
                .as_array()
                .unwrap()
                .iter()
                .map(|difference| difference.as_f64().unwrap())
                .collect();
            let found = middle_of_pairs(&differences).unwrap();
            let (low, high) = found.interval.unwrap();
            for (found, key) in [(found.value, "middle"), (low, "low"), (high, "high")] {
                let expected = case[key].as_f64().unwrap();
                assert!((found - expected).abs() < 1e-9, "{n} {key}: {found} and {expected}");
            }
        }
    }

    #[test]
    fn no_pair_has_no_middle() {
        assert_eq!(middle_of_pairs(&[]), None);
        assert_eq!(middle_of_pairs(&[2.0]), Some(Middle { value: 2.0, interval: None }));
    }
}

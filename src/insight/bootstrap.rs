//! Intervals for means of days that hang together: resampling whole weeks.
//!
//! Pain of one morning resembles that of the next, so days are drawn in blocks of seven
//! consecutive ones (moving blocks: Künsch 1989, 10.1214/aos/1176347265; wrapped round the ends:
//! Politis & Romano 1992).

use crate::{
    page::Mean,
    signal::{self, random::SplitMix64},
};

/// Days in a block: a week, the rhythm of running.
const BLOCK_DAYS: usize = 7;
/// Under so many values an interval would claim more than it knows.
const FEWEST_VALUES: usize = 7;
/// Drawings for an interval; enough for steady 0.5 % and 99.5 % points to a hundredth of a point.
const DRAWINGS: usize = 4000;
/// Where the stream of drawings starts: any fixed number gives the same page every time.
const SEED: u64 = 0x6261_636b_7374_7269;

/// The mean of the days that have a value, with its 95 % interval; none without any value.
pub fn mean_of_days(days: &[Option<f64>]) -> Option<Mean> {
    let values: Vec<f64> = days.iter().flatten().copied().collect();
    let value = signal::mean(&values)?;
    let interval = (values.len() >= FEWEST_VALUES)
        .then(|| interval(&mut drawn_means(days, &mut SplitMix64::new(SEED)), 0.95))
        .flatten();
    let (low, high) = interval.unzip();
    Some(Mean { value, low, high, n: values.len() })
}

/// The interval of the difference of two spans' means, `after` less `before`, at a level such as
/// 0.99; none where either has too few values.
pub fn difference_interval(
    before: &[Option<f64>],
    after: &[Option<f64>],
    level: f64,
) -> Option<(f64, f64)> {
    let enough = |days: &[Option<f64>]| days.iter().flatten().count() >= FEWEST_VALUES;
    if !enough(before) || !enough(after) {
        return None;
    }
    let mut random = SplitMix64::new(SEED);
    let before = drawn_means(before, &mut random);
    let after = drawn_means(after, &mut random);
    let mut differences: Vec<f64> = after.iter().zip(&before).map(|(a, b)| a - b).collect();
    interval(&mut differences, level)
}

/// Means of resampled spans; drawings that hit no value are left out.
fn drawn_means(days: &[Option<f64>], random: &mut SplitMix64) -> Vec<f64> {
    // Each block is drawn many times, so its sum is taken once.
    let blocks: Vec<Block> =
        (0..days.len()).map(|start| Block::of(days, start, BLOCK_DAYS)).collect();
    (0..DRAWINGS).filter_map(|_| drawn_mean(days, &blocks, random)).collect()
}

/// What consecutive days add up to.
#[derive(Clone, Copy)]
struct Block {
    sum: f64,
    count: usize,
}

impl Block {
    /// So many days from this one on, wrapped round the end.
    fn of(days: &[Option<f64>], start: usize, length: usize) -> Block {
        let wrapped = days.iter().chain(days).skip(start).take(length).flatten();
        wrapped.fold(Block { sum: 0.0, count: 0 }, |block, value| Block {
            sum: block.sum + value,
            count: block.count + 1,
        })
    }
}

/// The mean of one span put together from blocks that start anywhere and wrap round the end; the
/// last one is cut to fit.
fn drawn_mean(days: &[Option<f64>], blocks: &[Block], random: &mut SplitMix64) -> Option<f64> {
    let (mut sum, mut count, mut left) = (0.0, 0_usize, days.len());
    while left > 0 {
        let start = random.below(days.len());
        let block = match blocks.get(start) {
            Some(whole) if left >= BLOCK_DAYS => *whole,
            _ => Block::of(days, start, left),
        };
        sum += block.sum;
        count += block.count;
        left -= left.min(BLOCK_DAYS);
    }
    (count > 0).then(|| sum / count as f64)
}

fn interval(drawn: &mut [f64], level: f64) -> Option<(f64, f64)> {
    let tail = (1.0 - level) / 2.0;
    Some((signal::quantile(drawn, tail)?, signal::quantile(drawn, 1.0 - tail)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_of_whole_weeks_is_that_of_another_program() {
        let text = include_str!("../../tests/oracles/pairs_and_blocks.json");
        let oracle: serde_json::Value = serde_json::from_str(text).unwrap();
        let numbers = |key: &str| -> Vec<f64> {
            oracle[key].as_array().unwrap().iter().map(|value| value.as_f64().unwrap()).collect()
        };
        let days: Vec<Option<f64>> = numbers("mornings").into_iter().map(Some).collect();
        let mean = mean_of_days(&days).unwrap();
        let expected = numbers("block_interval");
        // Two streams of drawings, 4,000 of them here: the ends agree to a few hundredths.
        assert!((mean.low.unwrap() - expected[0]).abs() < 0.03, "{mean:?}");
        assert!((mean.high.unwrap() - expected[1]).abs() < 0.03, "{mean:?}");
    }

    #[test]
    fn days_without_a_value_do_not_weigh() {
        let mut days = vec![None; 20];
        days.extend(vec![Some(3.0); 10]);
        let mean = mean_of_days(&days).unwrap();
        assert_eq!((mean.value, mean.low, mean.high, mean.n), (3.0, Some(3.0), Some(3.0), 10));
        assert_eq!(mean_of_days(&[None, None]), None);
    }

    #[test]
    fn a_few_values_have_a_mean_without_an_interval() {
        let mean = mean_of_days(&[Some(1.0), None, Some(2.0)]).unwrap();
        assert_eq!((mean.value, mean.low, mean.n), (1.5, None, 2));
    }

    #[test]
    fn the_interval_of_independent_days_is_near_the_textbook_one() {
        // 10 000 days, half 0 and half 2 in random order: the standard error is 0.01.
        let mut random = SplitMix64::new(3);
        let days: Vec<Option<f64>> =
            (0..10_000).map(|_| Some(if random.unit_f64() < 0.5 { 0.0 } else { 2.0 })).collect();
        let mut short = days.clone();
        short.truncate(400);
        let mean = mean_of_days(&short).unwrap();
        let half = (mean.high.unwrap() - mean.low.unwrap()) / 2.0;
        assert!((half - 0.098).abs() < 0.02, "1.96 / sqrt(400) = 0.098, found {half}");
    }

    #[test]
    fn days_that_hang_together_have_a_wider_interval_than_shuffled_ones() {
        let weeks: Vec<Option<f64>> = (0..140).map(|day| Some(f64::from(day / 7 % 2))).collect();
        let mixed: Vec<Option<f64>> = (0..140).map(|day| Some(f64::from(day % 2))).collect();
        let width = |days| mean_of_days(days).map(|m| m.high.unwrap() - m.low.unwrap()).unwrap();
        assert!(width(&weeks) > 2.0 * width(&mixed));
    }

    #[test]
    fn the_same_days_give_the_same_interval() {
        let days: Vec<Option<f64>> = (0..31).map(|day| Some(f64::from(day * 7 % 5))).collect();
        assert_eq!(mean_of_days(&days), mean_of_days(&days));
    }
}

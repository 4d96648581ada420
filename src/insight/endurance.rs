//! Form endurance: the minute of a run at which a form quantity leaves the runner's own range for
//! that speed and slope, and stays out of it to the end.

use super::{reference::Reference, run_bins::RunBins};
use crate::signal::{floor_index, mean, quantile};

/// Stretches are looked at in blocks of this many seconds.
const BLOCK_S: f64 = 120.0;

/// Stretches of 30 s that a block needs.
const BLOCK_BINS: usize = 2;

/// The start of a run, in seconds, that is left out: warming up.
const LEFT_OUT_S: f64 = 600.0;

/// Blocks that the reference needs for a range.
const REFERENCE_BLOCKS: usize = 30;

/// Blocks that a run needs: 20 minutes.
const RUN_BLOCKS: usize = 10;

/// Blocks that must lie outside, to the run's end: 6 minutes.
const OUTSIDE_BLOCKS: usize = 3;

/// Of the blocks before, this share must lie inside: what is outside from the start does not leave.
const INSIDE_SHARE: f64 = 0.5;

/// How long a run's form kept to the runner's own range (`form_endurance_min`).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Endurance {
    /// The run, as an index of the list that was given.
    pub run: usize,
    /// The minute at which it left the range and stayed out; none where it kept to it.
    pub left_min: Option<f64>,
    /// The minute up to which it was seen.
    pub seen_until_min: f64,
    /// Blocks of 2 min that were looked at.
    pub blocks: usize,
}

/// A block: its first second, and how far off the regression it lies.
#[derive(Clone, Copy, Debug)]
struct Block {
    start_s: f64,
    off: f64,
}

/// Tells it for `asked`, against the spread of the `members` that the reference is of. A run that
/// is outside from its start has none: there is nothing to leave.
pub(super) fn tell(
    reference: &Reference,
    runs: &[RunBins<'_>],
    members: &[usize],
    asked: impl Iterator<Item = usize>,
) -> Vec<Endurance> {
    let blocks_of = |run: usize| blocks(&reference.off(runs[run].bins));
    let spread: Vec<f64> =
        members.iter().flat_map(|&run| blocks_of(run)).map(|block| block.off).collect();
    let band = quantile(&spread, 0.05).zip(quantile(&spread, 0.95));
    let Some(band) = band.filter(|_| spread.len() >= REFERENCE_BLOCKS) else {
        return Vec::new();
    };
    asked.filter_map(|run| of_run(run, &blocks_of(run), band)).collect()
}

/// Blocks after the warm-up, oldest first, from pairs of second and distance off the regression.
fn blocks(off: &[(f64, f64)]) -> Vec<Block> {
    let late: Vec<(f64, f64)> =
        off.iter().copied().filter(|(time_s, _)| *time_s >= LEFT_OUT_S).collect();
    late.chunk_by(|a, b| floor_index(a.0 / BLOCK_S) == floor_index(b.0 / BLOCK_S))
        .filter(|bins| bins.len() >= BLOCK_BINS)
        .filter_map(|bins| {
            let values: Vec<f64> = bins.iter().map(|bin| bin.1).collect();
            Some(Block { start_s: bins.first()?.0, off: mean(&values)? })
        })
        .collect()
}

fn of_run(run: usize, blocks: &[Block], (low, high): (f64, f64)) -> Option<Endurance> {
    if blocks.len() < RUN_BLOCKS {
        return None;
    }
    let last = blocks.last()?;
    let beyond = |block: &&Block| if last.off > high { block.off > high } else { block.off < low };
    let outside = blocks.iter().rev().take_while(beyond).count();
    let before = blocks.get(..blocks.len() - outside)?;
    let inside = before.iter().filter(|block| (low..=high).contains(&block.off)).count();
    if (inside as f64) < INSIDE_SHARE * before.len() as f64 || before.is_empty() {
        return None;
    }
    let left = blocks.get(before.len()).filter(|_| outside >= OUTSIDE_BLOCKS);
    Some(Endurance {
        run,
        left_min: left.map(|block| block.start_s / 60.0),
        seen_until_min: last.start_s / 60.0 + BLOCK_S / 60.0,
        blocks: blocks.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(minutes: std::ops::Range<i32>, off: impl Fn(i32) -> f64) -> Vec<Block> {
        let bins: Vec<(f64, f64)> = (2 * minutes.start..2 * minutes.end)
            .map(|bin| (30.0 * f64::from(bin), off(bin / 2)))
            .collect();
        blocks(&bins)
    }

    #[test]
    fn leaving_at_minute_forty_for_good_is_told_and_coming_back_is_not() {
        let leaves = run(0..60, |minute| if minute < 40 { 0.0 } else { -5.0 });
        let told = of_run(0, &leaves, (-2.0, 2.0)).unwrap();
        assert_eq!((told.left_min, told.seen_until_min), (Some(40.0), 60.0));
        let back = run(0..60, |minute| if (40..50).contains(&minute) { -5.0 } else { 0.0 });
        assert_eq!(of_run(0, &back, (-2.0, 2.0)).unwrap().left_min, None);
    }

    #[test]
    fn a_run_that_is_outside_from_its_start_or_short_has_none() {
        let outside = run(0..60, |_| -5.0);
        assert_eq!(of_run(0, &outside, (-2.0, 2.0)), None);
        let short = run(0..25, |_| 0.0);
        assert_eq!(of_run(0, &short, (-2.0, 2.0)), None);
    }
}

//! Where the way of recording changed for good: every second, or samples further apart.

use crate::{model::Sampling, outing::Outing};

/// So many runs in a row make another way of recording the one in use: one run or two recorded the
/// other way are no change.
const IN_A_ROW: usize = 3;

/// The runs from which on another way of recording is in use, by their place in the list. Means
/// over 30 s hardly depend on it, so that own form stays one; the line is not drawn across.
pub(super) fn changes(runs: &[&Outing]) -> Vec<usize> {
    told(&runs.iter().map(|run| run.sensor.recording).collect::<Vec<_>>())
}

fn told(recordings: &[Sampling]) -> Vec<usize> {
    let mut changes = Vec::new();
    let Some(mut in_use) = recordings.first().copied() else { return changes };
    for (run, ways) in recordings.windows(IN_A_ROW).enumerate() {
        if ways.iter().all(|way| *way != in_use) {
            changes.push(run);
            in_use = ways.first().copied().unwrap_or(in_use);
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use Sampling::{EverySecond as E, Spaced as S};

    #[test]
    fn one_run_recorded_the_other_way_is_no_change_and_a_new_way_is_one() {
        assert_eq!(told(&[S, S, S, S, E, E, E, E]), [4]);
        assert_eq!(told(&[S, S, S, E, S, S, S]), [0_usize; 0]);
        assert_eq!(told(&[S, S, S, E, E, S, E, S, E, E, E]), [8]);
        assert_eq!(told(&[]), [0_usize; 0]);
    }
}

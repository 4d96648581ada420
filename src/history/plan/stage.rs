//! The stage of running and walking agreed on, beside how the runs were laid out.

use crate::{
    insight::plan::Stage,
    outing::Outing,
    page::{Keeping, LaidOut, Untold},
    signal,
};

const SECONDS_PER_MINUTE: f64 = 60.0;
/// A shorter walk is no walk break: a gait is told once it has lasted 10 s, so that much is open at
/// either end, and a step aside at a crossing lasts as long.
const SHORTEST_BREAK_S: f64 = 20.0;
/// Stretches are told to a quarter of a minute; within that they are as agreed.
const AS_AGREED_S: f64 = 15.0;

/// How a run was laid out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::history) struct Laid {
    /// The middle stretch of running, in seconds.
    run_s: f64,
    /// The middle walk break, in seconds; none where there were none.
    walk_s: Option<f64>,
}

impl Laid {
    /// By its walk-run intervals where it shows any; none where its gait is not told.
    pub(in crate::history) fn of(run: &Outing) -> Option<Laid> {
        if let Some(found) = run.structure.intervals {
            return Some(Laid { run_s: found.run_s, walk_s: Some(found.walk_s) });
        }
        let walk_s = run.value("walk_bout_s").filter(|walk_s| *walk_s >= SHORTEST_BREAK_S);
        Some(Laid { run_s: run.value("run_bout_s")?, walk_s })
    }

    /// Whether more was run at a stretch than a stage asks, or less walked between.
    fn is_beyond(&self, stage: &Stage) -> bool {
        let longer = self.run_s > stage.run_min * SECONDS_PER_MINUTE + AS_AGREED_S;
        let shorter_walks = self
            .walk_s
            .is_some_and(|walk_s| walk_s < stage.walk_min * SECONDS_PER_MINUTE - AS_AGREED_S);
        longer || shorter_walks
    }

    /// Whether less was run at a stretch than a stage asks, or more walked between, and it was not
    /// beyond it in the other.
    fn is_short_of(&self, stage: &Stage) -> bool {
        let shorter = self.run_s < stage.run_min * SECONDS_PER_MINUTE - AS_AGREED_S;
        let longer_walks = self
            .walk_s
            .is_some_and(|walk_s| walk_s > stage.walk_min * SECONDS_PER_MINUTE + AS_AGREED_S);
        (shorter || longer_walks) && !self.is_beyond(stage)
    }

    /// Whether it was the stage as asked.
    pub(in crate::history) fn is_as_asked(&self, stage: &Stage) -> bool {
        !self.is_beyond(stage) && !self.is_short_of(stage)
    }
}

/// The middle of the runs.
pub(super) fn laid_out(runs: &[Laid]) -> LaidOut {
    let minutes = |lengths_s: Vec<f64>| {
        signal::median(&lengths_s).map(|length_s| length_s / SECONDS_PER_MINUTE)
    };
    let walks: Vec<f64> = runs.iter().filter_map(|run| run.walk_s).collect();
    LaidOut {
        runs: runs.len(),
        run_min: minutes(runs.iter().map(|run| run.run_s).collect()),
        with_walks: walks.len(),
        walk_min: minutes(walks),
    }
}

/// Whether each run was the stage agreed on: one that went beyond it was not, and neither was one with
/// less running or longer walks.
pub(super) fn kept(runs: &[Laid], stage: &Stage) -> Keeping {
    let count = |of: fn(&Laid, &Stage) -> bool| runs.iter().filter(|run| of(run, stage)).count();
    let missed = |is_above, on| Keeping::Missed { is_above, on: (on, runs.len()), week: None };
    match (runs.len(), count(Laid::is_beyond), count(Laid::is_short_of)) {
        (0, _, _) => Keeping::NotKnown(Untold::AsDone),
        (_, 0, 0) => Keeping::Kept,
        (_, 0, short) => missed(false, short),
        (_, beyond, _) => missed(true, beyond),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO_AND_ONE: Stage = Stage {
        run_min: 2.0,
        walk_min: 1.0,
        reps: 8,
        times: None,
        rpe_max: None,
        level_only: None,
        days_between: None,
    };

    fn laid(run_s: f64, walk_s: Option<f64>) -> Laid {
        Laid { run_s, walk_s }
    }

    #[test]
    fn the_middle_of_the_runs_says_how_they_were_laid_out() {
        let mixed = [laid(120.0, Some(60.0)), laid(600.0, None), laid(660.0, None)];
        assert_eq!(
            laid_out(&mixed),
            LaidOut { runs: 3, run_min: Some(10.0), walk_min: Some(1.0), with_walks: 1 }
        );
        assert_eq!(
            laid_out(&[]),
            LaidOut { runs: 0, run_min: None, walk_min: None, with_walks: 0 }
        );
    }

    #[test]
    fn longer_stretches_are_beyond_a_stage_and_less_running_is_below_it() {
        let as_asked = [laid(120.0, Some(60.0)), laid(110.0, Some(70.0)), laid(135.0, Some(45.0))];
        assert_eq!(kept(&as_asked, &TWO_AND_ONE), Keeping::Kept);
        assert_eq!(
            kept(&[laid(60.0, Some(120.0)), as_asked[0]], &TWO_AND_ONE),
            Keeping::Missed { is_above: false, on: (1, 2), week: None }
        );
        let beyond = |run| kept(&[run], &TWO_AND_ONE) != Keeping::Kept;
        assert!(beyond(laid(150.0, Some(60.0))) && beyond(laid(120.0, Some(30.0))));
        assert!(beyond(laid(1200.0, None)) && !beyond(laid(110.0, None)));
        assert_eq!(kept(&[], &TWO_AND_ONE), Keeping::NotKnown(Untold::AsDone));
    }
}

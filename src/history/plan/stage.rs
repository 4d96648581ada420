//! The stage of running and walking agreed on, beside how the runs were laid out.

use super::point::Verdict;
use crate::{insight::plan::Stage, outing::Outing, say::words, signal};

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

/// `2 min running, 1 min walking, 8 times`.
pub(in crate::history) fn asked(stage: &Stage) -> String {
    let walking = if stage.walk_min > 0.0 {
        format!(", {} min walking", words::short(stage.walk_min))
    } else {
        String::new()
    };
    let times = if stage.reps == 1 { "once".to_owned() } else { format!("{} times", stage.reps) };
    format!("{} min running{walking}, {times}", words::short(stage.run_min))
}

/// The middle of the runs: `13.9 min running, no walk breaks seen (middle of 14 runs)`.
pub(super) fn done(runs: &[Laid]) -> String {
    let minutes = |lengths_s: &[f64]| {
        signal::median(lengths_s).map(|length_s| words::short(length_s / SECONDS_PER_MINUTE))
    };
    let walks: Vec<f64> = runs.iter().filter_map(|run| run.walk_s).collect();
    let Some(run_min) = minutes(&runs.iter().map(|run| run.run_s).collect::<Vec<_>>()) else {
        return "no run told apart into running and walking".to_owned();
    };
    let of = format!("middle of {}", words::count(runs.len(), "run"));
    match minutes(&walks) {
        None => format!("{run_min} min running, no walk breaks seen ({of})"),
        Some(walk_min) if walks.len() == runs.len() => {
            format!("{run_min} min running, {walk_min} min walking ({of})")
        }
        Some(walk_min) => format!(
            "{run_min} min running ({of}); {walk_min} min walking in {} of them",
            walks.len()
        ),
    }
}

/// Whether each run was the stage agreed on: one that went beyond it was not, and neither was one with
/// less running or longer walks.
pub(super) fn verdict(runs: &[Laid], stage: &Stage) -> Verdict {
    let count = |of: fn(&Laid, &Stage) -> bool| runs.iter().filter(|run| of(run, stage)).count();
    let (beyond, short) = (count(Laid::is_beyond), count(Laid::is_short_of));
    let of = words::count(runs.len(), "run");
    match (runs.len(), beyond, short) {
        (0, _, _) => Verdict::not_known(),
        (_, 0, 0) => Verdict::Kept,
        (_, 0, _) => Verdict::Missed {
            note: format!("below plan on {short} of {of}"),
            clause: format!(
                "{short} of {of} had less running, or longer walks, than the stage agreed on"
            ),
        },
        _ => Verdict::Missed {
            note: format!("above plan on {beyond} of {of}"),
            clause: format!("{beyond} of {of} went beyond the stage agreed on"),
        },
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
    fn runs_in_turns_and_runs_without_a_break_are_told_apart() {
        let turns = [laid(120.0, Some(60.0)), laid(135.0, Some(60.0))];
        assert_eq!(done(&turns), "2.1 min running, 1 min walking (middle of 2 runs)");
        let through = [laid(834.0, None)];
        assert_eq!(done(&through), "13.9 min running, no walk breaks seen (middle of 1 run)");
        let mixed = [laid(120.0, Some(60.0)), laid(600.0, None), laid(660.0, None)];
        assert_eq!(done(&mixed), "10 min running (middle of 3 runs); 1 min walking in 1 of them");
        assert_eq!(done(&[]), "no run told apart into running and walking");
    }

    #[test]
    fn longer_stretches_are_beyond_a_stage_and_less_running_is_below_it() {
        let kept = [laid(120.0, Some(60.0)), laid(110.0, Some(70.0)), laid(135.0, Some(45.0))];
        assert_eq!(verdict(&kept, &TWO_AND_ONE), Verdict::Kept);
        let less = verdict(&[laid(60.0, Some(120.0)), kept[0]], &TWO_AND_ONE);
        assert!(
            matches!(less, Verdict::Missed { note, .. } if note == "below plan on 1 of 2 runs")
        );
        let beyond = |run| verdict(&[run], &TWO_AND_ONE) != Verdict::Kept;
        assert!(beyond(laid(150.0, Some(60.0))) && beyond(laid(120.0, Some(30.0))));
        assert!(beyond(laid(1200.0, None)) && !beyond(laid(110.0, None)));
        assert_eq!(verdict(&[], &TWO_AND_ONE), Verdict::not_known());
    }
}

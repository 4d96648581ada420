//! How a run is laid out, from its stretches of one gait.

use crate::{
    model::{Bout, Channel, EasyEnds, Gait, GaitSpan, Intervals, Run, Structure},
    physics::level_speed_m_per_s,
    signal::{mean, median, standard_deviation},
};

/// So many stretches of running make a pattern.
const FEWEST_REPS: usize = 3;

/// Stretches of running may spread by this share of their mean, as a standard deviation.
const EVEN_SHARE: f64 = 0.25;

/// Lengths are told to this, in seconds.
const TOLD_TO_S: f64 = 15.0;

/// Of the time between stretches of running, at least this share is walked: waiting at crossings
/// is no interval.
const WALKED_SHARE: f64 = 0.5;

/// An easy start or end lasts at least this long, in seconds.
const EASY_FROM_S: f64 = 180.0;

/// Easy is slower than this share of the run's own middle speed, slope taken out.
const EASY_SHARE: f64 = 0.85;

/// Speed is looked at over so many samples, which are seconds.
const LOOK_S: usize = 30;

/// Tells how a run is laid out.
pub(super) fn tell(run: &Run) -> Structure {
    Structure { intervals: intervals(&run.bouts), ends: easy_ends(run), gait: spans(run) }
}

/// The stretches by the clock.
fn spans(run: &Run) -> Vec<GaitSpan> {
    let time_s = run.samples.time_s();
    run.bouts
        .iter()
        .filter_map(|bout| {
            let (from_s, until_s) =
                (*time_s.get(bout.start)?, *time_s.get(bout.end.checked_sub(1)?)?);
            Some(GaitSpan { gait: bout.gait, from_s, until_s })
        })
        .collect()
}

/// Walk-run intervals: three stretches of running or more, alike in length, with walks between.
fn intervals(bouts: &[Bout]) -> Option<Intervals> {
    let spells = spells(bouts);
    let first = spells.iter().position(|spell| spell.runs)?;
    let last = spells.iter().rposition(|spell| spell.runs)?;
    let inner = spells.get(first..=last)?;
    let runs: Vec<f64> = inner.iter().filter(|spell| spell.runs).map(|spell| spell.all_s).collect();
    let rests: Vec<f64> =
        inner.iter().filter(|spell| !spell.runs).map(|spell| spell.all_s).collect();
    let walked_s: f64 = inner.iter().filter(|spell| !spell.runs).map(|spell| spell.walked_s).sum();
    let rested_s: f64 = rests.iter().sum();
    let even = standard_deviation(&runs)? <= EVEN_SHARE * mean(&runs)?;
    let told = |seconds: f64| (seconds / TOLD_TO_S).round() * TOLD_TO_S;
    let (run_s, walk_s) = (told(median(&runs)?), told(median(&rests)?));
    let walks = walk_s > 0.0 && walked_s >= WALKED_SHARE * rested_s;
    (runs.len() >= FEWEST_REPS && even && walks && run_s > 0.0).then(|| Intervals {
        reps: runs.len(),
        run_s,
        walk_s,
        running_s: runs.iter().sum(),
    })
}

/// Running, or all that lies between two stretches of it.
struct Spell {
    runs: bool,
    all_s: f64,
    walked_s: f64,
}

/// Stretches put together over pauses of the recording, and over standing between walks.
fn spells(bouts: &[Bout]) -> Vec<Spell> {
    let mut spells: Vec<Spell> = Vec::new();
    for bout in bouts {
        let seconds = (bout.end - bout.start) as f64;
        let runs = bout.gait == Gait::Run;
        let walked_s = if bout.gait == Gait::Walk { seconds } else { 0.0 };
        match spells.last_mut() {
            Some(open) if open.runs == runs => {
                open.all_s += seconds;
                open.walked_s += walked_s;
            }
            _ => spells.push(Spell { runs, all_s: seconds, walked_s }),
        }
    }
    spells
}

/// What is seen of an easy start and end.
fn easy_ends(run: &Run) -> Option<EasyEnds> {
    run.running().next()?;
    let level = level_speed(run);
    let running: Vec<f64> = level
        .iter()
        .flat_map(|speed| run.running().filter_map(|i| speed.get(i)).copied())
        .filter(|speed| speed.is_finite())
        .collect();
    let easy_below = median(&running).map(|middle| EASY_SHARE * middle);
    let easy: Vec<bool> = (0..run.gait.len())
        .step_by(LOOK_S)
        .map(|start| {
            let look = start..(start + LOOK_S).min(run.gait.len());
            let ran = run.gait[look.clone()].iter().filter(|gait| **gait == Gait::Run).count();
            let speed = level.as_ref().and_then(|speed| mean(speed.get(look.clone())?));
            2 * ran < look.len() || speed.zip(easy_below).is_some_and(|(v, below)| v < below)
        })
        .collect();
    let span = |looks: usize| Some((looks * LOOK_S) as f64).filter(|&span_s| span_s >= EASY_FROM_S);
    if easy.iter().all(|easy| *easy) {
        return Some(EasyEnds::default());
    }
    Some(EasyEnds {
        warm_up_s: span(easy.iter().take_while(|easy| **easy).count()),
        cool_down_s: span(easy.iter().rev().take_while(|easy| **easy).count()),
    })
}

/// Speed with the slope taken out where that is known.
fn level_speed(run: &Run) -> Option<Vec<f64>> {
    let speed = run.samples.values(Channel::Speed)?;
    let grade = run.samples.values(Channel::Grade);
    let at = |(i, &speed): (usize, &f64)| match grade.and_then(|grade| grade.get(i)) {
        Some(grade) if grade.is_finite() => level_speed_m_per_s(speed, *grade),
        _ => speed,
    };
    Some(speed.iter().enumerate().map(at).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Origin, Provenance, Samples, Series};

    fn laid_out(parts: &[(Gait, usize)]) -> Vec<Bout> {
        let mut start = 0;
        parts
            .iter()
            .map(|&(gait, seconds)| {
                let bout = Bout { gait, start, end: start + seconds };
                start = bout.end;
                bout
            })
            .collect()
    }

    #[test]
    fn six_times_two_minutes_with_a_minute_of_walking_are_told_as_that() {
        let mut parts = vec![(Gait::Walk, 300)];
        for length in [118, 123, 121, 119, 120, 117] {
            parts.extend([(Gait::Run, length), (Gait::Walk, 62)]);
        }
        let told = intervals(&laid_out(&parts)).unwrap();
        let hand = Intervals { reps: 6, run_s: 120.0, walk_s: 60.0, running_s: 718.0 };
        assert_eq!(told, hand);
    }

    #[test]
    fn crossings_and_uneven_stretches_are_no_intervals() {
        let crossings = [
            (Gait::Run, 300),
            (Gait::Still, 40),
            (Gait::Run, 310),
            (Gait::Still, 30),
            (Gait::Run, 290),
        ];
        assert_eq!(intervals(&laid_out(&crossings)), None);
        let uneven = [
            (Gait::Run, 60),
            (Gait::Walk, 40),
            (Gait::Run, 600),
            (Gait::Walk, 40),
            (Gait::Run, 200),
        ];
        assert_eq!(intervals(&laid_out(&uneven)), None);
        let two = [(Gait::Run, 60), (Gait::Walk, 40), (Gait::Run, 60)];
        assert_eq!(intervals(&laid_out(&two)), None);
    }

    #[test]
    fn a_slow_start_of_five_minutes_is_seen_and_one_of_two_is_not_recorded() {
        for (slow, seen) in [(300, Some(300.0)), (120, None)] {
            let speed: Vec<f64> = (0..1800).map(|i| if i < slow { 2.0 } else { 3.0 }).collect();
            let mut samples = Samples::new((0..1800).map(f64::from).collect());
            let series = Series {
                values: speed,
                provenance: Provenance::Measured,
                origin: Origin::place("test"),
            };
            samples.insert(Channel::Speed, series).unwrap();
            let run = Run { samples, gait: vec![Gait::Run; 1800], ..Run::default() };
            let ends = easy_ends(&run).unwrap();
            assert_eq!(ends, EasyEnds { warm_up_s: seen, cool_down_s: None });
        }
    }
}

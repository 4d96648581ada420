//! Form uphill and downhill beside the level, at the runner's own pace.
//!
//! Own form brings every stretch to the level, which says nothing of how one runs on a hill. Here the
//! stretches of 30 s uphill, level and downhill stand apart. Only those near the own pace count, and
//! each is brought to it by the same regression on speed that own form rests on; what the slope does is
//! left in. Each run has one value on each slope, so that a long hill counts no more than a short one,
//! and uphill and downhill are set against the level of the same runs: what differs from day to day
//! falls out of it.

use super::baseline::{Asked, DRAWS, Drawn, Group, Interval, PERIOD_RUNS, RunBins, is_enough};
use super::reference::{Reference, Summary};
use crate::page::{Difference, NoSlopes, OnSlope, Slope, SlopeMean, Slopes, TooLittle};
use crate::signal::SplitMix64;

/// Slopes within this, as a fraction, are level.
pub const LEVEL: f64 = 0.03;

/// Steeper ones, as a fraction, are left out: there is little of them, and one walks or bounds.
pub const STEEPEST: f64 = 0.08;

/// Stretches count whose speed lies within this share of the own pace.
pub const NEAR_PACE: f64 = 0.10;

/// Minutes that a slope needs in a span, in runs with two minutes of it or more each.
pub const LEAST_MIN: f64 = 10.0;

/// Runs that a slope needs in a span.
pub const LEAST_RUNS: usize = PERIOD_RUNS;

/// How sure the intervals are: of a mean, and of a difference from the level.
const LEVEL_OF_MEAN: f64 = 0.95;
const LEVEL_OF_DIFFERENCE: f64 = 0.99;

/// Minutes of a stretch.
const STRETCH_MIN: f64 = 0.5;

/// One run on the three slopes, in their order; none where it has too few stretches.
type OfRun = [Option<(Summary, f64)>; 3];

/// Tells a quantity uphill, level and downhill. `runs` are in the order of their days.
///
/// # Errors
///
/// Why nothing can be told of any slope.
pub fn by_slope(runs: &[RunBins<'_>], asked: &Asked) -> Result<Slopes, NoSlopes> {
    let told: Vec<usize> =
        (0..runs.len()).filter(|&run| runs[run].bins.values(asked.channel).is_some()).collect();
    let is_now = |&run: &usize| asked.is_now(runs[run].day);
    let period: Vec<usize> = told.iter().copied().filter(is_now).collect();
    let group = Group::of(runs, &told, &period).ok_or(NoSlopes::NoReference)?;
    if group.indoor {
        return Err(NoSlopes::Belt);
    }
    let members = group.members(runs, &told, asked);
    let reference = Reference::fitted(runs, &members, asked.channel)
        .filter(is_enough)
        .ok_or(NoSlopes::NoReference)?;
    if !reference.knows_slope() {
        return Err(NoSlopes::SlopeNotKnown);
    }
    let of_runs = |span: &[usize]| -> Vec<OfRun> {
        span.iter().map(|&run| on_each(&reference, &runs[run])).collect()
    };
    let now: Vec<usize> = period.into_iter().filter(|&run| group.holds(&runs[run])).collect();
    let spans = Spans { now: of_runs(&now), before: of_runs(&members) };
    spans.told(&reference)
}

/// A run on the three slopes.
fn on_each(reference: &Reference, run: &RunBins<'_>) -> OfRun {
    Slope::ALL.map(|slope| {
        reference.on_slopes(run.bins, NEAR_PACE, |grade| match slope {
            Slope::Up => grade > LEVEL && grade <= STEEPEST,
            Slope::Level => grade.abs() <= LEVEL,
            Slope::Down => (-STEEPEST..-LEVEL).contains(&grade),
        })
    })
}

/// The runs of the period and of the reference before it.
struct Spans {
    now: Vec<OfRun>,
    before: Vec<OfRun>,
}

impl Spans {
    fn told(&self, reference: &Reference) -> Result<Slopes, NoSlopes> {
        let there = |slope| OnRuns::of(&self.now, slope).enough();
        if let (Err(up), Err(down)) = (there(Slope::Up), there(Slope::Down)) {
            return Err(NoSlopes::TooFlat { up, down });
        }
        let mut random = SplitMix64::new(0x05_10_9E);
        let anew: Vec<Vec<f64>> =
            (0..DRAWS).filter_map(|_| Some(reference.fitted_anew(&mut random)?.1)).collect();
        if anew.is_empty() {
            return Err(NoSlopes::NoReference);
        }
        let mut drawing = Drawing { reference, anew, random };
        let [up, level, down] = Slope::ALL.map(|slope| OnSlope {
            now: drawing.mean(&OnRuns::of(&self.now, slope)),
            before: drawing.mean(&OnRuns::of(&self.before, slope)),
            off_level: drawing.off_level(&self.now, slope),
        });
        Ok(Slopes { at_speed_m_per_s: reference.at_speed_m_per_s, up, level, down })
    }
}

/// The runs that have a slope.
struct OnRuns<'a> {
    runs: Vec<&'a (Summary, f64)>,
    minutes: f64,
}

impl<'a> OnRuns<'a> {
    fn of(runs: &'a [OfRun], slope: Slope) -> OnRuns<'a> {
        let runs: Vec<_> = runs.iter().filter_map(|run| run[slope as usize].as_ref()).collect();
        let stretches: usize = runs.iter().map(|(summary, _)| summary.bins).sum();
        OnRuns { runs, minutes: STRETCH_MIN * stretches as f64 }
    }

    /// What there is, where it is too little.
    fn enough(&self) -> Result<(), TooLittle> {
        let is_enough = self.runs.len() >= LEAST_RUNS && self.minutes >= LEAST_MIN;
        let there = TooLittle { runs: self.runs.len(), minutes: self.minutes };
        if is_enough { Ok(()) } else { Err(there) }
    }
}

/// What means and their intervals are made with.
struct Drawing<'a> {
    reference: &'a Reference,
    /// Coefficients of reference runs drawn anew; never empty.
    anew: Vec<Vec<f64>>,
    random: SplitMix64,
}

impl Drawing<'_> {
    /// The mean of a slope over the runs that have it.
    fn mean(&mut self, on: &OnRuns<'_>) -> Result<SlopeMean, TooLittle> {
        on.enough()?;
        let standard = &self.reference.standard;
        let at = |run: usize, by: &[f64]| on.runs[run].0.at(by, standard);
        let Interval { value, low, high, .. } = self.interval(on.runs.len(), LEVEL_OF_MEAN, at);
        let slopes: f64 = on.runs.iter().map(|(_, grade)| 100.0 * grade).sum();
        let (runs, minutes) = (on.runs.len(), on.minutes);
        Ok(SlopeMean { value, low, high, runs, minutes, slope_pct: slopes / runs as f64 })
    }

    /// A slope less the level, over the runs that have both.
    fn off_level(&mut self, runs: &[OfRun], slope: Slope) -> Option<(Difference, usize)> {
        OnRuns::of(runs, slope).enough().ok().filter(|()| slope != Slope::Level)?;
        let of = |run: &'_ OfRun, slope: Slope| Some(run[slope as usize].as_ref()?.0.clone());
        let both: Vec<(Summary, Summary)> =
            runs.iter().filter_map(|run| Some((of(run, slope)?, of(run, Slope::Level)?))).collect();
        if both.len() < LEAST_RUNS {
            return None;
        }
        let standard = &self.reference.standard;
        let off = |run: usize, by: &[f64]| {
            let (slope, level) = &both[run];
            slope.at(by, standard) - level.at(by, standard)
        };
        let Interval { value, low, high, .. } = self.interval(both.len(), LEVEL_OF_DIFFERENCE, off);
        Some((Difference { value, low, high }, both.len()))
    }

    /// The mean of so many runs' values under the regression's coefficients, with its interval.
    fn interval(
        &mut self,
        n: usize,
        level: f64,
        value_of: impl Fn(usize, &[f64]) -> f64,
    ) -> Interval {
        let by = &self.reference.coefficients;
        let value = (0..n).map(|run| value_of(run, by)).sum::<f64>() / n as f64;
        let random = &mut self.random;
        let mean =
            |by: &Vec<f64>| (0..n).map(|_| value_of(random.below(n), by)).sum::<f64>() / n as f64;
        let draws: Vec<f64> = self.anew.iter().map(mean).collect();
        Drawn { value, draws: &draws, n }.interval(level)
    }
}

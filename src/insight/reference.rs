//! The regression behind a baseline: a quantity on speed and slope, over the reference's runs.

use super::run_bins::{RUN_BINS, RunBins};
use crate::model::{Channel, Samples};
use crate::signal::{NormalEquations, SplitMix64, mean, median, quantile, robust_fit};

/// Speed about which the regression is centred, in m/s.
const CENTRE_M_PER_S: f64 = 3.0;

/// Speeds must range over this, in m/s, from their 5 to their 95 %, for a curve in speed.
const RANGE_FOR_CURVE_M_PER_S: f64 = 0.4;

/// And over this for a straight line.
const RANGE_FOR_LINE_M_PER_S: f64 = 0.15;

/// Slopes must be known for this share of the stretches to be taken out.
const SLOPE_SHARE: f64 = 0.7;

/// Uphill, or downhill, must make this share of the stretches for a coefficient of its own.
const SLOPING_SHARE: f64 = 0.03;

/// Slopes within this, as a fraction, are level.
const LEVEL: f64 = 0.03;

/// Slopes beyond this, as a fraction, tell something of what slope does.
const SLOPING: f64 = 0.01;

/// Standard deviations from which on a stretch weighs less (Huber).
const HUBER_CUT_SD: f64 = 1.345;

/// A column of the regression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Term {
    One,
    Speed,
    SpeedSquared,
    Uphill,
    Downhill,
}

/// The columns that the regression has.
#[derive(Clone, Debug)]
struct Terms {
    columns: Vec<Term>,
    /// Whether a stretch must have a slope to take part.
    need_slope: bool,
}

impl Terms {
    /// One row of the design.
    fn row(&self, speed_m_per_s: f64, grade: f64) -> Vec<f64> {
        let v = speed_m_per_s - CENTRE_M_PER_S;
        let column = |term: &Term| match term {
            Term::One => 1.0,
            Term::Speed => v,
            Term::SpeedSquared => v * v,
            Term::Uphill => grade.clamp(0.0, f64::INFINITY),
            Term::Downhill => grade.clamp(f64::NEG_INFINITY, 0.0),
        };
        self.columns.iter().map(column).collect()
    }
}

/// A run in means: enough to put it at any speed on the level.
#[derive(Clone, Debug)]
pub(super) struct Summary {
    /// Means of the design's columns.
    row: Vec<f64>,
    /// Mean of the quantity.
    value: f64,
    /// How many stretches.
    pub(super) bins: usize,
}

impl Summary {
    /// The run's value as if it had been run as `standard` says.
    pub(super) fn at(&self, coefficients: &[f64], standard: &[f64]) -> f64 {
        let moved: f64 = coefficients
            .iter()
            .zip(self.row.iter().zip(standard))
            .map(|(b, (own, standard))| b * (standard - own))
            .sum();
        self.value + moved
    }
}

/// One reference run: its means and its stretches.
struct Member {
    summary: Summary,
    rows: Vec<f64>,
    targets: Vec<f64>,
}

/// A fitted reference.
pub(super) struct Reference {
    channel: Channel,
    terms: Terms,
    /// The speeds between which nothing is extrapolated.
    speeds_m_per_s: (f64, f64),
    /// The runner's own median pace on the level.
    pub(super) at_speed_m_per_s: f64,
    /// The design's row of that pace on the level.
    pub(super) standard: Vec<f64>,
    /// The regression's coefficients.
    pub(super) coefficients: Vec<f64>,
    /// The runs that have a value.
    pub(super) runs: Vec<Summary>,
    /// How many stretches took part.
    pub(super) bins: usize,
    /// Each run's share of the normal equations, so that runs can be drawn anew without going through their
    /// stretches again.
    equations: Vec<NormalEquations>,
}

impl Reference {
    /// None where there is nothing to fit.
    pub(super) fn fitted(
        runs: &[RunBins<'_>],
        members: &[usize],
        channel: Channel,
    ) -> Option<Reference> {
        let points: Vec<Vec<Point>> =
            members.iter().map(|&run| points(runs[run].bins, channel)).collect();
        let all: Vec<Point> = points.iter().flatten().copied().collect();
        let terms = chosen(&all)?;
        let speeds: Vec<f64> = all.iter().map(|point| point.speed_m_per_s).collect();
        let speeds_m_per_s = quantile(&speeds, 0.05).zip(quantile(&speeds, 0.95))?;
        let level: Vec<f64> = all
            .iter()
            .filter(|point| !terms.need_slope || point.grade.abs() <= LEVEL)
            .map(|point| point.speed_m_per_s)
            .collect();
        let at_speed_m_per_s =
            median(&level).or(median(&speeds))?.clamp(speeds_m_per_s.0, speeds_m_per_s.1);
        let mut reference = Reference {
            channel,
            standard: terms.row(at_speed_m_per_s, 0.0),
            terms,
            speeds_m_per_s,
            at_speed_m_per_s,
            coefficients: Vec::new(),
            runs: Vec::new(),
            bins: 0,
            equations: Vec::new(),
        };
        let entering: Vec<Member> =
            points.iter().filter_map(|points| reference.member(points)).collect();
        reference.fit(&entering)?;
        Some(reference)
    }

    /// The same, told at another speed on the level; none where nobody ran so with this sensor.
    pub(super) fn at_speed(mut self, speed_m_per_s: f64) -> Option<Reference> {
        let (slowest, fastest) = self.speeds_m_per_s;
        self.standard = self.terms.row(speed_m_per_s, 0.0);
        self.at_speed_m_per_s = speed_m_per_s;
        (slowest..=fastest).contains(&speed_m_per_s).then_some(self)
    }

    /// Fits the coefficients and keeps what drawing anew takes.
    fn fit(&mut self, members: &[Member]) -> Option<()> {
        let columns = self.standard.len();
        let rows: Vec<f64> = members.iter().flat_map(|run| run.rows.iter().copied()).collect();
        let targets: Vec<f64> =
            members.iter().flat_map(|run| run.targets.iter().copied()).collect();
        let fit = robust_fit(&rows, columns, &targets, &vec![1.0; targets.len()])?;
        let cut = HUBER_CUT_SD * fit.residual_sd;
        self.bins = targets.len();
        self.runs = members.iter().map(|run| run.summary.clone()).collect();
        self.equations = members
            .iter()
            .map(|run| {
                // Weights stay those of the whole fit, so that each draw is one small solve.
                let rows = run.rows.chunks_exact(columns).zip(&run.targets);
                let weights: Vec<f64> = rows
                    .map(|(row, y)| {
                        let size = (y - fit.at(row)).abs();
                        if size <= cut { 1.0 } else { cut / size }
                    })
                    .collect();
                NormalEquations::of(&run.rows, columns, &run.targets, &weights)
            })
            .collect();
        self.coefficients = fit.coefficients;
        Some(())
    }

    /// A run's part in the reference; none where too few of its stretches lie within it.
    fn member(&self, points: &[Point]) -> Option<Member> {
        let inside: Vec<Point> = points.iter().copied().filter(|p| self.covers(p)).collect();
        let summary = self.summarised(&inside)?;
        let rows = inside.iter().flat_map(|p| self.row(p)).collect();
        let targets = inside.iter().map(|p| p.value).collect();
        Some(Member { summary, rows, targets })
    }

    /// Any run in means, over its stretches that lie within the reference; none for too few.
    pub(super) fn summary(&self, bins: &Samples) -> Option<Summary> {
        let inside: Vec<Point> =
            points(bins, self.channel).into_iter().filter(|p| self.covers(p)).collect();
        self.summarised(&inside)
    }

    /// How far each stretch within the reference lies from what the regression expects there,
    /// with the second at which it begins.
    pub(super) fn off(&self, bins: &Samples) -> Vec<(f64, f64)> {
        points(bins, self.channel)
            .into_iter()
            .filter(|point| self.covers(point))
            .map(|point| {
                let row = self.row(&point);
                let expected: f64 = row.iter().zip(&self.coefficients).map(|(x, b)| x * b).sum();
                (point.time_s, point.value - expected)
            })
            .collect()
    }

    fn summarised(&self, inside: &[Point]) -> Option<Summary> {
        if inside.len() < RUN_BINS {
            return None;
        }
        let count = inside.len() as f64;
        let mut row = vec![0.0; self.standard.len()];
        for point in inside {
            for (sum, x) in row.iter_mut().zip(self.row(point)) {
                *sum += x / count;
            }
        }
        let value = inside.iter().map(|point| point.value).sum::<f64>() / count;
        Some(Summary { row, value, bins: inside.len() })
    }

    fn row(&self, point: &Point) -> Vec<f64> {
        self.terms.row(point.speed_m_per_s, point.grade)
    }

    /// Whether a stretch lies where the reference was run.
    fn covers(&self, point: &Point) -> bool {
        let (slowest, fastest) = self.speeds_m_per_s;
        (slowest..=fastest).contains(&point.speed_m_per_s)
            && (!self.terms.need_slope || point.grade.is_finite())
    }

    /// The reference runs' values at the standard pace.
    pub(super) fn values(&self) -> Vec<f64> {
        self.runs.iter().map(|run| run.at(&self.coefficients, &self.standard)).collect()
    }

    /// Draws reference and period runs anew, fits again, and gives both means.
    pub(super) fn redrawn(
        &self,
        period: &[Summary],
        random: &mut SplitMix64,
    ) -> Option<(f64, f64)> {
        let (drawn, coefficients) = self.fitted_anew(random)?;
        let before: Vec<f64> =
            drawn.iter().map(|&run| self.runs[run].at(&coefficients, &self.standard)).collect();
        let now: Vec<f64> = period
            .iter()
            .map(|_| {
                let run = random.below(period.len());
                period[run].at(&coefficients, &self.standard)
            })
            .collect();
        mean(&before).map(|before| (before, mean(&now).unwrap_or(f64::NAN)))
    }

    /// Draws reference runs anew, and the coefficients that these give.
    pub(super) fn fitted_anew(&self, random: &mut SplitMix64) -> Option<(Vec<usize>, Vec<f64>)> {
        let drawn: Vec<usize> = self.runs.iter().map(|_| random.below(self.runs.len())).collect();
        let mut equations = NormalEquations::empty(self.standard.len());
        for &run in &drawn {
            equations.add(&self.equations[run]);
        }
        let coefficients = equations.solved()?;
        Some((drawn, coefficients))
    }

    /// Whether slopes were known for enough of it to be taken out.
    pub(super) fn knows_slope(&self) -> bool {
        self.terms.need_slope
    }

    /// A run's stretches near the reference's pace on slopes that are asked for, in means: brought to
    /// that pace they keep what their slope does, as the design's columns of slope are left at level.
    /// With the mean of their slopes; none for too few.
    pub(super) fn on_slopes(
        &self,
        bins: &Samples,
        near: f64,
        is_asked: impl Fn(f64) -> bool,
    ) -> Option<(Summary, f64)> {
        let off = |point: &Point| (point.speed_m_per_s / self.at_speed_m_per_s - 1.0).abs();
        let mut on: Vec<Point> = points(bins, self.channel)
            .into_iter()
            .filter(|point| self.covers(point) && off(point) <= near && is_asked(point.grade))
            .collect();
        let grade = mean(&on.iter().map(|point| point.grade).collect::<Vec<f64>>())?;
        for point in &mut on {
            point.grade = 0.0;
        }
        Some((self.summarised(&on)?, grade))
    }
}

/// One stretch of 30 s.
#[derive(Clone, Copy, Debug)]
struct Point {
    time_s: f64,
    speed_m_per_s: f64,
    grade: f64,
    value: f64,
}

/// A run's stretches that have speed and value.
fn points(bins: &Samples, channel: Channel) -> Vec<Point> {
    let (Some(values), Some(speed)) = (bins.values(channel), bins.values(Channel::Speed)) else {
        return Vec::new();
    };
    let grade = bins.values(Channel::Grade);
    (0..bins.len())
        .map(|bin| Point {
            time_s: bins.time_s()[bin],
            speed_m_per_s: speed[bin],
            grade: grade.map_or(f64::NAN, |grade| grade[bin]),
            value: values[bin],
        })
        .filter(|point| point.speed_m_per_s.is_finite() && point.value.is_finite())
        .collect()
}

/// The columns that these stretches can carry.
fn chosen(points: &[Point]) -> Option<Terms> {
    let speeds: Vec<f64> = points.iter().map(|point| point.speed_m_per_s).collect();
    let range = quantile(&speeds, 0.95)? - quantile(&speeds, 0.05)?;
    let count = points.len() as f64;
    let share = |of: fn(&Point) -> bool| points.iter().filter(|p| of(p)).count() as f64 / count;
    let need_slope = share(|p| p.grade.is_finite()) >= SLOPE_SHARE;
    let mut columns = vec![Term::One];
    if range >= RANGE_FOR_LINE_M_PER_S {
        columns.push(Term::Speed);
    }
    if range >= RANGE_FOR_CURVE_M_PER_S {
        columns.push(Term::SpeedSquared);
    }
    if need_slope && share(|p| p.grade > SLOPING) >= SLOPING_SHARE {
        columns.push(Term::Uphill);
    }
    if need_slope && share(|p| p.grade < -SLOPING) >= SLOPING_SHARE {
        columns.push(Term::Downhill);
    }
    Some(Terms { columns, need_slope })
}

//! One body on two devices, told by the course of its heart rate or cadence.
//!
//! Indoors there is no place, and a belt, a pod and a wrist measure different distances. What two
//! devices on one body do share is how heart and legs rise and fall. Neighbours in a gym share the
//! hour and maybe the programme, so the course must agree in the small too, and one without ups and
//! downs proves nothing.

use super::even::{Series, evenly};
use crate::model::{Activity, Channel, Session};

/// A course has a point at every multiple of this.
pub(super) const COURSE_STEP_S: f64 = 5.0;

/// Longer courses are cut: four hours tell whose it is.
pub(super) const COURSE_POINTS_MAX: usize = 2880;

/// Two devices' clocks, and the delay of an optical sensor, are searched up to this: two minutes.
const LAG_MAX: i64 = 24;

/// The search goes in steps of this, and then by single ones about the best.
const LAG_STEP: usize = 3;
const LAGS_ABOUT: i64 = 2;

/// Fewer common points than this, five minutes of them, prove nothing.
const POINTS_MIN: usize = 60;

/// In the first five minutes every heart rises: they prove nothing either.
const WARMING_POINTS: usize = 60;

/// The slow drift that any two hearts share is taken out: the mean over ten minutes.
const DRIFT_POINTS: usize = 60;

/// What is left beside the mean over a minute and a half is one body's own.
const OWN_POINTS: usize = 9;

/// Courses of one body agree so well, and in the small so well where there is anything small.
const AGREE: f64 = 0.9;
const AGREE_IN_THE_SMALL: f64 = 0.6;

/// How one channel tells a body.
struct Manner {
    /// A spread of the drift-free course below this is flat.
    varies_from: f64,
    /// A spread in the small below this is the sensor's rounding.
    small_from: f64,
    /// One body's two courses lie so near each other in the median,
    level_within: f64,
    /// and about that distance so near.
    spread_within: f64,
}

/// Beats a minute. A strap and a wrist sensor on one runner differ by a few beats.
const HEART: Manner =
    Manner { varies_from: 2.0, small_from: 1.0, level_within: 5.0, spread_within: 2.0 };

/// Shares of the median cadence. Counts of one foot are whole numbers about 85.
const LEGS: Manner =
    Manner { varies_from: 0.02, small_from: 0.01, level_within: 0.03, spread_within: 0.015 };

/// Heart rate and cadence at even times.
#[derive(Clone, Debug, Default)]
pub(super) struct Course {
    /// The first point's time, in steps since 1970.
    first: i64,
    heart_rate_bpm: Vec<f32>,
    cadence_per_min: Vec<f32>,
}

impl Course {
    /// The course of a session whose samples stand in this order of time.
    pub(super) fn of(activity: &Activity, session: &Session, order: &[(f64, usize)]) -> Course {
        let Some(series) = Series::over(order, COURSE_STEP_S, COURSE_POINTS_MAX) else {
            return Course::default();
        };
        let even = |channel| {
            let values = activity.samples.values(channel).and_then(|v| v.get(session.span.clone()));
            let mut even = values.map_or_else(Vec::new, |values| evenly(order, values, &series));
            even.iter_mut().take(WARMING_POINTS).for_each(|value| *value = f32::NAN);
            even
        };
        Course {
            first: series.first_step(),
            heart_rate_bpm: even(Channel::HeartRate),
            cadence_per_min: even(Channel::Cadence)
                .iter()
                .map(|count| above_zero(*count))
                .collect(),
        }
    }

    /// Whether two courses are of one body. Heart rate decides where both have it; cadence where
    /// not both do, or it is flat.
    pub(super) fn is_of_one_body(&self, other: &Course) -> bool {
        let lead = other.first.saturating_sub(self.first);
        let hearts = Pair { a: wide(&self.heart_rate_bpm), b: wide(&other.heart_rate_bpm), lead };
        match hearts.tells(&HEART) {
            Told::Same => true,
            Told::Other => false,
            Told::Nothing => {
                let (a, b) = (by_median(&self.cadence_per_min), by_median(&other.cadence_per_min));
                a.zip(b).is_some_and(|((a, of_a), (b, of_b))| {
                    // Whichever of them counts one foot, they must count the same legs.
                    let ratio = of_a / of_b;
                    let same_legs = [0.5, 1.0, 2.0]
                        .iter()
                        .any(|feet| (ratio / feet - 1.0).abs() <= LEGS.level_within);
                    same_legs && Pair { a, b, lead }.tells(&LEGS) == Told::Same
                })
            }
        }
    }
}

/// What two courses of one channel tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    Same,
    Other,
    Nothing,
}

/// Two courses, and by how many points the second begins later.
struct Pair {
    a: Vec<f64>,
    b: Vec<f64>,
    lead: i64,
}

impl Pair {
    fn tells(&self, manner: &Manner) -> Told {
        let (a, b) = (without_drift(&self.a, DRIFT_POINTS), without_drift(&self.b, DRIFT_POINTS));
        let agree = |lag: i64| together(&a, &b, self.lead.saturating_add(lag)).correlation();
        let best = |lags: &mut dyn Iterator<Item = i64>| {
            lags.filter_map(|lag| Some((agree(lag)?, lag))).max_by(|x, y| x.0.total_cmp(&y.0))
        };
        let mut steps = (-LAG_MAX..=LAG_MAX).step_by(LAG_STEP);
        let Some((_, near)) = best(&mut steps) else { return Told::Nothing };
        let about = near.saturating_sub(LAGS_ABOUT)..=near.saturating_add(LAGS_ABOUT);
        let Some((agreement, lag)) = best(&mut { about }) else { return Told::Nothing };
        let lag = self.lead.saturating_add(lag);
        let (spread_a, spread_b) = together(&a, &b, lag).spreads();
        if spread_a < manner.varies_from || spread_b < manner.varies_from {
            return Told::Nothing;
        }
        let apart: Vec<f64> =
            together(&self.a, &self.b, lag).pairs.iter().map(|(a, b)| a - b).collect();
        let Some(level) = median(apart.clone()) else { return Told::Nothing };
        let about: Vec<f64> = apart.iter().map(|apart| (apart - level).abs()).collect();
        // The median of what differs is two thirds of a standard deviation.
        let spread = median(about).map_or(f64::INFINITY, |middle| 1.4826 * middle);
        let near = level.abs() <= manner.level_within && spread <= manner.spread_within;
        let same = near && agreement >= AGREE && self.agrees_in_the_small(manner, lag);
        if same { Told::Same } else { Told::Other }
    }

    /// Whether what is left beside the programme agrees, where anything is.
    fn agrees_in_the_small(&self, manner: &Manner, lag: i64) -> bool {
        let (a, b) = (without_drift(&self.a, OWN_POINTS), without_drift(&self.b, OWN_POINTS));
        let both = together(&a, &b, lag);
        let (spread_a, spread_b) = both.spreads();
        let too_small = spread_a < manner.small_from || spread_b < manner.small_from;
        too_small || both.correlation().is_some_and(|it| it >= AGREE_IN_THE_SMALL)
    }
}

/// Values of two courses at the times that both have.
struct Together {
    pairs: Vec<(f64, f64)>,
}

fn together(a: &[f64], b: &[f64], lead: i64) -> Together {
    let skip = |steps: i64| usize::try_from(steps).unwrap_or(0);
    let (a, b) = (a.iter().skip(skip(lead)), b.iter().skip(skip(lead.saturating_neg())));
    let known = |(a, b): &(f64, f64)| (a + b).is_finite();
    Together { pairs: a.copied().zip(b.copied()).filter(known).collect() }
}

impl Together {
    /// Sums of squares about the means: of the first, the second, and of both.
    fn moments(&self) -> (f64, f64, f64) {
        let count = self.pairs.len() as f64;
        let sum = self.pairs.iter().fold((0.0, 0.0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
        let (mean_a, mean_b) = (sum.0 / count, sum.1 / count);
        self.pairs.iter().fold((0.0, 0.0, 0.0), |(aa, bb, ab), (a, b)| {
            let (a, b) = (a - mean_a, b - mean_b);
            (aa + a * a, bb + b * b, ab + a * b)
        })
    }

    fn spreads(&self) -> (f64, f64) {
        let (aa, bb, _) = self.moments();
        let count = self.pairs.len() as f64;
        ((aa / count).sqrt(), (bb / count).sqrt())
    }

    /// Pearson's correlation; none where there are too few points.
    fn correlation(&self) -> Option<f64> {
        if self.pairs.len() < POINTS_MIN {
            return None;
        }
        let (aa, bb, ab) = self.moments();
        let correlation = ab / (aa * bb).sqrt();
        correlation.is_finite().then_some(correlation)
    }
}

/// A course less its mean over so many points to either side.
fn without_drift(values: &[f64], points: usize) -> Vec<f64> {
    let mut sums = Vec::with_capacity(values.len().saturating_add(1));
    sums.push((0.0, 0.0));
    let mut sum = (0.0, 0.0);
    for value in values {
        if value.is_finite() {
            sum = (sum.0 + value, sum.1 + 1.0);
        }
        sums.push(sum);
    }
    let mean = |at: usize| -> Option<f64> {
        let from = sums.get(at.saturating_sub(points))?;
        let to = sums.get(at.saturating_add(points).saturating_add(1).min(values.len()))?;
        Some((to.0 - from.0) / (to.1 - from.1))
    };
    (0..).zip(values).map(|(at, value)| value - mean(at).unwrap_or(f64::NAN)).collect()
}

/// A course as shares of its median, and the median; none where nothing is known.
fn by_median(values: &[f32]) -> Option<(Vec<f64>, f64)> {
    let values = wide(values);
    let middle = median(values.iter().copied().filter(|value| value.is_finite()).collect())?;
    Some((values.iter().map(|value| value / middle).collect(), middle))
}

fn wide(values: &[f32]) -> Vec<f64> {
    values.iter().copied().map(f64::from).collect()
}

/// Standing still is no cadence.
fn above_zero(count: f32) -> f32 {
    if count > 0.0 { count } else { f32::NAN }
}

pub(super) fn median(mut values: Vec<f64>) -> Option<f64> {
    if values.is_empty() {
        return None;
    }
    let middle = values.len() / 2;
    let (_, median, _) = values.select_nth_unstable_by(middle, f64::total_cmp);
    Some(*median)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_of_squares_are_taken_about_the_means() {
        // Of 1, 2, 3 and 2, 4, 6: the means are 2 and 4.
        let together = together(&[1.0, 2.0, 3.0, f64::NAN], &[2.0, 4.0, 6.0, 1.0], 0);
        assert_eq!(together.moments(), (2.0, 8.0, 4.0));
        // One step on, 2 and 3 stand beside 2 and 4.
        assert_eq!(
            super::together(&[1.0, 2.0, 3.0], &[2.0, 4.0, 6.0], 1).pairs,
            [(2.0, 2.0), (3.0, 4.0)]
        );
    }
}

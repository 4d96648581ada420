//! Slope and climb from altitude.

use std::ops::Range;

use crate::model::{Channel, Format, Notice, Samples};
use crate::signal::{
    floor_index, largest, quantile, running_mean, running_median, smallest, standard_deviation,
};

use super::{computed, put};

/// Slope is fitted over this many metres of ground: altitude of ±0.5 m then gives slopes within
/// about 0.3 %.
const WINDOW_M: f64 = 100.0;

/// The same where even the slow parts are faster than [`FAST_M_PER_S`].
const WINDOW_FAST_M: f64 = 60.0;

/// See [`WINDOW_FAST_M`].
const FAST_M_PER_S: f64 = 4.0;

/// Altitude is taken every so many metres.
const SPACING_M: f64 = 5.0;

/// Half the width, in seconds, of the median that takes spikes out of altitude.
const DESPIKE_HALF_S: usize = 4;

/// Slopes beyond this, as a fraction, are not believed.
const STEEPEST: f64 = 0.45;

/// At least this much of a window must hold altitude, in metres.
const LEAST_SPAN_M: f64 = 40.0;

/// Positions from satellites alone give no slope where the altitude scatters by more than this,
/// as a standard deviation in metres about its mean over [`SCATTER_WINDOW_M`].
const MOST_SCATTER_M: f64 = 2.0;

/// See [`MOST_SCATTER_M`]; in metres of ground.
const SCATTER_WINDOW_M: f64 = 200.0;

/// An altitude that moves by less than this, in metres, over a whole run was not measured.
const LEAST_RANGE_M: f64 = 0.3;

/// Adds [`Channel::Grade`]; smooths [`Channel::Altitude`] in place for the climb. Tells why not,
/// where there is altitude that gives none.
pub(super) fn add(samples: &mut Samples, format: Format) -> Option<Notice> {
    let mut altitude = samples.remove(Channel::Altitude)?;
    let distance = samples.values(Channel::Distance)?;
    let range_m = largest(&altitude.values)? - smallest(&altitude.values)?;
    if range_m < LEAST_RANGE_M {
        let text = "the altitude never changes, so the slope is not known";
        return Some(Notice::file("no_slope", text));
    }
    let despiked = running_median(&altitude.values, DESPIKE_HALF_S);
    let profile = Profile::new(distance, &despiked)?;
    if format != Format::Fit && profile.scatter_m() > MOST_SCATTER_M {
        let text = "the altitude scatters too much, so the slope is not known";
        return Some(Notice::file("no_slope", text));
    }
    let slow = samples.values(Channel::Speed).and_then(|speed| quantile(speed, 0.05));
    let window_m =
        if slow.is_some_and(|slow| slow > FAST_M_PER_S) { WINDOW_FAST_M } else { WINDOW_M };
    let slopes = profile.slopes(window_m);
    let grade = distance.iter().map(|&at_m| profile.at(&slopes, at_m)).collect();
    put(samples, Channel::Grade, computed(grade, "altitude over distance"));
    altitude.values = despiked;
    put(samples, Channel::Altitude, altitude);
    None
}

/// Altitude at even distances.
struct Profile {
    start_m: f64,
    altitude_m: Vec<f64>,
}

impl Profile {
    /// None where too little ground is covered.
    fn new(distance_m: &[f64], altitude_m: &[f64]) -> Option<Profile> {
        let points: Vec<(f64, f64)> = distance_m
            .iter()
            .zip(altitude_m)
            .filter(|(d, z)| d.is_finite() && z.is_finite())
            .map(|(d, z)| (*d, *z))
            .collect();
        let (first, last) = (points.first()?, points.last()?);
        if last.0 - first.0 < 2.0 * LEAST_SPAN_M {
            return None;
        }
        let count = floor_index((last.0 - first.0) / SPACING_M) + 1;
        let mut sums = vec![(0.0, 0_u32); count];
        for (d, z) in &points {
            // Every sample goes to its nearest place, so that none is lost on slow ground.
            let at = floor_index((d - first.0) / SPACING_M + 0.5).min(count - 1);
            sums[at].0 += z;
            sums[at].1 += 1;
        }
        let means: Vec<f64> = sums
            .iter()
            .map(|(sum, n)| if *n == 0 { f64::NAN } else { sum / f64::from(*n) })
            .collect();
        Some(Profile { start_m: first.0, altitude_m: means })
    }

    /// How much altitude scatters about its own running mean.
    fn scatter_m(&self) -> f64 {
        let half = floor_index(SCATTER_WINDOW_M / SPACING_M / 2.0);
        let smooth = running_mean(&self.altitude_m, half);
        let rest: Vec<f64> = self.altitude_m.iter().zip(&smooth).map(|(z, s)| z - s).collect();
        standard_deviation(&rest).unwrap_or(f64::INFINITY)
    }

    /// Slope at each place by a straight line through the window about it. Running sums make it
    /// one pass, whatever the window.
    fn slopes(&self, window_m: f64) -> Vec<f64> {
        let base = self.altitude_m.iter().copied().find(|z| z.is_finite()).unwrap_or_default();
        let mut sums = Vec::with_capacity(self.altitude_m.len() + 1);
        let mut sum = Sums::default();
        sums.push(sum);
        for (i, &z) in self.altitude_m.iter().enumerate() {
            if z.is_finite() {
                sum.add(i as f64 * SPACING_M, z - base);
            }
            sums.push(sum);
        }
        let half = floor_index(window_m / SPACING_M / 2.0);
        let last = self.altitude_m.len();
        (0..last)
            .map(|i| {
                let window = i.saturating_sub(half)..(i + half + 1).min(last);
                Sums::between(&sums, window).slope()
            })
            .collect()
    }

    /// The slope at a distance, between places by a straight line.
    fn at(&self, slopes: &[f64], at_m: f64) -> f64 {
        let place = (at_m - self.start_m) / SPACING_M;
        if !place.is_finite() || slopes.is_empty() {
            return f64::NAN;
        }
        let below = floor_index(place).min(slopes.len() - 1);
        let above = (below + 1).min(slopes.len() - 1);
        let rest = (place - below as f64).clamp(0.0, 1.0);
        slopes[below] + (slopes[above] - slopes[below]) * rest
    }
}

/// Sums for a straight line.
#[derive(Clone, Copy, Default)]
struct Sums {
    n: f64,
    x: f64,
    z: f64,
    xx: f64,
    xz: f64,
    first_x: f64,
    last_x: f64,
}

impl Sums {
    fn add(&mut self, x: f64, z: f64) {
        self.n += 1.0;
        self.x += x;
        self.z += z;
        self.xx += x * x;
        self.xz += x * z;
        self.last_x = x;
    }

    /// What a window of places sums to.
    fn between(sums: &[Sums], window: Range<usize>) -> Sums {
        let (to, from) = (sums[window.end], sums[window.start]);
        Sums {
            n: to.n - from.n,
            x: to.x - from.x,
            z: to.z - from.z,
            xx: to.xx - from.xx,
            xz: to.xz - from.xz,
            first_x: window.start as f64 * SPACING_M,
            last_x: to.last_x,
        }
    }

    /// The line's slope, held within what is believed; `NaN` over too little ground.
    fn slope(&self) -> f64 {
        if self.n < 3.0 || self.last_x - self.first_x < LEAST_SPAN_M {
            return f64::NAN;
        }
        let spread = self.xx - self.x * self.x / self.n;
        if spread <= 0.0 {
            return f64::NAN;
        }
        ((self.xz - self.x * self.z / self.n) / spread).clamp(-STEEPEST, STEEPEST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ramp(grade: f64, noise_m: f64) -> Samples {
        let mut random = crate::signal::SplitMix64::new(9);
        let time_s: Vec<f64> = (0..1200).map(f64::from).collect();
        let distance: Vec<f64> = time_s.iter().map(|t| 3.0 * t).collect();
        let altitude: Vec<f64> =
            distance.iter().map(|d| 100.0 + grade * d + noise_m * random.normal_f64()).collect();
        let mut samples = Samples::new(time_s);
        put(&mut samples, Channel::Distance, computed(distance, "test"));
        put(&mut samples, Channel::Altitude, computed(altitude, "test"));
        samples
    }

    #[test]
    fn a_ramp_is_found_to_within_half_a_per_cent_of_slope_under_barometer_noise() {
        let mut samples = ramp(0.05, 0.5);
        assert_eq!(add(&mut samples, Format::Fit), None);
        let grade = samples.values(Channel::Grade).unwrap();
        let squares: f64 = grade[60..1140].iter().map(|i| (i - 0.05).powi(2)).sum();
        let spread = (squares / 1080.0).sqrt();
        assert!(spread < 0.005, "{spread}");
    }

    #[test]
    fn satellite_altitude_that_scatters_gives_no_slope() {
        let mut samples = ramp(0.05, 9.0);
        assert_eq!(add(&mut samples, Format::Gpx).unwrap().key, "no_slope");
        assert!(samples.get(Channel::Grade).is_none());
    }
}

//! Slope and climb from altitude.

use std::ops::Range;

use crate::model::{Channel, Format, Notice, NoticeKind, Samples, Writer};
use crate::signal::{floor_index, largest, quantile, running_median, smallest, standard_deviation};

use super::made::{computed, put};

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
        return Some(Notice::file(NoticeKind::NoSlope, text));
    }
    let despiked = running_median(&altitude.values, DESPIKE_HALF_S);
    let profile = Profile::new(distance, &despiked)?;
    if format != Format::Fit && profile.scatter_m() > MOST_SCATTER_M {
        let text = "the altitude scatters too much, so the slope is not known";
        return Some(Notice::file(NoticeKind::NoSlope, text));
    }
    let slow = samples.values(Channel::Speed).and_then(|speed| quantile(speed, 0.05));
    let window_m =
        if slow.is_some_and(|slow| slow > FAST_M_PER_S) { WINDOW_FAST_M } else { WINDOW_M };
    let slopes = profile.slopes(window_m);
    let grade = profile.along(&slopes);
    put(samples, Channel::Grade, computed(grade, Writer::AltitudeOverDistance));
    altitude.values = despiked;
    put(samples, Channel::Altitude, altitude);
    None
}

/// Altitude at even distances, as far as samples lie near them: ground that was covered while
/// nothing was recorded has no place here, however far it reaches.
struct Profile {
    /// Where each sample lies from the first on, in places; `NaN` where that is not known.
    at: Vec<f64>,
    /// How many places there would be from the first distance to the last.
    count: usize,
    /// The places on either side of each sample, in order.
    places: Vec<usize>,
    /// The mean altitude at each of them; `NaN` where no sample is nearest to it.
    altitude_m: Vec<f64>,
}

impl Profile {
    /// None where too little ground is covered.
    fn new(distance_m: &[f64], altitude_m: &[f64]) -> Option<Profile> {
        let known = || {
            let pairs = distance_m.iter().copied().zip(altitude_m.iter().copied());
            pairs.filter(|(d, z)| d.is_finite() && z.is_finite())
        };
        let (first, last) = (known().next()?, known().next_back()?);
        if last.0 - first.0 < 2.0 * LEAST_SPAN_M {
            return None;
        }
        let at: Vec<f64> = distance_m.iter().map(|d| (d - first.0) / SPACING_M).collect();
        let count = floor_index((last.0 - first.0) / SPACING_M).saturating_add(1);
        let mut profile = Profile { at, count, places: Vec::new(), altitude_m: Vec::new() };
        profile.places = profile.places_about();
        let mut sums = vec![(0.0, 0_u32); profile.places.len()];
        let mut cursor = 0;
        for (at, z) in profile.at.iter().zip(altitude_m) {
            if at.is_finite() && z.is_finite() {
                // Every sample goes to its nearest place, so that none is lost on slow ground.
                cursor = profile.index_of(profile.below(at + 0.5), cursor);
                sums[cursor].0 += z;
                sums[cursor].1 += 1;
            }
        }
        let mean = |(sum, n): &(f64, u32)| if *n == 0 { f64::NAN } else { sum / f64::from(*n) };
        profile.altitude_m = sums.iter().map(mean).collect();
        Some(profile)
    }

    /// The places on either side of each sample, in order, each once.
    fn places_about(&self) -> Vec<usize> {
        let mut places = Vec::with_capacity(self.count.min(self.at.len()));
        let mut before = None;
        for at in self.at.iter().filter(|at| at.is_finite()) {
            let below = self.below(*at);
            // Several samples lie between the same two places. These told once, and distance mostly
            // grows, so that the places come nearly in order.
            if before.replace(below) == Some(below) {
                continue;
            }
            let above = (below + 1).min(self.count - 1);
            for place in [below, above] {
                if places.last() != Some(&place) {
                    places.push(place);
                }
            }
        }
        places.sort_unstable();
        places.dedup();
        places
    }

    /// The last place at or before a sample.
    fn below(&self, at: f64) -> usize {
        floor_index(at).min(self.count - 1)
    }

    /// Where a place stands in the list, looked for from where the one before it stood.
    fn index_of(&self, place: usize, near: usize) -> usize {
        // Mostly no ground is missing between the two.
        let at = near.wrapping_add(place).wrapping_sub(self.places[near]);
        if self.places.get(at) == Some(&place) {
            return at;
        }
        self.places.partition_point(|it| *it < place).min(self.places.len() - 1)
    }

    /// For each place, where in the list the places within `half` of it begin and end.
    fn windows(&self, half: usize) -> impl Iterator<Item = Range<usize>> + '_ {
        let mut window = 0..0;
        self.places.iter().map(move |&place| {
            let (from, to) = (place.saturating_sub(half), place.saturating_add(half));
            while self.places[window.start] < from {
                window.start += 1;
            }
            while self.places.get(window.end).is_some_and(|it| *it <= to) {
                window.end += 1;
            }
            window.clone()
        })
    }

    /// The first altitude there is.
    fn base_m(&self) -> f64 {
        self.altitude_m.iter().copied().find(|z| z.is_finite()).unwrap_or_default()
    }

    /// How much altitude scatters about its own running mean.
    fn scatter_m(&self) -> f64 {
        let half = floor_index(SCATTER_WINDOW_M / SPACING_M / 2.0);
        // Running sums, from the first altitude on so that they stay small.
        let base = self.base_m();
        let mut sums = vec![(0.0, 0_u32)];
        let mut sum = (0.0, 0);
        for z in &self.altitude_m {
            if z.is_finite() {
                sum = (sum.0 + (z - base), sum.1 + 1);
            }
            sums.push(sum);
        }
        let rest: Vec<f64> = self
            .windows(half)
            .zip(&self.altitude_m)
            .filter(|(_, z)| z.is_finite())
            .map(|(window, z)| {
                let (to, from) = (sums[window.end], sums[window.start]);
                (z - base) - (to.0 - from.0) / f64::from(to.1 - from.1)
            })
            .collect();
        standard_deviation(&rest).unwrap_or(f64::INFINITY)
    }

    /// Slope at each place by a straight line through the window about it. Running sums make it
    /// one pass, whatever the window.
    fn slopes(&self, window_m: f64) -> Vec<f64> {
        let base = self.base_m();
        let mut sums = Vec::with_capacity(self.places.len() + 1);
        let mut sum = Sums::default();
        sums.push(sum);
        for (&place, &z) in self.places.iter().zip(&self.altitude_m) {
            if z.is_finite() {
                sum.add(place as f64 * SPACING_M, z - base);
            }
            sums.push(sum);
        }
        let half = floor_index(window_m / SPACING_M / 2.0);
        self.windows(half)
            .zip(&self.places)
            .map(|(window, place)| {
                let from_m = place.saturating_sub(half) as f64 * SPACING_M;
                Sums::between(&sums, window, from_m).slope()
            })
            .collect()
    }

    /// The slope at each sample, between places by a straight line.
    fn along(&self, slopes: &[f64]) -> Vec<f64> {
        let mut cursor = 0;
        let mut slope = |at: f64| {
            if !at.is_finite() || slopes.is_empty() {
                return f64::NAN;
            }
            let below = self.below(at);
            cursor = self.index_of(below, cursor);
            let above = (cursor + 1).min(slopes.len() - 1);
            let rest = (at - below as f64).clamp(0.0, 1.0);
            slopes[cursor] + (slopes[above] - slopes[cursor]) * rest
        };
        self.at.iter().map(|at| slope(*at)).collect()
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

    /// What a window of places sums to that begins at `from_m`.
    fn between(sums: &[Sums], window: Range<usize>, from_m: f64) -> Sums {
        let (to, from) = (sums[window.end], sums[window.start]);
        Sums {
            n: to.n - from.n,
            x: to.x - from.x,
            z: to.z - from.z,
            xx: to.xx - from.xx,
            xz: to.xz - from.xz,
            first_x: from_m,
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
        put(&mut samples, Channel::Distance, computed(distance, Writer::Positions));
        put(&mut samples, Channel::Altitude, computed(altitude, Writer::Positions));
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
    fn a_gap_of_a_thousand_kilometres_costs_no_more_than_one_of_a_hundred_metres() {
        let slopes = |gap_m: f64| {
            let at = |i: u32| f64::from(i) * 3.0 + if i < 600 { 0.0 } else { gap_m };
            let distance: Vec<f64> = (0..1200).map(at).collect();
            let altitude: Vec<f64> = (0..1200).map(|i| 100.0 + 0.15 * f64::from(i % 600)).collect();
            let profile = Profile::new(&distance, &altitude).unwrap();
            assert!(profile.places.len() <= 1000, "{}", profile.places.len());
            profile.along(&profile.slopes(WINDOW_M))
        };
        let (near, far) = (slopes(300.0), slopes(1e6));
        assert!(near.iter().zip(&far).all(|(a, b)| (a - b).abs() < 1e-6));
    }

    #[test]
    fn satellite_altitude_that_scatters_gives_no_slope() {
        let mut samples = ramp(0.05, 9.0);
        assert_eq!(add(&mut samples, Format::Gpx).unwrap().key(), "no_slope");
        assert!(samples.get(Channel::Grade).is_none());
    }

    #[test]
    fn between_two_places_the_slope_is_on_the_straight_line_between_theirs() {
        let (places, altitude_m) = (vec![0, 1, 2], vec![0.0; 3]);
        let profile = Profile { at: vec![0.0, 0.25, 1.0, 1.25, 2.0], count: 3, places, altitude_m };
        let along = profile.along(&[0.0, 0.08, 0.0]);
        for (found, expected) in along.iter().zip([0.0, 0.02, 0.08, 0.06, 0.0]) {
            assert!((found - expected).abs() < 1e-12, "{along:?}");
        }
    }

    #[test]
    fn a_kilometre_has_a_place_each_five_metres_and_one_at_either_end() {
        let profile = Profile::new(&[0.0, 400.0, 1000.0], &[10.0; 3]).unwrap();
        assert_eq!(profile.count, 201);
        assert_eq!(profile.places, [0, 1, 80, 81, 200]);
    }

    #[test]
    fn the_places_about_any_distances_are_those_below_and_above_each_of_them() {
        let mut random = crate::signal::SplitMix64::new(13);
        let mut now = 0.0;
        // Forwards and at times back, with holes.
        let at: Vec<f64> = (0..500)
            .map(|_| {
                now += 0.8 * (random.unit_f64() - 0.2);
                if random.below(10) == 0 { f64::NAN } else { now }
            })
            .collect();
        let profile = Profile { at, count: 60, places: Vec::new(), altitude_m: Vec::new() };
        let both = |at: &f64| [profile.below(*at), (profile.below(*at) + 1).min(59)];
        let known = profile.at.iter().filter(|at| at.is_finite());
        let expected: std::collections::BTreeSet<usize> = known.flat_map(both).collect();
        assert!(profile.places_about().into_iter().eq(expected));
    }
}

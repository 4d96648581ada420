//! Where Robin runs: closed paths drawn on open water, so that no home can be near.

use super::chance::{cosine_of_turns, sine_of_turns};

/// The middle of every path: open sea north-west of Heligoland, within its territorial waters,
/// where the time zone is Europe/Berlin and nobody lives.
const MIDDLE_NORTH_DEG: f64 = 54.24;
const MIDDLE_EAST_DEG: f64 = 7.70;
/// Metres in a degree of latitude on a sphere of 6 371 km.
const M_PER_DEG: f64 = 111_194.926_6;
/// The cosine of the middle's latitude.
const EAST_SHRINKS: f64 = 0.584_391_3;
/// Points of the line that stands for a path.
const POINTS: u16 = 720;

/// A closed path and the heights along it.
#[derive(Clone, Debug)]
pub(crate) struct Course {
    points_m: Vec<(f64, f64)>,
    along_m: Vec<f64>,
    hills: &'static [Hill],
    foot_m: f64,
}

/// A wave of the ground: so many to a lap, so high either way.
#[derive(Clone, Copy, Debug)]
struct Hill {
    per_lap: f64,
    height_m: f64,
}

/// Where a course is after some distance.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// Metres east of the middle.
    pub(crate) east_m: f64,
    /// Metres north of the middle.
    pub(crate) north_m: f64,
    /// Height above the sea.
    pub(crate) altitude_m: f64,
    /// Slope of the ground, as a fraction.
    pub(crate) grade: f64,
}

impl Course {
    /// Round the lake: flat, 3.3 km.
    pub(crate) fn lake() -> Course {
        const HILLS: &[Hill] = &[Hill { per_lap: 1.0, height_m: 1.6 }];
        Course::closed(3300.0, (0.16, 0.05), HILLS)
    }

    /// The long road: nearly flat, 6.1 km.
    pub(crate) fn road() -> Course {
        const HILLS: &[Hill] =
            &[Hill { per_lap: 1.0, height_m: 4.0 }, Hill { per_lap: 3.0, height_m: 2.0 }];
        Course::closed(6100.0, (0.10, 0.12), HILLS)
    }

    /// The hills: 5.5 km with climbs of up to about 9 %.
    pub(crate) fn hills() -> Course {
        const HILLS: &[Hill] =
            &[Hill { per_lap: 2.0, height_m: 20.0 }, Hill { per_lap: 5.0, height_m: 8.0 }];
        Course::closed(5500.0, (0.20, 0.09), HILLS)
    }

    /// A wobbly ring of this length; `wobble` is how far three and five bulges reach.
    fn closed(length_m: f64, wobble: (f64, f64), hills: &'static [Hill]) -> Course {
        let ring: Vec<(f64, f64)> = (0..=POINTS)
            .map(|point| {
                let turn = f64::from(point) / f64::from(POINTS);
                let radius = 1.0
                    + wobble.0 * sine_of_turns(3.0 * turn)
                    + wobble.1 * cosine_of_turns(5.0 * turn);
                (1.25 * radius * cosine_of_turns(turn), radius * sine_of_turns(turn))
            })
            .collect();
        let scale = length_m / distances(&ring).last().copied().unwrap_or(1.0);
        let points_m: Vec<(f64, f64)> =
            ring.iter().map(|(east, north)| (east * scale, north * scale)).collect();
        let foot_m = 4.0 + hills.iter().map(|hill| hill.height_m).sum::<f64>();
        Course { along_m: distances(&points_m), points_m, hills, foot_m }
    }

    /// The place after this distance from the start.
    pub(crate) fn at(&self, distance_m: f64) -> Place {
        let length_m = self.along_m.last().copied().unwrap_or(1.0);
        let lap = distance_m / length_m;
        let within_m = (lap - lap.floor()) * length_m;
        let next = self.along_m.partition_point(|along| *along <= within_m).max(1);
        let next = next.min(self.along_m.len() - 1);
        let (from, to) = (self.points_m[next - 1], self.points_m[next]);
        let part =
            (within_m - self.along_m[next - 1]) / (self.along_m[next] - self.along_m[next - 1]);
        let waves = |wave: fn(f64) -> f64| {
            move |hill: &Hill| (hill.height_m * wave(hill.per_lap * lap), hill.per_lap)
        };
        let rise_m: f64 = self.hills.iter().map(waves(sine_of_turns)).map(|wave| wave.0).sum();
        let slope_m_per_turn: f64 = self
            .hills
            .iter()
            .map(waves(cosine_of_turns))
            .map(|(height_m, per)| height_m * per)
            .sum();
        Place {
            east_m: from.0 + part * (to.0 - from.0),
            north_m: from.1 + part * (to.1 - from.1),
            altitude_m: self.foot_m + rise_m,
            grade: slope_m_per_turn * std::f64::consts::TAU / length_m,
        }
    }
}

/// The distance along a line at each of its points.
fn distances(points: &[(f64, f64)]) -> Vec<f64> {
    let mut along = vec![0.0];
    let mut sum = 0.0;
    for pair in points.windows(2) {
        let (east, north) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
        sum += (east * east + north * north).sqrt();
        along.push(sum);
    }
    along
}

/// Latitude and longitude of a place given in metres from the middle.
pub(crate) fn degrees(east_m: f64, north_m: f64) -> (f64, f64) {
    (MIDDLE_NORTH_DEG + north_m / M_PER_DEG, MIDDLE_EAST_DEG + east_m / (M_PER_DEG * EAST_SHRINKS))
}

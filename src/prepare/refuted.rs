//! A recorded distance held against the least that the way can have been.
//!
//! A way is never shorter than the straight lines between places on it. A counter that is, or that stands
//! while speed goes on, counted something else: kilometres as metres, leaps that nobody runs, nothing.

use std::ops::Range;

use crate::physics::Position;

/// Straight lines are drawn between places this far apart, in metres: over that, a receiver's trembling
/// makes a line hardly longer.
const LINE_M: f64 = 200.0;

/// A way that is shorter than the lines by more than this share and this many metres is none: pods that
/// were never calibrated and bends that were cut lie within.
const SHORT_SHARE: f64 = 0.85;
const SHORT_M: f64 = 50.0;

/// A counter stands where it comes to less than this share of speed's own sum, and that to this many
/// metres at least. Kilometres an hour written as metres a second are within.
const STANDS_SHARE: f64 = 0.1;
const STANDS_M: f64 = 200.0;

/// A step between two places that the way along them does not hold is a leap: beyond this share, and this
/// many metres.
const LEAP_SHARE: f64 = 1.01;
const LEAP_M: f64 = 1.0;

/// The places of a session that a line may be drawn between.
pub(super) struct Places<'a> {
    pub(super) time_s: &'a [f64],
    pub(super) places: &'a [Option<Position>],
    /// The way along them, leaps left out.
    pub(super) along_m: &'a [f64],
    /// Before which rows nothing was recorded.
    pub(super) parted: &'a [bool],
    /// When the timer stood, in seconds since the first row, in order.
    pub(super) stops: &'a [Range<f64>],
    /// A longer silence between places ends a line, in seconds.
    pub(super) longest_s: f64,
}

impl Places<'_> {
    /// The least that the way over these rows can have been, in metres: straight lines, none of them over a
    /// pause, a silence or a leap.
    pub(super) fn at_least_m(&self, rows: Range<usize>) -> f64 {
        let first_s = self.time_s.first().copied().unwrap_or(0.0);
        let (mut least_m, mut stop) = (0.0, 0);
        let mut from: Option<Position> = None;
        let mut last: Option<(f64, f64, Position)> = None;
        for row in rows {
            let at_s = self.time_s[row] - first_s;
            let passed = |stop: usize| self.stops.get(stop).is_some_and(|it| it.end <= at_s);
            let mut ends = self.parted.get(row) == Some(&true);
            while passed(stop) {
                (stop, ends) = (stop + 1, true);
            }
            let stands = self.stops.get(stop).is_some_and(|it| it.start <= at_s);
            if ends || stands {
                (from, last) = (None, None);
            }
            let along_m = self.along_m[row];
            let Some(place) = self.places[row].filter(|_| along_m.is_finite() && !stands) else {
                continue;
            };
            if let Some((before_s, before_m, before)) = last {
                let step_m = before.metres_nearly_to(&place);
                let leaps = step_m > LEAP_SHARE * (along_m - before_m) + LEAP_M;
                if leaps || at_s - before_s > self.longest_s {
                    from = None;
                }
            }
            let begin = *from.get_or_insert(place);
            let line_m = begin.metres_nearly_to(&place);
            if line_m >= LINE_M {
                least_m += line_m;
                from = Some(place);
            }
            last = Some((at_s, along_m, place));
        }
        least_m
    }
}

/// Whether a way of so many metres is shorter than the lines on it.
pub(super) fn is_too_short(metres: f64, least_m: f64) -> bool {
    metres < SHORT_SHARE * least_m - SHORT_M
}

/// Why a counter that came to so many metres is not the way, if it is not: by the lines between its places,
/// else by its speed's own sum.
pub(super) fn why(counted_m: f64, least_m: f64, by_speed_m: Option<f64>) -> Option<String> {
    let km = |metres: f64| format!("{:.2} km", metres / 1000.0);
    if is_too_short(counted_m, least_m) {
        return Some(format!("the straight lines between its places alone are {}", km(least_m)));
    }
    let stood = |by_speed_m: &f64| *by_speed_m >= STANDS_M && counted_m < STANDS_SHARE * by_speed_m;
    by_speed_m.filter(stood).map(|by_speed_m| format!("its speed comes to {}", km(by_speed_m)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Metres of a degree of latitude: π/180 × 6 371 008.8.
    const DEGREE_M: f64 = 111_195.08;

    fn least_m(north_m: &[f64], stops: &[Range<f64>]) -> f64 {
        let time_s: Vec<f64> = (0..north_m.len()).map(|row| row as f64).collect();
        let places: Vec<Option<Position>> =
            north_m.iter().map(|m| Some(Position::at_degrees(50.0 + m / DEGREE_M, 8.0))).collect();
        let mut along_m = vec![0.0];
        for pair in north_m.windows(2) {
            let step_m = (pair[1] - pair[0]).abs();
            let so_far = along_m.last().copied().unwrap_or(0.0);
            along_m.push(so_far + if step_m > 12.0 { 0.0 } else { step_m });
        }
        let places = Places {
            time_s: &time_s,
            places: &places,
            along_m: &along_m,
            parted: &[],
            stops,
            longest_s: 10.0,
        };
        places.at_least_m(0..north_m.len())
    }

    #[test]
    fn lines_are_as_long_as_a_straight_way_and_hold_no_leap_no_pause_and_no_trembling() {
        let straight: Vec<f64> = (0..=1000).map(|row| 3.0 * f64::from(row)).collect();
        // 3,000 m in lines of 201 m: 14 of them are whole.
        assert!((least_m(&straight, &[]) - 14.0 * 201.0).abs() < 0.1);
        let paused = least_m(&straight, &[200.0..801.0]);
        // 199 rows before the pause and 200 after it, 597 and 597 m: two lines of 201 m each.
        assert!((paused - 4.0 * 201.0).abs() < 0.1, "{paused}");
        let leapt: Vec<f64> =
            straight.iter().map(|m| m + if *m > 1500.0 { 50_000.0 } else { 0.0 }).collect();
        // 1,500 m and 1,497 m: seven lines each.
        assert!((least_m(&leapt, &[]) - 14.0 * 201.0).abs() < 0.5);
        let trembling: Vec<f64> = (0..1000).map(|row| f64::from(row % 2) * 10.0).collect();
        assert!(least_m(&trembling, &[]).abs() < 1e-9);
    }

    #[test]
    fn a_counter_is_refuted_by_a_way_of_twice_its_length_and_not_by_a_pod_or_by_kilometres_an_hour()
    {
        assert!(why(1800.0, 3600.0, None).is_some_and(|why| why.contains("3.60 km")));
        // A pod that is off by a seventh.
        assert_eq!(why(3086.0, 3600.0, Some(3600.0)), None);
        assert!(why(0.0, 0.0, Some(3600.0)).is_some_and(|why| why.contains("speed")));
        // 3.6 times too fast.
        assert_eq!(why(1000.0, 0.0, Some(3600.0)), None);
        assert_eq!(why(0.0, 0.0, Some(100.0)), None);
    }
}

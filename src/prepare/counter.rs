//! A recorded distance: never falling, without leaps, caught up where it stood still.

use crate::physics::fastest_on_foot_m_per_s;

use super::on_foot::OnFoot;

/// Distance may catch up by this much beyond the fastest speed, in metres, when positions return.
const CATCHING_UP_M: f64 = 20.0;

/// A step less than this, in metres, is none.
const STALLED_M: f64 = 0.05;

/// A recorded distance.
pub(super) struct Counter<'a> {
    pub(super) recorded_m: &'a [f64],
    /// Cadence, where the file has one.
    pub(super) stepping: Option<&'a [f64]>,
    /// Faster than this nothing moves in this sport.
    pub(super) fastest_m_per_s: f64,
    pub(super) sport: OnFoot,
}

/// A recorded distance set right.
#[derive(Debug, PartialEq)]
pub(super) struct Counted {
    pub(super) distance_m: Vec<f64>,
    /// How many steps were left out, and how often it caught up.
    pub(super) mended: usize,
    pub(super) caught_up: usize,
    /// How far it leapt in what was left out.
    pub(super) jumped_m: f64,
}

/// How a counter stands: since when, and how long without anything that speaks against moving on.
struct Stall {
    row: usize,
    moving_s: f64,
}

impl Counter<'_> {
    /// Distance from zero on, never falling, without jumps that nobody can run. A counter that stood
    /// still and catches up, as in a tunnel, keeps what could be run meanwhile; it is laid over the time
    /// in which it stood. While steps are counted as none, it stood because the runner did.
    pub(super) fn monotone(&self, time_s: &[f64]) -> Counted {
        let mut counted = Counted {
            distance_m: vec![f64::NAN; time_s.len()],
            mended: 0,
            caught_up: 0,
            jumped_m: 0.0,
        };
        let mut total_m = 0.0;
        let mut last: Option<(f64, f64)> = None;
        let mut stall: Option<Stall> = None;
        for (row, (&at_m, &at_s)) in self.recorded_m.iter().zip(time_s).enumerate() {
            if !at_m.is_finite() {
                continue;
            }
            if let Some((before_m, before_s)) = last {
                let (step_m, step_s) = (at_m - before_m, at_s - before_s);
                let possible_m = self.fastest_m_per_s * step_s + CATCHING_UP_M;
                if (0.0..=possible_m).contains(&step_m) {
                    total_m += step_m;
                } else if let Some(stood) = &stall
                    && step_m > possible_m
                    && step_m <= self.possible_m(stood.moving_s + step_s)
                {
                    lay_over(
                        &mut counted.distance_m[stood.row..row],
                        &time_s[stood.row..],
                        at_s,
                        step_m,
                    );
                    total_m += step_m;
                    counted.caught_up += 1;
                } else if step_m < -1.0 || step_m > possible_m {
                    counted.mended += 1;
                    counted.jumped_m += step_m.clamp(0.0, f64::MAX);
                }
                let stands = step_m.abs() < STALLED_M;
                if stands {
                    let open = stall.get_or_insert(Stall { row: row - 1, moving_s: 0.0 });
                    open.moving_s += if self.steps(row) { step_s } else { 0.0 };
                } else {
                    stall = None;
                }
            }
            last = Some((at_m, at_s));
            counted.distance_m[row] = total_m;
        }
        counted
    }

    /// Whether nothing speaks against moving on: where steps are counted, some are.
    fn steps(&self, row: usize) -> bool {
        let cadence = self.stepping.and_then(|cadence| cadence.get(row)).copied();
        cadence.is_none_or(|cadence| cadence.is_nan() || cadence > 0.0)
    }

    /// The furthest that can be covered in so long.
    fn possible_m(&self, seconds: f64) -> f64 {
        let speed = match self.sport {
            OnFoot::No => self.fastest_m_per_s,
            _ => fastest_on_foot_m_per_s(seconds).clamp(0.0, self.fastest_m_per_s),
        };
        speed * seconds + CATCHING_UP_M
    }
}

/// Lays metres evenly over rows that stood, up to a moment.
fn lay_over(stood_m: &mut [f64], time_s: &[f64], until_s: f64, metres: f64) {
    let Some(&from_s) = time_s.first() else { return };
    for (value, at_s) in stood_m.iter_mut().zip(time_s) {
        *value += metres * (at_s - from_s) / (until_s - from_s);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(recorded_m: &[f64], stepping: Option<&[f64]>) -> Counted {
        let time_s: Vec<f64> = (0..recorded_m.len()).map(|row| row as f64).collect();
        Counter { recorded_m, stepping, fastest_m_per_s: 12.0, sport: OnFoot::Running }
            .monotone(&time_s)
    }

    #[test]
    fn a_distance_that_starts_anew_goes_on_from_where_it_was() {
        let Counted { distance_m, mended, .. } =
            counted(&[100.0, 103.0, 106.0, 0.0, 3.0, 6.0], None);
        assert_eq!((distance_m, mended), (vec![0.0, 3.0, 6.0, 6.0, 9.0, 12.0], 1));
    }

    #[test]
    fn what_was_caught_up_lies_over_the_time_in_which_the_counter_stood_unless_no_step_was_taken() {
        // 20 s at a standstill, then 63 m at once: 3 m/s since the last metre.
        let mut recorded_m = vec![0.0; 21];
        recorded_m.push(63.0);
        let ran = counted(&recorded_m, None);
        assert_eq!((ran.caught_up, ran.mended), (1, 0));
        assert!((ran.distance_m[10] - 30.0).abs() < 1e-9);
        let stood = counted(&recorded_m, Some(&[0.0; 22]));
        assert_eq!((stood.caught_up, stood.mended, stood.distance_m[21]), (0, 1, 0.0));
    }
}

//! Totals over a run.

use crate::model::{Channel, Gait, Provenance, Run, Session, SessionTotals};
use crate::signal::{running_mean, weighted_mean};

use super::clock;

/// Slopes within this, as a fraction, are level.
const LEVEL: f64 = 0.03;

/// Cadence must be known for this share of the running, for steps to be counted.
const COUNTED_SHARE: f64 = 0.8;

/// A rise or fall smaller than this, in metres, is the altimeter's noise. Climb depends on this and
/// on the smoothing, and is worth comparing only with itself. Set so that on 91 recorded runs the
/// median of our climb over the watch's own is 1.00 (0.82 to 1.16 for eight in ten).
const CLIMB_STEP_M: f64 = 1.0;

/// Half the width, in seconds, of the mean that altitude is smoothed by before it is counted, after
/// the median that takes out spikes.
const CLIMB_HALF_S: usize = 2;

/// The file's own timer time is taken where it is between this share of ours and the elapsed time.
const FILE_TIMER_SHARE: f64 = 0.9;

/// The file's own elapsed time may be longer than ours by this share, and this many seconds.
const FILE_ELAPSED_SHARE: f64 = 0.1;
const FILE_ELAPSED_S: f64 = 60.0;

/// Adds what follows from gait, slope and the rest to the totals.
pub(super) fn add(run: &mut Run, session: &Session) {
    let seconds: Vec<f64> = clock::seconds_each(run.samples.time_s()).collect();
    let mut totals = run.totals.clone();
    let written = &session.as_written;
    totals.elapsed_s = elapsed_s(totals.elapsed_s, written.elapsed_s);
    if let (Some(ours), Some(elapsed), Some(theirs)) =
        (totals.timer_s, totals.elapsed_s, written.timer_s)
        && (FILE_TIMER_SHARE * ours..=elapsed + 1.0).contains(&theirs)
    {
        totals.timer_s = Some(theirs);
    }
    // Where no sample tells, as in a pool, the watch's own sums do.
    totals.timer_s = totals.timer_s.or(written.timer_s);
    if let (Some(elapsed), Some(timer)) = (totals.elapsed_s, totals.timer_s)
        && elapsed < timer
    {
        totals.elapsed_s = Some(timer);
    }
    totals.distance_provenance = distance_provenance(run, totals.distance_m, written);
    totals.distance_m = totals.distance_m.or(written.distance_m);
    totals.heart_rate_bpm =
        run.samples.values(Channel::HeartRate).and_then(|heart| weighted_mean(heart, &seconds));
    // Samples too far apart to stand for any time tell no running.
    let stands = seconds.iter().any(|seconds| *seconds > 0.0);
    let told = run.gait.iter().any(|gait| *gait != Gait::Unknown);
    if told && stands {
        let lasting = |gait| -> f64 {
            let own = run.gait.iter().zip(&seconds).filter(|(g, _)| **g == gait);
            // Not `sum`, which of nothing is −0.
            own.fold(0.0, |sum, (_, seconds)| sum + seconds)
        };
        totals.running_s = Some(lasting(Gait::Run));
        totals.walking_s = Some(lasting(Gait::Walk));
        totals.running_distance_m = running_distance_m(run);
        let steps = Steps::counted(run, &seconds);
        totals.steps = steps.as_ref().map(|steps| steps.all);
        let slopes = steps.as_ref().and_then(|steps| steps.by_slope);
        totals.steps_up = slopes.map(|by| by.up);
        totals.steps_level = slopes.map(|by| by.level);
        totals.steps_down = slopes.map(|by| by.down);
        totals.downhill_min = downhill_min(run, &seconds);
    }
    let climb = run.samples.values(Channel::Altitude).filter(|_| !run.indoor).and_then(climb);
    totals.ascent_m = climb.map(|(up, _)| up).or(written.ascent_m);
    totals.descent_m = climb.map(|(_, down)| down).or(written.descent_m);
    run.totals = totals;
}

/// The file's own elapsed time where it is ours and a little more, for the watch knows what came before the
/// first and after the last sample; else ours.
fn elapsed_s(ours: Option<f64>, written: Option<f64>) -> Option<f64> {
    let Some(ours) = ours else { return written };
    let ends_s = FILE_ELAPSED_SHARE * ours + FILE_ELAPSED_S;
    Some(written.filter(|theirs| (ours..=ours + ends_s).contains(theirs)).unwrap_or(ours))
}

/// How a run's distance came to be: as its channel's, else the file's own sum is the watch's word.
fn distance_provenance(
    run: &Run,
    covered_m: Option<f64>,
    written: &SessionTotals,
) -> Option<Provenance> {
    if covered_m.is_some() {
        return run.samples.get(Channel::Distance).map(|distance| distance.provenance);
    }
    let seen = if run.indoor { Provenance::Modelled } else { Provenance::Measured };
    written.distance_m.map(|_| seen)
}

/// Distance covered while running.
fn running_distance_m(run: &Run) -> Option<f64> {
    let distance = run.samples.values(Channel::Distance)?;
    let covered = run.bouts.iter().filter(|bout| bout.gait == Gait::Run).map(|bout| {
        // A bout ends where the next begins, unless a pause lies between.
        let end = if bout.end < distance.len()
            && !clock::follows_a_pause(run.samples.time_s(), bout.end)
        {
            bout.end + 1
        } else {
            bout.end
        };
        let mut known = distance[bout.start..end].iter().filter(|m| m.is_finite());
        let first = known.next();
        let last = known.next_back();
        first.zip(last).map_or(0.0, |(first, last)| last - first)
    });
    Some(covered.fold(0.0, |sum, metres| sum + metres))
}

/// Steps while running.
struct Steps {
    all: f64,
    by_slope: Option<BySlope>,
}

/// Steps by slope.
#[derive(Clone, Copy, Default)]
struct BySlope {
    up: f64,
    level: f64,
    down: f64,
}

impl Steps {
    /// None where there is no cadence for most of the running. The seconds without one are taken
    /// to have the mean of the others.
    fn counted(run: &Run, seconds: &[f64]) -> Option<Steps> {
        let cadence = run.samples.values(Channel::StepRate)?;
        let grade = run.samples.values(Channel::Grade);
        let (mut all, mut counted_s, mut running_s) = (0.0, 0.0, 0.0);
        let mut by_slope = BySlope::default();
        for i in run.running() {
            running_s += seconds[i];
            if !cadence[i].is_finite() {
                continue;
            }
            let steps = cadence[i] * seconds[i] / 60.0;
            counted_s += seconds[i];
            all += steps;
            match grade.map(|grade| grade[i]) {
                Some(i) if i > LEVEL => by_slope.up += steps,
                Some(i) if i < -LEVEL => by_slope.down += steps,
                Some(i) if i.is_finite() => by_slope.level += steps,
                Some(_) | None => {}
            }
        }
        if running_s > 0.0 && counted_s < COUNTED_SHARE * running_s {
            return None;
        }
        let whole = if counted_s > 0.0 { running_s / counted_s } else { 1.0 };
        let by_slope = grade.map(|_| BySlope {
            up: by_slope.up * whole,
            level: by_slope.level * whole,
            down: by_slope.down * whole,
        });
        Some(Steps { all: all * whole, by_slope })
    }
}

/// Minutes run downhill.
fn downhill_min(run: &Run, seconds: &[f64]) -> Option<f64> {
    let grade = run.samples.values(Channel::Grade)?;
    let downhill = run.running().filter(|&i| grade[i] < -LEVEL);
    Some(downhill.fold(0.0, |sum, i| sum + seconds[i]) / 60.0)
}

/// Metres climbed and descended: smoothed altitude, counted in steps of [`CLIMB_STEP_M`].
fn climb(altitude_m: &[f64]) -> Option<(f64, f64)> {
    let smooth = running_mean(altitude_m, CLIMB_HALF_S);
    let mut values = smooth.into_iter().filter(|z| z.is_finite());
    let mut anchor_m = values.next()?;
    let (mut up_m, mut down_m) = (0.0, 0.0);
    for z in values {
        let change_m = z - anchor_m;
        if change_m >= CLIMB_STEP_M {
            up_m += change_m;
            anchor_m = z;
        } else if change_m <= -CLIMB_STEP_M {
            down_m -= change_m;
            anchor_m = z;
        }
    }
    Some((up_m, down_m))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hill_of_fifty_metres_is_climbed_once_though_the_altimeter_trembles() {
        let mut random = crate::signal::SplitMix64::new(2);
        let altitude_m: Vec<f64> = (0..2000_u32)
            .map(|i| {
                let hill = 50.0 * (1.0 - (f64::from(i) / 1000.0 - 1.0).abs());
                hill + 0.3 * random.normal_f64()
            })
            .collect();
        let (up_m, down_m) = climb(&altitude_m).unwrap();
        assert!((up_m - 50.0).abs() < 3.0, "{up_m}");
        assert!((down_m - 50.0).abs() < 3.0, "{down_m}");
    }
}

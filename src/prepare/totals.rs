//! Totals over a run.

use crate::model::{Channel, Gait, Provenance, Run, Samples, Session, SessionTotals, Totals};
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
pub(super) fn add(run: &mut Run, session: &Session, sampled_m: Option<f64>) {
    let seconds: Vec<f64> = clock::seconds_each(run.samples.time_s()).collect();
    let mut totals = run.totals.clone();
    let written = &session.as_written;
    totals.distance_provenance = distance_provenance(run, sampled_m, written);
    totals.heart_rate_bpm = run
        .samples
        .values(Channel::HeartRate)
        .and_then(|heart| weighted_mean(heart, &seconds))
        .or_else(|| run.mean(Channel::HeartRate));
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
        let covered_m = totals.distance_m.unwrap_or(f64::INFINITY);
        totals.running_distance_m = running_distance_m(run)
            .map(|metres| if metres > covered_m { covered_m } else { metres });
        let steps = Steps::counted(run, &seconds);
        totals.steps = steps.as_ref().map(|steps| steps.all);
        let slopes = steps.as_ref().and_then(|steps| steps.by_slope);
        totals.steps_up = slopes.map(|by| by.up);
        totals.steps_level = slopes.map(|by| by.level);
        totals.steps_down = slopes.map(|by| by.down);
        totals.downhill_min = downhill_min(run, &seconds);
    }
    // Steps that were counted as a whole, where there is no cadence to count them by.
    let counted = || Some(run.mean(Channel::StepRate)? * totals.timer_s? / 60.0);
    totals.steps = totals.steps.or_else(counted);
    let climb = run.samples.values(Channel::Altitude).filter(|_| !run.indoor).and_then(climb);
    totals.ascent_m = climb.map(|(up, _)| up).or(written.ascent_m);
    totals.descent_m = climb.map(|(_, down)| down).or(written.descent_m);
    run.totals = totals;
}

/// The written timer time less that of laps without a sample; none where it is of another recording: much
/// longer than the samples, at a speed that is not theirs.
pub(super) fn sampled_timer_s(session: &Session, samples: &Samples) -> Option<f64> {
    let written = &session.as_written;
    let time_s = samples.time_s();
    let elapsed_s = time_s.last().zip(time_s.first()).map(|(last, first)| last - first)?;
    let sampled = Totals {
        distance_m: samples.values(Channel::Distance).and_then(clock::covered),
        timer_s: Some(elapsed_s),
        ..Totals::default()
    };
    let plausible = |timer_s: &f64| {
        *timer_s <= elapsed_s + ends_s(elapsed_s, written) || goes_with(&sampled, written)
    };
    let timer_s = written.timer_s.filter(plausible)?;
    Some(timer_s - written.unsampled_s.unwrap_or(0.0))
}

/// Elapsed and timer time, with what is written of them. Whether the written timer time is of this
/// recording; so it is where none is written.
pub(super) fn time(clock: &mut clock::Clock, session: &Session) -> bool {
    let written = &session.as_written;
    let totals = &mut clock.totals;
    // From the session's own start, which `arrange` took only where it agrees with the samples.
    let lead_s = clock.start_s.zip(session.started).map_or(0.0, |(first_s, started)| {
        let started_s = started.as_microsecond() as f64 / 1e6;
        if first_s > started_s { first_s - started_s } else { 0.0 }
    });
    let ours = totals.elapsed_s.map(|elapsed_s| elapsed_s + lead_s);
    totals.elapsed_s = elapsed_s(ours, totals, written);
    if let (Some(ours), Some(elapsed), Some(theirs)) =
        (totals.timer_s, totals.elapsed_s, written.timer_s)
    {
        if (FILE_TIMER_SHARE * ours..=elapsed + 1.0).contains(&theirs) {
            totals.timer_s = Some(theirs);
        } else if theirs > elapsed + ends_s(elapsed, written) {
            return false;
        }
    }
    // Where no sample tells, as in a pool, the watch's own sums do.
    totals.timer_s = totals.timer_s.or(written.timer_s);
    if let (Some(elapsed), Some(timer)) = (totals.elapsed_s, totals.timer_s)
        && elapsed < timer
    {
        totals.elapsed_s = Some(timer);
    }
    true
}

/// The file's own elapsed time where it is ours and a little more, for the watch knows what came before the
/// first and after the last sample, and laps without a sample have their own length; and where it is longer
/// than that, as far as the timer ran, if the distance that is written goes with it. Else ours.
fn elapsed_s(ours: Option<f64>, sampled: &Totals, written: &SessionTotals) -> Option<f64> {
    let from_to = || Some(written.ended_s? - written.started_s?);
    let theirs = written.elapsed_s.or_else(from_to);
    let Some(ours) = ours else { return theirs };
    let with_ends = ours..=ours + ends_s(ours, written);
    if let Some(theirs) = theirs.filter(|theirs| with_ends.contains(theirs)) {
        return Some(theirs);
    }
    let unrecorded =
        written.timer_s.filter(|timer_s| *timer_s > ours && goes_with(sampled, written));
    Some(unrecorded.unwrap_or(ours))
}

/// How much longer than its samples a session may be.
fn ends_s(ours: f64, written: &SessionTotals) -> f64 {
    FILE_ELAPSED_SHARE * ours + FILE_ELAPSED_S + written.unsampled_s.unwrap_or(0.0)
}

/// Whether the written distance was covered about as fast, in the written time, as the samples were: then
/// the samples are a part of what is written, as in a file that breaks off.
fn goes_with(sampled: &Totals, written: &SessionTotals) -> bool {
    let speed = |distance_m: Option<f64>, timer_s: Option<f64>| {
        let (metres, seconds) = (distance_m?, timer_s?);
        (metres > 0.0 && seconds > 0.0).then(|| metres / seconds)
    };
    let written_speed = speed(written.distance_m, written.timer_s);
    let ratio = written_speed.zip(speed(sampled.distance_m, sampled.timer_s)).map(|(a, b)| a / b);
    written.timer_s.is_some_and(|timer_s| timer_s <= LONGEST_TIMER_S)
        && ratio.is_some_and(|ratio| GOES_WITH.contains(&ratio))
}

/// Samples are a part of what is written where the two speeds are within these bounds of each other, and
/// where the timer ran for no longer than three days.
const GOES_WITH: std::ops::RangeInclusive<f64> = 0.5..=2.0;
const LONGEST_TIMER_S: f64 = 3.0 * 86_400.0;

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

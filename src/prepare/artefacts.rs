//! What no runner does becomes missing, and what a sensor is known to do is mended or told.

use std::ops::RangeInclusive;

use crate::model::{Channel, Gait, Notice, NoticeKind, Provenance, Samples, Series};
use crate::signal::{correlation, largest, median, running_median, smallest, standard_deviation};

use super::made::put;

/// Cadences of a runner, in steps per minute; outside, a sample is dropped.
const RUNNING_CADENCE_SPM: RangeInclusive<f64> = 130.0..=230.0;

/// A change of cadence, in steps per minute from one second to the next, that is no change of a
/// runner's when it happens twice in a row.
const JUMP_SPM: f64 = 20.0;

/// Ratios to the usual cadence at which one foot was counted for two.
const HALVED: RangeInclusive<f64> = 0.45..=0.55;

/// Ratios to the usual cadence at which two feet were counted for one.
const DOUBLED: RangeInclusive<f64> = 1.9..=2.1;

/// Less than the least ratio of two cadences of which either is held to be halved or doubled.
const NEAR_TWICE: f64 = 1.8;

/// Slower than this, in m/s, half the usual cadence may just be walking.
const TOO_FAST_TO_WALK_M_PER_S: f64 = 1.9;

/// Half the width, in seconds, of the window in which the usual cadence is found.
const USUAL_HALF_WINDOW_S: usize = 30;

/// Above this share of mended samples, cadence is told of as doubtful.
const DOUBTFUL_SHARE: f64 = 0.05;

/// A cadence that stays the same to the last digit for longer than this, in seconds, while the
/// speed does not, is a sensor that has dropped out.
const FROZEN_S: usize = 60;

/// What counts as a speed that does not stay the same, as a standard deviation in m/s.
const FROZEN_SPEED_SD_M_PER_S: f64 = 0.1;

/// Steps per minute by which cadence rises for each m/s (Burns et al. 2019,
/// 10.1152/japplphysiol.00374.2018). A file that counts in whole numbers shows no change before
/// speed has changed by the number's share of this: steady runners on real watches keep one whole
/// count for minutes.
const RISE_SPM_PER_M_PER_S: f64 = 5.6;

/// Heart rate and cadence this close, in counts per minute, for [`LOCKED_S`] and moving together:
/// an optical sensor that counts steps.
const LOCKED_WITHIN_PER_MIN: f64 = 3.0;

/// See [`LOCKED_WITHIN_PER_MIN`]; in seconds.
const LOCKED_S: usize = 60;

/// See [`LOCKED_WITHIN_PER_MIN`]; as a correlation.
const LOCKED_CORRELATION: f64 = 0.8;

/// What a contact time can be, in milliseconds.
pub(super) const POSSIBLE_CONTACT_MS: RangeInclusive<f64> = 100.0..=600.0;

/// What each recorded channel can hold at all, in its unit: outside is a device's way of saying
/// that it does not know. Zero is never a measurement here.
const POSSIBLE: [(Channel, RangeInclusive<f64>); 10] = [
    (Channel::HeartRate, 25.0..=250.0),
    (Channel::Cadence, 0.0..=300.0),
    (Channel::VerticalOscillation, 15.0..=250.0),
    (Channel::GroundContactTime, POSSIBLE_CONTACT_MS),
    (Channel::GroundContactPercent, 10.0..=80.0),
    (Channel::ContactBalance, 30.0..=70.0),
    (Channel::VerticalRatio, 1.0..=30.0),
    (Channel::StepLength, 200.0..=3000.0),
    (Channel::FootImpact, 0.1..=60.0),
    (Channel::FootBraking, 0.1..=60.0),
];

/// What a whole run's mean of a channel can be, where that is known.
pub(super) fn possible_mean(channel: Channel) -> Option<RangeInclusive<f64>> {
    // Walking is in the mean.
    let steps = || (channel == Channel::StepRate).then(|| 0.0..=*RUNNING_CADENCE_SPM.end());
    POSSIBLE.into_iter().find(|(of, _)| *of == channel).map(|(_, possible)| possible).or_else(steps)
}

/// Cleans what can be cleaned before gait is known. Tells what it did.
pub(super) fn clean(samples: &mut Samples) -> Vec<Notice> {
    for (channel, possible) in POSSIBLE {
        keep(samples, channel, |value| possible.contains(&value));
    }
    contact_from_share(samples);
    let mut notices = Vec::new();
    notices.extend(mend_harmonics(samples));
    notices.extend(drop_frozen(samples));
    notices.extend(tell_locked_heart_rate(samples));
    notices
}

/// Drops cadences that are no runner's where the runner runs.
pub(super) fn clean_running(samples: &mut Samples, gait: &[Gait]) {
    let Some(mut series) = samples.remove(Channel::StepRate) else { return };
    let values = &mut series.values;
    for i in 1..values.len().saturating_sub(1) {
        let (before, after) = (values[i] - values[i - 1], values[i + 1] - values[i]);
        if gait[i] == Gait::Run && before.abs() > JUMP_SPM && after.abs() > JUMP_SPM {
            values[i] = f64::NAN;
        }
    }
    for (value, gait) in values.iter_mut().zip(gait) {
        if *gait == Gait::Run && !RUNNING_CADENCE_SPM.contains(value) {
            *value = f64::NAN;
        }
    }
    put(samples, Channel::StepRate, series);
}

/// Keeps the values of a channel that pass; the channel goes where none does.
fn keep(samples: &mut Samples, channel: Channel, passes: impl Fn(f64) -> bool) {
    let Some(mut series) = samples.remove(channel) else { return };
    for value in &mut series.values {
        if !passes(*value) {
            *value = f64::NAN;
        }
    }
    if series.values.iter().any(|value| value.is_finite()) {
        put(samples, channel, series);
    }
}

/// Contact time from its share of the stride, where a device wrote only that.
fn contact_from_share(samples: &mut Samples) {
    if samples.get(Channel::GroundContactTime).is_some() {
        return;
    }
    let (Some(share), Some(rate)) =
        (samples.get(Channel::GroundContactPercent), samples.get(Channel::StepRate))
    else {
        return;
    };
    // Two steps make the stride that the share is of.
    let contact_ms = |(pct, spm): (&f64, &f64)| pct / 100.0 * 2.0 * 60_000.0 / spm;
    let series = Series {
        values: share.values.iter().zip(&rate.values).map(contact_ms).collect(),
        provenance: Provenance::Derived.weakest([share.provenance, rate.provenance]),
        origin: share.origin.clone().of_the_stride(),
    };
    put(samples, Channel::GroundContactTime, series);
    keep(samples, Channel::GroundContactTime, |ms| POSSIBLE_CONTACT_MS.contains(&ms));
}

/// Doubles or halves cadences at which one foot was counted for two or two for one.
fn mend_harmonics(samples: &mut Samples) -> Option<Notice> {
    let mut series = samples.remove(Channel::StepRate)?;
    let speed = samples.values(Channel::Speed);
    let fast = |i: usize| speed.is_none_or(|v| v[i] >= TOO_FAST_TO_WALK_M_PER_S);
    let running: Vec<f64> = (0..series.values.len())
        .map(|i| if fast(i) && series.values[i] > 0.0 { series.values[i] } else { f64::NAN })
        .collect();
    // The median over the whole run holds where the fault lasts longer than the window.
    // Where the highest is not near twice the lowest, nothing can have been halved or doubled.
    let bounds = smallest(&running).zip(largest(&running));
    if bounds.is_none_or(|(least, most)| most < NEAR_TWICE * least) {
        put(samples, Channel::StepRate, series);
        return None;
    }
    let overall = median(&running);
    let nearby = running_median(&running, USUAL_HALF_WINDOW_S);
    let mut mended = 0_usize;
    for i in 0..series.values.len() {
        let Some(overall) = overall.filter(|_| running[i].is_finite()) else { continue };
        let ratios = [running[i] / nearby[i], running[i] / overall];
        // Where speed is not known, only the neighbourhood tells a fault from a walk.
        let asked = if speed.is_some() { &ratios[..] } else { &ratios[..1] };
        let factor = if asked.iter().any(|ratio| HALVED.contains(ratio)) {
            2.0
        } else if asked.iter().any(|ratio| DOUBLED.contains(ratio)) {
            0.5
        } else {
            continue;
        };
        // A mended value must fit the run, whichever median asked for it.
        if (factor * running[i] / overall - 1.0).abs() < 0.2 {
            series.values[i] = factor * running[i];
            mended += 1;
        }
    }
    let counted = running.iter().filter(|value| value.is_finite()).count();
    if mended as f64 > DOUBTFUL_SHARE * counted as f64 {
        series.provenance = Provenance::Derived.weakest([series.provenance]);
    }
    put(samples, Channel::StepRate, series);
    (mended > 0).then(|| {
        let text = format!("for {mended} s, halved or doubled cadence was mended");
        let doubtful = mended as f64 > DOUBTFUL_SHARE * counted as f64;
        Notice::file(
            if doubtful { NoticeKind::CadenceDoubtful } else { NoticeKind::HarmonicFixed },
            text,
        )
    })
}

/// Drops a cadence that stands still while the runner does not.
fn drop_frozen(samples: &mut Samples) -> Option<Notice> {
    let mut series = samples.remove(Channel::StepRate)?;
    let speed = samples.values(Channel::Speed);
    let mut dropped = 0;
    let mut i = 0;
    while i < series.values.len() {
        let value = series.values[i];
        let length = 1 + series.values[i + 1..]
            .iter()
            .take_while(|next| next.total_cmp(&value).is_eq())
            .count();
        let uneven = || {
            speed
                .and_then(|speed| standard_deviation(&speed[i..i + length]))
                .is_some_and(|sd| sd > change_that_shows(value))
        };
        if value > 0.0 && length > FROZEN_S && uneven() {
            series.values[i..i + length].fill(f64::NAN);
            dropped += length;
        }
        i += length;
    }
    put(samples, Channel::StepRate, series);
    (dropped > 0).then(|| {
        let text = format!("{dropped} s of cadence that never changed were left out");
        Notice::file(NoticeKind::CadenceFrozen, text)
    })
}

/// The change of speed, in m/s, that must move a cadence of this resolution.
fn change_that_shows(cadence_spm: f64) -> f64 {
    let resolution_spm = if (cadence_spm / 2.0).fract().abs() < 1e-9 {
        2.0
    } else if cadence_spm.fract().abs() < 1e-9 {
        1.0
    } else {
        0.0
    };
    (resolution_spm / RISE_SPM_PER_M_PER_S).clamp(FROZEN_SPEED_SD_M_PER_S, f64::INFINITY)
}

/// Tells of a heart rate that follows the steps.
fn tell_locked_heart_rate(samples: &Samples) -> Option<Notice> {
    let heart = samples.values(Channel::HeartRate)?;
    let steps = samples.values(Channel::StepRate)?;
    let near: Vec<bool> =
        heart.iter().zip(steps).map(|(h, c)| (h - c).abs() <= LOCKED_WITHIN_PER_MIN).collect();
    let (mut locked, mut i) = (0, 0);
    while i < near.len() {
        let length = near[i..].iter().take_while(|near| **near).count();
        let (h, c) = (&heart[i..i + length], &steps[i..i + length]);
        if length >= LOCKED_S && correlation(h, c).is_some_and(|r| r > LOCKED_CORRELATION) {
            locked += length;
        }
        i += length.max(1);
    }
    (locked > 0).then(|| {
        let text =
            format!("for {locked} s the heart rate follows the steps, and may be their count");
        Notice::file(NoticeKind::HeartRateLocked, text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_cadences_nearer_than_near_twice_are_half_and_double() {
        // A ratio of two of them, or to a median between them, lies within these.
        let closest = 1.0 / NEAR_TWICE..=NEAR_TWICE;
        assert!(HALVED.end() < closest.start() && closest.end() < DOUBLED.start());
    }
}

//! Which instruments stand behind a run's form.

use crate::model::{Activity, Channel, Device, Instruments, Samples, Sampling};

/// ANT+ device types that can carry running form: heart-rate strap, running dynamics, foot pod.
const WORN_DEVICE_TYPES: [u8; 3] = [120, 30, 124];

/// So many straps and pods are kept of a session: a file may name two hundred, and be of ten
/// thousand sessions.
const MOST_WORN: usize = 8;

/// Parts of product names that tell a strap or a pod.
const WORN_WORDS: [&str; 4] = ["hrm", "pod", "stryd", "rd"];

/// Samples this far apart, in seconds, are a second apart.
const A_SECOND_S: f64 = 1.5;

/// From this share of samples a second apart on, a recording is one of every second: dropped
/// samples are few, and smart recording thins out most of a steady run.
const EVERY_SECOND_SHARE: f64 = 0.8;

/// The watch, the strap or pod worn with it, the sources of the form channels, and how densely
/// samples were written. `recorded` has the session's own clock.
pub(super) fn behind(activity: &Activity, recorded: &Samples, prepared: &Samples) -> Instruments {
    let watch = activity.device.as_ref();
    let mut worn: Vec<String> = activity
        .sensors
        .iter()
        .filter(|device| is_worn(device))
        .filter_map(|device| {
            let name = name(device)?;
            Some(major(device).map_or_else(|| name.clone(), |major| format!("{name} {major}")))
        })
        .collect();
    worn.sort();
    worn.dedup();
    worn.truncate(MOST_WORN);
    Instruments {
        watch: watch.and_then(name).unwrap_or_default(),
        firmware: watch.and_then(major),
        worn,
        pods: prepared
            .channels()
            .filter(|(channel, _)| channel.is_form() && *channel != Channel::Cadence)
            .filter(|(_, series)| series.origin.is_of_a_sensor())
            .map(|(channel, series)| (channel, series.origin.to_string()))
            .collect(),
        recording: density(recorded.time_s()),
    }
}

/// Whether a device is one that senses form at the body.
fn is_worn(device: &Device) -> bool {
    let by_type = device.device_type.is_some_and(|kind| WORN_DEVICE_TYPES.contains(&kind));
    let by_name = || {
        [&device.manufacturer, &device.product].into_iter().flatten().any(|text| {
            text.split(['_', '-', ' ']).any(|word| WORN_WORDS.contains(&&*word.to_lowercase()))
        })
    };
    device.index != Some(0) && (by_type || by_name())
}

/// Maker and product; none where neither is known.
fn name(device: &Device) -> Option<String> {
    let words: Vec<&str> = [&device.manufacturer, &device.product]
        .into_iter()
        .filter_map(|word| word.as_deref())
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// The firmware's major number.
fn major(device: &Device) -> Option<String> {
    device.software.as_deref()?.split('.').next().map(str::to_owned)
}

/// How densely samples were written, by the share of them that are a second apart.
fn density(time_s: &[f64]) -> Sampling {
    let steps = time_s.len().saturating_sub(1);
    let dense = time_s.windows(2).filter(|pair| pair[1] - pair[0] < A_SECOND_S).count();
    if dense as f64 >= EVERY_SECOND_SHARE * steps as f64 {
        Sampling::EverySecond
    } else {
        Sampling::Spaced
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn smart_recording_is_told_from_every_second_by_the_clock_alone() {
        let every_second: Vec<f64> = (0..600).map(f64::from).collect();
        assert_eq!(density(&every_second), Sampling::EverySecond);
        let with_a_pause = [&every_second[..], &[900.0, 901.0]].concat();
        assert_eq!(density(&with_a_pause), Sampling::EverySecond);
        // A smart watch's rhythm: now one second, now seven.
        let steps = [1.0, 3.0, 7.0, 4.0, 6.0, 1.0, 2.0];
        let smart: Vec<f64> = (0..70)
            .scan(0.0, |clock, step: usize| {
                *clock += steps[step % steps.len()];
                Some(*clock)
            })
            .collect();
        assert_eq!(density(&smart), Sampling::Spaced);
        assert_eq!(density(&[]), Sampling::EverySecond);
    }
}

//! Steps and bounce from raw acceleration, where a recording holds it and no cadence.

use crate::model::{Channel, Notice, NoticeKind, RawStream, Samples, Writer};
use crate::signal::{Transforms, floor_index};

use super::made::{computed, put};
use super::window::{Placement, Shown, Window};

/// Length of the window that a cadence is found in, in seconds.
const WINDOW_S: f64 = 12.0;

/// From one window to the next, in seconds.
const HOP_S: f64 = 4.0;

/// Readings a second that a stream needs, and more than any sensor has.
const RATES_HZ: (f64, f64) = (15.0, 2000.0);

/// A stream that breaks off more often than this has no rhythm to find, and would be walked through
/// for each of a file's sessions.
const MOST_BREAKS: usize = 2_000;

/// A sensor sits on the trunk if this share of its windows looks so: an arm held still does at
/// times.
const TRUNK_WINDOWS_SHARE: f64 = 0.75;

/// Adds cadence, and bounce where the sensor sits on the trunk, where the recording lacks them.
/// `start_s` is the run's start in seconds since 1970. Says what was found, and why there is no
/// bounce if there is none.
pub(super) fn add(samples: &mut Samples, streams: &[RawStream], start_s: f64) -> Vec<Notice> {
    if samples.get(Channel::StepRate).is_some() || samples.get(Channel::Cadence).is_some() {
        return Vec::new();
    }
    let usable = |stream: &&RawStream| (RATES_HZ.0..=RATES_HZ.1).contains(&stream.rate_hz);
    let mut accelerometers =
        streams.iter().filter(|stream| stream.sensor.starts_with("accelerometer")).peekable();
    if accelerometers.peek().is_none() {
        return Vec::new();
    }
    let Some(stream) = accelerometers.filter(usable).max_by_key(|it| it.axes_g[0].len()) else {
        let text = "the raw acceleration is too slow, or too fast, to find steps in";
        return vec![Notice::file(NoticeKind::AccelerationRate, text)];
    };
    let found = windows(stream, start_s, samples);
    if found.is_empty() {
        return vec![Notice::file(NoticeKind::NoStepsInAcceleration, NO_STEPS)];
    }
    let placement = placement_of(&found);
    let of = |value: fn(&Found) -> f64| onto(samples.time_s(), &found, value);
    let cadence = of(|found| found.shown.cadence_spm);
    let bounce = of(|found| found.shown.bounce_mm.unwrap_or(f64::NAN));
    let has_bounce = placement == Placement::Trunk && bounce.iter().any(|mm| mm.is_finite());
    if cadence.iter().any(|spm| spm.is_finite()) {
        put(samples, Channel::StepRate, computed(cadence, Writer::RawAcceleration));
    }
    if has_bounce && samples.get(Channel::VerticalOscillation).is_none() {
        put(samples, Channel::VerticalOscillation, computed(bounce, Writer::RawAcceleration));
    }
    let mut notices = vec![Notice::file(NoticeKind::StepsFromAcceleration, words_of(placement))];
    if placement == Placement::Trunk && !has_bounce {
        let text = "no bounce from the raw acceleration: it takes 50 readings a second, none of \
                    them at the end of the sensor's range";
        notices.push(Notice::file(NoticeKind::NoBounceFromAcceleration, text));
    }
    notices
}

/// Why raw acceleration is there and no cadence.
const NO_STEPS: &str = "no steps were found in the raw acceleration: too short, too still, or \
                        without a rhythm";

/// Where the sensor is taken to sit, in words.
const fn words_of(placement: Placement) -> &'static str {
    match placement {
        Placement::Trunk => {
            "the steps were found in the raw acceleration, of a sensor on the trunk"
        }
        Placement::Limb => {
            "the steps were found in the raw acceleration, of a sensor on an arm or a leg, which \
             tells no bounce"
        }
    }
}

/// What a window shows, and its middle in seconds since the run's start.
struct Found {
    at_s: f64,
    shown: Shown,
}

/// Where the sensor sits, by most of the windows.
fn placement_of(found: &[Found]) -> Placement {
    let trunk = found.iter().filter(|found| found.shown.placement == Placement::Trunk).count();
    if trunk as f64 >= TRUNK_WINDOWS_SHARE * found.len() as f64 {
        Placement::Trunk
    } else {
        Placement::Limb
    }
}

/// Goes through a stream window by window; none lies across a break.
fn windows(stream: &RawStream, start_s: f64, samples: &Samples) -> Vec<Found> {
    let length = stream.axes_g.iter().map(Vec::len).min().unwrap_or(0);
    let size = floor_index(WINDOW_S * stream.rate_hz);
    let hop = floor_index(HOP_S * stream.rate_hz).max(1);
    // A stream goes on through all sessions of a file; this one ends with its last sample.
    let Some(last_s) = samples.time_s().last() else { return Vec::new() };
    if stream.breaks.len() > MOST_BREAKS {
        return Vec::new();
    }
    let reached = (-WINDOW_S / 2.0, last_s + WINDOW_S / 2.0);
    let mut transforms = Transforms::default();
    let mut found = Vec::new();
    let mut offset_s = stream.start_s - start_s;
    let mut from = 0;
    let ends = stream.breaks.iter().map(|&(at, gap_s)| (at.min(length), gap_s));
    for (end, gap_s) in ends.chain([(length, 0.0)]) {
        let mut start = from;
        while start + size <= end {
            let axes = [0, 1, 2].map(|k: usize| &stream.axes_g[k][start..start + size]);
            let at_s = offset_s + (start as f64 + size as f64 / 2.0) / stream.rate_hz;
            start += hop;
            if !(reached.0..=reached.1).contains(&at_s) {
                continue;
            }
            let speed = speed_near(samples, at_s);
            if let Ok(shown) = Window::new(axes, stream.rate_hz).shown(speed, &mut transforms) {
                found.push(Found { at_s, shown });
            }
        }
        from = end.max(from);
        offset_s += gap_s;
    }
    found
}

/// The speed at a moment, where it is known.
fn speed_near(samples: &Samples, at_s: f64) -> Option<f64> {
    let row = samples.time_s().partition_point(|t| *t < at_s);
    samples.values(Channel::Speed)?.get(row).copied().filter(|speed| speed.is_finite())
}

/// Window values onto the clock: the window whose middle is nearest, if it is near.
fn onto(time_s: &[f64], found: &[Found], value: fn(&Found) -> f64) -> Vec<f64> {
    let mut next = 0;
    time_s
        .iter()
        .map(|&t| {
            while next + 1 < found.len()
                && (found[next + 1].at_s - t).abs() <= (found[next].at_s - t).abs()
            {
                next += 1;
            }
            let near = (found[next].at_s - t).abs() <= WINDOW_S / 2.0;
            if near { value(&found[next]) } else { f64::NAN }
        })
        .collect()
}

//! The dialects of extension tags: what each maker calls the same quantity.
//!
//! Names are compared without prefix and case, at any depth inside a point, so Garmin's
//! `TrackPointExtension` (both versions) and `PowerExtension`, Cluetrust's `gpxdata`, Strava's and
//! Apple's bare tags and files whose prefix was never bound are all one case.

use crate::model::Channel;

/// A tag that carries a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Tag {
    /// What it carries.
    pub(in super::super) channel: Channel,
    /// What a series made of it says of its source.
    pub(in super::super) source: &'static str,
}

/// The extension tags of one format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Recorded {
    /// Inside a `trkpt`.
    Gpx,
    /// Inside a `Trackpoint`.
    Tcx,
}

macro_rules! tags {
    ($format:expr, $name:expr; $($bytes:literal $text:literal => $channel:ident,)*) => {
        match ($name, $format) {
            $(
                ($bytes, Recorded::Gpx) => Some(Tag {
                    channel: Channel::$channel,
                    source: concat!("gpx.extension.", $text),
                }),
                ($bytes, Recorded::Tcx) => Some(Tag {
                    channel: Channel::$channel,
                    source: concat!("tcx.extension.", $text),
                }),
            )*
            _ => None,
        }
    };
}

/// The channel of an extension tag, by its local name in small letters.
///
/// Left out on purpose: `wtemp` (water), `altitude` beside `ele` (the same twice), and
/// `StrideLength`, which is one step to some writers and two to others.
pub(in super::super) fn extension(format: Recorded, name: &[u8]) -> Option<Tag> {
    tags! { format, name;
        b"hr" "hr" => HeartRate,
        b"cad" "cad" => Cadence,
        b"heartrate" "heartrate" => HeartRate,
        b"heart_rate" "heart_rate" => HeartRate,
        b"heartratebpm" "heartratebpm" => HeartRate,
        b"cadence" "cadence" => Cadence,
        b"runcadence" "runcadence" => Cadence,
        b"speed" "speed" => Speed,
        b"power" "power" => Power,
        b"watts" "watts" => Power,
        b"powerinwatts" "powerinwatts" => Power,
        b"atemp" "atemp" => Temperature,
        b"temp" "temp" => Temperature,
        b"temperature" "temperature" => Temperature,
        b"distance" "distance" => Distance,
        b"verticaloscillation" "verticaloscillation" => VerticalOscillation,
        b"verticaloscillationmm" "verticaloscillationmm" => VerticalOscillation,
        b"vertical_oscillation" "vertical_oscillation" => VerticalOscillation,
        b"groundcontacttime" "groundcontacttime" => GroundContactTime,
        b"ground_contact_time" "ground_contact_time" => GroundContactTime,
        b"stancetime" "stancetime" => GroundContactTime,
        b"stance_time" "stance_time" => GroundContactTime,
        b"groundcontactbalance" "groundcontactbalance" => ContactBalance,
        b"stancetimebalance" "stancetimebalance" => ContactBalance,
        b"stance_time_balance" "stance_time_balance" => ContactBalance,
        b"verticalratio" "verticalratio" => VerticalRatio,
        b"vertical_ratio" "vertical_ratio" => VerticalRatio,
        b"steplength" "steplength" => StepLength,
        b"step_length" "step_length" => StepLength,
    }
}

/// A local name in small letters; empty when it is longer than any tag we know.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Lowered {
    bytes: [u8; 24],
    length: usize,
}

impl Lowered {
    /// The name in small letters.
    #[inline]
    pub(in super::super) fn new(name: &[u8]) -> Lowered {
        let mut lowered = Lowered { bytes: [0; 24], length: 0 };
        if let Some(bytes) = lowered.bytes.get_mut(..name.len()) {
            bytes.copy_from_slice(name);
            lowered.length = name.len();
        }
        lowered.bytes.make_ascii_lowercase();
        lowered
    }

    /// The name.
    #[inline]
    pub(in super::super) fn name(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }
}

#[cfg(test)]
#[allow(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a panic in a test is a failed test"
)]
mod tests {
    use super::*;

    #[test]
    fn every_tag_is_found_in_any_case() {
        for name in ["hr", "HR", "HeartRate", "heart_rate", "HeartRateBpm"] {
            let lowered = Lowered::new(name.as_bytes());
            let tag = extension(Recorded::Gpx, lowered.name());
            assert_eq!(tag.map(|tag| tag.channel), Some(Channel::HeartRate), "{name}");
        }
        let tag = extension(Recorded::Tcx, Lowered::new(b"RunCadence").name()).unwrap();
        assert_eq!(tag.source, "tcx.extension.runcadence");
        assert_eq!(extension(Recorded::Gpx, Lowered::new(&[b'h'; 99]).name()), None);
    }
}

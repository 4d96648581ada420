//! The records of an `export.xml` that are read; no other type is ever looked at.

use super::attributes::{to_metres, to_metres_per_second, to_millimetres, to_seconds};
use crate::model::{Channel, keyed};

keyed! {
    /// What a record counts.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub(super) enum Kind {
        /// Ground contact time, in milliseconds.
        Contact = "apple.running_ground_contact_time",
        /// Rise and fall of the pelvis, in millimetres.
        Bounce = "apple.running_vertical_oscillation of the pelvis",
        /// Length of one step, in millimetres. Apple calls it a stride; set against distance and counted
        /// steps it is one step.
        StepLength = "apple.running_stride_length",
        /// In metres a second.
        Speed = "apple.running_speed",
        /// In watts, by Apple's model.
        Power = "apple.running_power",
        /// In beats a minute.
        Heart = "apple.heart_rate",
        /// Steps of both feet in a span.
        Steps = "apple.step_count",
        /// Metres in a span.
        Distance = "apple.distance_walking_running",
    }
    /// What stands behind its values, in a run's sources.
    fn source;
}

impl Kind {
    pub(super) const fn index(self) -> usize {
        self as usize
    }

    /// The kind of a type's name; none where it is not one that is read.
    #[inline]
    pub(super) fn of(type_name: &[u8]) -> Option<Kind> {
        Some(match type_name.strip_prefix(b"HKQuantityTypeIdentifier")? {
            b"RunningGroundContactTime" => Kind::Contact,
            b"RunningVerticalOscillation" => Kind::Bounce,
            b"RunningStrideLength" => Kind::StepLength,
            b"RunningSpeed" => Kind::Speed,
            b"RunningPower" => Kind::Power,
            b"HeartRate" => Kind::Heart,
            b"StepCount" => Kind::Steps,
            b"DistanceWalkingRunning" => Kind::Distance,
            _ => return None,
        })
    }

    /// What a value in this unit is to be multiplied with; none where the unit is none of the kind.
    pub(super) fn factor(self, unit: &[u8]) -> Option<f64> {
        match self {
            Kind::Contact => to_seconds(unit).map(|seconds| 1000.0 * seconds),
            Kind::Bounce | Kind::StepLength => to_millimetres(unit),
            Kind::Speed => to_metres_per_second(unit),
            Kind::Power => match unit {
                b"W" => Some(1.0),
                b"kW" => Some(1000.0),
                _ => None,
            },
            Kind::Heart => match unit {
                b"count/min" => Some(1.0),
                b"count/s" => Some(60.0),
                _ => None,
            },
            Kind::Steps => (unit == b"count").then_some(1.0),
            Kind::Distance => to_metres(unit),
        }
    }

    /// The channel that its values go to as they are; none for what is counted in spans.
    pub(super) const fn channel(self) -> Option<Channel> {
        match self {
            Kind::Contact => Some(Channel::GroundContactTime),
            Kind::Bounce => Some(Channel::VerticalOscillation),
            Kind::StepLength => Some(Channel::StepLength),
            Kind::Speed => Some(Channel::Speed),
            Kind::Power => Some(Channel::Power),
            Kind::Heart => Some(Channel::HeartRate),
            Kind::Steps | Kind::Distance => None,
        }
    }

    /// Whether a value of zero or less is none.
    pub(super) const fn is_positive(self) -> bool {
        !matches!(self, Kind::Steps | Kind::Distance | Kind::Speed | Kind::Power)
    }
}

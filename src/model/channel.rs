//! The quantities that a recording can hold, one value per sample.

use super::Provenance;

/// A quantity recorded, or computed, once per sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// Degrees north.
    Latitude,
    /// Degrees east.
    Longitude,
    /// Distance since the start of the recording.
    Distance,
    /// Ground speed.
    Speed,
    /// Height above sea level.
    Altitude,
    /// Heart rate.
    HeartRate,
    /// Cadence as the file has it: one foot or both, not yet known which.
    Cadence,
    /// Mechanical power as the watch reckons it.
    Power,
    /// Temperature.
    Temperature,
    /// Rise and fall of the sensor within a step.
    VerticalOscillation,
    /// Time one foot is on the ground.
    GroundContactTime,
    /// The same as a share of the stride.
    GroundContactPercent,
    /// The left foot's share of the contact time.
    ContactBalance,
    /// Vertical oscillation by step length.
    VerticalRatio,
    /// Step length as the device wrote it.
    StepLength,
    /// Shock at landing as pods on the feet reckon it; the mean of both feet where both wear one.
    FootImpact,
    /// The same against the way one runs.
    FootBraking,
    /// Cadence with its unit settled: both feet counted. Made by `prepare`, never read from a file.
    StepRate,
    /// Slope of the ground, as a fraction. Made by `prepare`, never read from a file.
    Grade,
    /// Half the way travelled in contact, where contact time and speed are both believed and foot
    /// position has been tested against it. Made by `prepare` for its bins alone, never read from a
    /// file.
    Reach,
}

impl Channel {
    /// Every channel, in order.
    pub const ALL: [Channel; 20] = [
        Channel::Latitude,
        Channel::Longitude,
        Channel::Distance,
        Channel::Speed,
        Channel::Altitude,
        Channel::HeartRate,
        Channel::Cadence,
        Channel::Power,
        Channel::Temperature,
        Channel::VerticalOscillation,
        Channel::GroundContactTime,
        Channel::GroundContactPercent,
        Channel::ContactBalance,
        Channel::VerticalRatio,
        Channel::StepLength,
        Channel::FootImpact,
        Channel::FootBraking,
        Channel::StepRate,
        Channel::Grade,
        Channel::Reach,
    ];

    /// Position in [`Channel::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The stable name in tables and JSON, unit last.
    pub const fn key(self) -> &'static str {
        match self {
            Channel::Latitude => "latitude_deg",
            Channel::Longitude => "longitude_deg",
            Channel::Distance => "distance_m",
            Channel::Speed => "speed_m_per_s",
            Channel::Altitude => "altitude_m",
            Channel::HeartRate => "heart_rate_bpm",
            Channel::Cadence => "cadence_per_min",
            Channel::Power => "power_w",
            Channel::Temperature => "temperature_c",
            Channel::VerticalOscillation => "vertical_oscillation_mm",
            Channel::GroundContactTime => "ground_contact_time_ms",
            Channel::GroundContactPercent => "ground_contact_time_pct",
            Channel::ContactBalance => "contact_balance_pct",
            Channel::VerticalRatio => "vertical_ratio_pct",
            Channel::StepLength => "step_length_mm",
            Channel::FootImpact => "foot_impact_g",
            Channel::FootBraking => "foot_braking_g",
            Channel::StepRate => "cadence_spm",
            Channel::Grade => "grade",
            Channel::Reach => "reach_mm",
        }
    }

    /// The words for it in a sentence.
    pub const fn name(self) -> &'static str {
        match self {
            Channel::Latitude | Channel::Longitude => "position",
            Channel::Distance => "distance",
            Channel::Speed => "speed",
            Channel::Altitude => "altitude",
            Channel::HeartRate => "heart rate",
            Channel::Cadence | Channel::StepRate => "cadence",
            Channel::Power => "power",
            Channel::Temperature => "temperature",
            Channel::VerticalOscillation => "vertical oscillation",
            Channel::GroundContactTime => "ground contact time",
            Channel::GroundContactPercent => "ground contact share",
            Channel::ContactBalance => "contact balance",
            Channel::VerticalRatio => "vertical ratio",
            Channel::StepLength => "step length",
            Channel::FootImpact => "impact at the foot",
            Channel::FootBraking => "braking at the foot",
            Channel::Grade => "slope",
            Channel::Reach => "reach",
        }
    }

    /// Whether it describes form, so that a change of its source breaks a trend.
    pub const fn is_form(self) -> bool {
        match self {
            Channel::Cadence
            | Channel::VerticalOscillation
            | Channel::GroundContactTime
            | Channel::GroundContactPercent
            | Channel::ContactBalance
            | Channel::VerticalRatio
            | Channel::StepLength
            | Channel::FootImpact
            | Channel::FootBraking
            | Channel::StepRate
            | Channel::Reach => true,
            Channel::Latitude
            | Channel::Longitude
            | Channel::Distance
            | Channel::Speed
            | Channel::Altitude
            | Channel::HeartRate
            | Channel::Power
            | Channel::Temperature
            | Channel::Grade => false,
        }
    }

    /// Whether each foot's pod tells of its own foot, so that two series are one quantity.
    pub const fn is_of_one_foot(self) -> bool {
        matches!(self, Channel::FootImpact | Channel::FootBraking)
    }

    /// How far a value is to be trusted when a device wrote it.
    ///
    /// Arriving in a file does not make a number a measurement: a watch's running power is the
    /// output of a model we cannot see, and enters as [`Provenance::Modelled`].
    pub const fn provenance_as_recorded(self) -> Provenance {
        match self {
            Channel::Latitude
            | Channel::Longitude
            | Channel::Distance
            | Channel::Speed
            | Channel::Altitude
            | Channel::HeartRate
            | Channel::Cadence
            | Channel::Temperature
            | Channel::VerticalOscillation
            | Channel::GroundContactTime
            | Channel::GroundContactPercent
            | Channel::ContactBalance => Provenance::Measured,
            Channel::VerticalRatio | Channel::StepLength | Channel::StepRate | Channel::Grade => {
                Provenance::Derived
            }
            Channel::Power | Channel::FootImpact | Channel::FootBraking | Channel::Reach => {
                Provenance::Modelled
            }
        }
    }
}

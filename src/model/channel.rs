//! The quantities that a recording can hold, one value per sample.

use super::{Provenance, keyed::keyed};

keyed! {
    /// A quantity recorded, or computed, once per sample.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Channel {
        /// Degrees north.
        Latitude = "latitude_deg", "position";
        /// Degrees east.
        Longitude = "longitude_deg", "position";
        /// Distance since the start of the recording.
        Distance = "distance_m", "distance";
        /// Ground speed.
        Speed = "speed_m_per_s", "speed";
        /// Height above sea level.
        Altitude = "altitude_m", "altitude";
        /// Heart rate.
        HeartRate = "heart_rate_bpm", "heart rate";
        /// Cadence as the file has it: one foot or both, not yet known which.
        Cadence = "cadence_per_min", "cadence";
        /// Mechanical power as the watch reckons it.
        Power = "power_w", "power";
        /// Temperature.
        Temperature = "temperature_c", "temperature";
        /// Rise and fall of the sensor within a step.
        VerticalOscillation = "vertical_oscillation_mm", "vertical oscillation";
        /// Time one foot is on the ground.
        GroundContactTime = "ground_contact_time_ms", "ground contact time";
        /// The same as a share of the stride.
        GroundContactPercent = "ground_contact_time_pct", "ground contact share";
        /// The left foot's share of the contact time.
        ContactBalance = "contact_balance_pct", "contact balance";
        /// Vertical oscillation by step length.
        VerticalRatio = "vertical_ratio_pct", "vertical ratio";
        /// Step length as the device wrote it.
        StepLength = "step_length_mm", "step length";
        /// Shock at landing as pods on the feet reckon it; the mean of both feet where both wear one.
        FootImpact = "foot_impact_g", "impact at the foot";
        /// The same against the way one runs.
        FootBraking = "foot_braking_g", "braking at the foot";
        /// Cadence with its unit settled: both feet counted. Made by `prepare`, never read from a file.
        StepRate = "cadence_spm", "cadence";
        /// Slope of the ground, as a fraction. Made by `prepare`, never read from a file.
        Grade = "grade", "slope";
        /// Half the way travelled in contact, where contact time and speed are both believed and foot
        /// position has been tested against it. Made by `prepare` for its bins alone, never read from a
        /// file.
        Reach = "reach_mm", "reach";
    }
    /// The words for it in a sentence.
    fn name;
}

impl Channel {
    /// Position in [`Channel::ALL`].
    pub const fn index(self) -> usize {
        self as usize
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

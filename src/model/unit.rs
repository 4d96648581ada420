//! Units of measure, as they are stored, named in columns and printed.

use std::fmt;

use super::keyed::keyed;

keyed! {
    /// A unit of measure. Values are always stored in the unit named here, never converted on the way.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Unit {
        /// Metres.
        Metre = "m",
        /// Millimetres.
        Millimetre = "mm",
        /// Steps per minute, both feet counted.
        StepPerMinute = "spm",
        /// Beats per minute.
        BeatPerMinute = "bpm",
        /// Milliseconds.
        Millisecond = "ms",
        /// Seconds.
        Second = "s",
        /// Minutes.
        Minute = "min",
        /// Multiples of standard gravity, 9.80665 m/s².
        StandardGravity = "g",
        /// Per cent.
        Percent = "pct",
        /// Kilonewtons per metre.
        KilonewtonPerMetre = "kn_per_m",
        /// A ratio of like quantities: no unit.
        Ratio = "",
        /// Arbitrary units of load.
        Arbitrary = "au",
        /// A plain count.
        Count = "",
    }
    /// The suffix that this unit gives a column or variable name: `step_length_m`. Empty for
    /// ratios and counts, whose names say it themselves.
    fn suffix;
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Unit::Metre => "m",
            Unit::Millimetre => "mm",
            Unit::StepPerMinute => "steps/min",
            Unit::BeatPerMinute => "beats/min",
            Unit::Millisecond => "ms",
            Unit::Second => "s",
            Unit::Minute => "min",
            Unit::StandardGravity => "g",
            Unit::Percent => "%",
            Unit::KilonewtonPerMetre => "kN/m",
            Unit::Arbitrary => "AU",
            Unit::Ratio | Unit::Count => "",
        })
    }
}

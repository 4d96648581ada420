//! Units of measure, as they are stored, named in columns and printed.

use std::fmt;

/// A unit of measure. Values are always stored in the unit named here, never converted on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Metres.
    Metre,
    /// Millimetres.
    Millimetre,
    /// Steps per minute, both feet counted.
    StepPerMinute,
    /// Beats per minute.
    BeatPerMinute,
    /// Milliseconds.
    Millisecond,
    /// Seconds.
    Second,
    /// Minutes.
    Minute,
    /// Multiples of standard gravity, 9.80665 m/s².
    StandardGravity,
    /// Per cent.
    Percent,
    /// Kilonewtons per metre.
    KilonewtonPerMetre,
    /// A ratio of like quantities: no unit.
    Ratio,
    /// Arbitrary units of load.
    Arbitrary,
    /// A plain count.
    Count,
}

impl Unit {
    /// The suffix that this unit gives a column or variable name: `step_length_m`. Empty for
    /// ratios and counts, whose names say it themselves.
    pub const fn suffix(self) -> &'static str {
        match self {
            Unit::Metre => "m",
            Unit::Millimetre => "mm",
            Unit::StepPerMinute => "spm",
            Unit::BeatPerMinute => "bpm",
            Unit::Millisecond => "ms",
            Unit::Second => "s",
            Unit::Minute => "min",
            Unit::StandardGravity => "g",
            Unit::Percent => "pct",
            Unit::KilonewtonPerMetre => "kn_per_m",
            Unit::Arbitrary => "au",
            Unit::Ratio | Unit::Count => "",
        }
    }
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

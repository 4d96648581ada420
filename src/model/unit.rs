//! Units of measure, as they are stored, named in columns and printed.

use std::fmt;

/// A unit of measure. Values are always stored in the unit named here, never converted on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Metres.
    Metre,
    /// Millimetres.
    Millimetre,
    /// Metres per second.
    MetrePerSecond,
    /// Steps per minute, both feet counted.
    StepPerMinute,
    /// Events per minute, as a device wrote them (one foot or both).
    PerMinute,
    /// Beats per minute.
    BeatPerMinute,
    /// Milliseconds.
    Millisecond,
    /// Seconds.
    Second,
    /// Minutes.
    Minute,
    /// Watts.
    Watt,
    /// Degrees Celsius.
    Celsius,
    /// Degrees of arc.
    Degree,
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
            Unit::MetrePerSecond => "m_per_s",
            Unit::StepPerMinute => "spm",
            Unit::PerMinute => "per_min",
            Unit::BeatPerMinute => "bpm",
            Unit::Millisecond => "ms",
            Unit::Second => "s",
            Unit::Minute => "min",
            Unit::Watt => "w",
            Unit::Celsius => "c",
            Unit::Degree => "deg",
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
            Unit::MetrePerSecond => "m/s",
            Unit::StepPerMinute => "steps/min",
            Unit::PerMinute => "per min",
            Unit::BeatPerMinute => "beats/min",
            Unit::Millisecond => "ms",
            Unit::Second => "s",
            Unit::Minute => "min",
            Unit::Watt => "W",
            Unit::Celsius => "°C",
            Unit::Degree => "°",
            Unit::Percent => "%",
            Unit::KilonewtonPerMetre => "kN/m",
            Unit::Arbitrary => "AU",
            Unit::Ratio | Unit::Count => "",
        })
    }
}

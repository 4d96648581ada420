//! Why something is not there.

use super::Channel;

/// Why a run has no value for a metric.
#[derive(Clone, Debug, PartialEq)]
pub enum Absent {
    /// The recording lacks this channel.
    NoChannel(Channel),
    /// Something is there, but too little to go by.
    TooLittleData {
        /// What there is, and what it would take.
        detail: String,
    },
    /// The value found cannot be true.
    Implausible {
        /// The value, in the metric's unit.
        value: f64,
    },
    /// The formula does not hold here.
    OutsideValidity {
        /// Why not.
        detail: &'static str,
    },
    /// The runner has not told what it takes.
    NotConfigured {
        /// The key of the config that would help.
        what: &'static str,
    },
}

impl Absent {
    /// The word in data.
    pub const fn key(&self) -> &'static str {
        match self {
            Absent::NoChannel(_) => "no_channel",
            Absent::TooLittleData { .. } => "too_little_data",
            Absent::Implausible { .. } => "implausible",
            Absent::OutsideValidity { .. } => "outside_validity",
            Absent::NotConfigured { .. } => "not_configured",
        }
    }

    /// One sentence for a person, without a final stop.
    pub fn detail(&self) -> String {
        match self {
            Absent::NoChannel(channel) => format!("the file holds no {}", channel.name()),
            Absent::TooLittleData { detail } => detail.clone(),
            Absent::Implausible { value } => format!("the value found, {value:.1}, cannot be true"),
            Absent::OutsideValidity { detail } => (*detail).to_owned(),
            Absent::NotConfigured { what } => format!("`{what}` is not in the config"),
        }
    }
}

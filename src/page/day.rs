//! A calendar day, and the single-session spike that may stand on it.

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::model::{PainScore, SpikeClass};

/// One calendar day.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(clippy::struct_excessive_bools, reason = "each is a mark of the day of its own")]
pub struct Day {
    /// The day.
    pub date: Date,
    /// Pain that morning.
    pub pain_morning: Option<PainScore>,
    /// Worst pain during a run.
    #[serde(rename = "pain_during_max")]
    pub pain_during: Option<PainScore>,
    /// Whether a run was recorded.
    #[serde(skip)]
    pub ran: bool,
    /// Minutes of running; none: no recorded run, or one whose running time cannot be told.
    pub running_min: Option<f64>,
    /// Metres run.
    pub distance_m: Option<f64>,
    /// The day's single-session spike, where it is one.
    #[serde(rename = "spike_ratio", serialize_with = "ratio")]
    pub spike: Option<Spike>,
    /// Painkillers taken.
    pub medicine: bool,
    /// Within an injury or illness period.
    #[serde(skip)]
    pub shaded: bool,
    /// Within a flare.
    pub flare: bool,
    /// Of its running nothing is known: no file, and the log tells a run, or a long silence.
    pub unknown: bool,
    /// The log says rest.
    #[serde(skip)]
    pub rest: bool,
    /// Other sport, in minutes.
    #[serde(skip)]
    pub other_min: Option<f64>,
}

/// A run longer than the longest of the 30 days before it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Spike {
    /// Day of the run.
    pub date: Date,
    /// Its distance over the longest before, minus one: 0.34 is 34 % longer.
    pub ratio: f64,
    /// Its class.
    pub class: SpikeClass,
    /// Its distance.
    pub distance_m: f64,
    /// The longest run of the 30 days before.
    #[serde(rename = "longest_previous_30d_m")]
    pub longest_before_m: f64,
}

/// The ratio of a spike alone.
#[allow(clippy::ref_option, reason = "what serde asks for")]
pub(super) fn ratio<S: Serializer>(of: &Option<Spike>, to: S) -> Result<S::Ok, S::Error> {
    of.as_ref().map(|spike| spike.ratio).serialize(to)
}

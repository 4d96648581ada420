//! How it was run: one panel a metric.

use jiff::civil::Date;
use serde::Serialize;

use super::{Mean, shape};
use crate::model::{Change, Provenance, RuleOrigin, SensorSource};

/// What is told of where the foot lands: overstriding, as far as a watch can tell it.
#[derive(Clone, Debug, PartialEq)]
pub struct Overstriding {
    /// What is known of it here.
    pub state: FootKnown,
    /// A phrase for the head of a page, which follows the word and a colon.
    pub in_short: String,
    /// What is known, how far to trust it, and what would add to it: whole sentences.
    pub text: String,
    /// How far the middle of the foot is ahead of the pelvis, in mm, with its 90 % range; none where
    /// the model is not asked.
    pub ahead_mm: Option<Mean>,
    /// The pace it is told for, in m/s.
    pub at_speed_m_per_s: Option<f64>,
    /// Own change at own pace against the reference, in mm, from 10 mm on and beyond chance.
    pub change_mm: Option<f64>,
}

/// What is known of where the foot lands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FootKnown {
    /// By a model from contact time.
    Modelled,
    /// No contact time was recorded.
    NoContactTime,
    /// What was recorded lies where the model was never tested, or is not to be built on.
    OutsideTested,
}

impl FootKnown {
    /// The word in data.
    pub const fn key(self) -> &'static str {
        match self {
            FootKnown::Modelled => "modelled",
            FootKnown::NoContactTime => "no_contact_time",
            FootKnown::OutsideTested => "outside_tested",
        }
    }
}

/// One form metric over the runs.
#[derive(Clone, Debug, PartialEq)]
pub struct FormPanel {
    /// Metric key.
    pub key: &'static str,
    /// `Cadence`, `Step length for height and pace`, `Bounce`.
    pub name: String,
    /// Unit as shown.
    pub unit: String,
    /// Decimals as shown.
    pub decimals: u8,
    /// Weakest origin of its points.
    pub provenance: Provenance,
    /// What stands behind it: `34 runs`, `two sensors, not joined`, `−6 to +6 is usual`.
    pub note: String,
    /// One point a run, oldest first, in stretches of one sensor; no line crosses a break.
    pub points: Vec<FormPoint>,
    /// Where a sensor changed, with what changed.
    pub breaks: Vec<(Date, Change)>,
    /// Own usual range, or the population's middle band for the overstride index.
    pub band: Option<(f64, f64)>,
    /// Whose band it is; none without one.
    pub band_of: Option<BandOf>,
    /// The period's value with its interval; none under the floor of runs.
    pub value: Option<Mean>,
    /// The value of the reference.
    pub reference: Option<Mean>,
    /// The period less the reference, where both are known.
    pub difference: Option<Difference>,
    /// The pace it is told for, in m/s, where it is told at one pace.
    pub at_speed_m_per_s: Option<f64>,
    /// A sentence of plain words on what the value means and does not.
    pub words: String,
    /// What a second sensor says that recorded the same.
    pub second_sensor: Option<SecondSensor>,
}

/// Two sensors that recorded one quantity: whose values are shown, and what either says.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct SecondSensor {
    /// Whose values are shown.
    #[serde(rename = "use")]
    pub used: SensorSource,
    /// Who said so.
    pub set_by: RuleOrigin,
    /// Runs in which both recorded.
    pub runs: usize,
    /// The middle of what the watch and the pod say over the same seconds, in the panel's unit;
    /// none for cadence, of which one may count one foot.
    #[serde(flatten, serialize_with = "shape::watch_pod")]
    pub apart: Option<(f64, f64)>,
}

/// Whose values a band holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BandOf {
    /// The runner's own, of these days.
    Own(Date, Date),
    /// Two in three runners of that height at that pace.
    Others,
}

/// A difference with its 99 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// The difference.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// One run's value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FormPoint {
    /// Day of the run.
    pub date: Date,
    /// Value.
    pub value: f64,
    /// 90 % range, where the metric gives one.
    #[serde(flatten, serialize_with = "shape::low_high")]
    pub range: Option<(f64, f64)>,
    /// Origin.
    pub provenance: Provenance,
    /// Number of the sensor stretch it belongs to, from 0.
    pub stretch: usize,
    /// In the period of this page.
    #[serde(skip)]
    pub in_period: bool,
}

//! How it was run: one panel a metric.

use jiff::civil::Date;
use serde::Serialize;

use super::{
    Mean, shape,
    worn_together::{Apart, NotApart},
};
use crate::model::{Absent, Change, Channel, Provenance, RuleOrigin, SensorSource, Way};

/// What is told of where the foot lands: overstriding, as far as a watch can tell it.
#[derive(Clone, Debug, PartialEq)]
pub enum Overstriding {
    /// By a model from contact time.
    Modelled(FootAhead),
    /// No contact time was recorded.
    NoContactTime,
    /// What was recorded lies where the model was never tested, or is not to be built on.
    OutsideTested(Absent),
}

/// How far the foot lands ahead of the pelvis, by the model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FootAhead {
    /// How far the middle of the foot is ahead of the pelvis, in mm, with its 90 % range.
    pub mm: Mean,
    /// The pace it is told for, in m/s.
    pub at_speed_m_per_s: f64,
    /// Whether the runner is a man, as nearly all were whom it was tested on.
    pub is_of_a_man: bool,
    /// The days of the own reference, where there is a difference from it.
    pub reference_days: Option<(Date, Date)>,
    /// Own change at own pace against the reference, in mm, from 10 mm on and beyond chance.
    pub change_mm: Option<f64>,
}

impl Overstriding {
    /// The word in data.
    pub const fn key(&self) -> &'static str {
        match self {
            Overstriding::Modelled(_) => "modelled",
            Overstriding::NoContactTime => "no_contact_time",
            Overstriding::OutsideTested(_) => "outside_tested",
        }
    }

    /// What the model says; none where it is not asked.
    pub const fn modelled(&self) -> Option<&FootAhead> {
        match self {
            Overstriding::Modelled(foot) => Some(foot),
            Overstriding::NoContactTime | Overstriding::OutsideTested(_) => None,
        }
    }
}

/// One form metric over the runs.
#[derive(Clone, Debug, PartialEq)]
pub struct FormPanel {
    /// Metric key.
    pub key: &'static str,
    /// Decimals as shown.
    pub decimals: u8,
    /// Weakest origin of its points.
    pub provenance: Provenance,
    /// What stands behind it.
    pub behind: Behind,
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
    /// What a second sensor says that recorded the same.
    pub second_sensor: Option<SecondSensor>,
    /// How far other sensors lie apart from the latest one, as runs worn with both tell.
    pub other_sensors: Vec<OtherSensor>,
}

/// Another sensor beside the one whose values count now.
#[derive(Clone, Debug, PartialEq)]
pub struct OtherSensor {
    /// What is another, from that sensor to the latest one.
    pub change: Change,
    /// How far apart they lie, or why it is not told.
    pub apart: Result<Apart, NotApart>,
    /// The last day shown that the other sensor recorded alone; none where it never did.
    pub until: Option<Date>,
    /// Those of its runs that are shown, as the latest sensor would have them: estimates with the
    /// range of one run's difference, which nothing is made of. Empty where it is not told.
    pub points: Vec<FormPoint>,
}

impl OtherSensor {
    /// Whether there is a run in which it was worn beside the latest one.
    pub fn is_worn_beside(&self) -> bool {
        self.apart.map_or_else(|why| why.there().0, |apart| apart.runs) > 0
    }
}

/// What stands behind the points of a panel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Behind {
    /// Runs at the runner's own pace.
    Runs {
        /// In how many stretches of one sensor they lie, where it changed within them.
        stretches: Option<usize>,
        /// Whether they are on a belt.
        indoor: bool,
        /// How their values lie in time, where that is told.
        resolution: Option<Resolution>,
    },
    /// Other runners of that height.
    Others {
        /// Whether the settings tell the height; else it is the watch's.
        is_height_told: bool,
    },
    /// The runner's own reference, for want of a height.
    OwnReference,
}

/// How values lie in time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resolution {
    /// In which way.
    pub way: Way,
    /// How far apart, in seconds.
    pub apart_s: f64,
    /// Whether some runs do not say so.
    pub has_others: bool,
}

/// What is to be said of form beside its drawing, or in its place.
#[derive(Clone, Debug, PartialEq)]
pub enum FormNote {
    /// No run has a cadence that can be used.
    NoCadence,
    /// So few runs that there is no trend.
    FewRuns(usize),
    /// There is no usual range of one's own yet.
    NoReference(Lack),
    /// Nothing recorded bounce; between these millimetres a model puts it.
    ModelledBounce(f64, f64),
}

/// What the reference of own form lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// There is no run with this channel.
    Channel(Channel),
    /// It has so few runs.
    Runs(usize),
    /// It has so few stretches of steady running.
    Stretches(usize),
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

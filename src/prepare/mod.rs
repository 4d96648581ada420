//! `Activity` into `Run`: pauses, the cadence unit, gait, slope, bins.

use crate::model::{Activity, CadenceUnit, Run, Session};

/// What the config may settle about reading a recording.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// The cadence unit, forced; none: decided from the data.
    pub cadence_unit: Option<CadenceUnit>,
    /// For these channels a pod's value is taken before the watch's own.
    pub prefer_pod: Vec<crate::model::Channel>,
}

/// Prepares one session of an activity.
pub fn prepare(_activity: &Activity, _session: &Session, _rules: &Rules) -> Run {
    Run::default()
}

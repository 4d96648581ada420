//! What the config may settle about reading a recording.

use crate::model::{CadenceUnit, SensorRules};

/// What the config may settle about reading a recording.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// The cadence unit, forced; none: decided from the data.
    pub cadence_unit: Option<CadenceUnit>,
    /// Whose values count where a watch and a pod both recorded a channel.
    pub sensors: SensorRules,
}

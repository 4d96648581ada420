//! How much was run: distance, time, steps.

use super::LoadMetric;
use crate::model::{Tier, Unit};

pub(super) static DISTANCE: LoadMetric = LoadMetric {
    key: "distance_m",
    name: "Distance run",
    unit: Unit::Metre,
    tier: Tier::Established,
    formula: "The day's running distance, all runs together. A day without a file counts 0 \
              between the export's first and last file, and is not known outside.",
    inputs: "distance as recorded, running only",
    limits: "Satellite distance is off by about 1 % in the open and more under trees and between \
             houses; a treadmill's belt and a watch seldom agree.",
    not_for: "Comparing hilly with level weeks by itself.",
    sources: &[],
};

pub(super) static RUNNING_TIME: LoadMetric = LoadMetric {
    key: "running_min",
    name: "Time run",
    unit: Unit::Minute,
    tier: Tier::Established,
    formula: "Minutes in which you ran; walking and standing are left out.",
    inputs: "cadence and speed, which tell running from walking",
    limits: "Without cadence, running is told from walking by speed alone.",
    not_for: "Comparing easy with hard sessions by itself.",
    sources: &[],
};

pub(super) static STEPS: LoadMetric = LoadMetric {
    key: "steps",
    name: "Steps run",
    unit: Unit::Count,
    tier: Tier::Established,
    formula: "Cadence added up over the running time, both feet; also apart for uphill, level and \
              downhill (slope beyond 3 %) where the slope is known.",
    inputs: "cadence; altitude for the split by slope",
    limits: "A count, not a force: each step's load on the back is not known. With body weight it \
             says no more than running time does.",
    not_for: "A measure of what bones or discs bear.",
    sources: &[],
};

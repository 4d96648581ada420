//! Shock at landing, as pods on the feet reckon it: told as their own, never as a force.

use super::{bins::recorded, metric::Metric};
use crate::model::{Channel, Citation, Tier, Unit};

const LIMITS: &str = "Each maker reckons it its own way: set runs beside each other only with the same pod, \
                      worn the same way, in shoes alike. Speed and slope move it.";

const NOT_FOR: &str = "Force on a bone or the back: acceleration of a foot does not stand for it.";

const SOURCES: &[Citation] = &[Citation {
    short: "Kiernan et al. 2023",
    title: "Sensors 23:8719: of 27 ways to tell impact from one accelerometer none is precise",
    doi: "10.3390/s23218719",
}];

pub(super) static IMPACT: Metric = Metric {
    key: "foot_impact_g",
    name: "Impact at the foot",
    unit: Unit::StandardGravity,
    decimals: 1,
    tier: Tier::Exploratory,
    formula: "The pod's own value of the shock at landing, the mean of both feet where both wear one, in \
              each 30 s stretch of steady running; the median of them.",
    inputs: &[Channel::FootImpact],
    error: "Not published for these pods.",
    limits: LIMITS,
    not_for: NOT_FOR,
    sources: SOURCES,
    plausible: (1.0, 40.0),
    service_mean: None,
    estimate: |run, _| recorded(run, Channel::FootImpact),
};

pub(super) static BRAKING: Metric = Metric {
    key: "foot_braking_g",
    name: "Braking at the foot",
    unit: Unit::StandardGravity,
    decimals: 1,
    tier: Tier::Exploratory,
    formula: "As impact at the foot, along the way one runs: the pod's own value of how hard the foot is \
              slowed at landing.",
    inputs: &[Channel::FootBraking],
    error: "Not published for these pods.",
    limits: LIMITS,
    not_for: NOT_FOR,
    sources: SOURCES,
    plausible: (1.0, 40.0),
    service_mean: None,
    estimate: |run, _| recorded(run, Channel::FootBraking),
};

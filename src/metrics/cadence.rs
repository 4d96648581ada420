//! Cadence: how often a foot lands.

use super::{
    bins::recorded,
    metric::Metric,
    papers::{ADAMS_2016, BURNS_2019},
};
use crate::model::{Channel, Tier, Unit};

pub(super) static METRIC: Metric = Metric {
    key: "cadence_spm",
    name: "Cadence",
    unit: Unit::StepPerMinute,
    decimals: 0,
    tier: Tier::Established,
    formula: "Steps of both feet in a minute. The value of a run is the median of its 30 s \
              stretches of steady running; whether the file counts one foot or both is decided \
              from the file's own samples.",
    inputs: &[Channel::StepRate],
    error: "A watch agrees closely with motion capture (Adams et al. 2016). A file that counts \
            whole strides without fractions comes in steps of 2 a minute, which means over 30 s \
            even out. From raw acceleration at the sacrum it is 0.3 steps a minute off a force \
            plate (mean of 31 trials), and from an ankle as far off a hip.",
    limits: "Rises with speed, by about 6 a minute for each m/s (Burns et al. 2019), and is lower \
             in tall runners: compare it only at like pace.",
    not_for: "A target of 180: no single cadence suits every runner and pace.",
    sources: &[ADAMS_2016, BURNS_2019],
    plausible: (120.0, 240.0),
    service_mean: Some((Channel::StepRate, 1.0)),
    estimate: |run, _| recorded(run, Channel::StepRate),
};

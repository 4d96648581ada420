//! Ground contact time: how long one foot is on the ground.

use super::{
    bins::recorded,
    metric::Metric,
    papers::{ADAMS_2016, SMITH_2022, WATARI_2016},
};
use crate::model::{Channel, Tier, Unit};

pub(super) static METRIC: Metric = Metric {
    key: "ground_contact_time_ms",
    name: "Ground contact time",
    unit: Unit::Millisecond,
    decimals: 0,
    tier: Tier::Established,
    formula: "As the strap or pod recorded it, in each 30 s stretch of steady running; the median \
              of them. Never guessed from speed, and not told from raw acceleration: there a \
              published method was off by 27 ms (root mean square).",
    inputs: &[Channel::GroundContactTime],
    error: "A chest strap is within 6 ms of a force plate in the mean at higher speeds (Watari et \
            al. 2016), less sure at lower ones (Adams et al. 2016). Two sensors on one runner may \
            differ by 5 to 27 ms.",
    limits: "Shorter the faster one runs. Sensors are not interchangeable: a new one starts a new \
             line.",
    not_for: "Comparing runners with different sensors.",
    sources: &[ADAMS_2016, WATARI_2016, SMITH_2022],
    plausible: (120.0, 450.0),
    service_mean: Some((Channel::GroundContactTime, 1.0)),
    estimate: |run, _| recorded(run, Channel::GroundContactTime),
};

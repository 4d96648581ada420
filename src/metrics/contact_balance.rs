//! Contact balance: the left foot's share of the contact time.

use super::{bins::recorded, metric::Metric};
use crate::model::{Channel, Citation, Tier, Unit};

pub(super) static METRIC: Metric = Metric {
    key: "contact_balance_left_pct",
    name: "Contact balance, left",
    unit: Unit::Percent,
    decimals: 1,
    tier: Tier::Exploratory,
    formula: "The left foot's share of the ground contact time, as the strap or pod recorded it, in \
              each 30 s stretch of steady running; the median of them.",
    inputs: &[Channel::ContactBalance],
    error: "Not published for these sensors.",
    limits: "The camber of a road and a strap worn askew move it. Most runners are not even, and \
             that proves nothing.",
    not_for: "Finding a weak or hurt side.",
    sources: &[Citation {
        short: "Garmin",
        title: "Running dynamics, ground contact time balance (maker's description)",
        doi: "",
    }],
    plausible: (35.0, 65.0),
    service_mean: Some((Channel::ContactBalance, 1.0)),
    estimate: |run, _| recorded(run, Channel::ContactBalance),
};

//! Two sensors that record one quantity: whose values a page shows, and what the other says.

use super::History;
use crate::{
    model::{Channel, SideBySide},
    page::{Period, SecondSensor},
    signal::median,
};

/// What two sensors say of a quantity in a period; none where one sensor recorded it.
pub(super) fn second_sensor(
    history: &History<'_>,
    period: &Period,
    channel: Channel,
) -> Option<SecondSensor> {
    let recorded = if channel == Channel::StepRate { Channel::Cadence } else { channel };
    let runs = history.runs_in(period);
    let pairs: Vec<&SideBySide> = runs
        .iter()
        .flat_map(|run| &run.side_by_side)
        .filter(|pair| pair.channel == recorded)
        .collect();
    let last = pairs.last()?;
    Some(SecondSensor {
        used: last.used,
        set_by: last.set_by,
        runs: pairs.len(),
        apart: apart(&pairs, channel),
    })
}

/// The middle of what either says over runs; none for cadence, whose unit may differ between them.
fn apart(pairs: &[&SideBySide], channel: Channel) -> Option<(f64, f64)> {
    let middle = |side: fn(&SideBySide) -> Option<f64>| {
        median(&pairs.iter().filter_map(|pair| side(pair)).collect::<Vec<f64>>())
    };
    let told = middle(|pair| pair.native.mean).zip(middle(|pair| pair.pod.mean));
    told.filter(|_| channel != Channel::StepRate)
}

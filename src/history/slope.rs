//! How one ran uphill and downhill beside the level, at the runner's own pace.

use super::{
    History,
    form::{Form, at_own_pace, with_runs},
};
use crate::{
    insight::{baseline::Asked, slope},
    metrics::ROLL,
    model::Channel,
    page::{BySlope, Difference, OnSlope, Period, QuantityBySlope, SlopeMean, Slopes},
};

/// What is told: channel, the metric it stands for, and what makes the channel's unit the metric's.
/// Where the foot lands is not among them: its model knows level ground alone.
const QUANTITIES: [(Channel, &str, f64); 4] = [
    (Channel::StepRate, "cadence_spm", 1.0),
    (Channel::StepLength, "step_length_m", 0.001),
    (Channel::VerticalOscillation, "vertical_oscillation_mm", 1.0),
    (Channel::GroundContactTime, "ground_contact_time_ms", 1.0),
];

/// Form by slope; none where no form is drawn.
pub(super) fn by_slope(history: &History<'_>, period: &Period, form: &Form) -> Option<BySlope> {
    let told = form.panels.first().and(Some(QUANTITIES));
    let quantities: Vec<QuantityBySlope> = told
        .into_iter()
        .flatten()
        .filter_map(|quantity| of_quantity(history, period, quantity))
        .collect();
    (!quantities.is_empty()).then_some(BySlope { quantities })
}

/// One quantity; none where no run of the period has it recorded.
fn of_quantity(
    history: &History<'_>,
    period: &Period,
    (channel, key, factor): (Channel, &'static str, f64),
) -> Option<QuantityBySlope> {
    let metric = ROLL.iter().find(|metric| metric.key == key)?;
    let runs = history.runs_in(period);
    let recorded = runs.iter().filter(|run| run.bins.get(channel).is_some());
    let provenance = recorded.map(|run| at_own_pace(&run.bins, channel)).max()?;
    let (from, until) = (period.first, period.last);
    let asked = Asked { channel, frozen_on: history.frozen_on(period), from, until };
    let slopes = with_runs(history, channel, |runs| slope::by_slope(runs, &asked));
    Some(QuantityBySlope {
        key,
        unit: metric.unit,
        decimals: metric.decimals,
        provenance,
        slopes: slopes.map(|slopes| in_unit(&slopes, factor)),
    })
}

/// The same in another unit.
fn in_unit(slopes: &Slopes, factor: f64) -> Slopes {
    let mean = |mean: SlopeMean| SlopeMean {
        value: factor * mean.value,
        low: factor * mean.low,
        high: factor * mean.high,
        ..mean
    };
    let difference = |off: Difference| Difference {
        value: factor * off.value,
        low: factor * off.low,
        high: factor * off.high,
    };
    let on = |on: OnSlope| OnSlope {
        now: on.now.map(mean),
        before: on.before.map(mean),
        off_level: on.off_level.map(|(off, runs)| (difference(off), runs)),
    };
    let [up, level, down] = [slopes.up, slopes.level, slopes.down].map(on);
    Slopes { at_speed_m_per_s: slopes.at_speed_m_per_s, up, level, down }
}

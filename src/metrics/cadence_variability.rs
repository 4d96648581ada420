//! Cadence variability: how evenly the feet land over a run.

use super::{
    bins::{Made, all_bins, coverage, need, too_few_bins},
    metric::{Absent, Estimate, Metric},
    papers::LIEBERMAN_2015,
};
use crate::model::{Channel, Run, Runner, Tier, Unit};
use crate::signal::{mean, median, robust_fit};

pub(super) static METRIC: Metric = Metric {
    key: "cadence_variability_pct",
    name: "Cadence variability",
    unit: Unit::Percent,
    decimals: 1,
    tier: Tier::Exploratory,
    formula: "The spread of cadence over the 30 s stretches of steady running, less what follows from \
              their speed by a straight line, as a robust standard deviation in per cent of the \
              median cadence.",
    inputs: &[Channel::StepRate, Channel::Speed],
    error: "Not known. A file that counts whole strides adds some tenths of a per cent.",
    limits: "Hills, turns and crowds raise it. It is about stretches of 30 s, not about single \
             steps.",
    not_for: "Judging form: neither more nor less is better.",
    sources: &[LIEBERMAN_2015],
    plausible: (0.0, 20.0),
    service_mean: None,
    estimate,
};

/// Bins that a spread needs: ten minutes.
const NEEDED_BINS: usize = 20;

fn estimate(run: &Run, _runner: &Runner) -> Result<Estimate, Absent> {
    let cadence = need(run, Channel::StepRate)?;
    let speed = run.bins.get(Channel::Speed);
    let usable: Vec<usize> = all_bins(run)
        .into_iter()
        .filter(|&bin| {
            let moving = speed.is_none_or(|speed| speed.values[bin].is_finite());
            cadence.values[bin].is_finite() && moving
        })
        .collect();
    let n = usable.len();
    if n < NEEDED_BINS {
        return Err(too_few_bins(n, NEEDED_BINS));
    }
    let steps: Vec<f64> = usable.iter().map(|&bin| cadence.values[bin]).collect();
    let too_few = || too_few_bins(n, NEEDED_BINS);
    let middle = median(&steps).ok_or_else(too_few)?;
    let by_speed = speed.and_then(|speed| {
        let speeds: Vec<f64> = usable.iter().map(|&bin| speed.values[bin]).collect();
        let centre = mean(&speeds)?;
        let rows: Vec<f64> = speeds.iter().flat_map(|v| [1.0, v - centre]).collect();
        robust_fit(&rows, 2, &steps, &vec![1.0; n])
    });
    // Where speed never changes, or is not known, there is nothing to take away.
    let fit = by_speed.or_else(|| robust_fit(&vec![1.0; n], 1, &steps, &vec![1.0; n]));
    let fit = fit.ok_or_else(too_few)?;
    let inputs: Vec<_> = std::iter::once(cadence).chain(speed).collect();
    let made = Made::derived(&inputs);
    Ok(Estimate {
        value: 100.0 * fit.residual_sd / middle,
        range: None,
        n,
        provenance: made.provenance,
        origin: made.origin,
        coverage: coverage(run, n as f64 * super::bins::BIN_S),
    })
}

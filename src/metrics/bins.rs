//! What estimators have in common: the bins they may look at, and what a value is made of.

use super::metric::{Absent, Estimate};
use crate::model::{Channel, Gait, Origin, Provenance, Run, Series};
use crate::signal::median;

/// Bins that a run's value needs: two minutes of steady running.
pub(super) const LEAST_BINS: usize = 4;

/// Slopes within this, as a fraction, are level: what the models of a running body were tested
/// on (on slopes they fail: Meyer et al. 2023, 10.1055/a-2044-4805).
pub(super) const LEVEL_GRADE: f64 = 0.03;

/// Length of a bin in seconds.
pub(super) const BIN_S: f64 = 30.0;

/// The series of a channel, over the run's 30 s bins, that an estimator cannot do without.
pub(super) fn need(run: &Run, channel: Channel) -> Result<&Series, Absent> {
    match (run.bins.get(channel), run.samples.get(channel)) {
        (Some(series), _) => Ok(series),
        (None, Some(_)) => Err(too_few_bins(0, LEAST_BINS)),
        // Counted, and not to be told in what: saying "no cadence" would be untrue.
        (None, None) if is_of_unknown_unit(run, channel) => {
            Err(Absent::TooLittleData { detail: run.cadence.reason.clone().into_owned() })
        }
        (None, None) => Err(Absent::NoChannel(channel)),
    }
}

/// Whether cadence is asked for, was recorded, and could not be settled to one foot or both.
pub(super) fn is_of_unknown_unit(run: &Run, channel: Channel) -> bool {
    channel == Channel::StepRate && run.samples.get(Channel::Cadence).is_some()
}

/// Says that there is not enough steady running.
pub(super) fn too_few_bins(found: usize, needed: usize) -> Absent {
    let detail = format!("{found} stretches of 30 s of steady running; {needed} are needed");
    Absent::TooLittleData { detail }
}

/// Every bin of the run.
pub(super) fn all_bins(run: &Run) -> Vec<usize> {
    (0..run.bins.len()).collect()
}

/// The bins on level ground. On a belt all count as level, since no watch knows its slope; outdoors
/// none does where the slope is not known.
pub(super) fn level_bins(run: &Run) -> Result<Vec<usize>, Absent> {
    if run.indoor {
        return Ok(all_bins(run));
    }
    let Some(grade) = run.bins.values(Channel::Grade) else {
        return Err(if run.bins.is_empty() {
            too_few_bins(0, LEAST_BINS)
        } else {
            Absent::OutsideValidity {
                detail: "the slope is not known, and it holds on the level only",
            }
        });
    };
    Ok((0..grade.len()).filter(|&bin| grade[bin].abs() <= LEVEL_GRADE).collect())
}

/// What an estimate is made of: enough to tell how far it is to be trusted.
pub(super) struct Made {
    pub(super) provenance: Provenance,
    pub(super) origin: Origin,
}

impl Made {
    /// Taken as it was recorded.
    pub(super) fn recorded(series: &Series) -> Made {
        Made { provenance: series.provenance, origin: series.origin.clone() }
    }

    /// Computed from these by arithmetic alone.
    pub(super) fn derived(inputs: &[&Series]) -> Made {
        Made::from(Provenance::Derived, inputs)
    }

    /// Computed from these by way of a body model or a population.
    pub(super) fn modelled(inputs: &[&Series]) -> Made {
        Made::from(Provenance::Modelled, inputs)
    }

    pub(super) fn from(own: Provenance, inputs: &[&Series]) -> Made {
        Made {
            provenance: own.weakest(inputs.iter().map(|series| series.provenance)),
            origin: Origin::of(inputs.iter().map(|series| &series.origin)),
        }
    }
}

/// The median over bins as the run's value; absent where fewer than `needed` have one.
pub(super) fn median_of_bins(
    run: &Run,
    values: &[f64],
    needed: usize,
    made: Made,
) -> Result<Estimate, Absent> {
    let n = values.iter().filter(|value| value.is_finite()).count();
    if n < needed {
        return Err(too_few_bins(n, needed));
    }
    let value = median(values).ok_or_else(|| too_few_bins(n, needed))?;
    let coverage = coverage(run, n as f64 * BIN_S);
    let Made { provenance, origin } = made;
    Ok(Estimate { value, range: None, n, provenance, origin, coverage })
}

/// The run's value of what a sensor recorded, as it recorded it.
pub(super) fn recorded(run: &Run, channel: Channel) -> Result<Estimate, Absent> {
    let series = need(run, channel)?;
    median_of_bins(run, &series.values, LEAST_BINS, Made::recorded(series))
}

/// The run's value of what follows from these channels in each bin by arithmetic alone.
pub(super) fn by_bin<const N: usize>(
    run: &Run,
    channels: [Channel; N],
    of: impl Fn([f64; N]) -> f64,
) -> Result<Estimate, Absent> {
    let needed: Result<Vec<&Series>, Absent> =
        channels.map(|it| need(run, it)).into_iter().collect();
    let needed = needed?;
    let value = |bin: usize| of(std::array::from_fn(|at| needed[at].values[bin]));
    let values: Vec<f64> = (0..run.bins.len()).map(value).collect();
    median_of_bins(run, &values, LEAST_BINS, Made::derived(&needed))
}

/// The share of the running time that `seconds` are.
pub(super) fn coverage(run: &Run, seconds: f64) -> f64 {
    let running_s = run.totals.running_s.unwrap_or(run.samples.len() as f64);
    if running_s > 0.0 { (seconds / running_s).clamp(0.0, 1.0) } else { 0.0 }
}

/// How many of a run's seconds are walked and run; none where gait is not told.
pub(super) fn walked_and_run_s(run: &Run) -> Result<(f64, f64), Absent> {
    match (run.totals.walking_s, run.totals.running_s) {
        (Some(walked), Some(ran)) if walked + ran > 0.0 => Ok((walked, ran)),
        (Some(_), Some(_)) => Err(Absent::TooLittleData {
            detail: "neither running nor walking was found".to_owned(),
        }),
        _ => Err(Absent::NoChannel(Channel::Speed)),
    }
}

/// How long the middle one of the stretches of a gait lasted, in seconds. One cut off by a pause
/// counts as it is.
pub(super) fn median_bout(run: &Run, gait: Gait, none: &str) -> Result<Estimate, Absent> {
    walked_and_run_s(run)?;
    let bouts = run.bouts.iter().filter(|bout| bout.gait == gait);
    let lengths_s: Vec<f64> = bouts.map(|bout| (bout.end - bout.start) as f64).collect();
    let value =
        median(&lengths_s).ok_or_else(|| Absent::TooLittleData { detail: none.to_owned() })?;
    let made = gait_made(run);
    Ok(Estimate {
        value,
        range: None,
        n: lengths_s.len(),
        provenance: made.provenance,
        origin: made.origin,
        coverage: coverage(run, lengths_s.iter().sum()),
    })
}

/// How firmly gait is told in this run: by cadence it is arithmetic on measurements.
pub(super) fn gait_made(run: &Run) -> Made {
    let inputs: Vec<&Series> = [Channel::StepRate, Channel::Speed]
        .into_iter()
        .filter_map(|channel| run.samples.get(channel))
        .collect();
    Made::derived(&inputs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_minutes_of_steady_running_make_a_value_and_less_makes_none() {
        let run = Run::default();
        let value_of = |values: &[f64]| {
            let series = Series::recorded(Channel::ContactBalance, values.to_vec(), "made");
            median_of_bins(&run, values, LEAST_BINS, Made::recorded(&series)).map(|it| it.value)
        };
        assert_eq!(value_of(&[50.0, 51.0, f64::NAN, 49.0, 52.0]), Ok(50.5));
        assert_eq!(value_of(&[50.0, 51.0, f64::NAN, 49.0]), Err(too_few_bins(3, 4)));
    }

    #[test]
    fn a_run_in_which_nobody_moved_has_neither_walking_nor_running() {
        let mut run = Run::default();
        assert_eq!(walked_and_run_s(&run), Err(Absent::NoChannel(Channel::Speed)));
        (run.totals.walking_s, run.totals.running_s) = (Some(0.0), Some(0.0));
        assert!(matches!(walked_and_run_s(&run), Err(Absent::TooLittleData { .. })));
        run.totals.walking_s = Some(1.0);
        assert_eq!(walked_and_run_s(&run), Ok((1.0, 0.0)));
    }
}

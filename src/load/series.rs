//! The one unit in which days are compared with each other.

use super::RunLoad;
use crate::model::LoadUnit;

/// The share of runs that must have a value before a unit is used for a series.
const FEWEST_RUNS: f64 = 0.8;
/// The share of a run's samples that must have a value.
const FEWEST_SAMPLES: f64 = 0.8;

impl LoadUnit {
    /// The first of session RPE and distance that four of five runs have, else running minutes.
    pub fn of(runs: &[&RunLoad]) -> LoadUnit {
        [LoadUnit::SessionRpe, LoadUnit::Distance]
            .into_iter()
            .find(|unit| {
                let have = runs.iter().filter(|run| unit.load(run).is_some()).count();
                !runs.is_empty() && have as f64 >= FEWEST_RUNS * runs.len() as f64 - 1e-9
            })
            .unwrap_or(LoadUnit::RunningTime)
    }

    fn load(self, run: &RunLoad) -> Option<f64> {
        match self {
            LoadUnit::SessionRpe => run.session_rpe_load_au,
            LoadUnit::Distance => run.distance_m,
            LoadUnit::RunningTime => run.running_min,
        }
    }
}

/// The sum of a weight over the samples that are there, scaled up to the run's whole length; none
/// where more than a fifth of the samples is missing.
pub(super) fn by_known_share(samples: &[f64], weight: impl Fn(f64) -> f64) -> Option<f64> {
    let known: Vec<f64> = samples.iter().copied().filter(|sample| sample.is_finite()).collect();
    let share = known.len() as f64 / samples.len() as f64;
    if known.is_empty() || share < FEWEST_SAMPLES {
        return None;
    }
    Some(known.into_iter().map(weight).sum::<f64>() / share)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_unit_needs_four_of_five_runs() {
        let mut runs: Vec<RunLoad> = (1..=5).map(|day| RunLoad::on(date(2026, 1, day))).collect();
        let unit = |runs: &[RunLoad]| LoadUnit::of(&runs.iter().collect::<Vec<_>>());
        assert_eq!(unit(&runs), LoadUnit::RunningTime);
        assert_eq!(unit(&[]), LoadUnit::RunningTime);
        for run in &mut runs {
            run.distance_m = Some(5000.0);
        }
        assert_eq!(unit(&runs), LoadUnit::Distance);
        for run in runs.iter_mut().take(3) {
            run.session_rpe_load_au = Some(100.0);
        }
        assert_eq!(unit(&runs), LoadUnit::Distance);
        for run in runs.iter_mut().take(4) {
            run.session_rpe_load_au = Some(100.0);
        }
        assert_eq!(unit(&runs), LoadUnit::SessionRpe);
    }
}

//! Fits with each runner left out, rank correlations at given speed, and their intervals.

use backstride::signal::{
    SplitMix64, least_squares, mean, quantile,
    rank::{mid_ranks, pearson, residuals},
    standard_deviation,
};

use super::{super::stats::signed, trials::Trial};

/// Resamples of the runners.
const DRAWS: usize = 1000;

/// A number of a trial.
pub(super) type Value<'a> = &'a dyn Fn(&Trial) -> f64;

/// The runners, each once, in the order of the trials.
pub(super) fn runners(trials: &[&Trial]) -> Vec<String> {
    let mut names: Vec<String> = trials.iter().map(|trial| trial.runner.clone()).collect();
    names.dedup();
    names
}

/// The speeds, each once, slowest first.
pub(super) fn speeds(trials: &[Trial]) -> Vec<f64> {
    let mut speeds: Vec<f64> = trials.iter().map(|trial| trial.speed_m_per_s).collect();
    speeds.sort_by(f64::total_cmp);
    speeds.dedup();
    speeds
}

/// The trials at one speed.
pub(super) fn at_speed(trials: &[Trial], speed_m_per_s: f64) -> Vec<&Trial> {
    let same = |trial: &&Trial| trial.speed_m_per_s.total_cmp(&speed_m_per_s).is_eq();
    trials.iter().filter(same).collect()
}

/// The rank correlation of two series at given values of a third.
pub(super) fn partial_spearman(x: &[f64], y: &[f64], given: &[f64]) -> Option<f64> {
    let given = mid_ranks(given);
    pearson(&residuals(&mid_ranks(x), &given), &residuals(&mid_ranks(y), &given))
}

/// A correlation with the 95 % interval that resampling the runners gives.
#[derive(Clone, Copy)]
pub(super) struct Rho {
    pub(super) value: f64,
    pub(super) low: f64,
    pub(super) high: f64,
}

impl Rho {
    /// Of two numbers of the trials, at given speed.
    pub(super) fn of(trials: &[&Trial], x: Value<'_>, y: Value<'_>) -> Rho {
        let rows: Vec<[f64; 3]> =
            trials.iter().map(|trial| [x(trial), y(trial), trial.speed_m_per_s]).collect();
        let names = runners(trials);
        let groups: Vec<Vec<[f64; 3]>> = names
            .iter()
            .map(|name| {
                let own = trials.iter().zip(&rows).filter(|(trial, _)| trial.runner == *name);
                own.map(|(_, row)| *row).collect()
            })
            .collect();
        Rho::of_groups(&groups)
    }

    /// Of rows of x, y and what is given, one group a runner.
    pub(super) fn of_groups(groups: &[Vec<[f64; 3]>]) -> Rho {
        let of = |rows: &[[f64; 3]]| {
            let column = |k: usize| rows.iter().map(|row| row[k]).collect::<Vec<f64>>();
            partial_spearman(&column(0), &column(1), &column(2))
        };
        let mut random = SplitMix64::new(7);
        let draws: Vec<f64> = (0..DRAWS)
            .filter_map(|_| {
                let drawn: Vec<[f64; 3]> = (0..groups.len())
                    .flat_map(|_| groups[random.below(groups.len())].iter().copied())
                    .collect();
                of(&drawn)
            })
            .collect();
        let end = |share| quantile(&draws, share).unwrap_or(f64::NAN);
        Rho { value: of(&groups.concat()).unwrap_or(f64::NAN), low: end(0.025), high: end(0.975) }
    }

    pub(super) fn words(&self) -> String {
        format!("{} [{}, {}]", signed(self.value, 2), signed(self.low, 2), signed(self.high, 2))
    }
}

/// A straight-line fit, and what it makes of each runner it was not shown.
pub(super) struct LeftOut {
    /// Of the fit to all.
    pub(super) coefficients: Vec<f64>,
    /// For each trial, by the fit to the other runners.
    pub(super) estimates: Vec<f64>,
    /// Standard deviation of what is left of each fit to the others, per trial; residual degrees of
    /// freedom are trials less coefficients.
    pub(super) spreads: Vec<f64>,
}

impl LeftOut {
    /// Of a target on the numbers of a design; none where they do not determine it.
    pub(super) fn of(
        trials: &[Trial],
        design: &dyn Fn(&Trial) -> Vec<f64>,
        target: Value<'_>,
    ) -> Option<LeftOut> {
        let fit = |chosen: &[&Trial]| -> Option<(Vec<f64>, f64)> {
            let rows: Vec<Vec<f64>> = chosen.iter().map(|trial| design(trial)).collect();
            let targets: Vec<f64> = chosen.iter().map(|trial| target(trial)).collect();
            let columns = rows.first()?.len();
            let ones = vec![1.0; targets.len()];
            let coefficients = least_squares(&rows.concat(), columns, &targets, &ones)?;
            let squares: f64 = rows
                .iter()
                .zip(&targets)
                .map(|(row, target)| (target - dot(row, &coefficients)).powi(2))
                .sum();
            let left = targets.len().checked_sub(columns).filter(|left| *left > 0)?;
            Some((coefficients, (squares / left as f64).sqrt()))
        };
        let all: Vec<&Trial> = trials.iter().collect();
        let (coefficients, _) = fit(&all)?;
        let mut estimates = Vec::new();
        let mut spreads = Vec::new();
        let mut of_others: Option<(&str, (Vec<f64>, f64))> = None;
        for trial in trials {
            if of_others.as_ref().is_none_or(|(runner, _)| *runner != trial.runner) {
                let others: Vec<&Trial> =
                    trials.iter().filter(|other| other.runner != trial.runner).collect();
                of_others = Some((&trial.runner, fit(&others)?));
            }
            let (_, (coefficients, spread)) = of_others.as_ref()?;
            estimates.push(dot(&design(trial), coefficients));
            spreads.push(*spread);
        }
        Some(LeftOut { coefficients, estimates, spreads })
    }

    /// Estimate less truth, trial by trial.
    pub(super) fn errors(&self, trials: &[Trial], target: Value<'_>) -> Vec<f64> {
        self.estimates
            .iter()
            .zip(trials)
            .map(|(estimate, trial)| estimate - target(trial))
            .collect()
    }
}

fn dot(row: &[f64], coefficients: &[f64]) -> f64 {
    row.iter().zip(coefficients).map(|(x, b)| x * b).sum()
}

/// Root of the mean square.
pub(super) fn rmse(errors: &[f64]) -> f64 {
    mean(&errors.iter().map(|error| error * error).collect::<Vec<f64>>())
        .map_or(f64::NAN, f64::sqrt)
}

/// The mean, or `NaN`.
pub(super) fn centre(values: &[f64]) -> f64 {
    mean(values).unwrap_or(f64::NAN)
}

/// The standard deviation, or `NaN`.
pub(super) fn spread(values: &[f64]) -> f64 {
    standard_deviation(values).unwrap_or(f64::NAN)
}

/// How numbers of the trials spread between runners (their means) and within one.
pub(super) fn between_and_within(trials: &[Trial], values: &[f64]) -> (f64, f64) {
    let all: Vec<&Trial> = trials.iter().collect();
    let names = runners(&all);
    let mut means = Vec::new();
    let mut squares = 0.0;
    for name in &names {
        let own: Vec<f64> = trials
            .iter()
            .zip(values)
            .filter(|(trial, _)| trial.runner == *name)
            .map(|(_, value)| *value)
            .collect();
        let middle = centre(&own);
        squares += own.iter().map(|value| (value - middle).powi(2)).sum::<f64>();
        means.push(middle);
    }
    let left = values.len().saturating_sub(names.len());
    let within = if left > 0 { (squares / left as f64).sqrt() } else { f64::NAN };
    (spread(&means), within)
}

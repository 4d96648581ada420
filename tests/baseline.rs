//! Own form at own pace: synthetic runners whose form changes by a known amount, or not at all.

use backstride::{
    insight::baseline::{Asked, OwnForm, RunBins, own_form},
    model::{Channel, Origin, Provenance, Samples, Series},
    page::Lack,
    say::form::lack,
    signal::SplitMix64,
};
use jiff::{Span, civil::Date};

use super::support::assert_within;

/// A runner's year in 30 s stretches.
#[derive(Clone, Copy)]
struct Runner {
    /// Days between runs.
    every_days: i32,
    bins_per_run: u32,
    /// Spread of the runs' own mean speeds, in m/s.
    pace_spread_m_per_s: f64,
    /// Spread of cadence from run to run, in steps per minute.
    run_spread_spm: f64,
    seed: u64,
}

const FIRST: Date = Date::constant(2026, 6, 1);
const MONTH: Date = Date::constant(2026, 8, 1);

/// One recorded run.
struct Recorded {
    day: Date,
    bins: Samples,
    sensor: &'static str,
}

impl Runner {
    fn steady() -> Runner {
        Runner {
            every_days: 2,
            bins_per_run: 40,
            pace_spread_m_per_s: 0.3,
            run_spread_spm: 1.0,
            seed: 1,
        }
    }

    /// Three months of runs; from August on every cadence is `factor` times, and every pace
    /// `faster` m/s more than, what it was.
    fn runs(&self, factor: f64, faster: f64) -> Vec<Recorded> {
        let mut random = SplitMix64::new(self.seed);
        (0..92 / self.every_days)
            .map(|index| {
                let day = FIRST.checked_add(Span::new().days(index * self.every_days)).unwrap();
                let later = day >= MONTH;
                let pace = 3.0
                    + self.pace_spread_m_per_s * (random.unit_f64() * 2.0 - 1.0)
                    + if later { faster } else { 0.0 };
                let of_run = self.run_spread_spm * random.normal_f64();
                let bins = (0..self.bins_per_run)
                    .map(|_| {
                        let speed = pace + 0.1 * random.normal_f64();
                        let grade = 0.03 * random.normal_f64();
                        let spm = 170.0 + 6.0 * (speed - 3.0) + 2.0 * (speed - 3.0).powi(2)
                            - 40.0 * grade.clamp(0.0, 1.0)
                            + of_run
                            + random.normal_f64();
                        (speed, grade, if later { factor * spm } else { spm })
                    })
                    .collect::<Vec<_>>();
                Recorded { day, bins: columns(&bins), sensor: "watch" }
            })
            .collect()
    }
}

fn columns(bins: &[(f64, f64, f64)]) -> Samples {
    let mut samples = Samples::new((0..bins.len()).map(|bin| 30.0 * bin as f64).collect());
    let mut put = |channel, values: Vec<f64>| {
        let series =
            Series { values, provenance: Provenance::Measured, origin: Origin::place("test") };
        samples.insert(channel, series).unwrap();
    };
    put(Channel::Speed, bins.iter().map(|bin| bin.0).collect());
    put(Channel::Grade, bins.iter().map(|bin| bin.1).collect());
    put(Channel::StepRate, bins.iter().map(|bin| bin.2).collect());
    samples
}

fn asked() -> Asked {
    Asked {
        channel: Channel::StepRate,
        frozen_on: MONTH,
        from: MONTH,
        until: Date::constant(2026, 8, 31),
    }
}

fn told(runs: &[Recorded]) -> OwnForm {
    let runs: Vec<RunBins<'_>> = runs
        .iter()
        .map(|run| RunBins {
            day: run.day,
            bins: &run.bins,
            sensor: run.sensor,
            indoor: false,
            excluded: false,
        })
        .collect();
    own_form(&runs, &asked())
}

#[test]
fn a_true_step_of_four_per_cent_reads_four_per_cent() {
    let form = told(&Runner::steady().runs(1.04, 0.0));
    let difference = form.difference.unwrap();
    assert_within(1.2, 0.04 * 170.0, difference.value);
    assert!(difference.low < 6.8 && 6.8 < difference.high, "{difference:?}");
    assert!(difference.excludes_zero());
    // Steps at the same pace are 1/1.04 as long: −3.85 %.
    let own = form.overstride_self_pct.unwrap();
    assert_within(0.7, -3.85, own.value);
    assert_within(1.0, 170.0, form.reference.unwrap().value);
}

#[test]
fn running_faster_is_no_change_of_form() {
    let form = told(&Runner::steady().runs(1.0, 0.15));
    let difference = form.difference.unwrap();
    // Raw cadence rose by 6 × 0.15 = 0.9.
    assert_within(1.0, 0.0, difference.value);
    assert!(!difference.excludes_zero(), "{difference:?}");
    assert_eq!(form.overstride_self_pct, None);
}

#[test]
fn without_a_change_the_interval_of_99_per_cent_leaves_out_zero_about_once_in_a_hundred() {
    let (mut false_alarms, mut missed) = (0, 0);
    for seed in 0..200 {
        let runner = Runner { every_days: 4, bins_per_run: 20, seed, ..Runner::steady() };
        let still = told(&runner.runs(1.0, 0.0)).difference.unwrap();
        false_alarms += u32::from(still.excludes_zero());
        let changed = told(&runner.runs(1.03, 0.0)).difference.unwrap();
        missed += u32::from(!changed.excludes_zero());
    }
    // 2 expected of 200; a binomial count above 8 has a probability under 0.001.
    assert!(false_alarms <= 8, "{false_alarms} of 200");
    assert!(missed <= 40, "{missed} of 200");
}

#[test]
fn a_reference_needs_eight_runs_and_says_how_many_there_were() {
    let runs = Runner { every_days: 12, ..Runner::steady() }.runs(1.0, 0.0);
    let form = told(&runs);
    assert_eq!(form.reference, None);
    // 13 and 25 June, 7, 19 and 31 July: the 56 days before August begin on 6 June.
    assert_eq!(form.lack, Some(Lack::Runs(5)));
    assert_eq!(
        lack(Lack::Runs(5)),
        "a baseline needs 8 runs with this sensor in the 56 days before; there were 5"
    );
}

#[test]
fn the_reference_ends_the_day_before_the_period_and_spans_56_days() {
    let form = told(&Runner::steady().runs(1.04, 0.0));
    let (first, last) = form.reference_days.unwrap();
    assert!(first >= Date::constant(2026, 6, 6) && last < MONTH, "{first} {last}");
    assert_eq!(form.reference_runs, 28);
}

#[test]
fn a_new_sensor_breaks_the_line_and_starts_a_new_reference() {
    let mut runs = Runner::steady().runs(1.04, 0.0);
    for run in runs.iter_mut().filter(|run| run.day >= MONTH) {
        run.sensor = "another watch";
    }
    let form = told(&runs);
    assert_eq!(form.breaks.len(), 1);
    assert_eq!(form.breaks[0].day, MONTH.checked_add(Span::new().days(1)).unwrap());
    assert_eq!((form.difference, form.reference), (None, None));
    assert_eq!(form.lack, Some(Lack::Runs(0)));
}

#[test]
fn days_of_injury_stay_out_of_the_reference() {
    let runs = Runner::steady().runs(1.0, 0.0);
    let bins: Vec<RunBins<'_>> = runs
        .iter()
        .map(|run| RunBins {
            day: run.day,
            bins: &run.bins,
            sensor: run.sensor,
            indoor: false,
            excluded: run.day.month() == 7,
        })
        .collect();
    let form = own_form(&bins, &asked());
    assert_eq!(form.reference_days.unwrap().1.month(), 6);
    assert!(form.difference.is_some());
}

#[test]
fn belt_and_road_never_share_a_reference() {
    let runs = Runner::steady().runs(1.0, 0.0);
    let bins: Vec<RunBins<'_>> = runs
        .iter()
        .map(|run| RunBins {
            day: run.day,
            bins: &run.bins,
            sensor: run.sensor,
            indoor: run.day < MONTH,
            excluded: false,
        })
        .collect();
    let form = own_form(&bins, &asked());
    assert!(!form.indoor);
    assert_eq!(form.reference_runs, 0);
    assert!(form.runs.is_empty());
}

#[test]
fn the_same_runs_give_the_same_intervals() {
    let runs = Runner::steady().runs(1.01, 0.0);
    assert_eq!(told(&runs), told(&runs));
}

#[test]
fn without_any_run_there_is_a_reason_and_no_value() {
    let form = own_form(&[], &asked());
    assert_eq!(form.lack, Some(Lack::Channel(Channel::StepRate)));
    assert_eq!(form.reference, None);
}

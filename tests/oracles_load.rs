//! Loads and statistics against numbers worked out elsewhere, at full precision: published
//! formulas evaluated in Python, and published examples.

use backstride::{
    insight::association::{benjamini_hochberg, effective_n},
    load::{
        HeartRange, Start, banister, coupled, edwards, ewma, exponential, monotony, rtss, strain,
        uncoupled,
    },
    model::Sex,
    signal::{floor_index, rank::spearman},
};
use serde_json::Value;

use super::support::{assert_within, science};

/// How near a value must be to the oracle's.
const NEAR: f64 = 1e-6;

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(number).collect()
}

#[track_caller]
fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

fn known(value: &Value) -> Vec<Option<f64>> {
    numbers(value).into_iter().map(Some).collect()
}

fn last(means: &[Option<f64>]) -> f64 {
    means.last().copied().flatten().unwrap()
}

#[test]
fn every_oracle_of_the_table_has_a_test() {
    // Those of form are in `oracles_form`.
    let form = ["spring_mass", "minetti_run", "cadence_prior"];
    let load = [
        "banister",
        "edwards",
        "foster2001_table5",
        "ewma_constant100_28d",
        "acwr_28d",
        "ctl_atl_from_zero",
        "bh_1995",
        "neff_bartlett",
        "rss",
        "spearman",
    ];
    let table: Value = serde_json::from_str(include_str!("oracles/science.json")).unwrap();
    let mut keys: Vec<&str> = table.as_object().unwrap().keys().map(String::as_str).collect();
    let mut tested: Vec<&str> = form.into_iter().chain(load).collect();
    keys.sort_unstable();
    tested.sort_unstable();
    assert_eq!(keys, tested);
}

#[test]
fn banisters_impulse_is_that_of_his_formula() {
    for row in science("banister").as_array().unwrap() {
        let range = HeartRange {
            max_bpm: number(&row["max"]),
            rest_bpm: number(&row["rest"]),
            sex: if row["sex"] == "M" { Sex::Male } else { Sex::Female },
        };
        // One sample a second.
        let seconds = 60 * usize::try_from(row["D"].as_u64().unwrap()).unwrap();
        let found = banister(&vec![number(&row["avg"]); seconds], &range).unwrap();
        assert_within(NEAR * found, number(&row["trimp"]), found);
    }
}

#[test]
fn edwards_zones_add_up() {
    let oracle = science("edwards");
    let minutes = numbers(&oracle["minutes_in_50_60_70_80_90"]);
    let zones = [0.55, 0.65, 0.75, 0.85, 0.95].into_iter().zip(minutes);
    let heart_rate_bpm: Vec<f64> = zones
        .flat_map(|(share, minutes)| vec![200.0 * share; floor_index(60.0 * minutes)])
        .collect();
    assert_within(NEAR, number(&oracle["trimp"]), edwards(&heart_rate_bpm, 200.0).unwrap());
}

#[test]
fn fosters_week_has_his_load_and_the_monotony_of_its_days() {
    let oracle = science("foster2001_table5");
    let days = numbers(&oracle["day_totals"]);
    assert_within(NEAR, number(&oracle["weekly"]), days.iter().sum());
    assert_within(NEAR, number(&oracle["weekly"]), numbers(&oracle["session_loads"]).iter().sum());
    let by_sample = number(&oracle["mean_over_sampleSD_of_7_days"]);
    assert_within(NEAR, by_sample, monotony(&days).unwrap());
    assert_within(NEAR * 3400.0, 3400.0 * by_sample, strain(&days).unwrap());
    // The deviations of sample and population differ by √(7/6) in seven days, √(9/8) in nine
    // sessions; the published 1.26 and 4284 are of the nine, rounded before they were multiplied.
    let by_population = number(&oracle["mean_over_popSD_of_7_days"]);
    assert_within(NEAR, by_population, monotony(&days).unwrap() * (7.0_f64 / 6.0).sqrt());
    let sessions = numbers(&oracle["session_loads"]);
    let of_sessions = monotony(&sessions).unwrap() * (9.0_f64 / 8.0).sqrt();
    assert_within(NEAR, number(&oracle["mean_over_popSD_of_9_sessions"]), of_sessions);
    assert_within(0.005, number(&oracle["published_monotony"]), of_sessions);
    let published = number(&oracle["published_strain"]);
    assert_within(NEAR, published, 3400.0 * number(&oracle["published_monotony"]));
}

#[test]
fn exponential_means_start_where_they_say() {
    let constant = vec![Some(100.0); 28];
    let oracle = science("ewma_constant100_28d");
    for (key, start) in [("init_first", Start::FirstLoad), ("init_zero", Start::Zero)] {
        let expected = numbers(&oracle[key]);
        let acute = last(&ewma(&constant, 7.0, start));
        let chronic = last(&ewma(&constant, 28.0, start));
        assert_within(NEAR, expected[0], acute);
        assert_within(NEAR, expected[1], chronic);
        assert_within(NEAR, expected[2], acute / chronic);
    }
}

#[test]
fn four_weeks_have_three_ratios() {
    let oracle = science("acwr_28d");
    let loads = known(&oracle["loads"]);
    assert_within(NEAR, number(&oracle["ra_coupled"]), coupled(&loads).unwrap());
    assert_within(NEAR, number(&oracle["ra_uncoupled"]), uncoupled(&loads).unwrap());
    let expected = numbers(&oracle["ewma_init_first"]);
    let acute = last(&ewma(&loads, 7.0, Start::FirstLoad));
    let chronic = last(&ewma(&loads, 28.0, Start::FirstLoad));
    assert_within(NEAR * 300.0, expected[0], acute);
    assert_within(NEAR * 300.0, expected[1], chronic);
    assert_within(NEAR, expected[2], acute / chronic);
}

#[test]
fn six_weeks_from_zero_reach_the_shares_of_their_formulas() {
    let oracle = science("ctl_atl_from_zero");
    let days = usize::try_from(oracle["days"].as_u64().unwrap()).unwrap();
    let loads = vec![Some(number(&oracle["daily"])); days];
    let reached = |weight: f64| last(&exponential(&loads, weight, Start::Zero));
    assert_within(NEAR, number(&oracle["ctl_1_over_N"]), reached(1.0 / 42.0));
    assert_within(NEAR, number(&oracle["ctl_exp"]), reached(1.0 - (-1.0_f64 / 42.0).exp()));
    assert_within(NEAR, number(&oracle["atl_1_over_N"]), reached(1.0 / 7.0));
}

#[test]
fn benjamini_and_hochberg_reject_four_of_their_fifteen() {
    let oracle = science("bh_1995");
    let rates = benjamini_hochberg(&numbers(&oracle["p"]));
    let rejected = rates.iter().filter(|rate| **rate <= number(&oracle["q"])).count();
    assert_eq!(Some(rejected as u64), oracle["rejected"].as_u64());
    assert_eq!(oracle["check"], oracle["rejected"]);
}

#[test]
fn persistence_leaves_fewer_days() {
    for row in science("neff_bartlett").as_array().unwrap() {
        let found = effective_n(number(&row["n"]), number(&row["px"]), number(&row["py"]));
        assert_within(NEAR, number(&row["neff"]), found);
    }
}

#[test]
fn a_stress_score_is_hours_times_intensity_squared() {
    let oracle = number(&science("rss")["rTSS_45min_IF0.9"]);
    assert_within(NEAR, oracle, rtss(45.0, 0.9 * 4.0, 4.0).unwrap());
}

#[test]
fn ranks_correlate_as_spearman_says() {
    let oracle = science("spearman");
    let found = spearman(&numbers(&oracle["x"]), &numbers(&oracle["y"])).unwrap();
    assert_within(NEAR, number(&oracle["rho"]), found);
}

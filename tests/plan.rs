//! The plan beside what was done, on the made-up runner's days: each truth read off the diary, the
//! files' names, or the days that pandas made of the runs.

use std::fs;

use serde_json::Value;

use crate::{
    states::Export,
    support::sample_data,
    words::{claims_nothing, strings_of},
};

/// The sample's days as pandas made them.
const DAYS: &str = include_str!("oracles/days_of_sample.json");

/// The sample with its log and this plan.
fn october(plan: &str) -> (Value, String) {
    let log = fs::read_to_string(sample_data().join("pain-log.csv")).unwrap();
    Export::of(|_| true).with("plan.toml", plan).with("pain-log.csv", &log).month("2026-10")
}

fn row<'a>(summary: &'a Value, target: &str) -> &'a Value {
    let rows = summary["plan"].as_array().unwrap();
    rows.iter().find(|row| row["target"] == target).unwrap()
}

/// What was done, whether that was as asked, and the words for it.
fn told(summary: &Value, target: &str) -> [String; 3] {
    let row = row(summary, target);
    ["done", "kept", "note"].map(|key| row[key].as_str().unwrap().to_owned())
}

fn headline<'a>(summary: &'a Value, key: &str) -> Option<&'a str> {
    let all = summary["headline"].as_array().unwrap();
    all.iter().find(|headline| headline["key"] == key)?["text"].as_str()
}

/// Whole minutes run from one day to another, both with it.
fn minutes(first: &str, last: &str) -> String {
    let days: Vec<Value> = serde_json::from_str(DAYS).unwrap();
    let within = days.iter().filter(|day| {
        let date = day["date"].as_str().unwrap();
        first <= date && date <= last
    });
    format!("{:.0}", within.filter_map(|day| day["running_min"].as_f64()).sum::<f64>())
}

/// The plan's key figure: its count, and what stands beside it.
fn figure(summary: &Value) -> [&str; 2] {
    let figures = summary["figures"].as_array().unwrap();
    let plan = figures.iter().find(|figure| figure["key"] == "plan").unwrap();
    ["value", "beside"].map(|key| plan[key].as_str().unwrap())
}

#[test]
fn a_plan_that_was_kept_says_so_point_by_point_with_its_weeks_named() {
    let (summary, page) = october(
        "valid_from = 2026-09-28\nlongest_run_km = 8\nweekly_min = 120\nrest_days = 3\n\
         pain_during_max = 4\npain_next_morning_max = 5\n",
    );
    let weeks = [
        minutes("2026-09-28", "2026-10-04"),
        minutes("2026-10-05", "2026-10-11"),
        minutes("2026-10-12", "2026-10-18"),
        minutes("2026-10-19", "2026-10-25"),
    ];
    let part = minutes("2026-10-26", "2026-10-31");
    let named = "weeks from 28 Sep, 5, 12 and 19 Oct; 26 to 31 Oct";
    let done = format!("{} min, {named}: {part} min", weeks.join(" · "));
    assert_eq!(told(&summary, "Running a week"), [done.as_str(), "kept", "within plan"]);
    // Three files in each of these weeks, and in the last six days.
    let days = told(&summary, "Days a week without a run");
    assert_eq!(days, [format!("4 · 4 · 4 · 4, {named}: 3").as_str(), "kept", "within plan"]);
    // The log's worst in a run is 4, on 3 and 8 October; after a run 3, on the 4th.
    let during = told(&summary, "Worst pain during a run");
    assert_eq!(during, ["worst 4 on 8 October, 14 days with a score", "kept", "within plan"]);
    let after = told(&summary, "Pain the morning after a run");
    assert_eq!(after, ["worst 3 on 4 October, 12 days with a score", "kept", "within plan"]);
    let beside = row(&summary, "Pain in the morning, weekly mean");
    assert_eq!((&beside["kept"], &beside["note"]), (&"no_target".into(), &"".into()));
    // October begins in a flare, which leads: the plan is counted in its key figure.
    assert_eq!(headline(&summary, "plan"), None);
    assert_eq!(figure(&summary), ["5 of 5", "no limit on pain passed"]);
    assert!(
        page.contains("worst 4 on 8 October, 14 days with a score reported within plan"),
        "{page}"
    );
}

#[test]
fn a_plan_that_was_missed_is_told_with_the_point_on_pain_first_and_without_blame() {
    let plan = "valid_from = 2026-09-28\nlongest_run_km = 7\nweekly_min = 95\nrest_days = 5\n";
    let (summary, _) = october(plan);
    // 7.4 km on the 31st are the one run over 7 km; two weeks have 98 and 101 min.
    let longest = told(&summary, "Longest run");
    assert_eq!(longest, ["7.4 km on 31 October", "missed", "above plan on 1 of 14 runs"]);
    assert_eq!(told(&summary, "Running a week")[1..], ["missed", "above plan in 2 of 4 weeks"]);
    assert_eq!(
        told(&summary, "Days a week without a run")[1..],
        ["missed", "below plan in 4 of 4 weeks"]
    );
    let outside = "3 other points outside it · no limit on pain passed";
    assert_eq!(figure(&summary), ["0 of 3", outside]);
    let (summary, _) = october(&format!("{plan}pain_during_max = 3\npain_next_morning_max = 5\n"));
    let during = told(&summary, "Worst pain during a run");
    let done = "worst 4 on 8 October, 14 days with a score";
    assert_eq!(during, [done, "missed", "limit passed on 2 of 14 days"]);
    let outside = "3 other points outside it · one limit on pain passed";
    assert_eq!(figure(&summary), ["1 of 5", outside]);
    let mut said = String::new();
    strings_of(&summary, &mut said);
    claims_nothing("a plan that was missed", &said);
}

#[test]
fn a_plan_from_the_middle_of_a_week_is_told_over_the_weeks_it_held_on_all_days() {
    let (summary, _) =
        october("valid_from = 2026-10-07\nweekly_min = 100\ncadence_spm = 171\nrest_days = 3\n");
    let (third, fourth) =
        (minutes("2026-10-12", "2026-10-18"), minutes("2026-10-19", "2026-10-25"));
    let part = minutes("2026-10-26", "2026-10-31");
    let done =
        format!("{third} · {fourth} min, weeks from 12 and 19 Oct; 26 to 31 Oct: {part} min");
    let weekly = told(&summary, "Running a week");
    assert_eq!(weekly, [done.as_str(), "missed", "above plan in 1 of 2 weeks"]);
    let cadence = told(&summary, "Cadence at usual pace");
    assert_eq!(cadence[1..], ["not_known", "no range agreed"]);
    let outside = "1 other point outside it · no limit on pain passed";
    assert_eq!(figure(&summary), ["1 of 2", outside]);
}

#[test]
fn a_plan_of_three_days_has_a_table_and_no_headline() {
    let (summary, _) = october("valid_from = 2026-10-29\nlongest_run_km = 8\nrest_days = 3\n");
    assert_eq!(told(&summary, "Longest run"), ["7.4 km on 31 October", "kept", "within plan"]);
    let days = told(&summary, "Days a week without a run");
    assert_eq!(days, ["no whole week yet; 29 to 31 Oct: 1", "not_known", ""]);
    assert_eq!(headline(&summary, "plan"), None);
}

#[test]
fn a_stage_names_walk_breaks_only_where_they_were_seen() {
    // As the sample's maker lays them out: in turns on 1 and 3 October, 4 and 2 minutes, then 5 and
    // 1; every run from the 6th on goes through.
    let stages = "at_stage = 2\n[[stage]]\nrun_min = 2\nwalk_min = 2\nreps = 5\n\
                  [[stage]]\nrun_min = 5\nwalk_min = 1\nreps = 5\n";
    let (summary, _) =
        october(&format!("valid_from = 2026-10-01\nvalid_until = 2026-10-04\n{stages}"));
    let done = "4.5 min running, 1.5 min walking (middle of 2 runs)";
    // 4 and 2 minutes are not the 5 and 1 that were asked.
    assert_eq!(told(&summary, "Run and walk"), [done, "missed", "below plan on 1 of 2 runs"]);
    let (summary, _) = october(&format!("valid_from = 2026-10-05\n{stages}"));
    let [done, kept, note] = told(&summary, "Run and walk");
    assert!(done.ends_with(" min running, no walk breaks seen (middle of 12 runs)"), "{done}");
    assert_eq!((kept.as_str(), note.as_str()), ("missed", "above plan on 12 of 12 runs"));
}

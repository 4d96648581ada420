use jiff::civil::date;
use serde_json::Value;

use super::*;
use crate::{
    load::{LoadWeek, longest_streak, panel, weeks_since_lighter},
    model::{PainScore, calendar::shifted},
    page::LoadBefore,
    pain::{ColumnMap, read},
};

/// What pandas says of the same series; see the script beside it.
const ORACLE: &str = include_str!("../../tests/oracles/load_and_link.json");

fn km(day: Date, km: f64) -> RunLoad {
    RunLoad { distance_m: Some(km * 1000.0), running_min: Some(km * 6.0), ..RunLoad::on(day) }
}

fn year(year: i16) -> CoveredDays {
    CoveredDays::declared([(date(year, 1, 1), date(year, 12, 31))])
}

fn days_of(runs: &[RunLoad], coverage: &CoveredDays) -> Vec<DayLoad> {
    days(&LoadHistory { runs, coverage, log: &PainLog::default(), unwell: &[] })
}

fn on(days: &[DayLoad], day: Date) -> &DayLoad {
    days.iter().find(|row| row.date == day).unwrap()
}

type Column = fn(&DayLoad) -> Option<f64>;

#[test]
fn series_over_days_are_those_of_pandas() {
    let oracle: Value = serde_json::from_str(ORACLE).unwrap();
    let first = date(2026, 1, 1);
    let loads = oracle["loads_m"].as_array().unwrap();
    let runs: Vec<RunLoad> = loads
        .iter()
        .enumerate()
        .map(|(i, load)| (shifted(first, i32::try_from(i).unwrap()).unwrap(), load.as_f64()))
        .filter(|(_, metres)| metres.is_some_and(|metres| metres > 0.0))
        .map(|(day, metres)| RunLoad { distance_m: metres, ..RunLoad::on(day) })
        .collect();
    let coverage = CoveredDays::declared([(first, date(2026, 4, 30))]);
    let days = days_of(&runs, &coverage);
    assert_eq!((days.len(), days[0].load_unit), (120, LoadUnit::Distance));
    let columns: [(&str, Column); 8] = [
        ("monotony_7d", |day| day.monotony_7d),
        ("strain_7d", |day| day.strain_7d),
        ("acwr_rolling_uncoupled", |day| day.acwr_rolling_uncoupled),
        ("acwr_rolling_coupled", |day| day.acwr_rolling_coupled),
        ("ctl", |day| day.ctl),
        ("atl", |day| day.atl),
        ("tsb", |day| day.tsb),
        ("acwr_ewma", |day| day.acwr_ewma),
    ];
    for (key, column) in columns {
        for (i, day) in days.iter().enumerate() {
            let (found, expected) = (column(day), oracle["load"][key][i].as_f64());
            assert_eq!(found.is_some(), expected.is_some(), "{key} day {i}");
            if let Some((found, expected)) = found.zip(expected) {
                let apart = (found - expected).abs();
                assert!(apart < 1e-9 * (1.0 + expected.abs()), "{key} day {i}: {found} {expected}");
            }
        }
    }
}

#[test]
fn a_day_without_a_file_is_zero_inside_the_coverage_and_unknown_outside() {
    let coverage = CoveredDays::declared([(date(2026, 5, 1), date(2026, 5, 10))]);
    let text = b"date,pain_morning\n2026-05-12,2\n2026-05-13,3\n";
    let log = read(text, &ColumnMap::default(), "log").unwrap();
    let runs = [km(date(2026, 5, 2), 5.0)];
    let days = days(&LoadHistory { runs: &runs, coverage: &coverage, log: &log, unwell: &[] });
    let inside = on(&days, date(2026, 5, 3));
    assert_eq!((inside.distance_m, inside.no_recorded_run), (Some(0.0), Some(true)));
    let outside = on(&days, date(2026, 5, 12));
    assert_eq!((outside.distance_m, outside.no_recorded_run), (None, None));
    assert_eq!(outside.pain_next_morning.map(PainScore::value), Some(3.0));
    assert_eq!(days.last().unwrap().date, date(2026, 5, 13));
    assert_eq!(on(&days, date(2026, 5, 2)).no_recorded_run, Some(false));
}

#[test]
fn two_runs_of_a_day_add_up_and_the_larger_spike_counts() {
    let day = date(2026, 6, 30);
    let runs = [km(date(2026, 6, 10), 10.0), km(day, 12.0), km(day, 14.0), km(day, 3.0)];
    let row = on(&days_of(&runs, &year(2026)), day).clone();
    assert_eq!((row.runs, row.distance_m, row.longest_m), (3, Some(29_000.0), Some(14_000.0)));
    assert_eq!(row.spike_class, SpikeClass::Moderate);
    assert!((row.spike_ratio.unwrap() - 0.4).abs() < 1e-12);
    assert!((row.spike.unwrap().distance_m - 14_000.0).abs() < 1e-9);
}

#[test]
fn a_sum_is_unknown_when_one_run_lacks_the_quantity() {
    let day = date(2026, 6, 30);
    let silent = RunLoad { running_min: Some(30.0), ..RunLoad::on(day) };
    let runs = [km(day, 12.0), silent];
    let row = on(&days_of(&runs, &year(2026)), day).clone();
    assert_eq!((row.distance_m, row.running_min), (None, Some(102.0)));
    assert_eq!(row.steps, None);
}

#[test]
fn a_ride_is_minutes_of_other_sport_and_no_run() {
    let ride = RunLoad { is_run: false, ..km(date(2026, 6, 30), 40.0) };
    let row = on(&days_of(&[ride], &year(2026)), date(2026, 6, 30)).clone();
    assert_eq!((row.runs, row.distance_m, row.other_min), (0, Some(0.0), Some(240.0)));
    assert_eq!(row.no_recorded_run, Some(true));
    assert_eq!(row.spike_class, SpikeClass::None);
}

#[test]
fn days_run_over_leap_days_clock_changes_and_week_53() {
    let coverage = CoveredDays::declared([(date(2026, 12, 28), date(2028, 3, 5))]);
    let days = days_of(&[], &coverage);
    assert_eq!(days.len(), 434);
    assert!(days.windows(2).all(|pair| pair[0].date.tomorrow().unwrap() == pair[1].date));
    let weeks = weeks(&days, date(2028, 3, 5));
    assert_eq!((weeks[0].number, weeks[0].partial, weeks[1].number), (53, false, 1));
    assert_eq!(weeks.len(), 62);
}

#[test]
fn a_gap_of_a_year_starts_everything_anew() {
    let coverage = CoveredDays::declared([
        (date(2024, 1, 1), date(2024, 3, 31)),
        (date(2025, 4, 1), date(2025, 6, 30)),
    ]);
    let before = (1..=31).map(|day| km(date(2024, 3, day), 5.0));
    let runs: Vec<RunLoad> =
        before.chain([km(date(2025, 4, 2), 9.0), km(date(2025, 6, 1), 9.0)]).collect();
    let days = days_of(&runs, &coverage);
    assert!(on(&days, date(2024, 3, 31)).ctl.is_some());
    assert_eq!(on(&days, date(2024, 12, 24)).ctl, None);
    assert_eq!(on(&days, date(2025, 5, 12)).ctl, None, "the 42nd day of the new stretch");
    assert!(on(&days, date(2025, 5, 13)).ctl.is_some());
    assert_eq!(on(&days, date(2025, 4, 2)).spike_class, SpikeClass::Uncertain);
    assert_eq!(on(&days, date(2025, 6, 1)).spike_class, SpikeClass::ReturnAfterBreak);
}

#[test]
fn days_unwell_by_the_config_are_shaded_and_their_week_is_not_a_lighter_one() {
    let runs: Vec<RunLoad> = (0..4)
        .map(|week| km(shifted(date(2026, 1, 5), 7 * week).unwrap(), 30.0))
        .chain([km(date(2026, 2, 4), 21.0)])
        .collect();
    let coverage = CoveredDays::declared([(date(2026, 1, 5), date(2026, 2, 8))]);
    let log = PainLog::default();
    let with = |unwell: &[Unwell]| {
        days(&LoadHistory { runs: &runs, coverage: &coverage, log: &log, unwell })
    };
    let flu = Unwell { from: date(2026, 2, 6), until: Some(date(2026, 2, 7)) };
    assert_eq!(on(&with(&[]), date(2026, 2, 4)).deload_week, Some(true));
    let days = with(&[flu]);
    assert_eq!(on(&days, date(2026, 2, 4)).deload_week, Some(false));
    let shaded: Vec<i8> = days.iter().filter(|day| day.shaded).map(|day| day.date.day()).collect();
    assert_eq!(shaded, [6, 7]);
}

#[test]
fn nothing_at_all_is_no_day() {
    assert!(days_of(&[], &CoveredDays::default()).is_empty());
}

#[test]
fn the_panel_counts_the_period_and_shows_twelve_weeks() {
    let runs: Vec<RunLoad> = (1..=31)
        .filter(|day| day % 2 == 1)
        .map(|day| km(date(2026, 10, day), if day == 21 { 14.0 } else { 10.0 }))
        .chain((1..=30).map(|day| km(date(2026, 9, day), 10.0)))
        .collect();
    let days = days_of(&runs, &year(2026));
    let october = (date(2026, 10, 1), date(2026, 10, 31));
    let september = (date(2026, 9, 1), date(2026, 9, 30));
    let load = panel(&days, october, september, date(2026, 10, 31));
    assert_eq!((load.runs, load.run_days, load.judged, load.days), (16, 16, 16, 31));
    assert_eq!((load.weeks.len(), load.spikes.len()), (12, 1));
    assert_eq!(load.longest, Some((date(2026, 10, 21), 14_000.0)));
    assert!((load.longest_ratio.unwrap() - 0.4).abs() < 1e-12);
    assert_eq!((load.days_without_run, load.longest_streak, load.rest_days), (15, 1, 0));
    let before = LoadBefore {
        distance_m: Some(300_000.0),
        longest_m: Some(10_000.0),
        days_without_run: 0,
        days_known: 30,
    };
    assert_eq!(load.before, Some(before));
    let so_far = panel(&days, october, september, date(2026, 10, 30));
    assert_eq!(so_far.before, None, "a month that is not over is set against none");
    assert_eq!((load.steps, load.session_rpe_load_au), (None, None));
    let last = load.weeks.last().unwrap();
    assert!(last.partial && last.monday == date(2026, 10, 26));
    let uncovered = panel(
        &days,
        (date(2026, 1, 1), date(2026, 1, 31)),
        (date(2025, 12, 1), date(2025, 12, 31)),
        date(2026, 1, 31),
    );
    assert_eq!((uncovered.before, uncovered.run_days), (None, 0));
}

#[test]
fn a_run_counts_as_judged_only_where_the_30_days_before_it_are_known() {
    // The export begins on 15 September: the 30 days before the first two runs are not known.
    let covered = CoveredDays::declared([(date(2026, 9, 15), date(2026, 12, 31))]);
    let runs: Vec<RunLoad> = [3, 8, 30].map(|day| km(date(2026, 10, day), 10.0)).to_vec();
    let days = days_of(&runs, &covered);
    let october = (date(2026, 10, 1), date(2026, 10, 31));
    let november = (date(2026, 11, 1), date(2026, 11, 30));
    let load = panel(&days, october, november, date(2026, 11, 30));
    assert_eq!((load.run_days, load.judged, load.spikes.len()), (3, 1, 0));
}

#[test]
fn a_streak_is_broken_by_a_day_without_a_run() {
    let runs: Vec<RunLoad> =
        [1, 2, 3, 5, 6, 8, 9, 10, 11].iter().map(|day| km(date(2026, 5, *day), 5.0)).collect();
    assert_eq!(longest_streak(&days_of(&runs, &year(2026))), 4);
}

#[test]
fn a_days_week_tells_whether_it_was_lighter() {
    // Four weeks of 30 km from Monday 5 January 2026 on, then one of 21 km.
    let runs: Vec<RunLoad> = (0..4)
        .map(|week| km(shifted(date(2026, 1, 5), 7 * week).unwrap(), 30.0))
        .chain([km(date(2026, 2, 4), 21.0)])
        .collect();
    let days = days_of(&runs, &CoveredDays::declared([(date(2026, 1, 5), date(2026, 2, 10))]));
    assert_eq!(on(&days, date(2026, 2, 1)).deload_week, Some(false));
    assert_eq!(on(&days, date(2026, 2, 2)).deload_week, Some(true));
    assert_eq!(on(&days, date(2026, 2, 9)).deload_week, None, "a week that is not whole");
    let weeks: Vec<LoadWeek> = weeks(&days, date(2026, 2, 10));
    assert_eq!(weeks_since_lighter(&weeks, date(2026, 2, 10)), Some(1));
    assert_eq!(weeks_since_lighter(&weeks, date(2026, 2, 1)), None);
}

use jiff::civil::date;

use super::*;
use crate::{
    load::{CoveredDays, LoadHistory, RunLoad, days},
    pain::{ColumnMap, PainLog, read},
};

/// Weeks of one run each, from Monday 5 January 2026 on.
fn weeks_of(kilometres: &[f64], log: &str) -> Vec<LoadWeek> {
    let monday = date(2026, 1, 5);
    let runs: Vec<RunLoad> = (0..)
        .zip(kilometres)
        .filter(|(_, km)| **km > 0.0)
        .map(|(week, km)| RunLoad {
            distance_m: Some(km * 1000.0),
            running_min: Some(km * 6.0),
            ..RunLoad::on(shifted(monday, 7 * week).unwrap())
        })
        .collect();
    let length = i32::try_from(kilometres.len()).unwrap();
    let sunday = shifted(monday, 7 * length - 1).unwrap();
    let log = if log.is_empty() {
        PainLog::default()
    } else {
        read(log.as_bytes(), &ColumnMap::default(), "log").unwrap()
    };
    let coverage = CoveredDays::declared([(monday, sunday)]);
    weeks(&days(&LoadHistory { runs: &runs, coverage: &coverage, log: &log, unwell: &[] }), sunday)
}

fn lighter(kilometres: &[f64], log: &str) -> Vec<bool> {
    weeks_of(kilometres, log).iter().map(LoadWeek::is_lighter).collect()
}

fn is_returning(week: &LoadWeek) -> bool {
    week.weight == WeekWeight::Returning
}

#[test]
fn a_lighter_week_has_at_most_seventy_per_cent_of_three_loaded_ones() {
    assert_eq!(lighter(&[30.0, 30.0, 30.0, 21.0], ""), [false, false, false, true]);
    assert_eq!(lighter(&[30.0, 30.0, 30.0, 21.1], ""), [false; 4]);
    assert_eq!(lighter(&[30.0, 30.0, 10.0], ""), [false; 3], "two loaded weeks are too few");
}

#[test]
fn a_week_without_a_run_is_no_lighter_week_and_the_weeks_after_it_are_a_return() {
    // 21 and 15 are at most 70 % of 30; 22 is over it and ends the return, and 19 is then at most
    // 70 % of (22 + 30 + 30) / 3 = 27.33, which is 19.13.
    let kilometres = [30.0, 30.0, 30.0, 30.0, 0.0, 15.0, 21.0];
    assert_eq!(lighter(&kilometres, ""), [false; 7]);
    let returning =
        |kilometres: &[f64]| weeks_of(kilometres, "").iter().map(is_returning).collect::<Vec<_>>();
    assert_eq!(returning(&kilometres), [false, false, false, false, false, true, true]);
    let kilometres = [30.0, 30.0, 30.0, 0.0, 22.0, 19.0];
    assert_eq!(lighter(&kilometres, ""), [false, false, false, false, false, true]);
    assert_eq!(returning(&kilometres), [false; 6]);
    assert_eq!(lighter(&[30.0, 30.0, 30.0, 0.0, 22.0, 19.2], ""), [false; 6]);
}

#[test]
fn a_week_of_illness_or_injury_is_no_lighter_week() {
    let ill = "date,pain_morning,activity\n2026-01-28,1,ill\n";
    assert_eq!(lighter(&[30.0, 30.0, 30.0, 10.0], ill), [false; 4]);
    // Nor are the weeks of the way back, at 12 and 18 km; 25 km over the 21 of 70 % end it, and
    // then 19.8 are at most 70 % of (25 + 30 + 30) / 3 = 28.33, which is 19.83.
    assert_eq!(lighter(&[30.0, 30.0, 30.0, 10.0, 12.0, 18.0], ill), [false; 6]);
    let after = lighter(&[30.0, 30.0, 30.0, 10.0, 25.0, 19.8], ill);
    assert_eq!(after, [false, false, false, false, false, true]);
    let injured = "date,pain_morning,injury\n2026-01-20,1,start\n";
    assert_eq!(lighter(&[30.0, 30.0, 30.0, 10.0], injured), [false; 4]);
}

#[test]
fn a_return_is_no_loaded_week_and_goes_on_over_a_week_of_which_only_a_part_is_known() {
    let ill = "date,pain_morning,activity\n2026-01-28,1,ill\n";
    let mut weeks = weeks_of(&[30.0, 30.0, 30.0, 10.0, 12.0, 18.0], ill);
    assert!(is_returning(&weeks[4]) && is_returning(&weeks[5]));
    weeks[4].partial = true;
    weeks[4].weight = WeekWeight::Usual;
    assert!(comes_back(&weeks[..5]) && !comes_back(&weeks[..3]));
    // Were 12 and 18 km loaded weeks, 12 km would be at most 70 % of (18 + 12 + 30) / 3.
    let kilometres = [30.0, 30.0, 30.0, 10.0, 12.0, 18.0, 12.0];
    assert_eq!(lighter(&kilometres, ill), [false; 7]);
}

#[test]
fn weeks_are_counted_since_the_last_one_unwell_or_without_a_run() {
    let weeks = weeks_of(&[30.0, 30.0, 30.0, 21.0, 0.0, 30.0, 30.0], "");
    let sunday = shifted(date(2026, 1, 5), 48).unwrap();
    assert_eq!(weeks_since_lighter(&weeks, sunday), Some(3));
    assert_eq!(weeks_since_off(&weeks, sunday), Some(2));
    assert_eq!(weeks_since_off(&weeks, date(2026, 2, 1)), None);
}

#[test]
fn the_ramp_is_the_week_over_the_mean_of_four() {
    let weeks = weeks_of(&[20.0, 30.0, 30.0, 40.0, 36.0], "");
    assert!((weeks[4].ramp_pct.unwrap() - 20.0).abs() < 1e-9);
    assert_eq!(weeks[3].ramp_pct, None);
}

#[test]
fn a_week_knows_its_mornings_and_its_largest_spike() {
    let log = "date,pain_morning\n2026-02-09,2\n2026-02-15,3\n";
    let weeks = weeks_of(&[10.0, 10.0, 10.0, 10.0, 10.0, 14.0], log);
    let last = weeks.last().unwrap();
    assert_eq!(last.pain_morning, Some(2.5));
    assert!((last.spike.as_ref().unwrap().ratio - 0.4).abs() < 1e-12);
    let shown = last.shown();
    assert_eq!((shown.runs, shown.partial, shown.number), (1, false, 7));
    assert!((shown.distance_m.unwrap() - 14_000.0).abs() < 1e-9);
}

#[test]
fn a_weeks_steps_by_slope_add_up_and_are_not_known_where_one_run_is_not() {
    let monday = date(2026, 1, 5);
    let run = |day: i32, steps: Option<(f64, f64, f64)>| RunLoad {
        steps_up: steps.map(|steps| steps.0),
        steps_level: steps.map(|steps| steps.1),
        steps_down: steps.map(|steps| steps.2),
        ..RunLoad::on(shifted(monday, day).unwrap())
    };
    let runs = [
        run(0, Some((100.0, 4000.0, 150.0))),
        run(3, Some((0.0, 5000.0, 50.0))),
        run(7, Some((10.0, 20.0, 30.0))),
        run(9, None),
    ];
    let sunday = shifted(monday, 13).unwrap();
    let coverage = CoveredDays::declared([(monday, sunday)]);
    let log = PainLog::default();
    let history = LoadHistory { runs: &runs, coverage: &coverage, log: &log, unwell: &[] };
    let weeks = weeks(&days(&history), sunday);
    assert_eq!(weeks[0].steps_by_slope, Some((100.0, 9000.0, 200.0)));
    assert_eq!(weeks[1].steps_by_slope, None);
}

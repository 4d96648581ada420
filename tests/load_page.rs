//! What a page says of the load besides the weeks: shoes, ground, other sport, one number a day.

use backstride::{
    config::Config,
    history::History,
    model::{Activity, LoadUnit},
    outing::{Setting, measure},
    page::{Page, Units},
    pain::{ColumnMap, PainLog, read},
    pipeline::Gathered,
    say::{titles, voice::Voice},
};
use jiff::{civil::date, tz::TimeZone};

use crate::support::synthetic::{SyntheticRun, on_day};

/// Synthetic runs start at 14:13 in the universal zone, on 21 September 2026; this is 9:13.
const MORNING: f64 = -5.0 / 24.0;
/// Ten minutes before midnight of that day.
const LATE: f64 = 577.0 / 1440.0;

/// The page of September and October, of runs half an hour long at 3 m/s: 5.4 km each.
fn page(activities: &[Activity], log: &str, config: &str) -> Page {
    let setting = Setting { time_zone: Some(TimeZone::UTC), ..Setting::default() };
    let mut outings: Vec<_> =
        activities.iter().flat_map(|run| measure(run, "run.fit", &setting)).collect();
    outings.sort_by_key(|outing| outing.started);
    let gathered = Gathered { outings, ..Gathered::default() };
    let config = Config::read(config).unwrap();
    let log: PainLog = read(log.as_bytes(), &ColumnMap::default(), "log").unwrap();
    let history = History::new(&gathered, Some(&log), &config);
    history.page(&history.span(date(2026, 9, 1), date(2026, 10, 31)), Units::Metric)
}

fn run(day: f64) -> Activity {
    on_day(day, SyntheticRun::default(), |_| {})
}

fn of_sport(day: f64, sport: &'static str) -> Activity {
    on_day(day, SyntheticRun::default(), |activity| {
        activity.sessions[0].sport.sport = sport.into();
    })
}

#[test]
fn two_pairs_of_one_day_each_get_the_run_nearest_to_their_row() {
    let log = "date,time_local,pain_morning,shoe\n2026-09-21,08:00,2,blue\n2026-09-21,14:00,,red\n";
    let page = page(&[run(MORNING), run(0.0), run(0.1)], log, "");
    let worn: Vec<(&str, f64)> = page
        .shoes
        .iter()
        .map(|shoe| (shoe.name.as_str(), (shoe.distance_m / 100.0).round() / 10.0))
        .collect();
    // One run in the morning, two in the afternoon.
    assert_eq!(worn, [("blue", 5.4), ("red", 10.8)]);
}

#[test]
fn the_log_outranks_the_file_and_the_file_the_settings_on_where_was_run() {
    let trail = on_day(1.0, SyntheticRun::default(), |run| {
        run.sessions[0].sport.sub_sport = Some("trail".into());
    });
    let log = "date,pain_morning,surface\n2026-09-21,2,grass\n";
    let page = page(&[run(0.0), trail, run(2.0), run(3.0)], log, "[runner]\nsurface = \"road\"");
    let shares: Vec<(&str, f64)> =
        page.surfaces.iter().map(|ground| (ground.name.as_str(), ground.share)).collect();
    assert_eq!(
        shares.iter().map(|ground| ground.0).collect::<Vec<_>>(),
        ["road", "grass", "trail"]
    );
    assert!((shares[0].1 - 0.5).abs() < 0.01 && (shares[1].1 - 0.25).abs() < 0.01);
}

#[test]
fn other_sport_is_counted_apart_in_time_and_effort_and_on_days_without_a_run() {
    let log = "date,time_local,pain_morning,rpe,strength_mob\n2026-09-22,14:00,2,6,\n2026-09-23,,2,,mobility\n";
    let page =
        page(&[run(0.0), of_sport(1.0, "cycling"), of_sport(0.1, "cycling"), run(2.0)], log, "");
    let [ride, exercises] = page.other.as_slice() else { panic!("{:?}", page.other) };
    assert_eq!((ride.what.name(), ride.sessions, ride.on_days_without_run), ("cycling", 2, 1));
    assert!((ride.minutes.unwrap() - 60.0).abs() < 0.2);
    // The ride on a run's day has no rating of its own, so there is no sum.
    assert_eq!(ride.session_rpe_load_au, None);
    assert_eq!((exercises.sessions, exercises.on_days_without_run), (1, 0));
    assert_eq!(page.coverage.runs, 2);
}

#[test]
fn effort_times_minutes_of_other_sport_is_told_where_each_session_has_a_rating() {
    let log = "date,time_local,pain_morning,rpe\n2026-09-22,14:00,2,6\n";
    let page = page(&[run(0.0), of_sport(1.0, "swimming")], log, "");
    // Six times half an hour.
    assert!((page.other[0].session_rpe_load_au.unwrap() - 180.0).abs() < 0.5);
}

#[test]
fn a_run_over_midnight_loads_the_day_on_which_it_began() {
    let long = SyntheticRun { seconds: 3_600, ..SyntheticRun::default() };
    let late = on_day(LATE, long, |_| {});
    let page = page(&[late, run(2.0)], "date,pain_morning\n2026-09-21,2\n", "");
    let day = |of| page.days.iter().find(|day| day.date == of).unwrap();
    let minutes = day(date(2026, 9, 21)).running_min.unwrap();
    assert!((minutes - 60.0).abs() < 0.5, "{minutes}");
    assert!(!day(date(2026, 9, 22)).ran);
    assert_eq!(page.coverage.run_days, 2);
}

#[test]
fn the_unit_of_the_load_is_told_with_its_reason_and_the_appendix_only_when_asked() {
    let runs: Vec<Activity> = (0_u32..30).map(|day| run(f64::from(day))).collect();
    let log = "date,pain_morning\n2026-09-21,2\n";
    let spread: Vec<Activity> = (0_u32..15).map(|turn| run(f64::from(2 * turn))).collect();
    let plain = page(&spread, log, "").series.unwrap();
    assert_eq!((plain.unit, plain.appendix), (LoadUnit::Distance, None));
    let asked = page(&runs, log, "[report]\nappendix = true").series.unwrap();
    let days = asked.appendix.unwrap();
    // The same every day: every ratio is 1 once there are 28 days.
    let last = days.iter().rev().find(|day| day.date == date(2026, 10, 20)).unwrap();
    assert!((last.acwr_coupled.unwrap() - 1.0).abs() < 1e-3, "{last:?}");
    assert!((last.acwr_uncoupled.unwrap() - 1.0).abs() < 1e-3, "{last:?}");
}

#[test]
fn rated_runs_make_effort_times_minutes_the_unit() {
    let rows: Vec<String> = (21..=28).map(|day| format!("2026-09-{day},2,5")).collect();
    let runs: Vec<Activity> = [0.0, 1.0, 3.0, 4.0, 6.0, 7.0].map(run).to_vec();
    let series =
        page(&runs, &format!("date,pain_morning,rpe\n{}", rows.join("\n")), "").series.unwrap();
    assert_eq!(series.unit, LoadUnit::SessionRpe);
}

#[test]
fn beside_a_warning_sign_no_title_sounds_as_if_all_were_well() {
    let runs = [run(0.0), run(2.0)];
    let calm = "date,pain_morning\n2026-09-21,2\n2026-09-22,2\n2026-09-23,2\n2026-09-24,2\n";
    let loud = calm
        .replace("pain_morning", "pain_morning,red_flag")
        .replace(",2\n2026-09-22", ",2,saddle\n2026-09-22");
    assert!(titles::echo(&page(&runs, calm, "").echo.unwrap()).contains("settled"));
    let told = page(&runs, &loud, "");
    assert_ne!(told.safety.level, backstride::page::SafetyLevel::Calm);
    assert_eq!(titles::load(Voice::METRIC.tells(&told)), "Weekly distance");
    assert_eq!(titles::echo(&told.echo.unwrap()), "How the back answered runs");
}

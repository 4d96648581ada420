//! What a month's page says of its runs from within: when step length is to be trusted and how
//! far, when one foot is told to be longer on the ground, and which moments are worth filming. The
//! expected answers are the rules' own, worked out by hand for months made here.

use backstride::{
    config::Config,
    history::History,
    model::{Activity, Channel, Series},
    outing::{Setting, measure},
    page::{Grade, Moment, Quantity, Units, Within},
    pipeline::Gathered,
    say::within::doubt,
};
use jiff::{civil::date, tz::TimeZone};

use crate::support::synthetic::{SyntheticRun, on_day};

/// Runs on successive days, by the page of the span that holds them all.
fn within(runs: &[Activity], config: &Config) -> Within {
    let setting = Setting {
        runner: config.runner.clone(),
        time_zone: Some(TimeZone::UTC),
        ..Setting::default()
    };
    let outings = runs.iter().flat_map(|run| measure(run, "run.fit", &setting)).collect();
    let gathered = Gathered { outings, ..Gathered::default() };
    let history = History::new(&gathered, None, config);
    let period = history.span(date(2026, 9, 1), date(2026, 10, 31));
    history.page(&period, Units::Metric).within
}

fn same_runs(n: u32, run: SyntheticRun) -> Vec<Activity> {
    (0..n).map(|day| on_day(f64::from(day), run, |_| {})).collect()
}

fn of_height(height_m: Option<f64>) -> Config {
    let mut config = Config::default();
    config.runner.height_m = height_m;
    config
}

fn graded(runs: &[Activity], config: &Config) -> (Grade, String) {
    let told = within(runs, config).step_length.unwrap();
    let doubts: Vec<String> = told.reasons.into_iter().map(doubt).collect();
    (told.grade, doubts.join(", "))
}

#[test]
fn five_runs_and_sixty_stretches_with_height_told_make_the_highest_confidence() {
    // Half an hour holds 59 or 60 stretches of 30 s, so five runs hold far more than 60.
    let runs = same_runs(5, SyntheticRun::default());
    assert_eq!(graded(&runs, &of_height(Some(1.75))), (Grade::High, String::new()));
}

#[test]
fn three_or_four_runs_take_it_to_medium_and_two_to_low() {
    let config = of_height(Some(1.75));
    for (n, grade, why) in
        [(4, Grade::Medium, "4 runs"), (3, Grade::Medium, "3 runs"), (2, Grade::Low, "2 of 3 runs")]
    {
        let told = graded(&same_runs(n, SyntheticRun::default()), &config);
        assert_eq!(told, (grade, why.to_owned()));
    }
}

#[test]
fn a_height_that_only_the_watch_knows_is_never_the_highest() {
    let with_profile = |day| {
        on_day(f64::from(day), SyntheticRun::default(), |run| run.wearer.height_m = Some(1.75))
    };
    let runs: Vec<Activity> = (0_u32..6).map(with_profile).collect();
    let told = graded(&runs, &of_height(None));
    assert_eq!(told, (Grade::Medium, "height not entered".to_owned()));
}

#[test]
fn mostly_trail_and_a_count_near_the_edge_of_what_a_foot_can_do_are_low() {
    let trail = |day: u32| {
        on_day(f64::from(day), SyntheticRun::default(), |run| {
            run.sessions[0].sport.sub_sport = Some("trail".into());
        })
    };
    let runs: Vec<Activity> = (0_u32..6).map(trail).collect();
    let told = graded(&runs, &of_height(Some(1.75)));
    assert_eq!(told, (Grade::Low, "mostly trail".to_owned()));
    // 131 counts a minute lie between one foot of a sprinter and both feet of a slow runner.
    let slow = SyntheticRun { cadence_spm: 131.0, feet_per_count: 1.0, ..SyntheticRun::default() };
    let told = within(&same_runs(6, slow), &of_height(Some(1.75))).step_length;
    assert_eq!(told.map(|told| told.grade), Some(Grade::Low));
}

/// Runs with this left share of contact time each, in per cent.
fn balanced(shares: &[f64]) -> Within {
    let runs: Vec<Activity> = (0_u32..)
        .zip(shares)
        .map(|(day, share)| {
            on_day(
                f64::from(day),
                SyntheticRun { contact_ms: Some(240.0), ..SyntheticRun::default() },
                |run| {
                    let channel = Channel::ContactBalance;
                    let values = vec![*share; run.samples.len()];
                    let series =
                        Series::recorded(channel, values, "fit.record.stance_time_balance");
                    run.samples.insert(channel, series).unwrap();
                },
            )
        })
        .collect();
    within(&runs, &Config::default())
}

#[test]
fn one_foot_is_told_to_be_longer_only_from_a_point_and_a_half_in_three_of_five_runs() {
    let told = balanced(&[51.5, 51.6, 51.7, 50.2, 49.9]).balance.unwrap();
    assert_eq!((told.longer_left, told.runs, told.of), (true, 3, 5));
    let other = balanced(&[48.5, 48.0, 48.2, 48.4, 50.0]).balance.unwrap();
    assert_eq!((other.longer_left, other.runs, other.of), (false, 4, 5));
    // Half of the runs, a side that changes, a difference of 1.4, and four runs: nothing is told.
    for shares in [
        &[51.6, 51.6, 50.0, 50.0, 50.0, 51.6][..],
        &[52.0, 48.0, 52.0, 48.0, 50.0],
        &[51.4, 51.4, 51.4, 51.4, 51.4],
        &[52.0, 52.0, 52.0, 52.0],
    ] {
        assert_eq!(balanced(shares).balance, None, "{shares:?}");
    }
}

#[test]
fn three_moments_to_film_are_fresh_on_the_level_late_in_the_longest_run_and_the_steepest_descent() {
    let level = SyntheticRun { seconds: 2_400, ..SyntheticRun::default() };
    let long = SyntheticRun { seconds: 4_800, ..level };
    let down = SyntheticRun { grade: -0.08, seconds: 1_800, ..level };
    let runs = [on_day(0.0, long, |_| {}), on_day(1.0, down, |_| {}), on_day(2.0, level, |_| {})];
    let film = within(&runs, &Config::default()).film;
    let [fresh, late, steep] = film.as_slice() else { panic!("{film:?}") };
    // The newest run with a level stretch, from minute 12 on: at 3 m/s that is 2160 m.
    assert_eq!((fresh.date, fresh.which), (date(2026, 9, 23), Moment::Fresh));
    assert!((fresh.minute - 12.0).abs() < 1.0 && (fresh.at_m.unwrap() - 2_160.0).abs() < 180.0);
    // The longest run, not its last two minutes: about minute 77 of 80.
    assert_eq!((late.date, late.which), (date(2026, 9, 21), Moment::Late));
    assert!((75.0..=78.0).contains(&late.minute), "{}", late.minute);
    assert_eq!((steep.date, steep.which), (date(2026, 9, 22), Moment::Downhill));
    assert!((steep.slope.unwrap() + 0.08).abs() < 0.01);
}

#[test]
fn a_month_of_short_runs_has_nothing_late_to_film_and_a_flat_one_no_descent() {
    let film = within(
        &same_runs(3, SyntheticRun { seconds: 1_200, ..SyntheticRun::default() }),
        &Config::default(),
    )
    .film;
    assert_eq!(film.len(), 1, "{film:?}");
    assert_eq!(film[0].which, Moment::Fresh);
}

#[test]
fn the_longest_run_is_shown_over_its_time_with_what_was_recorded_and_nothing_modelled() {
    let runs = [
        on_day(0.0, SyntheticRun { seconds: 3_600, ..SyntheticRun::default() }, |_| {}),
        on_day(1.0, SyntheticRun::default(), |_| {}),
    ];
    let shown = within(&runs, &of_height(Some(1.75))).fingerprint.unwrap();
    assert_eq!(shown.date, date(2026, 9, 21));
    let quantities: Vec<Quantity> = shown.lanes.iter().map(|lane| lane.quantity).collect();
    // Bounce can be modelled from height and cadence, but was not recorded.
    assert_eq!(quantities, [Quantity::Pace, Quantity::Cadence, Quantity::Slope]);
    let cadence = &shown.lanes[1].points;
    assert!(cadence.len() >= 110, "{} of 120 stretches", cadence.len());
    assert!(cadence.iter().all(|(_, spm)| (spm - 172.0).abs() < 0.5));
    let ran_min: f64 = shown.gait.iter().map(|(_, from, until)| until - from).sum();
    assert!((ran_min - 60.0).abs() < 0.5, "{ran_min}");
}

#[test]
fn ten_minutes_are_too_few_to_show_over_their_time() {
    let short = same_runs(2, SyntheticRun { seconds: 540, ..SyntheticRun::default() });
    assert_eq!(within(&short, &Config::default()).fingerprint, None);
}

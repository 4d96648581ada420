use crate::say::voice::Voice;
use jiff::{ToSpan as _, civil::date};

use super::*;
use crate::{
    insight::{change::MorningsChange, comfort::MonthState},
    load as loads,
    load::{CoveredDays, DayLoad, LoadHistory, LoadWeek, RunLoad},
    model::{PainScore, SpikeClass},
    page::{
        Keeping, Load, Mean, Page, Period, PeriodKind, PlanRow, Scores, Spike, Target, Untold,
        sample,
    },
    pain::{ColumnMap, PainLog, read},
    say::headline::text,
};
use jiff::civil::Date;

/// A period and its history by hand.
struct Made {
    period: Period,
    days: Vec<DayLoad>,
    weeks: Vec<LoadWeek>,
    load: Load,
}

impl Made {
    /// Runs of so many kilometres on these days; the export speaks for all days of `covered`.
    fn of(runs: &[(Date, f64)], covered: (Date, Date), period: Period, log: &str) -> Made {
        let runs: Vec<RunLoad> = runs
            .iter()
            .map(|&(day, km)| RunLoad {
                distance_m: Some(1000.0 * km),
                running_min: Some(6.0 * km),
                ..RunLoad::on(day)
            })
            .collect();
        let log = match log {
            "" => PainLog::default(),
            log => read(log.as_bytes(), &ColumnMap::default(), "log").unwrap(),
        };
        let coverage = CoveredDays::declared([covered]);
        let history = LoadHistory { runs: &runs, coverage: &coverage, log: &log, unwell: &[] };
        let days = loads::days(&history);
        let weeks = loads::weeks(&days, period.known_until);
        Made { period, days, weeks, load: Load::default() }
    }

    fn matter(&self) -> Matter<'_> {
        Matter {
            period: &self.period,
            change: None,
            load: &self.load,
            days: &self.days,
            weeks: &self.weeks,
            form: &[],
            logged: None,
            flares: &[],
            unknown: &[],
            month: MonthState::default(),
            unwell_days: 0,
            plan: None,
            runs: 9,
        }
    }
}

fn month(first: Date, known_until: Date) -> Period {
    Period { kind: PeriodKind::Month, first, last: first.last_of_month(), known_until }
}

/// The words of a sentence on a page of all this.
fn said(matter: &Matter<'_>, headline: &Headline) -> String {
    let page = Page {
        period: matter.period.clone(),
        load: matter.load.clone(),
        plan: matter.plan.cloned(),
        ..sample::october()
    };
    text(headline, Voice::METRIC.tells(&page))
}

/// Weeks of three runs each from Monday 5 January 2026 on, told as February.
fn weeks_told(kilometres: &[f64], log: &str) -> Option<String> {
    weeks_of(3, kilometres, log, date(2026, 2, 28))
}

fn weeks_of(runs: i64, kilometres: &[f64], log: &str, known_until: Date) -> Option<String> {
    let monday = date(2026, 1, 5);
    let runs: Vec<(Date, f64)> = (0..)
        .zip(kilometres)
        .filter(|(_, km)| **km > 0.0)
        .flat_map(|(week, km)| {
            (0..runs).map(move |run| (monday + (7 * week + 2 * run).days(), km / runs as f64))
        })
        .collect();
    let period = month(date(2026, 2, 1), known_until);
    let made = Made::of(&runs, (monday, date(2026, 2, 28)), period, log);
    let matter = made.matter();
    load::week(&matter).map(|candidate| said(&matter, &candidate.headline))
}

#[test]
fn a_week_thirty_per_cent_above_the_four_before_it_is_told_and_one_below_is_not() {
    let told = "The week from 2 February had 39 km of running, 30 % more than the mean of the four \
                weeks before it.";
    assert_eq!(weeks_told(&[30.0, 30.0, 30.0, 30.0, 39.0], "").as_deref(), Some(told));
    assert_eq!(weeks_told(&[30.0, 30.0, 30.0, 30.0, 38.7], ""), None);
}

#[test]
fn weeks_in_part_after_illness_after_a_break_or_with_few_runs_are_left_unsaid() {
    let steep = [30.0, 30.0, 30.0, 30.0, 60.0];
    assert!(weeks_told(&steep, "").is_some());
    let ill = |day: &str| format!("date,pain_morning,activity\n{day},1,ill\n");
    assert_eq!(weeks_told(&steep, &ill("2026-01-14")), None, "among the four");
    assert_eq!(weeks_told(&steep, &ill("2026-02-04")), None, "in the week");
    assert_eq!(weeks_told(&[30.0, 30.0, 0.0, 30.0, 60.0], ""), None, "a week without a run");
    // 20 km are the way back, at most 70 % of 30; the mean of four would be 20 km too.
    assert_eq!(weeks_told(&[30.0, 30.0, 30.0, 0.0, 20.0, 30.0], ""), None);
    assert_eq!(weeks_of(3, &steep, "", date(2026, 2, 7)), None, "before its Sunday");
    assert!(weeks_of(3, &steep, "", date(2026, 2, 8)).is_some());
    assert_eq!(weeks_of(1, &steep, "", date(2026, 2, 28)), None, "four runs in four weeks");
    assert!(weeks_of(2, &steep, "", date(2026, 2, 28)).is_some(), "eight runs");
}

/// So many run days, spread evenly over a month.
fn spread(first: Date, runs: i64) -> Vec<(Date, f64)> {
    let length = i64::from(first.days_in_month());
    let is_run = |day: &i64| (day * runs) % length < runs;
    (0..length).filter(is_run).map(|day| (first + day.days(), 5.0)).collect()
}

fn rest_told(run_days: (i64, i64), known_until: Date, log: &str) -> Option<String> {
    let (september, october) = (date(2026, 9, 1), date(2026, 10, 1));
    let runs = [spread(september, run_days.0), spread(october, run_days.1)].concat();
    let covered = (september, date(2026, 10, 31));
    let made = Made::of(&runs, covered, month(october, known_until), log);
    let matter = made.matter();
    load::rest(&matter).map(|candidate| said(&matter, &candidate.headline))
}

#[test]
fn days_without_a_run_are_told_where_a_fifth_fewer_and_both_months_are_known() {
    let over = date(2026, 10, 31);
    // 18 of 30 are 0.6; 12 of 31 are 0.387 and 13 of 31 are 0.419.
    let told = "12 of 31 days were without a run, against 18 of 30 in September.";
    assert_eq!(rest_told((12, 19), over, "").as_deref(), Some(told));
    assert_eq!(rest_told((12, 18), over, ""), None);
    assert_eq!(rest_told((12, 19), date(2026, 10, 30), ""), None, "not over");
    let ill = "date,pain_morning,activity\n2026-09-14,1,ill\n";
    assert_eq!(rest_told((12, 19), over, ill), None, "unwell in the month before");
    let runs = [spread(date(2026, 9, 1), 12), spread(date(2026, 10, 1), 19)].concat();
    let covered = (date(2026, 9, 3), over);
    let made = Made::of(&runs[1..], covered, month(date(2026, 10, 1), over), "");
    assert!(load::rest(&made.matter()).is_none(), "1 and 2 September are not known");
}

#[test]
fn a_row_of_seven_days_with_a_run_is_told_and_one_of_six_is_not() {
    let told = |length: i64| {
        let first = date(2026, 10, 5);
        let runs: Vec<(Date, f64)> = (0..length).map(|day| (first + day.days(), 5.0)).collect();
        let period = month(date(2026, 10, 1), date(2026, 10, 20));
        let made = Made::of(&runs, (date(2026, 10, 1), date(2026, 10, 20)), period, "");
        let matter = made.matter();
        load::rest(&matter).map(|candidate| said(&matter, &candidate.headline))
    };
    let row = "You ran on 7 days in a row, from 5 October to 11 October.";
    assert_eq!(told(7).as_deref(), Some(row));
    assert_eq!(told(6), None);
}

fn score(score: u8) -> PainScore {
    PainScore::new(f64::from(score)).unwrap()
}

/// A plan with so many points on running kept, missed and not to be told, and so many on pain kept and
/// missed.
fn plan([kept, missed, untold]: [usize; 3], [pain_kept, pain_missed]: [usize; 2]) -> PlanPanel {
    let not = Keeping::Missed { is_above: true, on: (1, 12), week: None };
    let day = date(2026, 10, 11);
    let longest = Target::LongestRun { asked_m: 8_000.0, runs: 12, done: Some((day, 9_200.0)) };
    let worst =
        Target::PainDuring(Scores { limit: score(4), days: 12, worst: Some((day, score(6))) });
    let rows = [
        (longest.clone(), Keeping::Kept, kept),
        (longest.clone(), not, missed),
        (longest, Keeping::NotKnown(Untold::AsDone), untold),
        (worst.clone(), Keeping::Kept, pain_kept),
        (worst, not, pain_missed),
    ];
    let rows = rows
        .into_iter()
        .flat_map(|(target, kept, n)| std::iter::repeat_n(PlanRow { target, kept }, n));
    PlanPanel { from: None, rows: rows.collect(), is_told: true }
}

/// The sentences of an October with this plan, and those of a kind that stands besides.
fn with_plan(plan: &PlanPanel, known_until: Date, change: Option<MorningsChange>) -> Vec<String> {
    let october = month(date(2026, 10, 1), known_until);
    let made = Made::of(&[], (date(2026, 10, 1), known_until), october, "");
    let matter = Matter { plan: Some(plan), change, logged: Some((28, 31)), ..made.matter() };
    headlines(&matter).iter().map(|headline| said(&matter, headline)).collect()
}

#[test]
fn the_plan_is_told_as_a_fact_with_its_points_counted() {
    let over = date(2026, 10, 31);
    let told = |plan: &PlanPanel, until| with_plan(plan, until, None);
    assert_eq!(
        told(&plan([4, 0, 1], [2, 0]), over),
        ["Within the plan on all 6 points that could be told."]
    );
    assert_eq!(
        told(&plan([4, 0, 0], [2, 0]), date(2026, 10, 20)),
        ["Within the plan so far on all 6 points."]
    );
    assert_eq!(
        told(&plan([3, 2, 0], [2, 0]), over),
        ["Within the plan on 5 of 7 points; the longest run was 9.2 km, up to 8 km agreed."]
    );
    assert_eq!(
        told(&plan([0, 2, 0], [0, 0]), over),
        ["The longest run was 9.2 km, up to 8 km agreed."]
    );
    // A limit on pain is told alone: a count over all would join it with what was run.
    let sentence = "A limit of the plan was passed: the worst pain during a run was 6 of 10 on 11 \
                    October, up to 4 agreed.";
    assert_eq!(told(&plan([3, 2, 0], [1, 1]), over), [sentence]);
}

#[test]
fn a_plan_that_is_not_told_is_left_to_its_table() {
    let kept = PlanPanel { is_told: false, ..plan([4, 0, 0], [2, 0]) };
    let quiet = ["Nothing stands out by itself; the plan stands beside what was done."];
    assert_eq!(with_plan(&kept, date(2026, 10, 31), None), quiet);
}

fn change(verdict: ChangeVerdict) -> MorningsChange {
    let mean = |value| Mean { value, low: None, high: None, n: 28 };
    let interval = Some((-3.0, -1.0));
    MorningsChange { now: mean(1.7), before: mean(3.8), difference: -2.1, interval, verdict }
}

#[test]
fn a_plan_and_a_change_of_pain_stand_apart_and_points_on_pain_stand_with_it() {
    let over = date(2026, 10, 31);
    let lower = Some(change(ChangeVerdict::Lower));
    let kept = plan([4, 0, 0], [2, 0]);
    let said = with_plan(&kept, over, lower);
    assert_eq!(said.len(), 1, "no filler parts the two: {said:?}");
    assert!(said[0].starts_with("Mornings hurt less"));
    let pain = plan([3, 2, 0], [1, 1]);
    assert_eq!(with_plan(&pain, over, lower).len(), 2);
}

#[test]
fn a_month_is_called_unchanged_only_where_it_was_set_against_another() {
    let october = month(date(2026, 10, 1), date(2026, 10, 31));
    let made = Made::of(&[], (date(2026, 10, 1), date(2026, 10, 31)), october, "");
    let told = |verdict: Option<ChangeVerdict>| {
        let matter =
            Matter { change: verdict.map(change), logged: Some((28, 31)), ..made.matter() };
        said(&matter, &headlines(&matter)[0])
    };
    let unchanged = "Nothing changed beyond your usual day-to-day variation.";
    assert_eq!(told(Some(ChangeVerdict::Unchanged)), unchanged);
    assert_eq!(told(Some(ChangeVerdict::TooFew)), "Nothing stands out by itself.");
    assert_eq!(told(None), "Nothing stands out by itself.");
}

#[test]
fn no_filler_stands_before_a_spike_and_none_beside_a_change_of_pain() {
    let october = month(date(2026, 10, 1), date(2026, 10, 31));
    let mut made = Made::of(&[], (date(2026, 10, 1), date(2026, 10, 31)), october, "");
    made.load.spikes = vec![Spike {
        date: date(2026, 10, 11),
        ratio: 0.38,
        class: SpikeClass::Moderate,
        distance_m: 17_400.0,
        longest_before_m: 12_600.0,
    }];
    let keys = |matter: &Matter<'_>| {
        headlines(matter).iter().map(|it| it.sentence.key()).collect::<Vec<_>>()
    };
    let change = Some(change(ChangeVerdict::Higher));
    let matter = Matter { change, logged: Some((28, 31)), ..made.matter() };
    assert_eq!(keys(&matter), ["pain_change"]);
    let matter = Matter { change, logged: Some((9, 31)), ..made.matter() };
    assert_eq!(keys(&matter), ["pain_change", "logging", "spike"], "a thin log is a finding");
    let matter = Matter { change, logged: None, ..made.matter() };
    assert_eq!(keys(&matter), ["pain_change"]);
    let matter = Matter { change: None, logged: Some((28, 31)), ..made.matter() };
    assert_eq!(keys(&matter), ["spike"]);
}

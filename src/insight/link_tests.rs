use jiff::civil::date;

use super::*;
use crate::{
    model::{LinkVerdict, PainScore, calendar::shifted},
    page::Evenness,
    signal::random::SplitMix64,
};

/// A made-up diary with a run every day but Sunday.
struct Diary {
    run_days: usize,
    /// Points that the next morning rises for each minute above 45.
    per_minute: f64,
    seed: u64,
}

impl Diary {
    fn days(&self) -> Vec<LinkDay> {
        let mut random = SplitMix64::new(self.seed);
        let (mut days, mut runs, mut pain) = (Vec::new(), 0, 3.0);
        let mut day = date(2026, 3, 2);
        while runs < self.run_days {
            let ran = day.weekday() != jiff::civil::Weekday::Sunday;
            let minutes = (30.0 + 30.0 * random.unit_f64()).round();
            let effect = if ran { self.per_minute * (minutes - 45.0) } else { 0.0 };
            let next = 3.0 + 0.4 * (pain - 3.0) + effect + 2.0 * (random.unit_f64() - 0.5);
            days.push(LinkDay {
                date: day,
                ran,
                running_min: Some(if ran { minutes } else { 0.0 }),
                before: Some(half(pain)),
                next_morning: Some(half(next)),
                medicine: false,
                values: vec![Some(if ran { minutes } else { 0.0 })],
            });
            runs += usize::from(ran);
            pain = next;
            day = shifted(day, 1).unwrap();
        }
        days
    }
}

fn half(score: f64) -> PainScore {
    PainScore::new((2.0 * score.clamp(0.0, 10.0)).round() / 2.0).unwrap()
}

fn asked(days: &[LinkDay]) -> Link {
    let period = (date(2026, 5, 1), date(2026, 5, 31));
    link(&LinkQuestion { days, exposures: &[Exposure::RunningMin], period })
}

const LINKED: Diary = Diary { run_days: 80, per_minute: 0.08, seed: 1 };
const UNLINKED: Diary = Diary { run_days: 80, per_minute: 0.0, seed: 1 };

#[test]
fn a_true_link_is_found_and_an_absent_one_is_not() {
    let found = asked(&LINKED.days());
    assert_eq!(found.tests[0].verdict, LinkVerdict::Associated);
    assert!(found.tests[0].primary && found.tests[0].rho.unwrap() > 0.4);
    assert!(found.tests[0].p.unwrap() < 0.05);
    let none = asked(&UNLINKED.days());
    assert_eq!(none.tests[0].verdict, LinkVerdict::NoClearLink);
    let detectable = none.told.unwrap().verdict.finding().unwrap().detectable.unwrap();
    assert!((0.3..0.4).contains(&detectable), "{detectable}");
}

#[test]
fn only_the_declared_test_has_a_p_and_the_looks_have_none() {
    let link = asked(&LINKED.days());
    assert_eq!(link.tests.len(), 4);
    assert_eq!(link.tests.iter().filter(|test| test.primary).count(), 1);
    for look in &link.tests[1..] {
        assert_eq!((look.p, look.verdict), (None, LinkVerdict::Exploratory));
        assert!(look.q.is_some() && look.rho.is_some());
    }
    assert!(looks_note(&link.tests).unwrap().starts_with("4 looks were taken"));
}

#[test]
fn six_exposures_are_twenty_four_looks_and_need_more_mornings() {
    let mut days = LINKED.days();
    for day in &mut days {
        day.values = vec![day.values[0]; 7];
    }
    let period = (date(2026, 5, 1), date(2026, 5, 31));
    let exposures: Vec<Exposure> = [Exposure::ALL.to_vec(), vec![Exposure::SleepH]].concat();
    let link = link(&LinkQuestion { days: &days, exposures: &exposures, period });
    assert_eq!(link.tests.len(), 24);
    assert!(link.tests.iter().all(|test| test.q.is_none()));
    assert_eq!(looks_note(&link.tests).unwrap(), "Too few mornings to test 24 links.");
    assert_eq!(needed_for(24), 244);
}

#[test]
fn under_thirty_pairs_there_are_counts_and_under_sixty_no_verdict() {
    for (run_days, has_rho, verdict) in [
        (13, false, LinkVerdict::TooFew),
        (29, false, LinkVerdict::TooFew),
        (30, true, LinkVerdict::TooFew),
        (59, true, LinkVerdict::TooFew),
        (60, true, LinkVerdict::Associated),
    ] {
        let link = asked(&Diary { run_days, ..LINKED }.days());
        let test = &link.tests[0];
        assert_eq!(
            (test.n, test.rho.is_some(), test.ci_low.is_some(), test.verdict),
            (run_days, has_rho, has_rho, verdict)
        );
        assert_eq!(test.p.is_some(), run_days == 60);
        if run_days < 60 {
            assert_eq!(link.told.unwrap().verdict, Verdict::TooFew(TooFew::Pairs));
        }
    }
}

#[test]
fn eight_distinct_values_and_a_fifth_of_painful_mornings_are_needed() {
    for distinct in [7, 8] {
        let mut days = LINKED.days();
        for (i, day) in days.iter_mut().enumerate() {
            day.values = vec![Some((i % distinct) as f64)];
        }
        let is_too_few = asked(&days).tests[0].verdict == LinkVerdict::TooFew;
        assert_eq!(is_too_few, distinct < 8, "{distinct}");
    }
    let mut painless = LINKED.days();
    for (i, day) in painless.iter_mut().enumerate() {
        day.next_morning = Some(half(if i % 6 == 0 { 2.0 } else { 0.0 }));
    }
    let link = asked(&painless);
    assert_eq!(link.tests[0].verdict, LinkVerdict::TooFew);
    assert_eq!(link.told.unwrap().verdict, Verdict::TooFew(TooFew::PainfulMornings));
}

#[test]
fn a_log_kept_mostly_after_long_runs_is_not_tested() {
    let mut days = LINKED.days();
    for day in days.iter_mut().filter(|day| day.running_min < Some(36.0)) {
        day.next_morning = None;
    }
    let link = asked(&days);
    assert_eq!((link.tests.len(), link.tests[0].verdict), (1, LinkVerdict::UnevenLog));
    assert_eq!((link.tests[0].rho, link.tests[0].p), (None, None));
}

#[test]
fn logging_is_judged_from_the_diarys_first_to_its_last_morning() {
    let mut days = LINKED.days();
    let late = days.len() - 75;
    days.iter_mut().take(late).for_each(|day| day.next_morning = None);
    assert_eq!(asked(&days).tests[0].verdict, LinkVerdict::Associated);
    let exactly = Evenness { all: 0.8, longest_third: 0.9, shortest_third: 0.76 };
    assert!(!exactly.is_uneven());
    assert!(Evenness { all: 0.79, ..exactly }.is_uneven());
    assert!(Evenness { shortest_third: 0.75, ..exactly }.is_uneven());
}

#[test]
fn a_pattern_that_later_runs_show_as_well_is_not_specific() {
    // The morning sets the length of that day's run: what comes later goes with it even more.
    let mut days = LINKED.days();
    let mornings: Vec<Option<PainScore>> = days.iter().map(|day| day.next_morning).collect();
    for (i, day) in days.iter_mut().enumerate().skip(1) {
        let own = day.values[0].unwrap_or(0.0);
        day.values = vec![mornings[i - 1].map(|score| own + 40.0 * score.value())];
    }
    let later = asked(&days);
    if later.tests[0].p.is_some_and(|p| p < 0.05) {
        assert_eq!(later.tests[0].verdict, LinkVerdict::NotSpecific);
    }
    let rho = 0.2;
    let found = control::specificity(&days, (0, Exposure::RunningMin), rho);
    assert!(found.later_as_much);
}

#[test]
fn rest_days_and_mornings_without_pain_before_do_not_pair() {
    let mut days = LINKED.days();
    let all = asked(&days).tests[0].n;
    days[0].before = None;
    days[1].next_morning = None;
    assert_eq!(asked(&days).tests[0].n, all - 2);
    assert!(days.len() > all, "Sundays are there and do not pair");
}

#[test]
fn results_are_also_given_without_days_on_painkillers() {
    let mut days = LINKED.days();
    days.iter_mut().filter(|day| day.ran).take(4).for_each(|day| day.medicine = true);
    let told = asked(&days).told.unwrap();
    let (pairs, rho) = told.verdict.finding().unwrap().without_medicine.unwrap();
    assert!(pairs == 4 && rho > 0.0, "{rho}");
}

#[test]
fn pairs_are_raw_and_marked_by_period() {
    let link = asked(&LINKED.days());
    assert_eq!(link.pairs.len(), 80);
    assert!(link.pairs.iter().all(|pair| pair.running_min >= 30.0));
    let in_may = link.pairs.iter().filter(|pair| pair.in_period).count();
    assert_eq!(in_may, 26, "May 2026 has five Sundays");
}

#[test]
fn nothing_declared_is_an_empty_panel() {
    let period = (date(2026, 5, 1), date(2026, 5, 31));
    let link = link(&LinkQuestion { days: &[], exposures: &[], period });
    assert!(link.tests.is_empty() && link.pairs.is_empty());
}

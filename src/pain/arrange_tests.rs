//! Each sign, how long it takes, and what does not make it go away.

use jiff::civil::date;

use super::*;
use crate::{
    insight::words::banned_words,
    model::calendar::each_day,
    page::Attention,
    pain::{ColumnMap, read},
    say::attention::{to_see, words},
};

const FIRST: Date = date(2026, 6, 1);

fn day(i: i32) -> Date {
    shifted(FIRST, i).unwrap()
}

/// A log from 1 June on, a row a day: its morning, legs and signs.
fn log(days: i32, row: impl Fn(i32) -> (Option<f64>, &'static str, &'static str)) -> PainLog {
    let rows = (0..days).fold(String::new(), |rows, i| {
        let (morning, legs, signs) = row(i);
        let morning = morning.map_or_else(String::new, |pain| pain.to_string());
        rows + &format!("{},{morning},{legs},{signs}\n", day(i))
    });
    let text = format!("date,pain_morning,legs,red_flag\n{rows}");
    read(text.as_bytes(), &ColumnMap::default(), "log").unwrap()
}

fn mornings(days: i32, pain: impl Fn(i32) -> f64) -> PainLog {
    log(days, |i| (Some(pain(i)), "", ""))
}

fn told(day: Date) -> String {
    day.strftime("%-d %B").to_string()
}

fn said(log: &PainLog, as_of: Date) -> Vec<String> {
    arrange(log, as_of).iter().map(|sign| to_see(sign, told)).collect()
}

#[test]
fn mornings_of_four_on_most_logged_days_of_four_weeks_are_told_with_their_count() {
    let log = mornings(28, |i| if i < 3 { 3.5 } else { 4.0 });
    assert_eq!(
        said(&log, day(27)),
        ["mornings have been at 4 or more on 25 of the last 28 logged days"]
    );
    let half = mornings(28, |i| if i % 2 == 0 { 4.0 } else { 3.5 });
    assert_eq!(said(&half, day(27)), [""; 0], "half of them is not most");
}

#[test]
fn three_weeks_are_not_four_and_eleven_weeks_say_it_every_day_from_the_fourth_on() {
    let log = mornings(77, |_| 6.0);
    assert_eq!(said(&log, day(20)), [""; 0]);
    for i in 27..77 {
        assert_eq!(said(&log, day(i)).len(), 1, "day {i}");
    }
}

#[test]
fn a_diary_of_two_mornings_a_week_is_enough_and_one_a_week_is_not() {
    let every = |n: i32| log(29, move |i| ((i % n == 0).then_some(5.0), "", ""));
    assert_eq!(
        said(&every(3), day(28)),
        ["mornings have been at 4 or more on 10 of the last 10 logged days up to 28 June"]
    );
    assert_eq!(said(&every(7), day(28)), [""; 0]);
}

#[test]
fn who_stops_logging_is_still_told() {
    let log = mornings(40, |_| 6.0);
    assert_eq!(
        said(&log, day(90)),
        ["mornings have been at 4 or more on 28 of the last 28 logged days up to 10 July"]
    );
}

#[test]
fn new_pain_below_the_knee_is_told_from_its_second_day_on() {
    let log = log(60, |i| (Some(1.0), if i >= 30 { "below_knee" } else { "none" }, ""));
    assert_eq!(said(&log, day(30)), [""; 0]);
    assert_eq!(said(&log, day(34)), ["pain below the knee is logged on 5 days since 1 July"]);
    assert_eq!(said(&log, day(59)), ["pain below the knee is logged on 30 days since 1 July"]);
}

#[test]
fn pain_below_the_knee_with_which_the_diary_begins_counts_as_new_for_four_weeks() {
    let log = log(60, |_| (Some(1.0), "below_knee", ""));
    assert_eq!(said(&log, day(27)), ["pain below the knee is logged on 28 days since 1 June"]);
    assert_eq!(said(&log, day(28)), [""; 0]);
}

#[test]
fn pain_below_the_knee_that_is_away_for_four_weeks_is_over_and_may_begin_anew() {
    let legs = |i: i32| if [30, 31, 70, 72].contains(&i) { "below_knee" } else { "none" };
    let log = log(90, |i| (Some(1.0), legs(i), ""));
    assert_eq!(said(&log, day(58)).len(), 1);
    assert_eq!(said(&log, day(59)), [""; 0]);
    assert_eq!(said(&log, day(72)), ["pain below the knee is logged on 2 days since 10 August"]);
}

#[test]
fn legs_that_are_no_longer_logged_do_not_make_it_go_away() {
    let legs = |i: i32| match i {
        0..30 => "none",
        30..32 => "below_knee",
        _ => "",
    };
    let log = log(120, |i| (Some(1.0), legs(i), ""));
    assert_eq!(said(&log, day(119)), ["pain below the knee is logged on 2 days since 1 July"]);
}

#[test]
fn mornings_that_rise_by_two_over_four_weeks_are_told_and_one_bad_week_is_not() {
    let log = mornings(28, |i| [0.0, 1.0, 1.5, 2.0][usize::try_from(i / 7).unwrap()]);
    assert_eq!(
        said(&log, day(27)),
        ["mornings rose from 0 in the week from 1 June to 2 in the week from 22 June"]
    );
    let less = mornings(28, |i| [0.0, 1.0, 1.5, 1.5][usize::try_from(i / 7).unwrap()]);
    assert_eq!(said(&less, day(27)), [""; 0]);
    let flare = mornings(28, |i| if i >= 22 { 8.0 } else { 1.0 });
    assert_eq!(said(&flare, day(27)), [""; 0], "a flare is told as one");
    let falls = mornings(28, |i| 3.5 - f64::from(i / 7));
    assert_eq!(said(&falls, day(27)), [""; 0]);
}

#[test]
fn what_was_seen_to_counts_anew_from_then_on() {
    let row = |i: i32| {
        let sign = if i == 40 { "cleared" } else { "" };
        (Some(6.0), if i < 20 { "none" } else { "below_knee" }, sign)
    };
    let log = log(80, row);
    assert_eq!(said(&log, day(39)).len(), 2);
    assert_eq!(said(&log, day(40)), [""; 0]);
    assert_eq!(said(&log, day(67)), [""; 0], "27 mornings since");
    assert_eq!(said(&log, day(68)).len(), 1, "28 mornings since: it lasts on");
}

#[test]
fn a_calm_diary_says_nothing_on_any_day() {
    let log = log(100, |i| (Some(f64::from(i % 3)), "none", ""));
    assert!(each_day(FIRST, day(120)).all(|day| arrange(&log, day).is_empty()));
}

#[test]
fn all_that_stands_is_one_sentence_without_a_word_that_claims_too_much() {
    let pain = |i: i32| if i < 7 { 2.0 } else { 5.0 };
    let log = log(28, |i| (Some(pain(i)), if i < 20 { "none" } else { "below_knee" }, ""));
    let found = arrange(&log, day(27));
    assert_eq!(found.len(), 3);
    let sentence = words(&Attention::Arrange(found), told);
    assert_eq!(
        sentence,
        "Arrange to see your doctor or physical therapist: mornings have been at 4 or more on 21 \
         of the last 28 logged days; pain below the knee is logged on 8 days since 21 June; \
         mornings rose from 2 in the week from 1 June to 5 in the week from 22 June."
    );
    assert_eq!(banned_words(&sentence), [""; 0]);
}

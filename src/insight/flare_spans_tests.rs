//! Flares of diaries made by hand, day by day.

use jiff::civil::date;

use super::*;
use crate::{
    model::calendar::each_day,
    pain::{ColumnMap, read},
};

const HEADER: &str = "date,pain_morning,flare,location,side,legs,meds,function_0_10,red_flag\n";

/// 28 calm mornings of 1 and 2 in June, and these rows of July.
fn log(july: &str) -> PainLog {
    let june = each_day(date(2026, 6, 3), date(2026, 6, 30)).fold(String::new(), |rows, day| {
        rows + &format!("{day},{},,,,none,none,8,\n", 1 + day.day() % 2)
    });
    let text = format!("{HEADER}{june}{july}");
    read(text.as_bytes(), &ColumnMap::default(), "log").unwrap()
}

/// Rows of July from the first on: morning and mark.
fn july(days: &[(&str, &str)]) -> String {
    let row = |(i, (pain, flare)): (usize, &(&str, &str))| {
        format!("2026-07-{:02},{pain},{flare},,,,,,\n", i + 1)
    };
    days.iter().enumerate().map(row).collect()
}

fn day(day: i8) -> Date {
    date(2026, 7, day)
}

fn flares(log: &PainLog) -> Vec<Flare> {
    flares_of(log, (day(1), day(31)))
}

fn days(list: &[Date]) -> Vec<i8> {
    list.iter().map(|day| day.day()).collect()
}

#[test]
fn marked_days_and_days_above_usual_are_told_apart_and_it_ends_with_the_first_of_three_back() {
    let rows = july(&[
        ("2", ""),
        ("5", ""),
        ("8", "yes"),
        ("8", "yes"),
        ("6", "no"),
        ("3", ""),
        ("2", ""),
        ("", ""),
        ("2", ""),
        ("1", ""),
    ]);
    let found = flares(&log(&rows));
    assert_eq!(found.len(), 1);
    let flare = &found[0];
    assert_eq!((flare.first, flare.last), (day(2), day(6)));
    assert_eq!((days(&flare.marked), days(&flare.above_usual)), (vec![3, 4], vec![2, 3, 4, 5, 6]));
    let usual = flare.usual.unwrap();
    assert_eq!((usual.median, usual.middle, usual.n), (1.5, (1.0, 2.0), 28));
    assert_eq!(flare.peak.map(|(day, pain)| (day.day(), pain.value())), Some((3, 8.0)));
    assert_eq!(flare.end, FlareEnd::Back(day(7)));
    assert_eq!(flare.length_days(), 5);
    assert!(!flare.holds(day(7)) && flare.holds(day(6)));
}

#[test]
fn two_mornings_back_are_not_three() {
    let rows = july(&[("2", ""), ("6", ""), ("2", ""), ("2", "")]);
    let flare = &flares(&log(&rows))[0];
    assert_eq!(flare.end, FlareEnd::Open { back: 2 });
    assert!(flare.holds(day(31)) && !matches!(flare.end, FlareEnd::Back(_)));
    assert_eq!(flare.last_morning.map(|(day, _)| day.day()), Some(4));
}

#[test]
fn a_flare_may_be_marked_though_the_scores_are_usual() {
    let rows = july(&[("2", ""), ("2", "yes"), ("1", "yes"), ("2", ""), ("2", ""), ("1", "")]);
    let flare = &flares(&log(&rows))[0];
    assert_eq!((days(&flare.marked), days(&flare.above_usual)), (vec![2, 3], vec![]));
    assert_eq!(flare.end, FlareEnd::Back(day(4)));
}

#[test]
fn a_marked_day_without_a_morning_keeps_it_open() {
    let rows = july(&[("6", ""), ("2", ""), ("2", ""), ("", "yes"), ("2", ""), ("2", "")]);
    let flare = &flares(&log(&rows))[0];
    assert_eq!((flare.last, flare.end), (day(4), FlareEnd::Open { back: 2 }));
}

#[test]
fn a_flare_of_six_weeks_does_not_become_the_usual_level() {
    let text = each_day(day(1), date(2026, 8, 15))
        .fold(String::new(), |rows, day| rows + &format!("{day},6,,,,,,,\n"));
    let found = flares_of(&log(&text), (date(2026, 8, 1), date(2026, 8, 31)));
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].first, found[0].end), (day(1), FlareEnd::Open { back: 0 }));
    assert_eq!(found[0].above_usual.len(), 46);
}

#[test]
fn two_flares_are_two_and_a_calm_month_has_none() {
    let calm = [("2", ""); 4];
    let rows = july(&[&[("5", "")][..], &calm, &[("", "yes")], &calm].concat());
    let found = flares(&log(&rows));
    assert_eq!(found.iter().map(|flare| flare.first.day()).collect::<Vec<_>>(), [1, 6]);
    assert_eq!(flares(&log(&july(&calm))), []);
    // 1.5 is usual: 3 is under two points above it.
    assert_eq!(flares(&log(&july(&[("3", ""), ("3", "")]))), []);
}

#[test]
fn without_a_usual_level_it_ends_when_it_is_no_longer_marked_and_is_not_said_to_have_passed() {
    let text = format!("{HEADER}{}", july(&[("7", "yes"), ("7", ""), ("7", ""), ("7", "")]));
    let log = read(text.as_bytes(), &ColumnMap::default(), "log").unwrap();
    let flare = &flares(&log)[0];
    assert_eq!(flare.end, FlareEnd::NoLongerMarked(day(2)));
    assert!(!matches!(flare.end, FlareEnd::Back(_)) && flare.usual.is_none());
}

#[test]
fn a_flare_on_the_last_day_is_open_and_one_of_last_month_is_not_of_this() {
    let mut rows = july(&[("2", ""); 30]);
    rows.push_str("2026-07-31,6,,,,,,,\n");
    assert_eq!(flares(&log(&rows))[0].end, FlareEnd::Open { back: 0 });
    let august = (date(2026, 8, 1), date(2026, 8, 31));
    assert_eq!(flares_of(&log(&rows), august).len(), 1, "it is not known to have passed");
    let back = (1..=3).fold(rows, |rows, day| rows + &format!("2026-08-0{day},2,,,,,,,\n"));
    assert_eq!(flares_of(&log(&back), august), []);
}

#[test]
fn where_legs_tablets_and_function_are_those_of_its_days() {
    let rows = "2026-07-01,6,,low_back,right,none,prescribed,4,\n\
                2026-07-02,7,,low_back,right,,otc,3,night\n\
                2026-07-04,7,,buttock,,below_knee,none,5,\n";
    let flare = &flares(&log(rows))[0];
    assert_eq!(
        flare.places,
        [(BodySite::LowBack, Some(Side::Right), 2), (BodySite::Buttock, None, 1)]
    );
    assert_eq!(flare.legs, [(LegSymptom::None, 1), (LegSymptom::BelowKnee, 1)]);
    assert_eq!(days(&flare.legs_not_logged), [2, 3]);
    let expected = Tablets { otc: 1, prescribed: 1, none: 1, not_logged: 1 };
    assert_eq!(
        (flare.tablets, flare.function, flare.nights),
        (expected, (Some(4.0), Some(8.0)), 1)
    );
}

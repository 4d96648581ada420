//! What a page's figures are, and what stands beside them.

use jiff::civil::{Date, date};

use super::*;
use crate::{
    model::Change,
    page::{SafetyLevel, sample::october},
};

#[test]
fn a_page_carries_what_its_fields_say() {
    let page = october();
    let own = CarriedFigures::of(&page);
    assert_eq!((own.first, own.last), (date(2026, 10, 1), date(2026, 10, 31)));
    assert_eq!((own.days, own.days_known), (31, 31));
    let value = |what| own.get(what).unwrap().value;
    assert!((value(Carried::Longest) - 17_020.0).abs() < 1e-9);
    assert!((value(Carried::Climb) - 310.0).abs() < 1e-9);
    assert!((value(Carried::Runs) - page.coverage.runs as f64).abs() < 1e-9);
    assert_eq!(own.get(Carried::RunDays).unwrap().of, Some(31));
    let diary = page.diary.as_ref().unwrap();
    let mornings = own.get(Carried::Mornings).unwrap();
    assert_eq!((mornings.n, mornings.origin), (diary.mornings.unwrap().n, CarriedFrom::Reported));
    let cadence = page.form.iter().find(|panel| panel.key == "cadence_spm").unwrap();
    let told = own.get(Carried::Cadence).unwrap();
    assert_eq!(told.origin, CarriedFrom::Recorded(cadence.provenance));
    assert!((told.value - cadence.value.unwrap().value).abs() < 1e-6);
}

#[test]
fn what_is_not_known_says_why_and_is_never_zero() {
    let mut page = october();
    page.diary = None;
    page.echo = None;
    page.plan = None;
    page.load.ascent_m = None;
    page.form.clear();
    let own = CarriedFigures::of(&page);
    assert_eq!(own.get(Carried::Mornings), Err(NotCarried::NotLogged));
    assert_eq!(own.get(Carried::FlareDays), Err(NotCarried::NotLogged));
    assert_eq!(own.get(Carried::Settled), Err(NotCarried::NotLogged));
    assert_eq!(own.get(Carried::Plan), Err(NotCarried::NoPlan));
    assert_eq!(own.get(Carried::Climb), Err(NotCarried::NotKnown));
    assert_eq!(own.get(Carried::Bounce), Err(NotCarried::NotKnown));
    page.coverage.runs = 0;
    let own = CarriedFigures::of(&page);
    assert_eq!(own.get(Carried::Distance), Err(NotCarried::NoRun));
    assert!(own.get(Carried::Runs).unwrap().value.abs() < 1e-9, "no run is a count");
}

#[test]
fn beside_a_loud_box_neither_copy_tells_form_or_plan() {
    let then = CarriedFigures::of(&october());
    let mut page = october();
    page.safety.level = SafetyLevel::Urgent;
    let page = page.obeying_its_box();
    let since = Since::of(&page, then);
    for what in Carried::ALL {
        let is_withheld = what.is_withheld_by_a_loud_box();
        for figures in [&since.then, &since.now] {
            assert_eq!(figures.get(what).is_err(), is_withheld, "{what:?}");
        }
    }
    assert!(!since.has_form());
}

#[test]
fn a_break_counts_where_it_lies_after_the_earlier_copys_first_day_and_up_to_this_ones_last() {
    let (mut page, then) = (october(), CarriedFigures::of(&october()));
    let panel = page.form.iter_mut().find(|panel| panel.key == "cadence_spm").unwrap();
    let day = |month, day| (date(2026, month, day), Change::Watch);
    panel.breaks = vec![day(9, 30), day(10, 1), day(10, 2), day(10, 31), day(11, 1)];
    let since = Since::of(&october(), then).with_breaks_of(&page);
    let of_cadence = since.breaks.iter().filter(|(what, ..)| *what == Carried::Cadence);
    let days: Vec<Date> = of_cadence.map(|(_, day, _)| *day).collect();
    assert_eq!(days, [date(2026, 10, 2), date(2026, 10, 31)]);
}

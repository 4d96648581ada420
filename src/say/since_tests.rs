//! The words of figures then and now.

use jiff::civil::date;

use super::*;
use crate::{
    model::{Change, Provenance},
    page::{CarriedFrom, Page, Units, sample::october},
};

/// October as a copy, with these days and whatever else is set.
fn then(change: impl FnOnce(&mut CarriedFigures)) -> CarriedFigures {
    let mut figures = CarriedFigures::of(&october());
    (figures.first, figures.last) = (date(2026, 9, 1), date(2026, 9, 30));
    (figures.days, figures.days_known) = (30, 30);
    change(&mut figures);
    figures
}

fn told(page: &mut Page, then: CarriedFigures, voice: Voice) -> Beside {
    let since = Since::of(page, then);
    page.since = Some(since);
    beside(voice.tells(page)).unwrap()
}

fn row<'a>(beside: &'a Beside, what: &str) -> &'a [String; 3] {
    beside.rows.iter().find(|row| row[0] == what).unwrap_or_else(|| panic!("{:?}", beside.rows))
}

fn set(figures: &mut CarriedFigures, what: Carried, value: f64) {
    let told = figures.get(what).unwrap();
    figures.figures.insert(what, Ok(Told { value, ..told }));
}

#[test]
fn figures_stand_in_words_and_units_of_the_voice() {
    let copy = || then(|figures| set(figures, Carried::Longest, 12_700.0));
    let metric = told(&mut october(), copy(), Voice::METRIC);
    assert_eq!(metric.title, "Since the copy of 1 to 30 September");
    assert_eq!(row(&metric, "Longest run"), &["Longest run", "12.7 km", "17 km"]);
    // 12.7 km and 17.02 km by 1.609344 km a mile; 310 m by 0.3048 m a foot.
    let imperial = told(&mut october(), copy(), Voice::of(Units::Imperial));
    assert_eq!(row(&imperial, "Longest run"), &["Longest run", "7.9 mi", "10.6 mi"]);
    assert_eq!(row(&imperial, "Climb")[2], "1017 ft");
    let numbered = Voice::METRIC.with_days_numbered_from(date(2026, 8, 1));
    let numbered = told(&mut october(), copy(), numbered);
    assert_eq!(numbered.title, "Since the copy of day 32 to 61");
    assert!(!format!("{numbered:?}").contains("Sept"));
}

#[test]
fn what_was_told_and_is_no_longer_says_why() {
    let mut page = october();
    page.plan = None;
    page.form.clear();
    let copy = then(|figures| {
        figures.figures.insert(Carried::Climb, Err(NotCarried::NotKnown));
    });
    let beside = told(&mut page, copy, Voice::METRIC);
    assert_eq!(row(&beside, "Cadence at own pace")[2], "not known");
    assert_eq!(row(&beside, "Climb")[1], "not known");
    let plan = beside.rows.iter().find(|row| row[0] == "Points within the plan");
    assert!(plan.is_none_or(|row| row[2] == "no plan"));
    let mut page = october();
    page.safety.level = crate::page::SafetyLevel::Emergency;
    let beside = told(&mut page.obeying_its_box(), then(|_| {}), Voice::METRIC);
    let cadence = ["Cadence at own pace", "withheld", "withheld: see the box"];
    assert_eq!(row(&beside, "Cadence at own pace"), &cadence);
}

#[test]
fn periods_of_other_lengths_are_told_by_the_week() {
    let copy = then(|figures| {
        (figures.first, figures.days, figures.days_known) = (date(2026, 8, 1), 61, 40);
        set(figures, Carried::Distance, 61_000.0);
        set(figures, Carried::Runs, 20.0);
    });
    let beside = told(&mut october(), copy, Voice::METRIC);
    // 61 km in 61 days are 7 km a week, 20 runs 2.3.
    assert_eq!(row(&beside, "Distance a week")[1], "7 km");
    assert_eq!(row(&beside, "Runs a week")[1], "2.3");
    assert!(beside.rows.iter().any(|row| row[0] == "Longest run"), "no amount");
    assert_eq!(
        beside.notes[..2],
        [
            "That copy has 61 days, this one 31: distance, time, runs and climb are told by the week.",
            "Running is known on 40 of 61 days then, on 31 of 31 now; of the others nothing is counted."
        ]
    );
    // September has a day less than October.
    let beside = told(&mut october(), then(|_| {}), Voice::METRIC);
    assert_eq!(beside.notes, ["That copy has 30 days, this one 31."]);
    assert_eq!(row(&beside, "Runs")[1], row(&beside, "Runs")[2]);
}

#[test]
fn days_in_both_are_counted() {
    let copy = then(|figures| figures.last = date(2026, 10, 1));
    let beside = told(&mut october(), copy, Voice::METRIC);
    assert!(
        beside.notes.contains(&"Of the days of that copy 1 stands in this one, too.".to_owned())
    );
}

#[test]
fn what_is_not_like_with_like_is_named() {
    let mut page = october();
    let copy = then(|figures| {
        let cadence = figures.get(Carried::Cadence).unwrap();
        let origin = CarriedFrom::Recorded(Provenance::Modelled);
        let at_speed_m_per_s = Some(1_000.0 / 400.0);
        figures.figures.insert(Carried::Cadence, Ok(Told { origin, at_speed_m_per_s, ..cadence }));
    });
    let mut since = Since::of(&page, copy);
    since.breaks = vec![(Carried::Cadence, date(2026, 10, 12), Change::Strap)];
    let now = since.now.get(Carried::Cadence).unwrap();
    page.since = Some(since);
    let notes = beside(Voice::METRIC.tells(&page)).unwrap().notes.join("\n");
    let pace = now.at_speed_m_per_s.map_or_else(String::new, |speed| {
        format!("at 6:40 /km then, {} now, ", words::pace(speed, Units::Metric))
    });
    let wanted = format!(
        "Not like with like: cadence at own pace ({pace}estimated then, {} now, strap changed on 12 October).",
        now.origin.word()
    );
    assert!(notes.contains(&wanted), "{notes}");
}

#[test]
fn figures_that_would_be_others_today_are_counted_and_the_first_named() {
    let mut page = october();
    let mut since = Since::of(&page, then(|_| {}));
    let mut again = since.then.clone();
    for (at, what) in
        [Carried::Distance, Carried::Runs, Carried::Longest, Carried::Climb, Carried::Peak]
            .into_iter()
            .enumerate()
    {
        set(&mut again, what, 9.0 + at as f64 * 1_000.0);
    }
    // A difference that no reader could see is none.
    let mean = again.get(Carried::Mornings).unwrap().value;
    set(&mut again, Carried::Mornings, mean + 1e-6);
    since.again = Some(again);
    page.since = Some(since);
    let notes = beside(Voice::METRIC.tells(&page)).unwrap().notes.join("\n");
    assert!(
        notes.contains(
            "5 figures of that copy are different by today's files and settings: distance 0 km,"
        ),
        "{notes}"
    );
    assert!(notes.contains("; and 1 more."), "{notes}");
    page.since.as_mut().unwrap().again = Some(page.since.as_ref().unwrap().then.clone());
    let notes = beside(Voice::METRIC.tells(&page)).unwrap().notes.join("\n");
    assert!(!notes.contains("different"), "{notes}");
}

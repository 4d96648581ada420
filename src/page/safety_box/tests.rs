use super::*;
use crate::page::{
    Safety,
    sample::planted::{MARKS, bare, plant},
};

/// A bare page that holds the parts whose bits are set, at a level.
fn page_with(bits: u32, level: SafetyLevel, bare: &Page) -> (Page, Vec<Withheld>) {
    let mut page = Page { safety: Safety { level, signs: Vec::new() }, ..bare.clone() };
    let there = (0..).zip(MARKS).filter(|(bit, _)| bits >> bit & 1 == 1);
    let mut there: Vec<Withheld> = there.map(|(_, (what, _))| what).collect();
    for what in &there {
        plant(&mut page, *what);
    }
    // A figure of form comes with its panel, and that of the plan with the plan.
    for (figure, of) in
        [(Withheld::FormFigures, Withheld::Form), (Withheld::PlanFigure, Withheld::Plan)]
    {
        if there.contains(&figure) && !there.contains(&of) {
            there.push(of);
        }
    }
    there.sort();
    (page, there)
}

/// A page with nothing that takes time to copy.
fn small() -> Page {
    Page { days: Vec::new(), series: None, ..bare() }
}

/// Up to three parts at a time, and all but two: each part beside and without every other.
fn combinations() -> impl Iterator<Item = u32> {
    let all = u32::try_from(MARKS.len()).unwrap();
    (0..1 << all).filter(move |bits: &u32| bits.count_ones() <= 3 || bits.count_ones() + 2 >= all)
}

#[test]
fn of_every_combination_what_was_there_is_named_and_nothing_else() {
    let bare = small();
    for bits in combinations() {
        for level in [SafetyLevel::Urgent, SafetyLevel::Emergency] {
            let (page, there) = page_with(bits, level, &bare);
            let obeying = page.obeying_its_box();
            assert_eq!(obeying.withheld, there, "{bits:b}");
            let again = obeying.clone().obeying_its_box();
            assert_eq!(again.withheld, there, "asked twice it takes and names nothing more");
        }
    }
}

#[test]
fn a_calm_box_takes_nothing() {
    let (page, _) = page_with((1 << MARKS.len()) - 1, SafetyLevel::Calm, &small());
    let obeying = page.clone().obeying_its_box();
    assert_eq!(format!("{obeying:?}"), format!("{page:?}"));
}

#[test]
fn beside_a_loud_box_pain_and_load_stay_as_they_are() {
    for level in [SafetyLevel::Urgent, SafetyLevel::Emergency] {
        let (page, _) = page_with((1 << MARKS.len()) - 1, level, &bare());
        let obeying = page.clone().obeying_its_box();
        assert_eq!((&obeying.diary, &obeying.load), (&page.diary, &page.load));
        assert_eq!((&obeying.days, &obeying.series), (&page.days, &page.series));
        assert_eq!((&obeying.shoes, &obeying.surfaces), (&page.shoes, &page.surfaces));
        let (before, after) = (page.echo.unwrap(), obeying.echo.unwrap());
        assert_eq!((before.rows, before.counts), (after.rows, after.counts));
        assert_eq!(obeying.runs[0].distance_m, page.runs[0].distance_m);
    }
}

#[test]
fn of_a_year_form_plan_and_comparisons_are_taken_and_named() {
    let year = crate::page::sample::year::loud();
    let taken = [Withheld::Form, Withheld::Plan, Withheld::PaceCadence, Withheld::Changes];
    let mut named = year.withheld.clone();
    named.sort_by_key(|what| taken.iter().position(|it| it == what));
    assert_eq!(named, taken);
    assert!(year.form.is_empty() && year.plan.is_none() && year.pace_cadence.is_none());
    assert!(year.changes.iter().all(|change| change.rows.is_empty()));
}

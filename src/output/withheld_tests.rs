//! What a loud safety box takes away stands in no output, whatever else is on the page.

use super::{
    IndexEntry, Neighbours, Paper, Standing, html, index, paper::page_one, share, summary,
};
use crate::{
    draw::{charts, svg},
    page::{
        CarriedFigures, Keeping, Page, PlanRow, SafetyLevel, Since,
        sample::{
            self, october,
            planted::{MARKS, bare, plant},
        },
    },
    say::voice::Voice,
};

/// Everything that is made of a page, in small letters.
fn outputs(page: &Page) -> String {
    let copy = share::redacted(page.clone(), share::ShareStyle::Plain);
    let (page, copy) = (Voice::METRIC.tells(page), Voice::METRIC.tells(&copy));
    let entry = IndexEntry::of(page, Standing::Stands);
    let charts =
        charts::all(page).into_iter().flat_map(|it| [it.title, it.caption, svg(&it.drawing)]);
    let all = [
        html(page, &Neighbours::default()).unwrap(),
        share::page_of(copy, (share::ShareStyle::Plain, copy.period.first)).unwrap(),
        page_one::sheets(page, Paper::A4).iter().map(svg).collect(),
        page_one::sheets(copy, Paper::Letter).iter().map(svg).collect(),
        summary(page).unwrap(),
        index(&[entry], &[], &[]).unwrap(),
    ];
    all.into_iter().chain(charts).collect::<String>().to_lowercase().replace("&#39;", "'")
}

fn loud(page: &Page, level: SafetyLevel) -> Page {
    let mut page = page.clone();
    page.safety.level = level;
    page.safety.signs = vec![sample::saddle()];
    page.obeying_its_box()
}

#[test]
fn what_is_planted_is_seen_beside_a_calm_box_and_nowhere_beside_a_loud_one() {
    for (what, mark) in MARKS {
        let mut page = bare();
        plant(&mut page, what);
        assert!(outputs(&page).contains(mark), "{what:?} is nowhere to be seen");
        for level in [SafetyLevel::Urgent, SafetyLevel::Emergency] {
            let page = loud(&page, level);
            assert!(!outputs(&page).contains(mark), "{what:?} beside {level:?}");
        }
    }
}

#[test]
fn of_all_at_once_nothing_is_left_and_the_summary_names_each() {
    let mut page = bare();
    for (what, _) in MARKS {
        plant(&mut page, what);
    }
    let page = loud(&page, SafetyLevel::Emergency);
    let written = outputs(&page);
    for (what, mark) in MARKS {
        assert!(!written.contains(mark), "{what:?}");
    }
    let told: serde_json::Value =
        serde_json::from_str(&summary(Voice::METRIC.tells(&page)).unwrap()).unwrap();
    let named: Vec<&str> = told["safety"]["withheld"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it.as_str().unwrap())
        .collect();
    assert_eq!(named, MARKS.map(|(what, _)| what.key()));
}

/// Of the rows of a plan how one was not kept.
fn missed(rows: &[PlanRow]) -> Keeping {
    let is_missed = |row: &&PlanRow| matches!(row.kept, Keeping::Missed { .. });
    rows.iter().find(is_missed).unwrap().kept
}

#[test]
fn neither_the_data_of_a_copy_nor_an_earlier_copy_tells_it_beside_a_loud_box() {
    let with = |steps: f64, points: usize| {
        let mut page = october();
        page.form[0].value.as_mut().unwrap().value = steps;
        let plan = page.plan.as_mut().unwrap();
        let row = |number: usize| {
            let kept = if number < points { Keeping::Kept } else { missed(&plan.rows) };
            PlanRow { kept, ..plan.rows[0].clone() }
        };
        (plan.rows, plan.is_told) = ((0..88).map(row).collect(), true);
        page
    };
    let written = |page: &Page| {
        let mut copy = share::redacted(page.clone(), share::ShareStyle::Plain);
        copy.since = Some(Since::of(&copy, CarriedFigures::of(&with(163.456_789, 66))));
        let copy = Voice::METRIC.tells(&copy);
        let page = share::page_of(copy, (share::ShareStyle::Plain, copy.period.first)).unwrap();
        page + &page_one::sheets(copy, Paper::A4).iter().map(svg).collect::<String>()
    };
    let marks = ["187.654321", "188 steps/min", "163 steps/min", "77 of 88", "66 of 88"];
    let calm = written(&with(187.654_321, 77));
    for mark in marks {
        assert!(calm.contains(mark), "{mark} is nowhere to be seen");
    }
    for level in [SafetyLevel::Urgent, SafetyLevel::Emergency] {
        let loud = written(&loud(&with(187.654_321, 77), level));
        for mark in marks {
            assert!(!loud.contains(mark), "{mark} beside {level:?}");
        }
    }
}

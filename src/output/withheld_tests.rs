//! What a loud safety box takes away stands in no output, whatever else is on the page.

use super::{
    IndexEntry, Neighbours, Paper, Standing, html, index, paper::page_one, share, summary,
};
use crate::{
    draw::{charts, svg},
    page::{
        Page, SafetyLevel,
        sample::{
            self,
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
        html::alone(copy).unwrap(),
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

use crate::say::voice::{Spoken, Voice};
use jiff::civil::{date, time};

use super::*;
use crate::{
    insight::words::banned_words,
    model::PainScore,
    output::{Neighbours, html::html, share},
    page::{Nights, OwnWords, Page, SafetyLevel, sample},
};

fn score(points: u8) -> PainScore {
    PainScore::new(f64::from(points)).unwrap()
}

/// October with a log of five weeks, counted by hand.
fn october() -> Page {
    let day = |day| date(2026, 10, day);
    let level = |key, days: &[(i8, f64)], median, range| Level {
        key,
        median,
        range,
        days: days.iter().map(|(at, value)| (day(*at), *value)).collect(),
    };
    Page {
        habits: Some(Habits {
            levels: vec![
                level("confidence", &[(2, 2.0), (9, 3.0), (20, 4.0)], 3.0, (2.0, 4.0)),
                level("hydration_l", &[(1, 0.0), (31, 2.0)], 1.0, (0.0, 2.0)),
            ],
            kinds: vec![Kinds {
                key: "strength_mob",
                days: vec![("core".into(), 3), ("none".into(), 1)],
                weeks: vec![(day(5), 2, 3), (day(12), 1, 1)],
            }],
            nights: Nights { under_7_h: 4, within: 20, over_9_h: 1 },
            treatments: vec![(day(14), "Massage with <Kim>".into())],
            own_words: vec![OwnWords {
                key: "easing",
                days: vec![day(3), day(4)],
                phrases: vec![("Walking with <Kim>".into(), 2)],
            }],
            by_the_clock: vec![(day(3), time(18, 5, 0, 0), score(6))],
            worst: vec![(day(3), score(6)), (day(4), score(1))],
            confidence_stays_low: true,
            sitting: Some(Sitting {
                parted_at_h: 6.5,
                after_more: (2.26, 12),
                after_less: (3.0, 9),
            }),
            months: vec![MonthBeside {
                first: day(1),
                last: day(31),
                confidence: Some((3.0, 3)),
                mornings: None,
                run_days: 16,
            }],
        }),
        ..sample::october()
    }
}

#[test]
fn every_kind_of_what_was_logged_stands_in_the_fold_with_its_counts() {
    let fold = LogFold::of(Voice::METRIC.tells(&october())).unwrap();
    let levels: Vec<[String; 3]> = fold
        .levels
        .iter()
        .map(|row| [row.name.to_owned(), row.middle.clone(), row.range.clone()])
        .collect();
    assert_eq!(
        levels,
        [
            ["Worst pain of the day", "3.5 of 10", "1 to 6"],
            ["Confidence in running (10: no fear)", "3 of 10", "2 to 4"],
            ["Drunk", "1 l", "0 to 2"],
        ]
    );
    // Nought on the first of 31 days, and the most on the last: a line, and the full height.
    assert_eq!(fold.levels[2].bars[0], ["0.0", "17.0", "2.9", "1.0"]);
    assert_eq!(fold.levels[2].bars[1], ["120.0", "0.0", "2.9", "18.0"]);
    let kinds = fold.kinds.unwrap();
    assert_eq!(kinds.head, ["what", "days", "from 5 Oct", "from 12 Oct"]);
    let row = ["Strength, core, mobility, stretching", "core 3, none 1", "2 of 3", "1 of 1"];
    assert_eq!(kinds.rows, [row]);
    assert_eq!(fold.clock.unwrap().rows, [["3 October", "18:05", "6"]]);
    assert_eq!(fold.months.unwrap().rows, [["October 2026", "3.0 (3 days)", "16", ""]]);
    assert!(fold.lines[0].starts_with("Nights: 4 of under 7 h, 20 of 7 to 9 h, 1 of over 9 h."));
    assert!(fold.lines[1].contains("more than 6.5 h 2.3 of 10 (12 days)"), "{:?}", fold.lines);
    assert!(fold.lines.iter().all(|line| banned_words(line).is_empty()));
}

#[test]
fn own_words_are_on_the_private_page_alone_and_a_link_is_withheld_when_the_box_is_loud() {
    let mut page = october();
    let html = |page: Spoken<'_>| html(page, &Neighbours::default()).unwrap();
    let private = html(Voice::METRIC.tells(&page));
    assert!(private.contains("Massage with &#60;Kim&#62;"));
    assert!(private.contains("“Walking with &#60;Kim&#62;” (2 days)"));
    let copy = html(Voice::METRIC.tells(&share::redacted(page.clone(), share::ShareStyle::Plain)));
    assert!(!copy.contains("Kim") && copy.contains("What else the log says"));
    assert!(copy.contains("Eases, as written") && copy.contains("on 2 days"));
    page.safety.level = SafetyLevel::Urgent;
    let fold = LogFold::of(Voice::METRIC.tells(&page.obeying_its_box())).unwrap();
    assert_eq!(fold.lines.len(), 1, "{:?}", fold.lines);
}

#[test]
fn a_copy_with_numbered_days_names_no_month() {
    let (page, voice) = (october(), Voice::METRIC.with_days_numbered_from(date(2026, 9, 1)));
    let fold = LogFold::of(voice.tells(&page)).unwrap();
    assert_eq!(fold.months.unwrap().rows[0][0], "day 31 to 61");
    assert_eq!(fold.kinds.unwrap().head[2], "from day 35");
}

#[test]
fn confidence_that_stays_low_gets_kind_words_and_no_others() {
    let mut page = october();
    let said = on_confidence(Voice::METRIC.tells(&page)).unwrap();
    assert!(said.starts_with("Confidence in running stays low: 3 of 10"), "{said}");
    assert!(said.contains("Mental-health professionals") && banned_words(&said).is_empty());
    page.habits.as_mut().unwrap().confidence_stays_low = false;
    assert_eq!(on_confidence(Voice::METRIC.tells(&page)), None);
}

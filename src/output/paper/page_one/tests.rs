//! The printed page.

use super::*;
use crate::say::voice::{Spoken, Voice};
use jiff::ToSpan as _;

use crate::draw::{drawing::Item, picture, svg, svg_of_block};
use crate::model::LinkVerdict;
use crate::page::sample;
use crate::page::{
    CarriedFigures, Day, DeviceName, EchoRow, FormNote, Page, PeriodKind, Since, Units, WouldAdd,
};
use crate::say::safety;

/// The box as running text.
fn box_words() -> String {
    format!("{} {}", safety::plain(safety::EMERGENCY), safety::plain(safety::ADVICE))
}

/// The samples, and one with a loud safety box.
fn pages() -> Vec<(&'static str, Units, Page)> {
    let mut pages = sample::all();
    let mut loud = sample::october();
    loud.safety.level = SafetyLevel::Emergency;
    loud.safety.signs = vec![sample::saddle()];
    pages.push(("loud", Units::Metric, loud.obeying_its_box()));
    pages
}

/// So many days up to 31 October, each like one of October's; every run is answered.
fn span(days: usize) -> Page {
    let mut page = sample::october();
    let october = std::mem::take(&mut page.days);
    let last = page.period.last;
    page.days = (0..days)
        .rev()
        .map(|before| {
            let like = &october[30 - before % 31];
            Day { date: last.saturating_sub(i64::try_from(before).unwrap().days()), ..like.clone() }
        })
        .collect();
    page.period.first = page.days[0].date;
    page.period.kind = PeriodKind::Span;
    let echo = page.echo.as_mut().unwrap();
    let rows = std::mem::take(&mut echo.rows);
    echo.rows = page
        .days
        .iter()
        .filter(|day| day.ran)
        .zip(rows.iter().cycle())
        .map(|(day, row)| EchoRow { date: day.date, ..row.clone() })
        .collect();
    page
}

/// Pages that ask for more than there is room for.
fn crowded() -> Vec<(String, Units, Page)> {
    let mut pages: Vec<(String, Units, Page)> = pages()
        .into_iter()
        .map(|(name, units, page)| (name.to_owned(), units, page))
        .chain(
            [1, 31, 62, 123, 365, 1000]
                .map(|days| (format!("{days} days"), Units::Metric, span(days))),
        )
        .collect();
    let mut endless = sample::over_new_year();
    let name = "Donaudampfschifffahrtsgesellschaft".repeat(6);
    endless.name = Some(name.clone());
    endless.coverage.recorded_by.devices =
        ["", "a", "b"].map(|end| DeviceName::called(format!("{name}{end}"))).into();
    endless.shoes[0].name.clone_from(&name);
    endless.form_notes = vec![FormNote::FewRuns(3); 9];
    endless.would_add = vec![WouldAdd::PainLog, WouldAdd::Runs, WouldAdd::Height];
    pages.push(("endless names".into(), Units::Metric, endless));
    let mut busy = span(62);
    busy.headlines = vec![busy.headlines[0].clone(); 12];
    busy.plan.as_mut().unwrap().rows.extend(sample::october().plan.unwrap().rows);
    pages.push(("busy".into(), Units::Metric, busy));
    let mut beside = sample::october();
    beside.since = Some(Since::of(&beside, CarriedFigures::of(&sample::over_new_year())));
    pages.push(("an earlier copy beside".into(), Units::Imperial, beside));
    let mut told = sample::october();
    told.link.tests[0].verdict = LinkVerdict::Associated;
    pages.push(("associated".into(), Units::Metric, told));
    pages
}

/// What is drawn of a sheet: each block but ornaments with its label and its left, top, right and
/// bottom.
fn blocks(sheet: &Drawing) -> Vec<(String, [f64; 4])> {
    sheet
        .blocks()
        .filter(|block| block.part != Part::Ornament)
        .map(|block| {
            let tree = picture::tree(&svg_of_block(sheet, block)).unwrap();
            let drawn = tree.root().abs_layer_bounding_box();
            let ends = [drawn.left(), drawn.top(), drawn.right(), drawn.bottom()].map(f64::from);
            (block.label.chars().take(120).collect(), ends)
        })
        .collect()
}

/// All sheets as SVG.
fn written(page: Spoken<'_>, paper: Paper) -> Vec<String> {
    sheets(page, paper).iter().map(svg).collect()
}

#[test]
fn the_foot_of_a_copy_has_no_marks_of_code() {
    let mut copy = sample::october();
    copy.is_copy = true;
    let printed: String = sheets(Voice::METRIC.tells(&copy), Paper::A4).iter().map(svg).collect();
    assert!(printed.contains("backstride verify FILE"), "the foot says how a copy is checked");
    assert!(!printed.contains('`'));
}

#[test]
fn nothing_on_a_sheet_reaches_over_its_margins_or_over_anything_else() {
    for (name, units, page) in crowded() {
        for paper in [Paper::A4, Paper::Letter] {
            let (width, height) = paper.size();
            for (number, sheet) in sheets(Voice::of(units).tells(&page), paper).iter().enumerate() {
                let blocks = blocks(sheet);
                for (index, (label, [left, top, right, bottom])) in blocks.iter().enumerate() {
                    let place = format!("{name} {paper:?} sheet {}: {label}", number + 1);
                    assert!(*left >= MARGIN - 2.0 && *right <= width - MARGIN + 2.0, "{place}");
                    assert!(*top >= MARGIN - 2.0 && *bottom <= height - MARGIN + 3.0, "{place}");
                    for (other, [l, t, r, b]) in &blocks[index + 1..] {
                        let is_beside = *right < l + 1.5 || *r < left + 1.5;
                        let is_below = *bottom < t + 1.5 || *b < top + 1.5;
                        assert!(is_beside || is_below, "{place} meets {other}");
                    }
                }
            }
        }
    }
}

#[test]
fn what_is_drawn_is_as_high_as_was_reckoned_for_it() {
    for (name, units, page) in crowded() {
        let page = Voice::of(units).tells(&page);
        let layout = Layout::new(page, Paper::A4);
        let part = Panel::Echo { from: 1, until: 3 };
        for panel in Panel::ALL.into_iter().chain([part, Panel::TallLoad { px: 207 }]) {
            let drawn = layout.piece(panel).map(|piece| piece.height);
            assert_eq!(layout.height(panel), drawn, "{name}: {panel:?}");
        }
        for rows in [0..1, 1..2].into_iter().take(month_rows(page, whole(layout.width))) {
            let drawn = layout.rows_of_days(rows.clone()).height;
            assert!((layout.rows_of_days_px(rows) - drawn).abs() < 1e-9, "{name}");
        }
    }
}

#[test]
fn an_earlier_copy_stands_on_a_sheet_whole_where_there_is_one() {
    let mut page = sample::october();
    page.since = Some(Since::of(&page, CarriedFigures::of(&page)));
    for paper in [Paper::A4, Paper::Letter] {
        let sheets = written(Voice::METRIC.tells(&page), paper).concat();
        for words in
            ["Since the copy of 1 to 31 October", "Longest run", "Of the days of that copy"]
        {
            assert!(sheets.contains(words), "{words} {paper:?}");
        }
    }
}

#[test]
fn load_stands_on_the_first_sheet_however_long_the_span_and_form_with_it() {
    for days in [1, 31, 62, 123, 365, 1000] {
        for paper in [Paper::A4, Paper::Letter] {
            let sheets = written(Voice::METRIC.tells(&span(days)), paper);
            assert!(sheets[0].contains("Distance by week"), "{days} {paper:?}");
            assert!(sheets[0].contains(">Form at your own pace<"), "{days} {paper:?}");
            assert!(sheets[0].contains("Plan from your therapist"), "{days} {paper:?}");
        }
    }
}

#[test]
fn days_stand_on_one_of_the_sheets_or_it_is_said_where_they_do() {
    let four_months = written(Voice::METRIC.tells(&span(123)), Paper::A4);
    assert!(four_months[0].contains("Earlier days: page 2 of the PDF"), "they are pointed to");
    assert!(!four_months[1].contains("the HTML file"), "all days have room");
    let long = written(Voice::METRIC.tells(&span(1000)), Paper::A4).concat();
    assert!(long.contains("stand in the whole page, the HTML file."));
    let month = written(Voice::METRIC.tells(&span(31)), Paper::A4).concat();
    assert!(!month.contains("Earlier days"));
}

/// The days that a text names as rows of answers.
fn answers_told(sheets: &[Drawing]) -> Vec<&str> {
    let words = sheets.iter().flat_map(Drawing::all_items).filter_map(|item| match item {
        Item::Mark { label, .. } => Some(label.as_str()),
        _ => None,
    });
    words.filter(|words| words.contains(": pain before ")).collect()
}

#[test]
fn no_answer_is_printed_twice_and_in_a_month_none_is_missing() {
    for (name, units, page) in crowded() {
        let rows = page.echo.as_ref().map_or(0, |echo| echo.rows.len());
        for paper in [Paper::A4, Paper::Letter] {
            let sheets = sheets(Voice::of(units).tells(&page), paper);
            let told = answers_told(&sheets);
            let mut once = told.clone();
            once.sort_unstable();
            once.dedup();
            // Of longer spans two days of two years may read alike.
            if page.days.len() <= 200 {
                assert_eq!(once.len(), told.len(), "{name} {paper:?}");
            }
            if page.days.len() <= 31 {
                assert_eq!(told.len(), rows, "{name} {paper:?}");
            }
        }
    }
}

#[test]
fn at_most_six_charts_are_drawn_the_days_among_them() {
    let titles = |page: Spoken<'_>| {
        let sheets = sheets(page, Paper::A4);
        let drawn = sheets.iter().flat_map(Drawing::blocks);
        let drawn = drawn.filter(|block| block.part == Part::Drawing);
        let words = drawn.filter_map(|block| block.label.split(['.', ':']).next());
        let kinds: std::collections::BTreeSet<String> = words.map(str::to_owned).collect();
        kinds
    };
    let mut page = sample::october();
    let null = titles(Voice::METRIC.tells(&page));
    assert_eq!(null.len(), 6, "days, load, form, mornings, answers, a run: {null:?}");
    page.link.tests[0].verdict = LinkVerdict::Associated;
    assert_eq!(titles(Voice::METRIC.tells(&page)), null, "a link is told in words");
    let all = written(Voice::METRIC.tells(&page), Paper::A4).concat();
    assert!(all.contains("Ghost 15, 612 km in all"), "shoes are told in words");
}

#[test]
fn every_sheet_becomes_a_picture() {
    let folder = std::env::var_os("BACKSTRIDE_PICTURES").map(std::path::PathBuf::from);
    for (name, units, page) in crowded() {
        for paper in [Paper::A4, Paper::Letter] {
            for (number, sheet) in sheets(Voice::of(units).tells(&page), paper).iter().enumerate() {
                let png = picture::png(sheet, 2.0).unwrap();
                if let Some(folder) = &folder {
                    let file = format!("sheet-{name}-{paper:?}-{}.png", number + 1);
                    #[allow(clippy::disallowed_methods, reason = "only on request, in tests")]
                    std::fs::write(folder.join(file), png).unwrap();
                }
            }
        }
    }
}

#[test]
fn the_safety_box_stands_on_every_first_sheet_word_for_word() {
    for (name, units, page) in pages() {
        let first = sheets(Voice::of(units).tells(&page), Paper::A4).remove(0);
        assert!(first.blocks().any(|block| block.label == box_words()), "{name}");
    }
}

#[test]
fn a_loud_safety_box_leaves_out_headlines_form_link_and_plan_but_not_pain_and_load() {
    let (.., page) = pages().pop().unwrap();
    let all = written(Voice::METRIC.tells(&page), Paper::A4).concat();
    assert!(all.contains(&Voice::METRIC.reasons(&page.safety.signs)[0]));
    assert!(!all.contains("Mornings hurt less"));
    assert!(!all.contains("Form at your own pace"));
    assert!(!all.contains("Plan from your therapist"));
    assert!(!all.contains("Too few mornings"));
    assert!(all.contains("Pain and running by day"));
    assert!(all.contains("Distance by week"));
}

#[test]
fn a_sheet_names_no_font_but_the_shipped_one_and_comes_out_the_same_twice() {
    let once = written(Voice::METRIC.tells(&sample::october()), Paper::A4);
    assert!(once.iter().all(|svg| svg.matches("font-family").count() == 1));
    assert_eq!(once, written(Voice::METRIC.tells(&sample::october()), Paper::A4));
}

#[test]
fn an_empty_month_still_says_so_and_has_no_second_sheet_of_charts() {
    let svg = written(Voice::METRIC.tells(&sample::empty()), Paper::A4).remove(0);
    assert!(svg.contains("No run was recorded in October 2026."));
}

#[test]
fn shoes_ground_and_a_link_that_is_not_clear_are_not_worth_a_second_sheet() {
    let page = sample::october();
    let layout = Layout::new(Voice::METRIC.tells(&page), Paper::A4);
    let left = |panels: &[Panel]| LeftOver {
        panels: panels.to_vec(),
        besides: layout.besides(),
        ..LeftOver::default()
    };
    assert!(!layout.besides().is_empty(), "there is something to leave out");
    assert!(layout.second(left(&[])).is_none());
    assert!(layout.second(left(&[Panel::Link])).is_none());
    assert!(layout.second(left(&[Panel::Echo { from: 9, until: usize::MAX }])).is_some());
}

#[test]
fn the_first_page_says_no_statistic_by_its_sign() {
    for (name, units, page) in sample::all() {
        let first = written(Voice::of(units).tells(&page), Paper::A4).remove(0);
        let held = ["ρ", " AU", "99 % interval", "99\u{a0}% interval"];
        let found: Vec<&&str> = held.iter().filter(|term| first.contains(**term)).collect();
        assert_eq!(found, [&""; 0], "{name}");
    }
}

use super::*;
use crate::draw::{picture, svg};
use crate::page::Units;
use crate::say::voice::Voice;
use crate::{draw::charts::pace_cadence, page::sample::year as sample};

fn cells(chart: &Chart, month: &str) -> Vec<String> {
    chart.table.rows.iter().find(|row| row[0] == month).unwrap().clone()
}

#[test]
fn every_year_becomes_a_picture_in_every_width() {
    let folder = std::env::var_os("BACKSTRIDE_PICTURES").map(std::path::PathBuf::from);
    let miles = Voice::of(Units::Imperial);
    for (name, voice, year) in [
        ("rich", Voice::METRIC, sample::rich()),
        ("loud", Voice::METRIC, sample::loud()),
        ("begun", miles, sample::begun()),
    ] {
        let year = voice.tells(&year);
        let charts = [1000, 704, 358].map(|width| year_at(year, width)).into_iter().flatten();
        let charts = charts.chain(year_brief(year, 358)).chain(pace_cadence(year));
        for chart in charts {
            let png = picture::png(&chart.drawing, 2.0).unwrap();
            assert!(png.len() > 500, "{name} {}", chart.name);
            assert_eq!(svg(&chart.drawing).matches("font-family").count(), 1);
            #[allow(clippy::disallowed_methods, reason = "only on request, and only in tests")]
            if let Some(folder) = &folder {
                let file = format!("year-{name}-{}-{}.png", chart.name, chart.drawing.width);
                std::fs::write(folder.join(file), png).unwrap();
            }
        }
    }
}

#[test]
fn a_month_not_known_is_blank_a_month_without_a_run_is_nought_and_one_in_part_says_so() {
    let chart = year_at(Voice::METRIC.tells(&sample::rich()), 1000).unwrap();
    assert_eq!(chart.table.head[1], "Distance, km");
    // April was not known to any file; its mornings were logged.
    assert_eq!(cells(&chart, "April 2026")[1], "");
    assert_eq!(cells(&chart, "March 2026")[1], "0");
    assert_eq!(cells(&chart, "May 2026")[1], "64, in part");
    assert_eq!(cells(&chart, "June 2026")[1], "118");
    assert!(
        chart.table.rows.iter().all(|row| row[0] != "January 2025"),
        "of which nothing is known"
    );
    assert_eq!(cells(&chart, "March 2025")[1], "88, in part");
    // Nought and not known differ in the drawing, too: of 2026 nine months have a bar with a number.
    assert!(chart.caption.contains("Hollow: the month is known in part."));
    assert!(chart.caption.contains("Pale: 2025."));
}

#[test]
fn rows_without_anything_to_show_are_left_out_and_miles_are_kept() {
    let chart = year_at(Voice::of(Units::Imperial).tells(&sample::begun()), 704).unwrap();
    assert_eq!(
        chart.table.head,
        [
            "Month",
            "Distance, mi",
            "Time running, hours",
            "Longest run, mi",
            "Without a run, days",
            "Days known"
        ]
    );
    // 31 km are 19.3 miles.
    assert_eq!(cells(&chart, "January 2026")[1], "19.3, in part");
    assert!(!chart.caption.contains("Pale"));
    assert_eq!(pace_cadence(Voice::METRIC.tells(&sample::begun())), None);
}

#[test]
fn no_line_joins_two_sensors() {
    // Two stretches of 2 and 6 months this year, one of 10 months before: 1 + 5 + 9 lines of cadence.
    let mut year = sample::rich();
    year.form.truncate(1);
    let joined = |year: Spoken<'_, Year>| {
        let svg = svg(&year_at(year, 1000).unwrap().drawing);
        let lines = ["#5497c2", "#bfd8e8"]
            .map(|colour| svg.matches(&format!("stroke=\"{colour}\"")).count());
        lines[0] + lines[1]
    };
    let parted = joined(Voice::METRIC.tells(&year));
    for point in &mut year.form[0].points {
        point.stretch = 0;
    }
    assert_eq!(joined(Voice::METRIC.tells(&year)), parted + 1);
}

#[test]
fn beside_a_warning_sign_no_row_of_form_and_no_plan_is_drawn() {
    let chart = year_at(Voice::METRIC.tells(&sample::loud()), 1000).unwrap();
    let svg = svg(&chart.drawing);
    assert!(!svg.contains("Cadence") && !svg.contains("Plan"));
    assert!(svg.contains("Pain"));
}

#[test]
fn the_first_pages_drawing_has_distance_and_pain_and_no_mark_to_point_at() {
    let brief = year_brief(Voice::METRIC.tells(&sample::rich()), 704).unwrap();
    assert_eq!(
        brief.table.head,
        ["Month", "Distance, km", "Pain, 0 to 10, mornings, worst", "Days known"]
    );
    assert!(!svg(&brief.drawing).contains("class=\"mark\""));
}

#[test]
fn no_label_is_smaller_than_nine_points() {
    for width in [1000, 358] {
        let drawing = year_at(Voice::METRIC.tells(&sample::rich()), width).unwrap().drawing;
        assert!(drawing.texts().iter().all(|(.., size)| *size >= 120.0), "{width}");
    }
}

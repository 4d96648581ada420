//! The charts of a page.
//!
//! Every chart is drawn once, as data: pictures, the PDF and the page are made from that one
//! drawing. A chart comes with the words a reader may need in its place: a title that is a
//! finding, a caption that says what is drawn, alternative text with the key number, and a table
//! of everything it shows. What a page has nothing to say about has no chart.

mod appendix;
mod around;
mod chart;
mod differences;
mod drift;
mod echo;
mod fingerprint;
mod form;
mod form_flags;
mod form_ground;
mod form_plot;
mod link;
mod load;
mod matched;
mod month;
mod month_key;
mod month_row;
mod month_weeks;
mod month_words;
mod mornings;
mod pace_cadence;
mod pain_axis;
mod shares;
mod slope;
mod staircase;
mod thirds;
mod year;

pub use self::appendix::appendix;
pub use self::around::around;
pub(crate) use self::chart::Sketch;
pub use self::chart::{COLUMN_WIDTH_PX, Chart, ChartTable, Shape};
pub use self::differences::{Cloud, Differences, LevelLine, differences};
pub use self::drift::drift;
pub use self::echo::echo;
pub(crate) use self::echo::echo_sketch;
pub use self::fingerprint::fingerprint;
pub(crate) use self::fingerprint::fingerprint_sketch;
pub use self::form::form_at_own_pace;
pub(crate) use self::form::{form_sketch, shared_pace};
pub use self::link::{pain_and_runs, pain_and_runs_at};
pub(crate) use self::load::load_sketch;
pub use self::load::weekly_load;
pub use self::matched::matched;
pub(crate) use self::month::{month_row_start, month_rows, month_rows_at, month_rows_height};
pub use self::month::{month_strip, month_strip_at};
pub use self::mornings::mornings;
pub(crate) use self::mornings::mornings_sketch;
pub use self::pace_cadence::pace_cadence;
pub(crate) use self::shares::USUAL_SHOE_LIFE_M;
pub use self::shares::{shoes, shoes_at, steps_by_slope, steps_by_slope_at, surfaces, surfaces_at};
pub use self::slope::by_slope;
pub(crate) use self::slope::slope_sketch;
pub use self::staircase::staircase;
pub use self::thirds::thirds;
pub use self::year::year_at;
pub(crate) use self::year::year_brief;

use crate::page::MorningsBy;
use crate::say::voice::Spoken;

/// Every chart that the page has something to show in, load and back first.
pub fn all(page: Spoken<'_>) -> Vec<Chart> {
    let drawn = [
        month_strip(page, Shape::Wide),
        weekly_load(page),
        echo(page),
        mornings(page, MorningsBy::Length),
        mornings(page, MorningsBy::Descent),
        mornings(page, MorningsBy::Pace),
        form_at_own_pace(page),
        by_slope(page),
        pain_and_runs(page),
        thirds(page),
        around(page),
        matched(page),
        staircase(page),
        drift(page),
        fingerprint(page),
        shoes(page),
        surfaces(page),
        steps_by_slope(page),
        appendix(page),
    ];
    drawn.into_iter().flatten().collect()
}

/// The names that drawings have, as [`all`] gives them.
pub const NAMES: [&str; 19] = [
    "month-strip",
    "weekly-load",
    "echo",
    "mornings-by-length",
    "mornings-by-descent",
    "mornings-by-pace",
    "form",
    "by-slope",
    "pain-and-runs",
    "next-morning-by-thirds",
    "around-runs",
    "matched-runs",
    "return-to-run",
    "drift",
    "fingerprint",
    "shoes",
    "surfaces",
    "steps-by-slope",
    "appendix",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::{picture, svg, svg_inline};
    use crate::page::sample;
    use crate::say::voice::Voice;
    use crate::say::words;

    #[test]
    fn every_drawing_has_one_of_the_names_and_every_name_a_drawing() {
        let drawn: Vec<&str> = sample::all()
            .into_iter()
            .flat_map(|(_, units, page)| all(Voice::of(units).tells(&page)))
            .map(|chart| chart.name)
            .collect();
        assert!(drawn.iter().all(|name| NAMES.contains(name)), "{drawn:?}");
        for name in NAMES {
            assert!(drawn.contains(&name), "{name} is drawn of no made-up page");
        }
    }

    /// Every chart of every sample, narrow and wide.
    fn charts() -> Vec<(String, Chart)> {
        let mut charts = Vec::new();
        for (sample_name, units, page) in sample::all() {
            let page = Voice::of(units).tells(&page);
            charts.extend(all(page).into_iter().map(|chart| (sample_name.to_owned(), chart)));
            let narrow = [
                month_strip(page, Shape::Weeks),
                month_strip_at(page, Shape::Wide, 706),
                pain_and_runs_at(page, 330, 200),
                shoes_at(page, 330),
            ];
            let sketches = [
                load_sketch(page, 330, 200),
                form_sketch(page, 330, 0..3),
                echo_sketch(page, 330, 0..10),
                mornings_sketch(page, MorningsBy::Length, 330),
                mornings_sketch(page, MorningsBy::Descent, 330),
                mornings_sketch(page, MorningsBy::Pace, 330),
                fingerprint_sketch(page, 330),
                slope_sketch(page, 330),
            ];
            let drawn = sketches.into_iter().flatten().map(|sketch| sketch.chart());
            let narrow = narrow.into_iter().chain(drawn).flatten();
            charts.extend(narrow.map(|chart| (format!("{sample_name}-at"), chart)));
        }
        charts
    }

    /// Writes the pictures where someone wants to look at them.
    #[test]
    fn every_chart_becomes_a_picture() {
        let folder = std::env::var_os("BACKSTRIDE_PICTURES").map(std::path::PathBuf::from);
        for (name, chart) in charts() {
            let png = picture::png(&chart.drawing, 2.0).unwrap();
            assert!(png.len() > 500, "{name} {}", chart.name);
            if let Some(folder) = &folder {
                let path = folder.join(format!("{name}--{}.png", chart.name));
                #[allow(clippy::disallowed_methods, reason = "only on request, and only in tests")]
                std::fs::write(path, png).unwrap();
            }
        }
    }

    #[test]
    fn no_font_but_the_shipped_one_is_ever_named() {
        for (name, chart) in charts() {
            let svg = svg(&chart.drawing);
            assert!(!svg.contains("sans-serif"), "{name} {}", chart.name);
            assert_eq!(svg.matches("font-family").count(), 1, "{name} {}", chart.name);
        }
    }

    /// Pages that no month makes: nothing but gaps, values that are none, names without end.
    fn hostile_pages() -> Vec<crate::page::Page> {
        let mut not_a_number = sample::october();
        for day in &mut not_a_number.days {
            day.running_min = Some(f64::NAN);
        }
        for week in &mut not_a_number.load.weeks {
            week.distance_m = Some(f64::INFINITY);
            week.longest_m = Some(f64::NAN);
        }
        for panel in &mut not_a_number.form {
            panel.band = Some((f64::NAN, f64::INFINITY));
            for point in &mut panel.points {
                point.value = f64::NAN;
                point.range = Some((f64::NEG_INFINITY, f64::INFINITY));
            }
        }
        for of in &mut not_a_number.by_slope.as_mut().unwrap().quantities {
            if let Ok(slopes) = &mut of.slopes {
                slopes.up.now.as_mut().unwrap().value = f64::NAN;
                slopes.level.now.as_mut().unwrap().low = f64::NEG_INFINITY;
            }
        }
        for pair in &mut not_a_number.link.pairs {
            pair.running_min = -1e300;
        }
        let mut endless = sample::over_new_year();
        let name = "Längstername ".repeat(40);
        for shoe in &mut endless.shoes {
            shoe.name = name.replace(' ', "");
        }
        endless.days = (0..12).flat_map(|_| endless.days.clone()).collect();
        let mut one_day = sample::october();
        one_day.days.truncate(1);
        one_day.load.weeks.truncate(1);
        vec![not_a_number, endless, one_day]
    }

    #[test]
    fn no_page_however_odd_brings_a_chart_down() {
        for page in hostile_pages() {
            let page = Voice::METRIC.tells(&page);
            for chart in all(page) {
                picture::png(&chart.drawing, 0.5).unwrap();
            }
            for width in [1, 40, 200] {
                let _ = month_strip_at(page, Shape::Wide, width);
                let _ = month_strip_at(page, Shape::Weeks, width);
                let _ = load_sketch(page, width, 30).and_then(Sketch::chart);
                let _ = form_sketch(page, width, 0..3).and_then(Sketch::chart);
                let _ = slope_sketch(page, width).and_then(Sketch::chart);
                let _ = echo_sketch(page, width, 0..1).and_then(Sketch::chart);
                let _ = pain_and_runs_at(page, width, 60);
                let _ = shoes_at(page, width);
            }
            let sheets = crate::output::paper::page_one::sheets(
                page,
                crate::output::paper::page_one::Paper::A4,
            );
            assert!(!sheets.is_empty());
        }
    }

    #[test]
    fn ids_on_a_page_are_unique_when_each_chart_has_its_own_prefix() {
        let page = sample::october();
        let page = Voice::METRIC.tells(&page);
        let both = [(Shape::Wide, "a-"), (Shape::Weeks, "b-")]
            .map(|(shape, prefix)| svg_inline(&month_strip(page, shape).unwrap().drawing, prefix))
            .concat();
        let ids: Vec<&str> =
            both.split(" id=\"").skip(1).filter_map(|part| part.split('"').next()).collect();
        let mut unique = ids.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(ids.len(), unique.len(), "{ids:?}");
        assert!(!both.contains("style="));
        assert!(!both.contains("#0b6aa8"));
    }

    #[test]
    fn every_chart_says_its_key_number_and_has_a_table_of_all_it_shows() {
        for chart in all(Voice::METRIC.tells(&sample::october())) {
            assert!(chart.alt.bytes().any(|byte| byte.is_ascii_digit()), "{}", chart.name);
            assert!(!chart.table.rows.is_empty(), "{}", chart.name);
            let columns = chart.table.head.len();
            assert!(chart.table.rows.iter().all(|row| row.len() == columns), "{}", chart.name);
            assert!(svg(&chart.drawing).contains(&words::escaped(&chart.alt)), "{}", chart.name);
        }
    }

    #[test]
    fn no_label_is_smaller_than_nine_points_but_scores_in_narrow_cells() {
        for (name, chart) in charts() {
            for (text, _, size) in chart.drawing.texts() {
                let is_cell = chart.name.starts_with("month") && size >= 90.0;
                assert!(size >= 120.0 || is_cell, "{name} {}: {text}, {size}", chart.name);
            }
        }
    }

    #[test]
    fn an_empty_month_has_no_charts() {
        assert_eq!(all(Voice::METRIC.tells(&sample::empty())), []);
    }
}

//! A month in a small drawing: pain by day above, distance by week below.

use super::index_entry::{IndexEntry, IndexWeek};
use crate::draw::{
    Colour, Drawing,
    drawing::{Frame, Item, Paint, Stroke},
};
use crate::say::words;

/// Width of the drawing, in its own units.
const WIDTH: f64 = 190.0;
/// Height of its upper half: pain.
const PAIN_HEIGHT: f64 = 20.0;
/// Height of its lower half: weeks.
const WEEK_HEIGHT: f64 = 16.0;
/// Height of both, with a gap between them.
const HEIGHT: f64 = PAIN_HEIGHT + 4.0 + WEEK_HEIGHT;
/// The least height of a week with a run, so that it can be seen.
const LEAST_HEIGHT: f64 = 1.0;

/// A cut bar has a gap of this height so far down.
const CUT_DOWN: f64 = 3.0;
const CUT_HEIGHT: f64 = 1.5;

/// The drawing, where a week of `most_m` metres has the full height; bars of more are cut there.
pub(super) fn spark(entry: &IndexEntry, most_m: Option<f64>) -> Drawing {
    let days = entry.days.len().max(1);
    let step = WIDTH / days as f64;
    let ground = Stroke::solid(Colour::Line, 1.0);
    let places = vec![(0.0, PAIN_HEIGHT), (WIDTH, PAIN_HEIGHT)];
    let mut items = vec![Item::Path { places, stroke: ground }];
    items.extend(entry.days.iter().enumerate().filter_map(|(i, day)| {
        // A morning without pain is a line on the ground; one not logged is nothing at all.
        let height = day.pain.map(|score| 1.0 + score / 10.0 * (PAIN_HEIGHT - 1.0))?;
        let frame = Frame::new(i as f64 * step, PAIN_HEIGHT - height, step * 0.72, height);
        Some(bar(frame, Paint::Fill(Colour::Orange)))
    }));
    let mut left = 0.0;
    for week in &entry.weeks {
        let width = (week.days as f64 - 0.28) * step;
        let high = |height| Frame::new(left, HEIGHT - height, width, height);
        match (week.distance_m, most_m) {
            (None, _) => {
                items.push(bar(high(WEEK_HEIGHT), Paint::DashedRim(Colour::Muted, 1.0)));
            }
            (Some(metres), Some(most_m)) if metres > 0.0 => {
                let height = metres / most_m * WEEK_HEIGHT;
                let shown = high(height.clamp(LEAST_HEIGHT, WEEK_HEIGHT));
                items.push(bar(shown, Paint::Fill(Colour::Blue)));
                if height > WEEK_HEIGHT + 1e-9 {
                    let y = HEIGHT - WEEK_HEIGHT + CUT_DOWN;
                    let gap = Frame::new(left - 1.0, y, width + 2.0, CUT_HEIGHT);
                    items.push(bar(gap, Paint::Fill(Colour::Paper)));
                }
            }
            (Some(_), _) => {}
        }
        left += week.days as f64 * step;
    }
    Drawing {
        name: "month",
        title: entry.title.clone(),
        description: description(entry),
        width: WIDTH,
        height: HEIGHT,
        units_per_px: 1.0,
        items,
    }
}

const fn bar(frame: Frame, paint: Paint) -> Item {
    Item::Rect { frame, radius: 0.0, paint }
}

fn description(entry: &IndexEntry) -> String {
    let worst = entry.days.iter().filter_map(|day| day.pain).max_by(f64::total_cmp);
    let pain = worst.map_or_else(
        || "no morning logged".to_owned(),
        |worst| format!("worst morning {} of 10", words::number(worst, 1)),
    );
    let most = entry.weeks.iter().filter_map(|week| week.distance_m).max_by(f64::total_cmp);
    let most = most.filter(|metres| *metres > 0.0).map_or_else(String::new, |metres| {
        format!(", the most in a week {}", words::distance(metres, entry.units))
    });
    let is_unknown = |week: &&IndexWeek| week.distance_m.is_none();
    let unknown = match entry.weeks.iter().filter(is_unknown).count() {
        0 => String::new(),
        weeks => format!(", and not known in {}", words::count(weeks, "week")),
    };
    format!("{pain}, distance {}{most}{unknown}", entry.how_much())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::say::voice::Voice;
    use crate::{output::html::index::Standing, page::sample};

    const MOST_M: Option<f64> = Some(10_000.0);
    const PAIN: Paint = Paint::Fill(Colour::Orange);
    const WEEK: Paint = Paint::Fill(Colour::Blue);
    const CUT: Paint = Paint::Fill(Colour::Paper);
    const UNKNOWN: Paint = Paint::DashedRim(Colour::Muted, 1.0);

    /// The heights of the bars that are painted so.
    fn heights(drawing: &Drawing, with: Paint) -> Vec<f64> {
        let heights = drawing.items.iter().filter_map(|item| match item {
            Item::Rect { frame, paint, .. } if *paint == with => Some(frame.height),
            _ => None,
        });
        heights.collect()
    }

    #[test]
    fn a_morning_not_logged_is_not_drawn_and_one_without_pain_is() {
        let mut entry = IndexEntry::of(Voice::METRIC.tells(&sample::october()), Standing::Stands);
        entry.days.truncate(3);
        for (day, pain) in entry.days.iter_mut().zip([Some(0.0), None, Some(10.0)]) {
            day.pain = pain;
        }
        assert_eq!(heights(&spark(&entry, MOST_M), PAIN), [1.0, 20.0]);
    }

    #[test]
    fn a_week_with_a_run_of_unknown_distance_is_not_drawn_as_a_short_one() {
        let mut page = sample::october();
        // 1 October 2026 is a Thursday: its week has four days in the month.
        for day in &mut page.days {
            (day.ran, day.distance_m) = (false, None);
        }
        let mut run = |day: usize, metres| {
            (page.days[day - 1].ran, page.days[day - 1].distance_m) = (true, metres);
        };
        run(1, Some(5000.0));
        run(6, Some(8000.0));
        run(8, None);
        run(14, Some(10_000.0));
        let entry = IndexEntry::of(Voice::METRIC.tells(&page), Standing::Stands);
        let found: Vec<_> = entry.weeks.iter().map(|week| (week.days, week.distance_m)).collect();
        assert_eq!(
            found,
            [(4, Some(5000.0)), (7, None), (7, Some(10_000.0)), (7, Some(0.0)), (6, Some(0.0))]
        );
        let drawn = spark(&entry, MOST_M);
        // Half of the most, in a drawing 16 high.
        assert_eq!(heights(&drawn, WEEK), [8.0, 16.0]);
        assert_eq!(heights(&drawn, UNKNOWN).len(), 1);
        // Beside a month with a week of 40 km an eighth of the height.
        assert_eq!(heights(&spark(&entry, Some(40_000.0)), WEEK)[..1], [2.0]);
        assert!(drawn.description.ends_with("not known in 1 week"), "{}", drawn.description);
    }

    #[test]
    fn a_week_beyond_the_full_height_is_cut_and_stays_within_the_drawing() {
        let entry = IndexEntry::of(Voice::METRIC.tells(&sample::october()), Standing::Stands);
        let weeks: Vec<f64> = entry.weeks.iter().filter_map(|week| week.distance_m).collect();
        let most = crate::signal::largest(&weeks).unwrap();
        assert!(heights(&spark(&entry, Some(most)), CUT).is_empty());
        let drawn = spark(&entry, Some(0.9 * most));
        assert!(!heights(&drawn, CUT).is_empty());
        assert!(heights(&drawn, WEEK).iter().all(|height| *height <= WEEK_HEIGHT));
    }
}

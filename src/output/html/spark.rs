//! A month in a small drawing: pain by day above, distance by week below.

use super::index_entry::{IndexEntry, IndexWeek};
use crate::say::words;

/// Width of the drawing, in its own units.
const WIDTH: f64 = 190.0;
/// Height of its upper half: pain.
const PAIN_HEIGHT: f64 = 20.0;
/// Height of its lower half: weeks.
const WEEK_HEIGHT: f64 = 16.0;
/// The least height of a week with a run, so that it can be seen.
const LEAST_HEIGHT: f64 = 1.0;

/// A cut bar has a gap of this height so far down.
const CUT_DOWN: f64 = 3.0;
const CUT_HEIGHT: f64 = 1.5;

/// Pain by day above, distance by week below.
pub(super) struct Spark {
    /// What it shows, for those who cannot see it.
    pub(super) alt: String,
    /// x, y, width, height of each logged morning.
    pub(super) pain: Vec<[String; 4]>,
    /// The same of each week with a run.
    pub(super) weeks: Vec<[String; 4]>,
    /// Where bars that go on are cut.
    pub(super) cuts: Vec<[String; 4]>,
    /// The same of each week whose distance is not known, at full height.
    pub(super) unknown: Vec<[String; 4]>,
}

impl Spark {
    /// The drawing, where a week of `most_m` metres has the full height; bars of more are cut there.
    pub(super) fn of(entry: &IndexEntry, most_m: Option<f64>) -> Spark {
        let days = entry.days.len().max(1);
        let step = WIDTH / days as f64;
        let pain = entry.days.iter().enumerate().filter_map(|(i, day)| {
            // A morning without pain is a line on the ground; one not logged is nothing at all.
            let height = day.pain.map(|score| 1.0 + score / 10.0 * (PAIN_HEIGHT - 1.0))?;
            Some(rectangle(i as f64 * step, PAIN_HEIGHT - height, step * 0.72, height))
        });
        let (mut weeks, mut cuts, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
        let mut left = 0.0;
        for week in &entry.weeks {
            let width = (week.days as f64 - 0.28) * step;
            let bar =
                |height| rectangle(left, PAIN_HEIGHT + 4.0 + WEEK_HEIGHT - height, width, height);
            match (week.distance_m, most_m) {
                (None, _) => unknown.push(bar(WEEK_HEIGHT)),
                (Some(metres), Some(most_m)) if metres > 0.0 => {
                    let height = metres / most_m * WEEK_HEIGHT;
                    weeks.push(bar(height.clamp(LEAST_HEIGHT, WEEK_HEIGHT)));
                    if height > WEEK_HEIGHT + 1e-9 {
                        let y = PAIN_HEIGHT + 4.0 + CUT_DOWN;
                        cuts.push(rectangle(left - 1.0, y, width + 2.0, CUT_HEIGHT));
                    }
                }
                (Some(_), _) => {}
            }
            left += week.days as f64 * step;
        }
        Spark { alt: alt(entry), pain: pain.collect(), weeks, cuts, unknown }
    }
}

fn rectangle(x: f64, y: f64, width: f64, height: f64) -> [String; 4] {
    [x, y, width, height].map(|length| format!("{length:.1}"))
}

fn alt(entry: &IndexEntry) -> String {
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
    format!("{}: {pain}, distance {}{most}{unknown}", entry.title, entry.how_much())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::say::voice::Voice;
    use crate::{output::html::index::Standing, page::sample};

    const MOST_M: Option<f64> = Some(10_000.0);

    #[test]
    fn a_morning_not_logged_is_not_drawn_and_one_without_pain_is() {
        let mut entry = IndexEntry::of(Voice::METRIC.tells(&sample::october()), Standing::Stands);
        entry.days.truncate(3);
        for (day, pain) in entry.days.iter_mut().zip([Some(0.0), None, Some(10.0)]) {
            day.pain = pain;
        }
        let spark = Spark::of(&entry, MOST_M);
        assert_eq!(spark.pain.len(), 2);
        assert_eq!(spark.pain[0][3], "1.0");
        assert_eq!(spark.pain[1][3], "20.0");
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
        let spark = Spark::of(&entry, MOST_M);
        assert_eq!((spark.weeks.len(), spark.unknown.len()), (2, 1));
        // Half of the most, in a drawing 16 high.
        assert_eq!(spark.weeks[0][3], "8.0");
        // Beside a month with a week of 40 km an eighth of the height.
        assert_eq!(Spark::of(&entry, Some(40_000.0)).weeks[0][3], "2.0");
        assert!(spark.alt.ends_with("not known in 1 week"), "{}", spark.alt);
    }

    #[test]
    fn a_week_beyond_the_full_height_is_cut_and_stays_within_the_drawing() {
        let entry = IndexEntry::of(Voice::METRIC.tells(&sample::october()), Standing::Stands);
        let weeks: Vec<f64> = entry.weeks.iter().filter_map(|week| week.distance_m).collect();
        let most = crate::signal::largest(&weeks).unwrap();
        assert_eq!(Spark::of(&entry, Some(most)).cuts.len(), 0);
        let spark = Spark::of(&entry, Some(0.9 * most));
        assert!(!spark.cuts.is_empty());
        assert!(spark.weeks.iter().all(|bar| bar[3].parse::<f64>().unwrap() <= WEEK_HEIGHT));
    }
}

//! The first page: every month, newest first, each with its first sentence.

use askama::Template;
use jiff::civil::Date;

use crate::{
    model::PainScore,
    page::{Page, SafetyLevel, Units},
};

use super::{csp::Sheet, words};

/// One month of the first page.
#[derive(Clone, Debug, PartialEq)]
pub struct IndexEntry {
    /// The folder's name.
    pub key: String,
    /// `October 2026`.
    pub title: String,
    /// First day: months are sorted by it and grouped by its year.
    pub first: Date,
    /// The page's first sentence; none where it is withheld.
    pub headline: Option<String>,
    /// How loud the month's safety box is.
    pub safety: SafetyLevel,
    /// Runs.
    pub runs: usize,
    /// Metres run; none where not known.
    pub distance_m: Option<f64>,
    /// Metric or imperial.
    pub units: Units,
    /// Morning pain, one a day; `None` is not logged.
    pub pain: Vec<Option<f64>>,
    /// Metres run, one a day; `None` is no recorded run.
    pub daily_m: Vec<Option<f64>>,
}

impl IndexEntry {
    /// What the first page says of a page.
    pub fn of(page: &Page) -> IndexEntry {
        let headline = page.headlines.first().map(|headline| headline.text.clone());
        IndexEntry {
            key: page.period.key.clone(),
            title: page.period.title.clone(),
            first: page.period.first,
            headline: headline.filter(|_| page.safety.level == SafetyLevel::Calm),
            safety: page.safety.level,
            runs: page.coverage.runs,
            distance_m: page.coverage.distance_m,
            units: page.units,
            pain: page.days.iter().map(|day| day.pain_morning.map(PainScore::value)).collect(),
            daily_m: page.days.iter().map(|day| day.distance_m).collect(),
        }
    }
}

/// The first page, months newest first and grouped by year.
///
/// # Errors
///
/// When the template cannot be filled in.
pub fn index(entries: &[IndexEntry]) -> Result<String, super::ReportError> {
    Ok(Index { sheet: Sheet::without_script(), years: years(entries) }.render()?)
}

#[derive(Template)]
#[template(path = "index.html")]
struct Index<'a> {
    sheet: Sheet,
    years: Vec<Year<'a>>,
}

struct Year<'a> {
    year: i16,
    months: Vec<Row<'a>>,
}

struct Row<'a> {
    entry: &'a IndexEntry,
    how_much: String,
    spark: Spark,
}

impl Row<'_> {
    fn of(entry: &IndexEntry) -> Row<'_> {
        let how_much =
            words::or_unknown(entry.distance_m, |metres| words::distance(metres, entry.units));
        Row { entry, how_much, spark: Spark::of(entry) }
    }

    fn runs(&self) -> String {
        words::count(self.entry.runs, "run")
    }
}

fn years(entries: &[IndexEntry]) -> Vec<Year<'_>> {
    let mut newest_first: Vec<&IndexEntry> = entries.iter().collect();
    newest_first.sort_by(|a, b| (b.first, &b.key).cmp(&(a.first, &a.key)));
    newest_first
        .chunk_by(|a, b| a.first.year() == b.first.year())
        .map(|months| Year {
            year: months.first().map_or(0, |entry| entry.first.year()),
            months: months.iter().map(|entry| Row::of(entry)).collect(),
        })
        .collect()
}

/// Width of the small drawing, in its own units.
const WIDTH: f64 = 190.0;
/// Height of its upper half: pain.
const PAIN_HEIGHT: f64 = 20.0;
/// Height of its lower half: weeks.
const WEEK_HEIGHT: f64 = 16.0;

/// Pain by day above, distance by week below.
struct Spark {
    alt: String,
    /// x, y, width, height of each logged morning.
    pain: Vec<[String; 4]>,
    /// The same of each week.
    weeks: Vec<[String; 4]>,
}

impl Spark {
    fn of(entry: &IndexEntry) -> Spark {
        let days = entry.pain.len().max(entry.daily_m.len()).max(1);
        let step = WIDTH / days as f64;
        let pain = entry.pain.iter().enumerate().filter_map(|(i, score)| {
            // A morning without pain is a line on the ground; one not logged is nothing at all.
            let height = score.map(|score| 1.0 + score / 10.0 * (PAIN_HEIGHT - 1.0))?;
            Some(rectangle(i as f64 * step, PAIN_HEIGHT - height, step * 0.72, height))
        });
        let sums: Vec<f64> =
            entry.daily_m.chunks(7).map(|week| week.iter().flatten().sum()).collect();
        let most =
            sums.iter().copied().fold(0.0_f64, |most, sum| if sum > most { sum } else { most });
        let weeks = sums.iter().enumerate().filter(|(_, sum)| **sum > 0.0).map(|(i, sum)| {
            let height = sum / most * WEEK_HEIGHT;
            let left = i as f64 * 7.0 * step;
            let days_of_week = entry.daily_m.len().saturating_sub(7 * i).clamp(1, 7);
            let width = (days_of_week as f64 - 0.28) * step;
            rectangle(left, PAIN_HEIGHT + 4.0 + WEEK_HEIGHT - height, width, height)
        });
        Spark { alt: alt(entry), pain: pain.collect(), weeks: weeks.collect() }
    }
}

fn rectangle(x: f64, y: f64, width: f64, height: f64) -> [String; 4] {
    [x, y, width, height].map(|length| format!("{length:.1}"))
}

fn alt(entry: &IndexEntry) -> String {
    let worst = entry.pain.iter().flatten().copied().max_by(f64::total_cmp);
    let pain = worst.map_or_else(
        || "no morning logged".to_owned(),
        |worst| format!("worst morning {} of 10", words::number(worst, 1)),
    );
    let how_much =
        words::or_unknown(entry.distance_m, |metres| words::distance(metres, entry.units));
    format!("{}: {pain}, distance {how_much}", entry.title)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::example;

    fn month(key: &str, first: Date) -> IndexEntry {
        IndexEntry {
            key: key.to_owned(),
            title: key.to_owned(),
            first,
            ..IndexEntry::of(&example::october())
        }
    }

    #[test]
    fn months_stand_newest_first_under_their_year() {
        let entries = [
            month("2025-12", jiff::civil::date(2025, 12, 1)),
            month("2026-10", jiff::civil::date(2026, 10, 1)),
            month("2026-09", jiff::civil::date(2026, 9, 1)),
        ];
        let page = index(&entries).unwrap();
        let place = |text: &str| page.find(text).unwrap();
        assert!(place(">2026<") < place("2026-10/report.html"));
        assert!(place("2026-10/report.html") < place("2026-09/report.html"));
        assert!(place("2026-09/report.html") < place(">2025<"));
        assert!(place(">2025<") < place("2025-12/report.html"));
    }

    #[test]
    fn a_loud_month_shows_no_headline() {
        let mut page = example::october();
        page.safety.level = SafetyLevel::Urgent;
        let entry = IndexEntry::of(&page);
        assert_eq!(entry.headline, None);
        assert!(index(&[entry]).unwrap().contains("safety box"));
    }

    #[test]
    fn a_morning_not_logged_is_not_drawn_and_one_without_pain_is() {
        let mut entry = month("2026-10", jiff::civil::date(2026, 10, 1));
        entry.pain = vec![Some(0.0), None, Some(10.0)];
        let spark = Spark::of(&entry);
        assert_eq!(spark.pain.len(), 2);
        assert_eq!(spark.pain[0][3], "1.0");
        assert_eq!(spark.pain[1][3], "20.0");
    }

    #[test]
    fn no_month_at_all_is_a_page_too() {
        assert!(index(&[]).unwrap().contains("No month"));
    }
}

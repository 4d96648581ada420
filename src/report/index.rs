//! The first page: every month, newest first, each with its first sentence.

use std::cmp::Ordering;

use askama::Template;
use jiff::civil::Date;

use crate::{
    model::{Month, PainScore, WeekStart},
    page::{Day, Page, SafetyLevel, Units},
    pain::calendar::monday_of,
};

use super::{csp::Sheet, words, year::YearCalendar};

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
    /// On which day the calendar's weeks begin.
    pub week_start: WeekStart,
    /// The period's days, in order.
    pub days: Vec<IndexDay>,
    /// The period's part of each calendar week, Monday to Sunday, in order.
    pub weeks: Vec<IndexWeek>,
}

/// A day of the first page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IndexDay {
    /// The day.
    pub date: Date,
    /// Morning pain; none where not logged.
    pub pain: Option<f64>,
    /// Whether a run was recorded.
    pub ran: bool,
    /// Metres run; none where not known.
    pub distance_m: Option<f64>,
}

impl IndexDay {
    fn of(day: &Day) -> IndexDay {
        IndexDay {
            date: day.date,
            pain: day.pain_morning.map(PainScore::value),
            ran: day.ran,
            distance_m: day.distance_m,
        }
    }
}

/// The part of a calendar week that lies in the period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IndexWeek {
    /// How many of its days do.
    pub days: usize,
    /// Metres run on them; none where a run's distance is not known, 0 without a recorded run.
    pub distance_m: Option<f64>,
}

impl IndexWeek {
    fn of(days: &[Day]) -> IndexWeek {
        let metres = |day: &Day| if day.ran { day.distance_m } else { Some(0.0) };
        IndexWeek { days: days.len(), distance_m: days.iter().map(metres).sum() }
    }
}

impl IndexEntry {
    /// The last day that is known to be in it.
    fn last(&self) -> Date {
        self.days.last().map_or(self.first, |day| day.date)
    }

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
            week_start: page.week_start,
            days: page.days.iter().map(IndexDay::of).collect(),
            weeks: page
                .days
                .chunk_by(|a, b| monday_of(a.date) == monday_of(b.date))
                .map(IndexWeek::of)
                .collect(),
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
    calendar: Option<YearCalendar>,
    months: Vec<Row<'a>>,
}

struct Row<'a> {
    entry: &'a IndexEntry,
    how_much: String,
    spark: Spark,
    /// The months between this one and the next older one, of which nothing is known.
    gap: Option<String>,
}

impl<'a> Row<'a> {
    fn of(entry: &'a IndexEntry, older: Option<&IndexEntry>) -> Row<'a> {
        let how_much =
            words::or_unknown(entry.distance_m, |metres| words::distance(metres, entry.units));
        let gap = older.and_then(|older| gap(Month::of(older.last()), Month::of(entry.first)));
        Row { entry, how_much, spark: Spark::of(entry), gap }
    }

    fn runs(&self) -> String {
        words::count(self.entry.runs, "run")
    }
}

fn years(entries: &[IndexEntry]) -> Vec<Year<'_>> {
    let mut newest_first: Vec<&IndexEntry> = entries.iter().collect();
    newest_first.sort_by(|a, b| (b.first, &b.key).cmp(&(a.first, &a.key)));
    let mut older = newest_first.iter().skip(1);
    newest_first
        .chunk_by(|a, b| a.first.year() == b.first.year())
        .map(|months| {
            let year = months.first().map_or(0, |entry| entry.first.year());
            Year {
                year,
                calendar: YearCalendar::of(year, months),
                months: months.iter().map(|e| Row::of(e, older.next().copied())).collect(),
            }
        })
        .collect()
}

/// The months between two, as words: `March 2026`, `April to June 2025`.
fn gap(older: Month, newer: Month) -> Option<String> {
    let (first, last) = (older.next(), newer.previous());
    let title = |month: Month| month.title();
    match first.cmp(&last) {
        Ordering::Greater => None,
        Ordering::Equal => Some(title(first)),
        Ordering::Less if first.first().year() == last.first().year() => {
            Some(format!("{} to {}", words::month(first.first()), title(last)))
        }
        Ordering::Less => Some(format!("{} to {}", title(first), title(last))),
    }
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
    /// The same of each week with a run.
    weeks: Vec<[String; 4]>,
    /// The same of each week whose distance is not known, at full height.
    unknown: Vec<[String; 4]>,
}

impl Spark {
    fn of(entry: &IndexEntry) -> Spark {
        let days = entry.days.len().max(1);
        let step = WIDTH / days as f64;
        let pain = entry.days.iter().enumerate().filter_map(|(i, day)| {
            // A morning without pain is a line on the ground; one not logged is nothing at all.
            let height = day.pain.map(|score| 1.0 + score / 10.0 * (PAIN_HEIGHT - 1.0))?;
            Some(rectangle(i as f64 * step, PAIN_HEIGHT - height, step * 0.72, height))
        });
        let (mut weeks, mut unknown) = (Vec::new(), Vec::new());
        let known = entry.weeks.iter().filter_map(|week| week.distance_m);
        let most_m = known.max_by(f64::total_cmp).filter(|metres| *metres > 0.0);
        let mut left = 0.0;
        for week in &entry.weeks {
            let width = (week.days as f64 - 0.28) * step;
            let bar =
                |height| rectangle(left, PAIN_HEIGHT + 4.0 + WEEK_HEIGHT - height, width, height);
            match (week.distance_m, most_m) {
                (None, _) => unknown.push(bar(WEEK_HEIGHT)),
                (Some(metres), Some(most_m)) if metres > 0.0 => {
                    weeks.push(bar(metres / most_m * WEEK_HEIGHT));
                }
                (Some(_), _) => {}
            }
            left += week.days as f64 * step;
        }
        Spark { alt: alt(entry), pain: pain.collect(), weeks, unknown }
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
    let how_much =
        words::or_unknown(entry.distance_m, |metres| words::distance(metres, entry.units));
    let unknown = entry.weeks.iter().filter(|week| week.distance_m.is_none()).count();
    let unknown = match unknown {
        0 => String::new(),
        weeks => format!(", and not known in {}", words::count(weeks, "week")),
    };
    format!("{}: {pain}, distance {how_much}{unknown}", entry.title)
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
    fn months_of_which_nothing_is_known_are_named_and_not_passed_over() {
        let month_at = |year, month| Month::of(jiff::civil::date(year, month, 1));
        assert_eq!(gap(month_at(2026, 9), month_at(2026, 10)), None);
        assert_eq!(gap(month_at(2026, 8), month_at(2026, 10)).unwrap(), "September 2026");
        assert_eq!(
            gap(month_at(2026, 1), month_at(2026, 10)).unwrap(),
            "February to September 2026"
        );
        assert_eq!(
            gap(month_at(2025, 10), month_at(2026, 2)).unwrap(),
            "November 2025 to January 2026"
        );
        // A span that begins within a month of its own is no gap.
        assert_eq!(gap(month_at(2026, 10), month_at(2026, 10)), None);
        let page = index(&[
            month("2026-10", jiff::civil::date(2026, 10, 1)),
            IndexEntry { days: Vec::new(), ..month("2025-11", jiff::civil::date(2025, 11, 1)) },
        ])
        .unwrap();
        assert!(page.contains("December 2025 to September 2026: nothing recorded"), "{page}");
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
        entry.days.truncate(3);
        for (day, pain) in entry.days.iter_mut().zip([Some(0.0), None, Some(10.0)]) {
            day.pain = pain;
        }
        let spark = Spark::of(&entry);
        assert_eq!(spark.pain.len(), 2);
        assert_eq!(spark.pain[0][3], "1.0");
        assert_eq!(spark.pain[1][3], "20.0");
    }

    #[test]
    fn a_week_with_a_run_of_unknown_distance_is_not_drawn_as_a_short_one() {
        let mut page = example::october();
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
        let entry = IndexEntry::of(&page);
        let found: Vec<_> = entry.weeks.iter().map(|week| (week.days, week.distance_m)).collect();
        assert_eq!(
            found,
            [(4, Some(5000.0)), (7, None), (7, Some(10_000.0)), (7, Some(0.0)), (6, Some(0.0))]
        );
        let spark = Spark::of(&entry);
        assert_eq!((spark.weeks.len(), spark.unknown.len()), (2, 1));
        // Half of the most, in a drawing 16 high.
        assert_eq!(spark.weeks[0][3], "8.0");
        assert!(spark.alt.ends_with("not known in 1 week"), "{}", spark.alt);
    }

    #[test]
    fn no_month_at_all_is_a_page_too() {
        assert!(index(&[]).unwrap().contains("No month"));
    }
}

//! The first page: every month, newest first, each with its first sentence, and the spans between
//! visits.

use crate::say::voice::Spoken;
use std::cmp::Ordering;

use askama::Template;

use crate::{draw::svg_inline, model::Month, page::SafetyLevel};

pub use super::index_entry::{IndexDay, IndexEntry, IndexWeek, Standing};

use super::{csp::Sheet, spark::spark, year::YearHalf};
use crate::say::words;

/// A year of which a page stands.
#[derive(Clone, Debug, PartialEq)]
pub struct IndexYear {
    /// Which.
    pub year: i16,
    /// Distance and pain by month, drawn for a page, in the widths of a desk and of a phone.
    pub drawings: Vec<(&'static str, String)>,
}

impl IndexYear {
    /// A year that the first page leads to without a drawing.
    pub fn undrawn(year: i16) -> IndexYear {
        IndexYear { year, drawings: Vec::new() }
    }

    /// What the first page shows of a year.
    pub fn of(year: Spoken<'_, crate::page::Year>) -> IndexYear {
        let drawn = |(class, width): (&'static str, u32)| {
            let chart = crate::draw::charts::year_brief(year, width)?;
            Some((class, super::panel::Panel::with_ids(&format!("{class}-"), chart).svg))
        };
        let drawings = [("wide", 1000), ("middle", 704), ("narrow", 358)];
        IndexYear {
            year: year.period.first.year(),
            drawings: drawings.into_iter().filter_map(drawn).collect(),
        }
    }
}

/// The first page: the newest year's drawing, months newest first and grouped by year, spans in a
/// list of their own. `standing` are the years that have a page.
///
/// # Errors
///
/// When the template cannot be filled in.
pub fn index(
    months: &[IndexEntry],
    spans: &[IndexEntry],
    standing: &[IndexYear],
) -> Result<String, crate::output::ReportError> {
    let scale = Scale::of(months, spans);
    let newest = standing.iter().max_by_key(|page| page.year);
    let mut years = years(months, &scale);
    for year in &mut years {
        let is_drawn = newest.is_some_and(|page| page.year == year.year);
        year.is_linked = !is_drawn && standing.iter().any(|page| page.year == year.year);
    }
    let spans = newest_first(spans).into_iter().map(|span| Row::of(span, None, &scale)).collect();
    let (tallest, full) = (scale.tallest(months), scale.full(months));
    Ok(Index { sheet: Sheet::without_script(), newest, tallest, full, spans, years }.render()?)
}

/// One scale for every drawing of the first page, so that they can be set side by side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    /// Metres of the week with most; none where no week has any.
    pub(super) most_in_week_m: Option<f64>,
    /// Metres of a week whose bar has the full height: no more than the most, and less where single
    /// weeks lie far above the others, whose bars are then cut.
    pub(super) full_week_m: Option<f64>,
    /// Metres of the day with most; none where no day has any.
    pub(super) most_in_day_m: Option<f64>,
}

impl Scale {
    pub(super) fn of(months: &[IndexEntry], spans: &[IndexEntry]) -> Scale {
        let entries = || months.iter().chain(spans);
        let most = |found: &mut dyn Iterator<Item = f64>| {
            found.max_by(f64::total_cmp).filter(|metres| *metres > 0.0)
        };
        let weeks = || entries().flat_map(|entry| &entry.weeks).filter_map(|week| week.distance_m);
        let most_in_week_m = most(&mut weeks());
        Scale {
            most_in_week_m,
            full_week_m: most_in_week_m.map(|most| full_week_m(weeks().collect(), most)),
            most_in_day_m: most(
                &mut entries().flat_map(|entry| &entry.days).filter_map(|day| day.distance_m),
            ),
        }
    }

    /// What the tallest bar stands for, in words.
    fn tallest(&self, months: &[IndexEntry]) -> Option<String> {
        let units = months.first()?.units;
        self.most_in_week_m.map(|metres| words::distance(metres, units))
    }

    /// What a bar of the full height stands for, where bars are cut.
    fn full(&self, months: &[IndexEntry]) -> Option<String> {
        let units = months.first()?.units;
        let full = self.full_week_m.filter(|full| Some(*full) < self.most_in_week_m);
        full.map(|metres| words::distance(metres, units))
    }
}

/// Bars are cut only where nine weeks in ten, and a third more, leave the most far behind: one
/// marathon flattens no other week.
fn full_week_m(mut weeks: Vec<f64>, most: f64) -> f64 {
    /// Under so many weeks with a run none of them is out of the ordinary.
    const FEWEST_WEEKS: usize = 8;
    weeks.retain(|metres| *metres > 0.0);
    let usual = crate::signal::quantile(&weeks, 0.9).filter(|_| weeks.len() >= FEWEST_WEEKS);
    usual.map_or(most, |usual| if 4.0 / 3.0 * usual < most { 4.0 / 3.0 * usual } else { most })
}

#[derive(Template)]
#[template(path = "index.html")]
struct Index<'a> {
    sheet: Sheet,
    /// The newest year with a page.
    newest: Option<&'a IndexYear>,
    /// What the tallest bar of the small drawings stands for.
    tallest: Option<String>,
    /// What the full height stands for, where taller bars are cut.
    full: Option<String>,
    spans: Vec<Row<'a>>,
    years: Vec<Year<'a>>,
}

impl Index<'_> {
    /// Whether any year is drawn day by day.
    fn has_calendar(&self) -> bool {
        self.years.iter().any(|year| !year.halves.is_empty())
    }
}

struct Year<'a> {
    year: i16,
    /// Whether a way to its page stands beside its name: the newest has one at the top.
    is_linked: bool,
    halves: Vec<YearHalf>,
    months: Vec<Row<'a>>,
}

struct Row<'a> {
    entry: &'a IndexEntry,
    /// Its small drawing, as a block of markup.
    spark: String,
    /// The months between this one and the next older one, of which nothing is known.
    gap: Option<String>,
}

impl<'a> Row<'a> {
    fn of(entry: &'a IndexEntry, older: Option<&IndexEntry>, scale: &Scale) -> Row<'a> {
        let gap = older.and_then(|older| gap(Month::of(older.last()), Month::of(entry.first)));
        let spark = svg_inline(&spark(entry, scale.full_week_m), &format!("{}-", entry.key));
        Row { entry, spark, gap }
    }

    fn runs(&self) -> String {
        words::count(self.entry.runs, "run")
    }
}

fn newest_first(entries: &[IndexEntry]) -> Vec<&IndexEntry> {
    let mut entries: Vec<&IndexEntry> = entries.iter().collect();
    entries.sort_by(|a, b| (b.first, &b.key).cmp(&(a.first, &a.key)));
    entries
}

fn years<'a>(entries: &'a [IndexEntry], scale: &Scale) -> Vec<Year<'a>> {
    let newest_first = newest_first(entries);
    let mut older = newest_first.iter().skip(1);
    newest_first
        .chunk_by(|a, b| a.first.year() == b.first.year())
        .map(|months| {
            let year = months.first().map_or(0, |entry| entry.first.year());
            Year {
                year,
                is_linked: false,
                halves: YearHalf::both(year, months, scale.most_in_day_m),
                months: months.iter().map(|e| Row::of(e, older.next().copied(), scale)).collect(),
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

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::Date;

    use crate::page::{Period, sample};
    use crate::say::voice::Voice;

    fn month(key: &str, first: Date) -> IndexEntry {
        IndexEntry {
            key: key.to_owned(),
            title: key.to_owned(),
            first,
            ..IndexEntry::of(Voice::METRIC.tells(&sample::october()), Standing::Stands)
        }
    }

    #[test]
    fn months_stand_newest_first_under_their_year() {
        let entries = [
            month("2025-12", jiff::civil::date(2025, 12, 1)),
            month("2026-10", jiff::civil::date(2026, 10, 1)),
            month("2026-09", jiff::civil::date(2026, 9, 1)),
        ];
        let page = index(&entries, &[], &[]).unwrap();
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
        let page = index(
            &[
                month("2026-10", jiff::civil::date(2026, 10, 1)),
                IndexEntry { days: Vec::new(), ..month("2025-11", jiff::civil::date(2025, 11, 1)) },
            ],
            &[],
            &[],
        )
        .unwrap();
        assert!(page.contains("December 2025 to September 2026: nothing recorded"), "{page}");
    }

    #[test]
    fn a_loud_month_shows_no_headline() {
        let mut page = sample::october();
        page.safety.level = SafetyLevel::Urgent;
        let entry = IndexEntry::of(Voice::METRIC.tells(&page.obeying_its_box()), Standing::Stands);
        assert_eq!(entry.headline, None);
        assert!(index(&[entry], &[], &[]).unwrap().contains("safety box"));
    }

    #[test]
    fn a_month_without_a_page_is_named_and_not_linked() {
        let entries = [
            month("2026-10", jiff::civil::date(2026, 10, 1)),
            IndexEntry {
                standing: Standing::NotWritten,
                ..month("2026-09", jiff::civil::date(2026, 9, 1))
            },
        ];
        let page = index(&entries, &[], &[]).unwrap();
        assert!(page.contains("2026-10/report.html"));
        assert!(!page.contains("2026-09/report.html"));
        assert!(page.contains("<h3>2026-09</h3>"));
        assert!(page.contains("--month 2026-09"));
    }

    #[test]
    fn a_span_stands_apart_from_the_months_and_is_no_part_of_their_calendar() {
        let october = month("2026-10", jiff::civil::date(2026, 10, 1));
        let span = month("2026-10-05_2026-10-09", jiff::civil::date(2026, 10, 5));
        let page = index(std::slice::from_ref(&october), &[span], &[]).unwrap();
        assert!(page.contains("Between visits"));
        assert!(page.contains("2026-10-05_2026-10-09/report.html"));
        let alone = index(&[october], &[], &[]).unwrap();
        assert!(!alone.contains("Between visits"));
        // A dot is a run of the calendar: the span adds none.
        assert_eq!(page.matches("<circle").count(), alone.matches("<circle").count());
        assert!(alone.contains("<circle"));
    }

    #[test]
    fn no_month_at_all_is_a_page_too() {
        assert!(index(&[], &[], &[]).unwrap().contains("No month"));
    }

    #[test]
    fn one_marathon_flattens_no_other_week_and_a_plain_list_is_not_cut() {
        // Nineteen weeks of 20 km and one of 62.2 km: nine in ten have 20 or less, and a third more
        // are 26.7 km.
        let mut weeks = vec![20_000.0; 19];
        weeks.push(62_195.0);
        assert!((full_week_m(weeks, 62_195.0) - 26_666.7).abs() < 0.1);
        // Even weeks, few weeks, and weeks without a run.
        for (weeks, most) in [
            (vec![20_000.0; 20], 20_000.0),
            (vec![5_000.0, 62_195.0], 62_195.0),
            (vec![0.0; 30], 1.0),
        ] {
            assert!((full_week_m(weeks, most) - most).abs() < 1e-9);
        }
    }

    #[test]
    fn a_month_of_earlier_runs_stays_in_its_place_and_has_no_drawing() {
        let october = month("2026-10", jiff::civil::date(2026, 10, 1));
        let period = Period {
            first: jiff::civil::date(2026, 9, 1),
            last: jiff::civil::date(2026, 9, 30),
            ..sample::october().period
        };
        let kept = IndexEntry::kept(&period, Voice::METRIC, october.week_start);
        let page = index(&[october, kept], &[], &[]).unwrap();
        assert!(page.contains("The export no longer holds this month"));
        assert_eq!(page.matches("viewBox=\"0 0 190 40\"").count(), 1);
    }
}

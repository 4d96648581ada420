//! A year of days in two halves: pain each morning as the ground of a cell, a run as a dot on it.
//!
//! Two halves stand side by side where there is room and one below the other where there is not, so
//! that no screen has to scroll sideways.

use jiff::civil::{Date, date};

use crate::{draw::Colour, model::calendar::days_after, page::Units};

use super::index_entry::{IndexDay, IndexEntry};
use crate::say::words;

/// From one cell to the next, and the side of a cell, in the drawing's own units.
const STEP: f64 = 12.0;
const SIDE: f64 = 10.0;
/// Room above the cells for the names of months.
const HEAD: f64 = 16.0;
/// Calendar weeks that half a year touches at most: both halves have room for as many, so that they
/// are drawn at one scale.
const WEEKS: f64 = 28.0;
/// Radius of the shortest run's dot, and how much the longest of all adds to it.
const LEAST_RADIUS: f64 = 1.3;
const MORE_RADIUS: f64 = 2.5;
/// The radius of a run whose length is not known.
const UNKNOWN_RADIUS: f64 = 2.2;

/// The calendar of half a year, as the first page draws it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct YearHalf {
    /// What it shows, for those who cannot see it.
    pub(super) alt: String,
    /// Width and height.
    pub(super) size: (String, String),
    /// Where each month's name stands.
    pub(super) months: Vec<(String, &'static str)>,
    /// Every day of which a page tells.
    pub(super) cells: Vec<Cell>,
}

/// A day.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cell {
    pub(super) x: String,
    pub(super) y: String,
    /// The variable of its ground: how bad the morning was; none where it was not logged.
    pub(super) ground: Option<&'static str>,
    /// A run, where there was one.
    pub(super) dot: Option<Dot>,
}

/// A run.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Dot {
    pub(super) x: String,
    pub(super) y: String,
    pub(super) radius: String,
    /// Whether its length is known; else it is hollow.
    pub(super) is_known: bool,
}

impl YearHalf {
    /// The halves of a year of which a run or a morning is told. Dots are on the scale of the
    /// longest of all days.
    pub(super) fn both(year: i16, months: &[&IndexEntry], longest_m: Option<f64>) -> Vec<YearHalf> {
        [1, 7].iter().filter_map(|&month| YearHalf::of(year, month, months, longest_m)).collect()
    }

    /// The six months from this one on.
    fn of(
        year: i16,
        first_month: i8,
        months: &[&IndexEntry],
        longest_m: Option<f64>,
    ) -> Option<YearHalf> {
        let first = Date::new(year, first_month, 1).ok()?;
        let span = first_month..=first_month + 5;
        let days: Vec<IndexDay> = months
            .iter()
            .flat_map(|month| month.days.iter().filter(|day| day.date <= month.known_until))
            .filter(|day| day.date.year() == year && span.contains(&day.date.month()))
            .copied()
            .collect();
        let (start, units) = months.first().map(|entry| (entry.week_start, entry.units))?;
        if days.iter().all(|day| !day.ran && day.pain.is_none()) {
            return None;
        }
        let before = f64::from(start.days_into_week(first));
        let place = |day: Date| {
            let week = ((days_after(first, day) as f64 + before) / 7.0).floor();
            (STEP * week, HEAD + STEP * f64::from(start.days_into_week(day)))
        };
        Some(YearHalf {
            alt: alt(first, &days, units),
            size: (length(WEEKS * STEP), length(HEAD + 7.0 * STEP)),
            months: span
                .map(|month| date(year, month, 1))
                .map(|first| (length(place(first).0), words::month_short(first)))
                .collect(),
            cells: days.iter().map(|day| cell(day, place(day.date), longest_m)).collect(),
        })
    }
}

fn cell(day: &IndexDay, (x, y): (f64, f64), longest_m: Option<f64>) -> Cell {
    let radius = match (day.distance_m, longest_m) {
        (Some(metres), Some(longest_m)) if longest_m > 0.0 => {
            LEAST_RADIUS + MORE_RADIUS * (metres / longest_m).sqrt()
        }
        _ => UNKNOWN_RADIUS,
    };
    let dot = Dot {
        x: length(x + SIDE / 2.0),
        y: length(y + SIDE / 2.0),
        radius: length(radius),
        is_known: day.distance_m.is_some(),
    };
    Cell {
        x: length(x),
        y: length(y),
        ground: day.pain.map(|pain| Colour::of_pain(pain).map_or("band", Colour::name)),
        dot: day.ran.then_some(dot),
    }
}

fn length(value: f64) -> String {
    words::short(value)
}

fn alt(first: Date, days: &[IndexDay], units: Units) -> String {
    let ran = days.iter().filter(|day| day.ran).count();
    let logged: Vec<f64> = days.iter().filter_map(|day| day.pain).collect();
    let worst =
        logged.iter().copied().max_by(f64::total_cmp).map_or_else(String::new, |worst| {
            format!(", the worst {} of 10", words::number(worst, 1))
        });
    let longest = days.iter().filter_map(|day| day.distance_m).max_by(f64::total_cmp);
    let longest = longest.map_or_else(String::new, |metres| {
        format!(", the longest day {}", words::distance(metres, units))
    });
    let half = if first.month() == 1 { "January to June" } else { "July to December" };
    format!(
        "{half} {} day by day: a run on {}{longest}; {} logged{worst}",
        first.year(),
        words::count(ran, "day"),
        words::count(logged.len(), "morning"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::say::voice::Voice;
    use crate::{model::WeekStart, output::html::index::Standing, page::sample};

    fn entry(days: Vec<IndexDay>, week_start: WeekStart) -> IndexEntry {
        let known_until = date(2026, 12, 31);
        let october = IndexEntry::of(Voice::METRIC.tells(&sample::october()), Standing::Stands);
        IndexEntry { known_until, week_start, days, ..october }
    }

    fn day(of: Date, pain: Option<f64>, distance_m: Option<f64>) -> IndexDay {
        IndexDay { date: of, pain, ran: distance_m.is_some(), distance_m }
    }

    fn halves(entry: &IndexEntry) -> Vec<YearHalf> {
        YearHalf::both(2026, &[entry], Some(10_000.0))
    }

    #[test]
    fn days_stand_in_the_row_of_their_weekday_and_the_column_of_their_week() {
        // 1 January 2026 is a Thursday, 5 January a Monday, 4 January a Sunday.
        let days = vec![
            day(date(2026, 1, 1), Some(0.0), None),
            day(date(2026, 1, 4), None, Some(5_000.0)),
            day(date(2026, 1, 5), Some(6.0), Some(10_000.0)),
        ];
        let places = |start| -> Vec<(String, String)> {
            let halves = halves(&entry(days.clone(), start));
            halves.into_iter().flat_map(|half| half.cells).map(|cell| (cell.x, cell.y)).collect()
        };
        let owned = |pairs: [(&str, &str); 3]| pairs.map(|(x, y)| (x.to_owned(), y.to_owned()));
        assert_eq!(places(WeekStart::Monday), owned([("0", "52"), ("0", "88"), ("12", "16")]));
        assert_eq!(places(WeekStart::Sunday), owned([("0", "64"), ("12", "16"), ("12", "28")]));
        let cells = &halves(&entry(days, WeekStart::Monday))[0].cells;
        // Pain 6 has the ground of up to 7; none has a frame; the longest run the largest dot.
        let grounds: Vec<_> = cells.iter().map(|cell| cell.ground).collect();
        assert_eq!(grounds, [Some("band"), None, Some("heat-5")]);
        assert_eq!(cells[2].dot.as_ref().unwrap().radius, "3.8");
        assert!(cells[0].dot.is_none());
    }

    #[test]
    fn a_half_begins_at_its_own_left_and_one_without_anything_is_left_out() {
        // 1 July 2026 is a Wednesday: the third row of a week from Monday.
        let july = day(date(2026, 7, 1), Some(2.0), None);
        let found = halves(&entry(vec![july], WeekStart::Monday));
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].cells[0].x.as_str(), found[0].cells[0].y.as_str()), ("0", "40"));
        let names: Vec<_> = found[0].months.iter().map(|(_, name)| *name).collect();
        assert_eq!(names, ["Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]);
        assert!(found[0].alt.starts_with("July to December 2026"), "{}", found[0].alt);
        let both = vec![day(date(2026, 6, 30), None, Some(1.0)), july];
        assert_eq!(halves(&entry(both, WeekStart::Monday)).len(), 2);
        assert!(
            halves(&entry(vec![day(date(2026, 3, 1), None, None)], WeekStart::Monday)).is_empty()
        );
    }

    #[test]
    fn every_day_of_every_year_lies_within_its_half() {
        let widest = WEEKS * STEP - STEP;
        for year in 2000..2028 {
            let days: Vec<IndexDay> = date(year, 1, 1)
                .series(jiff::ToSpan::days(1))
                .take_while(|of| of.year() == year)
                .map(|of| day(of, Some(1.0), None))
                .collect();
            for start in [WeekStart::Monday, WeekStart::Sunday] {
                let entry = entry(days.clone(), start);
                let entry = IndexEntry { known_until: date(year, 12, 31), ..entry };
                let halves = YearHalf::both(year, &[&entry], None);
                let cells: Vec<&Cell> = halves.iter().flat_map(|half| &half.cells).collect();
                assert_eq!(cells.len(), days.len(), "{year}");
                let farthest = cells.iter().map(|cell| cell.x.parse::<f64>().unwrap());
                assert!(farthest.max_by(f64::total_cmp).unwrap() <= widest, "{year}");
            }
        }
    }

    #[test]
    fn days_to_come_are_not_framed_as_if_nobody_had_logged_them() {
        let days = (1..=3).map(|of| day(date(2026, 3, of), Some(1.0), None)).collect();
        let so_far = IndexEntry { known_until: date(2026, 3, 2), ..entry(days, WeekStart::Monday) };
        assert_eq!(halves(&so_far)[0].cells.len(), 2);
    }
}

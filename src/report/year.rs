//! A year of days: pain each morning as the ground of a cell, a run as a dot on it.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};

use crate::{charts::Colour, page::Units};

use super::{
    index::{IndexDay, IndexEntry},
    words,
};

/// From one cell to the next, and the side of a cell, in the drawing's own units.
const STEP: f64 = 12.0;
const SIDE: f64 = 10.0;
/// Room above the cells for the names of months.
const HEAD: f64 = 16.0;
/// Radius of the shortest run's dot, and how much the year's longest adds to it.
const LEAST_RADIUS: f64 = 1.3;
const MORE_RADIUS: f64 = 2.5;
/// The radius of a run whose length is not known.
const UNKNOWN_RADIUS: f64 = 2.2;

/// The calendar of a year, as the first page draws it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct YearCalendar {
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

impl YearCalendar {
    /// None where neither a run nor a morning is told.
    pub(super) fn of(year: i16, entries: &[&IndexEntry]) -> Option<YearCalendar> {
        // Pages of spans may tell a day twice.
        let days: BTreeMap<Date, IndexDay> = entries
            .iter()
            .flat_map(|entry| &entry.days)
            .filter(|day| day.date.year() == year)
            .map(|day| (day.date, *day))
            .collect();
        let (start, units) = entries.first().map(|entry| (entry.week_start, entry.units))?;
        if days.values().all(|day| !day.ran && day.pain.is_none()) {
            return None;
        }
        let new_year = Date::new(year, 1, 1).ok()?;
        let before = f64::from(start.days_into_week(new_year));
        let place = |day: Date| {
            let since = new_year.until(day).map_or(0, |span| span.get_days());
            let week = ((f64::from(since) + before) / 7.0).floor();
            (STEP * week, HEAD + STEP * f64::from(start.days_into_week(day)))
        };
        let longest_m =
            days.values().filter_map(|day| day.distance_m).max_by(f64::total_cmp).unwrap_or(0.0);
        let last_week = place(date(year, 12, 31)).0 + STEP;
        Some(YearCalendar {
            alt: alt(year, &days, units),
            size: (length(last_week), length(HEAD + 7.0 * STEP)),
            months: (1..=12)
                .filter_map(|month| Date::new(year, month, 1).ok())
                .map(|first| (length(place(first).0), words::month_short(first)))
                .collect(),
            cells: days.values().map(|day| cell(day, place(day.date), longest_m)).collect(),
        })
    }
}

fn cell(day: &IndexDay, (x, y): (f64, f64), longest_m: f64) -> Cell {
    let radius = match day.distance_m {
        Some(metres) if longest_m > 0.0 => LEAST_RADIUS + MORE_RADIUS * (metres / longest_m).sqrt(),
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

fn alt(year: i16, days: &BTreeMap<Date, IndexDay>, units: Units) -> String {
    let ran = days.values().filter(|day| day.ran).count();
    let logged: Vec<f64> = days.values().filter_map(|day| day.pain).collect();
    let worst =
        logged.iter().copied().max_by(f64::total_cmp).map_or_else(String::new, |worst| {
            format!(", the worst {} of 10", words::number(worst, 1))
        });
    let longest = days.values().filter_map(|day| day.distance_m).max_by(f64::total_cmp);
    let longest = longest.map_or_else(String::new, |metres| {
        format!(", the longest day {}", words::distance(metres, units))
    });
    format!(
        "{year} day by day: a run on {}{longest}; {} logged{worst}",
        words::count(ran, "day"),
        words::count(logged.len(), "morning"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::WeekStart, report::example};

    fn entry(days: Vec<IndexDay>, week_start: WeekStart) -> IndexEntry {
        IndexEntry { week_start, days, ..IndexEntry::of(&example::october()) }
    }

    fn day(of: Date, pain: Option<f64>, distance_m: Option<f64>) -> IndexDay {
        IndexDay { date: of, pain, ran: distance_m.is_some(), distance_m }
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
            let entry = entry(days.clone(), start);
            let calendar = YearCalendar::of(2026, &[&entry]).unwrap();
            calendar.cells.into_iter().map(|cell| (cell.x, cell.y)).collect()
        };
        let owned = |pairs: [(&str, &str); 3]| pairs.map(|(x, y)| (x.to_owned(), y.to_owned()));
        assert_eq!(places(WeekStart::Monday), owned([("0", "52"), ("0", "88"), ("12", "16")]));
        assert_eq!(places(WeekStart::Sunday), owned([("0", "64"), ("12", "16"), ("12", "28")]));
        let entry = entry(days, WeekStart::Monday);
        let cells = YearCalendar::of(2026, &[&entry]).unwrap().cells;
        // Pain 6 has the ground of up to 7; none has a frame; the longest run the largest dot.
        let grounds: Vec<_> = cells.iter().map(|cell| cell.ground).collect();
        assert_eq!(grounds, [Some("band"), None, Some("heat-5")]);
        assert_eq!(cells[2].dot.as_ref().unwrap().radius, "3.8");
        assert!(cells[0].dot.is_none());
    }

    #[test]
    fn a_day_told_by_two_pages_is_drawn_once_and_a_year_without_anything_not_at_all() {
        let entry_of = |pain| entry(vec![day(date(2026, 3, 1), pain, None)], WeekStart::Monday);
        let twice = entry_of(Some(2.0));
        assert_eq!(YearCalendar::of(2026, &[&twice, &twice]).unwrap().cells.len(), 1);
        assert_eq!(YearCalendar::of(2026, &[&entry_of(None)]), None);
    }
}

//! The days of the period: pain as numbered cells, running as bars below them.
//!
//! Pain and running share the days and nothing else; each has its own row and its own scale.

use crate::say::voice::{Spoken, Voice};
use std::ops::Range;

use jiff::civil::Date;

use super::chart::{About, Chart, ChartTable, Shape};
use super::month_row::Strips;
use super::month_weeks;
use super::month_words::remarks;
use crate::model::PainScore;
use crate::page::Day;
use crate::say::words;

const NAME: &str = "month-strip";
const TITLE: &str = "The days";

/// Natural width of the row of days on a page.
const WIDE_WIDTH_PX: u32 = 1000;

/// Natural width of the rows of weeks on a phone.
const WEEKS_WIDTH_PX: u32 = 360;

/// The days of the period; none when nothing was run and nothing logged.
pub fn month_strip(page: Spoken<'_>, shape: Shape) -> Option<Chart> {
    match shape {
        Shape::Wide => month_strip_at(page, shape, WIDE_WIDTH_PX),
        Shape::Weeks => month_strip_at(page, shape, WEEKS_WIDTH_PX),
    }
}

/// The same at another natural width, in pixels; type keeps its size.
pub fn month_strip_at(page: Spoken<'_>, shape: Shape, width: u32) -> Option<Chart> {
    if !has_something(page) {
        return None;
    }
    match shape {
        Shape::Wide => chart_of(page, &Strips::new(page, width), width),
        Shape::Weeks => {
            let weeks = month_weeks::Weeks::new(page, width);
            about("month-weeks", page, &page.days)
                .drawn((width, weeks.height()), |canvas| weeks.draw(canvas))
        }
    }
}

/// How many rows the days take at this width; none when nothing was run and nothing logged.
pub(crate) fn month_rows(page: Spoken<'_>, width: u32) -> usize {
    if has_something(page) { Strips::new(page, width).count() } else { 0 }
}

/// Some of the rows of [`month_strip_at`], on the scale of all of them.
pub(crate) fn month_rows_at(page: Spoken<'_>, width: u32, rows: Range<usize>) -> Option<Chart> {
    chart_of(page, &Strips::new(page, width).part(rows)?, width)
}

/// How high these rows are, in pixels.
pub(crate) fn month_rows_height(page: Spoken<'_>, width: u32, rows: Range<usize>) -> u32 {
    Strips::new(page, width).part(rows).map_or(0, |strips| strips.height())
}

/// The first day of a row.
pub(crate) fn month_row_start(page: Spoken<'_>, width: u32, row: usize) -> Option<Date> {
    Strips::new(page, width).part(row..row + 1)?.days().next().map(|day| day.date)
}

fn has_something(page: Spoken<'_>) -> bool {
    page.days.iter().any(|day| day.pain_morning.is_some() || day.pain_during.is_some() || day.ran)
}

fn chart_of(page: Spoken<'_>, strips: &Strips<'_>, width: u32) -> Option<Chart> {
    let days: Vec<Day> = strips.days().cloned().collect();
    about(NAME, page, &days).drawn((width, strips.height()), |canvas| strips.draw(canvas))
}

fn about(name: &'static str, page: Spoken<'_>, days: &[Day]) -> About {
    About {
        name,
        title: TITLE.to_owned(),
        caption: caption(page),
        alt: alt(days, page.voice),
        table: table(page, days),
    }
}

fn caption(page: Spoken<'_>) -> String {
    let has = |is_one: fn(&Day) -> bool| page.days.iter().any(is_one);
    let mut parts = Vec::new();
    if has(|day| day.pain_morning.is_some()) {
        parts
            .push("Pain that morning, 0 to 10: the darker, the more; a dashed cell was not logged");
    }
    parts.push(if parts.is_empty() { "Minutes of running" } else { "bars are minutes of running" });
    if has(|day| day.other_min.is_some_and(|minutes| minutes > 0.0)) {
        parts.push("dashed bars are other sport");
    }
    if has(|day| day.medicine) {
        parts.push("capsules are days with painkillers");
    }
    if has(|day| day.flare) {
        parts.push("a band with a line over it is a flare");
    }
    // With numbers for dates nothing tells the day of the week.
    if page.days.first().is_some_and(|day| page.voice.day_number(day.date).is_none()) {
        parts.push("weekends are shaded");
    }
    format!("{}.", parts.join("; "))
}

/// The worst morning and the longest day, set side by side and no more than that.
fn alt(days: &[Day], voice: Voice) -> String {
    let worst = days
        .iter()
        .filter_map(|day| Some((day.date, day.pain_morning?)))
        .max_by(|one, other| one.1.cmp(&other.1).then(other.0.cmp(&one.0)));
    let longest = days
        .iter()
        .filter_map(|day| Some((day.date, day.running_min?)))
        .max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)));
    let pain = worst.map_or_else(
        || "no morning logged".to_owned(),
        |(date, score)| format!("worst morning {score} of 10 on {}", voice.day(date)),
    );
    let running = longest.map_or_else(
        || "no recorded run".to_owned(),
        |(date, min)| {
            let run_days = days.iter().filter(|day| day.ran).count();
            format!(
                "{} with a run, the longest {} on {}",
                words::count(run_days, "day"),
                words::minutes(min),
                voice.day(date)
            )
        },
    );
    format!("Pain and running by day: {pain}; {running}.")
}

/// The worst pain that a day's rows tell, whenever it was felt.
fn worst_on(page: Spoken<'_>, date: Date) -> Option<PainScore> {
    let worst = &page.habits.as_ref()?.worst;
    worst.iter().find(|(day, _)| *day == date).map(|(_, pain)| *pain)
}

fn table(page: Spoken<'_>, days: &[Day]) -> ChartTable {
    let head = [
        "Day",
        "Pain that morning",
        "Worst in a run",
        "Worst of the day",
        "Running, min",
        words::distance_unit(page.voice.units),
        "Remarks",
    ];
    let known = days.iter().filter(|day| day.date <= page.period.known_until);
    let score = |score| words::or_blank(score, |score: PainScore| score.to_string());
    ChartTable::of(head, known, |day| {
        [
            page.voice.day_short(day.date),
            score(day.pain_morning),
            score(day.pain_during),
            score(worst_on(page, day.date)),
            words::or_blank(day.running_min, |min| words::number(min, 0)),
            words::or_blank(day.distance_m, |metres| {
                words::distance_number(metres, page.voice.units)
            }),
            remarks(day).join(", "),
        ]
    })
}

//! What is written in the log reaches somebody: each column of it is an output's.

use std::fmt::Write as _;

use backstride::{
    config::Config,
    history::History,
    insight::{attention::attention, diary, flare_spans::flares_of, habits::habits},
    output::{Neighbours, html, json::days_csv},
    page::Units,
    pain::{ColumnMap, LogColumn, PainLog, ROLL, echo, read},
    pipeline::Gathered,
    say::voice::Voice,
};
use jiff::civil::{Date, date};

const OCTOBER: (Date, Date) = (date(2026, 10, 1), date(2026, 10, 31));
const SEPTEMBER: (Date, Date) = (date(2026, 9, 1), date(2026, 9, 30));

/// Columns that the page tells of runs with a file, which this log has none of.
const OF_RUNS: &[&str] = &["pain_before", "rpe", "surface", "shoe"];

/// Columns that serve the reading of others and say nothing by themselves.
const SERVE_OTHERS: &[&str] = &["date", "time_local", "run_id", "entered_at"];

/// A cell that each column may hold.
fn cell(column: &LogColumn) -> &'static str {
    let cells = [
        "3",
        "yes",
        "low_back",
        "left",
        "below_knee",
        "ache",
        "run",
        "road",
        "strength",
        "upright",
        "drills",
        "stretching",
        "cycling",
        "lifting",
        "otc",
        "massage",
        "less",
        "start",
        "night",
        "25",
        "06:30",
        "2026-10-12",
    ];
    cells.into_iter().find(|cell| column.takes(cell)).unwrap()
}

/// Calm mornings but for that after 12 October, a run by the log; in this column a cell, or none.
fn log(column: &LogColumn, filled: bool) -> PainLog {
    let key = column.key;
    let others =
        ["pain_morning", "activity", "location", "ostrc_q1", "ostrc_q2", "ostrc_q3", "ostrc_q4"];
    let mut text = String::from("date,");
    let others: Vec<&str> = others.into_iter().filter(|other| *other != key).collect();
    writeln!(text, "{},{key}", others.join(",")).unwrap();
    for day in 1..=31 {
        for other in &others {
            let cell = match (*other, day) {
                // A flare on the day after, whose morning `pain_next_morning` may tell.
                ("pain_morning", 13) if key == "pain_next_morning" => "",
                ("pain_morning", 13) => "6",
                ("location", 12) => "low_back",
                ("pain_morning", _) => "1",
                ("activity", 12) => "run",
                (_, 12) if key.starts_with("ostrc") => "8",
                _ => "",
            };
            if *other == others[0] {
                write!(text, "2026-10-{day:02}").unwrap();
            }
            write!(text, ",{cell}").unwrap();
        }
        let cell = if filled && day == 12 { self::cell(column) } else { "" };
        writeln!(text, ",{cell}").unwrap();
    }
    read(text.as_bytes(), &ColumnMap::default(), "log").unwrap_or_else(|it| panic!("{text}{it:?}"))
}

/// All that other programs, the terminal and the diary's own facts have of it.
fn held(log: &PainLog) -> String {
    let days: Vec<Vec<String>> =
        with_history(log, |history| days_csv(&history.day_rows().collect::<Vec<_>>()));
    format!(
        "{:?}{:?}{:?}{:?}{:?}{days:?}{:?}",
        diary::diary(log, OCTOBER, SEPTEMBER, |day| day.day() == 12),
        habits(log, OCTOBER),
        attention(log, OCTOBER.1),
        flares_of(log, OCTOBER),
        echo::points(log, date(2026, 10, 12)),
        log.is_shaded(date(2026, 10, 12)),
    )
}

fn with_history<T>(log: &PainLog, of: impl FnOnce(&History<'_>) -> T) -> T {
    let (gathered, config) = (Gathered::default(), Config::default());
    of(&History::new(&gathered, Some(log), &config))
}

/// The page as it is read: what stands in its data alone reaches nobody.
fn page(log: &PainLog) -> String {
    let page = with_history(log, |history| history.page(&history.months()[0], Units::Metric));
    html(Voice::METRIC.tells(&page), &Neighbours::default()).unwrap()
}

/// The columns of which a cell changes nothing.
fn unchanged(of: impl Fn(&PainLog) -> String) -> Vec<&'static str> {
    let columns = ROLL.iter().filter(|column| !SERVE_OTHERS.contains(&column.key));
    let same = |column: &&LogColumn| of(&log(column, true)) == of(&log(column, false));
    // Of a note the words are nobody's but the runner's.
    columns.filter(same).map(|column| column.key).filter(|key| *key != "note").collect()
}

#[test]
fn every_column_reaches_other_programs_the_terminal_or_the_facts_of_the_diary() {
    // Shoes and grounds are told of runs, which this log has none of.
    assert_eq!(unchanged(held), ["surface", "shoe"]);
}

#[test]
fn the_page_shows_every_column() {
    let mut unchanged = unchanged(page);
    unchanged.retain(|key| !OF_RUNS.contains(key));
    assert_eq!(unchanged, [""; 0]);
}

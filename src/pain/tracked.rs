//! The export of Track & Graph, a row a value, as a table with a column a tracker.
//!
//! Its form is that of the app's own test of what it reads and writes (github.com/SamAmco/track-and-graph,
//! `CSVReadWriterImplTest`): `FeatureName,Timestamp,Value,Label,Note`, and before there were labels
//! `FeatureName,Timestamp,Value,Note` with the label behind a colon in the value. Moments are the
//! place's own, with its offset from UTC. What a tracker means, and on which scale, the file does not
//! say: it counts where its name is a column's, or where the config says which column it is.

use std::collections::BTreeMap;

use super::{
    columns::{self, ColumnMap, LogColumn, PAIN_VALUES, ROLL},
    names,
    row::{Row, Typed},
};

/// The columns of the table that is made, before those of the trackers.
pub(super) const FIRST: [&str; 3] = ["date", "time_local", "note"];

/// The export's column of moments.
pub(super) const MOMENT: &str = "timestamp";

/// A score written at these hours is the morning's.
const MORNING_HOURS: std::ops::Range<u8> = 4..10;

/// More trackers than this are no person's.
const MOST_TRACKERS: usize = 900;

/// Where in the export's own header each of its columns stands.
struct Places {
    tracker: usize,
    moment: usize,
    value: usize,
    label: Option<usize>,
    note: Option<usize>,
}

impl Places {
    /// None where the header is another table's.
    fn of(header: &Row) -> Option<Places> {
        let place = |wanted: &str| {
            let is_it = |(_, cell): &&(usize, Typed)| names::plain(&cell.typed(None)) == wanted;
            header.cells.iter().find(is_it).map(|(place, _)| *place)
        };
        Some(Places {
            tracker: place("featurename")?,
            moment: place(MOMENT)?,
            value: place("value")?,
            label: place("label"),
            note: place("note"),
        })
    }
}

/// A row of the export.
struct Entry {
    line: u64,
    tracker: String,
    day: String,
    /// Hours and minutes, where the moment has them.
    time: String,
    value: String,
    label: String,
    note: String,
}

impl Entry {
    fn of(row: &Row, places: &Places) -> Entry {
        let cell = |place: usize| {
            let found = row.cells.iter().find(|(at, _)| *at == place);
            found.map_or_else(String::new, |(_, cell)| cell.typed(None).into_owned())
        };
        let moment = cell(places.moment);
        let (day, time) = moment.split_once('T').unwrap_or((&moment, ""));
        Entry {
            line: row.line,
            tracker: cell(places.tracker),
            day: day.to_owned(),
            time: time.get(..5).unwrap_or_default().to_owned(),
            value: cell(places.value),
            label: places.label.map(cell).unwrap_or_default(),
            note: places.note.map(cell).unwrap_or_default(),
        }
    }

    /// What stands in a column: of a value with a label the number or the label, as the column holds
    /// numbers or words.
    fn cell(&self, column: Option<&LogColumn>) -> String {
        let (number, label) = match self.value.split_once(':') {
            // A duration has a number behind its colon.
            Some((number, label)) if !label.starts_with(|it: char| it.is_ascii_digit()) => {
                (number, label)
            }
            _ => (self.value.as_str(), self.label.as_str()),
        };
        let holds_numbers = column.is_none_or(|column| column.kind.is_of_numbers());
        if holds_numbers || label.is_empty() { number.to_owned() } else { label.to_owned() }
    }

    fn is_of_the_morning(&self) -> bool {
        let hour = self.time.get(..2).and_then(|hour| hour.parse().ok());
        hour.is_some_and(|hour| MORNING_HOURS.contains(&hour))
    }
}

/// The rows of an export with a column for each tracker; none where they are another table's.
pub(super) fn unfolded(rows: &[Row], map: &ColumnMap) -> Option<Vec<Row>> {
    let (header, others) = rows.split_first()?;
    let places = Places::of(header)?;
    let entries: Vec<Entry> = others.iter().map(|row| Entry::of(row, &places)).collect();
    let trackers = trackers(&entries);
    let mornings = mornings(&entries, &trackers, map);
    let text = |text: &str| Typed::Text(text.to_owned());
    let mut names: Vec<String> = FIRST.iter().map(|name| (*name).to_owned()).collect();
    names.extend(trackers.keys().map(|tracker| match columns::place_of(tracker) {
        // Day, time and note of a row are its own.
        Some(place) if FIRST.contains(&ROLL[place].key) => format!("{tracker} (a tracker)"),
        _ => (*tracker).to_owned(),
    }));
    let mornings_at = names.len();
    names.extend(mornings.as_ref().map(|_| "pain_morning".to_owned()));
    let mut table = vec![Row::of(header.line, names.iter().map(|name| text(name)))];
    for it in &entries {
        let mut row = Row { line: it.line, width: 0, cells: Vec::new() };
        let own = [&it.day, &it.time, &it.note];
        own.into_iter().enumerate().for_each(|(place, cell)| row.put(place, text(cell)));
        let is_morning =
            mornings.as_ref().is_some_and(|lines| lines.get(it.day.as_str()) == Some(&it.line));
        if let Some(place) = trackers.get(it.tracker.as_str()) {
            let place = if is_morning { mornings_at } else { FIRST.len() + place };
            row.put(place, Typed::Text(it.cell(column_of(&it.tracker, map))));
        }
        table.push(row);
    }
    Some(table)
}

/// The trackers and the place of each among them.
fn trackers(entries: &[Entry]) -> BTreeMap<&str, usize> {
    let mut found: BTreeMap<&str, usize> =
        entries.iter().filter(|it| !it.tracker.is_empty()).map(|it| (&*it.tracker, 0)).collect();
    while found.len() > MOST_TRACKERS {
        found.pop_last();
    }
    for (place, at) in found.values_mut().enumerate() {
        *at = place;
    }
    found
}

/// The column that a tracker stands for, by the config or by its own name.
fn column_of(tracker: &str, map: &ColumnMap) -> Option<&'static LogColumn> {
    let told = map.places_of(tracker).first().copied();
    ROLL.get(told.or_else(|| columns::place_of(tracker))?)
}

/// The line of each day's morning: where one tracker alone is of pain, and of pain at any time, its
/// first score of the morning's hours is pain on waking. None where the trackers tell mornings apart.
fn mornings<'a>(
    entries: &'a [Entry],
    trackers: &BTreeMap<&str, usize>,
    map: &ColumnMap,
) -> Option<BTreeMap<&'a str, u64>> {
    let of_pain = |tracker: &&&str| {
        column_of(tracker, map).is_some_and(|column| PAIN_VALUES.contains(&column.key))
    };
    let pain: Vec<&&str> = trackers.keys().filter(of_pain).collect();
    let [only] = pain.as_slice() else { return None };
    column_of(only, map).filter(|column| column.key == "pain_now")?;
    let mut first: BTreeMap<&str, (&str, u64)> = BTreeMap::new();
    for it in entries.iter().filter(|it| it.tracker == ***only && it.is_of_the_morning()) {
        let known = first.entry(&it.day).or_insert((&it.time, it.line));
        if it.time.as_str() < known.0 {
            *known = (&it.time, it.line);
        }
    }
    Some(first.into_iter().map(|(day, (_, line))| (day, line)).collect())
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use crate::pain::{ColumnMap, PainLog, read, read_as_far};

    /// What a config says of the trackers.
    fn map(columns: &[(&str, &str)]) -> ColumnMap {
        let pairs = columns.iter().map(|(ours, theirs)| ((*ours).to_owned(), (*theirs).to_owned()));
        ColumnMap { columns: pairs.collect(), date_format: None }
    }

    /// Rows as the app writes them: tracker by tracker, the newest first.
    const EXPORT: &str = "FeatureName,Timestamp,Value,Label,Note\r\n\
        Back pain,2026-10-04T18:30:11.432+02:00,4.0,,\"after the garden, stiff\"\r\n\
        Back pain,2026-10-04T09:10:00+02:00,3.0,,\r\n\
        Back pain,2026-10-04T07:05:37.508+02:00,2.0,,\r\n\
        Back pain,2026-10-03T22:00:00+02:00,2.5,,\r\n\
        Back pain,2026-10-03T06:59:00+02:00,1.0,,\r\n\
        Painkillers,2026-10-04T19:00:00+02:00,1.0,otc,\r\n\
        Sleep,2026-10-04T07:00:00+02:00,7:30:00,,\r\n\
        Coffee,2026-10-04T08:00:00+02:00,2.0,,\r\n\r\n";

    fn log(text: &str, columns: &[(&str, &str)]) -> PainLog {
        read(text.as_bytes(), &map(columns), "export.csv").unwrap()
    }

    #[test]
    fn one_tracker_of_pain_is_the_morning_by_its_hour_and_else_pain_at_its_time() {
        let log = log(EXPORT, &[("pain_now", "Back pain"), ("meds", "Painkillers")]);
        let day = log.day(date(2026, 10, 4)).unwrap();
        let scores = [day.pain_morning, day.pain_now].map(|score| score.unwrap().to_string());
        assert_eq!((scores, day.meds.as_deref()), (["2", "4"].map(str::to_owned), Some("otc")));
        assert_eq!(day.note.as_deref(), Some("after the garden, stiff"));
        let timed: Vec<_> = log.entries().iter().filter_map(|it| it.time_local).collect();
        assert_eq!(timed[..2], [time(6, 59, 0, 0), time(22, 0, 0, 0)]);
        assert_eq!(log.morning(date(2026, 10, 3)).unwrap().to_string(), "1");
        // What is no column is named, and guessed at by nobody.
        let named: Vec<String> = log.notices.iter().map(|it| it.text.to_string()).collect();
        assert_eq!(named.len(), 2, "{named:?}");
        assert!(named[0].contains("`Coffee`") && named[1].contains("`Sleep`"), "{named:?}");
    }

    #[test]
    fn trackers_that_tell_mornings_apart_are_taken_at_their_word() {
        let text = "FeatureName,Timestamp,Value,Note\n\
                    pain morning,2026-10-04T11:30:00Z,2.0:mild,\npain_now,2026-10-04T07:00:00Z,5,\n\
                    note,2026-10-04T07:00:00Z,1,\n";
        let log = log(text, &[]);
        let day = log.day(date(2026, 10, 4)).unwrap();
        let scores = [day.pain_morning, day.pain_now].map(|score| score.unwrap().to_string());
        assert_eq!(scores, ["2", "5"], "the label behind the colon is no part of the score");
        assert!(log.notices[0].text.contains("`note (a tracker)`"), "{:?}", log.notices);
    }

    #[test]
    fn a_tracker_of_another_scale_is_refused_by_its_cell_and_an_unnamed_one_proposed_as_pain_now() {
        let percent = EXPORT.replace(",4.0,", ",40.0,");
        let map = map(&[("pain_now", "Back pain")]);
        let (log, problems) = read_as_far(percent.as_bytes(), &map, "export.csv");
        assert_eq!(problems.len(), 1, "{problems:?}");
        let said = problems[0].to_string();
        assert!(said.contains("line 2, column Back pain: `40.0` is not on the scale"), "{said}");
        assert_eq!(log.morning(date(2026, 10, 4)).unwrap().to_string(), "2");
        let (_, problems) = read_as_far(EXPORT.as_bytes(), &ColumnMap::default(), "export.csv");
        let paste = problems[0].paste.as_deref().unwrap();
        assert!(paste.contains("pain_now = \"Back pain\"") && !paste.contains("Coffee"), "{paste}");
        assert_eq!(problems[0].value.as_deref(), Some("Back pain, Coffee, Painkillers, Sleep"));
    }

    #[test]
    fn a_row_that_a_quote_swallows_is_missed_here_too() {
        let text = EXPORT.replace("4.0,,\"after the garden, stiff\"", "4.0,,\"after the garden");
        let (_, problems) = read_as_far(text.as_bytes(), &ColumnMap::default(), "export.csv");
        assert!(problems.iter().any(|it| it.loses_rows), "{problems:?}");
    }
}

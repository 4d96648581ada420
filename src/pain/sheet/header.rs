//! The header of the diary: where it stands, what its columns are, and what it lacks.

use super::{Heading, Sheet, problem};
use crate::{
    model::{Notice, NoticeKind, Place},
    pain::{
        cell,
        columns::{self, PAIN_VALUES, ROLL},
        kind::Kind,
        likely::{self, Names},
        names,
        problem::{LogProblem, Reach},
        row::{FARTHEST_HEADER, Row},
        tracked,
    },
};

/// The most columns of a diary, and the most of them that are told one by one where they are not
/// known.
const MOST_COLUMNS: usize = 1_000;
const MOST_UNKNOWN: usize = 20;

/// How much of a header is shown.
const SHOWN_HEADER_LETTERS: usize = 1_000;

/// Tabulator and page of old printers, next line, and the separators of lines and paragraphs: programs
/// may end lines in them, and tables do not.
const LINE_ENDS_OF_NONE: [char; 5] = ['\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];

impl Sheet<'_> {
    /// How many rows of a title stand above the row that names the columns: the first rows are
    /// looked at for one that names what a log needs. Where none does, a title is a row with one
    /// cell above one with several.
    pub(super) fn rows_above_the_header(&mut self, rows: &[Row]) -> usize {
        let first = || rows.iter().take(FARTHEST_HEADER);
        let filled = |row: &Row| row.cells.len();
        let above = first()
            .position(|row| self.names_what_a_log_needs(row))
            .or_else(|| first().position(|row| filled(row) > 1))
            .unwrap_or(0);
        if let Some(title) = rows.first().filter(|_| above > 0) {
            let text = match above {
                1 => "the row above the header is not read".to_owned(),
                _ => format!("the {above} rows above the header are not read"),
            };
            let place = Place::Line(title.line);
            self.notices.push(Notice {
                kind: NoticeKind::RowsAboveHeader,
                place,
                text: text.into(),
            });
        }
        above
    }

    fn names_what_a_log_needs(&self, row: &Row) -> bool {
        let named: Vec<usize> = row
            .cells
            .iter()
            .flat_map(|(_, cell)| {
                let name = cell.typed(None);
                let mut places = self.map.places_of(&name);
                places.extend(columns::place_of(&name));
                places
            })
            .collect();
        let has = |key: &str| named.iter().any(|place| ROLL[*place].key == key);
        has("date") && PAIN_VALUES.iter().any(|key| has(key))
    }

    pub(super) fn take_header(&mut self, row: &Row) {
        if row.width > MOST_COLUMNS {
            let allowed = format!("at most {MOST_COLUMNS}");
            let wrong = format!("has {} columns", row.width);
            self.complain(row.line, None, None, (&wrong, &allowed));
        }
        let mut names = vec![String::new(); row.width.min(MOST_COLUMNS)];
        for (place, cell) in &row.cells {
            if let Some(name) = names.get_mut(*place) {
                *name = cell.typed(None).into_owned();
            }
        }
        let mut unknown = 0_usize;
        let is_there =
            |theirs: &str| names.iter().any(|name| names::plain(name) == names::plain(theirs));
        for (place, name) in names.iter().enumerate() {
            let mut columns = self.map.places_of(name);
            // A column that the config finds elsewhere in the file is not also the one of our name.
            if columns.is_empty()
                && let Some(ours) = columns::place_of(name)
                && !self.map.theirs(ours).is_some_and(is_there)
            {
                columns.push(ours);
            }
            for twice in &columns {
                if let Some(first) = self.header.iter().find(|h| h.columns.contains(twice)) {
                    let wrong = format!("is the same column as `{}`", first.name);
                    let words = (wrong.as_str(), "each column once");
                    self.complain_at((row.line, place), Some(name), words, Reach::Log);
                }
            }
            if columns.is_empty() && !name.is_empty() {
                unknown += 1;
                if unknown <= MOST_UNKNOWN {
                    self.notices.push(unknown_column(name, self.names, row.line));
                }
            }
            self.header.push(Heading { name: name.clone(), columns });
        }
        if unknown > MOST_UNKNOWN {
            let text =
                format!("{} more columns are not known and not read", unknown - MOST_UNKNOWN);
            let place = Place::Line(row.line);
            self.notices.push(Notice { kind: NoticeKind::UnknownColumn, place, text: text.into() });
        }
        self.check_header(row.line, &names);
        self.refuse_rows_in_the_header(row.line, &names);
    }

    /// A header goes on with rows where lines end in a character that ends none, U+2028 say.
    fn refuse_rows_in_the_header(&mut self, line: u64, names: &[String]) {
        let ends = |letter: &char| LINE_ENDS_OF_NONE.contains(letter);
        let Some(end) = names.iter().find_map(|name| name.chars().find(ends)) else { return };
        let is_day = |part: &str| {
            cell::looks_like_a_day(part.trim())
                || cell::read(Kind::Date, part.trim(), self.map.date_format.as_deref()).is_ok()
        };
        if names.iter().flat_map(|name| name.split(LINE_ENDS_OF_NONE)).any(is_day) {
            let wrong = format!(
                "goes on with rows: they are parted by the character U+{:04X}, which ends no line here",
                u32::from(end)
            );
            let allowed =
                "save it as CSV UTF-8 from a spreadsheet or an editor, a line for each row";
            let told = problem(self.file, line, None, None, (&wrong, allowed));
            self.keep(LogProblem { loses_rows: true, ..told });
        }
    }

    /// That the header has what a log needs, and all that the config promised.
    fn check_header(&mut self, line: u64, names: &[String]) {
        let own = match self.names {
            Names::Header => names,
            // Those that the file itself has.
            Names::Trackers => names.get(tracked::FIRST.len()..).unwrap_or_default(),
        };
        let header: String = own.join(", ").chars().take(SHOWN_HEADER_LETTERS).collect();
        let header = header.as_str();
        let found = |key: &str| {
            self.header.iter().flat_map(|h| &h.columns).any(|place| ROLL[*place].key == key)
        };
        let (dated, scored) = (found("date"), PAIN_VALUES.iter().any(|key| found(key)));
        self.app = self.app.filter(|_| !scored);
        if let Some(app) = self.app {
            self.complain(line, None, Some(header), (app.is, app.then));
            return;
        }
        if !dated {
            self.complain(
                line,
                None,
                Some(header),
                ("has no column date", "a column date, and at least one pain value"),
            );
        }
        if !scored {
            let allowed = format!("at least one of {}", PAIN_VALUES.join(", "));
            self.complain(line, None, Some(header), ("has no pain value", &allowed));
        }
        if let Some(last) = self.problems.last_mut().filter(|_| !dated || !scored) {
            last.paste = likely::block(names, self.map, self.names);
        }
        for (ours, theirs) in &self.map.columns {
            if columns::place_of(ours).is_none() {
                let near = columns::nearest(ours).map(|key| format!(", did you mean {key}?"));
                let wrong = "under `[pain.columns]` is not a column of the log";
                let allowed =
                    format!("the log's own names on the left{}", near.unwrap_or_default());
                self.complain(line, None, Some(ours), (wrong, &allowed));
            } else if !self.header.iter().any(|h| names::plain(&h.name) == names::plain(theirs)) {
                let text = format!("the header has no column `{theirs}`, which the config names");
                let place = Place::Line(line);
                self.notices.push(Notice {
                    kind: NoticeKind::MissingColumn,
                    place,
                    text: text.into(),
                });
            }
        }
    }
}

fn unknown_column(name: &str, of: Names, line: u64) -> Notice {
    let near = likely::column_of(name, of).map(|key| match columns::nearest(name) {
        Some(near) if near == key && !name.contains(' ') => format!("; did you mean {key}?"),
        _ => {
            let line = likely::line(key, name);
            format!("; did you mean {key}? Then put {line} under [pain.columns]")
        }
    });
    let text = format!("the column `{name}` is not known and not read{}", near.unwrap_or_default());
    Notice { kind: NoticeKind::UnknownColumn, place: Place::Line(line), text: text.into() }
}

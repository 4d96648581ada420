//! The sheet of the diary: its header, its rows, and cells that meet.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time};

use super::{
    cell::{self, Refusal, Value},
    columns::{self, ColumnMap, Kind, PAIN_VALUES, ROLL},
    log::LogProblem,
    rows::{self, Grid, Row},
    workbook::cell_name,
};
use crate::model::{Notice, PainEntry, Place};

/// Which entry a cell belongs to: a day's own, or a row with a time, told apart by its line.
type Slot = (Date, Option<(Time, u64)>);

/// A sheet while it is read: what was found so far, and what was wrong.
pub(super) struct Sheet<'a> {
    file: &'a str,
    map: &'a ColumnMap,
    grid: Grid,
    /// One for each column of the file.
    header: Vec<Heading>,
    cells: BTreeMap<(Slot, usize), Cell>,
    slots: BTreeMap<Slot, u64>,
    problems: Vec<LogProblem>,
    notices: Vec<Notice>,
}

/// A column of the file: its own name, and its places in the roll. A form's time stamp may stand
/// for several columns of ours.
struct Heading {
    name: String,
    columns: Vec<usize>,
}

/// A checked cell and where it stands.
struct Cell {
    line: u64,
    /// Its place in the file's header.
    place: usize,
    /// Its column's place in the roll.
    column: usize,
    typed: String,
    value: Value,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(file: &'a str, map: &'a ColumnMap) -> Sheet<'a> {
        Sheet {
            file,
            map,
            grid: Grid::Lines,
            header: Vec::new(),
            cells: BTreeMap::new(),
            slots: BTreeMap::new(),
            problems: Vec::new(),
            notices: Vec::new(),
        }
    }

    /// Reads the whole file.
    pub(super) fn read(&mut self, bytes: &[u8]) {
        let rows = match rows::of(bytes) {
            Ok(rows) => rows,
            Err(words) => return self.complain(1, None, None, words),
        };
        self.grid = rows.grid;
        self.notices.extend(rows.notices);
        let mut rows = rows.rows.iter();
        match rows.next() {
            Some(header) => self.take_header(header),
            None => self.complain(1, None, None, ("is empty", "the first line names the columns")),
        }
        for row in rows {
            self.take_row(row);
        }
    }

    /// The entries in order, what was passed over, and everything that was wrong.
    pub(super) fn finish(mut self) -> (Vec<PainEntry>, Vec<Notice>, Vec<LogProblem>) {
        self.problems.sort_by_key(|problem| problem.line);
        let mut entries: BTreeMap<Slot, PainEntry> = self
            .slots
            .into_iter()
            .map(|(slot, line)| {
                let mut entry = PainEntry::blank(line, slot.0);
                entry.time_local = slot.1.map(|(time, _)| time);
                (slot, entry)
            })
            .collect();
        for ((slot, column), cell) in self.cells {
            if let Some(entry) = entries.get_mut(&slot) {
                cell::place(ROLL[column].kind, cell.value, entry);
            }
        }
        (entries.into_values().collect(), self.notices, self.problems)
    }

    fn take_header(&mut self, row: &Row) {
        let names: Vec<String> =
            row.cells.iter().map(|cell| cell.typed(None).into_owned()).collect();
        let is_there =
            |theirs: &str| names.iter().any(|name| columns::plain(name) == columns::plain(theirs));
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
                    self.complain_at(row.line, place, Some(name), (&wrong, "each column once"));
                }
            }
            if columns.is_empty() && !name.is_empty() {
                self.notices.push(unknown_column(name, row.line));
            }
            self.header.push(Heading { name: name.clone(), columns });
        }
        self.check_header(row.line, &names.join(", "));
    }

    /// That the header has what a log needs, and all that the config promised.
    fn check_header(&mut self, line: u64, header: &str) {
        let found = |key: &str| {
            self.header.iter().flat_map(|h| &h.columns).any(|place| ROLL[*place].key == key)
        };
        let (dated, scored) = (found("date"), PAIN_VALUES.iter().any(|key| found(key)));
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
        for (ours, theirs) in &self.map.columns {
            if columns::place_of(ours).is_none() {
                let near = columns::nearest(ours).map(|key| format!(", did you mean {key}?"));
                let wrong = "under `[pain.columns]` is not a column of the log";
                let allowed =
                    format!("the log's own names on the left{}", near.unwrap_or_default());
                self.problems.push(problem(self.file, line, None, Some(ours), (wrong, &allowed)));
            } else if !self.header.iter().any(|h| columns::plain(&h.name) == columns::plain(theirs))
            {
                let text = format!("the header has no column `{theirs}`, which the config names");
                let place = Place::Line(line);
                self.notices.push(Notice { key: "missing_column", place, text: text.into() });
            }
        }
    }

    fn take_row(&mut self, row: &Row) {
        self.check_width(row);
        let Some((slot, cells)) = self.checked(row) else { return };
        self.slots.entry(slot).or_insert(row.line);
        for cell in cells {
            match ROLL[cell.column].kind {
                Kind::NextMorning => self.put_next_morning(slot, cell),
                _ => self.put(slot, cell),
            }
        }
    }

    /// A row may be shorter than the header, and longer by blank cells only.
    fn check_width(&mut self, row: &Row) {
        let mut beyond = row.cells.iter().enumerate().skip(self.header.len());
        if let Some((place, cell)) = beyond.find(|(_, cell)| !cell.is_blank()) {
            let wrong = format!("stands beyond the header's {} columns", self.header.len());
            let allowed = match self.grid {
                Grid::Lines => "a cell that holds the separator stands in quotes",
                Grid::Cells => "the first row names every column",
            };
            self.complain_at(row.line, place, Some(&cell.typed(None)), (&wrong, allowed));
        }
    }

    /// The row's cells; none when the row has no date to put them to.
    fn checked(&mut self, row: &Row) -> Option<(Slot, Vec<Cell>)> {
        let line = row.line;
        let (mut date, mut time, mut dated) = (None, None, false);
        let mut cells = Vec::new();
        for (place, typed) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank()) {
            let columns = self.header.get(place).map_or_else(Vec::new, |h| h.columns.clone());
            for column in columns {
                dated |= matches!(ROLL[column].kind, Kind::Date);
                let typed = typed.typed(Some(ROLL[column].kind));
                match (self.value(column, &typed, (line, place)), ROLL[column].kind) {
                    (Some(Value::Date(day)), Kind::Date) => date = Some(day),
                    (Some(Value::Time(at)), _) => time = Some((at, line)),
                    (Some(value), _) => {
                        cells.push(Cell { line, place, column, typed: typed.into_owned(), value });
                    }
                    (None, _) => {}
                }
            }
        }
        let header_has_date = |h: &Heading| h.columns.iter().any(|c| ROLL[*c].key == "date");
        if let Some(place) = self.header.iter().position(header_has_date).filter(|_| !dated) {
            self.complain_at(
                line,
                place,
                None,
                ("the cell is empty", "a day written as 2026-10-03"),
            );
        }
        date.map(|day| ((day, time), cells))
    }

    /// A cell's value; what cannot be read is complained of, and of that only warning signs count.
    fn value(&mut self, column: usize, typed: &str, (line, place): (u64, usize)) -> Option<Value> {
        let kind = ROLL[column].kind;
        match cell::read(kind, typed, self.map.date_format.as_deref()) {
            Ok(value) => Some(value),
            Err(Refusal { wrong, allowed }) => {
                self.complain_at(line, place, Some(typed), (wrong, &allowed));
                match kind {
                    Kind::RedFlags => Some(Value::RedFlags(cell::signs_in(typed))),
                    _ => None,
                }
            }
        }
    }

    /// The morning after is dated the day after, whatever time its row has.
    fn put_next_morning(&mut self, (day, _): Slot, cell: Cell) {
        if let (Ok(next), Some(column)) = (day.tomorrow(), columns::place_of("pain_morning")) {
            self.slots.entry((next, None)).or_insert(cell.line);
            self.put((next, None), Cell { column, ..cell });
        }
    }

    fn put(&mut self, slot: Slot, cell: Cell) {
        let Some(first) = self.cells.get_mut(&(slot, cell.column)) else {
            self.cells.insert((slot, cell.column), cell);
            return;
        };
        if first.value == cell.value {
            return;
        }
        // When rows of a day were written at several times, the last one says how late.
        if let (Kind::Entered, Value::Date(old), Value::Date(new)) =
            (ROLL[cell.column].kind, &first.value, &cell.value)
        {
            if new > old {
                *first = cell;
            }
            return;
        }
        let wrong =
            format!("is a second value for {}, line {} has `{}`", slot.0, first.line, first.typed);
        let allowed = "one value a day, or a time_local in each row";
        self.complain_at(cell.line, cell.place, Some(&cell.typed), (&wrong, allowed));
    }

    /// Complains of a cell: by its name in a workbook, and by its column's where it has one.
    fn complain_at(&mut self, line: u64, place: usize, value: Option<&str>, words: (&str, &str)) {
        let column = self.header.get(place).map(|heading| heading.name.clone());
        let cell = match self.grid {
            Grid::Lines => None,
            Grid::Cells => Some(cell_name(place, line)),
        };
        let problem = problem(self.file, line, column.as_deref(), value, words);
        self.problems.push(LogProblem { cell, ..problem });
    }

    fn complain(
        &mut self,
        line: u64,
        column: Option<&str>,
        value: Option<&str>,
        words: (&str, &str),
    ) {
        self.problems.push(problem(self.file, line, column, value, words));
    }
}

fn problem(
    file: &str,
    line: u64,
    column: Option<&str>,
    value: Option<&str>,
    (wrong, allowed): (&str, &str),
) -> LogProblem {
    LogProblem {
        file: file.to_owned(),
        line,
        cell: None,
        column: column.map(str::to_owned),
        value: value.map(str::to_owned),
        wrong: wrong.to_owned(),
        allowed: allowed.to_owned(),
    }
}

fn unknown_column(name: &str, line: u64) -> Notice {
    let near = columns::nearest(name).map(|key| format!("; did you mean {key}?"));
    let text = format!("the column `{name}` is not known and not read{}", near.unwrap_or_default());
    Notice { key: "unknown_column", place: Place::Line(line), text: text.into() }
}

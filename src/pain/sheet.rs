//! The sheet under the diary: encoding, separator, header, rows, and cells that meet.

use std::{borrow::Cow, collections::BTreeMap};

use jiff::civil::{Date, Time};

use super::{
    cell::{self, Refusal, Value},
    columns::{self, ColumnMap, Kind, PAIN_VALUES, ROLL},
    log::LogProblem,
};
use crate::model::{Notice, PainEntry, Place};

/// Which entry a cell belongs to: a day's own, or a row with a time, told apart by its line.
type Slot = (Date, Option<(Time, u64)>);

/// A sheet while it is read: what was found so far, and what was wrong.
pub(super) struct Sheet<'a> {
    file: &'a str,
    map: &'a ColumnMap,
    /// One for each column of the file.
    header: Vec<Heading>,
    cells: BTreeMap<(Slot, usize), Cell>,
    slots: BTreeMap<Slot, u64>,
    problems: Vec<LogProblem>,
    notices: Vec<Notice>,
}

/// A column of the file: its own name, and its place in the roll.
struct Heading {
    name: String,
    column: Option<usize>,
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
            header: Vec::new(),
            cells: BTreeMap::new(),
            slots: BTreeMap::new(),
            problems: Vec::new(),
            notices: Vec::new(),
        }
    }

    /// Reads the whole text.
    pub(super) fn read(&mut self, bytes: &[u8]) {
        let (text, notice) = decoded(bytes);
        self.notices.extend(notice);
        let (separator, skipped) = separator(&text);
        let mut rows = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(text[skipped..].as_bytes());
        let mut lines = Lines::new(&text, skipped);
        let mut record = csv::StringRecord::new();
        while matches!(rows.read_record(&mut record), Ok(true)) {
            let start = record.position().map_or(0, csv::Position::byte);
            let line = lines.line_of(skipped.saturating_add(usize::try_from(start).unwrap_or(0)));
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            if self.header.is_empty() {
                self.take_header(&record, line);
            } else {
                self.take_row(&record, line);
            }
        }
        if self.header.is_empty() {
            self.complain(1, None, None, ("is empty", "the first line names the columns"));
        }
    }

    /// The entries in order, or everything that was wrong.
    pub(super) fn finish(mut self) -> Result<(Vec<PainEntry>, Vec<Notice>), Vec<LogProblem>> {
        if !self.problems.is_empty() {
            self.problems.sort_by_key(|problem| problem.line);
            return Err(self.problems);
        }
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
        Ok((entries.into_values().collect(), self.notices))
    }

    fn take_header(&mut self, record: &csv::StringRecord, line: u64) {
        let renamed: BTreeMap<String, usize> = self
            .map
            .columns
            .iter()
            .filter_map(|(ours, theirs)| Some((columns::plain(theirs), columns::place_of(ours)?)))
            .collect();
        for name in record.iter().map(str::trim) {
            let plain = columns::plain(name);
            let column = renamed.get(&plain).copied().or_else(|| columns::place_of(&plain));
            if let Some(twice) = column
                && let Some(first) = self.header.iter().find(|h| h.column == Some(twice))
            {
                let wrong = format!("is the same column as `{}`", first.name);
                let allowed = "each column once";
                self.complain(line, None, Some(name), (wrong.as_str(), allowed));
            }
            if column.is_none() && !name.is_empty() {
                self.notices.push(unknown_column(name, line));
            }
            self.header.push(Heading { name: name.to_owned(), column });
        }
        self.check_header(line, record);
    }

    /// That the header has what a log needs, and all that the config promised.
    fn check_header(&mut self, line: u64, record: &csv::StringRecord) {
        let found = |key: &str| {
            self.header.iter().any(|h| h.column.is_some_and(|place| ROLL[place].key == key))
        };
        let (dated, scored) = (found("date"), PAIN_VALUES.iter().any(|key| found(key)));
        let header = record.iter().map(str::trim).collect::<Vec<_>>().join(", ");
        if !dated {
            self.complain(
                line,
                None,
                Some(&header),
                ("has no column date", "a column date, and at least one pain value"),
            );
        }
        if !scored {
            let allowed = format!("at least one of {}", PAIN_VALUES.join(", "));
            self.complain(line, None, Some(&header), ("has no pain value", &allowed));
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

    fn take_row(&mut self, record: &csv::StringRecord, line: u64) {
        self.check_width(record, line);
        let Some((slot, cells)) = self.checked(record, line) else { return };
        self.slots.entry(slot).or_insert(line);
        for cell in cells {
            match ROLL[cell.column].kind {
                Kind::NextMorning => self.put_next_morning(slot, cell),
                _ => self.put(slot, cell),
            }
        }
    }

    /// A row may be shorter than the header, and longer by blank cells only.
    fn check_width(&mut self, record: &csv::StringRecord, line: u64) {
        let beyond = record.iter().skip(self.header.len()).find(|cell| !cell.trim().is_empty());
        if let Some(cell) = beyond {
            let wrong = format!("stands beyond the header's {} columns", self.header.len());
            let allowed = "a cell that holds the separator stands in quotes";
            self.complain(line, None, Some(cell.trim()), (wrong.as_str(), allowed));
        }
    }

    /// The row's cells; none when the row has no date to put them to.
    fn checked(&mut self, record: &csv::StringRecord, line: u64) -> Option<(Slot, Vec<Cell>)> {
        let format = self.map.date_format.as_deref();
        let (mut date, mut time, mut dated) = (None, None, false);
        let mut cells = Vec::new();
        for (place, typed) in record.iter().map(str::trim).enumerate() {
            let Some(column) = self.header.get(place).and_then(|heading| heading.column) else {
                continue;
            };
            if typed.is_empty() {
                continue;
            }
            dated |= matches!(ROLL[column].kind, Kind::Date);
            match cell::read(ROLL[column].kind, typed, format) {
                Ok(Value::Date(day)) if matches!(ROLL[column].kind, Kind::Date) => date = Some(day),
                Ok(Value::Time(at)) => time = Some((at, line)),
                Ok(value) => {
                    cells.push(Cell { line, place, column, typed: typed.to_owned(), value });
                }
                Err(Refusal { wrong, allowed }) => {
                    let name = self.header[place].name.clone();
                    self.complain(line, Some(&name), Some(typed), (wrong, &allowed));
                }
            }
        }
        if !dated && self.header.iter().any(|h| h.column == columns::place_of("date")) {
            let allowed = "a day written as 2026-10-03";
            self.complain(line, Some("date"), None, ("the cell is empty", allowed));
        }
        date.map(|day| ((day, time), cells))
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
        let name = self.header[cell.place].name.clone();
        let allowed = "one value a day, or a time_local in each row";
        self.complain(cell.line, Some(&name), Some(&cell.typed), (wrong.as_str(), allowed));
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

/// The text behind any byte order mark: UTF-8, UTF-16 with a mark, else Windows-1252.
fn decoded(bytes: &[u8]) -> (Cow<'_, str>, Option<Notice>) {
    let (encoding, mark) = encoding_rs::Encoding::for_bom(bytes).unwrap_or((encoding_rs::UTF_8, 0));
    let body = bytes.get(mark..).unwrap_or_default();
    let (text, bad) = encoding.decode_without_bom_handling(body);
    if !bad {
        return (text, None);
    }
    let notice = Notice::file("encoding", "the text is not UTF-8; read as Windows-1252");
    (encoding_rs::WINDOWS_1252.decode_without_bom_handling(body).0, Some(notice))
}

/// The separator that the header uses most outside quotes, and how many bytes precede the header:
/// spreadsheets may write a line `sep=;` on top.
pub(super) fn separator(text: &str) -> (u8, usize) {
    let first = text.split_inclusive('\n').find(|line| !line.trim().is_empty()).unwrap_or("");
    if let Some(named) = first.trim().strip_prefix("sep=")
        && let [separator @ (b',' | b';' | b'\t')] = named.as_bytes()
    {
        let end = text.find(first).unwrap_or(0).saturating_add(first.len());
        return (*separator, end);
    }
    let bare: String = first.split('"').step_by(2).collect();
    let count = |separator: char| bare.matches(separator).count();
    let most = [(b',', ','), (b';', ';'), (b'\t', '\t')]
        .into_iter()
        .rev()
        .max_by_key(|(_, separator)| count(*separator));
    (most.map_or(b',', |(byte, _)| byte), 0)
}

/// Counts lines on the way through a text.
struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str, skipped: usize) -> Lines<'a> {
        let bytes = text.as_bytes();
        let mut lines = Lines { bytes, at: 0, line: 1 };
        lines.advance(skipped);
        lines
    }

    /// The line on which a row begins whose reader stood at this byte, line ends before it eaten.
    fn line_of(&mut self, byte: usize) -> u64 {
        self.advance(byte);
        while matches!(self.bytes.get(self.at), Some(b'\r' | b'\n')) {
            self.advance(self.at.saturating_add(1));
        }
        self.line
    }

    fn advance(&mut self, to: usize) {
        while self.at < to {
            let ends = match self.bytes.get(self.at) {
                Some(b'\n') => true,
                // A lone carriage return ends a line, too.
                Some(b'\r') => self.bytes.get(self.at.saturating_add(1)) != Some(&b'\n'),
                Some(_) => false,
                None => return,
            };
            self.line = self.line.saturating_add(u64::from(ends));
            self.at = self.at.saturating_add(1);
        }
    }
}

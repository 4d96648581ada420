//! The sheet of the diary: its rows, and cells that meet.

mod header;

use std::collections::BTreeMap;

use jiff::civil::{Date, Time};

use super::{
    apps::{self, App},
    cell::{self, Refusal, Value},
    columns::{self, ColumnMap, ROLL},
    kind::Kind,
    likely::Names,
    names,
    problem::{LogProblem, Reach},
    quotes::Quoted,
    row::{FARTHEST_HEADER, Grid, Row},
    rows, tracked,
    workbook::cell_name,
};
use crate::{
    model::{Notice, PainEntry, RedFlag},
    page::UnreadSign,
};

/// So many problems are kept, and of those behind them the gravest and the last.
const MOST_PROBLEMS: usize = 10_000;

/// How much of a cell is shown that goes on over lines.
const SHOWN_LETTERS: usize = 40;

/// Which entry a cell belongs to: a day's own, or a row with a time, told apart by its line.
type Slot = (Date, Option<(Time, u64)>);

/// A sheet while it is read: what was found so far, and what was wrong.
pub(super) struct Sheet<'a> {
    file: &'a str,
    map: &'a ColumnMap,
    grid: Grid,
    /// The app whose export it is, where that holds no pain of the back.
    app: Option<&'static App>,
    /// Whose names its columns have.
    names: Names,
    /// One for each column of the file.
    header: Vec<Heading>,
    cells: BTreeMap<(Slot, usize), Cell>,
    slots: BTreeMap<Slot, u64>,
    problems: Vec<LogProblem>,
    unread_signs: Vec<UnreadSign>,
    notices: Vec<Notice>,
}

/// What a sheet came to.
pub(super) struct Found {
    /// In order of date and time.
    pub(super) entries: Vec<PainEntry>,
    /// What was passed over.
    pub(super) notices: Vec<Notice>,
    /// Everything that was wrong, in the order of the file.
    pub(super) problems: Vec<LogProblem>,
    /// What stands among the warning signs and cannot be read.
    pub(super) unread_signs: Vec<UnreadSign>,
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
            app: None,
            names: Names::Header,
            header: Vec::new(),
            cells: BTreeMap::new(),
            slots: BTreeMap::new(),
            problems: Vec::new(),
            unread_signs: Vec::new(),
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
        for cell in &rows.lost {
            let typed = cell.typed.typed(None);
            let at = Some(cell_name(cell.place, cell.line));
            let told = problem(self.file, cell.line, None, Some(&typed), cell.words);
            self.keep(LogProblem { cell: at, loses_rows: true, ..told });
        }
        self.app = rows.rows.iter().take(FARTHEST_HEADER).find_map(|row| apps::of(&names_of(row)));
        let tracked = tracked::unfolded(&rows.rows, self.map);
        if tracked.is_some() {
            self.names = Names::Trackers;
        }
        let table = tracked.as_ref().unwrap_or(&rows.rows);
        let above = self.rows_above_the_header(table);
        let mut others = table.iter().skip(above);
        match others.next() {
            Some(header) => self.take_header(header),
            None => self.complain(1, None, None, ("is empty", "the first line names the columns")),
        }
        // What is no log is not complained of row by row.
        if self.app.is_some() {
            return;
        }
        for row in others {
            self.take_row(row);
        }
        // Quotes stand in the file as it is.
        if let Some(header) = rows.rows.first().filter(|_| self.names == Names::Trackers) {
            let is_moment = |name: &str| names::plain(name) == tracked::MOMENT;
            let of_day = |name: &str| columns::place_of("date").filter(|_| is_moment(name));
            let heading =
                |name: String| Heading { columns: of_day(&name).into_iter().collect(), name };
            self.header = names_of(header).into_iter().map(heading).collect();
        }
        for cell in &rows.quoted {
            self.look_into(cell, rows.separator);
        }
        self.refuse_rows_without_any_day();
    }

    /// A diary of which no row can be put to a day is most likely written in another manner.
    fn refuse_rows_without_any_day(&mut self) {
        let undated = self.problems.iter().find(|problem| problem.reach == Reach::Row);
        if let Some(line) = undated.map(|problem| problem.line).filter(|_| self.slots.is_empty()) {
            self.complain(
                line,
                None,
                None,
                ("and no other has a day that can be read", "each row has its day"),
            );
        }
    }

    /// Complains of a quote behind which rows vanish: it never closes, or lines within it are rows.
    fn look_into(&mut self, cell: &Quoted, separator: u8) {
        let is_row = |line: &&String| self.is_row(line, char::from(separator));
        let rows = cell.lines.iter().filter(is_row).count();
        let vanish = match rows {
            0 => "what follows becomes part of this cell".to_owned(),
            1 => "a row vanishes into this cell".to_owned(),
            _ => format!("{rows} rows vanish into this cell"),
        };
        let wrong = match cell.closes {
            None => format!("begins with a quote that is never closed: {vanish}"),
            Some(line) if rows > 0 => {
                format!("begins with a quote that is closed in line {line} only: {vanish}")
            }
            Some(_) => return,
        };
        let begins: String = cell.begins.chars().take(SHOWN_LETTERS).collect();
        let value = format!("\"{begins}");
        let allowed = "close the quote on its line, or take it away";
        let column = self.header.get(cell.place).map(|heading| heading.name.clone());
        let column = column.filter(|name| !name.contains(['\n', '\r']));
        let words = (wrong.as_str(), allowed);
        let told = problem(self.file, cell.opens, column.as_deref(), Some(&value), words);
        self.keep(LogProblem { loses_rows: true, ..told });
    }

    /// Whether a line would be a row of its own: a day stands where days stand, and what stands
    /// beside it fits its columns or fills the header. Of a header that was itself swallowed, any day
    /// beside another cell is one.
    fn is_row(&self, line: &str, separator: char) -> bool {
        let cells: Vec<&str> =
            line.split(separator).map(|cell| cell.trim().trim_matches('"').trim()).collect();
        let is_day = |cell: &str| {
            cell::read(Kind::Date, cell, self.map.date_format.as_deref()).is_ok()
                || cell::looks_like_a_day(cell)
        };
        let holds = |heading: &Heading, of: &dyn Fn(Kind) -> bool| {
            heading.columns.iter().any(|column| of(ROLL[*column].kind))
        };
        let dated = self.header.iter().position(|it| holds(it, &|kind| matches!(kind, Kind::Date)));
        let has_day = match dated {
            Some(place) => cells.get(place).is_some_and(|cell| is_day(cell)),
            None => cells.iter().any(|cell| is_day(cell)),
        };
        let fits = |(heading, typed): (&Heading, &&str)| {
            typed.is_empty()
                || heading.columns.iter().all(|column| {
                    let kind = ROLL[*column].kind;
                    matches!(kind, Kind::Date)
                        || cell::read(kind, typed, self.map.date_format.as_deref()).is_ok()
                })
        };
        let fitting = || self.header.iter().zip(&cells).all(fits);
        has_day && cells.len() > 1 && (cells.len() >= self.header.len() || fitting())
    }

    /// The entries in order, what was passed over, and everything that was wrong.
    pub(super) fn finish(mut self) -> Found {
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
        Found {
            entries: entries.into_values().collect(),
            notices: self.notices,
            problems: self.problems,
            unread_signs: self.unread_signs,
        }
    }

    fn take_row(&mut self, row: &Row) {
        let is_wide = self.is_wide(row);
        let Some((slot, mut cells)) = self.checked(row) else { return };
        if is_wide {
            // Which cells stand in their own columns cannot be told; a sign is a sign wherever.
            self.doubt_signs(row, Some(slot.0));
            cells = cells.into_iter().filter_map(only_signs).collect();
        }
        self.slots.entry(slot).or_insert(row.line);
        for cell in cells {
            match ROLL[cell.column].kind {
                Kind::NextMorning => self.put_next_morning(slot, cell),
                _ => self.put(slot, cell),
            }
        }
    }

    /// A row may be shorter than the header, and longer by blank cells only: with more, its cells may
    /// stand in each other's places.
    fn is_wide(&mut self, row: &Row) -> bool {
        let found = row.cells.iter().find(|(place, _)| *place >= self.header.len());
        if let Some(&(place, ref cell)) = found {
            let wrong = format!("stands beyond the header's {} columns", self.header.len());
            let allowed = match self.grid {
                Grid::Lines => "a cell that holds the separator stands in quotes",
                Grid::Cells => "the first row names every column",
            };
            let words = (wrong.as_str(), allowed);
            self.complain_at((row.line, place), Some(&cell.typed(None)), words, Reach::Row);
        }
        found.is_some()
    }

    /// Says of a row that is left out what stands among its warning signs.
    fn doubt_signs(&mut self, row: &Row, day: Option<Date>) {
        for (place, cell) in &row.cells {
            let Some(heading) = self.header.get(*place) else { continue };
            let signs = heading.columns.iter().any(|column| ROLL[*column].kind.is_of_signs());
            let typed = cell.typed(None);
            if signs && !cell::is_none(&typed) {
                self.unread_signs.push(UnreadSign {
                    day,
                    line: row.line,
                    column: heading.name.clone(),
                    value: typed.into_owned(),
                });
            }
        }
    }

    /// The row's cells; none when the row has no date to put them to.
    fn checked(&mut self, row: &Row) -> Option<(Slot, Vec<Cell>)> {
        let line = row.line;
        let (mut date, mut time, mut dated) = (None, None, false);
        let mut cells = Vec::new();
        let unread_before = self.unread_signs.len();
        for &(place, ref typed) in &row.cells {
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
            let words = ("the cell is empty", "a day written as 2026-10-03");
            self.complain_at((line, place), None, words, Reach::Row);
        }
        let Some(day) = date else {
            self.unread_signs.truncate(unread_before);
            self.doubt_signs(row, None);
            return None;
        };
        let unread = self.unread_signs.iter_mut().skip(unread_before);
        unread.for_each(|sign| sign.day = Some(day));
        Some(((day, time), cells))
    }

    /// A cell's value; what cannot be read is complained of, and of that only the signs in it count.
    fn value(&mut self, column: usize, typed: &str, (line, place): (u64, usize)) -> Option<Value> {
        let kind = ROLL[column].kind;
        match cell::read(kind, typed, self.map.date_format.as_deref()) {
            Ok(value) => Some(value),
            Err(Refusal { wrong, allowed }) => {
                let reach = if matches!(kind, Kind::Date) { Reach::Row } else { Reach::Cell };
                self.complain_at((line, place), Some(typed), (wrong, &allowed), reach);
                if kind.is_of_signs() {
                    self.doubt(line, place, typed);
                }
                match kind {
                    Kind::RedFlags => some(cell::signs_in(typed)).map(Value::RedFlags),
                    Kind::Legs => some(cell::symptoms_in(typed)).map(Value::Legs),
                    _ => None,
                }
            }
        }
    }

    /// Something among the warning signs that cannot be read; its day is told when the row has one.
    fn doubt(&mut self, line: u64, place: usize, typed: &str) {
        let column = self.header.get(place).map_or_else(String::new, |h| h.name.clone());
        self.unread_signs.push(UnreadSign { day: None, line, column, value: typed.to_owned() });
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
        let words = (wrong.as_str(), allowed);
        self.complain_at((cell.line, cell.place), Some(&cell.typed), words, Reach::Log);
    }

    /// Complains of a cell: by its name in a workbook, and by its column's where it has one.
    fn complain_at(
        &mut self,
        (line, place): (u64, usize),
        value: Option<&str>,
        words: (&str, &str),
        reach: Reach,
    ) {
        let column = self.header.get(place).map(|heading| heading.name.clone());
        let cell = match self.grid {
            Grid::Lines => None,
            Grid::Cells => Some(cell_name(place, line)),
        };
        let problem = problem(self.file, line, column.as_deref(), value, words);
        self.keep(LogProblem { cell, reach, ..problem });
    }

    /// Keeps a problem; of more than anybody mends, the first ones, the gravest of those behind them,
    /// and the last, which may be that of a row just added.
    fn keep(&mut self, problem: LogProblem) {
        let grave = |problem: &LogProblem| (problem.loses_rows, problem.reach);
        self.problems.push(problem);
        if let [gravest, before, _] = self.problems.get(MOST_PROBLEMS..).unwrap_or_default() {
            let less = usize::from(grave(before) <= grave(gravest));
            self.problems.remove(MOST_PROBLEMS + less);
        }
    }

    fn complain(
        &mut self,
        line: u64,
        column: Option<&str>,
        value: Option<&str>,
        words: (&str, &str),
    ) {
        self.keep(problem(self.file, line, column, value, words));
    }
}

/// The names of a header, from the left.
fn names_of(row: &Row) -> Vec<String> {
    row.cells.iter().map(|(_, cell)| cell.typed(None).into_owned()).collect()
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
        loses_rows: false,
        reach: Reach::Log,
        paste: None,
    }
}

/// The warning signs of a cell, of which none clears what was ticked before.
fn only_signs(cell: Cell) -> Option<Cell> {
    let Value::RedFlags(signs) = &cell.value else { return None };
    let signs = signs.iter().copied().filter(|sign| *sign != RedFlag::Cleared).collect();
    Some(Cell { value: Value::RedFlags(some(signs)?), ..cell })
}

/// A set that holds something.
fn some<T>(set: Vec<T>) -> Option<Vec<T>> {
    if set.is_empty() { None } else { Some(set) }
}

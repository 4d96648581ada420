//! An empty diary, and a diary with one more row.

use std::collections::BTreeSet;

use super::{
    cell,
    columns::{self, ColumnMap, ROLL},
    kind::Kind,
    log::read_as_far,
    names,
    problem::{LogProblem, Reach},
    row::{FARTHEST_HEADER, Row, Typed},
    rows, text, workbook,
};

/// An empty diary: the four columns that matter most, and how they are filled. Rows behind a `#`
/// and a space are not read.
pub const TEMPLATE: &str = "\
date,pain_morning,pain_during_max,legs
# 2026-10-01,2,3.5,none
# 2026-10-02,2.5,,above_knee
";

/// Why a row cannot be added. The diary stays as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddError {
    /// The diary's text is in an encoding that is not written.
    #[error("the log is not UTF-8 text; save it as CSV UTF-8 first")]
    Encoding,
    /// The diary is a workbook, which is read and not written.
    #[error("the log is a workbook; add the row there, or save it as CSV")]
    Workbook,
    /// There is no such column.
    #[error("a log has no column {column}{}", nearest.map_or_else(String::new, |near| format!("; did you mean {near}?")))]
    NoColumn {
        /// The column asked for.
        column: String,
        /// The nearest there is.
        nearest: Option<&'static str>,
    },
    /// The header names no day or no pain value, so that no row could be read by it.
    #[error(
        "its header has no {missing} that can be read; it has the columns {}. Say under \
         `[pain.columns]` which they are, such as date = \"Datum\"",
        header.join(", ")
    )]
    Header {
        /// What is missing.
        missing: &'static str,
        /// The header as it is.
        header: Vec<String>,
    },
    /// The log has rows, and none of their days can be read: one that can would pass for the whole log.
    #[error(
        "the log has rows of which no day can be read; mend that first, or the new row would stand alone: {0}"
    )]
    NoDay(Box<LogProblem>),
    /// One cell, two values.
    #[error("the column {column} is given twice; give it once")]
    Twice {
        /// The column.
        column: &'static str,
    },
    /// The row would not be read back.
    #[error("{}", listed(.0))]
    Refused(Vec<LogProblem>),
    /// A column would have to be added, and a cell stands where it would be.
    #[error(
        "the header needs the column {column}, and line {line} has a cell beyond the header, which would \
         become its value; put that cell in quotes, or under a column of its own"
    )]
    Beyond {
        /// The first column that is missing.
        column: String,
        /// The line with the cell.
        line: u64,
    },
    /// The whole, read back, would be something else than the old rows and this one.
    #[error(
        "read back, the log would not hold its rows as they are and the new one; look at its quotes \
         and its last line"
    )]
    NotReadBack,
}

fn listed(problems: &[LogProblem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// The bytes of a diary with one more row, in its own columns, separator and line ending. An
/// empty diary gets the template first, and a header without a column of the row's gets it at its
/// end.
///
/// `row` holds pairs of our column name and the value as typed, dates as 2026-10-03.
///
/// # Errors
///
/// When a value is not allowed, contradicts the day's other rows, or there is no such column.
///
/// ```
/// use backstride::pain::{ColumnMap, template::appended};
///
/// let log = b"date;pain_morning;note\r\n2026-10-03;3;\r\n";
/// let row = [("date", "2026-10-04"), ("pain_morning", "2.5")];
/// let longer = appended(log, &ColumnMap::default(), "pain-log.csv", &row).unwrap();
/// assert_eq!(longer, b"date;pain_morning;note\r\n2026-10-03;3;\r\n2026-10-04;2.5;\r\n");
/// ```
pub fn appended(
    existing: &[u8],
    map: &ColumnMap,
    file_name: &str,
    row: &[(&str, &str)],
) -> Result<Vec<u8>, AddError> {
    if workbook::is_workbook(existing) {
        return Err(AddError::Workbook);
    }
    let blank = existing.iter().all(u8::is_ascii_whitespace);
    let existing = if blank { TEMPLATE.as_bytes() } else { existing };
    let text = std::str::from_utf8(existing).map_err(|_not_utf_8| AddError::Encoding)?;
    let mut habits = Habits::of(text, map);
    habits.check_header(map)?;
    refuse_below_rows_without_a_day(existing, map, file_name)?;
    let mut bytes = habits.widened(text, map, row)?.into_bytes();
    let cells = habits.cells(map, row);
    if !text.ends_with(['\n', '\r']) {
        bytes.extend_from_slice(habits.line_end.as_bytes());
    }
    bytes.extend(habits.written(&cells));
    // The reader is the judge: what it would refuse of this row is not written, nor anything into a
    // log of which it loses rows.
    let line = last_line(&bytes);
    let (_, mut problems) = read_as_far(&bytes, map, file_name);
    problems.retain(|problem| problem.loses_rows || problem.line >= line);
    if !problems.is_empty() {
        return Err(AddError::Refused(problems));
    }
    if holds_the_old_and(existing, &bytes, &cells) { Ok(bytes) } else { Err(AddError::NotReadBack) }
}

/// As long as no day of a log can be read it is refused; with one more row that has a day it would be
/// read, and would be that row alone.
fn refuse_below_rows_without_a_day(
    existing: &[u8],
    map: &ColumnMap,
    file_name: &str,
) -> Result<(), AddError> {
    let (log, problems) = read_as_far(existing, map, file_name);
    let undated = problems.into_iter().find(|it| log.is_empty() && it.reach == Reach::Row);
    undated.map_or(Ok(()), |problem| Err(AddError::NoDay(Box::new(problem))))
}

/// Whether a longer log holds, read back, exactly the rows of the old one and behind them a row of
/// these cells. The header, which may stand below rows of a title, may have got columns at its end.
fn holds_the_old_and(old: &[u8], new: &[u8], cells: &[String]) -> bool {
    let (Ok(old), Ok(new)) = (rows::of(old), rows::of(new)) else { return false };
    let Some((last, before)) = new.rows.split_last() else { return false };
    let wanted = Row::of(last.line, cells.iter().map(|it| Typed::Text(it.trim().to_owned())));
    let mut widened = 0;
    let is_kept = before.iter().zip(&old.rows).enumerate().all(|(at, (row, old))| {
        widened += usize::from(row != old);
        row == old || (at <= FARTHEST_HEADER && row.cells.starts_with(&old.cells))
    });
    is_kept && widened <= 1 && before.len() == old.rows.len() && last.cells == wanted.cells
}

/// The first line that holds something beyond so many columns.
fn line_beyond(text: &str, columns: usize) -> Option<u64> {
    let rows = rows::of(text.as_bytes()).ok()?.rows;
    let is_beyond = |row: &&Row| row.cells.iter().any(|(place, _)| *place >= columns);
    rows.iter().find(is_beyond).map(|row| row.line)
}

/// The line on which the last row of a text that ends with a line end begins; a row's own cells
/// never hold a line end here.
fn last_line(bytes: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(bytes);
    let unix = text.replace("\r\n", "\n").replace('\r', "\n");
    unix.trim_end_matches('\n').matches('\n').count() as u64 + 1
}

/// The columns of ours that a diary has, in the order of its header: what can be asked of its
/// writer.
pub fn columns_of(existing: &[u8], map: &ColumnMap) -> Vec<&'static columns::LogColumn> {
    let text = String::from_utf8_lossy(existing);
    let habits = Habits::of(if text.trim().is_empty() { TEMPLATE } else { &text }, map);
    let mut places: Vec<(usize, &columns::LogColumn)> =
        ROLL.iter().filter_map(|column| Some((habits.place(map, column.key)?, column))).collect();
    places.sort_by_key(|(place, _)| *place);
    places.into_iter().map(|(_, column)| column).collect()
}

/// How a diary is written.
pub(super) struct Habits<'a> {
    pub(super) header: Vec<String>,
    /// Where in the text the header's line ends.
    header_end: usize,
    pub(super) separator: u8,
    line_end: &'a str,
    /// The decimal sign of its numbers; none where it has none with decimals and either could be.
    decimal: Option<char>,
}

impl Habits<'_> {
    pub(super) fn of<'a>(text: &'a str, map: &ColumnMap) -> Habits<'a> {
        let (separator, skipped) = text::separator(text);
        let body = text.get(skipped..).unwrap_or_default();
        let (header, header_bytes, rows) = rows_of(body, separator, map);
        let line = body.get(..header_bytes).unwrap_or_default();
        let header_end = skipped.saturating_add(line.trim_end_matches(['\r', '\n']).len());
        let line_end = if text.contains("\r\n") {
            "\r\n"
        } else if text.contains('\n') || !text.contains('\r') {
            "\n"
        } else {
            "\r"
        };
        let decimal = decimal_of(&rows).or((separator == b',').then_some('.'));
        Habits { header, header_end, separator, line_end, decimal }
    }

    /// That a row can be read by this header: one that cannot is most likely called otherwise, and
    /// is not to be given a second date beside its own.
    pub(super) fn check_header(&self, map: &ColumnMap) -> Result<(), AddError> {
        let has = |column: &&str| self.place(map, column).is_some();
        let missing = if !has(&"date") {
            "date"
        } else if !columns::PAIN_VALUES.iter().any(has) {
            "pain value"
        } else {
            return Ok(());
        };
        Err(AddError::Header { missing, header: self.header.clone() })
    }

    /// The text with the row's columns that it lacks at the end of its header. Its rows may stay
    /// shorter than that.
    pub(super) fn widened(
        &mut self,
        text: &str,
        map: &ColumnMap,
        row: &[(&str, &str)],
    ) -> Result<String, AddError> {
        let (mut added, width) = (String::new(), self.header.len());
        let mut places = BTreeSet::new();
        for (column, _) in row {
            let Some(place) = columns::place_of(column) else {
                let nearest = columns::nearest(column);
                return Err(AddError::NoColumn { column: (*column).to_owned(), nearest });
            };
            if !places.insert(place) {
                return Err(AddError::Twice { column: ROLL[place].key });
            }
            if self.place(map, column).is_none() {
                let name = map.theirs(place).unwrap_or(ROLL[place].key).to_owned();
                added.push(char::from(self.separator));
                added.push_str(
                    String::from_utf8_lossy(&self.written(std::slice::from_ref(&name))).trim_end(),
                );
                self.header.push(name);
            }
        }
        if let Some(column) = self.header.get(width)
            && let Some(line) = line_beyond(text, width)
        {
            return Err(AddError::Beyond { column: column.clone(), line });
        }
        let (head, tail) = text.split_at_checked(self.header_end).unwrap_or((text, ""));
        Ok([head, &added, tail].concat())
    }

    /// The row's cells in the order of the header.
    fn cells(&self, map: &ColumnMap, row: &[(&str, &str)]) -> Vec<String> {
        let mut cells = vec![String::new(); self.header.len()];
        for (column, value) in row {
            if let Some(cell) = self.place(map, column).and_then(|place| cells.get_mut(place)) {
                *cell = self.cell(map, column, value);
            }
        }
        cells
    }

    /// Where the header has a column, under our name, its other names, or the config's.
    pub(super) fn place(&self, map: &ColumnMap, column: &str) -> Option<usize> {
        let wanted = columns::place_of(column)?;
        let theirs = map.theirs(wanted).map(names::plain);
        let named = |name: &String| Some(names::plain(name)) == theirs;
        let known = |name: &String| columns::place_of(name) == Some(wanted);
        self.header.iter().position(named).or_else(|| self.header.iter().position(known))
    }

    /// A value as this diary writes it: its dates, its decimal comma, and one line.
    pub(super) fn cell(&self, map: &ColumnMap, column: &str, value: &str) -> String {
        let value = value.split(['\n', '\r']).map(str::trim).collect::<Vec<_>>().join(" ");
        let kind = columns::place_of(column).map(|place| ROLL[place].kind);
        match (kind, &map.date_format) {
            (Some(Kind::Date), Some(format)) => match cell::read(Kind::Date, &value, None) {
                // A format that cannot be written leaves the ISO date, which is read as well.
                Ok(cell::Value::Date(day)) => {
                    jiff::fmt::strtime::format(format, day).unwrap_or(value)
                }
                Ok(_) | Err(_) => value,
            },
            (Some(kind), _) if kind.is_of_numbers() => match self.decimal {
                Some(',') => value.replace('.', ","),
                Some(_) => value.replace(',', "."),
                None => value,
            },
            (Some(Kind::Legs), _) if cell::is_none(&value) => "none".to_owned(),
            _ => value,
        }
    }

    pub(super) fn written(&self, cells: &[String]) -> Vec<u8> {
        let terminator = match self.line_end {
            "\r\n" => csv::Terminator::CRLF,
            "\r" => csv::Terminator::Any(b'\r'),
            _ => csv::Terminator::Any(b'\n'),
        };
        let mut writer = csv::WriterBuilder::new()
            .delimiter(self.separator)
            .terminator(terminator)
            .from_writer(Vec::new());
        // Writing to memory cannot fail; a row that were lost would be refused by the reader.
        let _ = writer.write_record(cells);
        writer.into_inner().unwrap_or_default()
    }
}

/// The decimal sign that the numbers of some rows have; none where they have none.
fn decimal_of(rows: &[csv::StringRecord]) -> Option<char> {
    let sign = |cell: &str| {
        let cell = cell.trim();
        let (whole, decimals) = cell.split_once([',', '.'])?;
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        (digits(whole) && digits(decimals)).then(|| cell.chars().find(|c| !c.is_ascii_digit()))?
    };
    rows.iter().rev().flat_map(csv::StringRecord::iter).find_map(sign)
}

/// Whether cells name a day and a pain value, by our names or the config's.
fn names_what_a_log_needs(cells: &[String], map: &ColumnMap) -> bool {
    let places: Vec<usize> = cells
        .iter()
        .flat_map(|name| map.places_of(name).into_iter().chain(columns::place_of(name)))
        .collect();
    let has = |key: &str| places.iter().any(|place| ROLL[*place].key == key);
    has("date") && columns::PAIN_VALUES.iter().any(|key| has(key))
}

/// The header, the byte at which it ends, and the rows of a text. Rows of a title may stand above
/// the header.
fn rows_of(
    body: &str,
    separator: u8,
    map: &ColumnMap,
) -> (Vec<String>, usize, Vec<csv::StringRecord>) {
    let (header, end, rows) = rows_below(body, separator, &|_| true);
    if names_what_a_log_needs(&header, map) {
        return (header, end, rows);
    }
    let needed = |cells: &[String]| names_what_a_log_needs(cells, map);
    match rows_below(body, separator, &needed) {
        (found, _, _) if found.is_empty() => (header, end, rows),
        found => found,
    }
}

/// The first row that is taken for the header, the byte at which it ends, and the rows below it.
fn rows_below(
    body: &str,
    separator: u8,
    is_header: &dyn Fn(&[String]) -> bool,
) -> (Vec<String>, usize, Vec<csv::StringRecord>) {
    let mut reader = text::reader(body, separator);
    let (mut header, mut end, mut rows) = (Vec::new(), 0, Vec::new());
    let mut record = csv::StringRecord::new();
    while matches!(reader.read_record(&mut record), Ok(true)) {
        let first = record.get(0).unwrap_or_default().trim_start_matches('\u{feff}').trim();
        if first.starts_with("# ") || record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if header.is_empty() {
            let cells = record.iter().map(|cell| cell.trim_start_matches('\u{feff}').trim());
            let cells: Vec<String> = cells.map(str::to_owned).collect();
            if is_header(&cells) {
                end = usize::try_from(reader.position().byte()).unwrap_or(body.len());
                header = cells;
            }
        } else {
            rows.push(record.clone());
        }
    }
    (header, end, rows)
}

#[cfg(test)]
#[path = "template_tests.rs"]
mod tests;

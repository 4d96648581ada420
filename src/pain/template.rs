//! An empty diary, and a diary with one more row.

use super::{
    cell,
    columns::{self, ColumnMap, Kind, ROLL},
    log::{LogProblem, read},
    sheet,
};

/// An empty diary: the four columns that matter most. A CSV has no comments, so how it is filled
/// stands in [`EXAMPLE`].
pub const TEMPLATE: &str = "date,pain_morning,pain_during_max,legs\n";

/// A filled diary, to show how it is meant.
pub const EXAMPLE: &str = "\
date,pain_morning,pain_during_max,legs
2026-10-01,2,3.5,none
2026-10-02,2.5,,none
2026-10-03,3,4,above_knee
2026-10-04,2,,none
";

/// Why a row cannot be added. The diary stays as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddError {
    /// The diary's text is in an encoding that is not written.
    #[error("the log is not UTF-8 text; save it as CSV UTF-8 first")]
    Encoding,
    /// The diary has no such column.
    #[error("the log has no column {column}; add it to the header, which is: {header}")]
    NoColumn {
        /// The column asked for.
        column: String,
        /// The header as it stands.
        header: String,
    },
    /// The row would not be read back.
    #[error("{}", listed(.0))]
    Refused(Vec<LogProblem>),
}

fn listed(problems: &[LogProblem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// The bytes of a diary with one more row, in its own columns, separator and line ending. An
/// empty diary gets the template's header first.
///
/// `row` holds pairs of our column name and the value as typed, dates as 2026-10-03.
///
/// # Errors
///
/// When a value is not allowed, contradicts the day's other rows, or has no column to go to.
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
    let blank = existing.iter().all(u8::is_ascii_whitespace);
    let existing = if blank { TEMPLATE.as_bytes() } else { existing };
    let text = std::str::from_utf8(existing).map_err(|_not_utf_8| AddError::Encoding)?;
    let habits = Habits::of(text);
    let cells = habits.cells(map, row)?;
    let mut bytes = existing.to_vec();
    if !text.ends_with(['\n', '\r']) {
        bytes.extend_from_slice(habits.line_end.as_bytes());
    }
    bytes.extend(habits.written(&cells));
    // The reader is the judge: what it would refuse of this row is not written.
    let line = last_line(&bytes);
    match read(&bytes, map, file_name) {
        Ok(_) => Ok(bytes),
        Err(problems) => {
            let of_row: Vec<LogProblem> =
                problems.into_iter().filter(|problem| problem.line >= line).collect();
            if of_row.is_empty() { Ok(bytes) } else { Err(AddError::Refused(of_row)) }
        }
    }
}

/// The line on which the last row of a text that ends with a line end begins; a row's own cells
/// never hold a line end here.
fn last_line(bytes: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(bytes);
    let unix = text.replace("\r\n", "\n").replace('\r', "\n");
    unix.trim_end_matches('\n').matches('\n').count() as u64 + 1
}

/// How a diary is written.
struct Habits<'a> {
    header: Vec<String>,
    separator: u8,
    line_end: &'a str,
    decimal_comma: bool,
}

impl Habits<'_> {
    fn of(text: &str) -> Habits<'_> {
        let (separator, skipped) = sheet::separator(text);
        let body = text.get(skipped..).unwrap_or_default().trim_start_matches('\u{feff}');
        let mut rows = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(body.as_bytes());
        let mut records = rows.records().filter_map(Result::ok);
        let header = records
            .find(|record| record.iter().any(|cell| !cell.trim().is_empty()))
            .map(|record| record.iter().map(|cell| cell.trim().to_owned()).collect())
            .unwrap_or_default();
        let number_with_comma =
            |cell: &str| cell.contains(',') && cell.chars().all(|c| c.is_ascii_digit() || c == ',');
        let decimal_comma = separator != b','
            && records.any(|row| row.iter().map(str::trim).any(number_with_comma));
        let line_end = if text.contains("\r\n") {
            "\r\n"
        } else if text.contains('\n') || !text.contains('\r') {
            "\n"
        } else {
            "\r"
        };
        Habits { header, separator, line_end, decimal_comma }
    }

    /// The row's cells in the order of the header.
    fn cells(&self, map: &ColumnMap, row: &[(&str, &str)]) -> Result<Vec<String>, AddError> {
        let mut cells = vec![String::new(); self.header.len()];
        for (column, value) in row {
            let place = self.place(map, column).ok_or_else(|| AddError::NoColumn {
                column: (*column).to_owned(),
                header: self.header.join(", "),
            })?;
            cells[place] = self.cell(map, column, value);
        }
        Ok(cells)
    }

    /// Where the header has a column, under our name, its other names, or the config's.
    fn place(&self, map: &ColumnMap, column: &str) -> Option<usize> {
        let wanted = columns::place_of(column)?;
        let theirs = map
            .columns
            .iter()
            .find(|(ours, _)| columns::place_of(ours) == Some(wanted))
            .map(|(_, theirs)| columns::plain(theirs));
        let named = |name: &String| Some(columns::plain(name)) == theirs;
        let known = |name: &String| columns::place_of(name) == Some(wanted);
        self.header.iter().position(named).or_else(|| self.header.iter().position(known))
    }

    /// A value as this diary writes it: its dates, its decimal comma, and one line.
    fn cell(&self, map: &ColumnMap, column: &str, value: &str) -> String {
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
            (Some(Kind::Score(_) | Kind::Worst(_) | Kind::NextMorning | Kind::Amount(..)), _)
                if self.decimal_comma =>
            {
                value.replace('.', ",")
            }
            _ => value,
        }
    }

    fn written(&self, cells: &[String]) -> Vec<u8> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn add(log: &str, row: &[(&str, &str)]) -> Result<String, AddError> {
        appended(log.as_bytes(), &ColumnMap::default(), "pain-log.csv", row)
            .map(|bytes| String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn an_empty_log_gets_the_templates_header() {
        let row = [("date", "2026-10-03"), ("pain_morning", "3"), ("legs", "none")];
        assert_eq!(add("", &row).unwrap(), format!("{TEMPLATE}2026-10-03,3,,none\n"));
    }

    #[test]
    fn the_template_and_the_example_are_read_without_a_word() {
        for text in [TEMPLATE, EXAMPLE] {
            let log = read(text.as_bytes(), &ColumnMap::default(), "x").unwrap();
            assert!(log.notices.is_empty());
        }
    }

    #[test]
    fn the_row_takes_the_logs_separator_line_end_comma_and_quotes() {
        let log = "\u{feff}Date;note;leg_symptoms;pain_morning\r\n2026-10-02;;none;3,5";
        let row = [
            ("pain_morning", "2.5"),
            ("date", "2026-10-03"),
            ("note", "long; hilly\nrun"),
            ("legs", "none"),
        ];
        assert_eq!(
            add(log, &row).unwrap(),
            format!("{log}\r\n2026-10-03;\"long; hilly run\";none;2,5\r\n")
        );
    }

    #[test]
    fn a_value_that_is_not_allowed_or_contradicts_the_day_is_refused() {
        let log = "date,pain_morning\n2026-10-03,3\n";
        let refusal = |row: &[(&str, &str)]| add(log, row).unwrap_err().to_string();
        assert_eq!(
            refusal(&[("date", "2026-10-04"), ("pain_morning", "11")]),
            "pain-log.csv line 3, column pain_morning: `11` is not on the scale; whole or half \
             points from 0 to 10"
        );
        assert!(refusal(&[("date", "2026-10-03"), ("pain_morning", "4")]).contains("second value"));
        assert!(refusal(&[("pain_morning", "4")]).contains("the cell is empty"));
        assert_eq!(
            refusal(&[("date", "2026-10-04"), ("rpe", "4")]),
            "the log has no column rpe; add it to the header, which is: date, pain_morning"
        );
    }

    #[test]
    fn dates_are_written_as_the_config_says() {
        let map = ColumnMap {
            columns: [("pain_morning".to_owned(), "Morgen".to_owned())].into(),
            date_format: Some("%d.%m.%Y".to_owned()),
        };
        let row = [("date", "2026-10-03"), ("pain_morning", "3")];
        let longer = appended(b"date,Morgen\n", &map, "x", &row).unwrap();
        assert_eq!(longer, b"date,Morgen\n03.10.2026,3\n");
    }

    #[test]
    fn an_old_error_elsewhere_does_not_stop_todays_row() {
        let log = "date,pain_morning\n2026-10-03,77\n";
        assert!(add(log, &[("date", "2026-10-04"), ("pain_morning", "2")]).is_ok());
    }

    #[test]
    fn a_log_in_another_encoding_is_left_alone() {
        let row = [("date", "2026-10-03"), ("pain_morning", "3")];
        let latin = appended(b"date,M\xfchsal\n", &ColumnMap::default(), "x", &row);
        assert_eq!(latin, Err(AddError::Encoding));
    }
}

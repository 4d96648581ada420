//! A day of the diary set right: the cells that are told, and not a byte beside its rows.

use std::ops::Range;

use super::{
    cell::{self, Value},
    columns::{self, ColumnMap, ROLL},
    kind::Kind,
    log::read_as_far,
    problem::{LogProblem, Reach},
    template::{AddError, Habits, appended},
    text, workbook,
};

/// A diary with a day set right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The whole diary.
    pub bytes: Vec<u8>,
    /// What the day's rows held before, one text a row; none where the day had no row and got one.
    pub before: Vec<String>,
    /// What they hold now.
    pub after: Vec<String>,
}

/// A row of the file: where it stands, and its cells.
struct Stands {
    range: Range<usize>,
    cells: Vec<String>,
}

/// The bytes of a diary in which the rows of a day hold these cells: each is written where the day
/// has one already, else into the day's last row. A blank value blanks the cell. Everything else
/// stays byte by byte. A day without a row gets one.
///
/// `row` holds pairs of our column name and the value as typed, dates as 2026-10-03.
///
/// # Errors
///
/// When a value is not allowed, or there is no such column.
///
/// ```
/// use backstride::pain::{ColumnMap, corrected};
///
/// let log = b"date;pain_morning;note\n2026-10-03;3;hilly\n2026-10-04;2,5;\n";
/// let row = [("date", "2026-10-03"), ("pain_morning", "4.5")];
/// let right = corrected(log, &ColumnMap::default(), "pain-log.csv", &row).unwrap();
/// assert_eq!(right.bytes, b"date;pain_morning;note\n2026-10-03;4,5;hilly\n2026-10-04;2,5;\n");
/// assert_eq!(right.before, ["pain_morning 3, note hilly"]);
/// assert_eq!(right.after, ["pain_morning 4,5, note hilly"]);
/// ```
pub fn corrected(
    existing: &[u8],
    map: &ColumnMap,
    file_name: &str,
    row: &[(&str, &str)],
) -> Result<Correction, AddError> {
    if workbook::is_workbook(existing) {
        return Err(AddError::Workbook);
    }
    let text = std::str::from_utf8(existing).map_err(|_not_utf_8| AddError::Encoding)?;
    let mut habits = Habits::of(text, map);
    let day = row.iter().find(|(column, _)| *column == "date").map_or("", |(_, day)| *day);
    let time = row.iter().find(|(column, _)| *column == "time_local").map(|(_, time)| *time);
    let rows_of_day = |text: &str, habits: &Habits<'_>| rows_of(text, habits, map, (day, time));
    let before = rows_of_day(text, &habits);
    if before.is_empty() {
        let row: Vec<(&str, &str)> =
            row.iter().copied().filter(|(_, value)| !value.is_empty()).collect();
        let bytes = appended(existing, map, file_name, &row)?;
        let text = String::from_utf8_lossy(&bytes);
        let after =
            shown(&rows_of_day(&text, &Habits::of(&text, map)), &Habits::of(&text, map), map);
        return Ok(Correction { bytes, before: Vec::new(), after });
    }
    habits.check_header(map)?;
    let wide = habits.widened(text, map, row)?;
    let mut rows = rows_of_day(&wide, &habits);
    let before = shown(&rows, &habits, map);
    let cells: Vec<(&str, &str)> = row
        .iter()
        .copied()
        .filter(|(column, _)| !matches!(*column, "date" | "time_local"))
        .collect();
    put(&mut rows, &habits, map, &cells);
    let bytes = rewritten(&wide, &rows, &habits).into_bytes();
    refuse_what_is_worse(existing, &bytes, map, file_name)?;
    Ok(Correction { after: shown(&rows, &habits, map), before, bytes })
}

/// The rows of a day: those without a time, or those of a time that is named.
fn rows_of(
    text: &str,
    habits: &Habits<'_>,
    map: &ColumnMap,
    (day, time): (&str, Option<&str>),
) -> Vec<Stands> {
    let read = |kind, cell: &str| {
        let format = map.date_format.as_deref();
        if cell.is_empty() { None } else { cell::read(kind, cell, format).ok() }
    };
    let at = |column: &str, row: &Stands| {
        let place = habits.place(map, column);
        place.and_then(|place| row.cells.get(place)).cloned().unwrap_or_default()
    };
    let iso = cell::read(Kind::Date, day, None).ok();
    let is_of_day = |row: &Stands| {
        let date = match read(Kind::Date, &at("date", row)) {
            Some(Value::Date(date)) => Some(Value::Date(date)),
            _ => None,
        };
        date.is_some() && date == iso
    };
    let wanted = time.and_then(|time| read(Kind::Time, time));
    let is_of_time = |row: &Stands| read(Kind::Time, &at("time_local", row)) == wanted;
    all_rows(text, habits.separator)
        .into_iter()
        .filter(|row| is_of_day(row) && is_of_time(row))
        .collect()
}

/// Every row of a text with the bytes it stands on, its line's end not among them.
fn all_rows(text: &str, separator: u8) -> Vec<Stands> {
    let (_, skipped) = text::separator(text);
    let body = text.get(skipped..).unwrap_or_default();
    let mut reader = text::reader(body, separator);
    let mut record = csv::StringRecord::new();
    let mut rows = Vec::new();
    while matches!(reader.read_record(&mut record), Ok(true)) {
        let place = |byte: u64| usize::try_from(byte).unwrap_or(body.len());
        let start = record.position().map_or(0, |position| place(position.byte()));
        let end = place(reader.position().byte());
        let whole = body.get(start..end).unwrap_or_default();
        let ends: &[char] = &['\r', '\n'];
        let lead = whole.len().saturating_sub(whole.trim_start_matches(ends).len());
        let tail = whole.len().saturating_sub(whole.trim_end_matches(ends).len());
        let from = skipped.saturating_add(start).saturating_add(lead);
        let until = skipped.saturating_add(end).saturating_sub(tail);
        let cells = record.iter().map(|cell| cell.trim().to_owned()).collect();
        rows.push(Stands { range: from..until, cells });
    }
    rows
}

/// Writes each cell where a row of the day has one, else into the last row.
fn put(rows: &mut [Stands], habits: &Habits<'_>, map: &ColumnMap, cells: &[(&str, &str)]) {
    for (column, value) in cells {
        let Some(place) = habits.place(map, column) else { continue };
        let value = habits.cell(map, column, value);
        let has = |row: &Stands| row.cells.get(place).is_some_and(|cell| !cell.is_empty());
        let last = rows.len().saturating_sub(1);
        let has_any = rows.iter().any(has);
        for (at, row) in rows.iter_mut().enumerate() {
            if if has_any { has(row) } else { at == last } {
                let width = row.cells.len().max(place.saturating_add(1));
                row.cells.resize(width, String::new());
                if let Some(cell) = row.cells.get_mut(place) {
                    cell.clone_from(&value);
                }
            }
        }
    }
}

/// The text with these rows as they are now.
fn rewritten(text: &str, rows: &[Stands], habits: &Habits<'_>) -> String {
    let mut written = String::with_capacity(text.len());
    let mut at = 0;
    for row in rows {
        written.push_str(text.get(at..row.range.start).unwrap_or_default());
        let line = habits.written(&row.cells);
        written.push_str(String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']));
        at = row.range.end;
    }
    written.push_str(text.get(at..).unwrap_or_default());
    written
}

/// The reader is the judge: what it refuses now and did not before is not written.
fn refuse_what_is_worse(
    old: &[u8],
    new: &[u8],
    map: &ColumnMap,
    file_name: &str,
) -> Result<(), AddError> {
    let same = |a: &LogProblem, b: &LogProblem| {
        (a.line, &a.column, &a.value) == (b.line, &b.column, &b.value)
    };
    let (_, known) = read_as_far(old, map, file_name);
    let (_, mut problems) = read_as_far(new, map, file_name);
    problems.retain(|problem| !known.iter().any(|old| same(old, problem)));
    problems.sort_by_key(|problem| std::cmp::Reverse(problem.reach == Reach::Log));
    if problems.is_empty() { Ok(()) } else { Err(AddError::Refused(problems)) }
}

/// What rows hold, one text each: our columns with their cells as typed.
fn shown(rows: &[Stands], habits: &Habits<'_>, map: &ColumnMap) -> Vec<String> {
    let hidden = |kind: Kind| matches!(kind, Kind::Date | Kind::Entered);
    let cells = |row: &Stands| {
        let told = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        let named: Vec<String> = told
            .filter_map(|(place, cell)| {
                let column = ROLL
                    .iter()
                    .filter(|column| {
                        columns::place_of(column.key).is_some() && !hidden(column.kind)
                    })
                    .find(|column| habits.place(map, column.key) == Some(place))?;
                Some(format!("{} {cell}", column.key))
            })
            .collect();
        if named.is_empty() { "blank".to_owned() } else { named.join(", ") }
    };
    rows.iter().map(cells).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn right(log: &str, row: &[(&str, &str)]) -> Result<Correction, AddError> {
        corrected(log.as_bytes(), &ColumnMap::default(), "pain-log.csv", row)
    }

    fn text(correction: &Correction) -> &str {
        std::str::from_utf8(&correction.bytes).unwrap()
    }

    const LOG: &str = "\u{feff}# mine\r\ndate;pain_morning;note\r\n\r\n2026-10-02;1,5;\"a;b\"\r\n\
                       2026-10-03;3;\"over\nlines\"\r\n2026-10-04;2;x\r\n";

    #[test]
    fn only_the_days_cell_changes() {
        let found = right(LOG, &[("date", "2026-10-04"), ("pain_morning", "4.5")]).unwrap();
        assert_eq!(text(&found), LOG.replace("04;2;x", "04;4,5;x"));
        assert_eq!(
            (found.before[0].as_str(), found.after[0].as_str()),
            ("pain_morning 2, note x", "pain_morning 4,5, note x")
        );
    }

    #[test]
    fn a_column_that_is_missing_is_added_and_a_blank_value_blanks() {
        let row = [("date", "2026-10-04"), ("legs", "no"), ("note", "")];
        let found = right(LOG, &row).unwrap();
        let wanted = LOG.replace("note\r\n", "note;legs\r\n").replace("04;2;x", "04;2;;none");
        assert_eq!(text(&found), wanted);
    }

    #[test]
    fn a_row_with_a_time_is_meant_only_when_its_time_is_told() {
        let log = "date,time_local,pain_now\n2026-10-04,,2\n2026-10-04,18:30,5\n";
        let found = right(log, &[("date", "2026-10-04"), ("pain_now", "3")]).unwrap();
        assert_eq!(text(&found), log.replace(",,2", ",,3"));
        let row = [("date", "2026-10-04"), ("time_local", "18:30"), ("pain_now", "6")];
        assert_eq!(text(&right(log, &row).unwrap()), log.replace("30,5", "30,6"));
    }

    #[test]
    fn a_day_in_two_rows_is_set_right_where_the_cell_stands() {
        let log = "date,pain_morning,rpe\n2026-10-04,2,\n2026-10-04,,5\n";
        let row = [("date", "2026-10-04"), ("pain_morning", "3"), ("rpe", "6"), ("legs", "weak")];
        let wanted = "date,pain_morning,rpe,legs\n2026-10-04,3,\n2026-10-04,,6,weak\n";
        assert_eq!(text(&right(log, &row).unwrap()), wanted);
    }

    #[test]
    fn a_day_without_a_row_gets_one_and_what_is_not_allowed_is_refused() {
        let log = "date,pain_morning\n2026-10-04,77\n";
        let found = right(log, &[("date", "2026-10-05"), ("pain_morning", "3")]).unwrap();
        assert_eq!(text(&found), format!("{log}2026-10-05,3\n"));
        assert!(found.before.is_empty());
        let refused = right(log, &[("date", "2026-10-04"), ("pain_morning", "11")]).unwrap_err();
        assert!(refused.to_string().contains("`11` is not on the scale"), "{refused}");
        // An old error is what one sets right.
        let found = right(log, &[("date", "2026-10-04"), ("pain_morning", "7")]).unwrap();
        assert_eq!(text(&found), log.replace("77", "7"));
    }

    #[test]
    fn dates_are_found_as_the_config_writes_them_and_a_title_above_the_header_is_no_row() {
        let map = ColumnMap {
            columns: [("date", "Tag"), ("pain_morning", "Morgens")]
                .map(|(ours, theirs)| (ours.to_owned(), theirs.to_owned()))
                .into(),
            date_format: Some("%d.%m.%Y".to_owned()),
        };
        let log = "Mein Rücken\nTag;Morgens\n03.10.2026;3\n04.10.2026;2\n";
        let row = [("date", "2026-10-03"), ("pain_morning", "4")];
        let found = corrected(log.as_bytes(), &map, "x", &row).unwrap();
        assert_eq!(text(&found), log.replace("2026;3", "2026;4"));
    }
}

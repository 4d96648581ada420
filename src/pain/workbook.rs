//! A diary kept as an `.xlsx` workbook. Cells are read one by one, so a cell far out costs nothing.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    io::{Cursor, Read as _},
};

use calamine::{DataRef, Reader as _, SheetVisible, Xlsx};

use super::{
    row::{Grid, Lost, NoRows, Row, Rows, Typed},
    serial::Epoch,
};
use crate::model::{Notice, NoticeKind};

/// What every `.xlsx` begins with: it is a zip archive.
const ZIP: &[u8] = b"PK\x03\x04";

/// What workbooks of before 2007, and those with a password, begin with.
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// The most that a workbook may unpack to; a diary of ten years has a few megabytes.
const LARGEST: u64 = 128 << 20;

/// So much it may unpack to however small it is, and beyond that so many times its own bytes.
const LARGEST_FREE: u64 = 16 << 20;
const LARGEST_RATIO: u64 = 60;

/// So many sheets are looked through for one that shows anything.
const MOST_SHEETS: usize = 50;

/// The most columns and rows of a sheet that are read.
const MOST: (u32, u32) = (1_000, 200_000);

/// So many cells that are not read are told.
const MOST_LOST: usize = 100;

/// Whether the bytes are a workbook of any kind.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(ZIP) || bytes.starts_with(COMPOUND)
}

/// The rows of the first sheet that shows anything.
pub(super) fn rows(bytes: &[u8]) -> Result<Rows, NoRows> {
    const SAVE_AS: &str = "save it as .xlsx without a password, or as CSV";
    if bytes.starts_with(COMPOUND) {
        return Err(("is a workbook of an old kind or behind a password", SAVE_AS));
    }
    refuse_a_giant(bytes)?;
    let mut book = Xlsx::new(Cursor::new(bytes))
        .map_err(|_whatever_it_is| ("is a workbook that cannot be read", SAVE_AS))?;
    let epoch = if book.has_1904_epoch() { Epoch::From1904 } else { Epoch::From1900 };
    let names: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .take(MOST_SHEETS)
        .collect();
    for (place, name) in names.iter().enumerate() {
        let (rows, lost) = sheet_rows(&mut book, name, epoch, may_unpack_to(bytes))
            .map_err(|_damaged| ("has a sheet that cannot be read", SAVE_AS))?;
        if !rows.is_empty() || !lost.is_empty() {
            let others = names.len().saturating_sub(place).saturating_sub(1);
            let text = format!("only the sheet `{name}` is read; {others} behind it are not");
            let notices = if others > 0 {
                vec![Notice::file(NoticeKind::OtherSheets, text)]
            } else {
                Vec::new()
            };
            return Ok(Rows { rows, notices, lost, grid: Grid::Cells, ..Rows::default() });
        }
    }
    Ok(Rows { grid: Grid::Cells, ..Rows::default() })
}

/// What an archive says of its size may be untrue, so it is unpacked once, to nowhere. That is also where
/// damage is seen: who reads the sheet stops at its last tag, before the checksum.
fn refuse_a_giant(bytes: &[u8]) -> Result<(), NoRows> {
    const DAMAGED: NoRows = (
        "is a workbook that is damaged: one of its parts is not what was saved",
        "save it anew in a spreadsheet, or as CSV, and look whether its rows are right",
    );
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))
        .map_err(|_no_archive| ("is a workbook that is cut short", "save it again, or as CSV"))?;
    if archive.has_duplicate_names() {
        return Err(DAMAGED);
    }
    let mut left = may_unpack_to(bytes);
    let mut part = Vec::new();
    for index in 0..archive.len() {
        let Ok(entry) = archive.by_index(index) else { continue };
        part.clear();
        let read = entry.take(left.saturating_add(1)).read_to_end(&mut part);
        left = left
            .checked_sub(part.len() as u64)
            .ok_or(("unpacks to more than a diary can be", "save the diary alone as CSV"))?;
        if read.is_err() {
            return Err(DAMAGED);
        }
        if !attributes(&part).all(|(key, value)| fits(key, value)) {
            return Err((
                "is a workbook with cells, formats or counts that no sheet can have",
                "save it anew in a spreadsheet, or as CSV",
            ));
        }
    }
    Ok(())
}

fn may_unpack_to(bytes: &[u8]) -> u64 {
    LARGEST.min((bytes.len() as u64).saturating_mul(LARGEST_RATIO).saturating_add(LARGEST_FREE))
}

/// Whatever may be an attribute to whoever reads the part, with what stands in its quotes: no more is
/// asked of the text than calamine asks, so that nothing hides from one that the other sees.
fn attributes(part: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    memchr::memchr_iter(b'=', part).filter_map(|at| {
        let (before, behind) = (&part[..at], part[at + 1..].trim_ascii_start());
        let ends = |byte: &u8| byte.is_ascii_whitespace() || b"\"'=".contains(byte);
        let key = before.trim_ascii_end().rsplit(ends).next()?;
        let (quote, value) = behind.split_first().filter(|(quote, _)| b"\"'".contains(quote))?;
        Some((key, value.split(|byte| byte == quote).next()?))
    })
}

/// Whether calamine can be shown an attribute. It counts with these beyond what its numbers hold, takes
/// room for as many texts as are named, and copies names of formats and fonts into every style.
fn fits(key: &[u8], value: &[u8]) -> bool {
    let brackets = || value.iter().filter(|byte| b"[&".contains(byte)).count();
    match key {
        b"r" | b"ref" => is_on_a_sheet(value),
        b"uniqueCount" => value.len() <= 6,
        b"formatCode" => value.len() <= 1_530 && brackets() <= 255,
        b"val" => value.len() <= 1_024,
        b"Target" => value.len() <= 4_096,
        _ => true,
    }
}

/// Whether a cell, a row or a range such as `A1:C9` lies on the widest and longest sheet, and does not
/// end before it begins.
fn is_on_a_sheet(value: &[u8]) -> bool {
    let digits = |base: u32, digits: &[u8], zero: u8| {
        digits.iter().fold(0_u32, |sum, digit| {
            sum.saturating_mul(base).saturating_add(u32::from(digit.to_ascii_uppercase() - zero))
        })
    };
    let mut from = (0, 0);
    value.split(|byte| *byte == b':').all(|place| {
        let letters = place.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (column, row) = place.split_at(letters);
        let numbers = row.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let to = (digits(26, column, b'A' - 1), digits(10, &row[..numbers], b'0'));
        let (before, (column, row)) = (std::mem::replace(&mut from, to), to);
        (before.0..=16_384).contains(&column) && (before.1..=1_048_576).contains(&row)
    })
}

/// Of a cell farther out than any diary's.
const BEYOND: NoRows = (
    "stands beyond the 1000 columns and 200,000 rows of a sheet that are read",
    "move its row up, or delete it where it is none",
);

/// Of a cell whose name another has.
const TWICE: NoRows = (
    "is another value for a cell that the sheet has already",
    "save it anew in a spreadsheet, and look whether its rows are right",
);

/// The rows of a sheet, and cells that are in none of them.
fn sheet_rows(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    epoch: Epoch,
    mut left: u64,
) -> Result<(Vec<Row>, Vec<Lost>), calamine::XlsxError> {
    let mut lost = Vec::new();
    let mut rows: BTreeMap<u32, BTreeMap<u32, Typed>> = BTreeMap::new();
    let mut cells = book.worksheet_cells_reader(name)?;
    while let Some(cell) = cells.next_cell()? {
        let (row, column) = cell.get_position();
        let typed = typed(cell.get_value(), epoch);
        if typed.is_blank() {
            continue;
        }
        let mut lose = |typed, words| {
            if lost.len() < MOST_LOST {
                let (line, place) = (u64::from(row) + 1, column as usize);
                lost.push(Lost { line, place, typed, words });
            }
        };
        if column >= MOST.0 || row >= MOST.1 {
            lose(typed, BEYOND);
            continue;
        }
        if let Typed::Text(text) = &typed {
            // One text may be that of every cell.
            left = left
                .checked_sub(text.len() as u64)
                .ok_or(calamine::XlsxError::Unexpected("more text than a diary can have"))?;
        }
        match rows.entry(row).or_default().entry(column) {
            Entry::Vacant(free) => {
                free.insert(typed);
            }
            Entry::Occupied(first) if *first.get() == typed => {}
            Entry::Occupied(_) => lose(typed, TWICE),
        }
    }
    let row = |(number, cells): (u32, BTreeMap<u32, Typed>)| {
        let mut row = Row::of(u64::from(number) + 1, []);
        for (place, cell) in cells {
            row.put(place as usize, cell);
        }
        row
    };
    Ok((rows.into_iter().map(row).collect(), lost))
}

fn typed(value: &DataRef<'_>, epoch: Epoch) -> Typed {
    match value {
        DataRef::Int(number) => Typed::Number(*number as f64, epoch),
        DataRef::Float(number) => Typed::Number(*number, epoch),
        DataRef::DateTime(serial) => Typed::Moment(serial.as_f64(), epoch),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            Typed::Text(text.trim().to_owned())
        }
        DataRef::SharedString(text) => Typed::Text(text.trim().to_owned()),
        DataRef::Bool(truth) => Typed::Text(truth.to_string()),
        DataRef::Error(error) => Typed::Text(error.to_string()),
        DataRef::Empty => Typed::Text(String::new()),
    }
}

/// A cell's name in a sheet: `B7` for the second place of row 7.
pub(super) fn cell_name(place: usize, line: u64) -> String {
    let mut letters = Vec::new();
    let mut rest = place + 1;
    while rest > 0 {
        letters.extend(('A'..='Z').nth((rest - 1) % 26));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect::<String>() + &line.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_sheets_name_them() {
        let names = [0, 1, 25, 26, 701, 702].map(|place| cell_name(place, 7));
        assert_eq!(names, ["A7", "B7", "Z7", "AA7", "ZZ7", "AAA7"]);
    }
}

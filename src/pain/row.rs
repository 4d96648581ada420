//! Rows of cells, as any kind of file holds them.

use std::borrow::Cow;

use super::{
    kind::Kind,
    quotes::Quoted,
    serial::{self, Epoch},
};
use crate::model::Notice;

/// A file as rows of cells.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// In order; what is blank or a remark is left out.
    pub(super) rows: Vec<Row>,
    /// What was passed over on the way.
    pub(super) notices: Vec<Notice>,
    /// Cells of a workbook that are in none of the rows.
    pub(super) lost: Vec<Lost>,
    /// Whether places have names like `B7`.
    pub(super) grid: Grid,
    /// Cells of a text that reach over a line's end.
    pub(super) quoted: Vec<Quoted>,
    /// What stands between cells of a text.
    pub(super) separator: u8,
}

/// How a place in the file is named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Grid {
    /// By line.
    #[default]
    Lines,
    /// By letter and number.
    Cells,
}

/// A row of the file.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// The line on which it begins, or its number in the sheet; from 1.
    pub(super) line: u64,
    /// How many cells it has, blank ones with them.
    pub(super) width: usize,
    /// Those of its cells that hold something, from the left, with their places: a row with a cell far
    /// out costs no more than one with a cell at its start.
    pub(super) cells: Vec<(usize, Typed)>,
}

/// A cell as its file types it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Typed {
    /// Text without space around it; blank where there is nothing.
    Text(String),
    /// A workbook's number.
    Number(f64, Epoch),
    /// A workbook's number that is shown as a date or time.
    Moment(f64, Epoch),
}

/// A cell that is not read.
#[derive(Debug)]
pub(super) struct Lost {
    /// The number of its row in the sheet, from 1.
    pub(super) line: u64,
    /// The number of its column, from 0.
    pub(super) place: usize,
    /// What stands there.
    pub(super) typed: Typed,
    /// What is wrong with it, and what to do.
    pub(super) words: NoRows,
}

/// Why a file has no rows: what it is not, and what to do.
pub(super) type NoRows = (&'static str, &'static str);

impl Row {
    /// A row of these cells, from the first place on.
    pub(super) fn of(line: u64, cells: impl IntoIterator<Item = Typed>) -> Row {
        let mut row = Row { line, width: 0, cells: Vec::new() };
        for cell in cells {
            row.put(row.width, cell);
        }
        row
    }

    /// Puts a cell in its place, behind those that are there.
    pub(super) fn put(&mut self, place: usize, cell: Typed) {
        self.width = self.width.max(place.saturating_add(1));
        if !cell.is_blank() {
            self.cells.push((place, cell));
        }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.cells.is_empty()
    }

    /// A row behind a `#` and a space is for people: the template shows how it is filled so.
    pub(super) fn is_remark(&self) -> bool {
        matches!(self.cells.first(), Some((0, Typed::Text(text))) if text.starts_with("# "))
    }
}

impl Typed {
    pub(super) fn is_blank(&self) -> bool {
        matches!(self, Typed::Text(text) if text.is_empty())
    }

    /// The cell as a person would type it into a column of this kind.
    pub(super) fn typed(&self, kind: Option<Kind>) -> Cow<'_, str> {
        match (self, kind) {
            (Typed::Text(text), _) => Cow::Borrowed(text),
            // Without a format a date is the number of its day.
            (Typed::Number(serial, epoch), Some(Kind::Date | Kind::Entered | Kind::Time))
            | (Typed::Moment(serial, epoch), _) => Cow::Owned(serial::moment(*serial, *epoch)),
            (Typed::Number(number, _), _) => Cow::Owned(number.to_string()),
        }
    }
}

/// Rows of a title are looked past so far for the one that names the columns.
pub(super) const FARTHEST_HEADER: usize = 10;

//! An earlier copy beside this one, as a small table.

use super::sheet::{Part, Piece, SMALL};
use super::sheet_parts::{Columns, panel_head};
use crate::say::since::{self, CAPTION, HEAD};
use crate::say::voice::Spoken;

/// The columns of the table.
const COLUMNS: Columns<3> = Columns { starts: [0.0, 0.46, 0.73], gap: 6.0, strong: 2 };

/// The table with its notes; none without an earlier copy.
pub(crate) fn since(page: Spoken<'_>, width: f64) -> Option<Piece> {
    let beside = since::beside(page)?;
    let head = panel_head(&beside.title, CAPTION, width);
    let mut piece = head.above(4.0, COLUMNS.table(HEAD, &beside.rows, width));
    for (place, note) in beside.notes.iter().enumerate() {
        let gap = if place == 0 { 4.0 } else { 2.0 };
        piece = piece.above(gap, Piece::text(Part::Text, note, SMALL, width));
    }
    Some(piece)
}

//! An earlier copy beside this one, as a small table.

use super::sheet::{Part, Piece, SMALL};
use super::sheet_parts::panel_head;
use crate::draw::Colour;
use crate::say::since::{self, CAPTION, HEAD};
use crate::say::voice::Spoken;

/// Where the columns begin, as shares of the width.
const COLUMNS: [f64; 3] = [0.0, 0.46, 0.73];

/// White space between the columns.
const GAP: f64 = 6.0;

/// The table with its notes; none without an earlier copy.
pub(crate) fn since(page: Spoken<'_>, width: f64) -> Option<Piece> {
    let beside = since::beside(page)?;
    let head = panel_head(&beside.title, CAPTION, width);
    let mut piece = head.above(4.0, row(&HEAD, true, width));
    for cells in &beside.rows {
        piece = piece.above(0.0, row(&cells.each_ref().map(String::as_str), false, width));
    }
    for (place, note) in beside.notes.iter().enumerate() {
        let gap = if place == 0 { 4.0 } else { 2.0 };
        piece = piece.above(gap, Piece::text(Part::Text, note, SMALL, width));
    }
    Some(piece)
}

fn row(cells: &[&str; 3], is_head: bool, width: f64) -> Piece {
    let mut line = Piece::gap(0.0);
    for (place, (text, share)) in cells.iter().zip(COLUMNS).enumerate() {
        let next = COLUMNS.get(place + 1).map_or(width + GAP, |share| share * width);
        let is_strong = is_head || place == 2;
        let setting = if is_strong { SMALL.ink().bold() } else { SMALL.ink() };
        let left = share * width;
        line = line.with(left, 1.0, Piece::text(Part::Text, text, setting, next - left - GAP));
    }
    line.joined(Part::Text).above(1.0, Piece::rule(width, 1.0, Colour::Line))
}

//! Two columns that fill from the top.

use crate::output::paper::sheet::Piece;

/// White space between panels of a column.
pub(super) const PANEL_GAP: f64 = 18.0;

/// A column and what stands in it.
pub(super) struct Column {
    /// What is left of its height.
    pub(super) room: f64,
    pieces: Vec<Piece>,
}

impl Column {
    pub(super) fn new(height: f64) -> Column {
        Column { room: height, pieces: Vec::new() }
    }

    /// The height that one more piece may have.
    pub(super) fn room_for_piece(&self) -> f64 {
        if self.pieces.is_empty() { self.room } else { self.room - PANEL_GAP }
    }

    /// Sets the piece below what is there; false when it does not fit.
    pub(super) fn take(&mut self, piece: Piece) -> bool {
        let left_over = self.room_for_piece() - piece.height;
        if piece.is_empty() || left_over < 0.0 {
            return false;
        }
        self.room = left_over;
        self.pieces.push(piece);
        true
    }

    /// Sets another piece in the place of the first.
    pub(super) fn exchange_first(&mut self, piece: Piece) {
        if let Some(first) = self.pieces.first_mut() {
            self.room += first.height - piece.height;
            *first = piece;
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// All of it as one piece.
    pub(super) fn set(self) -> Piece {
        let joined = |above: Piece, below| above.above(PANEL_GAP, below);
        self.pieces.into_iter().reduce(joined).unwrap_or_default()
    }
}

//! Two columns that fill from the top.

use super::panels::Panel;
use crate::output::paper::sheet::Piece;

/// White space between panels of a column.
pub(super) const PANEL_GAP: f64 = 18.0;

/// What stands in a column.
pub(super) enum Content {
    /// A panel of this height, which is drawn when all have their places.
    Panel(Panel, f64),
    Piece(Piece),
}

impl Content {
    const fn height(&self) -> f64 {
        match self {
            Content::Panel(_, height) => *height,
            Content::Piece(piece) => piece.height,
        }
    }
}

/// A column and what stands in it.
pub(super) struct Column {
    /// What is left of its height.
    pub(super) room: f64,
    contents: Vec<Content>,
}

impl Column {
    pub(super) fn new(height: f64) -> Column {
        Column { room: height, contents: Vec::new() }
    }

    /// The height that one more piece may have.
    pub(super) fn room_for_piece(&self) -> f64 {
        if self.contents.is_empty() { self.room } else { self.room - PANEL_GAP }
    }

    /// Sets it below what is there; false when it does not fit.
    pub(super) fn take(&mut self, content: Content) -> bool {
        let left_over = self.room_for_piece() - content.height();
        if left_over < 0.0 {
            return false;
        }
        self.room = left_over;
        self.contents.push(content);
        true
    }

    /// Sets another in the place of the first.
    pub(super) fn exchange_first(&mut self, content: Content) {
        if let Some(first) = self.contents.first_mut() {
            self.room += first.height() - content.height();
            *first = content;
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.contents.is_empty()
    }

    /// All of it as one piece, its panels drawn.
    pub(super) fn set(self, drawn: impl Fn(Panel) -> Option<Piece>) -> Piece {
        let pieces = self.contents.into_iter().filter_map(|content| match content {
            Content::Panel(panel, _) => drawn(panel),
            Content::Piece(piece) => Some(piece),
        });
        pieces.reduce(|above, below| above.above(PANEL_GAP, below)).unwrap_or_default()
    }
}

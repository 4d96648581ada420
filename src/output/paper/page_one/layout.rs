//! One sheet while it is laid out.

use crate::say::voice::Spoken;

/// The measures of a sheet.
pub(super) struct Layout<'a> {
    pub(super) page: Spoken<'a>,
    pub(super) paper: Paper,
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) column: f64,
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a length on a sheet of paper"
)]
pub(super) fn whole(length: f64) -> u32 {
    length.floor() as u32
}

/// What the page is printed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// 210 by 297 mm.
    A4,
    /// 8.5 by 11 inches.
    Letter,
}

impl Paper {
    /// Width and height at 96 units an inch.
    pub const fn size(self) -> (f64, f64) {
        match self {
            Paper::A4 => (794.0, 1123.0),
            Paper::Letter => (816.0, 1056.0),
        }
    }
}

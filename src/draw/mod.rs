//! Drawing: the pen, its colours and letters, the charts of a page, and a drawing as a picture.

mod canvas;
pub mod charts;
mod inline;
pub mod lettering;
mod palette;
pub mod picture;
mod scale;

pub(crate) use self::inline::embedded;
pub use self::{
    inline::inline,
    palette::{Colour, PALETTE, PALETTE_DARK},
};

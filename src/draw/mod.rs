//! Drawing: the pen, its colours and letters, the charts of a page, and what a drawing leaves as.

mod canvas;
pub mod charts;
pub(crate) mod drawing;
mod export;
pub mod lettering;
mod palette;
mod scale;

pub(crate) use self::export::svg_of_block;
pub use self::{
    drawing::Drawing,
    export::{picture, svg, svg_inline},
    palette::{Colour, PALETTE, PALETTE_DARK},
};

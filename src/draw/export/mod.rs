//! What a drawing leaves as: SVG for a file or for a page, and a picture.

pub mod picture;
mod svg;

pub(crate) use self::svg::svg_of_block;
pub use self::svg::{svg, svg_inline};

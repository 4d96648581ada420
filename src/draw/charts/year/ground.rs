//! What the rows of a year share.

use super::axis::Axis;
use crate::draw::canvas::{Canvas, Stroke};
use crate::draw::palette::Colour;

pub(super) const DOT_PX: f64 = 3.4;

pub(super) fn ground(canvas: &mut Canvas<'_>, axis: &Axis<'_>, y: f64) {
    canvas.line((axis.left, y), (axis.right, y), Stroke::solid(Colour::Line, 1.0));
}

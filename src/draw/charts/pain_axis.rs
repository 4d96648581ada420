//! The axis of pain, 0 to 10.

use crate::draw::canvas::{Canvas, Letters, Stroke};
use crate::draw::palette::Colour;
use crate::draw::scale::Scale;

/// The scores that are named along it.
pub(super) const SCORES: [u8; 6] = [0, 2, 4, 6, 8, 10];

/// Room left of a plot for the scores.
pub(super) const LEFT_PX: f64 = 26.0;

/// Pain from nought at the first end to the worst at the other.
pub(super) fn pain_scale(ends_px: (f64, f64)) -> Scale {
    Scale::new((0.0, 10.0), ends_px)
}

/// A line across at each score, up to the right edge, with the score left of it.
pub(super) fn draw_scores(canvas: &mut Canvas<'_>, scale: &Scale, right: f64) {
    for score in SCORES {
        let y = scale.at(f64::from(score));
        canvas.line((LEFT_PX, y), (right, y), Stroke::solid(Colour::Line, 1.0));
        canvas.text((LEFT_PX - 8.0, y + 4.2), &score.to_string(), Letters::axis().end());
    }
}

//! The marks of origin on paper, and what they mean.

use super::sheet::{Part, Piece, SMALL};
use crate::draw::{
    Colour,
    drawing::{Item, Paint, Place},
    lettering::{self, Weight},
};
use crate::model::Provenance;

/// The middle of a mark of origin.
const MARK: Place = (4.6, 7.7);

/// The mark of an origin, as high as a line of small text.
pub(super) fn mark(provenance: Provenance) -> Piece {
    let (centre, colour) = (MARK, Colour::Ink);
    let ring = || Item::Circle { centre, radius: 3.9, paint: Paint::Rim(colour, 1.4) };
    let items = match provenance {
        Provenance::Measured => {
            vec![Item::Circle { centre, radius: 4.5, paint: Paint::Fill(colour) }]
        }
        Provenance::Derived => vec![ring(), Item::LeftHalf { centre, radius: 3.9, colour }],
        Provenance::Modelled => vec![ring()],
    };
    Piece::of(Part::Ornament, provenance.word(), SMALL.leading, items)
}

/// The mark of what the runner wrote in the log.
pub(super) fn reported_mark() -> Piece {
    let ((x, y), reach) = (MARK, 5.1);
    let places = vec![(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)];
    let diamond = Item::Polygon { places, colour: Colour::Ink };
    Piece::of(Part::Ornament, "reported", SMALL.leading, vec![diamond])
}

/// What the marks mean, in as many lines as it takes.
pub(super) fn legend(width: f64) -> Piece {
    let mut legend = Piece::gap(SMALL.leading);
    let (mut x, mut y) = (0.0, 0.0);
    for (mark, text) in [
        (mark(Provenance::Measured), "measured by a sensor"),
        (mark(Provenance::Derived), "calculated from measurements"),
        (mark(Provenance::Modelled), "estimated with a body model"),
        (reported_mark(), "reported in the log"),
    ] {
        let text_px = lettering::width(text, SMALL.size, Weight::Regular);
        if x > 0.0 && x + 14.0 + text_px > width {
            (x, y) = (0.0, y + SMALL.leading);
        }
        legend = legend.with(x, y, mark).with(
            x + 14.0,
            y,
            Piece::text(Part::Text, text, SMALL.ink(), text_px + 2.0),
        );
        x += 14.0 + text_px + 20.0;
    }
    legend.joined(Part::Text)
}

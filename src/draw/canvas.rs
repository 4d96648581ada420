//! The pen: what charts are drawn with, in shown pixels.
//!
//! Places are rounded to tenths of a pixel and kept within the drawing, and each stroke becomes an
//! item of a [`Drawing`] whose units are these tenths.

pub(crate) use super::drawing::{Dash, Frame, Letters, Paint, Place, Stroke};
use super::drawing::{Drawing, Item};
use super::lettering;
use super::palette::Colour;

/// Units of a drawing to a shown pixel.
pub(crate) const FINE: f64 = 10.0;

/// Points on a half disc's rim: smooth at any size that is printed.
const HALF_DISC_STEPS: u32 = 10;

/// A drawing in the making.
pub(crate) struct Canvas<'a> {
    items: &'a mut Vec<Item>,
    /// The right and lower edge, in the drawing's units.
    edges: Place,
    /// How far down everything is moved, in shown pixels.
    lowered: f64,
}

/// What a drawing is called, for those who cannot see it.
pub(crate) struct Naming<'a> {
    /// Stable, and the start of its ids.
    pub(crate) name: &'static str,
    pub(crate) title: &'a str,
    /// The alternative text.
    pub(crate) description: &'a str,
}

/// Draws; none when the typeface could not be read, for a chart with wrong labels is no chart.
pub(crate) fn draw(
    (width, height): (u32, u32),
    naming: &Naming<'_>,
    paint: impl FnOnce(&mut Canvas<'_>),
) -> Option<Drawing> {
    let (width, height) = (f64::from(width), f64::from(height));
    let mut items = Vec::new();
    paint(&mut Canvas { items: &mut items, edges: (width * FINE, height * FINE), lowered: 0.0 });
    lettering::register().then(|| Drawing {
        name: naming.name,
        title: naming.title.to_owned(),
        description: naming.description.to_owned(),
        width,
        height,
        units_per_px: FINE,
        items,
    })
}

impl Canvas<'_> {
    /// A rectangle; `radius` rounds its corners.
    pub(crate) fn rect(&mut self, frame: Frame, paint: Paint, radius: f64) {
        let (x, y) = self.fine((frame.x, frame.y));
        let (right, bottom) = self.fine((frame.x + frame.width, frame.y + frame.height));
        let frame = Frame::new(
            if right < x { right } else { x },
            if bottom < y { bottom } else { y },
            (right - x).abs(),
            (bottom - y).abs(),
        );
        let radius = if radius > 0.0 { fine(radius) } else { 0.0 };
        self.items.push(Item::Rect { frame, radius, paint: fine_paint(paint) });
    }

    /// A straight line.
    pub(crate) fn line(&mut self, from: Place, to: Place, stroke: Stroke) {
        self.path(&[from, to], stroke);
    }

    /// A level line.
    pub(crate) fn across(&mut self, y: f64, (from, to): (f64, f64), stroke: Stroke) {
        self.line((from, y), (to, y), stroke);
    }

    /// An upright line.
    pub(crate) fn upright(&mut self, x: f64, (from, to): (f64, f64), stroke: Stroke) {
        self.line((x, from), (x, to), stroke);
    }

    /// A line through several places.
    pub(crate) fn path(&mut self, places: &[Place], stroke: Stroke) {
        let places = places.iter().map(|&place| self.fine(place)).collect();
        let stroke = Stroke { width: fine(stroke.width).abs(), ..stroke };
        self.items.push(Item::Path { places, stroke });
    }

    /// A circle.
    pub(crate) fn dot(&mut self, place: Place, radius: f64, paint: Paint) {
        let centre = self.fine(place);
        self.items.push(Item::Circle { centre, radius: fine(radius), paint: fine_paint(paint) });
    }

    /// A circle with a rim and the paper inside it, so that what lies under it does not show.
    pub(crate) fn ring(&mut self, place: Place, radius: f64, colour: Colour) {
        self.dot(place, radius, Paint::PaperWithRim(colour, 1.8));
    }

    /// A ring whose left half is full: the mark of what is calculated.
    pub(crate) fn half_dot(&mut self, place: Place, radius: f64, colour: Colour) {
        self.dot(place, radius, Paint::PaperWithRim(colour, 1.4));
        let rim: Vec<Place> = (0..=HALF_DISC_STEPS)
            .map(|step| {
                let turn = std::f64::consts::PI * f64::from(step) / f64::from(HALF_DISC_STEPS);
                (place.0 - radius * turn.sin(), place.1 - radius * turn.cos())
            })
            .collect();
        self.polygon(&rim, colour);
    }

    /// A full shape.
    pub(crate) fn polygon(&mut self, places: &[Place], colour: Colour) {
        let places = places.iter().map(|&place| self.fine(place)).collect();
        self.items.push(Item::Polygon { places, colour });
    }

    /// A text on its baseline.
    pub(crate) fn text(&mut self, place: Place, text: &str, letters: Letters) {
        let (place, letters) = (self.fine(place), letters.sized(fine(letters.size)));
        self.items.push(Item::Text { place, text: text.to_owned(), letters });
    }

    /// What is drawn within is one mark: it can be pointed at anywhere in `frame` and says `label`.
    pub(crate) fn mark(
        &mut self,
        label: String,
        frame: Frame,
        within: impl FnOnce(&mut Canvas<'_>),
    ) {
        let mut items = Vec::new();
        within(&mut Canvas { items: &mut items, ..*self });
        let frame = Frame::new(
            fine(frame.x),
            fine(frame.y + self.lowered),
            fine(frame.width),
            fine(frame.height),
        );
        self.items.push(Item::Mark { label, frame, items });
    }

    /// Draws what is drawn within further down.
    pub(crate) fn lowered(&mut self, by: f64, within: impl FnOnce(&mut Canvas<'_>)) {
        self.lowered += by;
        within(self);
        self.lowered -= by;
    }

    /// A place in the drawing's units; the nearest on it where it lies beyond the edges.
    fn fine(&self, (x, y): Place) -> Place {
        let (right, bottom) = self.edges;
        (fine(x).clamp(0.0, right), fine(y + self.lowered).clamp(0.0, bottom))
    }
}

/// Shown pixels in the drawing's units: whole ones, and nought for what is no number.
#[allow(clippy::cast_possible_truncation, reason = "a page is far smaller than 2^31 / 10")]
fn fine(shown_px: f64) -> f64 {
    f64::from((shown_px * FINE).round() as i32)
}

fn fine_paint(paint: Paint) -> Paint {
    match paint {
        Paint::Fill(colour) => Paint::Fill(colour),
        Paint::Rim(colour, width) => Paint::Rim(colour, fine(width)),
        Paint::DashedRim(colour, width) => Paint::DashedRim(colour, fine(width)),
        Paint::PaperWithRim(colour, width) => Paint::PaperWithRim(colour, fine(width)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::svg;

    const NAMING: Naming<'_> = Naming { name: "x", title: "A & B", description: "C" };

    #[test]
    fn every_element_drawn_comes_out_once_and_in_order() {
        let drawing = draw((100, 50), &NAMING, |canvas| {
            canvas.rect(Frame::new(1.0, 2.0, 3.0, 4.0), Paint::Fill(Colour::Blue), 2.0);
            canvas.mark("one <run>".to_owned(), Frame::new(0.0, 0.0, 9.0, 9.0), |canvas| {
                canvas.dot((5.0, 5.0), 1.5, Paint::Rim(Colour::Orange, 1.0));
                canvas.text((5.05, 5.0), "a < b", Letters::value());
            });
            canvas.path(&[(0.0, 0.0), (1.0, 1.0)], Stroke::solid(Colour::Ink, 2.0));
        })
        .unwrap();
        let svg = svg(&drawing);
        let tags: Vec<&str> = svg
            .split('<')
            .filter_map(|part| part.split([' ', '>', '\n']).next())
            .filter(|tag| !tag.is_empty())
            .collect();
        assert_eq!(
            tags,
            [
                "svg", "title", "/title", "desc", "/desc", "rect", "g", "rect", "circle", "text",
                "/text", "/g", "polyline", "/svg"
            ]
        );
        assert!(svg.contains(
            "<rect x=\"10\" y=\"20\" width=\"30\" height=\"40\" fill=\"#0b6aa8\" rx=\"20\"/>"
        ));
        assert!(svg.contains("aria-label=\"one &lt;run&gt;\""));
        assert!(svg.contains("font-weight=\"600\" font-size=\"120\">a &lt; b</text>"), "{svg}");
        assert!(svg.contains("A &amp; B"));
    }

    #[test]
    fn no_font_but_the_shipped_one_is_named() {
        let drawing =
            draw((10, 10), &NAMING, |canvas| canvas.text((1.0, 5.0), "x", Letters::axis()));
        let svg = svg(&drawing.unwrap());
        assert!(!svg.contains("sans-serif"));
        assert_eq!(svg.matches("font-family=\"Inter\"").count(), 1);
    }
}

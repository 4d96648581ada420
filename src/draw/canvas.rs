//! One drawing: plotters elements on its SVG backend, in tenths of a pixel.
//!
//! Plotters' coordinates are whole pixels, so everything is drawn ten times too large and shrunk
//! by the `viewBox`. What its backend has no words for (round corners, dashes, a weight of 600,
//! labels of marks) is written onto the elements afterwards, one by one, in the order drawn.

use std::fmt::Write as _;

use plotters::backend::SVGBackend;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, Drawable, PathElement, PointCollection, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, TextStyle};

use super::lettering::{self, Weight};
use super::palette::Colour;
use crate::say::words::escaped;

/// Drawn pixels to a shown pixel.
pub(crate) const FINE: f64 = 10.0;

/// The same as a whole number.
const FINE_WHOLE: u32 = 10;

/// Points on a half disc's rim: smooth at any size that is printed.
const HALF_DISC_STEPS: u32 = 10;

/// A place, in shown pixels from the upper left.
pub(crate) type Place = (f64, f64);

/// A rectangle, in shown pixels.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

impl Frame {
    pub(crate) const fn new(x: f64, y: f64, width: f64, height: f64) -> Frame {
        Frame { x, y, width, height }
    }
}

/// How a shape is filled.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Paint {
    /// All of it.
    Fill(Colour),
    /// Its rim only, this wide.
    Rim(Colour, f64),
    /// Its rim only, this wide, in dashes.
    DashedRim(Colour, f64),
}

/// How a line runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dash {
    Solid,
    Dashed,
    Dotted,
}

/// How a line looks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stroke {
    pub(crate) colour: Colour,
    pub(crate) width: f64,
    pub(crate) dash: Dash,
}

impl Stroke {
    pub(crate) const fn solid(colour: Colour, width: f64) -> Stroke {
        Stroke { colour, width, dash: Dash::Solid }
    }

    pub(crate) const fn dotted(colour: Colour, width: f64) -> Stroke {
        Stroke { colour, width, dash: Dash::Dotted }
    }
}

/// Which point of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text looks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Letters {
    pub(crate) size: f64,
    pub(crate) weight: Weight,
    pub(crate) colour: Colour,
    pub(crate) anchor: Anchor,
}

/// The size of axis text and small labels: 9 pt at a chart's natural width.
pub(crate) const SMALL_PX: f64 = 12.0;

impl Letters {
    /// Muted small text, for axes.
    pub(crate) const fn axis() -> Letters {
        Letters {
            size: SMALL_PX,
            weight: Weight::Regular,
            colour: Colour::Muted,
            anchor: Anchor::Start,
        }
    }

    /// Strong small text, for values.
    pub(crate) const fn value() -> Letters {
        Letters {
            size: SMALL_PX,
            weight: Weight::Semibold,
            colour: Colour::Ink,
            anchor: Anchor::Start,
        }
    }

    pub(crate) const fn sized(self, size: f64) -> Letters {
        Letters { size, ..self }
    }

    pub(crate) const fn coloured(self, colour: Colour) -> Letters {
        Letters { colour, ..self }
    }

    pub(crate) const fn middle(self) -> Letters {
        Letters { anchor: Anchor::Middle, ..self }
    }

    pub(crate) const fn end(self) -> Letters {
        Letters { anchor: Anchor::End, ..self }
    }

    /// How wide a text will be.
    pub(crate) fn width(self, text: &str) -> f64 {
        lettering::width(text, self.size, self.weight)
    }
}

/// What is written around or onto the next element.
enum Dress {
    /// An element, with attributes that replace or join the backend's.
    Element(Vec<(&'static str, String)>),
    /// The start of a mark that can be pointed at.
    Open(String, Frame),
    /// Its end.
    Close,
}

/// A drawing in the making.
pub(crate) struct Canvas<'a> {
    area: DrawingArea<SVGBackend<'a>, Shift>,
    dress: Vec<Dress>,
    whole: bool,
    /// How far down everything is moved, in shown pixels.
    lowered: f64,
}

/// What a drawing is called, for those who cannot see it.
pub(crate) struct Naming<'a> {
    /// Stable, and the start of its ids.
    pub(crate) name: &'a str,
    pub(crate) title: &'a str,
    /// The alternative text.
    pub(crate) description: &'a str,
}

/// Draws; none when the typeface could not be read, for a chart with wrong labels is no chart.
pub(crate) fn draw(
    (width, height): (u32, u32),
    naming: &Naming<'_>,
    paint: impl FnOnce(&mut Canvas<'_>),
) -> Option<String> {
    let mut raw = String::new();
    let (dress, whole) = {
        let backend = SVGBackend::with_string(&mut raw, (width * FINE_WHOLE, height * FINE_WHOLE));
        let area = backend.into_drawing_area();
        let mut canvas =
            Canvas { area, dress: Vec::new(), whole: lettering::register(), lowered: 0.0 };
        paint(&mut canvas);
        let Canvas { area, dress, whole, .. } = canvas;
        let is_finished = area.present().is_ok();
        (dress, whole && is_finished)
    };
    if !whole {
        return None;
    }
    dressed(&raw, &dress, (width, height), naming)
}

impl Canvas<'_> {
    /// A rectangle; `radius` rounds its corners.
    pub(crate) fn rect(&mut self, frame: Frame, paint: Paint, radius: f64) {
        let corners = [
            self.fine((frame.x, frame.y)),
            self.fine((frame.x + frame.width, frame.y + frame.height)),
        ];
        let mut attributes = Vec::new();
        if radius > 0.0 {
            attributes.push(("rx", fine(radius).to_string()));
        }
        let style = match paint {
            Paint::Fill(colour) => colour.rgb().filled(),
            Paint::Rim(colour, width) => {
                attributes.push(("stroke-width", fine(width).to_string()));
                colour.rgb().stroke_width(fine_width(width))
            }
            Paint::DashedRim(colour, width) => {
                attributes.push(("stroke-width", fine(width).to_string()));
                attributes.push(("stroke-dasharray", "25 25".to_owned()));
                colour.rgb().stroke_width(fine_width(width))
            }
        };
        self.put(&Rectangle::new(corners, style), attributes);
    }

    /// A straight line.
    pub(crate) fn line(&mut self, from: Place, to: Place, stroke: Stroke) {
        self.path(&[from, to], stroke);
    }

    /// A line through several places.
    pub(crate) fn path(&mut self, places: &[Place], stroke: Stroke) {
        let mut attributes = vec![("stroke-linejoin", "round".to_owned())];
        match stroke.dash {
            Dash::Solid => {}
            Dash::Dashed => attributes.push(("stroke-dasharray", "60 35".to_owned())),
            Dash::Dotted => attributes.push(("stroke-dasharray", "15 30".to_owned())),
        }
        let points: Vec<(i32, i32)> = places.iter().map(|&place| self.fine(place)).collect();
        let style = stroke.colour.rgb().stroke_width(fine_width(stroke.width));
        self.put(&PathElement::new(points, style), attributes);
    }

    /// A circle.
    pub(crate) fn dot(&mut self, place: Place, radius: f64, paint: Paint) {
        let style = match paint {
            Paint::Fill(colour) => colour.rgb().filled(),
            Paint::Rim(colour, width) | Paint::DashedRim(colour, width) => {
                colour.rgb().stroke_width(fine_width(width))
            }
        };
        self.put(&Circle::new(self.fine(place), fine(radius), style), Vec::new());
    }

    /// A circle with a rim and the paper inside it, so that what lies under it does not show.
    pub(crate) fn ring(&mut self, place: Place, radius: f64, colour: Colour) {
        self.rimmed_dot(place, radius, (colour, 1.8));
    }

    /// A circle of paper with a rim, as one element.
    fn rimmed_dot(&mut self, place: Place, radius: f64, (colour, width): (Colour, f64)) {
        let rim =
            vec![("stroke", colour.hex().to_owned()), ("stroke-width", fine(width).to_string())];
        let paper = Colour::Paper.rgb().filled();
        self.put(&Circle::new(self.fine(place), fine(radius), paper), rim);
    }

    /// A ring whose left half is full: the mark of what is calculated.
    pub(crate) fn half_dot(&mut self, place: Place, radius: f64, colour: Colour) {
        self.rimmed_dot(place, radius, (colour, 1.4));
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
        let points: Vec<(i32, i32)> = places.iter().map(|&place| self.fine(place)).collect();
        self.put(&Polygon::new(points, colour.rgb().filled()), Vec::new());
    }

    /// A text on its baseline.
    pub(crate) fn text(&mut self, place: Place, text: &str, letters: Letters) {
        let horizontal = match letters.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let colour = letters.colour.rgb();
        let style = TextStyle::from(lettering::font(letters.size * FINE, letters.weight))
            .color(&colour)
            .pos(Pos::new(horizontal, VPos::Top));
        let attributes = vec![("font-size", fine(letters.size).to_string())];
        self.put(&Text::new(text.to_owned(), self.fine(place), style), attributes);
    }

    /// What is drawn within is one mark: it can be pointed at anywhere in `frame` and says `label`.
    pub(crate) fn mark(
        &mut self,
        label: String,
        frame: Frame,
        within: impl FnOnce(&mut Canvas<'_>),
    ) {
        let frame = Frame { y: frame.y + self.lowered, ..frame };
        self.dress.push(Dress::Open(label, frame));
        within(self);
        self.dress.push(Dress::Close);
    }

    /// Draws what is drawn within further down.
    pub(crate) fn lowered(&mut self, by: f64, within: impl FnOnce(&mut Canvas<'_>)) {
        self.lowered += by;
        within(self);
        self.lowered -= by;
    }

    /// A place in drawn pixels.
    fn fine(&self, (x, y): Place) -> (i32, i32) {
        (fine(x), fine(y + self.lowered))
    }

    /// Draws one element. Drawing into memory does not fail; should it, there is no chart.
    fn put<'b, E>(&mut self, element: &'b E, attributes: Vec<(&'static str, String)>)
    where
        &'b E: PointCollection<'b, (i32, i32)>,
        E: for<'c> Drawable<SVGBackend<'c>>,
    {
        self.whole &= self.area.draw(element).is_ok();
        self.dress.push(Dress::Element(attributes));
    }
}

/// Shown pixels in drawn ones.
#[allow(clippy::cast_possible_truncation, reason = "a page is far smaller than 2^31 / 10")]
fn fine(shown_px: f64) -> i32 {
    (shown_px * FINE).round() as i32
}

/// A line's width in drawn pixels.
fn fine_width(shown_px: f64) -> u32 {
    fine(shown_px).unsigned_abs()
}

/// The finished SVG; none when the backend drew another number of elements than was asked for.
fn dressed(
    raw: &str,
    dress: &[Dress],
    (width, height): (u32, u32),
    naming: &Naming<'_>,
) -> Option<String> {
    let name = naming.name;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {} {}\" role=\"group\" aria-labelledby=\"{name}-title {name}-desc\" \
         font-family=\"{}\">\n<title id=\"{name}-title\">{}</title>\n<desc id=\"{name}-desc\">{}</desc>\n",
        fine(f64::from(width)),
        fine(f64::from(height)),
        lettering::FAMILY,
        escaped(naming.title),
        escaped(naming.description),
    );
    let mut elements = raw.split('<').filter(|part| {
        !part.trim().is_empty() && !part.starts_with("svg") && !part.starts_with('/')
    });
    let mut first_mark = true;
    for piece in dress {
        match piece {
            Dress::Element(attributes) => write_element(&mut out, elements.next()?, attributes)?,
            Dress::Open(label, frame) => {
                write_mark(&mut out, label, *frame, if first_mark { "0" } else { "-1" });
                first_mark = false;
            }
            Dress::Close => out.push_str("</g>\n"),
        }
    }
    out.push_str("</svg>\n");
    elements.next().is_none().then_some(out)
}

/// Opens a mark. The first can be reached with the tab key; a page's script moves on from there.
fn write_mark(out: &mut String, label: &str, frame: Frame, tab_index: &str) {
    let label = escaped(label);
    let _ = writeln!(
        out,
        "<g class=\"mark\" role=\"img\" tabindex=\"{tab_index}\" aria-label=\"{label}\"><rect class=\"hit\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" \
         fill=\"none\" pointer-events=\"all\"/>",
        fine(frame.x),
        fine(frame.y),
        fine(frame.width),
        fine(frame.height),
    );
}

/// Writes one of the backend's elements with its attributes tidied.
fn write_element(out: &mut String, element: &str, extra: &[(&'static str, String)]) -> Option<()> {
    let (head, content) = element.split_once('>')?;
    let (tag, attributes) = head.trim_end_matches('/').split_once(' ')?;
    out.push('<');
    out.push_str(tag);
    let no_stroke = attributes.contains("stroke=\"none\"");
    for (key, value) in attributes_of(attributes) {
        let said_elsewhere = extra.iter().any(|(known, _)| *known == key);
        let says_nothing = matches!(
            (key, value),
            ("opacity", "1")
                | ("stroke", "none")
                | ("text-anchor", "start")
                | ("font-family" | "dy", _)
        ) || (key == "stroke-width" && no_stroke);
        if said_elsewhere || says_nothing {
            continue;
        }
        let value = match (key, value) {
            ("font-weight", _) => "600".to_owned(),
            ("fill" | "stroke", hex) => hex.to_ascii_lowercase(),
            ("points", points) => points.trim_end().to_owned(),
            (_, other) => other.to_owned(),
        };
        let _ = write!(out, " {key}=\"{value}\"");
    }
    for (key, value) in extra {
        let _ = write!(out, " {key}=\"{value}\"");
    }
    if tag == "text" {
        let _ = writeln!(out, ">{}</text>", content.trim());
    } else {
        out.push_str("/>\n");
    }
    Some(())
}

/// The attributes of a tag, in order.
fn attributes_of(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (key, after) = rest.split_once("=\"")?;
        let (value, after) = after.split_once('"')?;
        rest = after;
        Some((key.trim(), value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMING: Naming<'_> = Naming { name: "x", title: "A & B", description: "C" };

    #[test]
    fn every_element_drawn_comes_out_once_and_in_order() {
        let svg = draw((100, 50), &NAMING, |canvas| {
            canvas.rect(Frame::new(1.0, 2.0, 3.0, 4.0), Paint::Fill(Colour::Blue), 2.0);
            canvas.mark("one <run>".to_owned(), Frame::new(0.0, 0.0, 9.0, 9.0), |canvas| {
                canvas.dot((5.0, 5.0), 1.5, Paint::Rim(Colour::Orange, 1.0));
                canvas.text((5.05, 5.0), "a < b", Letters::value());
            });
            canvas.path(&[(0.0, 0.0), (1.0, 1.0)], Stroke::solid(Colour::Ink, 2.0));
        })
        .unwrap();
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
        let svg = draw((10, 10), &NAMING, |canvas| canvas.text((1.0, 5.0), "x", Letters::axis()))
            .unwrap();
        assert!(!svg.contains("sans-serif"));
        assert_eq!(svg.matches("font-family=\"Inter\"").count(), 1);
    }
}

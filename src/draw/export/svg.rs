//! A drawing as SVG: complete and in plain colours, or as it stands in a page.

use std::fmt::{self, Display, Write as _};

use crate::draw::drawing::{
    Anchor, Block, Dash, Drawing, Frame, Item, Letters, Paint, Span, Stroke,
};
use crate::draw::lettering::{self, Weight};
use crate::draw::palette::Colour;
use crate::say::words::escaped;

/// The drawing as a complete SVG with plain colours.
pub fn svg(drawing: &Drawing) -> String {
    Writer::new(drawing, None).written(drawing, &drawing.items)
}

/// The drawing for a page: colours are `var(--blue)` and so on, every id starts with `id_prefix`,
/// and there is no width or height, so that the style sheet sets the size. It holds no `style`
/// attribute, which a strict content security policy would drop.
pub fn svg_inline(drawing: &Drawing, id_prefix: &str) -> String {
    Writer::new(drawing, Some(id_prefix)).written(drawing, &drawing.items)
}

/// One block of a sheet alone, at its place on the sheet.
pub(crate) fn svg_of_block(sheet: &Drawing, block: &Block) -> String {
    let mut writer = Writer::new(sheet, None);
    writer.head(sheet);
    writer.block(block);
    writer.ended()
}

/// Writes elements one after the other.
struct Writer<'a> {
    out: String,
    /// In a page, what the ids start with.
    id_prefix: Option<&'a str>,
    /// Units to a pixel where it writes.
    units_per_px: f64,
    has_mark: bool,
}

impl<'a> Writer<'a> {
    fn new(drawing: &Drawing, id_prefix: Option<&'a str>) -> Writer<'a> {
        let units_per_px = drawing.units_per_px;
        Writer { out: String::new(), id_prefix, units_per_px, has_mark: false }
    }

    fn written(mut self, drawing: &Drawing, items: &[Item]) -> String {
        self.head(drawing);
        self.items(items);
        self.ended()
    }

    fn ended(mut self) -> String {
        self.out.push_str("</svg>\n");
        self.out
    }

    fn head(&mut self, drawing: &Drawing) {
        let (width, height) = (Number(drawing.width), Number(drawing.height));
        let size = match self.id_prefix {
            Some(_) => String::new(),
            None => format!(
                " xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\""
            ),
        };
        // What holds nothing to point at is one picture to those who cannot see it.
        let is_picture = self.id_prefix.is_some()
            && !drawing.items.iter().any(|item| matches!(item, Item::Mark { .. }));
        let role = if is_picture { "img" } else { "group" };
        let id = format!("{}{}", self.id_prefix.unwrap_or_default(), drawing.name);
        self.push(format_args!(
            "<svg{size} viewBox=\"0 0 {} {}\" role=\"{role}\" \
             aria-labelledby=\"{id}-title {id}-desc\" font-family=\"{}\">\n\
             <title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>\n",
            Number(drawing.width * drawing.units_per_px),
            Number(drawing.height * drawing.units_per_px),
            lettering::FAMILY,
            escaped(&drawing.title),
            escaped(&drawing.description),
        ));
    }

    fn items(&mut self, items: &[Item]) {
        for item in items {
            self.item(item);
        }
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Rect { frame, radius, paint } => self.rect(*frame, *radius, *paint),
            Item::Circle { centre: (x, y), radius, paint } => {
                self.push(format_args!(
                    "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"",
                    Number(*x),
                    Number(*y),
                    Number(*radius)
                ));
                self.paint(*paint, 0.0);
            }
            Item::LeftHalf { centre: (x, y), radius, colour } => {
                let (r, across) = (Number(*radius), Number(2.0 * radius));
                let (x, top) = (Number(*x), Number(y - radius));
                self.push(format_args!("<path d=\"M{x} {top}a{r} {r} 0 0 0 0 {across}z\""));
                self.colour("fill", *colour);
                self.out.push_str("/>\n");
            }
            Item::Polygon { places, colour } => {
                self.out.push_str("<polygon");
                self.colour("fill", *colour);
                self.points(places);
                self.out.push_str("/>\n");
            }
            Item::Path { places, stroke } => self.path(places, *stroke),
            Item::Text { place, text, letters } => self.text(*place, text, *letters),
            Item::Line { place, size, anchor, spans } => self.line(*place, (*size, *anchor), spans),
            Item::Mark { label, frame, items } => self.mark(label, *frame, items),
            Item::Moved { by, items } => self.moved("", *by, items),
            Item::Drawing(drawing) => self.drawing(drawing),
            Item::Block(block) => self.block(block),
        }
    }

    fn rect(&mut self, frame: Frame, radius: f64, paint: Paint) {
        self.out.push_str("<rect");
        self.frame(frame);
        self.paint(paint, radius);
    }

    fn frame(&mut self, Frame { x, y, width, height }: Frame) {
        self.push(format_args!(
            " x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
            Number(x),
            Number(y),
            Number(width),
            Number(height)
        ));
    }

    /// Fill and rim of a shape, and its end; a radius is that of its corners.
    fn paint(&mut self, paint: Paint, radius: f64) {
        let rim = match paint {
            Paint::Fill(colour) => {
                self.colour("fill", colour);
                None
            }
            Paint::Rim(colour, width) | Paint::DashedRim(colour, width) => {
                self.out.push_str(" fill=\"none\"");
                Some((colour, width))
            }
            Paint::PaperWithRim(colour, width) => {
                self.colour("fill", Colour::Paper);
                Some((colour, width))
            }
        };
        if let Some((colour, _)) = rim {
            self.colour("stroke", colour);
        }
        if radius > 0.0 {
            self.push(format_args!(" rx=\"{}\"", Number(radius)));
        }
        if let Some((_, width)) = rim {
            self.push(format_args!(" stroke-width=\"{}\"", Number(width)));
        }
        if matches!(paint, Paint::DashedRim(..)) {
            self.dashes(2.5, 2.5);
        }
        self.out.push_str("/>\n");
    }

    /// Dashes and the gaps between them, in pixels.
    fn dashes(&mut self, dash_px: f64, gap_px: f64) {
        let (dash, gap) = (dash_px * self.units_per_px, gap_px * self.units_per_px);
        self.push(format_args!(" stroke-dasharray=\"{} {}\"", Number(dash), Number(gap)));
    }

    fn path(&mut self, places: &[(f64, f64)], stroke: Stroke) {
        self.out.push_str("<polyline fill=\"none\"");
        self.colour("stroke", stroke.colour);
        self.push(format_args!(" stroke-width=\"{}\"", Number(stroke.width)));
        self.points(places);
        self.out.push_str(" stroke-linejoin=\"round\"");
        match stroke.dash {
            Dash::Solid => {}
            Dash::Dashed => self.dashes(6.0, 3.5),
            Dash::Dotted => self.dashes(1.5, 3.0),
        }
        self.out.push_str("/>\n");
    }

    fn points(&mut self, places: &[(f64, f64)]) {
        self.out.push_str(" points=\"");
        for (index, (x, y)) in places.iter().enumerate() {
            let gap = if index > 0 { " " } else { "" };
            self.push(format_args!("{gap}{},{}", Number(*x), Number(*y)));
        }
        self.out.push('"');
    }

    fn text(&mut self, (x, y): (f64, f64), text: &str, letters: Letters) {
        self.push(format_args!("<text x=\"{}\" y=\"{}\"", Number(x), Number(y)));
        self.out.push_str(anchored(letters.anchor));
        self.colour("fill", letters.colour);
        self.out.push_str(weighted(letters.weight));
        let size = Number(letters.size);
        self.push(format_args!(" font-size=\"{size}\">{}</text>\n", escaped(text.trim())));
    }

    /// A line of a paragraph, whose spaces are kept at its ends too.
    fn line(&mut self, (x, y): (f64, f64), (size, anchor): (f64, Anchor), spans: &[Span]) {
        self.push(format_args!(
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{} xml:space=\"preserve\">",
            Number(x),
            Number(y),
            Number(size),
            anchored(anchor)
        ));
        for Span { text, weight, colour } in spans {
            self.out.push_str("<tspan");
            self.colour("fill", *colour);
            self.push(format_args!("{}>{}</tspan>", weighted(*weight), escaped(text)));
        }
        self.out.push_str("</text>\n");
    }

    /// The first mark can be reached with the tab key; a page's script moves on from there.
    fn mark(&mut self, label: &str, frame: Frame, items: &[Item]) {
        let tab_index = if self.has_mark { "-1" } else { "0" };
        self.has_mark = true;
        let label = escaped(label);
        self.push(format_args!(
            "<g class=\"mark\" role=\"img\" tabindex=\"{tab_index}\" aria-label=\"{label}\">\
             <rect class=\"hit\""
        ));
        self.frame(frame);
        // In a page the style sheet says it once for all of them.
        if self.id_prefix.is_none() {
            self.out.push_str(" fill=\"none\" pointer-events=\"all\"");
        }
        self.out.push_str("/>\n");
        self.items(items);
        self.out.push_str("</g>\n");
    }

    fn moved(&mut self, label: &str, (x, y): (f64, f64), items: &[Item]) {
        let (x, y) = (Number(x), Number(y));
        self.push(format_args!("<g{label} transform=\"translate({x} {y})\">\n"));
        self.items(items);
        self.out.push_str("</g>\n");
    }

    fn block(&mut self, block: &Block) {
        let label = format!(" aria-label=\"{}\"", escaped(&block.label));
        self.moved(&label, block.place, &block.items);
    }

    fn drawing(&mut self, drawing: &Drawing) {
        let outer = std::mem::replace(&mut self.units_per_px, drawing.units_per_px);
        self.push(format_args!("<g transform=\"scale({})\">\n", outer / drawing.units_per_px));
        self.items(&drawing.items);
        self.out.push_str("</g>\n");
        self.units_per_px = outer;
    }

    /// A colour as plain hex, or in a page as the variable of its name.
    fn colour(&mut self, attribute: &str, colour: Colour) {
        match self.id_prefix {
            None => self.push(format_args!(" {attribute}=\"{}\"", colour.hex())),
            Some(_) => self.push(format_args!(" {attribute}=\"var(--{})\"", colour.name())),
        }
    }

    fn push(&mut self, text: fmt::Arguments<'_>) {
        // Writing to memory does not fail.
        let _ = self.out.write_fmt(text);
    }
}

const fn anchored(anchor: Anchor) -> &'static str {
    match anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    }
}

const fn weighted(weight: Weight) -> &'static str {
    match weight {
        Weight::Regular => "",
        Weight::Semibold => " font-weight=\"600\"",
    }
}

/// A length with at most two decimals, so that no digit hangs on the last bit.
struct Number(f64);

impl Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.fract() == 0.0 {
            return write!(f, "{:.0}", self.0);
        }
        let text = format!("{:.2}", self.0);
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::drawing::Part;

    /// A mark with a shape and a text in it, in tenths of a pixel.
    fn drawing() -> Drawing {
        let frame = Frame::new(0.0, 0.0, 30.0, 20.0);
        let rect = Item::Rect { frame, radius: 0.0, paint: Paint::DashedRim(Colour::Blue, 10.0) };
        let letters = Letters::value().sized(120.0).end();
        let text = Item::Text { place: (5.0, 9.5), text: " a < b ".into(), letters };
        Drawing {
            name: "a",
            title: "blue #0b6aa8".into(),
            description: "5 < 6 & \"so\"".into(),
            width: 40.0,
            height: 20.0,
            units_per_px: 10.0,
            items: vec![Item::Mark { label: "one <run>".into(), frame, items: vec![rect, text] }],
        }
    }

    #[test]
    fn alone_a_drawing_is_complete_in_plain_colours_and_with_its_words() {
        assert_eq!(
            svg(&drawing()),
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\" \
             viewBox=\"0 0 400 200\" role=\"group\" aria-labelledby=\"a-title a-desc\" \
             font-family=\"Inter\">\n<title id=\"a-title\">blue #0b6aa8</title>\n\
             <desc id=\"a-desc\">5 &lt; 6 &amp; &quot;so&quot;</desc>\n\
             <g class=\"mark\" role=\"img\" tabindex=\"0\" aria-label=\"one &lt;run&gt;\">\
             <rect class=\"hit\" x=\"0\" y=\"0\" width=\"30\" height=\"20\" fill=\"none\" \
             pointer-events=\"all\"/>\n<rect x=\"0\" y=\"0\" width=\"30\" height=\"20\" \
             fill=\"none\" stroke=\"#0b6aa8\" stroke-width=\"10\" stroke-dasharray=\"25 25\"/>\n\
             <text x=\"5\" y=\"9.5\" text-anchor=\"end\" fill=\"#16202b\" font-weight=\"600\" \
             font-size=\"120\">a &lt; b</text>\n</g>\n</svg>\n"
        );
    }

    #[test]
    fn in_a_page_ids_colours_and_size_are_the_pages_to_set() {
        let inline = svg_inline(&drawing(), "m-");
        assert!(
            inline.starts_with(
                "<svg viewBox=\"0 0 400 200\" role=\"group\" \
                 aria-labelledby=\"m-a-title m-a-desc\" font-family=\"Inter\">\n\
                 <title id=\"m-a-title\">blue #0b6aa8</title>"
            ),
            "{inline}"
        );
        assert!(inline.contains("stroke=\"var(--blue)\"") && inline.contains("\"var(--ink)\""));
        assert!(!inline.contains("pointer-events") && !inline.contains("=\"#"));
    }

    #[test]
    fn a_drawing_on_a_sheet_is_shrunk_to_the_sheets_units_and_a_block_stands_alone() {
        let block = |label: &str, items| Block {
            part: Part::Drawing,
            label: label.to_owned(),
            place: (7.0, 22.504),
            items,
        };
        let items = [("one", vec![Item::Drawing(drawing())]), ("two", Vec::new())];
        let blocks = items.map(|(label, items)| Item::Block(block(label, items)));
        let sheet = Drawing { units_per_px: 1.0, items: blocks.to_vec(), ..drawing() };
        let alone = svg_of_block(&sheet, sheet.blocks().next().unwrap());
        assert!(alone.contains("transform=\"translate(7 22.5)\""), "{alone}");
        assert!(alone.contains("<g transform=\"scale(0.1)\">\n<g class=\"mark\""), "{alone}");
        assert!(alone.contains("stroke-dasharray=\"25 25\"") && !alone.contains("two"));
    }
}

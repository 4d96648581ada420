//! A drawing as data: what charts and sheets are made of, before anything is written as SVG.

use super::lettering::{self, Weight};
use super::palette::Colour;

/// A place, from the upper left.
pub(crate) type Place = (f64, f64);

/// A drawing: its size, its words, and what stands on it, from the ground up.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// Stable, and the start of its ids.
    pub name: &'static str,
    /// What it is called.
    pub title: String,
    /// What it shows, for those who cannot see it.
    pub description: String,
    /// Natural width, in pixels.
    pub width: f64,
    /// Natural height, in pixels.
    pub height: f64,
    /// Units of its items to a pixel.
    pub(crate) units_per_px: f64,
    pub(crate) items: Vec<Item>,
}

/// Something on a drawing, in the drawing's own units.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Item {
    /// A rectangle; a radius rounds its corners.
    Rect { frame: Frame, radius: f64, paint: Paint },
    /// A circle.
    Circle { centre: Place, radius: f64, paint: Paint },
    /// The left half of a disc.
    LeftHalf { centre: Place, radius: f64, colour: Colour },
    /// A full shape.
    Polygon { places: Vec<Place>, colour: Colour },
    /// A line through several places.
    Path { places: Vec<Place>, stroke: Stroke },
    /// A text on its baseline.
    Text { place: Place, text: String, letters: Letters },
    /// A line of a paragraph on its baseline.
    Line { place: Place, size: f64, anchor: Anchor, spans: Vec<Span> },
    /// What is drawn together and can be pointed at anywhere in the frame; the label says what it is.
    Mark { label: String, frame: Frame, items: Vec<Item> },
    /// The same as drawn, further right and down.
    Moved { by: Place, items: Vec<Item> },
    /// Another drawing at its natural size.
    Drawing(Drawing),
    /// What is read out as one.
    Block(Block),
}

/// A part of a sheet that is read out as one, with its place on it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Block {
    pub(crate) part: Part,
    /// Its text, or what a drawing shows.
    pub(crate) label: String,
    pub(crate) place: Place,
    pub(crate) items: Vec<Item>,
}

/// What a block is to someone who has the page read out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// The page's title.
    Title,
    /// The title of a section.
    Heading,
    /// Running text.
    Text,
    /// A drawing, told by its label.
    Drawing,
    /// A rule or a ground: nothing to be read out.
    Ornament,
}

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
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
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Paint {
    /// All of it.
    Fill(Colour),
    /// Its rim only, this wide.
    Rim(Colour, f64),
    /// Its rim only, this wide, in dashes.
    DashedRim(Colour, f64),
    /// Paper with a rim this wide, so that what lies under it does not show.
    PaperWithRim(Colour, f64),
}

/// How a line runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dash {
    Solid,
    Dashed,
    Dotted,
}

/// How a line looks.
#[derive(Clone, Copy, Debug, PartialEq)]
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

/// A stretch of a line in one weight and colour.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Span {
    pub(crate) text: String,
    pub(crate) weight: Weight,
    pub(crate) colour: Colour,
}

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
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

impl Drawing {
    /// The blocks of a sheet, in order; a chart has none.
    pub(crate) fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.items.iter().filter_map(|item| match item {
            Item::Block(block) => Some(block),
            _ => None,
        })
    }

    /// Every item, also those within others.
    #[cfg(test)]
    pub(crate) fn all_items(&self) -> Vec<&Item> {
        fn add<'a>(items: &'a [Item], all: &mut Vec<&'a Item>) {
            for item in items {
                all.push(item);
                match item {
                    Item::Mark { items, .. } | Item::Moved { items, .. } => add(items, all),
                    Item::Drawing(drawing) => add(&drawing.items, all),
                    Item::Block(block) => add(&block.items, all),
                    _ => {}
                }
            }
        }
        let mut all = Vec::new();
        add(&self.items, &mut all);
        all
    }

    /// The texts of a chart, with their places and sizes in the drawing's units.
    #[cfg(test)]
    pub(crate) fn texts(&self) -> Vec<(&str, Place, f64)> {
        self.all_items()
            .into_iter()
            .filter_map(|item| match item {
                Item::Text { place, text, letters } => Some((text.as_str(), *place, letters.size)),
                _ => None,
            })
            .collect()
    }
}

//! A chart: a drawing and the words that go with it.

use crate::draw::canvas::{Canvas, Naming, draw};
use crate::draw::drawing::Drawing;

/// The natural width of a chart in one of two columns, in pixels.
pub const COLUMN_WIDTH_PX: u32 = 400;

/// A drawing and all that goes with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// Stable name, also of its file: `weekly-load`.
    pub name: &'static str,
    /// A finding where there is one, else what it is.
    pub title: String,
    /// What is drawn, and how to read it.
    pub caption: String,
    /// The alternative text, with the key number in it.
    pub alt: String,
    /// What is drawn, at its natural size.
    pub drawing: Drawing,
    /// Everything drawn, as a table.
    pub table: ChartTable,
}

/// The twin of a chart for those who read numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChartTable {
    /// Names of the columns.
    pub head: Vec<String>,
    /// One row of cells for each thing drawn; a cell is blank where nothing is known.
    pub rows: Vec<Vec<String>>,
}

impl ChartTable {
    /// Columns of these names, and a row of each.
    pub(crate) fn of<T, const COLUMNS: usize>(
        head: [&str; COLUMNS],
        each: impl IntoIterator<Item = T>,
        row: impl FnMut(T) -> [String; COLUMNS],
    ) -> ChartTable {
        ChartTable {
            head: head.map(str::to_owned).to_vec(),
            rows: each.into_iter().map(row).map(Vec::from).collect(),
        }
    }

    /// The table, unless it has no row.
    pub(crate) fn filled(self) -> Option<ChartTable> {
        Some(self).filter(|table| !table.rows.is_empty())
    }
}

/// How the days of a month are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One row of days, for desks and paper.
    Wide,
    /// A row for each week, for phones.
    Weeks,
}

/// What a chart says, in the fields of [`Chart`].
pub(crate) struct About {
    pub(super) name: &'static str,
    pub(crate) title: String,
    pub(crate) caption: String,
    pub(super) alt: String,
    pub(super) table: ChartTable,
}

impl About {
    /// The chart, drawn this large, in pixels.
    pub(super) fn drawn(
        self,
        size: (u32, u32),
        paint: impl FnOnce(&mut Canvas<'_>),
    ) -> Option<Chart> {
        let About { name, title, caption, alt, table } = self;
        let drawing = draw(size, &Naming { name, title: &title, description: &alt }, paint)?;
        Some(Chart { name, title, caption, alt, drawing, table })
    }

    /// The chart as a sketch.
    pub(super) fn sketched<'a>(
        self,
        size: (u32, u32),
        paint: impl FnOnce(&mut Canvas<'_>) + 'a,
    ) -> Sketch<'a> {
        Sketch { about: self, size, paint: Box::new(paint) }
    }
}

/// A chart that is measured and not drawn yet: a sheet asks how high it would be, with its words,
/// before it is known which charts have room.
pub(crate) struct Sketch<'a> {
    pub(crate) about: About,
    size: (u32, u32),
    paint: Box<dyn FnOnce(&mut Canvas<'_>) + 'a>,
}

impl Sketch<'_> {
    /// How high the drawing will be, in pixels.
    pub(crate) fn height(&self) -> f64 {
        f64::from(self.size.1)
    }

    /// Draws it.
    pub(crate) fn chart(self) -> Option<Chart> {
        self.about.drawn(self.size, self.paint)
    }
}

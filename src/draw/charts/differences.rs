//! Differences against what they may hang on: how far an estimate is from the truth.
//!
//! No page has it; the validation does, so that its pictures are drawn as the pages' are.

use crate::draw::canvas::{Canvas, Dash, Frame, Letters, Naming, Paint, Place, Stroke, draw};
use crate::draw::drawing::Drawing;
use crate::draw::palette::Colour;
use crate::draw::scale::{Scale, extent, within};

/// Size of the drawing, in pixels.
const SIZE_PX: (u32, u32) = (640, 340);

/// Edges of the plot: left, top, right, bottom.
const EDGES_PX: (f64, f64, f64, f64) = (58.0, 62.0, 520.0, 296.0);

/// Radius of a point.
const POINT_PX: f64 = 2.6;

/// Room left free beyond the outermost point, as a share of the range.
const AIR: f64 = 0.06;

/// Room between the baselines of two names right of the plot.
const NAME_PX: f64 = 15.0;

/// A cloud of points under one name.
#[derive(Clone, Debug, PartialEq)]
pub struct Cloud {
    /// What it is.
    pub name: String,
    /// Place across and difference of each point.
    pub points: Vec<(f64, f64)>,
}

/// A level across the plot: a bias, a limit of agreement, an aim.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelLine {
    /// What it is, with its value.
    pub name: String,
    /// Where it stands.
    pub at: f64,
}

/// Differences to draw; at most three clouds, told apart by mark as well as by colour.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Differences {
    /// Stable, and the start of the drawing's ids.
    pub name: &'static str,
    /// What is drawn.
    pub title: String,
    /// The alternative text.
    pub alt: String,
    /// What goes across, with its unit.
    pub across: &'static str,
    /// What goes up, with its unit.
    pub up: &'static str,
    /// The clouds.
    pub clouds: Vec<Cloud>,
    /// The levels.
    pub levels: Vec<LevelLine>,
}

/// The drawing; none without a point, or when the typeface cannot be read.
pub fn differences(shown: &Differences) -> Option<Drawing> {
    let points = || shown.clouds.iter().flat_map(|cloud| &cloud.points);
    let across = roomy(extent(points().map(|point| point.0))?);
    let levels = shown.levels.iter().map(|level| level.at);
    let up = roomy(extent(points().map(|point| point.1).chain(levels).chain([0.0]))?);
    let (left, top, right, bottom) = EDGES_PX;
    let plot = Plot {
        shown,
        across: Scale::new(across, (left, right)),
        up: Scale::new(up, (bottom, top)),
        ends: (across, up),
    };
    let naming = Naming { name: shown.name, title: &shown.title, description: &shown.alt };
    draw(SIZE_PX, &naming, |canvas| plot.draw(canvas))
}

struct Plot<'a> {
    shown: &'a Differences,
    across: Scale,
    up: Scale,
    ends: ((f64, f64), (f64, f64)),
}

impl Plot<'_> {
    fn draw(&self, canvas: &mut Canvas<'_>) {
        let (left, top, right, bottom) = EDGES_PX;
        canvas.text((0.0, 16.0), &self.shown.title, Letters::value().sized(14.0));
        self.draw_legend(canvas);
        canvas.text((0.0, top - 8.0), self.shown.up, Letters::axis());
        let middle = f64::midpoint(left, right);
        canvas.text((middle, bottom + 36.0), self.shown.across, Letters::axis().middle());
        for tick in inside(self.up.ticks(7), self.ends.1) {
            let y = self.up.at(tick);
            canvas.line((left, y), (right, y), Stroke::solid(Colour::Line, 0.8));
            canvas.text((left - 6.0, y + 4.0), &tick_words(tick), Letters::axis().end());
        }
        for tick in inside(self.across.ticks(8), self.ends.0) {
            let x = self.across.at(tick);
            canvas.text((x, bottom + 16.0), &tick_words(tick), Letters::axis().middle());
        }
        let zero = self.up.at(0.0);
        canvas.line((left, zero), (right, zero), Stroke::solid(Colour::Muted, 1.0));
        for (number, cloud) in self.shown.clouds.iter().enumerate() {
            for &(x, y) in cloud.points.iter().filter(|(x, y)| x.is_finite() && y.is_finite()) {
                mark(canvas, number, (self.across.at(x), self.up.at(y)));
            }
        }
        self.draw_levels(canvas);
    }

    fn draw_legend(&self, canvas: &mut Canvas<'_>) {
        let mut x = 4.0;
        for (number, cloud) in self.shown.clouds.iter().enumerate() {
            mark(canvas, number, (x, 30.0));
            canvas.text((x + 9.0, 34.0), &cloud.name, Letters::axis());
            x += Letters::axis().width(&cloud.name) + 28.0;
        }
    }

    /// The levels, their names right of the plot and pushed apart where they would touch.
    fn draw_levels(&self, canvas: &mut Canvas<'_>) {
        let (left, _, right, _) = EDGES_PX;
        let mut levels: Vec<_> = self.shown.levels.iter().collect();
        levels.sort_by(|one, other| other.at.total_cmp(&one.at));
        let mut lowest = f64::NEG_INFINITY;
        for level in levels {
            let y = self.up.at(level.at);
            let stroke = Stroke { colour: Colour::Orange, width: 1.2, dash: Dash::Dashed };
            canvas.line((left, y), (right, y), stroke);
            let place = within(y + 4.0, lowest + NAME_PX, f64::INFINITY);
            canvas.text((right + 6.0, place), &level.name, Letters::axis().coloured(Colour::Ink));
            lowest = place;
        }
    }
}

/// A point of a cloud by its number: a dot, a ring, a square.
fn mark(canvas: &mut Canvas<'_>, number: usize, (x, y): Place) {
    match number {
        0 => canvas.dot((x, y), POINT_PX, Paint::Fill(Colour::BlueMid)),
        1 => canvas.dot((x, y), POINT_PX, Paint::Rim(Colour::Ink, 1.1)),
        _ => {
            let side = 2.0 * POINT_PX;
            let frame = Frame::new(x - POINT_PX, y - POINT_PX, side, side);
            canvas.rect(frame, Paint::Rim(Colour::Orange, 1.2), 0.0);
        }
    }
}

/// A range with air at both ends.
fn roomy((low, high): (f64, f64)) -> (f64, f64) {
    let width = if high - low > 1e-9 { high - low } else { 1.0 };
    (low - AIR * width, high + AIR * width)
}

fn inside(ticks: Vec<f64>, (low, high): (f64, f64)) -> impl Iterator<Item = f64> {
    ticks.into_iter().filter(move |tick| (low..=high).contains(tick))
}

/// A tick without needless decimals, and with the true minus sign.
fn tick_words(tick: f64) -> String {
    let shown = format!("{:.2}", tick + 0.0);
    let shown = shown.trim_end_matches('0').trim_end_matches('.');
    shown.replace('-', "−")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::svg;

    fn sample() -> Differences {
        Differences {
            name: "differences",
            title: "Sensor less plate".to_owned(),
            alt: "Three points".to_owned(),
            across: "Force plate, steps a minute",
            up: "Difference, steps a minute",
            clouds: vec![
                Cloud { name: "trunk".to_owned(), points: vec![(160.0, 0.3), (170.0, -0.2)] },
                Cloud { name: "ankle".to_owned(), points: vec![(165.0, 1.0), (f64::NAN, 2.0)] },
            ],
            levels: vec![LevelLine { name: "bias 0.4".to_owned(), at: 0.4 }],
        }
    }

    #[test]
    fn every_finite_point_is_drawn_once_and_once_more_in_the_legend_of_its_cloud() {
        let svg = svg(&differences(&sample()).unwrap());
        assert_eq!(svg.matches("<circle").count(), 3 + 2);
        assert!(svg.contains("bias 0.4") && svg.contains("Difference, steps a minute"));
    }

    #[test]
    fn without_a_point_there_is_no_drawing() {
        assert_eq!(differences(&Differences { clouds: Vec::new(), ..sample() }), None);
    }

    #[test]
    fn ticks_read_as_people_write_them() {
        assert_eq!(tick_words(-0.5), "−0.5");
        assert_eq!(tick_words(20.0), "20");
        assert_eq!(tick_words(-0.0), "0");
    }
}

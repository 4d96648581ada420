//! One panel of form: its band, points and line, and the period's value beside it.

use crate::say::voice::Voice;
use jiff::civil::Date;

use super::form_flags::flags;
use super::form_ground::Ground;
use crate::draw::canvas::{Canvas, Dash, Frame, Letters, Paint, Place, Stroke};
use crate::draw::lettering;
use crate::draw::palette::Colour;
use crate::draw::scale::{Scale, extent, within};
use crate::model::Provenance;
use crate::page::{FormPanel, FormPoint};
use crate::say::words;

/// Room right of the plot for the value.
pub(super) const VALUE_PX: f64 = 92.0;

/// Runs in the line's running mean: the run, two before and two after.
const MEAN_OF_RUNS: usize = 5;

/// A line of small text.
pub(super) const LINE_PX: f64 = 16.0;

/// Radius of a point.
const POINT_PX: f64 = 2.8;

/// One panel's plot.
pub(super) struct Plot<'a> {
    ground: &'a Ground<'a>,
    panel: &'a FormPanel,
    top: f64,
    base: f64,
    values: Scale,
}

impl<'a> Plot<'a> {
    pub(super) fn new(ground: &'a Ground<'a>, panel: &'a FormPanel, top: f64) -> Plot<'a> {
        let base = top + ground.plot_px;
        Plot { ground, panel, top, base, values: Scale::new(bounds(panel), (base, top)) }
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>) {
        self.draw_band(canvas);
        self.draw_ticks(canvas);
        self.draw_breaks(canvas);
        let mut stretches: Vec<Vec<&FormPoint>> = Vec::new();
        for point in &self.panel.points {
            match stretches.last_mut() {
                Some(stretch) if stretch.last().map(|last| last.stretch) == Some(point.stretch) => {
                    stretch.push(point);
                }
                _ => stretches.push(vec![point]),
            }
        }
        for stretch in &stretches {
            self.draw_line(canvas, stretch);
        }
        // Brought to the latest sensor, under what was recorded.
        for point in self.panel.other_sensors.iter().flat_map(|other| &other.points) {
            self.draw_brought(canvas, point);
        }
        for point in &self.panel.points {
            let x = self.ground.x(point.date);
            let frame = Frame::new(x - 6.0, self.top, 12.0, self.base - self.top);
            canvas.mark(point_words(self.panel, point, self.ground.voice), frame, |canvas| {
                self.draw_value(canvas, point);
            });
        }
        self.draw_mean(canvas);
    }

    fn draw_band(&self, canvas: &mut Canvas<'_>) {
        let base = self.base;
        let (left, right) = (self.ground.left, self.ground.right);
        if let Some((low, high)) = self.panel.band {
            let (upper, lower) = (self.values.at(high), self.values.at(low));
            let frame = Frame::new(left, upper, right - left, lower - upper);
            canvas.rect(frame, Paint::Fill(Colour::Band), 0.0);
        }
        self.draw_unwell(canvas);
        canvas.line((left, base), (right, base), Stroke::solid(Colour::Line, 1.0));
    }

    /// Days of illness or injury, over the own range, of which they are no part.
    fn draw_unwell(&self, canvas: &mut Canvas<'_>) {
        let (first, last) = self.ground.days;
        for &(from, until) in self.ground.unwell {
            if from <= last && until >= first {
                let left = self.ground.x(from.max(first)) - 3.0;
                let right = self.ground.x(until.min(last)) + 3.0;
                let frame = Frame::new(left, self.top, right - left, self.base - self.top);
                canvas.rect(frame, Paint::Fill(Colour::Unwell), 0.0);
            }
        }
    }

    fn draw_ticks(&self, canvas: &mut Canvas<'_>) {
        let mut last_y = f64::MAX;
        for tick in ticks(self.panel) {
            let y = self.values.at(tick);
            if last_y - y >= 13.0 {
                let text = tick_words(self.panel, tick);
                canvas.text((self.ground.left - 6.0, y + 4.0), &text, Letters::axis().end());
                last_y = y;
            }
        }
    }

    /// A dotted line at each change of sensor, and over it what changed.
    fn draw_breaks(&self, canvas: &mut Canvas<'_>) {
        let flags = flags(self.ground, self.panel);
        for flag in &flags {
            let up = LINE_PX * (flag.row + 1) as f64;
            let ends = ((flag.x, self.top - 2.0 - up), (flag.x, self.base));
            canvas.line(ends.0, ends.1, Stroke::dotted(Colour::Muted, 1.2));
        }
        for flag in &flags {
            let y = self.top - 8.0 - LINE_PX * flag.row as f64;
            canvas.text((flag.start, y), flag.text, Letters::axis());
        }
    }

    /// The running mean of a stretch; what is estimated gets none, for it is a range.
    fn draw_line(&self, canvas: &mut Canvas<'_>, stretch: &[&FormPoint]) {
        let dash = match self.panel.provenance {
            Provenance::Measured => Dash::Solid,
            Provenance::Derived => Dash::Dashed,
            Provenance::Modelled => return,
        };
        let places = running_mean(stretch)
            .into_iter()
            .map(|(date, value)| (self.ground.x(date), self.values.at(value)))
            .collect::<Vec<Place>>();
        if places.len() > 1 {
            canvas.path(&places, Stroke { colour: Colour::Blue, width: 2.0, dash });
        }
    }

    fn draw_value(&self, canvas: &mut Canvas<'_>, point: &FormPoint) {
        let place = (self.ground.x(point.date), self.values.at(point.value));
        if let Some(range) = point.range {
            canvas.upright(place.0, self.values.span(range), Stroke::solid(Colour::BluePale, 2.4));
        }
        let colour = if point.in_period { Colour::Blue } else { Colour::BlueMid };
        draw_point(canvas, place, point.provenance, colour);
    }

    /// A run as another sensor would have it: hollow and pale, without a line.
    fn draw_brought(&self, canvas: &mut Canvas<'_>, point: &FormPoint) {
        let x = self.ground.x(point.date);
        if let Some(range) = point.range {
            canvas.upright(x, self.values.span(range), Stroke::solid(Colour::BluePale, 1.2));
        }
        draw_point(canvas, (x, self.values.at(point.value)), point.provenance, Colour::BlueMid);
    }

    /// The period's value right of the plot, with its interval, unit and what it was.
    fn draw_mean(&self, canvas: &mut Canvas<'_>) {
        let Some(mean) = self.panel.value else { return };
        let x = self.ground.right + 8.0;
        let y = self.values.at(mean.value);
        if let Some(range) = mean.low.zip(mean.high) {
            canvas.upright(x, self.values.span(range), Stroke::solid(Colour::Ink, 2.0));
        }
        draw_point(canvas, (x, y), self.panel.provenance, Colour::Ink);
        let mut small = lettering::wrap(
            &self.panel.unit(),
            Letters::axis().size,
            Letters::axis().weight,
            VALUE_PX - 18.0,
        );
        if let Some(reference) = self.panel.reference {
            small.push(format!("was {}", words::number(reference.value, self.panel.decimals)));
        }
        let text_px = 16.0 + 14.0 * small.len() as f64;
        let highest = within(self.base + 6.0 - text_px, self.top - 8.0, self.top + 60.0);
        let text_top = within(y - 10.0, self.top - 8.0, highest);
        let value = words::number(mean.value, self.panel.decimals);
        canvas.text((x + 10.0, text_top + 13.0), &value, Letters::value().sized(15.0));
        for (index, line) in small.iter().enumerate() {
            let baseline = text_top + 28.0 + 14.0 * index as f64;
            canvas.text((x + 10.0, baseline), line, Letters::axis());
        }
    }
}

/// The mark of an origin as a point: full, half, hollow.
pub(super) fn draw_point(
    canvas: &mut Canvas<'_>,
    place: Place,
    provenance: Provenance,
    colour: Colour,
) {
    match provenance {
        Provenance::Measured => canvas.dot(place, POINT_PX + 0.4, Paint::Fill(colour)),
        Provenance::Derived => canvas.half_dot(place, POINT_PX, colour),
        Provenance::Modelled => {
            canvas.dot(place, POINT_PX, Paint::Fill(Colour::Paper));
            canvas.dot(place, POINT_PX, Paint::Rim(colour, 1.4));
        }
    }
}

/// Mean of each run with its neighbours, as many on either side as there are, so that the line
/// neither lags nor leans at its ends.
fn running_mean(stretch: &[&FormPoint]) -> Vec<(Date, f64)> {
    let reach = MEAN_OF_RUNS / 2;
    stretch
        .iter()
        .enumerate()
        .filter_map(|(index, point)| {
            let reach = reach.min(index).min(stretch.len() - 1 - index);
            let around = stretch.get(index - reach..=index + reach)?;
            let sum: f64 = around.iter().map(|point| point.value).sum();
            Some((point.date, sum / around.len() as f64))
        })
        .collect()
}

/// Lowest and highest value that the plot must hold.
fn bounds(panel: &FormPanel) -> (f64, f64) {
    let brought = panel.other_sensors.iter().flat_map(|other| &other.points);
    let points = panel.points.iter().chain(brought).flat_map(|point| {
        let (low, high) = point.range.unwrap_or((point.value, point.value));
        [low, point.value, high]
    });
    let band = panel.band.into_iter().flat_map(|(low, high)| [low, high]);
    let mean = panel.value.into_iter().flat_map(|mean| [mean.value]);
    let (low, high) = extent(points.chain(band).chain(mean)).unwrap_or((0.0, 1.0));
    let margin = if high > low { 0.06 * (high - low) } else { 1.0 };
    let (low, high) = (low - margin, high + margin);
    // Two values that can be told apart as they are shown lie within in any case.
    let short_by = FEWEST_UNITS * last_place(panel) - (high - low);
    let more = if short_by > 0.0 { short_by / 2.0 } else { 0.0 };
    (low - more, high + more)
}

/// How many of the smallest steps shown a plot spans at least.
const FEWEST_UNITS: f64 = 2.5;

/// The smallest step between two values as they are shown.
fn last_place(panel: &FormPanel) -> f64 {
    10_f64.powi(-i32::from(panel.decimals))
}

/// Two round values to name, as far apart as the plot allows, lowest first.
pub(super) fn ticks(panel: &FormPanel) -> Vec<f64> {
    let (low, high) = bounds(panel);
    let power = 10_f64.powf((high - low).log10().floor());
    [5.0, 2.0, 1.0, 0.5]
        .into_iter()
        .map(|times| times * power)
        .map(|step| (step * (low / step).ceil(), step * (high / step).floor()))
        .find(|(first, last)| first < last)
        .map_or_else(Vec::new, |(first, last)| vec![first, last])
}

/// A tick's text; where values lie on both sides of nought, with its sign.
pub(super) fn tick_words(panel: &FormPanel, tick: f64) -> String {
    if bounds(panel).0 < 0.0 {
        words::signed(tick, panel.decimals)
    } else {
        words::number(tick, panel.decimals)
    }
}

/// A point in one line.
fn point_words(panel: &FormPanel, point: &FormPoint, voice: Voice) -> String {
    let number = |value: f64| words::number(value, panel.decimals);
    let range = point.range.map_or_else(String::new, |(low, high)| {
        format!(" (90 % range {} to {})", number(low), number(high))
    });
    format!(
        "{}: {} {} {}{range}, {}",
        voice.day(point.date),
        panel.name(),
        number(point.value),
        panel.unit(),
        point.provenance.word()
    )
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// A panel whose points, told with so many decimals, reach from one value to another.
    fn panel(decimals: u8, low: f64, high: f64) -> FormPanel {
        let october = crate::page::sample::october();
        let mut panel = october.form.first().cloned().unwrap();
        panel.decimals = decimals;
        (panel.band, panel.value) = (None, None);
        panel.points = vec![point(1, low), point(2, high)];
        panel
    }

    #[test]
    fn every_axis_names_two_round_values_that_fit_on_it_and_do_not_touch() {
        for decimals in 0..3 {
            for low in [-7.3, 0.0, 0.94, 79.6, 164.9, 271.2] {
                for reach in [0.0, 0.01, 0.3, 1.1, 2.4, 3.7, 8.8, 14.0, 61.0, 950.0] {
                    let panel = panel(decimals, low, low + reach);
                    let ticks = ticks(&panel);
                    let (from, to) = bounds(&panel);
                    let [first, last] = ticks.as_slice() else { panic!("{ticks:?}") };
                    assert!(from <= *first && last <= &to, "{ticks:?} in {from} to {to}");
                    assert_ne!(tick_words(&panel, *first), tick_words(&panel, *last));
                    // On the lowest plot the words are 12 px high.
                    let apart_px = 48.0 * (last - first) / (to - from);
                    assert!(apart_px >= 13.0, "{ticks:?} in {from} to {to}: {apart_px}");
                    for tick in ticks {
                        let shown = tick / last_place(&panel);
                        assert!((shown - shown.round()).abs() < 1e-6, "{tick}");
                    }
                }
            }
        }
    }

    fn point(day: i8, value: f64) -> FormPoint {
        FormPoint {
            date: date(2026, 10, day),
            value,
            range: None,
            provenance: Provenance::Derived,
            stretch: 0,
            in_period: true,
        }
    }

    #[test]
    fn the_line_of_a_straight_rise_is_that_straight_rise() {
        let points: Vec<FormPoint> = (1..=9).map(|day| point(day, f64::from(day))).collect();
        let stretch: Vec<&FormPoint> = points.iter().collect();
        for ((_, mean), point) in running_mean(&stretch).iter().zip(&points) {
            assert!((mean - point.value).abs() < 1e-12);
        }
    }
}

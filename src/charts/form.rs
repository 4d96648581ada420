//! Form at the runner's own pace: small panels over one time axis.
//!
//! What a value rests on is drawn, not only named: full points and a solid line for what a sensor
//! measured, half points and a dashed line for what is calculated, hollow points with their ranges
//! and no line at all for what is estimated. No line crosses a change of sensor.

use jiff::civil::Date;

use super::canvas::{Canvas, Dash, Frame, Letters, Naming, Paint, Place, Stroke, draw};
use super::lettering;
use super::palette::Colour;
use super::scale::{Scale, extent, within, without_overlap};
use super::{COLUMN_WIDTH_PX, Chart, Table};
use crate::model::Provenance;
use crate::page::{FormPanel, FormPoint, Page};
use crate::report::words;

const NAME: &str = "form";

/// Height of a panel's plot, and of one in a narrow column, as on paper.
const PLOT_PX: f64 = 58.0;
const LOW_PLOT_PX: f64 = 48.0;

/// A column narrower than this has low plots.
const NARROW_PX: f64 = 380.0;

/// Space between a panel's plot and the next panel's name.
const GAP_PX: f64 = 12.0;

/// A line of small text.
const LINE_PX: f64 = 16.0;

/// Room right of the plot for the value.
const VALUE_PX: f64 = 92.0;

/// Room under the last panel for months.
const MONTHS_PX: f64 = 22.0;

/// Runs in the line's running mean: the run, two before and two after.
const MEAN_OF_RUNS: usize = 5;

/// Radius of a point.
const POINT_PX: f64 = 2.8;

/// One panel for each metric that has points; none when there is none.
pub fn form_at_own_pace(page: &Page) -> Option<Chart> {
    form_at_own_pace_at(page, COLUMN_WIDTH_PX, usize::MAX)
}

/// The same at another natural width, in pixels, with no more than so many panels.
pub fn form_at_own_pace_at(page: &Page, width: u32, panels_at_most: usize) -> Option<Chart> {
    let drawn: Vec<&FormPanel> =
        page.form.iter().filter(|panel| !panel.points.is_empty()).take(panels_at_most).collect();
    if drawn.is_empty() {
        return None;
    }
    let panels = Panels::new(page, drawn, f64::from(width));
    let height = panels.height();
    let alt = alt(&panels.drawn);
    let title = "Form at your own pace".to_owned();
    let naming = Naming { name: NAME, title: &title, description: &alt };
    let svg = draw((width, height), &naming, |canvas| panels.draw(canvas))?;
    Some(Chart {
        name: NAME,
        caption: caption(page, &panels.drawn),
        table: table(&panels.drawn),
        title,
        alt,
        svg,
        width,
        height,
    })
}

/// All panels and what they share.
struct Panels<'a> {
    page: &'a Page,
    drawn: Vec<&'a FormPanel>,
    width: f64,
    plot_px: f64,
    days: (Date, Date),
    left: f64,
    right: f64,
    time: Scale,
}

impl<'a> Panels<'a> {
    fn new(page: &'a Page, drawn: Vec<&'a FormPanel>, width: f64) -> Panels<'a> {
        let dates = || drawn.iter().flat_map(|panel| panel.points.iter().map(|point| point.date));
        let known_until = page.period.known_until;
        let first = dates().min().map_or(page.period.first, |day| day.min(page.period.first));
        let last = dates().max().map_or(known_until, |day| day.max(known_until));
        let letters = Letters::axis();
        let tick_px = drawn.iter().flat_map(|panel| {
            ticks(panel).into_iter().map(move |tick| letters.width(&tick_words(panel, tick)))
        });
        let left = extent(tick_px).map_or(0.0, |(_, widest)| widest) + 8.0;
        let right = width - VALUE_PX;
        let days = days_between(first, last);
        Panels {
            page,
            drawn,
            width,
            plot_px: if width < NARROW_PX { LOW_PLOT_PX } else { PLOT_PX },
            days: (first, last),
            left,
            right,
            time: Scale::new((0.0, days), (left + 6.0, right - 6.0)),
        }
    }

    /// Lines of text over a panel's plot: the name, and its note where both do not fit in one.
    fn head_lines(&self, panel: &FormPanel) -> f64 {
        let name_px = name_letters().width(&panel.name);
        let note_px = Letters::axis().width(&note(panel)) + 14.0;
        if name_px + 14.0 + note_px <= self.width { 1.0 } else { 2.0 }
    }

    fn panel_px(&self, panel: &FormPanel) -> f64 {
        self.head_lines(panel) * LINE_PX + 6.0 + self.breaks_px(panel) + self.plot_px
    }

    /// Room over a plot for the words at a change of sensor.
    fn breaks_px(&self, panel: &FormPanel) -> f64 {
        let is_seen = |date: &Date| (self.days.0..=self.days.1).contains(date);
        if panel.breaks.iter().any(|(date, _)| is_seen(date)) { LINE_PX } else { 0.0 }
    }

    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a sum of small positive heights"
    )]
    fn height(&self) -> u32 {
        let panels: f64 = self.drawn.iter().map(|panel| self.panel_px(panel) + GAP_PX).sum();
        (panels - GAP_PX + MONTHS_PX).ceil() as u32
    }

    fn x(&self, date: Date) -> f64 {
        self.time.at(days_between(self.days.0, date))
    }

    fn draw(&self, canvas: &mut Canvas<'_>) {
        let mut top = 0.0;
        for panel in &self.drawn {
            let lines = self.head_lines(panel);
            self.draw_head(canvas, panel, top, lines);
            let plot_top = top + lines * LINE_PX + 6.0 + self.breaks_px(panel);
            Plot::new(self, panel, plot_top).draw(canvas);
            top = plot_top + self.plot_px + GAP_PX;
        }
        self.draw_months(canvas, top - GAP_PX);
    }

    fn draw_head(&self, canvas: &mut Canvas<'_>, panel: &FormPanel, top: f64, lines: f64) {
        canvas.text((0.0, top + 12.0), &panel.name, name_letters());
        let note = note(panel);
        let letters = Letters::axis();
        let (start, baseline) = if lines > 1.5 {
            (14.0, top + 12.0 + LINE_PX)
        } else {
            (self.width - letters.width(&note), top + 12.0)
        };
        draw_point(canvas, (start - 8.0, baseline - 4.0), panel.provenance, Colour::Muted);
        canvas.text((start, baseline), &note, letters);
    }

    /// A strong base line under the period, and the months below.
    fn draw_months(&self, canvas: &mut Canvas<'_>, base: f64) {
        let from = self.page.period.first.clamp(self.days.0, self.days.1);
        let to = self.page.period.last.clamp(self.days.0, self.days.1);
        if from < to && self.page.period.first <= self.days.1 {
            let from_x = if from == self.days.0 { self.left } else { self.x(from) };
            let ends = ((from_x, base + 0.5), (self.right, base + 0.5));
            canvas.line(ends.0, ends.1, Stroke::solid(Colour::Ink, 2.0));
        }
        let letters = Letters::axis();
        let labels = month_labels(self.days);
        let stretches: Vec<(f64, f64)> = labels
            .iter()
            .map(|(date, text)| {
                let room = self.width - letters.width(text);
                let start = within(self.x(*date), self.left, room);
                (start, start + letters.width(text))
            })
            .collect();
        let shown = without_overlap(&stretches, 8.0);
        for (((_, text), (start, _)), _) in
            labels.iter().zip(&stretches).zip(shown).filter(|(_, shown)| *shown)
        {
            canvas.text((*start, base + 17.0), text, letters);
        }
    }
}

/// The first days of months within the span, in the order in which they deserve their labels.
fn month_labels((first, last): (Date, Date)) -> Vec<(Date, String)> {
    let mut labels = Vec::new();
    let mut day = first.first_of_month();
    while day <= last {
        if day >= first {
            let text = if day.month() == 1 {
                format!("{} {}", words::month_short(day), day.year())
            } else {
                words::month_short(day).to_owned()
            };
            labels.push((day, text));
        }
        let next = day.saturating_add(jiff::Span::new().months(1));
        if next <= day {
            break;
        }
        day = next;
    }
    let first_labelled = labels.first().map(|(day, _)| *day);
    if first_labelled.is_none_or(|day| days_between(first, day) > 20.0) {
        labels.push((first, words::day_short(first)));
    }
    labels.reverse();
    labels
}

/// One panel's plot.
struct Plot<'a> {
    panels: &'a Panels<'a>,
    panel: &'a FormPanel,
    top: f64,
    base: f64,
    values: Scale,
}

impl<'a> Plot<'a> {
    fn new(panels: &'a Panels<'a>, panel: &'a FormPanel, top: f64) -> Plot<'a> {
        let base = top + panels.plot_px;
        Plot { panels, panel, top, base, values: Scale::new(bounds(panel), (base, top)) }
    }

    fn draw(&self, canvas: &mut Canvas<'_>) {
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
        for point in &self.panel.points {
            let x = self.panels.x(point.date);
            let frame = Frame::new(x - 6.0, self.top, 12.0, self.base - self.top);
            canvas.mark(point_words(self.panel, point), frame, |canvas| {
                self.draw_value(canvas, point);
            });
        }
        self.draw_mean(canvas);
    }

    fn draw_band(&self, canvas: &mut Canvas<'_>) {
        let base = self.base;
        let (left, right) = (self.panels.left, self.panels.right);
        if let Some((low, high)) = self.panel.band {
            let (upper, lower) = (self.values.at(high), self.values.at(low));
            let frame = Frame::new(left, upper, right - left, lower - upper);
            canvas.rect(frame, Paint::Fill(Colour::Band), 0.0);
        }
        canvas.line((left, base), (right, base), Stroke::solid(Colour::Line, 1.0));
    }

    fn draw_ticks(&self, canvas: &mut Canvas<'_>) {
        let mut last_y = f64::MAX;
        for tick in ticks(self.panel) {
            let y = self.values.at(tick);
            if last_y - y >= 13.0 {
                let text = tick_words(self.panel, tick);
                canvas.text((self.panels.left - 6.0, y + 4.0), &text, Letters::axis().end());
                last_y = y;
            }
        }
    }

    /// A dotted line at each change of sensor, and over it what changed, where there is room.
    fn draw_breaks(&self, canvas: &mut Canvas<'_>) {
        let letters = Letters::axis();
        let mut taken: Vec<(f64, f64)> = Vec::new();
        for (date, text) in &self.panel.breaks {
            if *date < self.panels.days.0 || *date > self.panels.days.1 {
                continue;
            }
            let x = self.panels.x(*date) - 3.0;
            let ends = ((x, self.top - 4.0), (x, self.base));
            canvas.line(ends.0, ends.1, Stroke::dotted(Colour::Muted, 1.2));
            let free = [text.as_str(), "new sensor"].into_iter().find_map(|text| {
                let width = letters.width(text);
                let room = self.panels.width - width;
                let start = within(x - width / 2.0, 0.0, room);
                let is_free =
                    taken.iter().all(|(from, to)| start + width + 8.0 < *from || start > to + 8.0);
                (room >= 0.0 && is_free).then_some((start, width, text))
            });
            if let Some((start, width, text)) = free {
                canvas.text((start, self.top - 8.0), text, letters);
                taken.push((start, start + width));
            }
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
            .map(|(date, value)| (self.panels.x(date), self.values.at(value)))
            .collect::<Vec<Place>>();
        if places.len() > 1 {
            canvas.path(&places, Stroke { colour: Colour::Blue, width: 2.0, dash });
        }
    }

    fn draw_value(&self, canvas: &mut Canvas<'_>, point: &FormPoint) {
        let place = (self.panels.x(point.date), self.values.at(point.value));
        if let Some((low, high)) = point.range {
            let ends = ((place.0, self.values.at(low)), (place.0, self.values.at(high)));
            canvas.line(ends.0, ends.1, Stroke::solid(Colour::BluePale, 2.4));
        }
        let colour = if point.in_period { Colour::Blue } else { Colour::BlueMid };
        draw_point(canvas, place, point.provenance, colour);
    }

    /// The period's value right of the plot, with its interval, unit and what it was.
    fn draw_mean(&self, canvas: &mut Canvas<'_>) {
        let Some(mean) = self.panel.value else { return };
        let x = self.panels.right + 8.0;
        let y = self.values.at(mean.value);
        if let Some((low, high)) = mean.low.zip(mean.high) {
            let ends = ((x, self.values.at(low)), (x, self.values.at(high)));
            canvas.line(ends.0, ends.1, Stroke::solid(Colour::Ink, 2.0));
        }
        draw_point(canvas, (x, y), self.panel.provenance, Colour::Ink);
        let mut small = lettering::wrap(
            &self.panel.unit,
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
fn draw_point(canvas: &mut Canvas<'_>, place: Place, provenance: Provenance, colour: Colour) {
    match provenance {
        Provenance::Measured => canvas.dot(place, POINT_PX + 0.4, Paint::Fill(colour)),
        Provenance::Derived => canvas.half_dot(place, POINT_PX, colour),
        Provenance::Modelled => {
            canvas.dot(place, POINT_PX, Paint::Fill(Colour::Paper));
            canvas.dot(place, POINT_PX, Paint::Rim(colour, 1.4));
        }
    }
}

const fn name_letters() -> Letters {
    Letters::value().sized(13.0)
}

fn note(panel: &FormPanel) -> String {
    if panel.note.is_empty() {
        panel.provenance.word().to_owned()
    } else {
        format!("{} · {}", panel.provenance.word(), panel.note)
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
    let points = panel.points.iter().flat_map(|point| {
        let (low, high) = point.range.unwrap_or((point.value, point.value));
        [low, point.value, high]
    });
    let band = panel.band.into_iter().flat_map(|(low, high)| [low, high]);
    let mean = panel.value.into_iter().flat_map(|mean| [mean.value]);
    let (low, high) = extent(points.chain(band).chain(mean)).unwrap_or((0.0, 1.0));
    let margin = if high > low { 0.06 * (high - low) } else { 1.0 };
    (low - margin, high + margin)
}

/// Two or three round values to name, lowest first.
fn ticks(panel: &FormPanel) -> Vec<f64> {
    let scale = Scale::new(bounds(panel), (0.0, PLOT_PX));
    let step = 0.5 * 10_f64.powi(-i32::from(panel.decimals));
    let round = |tick: &f64| {
        let shown = 10_f64.powi(i32::from(panel.decimals)) * tick;
        (shown - shown.round()).abs() < step
    };
    let all: Vec<f64> = scale.ticks(4).into_iter().filter(round).collect();
    match all.as_slice() {
        [] | [_] | [_, _] => all,
        [first, .., last] => vec![*first, *last],
    }
}

/// A tick's text; where values lie on both sides of nought, with its sign.
fn tick_words(panel: &FormPanel, tick: f64) -> String {
    if bounds(panel).0 < 0.0 {
        words::signed(tick, panel.decimals)
    } else {
        words::number(tick, panel.decimals)
    }
}

fn days_between(first: Date, last: Date) -> f64 {
    first.until(last).map_or(0.0, |span| f64::from(span.get_days()))
}

/// A point in one line.
fn point_words(panel: &FormPanel, point: &FormPoint) -> String {
    let number = |value: f64| words::number(value, panel.decimals);
    let range = point.range.map_or_else(String::new, |(low, high)| {
        format!(" (90 % range {} to {})", number(low), number(high))
    });
    format!(
        "{}: {} {} {}{range}, {}",
        words::day(point.date),
        panel.name,
        number(point.value),
        panel.unit,
        point.provenance.word()
    )
}

fn caption(page: &Page, drawn: &[&FormPanel]) -> String {
    let mut parts = Vec::new();
    let speed = drawn.iter().find_map(|panel| panel.at_speed_m_per_s);
    parts.push(speed.map_or_else(
        || "Each run".to_owned(),
        |speed| format!("Each run at {} on level ground", words::pace(speed, page.units)),
    ));
    let mut bands: Vec<&str> = Vec::new();
    for panel in drawn.iter().filter(|panel| panel.band.is_some() && !panel.band_note.is_empty()) {
        if !bands.contains(&panel.band_note.as_str()) {
            bands.push(&panel.band_note);
        }
    }
    match bands.as_slice() {
        [] => {}
        [first, ..] => {
            parts.push(format!("band: {first}"));
            let others = drawn.iter().filter(|panel| {
                panel.band.is_some() && !panel.band_note.is_empty() && panel.band_note != *first
            });
            for panel in others {
                parts.push(format!("of {}: {}", panel.name.to_lowercase(), panel.band_note));
            }
        }
    }
    if drawn.iter().any(|panel| panel.provenance != Provenance::Modelled) {
        parts.push("line: mean of five runs".to_owned());
    }
    if drawn.iter().any(|panel| panel.points.iter().any(|point| point.range.is_some())) {
        parts.push("bars: 90 % range".to_owned());
    }
    format!("{}.", parts.join("; "))
}

fn alt(drawn: &[&FormPanel]) -> String {
    let values: Vec<String> = drawn
        .iter()
        .map(|panel| {
            let number = |value: f64| words::number(value, panel.decimals);
            match (panel.value, panel.reference) {
                (Some(now), Some(before)) => format!(
                    "{} {} {}, was {}",
                    panel.name,
                    number(now.value),
                    panel.unit,
                    number(before.value)
                ),
                (Some(now), None) => {
                    format!("{} {} {}", panel.name, number(now.value), panel.unit)
                }
                (None, _) => format!("{}: too few runs for a value", panel.name),
            }
        })
        .collect();
    format!("Form over time: {}.", values.join("; "))
}

fn table(drawn: &[&FormPanel]) -> Table {
    let mut table = Table::new(&["Metric", "Day", "Value", "90 % range", "Unit", "Origin"]);
    for panel in drawn {
        let number = |value: f64| words::number(value, panel.decimals);
        for point in &panel.points {
            table.rows.push(vec![
                panel.name.clone(),
                words::day_short(point.date),
                number(point.value),
                point
                    .range
                    .map(|(low, high)| format!("{} to {}", number(low), number(high)))
                    .unwrap_or_default(),
                panel.unit.clone(),
                point.provenance.word().to_owned(),
            ]);
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

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

    #[test]
    fn months_are_named_with_the_year_where_it_turns() {
        let labels = month_labels((date(2026, 11, 20), date(2027, 1, 31)));
        let texts: Vec<&str> = labels.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["Jan 2027", "Dec"]);
    }
}

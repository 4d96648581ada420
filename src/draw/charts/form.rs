//! Form at the runner's own pace: small panels over one time axis.
//!
//! What a value rests on is drawn, not only named: full points and a solid line for what a sensor
//! measured, half points and a dashed line for what is calculated, hollow points with their ranges
//! and no line at all for what is estimated. No line crosses a change of sensor.

use crate::say::voice::{Spoken, Voice};
use std::ops::Range;

use jiff::civil::Date;

use super::chart::{About, COLUMN_WIDTH_PX, Chart, ChartTable, Sketch};
use super::form_flags::flags;
use super::{
    form_ground::Ground,
    form_plot::{LINE_PX, Plot, VALUE_PX, draw_point, tick_words, ticks},
};
use crate::draw::canvas::{Canvas, Letters, Stroke};
use crate::draw::palette::Colour;
use crate::draw::scale::{Scale, extent, whole_px, within, without_overlap};
use crate::model::{
    Provenance,
    calendar::{days_after, each_day},
};
use crate::page::{BandOf, FormPanel, Units};
use crate::say::{form, words, worn_together};

const NAME: &str = "form";

/// Height of a panel's plot, and of one in a narrow column, as on paper.
const PLOT_PX: f64 = 58.0;
const LOW_PLOT_PX: f64 = 48.0;

/// A column narrower than this has low plots.
const NARROW_PX: f64 = 380.0;

/// Space between a panel's plot and the next panel's name.
const GAP_PX: f64 = 12.0;

/// Room under the last panel for months.
const MONTHS_PX: f64 = 22.0;

/// One panel for each metric that has points; none when there is none.
pub fn form_at_own_pace(page: Spoken<'_>) -> Option<Chart> {
    form_sketch(page, COLUMN_WIDTH_PX, 0..usize::MAX)?.chart()
}

/// Some of the panels at another natural width, in pixels, not drawn yet.
pub(crate) fn form_sketch(
    page: Spoken<'_>,
    width: u32,
    panels: Range<usize>,
) -> Option<Sketch<'_>> {
    let with_points = page.facts.form.iter().filter(|panel| !panel.points.is_empty());
    let drawn: Vec<&FormPanel> = with_points.skip(panels.start).take(panels.len()).collect();
    if drawn.is_empty() {
        return None;
    }
    let panels = Panels::new(page, drawn, f64::from(width));
    let height = panels.height();
    let alt = alt(&panels.drawn);
    // Without a baseline there is no pace at which runs could be set side by side.
    let at_pace = panels.drawn.iter().any(|panel| panel.at_speed_m_per_s.is_some());
    let title = if at_pace { "Form at your own pace" } else { "Form, run by run" }.to_owned();
    let (caption, table) = (caption(page, &panels.drawn), table(&panels.drawn, page.voice));
    let about = About { name: NAME, title, caption, alt, table };
    Some(about.sketched((width, height), move |canvas| panels.draw(canvas)))
}

/// All panels and what they share.
struct Panels<'a> {
    page: Spoken<'a>,
    drawn: Vec<&'a FormPanel>,
    /// Whether all are told for one pace, which the caption then names.
    is_one_pace: bool,
    ground: Ground<'a>,
}

impl<'a> Panels<'a> {
    fn new(page: Spoken<'a>, drawn: Vec<&'a FormPanel>, width: f64) -> Panels<'a> {
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
        let days = days_after(first, last) as f64;
        let ground = Ground {
            width,
            plot_px: if width < NARROW_PX { LOW_PLOT_PX } else { PLOT_PX },
            days: (first, last),
            left,
            right,
            time: Scale::new((0.0, days), (left + 6.0, right - 6.0)),
            unwell: &page.facts.unwell,
            voice: page.voice,
        };
        let is_one_pace = shared_pace(drawn.iter().copied(), page.voice.units).is_some();
        Panels { page, drawn, is_one_pace, ground }
    }

    /// A panel's name, with its own pace where panels differ.
    fn name(&self, panel: &FormPanel) -> String {
        match panel.at_speed_m_per_s {
            Some(speed) if !self.is_one_pace => {
                format!("{} at {}", panel.name(), words::pace(speed, self.page.voice.units))
            }
            _ => panel.name().to_owned(),
        }
    }

    /// Lines of text over a panel's plot: the name, and its note where both do not fit in one.
    fn head_lines(&self, panel: &FormPanel) -> f64 {
        let name_px = name_letters().width(&self.name(panel));
        let note_px = Letters::axis().width(&note(panel)) + 14.0;
        if name_px + 14.0 + note_px <= self.ground.width { 1.0 } else { 2.0 }
    }

    fn panel_px(&self, panel: &FormPanel) -> f64 {
        self.head_lines(panel) * LINE_PX + 6.0 + self.breaks_px(panel) + self.ground.plot_px
    }

    /// Room over a plot for the words at a change of sensor.
    fn breaks_px(&self, panel: &FormPanel) -> f64 {
        let rows = flags(&self.ground, panel).iter().map(|flag| flag.row + 1).max();
        LINE_PX * rows.unwrap_or(0) as f64
    }

    fn height(&self) -> u32 {
        let panels: f64 = self.drawn.iter().map(|panel| self.panel_px(panel) + GAP_PX).sum();
        whole_px(panels - GAP_PX + MONTHS_PX)
    }

    fn draw(&self, canvas: &mut Canvas<'_>) {
        let mut top = 0.0;
        for panel in &self.drawn {
            let lines = self.head_lines(panel);
            self.draw_head(canvas, panel, top, lines);
            let plot_top = top + lines * LINE_PX + 6.0 + self.breaks_px(panel);
            Plot::new(&self.ground, panel, plot_top).draw(canvas);
            top = plot_top + self.ground.plot_px + GAP_PX;
        }
        self.draw_months(canvas, top - GAP_PX);
    }

    fn draw_head(&self, canvas: &mut Canvas<'_>, panel: &FormPanel, top: f64, lines: f64) {
        canvas.text((0.0, top + 12.0), &self.name(panel), name_letters());
        let note = note(panel);
        let letters = Letters::axis();
        let (start, baseline) = if lines > 1.5 {
            (14.0, top + 12.0 + LINE_PX)
        } else {
            (self.ground.width - letters.width(&note), top + 12.0)
        };
        draw_point(canvas, (start - 8.0, baseline - 4.0), panel.provenance, Colour::Muted);
        canvas.text((start, baseline), &note, letters);
    }

    /// A strong base line under the period, and the months below.
    fn draw_months(&self, canvas: &mut Canvas<'_>, base: f64) {
        let from = self.page.period.first.clamp(self.ground.days.0, self.ground.days.1);
        let to = self.page.period.last.clamp(self.ground.days.0, self.ground.days.1);
        if from < to && self.page.period.first <= self.ground.days.1 {
            let from_x =
                if from == self.ground.days.0 { self.ground.left } else { self.ground.x(from) };
            canvas.across(base + 0.5, (from_x, self.ground.right), Stroke::solid(Colour::Ink, 2.0));
        }
        let letters = Letters::axis();
        let labels = month_labels(self.ground.days, self.page.voice);
        let stretches: Vec<(f64, f64)> = labels
            .iter()
            .map(|(date, text)| {
                let room = self.ground.width - letters.width(text);
                let start = within(self.ground.x(*date), self.ground.left, room);
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
fn month_labels((first, last): (Date, Date), voice: Voice) -> Vec<(Date, String)> {
    if voice.day_number(first).is_some() {
        return numbered_labels((first, last), voice);
    }
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
    if first_labelled.is_none_or(|day| days_after(first, day) > 20) {
        labels.push((first, voice.day_short(first)));
    }
    labels.reverse();
    labels
}

/// Day 1 and every fourth week from it, where days are numbered.
fn numbered_labels((first, last): (Date, Date), voice: Voice) -> Vec<(Date, String)> {
    let mut labels: Vec<(Date, String)> = each_day(first, last)
        .filter(|&day| voice.day_number(day).is_some_and(|n| (n - 1) % 28 == 0))
        .map(|day| (day, voice.day_short(day)))
        .collect();
    labels.reverse();
    labels
}

const fn name_letters() -> Letters {
    Letters::value().sized(13.0)
}

fn note(panel: &FormPanel) -> String {
    format!("{} · {}", panel.provenance.word(), form::behind(panel))
}

/// The pace for which every quantity with a pace is told; none where they differ.
pub(crate) fn shared_pace<'a>(
    panels: impl IntoIterator<Item = &'a FormPanel>,
    units: Units,
) -> Option<String> {
    let mut paces =
        panels.into_iter().filter_map(|panel| Some(words::pace(panel.at_speed_m_per_s?, units)));
    let first = paces.next()?;
    paces.all(|pace| pace == first).then_some(first)
}

fn caption(page: Spoken<'_>, drawn: &[&FormPanel]) -> String {
    let mut parts = Vec::new();
    let has_pace = drawn.iter().any(|panel| panel.at_speed_m_per_s.is_some());
    parts.push(match shared_pace(drawn.iter().copied(), page.voice.units) {
        Some(pace) => format!("Each run at {pace} on level ground"),
        None if has_pace => "Each run at the pace named, on level ground".to_owned(),
        None => "Each run".to_owned(),
    });
    parts.extend(band_words(drawn, page.voice));
    let beside_others = drawn.iter().any(|panel| panel.key == "overstride_index_pct");
    if let Some(own) = page.within.overstride_self_pct.filter(|_| beside_others) {
        let ends = own.low.zip(own.high).map_or_else(String::new, |(low, high)| {
            format!(" (95 % interval {} to {})", words::signed(low, 1), words::signed(high, 1))
        });
        let own_pct = words::signed(own.value, 1);
        parts.push(format!("step length against your own usual: {own_pct} %{ends}"));
    }
    let has_line =
        |panel: &&FormPanel| panel.provenance != Provenance::Modelled && panel.points.len() > 1;
    if drawn.iter().any(has_line) {
        parts.push("line: mean of five runs".to_owned());
    }
    if drawn.iter().any(|panel| panel.points.iter().any(|point| point.range.is_some())) {
        parts.push("bars: 90 % range".to_owned());
    }
    parts.extend(drawn.iter().filter_map(|panel| worn_together::in_short(panel)));
    let first = drawn.iter().flat_map(|panel| &panel.points).map(|point| point.date).min();
    if first.is_some_and(|first| page.unwell.iter().any(|(_, until)| *until >= first)) {
        parts.push("shaded: ill or injured".to_owned());
    }
    format!("{}.", parts.join("; "))
}

/// What the runner's own bands are; where they are of different days, the days are left out. A band
/// of other runners is named in its panel.
fn band_words(drawn: &[&FormPanel], voice: Voice) -> Option<String> {
    let mut own = drawn.iter().filter_map(|panel| match panel.band_of? {
        BandOf::Own(first, last) => Some((first, last)),
        BandOf::Others => None,
    });
    let days = own.next()?;
    Some(if own.all(|others| others == days) {
        format!("band: {}", voice.band(BandOf::Own(days.0, days.1)))
    } else {
        "band: your usual range".to_owned()
    })
}

fn alt(drawn: &[&FormPanel]) -> String {
    let values: Vec<String> = drawn
        .iter()
        .map(|panel| {
            let number = |value: f64| words::number(value, panel.decimals);
            match (panel.value, panel.reference) {
                (Some(now), Some(before)) => format!(
                    "{} {} {}, was {}",
                    panel.name(),
                    number(now.value),
                    panel.unit(),
                    number(before.value)
                ),
                (Some(now), None) => {
                    format!("{} {} {}", panel.name(), number(now.value), panel.unit())
                }
                (None, _) => format!("{}: too few runs for a value", panel.name()),
            }
        })
        .collect();
    format!("Form over time: {}.", values.join("; "))
}

fn table(drawn: &[&FormPanel], voice: Voice) -> ChartTable {
    let head = ["Metric", "Day", "Value", "90 % range", "Unit", "Origin"];
    let points = drawn.iter().flat_map(|panel| panel.points.iter().map(move |it| (panel, it)));
    ChartTable::of(head, points, |(panel, point)| {
        let number = |value: f64| words::number(value, panel.decimals);
        let range = |(low, high)| format!("{} to {}", number(low), number(high));
        [
            panel.name().to_owned(),
            voice.day_short(point.date),
            number(point.value),
            words::or_blank(point.range, range),
            panel.unit(),
            point.provenance.word().to_owned(),
        ]
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_caption_says_of_the_own_bands_what_they_are_and_their_days_where_they_are_the_same() {
        let mut panels = crate::page::sample::october().form;
        panels[2].band_of = Some(BandOf::Own(date(2026, 9, 12), date(2026, 9, 30)));
        let drawn: Vec<&FormPanel> = panels.iter().collect();
        assert_eq!(band_words(&drawn, Voice::METRIC).unwrap(), "band: your usual range");
        assert_eq!(
            band_words(&drawn[..2], Voice::METRIC).unwrap(),
            "band: your usual range: 6 August to 30 September"
        );
        assert_eq!(
            band_words(&drawn[1..2], Voice::METRIC),
            None,
            "the panel names the band of other runners"
        );
        assert!(form::behind(&panels[1]).contains("two in three"));
    }

    #[test]
    fn months_are_named_with_the_year_where_it_turns() {
        let labels = month_labels((date(2026, 11, 20), date(2027, 1, 31)), Voice::METRIC);
        let texts: Vec<&str> = labels.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["Jan 2027", "Dec"]);
    }
}

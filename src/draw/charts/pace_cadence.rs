//! Cadence by pace: each run of a period as a dot, over those of the period before.

use super::chart::{About, COLUMN_WIDTH_PX, Chart, ChartTable};
use crate::draw::canvas::{Canvas, Frame, Letters, Paint, Stroke};
use crate::draw::palette::Colour;
use crate::draw::scale::{Scale, extent, within, without_overlap};
use crate::page::{PaceCadence, PaceCloud, Units, Year};
use crate::say::voice::Spoken;
use crate::say::{words, year::cloud as cloud_name};

const NAME: &str = "pace-cadence";
const HEIGHT_PX: u32 = 268;
const LEFT_PX: f64 = 34.0;
const TOP_PX: f64 = 22.0;
const FOOT_PX: f64 = 36.0;
const DOT_PX: f64 = 2.8;
/// A band of cadence no narrower than this: less is nothing to see.
const LEAST_SPAN_SPM: f64 = 10.0;

/// None where either period has too few runs.
pub fn pace_cadence(year: Spoken<'_, Year>) -> Option<Chart> {
    let told = year.pace_cadence.as_ref()?;
    let (now, before) = (cloud_name(told.now.of), cloud_name(told.before.of));
    let title = format!("Cadence by pace, {now} over {before}");
    let alt = alt(told, year.voice.units);
    let all = || told.now.runs.iter().chain(&told.before.runs);
    let bands = || told.now.bands.iter().chain(&told.before.bands);
    let speeds = extent(all().chain(bands()).map(|point| point.0))?;
    let (low, high) = extent(all().chain(bands()).map(|point| point.1))?;
    let room = 0.5 * (LEAST_SPAN_SPM - (high - low)).clamp(0.0, LEAST_SPAN_SPM) + 1.0;
    let (width, height) = (f64::from(COLUMN_WIDTH_PX), f64::from(HEIGHT_PX));
    let x = Scale::new(speeds, (LEFT_PX + 10.0, width - 12.0));
    let y = Scale::new((low - room, high + room), (height - FOOT_PX, TOP_PX));
    let about = About {
        name: NAME,
        title,
        caption: "A dot is a run at its mean pace; a line joins the means of half minutes in each \
                  band of pace. Outdoors, without days unwell and walking by turns. Where the lines \
                  lie apart at one pace, cadence differs and pace does not tell why."
            .to_owned(),
        alt,
        table: table(told, year.voice.units),
    };
    about.drawn((COLUMN_WIDTH_PX, HEIGHT_PX), |canvas| {
        axes(canvas, (&x, &y), speeds, year.voice.units);
        for (cloud, pale) in [(&told.before, true), (&told.now, false)] {
            dots(canvas, cloud, (&x, &y), (pale, year.voice.units));
        }
        for (cloud, pale) in [(&told.before, true), (&told.now, false)] {
            line(canvas, cloud, (&x, &y), pale);
        }
        key(canvas, told);
    })
}

fn axes(
    canvas: &mut Canvas<'_>,
    (x, y): (&Scale, &Scale),
    (slowest, fastest): (f64, f64),
    units: Units,
) {
    let (width, bottom) = (f64::from(COLUMN_WIDTH_PX), f64::from(HEIGHT_PX) - FOOT_PX);
    for value in y.ticks(5) {
        let at = y.at(value);
        canvas.line((LEFT_PX, at), (width, at), Stroke::solid(Colour::Line, 1.0));
        canvas.text((LEFT_PX - 6.0, at + 4.2), &words::number(value, 0), Letters::axis().end());
    }
    canvas.text((0.0, 10.0), "steps/min", Letters::axis());
    // Whole half minutes a kilometre or mile, quickest last.
    let metres = words::metres_of_pace(units);
    let quickest = (metres / fastest / 30.0).ceil();
    let count = ((metres / slowest / 30.0).floor() - quickest).clamp(0.0, 60.0);
    let mut at = quickest;
    let mut ticks = Vec::new();
    while at <= quickest + count {
        ticks.push(metres / (30.0 * at));
        at += 1.0;
    }
    let letters = Letters::axis().middle();
    let stretch = |speed: &f64| {
        let half = 0.5 * letters.width(&words::pace_number(*speed, units));
        let middle = within(x.at(*speed), half, width - half);
        (middle - half, middle + half)
    };
    let stretches: Vec<(f64, f64)> = ticks.iter().map(stretch).collect();
    for (speed, shown) in ticks.iter().zip(without_overlap(&stretches, 10.0)) {
        let middle = stretch(speed);
        canvas.line(
            (x.at(*speed), bottom),
            (x.at(*speed), bottom + 4.0),
            Stroke::solid(Colour::Muted, 1.0),
        );
        if shown {
            let place = (0.5 * (middle.0 + middle.1), bottom + 17.0);
            canvas.text(place, &words::pace_number(*speed, units), letters);
        }
    }
    canvas.line((LEFT_PX, bottom), (width, bottom), Stroke::solid(Colour::Muted, 1.0));
    let foot = f64::from(HEIGHT_PX) - 4.0;
    canvas.text((LEFT_PX, foot), "slower", Letters::axis());
    let unit = format!("pace, min /{}", words::distance_unit(units));
    canvas.text((0.5 * (LEFT_PX + width), foot), &unit, Letters::axis().middle());
    canvas.text((width, foot), "faster", Letters::axis().end());
}

fn dots(
    canvas: &mut Canvas<'_>,
    cloud: &PaceCloud,
    (x, y): (&Scale, &Scale),
    (pale, units): (bool, Units),
) {
    let name = cloud_name(cloud.of);
    for &(speed, cadence) in &cloud.runs {
        let place = (x.at(speed), y.at(cadence));
        let label =
            format!("{}: {} at {}", name, words::number(cadence, 0), words::pace(speed, units));
        let hit = Frame::new(place.0 - 5.0, place.1 - 5.0, 10.0, 10.0);
        canvas.mark(label, hit, |canvas| {
            if pale {
                canvas.dot(place, DOT_PX, Paint::Fill(Colour::BluePale));
            } else {
                canvas.dot(place, DOT_PX, Paint::Rim(Colour::BlueMid, 1.3));
            }
        });
    }
}

fn line(canvas: &mut Canvas<'_>, cloud: &PaceCloud, (x, y): (&Scale, &Scale), pale: bool) {
    let places: Vec<(f64, f64)> =
        cloud.bands.iter().map(|(speed, cadence)| (x.at(*speed), y.at(*cadence))).collect();
    if places.len() > 1 {
        // Paper under it, so that it reads over the dots.
        canvas.path(&places, Stroke::solid(Colour::Paper, 4.4));
        canvas
            .path(&places, Stroke::solid(if pale { Colour::BluePale } else { Colour::Blue }, 2.2));
    }
}

/// Which is which, at the upper right.
fn key(canvas: &mut Canvas<'_>, told: &PaceCadence) {
    let mut right = f64::from(COLUMN_WIDTH_PX);
    for (cloud, colour) in [(&told.now, Colour::Blue), (&told.before, Colour::BluePale)] {
        let letters = Letters::axis().coloured(Colour::Ink).end();
        let name = cloud_name(cloud.of);
        canvas.text((right, 10.0), &name, letters);
        let start = right - letters.width(&name) - 6.0;
        canvas.line((start - 16.0, 6.0), (start, 6.0), Stroke::solid(colour, 2.4));
        right = start - 16.0 - 14.0;
    }
}

fn alt(told: &PaceCadence, units: Units) -> String {
    let of = |cloud: &PaceCloud| {
        let ends = cloud.bands.first().zip(cloud.bands.last());
        let ends = ends.map_or_else(String::new, |(slow, fast)| {
            format!(
                ", {} steps a minute at {} and {} at {}",
                words::number(slow.1, 0),
                words::pace(slow.0, units),
                words::number(fast.1, 0),
                words::pace(fast.0, units)
            )
        });
        let name = cloud_name(cloud.of);
        format!("{name}: {}{ends}", words::count(cloud.runs.len(), "run"))
    };
    format!("Cadence by pace. {}. {}.", of(&told.now), of(&told.before))
}

/// The lines as numbers, and how many runs each period has.
fn table(told: &PaceCadence, units: Units) -> ChartTable {
    let rows = [&told.now, &told.before].into_iter().flat_map(|cloud| {
        let name = cloud_name(cloud.of);
        let runs = [format!("{name}, runs"), String::new(), cloud.runs.len().to_string()];
        let band = move |&(speed, cadence): &(f64, f64)| {
            [name.clone(), words::pace(speed, units), words::number(cadence, 1)]
        };
        cloud.bands.iter().map(band).chain([runs])
    });
    ChartTable::of(["Period", "Pace", "Steps a minute"], rows, |row| row)
}

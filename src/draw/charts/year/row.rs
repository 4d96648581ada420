//! The rows of a year: bars by month, pain, and form at own pace.

use crate::say::voice::Spoken;
use jiff::civil::Date;

use super::{
    axis::Axis,
    form_row,
    ground::{DOT_PX, ground},
};
use crate::draw::canvas::{Canvas, Frame, Letters, Paint, Stroke};
use crate::draw::palette::Colour;
use crate::draw::scale::{Scale, extent};
use crate::page::{Amount, Units, Year, YearForm, YearMonth};
use crate::say::{
    words,
    year::{form_name, form_unit},
};

/// The share of a month's width that its bars take.
const BARS_SHARE: f64 = 0.72;
/// Room under the scale of pain for its numbers, and what it has above it in their place.
const UNDER_PX: f64 = 15.0;
const ABOVE_PX: f64 = 9.0;
/// The top of the scale of pain.
const WORST: f64 = 10.0;

/// What a bar stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bars {
    Distance,
    Time,
    Longest,
    WithoutRun,
    Flares,
}

/// A row of the year.
pub(super) enum Row<'a> {
    Bars(Spoken<'a, Year>, Bars),
    Pain(Spoken<'a, Year>),
    Form(Spoken<'a, Year>, &'a YearForm),
}

/// The rows that have something to show, in order; form only where it is asked for.
pub(super) fn rows(year: Spoken<'_, Year>) -> Vec<Row<'_>> {
    let all = || year.months.iter().chain(&year.months_before);
    let bars = |bars: Bars| {
        let has = all().any(|month| bars.of(month).is_some());
        has.then_some(Row::Bars(year, bars))
    };
    let pain = all().any(|month| month.mornings.is_some() || month.peak.is_some());
    let flares = all().any(|month| month.flare_days.is_some_and(|days| days > 0));
    let form = year.facts.form.iter().map(|form| Row::Form(year, form));
    [bars(Bars::Distance), bars(Bars::Time), pain.then_some(Row::Pain(year))]
        .into_iter()
        .chain([bars(Bars::Flares).filter(|_| flares)])
        .flatten()
        .chain(form)
        .chain([bars(Bars::Longest), bars(Bars::WithoutRun)].into_iter().flatten())
        .collect()
}

impl Bars {
    fn of(self, month: &YearMonth) -> Option<Amount> {
        match self {
            Bars::Distance => month.distance_m,
            Bars::Time => month.running_min,
            Bars::Longest => month.longest_m,
            Bars::WithoutRun => month.days_without_run,
            // A flare of days not logged is still a flare: the diary's rule says so.
            Bars::Flares => {
                month.flare_days.map(|days| Amount { value: days as f64, is_whole: true })
            }
        }
    }

    const fn colours(self) -> (Colour, Colour) {
        match self {
            Bars::Flares => (Colour::Heat5, Colour::Heat2),
            _ => (Colour::BlueMid, Colour::BluePale),
        }
    }

    /// As it stands on a bar: without its unit.
    fn shown(self, value: f64, units: Units) -> String {
        match self {
            Bars::Distance | Bars::Longest => words::distance_number(value, units),
            Bars::Time => {
                let hours = value / 60.0;
                if hours < 9.95 { words::short(hours) } else { words::number(hours, 0) }
            }
            Bars::WithoutRun | Bars::Flares => words::number(value, 0),
        }
    }
}

impl Row<'_> {
    /// Whether it is one of the few that stand on the first page.
    pub(super) fn is_brief(&self) -> bool {
        matches!(self, Row::Bars(_, Bars::Distance) | Row::Pain(_))
    }

    /// Its name and its unit.
    pub(super) fn name(&self) -> (String, String) {
        let owned = |name: &str, unit: &str| (name.to_owned(), unit.to_owned());
        match self {
            Row::Bars(year, bars) => match bars {
                Bars::Distance => owned("Distance", words::distance_unit(year.voice.units)),
                Bars::Time => owned("Time running", "hours"),
                Bars::Longest => owned("Longest run", words::distance_unit(year.voice.units)),
                Bars::WithoutRun => owned("Without a run", "days"),
                Bars::Flares => owned("In a flare", "days"),
            },
            Row::Pain(_) => owned("Pain, 0 to 10", "mornings, worst"),
            Row::Form(year, form) => {
                let pace = words::pace(form.at_speed_m_per_s, year.voice.units);
                owned(form_name(form), &format!("{} at {pace}", form_unit(form)))
            }
        }
    }

    /// For who cannot see the drawing.
    pub(super) fn in_short(&self, year: Spoken<'_, Year>) -> Option<String> {
        let (name, unit) = self.name();
        let told = |values: Vec<(Date, f64, String)>| {
            let least = values.iter().min_by(|a, b| a.1.total_cmp(&b.1))?;
            let most = values.iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
            let part = |it: &(Date, f64, String)| format!("{} in {}", it.2, words::month(it.0));
            Some(if least.0 == most.0 {
                part(most)
            } else {
                format!("{} to {}", part(least), part(most))
            })
        };
        let values = match self {
            Row::Bars(_, bars) => year
                .months
                .iter()
                .filter_map(|month| {
                    let value = bars.of(month)?.value;
                    Some((month.first, value, bars.shown(value, year.voice.units)))
                })
                .collect(),
            Row::Pain(_) => year
                .months
                .iter()
                .filter_map(|month| {
                    let value = month.mornings?.value;
                    Some((month.first, value, words::number(value, 1)))
                })
                .collect(),
            Row::Form(_, form) => form
                .points
                .iter()
                .map(|point| {
                    (point.at, point.mean.value, words::number(point.mean.value, form.decimals))
                })
                .collect(),
        };
        Some(format!("{name}, {unit}: {}", told(values)?))
    }

    /// A month's value in the table.
    pub(super) fn cell(&self, month: &YearMonth, is_now: bool) -> String {
        match self {
            Row::Bars(year, bars) => {
                let part = |amount: &Amount| if amount.is_whole { "" } else { ", in part" };
                let amount = bars.of(month);
                words::or_blank(amount, |amount| {
                    format!("{}{}", bars.shown(amount.value, year.voice.units), part(&amount))
                })
            }
            Row::Pain(year) => {
                let mean = month.mornings.map(|mean| {
                    format!(
                        "{} ({})",
                        words::number(mean.value, 1),
                        words::count(mean.n, "morning")
                    )
                });
                let worst = month
                    .peak
                    .map(|(day, worst)| format!("worst {worst} on {}", year.voice.day(day)));
                mean.into_iter().chain(worst).collect::<Vec<_>>().join(", ")
            }
            Row::Form(_, form) => {
                let points = if is_now { &form.points } else { &form.before };
                let of_month = points.iter().filter(|point| {
                    (point.at.year(), point.at.month()) == (month.first.year(), month.first.month())
                });
                of_month
                    .map(|point| form_row::mean_words(form, point))
                    .collect::<Vec<_>>()
                    .join("; ")
            }
        }
    }

    /// Draws it: `top` and `height` of its plot.
    pub(super) fn draw(
        &self,
        canvas: &mut Canvas<'_>,
        axis: &Axis<'_>,
        plot: (f64, f64),
        marked: bool,
    ) {
        match self {
            Row::Bars(year, bars) => {
                let scale = Scale::new((0.0, most(*year, *bars)), (plot.0 + plot.1, plot.0));
                ground(canvas, axis, plot.0 + plot.1);
                self.by_month(canvas, (axis, plot), (*year, marked), |canvas, months| {
                    bar(canvas, axis, (*bars, year.voice.units), months, &scale);
                });
            }
            Row::Pain(year) => {
                // Its numbers stand under the ground: beside the dots they would meet the next month.
                let scale =
                    Scale::new((0.0, WORST), (plot.0 + plot.1 - UNDER_PX, plot.0 - ABOVE_PX));
                for level in [0.0, 5.0, 10.0] {
                    let y = scale.at(level);
                    canvas.line((axis.left, y), (axis.right, y), Stroke::solid(Colour::Line, 1.0));
                    if axis.left > 0.0 {
                        let place = (axis.left - 6.0, y + 4.2);
                        canvas.text(place, &words::number(level, 0), Letters::axis().end());
                    }
                }
                self.by_month(canvas, (axis, plot), (*year, marked), |canvas, months| {
                    pain(canvas, axis, months, &scale);
                });
            }
            Row::Form(year, form) => form_row::draw(canvas, axis, (*year, form), plot, marked),
        }
    }

    /// Draws each month beside the same one of the year before, as one mark that says both.
    fn by_month(
        &self,
        canvas: &mut Canvas<'_>,
        (axis, (top, height)): (&Axis<'_>, (f64, f64)),
        (year, marked): (Spoken<'_, Year>, bool),
        draw: impl Fn(&mut Canvas<'_>, (&YearMonth, Option<&YearMonth>)),
    ) {
        let (name, unit) = self.name();
        for (at, month) in year.months.iter().enumerate() {
            let before = year.months_before.get(at);
            let told: Vec<String> = [Some(month), before]
                .into_iter()
                .flatten()
                .map(|month| (month.first, self.cell(month, true)))
                .filter(|(_, text)| !text.is_empty())
                .map(|(first, text)| format!("{} {}: {text}", words::month(first), first.year()))
                .collect();
            if told.is_empty() || !marked {
                draw(canvas, (month, before));
                continue;
            }
            let left = axis.middle(month.first.month()) - 0.5 * axis.step();
            let frame = Frame::new(left, top - 14.0, axis.step(), height + 15.0);
            canvas.mark(format!("{name}, {unit}. {}", told.join(". ")), frame, |canvas| {
                draw(canvas, (month, before));
            });
        }
    }
}

/// The most of either year.
fn most(year: Spoken<'_, Year>, bars: Bars) -> f64 {
    let values = year.months.iter().chain(&year.months_before);
    let values = values.filter_map(|month| Some(bars.of(month)?.value));
    extent(values).map_or(1.0, |(_, most)| most)
}

/// This year's bar with its number, and beside it last year's.
fn bar(
    canvas: &mut Canvas<'_>,
    axis: &Axis<'_>,
    (bars, units): (Bars, Units),
    (month, before): (&YearMonth, Option<&YearMonth>),
    scale: &Scale,
) {
    let (colour, pale) = bars.colours();
    let all = BARS_SHARE * axis.step();
    let left = axis.middle(month.first.month()) - 0.5 * all;
    // With a year beside it: two fifths for that, the rest for this.
    let (old_px, gap) = if axis.has_before() { (0.36 * all, 0.06 * all) } else { (0.0, 0.0) };
    let new_px = all - old_px - gap;
    let column = |canvas: &mut Canvas<'_>, x: f64, width: f64, amount: Amount, colour: Colour| {
        let (top, ground) = (scale.at(amount.value), scale.at(0.0));
        // Nought is a line on the ground: known, and none.
        let height = if ground - top < 1.2 { 1.2 } else { ground - top };
        let frame = Frame::new(x, ground - height, width, height);
        if amount.is_whole || height < 4.0 {
            canvas.rect(frame, Paint::Fill(colour), 0.0);
        } else {
            let inner = Frame::new(x + 0.8, frame.y + 0.8, width - 1.6, height - 0.8);
            canvas.rect(inner, Paint::Rim(colour, 1.6), 0.0);
        }
    };
    if let Some(amount) = before.and_then(|month| bars.of(month)) {
        column(canvas, left, old_px, amount, pale);
    }
    if let Some(amount) = bars.of(month) {
        column(canvas, left + old_px + gap, new_px, amount, colour);
        let number = bars.shown(amount.value, units);
        let middle = left + old_px + gap + 0.5 * new_px;
        canvas.text((middle, scale.at(amount.value) - 4.0), &number, Letters::value().middle());
    }
}

/// The mean of the mornings as a dot, and a line to the worst.
fn pain(
    canvas: &mut Canvas<'_>,
    axis: &Axis<'_>,
    (month, before): (&YearMonth, Option<&YearMonth>),
    scale: &Scale,
) {
    let middle = axis.middle(month.first.month());
    let apart = 0.2 * axis.step();
    let (x, old) =
        if axis.has_before() { (middle + 0.5 * apart, middle - apart) } else { (middle, middle) };
    let stem = |canvas: &mut Canvas<'_>, x: f64, month: &YearMonth, colour: Colour| {
        let mean = month.mornings.map(|mean| scale.at(mean.value));
        let worst = month.peak.map(|(_, worst)| scale.at(worst.value()));
        if let Some(worst) = worst {
            let from = mean.unwrap_or(worst);
            canvas.line((x, from), (x, worst), Stroke::solid(colour, 1.4));
            canvas.line((x - 3.0, worst), (x + 3.0, worst), Stroke::solid(colour, 1.4));
        }
        if let Some(mean) = mean {
            canvas.dot((x, mean), DOT_PX, Paint::Fill(colour));
        }
    };
    if let Some(before) = before {
        stem(canvas, old, before, Colour::Heat3);
    }
    stem(canvas, x, month, Colour::Orange);
    if let Some(mean) = month.mornings {
        let number = words::number(mean.value, 1);
        canvas.text((x, scale.at(0.0) + UNDER_PX - 1.5), &number, Letters::value().middle());
    }
}

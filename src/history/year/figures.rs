//! Sums over the year so far, beside those of the year before up to the same day.

use crate::say::voice::Voice;
use jiff::civil::Date;

use super::told::{Told, days_known, days_of};
use crate::{
    history::History,
    load::DayLoad,
    model::Provenance,
    page::{Figure, Period},
    say::words,
};

/// Distance, time, longest run and days without one; with a diary, mornings and days in a flare.
pub(super) fn figures(history: &History<'_>, year: &Period, told: &Told<'_>) -> Vec<Figure> {
    let now = Sums::of(&history.loads, (year.first, year.known_until));
    let before = before(year).map(|span| Sums::of(&history.loads, span));
    let before = before.filter(|sums| sums.known.0 > 0);
    let beside = |of: &dyn Fn(&Sums<'_>) -> Option<String>| {
        let text = before.as_ref().and_then(|sums| Some((of(sums)?, sums)));
        text.map_or_else(String::new, |(text, sums)| {
            format!("{text} in {}", sums.name(history.voice))
        })
    };
    let units = history.voice.units;
    let figure = |(key, label): (&'static str, &str), value: Option<(String, String)>, beside| {
        let (value, unit) = value.unzip();
        let (unit, provenance) = (unit.unwrap_or_default(), value.as_ref());
        let provenance = provenance.map(|_| Provenance::Derived);
        Figure { key, label: label.to_owned(), value, unit, beside, provenance }
    };
    let distance = |sums: &Sums<'_>| {
        let metres = sums.total(|day| day.distance_m)?;
        Some((words::distance_number(metres, units), words::distance_unit(units).to_owned()))
    };
    let time = |sums: &Sums<'_>| {
        let hours = sums.total(|day| day.running_min)? / 60.0;
        Some((words::number(hours, u8::from(hours < 10.0)), "hours".to_owned()))
    };
    let longest = |sums: &Sums<'_>| Some((sums.longest()?, units));
    let without = |sums: &Sums<'_>| {
        let days = sums.known().filter(|day| day.runs == 0).count();
        (sums.known.0 > 0).then(|| (days.to_string(), format!("of {}", sums.known.0)))
    };
    let mut figures = vec![
        figure(
            ("distance_m", "Distance"),
            distance(&now),
            beside(&|sums| distance(sums).map(joined)),
        ),
        figure(("running_min", "Time running"), time(&now), beside(&|sums| time(sums).map(joined))),
        figure(
            ("longest_m", "Longest run"),
            longest(&now).map(|((_, metres), units)| {
                (words::distance_number(metres, units), words::distance_unit(units).to_owned())
            }),
            listed([
                longest(&now).map_or_else(String::new, |((day, _), _)| history.voice.day(day)),
                beside(&|sums| {
                    longest(sums).map(|((_, metres), units)| words::distance(metres, units))
                }),
            ]),
        ),
        figure(
            ("no_recorded_run", "Days without a run"),
            without(&now),
            listed([
                if now.known.0 < now.known.1 { "known days".to_owned() } else { String::new() },
                beside(&|sums| without(sums).map(joined)),
            ]),
        ),
    ];
    figures.extend(of_pain(year, told, history.voice));
    figures
}

/// Mornings and days in a flare; nothing without a diary in the year.
fn of_pain(year: &Period, told: &Told<'_>, voice: Voice) -> Vec<Figure> {
    let span = (year.first, year.known_until);
    let mean = |span| {
        let mean = told.mornings(span)?;
        Some((words::number(mean.value, 1), "of 10".to_owned()))
    };
    let flares = |span| Some((told.flare_days(span)?.to_string(), "days".to_owned()));
    let name = |span: (Date, Date)| name(span, year.known_until < year.last, voice);
    let beside = |of: &dyn Fn((Date, Date)) -> Option<(String, String)>| {
        let found = before(year).and_then(|span| Some((of(span)?, name(span))));
        found.map_or_else(String::new, |(text, name)| format!("{} in {name}", joined(text)))
    };
    let figure = |key, label: &str, (value, unit): (String, String), beside: String| Figure {
        key,
        label: label.to_owned(),
        value: Some(value),
        unit,
        beside,
        provenance: None,
    };
    let worst =
        |span| told.peak(span).map(|(day, worst)| format!("worst {worst} on {}", voice.day(day)));
    let mornings = mean(span).map(|value| {
        let n = told.mornings(span).map_or(0, |mean| mean.n);
        let before = beside(&|span| Some((mean(span)?.0, String::new())));
        let beside = [words::count(n, "morning"), worst(span).unwrap_or_default(), before];
        figure("pain_morning", "Morning pain", value, listed(beside))
    });
    let flares =
        flares(span).map(|value| figure("flare_days", "In a flare", value, beside(&flares)));
    mornings.into_iter().chain(flares).collect()
}

/// What there is of these, on one line.
fn listed<const N: usize>(parts: [String; N]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn joined((value, unit): (String, String)) -> String {
    format!("{value} {unit}").trim_end().to_owned()
}

/// The same days of the year before: 1 January up to the same day.
fn before(year: &Period) -> Option<(Date, Date)> {
    let back = jiff::Span::new().years(1);
    Some((year.first.checked_sub(back).ok()?, year.known_until.checked_sub(back).ok()?))
}

/// `2025`, `2025 up to 31 October`.
fn name((first, last): (Date, Date), is_part: bool, voice: Voice) -> String {
    if is_part {
        format!("{} up to {}", first.year(), voice.day(last))
    } else {
        first.year().to_string()
    }
}

/// Days of a span.
struct Sums<'a> {
    days: &'a [DayLoad],
    span: (Date, Date),
    /// Days known, and days that there are.
    known: (usize, usize),
}

impl<'a> Sums<'a> {
    fn of(loads: &'a [DayLoad], span: (Date, Date)) -> Sums<'a> {
        Sums { days: days_of(loads, span), span, known: days_known(loads, span) }
    }

    fn known(&self) -> impl Iterator<Item = &'a DayLoad> {
        self.days.iter().filter(|day| day.known)
    }

    /// The sum of the days on which it is known.
    fn total(&self, of: fn(&DayLoad) -> Option<f64>) -> Option<f64> {
        self.known().filter_map(of).reduce(|a, b| a + b)
    }

    fn longest(&self) -> Option<(Date, f64)> {
        let runs = self.days.iter().filter_map(|day| Some((day.date, day.longest_m?)));
        runs.reduce(|longest, next| if next.1 > longest.1 { next } else { longest })
    }

    /// Its name, and of how many days it is where not of all.
    fn name(&self, voice: Voice) -> String {
        let is_part = self.span.1 != self.span.1.last_of_year();
        let name = name(self.span, is_part, voice);
        if self.known.0 == self.known.1 {
            name
        } else {
            format!("{name}, {} of {} days known", self.known.0, self.known.1)
        }
    }
}

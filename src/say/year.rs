//! What the page of a year says: its key figures, the quantities of form, the weeks before and after a
//! change.

use super::{
    figures::KeyFigure,
    voice::{Spoken, Voice},
    words::{self, count, number, signed},
};
use crate::{
    metrics::{Metric, ROLL},
    model::Month,
    page::{
        BeforeAfter, Beside, ChangeRow, ChangeVerdict, CloudOf, Difference, Mean, Year, YearForm,
        YearSums,
    },
};

/// Distance, time, longest run and days without one; with a diary, mornings and days in a flare.
pub(crate) fn figures(year: Spoken<'_, Year>) -> Vec<KeyFigure> {
    let (now, voice) = (&year.facts.sums, year.voice);
    let before = year.facts.sums_before.as_ref().filter(|sums| sums.known.0 > 0);
    let beside = |of: &dyn Fn(&YearSums) -> Option<(String, String)>| {
        let sums = before?;
        Some(format!("{} in {}", joined(of(sums)?), name_and_days(sums, voice)))
    };
    let metres = |metres: f64| {
        let unit = words::distance_unit(voice.units).to_owned();
        (words::distance_number(metres, voice.units), unit)
    };
    let distance = |sums: &YearSums| sums.distance_m.map(metres);
    let longest = |sums: &YearSums| sums.longest.map(|(_, it)| metres(it));
    let time = |sums: &YearSums| {
        let hours = sums.running_min? / 60.0;
        Some((number(hours, u8::from(hours < 10.0)), "hours".to_owned()))
    };
    let without = |sums: &YearSums| {
        let of = format!("of {}", sums.known.0);
        (sums.known.0 > 0).then(|| (sums.days_without_run.to_string(), of))
    };
    let in_part = (now.known.0 < now.known.1).then(|| "known days".to_owned());
    let mut figures = vec![
        KeyFigure::unknown("distance_m", "Distance")
            .with(distance(now))
            .beside([beside(&distance)])
            .derived(),
        KeyFigure::unknown("running_min", "Time running")
            .with(time(now))
            .beside([beside(&time)])
            .derived(),
        KeyFigure::unknown("longest_m", "Longest run")
            .with(longest(now))
            .beside([now.longest.map(|(day, _)| voice.day(day)), beside(&longest)])
            .derived(),
        KeyFigure::unknown("no_recorded_run", "Days without a run")
            .with(without(now))
            .beside([in_part, beside(&without)])
            .derived(),
    ];
    figures.extend(of_pain(year));
    figures
}

/// Mornings and days in a flare; nothing without a diary in the year.
fn of_pain(year: Spoken<'_, Year>) -> impl Iterator<Item = KeyFigure> {
    let (now, before, voice) = (&year.facts.sums, year.facts.sums_before.as_ref(), year.voice);
    let mean = |mean: Mean| number(mean.value, 1);
    let worst = now.peak.map(|(day, worst)| format!("worst {worst} on {}", voice.day(day)));
    let mornings_before =
        before.and_then(|sums| Some(format!("{} in {}", mean(sums.mornings?), name(sums, voice))));
    let flares_before =
        before.and_then(|sums| Some(format!("{} days in {}", sums.flare_days?, name(sums, voice))));
    let mornings = now.mornings.map(|it| {
        KeyFigure::unknown("pain_morning", "Morning pain")
            .with(Some((mean(it), "of 10".to_owned())))
            .beside([Some(count(it.n, "morning")), worst, mornings_before])
    });
    let flares = now.flare_days.map(|days| {
        KeyFigure::unknown("flare_days", "In a flare")
            .with(Some((days.to_string(), "days".to_owned())))
            .beside([flares_before])
    });
    mornings.into_iter().chain(flares)
}

fn joined((value, unit): (String, String)) -> String {
    format!("{value} {unit}")
}

/// `2025`, `2025 up to 31 October`.
fn name(sums: &YearSums, voice: Voice) -> String {
    let until = sums.until;
    if until == until.last_of_year() {
        until.year().to_string()
    } else {
        format!("{} up to {}", until.year(), voice.day(until))
    }
}

/// Its name, and of how many days it is where not of all.
fn name_and_days(sums: &YearSums, voice: Voice) -> String {
    let (name, (known, days)) = (name(sums, voice), sums.known);
    if known == days { name } else { format!("{name}, {known} of {days} days known") }
}

/// A quantity's name, where room is short.
fn quantity(key: &str) -> &'static str {
    match key {
        "cadence_spm" => "Cadence",
        "vertical_oscillation_mm" => "Bounce",
        "ground_contact_time_ms" => "Ground contact",
        _ => "",
    }
}

fn metric(key: &str) -> Option<&'static Metric> {
    ROLL.iter().copied().find(|metric| metric.key == key)
}

/// The name of a quantity of form.
pub(crate) fn form_name(form: &YearForm) -> &'static str {
    quantity(form.key)
}

/// Its unit.
pub(crate) fn form_unit(form: &YearForm) -> String {
    metric(form.key).map_or_else(String::new, |metric| metric.unit.to_string())
}

/// Of which days a cloud is: `2026`, `October`, `July to September`.
pub(crate) fn cloud(of: CloudOf) -> String {
    match of {
        CloudOf::Year(year) => year.to_string(),
        CloudOf::Months(first, last) if Month::of(first) == Month::of(last) => {
            words::month(last).to_owned()
        }
        CloudOf::Months(first, last) => {
            format!("{} to {}", words::month(first), words::month(last))
        }
    }
}

/// What else lies in the weeks before and after a change.
pub(crate) fn besides(change: &BeforeAfter, voice: Voice) -> String {
    let told = change.besides.iter().map(|beside| match beside {
        Beside::Unwell(days) => format!("{} unwell", count(*days, "day")),
        Beside::Plan(from) => format!("the plan from {}", voice.day(*from)),
        Beside::Change(what, from) => format!("{what} from {}", voice.day(*from)),
        Beside::Visits(days) => format!("{} with a treatment or visit", count(*days, "day")),
    });
    told.collect::<Vec<_>>().join(", ")
}

/// The weeks before and after a change: what, before, after, and what may be said of the two.
pub(crate) fn change_rows(change: &BeforeAfter, voice: Voice) -> Vec<[String; 4]> {
    let row = |row: &ChangeRow| {
        let [what, before, after, note] = change_row(row, voice)?;
        let note = if change.is_over { note } else { "the four weeks are not over".to_owned() };
        Some([what, before, after, note])
    };
    change.rows.iter().filter_map(row).collect()
}

fn change_row(row: &ChangeRow, voice: Voice) -> Option<[String; 4]> {
    let part = |(known, days): (usize, usize)| {
        if known == days { String::new() } else { format!(" ({known} of {days} days known)") }
    };
    let counted = |known: &[(usize, usize); 2]| {
        let is_whole = known.iter().all(|(known, days)| known == days);
        if is_whole { "counted" } else { "known in part" }.to_owned()
    };
    Some(match row {
        ChangeRow::Mornings { before, after, by, verdict } => {
            let mean =
                |mean: &Mean| format!("{} ({})", number(mean.value, 1), count(mean.n, "morning"));
            let what = "Pain in the morning, of 10".to_owned();
            [what, mean(before), mean(after), mornings_note(*verdict, by.as_ref())]
        }
        ChangeRow::FlareDays { before, after } => {
            let days = |days| count(days, "day");
            ["In a flare".to_owned(), days(*before), days(*after), "counted".to_owned()]
        }
        ChangeRow::WeeklyDistance { before_m, after_m, known } => {
            let shown =
                |metres, of| format!("{}{}", words::distance(metres, voice.units), part(of));
            let what = "Distance a week".to_owned();
            [what, shown(*before_m, known[0]), shown(*after_m, known[1]), counted(known)]
        }
        ChangeRow::DaysWithoutRun { before, after, known } => {
            let shown = |days: usize, of: (usize, usize)| format!("{days} of {}{}", of.0, part(of));
            let what = "Days without a run".to_owned();
            [what, shown(*before, known[0]), shown(*after, known[1]), counted(known)]
        }
        ChangeRow::Form { key, at_speed_m_per_s, before, after, by } => {
            let metric = metric(key)?;
            let pace = words::pace(*at_speed_m_per_s, voice.units);
            let mean = |mean: &Mean| {
                format!("{} ({})", number(mean.value, metric.decimals), count(mean.n, "run"))
            };
            let what = format!("{}, {}, at {pace}", quantity(key), metric.unit);
            [what, mean(before), mean(after), form_note(by, metric.decimals)]
        }
    })
}

fn mornings_note(verdict: ChangeVerdict, by: Option<&Difference>) -> String {
    let by = by.map_or_else(String::new, |by| format!(", {}", difference(by, 1)));
    match verdict {
        ChangeVerdict::Lower => format!("lower{by}"),
        ChangeVerdict::Higher => format!("higher{by}"),
        ChangeVerdict::Unchanged => "no more than such weeks differ anyway".to_owned(),
        ChangeVerdict::TooFew => "too few mornings to tell: 20 on each side".to_owned(),
    }
}

fn form_note(by: &Difference, decimals: u8) -> String {
    if by.low <= 0.0 && by.high >= 0.0 {
        return "no more than runs differ anyway".to_owned();
    }
    let side = if by.value > 0.0 { "higher" } else { "lower" };
    format!("{side}, {}", difference(by, decimals))
}

/// `by −1.3 (−2.6 to −0.2)`.
fn difference(by: &Difference, decimals: u8) -> String {
    let signed = |value| signed(value, decimals);
    format!("by {} ({} to {})", signed(by.value), signed(by.low), signed(by.high))
}

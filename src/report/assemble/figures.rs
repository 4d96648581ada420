//! The key figures under the strip: the back, the longest run, rest and logging, form at own pace.

use crate::{
    model::Provenance,
    page::{Coverage, Diary, Figure, FormPanel, Load, Period, Units},
    report::words::{self, NOT_KNOWN},
};

/// Up to four figures, in order.
pub(super) fn figures(
    period: &Period,
    coverage: &Coverage,
    load: &Load,
    (diary, form): (Option<&Diary>, &[FormPanel]),
    units: Units,
) -> Vec<Figure> {
    let mut figures = Vec::new();
    figures.extend(diary.map(|diary| mornings(diary, period)));
    figures.push(longest(load, units));
    figures.push(days_without_run(load, coverage));
    match form.iter().find(|panel| panel.key == "cadence_spm") {
        Some(panel) if panel.value.is_some() => figures.push(own_pace(panel, units)),
        _ if coverage.runs > 0 => figures.push(running_time(coverage, load, units)),
        _ => {}
    }
    figures
}

fn mornings(diary: &Diary, period: &Period) -> Figure {
    let mut beside = Vec::new();
    if let Some(previous) = diary.mornings_previous.filter(|_| period.is_over()) {
        beside.push(format!("{} in {}", words::number(previous.value, 1), period.previous_name));
    }
    if let Some(after) = diary.after_runs {
        beside.push(format!("after runs {} (n {})", words::number(after.value, 1), after.n));
    }
    Figure {
        key: "pain_morning",
        label: "Pain in the morning".to_owned(),
        value: diary
            .mornings
            .map_or_else(|| NOT_KNOWN.to_owned(), |mean| words::number(mean.value, 1)),
        unit: diary
            .mornings
            .map_or_else(String::new, |mean| format!("of 10, {}", words::count(mean.n, "morning"))),
        beside: beside.join(" · "),
        provenance: None,
    }
}

fn longest(load: &Load, units: Units) -> Figure {
    let (label, value, unit) = match (load.longest_ratio, load.longest) {
        (Some(ratio), Some((_, metres))) => (
            "Longest run v 30 days before",
            words::change_percent(ratio),
            words::distance(metres, units),
        ),
        (None, Some((_, metres))) => (
            "Longest run",
            words::distance_number(metres, units),
            words::distance_unit(units).to_owned(),
        ),
        _ => ("Longest run", NOT_KNOWN.to_owned(), String::new()),
    };
    let spikes = load.spikes.iter().filter(|spike| spike.class.is_spike()).count();
    let beside = match (load.longest_ratio, load.longest) {
        (Some(_), Some((date, _))) if spikes == 0 => {
            format!("{} · none above +10 %", words::day(date))
        }
        (Some(_), Some((date, _))) => {
            format!("{} · {} above +10 %", words::day(date), words::count(spikes, "run"))
        }
        (None, Some((date, _))) => {
            format!("{} · the 30 days before are not known well enough", words::day(date))
        }
        _ => "no run with a distance".to_owned(),
    };
    Figure {
        key: "spike_ratio",
        label: label.to_owned(),
        value,
        unit,
        beside,
        provenance: load.longest.map(|_| Provenance::Derived),
    }
}

fn days_without_run(load: &Load, coverage: &Coverage) -> Figure {
    let streak = format!("longest row of running days {}", load.longest_streak);
    // Days that the export does not speak for are neither with nor without a run.
    let covered = load.days_without_run + coverage.run_days;
    let figure = |value: String, unit: String, beside: String| Figure {
        key: "no_recorded_run",
        label: "Days without a recorded run".to_owned(),
        value,
        unit,
        beside,
        provenance: Some(Provenance::Derived),
    };
    if covered == 0 {
        let beside = "the export does not reach these days".to_owned();
        return figure(NOT_KNOWN.to_owned(), String::new(), beside);
    }
    let unit = if covered < coverage.days {
        format!("of {covered} covered")
    } else {
        format!("of {}", coverage.days)
    };
    figure(
        load.days_without_run.to_string(),
        unit,
        if load.rest_days > 0 {
            format!("{streak} · the log calls {} rest", words::count(load.rest_days, "day"))
        } else {
            streak
        },
    )
}

fn own_pace(panel: &FormPanel, units: Units) -> Figure {
    let pace = panel.at_speed_m_per_s.map(|speed| words::pace(speed, units));
    let usual = panel.band.map_or_else(
        || panel.note.clone(),
        |(low, high)| {
            format!(
                "your usual range {}–{}",
                words::number(low, panel.decimals),
                words::number(high, panel.decimals)
            )
        },
    );
    Figure {
        key: "cadence_spm",
        label: pace.map_or_else(|| panel.name.clone(), |pace| format!("{} at {pace}", panel.name)),
        value: panel
            .value
            .map_or_else(|| NOT_KNOWN.to_owned(), |mean| words::number(mean.value, panel.decimals)),
        unit: panel.unit.clone(),
        beside: usual,
        provenance: Some(panel.provenance),
    }
}

/// Where form cannot be told at one pace, how much was run stands in its place.
fn running_time(coverage: &Coverage, load: &Load, units: Units) -> Figure {
    let before = load
        .previous_distance_m
        .map(|metres| format!(" · {} the period before", words::distance(metres, units)))
        .unwrap_or_default();
    Figure {
        key: "running_min",
        label: "Time running".to_owned(),
        value: words::or_unknown(coverage.running_min, words::minutes),
        unit: String::new(),
        beside: format!(
            "{} in {}{before}",
            words::or_unknown(coverage.distance_m, |metres| words::distance(metres, units)),
            words::count(coverage.runs, "run")
        ),
        provenance: coverage.running_min.map(|_| Provenance::Derived),
    }
}

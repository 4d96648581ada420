//! The key figures under the strip: the back, the longest run, rest and logging, form at own pace.

use crate::{
    model::Provenance,
    page::{Coverage, Diary, Figure, FormPanel, Load, LoadBefore, Mean, Period, Units},
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
    figures.push(longest(load, period, units));
    figures.push(days_without_run(load, period, coverage));
    match form.iter().find(|panel| panel.key == "cadence_spm") {
        Some(panel) if panel.value.is_some() => figures.push(own_pace(panel, units)),
        _ if coverage.runs > 0 => figures.push(running_time(coverage, (load, period), units)),
        _ => {}
    }
    figures
}

/// Pain in the mornings after runs, beside all mornings; without any after a run, all of them.
fn mornings(diary: &Diary, period: &Period) -> Figure {
    let in_previous = |mean: Option<Mean>| {
        let value = words::number(mean?.value, 1);
        Some(format!("{value} in {}", period.previous_name))
    };
    let all = |mean: Mean| format!("all mornings {} (n {})", words::number(mean.value, 1), mean.n);
    let (label, mean, beside) = match diary.after_runs {
        Some(after) => (
            "Pain in mornings after runs",
            Some(after),
            [in_previous(diary.after_runs_previous), diary.mornings.map(all)],
        ),
        None => {
            ("Pain in the morning", diary.mornings, [in_previous(diary.mornings_previous), None])
        }
    };
    let shown = |mean: Mean| words::number(mean.value, 1);
    Figure {
        key: "pain_morning",
        label: label.to_owned(),
        value: mean.map_or_else(|| NOT_KNOWN.to_owned(), shown),
        unit: mean
            .map_or_else(String::new, |mean| format!("of 10, {}", words::count(mean.n, "morning"))),
        beside: beside.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        provenance: None,
    }
}

fn longest(load: &Load, period: &Period, units: Units) -> Figure {
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
    let before = load
        .before
        .and_then(|before| before.longest_m)
        .map(|metres| format!(" · {} in {}", words::distance(metres, units), period.previous_name));
    Figure {
        key: "spike_ratio",
        label: label.to_owned(),
        value,
        unit,
        beside: beside + &before.unwrap_or_default(),
        provenance: load.longest.map(|_| Provenance::Derived),
    }
}

fn days_without_run(load: &Load, period: &Period, coverage: &Coverage) -> Figure {
    let figure = |value: String, unit: String, beside: String| Figure {
        key: "no_recorded_run",
        label: "Days without a recorded run".to_owned(),
        value,
        unit,
        beside,
        provenance: Some(Provenance::Derived),
    };
    if load.days_known == 0 {
        let beside = "the export does not reach these days".to_owned();
        return figure(NOT_KNOWN.to_owned(), String::new(), beside);
    }
    let before = load.before.map(|LoadBefore { days_without_run, days_known, .. }| {
        format!("{days_without_run} of {days_known} in {}", period.previous_name)
    });
    let logged = (coverage.days_logged > 0).then(|| {
        let before = coverage.logged_before.map_or_else(String::new, |(logged, days)| {
            format!("; {logged} of {days} in {}", period.previous_name)
        });
        format!("pain logged on {} of {}{before}", coverage.days_logged, coverage.days)
    });
    let streak = format!("longest row of running days {}", load.longest_streak);
    let beside = [before, Some(logged.unwrap_or(streak))];
    figure(
        load.days_without_run.to_string(),
        words::of_known_days(load.days_known, coverage.days),
        beside.into_iter().flatten().collect::<Vec<_>>().join(" · "),
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
    let before = panel.reference.map_or_else(String::new, |mean| {
        format!("{} before · ", words::number(mean.value, panel.decimals))
    });
    Figure {
        key: "cadence_spm",
        label: pace.map_or_else(|| panel.name.clone(), |pace| format!("{} at {pace}", panel.name)),
        value: panel
            .value
            .map_or_else(|| NOT_KNOWN.to_owned(), |mean| words::number(mean.value, panel.decimals)),
        unit: panel.unit.clone(),
        beside: before + &usual,
        provenance: Some(panel.provenance),
    }
}

/// Where form cannot be told at one pace, how much was run stands in its place.
fn running_time(coverage: &Coverage, (load, period): (&Load, &Period), units: Units) -> Figure {
    let before = load
        .before
        .and_then(|before| before.distance_m)
        .map(|metres| format!(" · {} in {}", words::distance(metres, units), period.previous_name))
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

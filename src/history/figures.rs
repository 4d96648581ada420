//! The key figures under the strip: the back, how much, the plan or rest, form at own pace.

use crate::say::voice::Voice;
use crate::{
    insight::comfort::{Comfort, MonthState, may_comfort},
    model::Provenance,
    page::{
        Coverage, Diary, Figure, FormPanel, LastSeven, Load, LoadBefore, Mean, Period, Plan, Units,
    },
    say::{flare, form, words},
};

/// What the figures are told from.
pub(super) struct Matter<'a> {
    pub(super) period: &'a Period,
    pub(super) coverage: &'a Coverage,
    pub(super) load: &'a Load,
    pub(super) diary: Option<&'a Diary>,
    pub(super) form: &'a [FormPanel],
    pub(super) plan: Option<&'a Plan>,
    pub(super) last_seven: Option<&'a LastSeven>,
    pub(super) month: MonthState,
    pub(super) voice: Voice,
}

/// At most so many stand in one row.
const MOST: usize = 4;

/// Up to four figures, in order.
pub(super) fn figures(matter: &Matter<'_>) -> Vec<Figure> {
    let Matter { period, coverage, load, .. } = *matter;
    let mut figures = Vec::new();
    figures.extend(matter.diary.map(|diary| mornings(diary, period, matter.voice)));
    figures.extend(matter.last_seven.map(|last| last_seven(last, matter.voice)));
    figures.push(match &load.volume {
        Some(_) => distance(matter),
        None => longest(matter),
    });
    figures.extend(matter.plan.and_then(|it| plan(it, matter.voice)));
    if figures.len() < MOST {
        figures.push(days_without_run(load, period, coverage));
    }
    match matter.form.iter().find(|panel| panel.key == "cadence_spm") {
        Some(panel) if panel.value.is_some() => figures.push(own_pace(panel, matter.voice.units)),
        _ if coverage.runs > 0 => {
            figures.push(running_time(coverage, (load, period), matter.voice.units));
        }
        _ => {}
    }
    figures.truncate(MOST);
    figures
}

/// All mornings, with the worst of them and those above the usual level; those after runs second:
/// in a flare nobody runs.
fn mornings(diary: &Diary, period: &Period, voice: Voice) -> Figure {
    let shown = |mean: Mean| words::number(mean.value, 1);
    let previous =
        diary.mornings_previous.map(|mean| format!("{} in {}", shown(mean), period.previous_name));
    let peak = diary.peak.map(|(day, peak)| format!("peak {peak} on {}", voice.day(day)));
    let above = diary
        .above_usual
        .filter(|(above, _)| *above > 0)
        .map(|(above, _)| format!("{} above usual in a flare", words::count(above, "day")));
    let after = diary.after_runs.map(|mean| format!("after runs {} (n {})", shown(mean), mean.n));
    let beside = [peak, above, previous, after];
    Figure {
        key: "pain_morning",
        label: "Pain, all mornings".to_owned(),
        value: diary.mornings.map(shown),
        unit: diary
            .mornings
            .map_or_else(String::new, |mean| format!("of 10, {}", words::count(mean.n, "morning"))),
        beside: beside.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        provenance: None,
    }
}

/// Whether it has come down is asked before all else.
fn last_seven(last: &LastSeven, voice: Voice) -> Figure {
    Figure {
        key: "last_seven_days",
        label: "Pain, last seven days".to_owned(),
        value: Some(words::number(last.mean, 1)),
        unit: format!("of 10, {}", words::count(last.n, "morning")),
        beside: flare::last_seven(last, voice),
        provenance: None,
    }
}

/// How much, where it rose.
fn distance(matter: &Matter<'_>) -> Figure {
    let Matter { period, coverage, load, voice: Voice { units, .. }, .. } = *matter;
    let before = load
        .before
        .and_then(|before| before.distance_m)
        .map(|metres| format!("{} in {}", words::distance(metres, units), period.previous_name));
    let longest = load.longest.map(|(day, metres)| {
        let against = load.longest_ratio.map_or_else(String::new, |ratio| {
            format!(", {} on the 30 days before", words::change_percent(ratio))
        });
        format!("longest {} on {}{against}", words::distance(metres, units), matter.voice.day(day))
    });
    Figure {
        key: "distance_m",
        label: "Distance".to_owned(),
        value: coverage.distance_m.map(|metres| words::distance_number(metres, units)),
        unit: coverage
            .distance_m
            .map_or_else(String::new, |_| words::distance_unit(units).to_owned()),
        beside: before.into_iter().chain(longest).collect::<Vec<_>>().join(" · "),
        provenance: coverage.distance_m.map(|_| Provenance::Derived),
    }
}

/// All points of the plan in one count, limits on pain named apart; none where it is not to be told.
fn plan(plan: &Plan, voice: Voice) -> Option<Figure> {
    let (within, told) = plan.within;
    let limits = match plan.limits_passed {
        0 => "no limit on pain passed".to_owned(),
        1 => "one limit on pain passed".to_owned(),
        limits => format!("{limits} limits on pain passed"),
    };
    let of_load = (told - within).saturating_sub(plan.limits_passed);
    let other =
        (of_load > 0).then(|| format!("{} outside it", words::count(of_load, "other point")));
    let beside: Vec<String> = other.into_iter().chain([limits]).collect();
    plan.is_told.then(|| Figure {
        key: "plan",
        label: plan
            .from
            .map_or_else(|| "Plan".to_owned(), |from| format!("Plan of {}", voice.day(from))),
        value: Some(format!("{within} of {told}")),
        unit: "within it".to_owned(),
        beside: beside.join(" · "),
        provenance: Some(Provenance::Derived),
    })
}

fn longest(matter: &Matter<'_>) -> Figure {
    let Matter { period, load, voice: Voice { units, .. }, .. } = *matter;
    let (label, value, unit) = match (load.longest_ratio, load.longest) {
        (Some(ratio), Some((_, metres))) => (
            "Longest run v 30 days before",
            Some(words::change_percent(ratio)),
            words::distance(metres, units),
        ),
        (None, Some((_, metres))) => (
            "Longest run",
            Some(words::distance_number(metres, units)),
            words::distance_unit(units).to_owned(),
        ),
        _ => ("Longest run", None, String::new()),
    };
    let spikes = load.spikes.iter().filter(|spike| spike.class.is_spike()).count();
    let may_say_none = may_comfort(Comfort::NoLongerRun, &matter.month).is_ok();
    let beside = match (load.longest_ratio, load.longest) {
        (Some(_), Some((date, _))) if spikes == 0 && may_say_none => {
            format!("{} · none above +10 %", matter.voice.day(date))
        }
        (Some(_), Some((date, _))) if spikes == 0 => matter.voice.day(date),
        (Some(_), Some((date, _))) => {
            format!("{} · {} above +10 %", matter.voice.day(date), words::count(spikes, "run"))
        }
        (None, Some((date, _))) => {
            format!("{} · the 30 days before are not known well enough", matter.voice.day(date))
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
    let figure = |value: Option<String>, unit: String, beside: String| Figure {
        key: "no_recorded_run",
        label: "Days without a recorded run".to_owned(),
        value,
        unit,
        beside,
        provenance: Some(Provenance::Derived),
    };
    if load.days_known == 0 {
        let beside = "the export does not reach these days".to_owned();
        return figure(None, String::new(), beside);
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
        Some(load.days_without_run.to_string()),
        words::of_known_days(load.days_known, coverage.days),
        beside.into_iter().flatten().collect::<Vec<_>>().join(" · "),
    )
}

fn own_pace(panel: &FormPanel, units: Units) -> Figure {
    let pace = panel.at_speed_m_per_s.map(|speed| words::pace(speed, units));
    let usual = panel.band.map_or_else(
        || form::behind(panel),
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
        label: pace
            .map_or_else(|| panel.name().to_owned(), |pace| format!("{} at {pace}", panel.name())),
        value: panel.value.map(|mean| words::number(mean.value, panel.decimals)),
        unit: panel.unit(),
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
        value: coverage.running_min.map(words::minutes),
        unit: String::new(),
        beside: format!(
            "{} in {}{before}",
            words::or_unknown(coverage.distance_m, |metres| words::distance(metres, units)),
            words::count(coverage.runs, "run")
        ),
        provenance: coverage.running_min.map(|_| Provenance::Derived),
    }
}

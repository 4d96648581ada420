//! The key figures of a page and of a year: a number, its unit, and what stands beside it.

use serde::Serialize;

use super::{
    flare, form,
    mark::Mark,
    methods::Methods,
    voice::Spoken,
    words::{self, count, number},
};
use crate::{
    model::Provenance,
    page::{Figure, LoadBefore, Mean},
};

/// A key figure as it stands on the page.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct KeyFigure {
    /// Stable name, also of its `explain` text.
    pub(crate) key: &'static str,
    /// What it is.
    pub(crate) label: String,
    /// The number, or that it is not known.
    pub(crate) value: String,
    /// Its unit or denominator: `of 10`, `of 31`, `steps/min`.
    pub(crate) unit: String,
    /// Comparison and count, one line.
    pub(crate) beside: String,
    /// Its origin; none for what the runner reported.
    pub(crate) provenance: Option<Provenance>,
    /// Whether there is a number.
    #[serde(skip)]
    pub(crate) is_known: bool,
}

impl KeyFigure {
    /// A figure of which nothing is known yet.
    pub(super) fn unknown(key: &'static str, label: &str) -> KeyFigure {
        KeyFigure {
            key,
            label: label.to_owned(),
            value: words::NOT_KNOWN.to_owned(),
            unit: String::new(),
            beside: String::new(),
            provenance: None,
            is_known: false,
        }
    }

    /// With its number and unit, where it is known.
    #[must_use]
    pub(super) fn with(self, told: Option<(String, String)>) -> KeyFigure {
        let Some((value, unit)) = told else { return self };
        KeyFigure { value, unit, is_known: true, ..self }
    }

    /// With what stands beside it.
    #[must_use]
    pub(super) fn beside<T: Into<Option<String>>>(
        self,
        parts: impl IntoIterator<Item = T>,
    ) -> KeyFigure {
        let parts: Vec<String> = parts.into_iter().filter_map(Into::into).collect();
        KeyFigure { beside: parts.join(" · "), ..self }
    }

    /// With its origin.
    #[must_use]
    pub(super) fn with_origin(self, provenance: Provenance) -> KeyFigure {
        KeyFigure { provenance: Some(provenance), ..self }
    }

    /// Calculated, where it is known.
    #[must_use]
    pub(super) fn derived(self) -> KeyFigure {
        let provenance = self.is_known.then_some(Provenance::Derived);
        KeyFigure { provenance, ..self }
    }

    /// The mark of its origin.
    pub(crate) fn mark(&self, methods: &Methods) -> Option<Mark> {
        match self.provenance {
            Some(provenance) => Some(Mark::of(provenance, self.key, methods)),
            None => self.is_known.then(|| Mark::reported(self.key, methods)),
        }
    }
}

/// The key figures of a page, in order.
pub(crate) fn of_page(page: Spoken<'_>) -> Vec<KeyFigure> {
    page.facts.figures.iter().map(|figure| of(*figure, page)).collect()
}

fn of(figure: Figure, page: Spoken<'_>) -> KeyFigure {
    match figure {
        Figure::Mornings => mornings(page),
        Figure::LastSeven => last_seven(page),
        Figure::Distance => distance(page),
        Figure::LongestRun { may_say_none } => longest(page, may_say_none),
        Figure::Plan => plan(page),
        Figure::DaysWithoutRun => days_without_run(page),
        Figure::OwnPace => own_pace(page),
        Figure::RunningTime => running_time(page),
    }
}

/// All mornings, with the worst of them and those above the usual level; those after runs second:
/// in a flare nobody runs.
fn mornings(page: Spoken<'_>) -> KeyFigure {
    let none = KeyFigure::unknown(Figure::Mornings.key(), "Pain, all mornings");
    let Some(diary) = &page.diary else { return none };
    let shown = |mean: Mean| number(mean.value, 1);
    let before = page.voice.before(&page.period);
    let peak = diary.peak.map(|(day, peak)| format!("peak {peak} on {}", page.voice.day(day)));
    let above = diary
        .above_usual
        .filter(|(above, _)| *above > 0)
        .map(|(above, _)| format!("{} above usual in a flare", count(above, "day")));
    let previous = diary.mornings_previous.map(|mean| format!("{} in {before}", shown(mean)));
    let after = diary.after_runs.map(|mean| format!("after runs {} (n {})", shown(mean), mean.n));
    none.with(diary.mornings.map(|mean| (shown(mean), of_mornings(mean.n))))
        .beside([peak, above, previous, after])
}

fn of_mornings(n: usize) -> String {
    format!("of 10, {}", count(n, "morning"))
}

fn last_seven(page: Spoken<'_>) -> KeyFigure {
    let none = KeyFigure::unknown(Figure::LastSeven.key(), "Pain, last seven days");
    let Some(last) = &page.last_seven else { return none };
    none.with(Some((number(last.mean, 1), of_mornings(last.n))))
        .beside([flare::last_seven(last, page.voice)])
}

/// Metres run in the period before: `98 km in September`.
fn distance_before(page: Spoken<'_>) -> Option<String> {
    let metres = page.load.before?.distance_m?;
    let before = page.voice.before(&page.period);
    Some(format!("{} in {before}", words::distance(metres, page.voice.units)))
}

/// How much, where it rose.
fn distance(page: Spoken<'_>) -> KeyFigure {
    let (units, load) = (page.voice.units, &page.load);
    let longest = load.longest.map(|(day, metres)| {
        let against = load.longest_ratio.map_or_else(String::new, |ratio| {
            format!(", {} on the 30 days before", words::change_percent(ratio))
        });
        format!("longest {} on {}{against}", words::distance(metres, units), page.voice.day(day))
    });
    let shown =
        |metres| (words::distance_number(metres, units), words::distance_unit(units).to_owned());
    KeyFigure::unknown(Figure::Distance.key(), "Distance")
        .with(page.coverage.distance_m.map(shown))
        .beside([distance_before(page), longest])
        .derived()
}

/// All points of the plan in one count, limits on pain named apart.
fn plan(page: Spoken<'_>) -> KeyFigure {
    let none = KeyFigure::unknown(Figure::Plan.key(), "Plan");
    let Some(plan) = &page.plan else { return none };
    let (tally, passed) = (plan.tally(), plan.limits_passed());
    let limits = match passed {
        0 => "no limit on pain passed".to_owned(),
        1 => "one limit on pain passed".to_owned(),
        limits => format!("{limits} limits on pain passed"),
    };
    let of_load = tally.missed.saturating_sub(passed);
    let other = (of_load > 0).then(|| format!("{} outside it", count(of_load, "other point")));
    let label = plan
        .from
        .map_or_else(|| none.label.clone(), |from| format!("Plan of {}", page.voice.day(from)));
    let counted = format!("{} of {}", tally.kept, tally.told());
    KeyFigure { label, ..none }
        .with(Some((counted, "within it".to_owned())))
        .beside([other, Some(limits)])
        .derived()
}

fn longest(page: Spoken<'_>, may_say_none: bool) -> KeyFigure {
    let (units, load, key) =
        (page.voice.units, &page.load, Figure::LongestRun { may_say_none }.key());
    let none = KeyFigure::unknown(key, "Longest run");
    let spikes = load.spikes.len();
    let before = load.before.and_then(|before| before.longest_m).map(|metres| {
        let before = page.voice.before(&page.period);
        format!("{} in {before}", words::distance(metres, units))
    });
    let Some((date, metres)) = load.longest else {
        return none.beside([Some("no run with a distance".to_owned()), before]);
    };
    let day = Some(page.voice.day(date));
    let Some(ratio) = load.longest_ratio else {
        let told = (words::distance_number(metres, units), words::distance_unit(units).to_owned());
        let thin = "the 30 days before are not known well enough".to_owned();
        return none.with(Some(told)).beside([day, Some(thin), before]).derived();
    };
    let above = match spikes {
        0 => may_say_none.then(|| "none above +10 %".to_owned()),
        spikes => Some(format!("{} above +10 %", count(spikes, "run"))),
    };
    KeyFigure::unknown(key, "Longest run v 30 days before")
        .with(Some((words::change_percent(ratio), words::distance(metres, units))))
        .beside([day, above, before])
        .derived()
}

fn days_without_run(page: Spoken<'_>) -> KeyFigure {
    let (load, coverage) = (&page.load, &page.coverage);
    let before = page.voice.before(&page.period);
    let none = KeyFigure::unknown(Figure::DaysWithoutRun.key(), "Days without a recorded run")
        .with_origin(Provenance::Derived);
    if load.days_known == 0 {
        return none.beside(["the export does not reach these days".to_owned()]);
    }
    let earlier = load.before.map(|LoadBefore { days_without_run, days_known, .. }| {
        format!("{days_without_run} of {days_known} in {before}")
    });
    let logged = (coverage.days_logged > 0).then(|| {
        let before = coverage
            .logged_before
            .map_or_else(String::new, |(logged, days)| format!("; {logged} of {days} in {before}"));
        format!("pain logged on {} of {}{before}", coverage.days_logged, coverage.days)
    });
    let streak = format!("longest row of running days {}", load.longest_streak);
    let of = words::of_known_days(load.days_known, coverage.days);
    none.with(Some((load.days_without_run.to_string(), of)))
        .beside([earlier, Some(logged.unwrap_or(streak))])
}

fn own_pace(page: Spoken<'_>) -> KeyFigure {
    let Some(panel) = page.cadence() else {
        return KeyFigure::unknown(Figure::OwnPace.key(), "Cadence");
    };
    let shown = |value| number(value, panel.decimals);
    let pace = panel.at_speed_m_per_s.map(|speed| words::pace(speed, page.voice.units));
    let label =
        pace.map_or_else(|| panel.name().to_owned(), |pace| format!("{} at {pace}", panel.name()));
    let usual = panel.band.map_or_else(
        || form::behind(panel),
        |(low, high)| format!("your usual range {}–{}", shown(low), shown(high)),
    );
    let before = panel.reference.map(|mean| format!("{} before", shown(mean.value)));
    KeyFigure::unknown(Figure::OwnPace.key(), &label)
        .with(panel.value.map(|mean| (shown(mean.value), panel.unit())))
        .beside([before, Some(usual)])
        .with_origin(panel.provenance)
}

fn running_time(page: Spoken<'_>) -> KeyFigure {
    let coverage = &page.coverage;
    let metres =
        words::or_unknown(coverage.distance_m, |metres| words::distance(metres, page.voice.units));
    let in_runs = format!("{metres} in {}", count(coverage.runs, "run"));
    KeyFigure::unknown(Figure::RunningTime.key(), "Time running")
        .with(coverage.running_min.map(|minutes| (words::minutes(minutes), String::new())))
        .beside([Some(in_runs), distance_before(page)])
        .derived()
}

//! What stands behind the load: other sport, how even the weeks were, and the appendix of ratios.

use crate::say::voice::{Spoken, Voice};
use crate::{
    draw::charts::{self, ChartTable},
    page::{LoadSeries, OtherSport},
};

use super::panel::Panel;
use crate::say::{
    load_unit,
    words::{self, number},
};

/// The fold on what was done besides running.
#[derive(Clone, Debug)]
pub(super) struct OtherFold {
    /// What was found, as its title.
    pub(super) finding: String,
    /// One row a kind.
    pub(super) table: ChartTable,
}

impl OtherFold {
    /// None where nothing else was done.
    pub(super) fn of(page: Spoken<'_>) -> Option<OtherFold> {
        let all: usize = page.other.iter().map(|sport| sport.sessions).sum();
        let apart: usize = page.other.iter().map(|sport| sport.on_days_without_run).sum();
        let minutes: Vec<f64> = page.other.iter().filter_map(|sport| sport.minutes).collect();
        let time = if minutes.is_empty() {
            String::new()
        } else {
            format!(", {}", words::minutes(minutes.iter().sum()))
        };
        let head = ["what", "sessions", "time", "effort × minutes, AU", "on days without a run"];
        (all > 0).then(|| OtherFold {
            finding: format!(
                "{}{time}; {apart} on days without a run",
                words::count(all, "session")
            ),
            table: ChartTable::of(head, &page.other, row),
        })
    }
}

fn row(sport: &OtherSport) -> [String; 5] {
    [
        sport.what.name().to_owned(),
        sport.sessions.to_string(),
        words::or_blank(sport.minutes, words::minutes),
        words::or_blank(sport.session_rpe_load_au, words::grouped),
        sport.on_days_without_run.to_string(),
    ]
}

/// The fold on the load as one number a day.
#[derive(Clone, Debug)]
pub(super) struct SeriesFold {
    /// Which number, and why.
    pub(super) unit: String,
    /// How even each week was.
    pub(super) weeks: Option<ChartTable>,
    /// The ratios, with what is to be said against them.
    pub(super) appendix: Option<Panel>,
}

impl SeriesFold {
    /// None where there is nothing of it.
    pub(super) fn of(page: Spoken<'_>) -> Option<SeriesFold> {
        let series = page.series.as_ref()?;
        Some(SeriesFold {
            unit: format!(
                "Each day's load is its {}, since {}.",
                load_unit::name(series.unit),
                load_unit::why(series.unit)
            ),
            weeks: weeks(series, page.voice),
            appendix: charts::appendix(page).map(Panel::of),
        })
    }
}

fn weeks(series: &LoadSeries, voice: Voice) -> Option<ChartTable> {
    let known = series.weeks.iter().filter_map(|week| Some((week, week.monotony?)));
    ChartTable::of(["week of", "monotony", "strain"], known, |(week, monotony)| {
        [
            voice.day_and_year(week.monday),
            number(monotony, 2),
            words::or_blank(week.strain, words::grouped),
        ]
    })
    .filled()
}

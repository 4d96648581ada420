//! What stands behind the page, folded away: tables for who wants to check.

use crate::say::voice::{Spoken, Voice};
use crate::{
    draw::charts::{self, ChartTable},
    metrics::Metric,
    model::{Exposure, LinkVerdict},
    page::{GearAnswers, Link, LinkPair, LinkTest},
};

use super::{
    load_folds::{OtherFold, SeriesFold},
    log_fold::LogFold,
    panel::Panel,
    run_blocks::{self, RunBlock},
    run_table::RunTable,
    within::WithinFold,
};
use crate::say::{
    lighter,
    words::{self, number},
};

/// The folded part of a page.
#[derive(Clone, Debug)]
pub(super) struct Folds {
    /// Every activity.
    pub(super) runs: RunTable,
    /// Every quantity of every activity.
    pub(super) blocks: Vec<RunBlock>,
    /// Whether the runs stand open: too few to draw anything else from.
    pub(super) runs_open: bool,
    /// Shoes, surfaces, slopes.
    pub(super) panels: Vec<Panel>,
    /// What happened inside the runs.
    pub(super) within: Option<WithinFold>,
    /// What was done besides running.
    pub(super) other: Option<OtherFold>,
    /// Lighter weeks, with what is known of the rule.
    pub(super) lighter: Option<String>,
    /// What the log holds beside pain.
    pub(super) log: Option<LogFold>,
    /// The load as one number a day.
    pub(super) series: Option<SeriesFold>,
    /// How the back answered, by shoe and by ground.
    pub(super) gear: Option<ChartTable>,
    /// The looks at a possible link.
    pub(super) tests: Option<ChartTable>,
    /// The run days behind them.
    pub(super) pairs: Option<ChartTable>,
}

/// Under so many runs the table of runs says more than any drawing.
const FEW_RUNS: usize = 5;

impl Folds {
    /// The folds of a page.
    pub(super) fn of(page: Spoken<'_>, roll: &[&Metric]) -> Folds {
        let panels = [
            charts::staircase(page),
            charts::shoes(page),
            charts::surfaces(page),
            charts::steps_by_slope(page),
        ];
        Folds {
            runs: RunTable::of(page, roll),
            blocks: run_blocks::blocks(page, roll),
            runs_open: page.coverage.runs < FEW_RUNS,
            panels: panels.into_iter().flatten().map(Panel::of).collect(),
            within: WithinFold::of(page),
            other: OtherFold::of(page),
            lighter: lighter::of_load(&page.load, page.voice),
            log: LogFold::of(page),
            series: SeriesFold::of(page),
            gear: gear(&page.link),
            tests: tests(&page.link),
            pairs: pairs(&page.link, page.voice),
        }
    }
}

/// One row a shoe or a ground: counts, and how long was run, which goes with both.
fn gear(link: &Link) -> Option<ChartTable> {
    let row = |gear: &GearAnswers| {
        let (mean, n) = gear.next_morning?;
        Some([
            format!("{} {}", gear.kind.key(), gear.name),
            gear.run_days.to_string(),
            words::or_blank(gear.running_min, words::minutes),
            format!("{} of {}", gear.settled, gear.known),
            format!("{} (n {n})", number(mean, 1)),
        ])
    };
    let head =
        ["what", "run days", "mean time", "settled by the next morning", "next morning, mean"];
    ChartTable::of(head, link.gear.iter().filter_map(row), |row| row).filled()
}

fn tests(link: &Link) -> Option<ChartTable> {
    let row = |test: &LinkTest| {
        let lag = match test.lag_days {
            0 => "next morning".to_owned(),
            days if days > 0 => format!("{days} later"),
            days => format!("{} before (a check)", -days),
        };
        let role = if test.primary { "declared test" } else { "exploratory" };
        [
            exposure(test.exposure).to_owned(),
            lag,
            role.to_owned(),
            test.n.to_string(),
            words::or_blank(test.rho, |rho| number(rho, 2)),
            interval(test.ci_low, test.ci_high),
            words::or_blank(test.p, |p| number(p, 3)),
            words::or_blank(test.q, |q| number(q, 3)),
            verdict(test.verdict).to_owned(),
        ]
    };
    let head =
        ["exposure", "lag, days", "role", "pairs", "ρ", "95 % interval", "p", "q", "what it says"];
    ChartTable::of(head, &link.tests, row).filled()
}

/// The name of an exposure.
const fn exposure(exposure: Exposure) -> &'static str {
    match exposure {
        Exposure::RunningMin => "running minutes",
        Exposure::SpikeRatio => "run against the longest of 30 days",
        Exposure::OverstrideSelfPct => "step length against your own",
        Exposure::CadenceSpm => "Cadence",
        Exposure::DownhillMin => "downhill minutes",
        Exposure::SleepH => "hours of sleep",
    }
}

fn interval(low: Option<f64>, high: Option<f64>) -> String {
    match (low, high) {
        (Some(low), Some(high)) => format!("{} to {}", number(low, 2), number(high, 2)),
        _ => String::new(),
    }
}

const fn verdict(verdict: LinkVerdict) -> &'static str {
    match verdict {
        LinkVerdict::Associated => "goes together",
        LinkVerdict::NoClearLink => "no clear link",
        LinkVerdict::NotSpecific => "pattern not specific",
        LinkVerdict::TooFew => "too few mornings",
        LinkVerdict::UnevenLog => "log too uneven",
        LinkVerdict::Exploratory => "no verdict",
    }
}

fn pairs(link: &Link, voice: Voice) -> Option<ChartTable> {
    let head = ["day of the run", "minutes run", "pain before", "next morning"];
    let row = |pair: &LinkPair| {
        [
            voice.day_and_year(pair.date),
            number(pair.running_min, 0),
            words::or_blank(pair.before, |score| score.to_string()),
            pair.next_morning.to_string(),
        ]
    };
    ChartTable::of(head, &link.pairs, row).filled()
}

//! How each number on a page is made: one entry for each, from the roll and from the load, pain and
//! link rules.

use super::{resolution, stands_out};
use crate::say::voice::Spoken;
use crate::{
    metrics::Metric,
    model::{Channel, Citation, Response},
};

/// One entry of the methods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The fragment that leads to it.
    pub(crate) id: String,
    /// What it is about.
    pub(crate) name: String,
    /// How well it is supported; none for counts and rules.
    pub(crate) tier: Option<&'static str>,
    /// What is said of it: `Formula`, `Made from`, `Error`, `Limits`, `Not for`.
    pub(crate) lines: Vec<(&'static str, String)>,
    /// Where it was published.
    pub(crate) sources: &'static [Citation],
}

/// The entries of one page, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Methods {
    /// The entries.
    pub(crate) entries: Vec<Entry>,
}

impl Methods {
    /// The entries for what this page shows.
    pub(crate) fn of(page: Spoken<'_>, roll: &[&Metric]) -> Methods {
        let rules = RULES.iter().filter(|rule| (rule.shown)(page)).map(|rule| rule.entry(page));
        let metrics = roll
            .iter()
            .filter(|metric| shows(page, metric.key))
            .map(|metric| entry_of(metric, page));
        Methods { entries: rules.chain(metrics).collect() }
    }

    /// How a figure is made, where the page tells it.
    pub(crate) fn entry(&self, key: &str) -> Option<&Entry> {
        let rule = RULES.iter().find(|rule| rule.key == key || rule.figures.contains(&key));
        let id = id_of(rule.map_or(key, |rule| rule.key));
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// The fragment that leads to it.
    pub(crate) fn anchor(&self, key: &str) -> Option<String> {
        self.entry(key).map(|entry| entry.id.clone())
    }
}

/// Whether a number of this metric stands anywhere on the page.
fn shows(page: Spoken<'_>, key: &str) -> bool {
    page.form.iter().any(|panel| panel.key == key)
        || page.figures.iter().any(|figure| figure.key() == key)
        || page.runs.iter().any(|run| run.readings.iter().any(|reading| reading.0 == key))
}

fn id_of(key: &str) -> String {
    format!("how-{}", key.replace('_', "-"))
}

fn entry_of(metric: &Metric, page: Spoken<'_>) -> Entry {
    let inputs: Vec<&str> = metric.inputs.iter().copied().map(Channel::name).collect();
    let mut lines = vec![("Formula", metric.formula.to_owned())];
    if !inputs.is_empty() {
        lines.push(("Made from", inputs.join(", ")));
    }
    if let Some((_, told)) = page.coverage.resolution.iter().find(|(key, _)| *key == metric.key) {
        let told = resolution::told(*told);
        lines.push(("In time", format!("On this page {told}. No single step is seen in it.")));
    }
    let said = [("Error", metric.error), ("Limits", metric.limits), ("Not for", metric.not_for)];
    lines.extend(
        said.into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(label, text)| (label, text.to_owned())),
    );
    Entry {
        id: id_of(metric.key),
        name: metric.name.to_owned(),
        tier: Some(metric.tier.word()),
        lines,
        sources: metric.sources,
    }
}

/// A rule that is no metric of a run: counts, the diary, comparisons between runs.
struct Rule {
    key: &'static str,
    /// Keys of figures that are made by it.
    figures: &'static [&'static str],
    name: &'static str,
    lines: &'static [(&'static str, &'static str)],
    sources: &'static [Citation],
    shown: fn(Spoken<'_>) -> bool,
}

impl Rule {
    fn entry(&self, page: Spoken<'_>) -> Entry {
        let high = Response::High.shown(page.high_above);
        Entry {
            id: id_of(self.key),
            name: self.name.to_owned(),
            tier: None,
            lines: self
                .lines
                .iter()
                .map(|(label, text)| (*label, text.replace(HIGH, &high)))
                .collect(),
            sources: self.sources,
        }
    }
}

/// What stands in a rule's text for the level above which a next morning is high on this page.
const HIGH: &str = "{high}";

static RULES: &[Rule] = &[STANDS_OUT, PAIN, RESPONSE, SPIKE, LOAD, OWN_PACE, LINK];

const STANDS_OUT: Rule = Rule {
    key: "headlines",
    figures: &["plan"],
    name: "What stands out",
    lines: stands_out::LINES,
    sources: &[],
    shown: |page| !page.headlines.is_empty(),
};

const PAIN: Rule = Rule {
    key: "pain",
    figures: &[
        "pain_morning",
        "pain_change",
        "logging",
        "mornings",
        "mornings_after_runs",
        "pain_during",
        "stiff_min",
    ],
    name: "Pain in the morning",
    lines: &[
        (
            "Formula",
            "The mean of every morning in the log, from 0 (none) to 10 (worst imaginable), as \
             typed. A blank is left out; it is never counted as 0.",
        ),
        (
            "Error",
            "A single score moves by up to 2 points with nothing behind it. A month's change is \
             told only from 20 logged mornings in each month, when the 99 % interval, drawn from \
             blocks of 7 days, leaves 0 out, and when it is at least 1 point from a start below \
             5, 2 below 8, 3 above.",
        ),
        ("Limits", "A calmer month often follows a bad one, whatever one does."),
    ],
    sources: &[Citation {
        short: "Childs et al. 2005",
        title: "Responsiveness of the numeric pain rating scale in patients with low back pain, \
                Spine 30:1331",
        doi: "",
    }],
    shown: |page| page.diary.is_some(),
};

const RESPONSE: Rule = Rule {
    key: "response",
    figures: &["settled", "echo"],
    name: "How the back answered a run",
    lines: &[
        (
            "Formula",
            "Pain before the run, or that morning where it is not logged, beside pain the next \
             morning. Settled: at most 1 point up. Raised: 2 points up or more, and above the \
             median morning of the 28 days before. High, here {high}: the next morning is above \
             the end of the middle zone, which is 5 where the settings name no other, or above the \
             limit of the plan on that day.",
        ),
        (
            "Limits",
            "Borrowed from knee and Achilles rehabilitation, where it was tested; it has not been \
             tested for low back pain. Your physical therapist's rule goes first.",
        ),
    ],
    sources: &[
        Citation {
            short: "Thomeé 1997",
            title: "A comprehensive treatment approach for patellofemoral pain, Phys Ther 77:1690",
            doi: "",
        },
        Citation {
            short: "Silbernagel et al. 2007",
            title: "Continued sports activity, using a pain-monitoring model, during \
                    rehabilitation in patients with Achilles tendinopathy, Am J Sports Med 35:897",
            doi: "",
        },
    ],
    shown: |page| page.echo.is_some(),
};

const SPIKE: Rule = Rule {
    key: "spike",
    figures: &["longest_ratio", "spike_ratio", "longest", "longest_m", "spikes"],
    name: "Longest run against the 30 days before",
    lines: &[
        (
            "Formula",
            "The run's distance over the longest run of the 30 days before it, minus one. It is \
             marked from more than 10 % on. With no run in those 30 days, or with days that the \
             export does not cover, there is nothing to set it against.",
        ),
        (
            "Limits",
            "Found for overuse injuries of all kinds among 5,205 runners; it was not studied for \
             back pain alone.",
        ),
    ],
    sources: &[Citation {
        short: "Frandsen et al. 2025",
        title: "How much running is too much? Br J Sports Med",
        doi: "10.1136/bjsports-2024-109380",
    }],
    shown: |page| page.coverage.runs > 0,
};

const LOAD: Rule = Rule {
    key: "load",
    figures: &[
        "days_without_run",
        "no_recorded_run",
        "rest_days",
        "distance_m",
        "running_min",
        "runs",
        "weeks",
        "weekly_load",
        "session_rpe_load_au",
        "steps",
    ],
    name: "Weeks, days and steps",
    lines: &[
        (
            "Formula",
            "Distance and minutes are running's only. A week runs from Monday to Sunday. A lighter \
             week has at most 70 % of the mean of the three loaded weeks before it; weeks straight \
             after one unwell or without a run are a return and no lighter weeks, until one is over \
             the 70 %. A day without a recorded run is a day inside the export without one; only the log makes it a day of \
             rest. Uphill and downhill steps are those on slopes above 3 %.",
        ),
        ("Limits", "What no watch recorded is not here: lifting, sitting, a run without a watch."),
    ],
    sources: &[],
    shown: |page| page.coverage.runs > 0 || !page.load.weeks.is_empty(),
};

const OWN_PACE: Rule = Rule {
    key: "own-pace",
    figures: &["own_pace", "form", "form_at_own_pace", "by_slope"],
    name: "Your own pace and your usual range",
    lines: &[
        (
            "Formula",
            "Each run is told at one pace, your usual one, on level ground, from stretches of 30 \
             seconds of steady running. Your usual range comes from the 56 days before the period.",
        ),
        (
            "On slopes",
            "Beside it stand stretches above 3 % up to 8 %, within 3 %, and as far below, each near \
             that pace and brought to it, with what its slope does left in: from 10 minutes in 3 \
             runs on.",
        ),
        (
            "Limits",
            "No line is drawn across a change of sensor: sensors differ from each other by more \
             than a runner changes. Where 5 runs or more were worn with both, the difference is told, \
             and earlier runs stand beside it as estimates.",
        ),
    ],
    sources: &[],
    shown: |page| !page.form.is_empty(),
};

const LINK: Rule = Rule {
    key: "link",
    figures: &[],
    name: "What goes together with what",
    lines: &[
        (
            "Formula",
            "One declared test: the rank correlation of a run's minutes with pain the next \
             morning, given pain before the run. Its p comes from shifting the diary against the \
             runs in a circle, which keeps the habit of pain to stay as it was yesterday. Everything \
             else is shown with its interval and without a verdict.",
        ),
        (
            "Error",
            "Under 14 pairs only counts are shown, under 30 only the points, under 60 the \
             correlation with its interval and without a verdict.",
        ),
        (
            "Limits",
            "Pain before a run also changes how far you run; this cannot be fully separated. One \
             person's diary cannot show why.",
        ),
    ],
    sources: &[],
    shown: |page| page.link.told.is_some(),
};

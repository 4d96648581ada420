//! What stands behind a number, in words: from the rolls of metrics, of what needs other
//! runs, and of load quantities.

use std::fmt::Write as _;

use super::concepts::{CONCEPTS, Concept};
use crate::{
    insight,
    load::{self, DAY_COLUMNS},
    metrics,
    model::{Channel, Citation, Tier, Unit},
};

/// A quantity and what stands behind it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its key in data.
    pub key: &'static str,
    /// Its name on the page.
    pub name: &'static str,
    /// Its unit.
    pub unit: Unit,
    /// How well it is supported.
    pub tier: Tier,
    /// How it is computed.
    pub formula: &'static str,
    /// What it is computed from.
    pub inputs: String,
    /// What error to expect; empty where nobody found one.
    pub error: &'static str,
    /// Where it leads one astray.
    pub limits: &'static str,
    /// What it must not be used for.
    pub not_for: &'static str,
    /// Sources.
    pub sources: &'static [Citation],
}

/// Every quantity: what is said of a run, of a run against others, and of days.
pub fn entries() -> Vec<Entry> {
    let of_runs = metrics::ROLL.iter().map(|metric| Entry {
        key: metric.key,
        name: metric.name,
        unit: metric.unit,
        tier: metric.tier,
        formula: metric.formula,
        inputs: named(metric.inputs),
        error: metric.error,
        limits: metric.limits,
        not_for: metric.not_for,
        sources: metric.sources,
    });
    let across_runs = insight::ROLL.iter().copied();
    let of_days = across_runs.chain(load::ROLL.iter().copied()).map(|load| Entry {
        key: load.key,
        name: load.name,
        unit: load.unit,
        tier: load.tier,
        formula: load.formula,
        inputs: load.inputs.to_owned(),
        error: "",
        limits: load.limits,
        not_for: load.not_for,
        sources: load.sources,
    });
    of_runs.chain(of_days).collect()
}

/// Words that people ask by, and the quantities that answer, the first one first.
const ASKED_BY: [(&str, &[&str]); 9] = [
    ("overstriding", &["foot_ahead_mm", "reach_m", "overstride_index_pct"]),
    ("bounce", &["vertical_oscillation_mm"]),
    ("cadence", &["cadence_spm"]),
    ("contact", &["ground_contact_time_ms"]),
    ("load", &["session_rpe_load_au", "ctl", "atl"]),
    ("jump", &["spike_ratio", "longest_previous_30d_m"]),
    ("step length", &["step_length_m", "overstride_index_pct", "overstride_self_pct"]),
    ("endurance", &["form_endurance_min"]),
    ("drift", &["cadence_drift_pct", "bounce_drift_pct", "contact_drift_pct"]),
];

/// What answers a word or a key: one quantity, or those that a word stands for; empty where it is
/// none of ours.
pub fn asked(word: &str) -> Vec<Entry> {
    let own = [word];
    let by_word = ASKED_BY.iter().find(|(asked, _)| word.eq_ignore_ascii_case(asked));
    let keys: &[&str] = by_word.map_or(&own, |(_, keys)| keys);
    let entries = entries();
    keys.iter().filter_map(|key| entries.iter().find(|entry| entry.key == *key).cloned()).collect()
}

/// Every word and key that can be asked by.
pub fn words() -> Vec<&'static str> {
    ASKED_BY.iter().map(|(word, _)| *word).chain(entries().iter().map(|entry| entry.key)).collect()
}

/// What a column of the days holds that is no quantity with a formula of its own.
pub fn column_text(key: &str) -> Option<String> {
    let column = DAY_COLUMNS.iter().find(|column| column.key == key)?;
    let kind = match column.of.kind() {
        "boolean" => "yes or no",
        "string" => "a word",
        _ => "a number",
    };
    let lines = [
        ("Means", column.what.to_owned()),
        ("Is", format!("{kind}; nothing where it is not known")),
        ("In", "days --json and --csv, and the table `days` of export".to_owned()),
    ];
    Some(lined(column.key, &lines))
}

impl Entry {
    /// The lines of the entry: what it is called in front, the text behind.
    fn lines(&self) -> Vec<(&'static str, String)> {
        let mut lines = vec![("How", self.formula.to_owned())];
        for (label, text) in [
            ("From", self.inputs.as_str()),
            ("Error", self.error),
            ("Limits", self.limits),
            ("Not for", self.not_for),
        ] {
            if !text.is_empty() {
                lines.push((label, text.to_owned()));
            }
        }
        lines.push(("Evidence", self.tier.word().to_owned()));
        for source in self.sources {
            lines.push(("Source", cited(source)));
        }
        lines
    }

    /// For a terminal.
    pub fn text(&self) -> String {
        let unit = self.unit.to_string();
        let unit = if unit.is_empty() { String::new() } else { format!(" [{unit}]") };
        let mut text = format!("{}{unit}\n{}\n\n", self.name, self.key);
        for (label, line) in self.lines() {
            let _ = writeln!(text, "{label:<9} {}", wrapped(&line));
        }
        text
    }
}

/// The channels a metric rests on, each once.
fn named(channels: &[Channel]) -> String {
    let mut names: Vec<&str> = channels.iter().map(|channel| channel.name()).collect();
    names.dedup();
    names.join(", ")
}

/// A word of the pages, for a terminal.
pub fn concept_text(concept: &Concept) -> String {
    let mut lines = vec![("Means", concept.means.to_owned()), ("Not", concept.not.to_owned())];
    lines.extend(concept.sources.iter().map(|source| ("Source", cited(source))));
    lined(&concept.asked_by.join(", "), &lines)
}

/// A heading, and under it each line behind its label.
fn lined(heading: &str, lines: &[(&str, String)]) -> String {
    let mut text = format!("{heading}\n\n");
    for (label, line) in lines {
        let _ = writeln!(text, "{label:<9} {}", wrapped(line));
    }
    text
}

fn cited(source: &Citation) -> String {
    if source.doi.is_empty() {
        format!("{}. {}", source.short, source.title)
    } else {
        format!("{}. {}. doi:{}", source.short, source.title, source.doi)
    }
}

/// Columns of text beside the ten of the label.
const WIDTH: usize = 78;

fn wrapped(text: &str) -> String {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        let fits = |line: &String| line.chars().count() + 1 + word.chars().count() <= WIDTH;
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if fits(line) => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.join("\n          ")
}

/// All of it as Markdown: `docs/metrics.md`.
pub fn markdown() -> String {
    let mut text = String::from(
        "# The numbers\n\n\
         What stands behind each number: printed by `backstride explain --markdown`, and tested to \
         be up to date.\nProvenance is told with each value: ● measured (a sensor recorded it), \
         ◐ calculated (arithmetic on measurements),\n○ estimated (rests on a body model or a \
         population constant).\n",
    );
    for entry in entries() {
        let unit = entry.unit.to_string();
        let unit = if unit.is_empty() { String::new() } else { format!(" ({unit})") };
        let _ = write!(text, "\n## {}{unit}\n\n`{}`\n\n", entry.name, entry.key);
        for (label, line) in entry.lines() {
            let _ = writeln!(text, "- **{label}.** {line}");
        }
    }
    text.push_str("\n## Words of the pages\n");
    for concept in CONCEPTS {
        let _ = write!(text, "\n### {}\n\n", concept.asked_by.join(", "));
        let _ = writeln!(text, "- **Means.** {}\n- **Not.** {}", concept.means, concept.not);
        for source in concept.sources {
            let _ = writeln!(text, "- **Source.** {}", cited(source));
        }
    }
    text
}

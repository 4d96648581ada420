//! `backstride doctor`: the health of an archive, grouped, with what each finding touches.

use std::collections::BTreeMap;

use anyhow::Error;
use serde::Serialize;

use super::{
    Exit,
    args::{Common, DoctorArgs},
    bundle,
    job::Job,
    say,
};
use crate::{
    disk,
    model::CadenceUnit,
    outing::Outing,
    pipeline::{Gathered, OutcomeKind},
};

/// `backstride.doctor/1`.
#[derive(Serialize)]
struct Diagnosis {
    schema: &'static str,
    files: usize,
    activities: usize,
    /// How many activities count what by their cadence, as their own samples prove it.
    cadence_units: BTreeMap<&'static str, usize>,
    findings: Vec<Finding>,
}

/// One kind of finding, over all files it was found in.
#[derive(Serialize)]
struct Finding {
    key: String,
    /// The first of them in words.
    what: String,
    /// How many runs it touches.
    runs: usize,
    files: Vec<String>,
    /// What to do; none where nothing is.
    advice: Option<&'static str>,
}

/// Prints the findings; whether one of them asks for something is the exit status.
pub(super) fn run(common: &Common, args: &DoctorArgs) -> Result<Exit, Error> {
    let job = Job::new(common, &args.exports.exports)?;
    let gathered = job.gather(None)?;
    let diagnosis = Diagnosis {
        schema: "backstride.doctor/1",
        files: gathered.files.len(),
        activities: gathered.outings.len(),
        cadence_units: cadence_units(&gathered),
        findings: findings(&gathered),
    };
    let asks = diagnosis.findings.iter().any(|finding| finding.advice.is_some());
    if let Some(path) = &args.bundle {
        disk::write_whole(path, &bundle::bytes(&gathered)?)?;
        say::print(&format!("{}\n", path.display()))?;
    } else if args.json {
        say::print_json(&diagnosis)?;
    } else {
        say::print(&text(&diagnosis))?;
    }
    say::summary(common, &gathered);
    Ok(match (gathered.outings.is_empty(), asks) {
        (true, _) => Exit::Nothing,
        (false, true) => Exit::Findings,
        (false, false) => Exit::Done,
    })
}

fn cadence_units(gathered: &Gathered) -> BTreeMap<&'static str, usize> {
    let mut units = BTreeMap::new();
    for outing in gathered.outings.iter().filter(|outing| outing.is_run()) {
        *units.entry(outing.cadence.unit.key()).or_insert(0) += 1;
    }
    units
}

/// Findings by their key, while they are gathered.
#[derive(Default)]
struct Findings(BTreeMap<String, Finding>);

impl Findings {
    /// Enters a file once under a kind; `runs` is how many runs of it are touched.
    fn note(
        &mut self,
        key: &str,
        what: String,
        advice: Option<&'static str>,
        (file, runs): (&str, usize),
    ) {
        let finding = self.0.entry(key.to_owned()).or_insert_with(|| Finding {
            key: key.to_owned(),
            what,
            runs: 0,
            files: Vec::new(),
            advice,
        });
        if finding.files.last().is_none_or(|last| last != file) {
            finding.files.push(file.to_owned());
            finding.runs += runs;
        }
    }
}

fn findings(gathered: &Gathered) -> Vec<Finding> {
    let mut found = Findings::default();
    of_files(gathered, &mut found);
    of_outings(gathered, &mut found);
    sensor_changes(gathered, &mut found);
    found.0.into_values().collect()
}

fn of_files(gathered: &Gathered, found: &mut Findings) {
    for file in &gathered.files {
        let reason = file.reason.clone().unwrap_or_else(|| "cannot be read".to_owned());
        let (key, what, advice) = match file.kind {
            OutcomeKind::Activity => continue,
            OutcomeKind::Unreadable => (
                "unreadable".to_owned(),
                format!("a file {reason}"),
                Some("export it again, if the service still has it"),
            ),
            OutcomeKind::Duplicate => (
                "duplicate".to_owned(),
                "the same run is there from another file; the richest counts".to_owned(),
                None,
            ),
            OutcomeKind::NotAnActivity => {
                (format!("not_an_activity: {reason}"), format!("a file {reason}"), None)
            }
        };
        found.note(&key, what, advice, (&file.path, 0));
    }
}

fn of_outings(gathered: &Gathered, found: &mut Findings) {
    for outing in &gathered.outings {
        let path = outing.shown_path();
        let here = (path.as_str(), usize::from(outing.is_run()));
        for notice in &outing.notices {
            found.note(notice.key, notice.text.to_string(), advice(notice.key), here);
        }
        if !outing.merged_from.is_empty() {
            let what = "the same run is in several files; the richest was kept".to_owned();
            found.note("same_run", what, None, here);
        }
        if outing.is_run() && outing.cadence.unit == CadenceUnit::Unknown {
            let what = format!("cadence is not used: {}", outing.cadence.reason);
            let advice = "set `cadence.unit` in the config if you know what this device counts";
            found.note("cadence_unit", what, Some(advice), here);
        }
    }
}

/// Runs recorded by other instruments than the run before.
fn sensor_changes(gathered: &Gathered, found: &mut Findings) {
    let runs: Vec<&Outing> = gathered.outings.iter().filter(|outing| outing.is_run()).collect();
    for pair in runs.windows(2) {
        let [before, after] = pair else { continue };
        if before.sensor != after.sensor {
            let what = "watch, strap, pod or firmware differ from the run before: form is not \
                        compared across the change"
                .to_owned();
            found.note("sensor_change", what, None, (&after.shown_path(), 1));
        }
    }
}

/// What to do about a kind of notice; none where it was dealt with as it says.
fn advice(key: &str) -> Option<&'static str> {
    match key {
        "truncated" | "bad_crc" | "broken" => Some(
            "what came before was kept; copy the file from the watch again if it is still there",
        ),
        "no_local_time" => Some("set `report.time_zone` in the config"),
        _ => None,
    }
}

/// How many files of a finding are named on a terminal.
const NAMED: usize = 3;

fn text(diagnosis: &Diagnosis) -> String {
    let mut text = String::new();
    for finding in &diagnosis.findings {
        let named: Vec<&str> = finding.files.iter().take(NAMED).map(String::as_str).collect();
        let more = finding.files.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        text.push_str(&format!(
            "{} in {}, {} touched\n  {}{more}\n  → {}\n",
            finding.what,
            say::counted(finding.files.len(), "file", "files"),
            say::counted(finding.runs, "run", "runs"),
            named.join(", "),
            finding.advice.unwrap_or("nothing to do")
        ));
    }
    if diagnosis.findings.is_empty() {
        text.push_str("nothing to remark\n");
    }
    let counts: Vec<String> = diagnosis
        .cadence_units
        .iter()
        .map(|(unit, runs)| format!("{unit} in {}", say::counted(*runs, "run", "runs")))
        .collect();
    text.push_str(&format!("what cadence counts, told from the samples: {}\n", counts.join(", ")));
    text
}

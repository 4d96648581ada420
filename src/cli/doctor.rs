//! `backstride doctor`: the health of an archive, grouped, with what each finding touches.

use std::collections::BTreeMap;

use anyhow::Error;
use serde::Serialize;

use super::{
    Exit,
    args::{Common, DoctorArgs},
    job::Job,
    say,
};
use crate::{
    model::CadenceUnit,
    pipeline::{Gathered, OutcomeKind},
};

/// `backstride.doctor/1`.
#[derive(Serialize)]
struct Diagnosis {
    schema: &'static str,
    files: usize,
    activities: usize,
    findings: Vec<Finding>,
}

/// One kind of trouble, over all files it was found in.
#[derive(Serialize)]
struct Finding {
    key: String,
    what: String,
    files: Vec<String>,
    advice: &'static str,
}

/// Prints the findings; their presence is the exit status.
pub(super) fn run(common: &Common, args: &DoctorArgs) -> Result<Exit, Error> {
    let job = Job::new(common, &args.exports.exports)?;
    let gathered = job.gather(None)?;
    let diagnosis = Diagnosis {
        schema: "backstride.doctor/1",
        files: gathered.files.len(),
        activities: gathered.outings.len(),
        findings: findings(&gathered),
    };
    if args.json {
        say::print_json(&diagnosis)?;
    } else {
        say::print(&text(&diagnosis))?;
    }
    say::summary(common, &gathered);
    Ok(match (gathered.outings.is_empty(), diagnosis.findings.is_empty()) {
        (true, _) => Exit::Nothing,
        (false, false) => Exit::Findings,
        (false, true) => Exit::Done,
    })
}

fn findings(gathered: &Gathered) -> Vec<Finding> {
    let mut found: BTreeMap<(String, String, &'static str), Vec<String>> = BTreeMap::new();
    let mut note = |key: &str, what: String, advice: &'static str, file: String| {
        found.entry((key.to_owned(), what, advice)).or_default().push(file);
    };
    for file in &gathered.files {
        if file.kind == OutcomeKind::Unreadable {
            let reason = file.reason.clone().unwrap_or_else(|| "cannot be read".to_owned());
            note(
                "unreadable",
                format!("a file {reason}"),
                "export it again, if the service still has it",
                file.path.clone(),
            );
        }
    }
    for outing in &gathered.outings {
        let path = outing.shown_path();
        for notice in &outing.notices {
            note(notice.key, notice.text.to_string(), advice(notice.key), path.clone());
        }
        if !outing.merged_from.is_empty() {
            note(
                "same_run",
                "the same run is in several files; the richest was kept".to_owned(),
                "nothing to do",
                path.clone(),
            );
        }
        if outing.is_run() && outing.cadence.unit == CadenceUnit::Unknown {
            note(
                "cadence_unit",
                format!("cadence is not used: {}", outing.cadence.reason),
                "set `cadence.unit` in the config if you know what this device counts",
                path,
            );
        }
    }
    found
        .into_iter()
        .map(|((key, what, advice), files)| Finding { key, what, files, advice })
        .collect()
}

/// What to do about a kind of notice.
fn advice(key: &str) -> &'static str {
    match key {
        "truncated" | "bad_crc" | "broken" => {
            "what came before was kept; copy the file from the watch again if it is still there"
        }
        "no_local_time" => "set `report.time_zone` in the config",
        _ => "nothing to do; it was dealt with as said",
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
            "{} in {}\n  {}{more}\n  → {}\n",
            finding.what,
            say::counted(finding.files.len(), "activity", "activities"),
            named.join(", "),
            finding.advice
        ));
    }
    if diagnosis.findings.is_empty() {
        text.push_str("nothing to remark\n");
    }
    text
}

//! `backstride doctor`: the health of an archive, grouped, with what each finding touches.

use std::collections::BTreeMap;

use anyhow::{Error, bail};
use jiff::civil::Date;
use serde::Serialize;

use super::{
    args::{Common, DoctorArgs},
    bundle, clock,
    exit::Exit,
    findings::findings,
    found::Finding,
    job::Job,
    say,
};
use crate::{
    disk, history,
    load::{self, RunLoad},
    model::{CadenceProof, CadenceUnit, rounded},
    pain::PainLog,
    pipeline::Gathered,
    say::known,
};

/// `backstride.doctor/1`.
#[derive(Serialize)]
struct Diagnosis {
    schema: &'static str,
    files: usize,
    activities: usize,
    /// How many activities count what by their cadence, as their own samples prove it.
    cadence_units: BTreeMap<&'static str, usize>,
    cadence: Vec<Cadence>,
    coverage: Covered,
    findings: Vec<Finding>,
}

/// Which days the files speak for.
#[derive(Serialize)]
struct Covered {
    from: Option<String>,
    until: Option<String>,
    unknown: Vec<Unknown>,
    /// Days on which the log tells a run that no file holds, though nothing else is doubtful.
    runs_reported: Vec<String>,
}

/// A span of which nothing is known.
#[derive(Serialize)]
struct Unknown {
    from: String,
    until: String,
    days: usize,
    because: &'static str,
    what: String,
    advice: Option<String>,
}

/// What cadence counts on one watch, with the proof of its middle run.
#[derive(Serialize)]
struct Cadence {
    watch: String,
    unit: CadenceUnit,
    runs: usize,
    /// The median over runs of the count that each file holds.
    median_per_min: Option<f64>,
    /// What the steps would measure if the count were of one foot, and of both.
    step_length_m_if_strides: Option<f64>,
    step_length_m_if_steps: Option<f64>,
    /// Why, in the words of the run in the middle.
    reason: String,
}

/// Prints the findings; whether one of them asks for something is the exit status.
pub(super) fn run(common: &Common, args: &DoctorArgs) -> Result<Exit, Error> {
    let job = Job::new(common, &args.exports.exports)?;
    let log = job.log()?;
    let gathered = job.gather(None)?;
    let log = job.diary(log, &gathered).unwrap_or_default();
    let diagnosis = Diagnosis {
        coverage: covered(&gathered, &log, &job),
        schema: "backstride.doctor/1",
        files: gathered.files.len(),
        activities: gathered.outings.len(),
        cadence_units: cadence_units(&gathered),
        cadence: cadences(&gathered),
        findings: findings(&gathered, clock::now().date()),
    };
    let asks = diagnosis.findings.iter().any(|finding| finding.advice.is_some())
        || diagnosis.coverage.unknown.iter().any(|span| span.advice.is_some());
    if let Some(path) = &args.bundle {
        if disk::exists(path) && !disk::read(path).is_ok_and(|there| bundle::is_one(&there)) {
            bail!(
                "{} is there and is no bundle: it is left as it is; name a file that is not there",
                path.display()
            );
        }
        disk::write_whole(path, &bundle::bytes(&gathered)?)?;
        say::print(&format!("{}\n", path.display()))?;
    } else if args.json {
        say::print_json(&diagnosis)?;
    } else {
        say::show(&text(&diagnosis))?;
    }
    say::summary(common, &gathered);
    job.tell_doubts(common);
    say::next_step(common, &gathered);
    Ok(match (gathered.outings.is_empty(), asks) {
        (true, _) => Exit::without_activity(&gathered),
        (false, true) => Exit::Findings,
        (false, false) => Exit::Done,
    })
}

/// Which days the files speak for, and which not.
fn covered(gathered: &Gathered, log: &PainLog, job: &Job) -> Covered {
    let coverage = history::coverage(gathered, log, &job.config);
    let unknown = coverage.unknown();
    let told = |day: Date| day.to_string();
    let runs: Vec<RunLoad> = gathered
        .outings
        .iter()
        .filter(|outing| outing.is_run())
        .map(|outing| RunLoad::on(outing.date()))
        .collect();
    let mut reported: Vec<Date> =
        load::reported_runs(log, &runs).into_iter().map(|run| run.date).collect();
    reported.dedup();
    reported.retain(|day| coverage.unknown_on(*day).is_none());
    Covered {
        from: coverage.first().map(told),
        until: coverage.last().map(told),
        unknown: unknown
            .iter()
            .map(|span| Unknown {
                from: told(span.first),
                until: told(span.last),
                days: span.days(),
                because: span.why.key(),
                what: known::span_and_why(span, told),
                advice: known::advice(span),
            })
            .collect(),
        runs_reported: reported.into_iter().map(told).collect(),
    }
}

fn coverage_text(coverage: &Covered) -> String {
    let (Some(from), Some(until)) = (&coverage.from, &coverage.until) else { return String::new() };
    let mut text = format!("\nThe files speak for the days from {from} to {until}\n");
    for span in coverage.unknown.iter().take(SHOWN) {
        let advice = span.advice.as_deref().map_or(String::new(), |it| format!("    → {it}\n"));
        text.push_str(&format!("  not for {}\n{advice}", span.what));
    }
    let more = coverage.unknown.len().saturating_sub(SHOWN);
    if more > 0 {
        text.push_str(&format!("  and {more} more spans, all in `doctor --json`\n"));
    }
    if let [first, others @ ..] = coverage.runs_reported.as_slice() {
        let days = match others.last() {
            None => first.clone(),
            Some(last) => format!("{} days from {first} to {last}", coverage.runs_reported.len()),
        };
        text.push_str(&format!("  the log tells a run that no file holds: {days}\n"));
    }
    text
}

fn cadence_units(gathered: &Gathered) -> BTreeMap<&'static str, usize> {
    let mut units = BTreeMap::new();
    for outing in gathered.outings.iter().filter(|outing| outing.is_run()) {
        *units.entry(outing.cadence.unit.key()).or_insert(0) += 1;
    }
    units
}

/// The runs of each watch and unit, most runs first.
fn cadences(gathered: &Gathered) -> Vec<Cadence> {
    let mut groups: BTreeMap<(&str, &str), Vec<&CadenceProof>> = BTreeMap::new();
    for outing in gathered.outings.iter().filter(|outing| outing.is_run()) {
        let watch = outing.sensor.watch.as_str();
        groups.entry((watch, outing.cadence.unit.key())).or_default().push(&outing.cadence);
    }
    let mut cadences: Vec<Cadence> = groups
        .into_iter()
        .filter_map(|((watch, _), mut proofs)| {
            proofs.sort_by(|a, b| by_count(a).total_cmp(&by_count(b)));
            let middle = proofs.get(proofs.len().checked_sub(1)? / 2)?;
            let length = |unit| rounded(middle.step_length_m(unit)?);
            Some(Cadence {
                watch: if watch.is_empty() { "not named".to_owned() } else { watch.to_owned() },
                unit: middle.unit,
                runs: proofs.len(),
                median_per_min: middle.median_per_min.and_then(rounded),
                step_length_m_if_strides: length(CadenceUnit::Strides),
                step_length_m_if_steps: length(CadenceUnit::Steps),
                reason: middle.reason.to_string(),
            })
        })
        .collect();
    cadences.sort_by_key(|cadence| std::cmp::Reverse(cadence.runs));
    cadences
}

/// Runs without a count come last, so that the middle one has one where most do.
fn by_count(proof: &CadenceProof) -> f64 {
    proof.median_per_min.unwrap_or(f64::INFINITY)
}

/// How many watches are told of on a terminal.
const SHOWN: usize = 10;

/// How many files of a finding are named on a terminal.
const NAMED: usize = 3;

fn text(diagnosis: &Diagnosis) -> String {
    let mut text = String::new();
    for finding in &diagnosis.findings {
        text.push_str(&finding_text(finding));
    }
    if diagnosis.findings.is_empty() && diagnosis.files > 0 {
        text.push_str("nothing to remark\n");
    }
    text.push_str(&coverage_text(&diagnosis.coverage));
    if !diagnosis.cadence.is_empty() {
        text.push_str("\nWhat cadence counts, told from the samples of each run\n");
    }
    for cadence in diagnosis.cadence.iter().take(SHOWN) {
        text.push_str(&cadence_text(cadence));
    }
    let more = diagnosis.cadence.len().saturating_sub(SHOWN);
    if more > 0 {
        text.push_str(&format!("  and {more} more, all in `doctor --json`\n"));
    }
    text
}

fn finding_text(finding: &Finding) -> String {
    let named: Vec<String> =
        finding.files.iter().take(NAMED).map(|file| say::one_line(file)).collect();
    let more = finding.files.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let touched = match finding.runs {
        0 => "no run touched".to_owned(),
        runs => format!("{} touched", say::counted(runs, "run", "runs")),
    };
    let example = finding.example.as_ref();
    format!(
        "{}\n  {}, {touched}: {}{more}\n{}  → {}\n",
        finding.what,
        say::counted(finding.files.len(), "file", "files"),
        named.join(", "),
        example.map_or_else(String::new, |example| format!("  e.g. {}\n", say::one_line(example))),
        finding.advice.unwrap_or("nothing to do")
    )
}

fn cadence_text(cadence: &Cadence) -> String {
    let unit = match (cadence.unit, cadence.median_per_min) {
        (CadenceUnit::Strides, _) => "one foot (strides)",
        (CadenceUnit::Steps, _) => "both feet (steps)",
        (CadenceUnit::Unknown, Some(_)) => "not known, so not used",
        (CadenceUnit::Unknown, None) => "nothing to go by",
    };
    let lengths =
        match (cadence.unit, cadence.step_length_m_if_strides, cadence.step_length_m_if_steps) {
            (CadenceUnit::Strides, _, Some(steps)) => {
                format!("; counting both feet they would be {steps:.2} m")
            }
            (CadenceUnit::Steps, Some(strides), _) => {
                format!("; counting one foot they would be {strides:.2} m")
            }
            (CadenceUnit::Unknown, Some(strides), Some(steps)) => {
                format!("; steps would be {strides:.2} m by one foot and {steps:.2} m by both")
            }
            _ => String::new(),
        };
    format!(
        "  {}: {unit} in {}\n    the middle run: {}{lengths}\n",
        cadence.watch,
        say::counted(cadence.runs, "run", "runs"),
        cadence.reason,
    )
}

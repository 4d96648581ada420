//! What `doctor` finds, by kind: how many files and runs each kind touches, and what to do.

use jiff::civil::Date;

use super::{
    doubts,
    found::{Finding, Findings, Here, Kind},
};
use crate::{
    model::{CadenceUnit, Change, NoticeKind, Remedy},
    outing::Outing,
    pipeline::{FileOutcome, Gathered, OutcomeKind},
};

/// Everything found in an export; today, since a run cannot be of a day to come.
pub(super) fn findings(gathered: &Gathered, today: Date) -> Vec<Finding> {
    let mut found = Findings::default();
    of_files(gathered, &mut found);
    for (number, outing) in gathered.outings.iter().enumerate() {
        of_outing(outing, number, &mut found);
    }
    sensor_changes(gathered, &mut found);
    doubts::note(gathered, today, &mut found);
    found.sorted()
}

fn of_files(gathered: &Gathered, found: &mut Findings) {
    for file in &gathered.files {
        let Some(reason) = &file.reason else { continue };
        let words = reason.to_string();
        let (key, what, example, advice) = match file.kind {
            OutcomeKind::Activity => continue,
            OutcomeKind::Unreadable => {
                let general = reason.in_general();
                let advice = unreadable_advice(reason.remedy());
                (
                    format!("unreadable: {general}"),
                    format!("the file {general}"),
                    Some(words),
                    Some(advice),
                )
            }
            OutcomeKind::Duplicate => (
                "duplicate".to_owned(),
                "the same run is there from another file: counted once, the richest file leads"
                    .to_owned(),
                Some(words),
                None,
            ),
            OutcomeKind::NotAnActivity => {
                of_table(file, found);
                (format!("not_an_activity: {words}"), format!("the file {words}"), None, None)
            }
        };
        let example = example.filter(|example| !what.ends_with(example.as_str()));
        found.note(Kind { key: &key, what, example, advice }, Here { file: &file.path, run: None });
    }
}

/// Rows of a service's table that name a file that is not there.
fn of_table(file: &FileOutcome, found: &mut Findings) {
    for notice in &file.notices {
        let kind = Kind {
            key: "table_rows_without_file",
            what: "rows of a service's table name files that are not here".to_owned(),
            example: Some(notice.clone()),
            advice: Some("look whether the export is whole; keep its files beside the table"),
        };
        found.note(kind, Here { file: &file.path, run: None });
    }
}

/// What to do about a file that cannot be read.
const fn unreadable_advice(remedy: Remedy) -> &'static str {
    match remedy {
        Remedy::Password => "unpack it with its password and point at the folder",
        Remedy::Unpack => {
            "it is larger than a recording can be; if it is an archive, unpack it and point at the folder"
        }
        Remedy::Access => "look whether this user may read the file and whether its disk is well",
        Remedy::Report => "please report it, with the words that this program said as it failed",
        Remedy::AnotherCopy => "export it again, if the service or the watch still has it",
    }
}

fn of_outing(outing: &Outing, number: usize, found: &mut Findings) {
    let path = outing.shown_path();
    let here = Here { file: &path, run: outing.is_run().then_some(number) };
    for notice in &outing.notices {
        // What cadence counts has a table of its own below, unless it is not known.
        if notice.kind == NoticeKind::CadenceUnit {
            continue;
        }
        let text = notice.text.to_string();
        let (what, example) = match notice.kind.in_general() {
            Some(what) => (what.to_owned(), Some(text)),
            None => (text, None),
        };
        let advice = notice.kind.advice();
        found.note(Kind { key: notice.key(), what, example, advice }, here);
    }
    if outing.indoor && outing.is_run() {
        let what = "run on a belt or indoors, where the watch guesses the speed: form is compared \
                    with its like only"
            .to_owned();
        found.note(Kind { key: "indoor", what, example: None, advice: None }, here);
    }
    if outing.is_run() && outing.cadence.unit == CadenceUnit::Unknown {
        of_unknown_cadence(outing, here, found);
    }
}

fn of_unknown_cadence(outing: &Outing, here: Here<'_>, found: &mut Findings) {
    let reason = outing.cadence.reason.to_string();
    let kind = if outing.cadence.median_per_min.is_some() {
        Kind {
            key: "cadence_unit",
            what: "what cadence counts cannot be told, so it is not used".to_owned(),
            example: Some(reason),
            advice: Some(
                "if you know what this device counts, set `cadence.unit` in the config to \
                 \"strides\" (one foot) or \"steps\" (both feet)",
            ),
        }
    } else {
        Kind {
            key: "no_cadence",
            what: "no cadence to go by, so little can be told of form".to_owned(),
            example: Some(reason),
            advice: Some(
                "a watch with a cadence sensor, or a foot pod or strap that records it, gives it; an \
                 export as FIT keeps it where one as GPX may not",
            ),
        }
    };
    found.note(kind, here);
}

/// Runs recorded by other instruments than the run before.
fn sensor_changes(gathered: &Gathered, found: &mut Findings) {
    let runs: Vec<(usize, &Outing)> =
        gathered.outings.iter().enumerate().filter(|(_, outing)| outing.is_run()).collect();
    for pair in runs.windows(2) {
        let [(_, before), (number, after)] = pair else { continue };
        let Some(change) = after.sensor.change_from(&before.sensor) else { continue };
        let what = match change {
            Change::Watch => "another watch than in the run before",
            Change::Pod => "another pod than in the run before, or none",
            Change::Strap => "another strap than in the run before, or none",
            Change::Firmware => "the watch has new firmware since the run before",
            Change::Recording => {
                "recorded every second in one run and further apart (smart recording) in the next"
            }
        };
        let kept = match change {
            Change::Recording => "no line is drawn across where it lasts",
            Change::Watch | Change::Pod | Change::Strap | Change::Firmware => {
                "form is not compared across the change"
            }
        };
        let what = format!("{what}: {kept}");
        let words = after.sensor.words_from(&before.sensor, change);
        let example = Some(format!("{}: {words}", after.date()));
        let here = Here { file: &after.shown_path(), run: Some(*number) };
        found.note(Kind { key: change.key(), what, example, advice: None }, here);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IngestError, Reason};

    #[test]
    fn what_cannot_be_read_is_answered_by_why_it_cannot() {
        let advice = |reason: Reason| unreadable_advice(reason.remedy());
        let what = || "3 GB".to_owned();
        assert!(advice(IngestError::Encrypted.into()).contains("password"));
        assert!(advice(IngestError::Limit { what: what() }.into()).contains("unpack it"));
        assert!(advice(Reason::Disk { what: what(), outside: true }).contains("may read"));
        assert!(advice(Reason::ShutFolder { what: what() }).contains("may read"));
        assert!(advice(Reason::Failed).contains("report"));
        assert!(advice(IngestError::BadHeader { offset: 0 }.into()).contains("export it again"));
    }
}

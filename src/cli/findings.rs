//! What `doctor` finds, by kind: how many files and runs each kind touches, and what to do.

use jiff::civil::Date;

use super::{
    doubts,
    found::{Finding, Findings, Here, Kind},
};
use crate::{
    model::{CadenceUnit, Change},
    outing::Outing,
    pipeline::{FileOutcome, Gathered, OutcomeKind, Remedy},
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
        let reason = file.reason.clone().unwrap_or_else(|| "cannot be read".to_owned());
        let (key, what, example, advice) = match file.kind {
            OutcomeKind::Activity => continue,
            OutcomeKind::Unreadable => (
                format!("unreadable: {}", beginning(&reason)),
                format!("the file {}", beginning(&reason)),
                Some(reason.clone()),
                Some(unreadable_advice(file.remedy)),
            ),
            OutcomeKind::Duplicate => (
                "duplicate".to_owned(),
                "the same run is there from another file: counted once, the richest file leads"
                    .to_owned(),
                Some(reason.clone()),
                None,
            ),
            OutcomeKind::NotAnActivity => {
                of_table(file, found);
                (format!("not_an_activity: {reason}"), format!("the file {reason}"), None, None)
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
fn unreadable_advice(remedy: Option<Remedy>) -> &'static str {
    match remedy {
        Some(Remedy::Password) => "unpack it with its password and point at the folder",
        Some(Remedy::Unpack) => {
            "it is larger than a recording can be; if it is an archive, unpack it and point at the folder"
        }
        Some(Remedy::Access) => {
            "look whether this user may read the file and whether its disk is well"
        }
        Some(Remedy::AnotherCopy) | None => {
            "export it again, if the service or the watch still has it"
        }
    }
}

/// A reason up to where it speaks of this file alone.
fn beginning(reason: &str) -> &str {
    let end = reason.find(|letter: char| letter.is_ascii_digit() || letter == ':');
    reason.get(..end.unwrap_or(reason.len())).unwrap_or(reason).trim_end()
}

fn of_outing(outing: &Outing, number: usize, found: &mut Findings) {
    let path = outing.shown_path();
    let here = Here { file: &path, run: outing.is_run().then_some(number) };
    for notice in &outing.notices {
        // What cadence counts has a table of its own below, unless it is not known.
        if notice.key == "cadence_unit" {
            continue;
        }
        let text = notice.text.to_string();
        let (what, example) = match in_general(notice.key) {
            Some(what) => (what.to_owned(), Some(text)),
            None => (text, None),
        };
        let advice = advice(notice.key);
        found.note(Kind { key: notice.key, what, example, advice }, here);
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

/// What a kind of notice says of all files it is in, where each notice has figures of its own.
fn in_general(key: &str) -> Option<&'static str> {
    Some(match key {
        "harmonic_fixed" => "seconds of halved or doubled cadence were mended",
        "cadence_doubtful" => "much of the cadence was halved or doubled and mended: doubtful",
        "cadence_frozen" => "cadence stood still for a minute and longer and was left out there",
        "heart_rate_locked" => "heart rate may be the count of steps: an optical sensor's habit",
        "clock_backwards" => "samples whose clock ran backwards were left out",
        "clock_jump" => "samples more than a day away from the others were left out",
        "duplicate_times" => "samples with the time of the one before were left out",
        "no_time" => "samples without a time were left out",
        "distance_jumps" => "jumps in distance that nobody can run were left out",
        "merged" => "recorded more than once: the recordings were joined",
        "merged_channel" => "a channel was taken from another recording of the same run",
        "merged_sport" => "the sport was taken from another recording of the same run",
        "stored_heart_rate" => "heart rate was filled in from what the strap had stored",
        "unknown_fields" => "fields that the FIT profile does not name were left out",
        "unknown_sport" => "a sport that is not known here: not counted as a run",
        "sport_by_samples" => {
            "no one sport is named, and cadence and speed are those of running: counted as a run"
        }
        "no_running_shown" => {
            "no one sport is named, and the samples do not show running: not counted as a run"
        }
        "sport_by_table" => "the service's table names another sport than the file, and counts",
        "offset_unset" => {
            "a local time of zero off UTC where the place keeps another: the place counts"
        }
        "offset_of_elsewhere" => "a local time that is not that of the place: the file's counts",
        "impossible_offset" => "a local time so far off UTC as no zone is: it is not used",
        "session_repeated" => "a session that stands in the file again: the last whole one counts",
        "speed_unit_doubtful" => {
            "speeds that may be km/h written as m/s: they are used as they are"
        }
        "clock_moved" => "a clock was hours off that of the other recordings and was set to theirs",
        "untimed_points" => "points without a time were left out",
        "bad_number" => "values that are no numbers were left out",
        "bad_time" => "times that cannot be read",
        "bad_position" => "positions incomplete or not on Earth were left out",
        "local_time" => "times without a zone, taken as UTC",
        "decimal_comma" => "numbers with a comma, read as a decimal point",
        "bad_nesting" => "tags that do not nest",
        "ill_formed" => "places that are not well-formed XML",
        "relative_time" => "times that count from the device's start",
        "empty_channel" => "channels that are declared and hold nothing",
        "thin_channel" => "channels with values in less than half of the samples",
        _ => return None,
    })
}

/// What to do about a kind of notice; none where it was dealt with as it says.
fn advice(key: &str) -> Option<&'static str> {
    match key {
        "truncated" | "bad_crc" | "broken" | "undefined_message" => Some(
            "what came before was kept; copy the file from the watch again if it is still there",
        ),
        "unknown_sport" => Some(
            "if it was a run, set its sport at the service and export it again; please report the \
             word too",
        ),
        "sport_by_samples" => {
            Some("if it was none, set its sport at the service and export it again")
        }
        "speed_unit_doubtful" => Some(
            "export it again from the service that recorded it; form at own pace is not to be \
             trusted for this run",
        ),
        "run_too_fast" => {
            Some("if it was a ride, set its sport at the service and export it again")
        }
        "no_local_time" => Some("set `report.time_zone` in the config"),
        "thin_channel" => Some(
            "check that the strap or pod sits well and its battery; such runs say little about \
             these channels",
        ),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::IngestError;

    #[test]
    fn what_cannot_be_read_is_answered_by_why_it_cannot() {
        let advice = |error: &IngestError| unreadable_advice(Some(Remedy::of(error)));
        assert!(advice(&IngestError::Encrypted).contains("password"));
        assert!(advice(&IngestError::Limit { what: "3 GB".to_owned() }).contains("unpack it"));
        assert!(unreadable_advice(Some(Remedy::Access)).contains("may read"));
        assert!(advice(&IngestError::BadHeader { offset: 0 }).contains("export it again"));
    }
}

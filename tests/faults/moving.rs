//! Files come, go and grow while they are read; others write at the same time; nothing may be written.

use std::{
    fs::{self, OpenOptions, Permissions},
    io::Write as _,
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process::{Child, Stdio},
    time::Duration,
};

use backstride::signal::SplitMix64;

use super::{
    Diary, Ended, LOG, OLD_ROWS, Place, add, as_nobody, ended, full::Disk, lay, made, moment, tree,
    tries, with_days,
};
use crate::support::{Ends as _, program, watch::Watch};

/// Changes what is read: one file goes, is cut, or grows.
fn disturb(path: &Path, random: &mut SplitMix64) -> &'static str {
    let length = fs::metadata(path).unwrap().len();
    match random.below(3) {
        0 => {
            fs::remove_file(path).unwrap();
            "goes"
        }
        1 => {
            let file = OpenOptions::new().write(true).open(path).unwrap();
            file.set_len(length / 2).unwrap();
            "is cut"
        }
        _ => {
            let mut file = OpenOptions::new().append(true).open(path).unwrap();
            file.write_all(&vec![b'x'; 100_000]).unwrap();
            "grows"
        }
    }
}

#[test]
fn a_recording_that_goes_or_grows_while_it_is_read_costs_itself_at_most() {
    for number in 0..tries(3) {
        let mut random = SplitMix64::new(number);
        let mut place = Place::new("a recording", number);
        // Reading is the beginning of it.
        let after = moment(&mut random, made().took.min(Duration::from_millis(200)));
        let mut child = place.report().spawn().unwrap();
        std::thread::sleep(after);
        let how = disturb(&place.at("export/second.fit"), &mut random);
        place.what += &format!(" {how} after {after:?}");
        assert_eq!(ended(child.wait().unwrap()), Ended::With(0), "{}", place.what);
        // The pages of one run more or less are not known here, their ends are.
        for (name, bytes) in tree(&place.at("out")) {
            super::assert_ends(&name, &bytes, &place.what);
        }
        lay(&made().export, &place.at("export"));
        place.assert_mends();
    }
}

#[test]
fn of_two_reports_at_once_one_waits_to_be_told_and_the_other_writes_all() {
    for number in 0..tries(2) {
        let mut place = Place::new("two reports", number);
        let after = moment(&mut SplitMix64::new(number), made().took);
        place.what += &format!(", the second after {after:?}");
        let first = place.report().spawn().unwrap();
        std::thread::sleep(after);
        let second = place.report().spawn().unwrap();
        let outputs = [first, second].map(|child| child.wait_with_output().unwrap());
        for output in &outputs {
            let said = String::from_utf8_lossy(&output.stderr);
            let refused = output.status.code() == Some(5) && said.contains("another backstride");
            assert!(output.status.success() || refused, "{}: {said}", place.what);
        }
        assert!(outputs.iter().any(|it| it.status.success()), "{}: neither", place.what);
        place.assert_whole();
        assert!(tree(&place.at("out")) == made().newer, "{}", place.what);
        place.assert_mends();
    }
}

#[test]
fn days_that_are_added_at_once_are_all_there() {
    let days = ["2025-08-21", "2025-08-22", "2025-08-23"];
    let diary = Diary::new();
    for number in 0..tries(5) {
        let mut children: Vec<Child> = days.map(|day| diary.add(day).spawn().unwrap()).into();
        // One that sets right what is right already makes the same file anew.
        children.push(diary.add("2025-08-20").arg("--replace").spawn().unwrap());
        for child in children {
            let output = child.wait_with_output().unwrap();
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "try {number}: {said}");
        }
        let log = diary.read();
        let sorted = |log: &str| {
            let mut lines: Vec<String> = log.lines().map(str::to_owned).collect();
            lines.sort();
            lines
        };
        let wanted =
            with_days(&days).replace("2025-08-20,4,2,,", "2025-08-20,5,1.5,,2025-08-24T07:00");
        assert_eq!(sorted(&log), sorted(&wanted), "try {number}");
        assert_eq!(tree(diary.folder.path()).len(), 1, "try {number}");
        fs::write(diary.folder.path().join(LOG), OLD_ROWS).unwrap();
    }
}

/// Sets the rights of a folder, and of all below it.
fn set_rights(folder: &Path, folders: u32, files: u32) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            set_rights(&path, folders, files);
        } else {
            fs::set_permissions(path, Permissions::from_mode(files)).unwrap();
        }
    }
    fs::set_permissions(folder, Permissions::from_mode(folders)).unwrap();
}

#[test]
fn a_folder_that_may_not_be_written_in_stays_as_it_is_and_that_is_told() {
    // A new folder, and one with older pages.
    for number in [1, 2] {
        let place = Place::new("a folder without rights", number);
        fs::create_dir_all(place.at("out")).unwrap();
        let before = tree(&place.at("out"));
        let mut report = as_nobody(&place.report(), place.folder.path());
        set_rights(&place.at("out"), 0o555, 0o444);
        let said = report.ends_with(5).stderr;
        assert!(String::from_utf8_lossy(&said).contains("ermission denied"), "{}", place.what);
        assert!(tree(&place.at("out")) == before, "{}", place.what);
        set_rights(&place.at("out"), 0o755, 0o644);
        report.ends_with(0);
        assert!(tree(&place.at("out")) == made().newer, "{}", place.what);
    }
}

#[test]
fn a_recording_that_may_not_be_read_is_the_systems_refusal_and_no_empty_export() {
    for asked in ["runs", "report", "doctor", "days", "inspect"] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("run.fit");
        fs::write(&path, Watch { seconds: 1_200, ..Watch::default() }.file()).unwrap();
        let mut command = program();
        command.args([asked, "--no-config", "run.fit"]).current_dir(folder.path());
        let mut command = as_nobody(&command, folder.path());
        fs::set_permissions(&path, Permissions::from_mode(0o000)).unwrap();
        let said = String::from_utf8(command.ends_with(5).stderr).unwrap();
        assert!(said.contains("ermission denied") && !said.contains("point at"), "{asked}: {said}");
        assert!(!said.contains("nothing usable"), "{asked}: {said}");
        fs::set_permissions(&path, Permissions::from_mode(0o644)).unwrap();
        command.ends_with(0);
    }
}

#[test]
fn a_log_that_may_not_be_written_stays_as_it_is_and_that_is_told() {
    for (folders, files) in [(0o755, 0o444), (0o555, 0o644)] {
        let diary = Diary::new();
        let folder = diary.folder.path();
        let mut command = as_nobody(&diary.add("2025-08-21"), folder);
        fs::set_permissions(folder.join(LOG), Permissions::from_mode(files)).unwrap();
        fs::set_permissions(folder, Permissions::from_mode(folders)).unwrap();
        let said = command.ends_with(5).stderr;
        assert!(
            String::from_utf8_lossy(&said).contains("ermission denied"),
            "{folders:o} {files:o}"
        );
        assert_eq!(diary.read(), OLD_ROWS);
        fs::set_permissions(folder, Permissions::from_mode(0o755)).unwrap();
        fs::set_permissions(folder.join(LOG), Permissions::from_mode(0o644)).unwrap();
        command.ends_with(0);
        assert_eq!(diary.read(), with_days(&["2025-08-21"]));
    }
}

#[test]
fn a_disk_that_is_only_read_stays_as_it_is_and_that_is_told() {
    let place = Place::new("a disk that is only read", 1);
    let Some(disk) = Disk::new(&place.at("out"), 65_536) else { return };
    lay(&made().older, &place.at("out"));
    fs::write(place.at("out").join(LOG), OLD_ROWS).unwrap();
    disk.becomes("ro");
    let before = tree(&place.at("out"));
    place.report().ends_with(5);
    let mut adds = crate::support::program();
    adds.args(add("2025-08-21")).current_dir(place.at("out")).stdin(Stdio::null()).ends_with(5);
    assert!(tree(&place.at("out")) == before);
    disk.becomes("rw");
    fs::remove_file(place.at("out").join(LOG)).unwrap();
    place.assert_mends();
}

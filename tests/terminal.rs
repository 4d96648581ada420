//! What a terminal gets: nothing twice, no word of a parser, no character that a file chose to move
//! the cursor by, and work that is done whether or not somebody reads along.

use std::fs;

use crate::{
    cli::run,
    support::{files_below, sample_data},
};

/// A folder with one run of the sample, under a name of the test's choosing.
fn with_a_run(name: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let source = files_below(&sample_data())
        .into_iter()
        .find(|path| path.extension().is_some_and(|ending| ending == "fit"))
        .unwrap();
    fs::copy(source, folder.path().join(name)).unwrap();
    folder
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_standard_error_stops_no_work() {
    let folder = with_a_run("a.fit");
    fs::write(folder.path().join("b.fit"), b"x").unwrap();
    let status = |arguments: &[&str]| {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command = std::process::Command::new(crate::support::program_path());
        command.current_dir(folder.path()).env("HOME", folder.path()).args(arguments);
        command.env("BACKSTRIDE_NO_CACHE", "1");
        command.stdout(std::process::Stdio::null()).stderr(full).status().unwrap().code()
    };
    assert_eq!(status(&["runs", "-v", "."]), Some(0));
    assert_eq!(status(&["report", ".", "--share", "--out", "out"]), Some(0));
    assert!(folder.path().join("out/index.html").exists());
    assert_eq!(status(&["export", ".", "--format", "fhir", "--out", "fhir"]), Some(0));
    assert_eq!(status(&["runs", "no-such-folder"]), Some(2));
}

#[test]
fn what_the_system_says_of_a_file_is_said_once() {
    let folder = tempfile::tempdir().unwrap();
    let (status, _, said) = run(folder.path(), &["verify", "no-such-page.html"]);
    assert_eq!(status, 2);
    assert_eq!(said.matches("os error").count(), 1, "{said}");
    fs::write(folder.path().join("log.csv"), "date,pain_morning\n").unwrap();
    let (_, _, said) = run(folder.path(), &["pain", "template", "log.csv"]);
    assert_eq!(said.matches("is left as it is").count(), 1, "{said}");
    let (status, _, said) = run(folder.path(), &["pain", "add", "log.csv", "--morning", "12"]);
    assert_eq!((status, said.matches("`12`").count()), (2, 1), "{said}");
}

#[cfg(unix)]
#[test]
fn names_and_cells_that_hold_escapes_are_shown_as_text() {
    let folder = with_a_run("a\u{1b}[2J\nb.fit");
    fs::write(folder.path().join("c\u{1b}]0;x\u{7}.fit"), b"x").unwrap();
    fs::write(folder.path().join("log.csv"), "date,pain_morning\n2026-10-03,\u{1b}[31m9\n")
        .unwrap();
    let quiet = |said: &str| !said.contains(|c: char| c.is_control() && c != '\n');
    let (_, out, said) = run(folder.path(), &["runs", "-v", "."]);
    assert_eq!(out.lines().count(), 1, "{out}");
    assert!(quiet(&out) && quiet(&said), "{out:?} {said:?}");
    assert!(out.contains("a\\u{1b}[2J\\nb.fit"), "{out}");
    for arguments in [["doctor", "."], ["inspect", "a\u{1b}[2J\nb.fit"]] {
        let (_, out, said) = run(folder.path(), &arguments);
        assert!(quiet(&out) && quiet(&said), "{out:?} {said:?}");
    }
    let (status, out, _) = run(folder.path(), &["pain", "check", "log.csv"]);
    assert!(status == 1 && quiet(&out), "{out:?}");
    // A program that reads JSON gets the name as it is.
    let (_, out, _) = run(folder.path(), &["runs", "--json", "."]);
    let document: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(document["activities"][0]["path"], "a\u{1b}[2J\nb.fit");
}

#[test]
fn a_warning_sign_stands_before_everything_else() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("log.csv"), "date,pain_morning,red_flag\n2026-10-03,2,saddle\n")
        .unwrap();
    let (status, out, _) = run(folder.path(), &["pain", "check", "log.csv"]);
    assert_eq!(status, 1);
    assert!(out.starts_with("log.csv: 1 day read; read this first:"), "{out}");
    assert!(!out.contains("nothing wrong"), "{out}");
}

#[test]
fn days_to_come_are_not_added_and_are_told_of() {
    let folder = tempfile::tempdir().unwrap();
    let text = "date,pain_morning\n2020-10-03,2\n2099-10-04,2\n";
    fs::write(folder.path().join("log.csv"), text).unwrap();
    let (status, out, _) = run(folder.path(), &["pain", "check", "log.csv"]);
    assert_eq!(status, 0, "{out}");
    assert!(out.contains("2099-10-04 is later than today") && out.contains("line 3"), "{out}");
    assert!(!out.contains("2020-10-03"), "{out}");
    let add = ["pain", "add", "log.csv", "--date", "2099-10-05", "--morning", "2"];
    let (status, _, said) = run(folder.path(), &add);
    assert!(status == 2 && said.contains("later than today"), "{said}");
    assert_eq!(fs::read_to_string(folder.path().join("log.csv")).unwrap(), text);
}

#[test]
fn the_check_as_json_names_its_schema_first() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("log.csv"), "date,pain_morning\n2020-10-03,12\n").unwrap();
    let (_, out, _) = run(folder.path(), &["pain", "check", "log.csv", "--json"]);
    assert!(
        out.starts_with(
            r#"{"schema":"backstride.pain-check/1","file":"log.csv","days":1,"problems":[{"line":2,"#
        ),
        "{out}"
    );
}

#[test]
fn a_day_typed_in_another_order_is_answered_with_ours() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in
        [["pain", "add", "--date", "04.10.2026"], ["report", ".", "--from", "04.10.2026"]]
    {
        let (status, _, said) = run(folder.path(), &arguments);
        assert_eq!(status, 2);
        assert!(said.contains("it is not a day; write it as 2026-10-04"), "{said}");
    }
}

#[test]
fn messages_of_a_file_that_is_no_fit_file_are_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("x.gpx"), "<gpx version=\"1.1\"></gpx>").unwrap();
    let (status, _, said) = run(folder.path(), &["inspect", "--messages", "x.gpx"]);
    assert_eq!(status, 2);
    assert!(said.contains("x.gpx is no FIT file") && said.contains("FIT files only"), "{said}");
}

#[test]
fn days_that_the_export_does_not_know_give_no_page() {
    let folder = with_a_run("a.fit");
    let span = ["report", ".", "--from", "2019-01-01", "--to", "2019-02-01", "--out", "out"];
    let (status, _, said) = run(folder.path(), &span);
    assert_eq!(status, 2, "{said}");
    assert!(said.contains("2019-01-01 to 2019-02-01 has no run and no log row"), "{said}");
    assert!(said.contains("days are known from 20"), "{said}");
    assert!(!folder.path().join("out").exists());
}

#[test]
fn an_empty_folder_is_answered_with_what_to_point_at() {
    let folder = tempfile::tempdir().unwrap();
    for command in ["runs", "days", "doctor"] {
        let (status, _, said) = run(folder.path(), &[command, "."]);
        assert_eq!(status, 4);
        assert!(said.contains("point at the folder your watch's export was unpacked to"), "{said}");
    }
}

#[test]
fn shoes_worn_on_the_same_days_and_a_birth_after_the_runs_are_told() {
    let folder = with_a_run("a.fit");
    let doctor = |config: &str| {
        fs::write(folder.path().join("backstride.toml"), config).unwrap();
        run(folder.path(), &["doctor", "."])
    };
    let shoe = |id: &str| format!("[[shoe]]\nid = \"{id}\"\nfrom = 2020-01-01\n");
    let (_, _, said) = doctor(&[shoe("a"), shoe("b")].concat());
    assert!(said.contains("the shoes `a` and `b` are both in use from 2020-01-01 on"), "{said}");
    let (status, _, said) = doctor("[runner]\nbirth_year = 2099\n");
    assert!(status == 2 && said.contains("`runner.birth_year` is 2099"), "{said}");
}

#[test]
fn steps_are_whole_in_runs_and_in_days() {
    let folder = with_a_run("a.fit");
    let steps = |command: &str, list: &str| {
        let (_, out, _) = run(folder.path(), &[command, "--json", "."]);
        let document: serde_json::Value = serde_json::from_str(&out).unwrap();
        document[list].as_array().unwrap().iter().find_map(|row| row["steps"].as_f64())
    };
    let (of_runs, of_days) = (steps("runs", "activities"), steps("days", "days"));
    assert_eq!(of_runs, of_days);
    assert!(of_runs.unwrap() > 0.0);
}

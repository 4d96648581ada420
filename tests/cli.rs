//! The real binary in a fresh folder: outputs, exit statuses, and what it says when input is bad.

use std::{fs, path::Path, process::Command};

use crate::support::{Ends as _, files_below, program, sample_data};

pub(crate) fn backstride(folder: &Path) -> Command {
    let mut command = program();
    command.current_dir(folder).env("HOME", folder).env_remove("XDG_CONFIG_HOME");
    command
}

/// Runs, and gives the status with what was printed to either side.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = backstride(folder).args(arguments).output().unwrap();
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

#[test]
fn an_empty_folder_is_said_to_be_empty_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("export")).unwrap();
    let (status, _, said) = run(folder.path(), &["report", "export", "--out", "out"]);
    assert_eq!(status, 4, "{said}");
    assert!(said.contains("nothing usable in export"), "{said}");
    assert!(!folder.path().join("out").exists());
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let (status, _, said) = run(folder.path(), &["runs", "no-such-folder"]);
    assert_eq!(status, 2);
    assert!(said.contains("no-such-folder is not there"), "{said}");
}

#[test]
fn a_file_that_is_not_what_its_name_says_is_unreadable_and_the_rest_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("not-a-run.fit"), b"this is a letter to my aunt").unwrap();
    fs::write(folder.path().join("notes.txt"), b"this too").unwrap();
    let (status, out, _) = run(folder.path(), &["runs", "--json", "."]);
    assert_eq!(status, 4);
    let document: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(document["schema"], "backstride.runs/1");
    assert_eq!(document["files"][0]["outcome"], "unreadable");
    assert_eq!(document["files"][0]["reason"], "is neither FIT nor GPX nor TCX");
    assert_eq!(document["files"][1]["outcome"], "not_an_activity");
}

#[test]
fn strict_turns_an_unreadable_file_into_status_three_after_the_work_is_done() {
    let folder = tempfile::tempdir().unwrap();
    let run_file = files_below(&sample_data())
        .into_iter()
        .find(|path| path.extension().is_some_and(|ending| ending == "fit"))
        .unwrap();
    fs::copy(run_file, folder.path().join("a.fit")).unwrap();
    fs::write(folder.path().join("b.fit"), b"x").unwrap();
    assert_eq!(run(folder.path(), &["runs", "--json", "."]).0, 0);
    assert_eq!(run(folder.path(), &["runs", "--json", "--strict", "."]).0, 3);
}

#[test]
fn a_wrong_cell_of_the_log_is_named_with_line_column_and_what_is_allowed() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("pain-log.csv"),
        "date,pain_morning\n2026-10-03,2\n2026-10-04,11\n2026-02-30,1\n",
    )
    .unwrap();
    let report =
        |more: &[&str]| run(folder.path(), &[&["report", ".", "--out", "out"], more].concat());
    let named = |said: &str| {
        assert!(said.contains("pain-log.csv line 3, column pain_morning: `11`"), "{said}");
        assert!(said.contains("line 4, column date: `2026-02-30`"), "{said}");
    };
    let (status, _, said) = report(&["--strict"]);
    assert_eq!(status, 2, "{said}");
    named(&said);
    assert!(!folder.path().join("out").exists());
    let (status, _, said) = report(&[]);
    assert_eq!(status, 0, "{said}");
    named(&said);
    assert!(folder.path().join("out/2026-10/report.html").exists());
    assert_eq!(run(folder.path(), &["pain", "check", "pain-log.csv"]).0, 1);
}

#[test]
fn a_misspelt_setting_is_answered_with_the_nearest() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("backstride.toml"), "[runner]\nheigth_cm = 172\n").unwrap();
    let (status, _, said) = run(folder.path(), &["runs", "."]);
    assert_eq!(status, 2);
    assert!(said.contains("did you mean `runner.height_cm`?"), "{said}");
}

#[test]
fn an_output_folder_that_cannot_be_made_is_an_error_with_its_path() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("taken"), b"a file stands where the folder should").unwrap();
    let sample = sample_data();
    let (status, _, said) =
        run(folder.path(), &["report", sample.to_str().unwrap(), "--out", "taken"]);
    assert_eq!(status, 2);
    assert!(said.contains("taken"), "{said}");
}

#[test]
fn a_diary_without_one_run_is_a_page_too() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("pain-log.csv"), "date,pain_morning\n2026-10-03,2\n").unwrap();
    let (status, page, said) = run(folder.path(), &["report", ".", "--out", "out"]);
    assert_eq!(status, 0, "{said}");
    assert!(page.contains("2026-10"), "{page}");
    assert!(folder.path().join("out/2026-10/report.html").exists());
}

#[test]
fn the_same_input_gives_the_same_bytes_at_any_number_of_threads_and_in_any_zone() {
    let folder = tempfile::tempdir().unwrap();
    let sample = sample_data();
    let written = |threads: &str, zone: &str, out: &str| {
        backstride(folder.path())
            .args(["report", sample.to_str().unwrap(), "--threads", threads, "--out", out])
            .env("TZ", zone)
            .ends_with(0);
        let root = folder.path().join(out);
        files_below(&root)
            .into_iter()
            .map(|path| (path.strip_prefix(&root).unwrap().to_owned(), fs::read(&path).unwrap()))
            .collect::<Vec<_>>()
    };
    let one = written("1", "UTC", "one");
    let many = written("4", "Pacific/Auckland", "many");
    assert!(one.len() > 10);
    for ((path, a), (other, b)) in one.iter().zip(&many) {
        assert_eq!(path, other);
        assert!(a == b, "{} differs", path.display());
    }
    assert_eq!(one.len(), many.len());
}

#[test]
fn init_never_writes_over_what_is_there() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("pain-log.csv"), "date,pain_morning\n2026-10-03,2\n").unwrap();
    let (status, out, _) = run(folder.path(), &["init"]);
    assert_eq!(status, 0);
    assert!(out.contains("pain-log.csv is there already"), "{out}");
    let kept = fs::read_to_string(folder.path().join("pain-log.csv")).unwrap();
    assert!(kept.contains("2026-10-03"));
    // What it writes is a config that can be read.
    assert_eq!(run(folder.path(), &["pain", "check"]).0, 0);
}

#[test]
fn every_number_can_be_explained() {
    let folder = tempfile::tempdir().unwrap();
    let (status, text, _) = run(folder.path(), &["explain", "vertical_oscillation_mm"]);
    assert_eq!(status, 0);
    assert!(text.contains("doi:"), "{text}");
    let (status, _, said) = run(folder.path(), &["explain", "cadense_spm"]);
    assert_eq!(status, 2);
    assert!(said.contains("cadence_spm"), "{said}");
}

#[test]
fn the_page_of_numbers_is_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let (_, markdown, _) = run(folder.path(), &["explain", "--markdown"]);
    let kept_at = crate::support::root().join("docs/metrics.md");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(kept_at.parent().unwrap()).unwrap();
        fs::write(&kept_at, &markdown).unwrap();
    }
    let kept = fs::read_to_string(&kept_at).unwrap();
    assert!(kept == markdown, "UPDATE_GOLDEN=1 cargo test numbers rewrites docs/metrics.md");
}

//! What a runner may rely on: a diary is read whole or not at all, a file costs only itself, the
//! system's failures have a status of their own, and a table computes nothing.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test reads and writes files")]

use std::{fs, path::Path, process::Command};

use crate::{
    cli::run,
    support::{Ends as _, files_below, program, watch::Watch},
};

fn recording(started: &'static str) -> Vec<u8> {
    Watch { started, seconds: 1_200, ..Watch::default() }.file()
}

/// Thirty days in which a note begins with a quote that nobody meant.
fn stray(separator: char, begins: usize, ends: Option<usize>) -> String {
    let row = |day: usize| {
        let note = match day {
            day if day == begins => "\"tight",
            day if Some(day) == ends => "ok\"",
            _ => "",
        };
        format!("2026-08-{day:02}{separator}{}{separator}{note}\n", day % 5)
    };
    let rows: String = (1..=30).map(row).collect();
    format!("date{separator}pain_morning{separator}note\n{rows}")
}

#[test]
fn rows_that_vanish_into_a_quote_are_told_with_its_line_and_no_page_is_written() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("run.fit"), recording("2026-08-20T06:00:00Z")).unwrap();
    let cases = [
        (stray(',', 5, None), "line 6, column note", "never closed: 25 rows vanish"),
        (stray(';', 5, None), "line 6, column note", "never closed: 25 rows vanish"),
        // A later note's quote closes it: the rows between are gone, and those behind are not.
        (stray(',', 5, Some(9)), "line 6, column note", "closed in line 10 only: 4 rows vanish"),
        (stray(',', 30, None), "line 31, column note", "never closed"),
        (stray(',', 5, None).replace('\n', "\r\n"), "line 6, column note", "25 rows vanish"),
        ("date,\"pain_morning\n2026-08-01,2\n2026-08-02,3\n".into(), "line 1", "2 rows vanish"),
    ];
    for (log, place, what) in cases {
        fs::write(folder.path().join("pain-log.csv"), &log).unwrap();
        let (status, out, _) = run(folder.path(), &["pain", "check", "pain-log.csv"]);
        assert!(status == 1 && out.contains(place) && out.contains(what), "{log}\n{out}");
        let (status, _, said) = run(folder.path(), &["report", ".", "--out", "pages"]);
        assert!(status == 2 && said.contains(place), "{said}");
        assert!(said.contains("nothing is made from it"), "{said}");
        assert!(!folder.path().join("pages").exists());
    }
}

#[test]
fn a_note_of_several_lines_is_a_note_also_where_it_names_days() {
    let folder = tempfile::tempdir().unwrap();
    let log = "date,pain_morning,note\n2026-08-01,2,\"first\nsecond, with a comma\n\n\
               2026-08-02, a rest\n\"\"quoted\"\"\"\n2026-08-03,1,\n";
    fs::write(folder.path().join("log.csv"), log).unwrap();
    let (status, out, _) = run(folder.path(), &["pain", "check", "log.csv"]);
    assert_eq!((status, out.trim()), (0, "log.csv: 2 days and nothing wrong"));
}

#[test]
fn a_row_is_added_only_to_a_log_that_holds_it_and_its_old_rows_afterwards() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.csv");
    let add = &["pain", "add", "log.csv", "--date", "2026-01-02", "--morning", "2"];
    let header = "date,pain_morning,note\n";
    for log in [
        format!("{header}2026-01-01,1,\"open\n"),
        format!("{header}2026-01-01,1,\"open"),
        format!("{header}2025-12-30,1,\"a\n2025-12-31,1,\n2026-01-01,1,\"b\n"),
        "date,pain_morning,\"note\n2026-01-01,1,x\n".to_owned(),
    ] {
        fs::write(&path, &log).unwrap();
        let (status, _, said) = run(folder.path(), add);
        assert!(status == 2 && said.contains("nothing was added"), "{log}\n{said}");
        assert!(said.contains("begins with a quote"), "{said}");
        assert_eq!(fs::read_to_string(&path).unwrap(), log);
    }
    fs::write(&path, format!("{header}2026-01-01,1,\"two\nlines\"\n")).unwrap();
    assert_eq!(run(folder.path(), add).0, 0);
    let log = fs::read_to_string(&path).unwrap();
    assert!(log.contains("two\nlines\"\n2026-01-02,2,"), "{log}");
}

#[test]
fn a_file_of_gaps_costs_only_itself_and_the_other_pages_are_written() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("run.fit"), recording("2026-08-20T06:00:00Z")).unwrap();
    fs::write(folder.path().join("broken.fit"), b"\x0e\x10\0\0\xff\xff\xff\x7f.FIT").unwrap();
    fs::write(folder.path().join("named.zip"), b"PK\x03\x04 and no more").unwrap();
    let args = ["report", ".", "--out", "pages", "--no-config", "--no-cache"];
    let (status, out, said) = run(folder.path(), &args);
    assert!(status == 0 && out.contains("2026-08"), "{said}");
    assert!(said.contains("broken.fit") && said.contains("named.zip"), "{said}");
    assert!(folder.path().join("pages/2026-08/report.html").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_has_a_status_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("run.fit"), recording("2026-08-20T06:00:00Z")).unwrap();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let args = ["runs", "--csv", "--no-config", "."];
    program().args(args).current_dir(folder.path()).stdout(full).ends_with(5);
    // What is not there is a wrong command line.
    program().args(["runs", "nowhere"]).current_dir(folder.path()).ends_with(2);
    program().args(["verify", "nowhere.pdf"]).current_dir(folder.path()).ends_with(2);
}

#[cfg(target_os = "linux")]
#[test]
fn a_pipe_that_is_named_is_refused_at_once_whatever_it_is_named_for() {
    let folder = tempfile::tempdir().unwrap();
    let made = Command::new("mkfifo").arg("pipe").current_dir(folder.path()).status().unwrap();
    assert!(made.success());
    for args in [
        &["runs", "--no-config", "pipe"][..],
        &["inspect", "--no-config", "pipe"],
        &["pain", "check", "pipe"],
        &["days", "--no-config", "--pain", "pipe", "."],
        &["runs", "--config", "pipe", "."],
    ] {
        let (status, _, said) = run(folder.path(), args);
        assert!(status == 2 && said.contains("neither a file nor a folder"), "{args:?} {said}");
    }
    // Beside others it is passed over.
    fs::write(folder.path().join("run.fit"), recording("2026-08-20T06:00:00Z")).unwrap();
    assert_eq!(run(folder.path(), &["runs", "--no-config", "."]).0, 0);
}

#[cfg(unix)]
#[test]
fn a_name_with_a_formula_behind_a_separator_or_with_control_characters_is_only_shown() {
    let folder = tempfile::tempdir().unwrap();
    for (name, day) in [("x;=1+1;.fit", 20), ("a\u{1b}[31mb.fit", 21), ("t\t@sum.fit", 22)] {
        let started: &'static str = match day {
            20 => "2026-08-20T06:00:00Z",
            21 => "2026-08-21T06:00:00Z",
            _ => "2026-08-22T06:00:00Z",
        };
        fs::write(folder.path().join(name), recording(started)).unwrap();
    }
    let (_, out, _) = run(folder.path(), &["runs", "--csv", "--no-config", "."]);
    for table in [out, export(folder.path())] {
        assert!(!table.contains('\u{1b}') && table.contains("a\\u{1b}[31mb.fit"), "{table}");
        assert!(table.contains("x;'=1+1;.fit"), "{table}");
        // As a spreadsheet reads it that separates by a semicolon or a tab: a quote counts at the start
        // of a cell only.
        for separator in [b';', b'\t'] {
            let mut reader = csv::ReaderBuilder::new()
                .delimiter(separator)
                .has_headers(false)
                .flexible(true)
                .from_reader(table.as_bytes());
            for record in reader.records() {
                for cell in &record.unwrap() {
                    assert!(!cell.trim_start().starts_with(['=', '+', '@']), "{cell}");
                }
            }
        }
    }
}

#[test]
fn text_that_would_be_a_formula_is_defused_in_every_csv_and_numbers_stay_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let name = "=cmd.fit";
    fs::write(folder.path().join(name), recording("2026-08-20T06:00:00Z")).unwrap();
    let (_, out, _) = run(folder.path(), &["runs", "--csv", "--no-config", "."]);
    let table = out + &export(folder.path());
    assert!(table.contains(",'=cmd.fit,"), "{table}");
    let mut cells = 0;
    for line in table.lines() {
        for cell in line.split(',') {
            let cell = cell.trim_matches('"');
            let is_formula = cell.starts_with(['=', '+', '-', '@']) && cell.parse::<f64>().is_err();
            assert!(!is_formula, "{line}");
            cells += usize::from(cell.parse::<f64>().is_ok());
        }
    }
    assert!(cells > 20, "numbers stand as numbers");
}

fn export(folder: &Path) -> String {
    let args = ["export", "--format", "csv", "--no-config", "--out", "tables", "."];
    assert_eq!(run(folder, &args).0, 0);
    let tables = files_below(&folder.join("tables"));
    tables.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

#[test]
fn what_is_named_and_not_there_is_told_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("run.fit"), recording("2026-08-20T06:00:00Z")).unwrap();
    fs::write(folder.path().join("settings.toml"), "[pain]\nlog = \"gone.csv\"\n").unwrap();
    fs::write(folder.path().join("a-file"), "").unwrap();
    let cases: [(&[&str], &str); 6] = [
        (&["pain", "check", "gone.csv"], "the pain log gone.csv is not there; put its name right"),
        (&["pain", "add", "gone.csv", "--morning", "2"], "backstride pain template gone.csv"),
        (&["report", "run.fit", "--config", "settings.toml"], "`log` under [pain] of the settings"),
        (&["report", "run.fit", "--plan", "gone.toml"], "the plan gone.toml is not there; put"),
        (&["report", "run.fit", "--out", "a-file"], "name another folder"),
        (&["verify", "gone.html"], "look at how it is spelt"),
    ];
    for (arguments, what) in cases {
        let (status, _, said) = run(folder.path(), arguments);
        assert!(status == 2 && said.contains(what), "{arguments:?}: {status} {said}");
    }
}

#[cfg(unix)]
#[test]
fn an_out_folder_that_is_a_link_to_nothing_is_told_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("run.fit"), recording("2026-08-20T06:00:00Z")).unwrap();
    std::os::unix::fs::symlink("nowhere", folder.path().join("link")).unwrap();
    let (status, _, said) = run(folder.path(), &["report", "run.fit", "--out", "link"]);
    assert!(status == 2 && said.contains("name another folder"), "{said}");
}

#[test]
fn a_log_that_is_larger_than_any_is_not_read_to_add_a_row() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.csv");
    // A file of holes: it has a length, and takes no room.
    fs::File::create(&path).unwrap().set_len((512 << 20) + 1).unwrap();
    let (status, _, said) = run(folder.path(), &["pain", "add", "log.csv", "--morning", "2"]);
    assert!(status == 2 && said.contains("larger than any such file"), "{status} {said}");
}

#[cfg(target_os = "linux")]
#[test]
fn help_that_cannot_be_written_is_no_success() {
    for asked in [&["--help"][..], &["--version"], &["runs", "--help"]] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        program().args(asked).stdout(full).ends_with(5);
        program().args(asked).ends_with(0);
    }
    program().arg("--no-such-option").ends_with(2);
}

#[cfg(target_os = "linux")]
#[test]
fn a_list_of_paths_is_bytes_and_one_that_is_too_long_is_refused() {
    use std::{io::Write as _, os::unix::ffi::OsStrExt as _, process::Stdio};
    let folder = tempfile::tempdir().unwrap();
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.fit");
    fs::write(folder.path().join(name), recording("2026-08-20T06:00:00Z")).unwrap();
    fs::write(folder.path().join("b.fit"), recording("2026-08-21T06:00:00Z")).unwrap();
    let listed = |list: &[u8]| {
        let mut child = program()
            .args(["runs", "--no-config", "-"])
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Who refuses the list does not read it to its end.
        let _ = child.stdin.take().unwrap().write_all(list);
        child.wait_with_output().unwrap()
    };
    let found = listed(b"caf\xe9.fit\r\nb.fit\n");
    let rows = String::from_utf8_lossy(&found.stdout).lines().count();
    assert_eq!((found.status.code(), rows), (Some(0), 2), "{found:?}");
    let refused = listed(&b"b.fit\n".repeat(3_000_000));
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("name the folder"));
}

#[test]
fn a_run_that_leaves_no_track_is_told_with_the_reason_and_nothing_speaks_of_files() {
    let folder = tempfile::tempdir().unwrap();
    // 300 m from south to north in five minutes: no place is 400 m from both ends.
    let point = |second: u32| {
        let latitude = 47.0 + f64::from(second) / 111_195.0;
        let time = format!("2026-08-20T06:{:02}:{:02}Z", second / 60, second % 60);
        format!("<trkpt lat=\"{latitude:.7}\" lon=\"8\"><time>{time}</time></trkpt>")
    };
    let points: String = (0..300).map(point).collect();
    let gpx = format!("<gpx><trk><type>running</type><trkseg>{points}</trkseg></trk></gpx>");
    fs::write(folder.path().join("short.gpx"), gpx).unwrap();
    fs::write(folder.path().join("run.fit"), recording("2026-08-21T06:00:00Z")).unwrap();
    let asked = ["export", "--format", "gpx", "--no-config", "--out", "tracks", "."];
    let (_, out, said) = run(folder.path(), &asked);
    assert!(!out.contains("These files hold places"), "{out}");
    assert!(said.contains("no file was written"), "{said}");
    assert!(said.contains("farther than 400 m") && said.contains("2026-08-20-1"), "{said}");
    assert!(said.contains("1 run has no places"), "{said}");
    let (_, out, said) = run(folder.path(), &[&asked[..], &["--trim-m", "50"]].concat());
    assert!(out.contains("These files hold places") && !said.contains("no file"), "{out}{said}");
}

//! The pain log by the program itself: workbooks that other programs wrote, rows added and checked,
//! the words on safety, and the page of columns.

use std::{
    fs,
    io::{Cursor, Read as _, Write as _},
    path::Path,
    process::Stdio,
};

use backstride::{
    model::RedFlag,
    pain::{ColumnMap, PainLog, ROLL, read},
};
use jiff::civil::date;

use crate::{
    cli::{backstride, run},
    support::{Ends as _, root},
};

fn workbook(name: &str) -> Vec<u8> {
    fs::read(root().join("tests/oracles/workbooks").join(name)).unwrap()
}

fn log_of(folder: &Path) -> String {
    fs::read_to_string(folder.join("pain-log.csv")).unwrap()
}

fn folder_with(log: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("pain-log.csv"), log).unwrap();
    folder
}

#[test]
fn a_workbook_of_openpyxl_is_read_as_it_was_written() {
    let log = read(&workbook("dates_1900.xlsx"), &ColumnMap::default(), "pain-log.xlsx").unwrap();
    let morning = |day| log.morning(date(2026, 10, day)).map(|score| score.value());
    assert_eq!([1, 2, 3, 4].map(morning), [Some(2.0), Some(3.5), Some(0.0), Some(2.5)]);
    let first = log.day(date(2026, 10, 1)).unwrap();
    assert_eq!(first.entered_on, Some(date(2026, 10, 3)));
    assert_eq!(first.shoe.as_deref(), Some("12"));
    let second = log.day(date(2026, 10, 2)).unwrap();
    assert_eq!(second.pain_during_max.map(|score| score.value()), Some(4.0));
    assert_eq!(second.legs.len(), 2);
    let third = log.entries().iter().find(|entry| entry.date == date(2026, 10, 3)).unwrap();
    assert_eq!(third.time_local, Some(jiff::civil::time(6, 30, 0, 0)));
    assert_eq!(log.len(), 4, "the blank row and the blank cells far out are none");
    assert_eq!(log.notices.len(), 1, "the second sheet is told: {:?}", log.notices);
}

#[test]
fn a_workbook_of_xlsxwriter_that_counts_from_1904_and_begins_at_b3_is_read() {
    let log = read(&workbook("dates_1904.xlsx"), &ColumnMap::default(), "pain-log.xlsx").unwrap();
    let morning = |day| log.morning(date(2026, 10, day)).map(|score| score.value());
    assert_eq!((log.len(), morning(1), morning(2)), (2, Some(3.5), Some(2.0)));
}

#[test]
fn what_is_wrong_in_a_workbook_is_named_by_its_cell() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("pain-log.xlsx"), workbook("wrong.xlsx")).unwrap();
    let (status, out, _) = run(folder.path(), &["pain", "check", "--json"]);
    assert_eq!(status, 1);
    let document: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(document["schema"], "backstride.pain-check/1");
    let problems = document["problems"].as_array().unwrap();
    let found: Vec<(&str, &str)> = problems
        .iter()
        .map(|problem| (problem["cell"].as_str().unwrap(), problem["value"].as_str().unwrap_or("")))
        .collect();
    let expected = [
        ("B2", "11"),
        ("A3", "soon"),
        ("B4", "2026-05-03"),
        ("C4", "knee"),
        ("A5", ""),
        ("D6", "astray"),
        ("B6", "#N/A"),
    ];
    assert_eq!(found, expected);
    let (_, said, _) = run(folder.path(), &["pain", "check"]);
    assert!(said.contains("pain-log.xlsx cell B2, column pain_morning: `11` is not on"), "{said}");
    let (status, _, said) = run(folder.path(), &["pain", "add", "--morning", "2"]);
    assert_eq!(status, 2);
    assert!(said.contains("the log is a workbook; add the row there"), "{said}");
}

#[test]
fn a_workbook_that_is_damaged_is_refused_with_what_to_do() {
    let whole = workbook("dates_1900.xlsx");
    let refused = |bytes: &[u8]| {
        let problems = read(bytes, &ColumnMap::default(), "x.xlsx").unwrap_err();
        problems[0].to_string()
    };
    assert!(refused(&whole[..whole.len() / 2]).contains("cut short"));
    let old = [&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..], &[0; 600]].concat();
    assert!(refused(&old).contains("save it as .xlsx"));
    // Not one byte turned over makes the reader panic, or another diary of it.
    let right = read(&whole, &ColumnMap::default(), "x.xlsx").unwrap();
    for place in (0..whole.len()).step_by(3) {
        let mut damaged = whole.clone();
        damaged[place] ^= 0x55;
        if let Ok(log) = read(&damaged, &ColumnMap::default(), "x.xlsx") {
            assert_eq!(log.entries(), right.entries(), "byte {place}");
        }
    }
    // A day that was turned into another in a sheet that is stored as it is: only its checksum tells.
    let book = changed(&whole, SHEET, "2026-10-04", "2026-10-04");
    let stored = stored(&book);
    assert_eq!(read(&stored, &ColumnMap::default(), "x.xlsx").unwrap().len(), 4);
    let at = stored.windows(10).position(|it| it == b"2026-10-04").unwrap();
    let mut damaged = stored;
    damaged[at + 9] = b'9';
    assert!(refused(&damaged).contains("a workbook that is damaged"), "{}", refused(&damaged));
    assert!(refused(&damaged).contains("save it anew"), "{}", refused(&damaged));
}

/// A workbook whose parts are not compressed.
fn stored(book: &[u8]) -> Vec<u8> {
    let mut whole = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut made = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for place in 0..whole.len() {
        let mut entry = whole.by_index(place).unwrap();
        let mut text = Vec::new();
        entry.read_to_end(&mut text).unwrap();
        made.start_file(entry.name().unwrap().into_owned(), options).unwrap();
        made.write_all(&text).unwrap();
    }
    made.finish().unwrap().into_inner()
}

const SHEET: &str = "xl/worksheets/sheet1.xml";
const STYLES: &str = "xl/styles.xml";
const SHARED: &str = "xl/sharedStrings.xml";

/// A workbook with one thing in place of another in one of its parts, or with a part more.
fn changed(book: &[u8], part: &str, from: &str, to: &str) -> Vec<u8> {
    let mut whole = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut made = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for place in 0..whole.len() {
        let mut entry = whole.by_index(place).unwrap();
        let mut text = String::new();
        entry.read_to_string(&mut text).unwrap();
        let name = entry.name().unwrap().into_owned();
        if name == part {
            assert!(text.contains(from), "{part} has no {from}");
            text = text.replacen(from, to, 1);
        }
        made.start_file(name, options).unwrap();
        made.write_all(text.as_bytes()).unwrap();
    }
    if from.is_empty() {
        made.start_file(part, options).unwrap();
        made.write_all(to.as_bytes()).unwrap();
    }
    made.finish().unwrap().into_inner()
}

#[test]
fn a_cell_that_no_sheet_has_is_refused_and_not_read_at_the_place_it_comes_round_to() {
    let whole = workbook("dates_1900.xlsx");
    // `MWLQKWW` is the column of number 2^32 + 1, and 4294967297 that row.
    for cell in ["XsittingFD1", "A99999999999", "MWLQKWW1", "A4294967297", "XFE1", "A1048577"] {
        for written in [format!("<c  r = '{cell}'"), format!("<c s=\"<\"r=\"{cell}\"")] {
            let book = changed(&whole, SHEET, "<c r=\"A1\"", &written);
            let said = read(&book, &ColumnMap::default(), "x.xlsx").unwrap_err()[0].to_string();
            assert!(said.contains("no sheet can have; save it anew"), "{written}: {said}");
        }
    }
}

#[test]
fn what_a_workbook_may_not_make_its_reader_count_or_hold_is_refused() {
    let whole = workbook("dates_1900.xlsx");
    let format = format!("<numFmts><numFmt numFmtId=\"9\" formatCode=\"{}\"/>", "[".repeat(256));
    for (part, from, to) in [
        (SHEET, "<row r=\"1\"", "<row r=\"4294967296\""),
        (SHEET, "<dimension ref=\"", "<dimension ref=\"B2:A1\" was=\""),
        (SHEET, "<dimension ref=\"", "<dimension ref=\"A1:A4294967297\" was=\""),
        (STYLES, "<numFmts count=\"2\">", &format),
        (STYLES, "<name val=\"", &format!("<name val=\"{}", "x".repeat(2_000))),
        (SHARED, "", "<sst uniqueCount=\"9999999999999999999\"></sst>"),
        (SHARED, "", "<sst uniqueCount=\"1000000000000\"></sst>"),
    ] {
        let book = changed(&whole, part, from, to);
        assert!(read(&book, &ColumnMap::default(), "x.xlsx").is_err(), "{part}: {to}");
    }
    // One text of 100 kB in 2,000 cells.
    let text = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(100_000));
    let cells = "<c t=\"s\"><v>0</v></c>".repeat(200);
    let rows = format!("<row>{cells}</row>").repeat(10) + "</sheetData>";
    let book = changed(&changed(&whole, SHARED, "", &text), SHEET, "</sheetData>", &rows);
    let said = read(&book, &ColumnMap::default(), "x.xlsx").unwrap_err()[0].to_string();
    assert!(said.contains("has a sheet that cannot be read"), "{said}");
}

#[test]
fn a_cell_that_is_not_read_is_named_and_nothing_is_made_of_that_log() {
    let row = |row: &str| format!("{row}</sheetData>");
    let text = |cell: &str, text: &str| {
        format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
    };
    let far = row(&format!("<row r=\"300000\">{}</row>", text("A300000", "2026-11-01")));
    let corner = row("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>");
    let wide = row("<row r=\"9\"><c r=\"ALM9\"><v>1</v></c></row>");
    // Row 5 is that of 4 October; 2 October has a morning of 3,5.
    let again = row(&format!("<row r=\"5\">{}</row>", text("A5", "2026-10-09")));
    let twice = row(&format!("<row r=\"3\">{}</row>", text("B3", "9")));
    for (rows, said) in [
        (far, "cell A300000: `2026-11-01` stands beyond the 1000 columns and 200,000 rows"),
        (corner, "cell XFD1048576: `1` stands beyond"),
        (wide, "cell ALM9: `1` stands beyond"),
        (again, "cell A5: `2026-10-09` is another value for a cell"),
        (twice, "cell B3: `9` is another value for a cell"),
    ] {
        let book = changed(&workbook("dates_1900.xlsx"), SHEET, "</sheetData>", &rows);
        let book = changed(&book, SHEET, "A1:Z400", "A1:XFD1048576");
        let problems = read(&book, &ColumnMap::default(), "x.xlsx").unwrap_err();
        let told = problems.iter().find(|problem| problem.loses_rows).unwrap().to_string();
        assert!(told.contains(said), "{told}");
    }
    // The same once more is no other value.
    let same = row(&format!("<row r=\"5\">{}</row>", text("A5", "2026-10-04")));
    let book = changed(&workbook("dates_1900.xlsx"), SHEET, "</sheetData>", &same);
    assert_eq!(read(&book, &ColumnMap::default(), "x.xlsx").unwrap().len(), 4);
}

#[test]
fn a_log_whose_lines_end_in_what_ends_none_is_no_header_without_rows() {
    let rows = ["date,pain_morning,note", "2026-09-01,1,", "2026-09-02,4,", "2026-09-03,2,"];
    for (end, name) in [("\u{2028}", "U+2028"), ("\u{85}", "U+0085"), ("\u{b}", "U+000B")] {
        for more in ["", "\n2026-09-20,3,\n"] {
            let log = rows.join(end) + more;
            let problems = read(log.as_bytes(), &ColumnMap::default(), "log.csv").unwrap_err();
            let told = problems.iter().find(|problem| problem.loses_rows).unwrap().to_string();
            assert!(told.contains("line 1: goes on with rows") && told.contains(name), "{told}");
        }
    }
    // In a cell of a row, and in a header's name, it is a letter like others.
    for name in ["pain_morning", "pain\u{2028}morning"] {
        let log = format!("date,{name},note\n2026-09-01,1,one\u{2028}two\n");
        assert_eq!(read(log.as_bytes(), &ColumnMap::default(), "log.csv").unwrap().len(), 1);
    }
}

#[test]
fn what_loses_rows_is_told_however_much_else_is_wrong() {
    // 12,000 bad cells, then a quote that swallows two days, then 12,000 more.
    let bad = |from: usize| -> String {
        (from..from + 12_000)
            .fold(String::new(), |log, at| log + &format!("{}-10-03,x\n", 1_000 + at % 900))
    };
    let quote = "2026-09-01,\"3\n2026-09-02,4\n2026-09-03,2\"\n";
    let log = format!("date,pain_morning\n{}{quote}{}", bad(0), bad(5));
    let problems = read(log.as_bytes(), &ColumnMap::default(), "log.csv").unwrap_err();
    assert!(problems.iter().any(|problem| problem.loses_rows), "{}", problems.len());
    assert!(problems.len() <= 10_002);
}

#[test]
fn a_row_is_not_added_below_rows_of_which_no_day_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let log = "date;pain_morning\n01.09.2026;2\n02.09.2026;5\n";
    fs::write(folder.path().join("pain-log.csv"), log).unwrap();
    for set in [&[][..], &["--replace"]] {
        let asked = ["pain", "add", "--date", "2026-09-20", "--morning", "3"];
        let (status, _, said) = run(folder.path(), &[&asked, set].concat());
        assert!(status == 2 && said.contains("no day can be read"), "{said}");
        assert!(said.contains("line 2, column date: `01.09.2026`"), "{said}");
        assert_eq!(fs::read_to_string(folder.path().join("pain-log.csv")).unwrap(), log);
    }
}

#[test]
fn a_cell_is_given_once_and_a_quiet_addition_says_nothing() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["pain", "template", "pain-log.csv"]);
    let add = |cells: &[&str]| {
        let asked = ["pain", "add", "--date", "2026-10-03", "-q"];
        run(folder.path(), &[&asked, cells].concat())
    };
    for cells in [
        &["--morning", "4", "--set", "pain_morning=3"][..],
        &["--set", "pain_morning=4", "--set", "pain_morning=4"],
        &["--morning", "4", "--set", "date=2026-10-02"],
        &["--morning", "4", "--set", "pain_morning=3", "--replace"],
    ] {
        let (status, _, said) = add(cells);
        assert!(status == 2 && said.contains("is given twice; give it once"), "{said}");
    }
    assert_eq!(add(&["--morning", "4"]), (0, String::new(), String::new()));
    assert_eq!(add(&["--morning", "3", "--replace"]), (0, String::new(), String::new()));
    let log = fs::read_to_string(folder.path().join("pain-log.csv")).unwrap();
    assert!(log.contains("\n2026-10-03,3,"), "{log}");
    assert_eq!(log.matches("\n2026-10-03").count(), 1, "{log}");
}

#[test]
fn a_row_is_added_by_plain_options_and_only_when_it_is_right() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["pain", "template", "pain-log.csv"]);
    assert_eq!(run(folder.path(), &["pain", "check"]).0, 0);
    let template = log_of(folder.path());
    let add = |cells: &[&str]| {
        run(folder.path(), &[&["pain", "add", "--date", "2026-10-03"], cells].concat())
    };
    let (status, _, said) = add(&["--morning", "11"]);
    assert_eq!(status, 2);
    assert!(said.contains("`11` is not on the scale; whole or half points from 0 to 10"), "{said}");
    assert_eq!(log_of(folder.path()), template);
    assert_eq!(
        add(&["--set", "pain_morning=2.5", "--rpe", "4", "--entered-at", "2026-10-04"]).0,
        0
    );
    let added = log_of(folder.path());
    assert_eq!(
        added,
        template.replacen("legs\n", "legs,rpe,entered_at\n", 1) + "2026-10-03,2.5,,,4,2026-10-04\n"
    );
    let (status, _, said) = add(&["--morning", "3"]);
    assert_eq!(status, 2);
    assert!(said.contains("is a second value for 2026-10-03"), "{said}");
    assert_eq!(log_of(folder.path()), added);
}

#[test]
fn a_row_without_a_day_is_of_today_where_the_runner_is_and_says_when_it_was_written() {
    let folder = folder_with("date,pain_morning,entered_at\n");
    // Kiritimati is 25 hours before Pago Pago: never the same day.
    for zone in ["Pacific/Kiritimati", "Pacific/Pago_Pago"] {
        backstride(folder.path())
            .args(["pain", "add", "--morning", "2"])
            .env("TZ", zone)
            .ends_with(0);
    }
    let log = read(log_of(folder.path()).as_bytes(), &ColumnMap::default(), "log").unwrap();
    assert_eq!(log.len(), 2);
    let all = log.first_day().unwrap()..=log.last_day().unwrap();
    assert!(log.days(*all.start(), *all.end()).all(|day| day.entered_on == Some(day.date)));
}

#[test]
fn a_cell_that_cannot_be_read_is_left_blank_and_named_and_strict_refuses_it() {
    let folder = folder_with("date,pain_morning,legs\n2026-10-03,2,none\n2026-10-04,12,nonne\n");
    let days = ["days", "--json", "--no-config", "--pain", "pain-log.csv", "."];
    let (_, out, said) = run(folder.path(), &days);
    let sign = said.find("Something was written in `legs` on 4 October 2026").unwrap();
    assert!(sign < said.find("line 3, column pain_morning: `12`").unwrap(), "{said}");
    let document: serde_json::Value = serde_json::from_str(&out).unwrap();
    let mornings: Vec<_> = [0, 1].map(|at| document["days"][at]["pain_morning"].clone()).into();
    assert_eq!(mornings, [serde_json::json!(2.0), serde_json::Value::Null]);
    let (status, out, said) = run(folder.path(), &[&days[..], &["--strict"]].concat());
    assert_eq!((status, out.as_str()), (2, ""), "{said}");
}

#[test]
fn a_header_of_its_own_gets_the_settings_with_which_it_is_then_read() {
    let folder = folder_with("Datum;Morning pain;Leg\n2026-10-03;2,5;none\n");
    let check = ["pain", "check", "pain-log.csv"];
    let (status, out, said) = run(folder.path(), &check);
    let told = out + &said;
    let block = told.split_once("[pain.columns]\n").unwrap().1;
    let pasted: Vec<&str> = block.lines().take_while(|line| line.contains(" = ")).collect();
    assert_eq!(status, 1);
    assert!(pasted.contains(&"pain_morning = \"Morning pain\""), "{told}");
    let settings = format!("[pain.columns]\n{}\n", pasted.join("\n"));
    fs::write(folder.path().join("backstride.toml"), settings).unwrap();
    let (status, out, said) = run(folder.path(), &check);
    assert_eq!(status, 0, "{out}{said}");
}

#[test]
fn a_row_is_added_below_a_title_in_the_files_own_manner() {
    let folder = folder_with("My diary\ndate;pain_morning\n2026-10-03;2,5\n");
    let add = ["pain", "add", "--no-config", "--date", "2026-10-04", "--morning", "3.5"];
    let (status, _, said) = run(folder.path(), &[&add[..], &["pain-log.csv"]].concat());
    assert_eq!(status, 0, "{said}");
    let log = log_of(folder.path());
    assert!(log.starts_with("My diary\ndate;pain_morning;entered_at\n2026-10-03;2,5\n"), "{log}");
    assert!(log.lines().last().unwrap().starts_with("2026-10-04;3,5;"), "{log}");
}

#[test]
fn a_day_is_set_right_only_when_asked_and_its_other_cells_stay() {
    let folder = folder_with("date,pain_morning,legs\n2026-10-03,2,none\n2026-10-05,1,none\n");
    let add = ["pain", "add", "--no-config", "--date", "2026-10-03", "--morning", "3"];
    let (status, ..) = run(folder.path(), &[&add[..], &["pain-log.csv"]].concat());
    assert_eq!((status, log_of(folder.path()).matches("2026-10-03").count()), (2, 1));
    let (status, out, said) =
        run(folder.path(), &[&add[..], &["--replace", "pain-log.csv"]].concat());
    assert_eq!(status, 0, "{out}{said}");
    assert!((out + &said).contains("before: pain_morning 2"));
    let log = log_of(folder.path());
    assert_eq!(log, "date,pain_morning,legs\n2026-10-03,3,none\n2026-10-05,1,none\n");
}

#[test]
fn without_cells_and_without_a_terminal_it_says_how() {
    let folder = folder_with("date,pain_morning\n");
    let (status, _, said) = run(folder.path(), &["pain", "add"]);
    assert_eq!(status, 2);
    assert!(said.contains("--morning 2 --during 3.5"), "{said}");
}

#[test]
fn on_a_terminal_the_missing_days_are_asked() {
    // `script` (util-linux) gives a program a terminal; without it there is none.
    let folder = folder_with("date,pain_morning,legs\n2026-01-01,1,none\n");
    let program = crate::support::program_path();
    let command = format!("{} pain add --no-config pain-log.csv", program.display());
    let Ok(mut script) = std::process::Command::new("script")
        .args(["-qec", &command, "/dev/null"])
        .current_dir(folder.path())
        .env("HOME", folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
    else {
        eprintln!("skipped: script is not installed");
        return;
    };
    // The first day two answers, the second a blank and an answer; then the end.
    script.stdin.take().unwrap().write_all(b"12\n2\nnone\n\nweak\n\x04").unwrap();
    let output = script.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("added 2 days to pain-log.csv"), "{said}");
    assert!(said.contains("`12` cannot be read"), "{said}");
    assert!(said.contains("Ask for medical advice today"), "{said}");
    let log = read(log_of(folder.path()).as_bytes(), &ColumnMap::default(), "log").unwrap();
    assert_eq!(log.len(), 3);
    assert!(log.entries()[1..].iter().all(|entry| entry.entered_on.is_some()));
}

#[test]
fn of_ten_programs_that_add_at_once_each_adds_its_row() {
    let folder = folder_with("date,pain_morning\n");
    let children: Vec<_> = (1..=10)
        .map(|day| {
            std::process::Command::new(crate::support::program_path())
                .args(["pain", "add", "--no-config", "pain-log.csv", "--morning", "1"])
                .args(["--date", &format!("2026-10-{day:02}")])
                .current_dir(folder.path())
                .stdout(Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    assert!(children.into_iter().all(|mut child| child.wait().unwrap().success()));
    let log = read(log_of(folder.path()).as_bytes(), &ColumnMap::default(), "log").unwrap();
    assert_eq!(log.len(), 10);
}

#[test]
fn every_warning_sign_is_answered_at_once_by_add_and_by_check_until_it_is_cleared() {
    const EMERGENCY: &str = "Go to emergency care now for numbness between the legs";
    const ADVICE: &str = "Ask for medical advice today for new weakness in one leg";
    // The triggers of the page's safety box, one by one.
    let triggers: [(&[&str], &str); 14] = [
        (&["--red-flag", "saddle"], EMERGENCY),
        (&["--red-flag", "bladder_bowel"], EMERGENCY),
        (&["--red-flag", "sexual"], EMERGENCY),
        (&["--red-flag", "both_legs"], EMERGENCY),
        (&["--red-flag", "chest"], EMERGENCY),
        (&["--red-flag", "accident"], EMERGENCY),
        (&["--legs", "numb_tingle", "--side", "both"], EMERGENCY),
        (&["--red-flag", "weakness"], ADVICE),
        (&["--red-flag", "fever"], ADVICE),
        (&["--red-flag", "fall"], ADVICE),
        (&["--red-flag", "weight"], ADVICE),
        (&["--red-flag", "night"], ADVICE),
        (&["--legs", "weak"], ADVICE),
        (&["--legs", "numb_tingle"], ADVICE),
    ];
    for (cells, words) in triggers {
        let folder = folder_with("date,pain_morning,legs\n2026-09-30,1,none\n");
        let add = |day: &str, cells: &[&str]| {
            let (status, out, said) =
                run(folder.path(), &[&["pain", "add", "--date", day], cells].concat());
            assert_eq!(status, 0, "{said}");
            out
        };
        let out = add("2026-10-03", cells);
        assert!(out.contains(words), "{cells:?}: {out}");
        let later = add("2026-10-20", &["--morning", "1"]);
        assert!(later.contains(words), "{cells:?} stays: {later}");
        let (status, out, _) = run(folder.path(), &["pain", "check"]);
        assert_eq!(status, 1);
        assert!(out.contains(words) && out.contains("3 October 2026: "), "{out}");
        let cleared = add("2026-10-21", &["--red-flag", "cleared"]);
        assert!(!cleared.contains(words), "{cells:?} is cleared: {cleared}");
        assert_eq!(run(folder.path(), &["pain", "check"]).0, 0);
    }
}

#[test]
fn a_typing_error_does_not_hide_a_warning_sign() {
    let folder =
        folder_with("date,pain_morning,red_flag\n2026-10-03,77,\n2026-10-04,2,saddl+night\n");
    let (status, out, _) = run(folder.path(), &["pain", "check"]);
    assert_eq!(status, 1);
    assert!(out.contains("line 2, column pain_morning: `77`"), "{out}");
    assert!(out.contains("line 3, column red_flag: `saddl+night`"), "{out}");
    assert!(out.contains("Ask for medical advice today"), "{out}");
    let (status, out, said) =
        run(folder.path(), &["pain", "add", "--date", "2026-10-05", "--red-flag", "chest"]);
    assert_eq!(status, 0, "{said}");
    assert!(out.contains("the log has 2 problems elsewhere"), "{out}");
    assert!(out.contains("Go to emergency care now"), "{out}");
}

#[test]
fn the_paper_sheet_has_its_columns_and_the_safety_words_as_real_text() {
    let folder = tempfile::tempdir().unwrap();
    for (size, points) in [("a4", "595.5 x 842.25"), ("letter", "612 x 792")] {
        let name = format!("{size}.pdf");
        let (status, _, said) =
            run(folder.path(), &["pain", "template", "--paper", &name, "--size", size]);
        assert_eq!(status, 0, "{said}");
        let told_by = |tool: &str, arguments: &[&str]| {
            let output = std::process::Command::new(tool)
                .args(arguments)
                .current_dir(folder.path())
                .output()
                .ok()?;
            Some(String::from_utf8_lossy(&output.stdout).into_owned())
        };
        let Some(text) = told_by("pdftotext", &[&name, "-"]) else {
            eprintln!("skipped: poppler is not installed");
            return;
        };
        for wanted in ["Morning", "Before run", "Worst in run", "Legs", "RPE", "Tablets", "31"] {
            assert!(text.contains(wanted), "{wanted} in {text}");
        }
        assert!(text.contains("Go to emergency care now"), "{text}");
        let pages = told_by("pdfinfo", &[&name]).unwrap();
        assert!(pages.contains(points), "{pages}");
        assert!(pages.contains("Pages:           1"), "{pages}");
        let fonts = told_by("pdffonts", &[&name]).unwrap();
        assert!(fonts.lines().skip(2).all(|line| line.contains("yes yes")), "{fonts}");
    }
}

/// The table of columns as Markdown.
fn columns_table() -> String {
    let mut table = String::from("| column | `pain add` | holds | may be |\n|---|---|---|---|\n");
    for column in ROLL {
        let names: Vec<&str> = [&column.key].into_iter().chain(column.aliases).copied().collect();
        table += &format!(
            "| `{}` | `--{}` | {} | {} |\n",
            names.join("` or `"),
            column.flag,
            column.about,
            column.allowed()
        );
    }
    table
}

/// The warning signs as Markdown.
fn signs_table() -> String {
    let mut table = String::from("| word | stands for |\n|---|---|\n");
    for flag in RedFlag::ALL.iter().filter(|flag| **flag != RedFlag::Cleared) {
        table += &format!("| `{}` | {} |\n", flag.key(), flag.shown());
    }
    table
}

#[test]
fn the_page_of_the_log_lists_every_column_and_sign_as_the_program_has_them() {
    let kept_at = root().join("docs/pain-log.md");
    let kept = fs::read_to_string(&kept_at).unwrap();
    let mut due = kept.clone();
    for (name, table) in [("columns", columns_table()), ("signs", signs_table())] {
        let (first, last) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->\n"));
        let (head, rest) = due.split_once(&first).unwrap();
        let (_, tail) = rest.split_once(&last).unwrap();
        due = [head, &first, &table, &last, tail].concat();
    }
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&kept_at, due).unwrap();
    } else {
        assert!(kept == due, "UPDATE_GOLDEN=1 rewrites the tables in docs/pain-log.md");
    }
}

/// What stands in the fenced blocks of a language, in order of the page.
fn blocks<'a>(page: &'a str, language: &str) -> Vec<&'a str> {
    let fence = format!("```{language}\n");
    page.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

#[test]
fn every_export_on_the_page_of_the_log_is_read_by_the_settings_above_it() {
    let page = fs::read_to_string(root().join("docs/pain-log.md")).unwrap();
    let (settings, exports) = (blocks(&page, "toml"), blocks(&page, "csv"));
    assert!(settings.len() == exports.len() && settings.len() >= 4, "{}", settings.len());
    for (settings, export) in settings.iter().zip(exports) {
        let config = backstride::config::Config::read(settings).unwrap();
        let map = ColumnMap { columns: config.pain.columns, date_format: config.pain.date_format };
        let log: PainLog = read(export.as_bytes(), &map, "export.csv")
            .unwrap_or_else(|problems| panic!("{export}: {problems:?}"));
        assert!(log.len() >= 2, "{export}");
        assert_eq!(log.first_day(), Some(date(2026, 10, 3)), "{export}");
        assert!(
            log.days(date(2026, 10, 3), date(2026, 10, 5)).any(|day| day.pain_morning.is_some())
        );
    }
}

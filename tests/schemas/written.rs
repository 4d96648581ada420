//! What the program writes, of the sample and of a few unusual runners.

use std::{fs, path::Path};

use jiff::{ToSpan as _, civil::date};
use serde_json::Value;

use crate::{
    cli::run,
    support::{
        apple::{AppleExport, Ran},
        files_below, root, sample_data,
    },
};

/// Which schema, of what, and the document.
type Document = (&'static str, String, Value);

/// What `inspect --json` says of a file of the sample.
pub(super) fn inspected(name: &str) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let file = sample_data().join("exports").join(name).display().to_string();
    printed(folder.path(), &["inspect", "--json", &file])
}

fn printed(folder: &Path, arguments: &[&str]) -> Value {
    let (_, out, said) = run(folder, arguments);
    serde_json::from_str(&out).unwrap_or_else(|error| panic!("{arguments:?}: {error}: {said}"))
}

fn read(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// All documents.
pub(super) fn documents() -> Vec<Document> {
    let mut all = Vec::new();
    of_the_sample(&mut all);
    of_single_files(&mut all);
    of_odd_files(&mut all);
    of_nobody_in_particular(&mut all);
    of_a_runner("no log, no height", ("", "", ""), &mut all);
    of_a_runner("a warning sign", (LOUD, "", ""), &mut all);
    of_a_runner("much logged", (much_logged().as_str(), SETTINGS, PLAN), &mut all);
    all
}

/// The sample with its log, plan and settings.
fn of_the_sample(all: &mut Vec<Document>) {
    let folder = tempfile::tempdir().unwrap();
    let sample = sample_data().display().to_string();
    for name in ["runs", "days", "doctor"] {
        all.push((
            name,
            "the sample".to_owned(),
            printed(folder.path(), &[name, "--json", &sample]),
        ));
    }
    let log = sample_data().join("pain-log.csv").display().to_string();
    let checked = printed(folder.path(), &["pain", "check", "--json", &log]);
    all.push(("pain-check", "the sample".to_owned(), checked));
    run(folder.path(), &["doctor", "--bundle", "bundle.json", &sample]);
    all.push(("bundle", "the sample".to_owned(), read(&folder.path().join("bundle.json"))));
    run(folder.path(), &["export", "--format", "csv", "--out", "tables", &sample]);
    all.push(("tables", "the sample".to_owned(), read(&folder.path().join("tables/schema.json"))));
    for path in files_below(&root().join("reports/sample")) {
        if path.file_name().is_some_and(|name| name == "summary.json") {
            all.push(("month", path.display().to_string(), read(&path)));
        }
    }
    for style in ["--share=plain", "--share=days"] {
        let report = ["report", &sample, "--out", "out", "--month", "2026-10", style];
        assert_eq!(run(folder.path(), &report).0, 0);
    }
    for path in files_below(&folder.path().join("out/share")) {
        if path.extension().is_some_and(|ending| ending == "html") {
            all.push(("copy", path.display().to_string(), carried(&path)));
        }
    }
}

/// The data that a copy's page carries.
pub(crate) fn carried(path: &Path) -> Value {
    let page = fs::read_to_string(path).unwrap();
    let (_, rest) = page.split_once("id=\"backstride-data\">").unwrap();
    serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
}

/// The kept cases, and some files of the sample.
fn of_single_files(all: &mut Vec<Document>) {
    let folder = tempfile::tempdir().unwrap();
    let cases = files_below(&root().join("tests/cases"));
    let exports = files_below(&sample_data().join("exports")).into_iter().step_by(9);
    // A watch and a pod in one recording.
    let pod = sample_data().join("exports/2026-10-13-180145.fit");
    for file in cases.into_iter().chain(exports).chain([pod]) {
        let is_one = |ending: &std::ffi::OsStr| ending != "toml" && ending != "zip";
        if !file.extension().is_some_and(is_one) {
            continue;
        }
        let path = file.display().to_string();
        all.push(("inspect", path.clone(), printed(folder.path(), &["inspect", "--json", &path])));
    }
}

/// A run of an account, and a run of which it is not known what its cadence counts.
fn of_odd_files(all: &mut Vec<Document>) {
    let folder = tempfile::tempdir().unwrap();
    let mut export = AppleExport::new(1);
    export.run(&Ran::default(), &[]);
    fs::write(folder.path().join("export.xml"), export.xml()).unwrap();
    let (_, out, said) = run(folder.path(), &["inspect", "--json", "--no-config", "export.xml"]);
    assert!(out.lines().count() > 0, "{said}");
    for line in out.lines() {
        all.push(("inspect", "an account".to_owned(), serde_json::from_str(line).unwrap()));
    }
    let stood = root().join("tests/cases/K14a_stood_at_a_light.tcx").display().to_string();
    let doctor = printed(folder.path(), &["doctor", "--json", &stood]);
    all.push(("doctor", "no cadence".to_owned(), doctor));
}

/// The pages that are written by hand for tests, as their own tests keep them.
fn of_nobody_in_particular(all: &mut Vec<Document>) {
    for (folder, name) in [
        ("src/output", "tests__a_rich_month_in_full"),
        ("src/output/summary", "rare_tests__what_few_runners_have"),
    ] {
        let kept = format!("{folder}/snapshots/backstride__output__summary__{name}.snap");
        let text = fs::read_to_string(root().join(kept)).unwrap();
        let from = text.find("\n{").unwrap();
        all.push(("month", name.to_owned(), serde_json::from_str(&text[from..]).unwrap()));
    }
}

/// A sign not to wait for, and cells that cannot be read.
const LOUD: &str = "date,pain_morning,legs,red_flag\n2026-10-01,2,none,\n2026-10-30,3,weak,weakness\n\
                    2026-10-31,11,numb,what\n";

const SETTINGS: &str =
    "[report]\nappendix = true\n[coverage]\ngaps = [[\"2026-10-12\", \"2026-10-13\"]]\n";

const PLAN: &str = "valid_from = 2026-09-01\nat_stage = 1\nrest_days = 3\n\
                    [[stage]]\nrun_min = 2\nwalk_min = 2\nreps = 5\ntimes = 3\n";

/// Four months of a diary that holds what the sample's does not.
fn much_logged() -> String {
    let mut log =
        "date,time_local,pain_morning,pain_now,confidence,sitting_h,ostrc_q1,ostrc_q2,ostrc_q3,\
                   ostrc_q4,flare\n"
            .to_owned();
    let first = date(2026, 7, 1);
    for at in 0..123_i64 {
        let day = first + at.days();
        let morning = at % 3 + 2 * i64::from(at % 12 == 0);
        let weekly = if at % 7 == 0 { "8,8,0,8" } else { ",,," };
        let flare = if at % 12 == 0 { "yes" } else { "no" };
        log += &format!("{day},,{morning},,{},{},{weekly},{flare}\n", 3 + at % 5, 4 + at % 6);
        if at % 10 == 0 {
            log += &format!("{day},18:30,,{morning},,,,,,,\n");
        }
    }
    log
}

fn of_a_runner(what: &str, (log, settings, plan): (&str, &str, &str), all: &mut Vec<Document>) {
    let folder = tempfile::tempdir().unwrap();
    for path in files_below(&sample_data().join("exports")) {
        fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
    }
    for (name, text) in [("pain-log.csv", log), ("backstride.toml", settings), ("plan.toml", plan)]
    {
        if !text.is_empty() {
            fs::write(folder.path().join(name), text).unwrap();
        }
    }
    let mut push =
        |name: &'static str, document: Value| all.push((name, what.to_owned(), document));
    for name in ["runs", "days", "doctor"] {
        push(name, printed(folder.path(), &[name, "--json", "."]));
    }
    if !log.is_empty() {
        push("pain-check", printed(folder.path(), &["pain", "check", "--json", "pain-log.csv"]));
    }
    let report = ["report", ".", "--out", "out", "--month", "2026-10", "--share"];
    let (status, _, said) = run(folder.path(), &report);
    assert_eq!(status, 0, "{what}: {said}");
    push("month", read(&folder.path().join("out/2026-10/summary.json")));
    push("copy", carried(&folder.path().join("out/share/running-report-2026-10.html")));
}

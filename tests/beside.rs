//! A copy to send beside the copy before it: which one is taken, what is said, and what is not.

use std::{fs, path::Path};

use serde_json::Value;

use crate::{
    cli::run,
    schemas::carried,
    support::{files_below, sample_data},
    words::{claims_nothing, strings},
};

/// The made-up runner's exports, log, plan and settings in a folder of their own.
fn sample() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let export = folder.path().join("export");
    for path in files_below(&sample_data()) {
        let to = export.join(path.strip_prefix(sample_data()).unwrap());
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(&path, to).unwrap();
    }
    folder
}

/// Writes copies; gives what the program says on the side.
fn share(folder: &Path, arguments: &[&str]) -> String {
    let (status, _, said) =
        run(folder, &[&["report", "export", "--out", "out"], arguments].concat());
    assert_eq!(status, 0, "{said}");
    said
}

fn copy(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join("out/share").join(name)).unwrap()
}

/// What a page says between two stretches of its markup.
fn between<'a>(page: &'a str, from: &str, to: &str) -> Option<&'a str> {
    page.split_once(from)?.1.split_once(to).map(|(inner, _)| inner)
}

/// The section on the earlier copy, as words.
fn since(page: &str) -> Option<String> {
    between(page, "<section aria-labelledby=\"since\">", "</section>")
        .map(|section| strings(&format!("<body>{section}")))
}

#[test]
fn a_copy_tells_then_and_now_as_the_two_summaries_have_it() {
    let folder = sample();
    let folder = folder.path();
    share(folder, &["--month", "2026-09", "--share"]);
    assert_eq!(since(&copy(folder, "running-report-2026-09.html")), None);
    let said = share(folder, &["--month", "2026-10", "--share"]);
    assert!(said.contains("set beside running-report-2026-09.html"), "{said}");
    let page = copy(folder, "running-report-2026-10.html");
    let told = since(&page).unwrap();
    assert!(told.contains("Since the copy of 1 to 30 September"), "{told}");
    assert!(told.contains("That copy has 30 days, this one 31."), "{told}");
    // The same files: nothing of that copy would be another today.
    assert!(!told.contains("different by today"), "{told}");
    claims_nothing("the section", &told);
    for month in ["2026-09", "2026-10"] {
        let summary = fs::read(folder.join("out").join(month).join("summary.json")).unwrap();
        let summary: Value = serde_json::from_slice(&summary).unwrap();
        let data = carried(&folder.join("out/share").join(format!("running-report-{month}.html")));
        let figure = |key: &str| data["figures"][key]["value"].clone();
        for (key, found) in [
            ("distance_m", &summary["load"]["distance_m"]),
            ("running_min", &summary["load"]["running_min"]),
            ("longest_m", &summary["load"]["longest_m"]),
            ("pain_mornings_mean_0_10", &summary["pain"]["mornings"]["value"]),
            ("cadence_spm", &summary["form"]["cadence_spm"]["value"]),
            ("vertical_oscillation_mm", &summary["form"]["vertical_oscillation_mm"]["value"]),
        ] {
            assert_eq!(figure(key), *found, "{key} of {month}");
            assert!(!found.is_null(), "{key} of {month}");
        }
        assert_eq!(figure("runs").as_f64(), summary["load"]["runs"].as_f64());
        assert_eq!(figure("run_days_settled").as_f64(), summary["pain"]["settled"].as_f64());
        // What the page shows of it: kilometres with one decimal or none.
        let km = figure("distance_m").as_f64().unwrap() / 1000.0;
        let shown = if km < 50.0 { format!("{km:.1} km") } else { format!("{km:.0} km") };
        assert!(told.contains(&shown), "{shown}: {told}");
    }
    let verify = |name: &str| run(folder, &["verify", &format!("out/share/{name}")]);
    let (status, said, _) = verify("running-report-2026-10.html");
    assert_eq!(status, 0);
    assert!(said.contains("the figures that it carries as data are covered"), "{said}");
    let (status, said, _) = verify("running-report-2026-10.pdf");
    assert!(status == 0 && !said.contains("as data"), "{said}");
}

#[test]
fn a_figure_changed_in_the_data_is_a_change_of_the_copy() {
    let folder = sample();
    let folder = folder.path();
    share(folder, &["--month", "2026-09", "--share"]);
    let name = "running-report-2026-09.html";
    let page = copy(folder, name);
    let runs = between(&page, "\"runs\":{\"value\":", ",").unwrap();
    let changed = page.replace(&format!("\"runs\":{{\"value\":{runs}"), "\"runs\":{\"value\":99.0");
    assert_ne!(changed, page);
    fs::write(folder.join("out/share").join(name), changed).unwrap();
    assert_eq!(run(folder, &["verify", &format!("out/share/{name}")]).0, 1);
    fs::write(folder.join("out/share/letter.html"), "<p>to my aunt</p>").unwrap();
    let said = share(folder, &["--month", "2026-10", "--share"]);
    assert!(said.contains(&format!("beside share/{name}: it is not as it was written")), "{said}");
    assert!(said.contains("beside share/letter.html: it is not a copy"), "{said}");
    assert_eq!(since(&copy(folder, "running-report-2026-10.html")), None);
}

#[test]
fn the_same_files_and_copies_give_the_same_bytes_one_month_at_a_time_or_all_at_once() {
    let folder = sample();
    let folder = folder.path();
    let months = ["--month", "2026-08", "--month", "2026-09", "--month", "2026-10"];
    share(folder, &[&months[..], &["--share=days"]].concat());
    let written = || -> Vec<(String, Vec<u8>)> {
        let files = files_below(&folder.join("out/share")).into_iter();
        files.map(|path| (path.display().to_string(), fs::read(&path).unwrap())).collect()
    };
    let at_once = written();
    assert_eq!(at_once.len(), 6);
    for month in ["2026-10", "2026-08", "2026-09"] {
        let said = share(folder, &["--month", month, "--share=days"]);
        let is_set = said.lines().any(|line| line.starts_with("set beside running-report-days-"));
        assert_eq!(is_set, month != "2026-08", "{said}");
        assert_eq!(said.contains("it does not end before"), month != "2026-10", "{said}");
    }
    assert!(written() == at_once, "bytes differ");
    // Day 1 is 1 July: August has days 32 to 62, September 63 to 92.
    let page = copy(folder, "running-report-days-0093-to-0123.html");
    let told = since(&page).unwrap();
    assert!(told.contains("Since the copy of day 63 to 92"), "{told}");
    for date in ["2026-", "September", "October"] {
        assert!(!page.contains(date), "{date}");
    }
    // Another style stands beside its own kind alone.
    let said = share(folder, &["--month", "2026-10", "--share"]);
    assert!(!said.lines().any(|line| line.starts_with("set beside")), "{said}");
}

#[test]
fn what_the_files_of_an_earlier_copy_say_by_now_is_told() {
    let folder = sample();
    let folder = folder.path();
    share(folder, &["--month", "2026-09", "--share"]);
    let log = folder.join("export/pain-log.csv");
    let rows = fs::read_to_string(&log).unwrap();
    let other: Vec<String> = rows
        .lines()
        .map(|row| {
            let cells = row.strip_prefix("2026-09-").and_then(|rest| rest.split_once(','));
            cells.map_or_else(
                || row.to_owned(),
                |(day, rest)| {
                    let rest = rest.split_once(',').unwrap().1;
                    format!("2026-09-{day},9,{rest}")
                },
            )
        })
        .collect();
    fs::write(&log, other.join("\n") + "\n").unwrap();
    share(folder, &["--month", "2026-10", "--share"]);
    let told = since(&copy(folder, "running-report-2026-10.html")).unwrap();
    let wanted = "of that copy are different by today's files and settings: pain, mean of mornings 9.0 of 10";
    assert!(told.replace("&#39;", "'").contains(wanted), "{told}");
}

#[test]
fn a_copy_can_be_named_or_none_and_what_cannot_be_used_is_refused_before_anything_is_written() {
    let folder = sample();
    let folder = folder.path();
    share(folder, &["--month", "2026-08", "--month", "2026-09", "--share"]);
    let of_august = "out/share/running-report-2026-08.html";
    let said = share(folder, &["--month", "2026-10", "--share", "--beside", of_august]);
    assert!(said.contains("set beside out/share/running-report-2026-08.html"), "{said}");
    let told = since(&copy(folder, "running-report-2026-10.html")).unwrap();
    assert!(told.contains("Since the copy of 1 to 31 August"), "{told}");
    share(folder, &["--month", "2026-10", "--share", "--beside", "none"]);
    assert_eq!(since(&copy(folder, "running-report-2026-10.html")), None);
    let refused = |arguments: &[&str]| {
        let all = [&["report", "export", "--out", "new", "--month", "2026-10"], arguments].concat();
        let (status, _, said) = run(folder, &all);
        assert_eq!(status, 2, "{said}");
        assert!(!folder.join("new").exists());
        said
    };
    let pdf = "out/share/running-report-2026-08.pdf";
    let said = refused(&["--share", "--beside", pdf]);
    assert!(said.contains("carries no figures as data"), "{said}");
    let said = refused(&["--share=days", "--beside", of_august]);
    assert!(said.contains("numbers of days"), "{said}");
    let said = refused(&["--share", "--beside", "export/pain-log.csv"]);
    assert!(said.contains("it is not a copy"), "{said}");
    refused(&["--beside", of_august]);
}

#[test]
fn beside_a_warning_sign_no_figure_of_form_stands_in_table_or_data() {
    let folder = sample();
    let folder = folder.path();
    share(folder, &["--month", "2026-09", "--share"]);
    let log = folder.join("export/pain-log.csv");
    let rows = fs::read_to_string(&log).unwrap();
    let (head, rows) = rows.split_once('\n').unwrap();
    let blanks = ",".repeat(head.split(',').count());
    fs::write(&log, format!("{head},red_flag\n{rows}2026-10-31{blanks}saddle\n")).unwrap();
    share(folder, &["--month", "2026-10", "--share"]);
    let path = folder.join("out/share/running-report-2026-10.html");
    let (earlier, data) = (folder.join("out/share/running-report-2026-09.html"), carried(&path));
    assert!(carried(&earlier)["figures"]["cadence_spm"]["value"].is_number());
    for key in ["cadence_spm", "vertical_oscillation_mm", "ground_contact_time_ms"] {
        let figure = &data["figures"][key];
        assert!(figure["value"].is_null() && figure["at_speed_m_per_s"].is_null(), "{figure}");
    }
    assert_eq!(data["figures"]["cadence_spm"]["absent"], "withheld");
    let told = since(&fs::read_to_string(path).unwrap()).unwrap();
    assert!(told.contains("withheld: see the box"), "{told}");
    assert!(!told.contains("steps/min") && !told.contains(" mm"), "{told}");
}

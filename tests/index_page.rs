//! The first page lists every month, whichever of them are written: through the real program.

use std::{fs, path::Path};

use crate::{cli, support::sample_data};

const MONTHS: [&str; 4] = ["2026-07", "2026-08", "2026-09", "2026-10"];

fn report(folder: &Path, more: &[&str]) -> String {
    let sample = sample_data().to_string_lossy().into_owned();
    let arguments: Vec<&str> = ["report", sample.as_str(), "--out", "out", "--quiet"]
        .iter()
        .chain(more)
        .copied()
        .collect();
    let (status, _, said) = cli::run(folder, &arguments);
    assert_eq!(status, 0, "{said}");
    read(folder, "index.html")
}

fn read(folder: &Path, page: &str) -> String {
    fs::read_to_string(folder.join("out").join(page)).unwrap()
}

/// Every link of a page to another, relative to the folder that the page stands in.
fn links(page: &str) -> Vec<&str> {
    page.split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|link| Path::new(link).extension().is_some_and(|end| end == "html"))
        .collect()
}

/// Every link of every page that stands leads to a page that stands.
fn assert_links_lead_somewhere(folder: &Path) {
    let out = folder.join("out");
    for link in links(&read(folder, "index.html")) {
        assert!(out.join(link).is_file(), "{link}");
        for onward in links(&fs::read_to_string(out.join(link)).unwrap()) {
            let at = out.join(link).parent().unwrap().join(onward);
            assert!(at.is_file(), "{link} leads to {onward}");
        }
    }
}

#[test]
fn one_month_written_again_leaves_the_index_and_the_ways_between_months_whole() {
    let folder = tempfile::tempdir().unwrap();
    let first = report(folder.path(), &[]);
    let page = read(folder.path(), "2026-10/report.html");
    let again = report(folder.path(), &["--month", "2026-10"]);
    assert_eq!(again, first);
    assert_eq!(read(folder.path(), "2026-10/report.html"), page);
    assert!(page.contains("‹ September 2026"));
    // The months, and their year.
    assert_eq!(links(&again).len(), MONTHS.len() + 1);
    assert_links_lead_somewhere(folder.path());

    let with_span = report(folder.path(), &["--from", "2026-09-14", "--to", "2026-10-20"]);
    let mut linked = links(&with_span);
    linked.sort_unstable();
    let months = MONTHS.map(|month| format!("{month}/report.html"));
    assert!(months.iter().all(|month| linked.contains(&month.as_str())), "{linked:?}");
    assert!(linked.contains(&"2026-09-14_2026-10-20/report.html"), "{linked:?}");
    assert!(with_span.contains("Between visits"));
    // The span stays in the list when months are written again.
    assert_eq!(report(folder.path(), &["--month", "2026-08"]), with_span);
    assert_links_lead_somewhere(folder.path());
}

#[test]
fn months_without_a_page_are_named_with_what_would_write_it_and_no_link_leads_there() {
    let folder = tempfile::tempdir().unwrap();
    let index = report(folder.path(), &["--month", "2026-09"]);
    assert_eq!(links(&index), ["2026/report.html", "2026-09/report.html"]);
    for (name, key) in
        [("October 2026", "2026-10"), ("August 2026", "2026-08"), ("July 2026", "2026-07")]
    {
        assert!(index.contains(&format!("<h3>{name}</h3>")), "{name}");
        assert!(index.contains(&format!("--month {key}")), "{key}");
    }
    assert_links_lead_somewhere(folder.path());
    assert!(!read(folder.path(), "2026-09/report.html").contains("rel=\"prev\""));
    // Two months with one between them that has no page lead to each other.
    report(folder.path(), &["--month", "2026-07"]);
    let july = read(folder.path(), "2026-07/report.html");
    assert!(july.contains("href=\"../2026-09/report.html\""));
    assert_links_lead_somewhere(folder.path());
}

#[test]
fn a_drawing_that_a_page_no_longer_has_does_not_stay_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    report(folder.path(), &["--month", "2026-10"]);
    let charts = folder.path().join("out/2026-10/charts");
    assert!(charts.join("form.png").is_file());
    let flagged = folder.path().join("flagged.csv");
    fs::write(&flagged, "date,pain_morning,red_flag\n2026-10-05,4,saddle\n").unwrap();
    report(folder.path(), &["--month", "2026-10", "--pain", flagged.to_str().unwrap()]);
    assert!(!charts.join("form.png").exists(), "form is withheld beside a warning sign");
    assert!(charts.join("weekly-load.png").is_file());
}

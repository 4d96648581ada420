//! Every command that the README tells is run as it stands there, by the program of this build.
#![cfg(unix)]

use std::{
    fs,
    time::{Duration, Instant},
};

use crate::support::{
    root, sample_data,
    shell::{Block, blocks, home, runs},
};

/// Commands of other programs: `.ci/run` runs the tests and tries the packages.
const OF_OTHERS: [&str; 2] = ["cargo test --locked", "pip install backstride-*.whl"];

#[test]
fn every_command_of_its_blocks_does_what_it_should() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let home = home();
    let mut ours = 0;
    for block in blocks(&readme) {
        let Block::Commands(lines) = block else { continue };
        for line in lines.iter().filter(|line| !OF_OTHERS.contains(line)) {
            runs(home.path(), &line.replace("cargo run -- ", "backstride "));
            ours += 1;
        }
    }
    assert!(ours >= 5, "{ours} commands were found");
    for made in [
        "my-first-report/2026-10/report.html",
        "my-first-report/index.html",
        "backstride.toml",
        "pain-log.csv",
        "reports/2026-10/report.pdf",
    ] {
        assert!(home.path().join(made).is_file(), "{made} was not made");
    }
    let ci = fs::read_to_string(root().join(".ci/run")).unwrap();
    assert!(ci.lines().any(|line| line == "cargo test --locked"), "CI runs the README's tests");
}

/// What stands in the README's table, and what is run for it.
const TABLE: [(&str, &[&str]); 16] = [
    ("`report EXPORT…`", &["report sample-data --month 2026-10"]),
    (
        "`report --share EXPORT…`",
        &[
            "report --share sample-data --month 2026-10",
            "report --share=days sample-data --month 2026-10",
            "report --share=named sample-data --month 2026-10 --config named.toml",
        ],
    ),
    ("`verify FILE`", &["verify reports/share/*.html"]),
    ("`runs EXPORT…`", &["runs sample-data", "runs --json sample-data", "runs --csv sample-data"]),
    ("`days EXPORT…`", &["days sample-data", "days --json sample-data", "days --csv sample-data"]),
    ("`inspect FILE`", &["inspect run.fit", "inspect --messages run.fit"]),
    // It ends with 1 where it found something.
    ("`doctor EXPORT…`", &["doctor sample-data || test $? = 1"]),
    ("`explain [METRIC]`", &["explain", "explain cadence_spm"]),
    (
        "`pain template`, `add`, `check`",
        &[
            "pain template new-log.csv",
            "pain template --paper sheet.pdf",
            "pain add new-log.csv --morning 2",
            "pain check new-log.csv",
        ],
    ),
    (
        "`export --format parquet\\|csv\\|arrow --out DIR`",
        &[
            "export sample-data --format parquet --out tables",
            "export sample-data --format csv --out tables",
            "export sample-data --format arrow --out tables",
        ],
    ),
    (
        "`export --format arrow --table runs\\|readings\\|days -`",
        &["export --format arrow --table runs - <paths.txt >runs.arrow && test -s runs.arrow"],
    ),
    ("`export --format fhir --out DIR`", &["export sample-data --format fhir --out fhir"]),
    ("`export --format gpx --out DIR`", &["export sample-data --format gpx --out tracks"]),
    ("`doctor --bundle FILE`", &["doctor --bundle fault.txt sample-data || test $? = 1"]),
    ("`init [EXPORT…]`", &["init sample-data", "init"]),
    ("`completions SHELL`, `man`", &["completions bash", "completions zsh", "man"]),
];

#[test]
fn every_command_of_its_table_is_there() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let (_, table) = readme.split_once("| command | what it does |\n|---|---|\n").unwrap();
    let told: Vec<&str> = table
        .lines()
        .map_while(|line| line.strip_prefix("| ")?.split_once(" | ").map(|(command, _)| command))
        .collect();
    assert_eq!(told, TABLE.map(|(command, _)| command), "each row needs a run here");
    let home = home();
    let first = crate::support::files_below(&sample_data());
    let first = first.iter().find(|path| path.extension().is_some_and(|it| it == "fit")).unwrap();
    fs::copy(first, home.path().join("run.fit")).unwrap();
    fs::write(home.path().join("paths.txt"), "sample-data\n").unwrap();
    fs::write(home.path().join("named.toml"), "[runner]\nname = \"Robin Sample\"\n").unwrap();
    for (_, lines) in TABLE {
        for line in lines {
            runs(home.path(), &format!("backstride {line}"));
        }
    }
}

#[test]
fn the_program_alone_says_what_to_do_next() {
    let home = home();
    let said = runs(home.path(), "backstride");
    assert!(said.contains("backstride init EXPORT") && said.contains("--open"), "{said}");
    runs(home.path(), "backstride init");
    let said = runs(home.path(), "backstride");
    assert!(said.contains("backstride pain add") && !said.contains("init EXPORT"), "{said}");
}

#[test]
fn a_report_without_log_or_height_ends_with_both_and_names_init() {
    let home = home();
    runs(
        home.path(),
        "mkdir few && cp \"$(find sample-data -name '*.gpx' | sort | head -1)\" few/",
    );
    let said = runs(home.path(), "backstride report few --out out");
    let (_, end) = said.split_once("what would add most").unwrap_or_else(|| panic!("{said}"));
    assert!(end.contains("a pain log") && end.contains("your height"), "{said}");
    assert!(end.contains("`backstride init few`"), "{said}");
    runs(home.path(), "backstride init few --height '5 ft 8 in'");
    fs::write(home.path().join("pain-log.csv"), "date,pain_morning\n2026-07-03,2\n").unwrap();
    let said = runs(home.path(), "backstride report few --out out");
    assert!(!said.contains("what would add most"), "{said}");
    let said = runs(home.path(), "backstride report few --no-config --quiet --out out");
    assert!(said.is_empty(), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn the_newest_page_is_opened_when_asked_and_only_then() {
    let home = home();
    let opened = home.path().join("opened");
    runs(home.path(), "backstride report sample-data --month 2026-09 --month 2026-10");
    assert!(!opened.exists());
    runs(home.path(), "backstride report sample-data --month 2026-09 --month 2026-10 --open");
    let waited = Instant::now();
    while fs::read_to_string(&opened).unwrap_or_default().is_empty() {
        assert!(waited.elapsed() < Duration::from_mins(1), "nothing was opened");
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(fs::read_to_string(&opened).unwrap(), "reports/2026-10/report.html\n");
}

#[test]
fn settings_are_proposed_from_what_the_export_holds_and_nothing_is_written_over() {
    let home = home();
    let at = |name: &str| home.path().join(name);
    fs::create_dir_all(at("strava/activities")).unwrap();
    let sample = crate::support::files_below(&sample_data());
    let gpx = sample.iter().find(|path| path.extension().is_some_and(|it| it == "gpx")).unwrap();
    fs::copy(gpx, at("strava/activities/1.gpx")).unwrap();
    fs::write(
        at("strava/activities.csv"),
        "Activity ID,Activity Type,Activity Gear,Filename\n1,Run,\"Robin's \"\"fast\"\" ones\",activities/1.gpx\n",
    )
    .unwrap();
    fs::write(at("pain-log.csv"), "mine").unwrap();
    let said = runs(home.path(), "backstride init strava --height 1.72");
    assert!(said.contains("Europe/Berlin") && said.contains("\"fast\" ones"), "{said}");
    let config = fs::read_to_string(at("backstride.toml")).unwrap();
    assert!(config.contains("\nheight_cm = 172 "), "{config}");
    assert!(config.contains("\ntime_zone = \"Europe/Berlin\""), "{config}");
    // No place is in it but the name of a zone.
    assert!(!config.contains("52.") && !config.contains("13."), "{config}");
    assert_eq!(fs::read_to_string(at("pain-log.csv")).unwrap(), "mine");
    fs::write(at("pain-log.csv"), "date,pain_morning\n").unwrap();
    let said = runs(home.path(), "backstride init strava --height 190");
    assert!(said.contains("backstride.toml is there already and is left as it is"), "{said}");
    assert_eq!(fs::read_to_string(at("backstride.toml")).unwrap(), config);
    // The program reads what it wrote, and the shoe is on the page by the table's own name.
    runs(home.path(), "backstride report strava --out out");
}

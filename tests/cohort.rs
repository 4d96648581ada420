//! One runner and single files through the library: what the program prints, at any number of threads.

use std::{fs, path::PathBuf};

use backstride::{
    cohort::{self, Inputs, Pages, Wanted},
    config::Config,
    levels::{self, Cells, Places, Table},
    outing::{Outing, Setting},
    pain, pipeline,
    pipeline::{Keep, OutcomeKind, Reader},
};
use serde_json::Value;

use crate::support::{Ends as _, program, root};

fn exports() -> PathBuf {
    root().join("sample-data/exports")
}

fn cell(table: &Table, key: &str, row: usize) -> Value {
    let column = table.columns.iter().find(|column| column.key == key).unwrap();
    match &column.cells {
        Cells::Numbers(cells) => cells[row].and_then(backstride::model::rounded).into(),
        Cells::Counts(cells) => cells[row].into(),
        Cells::Flags(cells) => cells[row].into(),
        Cells::Texts(cells) => cells[row].clone().into(),
        Cells::Days(cells) => cells[row].map(|day| day.to_string()).into(),
        Cells::Moments(cells) => cells[row].map(|moment| moment.to_string()).into(),
    }
}

fn made(threads: usize, pages: Pages) -> cohort::RunnerTables {
    let text = |name: &str| fs::read(root().join("sample-data").join(name)).unwrap();
    let config = Config::read(std::str::from_utf8(&text("backstride.toml")).unwrap()).unwrap();
    let log = pain::read(&text("pain-log.csv"), &cohort::columns(&config), "log").unwrap();
    let sources = pipeline::find(&[exports()], &[]).unwrap();
    let inputs = Inputs { sources: &sources, log: Some(&log), plan: None, config: &config };
    cohort::runner(inputs, Wanted { pages, months: &[], threads }, &|_| ()).unwrap()
}

#[test]
fn a_runners_tables_are_what_the_program_prints_at_any_number_of_threads() {
    let sample = root().join("sample-data");
    let printed = |command: &str| -> Value {
        let said = program()
            .args([command, "--json", "--quiet", "--config"])
            .arg(sample.join("backstride.toml"))
            .arg("--pain")
            .arg(sample.join("pain-log.csv"))
            .arg(exports())
            .ends_with(0);
        serde_json::from_slice(&said.stdout).unwrap()
    };
    let made_once = made(1, Pages::Summaries);
    let (runs, days) = (printed("runs"), printed("days"));
    let runs = runs["activities"].as_array().unwrap();
    assert_eq!(made_once.runs.rows(), runs.len());
    for (row, run) in runs.iter().enumerate() {
        let same = |ours: &str, theirs: &Value| {
            assert_eq!(cell(&made_once.runs, ours, row), *theirs, "{ours}");
        };
        same("activity_id", &run["id"]);
        same("date", &run["local_date"]);
        for key in ["started", "path", "sport", "distance_m", "running_s", "steps", "rpe", "sensor"]
        {
            same(key, &run[key]);
        }
        for (metric, reading) in run["readings"].as_object().unwrap() {
            same(metric, &reading["value"]);
        }
    }
    let days = days["days"].as_array().unwrap();
    assert_eq!(made_once.days.rows(), days.len());
    for (row, day) in days.iter().enumerate() {
        for (key, value) in day.as_object().unwrap() {
            assert_eq!(cell(&made_once.days, key, row), *value, "{key} of row {row}");
        }
    }
    assert_eq!(made(3, Pages::Summaries), made_once);
    assert!(made_once.pages.iter().any(|(name, _)| name == "2026-10/summary.json"));
    assert!(made(1, Pages::None).pages.is_empty());
}

#[test]
fn a_file_is_the_same_alone_from_its_bytes_as_among_others_from_the_disk() {
    let sources = pipeline::find(&[exports()], &[]).unwrap();
    let gathered = pipeline::gather_sources(&sources, 2, &Setting::default(), &|_| ()).unwrap();
    let reader = Reader::new(&sources, Setting::default(), Keep::Activities);
    let mut compared = 0;
    for source in &sources {
        let mut from_disk = Vec::new();
        reader.read(source, &mut |alone| from_disk.push(alone));
        let bytes = fs::read(&source.path).unwrap();
        let read = pipeline::read_one(&source.shown, &bytes, &Setting::default(), Keep::Activities);
        let told = |all: &[pipeline::Alone]| {
            let runs: Vec<&Outing> = all.iter().flat_map(|alone| &alone.outings).collect();
            let activities: Vec<_> =
                all.iter().filter_map(|alone| alone.activity.clone()).collect();
            (
                levels::runs(&runs),
                levels::readings(&runs),
                levels::records(&activities, Places::Told),
            )
        };
        assert_eq!(told(&read), told(&from_disk), "{}", source.shown);
        for alone in &read {
            let settled =
                gathered.files.iter().find(|file| file.path == alone.outcome.path).unwrap();
            let merged = gathered
                .outings
                .iter()
                .any(|outing| outing.path == alone.outcome.path && !outing.merged_from.is_empty());
            if settled.kind != OutcomeKind::Duplicate && !merged {
                compared += alone.outings.len();
                let of_file: Vec<&Outing> =
                    gathered.outings.iter().filter(|outing| outing.path == settled.path).collect();
                assert_eq!(levels::runs(&of_file), levels::runs(&alone.outings));
            }
        }
    }
    assert!(compared > 50, "{compared}");
}

#[test]
fn a_level_has_columns_of_its_own_names_and_no_coordinate_unless_it_is_asked_for() {
    let none: &[Outing] = &[];
    let tables = [
        levels::files(&[]),
        levels::runs(none),
        levels::readings(none),
        levels::bins(&[], Places::Left),
        levels::records(&[], Places::Left),
    ];
    for table in tables {
        let mut keys: Vec<&str> = table.columns.iter().map(|column| column.key).collect();
        assert!(!keys.iter().any(|key| key.contains("latitude") || key.contains("longitude")));
        keys.sort_unstable();
        let all = keys.len();
        keys.dedup();
        assert_eq!(keys.len(), all);
    }
    let told = levels::records(&[], Places::Told);
    assert!(told.columns.iter().any(|column| column.key == "latitude_deg"));
}

#[test]
fn paths_on_standard_input_stream_a_table_to_standard_output() {
    let listed: Vec<String> = fs::read_dir(exports())
        .unwrap()
        .map(|entry| entry.unwrap().path().display().to_string())
        .collect();
    let list = tempfile::NamedTempFile::new().unwrap();
    fs::write(list.path(), listed.join("\n")).unwrap();
    let streamed = |table: &str, form: &str| {
        program()
            .args(["export", "--quiet", "--no-config", "--format", form, "--table", table, "-"])
            .stdin(fs::File::open(list.path()).unwrap())
            .ends_with(0)
            .stdout
    };
    // A stream of Arrow begins with a message of its schema, a file with six letters.
    let arrow = streamed("runs", "arrow");
    assert_eq!(arrow[..4], [0xff; 4]);
    let said = program()
        .args(["days", "--csv", "--quiet", "--no-config"])
        .arg(exports())
        .ends_with(0)
        .stdout;
    let lines = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap().lines().count();
    assert_eq!(lines(&streamed("days", "csv")), lines(&said));
}

//! A gap in the files is not rest: the sample without its August, whose log goes on telling runs.

use std::{fs, path::Path, sync::OnceLock};

use serde_json::Value;

use crate::{cli::run, support::root};

/// The sample's files of July, September and October, and its whole log.
fn without_august() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let sample = root().join("sample-data");
    fs::create_dir(folder.path().join("exports")).unwrap();
    for file in fs::read_dir(sample.join("exports")).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if !name.contains("2026-08") && !name.contains("202608") {
            fs::copy(&path, folder.path().join("exports").join(name)).unwrap();
        }
    }
    fs::copy(sample.join("pain-log.csv"), folder.path().join("pain-log.csv")).unwrap();
    folder
}

fn days(folder: &Path, more: &[&str]) -> Vec<Value> {
    let arguments =
        [&["days", "--json", "--no-config", "--pain", "pain-log.csv", "exports"], more].concat();
    let (status, out, said) = run(folder, &arguments);
    assert_eq!(status, 0, "{said}");
    let document: Value = serde_json::from_str(&out).unwrap();
    document["days"].as_array().unwrap().clone()
}

fn found() -> &'static Vec<Value> {
    static DAYS: OnceLock<Vec<Value>> = OnceLock::new();
    DAYS.get_or_init(|| days(without_august().path(), &[]))
}

fn on<'a>(days: &'a [Value], date: &str) -> &'a Value {
    days.iter().find(|day| day["date"] == date).unwrap()
}

#[test]
fn a_day_on_which_the_log_tells_a_run_is_no_day_without_one() {
    let day = on(found(), "2026-08-04");
    assert_eq!((&day["known"], &day["runs_reported"]), (&Value::from(false), &Value::from(1)));
    assert_eq!(day["unknown_because"], "reported_run");
    for key in ["distance_m", "running_min", "session_rpe_load_au", "no_recorded_run", "steps"] {
        assert!(day[key].is_null(), "{key} of {day}");
    }
    // The log calls the third rest, and that it stays.
    let rest = on(found(), "2026-08-03");
    assert_eq!((&rest["known"], &rest["rest_day"]), (&Value::from(true), &Value::from(true)));
}

#[test]
fn no_spike_longest_or_ratio_reaches_over_them() {
    let crosses = |day: &Value| {
        let date = day["date"].as_str().unwrap();
        ("2026-08-05"..="2026-09-26").contains(&date)
    };
    let days: Vec<&Value> = found().iter().filter(|day| crosses(day)).collect();
    assert_eq!(days.len(), 53);
    for day in days {
        for key in ["spike_ratio", "longest_previous_30d_m", "acwr_rolling_uncoupled", "acwr_ewma"]
        {
            assert!(day[key].is_null(), "{key} of {day}");
        }
        let class = day["spike_class"].as_str().unwrap();
        assert!(matches!(class, "uncertain" | "none"), "{class} on {}", day["date"]);
    }
    assert_eq!(on(found(), "2026-09-01")["spike_class"], "uncertain");
    // Once thirty days lie between, a run can be judged again.
    let later = found().iter().filter(|day| day["date"].as_str() > Some("2026-10-05"));
    assert!(later.filter(|day| !day["spike_ratio"].is_null()).count() > 3);
}

#[test]
fn doctor_names_the_days_and_what_to_do() {
    let folder = without_august();
    let (status, out, _) =
        run(folder.path(), &["doctor", "--no-config", "--pain", "pain-log.csv", "exports"]);
    assert_eq!(status, 1);
    assert!(
        out.contains(
            "not for 2026-08-01 to 2026-08-02: no file, and the log tells a run on 2 days"
        ),
        "{out}"
    );
    assert!(out.contains("gaps = [[\"2026-08-01\", \"2026-08-02\"]]"), "{out}");
    let (_, out, _) = run(
        folder.path(),
        &["doctor", "--json", "--no-config", "--pain", "pain-log.csv", "exports"],
    );
    let document: Value = serde_json::from_str(&out).unwrap();
    let unknown = document["coverage"]["unknown"].as_array().unwrap();
    assert!(unknown.iter().all(|span| span["because"] == "reported_runs"), "{unknown:?}");
}

#[test]
fn until_tells_how_far_the_export_goes() {
    let folder = without_august();
    let until = days(folder.path(), &["--until", "2026-11-20"]);
    let last = until.last().unwrap();
    assert_eq!((&last["date"], &last["known"]), (&Value::from("2026-11-20"), &Value::from(true)));
    assert_eq!(last["no_recorded_run"], true);
    let without = found().last().unwrap();
    assert!(without["date"].as_str() < Some("2026-11-20"));
}

//! Two sensors that record one quantity, and sensors that change: what counts, and what is said.

use std::{fs, path::Path};

use backstride::{
    model::{Channel, Device},
    outing::{Setting, measure, worn_together},
};
use serde_json::Value;

use crate::{
    cli::run,
    support::{
        assert_within, root,
        synthetic::{SyntheticRun, on_day},
        watch::Watch,
    },
};

/// A strap that reads 91 mm and 268 ms beside a pod that reads 7.2 cm and 251 ms.
fn both() -> Watch {
    Watch {
        strap: Some(3300),
        native: Some((91.0, 268.0)),
        pod: Some((7.2, 251.0)),
        ..Watch::default()
    }
}

/// Settings that let the pod's bounce count, and say so of the strap's contact time.
const RULES: &str = "[[sensor]]\nmetric = \"vertical_oscillation_mm\"\nuse = \"pod\"\n\
                     [[sensor]]\nmetric = \"ground_contact_time_ms\"\nuse = \"native\"\n";

fn activity(folder: &Path, file: &str, more: &[&str]) -> Value {
    let (status, out, said) = run(folder, &[&["runs", "--json", file], more].concat());
    assert_eq!(status, 0, "{said}");
    let document: Value = serde_json::from_str(&out).unwrap();
    document["activities"][0].clone()
}

#[test]
fn without_a_rule_the_watch_counts_and_the_pods_word_stands_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.fit"), both().file()).unwrap();
    let told = activity(folder.path(), "a.fit", &["--no-config"]);
    let bounce = &told["readings"]["vertical_oscillation_mm"];
    assert_within(1e-6, 91.0, bounce["value"].as_f64().unwrap());
    assert_eq!(bounce["provenance"], "measured");
    let beside = &bounce["side_by_side"];
    assert_eq!(
        (beside["use"].as_str(), beside["set_by"].as_str()),
        (Some("native"), Some("default"))
    );
    assert_within(1e-6, 91.0, beside["native"]["mean"].as_f64().unwrap());
    assert_within(1e-4, 72.0, beside["pod"]["mean"].as_f64().unwrap());
    assert_eq!(beside["pod"]["source"], "stryd vertical oscillation");
    assert_eq!(beside["n"], 1201);
    assert!(
        told["readings"]["cadence_spm"].get("side_by_side").is_none(),
        "the pod has no cadence"
    );
}

#[test]
fn a_rule_switches_one_metric_and_is_named_beside_its_number() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.fit"), both().file()).unwrap();
    fs::write(folder.path().join("backstride.toml"), RULES).unwrap();
    let told = activity(folder.path(), "a.fit", &[]);
    let bounce = &told["readings"]["vertical_oscillation_mm"];
    assert_within(1e-4, 72.0, bounce["value"].as_f64().unwrap());
    // A pod at the foot does not see the trunk: its bounce is a model's.
    assert_eq!(bounce["provenance"], "modelled");
    assert_eq!(bounce["side_by_side"]["use"], "pod");
    assert_eq!(bounce["side_by_side"]["set_by"], "config");
    let contact = &told["readings"]["ground_contact_time_ms"];
    assert_within(1e-6, 268.0, contact["value"].as_f64().unwrap());
    assert_eq!(contact["side_by_side"]["set_by"], "config");
    let (_, inspected, _) = run(folder.path(), &["inspect", "--json", "a.fit"]);
    let inspected: Value = serde_json::from_str(&inspected).unwrap();
    let rules: Vec<(&str, &str)> = inspected["side_by_side"]
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| (pair["channel"].as_str().unwrap(), pair["use"].as_str().unwrap()))
        .collect();
    assert_eq!(rules, [("vertical_oscillation_mm", "pod"), ("ground_contact_time_ms", "native")]);
}

#[test]
fn a_real_run_with_strap_and_pod_reads_as_either_says() {
    let file = root().join("../shared/data/fit/GoldenCheetah-Fr955v19.28andStryd.fit");
    if !file.exists() {
        eprintln!("no real file with a strap and a pod: 0 files covered");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("pod.toml"), RULES).unwrap();
    let path = file.to_str().unwrap();
    let native = activity(folder.path(), path, &["--no-config"]);
    let switched = activity(folder.path(), path, &["--config", "pod.toml"]);
    let bounce =
        |told: &Value| told["readings"]["vertical_oscillation_mm"]["value"].as_f64().unwrap();
    // By another program's reading of the two fields: 9.3 cm from the watch, 7.6 cm from Stryd.
    assert_within(1.0, 93.0, bounce(&native));
    assert_within(1.0, 76.0, bounce(&switched));
    let beside = &switched["readings"]["vertical_oscillation_mm"]["side_by_side"];
    assert_eq!((beside["use"].as_str(), beside["set_by"].as_str()), (Some("pod"), Some("config")));
    assert_eq!(beside["pod"]["source"], "stryd vertical oscillation");
    eprintln!("one real run with a strap and a pod: 1 file covered");
}

#[test]
fn the_page_says_which_of_two_sensors_counts_and_never_names_the_pods_app() {
    let folder = tempfile::tempdir().unwrap();
    month(folder.path(), |_| both());
    let page = page(folder.path());
    assert!(page.contains("ground contact: the watch’s own value counts here"), "{page}");
    assert!(page.contains("the watch says 91 mm and 268 ms and the pod 72 mm and 251 ms"));
    assert!(!page.contains("stryd"));
    fs::write(folder.path().join("export/backstride.toml"), RULES).unwrap();
    assert!(
        self::page(folder.path()).contains("the pod’s value counts here (as your settings say)")
    );
}

const STARTS: [&str; 8] = [
    "2026-10-01T06:00:00Z",
    "2026-10-03T06:00:00Z",
    "2026-10-05T06:00:00Z",
    "2026-10-07T06:00:00Z",
    "2026-10-09T06:00:00Z",
    "2026-10-11T06:00:00Z",
    "2026-10-13T06:00:00Z",
    "2026-10-15T06:00:00Z",
];

/// Eight runs of a month, each as it is told.
fn month(folder: &Path, of: impl Fn(usize) -> Watch) {
    fs::create_dir_all(folder.join("export")).unwrap();
    for (number, started) in STARTS.into_iter().enumerate() {
        let watch = Watch { started, ..of(number) };
        fs::write(folder.join(format!("export/{number}.fit")), watch.file()).unwrap();
    }
}

fn page(folder: &Path) -> String {
    let (status, _, said) =
        run(folder, &["report", "export", "--out", "out", "--month", "2026-10"]);
    assert_eq!(status, 0, "{said}");
    fs::read_to_string(folder.join("out/2026-10/report.html")).unwrap()
}

/// The breaks of one metric's line, and what `doctor` says has changed.
fn changes(of: impl Fn(usize) -> Watch, metric: &str) -> (Vec<(String, String)>, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    month(folder.path(), of);
    page(folder.path());
    let summary = fs::read_to_string(folder.path().join("out/2026-10/summary.json")).unwrap();
    let summary: Value = serde_json::from_str(&summary).unwrap();
    let breaks = summary["form"][metric]["breaks"].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let breaks = breaks.iter().map(|one| (text(&one["date"]), text(&one["what"]))).collect();
    let (_, doctor, _) = run(folder.path(), &["doctor", "--json", "export"]);
    let doctor: Value = serde_json::from_str(&doctor).unwrap();
    let findings = doctor["findings"].as_array().unwrap();
    let kinds = findings.iter().map(|finding| text(&finding["key"]));
    (breaks, kinds.filter(|key| key.ends_with("_change")).collect())
}

fn strapped() -> Watch {
    Watch { strap: Some(3300), native: Some((91.0, 268.0)), ..Watch::default() }
}

#[test]
fn watch_strap_pod_firmware_and_recording_mode_each_break_the_line_where_they_change() {
    let late = |number: usize| number >= 4;
    let (cadence, bounce) = ("cadence_spm", "vertical_oscillation_mm");
    let the_break = |what: &str| vec![("2026-10-09".to_owned(), what.to_owned())];
    let watch = |number| Watch { product: if late(number) { 4257 } else { 4024 }, ..strapped() };
    let expected = (the_break("watch changed"), vec!["watch_change".to_owned()]);
    assert_eq!(changes(watch, cadence), expected);
    assert_eq!(changes(watch, bounce), expected);

    let strap =
        |number| Watch { strap: Some(if late(number) { 4130 } else { 3300 }), ..strapped() };
    let told = vec!["strap_change".to_owned()];
    assert_eq!(changes(strap, bounce), (the_break("strap changed"), told.clone()));
    // Cadence is the watch's own, whatever strap is worn.
    assert_eq!(changes(strap, cadence), (Vec::new(), told));

    let firmware =
        |number| Watch { firmware: if late(number) { 2011 } else { 1928 }, ..strapped() };
    let expected = (the_break("firmware changed"), vec!["firmware_change".to_owned()]);
    assert_eq!(changes(firmware, cadence), expected);
    // A step behind the point touches no algorithm.
    let step = |number| Watch { firmware: if late(number) { 1941 } else { 1928 }, ..strapped() };
    assert_eq!(changes(step, cadence), (Vec::new(), Vec::new()));

    let smart: &[u32] = &[1, 3, 7, 4, 6, 1, 2];
    let rhythm = |number| Watch { rhythm_s: if late(number) { smart } else { &[1] }, ..strapped() };
    let expected = (the_break("recording changed"), vec!["recording_change".to_owned()]);
    assert_eq!(changes(rhythm, cadence), expected);
}

#[test]
fn run_by_run_too_no_line_joins_two_straps() {
    let folder = tempfile::tempdir().unwrap();
    // A week of runs is too short for a usual range: each run stands at its own pace.
    month(folder.path(), |number| Watch {
        strap: Some(if number >= 4 { 4130 } else { 3300 }),
        ..strapped()
    });
    let page = page(folder.path());
    assert!(page.contains("Form, run by run"), "{page}");
    // The strap tells bounce and contact time, the watch cadence.
    assert_eq!(page.matches("8 runs in 2 stretches, not joined").count(), 2, "{page}");
}

#[test]
fn a_pod_that_stands_in_for_a_forgotten_strap_breaks_the_line_of_what_it_wrote() {
    let of = |number| {
        let native = (number < 4).then_some((91.0, 268.0));
        Watch { native, ..both() }
    };
    let (breaks, _) = changes(of, "vertical_oscillation_mm");
    assert_eq!(breaks.len(), 1, "{breaks:?}");
    assert_eq!(breaks[0].0, "2026-10-09");
    assert_eq!(changes(of, "cadence_spm").0, Vec::new());
}

#[test]
fn doctor_tells_empty_and_thin_channels_belts_and_the_proof_of_what_cadence_counts() {
    let folder = tempfile::tempdir().unwrap();
    month(folder.path(), |number| match number {
        0 => Watch { cadence_share: 16, ..Watch::default() },
        1 => Watch { cadence_share: 0, ..Watch::default() },
        2 => Watch { belt: true, ..Watch::default() },
        _ => Watch::default(),
    });
    let (status, out, _) = run(folder.path(), &["doctor", "--json", "export"]);
    assert_eq!(status, 1, "a thin channel asks for a look at the strap");
    let document: Value = serde_json::from_str(&out).unwrap();
    let finding = |key: &str| {
        let all = document["findings"].as_array().unwrap();
        all.iter().find(|finding| finding["key"] == key).cloned().unwrap()
    };
    let thin = finding("thin_channel");
    assert_eq!((thin["runs"].as_u64(), &thin["files"][0]), (Some(1), &Value::from("0.fit")));
    assert_eq!(thin["example"], "cadence in 16 % of the samples only");
    assert!(thin["advice"].as_str().unwrap().contains("battery"));
    let empty = finding("empty_channel");
    assert_eq!(empty["example"], "declared and never filled: cadence");
    assert_eq!((empty["runs"].as_u64(), &empty["advice"]), (Some(1), &Value::Null));
    assert_eq!(finding("indoor")["files"][0], "2.fit");
    assert_eq!(finding("no_cadence")["files"][0], "1.fit");
    // 84 a minute at 3 m/s: 3 × 60 / 168 = 1.071 m by one foot, 180 / 84 = 2.143 m by both.
    let proof = document["cadence"].as_array().unwrap();
    let strides = proof.iter().find(|proof| proof["unit"] == "strides").unwrap();
    assert_eq!(
        (strides["runs"].as_u64(), strides["median_per_min"].as_f64()),
        (Some(7), Some(84.0))
    );
    assert_within(1e-3, 1.071, strides["step_length_m_if_strides"].as_f64().unwrap());
    assert_within(1e-3, 2.143, strides["step_length_m_if_steps"].as_f64().unwrap());
    let (_, shown, _) = run(folder.path(), &["doctor", "export"]);
    assert!(shown.contains("one foot (strides) in 7 runs"), "{shown}");
    let said = "84 a minute running is one foot, in steps of 1.07 m; counting both feet they would be \
                2.14 m";
    assert!(shown.contains(said), "{shown}");
}

#[test]
fn the_proof_of_what_cadence_counts_stands_in_the_notices_and_beside_the_unit() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.fit"), Watch::default().file()).unwrap();
    let (_, out, _) = run(folder.path(), &["runs", "--json", "--no-config", "a.fit"]);
    let document: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        document["files"][0]["notices"][0],
        "cadence counts one foot: a median of 84 a minute running is one foot, in steps of 1.07 m; \
         counting both feet they would be 2.14 m"
    );
    let told = &document["activities"][0];
    assert_eq!(
        (told["cadence_unit"].as_str(), told["recording"].as_str()),
        (Some("strides"), Some("every_second"))
    );
    assert_within(1e-3, 2.143, told["cadence_proof"]["step_length_m_if_steps"].as_f64().unwrap());
}

#[test]
fn what_the_watch_believes_is_used_marked_and_outranked_by_the_settings() {
    let folder = tempfile::tempdir().unwrap();
    let watch = Watch { wearer: Some((168, 61.5, 52, 189)), felt: Some((60, 75)), ..strapped() };
    fs::write(folder.path().join("a.fit"), watch.file()).unwrap();
    let told = activity(folder.path(), "a.fit", &["--no-config"]);
    let expected = serde_json::json!({
        "height_m": 1.68, "mass_kg": 61.5, "sex": "female", "hr_max_bpm": 189.0, "hr_rest_bpm": 52.0
    });
    assert_eq!(told["from_watch"], expected);
    assert_eq!((told["rpe"].as_f64(), told["feel"].as_f64()), (Some(6.0), Some(75.0)));
    // Steps of 180/168 m on legs of 0.53 × 1.68 m.
    let per_leg =
        |told: &Value| told["readings"]["step_length_per_leg_length"]["value"].as_f64().unwrap();
    assert_within(1e-3, 180.0 / 168.0 / (0.53 * 1.68), per_leg(&told));
    fs::write(folder.path().join("mine.toml"), "[runner]\nheight_cm = 180\n").unwrap();
    let told = activity(folder.path(), "a.fit", &["--config", "mine.toml"]);
    assert_within(1e-3, 180.0 / 168.0 / (0.53 * 1.80), per_leg(&told));
    assert_eq!(told["from_watch"]["height_m"], Value::Null);
    assert_eq!(told["from_watch"]["mass_kg"], 61.5);
}

#[test]
fn the_page_marks_what_comes_from_the_watch() {
    let folder = tempfile::tempdir().unwrap();
    month(folder.path(), |_| Watch { wearer: Some((168, 61.5, 52, 189)), ..strapped() });
    assert!(
        page(folder.path()).contains("height, mass, sex and heart-rate limits from your watch")
    );
    let told = "[runner]\nheight_cm = 168\nmass_kg = 61\nsex = \"female\"\nhr_max_bpm = 189\nhr_rest_bpm = 52\n";
    fs::write(folder.path().join("export/backstride.toml"), told).unwrap();
    assert!(!page(folder.path()).contains("from your watch"));
}

#[test]
fn local_time_comes_from_the_activity_else_from_the_settings() {
    let folder = tempfile::tempdir().unwrap();
    let local = |watch: &Watch| {
        fs::write(folder.path().join("a.fit"), watch.file()).unwrap();
        let told = activity(folder.path(), "a.fit", &["--no-config"]);
        (told["utc_offset_s"].as_i64().unwrap(), told["local_date"].as_str().unwrap().to_owned())
    };
    let evening = Watch { started: "2026-10-03T22:30:00Z", ..Watch::default() };
    assert_eq!(local(&evening), (7200, "2026-10-04".to_owned()));
    let settings = Watch { offset_s: None, settings_offset_s: Some(19_800), ..evening.clone() };
    assert_eq!(local(&settings), (19_800, "2026-10-04".to_owned()));
    // −5 h as an unsigned number of 32 bits.
    let west = Watch { settings_offset_s: Some(u32::MAX - 17_999), ..settings };
    assert_eq!(local(&west), (-18_000, "2026-10-03".to_owned()));
}

/// What the page's data say of a metric's other sensors.
fn other_sensors(folder: &Path, metric: &str) -> Value {
    page(folder);
    let summary = fs::read_to_string(folder.join("out/2026-10/summary.json")).unwrap();
    let summary: Value = serde_json::from_str(&summary).unwrap();
    summary["form"][metric]["worn_together"].clone()
}

/// What a strap says from run to run, and what a pod says more: 18 mm less, give or take.
const STRAP_MM: [f64; 8] = [88.0, 91.0, 91.0, 90.0, 92.0, 94.0, 91.0, 91.0];
const POD_MORE_MM: [f64; 8] = [-18.0, -19.0, -17.0, -18.5, -17.5, -18.0, -18.0, -18.0];

#[test]
fn six_runs_worn_with_strap_and_pod_bring_the_strap_s_runs_to_the_pod_that_is_worn_now() {
    let folder = tempfile::tempdir().unwrap();
    // Six runs with both, of which the strap's count; then the pod alone.
    month(folder.path(), |number| Watch {
        native: (number < 6).then_some((STRAP_MM[number], 268.0)),
        pod: Some(((STRAP_MM[number] + POD_MORE_MM[number]) / 10.0, 251.0)),
        ..both()
    });
    let told = other_sensors(folder.path(), "vertical_oscillation_mm");
    let strap = &told[0];
    assert_eq!(
        (strap["what"].as_str(), strap["until"].as_str()),
        (Some("pod_change"), Some("2026-10-11"))
    );
    assert_eq!((strap["runs"].as_u64(), &strap["absent"]), (Some(6), &Value::Null));
    assert_within(0.1, 120.0, strap["minutes"].as_f64().unwrap());
    let number = |key: &str| strap[key].as_f64().unwrap();
    // Mean −18, SD 0.7071; Student's 2.5706 for five degrees: ± 0.742, and times √7 for a further run.
    assert_within(0.02, -18.0, number("difference"));
    assert_within(0.02, -18.742, number("low"));
    assert_within(0.05, -18.0 + 0.742 * 7_f64.sqrt(), number("agreement_high"));
    let brought = strap["brought"].as_array().unwrap();
    assert_eq!(brought.len(), 6);
    for (point, strap_mm) in brought.iter().zip(STRAP_MM) {
        assert_eq!(point["provenance"], "modelled");
        assert_within(0.1, strap_mm - 18.0, point["value"].as_f64().unwrap());
        // Student's 2.0150 for nine in ten, times SD and √(7/6).
        assert_within(
            0.1,
            1.539,
            (point["high"].as_f64().unwrap() - point["low"].as_f64().unwrap()) / 2.0,
        );
    }
    let page = fs::read_to_string(folder.path().join("out/2026-10/report.html")).unwrap();
    assert!(
        page.contains(
            "hollow: brought to the latest sensor by 6 runs worn together, −18.0 ± 0.7 mm"
        )
    );
    assert!(page.contains("8 runs in 2 stretches, not joined"), "the line stays broken");
}

#[test]
fn under_five_runs_worn_with_both_nothing_is_brought_over_and_the_reason_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let of = |number| {
        let native = (number < 4).then_some((91.0, 268.0));
        Watch { native, ..both() }
    };
    month(folder.path(), of);
    let told = other_sensors(folder.path(), "vertical_oscillation_mm");
    assert_eq!(
        (told[0]["absent"].as_str(), told[0]["runs"].as_u64()),
        (Some("too_little_data"), Some(4))
    );
    assert_eq!(told[0]["brought"], Value::Array(Vec::new()));
    let page = fs::read_to_string(folder.path().join("out/2026-10/report.html")).unwrap();
    assert!(
        page.contains("is not told: 4 runs worn with both, 80 min; it takes 5 and 60 min"),
        "{page}"
    );
}

#[test]
fn two_watches_worn_on_one_run_are_laid_beside_each_other_over_the_same_stretches() {
    let watch = |product: &str, bounce_mm, cadence_spm, feet_per_count, later_s| {
        let run = SyntheticRun {
            bounce_mm: Some(bounce_mm),
            cadence_spm,
            feet_per_count,
            ..SyntheticRun::default()
        };
        let device = Device { product: Some(product.to_owned().into()), ..Device::default() };
        let activity = on_day(later_s / 86_400.0, run, |it| it.device = Some(device.clone()));
        measure(&activity, product, &Setting::default()).remove(0)
    };
    // One counts one foot and began twelve seconds later.
    let (old, new) = (watch("old", 85.0, 172.0, 2.0, 0.0), watch("new", 91.0, 171.0, 1.0, 12.0));
    let told = worn_together((&old, 0.0), (&new, 0.0));
    let bounce = told.iter().find(|it| it.channel == Channel::VerticalOscillation).unwrap();
    let [old_behind, new_behind] =
        [&old, &new].map(|it| it.sensor.behind(Channel::VerticalOscillation));
    let (of_old, of_new) = bounce.between(&old_behind, &new_behind).unwrap();
    assert_within(1e-9, 6.0, of_new - of_old);
    assert_within(1.0, 29.5, bounce.minutes);
    assert_eq!(bounce.between(&new_behind, &old_behind), Some((of_new, of_old)));
    let cadence = told.iter().find(|it| it.channel == Channel::StepRate).unwrap();
    assert_within(1e-6, 1.0, cadence.sensors[0].1 - cadence.sensors[1].1);
    // The same watch twice tells nothing, and neither do runs at other times.
    assert_eq!(worn_together((&old, 0.0), (&old, 0.0)), []);
    assert_eq!(worn_together((&old, 0.0), (&new, 90_000.0)), []);
}

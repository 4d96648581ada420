//! Months that matter: made-up diaries beside made-up runs, and what their pages must and must not say.

use std::fs;

use jiff::{
    ToSpan as _,
    civil::{Date, date},
};
use serde_json::Value;

use crate::{
    cli::run,
    support::diaries::{DiaryDay, gpx},
    words::{claims_nothing, strings},
};

/// Sentences and titles that comfort; none of them may stand in a bad month.
const COMFORTS: [&str; 9] = [
    "Nothing changed",
    "othing stands out",
    "No run was more than",
    "none was more than",
    "none above +10 %",
    "had settled by the next morning",
    "Mornings hurt less",
    "Within the plan on all",
    "No clear link",
];

fn july(day: i8) -> Date {
    date(2026, 7, day)
}

/// Metres of this many kilometres take so many minutes at three metres a second.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few kilometres")]
fn minutes(km: f64) -> u32 {
    (1000.0 * km / 180.0).round() as u32
}

/// A diary in the making: calm from April to July, and what is set otherwise.
struct Diary {
    runs: Vec<(Date, f64)>,
    rows: Vec<(Date, [String; 10])>,
    files: Vec<(&'static str, String)>,
}

const HEAD: &str =
    "date,pain_morning,location,side,legs,meds,function_0_10,flare,other_load,activity,red_flag";

/// Cells of a row, by their place behind the date.
const MORNING: usize = 0;
const LEGS: usize = 3;
const MEDS: usize = 4;
const FUNCTION: usize = 5;
const FLARE: usize = 6;
const LOAD: usize = 7;
const ACTIVITY: usize = 8;
const FLAG: usize = 9;

impl Diary {
    /// Mornings at 1 and 2, three runs of four kilometres a week, from April to the end of July.
    fn calm() -> Diary {
        let days: Vec<Date> =
            (0..122).map(|day| date(2026, 4, 1).checked_add(day.days()).unwrap()).collect();
        let row = |(at, day): (usize, &Date)| {
            let morning = if at % 3 == 0 { "2" } else { "1" };
            let cells = [morning, "low_back", "right", "none", "none", "8", "", "none", "", ""];
            (*day, cells.map(str::to_owned))
        };
        let is_run = |day: &&Date| [1, 3, 5].contains(&day.weekday().to_monday_one_offset());
        Diary {
            runs: days.iter().filter(is_run).map(|day| (*day, 4.0)).collect(),
            rows: days.iter().enumerate().map(row).collect(),
            files: Vec::new(),
        }
    }

    fn set(mut self, days: std::ops::RangeInclusive<i8>, cell: usize, value: &str) -> Diary {
        for (day, cells) in &mut self.rows {
            if (july(*days.start())..=july(*days.end())).contains(day) {
                value.clone_into(&mut cells[cell]);
            }
        }
        self
    }

    /// Four mornings at 8 with painkillers, and the days before and after them.
    fn flare(self) -> Diary {
        self.set(11..=11, MORNING, "5")
            .set(12..=15, MORNING, "8")
            .set(12..=15, MEDS, "prescribed")
            .set(12..=15, FUNCTION, "4")
            .set(16..=18, MORNING, "5")
    }

    fn without_runs(mut self, days: std::ops::RangeInclusive<i8>) -> Diary {
        let span = july(*days.start())..=july(*days.end());
        self.runs.retain(|(day, _)| !span.contains(day));
        self
    }

    fn run(mut self, day: i8, km: f64) -> Diary {
        self.runs.retain(|(of, _)| *of != july(day));
        self.runs.push((july(day), km));
        self
    }

    fn file(mut self, name: &'static str, text: &str) -> Diary {
        self.files.push((name, text.to_owned()));
        self
    }

    /// What `report` writes of July.
    fn july(mut self) -> Month {
        let folder = tempfile::tempdir().unwrap();
        self.runs.sort_by_key(|run| run.0);
        for (day, km) in &self.runs {
            let day = DiaryDay { date: *day, run_min: None, morning: 0.0 };
            let path = folder.path().join(format!("{}.gpx", day.date));
            fs::write(path, gpx(&day, minutes(*km))).unwrap();
        }
        let rows: String = self.rows.iter().fold(String::new(), |rows, (day, cells)| {
            rows + &format!("{day},{}\n", cells.join(","))
        });
        fs::write(folder.path().join("pain-log.csv"), format!("{HEAD}\n{rows}")).unwrap();
        for (name, text) in &self.files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let (_, _, terminal) =
            run(folder.path(), &["report", ".", "--month", "2026-07", "--out", "out"]);
        let read = |name: &str| {
            fs::read_to_string(folder.path().join("out/2026-07").join(name))
                .unwrap_or_else(|error| panic!("{name}: {error}; {terminal}"))
        };
        let month = Month {
            page: strings(&read("report.html")),
            summary: serde_json::from_str(&read("summary.json")).unwrap(),
            index: fs::read_to_string(folder.path().join("out/index.html")).unwrap(),
            terminal,
        };
        if let Some(kept) = std::env::var_os("BACKSTRIDE_PICTURES") {
            let name = std::thread::current().name().unwrap_or("month").replace("::", "-");
            let to = std::path::Path::new(&kept).join(format!("{name}.png"));
            fs::copy(folder.path().join("out/2026-07/report.png"), to).unwrap();
        }
        claims_nothing("page", &month.page);
        month
    }
}

/// A month as written.
struct Month {
    page: String,
    summary: Value,
    index: String,
    terminal: String,
}

impl Month {
    fn headline(&self) -> (&str, &str, &str) {
        let first = &self.summary["headline"][0];
        let text = |key: &str| first[key].as_str().unwrap_or_default();
        (text("key"), text("text"), text("detail"))
    }

    fn figure(&self, key: &str) -> &Value {
        let figures = self.summary["figures"].as_array().unwrap();
        figures.iter().find(|figure| figure["key"] == key).unwrap_or(&Value::Null)
    }

    fn bars(&self) -> Vec<&str> {
        let bars = self.summary["comfort_barred_by"].as_array().unwrap();
        bars.iter().filter_map(Value::as_str).collect()
    }

    #[track_caller]
    fn does_not_comfort(&self) -> &Month {
        let summary = self.summary.to_string();
        for comfort in COMFORTS {
            assert!(!summary.contains(comfort), "{comfort} in the summary");
            // The methods say when such a sentence stands.
            let page = self.page.split("How the numbers are made").next().unwrap();
            assert!(!page.contains(comfort), "{comfort} on the page");
        }
        self
    }

    #[track_caller]
    fn says(&self, words: &str) -> &Month {
        assert!(self.page.contains(words), "{words}: {}", self.page);
        self
    }

    #[track_caller]
    fn is_led_by_a_flare(&self, words: &str) -> &Month {
        let (key, text, _) = self.headline();
        assert_eq!(key, "flare", "{text}");
        assert_eq!(text, words);
        self
    }
}

#[test]
fn a_calm_month_beside_them_is_told_as_before() {
    let month = Diary::calm().july();
    assert_eq!(month.headline().1, "Nothing changed beyond your usual day-to-day variation.");
    assert!(month.bars().is_empty(), "{:?}", month.bars());
    month.says("Mornings after runs, by length").says("52 of 52 settled");
    assert!(!month.page.contains("To ask at the next visit"));
    assert_eq!(month.summary["flares"], Value::Array(Vec::new()));
}

#[test]
fn a_flare_without_runs_leads_with_days_peak_usual_level_tablets_and_function() {
    let month = Diary::calm().flare().without_runs(11..=20).july();
    let text = "A flare from 11 to 18 July: mornings up to 8, usually 1 to 2.";
    month.does_not_comfort().is_led_by_a_flare(text).says("Where: low back, right (8 days).");
    let detail = month.headline().2;
    for told in [
        "above usual 11 to 18 July (8 days). No day is marked.",
        "Leg: nothing on 8 days.",
        "Painkillers: prescribed on 4 days, none on 4 days.",
        "usually 8.",
        "Passed: three logged mornings back at the usual level from 19 July on.",
        "No run is known in it.",
        "No earlier flare in the log.",
    ] {
        assert!(detail.to_lowercase().contains(&told.to_lowercase()), "{told}: {detail}");
    }
    // The seven days before it, with how often a week was like it and what followed.
    month.says("The seven days before the flare, 4 to 10 July").says("Calm week");
    let before = &month.summary["flares"][0]["week_before"]["exposures"];
    let distance =
        before.as_array().unwrap().iter().find(|row| row["key"] == "distance_km").unwrap();
    assert!(distance["weeks_like_it"].as_u64().unwrap() > 3, "{distance}");
    assert_eq!(distance["followed_by_a_flare"], 0);
    let figure = month.figure("last_seven_days");
    assert!(figure["beside"].as_str().unwrap().contains("no painkillers"), "{figure}");
    assert!(month.index.contains("A flare from 11 to 18 July"));
    assert_eq!(month.bars(), ["flare"]);
}

#[test]
fn a_flare_with_runs_shows_the_last_run_before_it_and_names_those_in_it() {
    let month = Diary::calm().flare().run(10, 6.0).july();
    month.does_not_comfort();
    assert!(
        month.headline().2.contains("Runs in it: 13, 15 and 17 July."),
        "{:?}",
        month.headline()
    );
    month.says("Last run before the flare, 10 July: ").says("before, 5 the next morning.");
    let rows = month.summary["pain"]["responses"].as_array().unwrap();
    assert_eq!((&rows[0]["date"], &rows[0]["before_flare"]), (&"2026-07-10".into(), &true.into()));
    assert_eq!(rows[0]["response"], "raised");
}

#[test]
fn pain_below_the_knee_on_some_days_is_to_be_arranged_and_silences_nothing() {
    let month = Diary::calm().set(20..=24, LEGS, "below_knee").july();
    let words = "Arrange to see your doctor or physical therapist: pain below the knee is logged on 5 \
                 days since 20 July 2026.";
    month.does_not_comfort().says(words);
    assert!(month.terminal.contains(words), "{}", month.terminal);
    assert!(month.index.contains(words));
    assert_eq!(month.summary["attention"][0]["tier"], "arrange");
    assert_eq!(month.summary["safety"]["level"], "calm", "it withholds nothing");
    assert_eq!(month.bars()[0], "arrange");
    let place = |words: &str| month.page.find(words).unwrap();
    assert!(place("Go to emergency care now") < place(words));
    assert!(place(words) < place("What stands out"));
}

#[test]
fn new_weakness_in_a_leg_makes_the_box_loud_and_withholds_what_it_names() {
    let month = Diary::calm().flare().set(28..=28, FLAG, "weakness").july();
    assert_eq!(month.summary["safety"]["level"], "urgent");
    let withheld: Vec<&str> = month.summary["safety"]["withheld"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    for key in ["headline", "plan", "ask", "links", "return_to_run", "mornings_by_length"] {
        // Only what was there is named: this diary has neither plan nor link.
        let was_there = ["headline", "ask", "mornings_by_length"].contains(&key);
        assert!(withheld.contains(&key) || !was_there, "{key}");
        let value = &month.summary[key];
        assert!(value.is_null() || *value == Value::Array(Vec::new()), "{key}: {value}");
    }
    assert!(month.summary["flares"][0]["week_before"].is_null());
    month.does_not_comfort().says("Read this first: ask for medical advice today");
    assert!(!month.page.contains("To ask at the next visit"));
    assert!(month.terminal.contains("medical advice today"), "{}", month.terminal);
}

#[test]
fn a_jump_after_a_break_is_told_as_one_would_say_it_with_its_thin_base() {
    let mut diary = Diary::calm();
    diary.runs.retain(|(day, _)| *day < date(2026, 6, 15));
    for (day, km) in
        [(6, 5.0), (8, 4.0), (13, 8.0), (15, 8.0), (20, 9.0), (22, 9.0), (27, 12.0), (29, 13.0)]
    {
        diary = diary.run(day, km);
    }
    let month = diary.july();
    let title = month.summary["load"]["volume"]["words"].as_str().unwrap();
    assert!(title.starts_with("Few runs before: from "), "{title}");
    assert!(title.contains("23.8 km in June to 68 km by 29 July; weeks from "), "{title}");
    assert!(
        !month.page.contains("No run was more than") && !month.page.contains("Nothing changed")
    );
    month.says(title);
    assert_eq!(month.headline().0, "volume", "no pain sentence leads");
    assert!(month.bars().contains(&"volume_rose"));
    assert_eq!(month.figure("distance_m")["value"], "68");
}

const PLAN: &str = "valid_from = 2026-06-29\nlongest_run_km = 5\nweekly_min = 90\nrest_days = 3\n\
     pain_during_max = 3\npain_next_morning_max = 3\n";

#[test]
fn a_plan_that_was_not_kept_is_counted_over_all_points_in_neutral_words() {
    let month = Diary::calm()
        .run(10, 7.0)
        .run(24, 6.5)
        .set(11..=11, MORNING, "3.5")
        .file("plan.toml", PLAN)
        .july();
    month.does_not_comfort();
    let figure = month.figure("plan");
    assert_eq!((&figure["value"], &figure["unit"]), (&"2 of 4".into(), &"within it".into()));
    assert_eq!(figure["beside"], "1 other point outside it · one limit on pain passed");
    month.says("above plan on 2 of 14 runs").says("limit passed on 1 of 13 days");
    for blame in ["failed", "violat", "disobey"] {
        assert!(!month.page.contains(blame), "{blame}");
    }
    assert!(month.bars().contains(&"limit_passed"));
}

#[test]
fn a_gap_in_the_log_through_a_flare_leaves_it_open_and_is_asked_for() {
    let month = Diary::calm().flare().set(13..=31, MORNING, "").set(13..=31, LEGS, "").july();
    month.does_not_comfort();
    let (key, text, detail) = month.headline();
    assert_eq!(key, "flare");
    assert!(text.starts_with("A flare since 11 July: mornings up to 8, usually 1 to 2."), "{text}");
    assert!(detail.contains("Not known to have passed: 0 of three logged mornings"), "{detail}");
    month.says("No morning is logged from 13 to 31 July: how were they?");
    assert!(month.terminal.contains("A flare: mornings up to 8"), "{}", month.terminal);
    assert_eq!(month.bars()[0], "flare_open");
    // A run without its mornings is in no count.
    let apart = month.summary["mornings_by_length"]["not_known"].as_u64().unwrap();
    assert!(apart >= 7, "{apart}");
}

#[test]
fn a_flare_marked_though_scores_are_as_usual_leads_and_says_so() {
    let month = Diary::calm().set(12..=15, FLARE, "yes").july();
    month.does_not_comfort().is_led_by_a_flare(
        "A flare by your own mark from 12 to 15 July: mornings up to 2, usually 1 to 2.",
    );
    let told = "Marked 12 to 15 July (4 days); no morning of it is above the usual level.";
    assert!(month.headline().2.contains(told), "{}", month.headline().2);
    month.says("Scores are as usual on the marked days: what made them a flare?");
}

#[test]
fn prescribed_tablets_and_what_is_not_said_of_them_stand_apart() {
    let month = Diary::calm().flare().set(16..=18, MEDS, "").july();
    let told = "Painkillers: prescribed on 4 days, none on 1 day, not logged on 3.";
    assert!(month.headline().2.contains(told), "{}", month.headline().2);
    assert_eq!(month.summary["flares"][0]["tablets_prescribed_days"], 4);
}

#[test]
fn two_flares_are_both_told() {
    let month = Diary::calm().set(4..=6, MORNING, "6").set(20..=24, MORNING, "8").july();
    month.does_not_comfort().is_led_by_a_flare(
        "Two flares: from 4 to 6 July, mornings up to 6, usually 1 to 2; from 20 to 24 July, mornings \
         up to 8, usually 1 to 2.",
    );
    assert_eq!(month.summary["flares"].as_array().unwrap().len(), 2);
    month.says("Earlier flares: from 4 July 2026, 3 days.");
}

#[test]
fn a_flare_on_the_last_day_leads_and_is_open() {
    let month = Diary::calm().set(31..=31, MORNING, "7").july();
    month
        .does_not_comfort()
        .is_led_by_a_flare("A flare on 31 July: the morning at 7, usually 1 to 2.");
    assert_eq!(month.summary["flares"][0]["end"], "open");
    month.says("Not known to have passed: 0 of three logged mornings back");
}

#[test]
fn an_unfinished_month_says_how_far_it_is_known_and_what_to_say_where_it_is_over() {
    let month = Diary::calm().without_runs(18..=31).july();
    month.says("The last file is of 17 July 2026; the log goes on to 31 July 2026.");
    month.says("--until 2026-07-31");
    assert!(!month.page.contains("still to come"));
    let gap = Diary::calm().without_runs(6..=16).set(6..=16, ACTIVITY, "run").july();
    assert_eq!(gap.headline().0, "unknown_days");
    assert!(!gap.page.contains("No run was more than") && gap.bars().contains(&"unknown_days"));
    let text = gap.headline().1;
    assert!(text.starts_with("Nothing is known of the running on 1"), "{text}");
    gap.says("A gap is not rest");
    assert!(gap.summary["load"]["distance_m"].is_number());
    assert!(gap.index.contains("Running not known"), "the index says it too");
}

const STAGES: &str = "valid_from = 2026-07-01\nat_stage = 1\n[[stage]]\nrun_min = 4\nwalk_min = 2\nreps = 5\n\
     times = 2\ndays_between = 1\nrpe_max = 5\n[[stage]]\nrun_min = 5\nwalk_min = 1\nreps = 5\n";

#[test]
fn a_return_after_injury_shows_the_stage_and_what_is_missing_by_the_plan_alone() {
    let mut diary = Diary::calm();
    diary.runs.retain(|(day, _)| *day < date(2026, 5, 25) || *day >= july(20));
    let month = diary.file("plan.toml", STAGES).july();
    month.says("Return to run: stage 1 of 2").says("Done as asked 0 of 2 times");
    month.says("Missing for the next stage, by your plan: 2 more sessions.");
    let plan = month.summary["plan"].as_array().unwrap();
    let stage = plan.iter().find(|row| row["target"] == "Run and walk").unwrap();
    assert_eq!(stage["kept"], "missed", "runs without a walk are not the stage: {stage}");
    // After a flare the plan of before is no gate.
    let mut diary = Diary::calm().flare();
    diary.runs.retain(|(day, _)| *day < date(2026, 5, 25) || *day >= july(20));
    let month = diary.file("plan.toml", STAGES).july();
    month.says("The plan dates from before the flare: ask whether it stands.");
    assert!(!month.page.contains("Missing for the next stage"));
}

#[test]
fn what_was_logged_before_a_flare_is_told_whether_it_rose_or_not() {
    let month = Diary::calm().flare().set(8..=9, LOAD, "lifting").july();
    let rows = &month.summary["flares"][0]["week_before"]["exposures"];
    let of = |key: &str| rows.as_array().unwrap().iter().find(|row| row["key"] == key).unwrap();
    assert_eq!(of("lifting_days")["value"], 2.0);
    assert_eq!(of("lifting_days")["calm"], 0.0);
    assert_eq!(of("travel_days")["value"], 0.0, "what did not rise is there too");
}

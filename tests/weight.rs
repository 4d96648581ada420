//! What a busy month weighs: 25 runs in October with all that a strap tells, after eight weeks of
//! four, and a diary with every column filled in, through the real program.

use std::{fs, path::Path};

use backstride::signal::SplitMix64;
use jiff::{
    Timestamp, ToSpan as _,
    civil::{Date, date},
};

use crate::{
    cli,
    sample_data::sample::fit_writer::{ByteOrder, Field, FitWriter, Value},
    support::files_below,
};

/// Seconds from the Unix epoch to FIT's, 31 December 1989.
const FIT_EPOCH_S: i64 = 631_065_600;
/// How long each run lasts.
const RUN_S: u32 = 2400;

/// 25 days of October, and Mondays, Wednesdays, Fridays and Sundays of the eight weeks before.
fn run_days() -> Vec<Date> {
    let october = (1..=31).filter(|day| day % 5 != 0).map(|day| date(2026, 10, day));
    let weeks = (0..8).flat_map(|week| [0, 2, 4, 6].map(|day| 7 * week + day));
    let before = weeks.map(|days| date(2026, 8, 3).checked_add(i64::from(days).days()).unwrap());
    before.chain(october).collect()
}

/// Unsigned tenths, thousandths and the like, as FIT has them.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rounded and in range")]
fn whole(value: f64) -> u32 {
    value.round() as u32
}

fn short(value: f64) -> Value {
    Value::U16(u16::try_from(whole(value)).unwrap())
}

fn byte(value: f64) -> Value {
    Value::U8(u8::try_from(whole(value)).unwrap())
}

/// A run with ups and downs, quicker in its second third, and steps that differ from day to day.
fn run(day: Date, number: u64) -> Vec<u8> {
    let mut chance = SplitMix64::new(number);
    let start: Timestamp = format!("{day}T16:30:00Z").parse().unwrap();
    let start_s = u32::try_from(start.as_second() - FIT_EPOCH_S).unwrap();
    let shift = chance.normal_f64();
    let mut fit = FitWriter::new(ByteOrder::Little);
    let made = Value::U32(start_s);
    fit.message(0, &[(0, Value::Enum(4)), (1, Value::U16(1)), (2, Value::U16(4024)), (4, made)]);
    let mut distance_m = 0.0;
    for second in 0..=RUN_S {
        let along = f64::from(second) / f64::from(RUN_S);
        let quick = if (0.33..0.66).contains(&along) { 0.5 } else { 0.0 };
        let speed = 2.8 + 0.1 * shift + quick + 0.05 * chance.normal_f64();
        distance_m += speed;
        let steps = 166.0 + shift + 12.0 * (speed - 2.8) + chance.normal_f64();
        let altitude_m = 200.0 + 12.0 * (distance_m / 400.0).sin();
        let fields: [Field; 10] = [
            (253, Value::U32(start_s + second)),
            (5, Value::U32(whole(distance_m * 100.0))),
            (73, Value::U32(whole(speed * 1000.0))),
            (78, Value::U32(whole((altitude_m + 500.0) * 5.0))),
            (3, byte(140.0 + 20.0 * along)),
            (4, byte((steps / 2.0).floor())),
            (53, byte((steps / 2.0).fract() * 127.0)),
            (39, short((86.0 + 2.0 * shift + chance.normal_f64()) * 10.0)),
            (41, short((270.0 - 3.0 * shift + 2.0 * chance.normal_f64()) * 10.0)),
            (84, short((50.3 + 0.2 * chance.normal_f64()) * 100.0)),
        ];
        fit.message(20, &fields);
    }
    let length = Value::U32(RUN_S * 1000);
    fit.message(
        18,
        &[
            (253, Value::U32(start_s + RUN_S)),
            (2, Value::U32(start_s)),
            (7, length.clone()),
            (8, length),
            (9, Value::U32(whole(distance_m * 100.0))),
            (5, Value::Enum(1)),
            (6, Value::Enum(0)),
        ],
    );
    fit.message(34, &[(253, Value::U32(start_s + RUN_S)), (5, Value::U32(start_s + RUN_S + 7200))]);
    fit.finish()
}

/// A row for every day, pain wandering between 1 and 4.
fn diary(run_days: &[Date]) -> String {
    let mut text = String::from(
        "date,pain_morning,pain_before,pain_during_max,location,side,legs,activity,rpe,sleep_h,\
         stress,meds,morning_stiff_min,shoe,surface,treatment,note\n",
    );
    let mut chance = SplitMix64::new(7);
    let days = std::iter::successors(Some(date(2026, 8, 1)), |day| day.tomorrow().ok());
    for day in days.take_while(|day| *day <= date(2026, 10, 31)) {
        let score = (5.0 + 2.0 * chance.normal_f64()).round().clamp(2.0, 8.0) / 2.0;
        let (kind, during, surface) = if run_days.contains(&day) {
            ("run", score + 0.5, "pavement")
        } else {
            ("rest", score, "")
        };
        let side = if day.day() % 3 == 0 { "left" } else { "right" };
        let treatment = if day.day() == 14 { "physio" } else { "" };
        text.push_str(&format!(
            "{day},{score},{score},{during},low_back,{side},none,{kind},4,7.5,3,none,10,pair,\
             {surface},{treatment},a note of some length that reaches no page\n"
        ));
    }
    text
}

fn write_export(folder: &Path) {
    let days = run_days();
    for (number, day) in (1..).zip(&days) {
        fs::write(folder.join(format!("{day}.fit")), run(*day, number)).unwrap();
    }
    fs::write(folder.join("pain-log.csv"), diary(&days)).unwrap();
    let config = "[runner]\nheight_cm = 172\nmass_kg = 68\nsex = \"male\"\nhr_max_bpm = 188\nhr_rest_bpm = 52\n\
                  [[shoe]]\nid = \"pair\"\nname = \"A pair of shoes\"\nfrom = 2026-08-01\n";
    fs::write(folder.join("backstride.toml"), config).unwrap();
    let plan = "valid_from = 2026-10-01\nvalid_until = 2026-10-31\nlongest_run_km = 8\nrest_days = 2\n\
                cadence_spm = 171\npain_during_max = 3\n";
    fs::write(folder.join("plan.toml"), plan).unwrap();
}

#[test]
fn the_page_of_a_month_of_25_runs_is_light_enough_to_send() {
    let folder = tempfile::tempdir().unwrap();
    let export = folder.path().join("export");
    fs::create_dir(&export).unwrap();
    write_export(&export);
    let arguments = ["report", "export", "--month", "2026-10", "--share", "--out", "out"];
    let (status, _, said) = cli::run(folder.path(), &arguments);
    assert_eq!(status, 0, "{said}");
    let summary = fs::read(folder.path().join("out/2026-10/summary.json")).unwrap();
    let summary: serde_json::Value = serde_json::from_slice(&summary).unwrap();
    assert_eq!(summary["load"]["runs"], 25);
    for metric in ["cadence_spm", "vertical_oscillation_mm", "ground_contact_time_ms"] {
        assert!(summary["form"][metric]["value"].is_number(), "{metric}: {}", summary["form"]);
    }
    let mut pages = 0;
    for path in files_below(&folder.path().join("out")) {
        let bytes = fs::metadata(&path).unwrap().len();
        let most = match path.extension().and_then(|ending| ending.to_str()) {
            Some("html") => 650_000,
            Some("pdf") => 1_000_000,
            _ => continue,
        };
        pages += 1;
        eprintln!("{}: {bytes} bytes", path.display());
        assert!(bytes < most, "{} weighs {bytes} bytes", path.display());
    }
    assert_eq!(pages, 6, "a page and a PDF, the copies of both, the year and the index");
}

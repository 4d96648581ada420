//! Where the foot lands, by a model from contact time: against markers, by hand, and where it must
//! stay silent.

use std::{collections::BTreeMap, fs, path::Path};

use backstride::signal::SplitMix64;
use serde_json::Value as Json;

use crate::{
    cli::run,
    sample_data::sample::fit_writer::{ByteOrder, Field, FitWriter, Value},
    support::{assert_within, real_files},
};

/// FIT's clock at 2026-10-03 06:00 UTC, in seconds.
const BEGAN: u32 = 1_159_941_600;
/// Four minutes: eight stretches of 30 s.
const SECONDS: u32 = 240;

/// One treadmill run with markers: what a watch records of it, and where the foot was.
/// `oracles/foot_trials.py` makes the table, and works the model out by hand.
#[derive(Clone, Debug)]
struct Trial {
    name: String,
    height_m: f64,
    speed_m_per_s: f64,
    cadence_spm: f64,
    contact_ms: f64,
    truth_mm: f64,
    /// By hand: value, lower and upper end for a strap.
    by_hand: (f64, f64, f64),
}

fn trials() -> Vec<Trial> {
    let rows = include_str!("oracles/foot_trials.csv").lines().skip(1);
    rows.map(|row| {
        let cells: Vec<&str> = row.split(',').collect();
        let number = |at: usize| cells[at].parse::<f64>().unwrap();
        Trial {
            name: format!("{}-{}", cells[0], cells[3]),
            height_m: number(2),
            speed_m_per_s: number(3),
            cadence_spm: number(4),
            contact_ms: number(5),
            truth_mm: number(6),
            by_hand: (number(7), number(8), number(9)),
        }
    })
    .collect()
}

/// A run as a watch writes it, second by second.
struct Recorded<'a> {
    /// Which of several: each begins an hour after the one before.
    number: u32,
    height_m: Option<f64>,
    cadence_spm: f64,
    /// Speed in m/s at a second.
    speed: &'a dyn Fn(u32) -> f64,
    /// Contact time at a second, in tenths of a millisecond as the wire has it.
    contact: Option<&'a dyn Fn(u32) -> u16>,
    /// Whether the feet are told apart, which takes a strap or pod.
    balance: bool,
    /// On a belt, and what the session's total is of what the records add up to.
    belt: Option<f64>,
    /// ANT+ types of devices beside the watch.
    devices: &'a [u8],
}

impl Recorded<'_> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small, positive")]
    fn file(&self) -> Vec<u8> {
        let mut fit = FitWriter::new(ByteOrder::Little);
        let began = BEGAN + 3600 * self.number;
        let at = |second: u32| Value::U32(began + second);
        fit.message(
            0,
            &[(0, Value::Enum(4)), (1, Value::U16(1)), (2, Value::U16(4024)), (4, at(0))],
        );
        for (index, kind) in (1..).zip(self.devices) {
            let device = [(0, Value::U8(index)), (1, Value::U8(*kind)), (2, Value::U16(1))];
            fit.message(23, &[&[(253, at(0))], &device[..]].concat());
        }
        if let Some(height_m) = self.height_m {
            fit.message(3, &[(3, Value::U8((100.0 * height_m).round() as u8))]);
        }
        let strides = self.cadence_spm / 2.0;
        let mut metres = 0.0_f64;
        let mut recorded_m = 0.0;
        for second in 0..=SECONDS {
            let speed = (self.speed)(second);
            let mut fields: Vec<Field> = vec![
                (253, at(second)),
                (5, Value::U32((100.0 * metres).round() as u32)),
                (6, Value::U16((1000.0 * speed).round() as u16)),
                // 200 m above the sea, by an altimeter that flickers by 0.4 m.
                (2, Value::U16(3500 + u16::try_from(second % 3).unwrap())),
                (4, Value::U8(strides.floor() as u8)),
                (53, Value::U8((128.0 * strides.fract()).floor() as u8)),
            ];
            if let Some(contact) = self.contact {
                fields.push((41, Value::U16(contact(second))));
            }
            if self.balance {
                fields.push((84, Value::U16(4990)));
            }
            fit.message(20, &fields);
            recorded_m = metres;
            metres += speed;
        }
        let total_m = self.belt.unwrap_or(1.0) * recorded_m;
        fit.message(
            18,
            &[
                (253, at(SECONDS)),
                (2, at(0)),
                (5, Value::Enum(1)),
                (6, Value::Enum(u8::from(self.belt.is_some()))),
                (7, Value::U32(1000 * SECONDS)),
                (8, Value::U32(1000 * SECONDS)),
                (9, Value::U32((100.0 * total_m).round() as u32)),
            ],
        );
        fit.message(
            34,
            &[(253, at(SECONDS)), (1, Value::U16(1)), (5, Value::U32(began + SECONDS + 7200))],
        );
        fit.finish()
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small and positive")]
fn tenths(contact_ms: f64) -> u16 {
    (10.0 * contact_ms).round() as u16
}

/// A trial on a strap, with so many milliseconds and so large a share of speed beside the truth.
fn file(number: u32, trial: &Trial, off: (f64, f64), balance: bool) -> Vec<u8> {
    let (off_ms, off_share) = off;
    let speed = trial.speed_m_per_s * (1.0 + off_share);
    Recorded {
        number,
        height_m: Some(trial.height_m),
        cadence_spm: trial.cadence_spm,
        speed: &|_| speed,
        contact: Some(&|_| tenths(trial.contact_ms + off_ms)),
        balance,
        belt: None,
        devices: &[],
    }
    .file()
}

/// What the program says of every file of a folder, by the file's name.
fn told(folder: &Path) -> BTreeMap<String, Json> {
    let (status, out, said) = run(folder, &["runs", "--json", "--no-config", "."]);
    assert_eq!(status, 0, "{said}");
    let document: Json = serde_json::from_str(&out).unwrap();
    let activities = document["activities"].as_array().unwrap();
    activities
        .iter()
        .map(|activity| {
            let path = activity["path"].as_str().unwrap().trim_start_matches("./").to_owned();
            (path, activity["readings"]["foot_ahead_mm"].clone())
        })
        .collect()
}

fn number(reading: &Json, key: &str) -> f64 {
    reading[key].as_f64().unwrap_or_else(|| panic!("no {key}: {reading}"))
}

#[test]
fn eighteen_runners_at_three_speeds_get_the_value_and_range_of_the_formula_by_hand() {
    let folder = tempfile::tempdir().unwrap();
    for (at, trial) in (0..).zip(trials()) {
        let bytes = file(at, &trial, (0.0, 0.0), true);
        fs::write(folder.path().join(format!("{}.fit", trial.name)), bytes).unwrap();
    }
    let told = told(folder.path());
    assert_eq!((trials().len(), told.len()), (54, 54));
    let mut squares = 0.0;
    for trial in trials() {
        let reading = &told[&format!("{}.fit", trial.name)];
        let (value, low, high) = trial.by_hand;
        assert_within(1.0, value, number(reading, "value"));
        assert_within(1.0, low, number(reading, "low"));
        assert_within(1.0, high, number(reading, "high"));
        assert_eq!(
            (reading["level"].as_f64(), &reading["provenance"]),
            (Some(0.9), &"modelled".into())
        );
        squares += (number(reading, "value") - trial.truth_mm).powi(2);
    }
    // The runners whom the formula was fitted to, so a little nearer than each left out in turn.
    let missed_mm = (squares / 54.0).sqrt();
    assert!((10.0..=14.0).contains(&missed_mm), "{missed_mm}");
}

/// The share of trials, each drawn eight times, whose range holds the truth, with errors of contact
/// and speed drawn as large as assumed.
fn share_held(balance: bool, error_ms: f64, error_share: f64, seed: u64) -> f64 {
    let folder = tempfile::tempdir().unwrap();
    let mut random = SplitMix64::new(seed);
    let mut truths = BTreeMap::new();
    for draw in 0..8 {
        for trial in trials() {
            let off_ms = error_ms * random.normal_f64();
            let mut off_share = error_share * random.normal_f64();
            if !(2.5..=4.5).contains(&(trial.speed_m_per_s * (1.0 + off_share))) {
                // The other way, so as not to leave the speeds that were tested.
                off_share = -off_share;
            }
            let name = format!("{}-{draw}.fit", trial.name);
            let number = u32::try_from(truths.len()).unwrap();
            let bytes = file(number, &trial, (off_ms, off_share), balance);
            fs::write(folder.path().join(&name), bytes).unwrap();
            truths.insert(name, trial.truth_mm);
        }
    }
    let told = told(folder.path());
    assert_eq!(told.len(), truths.len());
    let held = truths.iter().filter(|(name, truth)| {
        let reading = &told[name.as_str()];
        (number(reading, "low")..=number(reading, "high")).contains(truth)
    });
    held.count() as f64 / truths.len() as f64
}

#[test]
fn with_contact_and_speed_off_as_assumed_nine_in_ten_ranges_hold_the_truth() {
    let strap = share_held(true, 10.0, 0.03, 1);
    let wrist = share_held(false, 20.0, 0.03, 2);
    let contact_alone = share_held(true, 10.0, 0.0, 3);
    eprintln!("held: strap {strap:.3}, wrist {wrist:.3}, strap's contact alone {contact_alone:.3}");
    for held in [strap, wrist, contact_alone] {
        assert!((0.83..=0.97).contains(&held), "{held}");
    }
}

/// A run of 3 m/s with 250 ms on the ground.
fn steady() -> Recorded<'static> {
    Recorded {
        number: 0,
        height_m: Some(1.75),
        cadence_spm: 168.0,
        speed: &|_| 3.0,
        contact: Some(&|second| 2500 + u16::try_from(second % 3).unwrap()),
        balance: true,
        belt: None,
        devices: &[],
    }
}

/// What is said of such a run, changed.
fn reading(change: impl FnOnce(&mut Recorded<'_>)) -> Json {
    let folder = tempfile::tempdir().unwrap();
    let mut recorded = steady();
    change(&mut recorded);
    fs::write(folder.path().join("a.fit"), recorded.file()).unwrap();
    told(folder.path())["a.fit"].clone()
}

/// The reason, where there is no value.
fn absent(change: impl FnOnce(&mut Recorded<'_>)) -> String {
    let reading = reading(change);
    assert!(reading["value"].is_null(), "{reading}");
    format!("{}: {}", reading["absent"].as_str().unwrap(), reading["detail"].as_str().unwrap())
}

#[test]
fn a_run_by_hand_reads_twenty_three_centimetres() {
    // 47 + 0.850·(3.0·250/2) − 77·1.75 = 231.0; without height −77 + 0.820·375 = 230.5.
    assert_within(0.2, 231.0, number(&reading(|_| ()), "value"));
    assert_within(0.2, 230.5, number(&reading(|run| run.height_m = None), "value"));
    assert_within(0.2, 230.5, number(&reading(|run| run.height_m = Some(1.95)), "value"));
    // 1.739607·√(13.3² + (0.85·3·σ/2)² + (0.85·125·0.09)²): 36.2 for 10 ms and 52.7 for 20 ms.
    let half = |reading: &Json| number(reading, "high") - number(reading, "value");
    assert_within(0.2, 36.2, half(&reading(|_| ())));
    assert_within(0.2, 52.7, half(&reading(|run| run.balance = false)));
    assert_within(0.2, 36.2, half(&reading(|run| (run.balance, run.devices) = (false, &[30]))));
}

#[test]
fn contact_time_that_is_not_to_be_built_on_gives_a_reason_and_no_value() {
    assert!(absent(|run| run.contact = None).contains("holds no ground contact time"));
    let zero = absent(|run| run.contact = Some(&|_| 0));
    assert!(zero.contains("recorded as 0 throughout"), "{zero}");
    // Seconds for milliseconds, and milliseconds for their tenths.
    for wrong in [&(|_| 3_u16) as &dyn Fn(u32) -> u16, &|_| 25_000] {
        let unit = absent(|run| run.contact = Some(wrong));
        assert!(unit.contains("their unit is not known"), "{unit}");
    }
    let both_feet = absent(|run| run.contact = Some(&|second| 4500 + u16::from(second % 2 == 0)));
    assert!(both_feet.contains("do not fit into the steps"), "{both_feet}");
    let frozen = absent(|run| {
        run.speed = &|second| 3.0 + 0.3 * (f64::from(second) / 40.0).sin();
        run.contact = Some(&|_| 2500);
    });
    assert!(frozen.contains("stood still while the pace changed"), "{frozen}");
    let in_turn = absent(|run| {
        run.contact = Some(&|second| 2400 + 300 * u16::from(second >= 120));
    });
    assert!(in_turn.contains("two sensors in turn"), "{in_turn}");
}

#[test]
fn heights_of_nobody_and_paces_never_tested_give_a_reason_and_no_value() {
    let outside = |speed: f64| absent(move |run| run.speed = Box::leak(Box::new(move |_| speed)));
    assert!(outside(2.3).contains("tested from 2.5 to 4.5 m/s"));
    assert!(outside(4.8).contains("tested from 2.5 to 4.5 m/s"));
    // A watch that holds 0 or nothing for height; one of a wearer of 2.40 m.
    let tall = absent(|run| run.height_m = Some(2.4));
    assert!(tall.contains("none that a runner has"), "{tall}");
}

#[test]
fn a_belt_counts_where_its_speed_is_known_and_not_where_the_watch_guessed_it() {
    let guessed = absent(|run| run.belt = Some(1.0));
    assert!(guessed.contains("the watch's guess"), "{guessed}");
    assert!(guessed.starts_with("outside_validity"), "{guessed}");
    // The runner set 10 % more: 3.3 m/s, and 47 + 0.850·412.5 − 134.75 = 262.9.
    assert_within(0.3, 262.9, number(&reading(|run| run.belt = Some(1.1)), "value"));
    // A machine that tells its speed needs no correction.
    let told = reading(|run| (run.belt, run.devices) = (Some(1.0), &[17]));
    assert_within(0.2, 231.0, number(&told, "value"));
    // Three times as far is no correction of a guess.
    assert!(absent(|run| run.belt = Some(3.0)).contains("the watch's guess"));
}

#[test]
fn other_runners_get_values_in_the_order_of_their_pace() {
    let Some(folder) = real_files().map(|files| files.join("biomech/soundtrack")) else {
        eprintln!("no other runners: 0 runs covered");
        return;
    };
    let Ok(steps) = fs::read_to_string(folder.join("steps.csv")) else { return };
    let subjects = fs::read_to_string(folder.join("subjects.csv")).unwrap();
    let heights: BTreeMap<&str, f64> = subjects
        .lines()
        .skip(1)
        .filter_map(|row| {
            let cells: Vec<&str> = row.split(',').collect();
            Some((*cells.first()?, cells.get(4)?.parse::<f64>().ok()? / 100.0))
        })
        .collect();
    // Contact by video, so some milliseconds more than by a plate; where their feet were is not known.
    let mut sessions: BTreeMap<&str, (&str, f64, Vec<f64>)> = BTreeMap::new();
    for row in steps.lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        let told = (cells[2].parse::<f64>(), cells[5].parse::<f64>());
        if let (Ok(speed), Ok(contact)) = told {
            sessions.entry(cells[0]).or_insert((cells[1], speed, Vec::new())).2.push(contact);
        }
    }
    let out = tempfile::tempdir().unwrap();
    let mut expected = BTreeMap::new();
    for (session, (subject, speed, contacts)) in &sessions {
        let Some(&height_m) = heights.get(subject) else { continue };
        let contact_ms = backstride::signal::median(contacts).unwrap();
        if !(2.5..=4.5).contains(speed) || contact_ms > 330.0 {
            continue;
        }
        let trial = Trial {
            name: (*session).to_owned(),
            height_m,
            speed_m_per_s: *speed,
            cadence_spm: 170.0,
            contact_ms,
            truth_mm: f64::NAN,
            by_hand: (f64::NAN, f64::NAN, f64::NAN),
        };
        let number = u32::try_from(expected.len()).unwrap();
        let bytes = file(number, &trial, (0.0, 0.0), true);
        fs::write(out.path().join(format!("{session}.fit")), bytes).unwrap();
        let reach = speed * contact_ms / 2.0;
        let value = if (1.60..=1.90).contains(&height_m) {
            47.0 + 0.850 * reach - 77.0 * height_m
        } else {
            -77.0 + 0.820 * reach
        };
        expected.insert(format!("{session}.fit"), value);
    }
    let told = told(out.path());
    for (name, value) in &expected {
        assert_within(1.0, *value, number(&told[name.as_str()], "value"));
    }
    eprintln!("other runners: {} runs covered", expected.len());
    assert!(expected.len() >= 40, "{}", expected.len());
}

/// The page and its numbers for a month of three such runs.
fn month(change: impl Fn(&mut Recorded<'_>)) -> (String, Json) {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("runs")).unwrap();
    for number in 0..3 {
        let mut recorded = Recorded { number: 24 * number, ..steady() };
        change(&mut recorded);
        fs::write(folder.path().join(format!("runs/{number}.fit")), recorded.file()).unwrap();
    }
    let arguments = ["report", "runs", "--no-config", "--out", "out", "--month", "2026-10"];
    let (status, _, said) = run(folder.path(), &arguments);
    assert_eq!(status, 0, "{said}");
    let read =
        |name: &str| fs::read_to_string(folder.path().join("out/2026-10").join(name)).unwrap();
    (read("report.html"), serde_json::from_str(&read("summary.json")).unwrap())
}

#[test]
fn the_head_of_the_page_speaks_of_overstriding_in_each_of_three_states() {
    let modelled = month(|_| ());
    let unrecorded = month(|run| run.contact = None);
    let outside = month(|run| run.speed = &|_| 2.2);
    for ((html, summary), state, words) in [
        (modelled, "modelled", "From contact time, a model puts your foot about 23 cm (20–27)"),
        (unrecorded, "no_contact_time", "recorded no contact time, so this page cannot tell"),
        (outside, "outside_tested", "it was tested from 2.5 to 4.5 m/s"),
    ] {
        let head = html.split("</header>").next().unwrap();
        assert!(head.contains(">Overstriding</a>"), "{state}");
        let panel = html.split("id=\"overstriding\"").nth(1).unwrap();
        assert!(panel.contains(words), "{state}: {}", &panel.chars().take(400).collect::<String>());
        assert!(!html.to_lowercase().contains("you overstride"), "{state}");
        assert_eq!(summary["overstriding"]["state"], state);
        assert_eq!(summary["overstriding"]["validated"], false);
        assert_eq!(summary["overstriding"]["foot_ahead_mm"].is_null(), state != "modelled");
        if state != "modelled" {
            assert!(html.contains("goes with braking, not with where the foot lands"), "{state}");
        }
    }
}

#[test]
fn explain_answers_to_overstriding_and_to_bounce() {
    let folder = tempfile::tempdir().unwrap();
    let (status, overstriding, _) = run(folder.path(), &["explain", "overstriding"]);
    assert_eq!(status, 0);
    for words in ["0.850", "13.3 mm", "25 men and one woman", "2.5 to 4.5", "+0.63"] {
        let text = overstriding.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(words), "{words}: {text}");
    }
    let by_key = run(folder.path(), &["explain", "vertical_oscillation_mm"]).1;
    assert_eq!(run(folder.path(), &["explain", "Bounce"]).1, by_key);
}

//! Invented pages for tests: a full month, and the months in which something is missing.

use jiff::ToSpan;
use jiff::civil::date;

use crate::model::{
    BodySite, Exposure, LegSymptom, LinkVerdict, PainScore, Provenance, RedFlag, Response, Side,
    SpikeClass, WeekStart,
};
use crate::page::{
    Bin, Coverage, Day, DeviceName, Diary, Dot, Echo, EchoRow, Figure, FormPanel, FormPoint,
    Headline, Link, LinkPair, LinkTest, LinkTold, Load, Mean, Mornings, MorningsBy, Page, Period,
    PeriodKind, RecordedBy, ReturnToRun, RunWalk, RunWalkSession, Safety, SafetyLevel, Sentence,
    Shoe, SideOfFlare, Sign, Spike, StandingSign, Surface, TooFew, Units, Verdict, Week, WouldAdd,
};

mod crowded;
mod form;
mod plan;
pub(crate) mod planted;
mod runs;
mod series;
pub(crate) mod slope;
mod states;
mod within;
pub(crate) mod year;

pub(crate) use self::crowded::crowded;
pub(crate) use self::plan::plan;
pub(crate) use self::states::{
    emergency, empty, few_runs, one_run, over_new_year, states, urgent, without_log,
};

/// Pain each morning of October 2026, in whole points; 255: not logged.
const MORNINGS: [u8; 31] =
    [2, 1, 2, 2, 1, 2, 2, 2, 3, 2, 2, 5, 6, 5, 4, 3, 2, 2, 2, 1, 2, 2, 1, 255, 1, 1, 1, 1, 2, 1, 1];

/// Run days with their minutes.
const RUNS: [(i8, f64); 16] = [
    (1, 38.0),
    (3, 45.0),
    (5, 40.0),
    (7, 72.0),
    (9, 35.0),
    (11, 104.0),
    (15, 30.0),
    (17, 40.0),
    (19, 42.0),
    (21, 66.0),
    (23, 44.0),
    (25, 41.0),
    (27, 48.0),
    (28, 70.0),
    (30, 45.0),
    (31, 36.0),
];

fn score(points: u8) -> PainScore {
    PainScore::new(f64::from(points)).unwrap()
}

fn mean(value: f64, low: f64, high: f64, n: usize) -> Mean {
    Mean { value, low: Some(low), high: Some(high), n }
}

fn spike() -> Spike {
    Spike {
        date: date(2026, 10, 11),
        ratio: 0.338,
        class: SpikeClass::Moderate,
        distance_m: 17_020.0,
        longest_before_m: 12_720.0,
    }
}

/// A warning sign late in the month.
pub(crate) fn saddle() -> StandingSign {
    StandingSign {
        level: SafetyLevel::Emergency,
        sign: Sign::Ticked(RedFlag::Saddle),
        first: date(2026, 10, 29),
    }
}

/// A full month: October 2026.
pub(crate) fn october() -> Page {
    Page {
        period: Period {
            kind: PeriodKind::Month,
            first: date(2026, 10, 1),
            last: date(2026, 10, 31),
            known_until: date(2026, 10, 31),
        },
        is_copy: false,
        since: None,
        name: None,
        week_start: WeekStart::default(),
        unwell: Vec::new(),
        coverage: coverage(),
        safety: Safety { level: SafetyLevel::Calm, signs: Vec::new() },
        withheld: Vec::new(),
        attention: Vec::new(),
        bars: Vec::new(),
        flares: Vec::new(),
        last_seven: None,
        ask: Vec::new(),
        until: None,
        mornings: mornings(),
        headlines: headlines(),
        days: days(),
        diary: Some(diary()),
        figures: figures(),
        load: load(),
        echo: Some(echo()),
        form: form::form(),
        form_notes: Vec::new(),
        by_slope: Some(slope::by_slope()),
        overstriding: None,
        within: within::within(),
        link: link(),
        plan: Some(plan()),
        habits: None,
        return_to_run: Some(return_to_run()),
        shoes: vec![
            Shoe { name: "Ghost 15".into(), distance_m: 612_000.0, in_period_m: 92_000.0 },
            Shoe { name: "Peregrine".into(), distance_m: 148_000.0, in_period_m: 43_000.0 },
        ],
        surfaces: vec![
            Surface { name: "Pavement".into(), share: 0.61 },
            Surface { name: "Trail".into(), share: 0.27 },
            Surface { name: "Treadmill".into(), share: 0.12 },
        ],
        other: vec![runs::cycling()],
        series: Some(series::series()),
        runs: runs::runs(),
        would_add: vec![WouldAdd::Height],
        notices: vec![runs::cut_file()],
        health: None,
        last_run: None,
        zones: crate::model::Zones::default(),
        high_above: Some(5.0),
    }
}

/// The runs of the month by length, the longest with a raised morning; by descent and by pace too.
pub(crate) fn mornings() -> Vec<Mornings> {
    let dot = |index: i8, value, settled| Dot {
        date: date(2026, 10, 1 + index),
        value,
        settled,
        side: SideOfFlare::Before,
    };
    let bin = |from, to, dots| Bin { from, to: Some(to), dots };
    let told = |by, unmeasured, bins| Mornings {
        by,
        since: Some(date(2026, 5, 4)),
        bins,
        flare: None,
        last_before: None,
        apart: 1,
        unmeasured,
    };
    let lengths = vec![
        bin(5_000.0, 8_000.0, (0..9).map(|i| dot(i, 7_000.0, true)).collect()),
        bin(8_000.0, 10_000.0, (0..4).map(|i| dot(i, 9_000.0, i > 0)).collect()),
        bin(10_000.0, 15_000.0, Vec::new()),
        bin(15_000.0, 21_100.0, vec![dot(10, 17_020.0, false)]),
        bin(21_100.0, 30_000.0, Vec::new()),
    ];
    let descents = vec![
        bin(0.0, 25.0, (0..8).map(|i| dot(i, 12.0, true)).collect()),
        bin(25.0, 50.0, Vec::new()),
        bin(50.0, 100.0, (0..4).map(|i| dot(i, 80.0, i > 1)).collect()),
        bin(100.0, 200.0, Vec::new()),
    ];
    let speed = |pace_s_per_km: f64| 1000.0 / pace_s_per_km;
    let paces = vec![
        bin(speed(390.0), speed(360.0), (0..5).map(|i| dot(i, 2.7, i > 0)).collect()),
        bin(speed(360.0), speed(330.0), (0..8).map(|i| dot(i, 2.9, true)).collect()),
        bin(speed(330.0), speed(300.0), vec![dot(11, 3.2, false)]),
        bin(speed(300.0), speed(270.0), Vec::new()),
    ];
    vec![
        told(MorningsBy::Length, 0, lengths),
        told(MorningsBy::Descent, 2, descents),
        told(MorningsBy::Pace, 0, paces),
    ]
}

fn coverage() -> Coverage {
    Coverage {
        runs: 16,
        run_days: 16,
        days: 31,
        distance_m: Some(134_700.0),
        running_min: Some(796.0),
        logged_before: Some((28, 30)),
        days_logged: 30,
        entered_same_day: Some(26),
        files: 16,
        files_unreadable: 1,
        recorded_by: RecordedBy {
            devices: vec![
                DeviceName { maker: Some("garmin".into()), product: Some("fr955".into()) },
                DeviceName::called("bounce from HRM-Pro since 12 September"),
            ],
            told: Vec::new(),
        },
        resolution: Vec::new(),
        history: Some((date(2026, 3, 2), date(2026, 10, 31))),
        unknown: Vec::new(),
    }
}

fn headlines() -> Vec<Headline> {
    let now = mean(2.1, 1.6, 2.8, 30);
    let before = mean(3.4, 2.7, 4.1, 28);
    let headline =
        |sentence, value, interval, n| Headline { sentence, value: Some(value), interval, n };
    vec![
        headline(Sentence::PainChange { now, before }, -1.3, Some((-2.6, -0.2)), 30),
        headline(Sentence::Spike, 0.34, None, 1),
        headline(Sentence::FormAtOwnPace, 3.9, Some((2.5, 5.2)), 16),
    ]
}

fn days() -> Vec<Day> {
    (1_i8..=31)
        .zip(MORNINGS)
        .map(|(day, morning)| {
            let run = RUNS.iter().find(|(on, _)| *on == day);
            Day {
                date: date(2026, 10, day),
                pain_morning: (morning < 255).then(|| score(morning)),
                pain_during: run.and_then(|_| (day % 4 != 0).then(|| score(u8::from(day > 8) + 2))),
                ran: run.is_some(),
                running_min: run.map(|(_, min)| *min),
                distance_m: run.map(|(_, min)| min * 165.0),
                spike: (day == 11).then(spike),
                medicine: (12..=15).contains(&day),
                shaded: false,
                flare: false,
                unknown: false,
                rest: run.is_none(),
                other_min: (day == 24).then_some(60.0),
            }
        })
        .collect()
}

fn diary() -> Diary {
    Diary {
        mornings: Some(mean(2.1, 1.7, 2.5, 30)),
        mornings_previous: Some(mean(3.4, 2.9, 3.9, 28)),
        peak: Some((date(2026, 10, 13), score(6))),
        above_usual: Some((4, 30)),
        after_runs: Some(mean(1.9, 1.4, 2.4, 14)),
        after_runs_previous: Some(mean(3.2, 2.5, 4.0, 13)),
        places: vec![
            (BodySite::LowBack, Some(Side::Right), 22),
            (BodySite::Buttock, Some(Side::Right), 4),
        ],
        legs: vec![(LegSymptom::None, 27), (LegSymptom::AboveKnee, 3)],
        stiff_min: Some(crate::page::Middle { value: 15.0, n: 30 }),
        medicine_days: Some(4),
        function: Some(crate::page::Middle { value: 8.0, n: 30 }),
        sleep_h: Some(crate::page::Middle { value: 7.2, n: 30 }),
        treatment_days: 2,
        scales: Vec::new(),
        logged_after: None,
    }
}

fn figures() -> Vec<Figure> {
    let longest = Figure::LongestRun { may_say_none: true };
    vec![Figure::Mornings, longest, Figure::DaysWithoutRun, Figure::OwnPace]
}

/// Twelve weeks up to the week of 26 October.
fn load() -> Load {
    let distances_km = [24.0, 27.0, 29.0, 19.0, 30.0, 31.0, 33.0, 22.0, 42.0, 14.0, 32.0, 33.0];
    let longest_km = [9.0, 10.0, 10.0, 8.0, 12.7, 11.0, 11.0, 8.0, 17.02, 7.0, 11.0, 12.0];
    let weeks = distances_km
        .iter()
        .zip(longest_km)
        .enumerate()
        .map(|(index, (distance_km, longest_km))| {
            let monday = date(2026, 8, 10) + (7 * i64::try_from(index).unwrap()).days();
            Week {
                monday,
                number: 33 + i8::try_from(index).unwrap(),
                distance_m: Some(1_000.0 * distance_km),
                running_min: Some(6.0 * distance_km),
                ascent_m: Some(10.0 * distance_km),
                steps_by_slope: None,
                runs: 4,
                longest_m: Some(1_000.0 * longest_km),
                spike: (index == 8).then(spike),
                lighter: index == 3 || index == 7,
                partial: index == 11,
                ramp_pct: None,
                pain_morning: Some(2.5),
            }
        })
        .collect();
    Load {
        volume: None,
        runs: 16,
        run_days: 16,
        judged: 16,
        days: 31,
        comfort_barred: false,
        weeks,
        spikes: vec![spike()],
        longest: Some((date(2026, 10, 11), 17_020.0)),
        longest_ratio: Some(0.338),
        days_without_run: 15,
        days_known: 31,
        rest_days: 12,
        longest_streak: 2,
        weeks_since_lighter: Some(4),
        weeks_since_off: None,
        ascent_m: Some(310.0),
        steps: Some(131_000.0),
        steps_by_slope: Some((21_000.0, 84_000.0, 23_500.0)),
        session_rpe_load_au: Some(3420.0),
        before: Some(crate::page::LoadBefore {
            distance_m: Some(121_000.0),
            longest_m: Some(12_700.0),
            days_without_run: 16,
            days_known: 30,
        }),
    }
}

fn echo() -> Echo {
    let mut rows: Vec<EchoRow> = RUNS
        .iter()
        .map(|&(day, running_min)| {
            let morning = |day: i8| {
                let index = usize::try_from(day - 1).unwrap();
                MORNINGS.get(index).filter(|&&points| points < 255).map(|&points| score(points))
            };
            let (before, next_morning) = (morning(day), morning(day + 1));
            let rise = before.zip(next_morning).map(|(a, b)| b.value() - a.value());
            let response = match rise {
                None => Response::Unknown,
                Some(rise) if rise >= 2.0 => Response::Raised,
                Some(rise) if rise <= 1.0 => Response::Settled,
                Some(_) => Response::SlightlyRaised,
            };
            EchoRow {
                date: date(2026, 10, day),
                before,
                during: (day % 4 != 0).then(|| score(u8::from(day > 8) + 2)),
                after_1h: None,
                next_morning,
                running_min: Some(running_min),
                distance_m: Some(running_min * 165.0),
                response,
                known: None,
                before_flare: false,
            }
        })
        .collect();
    let rise = |row: &EchoRow| {
        row.before.zip(row.next_morning).map_or(-99.0, |(a, b)| b.value() - a.value())
    };
    rows.sort_by(|a, b| rise(b).total_cmp(&rise(a)));
    Echo {
        counts: Response::ALL
            .iter()
            .map(|&known| (known, rows.iter().filter(|row| row.response == known).count()))
            .collect(),
        rows,
        ..Echo::default()
    }
}

fn link() -> Link {
    let mut pairs: Vec<LinkPair> = (0..46_usize)
        .map(|index| LinkPair {
            date: date(2026, 6, 1) + (i64::try_from(index).unwrap() * 2).days(),
            running_min: 30.0 + f64::from(u8::try_from(index * 7 % 11).unwrap()) * 5.0,
            before: Some(score(2)),
            next_morning: score(u8::try_from(1 + index * 5 % 4).unwrap()),
            in_period: false,
        })
        .collect();
    pairs.extend(echo().rows.iter().filter_map(|row| {
        Some(LinkPair {
            date: row.date,
            running_min: row.running_min?,
            before: row.before,
            next_morning: row.next_morning?,
            in_period: true,
        })
    }));
    let test = |exposure, primary, n, verdict| LinkTest {
        exposure,
        lag_days: 0,
        primary,
        n,
        rho: Some(0.21),
        ci_low: Some(-0.08),
        ci_high: Some(0.47),
        p: None,
        q: None,
        verdict,
    };
    Link {
        told: Some(too_few(48)),
        pairs,
        tests: vec![
            test(Exposure::RunningMin, true, 48, LinkVerdict::TooFew),
            test(Exposure::DownhillMin, false, 41, LinkVerdict::Exploratory),
        ],
        ..Link::default()
    }
}

/// Too few pairs for a test.
fn too_few(n: usize) -> LinkTold {
    LinkTold { exposure: Exposure::RunningMin, n, verdict: Verdict::TooFew(TooFew::Pairs) }
}

/// Every sample with its name and the units it is told in.
pub(crate) fn all() -> Vec<(&'static str, Units, Page)> {
    vec![
        ("october", Units::Metric, october()),
        ("imperial", Units::Imperial, october()),
        ("without-log", Units::Metric, without_log()),
        ("empty", Units::Metric, empty()),
        ("one-run", Units::Metric, one_run()),
        ("over-new-year", Units::Metric, over_new_year()),
        ("crowded", Units::Metric, crowded()),
    ]
}

/// Three sessions over two stages, one of each answer.
fn return_to_run() -> ReturnToRun {
    let session = |day, run_min, response| RunWalkSession {
        date: date(2026, 10, day),
        done: RunWalk { run_min, walk_min: 1.0, reps: 6 },
        running_min: 6.0 * run_min,
        response,
    };
    ReturnToRun {
        stages: vec![
            RunWalk { run_min: 2.0, walk_min: 1.0, reps: 6 },
            RunWalk { run_min: 4.0, walk_min: 1.0, reps: 6 },
        ],
        sessions: vec![
            session(1, 2.0, Response::Settled),
            session(4, 2.0, Response::Raised),
            session(9, 4.0, Response::Unknown),
        ],
        now: None,
    }
}

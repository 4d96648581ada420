//! Pages with invented numbers: a rich month, and every state in which something is missing.

mod form;
mod states;

use jiff::{
    ToSpan as _,
    civil::{Date, date},
};

use crate::{
    model::{
        Exposure, LinkVerdict, LoadUnit, Notice, NoticeKind, PainScore, Provenance, RedFlag,
        Response, SpikeClass, WeekStart,
    },
    page::{
        Coverage, Day, DeviceName, Diary, Difference, Echo, EchoRow, EvenWeek, Figure, FileNotice,
        FormPanel, FormPoint, Headline, Link, LinkPair, LinkTest, LinkTold, Load, LoadSeries, Mean,
        OtherKind, OtherSport, Page, Period, PeriodKind, RecordedBy, RunRow, Safety, SafetyLevel,
        Sentence, Shoe, Sign, Spike, StandingSign, Surface, TooFew, Trouble, Verdict, Week,
        WouldAdd,
    },
};

use self::form::{bounce, cadence, step_length};
pub(crate) use self::states::{emergency, few_runs, no_diary, states, urgent};

/// Pain each morning of October; a negative number is a morning not logged.
const MORNINGS: [f64; 31] = [
    2.0, 1.0, 2.0, 2.0, 1.0, 2.0, 2.0, 2.0, 3.0, 2.0, 2.0, 5.0, 6.0, 5.0, 4.0, 3.0, 2.0, 2.0, 2.0,
    1.0, 2.0, 2.0, 1.0, -1.0, 1.0, 1.0, 1.0, 1.5, 1.0, 1.0, 1.0,
];

/// Days with a run and its minutes.
const RUNS: [(i8, f64); 16] = [
    (1, 42.0),
    (3, 50.0),
    (5, 44.0),
    (7, 80.0),
    (9, 40.0),
    (11, 104.0),
    (15, 33.0),
    (17, 45.0),
    (19, 47.0),
    (21, 73.0),
    (23, 49.0),
    (25, 46.0),
    (27, 53.0),
    (28, 78.0),
    (30, 50.0),
    (31, 40.0),
];

/// Pace of every run: 5:48 a kilometre.
const SPEED_M_PER_S: f64 = 1000.0 / 348.0;

fn of_october(day: i8) -> Date {
    date(2026, 10, day)
}

fn metres(minutes: f64) -> f64 {
    if minutes > 100.0 { 17_020.0 } else { minutes * 60.0 * SPEED_M_PER_S }
}

fn morning(day: usize) -> Option<PainScore> {
    MORNINGS.get(day.checked_sub(1)?).and_then(|score| PainScore::new(*score).ok())
}

fn long_run() -> Spike {
    Spike {
        date: of_october(11),
        ratio: 0.34,
        class: SpikeClass::Moderate,
        distance_m: 17_020.0,
        longest_before_m: 12_690.0,
    }
}

/// A month with everything on it.
#[allow(clippy::too_many_lines, reason = "one long literal")]
pub(crate) fn october() -> Page {
    let running_min: f64 = RUNS.iter().map(|(_, minutes)| minutes).sum();
    Page {
        period: period(),
        is_copy: false,
        since: None,
        name: None,
        week_start: WeekStart::default(),
        unwell: Vec::new(),
        coverage: Coverage {
            runs: 16,
            run_days: 16,
            days: 31,
            distance_m: Some(RUNS.iter().map(|(_, minutes)| metres(*minutes)).sum()),
            running_min: Some(running_min),
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
            history: Some((date(2026, 5, 3), of_october(31))),
            unknown: Vec::new(),
        },
        safety: Safety { level: SafetyLevel::Calm, signs: Vec::new() },
        withheld: Vec::new(),
        attention: Vec::new(),
        bars: Vec::new(),
        flares: Vec::new(),
        last_seven: None,
        ask: Vec::new(),
        until: None,
        mornings: crate::page::sample::mornings(),
        headlines: headlines(),
        days: days(),
        diary: Some(diary()),
        figures: figures(),
        load: load(),
        echo: Some(echo()),
        form: vec![cadence(), step_length(), bounce()],
        form_notes: Vec::new(),
        by_slope: Some(crate::page::sample::slope::by_slope()),
        overstriding: None,
        within: crate::page::Within::default(),
        link: link(),
        plan: Some(crate::page::sample::plan()),
        return_to_run: None,
        habits: None,
        shoes: vec![
            Shoe { name: "Ghost 15".into(), distance_m: 612_000.0, in_period_m: 92_000.0 },
            Shoe { name: "Peregrine".into(), distance_m: 148_000.0, in_period_m: 59_000.0 },
        ],
        surfaces: vec![
            Surface { name: "pavement".into(), share: 0.61 },
            Surface { name: "trail".into(), share: 0.27 },
            Surface { name: "treadmill".into(), share: 0.12 },
        ],
        other: vec![other_sport()],
        series: Some(series()),
        runs: runs(),
        would_add: Vec::new(),
        notices: vec![cut_file()],
        health: None,
        last_run: None,
        zones: crate::model::Zones::default(),
        high_above: Some(5.0),
    }
}

fn cut_file() -> FileNotice {
    FileNotice {
        path: "2026-10-23-0712.fit".into(),
        trouble: Trouble::Notice(Notice::at_byte(
            NoticeKind::Truncated,
            81_204,
            "ends in mid-record; what came before was kept",
        )),
    }
}

fn period() -> Period {
    Period {
        kind: PeriodKind::Month,
        first: of_october(1),
        last: of_october(31),
        known_until: of_october(31),
    }
}

fn other_sport() -> OtherSport {
    OtherSport {
        what: OtherKind::Sport("cycling".into()),
        sessions: 4,
        minutes: Some(260.0),
        session_rpe_load_au: Some(980.0),
        on_days_without_run: 3,
    }
}

fn series() -> LoadSeries {
    let monday = date(2026, 10, 19);
    LoadSeries {
        unit: LoadUnit::Distance,
        weeks: vec![EvenWeek { monday, monotony: Some(0.9), strain: Some(28_000.0) }],
        appendix: None,
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
        .map(|day| {
            let minutes = RUNS.iter().find(|(of, _)| *of == day).map(|(_, minutes)| *minutes);
            let during = if day == 11 { 4.0 } else { 2.0 };
            Day {
                date: of_october(day),
                pain_morning: usize::try_from(day).ok().and_then(morning),
                pain_during: minutes.and_then(|_| PainScore::new(during).ok()),
                ran: minutes.is_some(),
                running_min: minutes,
                distance_m: minutes.map(metres),
                spike: (day == 11).then(long_run),
                medicine: (12..=15).contains(&day),
                shaded: false,
                flare: false,
                unknown: false,
                rest: day == 4 || day == 18,
                other_min: (day == 22).then_some(45.0),
            }
        })
        .collect()
}

fn mean(value: f64, low: f64, high: f64, n: usize) -> Mean {
    Mean { value, low: Some(low), high: Some(high), n }
}

fn diary() -> Diary {
    Diary {
        mornings: Some(mean(2.1, 1.6, 2.8, 30)),
        mornings_previous: Some(mean(3.4, 2.7, 4.1, 28)),
        peak: morning(13).map(|peak| (of_october(13), peak)),
        above_usual: Some((4, 30)),
        after_runs: Some(mean(1.9, 1.4, 2.6, 14)),
        after_runs_previous: Some(mean(3.2, 2.5, 4.0, 13)),
        places: vec![("low back, right".into(), 22)],
        legs: vec![("none".into(), 27), ("above the knee".into(), 3)],
        stiff_min: Some(crate::page::Middle { value: 15.0, n: 30 }),
        medicine_days: Some(4),
        function: Some(crate::page::Middle { value: 7.0, n: 30 }),
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

fn load() -> Load {
    let kilometres = [24.0, 27.0, 29.0, 19.0, 30.0, 31.0, 33.0, 22.0, 42.0, 14.0, 32.0, 33.0];
    let first = date(2026, 8, 10);
    let weeks = kilometres
        .iter()
        .zip(0_i8..)
        .map(|(km, i)| Week {
            monday: first.saturating_add((7 * i64::from(i)).days()),
            number: 33 + i,
            distance_m: Some(km * 1000.0),
            running_min: Some(km * 5.8),
            ascent_m: Some(km * 8.0),
            steps_by_slope: None,
            runs: 3,
            longest_m: Some(if i == 8 { 17_020.0 } else { km * 380.0 }),
            spike: (i == 8).then(long_run),
            lighter: i == 3 || i == 7,
            partial: i == 11,
            ramp_pct: None,
            pain_morning: Some(3.4 - 0.15 * f64::from(i)),
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
        spikes: vec![long_run()],
        longest: Some((of_october(11), 17_020.0)),
        longest_ratio: Some(0.34),
        days_without_run: 15,
        days_known: 31,
        rest_days: 2,
        longest_streak: 2,
        weeks_since_lighter: Some(4),
        weeks_since_off: None,
        ascent_m: Some(412.0),
        steps: Some(148_312.0),
        steps_by_slope: Some((26_700.0, 94_900.0, 26_712.0)),
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
        .map(|(day, minutes)| {
            let of = usize::try_from(*day).unwrap_or_default();
            let (before, next) = (morning(of), morning(of + 1));
            let response = match (before, next) {
                (Some(before), Some(next)) if next.value() - before.value() >= 2.0 => {
                    Response::Raised
                }
                (Some(_), Some(_)) => Response::Settled,
                _ => Response::Unknown,
            };
            EchoRow {
                date: of_october(*day),
                before,
                during: PainScore::new(2.0).ok(),
                after_1h: None,
                next_morning: next,
                running_min: Some(*minutes),
                distance_m: Some(metres(*minutes)),
                response,
                known: None,
                before_flare: false,
            }
        })
        .collect();
    let rank = |row: &EchoRow| match row.response {
        Response::Raised => 0,
        Response::Unknown => 2,
        _ => 1,
    };
    rows.sort_by_key(rank);
    let counts = Response::ALL
        .map(|answer| (answer, rows.iter().filter(|row| row.response == answer).count()))
        .to_vec();
    Echo { rows, counts, ..Echo::default() }
}

fn link() -> Link {
    let pair = |(day, minutes): &(i8, f64)| {
        let of = usize::try_from(*day).ok()?;
        Some(LinkPair {
            date: of_october(*day),
            running_min: *minutes,
            before: morning(of),
            next_morning: morning(of + 1)?,
            in_period: true,
        })
    };
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
        pairs: RUNS.iter().filter_map(pair).collect(),
        tests: vec![
            test(Exposure::RunningMin, true, 48, LinkVerdict::TooFew),
            test(Exposure::DownhillMin, false, 41, LinkVerdict::Exploratory),
        ],
        ..Link::default()
    }
}

/// Too few pairs for a test.
pub(crate) fn too_few(n: usize) -> LinkTold {
    LinkTold { exposure: Exposure::RunningMin, n, verdict: Verdict::TooFew(TooFew::Pairs) }
}

fn runs() -> Vec<RunRow> {
    let row = |(i, (day, minutes)): (usize, &(i8, f64))| RunRow {
        date: of_october(*day),
        sport: if i == 9 { "running, trail".into() } else { "running".into() },
        is_run: true,
        distance_m: Some(metres(*minutes)),
        timer_s: Some(minutes * 60.0 + 30.0),
        running_s: Some(minutes * 60.0),
        walking_s: Some(0.0),
        speed_m_per_s: Some(metres(*minutes) / (minutes * 60.0)),
        heart_rate_bpm: None,
        readings: vec![
            ("cadence_spm", 170.4 + (i as f64) * 0.1, Provenance::Measured),
            ("overstride_index_pct", -3.6 - (i as f64) * 0.05, Provenance::Modelled),
            ("vertical_oscillation_mm", 91.0 - (i as f64) * 0.1, Provenance::Measured),
        ],
        covered: Vec::new(),
        absent: Vec::new(),
        path: format!("2026-10-{day:02}-0712.fit"),
    };
    let mut rows: Vec<RunRow> = RUNS.iter().enumerate().map(row).collect();
    rows.push(RunRow {
        date: of_october(22),
        sport: "cycling".into(),
        is_run: false,
        distance_m: Some(18_400.0),
        timer_s: Some(2700.0),
        running_s: None,
        walking_s: None,
        speed_m_per_s: None,
        heart_rate_bpm: None,
        readings: Vec::new(),
        covered: Vec::new(),
        absent: Vec::new(),
        path: "2026-10-22-1805.fit".into(),
    });
    rows.sort_by_key(|run| run.date);
    rows
}

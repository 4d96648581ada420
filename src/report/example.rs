//! Pages with invented numbers: a rich month, and every state in which something is missing.

use jiff::{
    ToSpan as _,
    civil::{Date, date},
};

use crate::{
    model::{PainScore, Provenance, Response, SpikeClass, WeekStart},
    page::{
        About, CountedIn, Coverage, Day, Diary, Difference, Echo, EchoRow, EvenWeek, Figure,
        FileNotice, FormPanel, FormPoint, Headline, Keeping, Link, LinkPair, LinkTest, Load,
        LoadSeries, Mean, OtherSport, Page, Period, Plan, PlanRow, RunRow, Safety, SafetyLevel,
        Shoe, Spike, Surface, Units, Week,
    },
};

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
pub(crate) fn october() -> Page {
    let running_min: f64 = RUNS.iter().map(|(_, minutes)| minutes).sum();
    Page {
        period: period(),
        name: None,
        units: Units::Metric,
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
            devices: vec![
                "Garmin Forerunner 955".into(),
                "bounce from HRM-Pro since 12 September".into(),
            ],
            history: Some((date(2026, 5, 3), of_october(31))),
        },
        safety: Safety { level: SafetyLevel::Calm, reasons: Vec::new() },
        headlines: headlines(),
        days: days(),
        diary: Some(diary()),
        figures: figures(),
        load: load(),
        echo: Some(echo()),
        form: vec![cadence(), step_length(), bounce()],
        form_note: None,
        within: crate::page::Within::default(),
        link: link(),
        plan: Some(plan()),
        return_to_run: None,
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
        last_run: None,
        zones: crate::model::Zones::default(),
        high_above: Some(5.0),
    }
}

fn cut_file() -> FileNotice {
    FileNotice {
        path: "2026-10-23-0712.fit".into(),
        text: "ends in mid-record at byte 81 204; what came before was kept".into(),
    }
}

fn period() -> Period {
    Period {
        key: "2026-10".into(),
        title: "October 2026".into(),
        first: of_october(1),
        last: of_october(31),
        known_until: of_october(31),
        previous_name: "September".into(),
    }
}

fn other_sport() -> OtherSport {
    OtherSport {
        name: "cycling".into(),
        sessions: 4,
        minutes: Some(260.0),
        session_rpe_load_au: Some(980.0),
        on_days_without_run: 3,
    }
}

fn series() -> LoadSeries {
    let monday = date(2026, 10, 19);
    LoadSeries {
        unit: "distance",
        counted_in: CountedIn::Metres,
        why: "fewer than four of five runs have a rating of effort, and so many have a distance",
        weeks: vec![EvenWeek { monday, monotony: Some(0.9), strain: Some(28_000.0) }],
        appendix: None,
    }
}

fn headlines() -> Vec<Headline> {
    vec![
        Headline {
            key: "pain_change",
            text: "Mornings hurt less than in September: 2.1 against 3.4.".into(),
            detail: "difference −1.3 (99 % interval −2.6 to −0.2), 30 and 28 mornings; a small \
                     change. A calmer month often follows a bad one, whatever one does."
                .into(),
            value: Some(-1.3),
            low: Some(-2.6),
            high: Some(-0.2),
            n: 30,
        },
        Headline {
            key: "spike",
            text: "The 17 km on 11 October was 34 % longer than any run in the 30 days before it."
                .into(),
            detail: "one session above +10 %; 13 September was the longest before it, 12.7 km"
                .into(),
            value: Some(0.34),
            low: None,
            high: None,
            n: 1,
        },
        Headline {
            key: "form",
            text: "At your usual pace, 5:48 /km, your steps became shorter and quicker: 171 a \
                   minute against 167."
                .into(),
            detail: "difference +3.9 (99 % interval 2.5 to 5.2), level ground, cadence from the \
                     watch throughout; reference 6 August to 30 September"
                .into(),
            value: Some(3.9),
            low: Some(2.5),
            high: Some(5.2),
            n: 16,
        },
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
    let figure = |key, label: &str, value: &str, unit: &str, beside: &str, provenance| Figure {
        key,
        label: label.into(),
        value: value.into(),
        unit: unit.into(),
        beside: beside.into(),
        provenance,
    };
    vec![
        figure(
            "pain_morning",
            "Pain in the morning",
            "2.1",
            "of 10",
            "3.4 in September, 30 mornings",
            None,
        ),
        figure(
            "longest_ratio",
            "Longest run against 30 days before",
            "+34 %",
            "",
            "1 session above +10 %",
            Some(Provenance::Derived),
        ),
        figure(
            "days_without_run",
            "Days without a recorded run",
            "15",
            "of 31",
            "longest row of running days 2",
            Some(Provenance::Derived),
        ),
        figure(
            "cadence_spm",
            "Cadence at 5:48 /km",
            "171",
            "steps/min",
            "your usual range 166–169, 16 runs",
            Some(Provenance::Derived),
        ),
    ]
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
            steps_by_slope: None,
            runs: 3,
            longest_m: Some(if i == 8 { 17_020.0 } else { km * 380.0 }),
            spike: (i == 8).then(long_run),
            lighter: i == 3 || i == 7,
            partial: i == 11,
            pain_morning: Some(3.4 - 0.15 * f64::from(i)),
        })
        .collect();
    Load {
        title: "One run was much longer than the 30 days before".into(),
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
                next_morning: next,
                running_min: Some(*minutes),
                distance_m: Some(metres(*minutes)),
                response,
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
    Echo {
        title: "13 of 14 runs had settled by the next morning".into(),
        rows,
        counts,
        worst: None,
        by: Vec::new(),
    }
}

/// How a metric's invented runs go.
struct Course {
    start: f64,
    slope: f64,
    wobble: f64,
}

fn points(course: &Course, provenance: Provenance, change: Option<usize>) -> Vec<FormPoint> {
    (0..34_u8)
        .map(|i| {
            let wave = f64::from(u16::from(i) * 37 % 11) / 10.0 - 0.5;
            let day = date(2026, 8, 8).saturating_add((i64::from(i) * 5 / 2).days());
            FormPoint {
                date: day,
                value: course.start + course.slope * f64::from(i) + course.wobble * wave,
                range: None,
                provenance,
                stretch: usize::from(change.is_some_and(|at| usize::from(i) >= at)),
                in_period: day >= of_october(1),
            }
        })
        .collect()
}

fn cadence() -> FormPanel {
    FormPanel {
        key: "cadence_spm",
        name: "Cadence".into(),
        unit: "steps/min".into(),
        decimals: 0,
        provenance: Provenance::Derived,
        note: "34 runs".into(),
        points: points(
            &Course { start: 166.0, slope: 0.16, wobble: 1.6 },
            Provenance::Derived,
            None,
        ),
        breaks: Vec::new(),
        band: Some((166.0, 169.0)),
        band_note: "your 56 days before October".into(),
        value: Some(mean(171.2, 170.1, 172.3, 16)),
        reference: Some(mean(167.3, 166.6, 168.0, 18)),
        difference: Some(Difference { value: 3.9, low: 2.5, high: 5.2 }),
        at_speed_m_per_s: Some(SPEED_M_PER_S),
        second_sensor: None,
        words: "Steps of both feet. There is no one number that suits everybody; your own range \
                matters more."
            .into(),
    }
}

fn step_length() -> FormPanel {
    FormPanel {
        key: "overstride_index_pct",
        name: "Step length for height and pace".into(),
        unit: "% from the middle".into(),
        decimals: 0,
        provenance: Provenance::Modelled,
        note: "−6 to +6 is usual".into(),
        points: points(
            &Course { start: -1.0, slope: -0.1, wobble: 2.0 },
            Provenance::Modelled,
            None,
        ),
        breaks: Vec::new(),
        band: Some((-6.0, 6.0)),
        band_note: "two in three runners of your height".into(),
        value: Some(mean(-4.0, -4.9, -3.1, 16)),
        reference: Some(mean(-1.8, -2.6, -1.0, 18)),
        difference: Some(Difference { value: -2.2, low: -3.4, high: -1.0 }),
        at_speed_m_per_s: Some(SPEED_M_PER_S),
        second_sensor: None,
        words: "Yours beside the middle of 58 runners on treadmills. Only video can show where \
                the foot lands."
            .into(),
    }
}

fn bounce() -> FormPanel {
    FormPanel {
        key: "vertical_oscillation_mm",
        name: "Bounce".into(),
        unit: "mm, at the chest".into(),
        decimals: 0,
        provenance: Provenance::Derived,
        note: "two sensors, not joined".into(),
        points: points(
            &Course { start: 93.0, slope: -0.1, wobble: 3.0 },
            Provenance::Derived,
            Some(14),
        ),
        breaks: vec![(date(2026, 9, 12), "new strap, HRM-Pro".into())],
        band: Some((87.0, 93.0)),
        band_note: "your runs since 12 September".into(),
        value: Some(mean(90.1, 88.9, 91.2, 16)),
        reference: None,
        difference: None,
        at_speed_m_per_s: Some(SPEED_M_PER_S),
        second_sensor: None,
        words: String::new(),
    }
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
    let test = |exposure: &str, primary, n, verdict| LinkTest {
        exposure: exposure.into(),
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
        title: "Too few mornings to test a link".into(),
        text: "48 of the 60 mornings after runs that a test needs, since August. Pain before a \
               run also changes how far you run; this cannot be fully separated."
            .into(),
        pairs: RUNS.iter().filter_map(pair).collect(),
        tests: vec![
            test("running_min", true, 48, "too_few"),
            test("downhill_min", false, 41, "exploratory"),
        ],
        ..Link::default()
    }
}

fn plan() -> Plan {
    let row = |target: &str, asked: &str, done: &str, (kept, note): (Keeping, &str)| PlanRow {
        target: target.into(),
        asked: asked.into(),
        done: done.into(),
        kept,
        about: if target.contains("pain") || target.contains("Pain") {
            About::Pain
        } else {
            About::Running
        },
        note: note.into(),
    };
    let kept = (Keeping::Kept, "kept");
    let weeks = "3 · 5 · 3 · 2, weeks from 28 Sep, 5, 12 and 19 Oct; 26 to 31 Oct: 3";
    let mornings = "1.8 · 1.6 · 1.9 · 1.4, weeks from 28 Sep, 5, 12 and 19 Oct; 26 to 31 Oct: 1.2";
    Plan {
        from: Some(date(2026, 9, 28)),
        rows: vec![
            row("Cadence at usual pace", "172 ± 3 steps/min", "171 (170 to 172)", kept),
            row(
                "Longest run",
                "up to 13 km",
                "17 km on 11 October",
                (Keeping::Missed, "longer on 1 of 16 runs"),
            ),
            row(
                "Days a week without a run",
                "at least 3",
                weeks,
                (Keeping::Missed, "fewer in 1 of 4 weeks"),
            ),
            row(
                "Worst pain during a run",
                "up to 5 of 10",
                "worst 4 on 11 October, 14 days with a score",
                kept,
            ),
            row("Pain in the morning, weekly mean", "beside it", mornings, (Keeping::NoTarget, "")),
        ],
    }
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
        path: "2026-10-22-1805.fit".into(),
    });
    rows.sort_by_key(|run| run.date);
    rows
}

/// No log at all.
pub(crate) fn no_diary() -> Page {
    let mut page = october();
    page.coverage.days_logged = 0;
    page.coverage.entered_same_day = None;
    page.diary = None;
    page.echo = None;
    page.plan = None;
    page.link = Link {
        title: "Nothing to set the runs against".into(),
        text: "Without a pain log there is no link to look for.".into(),
        ..Link::default()
    };
    page.headlines.remove(0);
    for day in &mut page.days {
        day.pain_morning = None;
        day.pain_during = None;
        day.medicine = false;
    }
    for week in &mut page.load.weeks {
        week.pain_morning = None;
    }
    if let Some(figure) = page.figures.first_mut() {
        figure.value = "not known".into();
        figure.unit.clear();
        figure.beside = "no pain was logged".into();
    }
    page.would_add = vec![
        "A pain log: one number each morning. `backstride pain template` writes an empty one."
            .into(),
    ];
    page
}

/// No height, and a GPX without cadence: nothing to say about form.
pub(crate) fn no_form() -> Page {
    let mut page = october();
    page.form.clear();
    page.form_note = Some(
        "These recordings hold no cadence, so nothing can be said about steps. The table of runs \
         and the load stand as they are."
            .into(),
    );
    page.headlines.pop();
    page.figures.pop();
    for run in &mut page.runs {
        run.readings.clear();
    }
    page.load.steps = None;
    page.load.steps_by_slope = None;
    page.coverage.devices = vec!["GPX files without a device".into()];
    page.would_add = vec![
        "Files with cadence: most watches write it to FIT.".into(),
        "Your height in backstride.toml, for step length beside other runners.".into(),
    ];
    page
}

/// Three runs, in the first weeks of an export.
pub(crate) fn few_runs() -> Page {
    let mut page = october();
    page.runs.truncate(3);
    page.coverage.runs = 3;
    page.coverage.run_days = 3;
    page.coverage.files = 3;
    page.coverage.history = Some((of_october(1), of_october(31)));
    page.coverage.distance_m =
        page.runs.iter().filter_map(|run| run.distance_m).reduce(|a, b| a + b);
    page.coverage.running_min = Some(136.0);
    page.form.clear();
    page.form_note =
        Some("3 runs are too few for a trend; they stand one by one in the table below.".into());
    page.headlines = vec![Headline {
        key: "quiet",
        text: "Nothing changed beyond your usual day-to-day variation.".into(),
        detail: String::new(),
        value: None,
        low: None,
        high: None,
        n: 3,
    }];
    page.figures.pop();
    for day in page.days.iter_mut().skip(5) {
        day.ran = false;
        day.running_min = None;
        day.distance_m = None;
        day.spike = None;
    }
    page.load.title = "Three runs so far".into();
    page.load.weeks.drain(..9);
    page.load.spikes.clear();
    page.load.longest_ratio = None;
    page.load.weeks_since_lighter = None;
    page.link = Link {
        title: "Too few mornings to test a link".into(),
        text: "2 of the 60 mornings after runs that a test needs.".into(),
        ..Link::default()
    };
    page.plan = None;
    page
}

/// Form without a reference: the first 56 days.
pub(crate) fn first_weeks() -> Page {
    let mut page = october();
    for panel in &mut page.form {
        panel.band = None;
        panel.band_note.clear();
        panel.reference = None;
        panel.points.retain(|point| point.in_period);
        panel.breaks.clear();
    }
    page.form_note = Some(
        "Your own usual range needs 56 days of runs before the month; from December on it can be \
         drawn."
            .into(),
    );
    page.coverage.history = Some((of_october(1), of_october(31)));
    page.headlines.pop();
    page
}

/// Pain, and no run.
pub(crate) fn no_runs() -> Page {
    let mut page = october();
    page.coverage.runs = 0;
    page.coverage.run_days = 0;
    page.coverage.distance_m = None;
    page.coverage.running_min = None;
    page.coverage.files = 0;
    page.coverage.devices.clear();
    page.last_run = Some(date(2026, 9, 13));
    page.runs.clear();
    page.form.clear();
    page.shoes.clear();
    page.surfaces.clear();
    page.plan = None;
    page.echo = None;
    page.load = Load { days_without_run: 31, ..Load::default() };
    page.link = Link::default();
    page.headlines.truncate(1);
    page.figures.truncate(1);
    page.notices.clear();
    for day in &mut page.days {
        day.pain_during = None;
        day.ran = false;
        day.running_min = None;
        day.distance_m = None;
        day.spike = None;
    }
    page
}

/// A month that is not over.
pub(crate) fn so_far() -> Page {
    let mut page = october();
    page.period.title = "1–12 October 2026, so far".into();
    page.period.known_until = of_october(12);
    page.coverage.days = 12;
    page.coverage.runs = 6;
    page.coverage.run_days = 6;
    page.coverage.days_logged = 12;
    page.coverage.entered_same_day = Some(12);
    page.runs.retain(|run| run.date <= of_october(12));
    page.headlines.remove(0);
    for day in page.days.iter_mut().skip(12) {
        *day = Day {
            pain_morning: None,
            pain_during: None,
            ran: false,
            running_min: None,
            distance_m: None,
            spike: None,
            medicine: false,
            rest: false,
            other_min: None,
            ..day.clone()
        };
    }
    if let Some(diary) = &mut page.diary {
        diary.mornings_previous = None;
        diary.after_runs_previous = None;
    }
    page
}

/// Advice today.
pub(crate) fn urgent() -> Page {
    let mut page = october();
    page.safety = Safety {
        level: SafetyLevel::Urgent,
        reasons: vec!["14 October: leg numb or tingling, new within 28 days".into()],
    };
    page
}

/// Emergency care now.
pub(crate) fn emergency() -> Page {
    let mut page = october();
    page.safety = Safety {
        level: SafetyLevel::Emergency,
        reasons: vec![
            "12 October: numbness between the legs or around the buttocks".into(),
            "12 October: new trouble peeing or loss of bladder or bowel control".into(),
        ],
    };
    page
}

/// Every state with its name.
pub(crate) fn states() -> Vec<(&'static str, Page)> {
    vec![
        ("october", october()),
        ("no-diary", no_diary()),
        ("no-form", no_form()),
        ("few-runs", few_runs()),
        ("first-weeks", first_weeks()),
        ("no-runs", no_runs()),
        ("so-far", so_far()),
        ("urgent", urgent()),
        ("emergency", emergency()),
    ]
}

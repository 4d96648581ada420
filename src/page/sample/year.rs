//! Made-up years: a rich one beside the year before, and one that has just begun.

use jiff::civil::date;

use crate::model::{Change, PainScore};
use crate::page::{
    Amount, BeforeAfter, Beside, ChangeRow, ChangeVerdict, CloudOf, Difference, FormMonth,
    LighterWeeks, Mean, PaceCadence, PaceCloud, Period, PeriodKind, Safety, SafetyLevel, Year,
    YearForm, YearMonth, YearSums,
};

/// Kilometres of each month; a negative number is a month not known.
const KM: [f64; 12] = [112.0, 96.0, 0.0, -1.0, 64.0, 118.0, 131.0, 140.0, 92.0, 78.0, -1.0, -1.0];
const KM_BEFORE: [f64; 12] =
    [-1.0, -1.0, 88.0, 120.0, 134.0, 97.0, 80.0, 61.0, 103.0, 187.0, 140.0, 90.0];
const PAIN: [f64; 12] = [1.4, 2.2, 5.1, 4.0, 2.6, 1.8, 1.4, 1.5, 3.8, 1.7, -1.0, -1.0];
const PAIN_BEFORE: [f64; 12] = [-1.0, -1.0, 1.0, 1.2, 2.8, 2.4, 3.6, 4.1, 2.0, 1.4, 1.9, 2.1];

fn month(year: i16, at: usize, (km, pain): (f64, f64), days_known: usize) -> YearMonth {
    let first = date(year, i8::try_from(at + 1).unwrap(), 1);
    let days = usize::try_from(first.days_in_month()).unwrap();
    let is_whole = days_known >= days;
    let amount = |value: f64| (km >= 0.0).then_some(Amount { value, is_whole });
    YearMonth {
        first,
        days_known: if km < 0.0 { 0 } else { days_known.min(days) },
        days,
        runs: if km > 0.0 { 9 } else { 0 },
        distance_m: amount(1000.0 * km),
        running_min: amount(6.0 * km),
        longest_m: amount(150.0 * km).filter(|_| km > 0.0),
        days_without_run: amount(if km > 0.0 { 14.0 } else { 31.0 }),
        mornings: (pain >= 0.0).then_some(Mean { value: pain, low: None, high: None, n: 27 }),
        peak: (pain >= 0.0).then(|| (first, PainScore::new((pain + 2.5).round()).unwrap())),
        flare_days: (pain >= 0.0).then_some(if pain > 3.0 { 12 } else { 0 }),
    }
}

fn means(year: i16, stretch: usize, from: i8, values: &[f64]) -> Vec<FormMonth> {
    let months = (from..).zip(values);
    months
        .map(|(month, &value)| FormMonth {
            at: date(year, month, 14),
            mean: Mean { value, low: Some(value - 1.1), high: Some(value + 1.1), n: 7 },
            stretch,
        })
        .collect()
}

fn cloud(year: i16, at: f64) -> PaceCloud {
    let runs = (0..24).map(|i| {
        let speed = 2.6 + 0.03 * f64::from(i);
        (speed, at + 6.0 * (speed - 2.8) + f64::from((i * 7) % 5) - 2.0)
    });
    let bands = (0..5).map(|i| {
        let speed = 2.5 + 0.2 * f64::from(i);
        (speed, at + 6.0 * (speed - 2.8))
    });
    PaceCloud { of: CloudOf::Year(year), runs: runs.collect(), bands: bands.collect() }
}

fn changed() -> BeforeAfter {
    let mean = |value, n| Mean { value, low: None, high: None, n };
    let by = |value, low, high| Difference { value, low, high };
    BeforeAfter {
        date: date(2026, 6, 15),
        what: "shoe: Road shoe, second pair".to_owned(),
        is_over: true,
        rows: vec![
            ChangeRow::Mornings {
                before: mean(2.3, 26),
                after: mean(1.8, 27),
                by: Some(by(-0.5, -1.4, 0.4)),
                verdict: ChangeVerdict::Unchanged,
            },
            ChangeRow::WeeklyDistance {
                before_m: 22_000.0,
                after_m: 27_000.0,
                known: [(28, 28); 2],
            },
            ChangeRow::Form {
                key: "cadence_spm",
                at_speed_m_per_s: 1000.0 / 354.0,
                before: mean(166.0, 14),
                after: mean(166.0, 9),
                by: by(0.1, -1.2, 1.4),
            },
        ],
        besides: vec![Beside::Plan(date(2026, 6, 20))],
    }
}

/// What is known of the year so far.
fn sums(year: i16, distance_m: f64, longest: (i8, f64)) -> YearSums {
    let day = |month, day| date(year, month, day);
    YearSums {
        until: day(10, 31),
        known: (if year == 2025 { 244 } else { 304 }, 304),
        distance_m: Some(distance_m),
        running_min: Some(distance_m / 170.0),
        longest: Some((day(8, longest.0), longest.1)),
        days_without_run: 150,
        mornings: Some(Mean { value: 2.5, low: None, high: None, n: 260 }),
        peak: Some((day(3, 2), PainScore::new(8.0).unwrap())),
        flare_days: Some(24),
    }
}

/// Everything that a year may have.
#[allow(clippy::too_many_lines, reason = "a list of what is made up")]
pub(crate) fn rich() -> Year {
    let months =
        (0..12).map(|at| month(2026, at, (KM[at], PAIN[at]), if at == 4 { 17 } else { 31 }));
    let before = (0..12)
        .map(|at| month(2025, at, (KM_BEFORE[at], PAIN_BEFORE[at]), if at == 2 { 12 } else { 31 }));
    let form = |key, values: [&[f64]; 3]| YearForm {
        key,
        decimals: 0,
        at_speed_m_per_s: 1000.0 / 354.0,
        points: means(2026, 1, 1, values[0])
            .into_iter()
            .chain(means(2026, 2, 5, values[1]))
            .collect(),
        before: means(2025, 1, 3, values[2]),
        breaks: vec![(date(2026, 5, 2), Change::Watch)],
    };
    Year {
        period: Period {
            kind: PeriodKind::Year,
            first: date(2026, 1, 1),
            last: date(2026, 12, 31),
            known_until: date(2026, 10, 31),
        },
        name: None,
        safety: Safety { level: SafetyLevel::Calm, signs: Vec::new() },
        withheld: Vec::new(),
        sums: sums(2026, 831_000.0, (9, 21_000.0)),
        sums_before: Some(sums(2025, 870_000.0, (3, 28_000.0))),
        months: months.collect(),
        months_before: before.collect(),
        form: vec![
            form(
                "cadence_spm",
                [
                    &[168.0, 167.0],
                    &[166.0, 166.0, 166.0, 166.0, 165.0, 171.0],
                    &[165.0, 166.0, 165.0, 166.0, 167.0, 166.0, 167.0, 168.0, 168.0, 168.0],
                ],
            ),
            form(
                "vertical_oscillation_mm",
                [&[91.0, 92.0], &[88.0, 88.0, 88.0, 87.0, 88.0, 82.0], &[93.0, 92.0, 93.0]],
            ),
        ],
        pace_cadence: Some(PaceCadence { now: cloud(2026, 169.0), before: cloud(2025, 166.0) }),
        unwell: vec![
            (date(2026, 2, 20), date(2026, 4, 28)),
            (date(2026, 9, 14), date(2026, 9, 21)),
        ],
        plan: Some((date(2026, 9, 28), date(2026, 10, 31))),
        visits: vec![
            (date(2026, 3, 4), "physio".to_owned()),
            (date(2026, 3, 18), "physio".to_owned()),
            (date(2026, 9, 28), "physio".to_owned()),
        ],
        changes: vec![changed()],
        lighter: LighterWeeks {
            mondays: vec![date(2026, 6, 29), date(2026, 8, 10)],
            weeks: 31,
            since: Some(11),
            since_off: Some(6),
        },
    }
}

/// The same with a warning sign.
pub(crate) fn loud() -> Year {
    let safety = Safety { level: SafetyLevel::Urgent, signs: vec![super::saddle()] };
    Year { safety, ..rich() }.obeying_its_box()
}

/// Ten days of January, in miles, with nothing before them.
pub(crate) fn begun() -> Year {
    let rich = rich();
    let months = (0..12).map(|at| month(2026, at, (if at == 0 { 31.0 } else { -1.0 }, -1.0), 10));
    Year {
        period: Period { known_until: date(2026, 1, 10), ..rich.period },
        months: months.collect(),
        months_before: Vec::new(),
        form: Vec::new(),
        pace_cadence: None,
        unwell: Vec::new(),
        plan: None,
        visits: Vec::new(),
        changes: Vec::new(),
        lighter: LighterWeeks::default(),
        ..rich
    }
}

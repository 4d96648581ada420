//! The month in which every sign and every panel occurs.

use jiff::civil::date;

use super::*;
use crate::page::{AroundDay, LinkThird, Matched, MatchedMetric, MatchedPair};

/// October with days unwell, a run of unknown length, two changes of sensor in a week, a week of
/// one run, and a back known well enough for the panels that look closer.
pub(crate) fn crowded() -> Page {
    let mut page = october();
    page.unwell = vec![(date(2026, 10, 5), date(2026, 10, 8))];
    for day in &mut page.days {
        day.shaded = (date(2026, 10, 5)..=date(2026, 10, 8)).contains(&day.date);
        if day.date == date(2026, 10, 21) {
            day.running_min = None;
        }
    }
    for panel in &mut page.form {
        panel.breaks = vec![
            (date(2026, 8, 9), crate::model::Change::Recording),
            (date(2026, 8, 16), crate::model::Change::Strap),
            (date(2026, 10, 29), crate::model::Change::Firmware),
        ];
    }
    if let Some(week) = page.load.weeks.get_mut(4) {
        week.longest_m = week.distance_m;
    }
    page.link.around = around();
    page.link.thirds = thirds();
    page.link.matched = Some(matched());
    page
}

fn around() -> Vec<AroundDay> {
    [2.1, 2.0, 2.2, 1.9, 2.6, 2.3, 2.1]
        .into_iter()
        .zip(-3..)
        .map(|(value, lag_days)| AroundDay {
            lag_days,
            pain: mean(value, value - 0.5, value + 0.5, 46),
        })
        .collect()
}

fn thirds() -> Vec<LinkThird> {
    [(25.0, 38.0, 1.0), (39.0, 47.0, 2.0), (48.0, 104.0, 3.0)]
        .into_iter()
        .map(|(from_min, to_min, middle)| LinkThird {
            from_min,
            to_min,
            next_mornings: [1, 1, 2, 2, 2, 3, 3, 4].map(score).to_vec(),
            quartiles: (middle - 1.0, middle, middle + 1.0),
        })
        .collect()
}

fn matched() -> Matched {
    let metric = |key, differences: &[f64], middle, interval| MatchedMetric {
        key,
        decimals: 0,
        differences: differences.to_vec(),
        middle,
        interval,
    };
    let pair = |day| MatchedPair {
        flare: date(2026, 10, day),
        calm: date(2026, 9, day),
        speed_m_per_s: (2.87, 2.85),
        steepness: None,
    };
    Matched {
        pairs: [2, 6, 11, 15, 19, 23].map(pair).to_vec(),
        metrics: vec![
            metric("cadence_spm", &[-3.1, -0.4, 0.3, -1.9, 0.8, 1.2], -0.3, Some((-2.5, 1.0))),
            metric("vertical_oscillation_mm", &[0.4, -0.2, 0.1, 0.3], 0.2, None),
        ],
    }
}

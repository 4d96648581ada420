//! Long runs from within: one in which cadence fell, one in which nothing is clear, and the first
//! of them over its time.

use jiff::civil::date;

use super::mean;
use crate::model::{Gait, Provenance};
use crate::page::{AfterLeaving, Fingerprint, Lane, Quantity, RunWithin, WhyRun, Within};

pub(super) fn within() -> Within {
    let run = |day, drifts| RunWithin {
        date: date(2026, 10, day),
        running_min: Some(80.0),
        intervals: None,
        ends: None,
        drifts,
        endurance: Vec::new(),
    };
    Within {
        runs: vec![
            run(7, vec![("cadence_drift_pct", mean(-0.4, -1.3, 0.6, 70))]),
            run(
                11,
                vec![
                    ("cadence_drift_pct", mean(-2.1, -3.2, -0.9, 88)),
                    ("bounce_drift_pct", mean(3.8, 0.7, 6.4, 88)),
                    ("contact_drift_pct", mean(1.2, -0.6, 3.0, 80)),
                ],
            ),
        ],
        fingerprint: Some(fingerprint()),
        ..Within::default()
    }
}

fn fingerprint() -> Fingerprint {
    let minutes = || (0..200_u32).map(|bin| 2.0 + f64::from(bin) / 2.0);
    let lane = |quantity, of: fn(f64) -> f64| Lane {
        quantity,
        provenance: Provenance::Measured,
        points: minutes()
            .filter(|minute| !(60.0..64.0).contains(minute))
            .map(|minute| (minute, of(minute)))
            .collect(),
    };
    Fingerprint {
        date: date(2026, 10, 11),
        why: WhyRun::LongestLeft,
        lanes: vec![
            lane(Quantity::Pace, |minute| 2.9 + 0.1 * (minute / 9.0).sin()),
            lane(Quantity::Cadence, |minute| 171.0 - minute / 22.0 + (minute * 1.7).sin()),
            lane(Quantity::Bounce, |minute| 88.0 + minute / 14.0 + (minute * 1.3).sin()),
            lane(Quantity::Slope, |minute| 0.03 * (minute / 13.0).sin()),
        ],
        gait: vec![
            (Gait::Walk, 0.0, 2.0),
            (Gait::Run, 2.0, 60.0),
            (Gait::Walk, 60.0, 63.0),
            (Gait::Still, 63.0, 64.0),
            (Gait::Run, 64.0, 102.0),
        ],
        left_min: Some(76.0),
        after: Some(AfterLeaving { cadence_pct: -1.2, bounce_mm: Some((90.0, 94.0)) }),
    }
}

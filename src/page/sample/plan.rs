//! What a made-up therapist and runner agreed on, and what was done.

use jiff::civil::date;

use crate::page::{About, Keeping, Plan, PlanRow};

/// A plan with points kept, not kept, and one that is no target.
pub(crate) fn plan() -> Plan {
    let weeks = "3 · 5 · 3 · 2, weeks from 28 Sep, 5, 12 and 19 Oct; 26 to 31 Oct: 3";
    let mornings = "1.8 · 1.6 · 1.9 · 1.4, weeks from 28 Sep, 5, 12 and 19 Oct; 26 to 31 Oct: 1.2";
    let worst = "worst 4 on 11 October, 14 days with a score";
    Plan {
        from: Some(date(2026, 9, 28)),
        rows: vec![
            PlanRow {
                about: About::Form,
                ..kept("Cadence at usual pace", "172 ± 3 steps/min", "171 (170 to 172)")
            },
            missed(
                "Longest run",
                ("up to 13 km", "17 km on 11 October"),
                "above plan on 1 of 16 runs",
            ),
            missed(
                "Days a week without a run",
                ("at least 3", weeks),
                "below plan in 1 of 4 weeks",
            ),
            PlanRow {
                about: About::Pain,
                ..kept("Worst pain during a run", "up to 5 of 10", worst)
            },
            PlanRow {
                about: About::Pain,
                kept: Keeping::NoTarget,
                note: String::new(),
                ..kept("Pain in the morning, weekly mean", "beside it", mornings)
            },
        ],
        within: (2, 4),
        limits_passed: 0,
        is_told: true,
    }
}

fn kept(target: &str, asked: &str, done: &str) -> PlanRow {
    PlanRow {
        target: target.into(),
        asked: asked.into(),
        done: done.into(),
        kept: Keeping::Kept,
        about: About::Running,
        note: "within plan".into(),
    }
}

fn missed(target: &str, (asked, done): (&str, &str), note: &str) -> PlanRow {
    PlanRow { kept: Keeping::Missed, note: note.into(), ..kept(target, asked, done) }
}

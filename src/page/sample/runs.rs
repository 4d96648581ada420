//! The rows of the activities, and what else came from the files.

use jiff::civil::date;

use super::RUNS;
use crate::model::{Notice, NoticeKind, Provenance};
use crate::page::{FileNotice, OtherKind, OtherSport, RunRow, Trouble};

/// The runs of the month, and a ride of which nothing but distance and time is known.
pub(super) fn runs() -> Vec<RunRow> {
    let row = |(i, (day, minutes)): (usize, &(i8, f64))| RunRow {
        sport: if i == 9 { "running, trail".into() } else { "running".into() },
        is_run: true,
        distance_m: Some(minutes * 165.0),
        timer_s: Some(minutes * 60.0 + 30.0),
        running_s: Some(minutes * 60.0),
        walking_s: Some(0.0),
        speed_m_per_s: Some(165.0 / 60.0),
        readings: vec![
            ("cadence_spm", 170.4 + (i as f64) * 0.1, Provenance::Measured),
            ("overstride_index_pct", -3.6 - (i as f64) * 0.05, Provenance::Modelled),
            ("vertical_oscillation_mm", 91.0 - (i as f64) * 0.1, Provenance::Measured),
        ],
        path: format!("2026-10-{day:02}-0712.fit"),
        ..ride(*day)
    };
    let mut rows: Vec<RunRow> = RUNS.iter().enumerate().map(row).collect();
    rows.push(ride(22));
    rows.sort_by_key(|run| run.date);
    rows
}

fn ride(day: i8) -> RunRow {
    RunRow {
        date: date(2026, 10, day),
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
        path: format!("2026-10-{day:02}-1805.fit"),
    }
}

pub(super) fn cycling() -> OtherSport {
    OtherSport {
        what: OtherKind::Sport("cycling".into()),
        sessions: 4,
        minutes: Some(260.0),
        session_rpe_load_au: Some(980.0),
        on_days_without_run: 3,
    }
}

pub(super) fn cut_file() -> FileNotice {
    FileNotice {
        path: "2026-10-23-0712.fit".into(),
        trouble: Trouble::Notice(Notice::at_byte(
            NoticeKind::Truncated,
            81_204,
            "ends in mid-record; what came before was kept",
        )),
    }
}

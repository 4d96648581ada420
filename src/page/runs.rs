//! The table of activities, and trouble in their files.

use crate::model::{Absent, Notice, Provenance, Reason};
use jiff::civil::Date;

/// One activity, for the table.
#[derive(Clone, Debug, PartialEq)]
pub struct RunRow {
    /// Local day.
    pub date: Date,
    /// `running`, `cycling`, …, and the sub-sport.
    pub sport: String,
    /// Whether it counts as running.
    pub is_run: bool,
    /// Metres.
    pub distance_m: Option<f64>,
    /// Seconds with the timer running.
    pub timer_s: Option<f64>,
    /// Seconds running.
    pub running_s: Option<f64>,
    /// Seconds walking.
    pub walking_s: Option<f64>,
    /// Mean running speed.
    pub speed_m_per_s: Option<f64>,
    /// Mean heart rate, beats a minute.
    pub heart_rate_bpm: Option<f64>,
    /// Metric key, value as a number, origin: in the order of the roll, for what the page shows.
    pub readings: Vec<(&'static str, f64, Provenance)>,
    /// Metric key, and the share of the running time that stands behind its value, 0–1.
    pub covered: Vec<(&'static str, f64)>,
    /// Metric key, and why there is no value.
    pub absent: Vec<(&'static str, Absent)>,
    /// File it came from. Never in a shared copy.
    pub path: String,
}

/// Trouble in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileNotice {
    /// The file. Never in a shared copy.
    pub path: String,
    /// What it is.
    pub trouble: Trouble,
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Something in it.
    Notice(Notice),
    /// These files hold the same run, and less of it.
    SameRunIn(Vec<String>),
    /// It was not read, and why.
    Unread(Reason),
}

//! What was done besides running.

use serde::Serialize;

use crate::model::written_as;

/// A kind of activity that is not running.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OtherSport {
    /// What it was.
    #[serde(rename = "name")]
    pub what: OtherKind,
    /// How often.
    pub sessions: usize,
    /// Minutes of the sessions whose length is known; none where none is.
    pub minutes: Option<f64>,
    /// Effort times minutes, of all its sessions; none where one has no rating.
    pub session_rpe_load_au: Option<f64>,
    /// Of the sessions, those on days without a run.
    pub on_days_without_run: usize,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OtherKind {
    /// A sport, as its files name it.
    Sport(String),
    /// Exercises that the log tells.
    Exercises,
}

impl OtherKind {
    /// What it is called, on the page and in data.
    pub fn name(&self) -> &str {
        match self {
            OtherKind::Sport(name) => name,
            OtherKind::Exercises => "strength or mobility, by the log",
        }
    }
}

written_as!(OtherKind, name);

//! What was done besides running.

use serde::Serialize;

/// A kind of activity that is not running.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OtherSport {
    /// What it was.
    pub name: String,
    /// How often.
    pub sessions: usize,
    /// Minutes of the sessions whose length is known; none where none is.
    pub minutes: Option<f64>,
    /// Effort times minutes, of all its sessions; none where one has no rating.
    pub session_rpe_load_au: Option<f64>,
    /// Of the sessions, those on days without a run.
    pub on_days_without_run: usize,
}

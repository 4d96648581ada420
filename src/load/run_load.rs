//! What a day's load needs to know of one activity.

use jiff::civil::{Date, Time};

/// What a day's load needs to know of one activity. `None`: not known.
#[derive(Clone, Debug, PartialEq)]
pub struct RunLoad {
    /// Local day of its start.
    pub date: Date,
    /// Local time of its start.
    pub started: Option<Time>,
    /// Whether it counts as running.
    pub is_run: bool,
    /// What sport it was.
    pub sport: String,
    /// What recorded it.
    pub device: String,
    /// Metres run.
    pub distance_m: Option<f64>,
    /// Minutes run; of other sports, minutes of it.
    pub running_min: Option<f64>,
    /// Steps run.
    pub steps: Option<f64>,
    /// Of those, uphill.
    pub steps_up: Option<f64>,
    /// On the level.
    pub steps_level: Option<f64>,
    /// Downhill.
    pub steps_down: Option<f64>,
    /// Metres climbed.
    pub ascent_m: Option<f64>,
    /// Metres descended.
    pub descent_m: Option<f64>,
    /// Session RPE times minutes.
    pub session_rpe_load_au: Option<f64>,
    /// TRIMP by Banister.
    pub trimp_banister: Option<f64>,
    /// TRIMP by Edwards.
    pub trimp_edwards: Option<f64>,
    /// Running stress score.
    pub rtss: Option<f64>,
    /// Whether only the log tells of it.
    pub reported: bool,
}

impl RunLoad {
    /// Whether the log tells of it without any length.
    pub fn is_hidden(&self) -> bool {
        self.reported && self.distance_m.is_none() && self.running_min.is_none()
    }

    /// A run of which only the day is known.
    pub fn on(date: Date) -> RunLoad {
        RunLoad {
            date,
            started: None,
            is_run: true,
            sport: "running".to_owned(),
            device: String::new(),
            distance_m: None,
            running_min: None,
            steps: None,
            steps_up: None,
            steps_level: None,
            steps_down: None,
            ascent_m: None,
            descent_m: None,
            session_rpe_load_au: None,
            trimp_banister: None,
            trimp_edwards: None,
            rtss: None,
            reported: false,
        }
    }
}

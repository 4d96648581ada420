//! What is known of one day: what was run, what it came to, and how the back was.

use jiff::civil::Date;

use super::WhyUnknown;
use crate::{
    model::{LoadUnit, PainScore, SpikeClass},
    page::Spike,
};

/// One calendar day. `None`: not known; 0 only where it is known that there was none.
#[derive(Clone, Debug, PartialEq)]
pub struct DayLoad {
    /// The day.
    pub date: Date,
    /// Whether the export speaks for it, or it has a run of a known length.
    pub known: bool,
    /// Runs, those with them of which only the log tells.
    pub runs: usize,
    /// Of those, runs of which only the log tells.
    pub runs_reported: usize,
    /// Whether the log tells a run without any length.
    pub hides_a_run: bool,
    /// Why nothing is known of it, where it lies between files.
    pub unknown: Option<WhyUnknown>,
    /// Metres run.
    pub distance_m: Option<f64>,
    /// Minutes run.
    pub running_min: Option<f64>,
    /// Minutes of other sports; none where none was recorded.
    pub other_min: Option<f64>,
    /// Steps run.
    pub steps: Option<f64>,
    /// Steps uphill.
    pub steps_up: Option<f64>,
    /// Steps on the level.
    pub steps_level: Option<f64>,
    /// Steps downhill.
    pub steps_down: Option<f64>,
    /// Metres climbed in the runs.
    pub ascent_m: Option<f64>,
    /// Metres descended in them.
    pub descent_m: Option<f64>,
    /// Session-RPE load of the runs.
    pub session_rpe_load_au: Option<f64>,
    /// TRIMP by Banister of the runs.
    pub trimp_banister: Option<f64>,
    /// TRIMP by Edwards of the runs.
    pub trimp_edwards: Option<f64>,
    /// Running stress score of the runs.
    pub rtss: Option<f64>,
    /// Longest single run of the day.
    pub longest_m: Option<f64>,
    /// Longest run of the 30 days before.
    pub longest_previous_30d_m: Option<f64>,
    /// The day's largest single-session spike.
    pub spike_ratio: Option<f64>,
    /// Its class.
    pub spike_class: SpikeClass,
    /// The spike as pages show it, where it is above +10 %.
    pub spike: Option<Spike>,
    /// The unit of the loads behind what follows.
    pub load_unit: LoadUnit,
    /// Monotony of the last seven days.
    pub monotony_7d: Option<f64>,
    /// Strain of the last seven days.
    pub strain_7d: Option<f64>,
    /// Chronic load.
    pub ctl: Option<f64>,
    /// Acute load.
    pub atl: Option<f64>,
    /// Yesterday's chronic less yesterday's acute load.
    pub tsb: Option<f64>,
    /// 7 days against the 21 before them.
    pub acwr_rolling_uncoupled: Option<f64>,
    /// 7 days against the 28 that contain them.
    pub acwr_rolling_coupled: Option<f64>,
    /// The exponentially weighted ratio.
    pub acwr_ewma: Option<f64>,
    /// No run was recorded; none where the export does not speak for the day.
    pub no_recorded_run: Option<bool>,
    /// Rest, where the log says so.
    pub rest_day: Option<bool>,
    /// In a lighter week; none where the week cannot be judged.
    pub deload_week: Option<bool>,
    /// In an injury or illness period.
    pub shaded: bool,
    /// Pain this morning.
    pub pain_morning: Option<PainScore>,
    /// Pain before the run.
    pub pain_before: Option<PainScore>,
    /// Worst pain during the run.
    pub pain_during_max: Option<PainScore>,
    /// Pain the next morning.
    pub pain_next_morning: Option<PainScore>,
    /// Hours slept.
    pub sleep_h: Option<f64>,
}

impl DayLoad {
    /// Why nothing is known of its running though it lies between files; none where it is known.
    pub fn unknown_because(&self) -> Option<&'static str> {
        let hides = self.hides_a_run.then_some("reported_run");
        hides.or_else(|| self.unknown.map(WhyUnknown::key))
    }
}

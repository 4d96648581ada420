//! The names of the columns of runs and readings, once; those of days stand in the load's own roll.

/// Identity of an activity.
pub const ACTIVITY_ID: &str = "activity_id";
/// File an activity came from.
pub const PATH: &str = "path";
/// Local day, ISO 8601.
pub const DATE: &str = "date";
/// Instant of its start in the universal zone, ISO 8601.
pub const STARTED: &str = "started";
/// Seconds that the local clock was ahead.
pub const UTC_OFFSET_S: &str = "utc_offset_s";
/// Kind of file.
pub const FORMAT: &str = "format";
/// Sport.
pub const SPORT: &str = "sport";
/// Sub-sport.
pub const SUB_SPORT: &str = "sub_sport";
/// Distance.
pub const DISTANCE_M: &str = "distance_m";
/// Time from start to end.
pub const ELAPSED_S: &str = "elapsed_s";
/// Metres climbed.
pub const ASCENT_M: &str = "ascent_m";
/// Metres descended.
pub const DESCENT_M: &str = "descent_m";
/// Mean heart rate.
pub const HEART_RATE_BPM: &str = "heart_rate_bpm";
/// Perceived exertion from the watch, 0 to 10.
pub const RPE: &str = "rpe";
/// Time with the timer running.
pub const TIMER_S: &str = "timer_s";
/// Time running.
pub const RUNNING_S: &str = "running_s";
/// Time walking.
pub const WALKING_S: &str = "walking_s";
/// Time running, in minutes.
pub const RUNNING_MIN: &str = "running_min";
/// Steps.
pub const STEPS: &str = "steps";
/// What a cadence count is.
pub const CADENCE_UNIT: &str = "cadence_unit";
/// Metric key.
pub const METRIC: &str = "metric";
/// Value.
pub const VALUE: &str = "value";
/// Lower end of the range.
pub const LOW: &str = "low";
/// Upper end of the range.
pub const HIGH: &str = "high";
/// Unit.
pub const UNIT: &str = "unit";
/// Provenance.
pub const PROVENANCE: &str = "provenance";
/// Tier of evidence.
pub const TIER: &str = "tier";
/// Share of the running time behind a value.
pub const COVERAGE: &str = "coverage";
/// Why there is no value.
pub const ABSENT_BECAUSE: &str = "absent_because";
/// Pain that morning.
pub const PAIN_MORNING: &str = "pain_morning";
/// Pain before the run.
pub const PAIN_BEFORE: &str = "pain_before";
/// Worst pain during the run.
pub const PAIN_DURING_MAX: &str = "pain_during_max";
/// Pain the next morning.
pub const PAIN_NEXT_MORNING: &str = "pain_next_morning";
/// Steps uphill.
pub const STEPS_UP: &str = "steps_up";
/// Steps on the level.
pub const STEPS_LEVEL: &str = "steps_level";
/// Steps downhill.
pub const STEPS_DOWN: &str = "steps_down";

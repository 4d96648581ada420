//! Every column name, once.

/// Identity of an activity.
pub const ACTIVITY_ID: &str = "activity_id";
/// File an activity came from.
pub const PATH: &str = "path";
/// Local day, ISO 8601.
pub const DATE: &str = "date";
/// Local day as days since 1970, the key of joins.
pub const DAY_NUMBER: &str = "day_number";
/// Sport.
pub const SPORT: &str = "sport";
/// Sub-sport.
pub const SUB_SPORT: &str = "sub_sport";
/// Distance.
pub const DISTANCE_M: &str = "distance_m";
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
/// Session-RPE load.
pub const SESSION_RPE_LOAD_AU: &str = "session_rpe_load_au";
/// TRIMP by Banister.
pub const TRIMP_BANISTER: &str = "trimp_banister";
/// TRIMP by Edwards.
pub const TRIMP_EDWARDS: &str = "trimp_edwards";
/// Running stress score.
pub const RTSS: &str = "rtss";
/// Ratio to the longest run of the 30 days before, less one.
pub const SPIKE_RATIO: &str = "spike_ratio";
/// Its class.
pub const SPIKE_CLASS: &str = "spike_class";
/// Hours slept.
pub const SLEEP_H: &str = "sleep_h";

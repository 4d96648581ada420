//! When two times are one, and when a gap between rows is a pause.

/// A new track segment, or a stop of the timer, shorter than this, in seconds, is no pause.
pub(super) const SHORTEST_PAUSE_S: f64 = 1.6;

/// Two times closer than this, in seconds, are one.
pub(super) const SAME_TIME_S: f64 = 1e-6;

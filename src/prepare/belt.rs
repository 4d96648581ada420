//! Whether the speed of a belt is known: told by a machine, set right by the runner, or guessed.
//!
//! A watch on a belt sees no ground. It guesses from the arm or from steps, and a runner may
//! afterwards enter what the belt showed: the session's total then differs from what its records
//! add up to, and by as much the recorded speeds are off ([`super::whose`] sets them right).

use crate::model::{Activity, Belt, Session};

/// ANT+ device type of a machine to exercise on, which tells the speed of its belt.
const FITNESS_EQUIPMENT: u8 = 17;

/// A total nearer than this share to what the records add up to is rounding, and no correction.
const CORRECTED_FROM: f64 = 0.02;

/// How the speed of a session came to be, of which the samples were multiplied by `scale` to come to
/// its total.
pub(super) fn behind(activity: &Activity, session: &Session, scale: Option<f64>) -> Belt {
    if !session.sport.is_indoor() {
        return Belt::None;
    }
    if activity.sensors.iter().any(|device| device.device_type == Some(FITNESS_EQUIPMENT)) {
        return Belt::Told;
    }
    match scale.filter(|scale| (scale - 1.0).abs() > CORRECTED_FROM) {
        Some(scale) => Belt::Corrected(scale),
        None => Belt::Guessed,
    }
}

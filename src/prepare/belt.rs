//! Whether the speed of a belt is known: told by a machine, set right by the runner, or guessed.
//!
//! A watch on a belt sees no ground. It guesses from the arm or from steps, and a runner may
//! afterwards enter what the belt showed: the session's total then differs from what its records
//! add up to, and by as much the recorded speeds are off.

use crate::model::{Activity, Belt, Channel, Session};

/// ANT+ device type of a machine to exercise on, which tells the speed of its belt.
const FITNESS_EQUIPMENT: u8 = 17;

/// A total nearer than this share to what the records add up to is rounding, and no correction.
const CORRECTED_FROM: f64 = 0.02;

/// A correction by more than this is no correction, up or down.
const CORRECTED_BY_AT_MOST: f64 = 1.5;

/// Records must span this share of the time of which the total is.
const RECORDED_SHARE: f64 = 0.95;

/// How the speed of a session came to be.
pub(super) fn behind(activity: &Activity, session: &Session) -> Belt {
    if !session.sport.is_indoor() {
        return Belt::None;
    }
    if activity.sensors.iter().any(|device| device.device_type == Some(FITNESS_EQUIPMENT)) {
        return Belt::Told;
    }
    match correction(activity, session) {
        Some(factor) => Belt::Corrected(factor),
        None => Belt::Guessed,
    }
}

/// By how much the runner set the distance right; none where nothing shows that somebody did.
fn correction(activity: &Activity, session: &Session) -> Option<f64> {
    let total_m = session.as_written.distance_m.filter(|metres| *metres > 0.0)?;
    let (recorded_m, recorded_s) = recorded(activity, session)?;
    let timer_s = session.as_written.timer_s.unwrap_or(recorded_s);
    let factor = total_m / recorded_m;
    let is_another = (factor - 1.0).abs() > CORRECTED_FROM;
    let can_be = (1.0 / CORRECTED_BY_AT_MOST..=CORRECTED_BY_AT_MOST).contains(&factor);
    (is_another && can_be && recorded_s >= RECORDED_SHARE * timer_s).then_some(factor)
}

/// How far and how long the session's records go, as they are.
fn recorded(activity: &Activity, session: &Session) -> Option<(f64, f64)> {
    let distance_m = activity.samples.values(Channel::Distance)?.get(session.span.clone())?;
    let time_s = activity.samples.time_s().get(session.span.clone())?;
    let known = || (0..distance_m.len()).filter(|&row| distance_m[row].is_finite());
    let (first, last) = (known().next()?, known().next_back()?);
    let (metres, seconds) = (distance_m[last] - distance_m[first], time_s[last] - time_s[first]);
    (metres > 0.0 && seconds > 0.0).then_some((metres, seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_tells_and_outdoors_there_is_no_belt() {
        assert_eq!([Belt::None, Belt::Told].map(Belt::factor), [Some(1.0); 2]);
        assert_eq!(Belt::Corrected(1.08).factor(), Some(1.08));
        assert_eq!(Belt::Guessed.factor(), None, "a guess is not to be multiplied with anything");
    }
}

//! What the messages beside the records say: whose file it is, which sport, when the timer ran.

use std::rc::Rc;

use super::{
    devices::Devices,
    heart_rate::HeartRates,
    message::{FIRST_ABSOLUTE_STAMP, Message},
    profile::{self, message},
    sessions::{Declared, Lap, SessionMessage},
    streams::Streams,
};
use crate::{
    ingest::limits,
    model::{FileKind, Sex, TimerEvent, Wearer},
};

/// Time zones lie within a day of UTC; anything further is a clock that was never set.
const WIDEST_ZONE_S: f64 = 15.0 * 3600.0;

/// Time zones step by quarters of an hour; a device's two stamps may be seconds apart.
const ZONE_STEP_S: f64 = 900.0;

/// Everything that is not a record.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// Kinds that `file_id` messages announced, in order.
    pub kinds: Vec<FileKind>,
    /// When `file_id` says that the file was made.
    pub created_s: Option<f64>,
    /// The watch and its sensors.
    pub devices: Devices,
    /// Sessions in order.
    pub sessions: Vec<SessionMessage>,
    /// Laps in order.
    pub laps: Vec<Lap>,
    /// What the last `sport` message says.
    pub sport: Option<Rc<Declared>>,
    /// Starts and stops.
    pub timer: Vec<TimerEvent>,
    /// What the watch believes of its wearer.
    pub wearer: Wearer,
    /// Heart rate that a strap stored.
    pub heart_rates: HeartRates,
    /// Raw acceleration and rotation.
    pub streams: Streams,
    /// What to add to stamps that count from the device's start to get stamps from FIT's epoch.
    pub device_start: Option<f64>,
    offset_from_activity_s: Option<f64>,
    offset_from_correlation_s: Option<f64>,
    offset_from_settings_s: Option<f64>,
}

impl Facts {
    /// Whether messages of this number are read here.
    pub(super) fn reads(global: u16) -> bool {
        matches!(
            global,
            message::FILE_ID
                | message::DEVICE_SETTINGS
                | message::USER_PROFILE
                | message::ZONES_TARGET
                | message::SPORT
                | message::SESSION
                | message::LAP
                | message::EVENT
                | message::DEVICE_INFO
                | message::ACTIVITY
                | message::FILE_CREATOR
                | message::HR
                | message::TIMESTAMP_CORRELATION
                | message::GYROSCOPE
                | message::ACCELEROMETER
                | message::SENSOR_CALIBRATION
        )
    }

    /// Takes in one message.
    pub(super) fn take(&mut self, message: &Message<'_>) {
        match message.global() {
            message::FILE_ID => self.file_id(message),
            message::FILE_CREATOR => self.devices.take_creator(message),
            message::DEVICE_INFO => self.devices.take(message),
            message::DEVICE_SETTINGS => self.device_settings(message),
            message::USER_PROFILE => self.user_profile(message),
            message::ZONES_TARGET => {
                self.wearer.hr_max_bpm = self.wearer.hr_max_bpm.or(beats(message, 1));
            }
            message::SPORT => self.sport = Some(Rc::new(Declared::of(message))),
            message::SESSION => {
                let session = SessionMessage::of(message).after(self.sport.as_ref());
                limits::keep(&mut self.sessions, limits::MOST_SESSIONS, session);
            }
            message::LAP => limits::keep(&mut self.laps, limits::MOST_LAPS, Lap::of(message)),
            message::EVENT => self.event(message),
            message::ACTIVITY => {
                let offset = offset_s(message.whole(5), message.stamp());
                self.offset_from_activity_s = offset.or(self.offset_from_activity_s);
            }
            message::TIMESTAMP_CORRELATION => self.correlation(message),
            message::HR => self.heart_rates.take(message),
            message::ACCELEROMETER | message::GYROSCOPE | message::SENSOR_CALIBRATION => {
                self.streams.take(message);
            }
            _ => {}
        }
    }

    /// Local time minus UTC in seconds: as the activity says, else the clock, else the settings.
    #[allow(clippy::cast_possible_truncation, reason = "within a day of zero")]
    pub(super) fn utc_offset_s(&self) -> Option<i32> {
        self.offset_from_activity_s
            .or(self.offset_from_correlation_s)
            .or(self.offset_from_settings_s)
            .map(|offset_s| offset_s as i32)
    }

    fn file_id(&mut self, message: &Message<'_>) {
        if let Some(kind) = message.byte(0) {
            self.kinds.push(profile::file_kind(kind));
        }
        self.created_s = self.created_s.or(message.time_in(4));
        self.devices.take_file_id(message);
    }

    fn device_settings(&mut self, message: &Message<'_>) {
        let zone = usize::from(message.byte(0).unwrap_or(0));
        let seconds = message.numbers(2).get(zone).copied().map(wrapped);
        let quarters = message.numbers(5).get(zone).map(|quarters| quarters * ZONE_STEP_S);
        let offset = seconds.or(quarters).filter(|offset| offset.abs() <= WIDEST_ZONE_S);
        self.offset_from_settings_s = offset.or(self.offset_from_settings_s);
    }

    fn user_profile(&mut self, message: &Message<'_>) {
        let wearer = &mut self.wearer;
        wearer.sex = match message.byte(1) {
            Some(0) => Some(Sex::Female),
            Some(1) => Some(Sex::Male),
            _ => wearer.sex,
        };
        let positive = |value: &f64| *value > 0.0;
        let height_m = message.number(3).filter(positive).map(|height| height / 100.0);
        wearer.height_m = height_m.or(wearer.height_m);
        let mass_kg = message.number(4).filter(positive).map(|mass| mass / 10.0);
        wearer.mass_kg = mass_kg.or(wearer.mass_kg);
        wearer.hr_rest_bpm = beats(message, 8).or(wearer.hr_rest_bpm);
        wearer.hr_max_bpm = beats(message, 9).or(beats(message, 11)).or(wearer.hr_max_bpm);
    }

    /// Only the timer's starts and stops count here.
    fn event(&mut self, message: &Message<'_>) {
        /// `event`: the timer.
        const TIMER: u8 = 0;
        let running = match (message.byte(0), message.byte(1)) {
            (Some(TIMER), Some(0)) => true,
            // stop, stop_all, stop_disable, stop_disable_all.
            (Some(TIMER), Some(1 | 4 | 8 | 9)) => false,
            _ => return,
        };
        if let Some(time_s) = message.time_s() {
            let event = TimerEvent { time_s, running };
            limits::keep(&mut self.timer, limits::MOST_TIMER_EVENTS, event);
        }
    }

    fn correlation(&mut self, message: &Message<'_>) {
        let stamp = message.stamp().filter(|&stamp| stamp >= FIRST_ABSOLUTE_STAMP);
        let device = message.whole(1).filter(|&stamp| stamp < FIRST_ABSOLUTE_STAMP);
        if let (Some(stamp), Some(device)) = (stamp, device) {
            self.device_start = Some(f64::from(stamp) - f64::from(device));
        }
        let offset = offset_s(message.whole(3), stamp);
        self.offset_from_correlation_s = offset.or(self.offset_from_correlation_s);
    }
}

/// A heart rate that can be one.
fn beats(message: &Message<'_>, field: u8) -> Option<f64> {
    message.number(field).filter(|&bpm| bpm > 0.0)
}

/// The zone between a local and a UTC stamp, if it can be one.
fn offset_s(local: Option<u32>, utc: Option<u32>) -> Option<f64> {
    let utc = utc.filter(|&stamp| stamp >= FIRST_ABSOLUTE_STAMP)?;
    let local = local.filter(|&stamp| stamp >= FIRST_ABSOLUTE_STAMP)?;
    let offset = f64::from(local) - f64::from(utc);
    let stepped = (offset / ZONE_STEP_S).round() * ZONE_STEP_S;
    (stepped.abs() <= WIDEST_ZONE_S).then_some(stepped)
}

/// A signed number that was written as an unsigned one of 32 bits.
fn wrapped(seconds: f64) -> f64 {
    /// 2³².
    const WRAP: f64 = 4_294_967_296.0;
    if seconds > WRAP / 2.0 { seconds - WRAP } else { seconds }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_lies_at_most_fifteen_hours_from_utc_and_is_told_in_quarters() {
        let utc = 1_000_000_000;
        let after_quarters = |quarters: u32| offset_s(Some(utc + 900 * quarters), Some(utc));
        assert_eq!(after_quarters(60), Some(54_000.0));
        assert_eq!(after_quarters(61), None);
        // Two seconds late, as a watch writes it at times.
        assert_eq!(offset_s(Some(utc + 7_202), Some(utc)), Some(7_200.0));
    }
}

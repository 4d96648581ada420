//! A recording as the watch writes it: FIT, as a Garmin Forerunner 955 with a chest strap would.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "every number is rounded and far inside its field's range"
)]

use jiff::Zoned;

use super::{
    body::{MASS_KG, Moment, Recording, Step},
    course::degrees,
    fit_writer::{AddedField, ByteOrder, Field, FitWriter, Value},
    outing::{File, Kind, Outing, YEAR},
};

/// Seconds from the Unix epoch to FIT's, 31 December 1989.
const FIT_EPOCH_S: i64 = 631_065_600;
/// Message numbers of the FIT profile.
mod message {
    pub(super) const FILE_ID: u16 = 0;
    pub(super) const USER_PROFILE: u16 = 3;
    pub(super) const ZONES_TARGET: u16 = 7;
    pub(super) const SPORT: u16 = 12;
    pub(super) const SESSION: u16 = 18;
    pub(super) const LAP: u16 = 19;
    pub(super) const RECORD: u16 = 20;
    pub(super) const EVENT: u16 = 21;
    pub(super) const DEVICE_INFO: u16 = 23;
    pub(super) const ACTIVITY: u16 = 34;
    pub(super) const FILE_CREATOR: u16 = 49;
    pub(super) const FIELD_DESCRIPTION: u16 = 206;
    pub(super) const DEVELOPER_DATA_ID: u16 = 207;
}
/// Makers and products of the FIT profile.
const GARMIN: u16 = 1;
const FORERUNNER_955: u16 = 4024;
const HRM_PRO: u16 = 3300;
const HRM_PRO_PLUS: u16 = 4130;
const STRYD: u16 = 95;
/// Made-up serial numbers.
const WATCH_SERIAL: u32 = 1_234_500_955;
const FIRST_STRAP_SERIAL: u32 = 1_234_503_300;
const SECOND_STRAP_SERIAL: u32 = 1_234_504_130;
const POD_SERIAL: u32 = 1_234_500_095;
/// Events and their kinds.
const TIMER: u8 = 0;
const START: u8 = 0;
const STOP: u8 = 1;
const STOP_ALL: u8 = 4;

/// The outing as the bytes of a FIT file.
pub(crate) fn write(outing: &Outing, recording: &Recording) -> Vec<u8> {
    let mut file = Watch {
        fit: FitWriter::new(ByteOrder::Little),
        outing,
        recording,
        started: outing.starts(),
        shown: shown(outing, &recording.moments),
    };
    file.opening();
    file.sensors();
    file.wearer();
    file.added_fields();
    file.course_of_events();
    file.closing();
    file.fit.finish()
}

/// How many records the file of an outing holds.
pub(crate) fn records(outing: &Outing, recording: &Recording) -> usize {
    shown(outing, &recording.moments).len()
}

/// The seconds that are written: all, or with smart recording those in which something changed.
fn shown(outing: &Outing, moments: &[Moment]) -> Vec<usize> {
    if !matches!(outing.file, File::Smart | File::Gzip | File::OtherSport) {
        return (0..moments.len()).collect();
    }
    let mut shown = vec![0];
    let mut last = moments[0];
    for (index, moment) in moments.iter().enumerate() {
        let changed = (moment.speed_m_per_s - last.speed_m_per_s).abs() > 0.12;
        let long_ago = moment.second >= last.second + 5;
        if index > 0 && (changed || long_ago || index + 1 == moments.len()) {
            shown.push(index);
            last = *moment;
        }
    }
    shown
}

struct Watch<'a> {
    fit: FitWriter,
    outing: &'a Outing,
    recording: &'a Recording,
    started: Zoned,
    /// Indices of the moments that are written.
    shown: Vec<usize>,
}

impl Watch<'_> {
    fn time(&self, second: u32) -> Value {
        let since_epoch_s = self.started.timestamp().as_second() - FIT_EPOCH_S;
        Value::U32(since_epoch_s as u32 + second)
    }

    /// Sport and sub-sport by the FIT profile.
    fn sport(&self) -> (u8, u8, &'static str) {
        match self.outing.kind {
            Kind::Ride(_) => (2, 0, "Bike"),
            Kind::Swim(_) => (5, 17, "Pool Swim"),
            Kind::Belt(_) => (1, 1, "Treadmill"),
            Kind::Trail(_) => (1, 3, "Trail Run"),
            Kind::Easy(_) | Kind::Long(_) | Kind::Tempo(_) | Kind::RunWalk { .. } => (1, 0, "Run"),
        }
    }

    fn opening(&mut self) {
        let started = self.time(0);
        self.fit.message(
            message::FILE_ID,
            &[
                (3, Value::U32z(WATCH_SERIAL)),
                (4, started),
                (1, Value::U16(GARMIN)),
                (2, Value::U16(FORERUNNER_955)),
                (0, Value::Enum(4)),
            ],
        );
        self.fit.message(message::FILE_CREATOR, &[(0, Value::U16(2127))]);
        self.event(0, START);
    }

    fn event(&mut self, second: u32, kind: u8) {
        let time = self.time(second);
        let fields = [
            (253, time),
            (3, Value::U32(0)),
            (0, Value::Enum(TIMER)),
            (1, Value::Enum(kind)),
            (4, Value::U8(0)),
        ];
        self.fit.message(message::EVENT, &fields);
    }

    /// The watch itself, its barometer, and what it was paired with.
    fn sensors(&mut self) {
        self.sensor((0, None), (GARMIN, FORERUNNER_955), Some(WATCH_SERIAL));
        self.sensor((1, Some(4)), (GARMIN, FORERUNNER_955), None);
        if self.outing.has_dynamics() {
            let second = self.outing.day() >= jiff::civil::date(YEAR, 8, 15);
            let (product, serial) = if second {
                (HRM_PRO_PLUS, SECOND_STRAP_SERIAL)
            } else {
                (HRM_PRO, FIRST_STRAP_SERIAL)
            };
            self.sensor((2, Some(120)), (GARMIN, product), Some(serial));
            self.sensor((3, Some(30)), (GARMIN, product), Some(serial));
        }
        if self.outing.file == File::Pod {
            self.sensor((4, Some(124)), (STRYD, 7), Some(POD_SERIAL));
        }
    }

    /// A device: its place and kind, its maker and product, its number.
    fn sensor(&mut self, place: (u8, Option<u8>), made: (u16, u16), serial: Option<u32>) {
        let over_the_air = matches!(place.1, Some(30 | 120 | 124));
        let time = self.time(0);
        self.fit.message(
            message::DEVICE_INFO,
            &[
                (253, time),
                (3, Value::U32z(serial.unwrap_or(0))),
                (2, Value::U16(made.0)),
                (4, Value::U16(made.1)),
                (5, Value::U16(2127)),
                (0, Value::U8(place.0)),
                (1, Value::U8(place.1.unwrap_or(u8::MAX))),
                (25, Value::Enum(if over_the_air { 1 } else { 5 })),
            ],
        );
    }

    fn wearer(&mut self) {
        self.fit.message(
            message::USER_PROFILE,
            &[
                (4, Value::U16((MASS_KG * 10.0).round() as u16)),
                (1, Value::Enum(1)),
                (2, Value::U8(42)),
                (3, Value::U8(172)),
                (8, Value::U8(52)),
            ],
        );
        let (sport, sub_sport, name) = self.sport();
        let fields = [(3, Value::Text(name)), (0, Value::Enum(sport)), (1, Value::Enum(sub_sport))];
        self.fit.message(message::SPORT, &fields);
        self.fit.message(message::ZONES_TARGET, &[(1, Value::U8(188))]);
    }

    /// What the foot pod's app adds to each record.
    fn added_fields(&mut self) {
        if self.outing.file != File::Pod {
            return;
        }
        let app = Value::Bytes(b"made-up foot pod".to_vec());
        self.fit.message(
            message::DEVELOPER_DATA_ID,
            &[(1, app), (4, Value::U32(143)), (3, Value::U8(0))],
        );
        for (number, name, units, value, native) in [
            (0, "Power", "Watts", Value::U16(0), 7),
            (3, "Ground Time", "Milliseconds", Value::U16(0), 41),
            (4, "Vertical Oscillation", "Centimeters", Value::F32(0.0), 39),
        ] {
            self.fit.message(
                message::FIELD_DESCRIPTION,
                &[
                    (3, Value::Text(name)),
                    (8, Value::Text(units)),
                    (14, Value::U16(message::RECORD)),
                    (0, Value::U8(0)),
                    (1, Value::U8(number)),
                    (2, Value::U8(value.base_type())),
                    (15, Value::U8(native)),
                ],
            );
        }
    }

    /// Records, laps and the timer, in the order in which they happen.
    fn course_of_events(&mut self) {
        let mut pauses = self.recording.pauses.iter().peekable();
        let mut laps = self.recording.laps.iter().skip(1).peekable();
        let mut lap_start = 0;
        let mut lap_number = 0;
        for index in self.shown.clone() {
            let moment = self.recording.moments[index];
            while let Some((from, to)) = pauses.next_if(|pause| pause.1 <= moment.second) {
                self.event(*from, STOP_ALL);
                self.event(*to, START);
            }
            while let Some(next) = laps.next_if(|next| **next <= index) {
                self.lap(lap_number, lap_start, *next);
                (lap_start, lap_number) = (*next, lap_number + 1);
            }
            self.record(&moment);
        }
        let end = self.recording.moments.len();
        self.event(self.end_s(), STOP_ALL);
        self.lap(lap_number, lap_start, end);
    }

    fn end_s(&self) -> u32 {
        self.recording.moments.last().map_or(0, |moment| moment.second)
    }

    fn record(&mut self, moment: &Moment) {
        let mut fields: Vec<Field> = vec![(253, self.time(moment.second))];
        if let Some(place) = moment.place {
            let (north_deg, east_deg) = degrees(place.east_m, place.north_m);
            fields.push((0, Value::I32(semicircles(north_deg))));
            fields.push((1, Value::I32(semicircles(east_deg))));
            fields.push((78, Value::U32(((place.altitude_m + 500.0) * 5.0).round() as u32)));
        }
        fields.push((5, Value::U32((moment.distance_m * 100.0).round() as u32)));
        fields.push((73, Value::U32((moment.speed_m_per_s * 1000.0).round() as u32)));
        fields.push((3, Value::U8(moment.heart_rate_bpm.round() as u8)));
        fields.push((13, Value::I8(21)));
        if self.outing.is_run() {
            let steps = moment.cadence_spm.round() as u16;
            fields.push((4, Value::U8((steps / 2) as u8)));
            fields.push((53, Value::U8((steps % 2 * 64) as u8)));
        }
        if self.outing.has_dynamics() {
            fields.extend(dynamics(moment.step));
        }
        let added =
            if self.outing.file == File::Pod { pod_fields(moment.step) } else { Vec::new() };
        self.fit.message_with(message::RECORD, &fields, &added);
    }

    /// A lap from one moment up to another.
    fn lap(&mut self, number: u16, from: usize, to: usize) {
        let moments = &self.recording.moments[from..to];
        let (Some(first), Some(last)) = (moments.first(), moments.last()) else { return };
        let timer_s = moments.len() as f64;
        let after = self.recording.moments.get(to).unwrap_or(last);
        let distance_m = after.distance_m - first.distance_m;
        let elapsed_s = f64::from(last.second - first.second + 1);
        let by_hand = matches!(self.outing.kind, Kind::RunWalk { .. });
        let rests = by_hand && mean(moments, |moment| Some(moment.speed_m_per_s)) < 2.0;
        let (sport, sub_sport, _) = self.sport();
        let fields = [
            (253, self.time(last.second)),
            (2, self.time(first.second)),
            (7, thousandths(elapsed_s)),
            (8, thousandths(timer_s)),
            (9, Value::U32((distance_m * 100.0).round() as u32)),
            (110, thousandths(distance_m / timer_s)),
            (254, Value::U16(number)),
            (0, Value::Enum(9)),
            (1, Value::Enum(STOP)),
            (15, Value::U8(mean(moments, |moment| Some(moment.heart_rate_bpm)).round() as u8)),
            (23, Value::Enum(u8::from(rests))),
            (24, Value::Enum(if by_hand { 1 } else { 2 })),
            (25, Value::Enum(sport)),
            (39, Value::Enum(sub_sport)),
        ];
        self.fit.message(message::LAP, &fields);
    }

    fn closing(&mut self) {
        let timer_s = self.recording.moments.len() as f64;
        let fields = [self.totals(timer_s), self.averages()].concat();
        self.fit.message(message::SESSION, &fields);
        let offset_s = i64::from(self.started.offset().seconds());
        let end_s = i64::from(self.end_s());
        let local_s = self.started.timestamp().as_second() - FIT_EPOCH_S + end_s + offset_s;
        let fields = [
            (253, self.time(self.end_s())),
            (0, thousandths(timer_s)),
            (5, Value::U32(local_s as u32)),
            (1, Value::U16(1)),
            (2, Value::Enum(0)),
            (3, Value::Enum(26)),
            (4, Value::Enum(STOP)),
        ];
        self.fit.message(message::ACTIVITY, &fields);
    }

    fn totals(&self, timer_s: f64) -> Vec<Field> {
        let (sport, sub_sport, _) = self.sport();
        let moments = &self.recording.moments;
        let distance_m = moments.last().map_or(0.0, |last| last.distance_m);
        let mut fields = vec![
            (253, self.time(self.end_s())),
            (2, self.time(0)),
            (7, thousandths(f64::from(self.end_s()) + 1.0)),
            (8, thousandths(timer_s)),
            (9, Value::U32((distance_m * 100.0).round() as u32)),
            (124, thousandths(distance_m / timer_s)),
            (254, Value::U16(0)),
            (25, Value::U16(0)),
            (26, Value::U16(self.recording.laps.len() as u16)),
            (0, Value::Enum(8)),
            (1, Value::Enum(STOP)),
            (5, Value::Enum(sport)),
            (6, Value::Enum(sub_sport)),
            (28, Value::Enum(0)),
            (16, Value::U8(mean(moments, |moment| Some(moment.heart_rate_bpm)).round() as u8)),
        ];
        if moments.iter().any(|moment| moment.place.is_some()) {
            fields.push((22, Value::U16(self.recording.ascent_m.round() as u16)));
            fields.push((23, Value::U16(self.recording.descent_m.round() as u16)));
        }
        fields
    }

    /// What the session says of the steps.
    fn averages(&self) -> Vec<Field> {
        let moments = &self.recording.moments;
        let mut fields = Vec::new();
        if self.outing.is_run() {
            let strides = moments.iter().map(|moment| moment.cadence_spm / 120.0).sum::<f64>();
            let average = mean(moments, |moment| Some(moment.cadence_spm / 2.0));
            fields.push((10, Value::U32(strides.round() as u32)));
            fields.push((18, Value::U8(average.floor() as u8)));
            fields.push((92, Value::U8((average.fract() * 128.0).floor() as u8)));
        }
        if self.outing.has_dynamics() {
            let of = |part: fn(&Step) -> f64| {
                mean(moments, move |moment| moment.step.as_ref().map(part))
            };
            fields.push((89, Value::U16((of(|step| step.chest_mm) * 10.0).round() as u16)));
            fields.push((90, Value::U16((of(|step| step.contact_pct) * 100.0).round() as u16)));
            fields.push((91, Value::U16((of(|step| step.contact_ms) * 10.0).round() as u16)));
            fields.push((132, Value::U16((of(ratio_pct) * 100.0).round() as u16)));
            fields.push((133, Value::U16((of(|step| step.balance_pct) * 100.0).round() as u16)));
            fields.push((134, Value::U16((of(|step| step.length_mm) * 10.0).round() as u16)));
        }
        fields
    }
}

/// Bounce by step length.
fn ratio_pct(step: &Step) -> f64 {
    100.0 * step.chest_mm / step.length_mm
}

/// The strap's fields of a record; nothing while walking.
fn dynamics(step: Option<Step>) -> Vec<Field> {
    let nothing = Value::U16(0).nothing();
    let tenths = |value: f64| Value::U16((value * 10.0).round() as u16);
    let hundredths = |value: f64| Value::U16((value * 100.0).round() as u16);
    let of = |part: fn(&Step) -> f64, kept: &dyn Fn(f64) -> Value| {
        step.as_ref().map_or(nothing.clone(), |step| kept(part(step)))
    };
    vec![
        (39, of(|step| step.chest_mm, &tenths)),
        (40, of(|step| step.contact_pct, &hundredths)),
        (41, of(|step| step.contact_ms, &tenths)),
        (83, of(ratio_pct, &hundredths)),
        (84, of(|step| step.balance_pct, &hundredths)),
        (85, of(|step| step.length_mm, &tenths)),
    ]
}

/// The pod's fields of a record.
fn pod_fields(step: Option<Step>) -> Vec<AddedField> {
    let whole = |value: f64| Value::U16(value.round() as u16);
    match step {
        Some(step) => vec![
            (0, 0, whole(step.power_w)),
            // The pod reads contact a little shorter than the strap.
            (3, 0, whole(step.contact_ms - 9.0)),
            // In eighths of a centimetre, as pods do: exact in a float.
            (4, 0, Value::F32((step.pod_cm * 8.0).round() as f32 / 8.0)),
        ],
        None => vec![(0, 0, whole(0.0)), (3, 0, whole(0.0)), (4, 0, Value::F32(0.0))],
    }
}

/// Degrees as FIT keeps them: the circle in 2^32 parts.
fn semicircles(degrees: f64) -> i32 {
    (degrees * (2_147_483_648.0 / 180.0)).round() as i32
}

fn thousandths(value: f64) -> Value {
    Value::U32((value * 1000.0).round() as u32)
}

/// The mean over those moments that have a value.
fn mean(moments: &[Moment], value: impl Fn(&Moment) -> Option<f64>) -> f64 {
    let values: Vec<f64> = moments.iter().filter_map(value).collect();
    values.iter().sum::<f64>() / values.len() as f64
}

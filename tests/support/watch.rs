//! FIT files as a watch writes them, with what a test is about set by hand.

#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small and positive")]

use jiff::Timestamp;

use crate::sample_data::sample::fit_writer::{AddedField, ByteOrder, Field, FitWriter, Value};

/// 1989-12-31 in seconds since 1970: where FIT's clock starts.
const FIT_EPOCH_S: i64 = 631_065_600;

const GARMIN: u16 = 1;
const STRYD: u16 = 95;

/// A steady run of one runner, and the instruments that recorded it.
#[derive(Clone, Debug)]
pub(crate) struct Watch {
    /// When it begins.
    pub(crate) started: &'static str,
    pub(crate) seconds: u32,
    /// Garmin's number of the watch: 4024 is a Forerunner 955.
    pub(crate) product: u16,
    /// Hundredths, as the wire has it.
    pub(crate) firmware: u16,
    /// Garmin's number of the strap: 3300 is an HRM-Pro.
    pub(crate) strap: Option<u16>,
    /// What the watch and its strap write: bounce and contact time.
    pub(crate) native: Option<(f64, f64)>,
    /// The same from a Stryd pod, in its own units.
    pub(crate) pod: Option<(f64, f64)>,
    /// Seconds between samples, in turn.
    pub(crate) rhythm_s: &'static [u32],
    /// Cadence is there in this many of a hundred records.
    pub(crate) cadence_share: u32,
    /// Indoors, on a belt.
    pub(crate) belt: bool,
    /// Height in centimetres, mass in kilograms, resting and greatest heart rate, all of a woman.
    pub(crate) wearer: Option<(u8, f64, u8, u8)>,
    /// Exertion and feel in hundredths.
    pub(crate) felt: Option<(u8, u8)>,
    /// Local time minus UTC, told by the activity message.
    pub(crate) offset_s: Option<i64>,
    /// Local time minus UTC, told by the settings: seconds of the second zone, which is in use.
    pub(crate) settings_offset_s: Option<u32>,
}

impl Default for Watch {
    /// Twenty minutes at 3 m/s and 168 steps a minute, recorded by a Forerunner 955 alone.
    fn default() -> Watch {
        Watch {
            started: "2026-10-03T06:00:00Z",
            seconds: 1200,
            product: 4024,
            firmware: 1928,
            strap: None,
            native: None,
            pod: None,
            rhythm_s: &[1],
            cadence_share: 100,
            belt: false,
            wearer: None,
            felt: None,
            offset_s: Some(7200),
            settings_offset_s: None,
        }
    }
}

impl Watch {
    fn began(&self) -> i64 {
        self.started.parse::<Timestamp>().unwrap().as_second() - FIT_EPOCH_S
    }

    fn time(&self, second: u32) -> Value {
        Value::U32(self.began() as u32 + second)
    }

    /// The file.
    pub(crate) fn file(&self) -> Vec<u8> {
        let mut fit = FitWriter::new(ByteOrder::Little);
        fit.message(
            0,
            &[
                (0, Value::Enum(4)),
                (1, Value::U16(GARMIN)),
                (2, Value::U16(self.product)),
                (4, self.time(0)),
            ],
        );
        self.devices(&mut fit);
        self.wearer(&mut fit);
        self.pod_fields(&mut fit);
        let mut second = 0;
        for (row, step) in (0..).zip(self.rhythm_s.iter().cycle()) {
            if second > self.seconds {
                break;
            }
            self.record(&mut fit, second, row);
            second += step;
        }
        self.closing(&mut fit);
        fit.finish()
    }

    fn devices(&self, fit: &mut FitWriter) {
        let mut device = |index, kind, maker, product, firmware| {
            fit.message(
                23,
                &[
                    (253, self.time(0)),
                    (0, Value::U8(index)),
                    (1, Value::U8(kind)),
                    (2, Value::U16(maker)),
                    (4, Value::U16(product)),
                    (5, Value::U16(firmware)),
                ],
            );
        };
        device(0, u8::MAX, GARMIN, self.product, self.firmware);
        if let Some(strap) = self.strap {
            device(1, 120, GARMIN, strap, 810);
        }
        if self.pod.is_some() {
            device(2, 124, STRYD, 7, 210);
        }
    }

    fn wearer(&self, fit: &mut FitWriter) {
        if let Some((height_cm, mass_kg, rest_bpm, max_bpm)) = self.wearer {
            fit.message(
                3,
                &[
                    (1, Value::Enum(0)),
                    (3, Value::U8(height_cm)),
                    (4, Value::U16((mass_kg * 10.0).round() as u16)),
                    (8, Value::U8(rest_bpm)),
                    (9, Value::U8(max_bpm)),
                ],
            );
        }
        if let Some(offset_s) = self.settings_offset_s {
            // One zone is in use: the first; offsets in seconds, wrapped where negative.
            fit.message(2, &[(0, Value::U8(0)), (2, Value::U32(offset_s))]);
        }
    }

    fn pod_fields(&self, fit: &mut FitWriter) {
        if self.pod.is_none() {
            return;
        }
        fit.message(207, &[(1, Value::Bytes(vec![7; 16])), (3, Value::U8(0))]);
        for (number, name, units, value) in [
            (0, "Ground Time", "Milliseconds", Value::U16(0)),
            (1, "Vertical Oscillation", "Centimeters", Value::F32(0.0)),
        ] {
            fit.message(
                206,
                &[
                    (0, Value::U8(0)),
                    (1, Value::U8(number)),
                    (2, Value::U8(value.base_type())),
                    (3, Value::Text(name)),
                    (8, Value::Text(units)),
                ],
            );
        }
    }

    fn record(&self, fit: &mut FitWriter, second: u32, row: u32) {
        let count = Value::U8(84);
        let cadence = if row % 100 < self.cadence_share { count } else { count.nothing() };
        let mut fields: Vec<Field> = vec![
            (253, self.time(second)),
            (5, Value::U32(300 * second)),
            (6, Value::U16(3000)),
            (3, Value::U8(145)),
            (4, cadence),
        ];
        if let Some((bounce_mm, contact_ms)) = self.native {
            fields.push((39, Value::U16((bounce_mm * 10.0).round() as u16)));
            fields.push((41, Value::U16((contact_ms * 10.0).round() as u16)));
        }
        let added: Vec<AddedField> = self.pod.map_or_else(Vec::new, |(bounce_cm, contact_ms)| {
            vec![
                (0, 0, Value::U16(contact_ms.round() as u16)),
                (1, 0, Value::F32(bounce_cm as f32)),
            ]
        });
        fit.message_with(20, &fields, &added);
    }

    fn closing(&self, fit: &mut FitWriter) {
        let mut session: Vec<Field> = vec![
            (253, self.time(self.seconds)),
            (2, self.time(0)),
            (5, Value::Enum(1)),
            (6, Value::Enum(u8::from(self.belt))),
            (7, Value::U32(1000 * self.seconds)),
            (8, Value::U32(1000 * self.seconds)),
            (9, Value::U32(300 * self.seconds)),
        ];
        if let Some((exertion, feel)) = self.felt {
            session.extend([(193, Value::U8(exertion)), (192, Value::U8(feel))]);
        }
        fit.message(18, &session);
        let mut activity: Vec<Field> = vec![(253, self.time(self.seconds)), (1, Value::U16(1))];
        if let Some(offset_s) = self.offset_s {
            let local = self.began() + i64::from(self.seconds) + offset_s;
            activity.push((5, Value::U32(local as u32)));
        }
        fit.message(34, &activity);
    }
}

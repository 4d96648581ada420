//! The profile: which fields of a record we read, and the names of sports and devices.

use std::borrow::Cow;

use fitparser::profile::{FieldDataType, get_field_variant_as_string};

use super::wire::Scale;
use crate::model::{Channel, FileKind};

/// Numbers of the messages that we read.
pub(super) mod message {
    pub(in super::super) const FILE_ID: u16 = 0;
    pub(in super::super) const DEVICE_SETTINGS: u16 = 2;
    pub(in super::super) const USER_PROFILE: u16 = 3;
    pub(in super::super) const ZONES_TARGET: u16 = 7;
    pub(in super::super) const SPORT: u16 = 12;
    pub(in super::super) const SESSION: u16 = 18;
    pub(in super::super) const LAP: u16 = 19;
    pub(in super::super) const RECORD: u16 = 20;
    pub(in super::super) const EVENT: u16 = 21;
    pub(in super::super) const DEVICE_INFO: u16 = 23;
    pub(in super::super) const ACTIVITY: u16 = 34;
    pub(in super::super) const FILE_CREATOR: u16 = 49;
    pub(in super::super) const HR: u16 = 132;
    pub(in super::super) const TIMESTAMP_CORRELATION: u16 = 162;
    pub(in super::super) const GYROSCOPE: u16 = 164;
    pub(in super::super) const ACCELEROMETER: u16 = 165;
    pub(in super::super) const SENSOR_CALIBRATION: u16 = 167;
    pub(in super::super) const FIELD_DESCRIPTION: u16 = 206;
    pub(in super::super) const DEVELOPER_DATA_ID: u16 = 207;
}

/// How a field of a record gets into a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// It is the channel's value, unless a field before it in the table gave one.
    Value,
    /// It is added to the value that is there: the fraction of a cadence.
    Added,
    /// Twelve bits of speed, the lower half of three bytes.
    PackedSpeed,
    /// Twelve bits of distance that count on and on, the upper half of the same bytes.
    PackedDistance,
}

/// A field of the record message.
#[derive(Debug)]
pub(super) struct RecordField {
    /// The profile's number.
    pub number: u8,
    /// What it says.
    pub channel: Channel,
    /// How it is to be scaled.
    pub scale: Scale,
    /// How it enters the column.
    pub way: Way,
    /// The name under which its series is known.
    pub source: &'static str,
}

/// Semicircles in a degree: half a turn is 2³¹.
const SEMICIRCLES_PER_DEGREE: f64 = 2_147_483_648.0 / 180.0;

const fn field(
    number: u8,
    channel: Channel,
    divisor: f64,
    offset: f64,
    source: &'static str,
) -> RecordField {
    RecordField { number, channel, scale: Scale { divisor, offset }, way: Way::Value, source }
}

impl RecordField {
    const fn by(self, way: Way) -> RecordField {
        RecordField { way, ..self }
    }
}

/// Every field of a record that fills a channel. Of several for one channel, the first in this
/// table that is valid counts: `enhanced_speed` before `speed`.
pub(super) static RECORD_FIELDS: [RecordField; 21] = [
    field(0, Channel::Latitude, SEMICIRCLES_PER_DEGREE, 0.0, "fit.record.position_lat"),
    field(1, Channel::Longitude, SEMICIRCLES_PER_DEGREE, 0.0, "fit.record.position_long"),
    field(5, Channel::Distance, 100.0, 0.0, "fit.record.distance"),
    field(73, Channel::Speed, 1000.0, 0.0, "fit.record.enhanced_speed"),
    field(6, Channel::Speed, 1000.0, 0.0, "fit.record.speed"),
    field(78, Channel::Altitude, 5.0, 500.0, "fit.record.enhanced_altitude"),
    field(2, Channel::Altitude, 5.0, 500.0, "fit.record.altitude"),
    field(8, Channel::Speed, 100.0, 0.0, "fit.record.compressed_speed_distance")
        .by(Way::PackedSpeed),
    field(8, Channel::Distance, 16.0, 0.0, "fit.record.compressed_speed_distance")
        .by(Way::PackedDistance),
    field(3, Channel::HeartRate, 1.0, 0.0, "fit.record.heart_rate"),
    field(4, Channel::Cadence, 1.0, 0.0, "fit.record.cadence"),
    field(53, Channel::Cadence, 128.0, 0.0, "fit.record.fractional_cadence").by(Way::Added),
    field(52, Channel::Cadence, 256.0, 0.0, "fit.record.cadence256"),
    field(7, Channel::Power, 1.0, 0.0, "fit.record.power"),
    field(13, Channel::Temperature, 1.0, 0.0, "fit.record.temperature"),
    field(39, Channel::VerticalOscillation, 10.0, 0.0, "fit.record.vertical_oscillation"),
    field(41, Channel::GroundContactTime, 10.0, 0.0, "fit.record.stance_time"),
    field(40, Channel::GroundContactPercent, 100.0, 0.0, "fit.record.stance_time_percent"),
    field(84, Channel::ContactBalance, 100.0, 0.0, "fit.record.stance_time_balance"),
    field(83, Channel::VerticalRatio, 100.0, 0.0, "fit.record.vertical_ratio"),
    field(85, Channel::StepLength, 10.0, 0.0, "fit.record.step_length"),
];

/// The profile's name of a sport, or its number.
pub(super) fn sport(number: u8) -> Cow<'static, str> {
    match number {
        1 => "running".into(),
        2 => "cycling".into(),
        5 => "swimming".into(),
        11 => "walking".into(),
        17 => "hiking".into(),
        _ => named(FieldDataType::Sport, number.into()),
    }
}

/// The profile's name of a sub-sport, or its number.
pub(super) fn sub_sport(number: u8) -> Cow<'static, str> {
    if number == 0 { "generic".into() } else { named(FieldDataType::SubSport, number.into()) }
}

/// The profile's name of a maker, or its number.
pub(super) fn manufacturer(number: u16) -> Cow<'static, str> {
    if number == GARMIN {
        "garmin".into()
    } else {
        named(FieldDataType::Manufacturer, number.into())
    }
}

/// The profile's name of a product, or its number. Only Garmin's products have names there.
pub(super) fn product(maker: Option<u16>, number: u16) -> Cow<'static, str> {
    match maker {
        // Dynastream made the first straps and pods, and shares Garmin's list.
        Some(GARMIN | 13 | 15) => named(FieldDataType::GarminProduct, number.into()),
        _ => number.to_string().into(),
    }
}

/// The profile's number of Garmin.
const GARMIN: u16 = 1;

/// What kind of file a `file_id` announces.
pub(super) fn file_kind(number: u8) -> FileKind {
    FileKind::Other(match number {
        4 => return FileKind::Activity,
        // Kinds that Garmin's watches write and its profile does not name.
        8 => "location".into(),
        29 => "records".into(),
        37 => "clubs".into(),
        38 => "score".into(),
        44 => "metrics".into(),
        49 => "sleep".into(),
        61 => "ecg".into(),
        68 => "hrv_status".into(),
        70 => "health_snapshot".into(),
        73 => "skin_temperature".into(),
        _ => named(FieldDataType::File, number.into()),
    })
}

/// A name by the profile's tables, or the number as text.
fn named(table: FieldDataType, number: i64) -> Cow<'static, str> {
    if table.is_named_variant(number) {
        get_field_variant_as_string(table, number).into()
    } else {
        number.to_string().into()
    }
}

/// Whether the profile has a record field of this number. Numbers that it does not have are
/// counted, not read. From the profile's release 21.
pub(super) fn is_record_field(number: u8) -> bool {
    matches!(
        number,
        0..=13 | 17..=19 | 28..=33 | 39..=59 | 62 | 67..=73 | 78 | 81..=85 | 87 | 91..=99 | 108
            | 114..=120 | 123..=127 | 129 | 139 | 253
    )
}

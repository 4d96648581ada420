//! A message that is not a record, looked at by field number.

use super::wire::{Definition, Field};

/// Seconds from 1970 to FIT's epoch, 1989-12-31 00:00 UTC.
pub(super) const FIT_EPOCH_S: f64 = 631_065_600.0;

/// Stamps below this count seconds since the device was switched on (FIT profile, `date_time`).
pub(super) const FIRST_ABSOLUTE_STAMP: u32 = 0x1000_0000;

/// Field 253 of every message is its time.
pub(super) const STAMP_FIELD: u8 = 253;

/// One message with its definition. Scales are the caller's: this gives numbers as they stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Message<'a> {
    definition: &'a Definition<'a>,
    bytes: &'a [u8],
    header_stamp: Option<u32>,
}

impl<'a> Message<'a> {
    /// The message in these bytes, with the stamp that its header carried, if it was compressed.
    pub(super) fn new(
        definition: &'a Definition<'a>,
        bytes: &'a [u8],
        header_stamp: Option<u32>,
    ) -> Message<'a> {
        Message { definition, bytes, header_stamp }
    }

    /// The profile's number of the message.
    pub(super) fn global(&self) -> u16 {
        self.definition.global
    }

    /// A field's first number; none where the field is missing or invalid.
    pub(super) fn number(&self, field: u8) -> Option<f64> {
        let field = self.field(field)?;
        let value = field.cell?.read(self.bytes, field.offset);
        (!value.is_nan()).then_some(value)
    }

    /// A field's first number as a whole number that is not negative.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the range is checked first"
    )]
    pub(super) fn whole(&self, field: u8) -> Option<u32> {
        let value = self.number(field)?;
        (0.0..=f64::from(u32::MAX)).contains(&value).then_some(value as u32)
    }

    /// A field as a whole number of one byte.
    pub(super) fn byte(&self, field: u8) -> Option<u8> {
        u8::try_from(self.whole(field)?).ok()
    }

    /// All numbers of a field, invalid ones as `NaN`; empty where the field is missing.
    pub(super) fn numbers(&self, field: u8) -> Vec<f64> {
        let Some((field, cell)) = self.field(field).and_then(|field| Some((field, field.cell?)))
        else {
            return Vec::new();
        };
        let bytes = self.slice(field);
        let width = cell.width();
        (0..bytes.len()).step_by(width).map(|offset| cell.read(bytes, offset)).collect()
    }

    /// The same, where the profile says signed 16-bit whatever the definition says.
    pub(super) fn numbers_signed_16(&self, field: u8) -> Vec<f64> {
        let Some((field, cell)) =
            self.field(field).and_then(|field| Some((field, field.cell?.signed_16()?)))
        else {
            return Vec::new();
        };
        let bytes = self.slice(field);
        (0..bytes.len()).step_by(cell.width()).map(|offset| cell.read(bytes, offset)).collect()
    }

    /// A field's text up to its first zero; none where it is missing or empty.
    pub(super) fn text(&self, field: u8) -> Option<String> {
        let bytes = self.slice(self.field(field)?);
        let text = bytes.split(|&byte| byte == 0).next()?;
        let text = String::from_utf8_lossy(text).trim().to_owned();
        (!text.is_empty()).then_some(text)
    }

    /// A field's bytes as they stand.
    pub(super) fn bytes(&self, field: u8) -> Option<&'a [u8]> {
        self.field(field).map(|field| self.slice(field))
    }

    /// The message's own stamp: seconds since FIT's epoch, or since the device was switched on.
    pub(super) fn stamp(&self) -> Option<u32> {
        self.whole(STAMP_FIELD).or(self.header_stamp)
    }

    /// The message's own time, in seconds since 1970 UTC.
    pub(super) fn time_s(&self) -> Option<f64> {
        self.stamp().and_then(unix_s)
    }

    /// A field that is a time, in seconds since 1970 UTC.
    pub(super) fn time_in(&self, field: u8) -> Option<f64> {
        self.whole(field).and_then(unix_s)
    }

    fn field(&self, number: u8) -> Option<&'a Field> {
        self.definition.fields.iter().find(|field| field.number == number)
    }

    fn slice(&self, field: &Field) -> &'a [u8] {
        self.bytes.get(field.offset..).and_then(|rest| rest.get(..field.size)).unwrap_or_default()
    }
}

/// Seconds since 1970 UTC of a stamp; none for stamps that count from the device's start.
pub(super) fn unix_s(stamp: u32) -> Option<f64> {
    (stamp >= FIRST_ABSOLUTE_STAMP).then(|| f64::from(stamp) + FIT_EPOCH_S)
}

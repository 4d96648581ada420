//! Every message of a FIT file by the profile's names, one JSON object each: `inspect --messages`.
//!
//! This is the slow, complete look, through the `fitparser` crate. The recording itself is read by
//! [`fit`](super::fit), which knows only the fields that it needs.

use std::{cell::Cell, panic, sync::Once};

use fitparser::{
    FitDataField, FitDataRecord, Value,
    de::{DecodeOption, FitObject, FitStreamProcessor},
};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value as Json, json};

use super::IngestError;
use crate::model::rounded;

/// One message.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MessageLine {
    /// The message's name in the profile: `record`, or its number.
    pub message: String,
    /// Its fields in the order of their numbers.
    pub fields: Vec<FieldLine>,
}

/// One field of a message.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FieldLine {
    /// The field's name in the profile, or `unknown_field_` and its number.
    pub name: String,
    /// Its value: a number, a text, a list. Times are in UTC, except local ones, which have no zone.
    pub value: Json,
    /// Its unit; empty where it has none.
    pub units: String,
}

/// All messages of a FIT file, in order, up to the place where it breaks.
///
/// # Errors
///
/// When not one message can be read.
pub fn messages(bytes: &[u8]) -> Result<Vec<MessageLine>, IngestError> {
    let records = quietly(|| records(bytes)).unwrap_or_default();
    if records.is_empty() {
        return Err(IngestError::Broken {
            offset: 0,
            what: "no message by the FIT profile".to_owned(),
        });
    }
    let local_shift_s = local_shift_s();
    Ok(records.iter().map(|record| line(record, local_shift_s)).collect())
}

fn records(bytes: &[u8]) -> Vec<FitDataRecord> {
    let mut processor = FitStreamProcessor::new();
    processor.add_option(DecodeOption::SkipHeaderCrcValidation);
    processor.add_option(DecodeOption::SkipDataCrcValidation);
    let mut records = Vec::new();
    let mut left = bytes;
    while !left.is_empty() {
        // A message that the profile cannot make sense of ends a panicking or failing parser's
        // reading; what came before it is what there is to show.
        let next = quietly(|| {
            let (rest, object) = processor.deserialize_next(left).ok()?;
            let record = match object {
                FitObject::DataMessage(message) => Some(processor.decode_message(message).ok()?),
                FitObject::Crc(_) => {
                    processor.reset();
                    None
                }
                FitObject::Header(_) | FitObject::DefinitionMessage(_) => None,
            };
            Some((rest, record))
        });
        let Some(Some((rest, record))) = next else { break };
        records.extend(record);
        left = rest;
    }
    records
}

fn line(record: &FitDataRecord, local_shift_s: i64) -> MessageLine {
    let field = |field: &FitDataField| FieldLine {
        name: field.name().to_owned(),
        value: value(field.name(), field.value(), local_shift_s),
        units: field.units().to_owned(),
    };
    MessageLine {
        message: record.kind().to_string(),
        fields: record.fields().iter().map(field).collect(),
    }
}

fn value(name: &str, value: &Value, local_shift_s: i64) -> Json {
    let list = |values: &[Value]| -> Vec<Json> {
        values.iter().map(|it| self::value(name, it, local_shift_s)).collect()
    };
    match value {
        Value::Timestamp(moment) if name.contains("local") => {
            let seconds = moment.timestamp().saturating_add(local_shift_s);
            let text = Timestamp::from_second(seconds).map(|moment| moment.to_string());
            text.map_or(Json::Null, |text| json!(text.trim_end_matches('Z')))
        }
        Value::Timestamp(moment) => Timestamp::from_second(moment.timestamp())
            .map_or(Json::Null, |moment| json!(moment.to_string())),
        Value::Byte(it) | Value::Enum(it) | Value::UInt8(it) | Value::UInt8z(it) => json!(it),
        Value::SInt8(it) => json!(it),
        Value::SInt16(it) => json!(it),
        Value::UInt16(it) | Value::UInt16z(it) => json!(it),
        Value::SInt32(it) => json!(it),
        Value::UInt32(it) | Value::UInt32z(it) => json!(it),
        Value::SInt64(it) => json!(it),
        Value::UInt64(it) | Value::UInt64z(it) => json!(it),
        Value::Float32(it) => json!(rounded(f64::from(*it))),
        Value::Float64(it) => json!(rounded(*it)),
        Value::String(text) => json!(text),
        Value::Array(values) => json!(list(values)),
        Value::Invalid => Json::Null,
    }
}

/// What to add to the parser's local times to get the wall clock as it was written.
///
/// The parser takes local times to be in this machine's zone. A file made for the purpose, whose
/// local time is known, shows by how much that moves them.
fn local_shift_s() -> i64 {
    /// The local stamp in [`ONE_LOCAL_TIME`], in seconds since 1970 without a zone.
    const WRITTEN_S: i64 = 631_065_600 + 0x1000_0000;
    let known = quietly(|| records(&ONE_LOCAL_TIME)).unwrap_or_default();
    let read = known.iter().flat_map(FitDataRecord::fields).find_map(|field| match field.value() {
        Value::Timestamp(moment) => Some(moment.timestamp()),
        _ => None,
    });
    read.map_or(0, |read| WRITTEN_S.saturating_sub(read))
}

/// A FIT file of one `activity` message whose one field is a `local_timestamp` of `0x1000_0000`.
const ONE_LOCAL_TIME: [u8; 30] = [
    12, 0x10, 0, 0, 14, 0, 0, 0, b'.', b'F', b'I', b'T', // header: 14 bytes of messages
    0x40, 0, 0, 34, 0, 1, 5, 4, 0x86, // message 34, one field: number 5, four bytes, unsigned
    0, 0, 0, 0, 0x10, // the message
    0, 0, 0, 0,
];

thread_local! {
    /// Whether a panic of this thread is one that is expected and caught.
    static EXPECTED: Cell<bool> = const { Cell::new(false) };
}

/// Runs a third party's parser, which may panic on broken input; none when it did. Its panic is
/// not printed; every other panic is, as before.
fn quietly<T>(parse: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |panicked| {
            if !EXPECTED.get() {
                before(panicked);
            }
        }));
    });
    let outer = EXPECTED.replace(true);
    let parsed = panic::catch_unwind(panic::AssertUnwindSafe(parse));
    EXPECTED.set(outer);
    parsed.ok()
}

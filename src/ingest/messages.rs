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

/// `monitoring`, whose `cycles` the parser takes for steps or not by the order of a hash map. Here
/// they are always cycles.
const MONITORING: u16 = 55;

/// The field of `monitoring` that counts cycles, of which each is two steps.
const CYCLES: u8 = 3;

/// The profile's fields that are local times.
const LOCAL_TIMES: [&str; 2] = ["local_timestamp", "scheduled_time"];

/// One message.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MessageLine {
    /// The message's name in the profile: `record`, or its number.
    pub message: String,
    /// Its fields in the order of their numbers, applications' fields last.
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

/// The messages of a FIT file, in order, up to the place where it breaks; each is made when it is asked
/// for, since named in full it takes hundreds of times its bytes.
///
/// # Errors
///
/// When not one message can be read.
pub fn messages(bytes: &[u8]) -> Result<impl Iterator<Item = MessageLine> + '_, IngestError> {
    let mut records = Records::of(bytes).peekable();
    if records.peek().is_none() {
        return Err(IngestError::Broken {
            offset: 0,
            what: "no message by the FIT profile".to_owned(),
        });
    }
    let local_shift_s = local_shift_s();
    Ok(records.map(move |record| line(&record, local_shift_s)))
}

/// What the parser makes of each message.
struct Records<'b> {
    processor: FitStreamProcessor,
    left: &'b [u8],
}

impl Records<'_> {
    fn of(bytes: &[u8]) -> Records<'_> {
        let mut processor = FitStreamProcessor::new();
        processor.add_option(DecodeOption::SkipHeaderCrcValidation);
        processor.add_option(DecodeOption::SkipDataCrcValidation);
        Records { processor, left: bytes }
    }
}

impl Iterator for Records<'_> {
    type Item = FitDataRecord;

    fn next(&mut self) -> Option<FitDataRecord> {
        let Records { processor, left } = self;
        while !left.is_empty() {
            let read = quietly(|| processor.deserialize_next(left)).and_then(Result::ok);
            let Some((rest, object)) = read else {
                *left = &[];
                break;
            };
            *left = rest;
            match object {
                FitObject::DataMessage(message) => {
                    if message.global_message_number() == MONITORING {
                        processor.add_option(DecodeOption::UseGenericSubFieldName);
                    } else {
                        processor.remove_option(DecodeOption::UseGenericSubFieldName);
                    }
                    // A message that the profile cannot make sense of is passed over.
                    let decoded = quietly(|| processor.decode_message(message).ok()).flatten();
                    if decoded.is_some() {
                        return decoded;
                    }
                }
                FitObject::Crc(_) => processor.reset(),
                FitObject::Header(_) | FitObject::DefinitionMessage(_) => {}
            }
        }
        None
    }
}

fn line(record: &FitDataRecord, local_shift_s: i64) -> MessageLine {
    let mut fields: Vec<_> = record
        .fields()
        .iter()
        .map(|field| {
            let value = value(field.name(), field.value(), local_shift_s);
            // The parser has fields in the order of a hash map, which is another one every time.
            let place = (developer(field), field.number(), field.name(), value.to_string());
            match (field.number(), field.units()) {
                (CYCLES, "steps") if record.kind().as_u16() == MONITORING => {
                    let cycles = value.as_f64().map(|steps| steps / 2.0);
                    ((place.0, place.1, place.2, String::new()), json!(cycles), "cycles")
                }
                (_, units) => (place, value, units),
            }
        })
        .collect();
    fields.sort_by(|(place, ..), (other, ..)| place.cmp(other));
    MessageLine {
        message: record.kind().to_string(),
        fields: fields
            .into_iter()
            .map(|((_, _, name, _), value, units)| FieldLine {
                name: name.to_owned(),
                value,
                units: units.to_owned(),
            })
            .collect(),
    }
}

/// Which application a field is from; none for the profile's own. Only its serialised form tells.
fn developer(field: &FitDataField) -> Option<u64> {
    serde_json::to_value(field).ok()?.get("developer_data_index")?.as_u64()
}

fn value(name: &str, value: &Value, local_shift_s: i64) -> Json {
    let list = |values: &[Value]| -> Vec<Json> {
        values.iter().map(|it| self::value(name, it, local_shift_s)).collect()
    };
    match value {
        Value::Timestamp(moment) if LOCAL_TIMES.contains(&name) => {
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
    let known: Vec<FitDataRecord> = Records::of(&ONE_LOCAL_TIME).collect();
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
    /// Whether a panic of this thread is one that is expected and caught. All that a hook hears is where it
    /// was, and the parser's may be in the crates it calls: only who runs it knows.
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

#[cfg(test)]
mod tests {
    use super::*;

    /// An `activity` message: UTC `0x4000_0000` and local two hours on, then one record of 72 beats
    /// and half a message.
    fn file() -> Vec<u8> {
        let mut bytes = vec![12, 0x10, 0, 0, 0, 0, 0, 0];
        bytes.extend(b".FIT");
        bytes.extend([0x40, 0, 0, 34, 0, 2, 253, 4, 0x86, 5, 4, 0x86]);
        bytes.push(0);
        bytes.extend(0x4000_0000_u32.to_le_bytes());
        bytes.extend((0x4000_0000_u32 + 7200).to_le_bytes());
        bytes.extend([0x41, 0, 0, 20, 0, 2, 253, 4, 0x86, 3, 1, 0x02]);
        bytes.push(1);
        bytes.extend(0x4000_0000_u32.to_le_bytes());
        bytes.push(72);
        let size = u32::try_from(bytes.len() - 12).unwrap() + 100;
        bytes[4..8].copy_from_slice(&size.to_le_bytes());
        bytes.extend([1, 2, 3]);
        bytes
    }

    fn field(line: &MessageLine, name: &str) -> Json {
        line.fields.iter().find(|field| field.name == name).unwrap().value.clone()
    }

    #[test]
    fn times_are_in_utc_and_local_times_are_the_wall_clock_wherever_this_runs() {
        // 631065600 + 0x40000000 seconds after 1970, by `date -u -d @1704807424`.
        let lines: Vec<MessageLine> = messages(&file()).unwrap().collect();
        assert_eq!(lines[0].message, "activity");
        assert_eq!(field(&lines[0], "timestamp"), "2024-01-09T13:37:04Z");
        assert_eq!(field(&lines[0], "local_timestamp"), "2024-01-09T15:37:04");
    }

    #[test]
    fn what_stands_before_half_a_message_is_shown() {
        let lines: Vec<MessageLine> = messages(&file()).unwrap().collect();
        assert_eq!(lines.len(), 2);
        assert_eq!(
            (lines[1].message.as_str(), field(&lines[1], "heart_rate")),
            ("record", json!(72))
        );
        let text = serde_json::to_string(&lines[1].fields[0]).unwrap();
        assert_eq!(text, r#"{"name":"heart_rate","value":72,"units":"bpm"}"#);
    }

    #[test]
    fn what_is_no_fit_file_has_no_messages() {
        assert!(messages(b"").is_err());
        assert!(messages(b"<gpx></gpx>").is_err());
    }

    #[test]
    fn a_panic_in_a_parser_is_caught() {
        assert_eq!(quietly(|| "x".parse::<usize>().unwrap()), None);
        assert_eq!(quietly(|| 7), Some(7));
    }

    #[test]
    fn the_file_made_for_the_purpose_is_one_message_of_one_local_time() {
        // A head says how many bytes of messages follow: nine of a definition and five of data.
        assert_eq!(ONE_LOCAL_TIME[4..8], 14_u32.to_le_bytes());
        let known = Records::of(&ONE_LOCAL_TIME).collect::<Vec<_>>();
        let names: Vec<String> = known
            .iter()
            .flat_map(FitDataRecord::fields)
            .map(|field| field.name().to_owned())
            .collect();
        assert_eq!(names, ["local_timestamp"]);
    }
}

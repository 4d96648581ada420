//! Writes FIT files by the published protocol: a header, definitions, rows, two checksums.
//!
//! It knows no profile: a message is a number with numbered fields, each a [`Value`] that carries
//! its own base type. What a decoder must cope with can be written on purpose: either byte order,
//! fields added by apps, values that say "nothing".

#![allow(dead_code, reason = "each program that includes this file uses its own part of it")]

/// One field's value in the wire's own units. Invalid ("nothing") is the type's all-ones value,
/// or zero for the `z` types; see [`Value::nothing`].
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// One of a list of words.
    Enum(u8),
    /// A signed byte.
    I8(i8),
    /// A byte.
    U8(u8),
    /// Two bytes.
    U16(u16),
    /// Four bytes, signed.
    I32(i32),
    /// Four bytes.
    U32(u32),
    /// Four bytes where zero means nothing: serial numbers.
    U32z(u32),
    /// A four-byte float.
    F32(f32),
    /// Text, with its closing zero written here.
    Text(&'static str),
    /// Bytes as they are: identities of apps.
    Bytes(Vec<u8>),
}

impl Value {
    /// The same type, holding nothing.
    pub(crate) fn nothing(&self) -> Value {
        match self {
            Value::Enum(_) => Value::Enum(u8::MAX),
            Value::I8(_) => Value::I8(i8::MAX),
            Value::U8(_) => Value::U8(u8::MAX),
            Value::U16(_) => Value::U16(u16::MAX),
            Value::I32(_) => Value::I32(i32::MAX),
            Value::U32(_) => Value::U32(u32::MAX),
            Value::U32z(_) => Value::U32z(0),
            Value::F32(_) => Value::F32(f32::from_bits(u32::MAX)),
            Value::Text(_) => Value::Text(""),
            Value::Bytes(bytes) => Value::Bytes(vec![u8::MAX; bytes.len()]),
        }
    }

    /// The base type's number, as definitions and field descriptions hold it.
    pub(crate) fn base_type(&self) -> u8 {
        match self {
            Value::Enum(_) => 0x00,
            Value::I8(_) => 0x01,
            Value::U8(_) => 0x02,
            Value::U16(_) => 0x84,
            Value::I32(_) => 0x85,
            Value::U32(_) => 0x86,
            Value::U32z(_) => 0x8C,
            Value::F32(_) => 0x88,
            Value::Text(_) => 0x07,
            Value::Bytes(_) => 0x0D,
        }
    }

    fn bytes(&self, order: ByteOrder) -> Vec<u8> {
        match self {
            Value::Enum(value) | Value::U8(value) => vec![*value],
            Value::I8(value) => value.to_le_bytes().to_vec(),
            Value::U16(value) => order.of(value.to_le_bytes().to_vec()),
            Value::I32(value) => order.of(value.to_le_bytes().to_vec()),
            Value::U32(value) | Value::U32z(value) => order.of(value.to_le_bytes().to_vec()),
            Value::F32(value) => order.of(value.to_le_bytes().to_vec()),
            Value::Text(text) => [text.as_bytes(), &[0]].concat(),
            Value::Bytes(bytes) => bytes.clone(),
        }
    }
}

/// A field of a message: its number in the profile, and its value.
pub(crate) type Field = (u8, Value);

/// A field that an app or pod added: its number, its developer's index, its value.
pub(crate) type AddedField = (u8, u8, Value);

/// Which byte of a number comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ByteOrder {
    /// The lowest, as almost every watch writes.
    Little,
    /// The highest, as some older ones do.
    Big,
}

impl ByteOrder {
    fn of(self, mut little: Vec<u8>) -> Vec<u8> {
        if self == ByteOrder::Big {
            little.reverse();
        }
        little
    }
}

/// A FIT file in the making.
#[derive(Debug)]
pub(crate) struct FitWriter {
    order: ByteOrder,
    rows: Vec<u8>,
    /// The definition now held by each local type.
    definitions: Vec<Vec<u8>>,
    /// The local type that the next new definition takes.
    next_local: usize,
}

/// How many definitions may stand at a time: the header of a row has four bits for it.
const LOCAL_TYPES: usize = 16;
/// Bits of a row's header byte.
const IS_DEFINITION: u8 = 0x40;
const HAS_ADDED_FIELDS: u8 = 0x20;

impl FitWriter {
    /// An empty file that writes numbers in this order.
    pub(crate) fn new(order: ByteOrder) -> FitWriter {
        FitWriter { order, rows: Vec::new(), definitions: Vec::new(), next_local: 0 }
    }

    /// Appends a message.
    pub(crate) fn message(&mut self, number: u16, fields: &[Field]) {
        self.message_with(number, fields, &[]);
    }

    /// Appends a message with fields that an app or pod added.
    pub(crate) fn message_with(&mut self, number: u16, fields: &[Field], added: &[AddedField]) {
        let local = self.define(number, fields, added);
        self.rows.push(local);
        for value in fields.iter().map(|field| &field.1).chain(added.iter().map(|field| &field.2)) {
            self.rows.extend(value.bytes(self.order));
        }
    }

    /// Bytes written so far, without header and checksum: where a test cuts or breaks a file.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The whole file.
    pub(crate) fn finish(self) -> Vec<u8> {
        let mut file = header(self.rows.len());
        file.extend(self.rows);
        let sum = checksum(&file);
        file.extend(sum.to_le_bytes());
        file
    }

    /// The local type that holds this layout, written first if none does.
    fn define(&mut self, number: u16, fields: &[Field], added: &[AddedField]) -> u8 {
        let definition = self.definition(number, fields, added);
        if let Some(local) = self.definitions.iter().position(|held| *held == definition) {
            return byte(local);
        }
        let local = self.next_local;
        self.next_local = (local + 1) % LOCAL_TYPES;
        let flags = if added.is_empty() { IS_DEFINITION } else { IS_DEFINITION | HAS_ADDED_FIELDS };
        self.rows.push(flags | byte(local));
        self.rows.extend(&definition);
        match self.definitions.get_mut(local) {
            Some(held) => *held = definition,
            None => self.definitions.push(definition),
        }
        byte(local)
    }

    fn definition(&self, number: u16, fields: &[Field], added: &[AddedField]) -> Vec<u8> {
        let mut bytes = vec![0, u8::from(self.order == ByteOrder::Big)];
        bytes.extend(self.order.of(number.to_le_bytes().to_vec()));
        bytes.push(byte(fields.len()));
        for (field, value) in fields {
            bytes.extend([*field, byte(value.bytes(self.order).len()), value.base_type()]);
        }
        if !added.is_empty() {
            bytes.push(byte(added.len()));
            for (field, developer, value) in added {
                bytes.extend([*field, byte(value.bytes(self.order).len()), *developer]);
            }
        }
        bytes
    }
}

/// A 14-byte header of protocol 2.0, profile 21.40, with its own checksum.
fn header(data_size: usize) -> Vec<u8> {
    let mut header = vec![14, 0x20];
    header.extend(2140_u16.to_le_bytes());
    header.extend(u32::try_from(data_size).unwrap_or(u32::MAX).to_le_bytes());
    header.extend(b".FIT");
    let sum = checksum(&header);
    header.extend(sum.to_le_bytes());
    header
}

/// FIT's CRC-16 (polynomial 0x8005, reflected, starting at 0), bit by bit.
pub(crate) fn checksum(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0, |sum, byte| {
        (0..8).fold(sum ^ u16::from(*byte), |sum, _| {
            if sum & 1 == 1 { (sum >> 1) ^ 0xA001 } else { sum >> 1 }
        })
    })
}

/// A count that the protocol keeps in one byte; nothing written here comes near its end.
fn byte(count: usize) -> u8 {
    u8::try_from(count).unwrap_or(u8::MAX)
}

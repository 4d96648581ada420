//! The wire: file headers, message definitions, checksums, and numbers as they are encoded.

use crc_fast::CrcAlgorithm;

/// Bytes of the checksum behind each file's messages.
pub(super) const CHECKSUM_BYTES: usize = 2;

/// The shortest header: size, protocol, profile, data size and the four letters.
const SHORTEST_HEADER_BYTES: usize = 12;

/// Every header has these letters.
const SIGNATURE: &[u8] = b".FIT";

/// Where in the header they stand.
const SIGNATURE_AT: usize = 8;

/// FIT's checksum of these bytes.
#[allow(clippy::cast_possible_truncation, reason = "a checksum of sixteen bits in sixty-four")]
pub(super) fn checksum(bytes: &[u8]) -> u16 {
    crc_fast::checksum(CrcAlgorithm::Crc16Arc, bytes) as u16
}

/// Whether these bytes end in the checksum of what stands before it.
pub(super) fn ends_in_its_checksum(bytes: &[u8]) -> bool {
    bytes
        .split_last_chunk::<CHECKSUM_BYTES>()
        .is_some_and(|(body, stored)| checksum(body) == u16::from_le_bytes(*stored))
}

/// How long the file at the start of these bytes is, when its header is wrong about it: up to the
/// header of a chained file before `announced`, or all of the bytes. A checksum must say so: the
/// file's own, or the chained header's.
pub(super) fn true_length(bytes: &[u8], announced: usize) -> Option<usize> {
    let fits = |length: usize| bytes.get(..length).is_some_and(ends_in_its_checksum);
    let upto = bytes.get(..announced)?;
    let letters = upto
        .windows(SIGNATURE.len())
        .skip(SHORTEST_HEADER_BYTES)
        .position(|window| window == SIGNATURE);
    if let Some(letters) = letters {
        let chained = letters.saturating_add(SHORTEST_HEADER_BYTES).checked_sub(SIGNATURE_AT)?;
        let proven = Header::at(bytes, chained).is_some_and(|header| header.proven);
        return (proven || fits(chained)).then_some(chained);
    }
    let followed = Header::at(bytes, announced).is_some();
    (!followed && fits(bytes.len())).then_some(bytes.len())
}

/// The header of one of the files that are chained in the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header {
    /// Where it stands.
    pub offset: usize,
    /// Where its messages begin.
    pub body: usize,
    /// How many bytes of messages it announces; 0 in a file that was never closed.
    pub announced: usize,
    /// Whether its own checksum fits, or is 0, which means that there is none.
    pub sound: bool,
    /// Whether it has a checksum of its own, and that fits.
    pub proven: bool,
}

impl Header {
    /// The header at this offset, if there is one.
    pub(super) fn at(bytes: &[u8], offset: usize) -> Option<Header> {
        let bytes = bytes.get(offset..)?;
        let (head, _) = bytes.split_first_chunk::<SHORTEST_HEADER_BYTES>()?;
        let [size, _, _, _, d0, d1, d2, d3, letters @ ..] = head;
        let size = usize::from(*size);
        if letters != SIGNATURE || size < SHORTEST_HEADER_BYTES || size > bytes.len() {
            return None;
        }
        let stored = bytes.get(SHORTEST_HEADER_BYTES..size)?.first_chunk().copied();
        let stored = stored.map_or(0, u16::from_le_bytes);
        let proven = stored != 0 && stored == checksum(head);
        let sound = proven || stored == 0;
        let announced = usize::try_from(u32::from_le_bytes([*d0, *d1, *d2, *d3])).ok()?;
        Some(Header { offset, body: offset.checked_add(size)?, announced, sound, proven })
    }
}

/// The bit of a definition's record header that says that developer fields follow.
const DEVELOPER_BIT: u8 = 0x20;

/// Which byte of a number comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ByteOrder {
    /// The lowest.
    Little,
    /// The highest.
    Big,
}

/// What a message of one local type looks like.
#[derive(Clone, Debug)]
pub(super) struct Definition<'a> {
    /// The bytes that define it, from the architecture on.
    pub raw: &'a [u8],
    /// The profile's number of the message.
    pub global: u16,
    /// Which byte of its numbers comes first.
    pub order: ByteOrder,
    /// Bytes of one message, without its header.
    pub size: usize,
    /// The profile's fields.
    pub fields: Vec<Field>,
    /// Fields of applications.
    pub developer: Vec<DeveloperField>,
}

/// A field in a definition.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Field {
    /// The profile's number.
    pub number: u8,
    /// Where it begins in the message.
    pub offset: usize,
    /// How many bytes it has.
    pub size: usize,
    /// How each of its numbers is encoded; none for text and for sizes that do not fit the type.
    pub cell: Option<Cell>,
}

/// A field that an application defined.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct DeveloperField {
    /// Which of the file's applications.
    pub developer: u8,
    /// Its number within that application.
    pub number: u8,
    /// Where it begins in the message.
    pub offset: usize,
    /// How many bytes it has.
    pub size: usize,
}

impl<'a> Definition<'a> {
    /// The definition that follows this record header; none when the bytes end before it does.
    pub(super) fn parse(header: u8, bytes: &'a [u8]) -> Option<Definition<'a>> {
        let (head, rest) = bytes.split_first_chunk::<5>()?;
        let [_, architecture, g0, g1, count] = *head;
        let (order, global) = match architecture {
            0 => (ByteOrder::Little, u16::from_le_bytes([g0, g1])),
            _ => (ByteOrder::Big, u16::from_be_bytes([g0, g1])),
        };
        let (triples, rest) = rest.split_at_checked(usize::from(count).checked_mul(3)?)?;
        let mut size = 0_usize;
        let mut fields = Vec::with_capacity(usize::from(count));
        for triple in triples.chunks_exact(3) {
            let [number, bytes, base] = *triple.first_chunk::<3>()?;
            let width = usize::from(bytes);
            let cell = Cell::of(base, order).filter(|cell| width.is_multiple_of(cell.width()));
            fields.push(Field { number, offset: size, size: width, cell });
            size = size.checked_add(width)?;
        }
        let mut developer = Vec::new();
        let mut left = rest.len();
        if header & DEVELOPER_BIT != 0 {
            let (count, rest) = rest.split_first()?;
            let (triples, rest) = rest.split_at_checked(usize::from(*count).checked_mul(3)?)?;
            for triple in triples.chunks_exact(3) {
                let [number, bytes, index] = *triple.first_chunk::<3>()?;
                let width = usize::from(bytes);
                developer.push(DeveloperField {
                    developer: index,
                    number,
                    offset: size,
                    size: width,
                });
                size = size.checked_add(width)?;
            }
            left = rest.len();
        }
        let raw = bytes.get(..bytes.len().checked_sub(left)?)?;
        Some(Definition { raw, global, order, size, fields, developer })
    }

    /// The length of the definition that follows this record header, without reading its fields.
    pub(super) fn length(header: u8, bytes: &[u8]) -> Option<usize> {
        let fields = usize::from(*bytes.get(4)?).checked_mul(3)?.checked_add(5)?;
        if header & DEVELOPER_BIT == 0 {
            return Some(fields);
        }
        let developer = usize::from(*bytes.get(fields)?).checked_mul(3)?.checked_add(1)?;
        fields.checked_add(developer)
    }
}

/// How one number is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    kind: Kind,
    order: ByteOrder,
}

/// FIT's base types, as far as they are numbers. `z`: zero means invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    U8,
    U8z,
    I8,
    U16,
    U16z,
    I16,
    U32,
    U32z,
    I32,
    U64,
    U64z,
    I64,
    F32,
    F64,
}

/// One value from its bytes; `NaN` for the byte pattern that means invalid. Whole numbers of 64
/// bits lose their last digits; no field read here needs them.
macro_rules! decode {
    ($type:ty, $from:ident, $invalid:expr) => {
        |cell| {
            let value = <$type>::$from(cell);
            if value == $invalid { f64::NAN } else { value as f64 }
        }
    };
}

/// Runs `$then!(width, decoder)` for a cell's kind, so that loops over it are compiled for it.
macro_rules! by_kind {
    ($cell:expr, $then:ident) => {
        match ($cell.kind, $cell.order) {
            (Kind::U8, _) => $then!(1, decode!(u8, from_le_bytes, u8::MAX)),
            (Kind::U8z, _) => $then!(1, decode!(u8, from_le_bytes, 0)),
            (Kind::I8, _) => $then!(1, decode!(i8, from_le_bytes, i8::MAX)),
            (Kind::U16, ByteOrder::Little) => $then!(2, decode!(u16, from_le_bytes, u16::MAX)),
            (Kind::U16, ByteOrder::Big) => $then!(2, decode!(u16, from_be_bytes, u16::MAX)),
            (Kind::U16z, ByteOrder::Little) => $then!(2, decode!(u16, from_le_bytes, 0)),
            (Kind::U16z, ByteOrder::Big) => $then!(2, decode!(u16, from_be_bytes, 0)),
            (Kind::I16, ByteOrder::Little) => $then!(2, decode!(i16, from_le_bytes, i16::MAX)),
            (Kind::I16, ByteOrder::Big) => $then!(2, decode!(i16, from_be_bytes, i16::MAX)),
            (Kind::U32, ByteOrder::Little) => $then!(4, decode!(u32, from_le_bytes, u32::MAX)),
            (Kind::U32, ByteOrder::Big) => $then!(4, decode!(u32, from_be_bytes, u32::MAX)),
            (Kind::U32z, ByteOrder::Little) => $then!(4, decode!(u32, from_le_bytes, 0)),
            (Kind::U32z, ByteOrder::Big) => $then!(4, decode!(u32, from_be_bytes, 0)),
            (Kind::I32, ByteOrder::Little) => $then!(4, decode!(i32, from_le_bytes, i32::MAX)),
            (Kind::I32, ByteOrder::Big) => $then!(4, decode!(i32, from_be_bytes, i32::MAX)),
            (Kind::U64, ByteOrder::Little) => $then!(8, decode!(u64, from_le_bytes, u64::MAX)),
            (Kind::U64, ByteOrder::Big) => $then!(8, decode!(u64, from_be_bytes, u64::MAX)),
            (Kind::U64z, ByteOrder::Little) => $then!(8, decode!(u64, from_le_bytes, 0)),
            (Kind::U64z, ByteOrder::Big) => $then!(8, decode!(u64, from_be_bytes, 0)),
            (Kind::I64, ByteOrder::Little) => $then!(8, decode!(i64, from_le_bytes, i64::MAX)),
            (Kind::I64, ByteOrder::Big) => $then!(8, decode!(i64, from_be_bytes, i64::MAX)),
            // All bits set, which means invalid, is a NaN already.
            (Kind::F32, ByteOrder::Little) => $then!(4, |cell| f64::from(f32::from_le_bytes(cell))),
            (Kind::F32, ByteOrder::Big) => $then!(4, |cell| f64::from(f32::from_be_bytes(cell))),
            (Kind::F64, ByteOrder::Little) => $then!(8, f64::from_le_bytes),
            (Kind::F64, ByteOrder::Big) => $then!(8, f64::from_be_bytes),
        }
    };
}

impl Cell {
    /// The encoding of a base type; none for text and for types that FIT does not have.
    pub(super) fn of(base_type: u8, order: ByteOrder) -> Option<Cell> {
        // The high bit says that the type has an order of bytes, and is not always set.
        let kind = match base_type & 0x1F {
            0x00 | 0x02 | 0x0D => Kind::U8,
            0x01 => Kind::I8,
            0x03 => Kind::I16,
            0x04 => Kind::U16,
            0x05 => Kind::I32,
            0x06 => Kind::U32,
            0x08 => Kind::F32,
            0x09 => Kind::F64,
            0x0A => Kind::U8z,
            0x0B => Kind::U16z,
            0x0C => Kind::U32z,
            0x0E => Kind::I64,
            0x0F => Kind::U64,
            0x10 => Kind::U64z,
            _ => return None,
        };
        Some(Cell { kind, order })
    }

    /// How many bytes one number takes.
    pub(super) const fn width(self) -> usize {
        match self.kind {
            Kind::U8 | Kind::U8z | Kind::I8 => 1,
            Kind::U16 | Kind::U16z | Kind::I16 => 2,
            Kind::U32 | Kind::U32z | Kind::I32 | Kind::F32 => 4,
            Kind::U64 | Kind::U64z | Kind::I64 | Kind::F64 => 8,
        }
    }

    /// The same bytes read as a signed number, where the type is a whole number of 16 bits.
    pub(super) fn signed_16(self) -> Option<Cell> {
        matches!(self.kind, Kind::U16 | Kind::I16).then_some(Cell { kind: Kind::I16, ..self })
    }

    /// The number that begins at `offset`; `NaN` when it is invalid or the bytes end before it.
    #[allow(clippy::cast_lossless, reason = "one macro for numbers of every width")]
    pub(super) fn read(self, bytes: &[u8], offset: usize) -> f64 {
        macro_rules! one {
            ($width:literal, $decode:expr) => {
                value_at::<$width>(bytes, offset, $decode)
            };
        }
        by_kind!(self, one)
    }

    /// Appends the number at `offset` of each row to the column, scaled.
    #[allow(clippy::cast_lossless, reason = "one macro for numbers of every width")]
    pub(super) fn read_column(
        self,
        column: &mut Vec<f64>,
        rows: &[&[u8]],
        offset: usize,
        scale: Scale,
    ) {
        // Most whole numbers need no scale, and a division costs as much as all the rest.
        let Scale { divisor, offset: less } = scale;
        let divides = divisor.to_bits() != 1.0_f64.to_bits();
        macro_rules! each {
            ($width:literal, $decode:expr) => {{
                let upto = offset.saturating_add($width);
                let decode = $decode;
                let value = move |row: &&[u8]| match row.get(offset..upto).map(TryInto::try_into) {
                    Some(Ok(cell)) => decode(cell),
                    _ => f64::NAN,
                };
                if divides {
                    column.extend(rows.iter().map(move |row| value(row) / divisor - less));
                } else {
                    column.extend(rows.iter().map(move |row| value(row) - less));
                }
            }};
        }
        by_kind!(self, each);
    }
}

/// How a field's whole numbers become a quantity: divided, then lowered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    /// What the number is divided by. Dividing keeps 75.5 what multiplying by 0.1 makes 75.500…1.
    pub divisor: f64,
    /// What is then subtracted.
    pub offset: f64,
}

impl Scale {
    /// The quantity.
    pub(super) fn apply(self, value: f64) -> f64 {
        value / self.divisor - self.offset
    }
}

fn value_at<const N: usize>(bytes: &[u8], offset: usize, decode: impl Fn([u8; N]) -> f64) -> f64 {
    bytes.get(offset..).and_then(<[u8]>::first_chunk).map_or(f64::NAN, |cell| decode(*cell))
}

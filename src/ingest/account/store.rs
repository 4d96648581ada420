//! Loose records of a lifetime, packed: a few bytes each, and those of one run found without looking
//! at the others.
//!
//! An account's records stand before the workouts that they belong to, and there are millions of
//! them. So they are kept, by what they count and who wrote them, as differences in time from one to
//! the next; a run decodes the few blocks that lie about it, each time it is asked for.

use std::mem;

/// One record: a value at a moment, or over a span.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Record {
    /// When it begins, in seconds since 1970 UTC.
    pub(super) start_s: i64,
    /// How long it lasts, in seconds; zero: a moment.
    pub(super) lasting_s: u32,
    /// What was recorded, in its channel's unit.
    pub(super) value: f32,
}

impl Record {
    /// When it ends.
    pub(super) fn end_s(&self) -> i64 {
        self.start_s.saturating_add(i64::from(self.lasting_s))
    }

    fn order(&self) -> (i64, u32, u32) {
        (self.start_s, self.lasting_s, self.value.to_bits())
    }
}

/// Longer spans say nothing of a run within them, and would have to be looked for from afar.
pub(super) const LONGEST_SPAN_S: u32 = 3600;

/// Bytes of a block: some ten thousand records.
const BLOCK_BYTES: usize = 48 << 10;

/// A difference, a length and a value take no more bytes than this.
const RECORD_BYTES_MAX: usize = 10 + 5 + 4;

/// Values that are whole and below this are written as numbers of one to three bytes.
const WHOLE_BELOW: f32 = 65_536.0;

/// Records of one kind by one writer.
#[derive(Debug, Default)]
pub(super) struct Stream {
    blocks: Vec<Block>,
    open: Block,
    last_s: i64,
    in_order: bool,
    begun: bool,
}

/// Records that follow each other, the first one's time in full.
#[derive(Debug, Default)]
struct Block {
    /// The first record's time.
    first_s: i64,
    /// The latest record's.
    last_s: i64,
    bytes: Vec<u8>,
}

impl Stream {
    /// Takes a record in. Spans longer than [`LONGEST_SPAN_S`] are not kept; returns whether it was.
    pub(super) fn push(&mut self, record: Record) -> bool {
        if record.lasting_s > LONGEST_SPAN_S || !record.value.is_finite() {
            return false;
        }
        if !self.begun {
            (self.begun, self.in_order) = (true, true);
        } else if record.start_s < self.last_s {
            self.in_order = false;
        }
        if self.open.bytes.len().saturating_add(RECORD_BYTES_MAX) > BLOCK_BYTES {
            let mut full = mem::take(&mut self.open);
            full.bytes.shrink_to_fit();
            self.blocks.push(full);
        }
        if self.open.bytes.is_empty() {
            self.open.first_s = record.start_s;
            self.open.last_s = record.start_s;
            self.last_s = record.start_s;
        }
        let bytes = &mut self.open.bytes;
        write_number(bytes, folded(record.start_s.wrapping_sub(self.last_s)));
        // The lowest bit of the length says how the value is written.
        let whole = record.value >= 0.0
            && record.value < WHOLE_BELOW
            && record.value.fract().to_bits() == 0_f32.to_bits();
        write_number(bytes, u64::from(record.lasting_s) << 1 | u64::from(whole));
        if whole {
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "whole, not negative and small, as was just looked"
            )]
            let value = record.value as u32;
            write_number(bytes, u64::from(value));
        } else {
            bytes.extend(record.value.to_le_bytes());
        }
        self.last_s = record.start_s;
        self.open.last_s = self.open.last_s.max(record.start_s);
        true
    }

    /// To be called once all records are in: puts them in order of time and takes identical ones out.
    pub(super) fn settle(&mut self) {
        let open = mem::take(&mut self.open);
        if !open.bytes.is_empty() {
            self.blocks.push(open);
        }
        if self.in_order {
            return;
        }
        let mut records: Vec<Record> = self.all().collect();
        records.sort_by_key(Record::order);
        records.dedup_by_key(|record| record.order());
        *self = Stream::default();
        for record in records {
            self.push(record);
        }
        let open = mem::take(&mut self.open);
        if !open.bytes.is_empty() {
            self.blocks.push(open);
        }
    }

    /// The records that touch a time, each once, in order of time.
    pub(super) fn within(&self, from_s: i64, to_s: i64) -> Vec<Record> {
        let earliest_s = from_s.saturating_sub(i64::from(LONGEST_SPAN_S));
        let first = self.blocks.partition_point(|block| block.last_s < earliest_s);
        let mut found: Vec<Record> = self
            .blocks
            .iter()
            .skip(first)
            .take_while(|block| block.first_s <= to_s)
            .flat_map(Block::records)
            .filter(|record| record.start_s <= to_s && record.end_s() >= from_s)
            .collect();
        found.sort_by_key(Record::order);
        found.dedup_by_key(|record| record.order());
        found
    }

    /// How many bytes the records take.
    #[cfg(test)]
    fn bytes(&self) -> usize {
        self.blocks.iter().map(|block| block.bytes.len()).sum()
    }

    /// Every record, as they stand.
    pub(super) fn all(&self) -> impl Iterator<Item = Record> {
        self.blocks.iter().flat_map(Block::records)
    }
}

impl Block {
    fn records(&self) -> Records<'_> {
        // The first difference of a block is none, whatever the order of its records.
        Records { rest: &self.bytes, at_s: None, first_s: self.first_s }
    }
}

struct Records<'b> {
    rest: &'b [u8],
    at_s: Option<i64>,
    first_s: i64,
}

impl Iterator for Records<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        let step = unfolded(read_number(&mut self.rest)?);
        let start_s = self.at_s.unwrap_or(self.first_s).wrapping_add(step);
        self.at_s = Some(start_s);
        let lasting = read_number(&mut self.rest)?;
        let value = if lasting & 1 == 1 {
            f32::from(u16::try_from(read_number(&mut self.rest)?).ok()?)
        } else {
            let (bytes, rest) = self.rest.split_first_chunk::<4>()?;
            self.rest = rest;
            f32::from_le_bytes(*bytes)
        };
        Some(Record { start_s, lasting_s: u32::try_from(lasting >> 1).ok()?, value })
    }
}

/// A signed number so that small ones of either sign stay small.
fn folded(number: i64) -> u64 {
    (number.wrapping_shl(1) ^ (number >> 63)).cast_unsigned()
}

fn unfolded(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ (number & 1).cast_signed().wrapping_neg()
}

fn write_number(bytes: &mut Vec<u8>, mut number: u64) {
    loop {
        #[allow(clippy::cast_possible_truncation, reason = "seven bits")]
        let low = (number & 0x7f) as u8;
        number >>= 7;
        if number == 0 {
            bytes.push(low);
            return;
        }
        bytes.push(low | 0x80);
    }
}

fn read_number(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    let mut shift = 0_u32;
    loop {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f).checked_shl(shift)?;
        if byte & 0x80 == 0 {
            return Some(number);
        }
        shift = shift.saturating_add(7);
    }
}

#[cfg(test)]
#[allow(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a panic in a test is a failed test"
)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn record(start_s: i64, lasting_s: u32, value: f32) -> Record {
        Record { start_s, lasting_s, value }
    }

    #[test]
    fn a_heart_rate_every_five_seconds_for_a_year_takes_four_bytes_each() {
        let mut stream = Stream::default();
        for k in 0..1_000_000_u32 {
            stream.push(record(1_700_000_000 + 5 * i64::from(k), 0, 140.0));
        }
        stream.settle();
        assert!(stream.bytes() <= 4 * 1_000_000 + 100 * 20, "{}", stream.bytes());
        let some = stream.within(1_700_000_100, 1_700_000_120);
        assert_eq!(some.len(), 5);
        assert_eq!(some[0], record(1_700_000_100, 0, 140.0));
    }

    #[test]
    fn a_span_is_found_by_its_end_and_one_of_hours_is_not_kept() {
        let mut stream = Stream::default();
        assert!(stream.push(record(1000, 600, 700.5)));
        assert!(!stream.push(record(1000, 7200, 9000.0)));
        assert!(!stream.push(record(1000, 0, f32::NAN)));
        stream.settle();
        assert_eq!(stream.within(1600, 1700), [record(1000, 600, 700.5)]);
        assert_eq!(stream.within(1601, 1700), []);
    }

    proptest! {
        #[test]
        fn what_went_in_comes_out_once_and_in_order(
            given in prop::collection::vec((-4_000_000_000..4_000_000_000_i64, 0..=3600_u32, -1.0e5..1.0e5_f32), 0..400),
            whole in prop::collection::vec((0..100_000_i64, 0..20_u32, 0..200_u16), 0..400),
        ) {
            let mut records: Vec<Record> = given
                .into_iter()
                .map(|(at, lasting, value)| record(at, lasting, value))
                .chain(whole.into_iter().map(|(at, lasting, value)| record(at, lasting, f32::from(value))))
                .collect();
            let mut stream = Stream::default();
            for one in &records {
                prop_assert!(stream.push(*one));
                stream.push(*one);
            }
            stream.settle();
            records.sort_by_key(Record::order);
            records.dedup_by_key(|record| record.order());
            prop_assert_eq!(&stream.within(i64::MIN, i64::MAX), &records);
            let some: Vec<Record> =
                records.iter().copied().filter(|it| it.start_s <= 60_000 && it.end_s() >= 50_000).collect();
            prop_assert_eq!(stream.within(50_000, 60_000), some);
        }
    }
}

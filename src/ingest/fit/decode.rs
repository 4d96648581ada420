//! The walk over the messages: records into columns, the rest to whoever reads it.

use std::collections::HashMap;

use super::{
    columns::{Columns, Plan, TooManyCells, Waiting},
    developer::Developers,
    facts::Facts,
    message::{Message, STAMP_FIELD, unix_s},
    profile::{self, message},
    wire::{self, ByteOrder, Definition, Header},
};

/// Records written together: their bytes fit a core's first cache.
const ROWS_AT_ONCE: usize = 256;

/// Everything read from one file so far.
#[derive(Debug)]
pub(super) struct Decoder<'a> {
    bytes: &'a [u8],
    /// What the records said.
    pub columns: Columns,
    /// What the other messages said.
    pub facts: Facts,
    /// What applications added.
    pub developers: Developers,
    /// Fields of records that the profile does not have.
    pub unknown_fields: Vec<u8>,
}

/// Why the messages of a chained file could not be read to their end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Break {
    /// Where.
    pub offset: usize,
    /// What is there.
    pub what: BreakKind,
}

/// What can break off a walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BreakKind {
    /// A message or definition that goes on beyond the end.
    HalfMessage,
    /// A message of a kind that was never defined.
    Undefined(u8),
    /// More values than so many bytes can mean.
    TooManyCells,
}

/// The definitions in force, and all that were ever read: many devices define the same thing
/// again and again.
struct Definitions<'a> {
    all: Vec<Entry<'a>>,
    by_bytes: HashMap<&'a [u8], usize>,
    slots: [Slot; 16],
}

/// A definition, with what is to be done with its messages.
struct Entry<'a> {
    definition: Definition<'a>,
    plan: Option<Plan>,
    slot: Slot,
    /// How many field descriptions were known when its plan was made.
    made_at: usize,
}

/// What the walk must know of the messages of one local type.
#[derive(Clone, Copy)]
struct Slot {
    role: Role,
    size: usize,
    entry: usize,
    /// Where the message's own stamp stands in it.
    stamp: Option<usize>,
    order: ByteOrder,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Undefined,
    Skip,
    Keep,
    Record,
}

/// Where a record's time stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TimedBy {
    Field,
    Header,
}

/// The last stamp seen, which compressed headers count on from. Looked at only when needed.
#[derive(Clone, Copy)]
enum LastStamp {
    None,
    At { offset: usize, order: ByteOrder },
    Known(u32),
}

impl<'a> Decoder<'a> {
    /// Nothing read yet.
    pub(super) fn new(bytes: &'a [u8]) -> Decoder<'a> {
        Decoder {
            bytes,
            columns: Columns::new(bytes.len()),
            facts: Facts::default(),
            developers: Developers::default(),
            unknown_fields: Vec::new(),
        }
    }

    /// Reads the messages of one chained file from its header to `end`, and says where they ended.
    /// What could be read stays whether or not the walk breaks off.
    pub(super) fn read_messages(&mut self, header: &Header, end: usize) -> Result<usize, Break> {
        self.columns.begin_file();
        self.developers.begin_file();
        let file = self.bytes.get(header.offset..).unwrap_or_default();
        let mut walk = Walk {
            bytes: self.bytes.get(..end).unwrap_or(self.bytes),
            // An unclosed file may or may not have a checksum behind its last message.
            checksum: (end == self.bytes.len() && wire::ends_in_its_checksum(file))
                .then(|| end.saturating_sub(wire::CHECKSUM_BYTES)),
            definitions: Definitions::new(),
            waiting: Waiting::default(),
            waiting_entry: 0,
            last_stamp: LastStamp::None,
            at: header.body,
        };
        let walked = walk.run(self);
        let flushed = walk.flush(self);
        walked.and(flushed).map(|()| walk.at)
    }

    fn note_unknown(&mut self, fields: impl Iterator<Item = u8>) {
        for field in fields {
            if let Err(place) = self.unknown_fields.binary_search(&field) {
                self.unknown_fields.insert(place, field);
            }
        }
    }
}

/// A place in the messages of one chained file, and what is in force there.
struct Walk<'a> {
    /// The bytes up to the end of the messages.
    bytes: &'a [u8],
    checksum: Option<usize>,
    definitions: Definitions<'a>,
    waiting: Waiting<'a>,
    waiting_entry: usize,
    last_stamp: LastStamp,
    at: usize,
}

impl<'a> Walk<'a> {
    fn run(&mut self, decoder: &mut Decoder<'a>) -> Result<(), Break> {
        while let Some(&header) = self.bytes.get(self.at) {
            if self.checksum == Some(self.at) {
                return Ok(());
            }
            if header & 0xC0 == 0x40 {
                self.define(decoder, header)?;
                continue;
            }
            let compressed = header & 0x80 != 0;
            let local = if compressed { header >> 5 & 0x03 } else { header & 0x0F };
            let slot = self.definitions.slot(local);
            match slot.role {
                Role::Undefined => return Err(self.broken(BreakKind::Undefined(local))),
                Role::Record if !compressed => self.take_records(decoder, slot, header)?,
                _ => self.take_one(decoder, slot, compressed.then_some(header & 0x1F))?,
            }
        }
        Ok(())
    }

    fn broken(&self, what: BreakKind) -> Break {
        Break { offset: self.at, what }
    }

    /// The message at this place, without its header.
    fn message(&self, size: usize) -> Option<&'a [u8]> {
        let body = self.at.checked_add(1)?;
        self.bytes.get(body..body.checked_add(size)?)
    }

    /// Takes in records for as long as one follows the other with the same header.
    fn take_records(
        &mut self,
        decoder: &mut Decoder<'a>,
        slot: Slot,
        header: u8,
    ) -> Result<(), Break> {
        self.turn_to(decoder, slot, TimedBy::Field)?;
        let stride = slot.size.saturating_add(1);
        let mut left = self.bytes.get(self.at..).unwrap_or_default();
        let mut taken = 0_usize;
        while let Some((message, rest)) = left.split_at_checked(stride)
            && let Some((_, record)) = message.split_first().filter(|(first, _)| **first == header)
        {
            left = rest;
            if self.waiting.rows.len() >= ROWS_AT_ONCE {
                self.flush(decoder)?;
            }
            self.waiting.rows.push(record);
            taken = taken.saturating_add(stride);
        }
        let last = taken.checked_sub(stride).ok_or(self.broken(BreakKind::HalfMessage))?;
        self.at = self.at.saturating_add(last);
        self.see_stamp(slot);
        self.at = self.at.saturating_add(stride);
        Ok(())
    }

    /// Takes in one message of any kind; `low` is the time in a compressed header.
    fn take_one(
        &mut self,
        decoder: &mut Decoder<'a>,
        slot: Slot,
        low: Option<u8>,
    ) -> Result<(), Break> {
        let Some(message) = self.message(slot.size) else {
            return Err(self.broken(BreakKind::HalfMessage));
        };
        let header_stamp = low.and_then(|low| self.last_stamp.count_to(low, self.bytes));
        if let (None, Some(stamp)) = (slot.stamp, header_stamp) {
            self.last_stamp = LastStamp::Known(stamp);
        }
        self.see_stamp(slot);
        match slot.role {
            Role::Undefined | Role::Skip => {}
            Role::Keep => {
                if let Some(entry) = self.definitions.all.get(slot.entry) {
                    decoder.keep(&Message::new(&entry.definition, message, header_stamp));
                }
            }
            Role::Record => {
                let timed_by = if slot.stamp.is_none() { TimedBy::Header } else { TimedBy::Field };
                self.turn_to(decoder, slot, timed_by)?;
                self.waiting.rows.push(message);
                if timed_by == TimedBy::Header {
                    let time_s = header_stamp.and_then(unix_s);
                    self.waiting.times_s.push(time_s.unwrap_or(f64::NAN));
                }
            }
        }
        self.at = self.at.saturating_add(slot.size).saturating_add(1);
        Ok(())
    }

    fn see_stamp(&mut self, slot: Slot) {
        if let Some(stamp) = slot.stamp {
            let offset = self.at.saturating_add(stamp).saturating_add(1);
            self.last_stamp = LastStamp::At { offset, order: slot.order };
        }
    }

    /// Makes sure that the records that wait can be joined by one of this definition and timing.
    fn turn_to(
        &mut self,
        decoder: &mut Decoder<'a>,
        slot: Slot,
        timed_by: TimedBy,
    ) -> Result<(), Break> {
        if self.waiting_entry != slot.entry
            || self.waiting.rows.len() >= ROWS_AT_ONCE
            || (timed_by == TimedBy::Header) == self.waiting.times_s.is_empty()
        {
            self.flush(decoder)?;
            self.waiting_entry = slot.entry;
        }
        let Some(entry) = self.definitions.all.get(slot.entry) else { return Ok(()) };
        let described = decoder.developers.described();
        if entry.made_at != described && !entry.definition.developer.is_empty() {
            // A field was described after the definition that uses it. Records that wait were read
            // by the old plan and go in by it.
            self.flush(decoder)?;
            if let Some(entry) = self.definitions.all.get_mut(slot.entry) {
                let left = self.bytes.len().saturating_sub(self.at);
                entry.plan = Some(decoder.plan(&entry.definition, left));
                entry.made_at = described;
            }
        }
        Ok(())
    }

    fn flush(&mut self, decoder: &mut Decoder<'a>) -> Result<(), Break> {
        let entry = self.definitions.all.get(self.waiting_entry);
        if let Some(Entry { plan: Some(plan), .. }) = entry
            && !self.waiting.rows.is_empty()
        {
            let written = decoder.columns.write(plan, &mut self.waiting);
            return written.map_err(|TooManyCells| self.broken(BreakKind::TooManyCells));
        }
        Ok(())
    }

    /// Reads the definition at this place.
    fn define(&mut self, decoder: &mut Decoder<'a>, header: u8) -> Result<(), Break> {
        let half = self.broken(BreakKind::HalfMessage);
        let body = self.at.saturating_add(1);
        let bytes = self.bytes.get(body..).unwrap_or_default();
        let Some(raw) = Definition::length(header, bytes).and_then(|length| bytes.get(..length))
        else {
            return Err(half);
        };
        let local = header & 0x0F;
        if !self.definitions.set_known(local, raw) {
            let definition = Definition::parse(header, raw).ok_or(half)?;
            let left = bytes.len().saturating_sub(raw.len());
            self.definitions.add(local, decoder.entry(definition, left));
        }
        self.at = body.saturating_add(raw.len());
        Ok(())
    }
}

impl<'a> Decoder<'a> {
    fn keep(&mut self, message: &Message<'_>) {
        if Developers::reads(message.global()) {
            self.developers.take(message);
        } else {
            self.facts.take(message);
        }
    }

    fn entry(&mut self, mut definition: Definition<'a>, bytes_left: usize) -> Entry<'a> {
        let stamp = definition.fields.iter().find(|field| field.number == STAMP_FIELD);
        let stamp = stamp.filter(|field| field.size == 4).map(|field| field.offset);
        let mut plan = None;
        let role = match definition.global {
            message::RECORD => {
                let numbers = definition.fields.iter().map(|field| field.number);
                self.note_unknown(numbers.filter(|&number| !profile::is_record_field(number)));
                plan = Some(self.plan(&definition, bytes_left));
                Role::Record
            }
            global if Facts::reads(global) || Developers::reads(global) => Role::Keep,
            _ => {
                definition.fields = Vec::new();
                Role::Skip
            }
        };
        let slot = Slot { role, size: definition.size, entry: 0, stamp, order: definition.order };
        Entry { definition, plan, slot, made_at: self.developers.described() }
    }

    fn plan(&mut self, definition: &Definition<'a>, bytes_left: usize) -> Plan {
        let developer: Vec<_> = definition
            .developer
            .iter()
            .filter_map(|field| self.developers.column(field, definition.order))
            .collect();
        self.columns.plan(definition, &developer, bytes_left)
    }
}

impl<'a> Definitions<'a> {
    fn new() -> Definitions<'a> {
        let slot = Slot {
            role: Role::Undefined,
            size: 0,
            entry: 0,
            stamp: None,
            order: ByteOrder::Little,
        };
        Definitions { all: Vec::new(), by_bytes: HashMap::new(), slots: [slot; 16] }
    }

    fn slot(&self, local: u8) -> Slot {
        let [first, ..] = self.slots;
        self.slots.get(usize::from(local)).copied().unwrap_or(first)
    }

    fn set(&mut self, local: u8, new: Slot) {
        if let Some(slot) = self.slots.get_mut(usize::from(local)) {
            *slot = new;
        }
    }

    /// Puts a definition in force that was read before; false where it is new.
    fn set_known(&mut self, local: u8, raw: &[u8]) -> bool {
        let slot = self.slot(local);
        let in_force = self.all.get(slot.entry).filter(|_| slot.role != Role::Undefined);
        if in_force.is_some_and(|entry| entry.definition.raw == raw) {
            return true;
        }
        let known = self.by_bytes.get(raw).and_then(|&index| self.all.get(index));
        let Some(slot) = known.map(|entry| entry.slot) else { return false };
        self.set(local, slot);
        true
    }

    fn add(&mut self, local: u8, mut entry: Entry<'a>) {
        let index = self.all.len();
        entry.slot.entry = index;
        self.set(local, entry.slot);
        self.by_bytes.insert(entry.definition.raw, index);
        self.all.push(entry);
    }
}

impl LastStamp {
    /// The stamp whose five lowest bits these are, the first at or after the last one.
    fn count_to(self, low: u8, bytes: &[u8]) -> Option<u32> {
        let last = match self {
            LastStamp::None => return None,
            LastStamp::Known(stamp) => stamp,
            LastStamp::At { offset, order } => {
                let stamp = bytes.get(offset..)?.first_chunk().copied()?;
                match order {
                    ByteOrder::Little => u32::from_le_bytes(stamp),
                    ByteOrder::Big => u32::from_be_bytes(stamp),
                }
            }
        };
        let ahead = u32::from(low).wrapping_sub(last) & 0x1F;
        last.checked_add(ahead)
    }
}

//! The columns that records are written into, and the plan by which one kind of record is.

use super::{
    message::{FIT_EPOCH_S, STAMP_FIELD},
    profile::{RECORD_FIELDS, Way},
    wire::{Cell, Definition, Field, Scale},
};
use crate::model::Channel;

/// Values kept for each byte of the file before it counts as an attack on memory. Watches write
/// less than one; a file made of one-byte records of a hundred columns would ask for more.
const CELLS_PER_BYTE: usize = 4;

/// What any file may have, however small.
const CELLS_ALWAYS: usize = 1 << 20;

/// All columns of a file while it is read. A column begins with its first valid value, for devices
/// declare many fields that they never fill. It may lag behind the others and is filled up with
/// `NaN` when next written to, so that a record costs nothing for fields it does not have.
#[derive(Debug)]
pub(super) struct Columns {
    /// Seconds since 1970 UTC, or since the device's start for stamps that count from there.
    pub time_s: Vec<f64>,
    all: Vec<Column>,
    rows: usize,
    /// The rows that were made room for.
    room: usize,
    cells_to_reserve: usize,
    most_cells: usize,
    /// Values of a column that has not begun.
    unbegun: Vec<f64>,
    packed_distance: PackedDistance,
}

/// One column.
#[derive(Debug)]
pub(super) struct Column {
    /// What it holds.
    pub holds: Holds,
    /// The field that gave it.
    pub source: &'static str,
    /// Its values, at most one for each record.
    pub values: Vec<f64>,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// A channel of the samples.
    Channel(Channel),
    /// The series of this number among those that applications wrote.
    Developer(usize),
}

/// Where a developer field of a definition goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct DeveloperColumn {
    /// The number of its series.
    pub series: usize,
    /// How it is encoded.
    pub cell: Cell,
    /// Where it begins in the message.
    pub offset: usize,
    /// How it is scaled.
    pub scale: Scale,
}

/// How records of one definition become rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Plan {
    stamp: Option<(Cell, usize)>,
    steps: Vec<Step>,
}

/// One field into one column.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Step {
    column: usize,
    offset: usize,
    cell: Cell,
    scale: Scale,
    act: Act,
}

/// What a step does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    /// Writes the value, valid or not: the first step of its column.
    Put,
    /// Writes the value where the column has none yet.
    Fill,
    /// Adds the value, if it is valid.
    Add,
    /// Writes the speed of `compressed_speed_distance` where there is none yet.
    FillPackedSpeed,
    /// Counts on the distance of `compressed_speed_distance` and writes it where there is none.
    FillPackedDistance,
}

/// A twelve-bit counter of sixteenths of a metre, continued beyond twelve bits.
#[derive(Clone, Copy, Debug, Default)]
struct PackedDistance {
    last: Option<u16>,
    total: f64,
}

/// Records that wait to be written together, so that each field is one loop over many rows.
#[derive(Debug, Default)]
pub(super) struct Waiting<'a> {
    /// The records' bytes, without headers.
    pub rows: Vec<&'a [u8]>,
    /// Their times, where these came in compressed headers; else empty.
    pub times_s: Vec<f64>,
}

/// The file asks for more memory than it can have a use for.
#[derive(Debug)]
pub(super) struct TooManyCells;

impl Columns {
    /// No columns yet, for a file of so many bytes.
    pub(super) fn new(file_bytes: usize) -> Columns {
        Columns {
            time_s: Vec::new(),
            all: Vec::new(),
            rows: 0,
            room: 0,
            cells_to_reserve: file_bytes,
            most_cells: file_bytes.saturating_mul(CELLS_PER_BYTE).saturating_add(CELLS_ALWAYS),
            unbegun: Vec::new(),
            packed_distance: PackedDistance::default(),
        }
    }

    /// How many records are in.
    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// A chained file begins: counters of the one before do not go on.
    pub(super) fn begin_file(&mut self) {
        self.packed_distance = PackedDistance::default();
    }

    /// The plan for records of this definition, whose developer fields go where `developer` says.
    pub(super) fn plan(
        &mut self,
        definition: &Definition<'_>,
        developer: &[DeveloperColumn],
        bytes_left: usize,
    ) -> Plan {
        let mut plan = Plan::default();
        let stamp = definition.fields.iter().find(|field| field.number == STAMP_FIELD);
        plan.stamp = stamp.and_then(|field| Some((field.cell?, field.offset)));
        for known in &RECORD_FIELDS {
            for field in definition.fields.iter().filter(|field| field.number == known.number) {
                let Some((cell, act)) = step_of(field, known.way) else { continue };
                let column = self.column(Holds::Channel(known.channel), known.source);
                let act = plan.first_or(column, act);
                let scale = known.scale;
                plan.steps.push(Step { column, offset: field.offset, cell, scale, act });
            }
        }
        for &DeveloperColumn { series, cell, offset, scale } in developer {
            let column = self.column(Holds::Developer(series), "");
            let act = plan.first_or(column, Act::Fill);
            plan.steps.push(Step { column, offset, cell, scale, act });
        }
        if self.room == 0 {
            let each = definition.size.saturating_add(1).max(self.all.len());
            self.room = bytes_left.checked_div(each).unwrap_or(0);
            self.time_s.reserve(self.room);
        }
        plan
    }

    /// Writes the waiting records, and empties the list.
    pub(super) fn write(
        &mut self,
        plan: &Plan,
        waiting: &mut Waiting<'_>,
    ) -> Result<(), TooManyCells> {
        let before = self.rows;
        let after = before.saturating_add(waiting.rows.len());
        if after.saturating_mul(self.all.len().saturating_add(1)) > self.most_cells {
            return Err(TooManyCells);
        }
        if waiting.times_s.is_empty() {
            if let Some((cell, offset)) = plan.stamp {
                let epoch = Scale { divisor: 1.0, offset: -FIT_EPOCH_S };
                cell.read_column(&mut self.time_s, &waiting.rows, offset, epoch);
            }
        } else {
            self.time_s.append(&mut waiting.times_s);
        }
        self.time_s.resize(after, f64::NAN);
        for step in &plan.steps {
            if step.act == Act::Put {
                self.put(step, &waiting.rows);
            } else if let Some(Column { values, .. }) = self.all.get_mut(step.column) {
                values.resize(after, f64::NAN);
                let slots = values.get_mut(before..).unwrap_or_default();
                step.write(slots, &waiting.rows, &mut self.packed_distance);
            }
        }
        self.rows = after;
        waiting.rows.clear();
        waiting.times_s.clear();
        Ok(())
    }

    /// Reads a field of these records to the end of its column.
    fn put(&mut self, step: &Step, rows: &[&[u8]]) {
        let Some(Column { values, .. }) = self.all.get_mut(step.column) else { return };
        if !values.is_empty() {
            values.resize(self.rows, f64::NAN);
            return step.cell.read_column(values, rows, step.offset, step.scale);
        }
        step.cell.read_column(&mut self.unbegun, rows, step.offset, step.scale);
        if self.unbegun.iter().all(|value| value.is_nan()) {
            return self.unbegun.clear();
        }
        // Never room for more values in all than the file has bytes: what a definition announces
        // costs nothing until it is there.
        let room = self.room.min(self.cells_to_reserve);
        self.cells_to_reserve = self.cells_to_reserve.saturating_sub(room);
        values.reserve(room);
        values.resize(self.rows, f64::NAN);
        values.append(&mut self.unbegun);
    }

    /// The columns that began, and what applications wrote, at full length; a column that was
    /// declared and never filled is empty.
    pub(super) fn finish(mut self) -> (Vec<f64>, Vec<Column>) {
        let lasts =
            |it: &&mut Column| !it.values.is_empty() || matches!(it.holds, Holds::Developer(_));
        for column in self.all.iter_mut().filter(lasts) {
            column.values.resize(self.rows, f64::NAN);
        }
        (self.time_s, self.all)
    }

    fn column(&mut self, holds: Holds, source: &'static str) -> usize {
        let known = self.all.iter().position(|column| column.holds == holds);
        known.unwrap_or_else(|| {
            self.all.push(Column { holds, source, values: Vec::new() });
            self.all.len().saturating_sub(1)
        })
    }
}

impl Plan {
    /// The first step of a column puts its value whatever it is.
    fn first_or(&self, column: usize, act: Act) -> Act {
        let first = !self.steps.iter().any(|step| step.column == column);
        if first && act == Act::Fill { Act::Put } else { act }
    }
}

/// How a field of this definition is read and used; none where it is not encoded as it must be.
fn step_of(field: &Field, way: Way) -> Option<(Cell, Act)> {
    let cell = field.cell?;
    let packed = field.size == 3 && cell.width() == 1;
    match way {
        Way::Value => Some((cell, Act::Fill)),
        Way::Added => Some((cell, Act::Add)),
        Way::PackedSpeed => packed.then_some((cell, Act::FillPackedSpeed)),
        Way::PackedDistance => packed.then_some((cell, Act::FillPackedDistance)),
    }
}

impl Step {
    fn write(&self, slots: &mut [f64], rows: &[&[u8]], distance: &mut PackedDistance) {
        for (slot, row) in slots.iter_mut().zip(rows) {
            match self.act {
                Act::Put => {}
                Act::Fill => {
                    if slot.is_nan() {
                        *slot = self.scale.apply(self.cell.read(row, self.offset));
                    }
                }
                Act::Add => {
                    let more = self.scale.apply(self.cell.read(row, self.offset));
                    if !more.is_nan() {
                        *slot += more;
                    }
                }
                Act::FillPackedSpeed => {
                    if let (true, Some((speed, _))) = (slot.is_nan(), packed(row, self.offset)) {
                        *slot = self.scale.apply(f64::from(speed));
                    }
                }
                Act::FillPackedDistance => {
                    let Some((_, counter)) = packed(row, self.offset) else { continue };
                    let total = distance.count_to(counter);
                    if slot.is_nan() {
                        *slot = self.scale.apply(total);
                    }
                }
            }
        }
    }
}

/// The two twelve-bit numbers of `compressed_speed_distance`; none where all bits are set.
fn packed(row: &[u8], offset: usize) -> Option<(u16, u16)> {
    let [low, middle, high] = *row.get(offset..)?.first_chunk::<3>()?;
    if [low, middle, high] == [u8::MAX; 3] {
        return None;
    }
    let (low, middle, high) = (u16::from(low), u16::from(middle), u16::from(high));
    Some((low | (middle & 0x0F) << 8, middle >> 4 | high << 4))
}

impl PackedDistance {
    fn count_to(&mut self, counter: u16) -> f64 {
        let more = self.last.map_or(counter, |last| counter.wrapping_sub(last) & 0x0FFF);
        self.last = Some(counter);
        self.total += f64::from(more);
        self.total
    }
}

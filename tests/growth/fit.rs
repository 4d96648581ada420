//! FIT files of valid messages that no watch would write.

use super::recording;

/// Local message types by what they hold here.
const RECORD: u8 = 0;
const SESSION: u8 = 1;
const EVENT: u8 = 2;
const LAP: u8 = 3;
const DEVICE: u8 = 4;
const DESCRIPTION: u8 = 5;
const ACCELERATION: u8 = 6;

/// 2026 in FIT's own seconds.
const START: u32 = 1_136_000_000;

/// A FIT file in the making.
pub(super) struct Fit(Vec<u8>);

impl Fit {
    fn new() -> Fit {
        let mut fit = Fit(Vec::new());
        // `file_id`: an activity.
        fit.define(15, 0, &[(0, 1, 0)]).0.extend([15, 4]);
        fit
    }

    /// Fields are number, size and base type.
    fn define(&mut self, local: u8, global: u16, fields: &[(u8, u8, u8)]) -> &mut Fit {
        self.0.extend([0x40 | local, 0, 0]);
        self.0.extend(global.to_le_bytes());
        self.0.push(u8::try_from(fields.len()).unwrap());
        self.0.extend(fields.iter().flat_map(|(number, size, base)| [*number, *size, *base]));
        self
    }

    fn row(&mut self, local: u8, parts: &[&[u8]]) {
        self.0.push(local);
        self.0.extend(parts.concat());
    }

    /// Stamp, distance, altitude, heart rate, cadence.
    fn records(&mut self) -> &mut Fit {
        let fields = [(253, 4, 0x86), (5, 4, 0x86), (2, 2, 0x84), (3, 1, 2), (4, 1, 2)];
        self.define(RECORD, 20, &fields)
    }

    fn record(&mut self, at: u32, distance_cm: u32, altitude: u16) {
        let stamp = (START + at).to_le_bytes();
        let parts: [&[u8]; 4] =
            [&stamp, &distance_cm.to_le_bytes(), &altitude.to_le_bytes(), &[150, 85]];
        self.row(RECORD, &parts);
    }

    /// Stamp, start, sport.
    fn sessions(&mut self) -> &mut Fit {
        self.define(SESSION, 18, &[(253, 4, 0x86), (2, 4, 0x86), (5, 1, 0)])
    }

    fn session(&mut self, at: u32) {
        let stamp = (START + at).to_le_bytes();
        self.row(SESSION, &[&stamp, &stamp, &[1]]);
    }

    fn finish(self) -> Vec<u8> {
        // A header of twelve bytes, which has no checksum; that of the file does not fit.
        let mut file = vec![12, 16, 0, 0];
        file.extend(u32::try_from(self.0.len()).unwrap().to_le_bytes());
        file.extend(b".FIT");
        file.extend(self.0);
        file.extend([0, 0]);
        file
    }
}

fn of(count: usize) -> u32 {
    u32::try_from(count).unwrap()
}

/// A run recorded every second, over hills.
pub(super) fn every_second(records: usize) -> Vec<u8> {
    let mut fit = Fit::new();
    fit.records();
    for at in 0..of(records) {
        let hill = u16::try_from(2_500 + (at / 20) % 200).unwrap();
        fit.record(at, at * 300, hill);
    }
    fit.sessions().session(0);
    fit.finish()
}

#[test]
fn a_run_recorded_every_second() {
    recording("FIT, every second", [40_000, 80_000, 160_000], &every_second);
}

#[test]
fn gaps_of_hours_at_sixty_metres_a_second() {
    recording("FIT, gaps of hours", [10_000, 20_000, 40_000], &|records| {
        let mut fit = Fit::new();
        fit.records();
        for at in 0..of(records) {
            let hill = u16::try_from(2_500 + at % 300).unwrap();
            fit.record(at * 20_000, at.wrapping_mul(110_000_000), hill);
        }
        fit.sessions();
        let stamp = START.to_le_bytes();
        // Cycling: sixty metres a second are believed.
        fit.row(SESSION, &[&stamp, &stamp, &[2]]);
        fit.finish()
    });
}

#[test]
fn a_record_every_minute_for_months() {
    recording("FIT, a record in 59 s", [20_000, 40_000, 80_000], &|records| {
        let mut fit = Fit::new();
        fit.records();
        (0..of(records)).for_each(|at| fit.record(at * 59, at * 59 * 300, 2_500));
        fit.sessions().session(0);
        fit.finish()
    });
}

#[test]
fn sessions_each_with_events_of_the_timer() {
    recording("FIT, sessions × timer events", [2_000, 4_000, 8_000], &|sessions| {
        let mut fit = Fit::new();
        fit.records();
        fit.define(EVENT, 21, &[(253, 4, 0x86), (0, 1, 0), (1, 1, 0)]);
        for at in 0..of(sessions) {
            fit.record(at * 2, at * 600, 2_500);
            fit.record(at * 2 + 1, at * 600 + 300, 2_500);
            for event in 0..10_u8 {
                fit.row(EVENT, &[&(START + at * 2).to_le_bytes(), &[0, (event % 2) * 4]]);
            }
        }
        fit.sessions();
        (0..of(sessions)).for_each(|at| fit.session(at * 2));
        fit.finish()
    });
}

#[test]
fn sessions_within_which_all_events_of_the_timer_lie() {
    recording("FIT chain, sessions about all events", [1_000, 2_000, 4_000], &|files| {
        let mut chain = Vec::new();
        for file in 0..of(files) {
            let mut fit = Fit::new();
            fit.records();
            fit.record(file, 0, 2_500);
            fit.record(file + 70_000, 100_000, 2_500);
            fit.define(EVENT, 21, &[(253, 4, 0x86), (0, 1, 0), (1, 1, 0)]);
            for event in 0..20_u8 {
                let stamp = START + 10_000 + file * 10 + u32::from(event);
                fit.row(EVENT, &[&stamp.to_le_bytes(), &[0, (event % 2) * 4]]);
            }
            fit.sessions().session(file);
            chain.extend(fit.finish());
        }
        chain
    });
}

#[test]
fn laps() {
    recording("FIT, laps", [20_000, 40_000, 80_000], &|laps| {
        let mut fit = Fit::new();
        fit.records();
        fit.define(LAP, 19, &[(253, 4, 0x86), (2, 4, 0x86)]);
        for at in 0..of(laps) {
            fit.record(at, at * 300, 2_500);
            let stamp = (START + at).to_le_bytes();
            fit.row(LAP, &[&stamp, &stamp]);
        }
        fit.sessions().session(0);
        fit.finish()
    });
}

#[test]
fn devices_beside_many_sessions() {
    recording("FIT, devices × sessions", [1_000, 2_000, 4_000], &|sessions| {
        let mut fit = Fit::new();
        fit.records();
        // Index, type, maker, serial, name.
        let fields = [(0, 1, 2), (1, 1, 2), (2, 2, 0x84), (3, 4, 0x8C), (27, 40, 7)];
        fit.define(DEVICE, 23, &fields);
        for at in 0..of(sessions) {
            let name = format!("{at:0>38} \0");
            let index = u8::try_from(1 + at % 200).unwrap();
            let serial = (at + 1).to_le_bytes();
            fit.row(DEVICE, &[&[index, 120, 1, 0], &serial, name.as_bytes()]);
            fit.record(at * 2, at * 600, 2_500);
            fit.record(at * 2 + 1, at * 600 + 300, 2_500);
        }
        fit.sessions();
        (0..of(sessions)).for_each(|at| fit.session(at * 2));
        fit.finish()
    });
}

#[test]
fn developer_fields_described_anew_before_each_record() {
    recording("FIT, developer fields", [10_000, 20_000, 40_000], &|records| {
        let mut fit = Fit::new();
        // Developer, number, base type, name.
        fit.define(DESCRIPTION, 206, &[(0, 1, 2), (1, 1, 2), (2, 1, 2), (3, 8, 7)]);
        let added = 200_u8;
        fit.0.extend([0x60 | RECORD, 0, 0, 20, 0, 1, 253, 4, 0x86, added]);
        (0..added).for_each(|number| fit.0.extend([number, 1, 0]));
        for at in 0..of(records) {
            let number = u8::try_from(at % u32::from(added)).unwrap();
            fit.row(DESCRIPTION, &[&[0, number, 2], format!("{at:07}\0").as_bytes()]);
            fit.row(RECORD, &[&(START + at).to_le_bytes(), &[1; 200]]);
        }
        fit.sessions().session(0);
        fit.finish()
    });
}

#[test]
fn every_record_defined_anew() {
    recording("FIT, redefinitions", [10_000, 20_000, 40_000], &|records| {
        let mut fit = Fit::new();
        for at in 0..of(records) {
            let [a, b, ..] = at.to_le_bytes();
            let fields = [
                (253, 4, 0x86),
                (3, 1, 2),
                (200, 1 + a % 16, 13),
                (201, 1 + b, 13),
                (202, 1 + a / 16, 13),
            ];
            fit.define(RECORD, 20, &fields);
            let rest = vec![1; 3 + usize::from(a % 16) + usize::from(b) + usize::from(a / 16)];
            fit.row(RECORD, &[&(START + at).to_le_bytes(), &[150], &rest]);
        }
        fit.sessions().session(0);
        fit.finish()
    });
}

#[test]
fn chained_files_each_with_something_to_tell() {
    recording("FIT chain, notices × sessions", [1_000, 2_000, 4_000], &|files| {
        let mut chain = Vec::new();
        for file in 0..of(files) {
            let mut fit = Fit::new();
            fit.records();
            fit.record(file * 10, 0, 2_500);
            fit.record(file * 10 + 1, 300, 2_500);
            fit.sessions().session(file * 10);
            chain.extend(fit.finish());
        }
        chain
    });
}

#[test]
fn huge_numbers() {
    recording("FIT, huge numbers", [20_000, 40_000, 80_000], &|records| {
        let mut fit = Fit::new();
        fit.records();
        for at in 0..of(records) {
            let distance = if at % 2 == 0 { u32::MAX - 1 } else { 0 };
            fit.record(at, distance, if at % 3 == 0 { u16::MAX - 1 } else { 0 });
        }
        fit.sessions().session(0);
        fit.finish()
    });
}

#[test]
fn a_stream_of_acceleration_that_breaks_off_beside_many_sessions() {
    recording("FIT, stream breaks × sessions", [1_000, 2_000, 4_000], &|sessions| {
        let mut fit = Fit::new();
        fit.define(RECORD, 20, &[(253, 4, 0x86), (5, 4, 0x86)]);
        // Stamp, and 20 offsets and 20 readings on each of three axes.
        let axes = [(2, 40, 0x84), (3, 40, 0x84), (4, 40, 0x84)];
        let fields: Vec<_> = [(253, 4, 0x86), (1, 40, 0x84)].into_iter().chain(axes).collect();
        fit.define(ACCELERATION, 165, &fields);
        for at in 0..of(sessions) {
            for second in 0..2 {
                let stamp = (START + at * 7 + second).to_le_bytes();
                fit.row(RECORD, &[&stamp, &(at * 600 + second * 300).to_le_bytes()]);
                let offsets: Vec<u8> = (0..20_u16).flat_map(|i| (i * 50).to_le_bytes()).collect();
                fit.row(ACCELERATION, &[&stamp, &offsets, &[1; 120]]);
            }
        }
        fit.sessions();
        (0..of(sessions)).for_each(|at| fit.session(at * 7));
        fit.finish()
    });
}

/// A message of two bytes, one field, for many of which a thousand of memory might be taken each.
fn of_two_bytes(global: u16, field: u8, value: u8) -> impl Fn(usize) -> Vec<u8> {
    move |messages| {
        let mut fit = Fit::new();
        fit.define(SESSION, global, &[(field, 1, 0)]);
        (0..messages).for_each(|_| fit.row(SESSION, &[&[value]]));
        fit.finish()
    }
}

#[test]
fn sessions_laps_and_devices_of_two_bytes() {
    let sizes = [200_000, 400_000, 800_000];
    recording("FIT, two-byte sessions", sizes, &of_two_bytes(18, 5, 1));
    recording("FIT, two-byte laps", sizes, &of_two_bytes(19, 25, 1));
    recording("FIT, two-byte devices", sizes, &of_two_bytes(23, 0, 1));
}

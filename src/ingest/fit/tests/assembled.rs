//! A FIT file, byte by byte.

use super::*;

/// A file being assembled.
#[derive(Clone, Default)]
pub(super) struct Fit {
    pub(super) messages: Vec<u8>,
}

impl Fit {
    /// An activity whose `file_id` names a Garmin product.
    pub(super) fn activity() -> Fit {
        Fit::of_kind(4)
    }

    pub(super) fn of_kind(kind: u8) -> Fit {
        Fit::default()
            .define(15, 0, &[(0, 1, 0), (1, 2, U16), (2, 2, U16), (3, 4, U32Z)])
            .data(15, &[&[kind], &1_u16.to_le_bytes(), &4024_u16.to_le_bytes(), &[7, 0, 0, 0]])
    }

    pub(super) fn define(mut self, local: u8, global: u16, fields: &[(u8, u8, u8)]) -> Fit {
        self.messages.extend([0x40 | local, 0, 0]);
        self.messages.extend(global.to_le_bytes());
        self.triples(fields)
    }

    pub(super) fn define_big_endian(
        mut self,
        local: u8,
        global: u16,
        fields: &[(u8, u8, u8)],
    ) -> Fit {
        self.messages.extend([0x40 | local, 0, 1]);
        self.messages.extend(global.to_be_bytes());
        self.triples(fields)
    }

    /// A definition with developer fields: number, size, developer.
    pub(super) fn define_with(
        mut self,
        local: u8,
        fields: &[(u8, u8, u8)],
        developer: &[(u8, u8, u8)],
    ) -> Fit {
        self.messages.extend([0x60 | local, 0, 0, 20, 0]);
        self.triples(fields).triples(developer)
    }

    pub(super) fn triples(mut self, fields: &[(u8, u8, u8)]) -> Fit {
        self.messages.push(u8::try_from(fields.len()).unwrap());
        self.messages.extend(fields.iter().flat_map(|&(number, size, base)| [number, size, base]));
        self
    }

    pub(super) fn data(self, local: u8, fields: &[&[u8]]) -> Fit {
        self.raw(&[&[local], fields.concat().as_slice()].concat())
    }

    pub(super) fn raw(mut self, bytes: &[u8]) -> Fit {
        self.messages.extend(bytes);
        self
    }

    /// One record each, of time and heart rate.
    pub(super) fn heart_rates(self, records: &[(u32, u8)]) -> Fit {
        let defined = self.define(0, 20, &[(253, 4, U32), (3, 1, U8)]);
        records
            .iter()
            .fold(defined, |fit, (stamp, bpm)| fit.data(0, &[&stamp.to_le_bytes(), &[*bpm]]))
    }

    /// Closed properly: a header of 14 bytes with its checksum, and the file's checksum.
    pub(super) fn bytes(&self) -> Vec<u8> {
        self.bytes_announcing(u32::try_from(self.messages.len()).unwrap())
    }

    pub(super) fn bytes_announcing(&self, size: u32) -> Vec<u8> {
        let mut bytes = vec![14, 0x20, 0x08, 0x08];
        bytes.extend(size.to_le_bytes());
        bytes.extend(b".FIT");
        let checksum = wire::checksum(&bytes);
        bytes.extend(checksum.to_le_bytes());
        bytes.extend(&self.messages);
        let checksum = wire::checksum(&bytes);
        bytes.extend(checksum.to_le_bytes());
        bytes
    }

    pub(super) fn read(&self) -> Activity {
        read(&self.bytes()).unwrap()
    }
}

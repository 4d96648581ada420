//! FIT files with some of their messages given a number that means nothing.

use crc_fast::CrcAlgorithm;

/// The profile's number of a record.
pub(crate) const RECORD: u16 = 20;

/// A number that the profile leaves to makers.
const UNKNOWN: u16 = 0xFF7F;

/// The same bytes, the messages that are chosen by their number relabelled, the checksums put
/// right. What is not as it should be stays as it is.
pub(crate) fn relabelled(bytes: &[u8], chosen: impl Fn(u16) -> bool) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let mut at = 0;
    while let Some(header) = bytes.get(at..at + 12) {
        let body = at + usize::from(header[0]);
        let announced = u32::from_le_bytes([header[4], header[5], header[6], header[7]]);
        let end = body + announced as usize;
        if relabel_messages(&mut bytes, body, end, &chosen).is_none() || bytes.len() < end + 2 {
            break;
        }
        let sum = crc_fast::checksum(CrcAlgorithm::Crc16Arc, &bytes[at..end]);
        bytes[end..end + 2].copy_from_slice(&sum.to_le_bytes()[..2]);
        at = end + 2;
    }
    bytes
}

fn relabel_messages(
    bytes: &mut [u8],
    body: usize,
    end: usize,
    chosen: &impl Fn(u16) -> bool,
) -> Option<()> {
    let mut sizes = [None; 16];
    let mut at = body;
    while at < end {
        let header = *bytes.get(at)?;
        if header & 0xC0 != 0x40 {
            let compressed = header & 0x80 != 0;
            let local = if compressed { header >> 5 & 0x03 } else { header & 0x0F };
            at += 1 + sizes[usize::from(local)]?;
            continue;
        }
        let definition = bytes.get_mut(at + 1..)?;
        let big = *definition.get(1)? != 0;
        let number = definition.get_mut(2..4)?;
        let read = [number[0], number[1]];
        if chosen(if big { u16::from_be_bytes(read) } else { u16::from_le_bytes(read) }) {
            let unknown = if big { UNKNOWN.to_be_bytes() } else { UNKNOWN.to_le_bytes() };
            number.copy_from_slice(&unknown);
        }
        let (mut length, mut size) = fields(definition, 4)?;
        if header & 0x20 != 0 {
            let (developer_length, developer_size) = fields(definition, length)?;
            (length, size) = (developer_length, size + developer_size);
        }
        sizes[usize::from(header & 0x0F)] = Some(size);
        at += 1 + length;
    }
    Some(())
}

/// Where a list of fields ends that begins with its count, and how many bytes the fields have.
fn fields(definition: &[u8], count_at: usize) -> Option<(usize, usize)> {
    let end = count_at + 1 + 3 * usize::from(*definition.get(count_at)?);
    let triples = definition.get(count_at + 1..end)?.chunks_exact(3);
    Some((end, triples.map(|triple| usize::from(triple[1])).sum()))
}

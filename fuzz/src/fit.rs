//! FIT files of valid messages: the fuzzer chooses which, and what stands in their fields.

use libfuzzer_sys::arbitrary::{Result, Unstructured};

/// 2026-01-01 in FIT's own seconds.
const START: u32 = 1_136_073_600;

/// A message that is read, by its global number, with fields of number, size and base type.
type Message = (u16, &'static [(u8, u8, u8)]);

const ENUM: u8 = 0;
const SINT8: u8 = 1;
const UINT8: u8 = 2;
const TEXT: u8 = 7;
const UINT16: u8 = 0x84;
const SINT32: u8 = 0x85;
const UINT32: u8 = 0x86;
const BYTES: u8 = 13;

const MESSAGES: [Message; 13] = [
    // file_id: what it is, maker, product, made when
    (0, &[(0, 1, ENUM), (1, 2, UINT16), (2, 2, UINT16), (4, 4, UINT32)]),
    // record: place, distance, altitude, speed, heart, cadence, bounce, stance, balance, step
    (
        20,
        &[
            (253, 4, UINT32),
            (0, 4, SINT32),
            (1, 4, SINT32),
            (5, 4, UINT32),
            (2, 2, UINT16),
            (6, 2, UINT16),
            (3, 1, UINT8),
            (4, 1, UINT8),
            (39, 2, UINT16),
            (41, 2, UINT16),
            (83, 2, UINT16),
            (84, 2, UINT16),
            (85, 2, UINT16),
        ],
    ),
    // record, seldom: fractional cadence, power, temperature, enhanced altitude and speed
    (
        20,
        &[
            (253, 4, UINT32),
            (53, 1, UINT8),
            (7, 2, UINT16),
            (13, 1, SINT8),
            (73, 4, UINT32),
            (78, 4, UINT32),
        ],
    ),
    // session: start, elapsed, timer, distance, sport, sub-sport
    (
        18,
        &[
            (253, 4, UINT32),
            (2, 4, UINT32),
            (7, 4, UINT32),
            (8, 4, UINT32),
            (9, 4, UINT32),
            (5, 1, ENUM),
            (6, 1, ENUM),
        ],
    ),
    // lap
    (19, &[(253, 4, UINT32), (2, 4, UINT32), (7, 4, UINT32), (8, 4, UINT32), (9, 4, UINT32)]),
    // event: of what, start or stop
    (21, &[(253, 4, UINT32), (0, 1, ENUM), (1, 1, ENUM), (3, 4, UINT32)]),
    // device_info: which, kind, maker, serial, product, firmware, text
    (
        23,
        &[
            (253, 4, UINT32),
            (0, 1, UINT8),
            (1, 1, UINT8),
            (2, 2, UINT16),
            (4, 2, UINT16),
            (5, 2, UINT16),
            (27, 8, TEXT),
        ],
    ),
    // activity: local time
    (34, &[(253, 4, UINT32), (0, 4, UINT32), (1, 2, UINT16), (5, 4, UINT32)]),
    // hr, packed beats
    (132, &[(253, 4, UINT32), (0, 2, UINT16), (9, 4, UINT32), (10, 8, BYTES)]),
    // accelerometer_data
    (
        165,
        &[
            (253, 4, UINT32),
            (0, 2, UINT16),
            (1, 8, UINT16),
            (2, 8, UINT16),
            (3, 8, UINT16),
            (4, 8, UINT16),
        ],
    ),
    // three_d_sensor_calibration
    (
        167,
        &[
            (253, 4, UINT32),
            (0, 1, ENUM),
            (1, 4, UINT32),
            (2, 4, UINT32),
            (3, 4, UINT32),
            (4, 12, SINT32),
        ],
    ),
    // field_description
    (206, &[(0, 1, UINT8), (1, 1, UINT8), (2, 1, UINT8), (3, 16, TEXT), (8, 8, TEXT)]),
    // developer_data_id
    (207, &[(1, 16, BYTES), (3, 1, UINT8), (4, 4, UINT32)]),
];

/// A file of such messages, its length and checksum as they should be.
///
/// # Errors
///
/// When the bytes to choose by are too few.
pub fn file(choice: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let mut body = vec![0x40, 0, 0, 0, 0, 1, 0, 1, ENUM, 0, 4];
    let mut clock = START;
    while !choice.is_empty() && body.len() < 1 << 16 {
        let local: u8 = choice.int_in_range(1..=3)?;
        let (global, fields) = *choice.choose(&MESSAGES)?;
        let is_big = choice.ratio(1, 8)?;
        body.extend([0x40 | local, 0, u8::from(is_big)]);
        body.extend(if is_big { global.to_be_bytes() } else { global.to_le_bytes() });
        body.push(u8::try_from(fields.len()).unwrap_or(0));
        body.extend(fields.iter().flat_map(|(number, size, base)| [*number, *size, *base]));
        for _ in 0..choice.int_in_range(1..=40)? {
            body.push(local);
            for (number, size, base) in fields {
                if *number == 253 {
                    clock = next_second(clock, choice)?;
                    body.extend(if is_big { clock.to_be_bytes() } else { clock.to_le_bytes() });
                } else {
                    value(&mut body, *size, *base, clock, choice)?;
                }
            }
        }
    }
    Ok(framed(&body))
}

/// Mostly the next second; seldom the same, one before, hours or years later.
fn next_second(clock: u32, choice: &mut Unstructured<'_>) -> Result<u32> {
    Ok(match choice.int_in_range(0..=31)? {
        0 => clock,
        1 => clock.wrapping_sub(u32::from(choice.arbitrary::<u8>()?)),
        2 => clock.wrapping_add(u32::from(choice.arbitrary::<u16>()?)),
        3 => choice.arbitrary()?,
        _ => clock.wrapping_add(1),
    })
}

/// What a watch may write, what stands for nothing, the ends of the type, a time, or any bytes.
fn value(
    body: &mut Vec<u8>,
    size: u8,
    base: u8,
    clock: u32,
    choice: &mut Unstructured<'_>,
) -> Result<()> {
    let size = usize::from(size);
    match choice.int_in_range(0..=7)? {
        0 => body.extend(vec![0xff; size]),
        1 => body.extend(vec![0; size]),
        2 if base == SINT32 || base == SINT8 => {
            body.extend(vec![0xff; size - 1]);
            body.push(0x7f);
        }
        3 if size == 4 => body.extend(clock.to_le_bytes()),
        4 | 5 => {
            // A small number.
            body.push(choice.arbitrary()?);
            body.extend(vec![0; size - 1]);
        }
        _ => body.extend((0..size).map(|_| choice.arbitrary()).collect::<Result<Vec<u8>>>()?),
    }
    Ok(())
}

fn framed(body: &[u8]) -> Vec<u8> {
    let mut file = vec![14, 32, 84, 8];
    file.extend(u32::try_from(body.len()).unwrap_or(0).to_le_bytes());
    file.extend(b".FIT");
    let of_header = checksum(&file);
    file.extend(of_header.to_le_bytes());
    file.extend(body);
    let of_file = checksum(&file);
    file.extend(of_file.to_le_bytes());
    file
}

/// The checksum of the published protocol.
fn checksum(bytes: &[u8]) -> u16 {
    const TABLE: [u16; 16] = [
        0x0000, 0xcc01, 0xd801, 0x1400, 0xf001, 0x3c00, 0x2800, 0xe401, 0xa001, 0x6c00, 0x7800,
        0xb401, 0x5000, 0x9c01, 0x8801, 0x4400,
    ];
    let nibble = |crc: u16, byte: u8| {
        (crc >> 4) ^ TABLE[usize::from(crc & 15)] ^ TABLE[usize::from(byte & 15)]
    };
    bytes.iter().fold(0, |crc, &byte| nibble(nibble(crc, byte), byte >> 4))
}

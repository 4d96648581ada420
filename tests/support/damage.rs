//! Damage to bytes, the same for the same seed.

use backstride::signal::SplitMix64;

/// What hostile XML is made of.
pub(crate) const PIECES: [&[u8]; 18] = [
    b"<",
    b">",
    b"&",
    b"\"",
    b"</",
    b"/>",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"]]>",
    b"<!DOCTYPE x [",
    b"<?",
    b"&#x0;",
    b"&a;",
    b"\0",
    b"\xff\xfe",
    b"99999999999999999999999",
    b"<trkpt><Trackpoint>",
];

/// Most structure is near the head: sizes, counts, types.
const HEAD_BYTES: usize = 600;

/// A byte, each as likely as another.
pub(crate) fn byte(random: &mut SplitMix64) -> u8 {
    random.next_u64().to_le_bytes()[0]
}

/// A copy with one to four things wrong: bits turned, bytes changed, numbers at their greatest,
/// pieces cut out, doubled, pasted in or cut off. It never more than doubles.
pub(crate) fn damaged(bytes: &[u8], random: &mut SplitMix64) -> Vec<u8> {
    let mut copy = bytes.to_vec();
    for _ in 0..=random.below(4) {
        let reach = if random.below(3) == 0 { HEAD_BYTES } else { copy.len() };
        let at = random.below(reach.min(copy.len()));
        let longest = if random.below(4) == 0 { copy.len() } else { 400 };
        let end = (at + random.below(longest)).min(copy.len());
        match random.below(12) {
            0 => copy.truncate(at),
            1 => drop(copy.drain(at..end)),
            2 if copy.len() + (end - at) <= 2 * bytes.len() => {
                let piece = copy[at..end].to_vec();
                let to = random.below(copy.len());
                copy.splice(to..to, piece);
            }
            // A length or a count that says it is as long as can be.
            3 | 4 => {
                let end = (at + (1 << random.below(3))).min(copy.len());
                copy[at..end].fill(0xFF);
            }
            5 => {
                let piece = PIECES[random.below(PIECES.len())];
                copy.splice(at..at, piece.iter().copied());
            }
            6..=8 => copy.iter_mut().skip(at).take(1).for_each(|it| *it ^= 1 << random.below(8)),
            _ => copy.iter_mut().skip(at).take(1).for_each(|it| *it = byte(random)),
        }
    }
    copy
}

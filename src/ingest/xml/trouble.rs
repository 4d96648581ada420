//! Trouble inside an XML file, counted by kind, so that ten thousand bad numbers are one notice.

use crate::model::{Notice, NoticeKind, Place};

/// A kind of trouble that does not stop the reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Trouble {
    /// A value that is no number.
    BadNumber,
    /// A number written with a comma.
    DecimalComma,
    /// A time that cannot be read.
    BadTime,
    /// A time without a zone.
    LocalTime,
    /// A position that is not on Earth, or half a position.
    BadPosition,
    /// A point of a timed track that has no time.
    UntimedPoint,
    /// An entity that XML does not define.
    UnknownEntity,
    /// Tags that do not nest.
    Nesting,
    /// Something else that XML does not allow.
    IllFormed,
    /// A document type.
    DocumentType,
}

/// Every kind, with its kind as a notice and the words for one and for many.
const KINDS: [(Trouble, NoticeKind, &str, &str); 10] = [
    (
        Trouble::BadNumber,
        NoticeKind::BadNumber,
        "value is not a number and is left out",
        "values are not numbers and are left out",
    ),
    (
        Trouble::DecimalComma,
        NoticeKind::DecimalComma,
        "number has a comma, read as a decimal point",
        "numbers have a comma, read as a decimal point",
    ),
    (Trouble::BadTime, NoticeKind::BadTime, "time cannot be read", "times cannot be read"),
    (
        Trouble::LocalTime,
        NoticeKind::LocalTime,
        "time has no zone and is taken as UTC",
        "times have no zone and are taken as UTC",
    ),
    (
        Trouble::BadPosition,
        NoticeKind::BadPosition,
        "position is incomplete or not on Earth and is left out",
        "positions are incomplete or not on Earth and are left out",
    ),
    (
        Trouble::UntimedPoint,
        NoticeKind::UntimedPoints,
        "point has no time and is left out",
        "points have no time and are left out",
    ),
    (
        Trouble::UnknownEntity,
        NoticeKind::UnknownEntity,
        "entity is unknown and left as it stands",
        "entities are unknown and left as they stand",
    ),
    (Trouble::Nesting, NoticeKind::BadNesting, "tag does not nest", "tags do not nest"),
    (
        Trouble::IllFormed,
        NoticeKind::IllFormed,
        "place is not well-formed XML",
        "places are not well-formed XML",
    ),
    (
        Trouble::DocumentType,
        NoticeKind::DocumentType,
        "document type is skipped, and nothing in it is expanded",
        "document types are skipped, and nothing in them is expanded",
    ),
];

/// How often each kind of trouble came up, and where first.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Troubles {
    seen: [Option<Seen>; KINDS.len()],
}

#[derive(Clone, Copy, Debug)]
struct Seen {
    count: u64,
    first_at: usize,
}

impl Troubles {
    /// Notes trouble at a byte offset.
    #[cold]
    pub(in super::super) fn note(&mut self, trouble: Trouble, at: usize) {
        if let Some(slot) = self.seen.get_mut(trouble as usize) {
            let seen = slot.get_or_insert(Seen { count: 0, first_at: at });
            seen.count = seen.count.saturating_add(1);
        }
    }

    /// One notice for each kind that came up, in the order of the kinds.
    pub(in super::super) fn notices(&self, bytes: &[u8]) -> Vec<Notice> {
        let noticed = |(seen, (_, kind, one, many)): (&Option<Seen>, _)| {
            let Seen { count, first_at } = (*seen)?;
            let words = if count == 1 { one } else { many };
            let place = Place::Line(line_at(bytes, first_at));
            Some(Notice { kind, place, text: format!("{count} {words}").into() })
        };
        self.seen.iter().zip(KINDS).filter_map(noticed).collect()
    }
}

/// The line, from 1, of a byte offset.
#[allow(clippy::naive_bytecount, reason = "done once for each notice")]
pub(in super::super) fn line_at(bytes: &[u8], at: usize) -> u64 {
    let before = bytes.iter().take(at).filter(|&&byte| byte == b'\n').count();
    u64::try_from(before).unwrap_or(u64::MAX).saturating_add(1)
}

#[cfg(test)]
#[allow(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a panic in a test is a failed test"
)]
mod tests {
    use super::*;

    #[test]
    fn kinds_stand_in_their_own_slots() {
        for (slot, (trouble, ..)) in KINDS.into_iter().enumerate() {
            assert_eq!(trouble as usize, slot);
        }
    }

    #[test]
    fn trouble_of_one_kind_is_one_notice_with_the_first_line() {
        let mut troubles = Troubles::default();
        troubles.note(Trouble::BadNumber, 4);
        troubles.note(Trouble::BadNumber, 6);
        let notices = troubles.notices(b"a\nb\nc\nd");
        assert_eq!(notices.len(), 1);
        assert_eq!(notices[0].to_string(), "2 values are not numbers and are left out (line 3)");
    }
}

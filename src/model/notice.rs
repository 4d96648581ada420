//! Trouble that did not stop us, as data.

use std::{borrow::Cow, fmt};

use super::NoticeKind;

/// Something in a file that a reader should know of: what was wrong, where, and what was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What kind of trouble.
    pub kind: NoticeKind,
    /// Where in the file.
    pub place: Place,
    /// One sentence without the place and without a final stop.
    pub text: Cow<'static, str>,
}

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The file as a whole.
    File,
    /// A byte offset, from 0.
    Byte(u64),
    /// A line, from 1.
    Line(u64),
}

impl Notice {
    /// The word of its kind in data.
    pub const fn key(&self) -> &'static str {
        self.kind.key()
    }

    /// A notice about the file as a whole.
    pub fn file(kind: NoticeKind, text: impl Into<Cow<'static, str>>) -> Notice {
        Notice { kind, place: Place::File, text: text.into() }
    }

    /// A notice at a byte offset.
    pub fn at_byte(kind: NoticeKind, offset: u64, text: impl Into<Cow<'static, str>>) -> Notice {
        Notice { kind, place: Place::Byte(offset), text: text.into() }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.text, self.place)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::File => Ok(()),
            Place::Byte(offset) => write!(f, " (byte {offset})"),
            Place::Line(line) => write!(f, " (line {line})"),
        }
    }
}

//! Trouble that did not stop us, as data.

use std::{borrow::Cow, fmt};

/// Something in a file that a reader should know of: what was wrong, where, and what was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Stable name of the kind of trouble, for grouping: `truncated`, `bad_crc`, `clock_backwards`.
    pub key: &'static str,
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
    /// A sample, from 0.
    Sample(usize),
}

impl Notice {
    /// A notice about the file as a whole.
    pub fn file(key: &'static str, text: impl Into<Cow<'static, str>>) -> Notice {
        Notice { key, place: Place::File, text: text.into() }
    }

    /// A notice at a byte offset.
    pub fn at_byte(key: &'static str, offset: u64, text: impl Into<Cow<'static, str>>) -> Notice {
        Notice { key, place: Place::Byte(offset), text: text.into() }
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
            Place::Sample(sample) => write!(f, " (sample {sample})"),
        }
    }
}

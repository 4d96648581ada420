//! The tags of an `export.xml`, one by one, from a stream that is never held as a whole.
//!
//! The file is flat and huge, and all that is wanted stands in tags. So nothing but tags is looked
//! for: a document type is passed over by its own kind of tag (Apple's of one year is malformed, and
//! strict parsers end there), nothing is expanded, and a tag that is not wanted costs the search for
//! the next one.

use std::io::{self, Read};

/// A tag longer than this is passed over: Apple's have some hundred bytes.
const TAG_BYTES_MAX: usize = 16 << 10;

/// So much is read at once.
const READ_BYTES: usize = 512 << 10;

/// Tags from a stream.
pub(super) struct Tags<R> {
    from: R,
    window: Vec<u8>,
    /// Where to go on looking.
    at: usize,
    /// Up to where the window is filled.
    filled: usize,
    ended: bool,
    /// Tags that were too long to be looked at.
    pub(super) too_long: usize,
    /// Bytes behind the window.
    passed: u64,
}

/// What stands between `<` and `>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag<'w> {
    /// The name, with a `/` before it where the tag closes.
    pub(super) name: &'w [u8],
    /// What follows the name, without a final `/`.
    pub(super) attributes: &'w [u8],
    /// Whether it closes itself.
    pub(super) is_empty: bool,
}

impl<R: Read> Tags<R> {
    pub(super) fn new(from: R) -> Tags<R> {
        Tags { from, window: Vec::new(), at: 0, filled: 0, ended: false, too_long: 0, passed: 0 }
    }

    /// How many bytes were gone through.
    pub(super) fn bytes(&self) -> u64 {
        self.passed.saturating_add(u64::try_from(self.at).unwrap_or(0))
    }

    /// The next tag that `is_wanted`, which is shown what follows a `<` and may say no to whatever it
    /// is sure of; none at the end.
    ///
    /// # Errors
    ///
    /// When the stream cannot be read further.
    #[inline]
    pub(super) fn next(
        &mut self,
        is_wanted: impl Fn(&[u8]) -> bool,
    ) -> io::Result<Option<Tag<'_>>> {
        loop {
            if self.filled.saturating_sub(self.at) < TAG_BYTES_MAX && !self.ended {
                self.fill()?;
            }
            let text = self.window.get(self.at..self.filled).unwrap_or_default();
            let Some(open) = memchr::memchr(b'<', text) else {
                self.at = self.filled;
                if self.ended {
                    return Ok(None);
                }
                continue;
            };
            // A tag is looked at once the window holds as much as one may have.
            if text.len().saturating_sub(open) < TAG_BYTES_MAX && !self.ended {
                self.at = self.at.saturating_add(open);
                self.fill()?;
                continue;
            }
            let inside = self.at.saturating_add(open).saturating_add(1);
            let text = self.window.get(inside..self.filled).unwrap_or_default();
            if let Some(comment) = text.strip_prefix(b"!--") {
                let end = memchr::memmem::find(comment, b"-->");
                self.at = inside.saturating_add(3);
                match end {
                    Some(end) => self.at = self.at.saturating_add(end).saturating_add(3),
                    None => self.pass_comment()?,
                }
                continue;
            }
            if !is_wanted(text) {
                self.at = inside;
                continue;
            }
            let within = text.get(..TAG_BYTES_MAX).unwrap_or(text);
            let Some(length) = tag_length(within) else {
                self.at = inside;
                if within.len() == TAG_BYTES_MAX {
                    self.too_long = self.too_long.saturating_add(1);
                }
                continue;
            };
            self.at = inside.saturating_add(length).saturating_add(1);
            let text = self.window.get(inside..inside.saturating_add(length)).unwrap_or_default();
            return Ok(Some(parted(text)));
        }
    }

    /// Goes on behind the end of a comment that is longer than the window.
    fn pass_comment(&mut self) -> io::Result<()> {
        loop {
            let text = self.window.get(self.at..self.filled).unwrap_or_default();
            if let Some(end) = memchr::memmem::find(text, b"-->") {
                self.at = self.at.saturating_add(end).saturating_add(3);
                return Ok(());
            }
            // Its end may have begun.
            self.at = self.at.max(self.filled.saturating_sub(2));
            if self.ended {
                self.at = self.filled;
                return Ok(());
            }
            self.fill()?;
        }
    }

    /// Moves what is left to the front and reads on.
    fn fill(&mut self) -> io::Result<()> {
        self.window.copy_within(self.at..self.filled, 0);
        self.passed = self.bytes();
        self.filled = self.filled.saturating_sub(self.at);
        self.at = 0;
        self.window.resize(READ_BYTES.saturating_add(TAG_BYTES_MAX), 0);
        while self.filled < self.window.len() {
            let room = self.window.get_mut(self.filled..).unwrap_or_default();
            match self.from.read(room) {
                Ok(0) => {
                    self.ended = true;
                    break;
                }
                Ok(count) => self.filled = self.filled.saturating_add(count),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

/// Where a tag ends: the first `>` outside quotes; none where it does not.
fn tag_length(text: &[u8]) -> Option<usize> {
    let mut from = 0;
    loop {
        let rest = text.get(from..)?;
        let at = memchr::memchr3(b'>', b'"', b'\'', rest)?;
        match rest.get(at)? {
            b'>' => return Some(from.saturating_add(at)),
            quote => {
                let inside = at.saturating_add(1);
                let end = memchr::memchr(*quote, rest.get(inside..)?)?;
                from = from.saturating_add(inside).saturating_add(end).saturating_add(1);
            }
        }
    }
}

fn parted(text: &[u8]) -> Tag<'_> {
    let (text, is_empty) = match text {
        [open @ .., b'/'] => (open, true),
        _ => (text, false),
    };
    let end = text.iter().position(u8::is_ascii_whitespace).unwrap_or(text.len());
    let (name, attributes) = text.split_at_checked(end).unwrap_or((text, &[]));
    Tag { name, attributes, is_empty }
}

#[cfg(test)]
#[allow(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a panic in a test is a failed test"
)]
mod tests {
    use super::*;

    /// Gives a few bytes at a time, as a decompressor may.
    struct Drops<'t>(&'t [u8], usize);

    impl Read for Drops<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(self.0.len()).min(into.len());
            into[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    fn names(text: &[u8], drop: usize) -> Vec<String> {
        let mut tags = Tags::new(Drops(text, drop));
        let mut names = Vec::new();
        while let Some(tag) = tags.next(|_| true).unwrap() {
            names.push(String::from_utf8_lossy(tag.name).into_owned());
        }
        names
    }

    #[test]
    fn tags_come_whole_however_the_stream_is_cut() {
        let text = b"<?xml?><a x='>' y=\"/>\"/>\n<!-- <b/> --><c\n z=\"1\"> </c><d";
        for drop in [1, 2, 7, 1000] {
            assert_eq!(names(text, drop), ["?xml?", "a", "c", "/c"], "{drop}");
        }
    }

    #[test]
    fn a_comment_longer_than_the_window_hides_what_is_in_it() {
        let text = format!("<!-- {} --><a/>", "<b/>".repeat(300_000));
        assert_eq!(names(text.as_bytes(), 4096), ["a"]);
    }

    #[test]
    fn a_tag_of_megabytes_is_passed_over_and_counted() {
        let text = format!("<a/><b x=\"{}\"/><c/>", "y".repeat(2 << 20));
        let mut tags = Tags::new(text.as_bytes());
        let mut names = Vec::new();
        while let Some(tag) = tags.next(|_| true).unwrap() {
            names.push(tag.name.to_vec());
        }
        assert_eq!(names, [b"a".to_vec(), b"c".to_vec()]);
        assert_eq!(tags.too_long, 1);
        assert_eq!(tags.bytes(), text.len() as u64);
    }

    #[test]
    fn attributes_stand_apart_from_the_name() {
        let mut tags = Tags::new(&b"<Record type=\"x\" value='1'/>"[..]);
        let tag = tags.next(|_| true).unwrap().unwrap();
        assert_eq!((tag.name, tag.is_empty), (&b"Record"[..], true));
        assert_eq!(tag.attributes, b" type=\"x\" value='1'");
    }
}

//! The walk over an XML file: elements open and close, and the listener says what they are.
//!
//! quick-xml gives the events. What opens must close: an end tag that closes an outer element
//! closes the inner ones with it, and an end tag that closes nothing is passed over, so that one
//! broken point does not take the file with it.

use std::borrow::Cow;

use quick_xml::{
    Error, Reader,
    events::{BytesStart, Event},
};

use super::{
    super::IngestError,
    text::{entity, local},
    trouble::{Trouble, Troubles},
};

/// Elements may nest this deep; GPX and TCX need ten.
const DEPTH_MAX: usize = 96;

/// A tag may be this long, attributes included; a root with all its schema addresses has two kB.
const TAG_BYTES_MAX: usize = 64 << 10;

/// A start tag.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Element<'t> {
    /// Its name without a prefix.
    pub(in super::super) name: &'t [u8],
    /// What follows the name.
    pub(in super::super) attributes: &'t [u8],
    /// Where it ends, in bytes.
    pub(in super::super) at: usize,
}

/// Who hears what the walk finds.
pub(in super::super) trait Listener {
    /// What an element is to the listener.
    type Kind: Copy;

    /// What stands around the root.
    const OUTSIDE: Self::Kind;

    /// An element opens inside another one.
    fn open(&mut self, element: Element<'_>, parent: Self::Kind) -> Self::Kind;

    /// An element closes that had this text since its last child.
    fn close(&mut self, kind: Self::Kind, text: Text<'_>, troubles: &mut Troubles);
}

/// The text of an element, and where it ends.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Text<'t> {
    /// The text, entities resolved.
    pub(in super::super) bytes: &'t [u8],
    /// Where the element ends, in bytes.
    pub(in super::super) at: usize,
}

/// Where the walk had to stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Broken {
    /// The offset in bytes.
    pub(in super::super) at: usize,
    /// What was found there.
    pub(in super::super) what: String,
}

/// Walks over a file. Ends with where and why the walk stopped early, if it did.
///
/// # Errors
///
/// When a limit is passed.
pub(in super::super) fn walk<L: Listener>(
    bytes: &[u8],
    listener: &mut L,
    troubles: &mut Troubles,
) -> Result<Option<Broken>, IngestError> {
    let mut walk = Walk { listener, troubles, stack: Vec::with_capacity(16), bytes };
    let mut gathered = Gathered::default();
    let mut reader = Reader::from_reader(bytes);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    loop {
        let event = reader.read_event();
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        match event {
            Ok(Event::Text(text)) => gathered.add(text.into_inner()),
            Ok(Event::Start(tag)) => {
                walk.open(&tag, at, 1)?;
                gathered.clear();
            }
            Ok(Event::End(tag)) => {
                walk.close(tag.name().as_ref(), Text { bytes: gathered.text(), at });
                gathered.clear();
            }
            Ok(Event::Empty(tag)) => {
                walk.open(&tag, at, 2)?;
                walk.close_innermost(Text { bytes: &[], at });
                gathered.clear();
            }
            Ok(Event::CData(text)) => gathered.add(text.into_inner()),
            Ok(Event::GeneralRef(name)) => gathered.add_entity(&name, walk.troubles, at),
            Ok(Event::DocType(_)) => walk.troubles.note(Trouble::DocumentType, at),
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_)) => {}
            Ok(Event::Eof) => return Ok(walk.unfinished(at)),
            Err(Error::IllFormed(_)) => walk.troubles.note(Trouble::IllFormed, at),
            Err(error) => {
                let at = usize::try_from(reader.error_position()).unwrap_or(usize::MAX);
                return Ok(Some(Broken { at, what: error.to_string() }));
            }
        }
    }
}

struct Walk<'w, L: Listener> {
    listener: &'w mut L,
    troubles: &'w mut Troubles,
    stack: Vec<Open<'w, L::Kind>>,
    bytes: &'w [u8],
}

struct Open<'w, K> {
    kind: K,
    name: &'w [u8],
}

impl<L: Listener> Walk<'_, L> {
    /// Opens an element whose tag ends at an offset, `closing` bytes after its content.
    #[inline]
    fn open(&mut self, tag: &BytesStart<'_>, at: usize, closing: usize) -> Result<(), IngestError> {
        if self.stack.len() >= DEPTH_MAX {
            let what = format!("XML elements nested more than {DEPTH_MAX} deep");
            return Err(IngestError::Limit { what });
        }
        if tag.len() > TAG_BYTES_MAX {
            let what = format!("an XML tag of over {} KiB", TAG_BYTES_MAX >> 10);
            return Err(IngestError::Limit { what });
        }
        let end = at.saturating_sub(closing);
        let content = self.bytes.get(end.saturating_sub(tag.len())..end).unwrap_or_default();
        let (name, attributes) =
            content.split_at_checked(tag.name().as_ref().len()).unwrap_or((content, &[]));
        let parent = self.stack.last().map_or(L::OUTSIDE, |open| open.kind);
        let element = Element { name: local(name), attributes, at };
        let kind = self.listener.open(element, parent);
        self.stack.push(Open { kind, name });
        Ok(())
    }

    #[inline]
    fn close(&mut self, name: &[u8], text: Text<'_>) {
        if self.stack.last().is_some_and(|open| open.name == name) {
            self.close_innermost(text);
        } else {
            self.close_outer(name, text);
        }
    }

    fn close_innermost(&mut self, text: Text<'_>) {
        if let Some(open) = self.stack.pop() {
            self.listener.close(open.kind, text, self.troubles);
        }
    }

    #[cold]
    fn close_outer(&mut self, name: &[u8], text: Text<'_>) {
        self.troubles.note(Trouble::Nesting, text.at);
        let Some(depth) = self.stack.iter().rposition(|open| open.name == name) else { return };
        self.close_innermost(text);
        while self.stack.len() > depth {
            self.close_innermost(Text { bytes: &[], at: text.at });
        }
    }

    fn unfinished(&self, at: usize) -> Option<Broken> {
        let open = self.stack.last()?;
        let name = String::from_utf8_lossy(local(open.name)).into_owned();
        Some(Broken { at, what: format!("the file ends inside <{name}>") })
    }
}

/// Text since the last tag: nearly always one piece of the file, and then borrowed from it.
#[derive(Default)]
struct Gathered<'w> {
    piece: &'w [u8],
    pieces: Vec<u8>,
}

impl<'w> Gathered<'w> {
    #[inline]
    fn add(&mut self, piece: Cow<'w, [u8]>) {
        match piece {
            Cow::Borrowed(piece) if self.is_empty() => self.piece = piece,
            piece => self.append(&piece),
        }
    }

    #[inline]
    fn is_empty(&self) -> bool {
        self.piece.is_empty() && self.pieces.is_empty()
    }

    #[cold]
    fn append(&mut self, piece: &[u8]) {
        self.join();
        self.pieces.extend_from_slice(piece);
    }

    fn join(&mut self) {
        self.pieces.extend_from_slice(self.piece);
        self.piece = &[];
    }

    #[cold]
    fn add_entity(&mut self, name: &[u8], troubles: &mut Troubles, at: usize) {
        self.join();
        if let Some(character) = entity(name) {
            self.pieces.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        } else {
            troubles.note(Trouble::UnknownEntity, at);
            self.pieces.push(b'&');
            self.pieces.extend_from_slice(name);
            self.pieces.push(b';');
        }
    }

    #[inline]
    fn text(&self) -> &[u8] {
        if self.pieces.is_empty() { self.piece } else { &self.pieces }
    }

    #[inline]
    fn clear(&mut self) {
        self.piece = &[];
        self.pieces.clear();
    }
}

//! Numbers out of R's compressed workspace files: as much of the format as one recording needs.

use super::data::Failure;

/// Codes of R's serialised types.
const SYMBOL: u32 = 1;
const PAIRS: u32 = 2;
const CHARACTERS: u32 = 9;
const INTEGERS: [u32; 2] = [10, 13];
const REALS: u32 = 14;
const STRINGS: u32 = 16;
const LIST: u32 = 19;
const END: u32 = 254;
const AGAIN: u32 = 255;

/// Where the type stands in an object's first word, and what may stand around the object.
const KIND: u32 = 0xff;
const HAS_ATTRIBUTES: u32 = 0x200;
const HAS_TAG: u32 = 0x400;

/// An object, without its attributes.
pub(crate) enum Object {
    Text(String),
    Numbers(Vec<f64>),
    List(Vec<Object>),
    Nothing,
}

impl Object {
    /// The objects of a list; none of anything else.
    pub(crate) fn list(self) -> Vec<Object> {
        if let Object::List(objects) = self { objects } else { Vec::new() }
    }

    /// The numbers of a vector; none of anything else.
    pub(crate) fn numbers(self) -> Vec<f64> {
        if let Object::Numbers(numbers) = self { numbers } else { Vec::new() }
    }

    fn text(&self) -> &str {
        if let Object::Text(text) = self { text } else { "" }
    }
}

/// Whether each of a list's texts is `wanted`.
pub(crate) fn is_each(objects: &Object, wanted: &str) -> Vec<bool> {
    let Object::List(objects) = objects else { return Vec::new() };
    objects.iter().map(|object| object.text() == wanted).collect()
}

/// The first object of a workspace file (`RDX2`, big-endian, xz).
pub(crate) fn first_object(compressed: &[u8]) -> Result<Object, Failure> {
    let mut bytes = Vec::new();
    lzma_rs::xz_decompress(&mut &*compressed, &mut bytes)
        .map_err(|error| format!("not an xz file: {error:?}"))?;
    let rest = bytes.strip_prefix(b"RDX2\nX\n").ok_or("not an RDX2 workspace")?;
    // Three words of versions stand before the first object.
    let mut reader = Reader { rest: rest.get(12..).ok_or("cut short")? };
    let first = reader.object()?;
    first.list().into_iter().next().ok_or_else(|| "an empty workspace".into())
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl Reader<'_> {
    fn take(&mut self, count: usize) -> Result<&[u8], Failure> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or("cut short")?;
        self.rest = rest;
        Ok(taken)
    }

    fn word(&mut self) -> Result<u32, Failure> {
        Ok(u32::from_be_bytes(self.take(4)?.try_into()?))
    }

    fn object(&mut self) -> Result<Object, Failure> {
        let flags = self.word()?;
        let kind = flags & KIND;
        match kind {
            // The end, or a symbol named before: none is looked at by name.
            END | AGAIN => return Ok(Object::Nothing),
            SYMBOL => return self.object(),
            PAIRS => return self.pairs(flags),
            _ => {}
        }
        let count = self.word()?;
        if kind == CHARACTERS {
            let length = if count == u32::MAX { 0 } else { usize::try_from(count)? };
            return Ok(Object::Text(String::from_utf8_lossy(self.take(length)?).into_owned()));
        }
        let object = if kind == REALS {
            let numbers = (0..count)
                .map(|_| Ok::<f64, Failure>(f64::from_be_bytes(self.take(8)?.try_into()?)));
            Object::Numbers(numbers.collect::<Result<_, _>>()?)
        } else if INTEGERS.contains(&kind) {
            let numbers = (0..count).map(|_| Ok::<f64, Failure>(f64::from(self.word()?)));
            Object::Numbers(numbers.collect::<Result<_, _>>()?)
        } else if kind == STRINGS || kind == LIST {
            Object::List((0..count).map(|_| self.object()).collect::<Result<_, _>>()?)
        } else {
            return Err(format!("an R object of type {kind}").into());
        };
        if flags & HAS_ATTRIBUTES != 0 {
            self.object()?;
        }
        Ok(object)
    }

    /// A list of pairs, as the list of what they hold.
    fn pairs(&mut self, mut flags: u32) -> Result<Object, Failure> {
        let mut objects = Vec::new();
        while flags & KIND == PAIRS {
            for before in [HAS_ATTRIBUTES, HAS_TAG] {
                if flags & before != 0 {
                    self.object()?;
                }
            }
            objects.push(self.object()?);
            flags = self.word()?;
        }
        Ok(Object::List(objects))
    }
}

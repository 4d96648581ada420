//! Bytes into text: encodings, attributes, entities.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How far into a file the XML declaration is looked for.
const DECLARATION_WITHIN_BYTES: usize = 256;

/// No known entity is longer than this, `&` and `;` included: `&#x10FFFF;`, with leading zeros.
const ENTITY_BYTES_MAX: usize = 16;

/// The longest name that is kept.
const NAME_CHARS_MAX: usize = 96;

/// The bytes as UTF-8, borrowed where they are so already.
///
/// Names and numbers are ASCII, so bytes that claim to be UTF-8 are not checked as a whole; a name
/// that is shown is. A declaration that cannot be true (UTF-16 in ASCII letters) is ignored.
pub(in super::super) fn decoded(bytes: &[u8]) -> Cow<'_, [u8]> {
    let wide = match bytes {
        [0xff, 0xfe, ..] | [b'<', 0, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] | [0, b'<', ..] => Some(UTF_16BE),
        _ => None,
    };
    if let Some(encoding) = wide {
        return Cow::Owned(encoding.decode_with_bom_removal(bytes).0.into_owned().into_bytes());
    }
    let mut text = bytes;
    while let Some(rest) = text.strip_prefix(b"\xef\xbb\xbf") {
        text = rest;
    }
    match declared_encoding(text) {
        Some(encoding) if encoding != UTF_8 && !text.is_ascii() => {
            Cow::Owned(encoding.decode_without_bom_handling(text).0.into_owned().into_bytes())
        }
        _ => Cow::Borrowed(text),
    }
}

fn declared_encoding(text: &[u8]) -> Option<&'static Encoding> {
    let head = text.get(..DECLARATION_WITHIN_BYTES).unwrap_or(text);
    let declaration = head.trim_ascii_start().strip_prefix(b"<?xml")?;
    let end = declaration.iter().position(|&byte| byte == b'>')?;
    let label = attribute(declaration.get(..end)?, b"encoding")?;
    let encoding = Encoding::for_label(label)?;
    (encoding.is_ascii_compatible()).then_some(encoding)
}

/// The value of an attribute, entities and all, by its local name in any case.
pub(in super::super) fn attribute<'t>(attributes: &'t [u8], name: &[u8]) -> Option<&'t [u8]> {
    Attributes { rest: attributes }
        .find_map(|(found, value)| found.eq_ignore_ascii_case(name).then_some(value))
}

/// Attributes as local name and value; quotes may be missing.
pub(in super::super) struct Attributes<'t> {
    /// What follows the element's name.
    pub(in super::super) rest: &'t [u8],
}

impl<'t> Iterator for Attributes<'t> {
    type Item = (&'t [u8], &'t [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let text = self.rest.trim_ascii_start();
        let equals = text.iter().position(|&byte| byte == b'=')?;
        let (name, rest) = text.split_at(equals);
        let rest = rest.get(1..)?.trim_ascii_start();
        let (value, rest) = match rest {
            [quote @ (b'"' | b'\''), rest @ ..] => {
                let end = rest.iter().position(|byte| byte == quote).unwrap_or(rest.len());
                let (value, rest) = rest.split_at(end);
                (value, rest.get(1..).unwrap_or_default())
            }
            _ => rest.split_at(rest.iter().position(u8::is_ascii_whitespace).unwrap_or(rest.len())),
        };
        self.rest = rest;
        Some((local(name.trim_ascii()), value))
    }
}

/// A name without its prefix.
pub(in super::super) fn local(name: &[u8]) -> &[u8] {
    match name.iter().position(|&byte| byte == b':') {
        Some(colon) => name.get(colon..).and_then(|rest| rest.get(1..)).unwrap_or_default(),
        None => name,
    }
}

/// The character that an entity stands for, without `&` and `;`: XML's five, and numbers.
pub(in super::super) fn entity(name: &[u8]) -> Option<char> {
    match name {
        b"lt" => Some('<'),
        b"gt" => Some('>'),
        b"amp" => Some('&'),
        b"apos" => Some('\''),
        b"quot" => Some('"'),
        [b'#', b'x' | b'X', digits @ ..] => character(digits, 16),
        [b'#', digits @ ..] => character(digits, 10),
        _ => None,
    }
}

fn character(digits: &[u8], radix: u32) -> Option<char> {
    char::from_u32(u32::from_str_radix(str::from_utf8(digits).ok()?, radix).ok()?)
}

/// A value with its known entities resolved; unknown ones stay as they are.
pub(in super::super) fn unescaped(value: &[u8]) -> Cow<'_, [u8]> {
    if !value.contains(&b'&') {
        return Cow::Borrowed(value);
    }
    let mut resolved = Vec::with_capacity(value.len());
    let mut rest = value;
    while let Some(ampersand) = rest.iter().position(|&byte| byte == b'&') {
        let (before, after) = rest.split_at(ampersand);
        resolved.extend_from_slice(before);
        let near = after.get(..ENTITY_BYTES_MAX).unwrap_or(after);
        let end = near.iter().position(|&byte| byte == b';');
        let named = end.and_then(|end| Some((entity(after.get(1..end)?)?, after.get(end..)?)));
        rest = if let Some((character, tail)) = named {
            resolved.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
            tail.get(1..).unwrap_or_default()
        } else {
            resolved.push(b'&');
            after.get(1..).unwrap_or_default()
        };
    }
    resolved.extend_from_slice(rest);
    Cow::Owned(resolved)
}

/// A name as it may be shown: valid, one line, of a length that one can read. None when empty.
pub(in super::super) fn shown(value: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(value);
    let words: Vec<&str> = text
        .split(|character: char| character.is_whitespace() || character.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    let line: String = words.join(" ").chars().take(NAME_CHARS_MAX).collect();
    (!line.is_empty()).then_some(line)
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
    fn every_encoding_gives_the_same_text() {
        let text = "<?xml version=\"1.0\"?><gpx creator=\"Vívoactive\"/>";
        let wide: Vec<u16> = text.encode_utf16().collect();
        let little: Vec<u8> = wide.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = wide.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        for bytes in [
            text.as_bytes().to_vec(),
            marked(b"\xef\xbb\xbf", text.as_bytes()),
            marked(b"\xff\xfe", &little),
            marked(b"\xfe\xff", &big),
            little,
            big,
        ] {
            assert_eq!(decoded(&bytes).as_ref(), text.as_bytes());
        }
    }

    #[test]
    fn latin_1_is_read_as_declared() {
        let bytes = b"<?xml version='1.0' encoding='ISO-8859-1'?><gpx creator='V\xedvoactive'/>";
        assert!(String::from_utf8_lossy(&decoded(bytes)).contains("creator='Vívoactive'"));
    }

    #[test]
    fn a_false_word_on_the_encoding_is_ignored() {
        let bytes = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><gpx creator=\"í\"/>".as_bytes();
        assert_eq!(decoded(bytes).as_ref(), bytes);
    }

    #[test]
    fn attributes_are_found_in_any_dress() {
        let attributes = b" xml:LAT = '1' lon=\"2\"\n x=3 broken";
        assert_eq!(attribute(attributes, b"lat"), Some(&b"1"[..]));
        assert_eq!(attribute(attributes, b"lon"), Some(&b"2"[..]));
        assert_eq!(attribute(attributes, b"x"), Some(&b"3"[..]));
        assert_eq!(attribute(attributes, b"broken"), None);
    }

    #[test]
    fn only_the_entities_of_xml_itself_are_resolved() {
        let value = b"a &amp; b &#233;&#x41; &bomb; & &";
        assert_eq!(unescaped(value), "a & b \u{e9}A &bomb; & &".as_bytes());
    }
}

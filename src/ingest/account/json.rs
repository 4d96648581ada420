//! JSON as services write it: numbers that may be texts, lists of a hundred megabytes, and what is no
//! JSON at all.

use std::{fmt, io::Read, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use crate::ingest::IngestError;

/// A number that may be written as a text, or be missing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Number(pub(super) Option<f64>);

/// A text that may be written as a number, or be missing.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Text(pub(super) Option<String>);

impl Number {
    /// The number where it is more than zero, which services write for what was not measured.
    pub(super) fn positive(self) -> Option<f64> {
        self.0.filter(|number| *number > 0.0)
    }

    /// The number as a whole one.
    pub(super) fn whole(self) -> Option<i64> {
        #[allow(clippy::cast_possible_truncation, reason = "saturates, and is judged as a time")]
        self.0.map(|number| number.round() as i64)
    }
}

struct AnyScalar;

enum Scalar {
    Number(f64),
    Text(String),
    None,
}

impl<'de> Visitor<'de> for AnyScalar {
    type Value = Scalar;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number or a text")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Scalar, E> {
        Ok(Scalar::None)
    }

    fn visit_i64<E>(self, number: i64) -> Result<Scalar, E> {
        Ok(Scalar::Number(number as f64))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Scalar, E> {
        Ok(Scalar::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Scalar, E> {
        Ok(Scalar::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Scalar, E> {
        Ok(Scalar::Text(text.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Scalar, E> {
        Ok(Scalar::None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Scalar, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Scalar::None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Scalar, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Scalar::None)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Number, D::Error> {
        let number = match from.deserialize_any(AnyScalar)? {
            Scalar::Number(number) => Some(number),
            Scalar::Text(text) => text.trim().parse().ok(),
            Scalar::None => None,
        };
        Ok(Number(number.filter(|number: &f64| number.is_finite())))
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Text, D::Error> {
        Ok(Text(match from.deserialize_any(AnyScalar)? {
            Scalar::Number(number) => Some(number.to_string()),
            Scalar::Text(text) => Some(text),
            Scalar::None => None,
        }))
    }
}

/// Hands on the elements of a list one by one, or what stands alone.
///
/// # Errors
///
/// When it is no JSON; elements before the place where it breaks were handed on.
pub(super) fn each<T: DeserializeOwned>(
    from: impl Read,
    take: &mut dyn FnMut(T),
) -> Result<(), IngestError> {
    let buffered = std::io::BufReader::with_capacity(BUFFER_BYTES, from);
    let mut json = serde_json::Deserializer::from_reader(buffered);
    Each { take, of: PhantomData }.deserialize(&mut json).map_err(|error| broken(&error))
}

const BUFFER_BYTES: usize = 64 << 10;

/// One document.
///
/// # Errors
///
/// When it is no JSON of the kind that is asked for.
pub(super) fn one<T: DeserializeOwned>(text: &[u8]) -> Result<T, IngestError> {
    serde_json::from_slice(text).map_err(|error| broken(&error))
}

fn broken(error: &serde_json::Error) -> IngestError {
    let line = u64::try_from(error.line()).unwrap_or(0);
    // Not the message itself: it may hold a part of the text.
    IngestError::Broken { offset: line, what: format!("{:?} in JSON", error.classify()) }
}

struct Each<'t, T> {
    take: &'t mut dyn FnMut(T),
    of: PhantomData<T>,
}

impl<'de, T: DeserializeOwned> DeserializeSeed<'de> for Each<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de, T: DeserializeOwned> Visitor<'de> for Each<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(element) = list.next_element::<T>()? {
            (self.take)(element);
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        let one = T::deserialize(serde::de::value::MapAccessDeserializer::new(map));
        (self.take)(one.map_err(A::Error::custom)?);
        Ok(())
    }
}

/// Makes JSON of what is nearly so: bare numbers as keys, and `NaN` as a value.
pub(super) struct Mended<R> {
    from: R,
    in_text: bool,
    escaped: bool,
    /// What came before, blanks left out: a key follows `{` or `,`.
    before: u8,
    /// A word that may be a key, or `NaN`.
    word: Vec<u8>,
    /// Mended bytes that were not yet handed on.
    ready: Vec<u8>,
    given: usize,
    /// Whether an object, not a list, is open, innermost last; deeper ones are not told apart.
    objects: Vec<bool>,
    ended: bool,
}

/// No number and no `NaN` is longer.
const WORD_BYTES_MAX: usize = 40;

/// JSON nested deeper than this is none of a service's.
const DEPTH_MAX: usize = 256;

impl<R: Read> Mended<R> {
    pub(super) fn new(from: R) -> Mended<R> {
        Mended {
            from,
            in_text: false,
            escaped: false,
            before: 0,
            word: Vec::new(),
            ready: Vec::new(),
            given: 0,
            objects: Vec::new(),
            ended: false,
        }
    }

    fn byte(&mut self, byte: u8) {
        if self.in_text {
            self.ready.push(byte);
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => {
                    self.in_text = false;
                    self.before = b'"';
                }
                _ => {}
            }
            return;
        }
        let of_a_word = byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'+');
        if of_a_word && self.word.len() < WORD_BYTES_MAX {
            self.word.push(byte);
            return;
        }
        self.end_word(byte);
        match byte {
            b'"' => self.in_text = true,
            b'{' | b'[' if self.objects.len() < DEPTH_MAX => self.objects.push(byte == b'{'),
            b'}' | b']' => {
                self.objects.pop();
            }
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            self.before = byte;
        }
        self.ready.push(byte);
    }

    /// Writes the word that ended before this byte.
    fn end_word(&mut self, next: u8) {
        if self.word.is_empty() {
            return;
        }
        let in_object = self.objects.last().copied().unwrap_or(false);
        let is_key =
            in_object && matches!(self.before, b'{' | b',') && (next == b':' || next == b' ');
        if is_key {
            self.ready.push(b'"');
            self.ready.append(&mut self.word);
            self.ready.push(b'"');
        } else if self.word == b"NaN" {
            self.ready.extend(b"null");
            self.word.clear();
        } else {
            self.ready.append(&mut self.word);
        }
        self.before = b'0';
    }
}

impl<R: Read> Read for Mended<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        while self.given >= self.ready.len() && !self.ended {
            self.ready.clear();
            self.given = 0;
            let mut raw = [0; 8192];
            let count = self.from.read(&mut raw)?;
            if count == 0 {
                self.ended = true;
                self.end_word(b' ');
            }
            for &byte in raw.get(..count).unwrap_or_default() {
                self.byte(byte);
            }
        }
        let rest = self.ready.get(self.given..).unwrap_or_default();
        let count = rest.len().min(into.len());
        if let (Some(to), Some(from)) = (into.get_mut(..count), rest.get(..count)) {
            to.copy_from_slice(from);
        }
        self.given = self.given.saturating_add(count);
        Ok(count)
    }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "a panic in a test is a failed test")]
mod tests {
    use super::*;

    fn mended(text: &str) -> String {
        let mut out = String::new();
        Mended::new(text.as_bytes()).read_to_string(&mut out).unwrap();
        out
    }

    #[test]
    fn bare_keys_are_quoted_and_nan_is_nothing_and_texts_stay_as_they_are() {
        assert_eq!(mended("{1.0:406.0,2.0 :811.0}"), "{\"1.0\":406.0,\"2.0\" :811.0}");
        assert_eq!(mended("[1, NaN, 3,NaN]"), "[1, null, 3,null]");
        let text = "{\"a {1:2, NaN\": \"\\\"{3:\", \"b\":[{4:5}]}";
        assert_eq!(mended(text), text.replace("{4:5}", "{\"4\":5}"));
    }

    #[test]
    fn elements_come_one_by_one_until_it_breaks_and_a_text_may_be_a_number() {
        let mut found = Vec::new();
        let broken =
            each::<Number>("[1, \"2.5\", null, true, {\"a\":[1]}, [".as_bytes(), &mut |it| {
                found.push(it.0);
            });
        assert_eq!(found, [Some(1.0), Some(2.5), None, None, None]);
        assert!(broken.is_err());
    }
}

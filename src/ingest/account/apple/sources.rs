//! Who wrote a record: an app or a device, told apart without keeping a name.
//!
//! Names of sources and devices hold first names ("Kim's iPhone"), so that a hash stands for them.
//! What is kept in words is the model.

use std::collections::BTreeMap;

use super::super::super::xml::unescaped;

/// A writer's number in this export.
pub(super) type Source = u16;

/// More writers than any phone has seen; records of further ones are left out.
const MOST_SOURCES: usize = 2048;

/// The longest model and firmware that are kept.
const WORD_BYTES_MAX: usize = 32;

/// What is known of a writer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Writer {
    /// `Watch7,2`, `iPhone15,2`; empty where it is an app that names no device.
    pub(super) hardware: String,
}

impl Writer {
    pub(super) fn is_watch(&self) -> bool {
        self.hardware.starts_with("Watch")
    }
}

/// The writers met so far.
#[derive(Debug, Default)]
pub(super) struct Sources {
    by_identity: BTreeMap<[u8; 16], Source>,
    writers: Vec<Writer>,
    /// The attributes looked at last, and whose they were: records of one writer follow each other.
    last: (Vec<u8>, Vec<u8>, Option<Source>),
}

impl Sources {
    /// The number of a writer, by its name and its device's attribute as they stand.
    #[inline]
    pub(super) fn number(&mut self, name: &[u8], device: &[u8]) -> Option<Source> {
        let device = without_address(device);
        if self.last.0 == name && self.last.1 == device && !self.writers.is_empty() {
            return self.last.2;
        }
        let number = self.looked_up(name, device);
        self.last = (name.to_vec(), device.to_vec(), number);
        number
    }

    fn looked_up(&mut self, name: &[u8], device: &[u8]) -> Option<Source> {
        let hardware = part(device, "hardware").unwrap_or_default();
        let mut hasher = blake3::Hasher::new();
        hasher.update(folded(name).as_bytes());
        hasher.update(b"\0");
        hasher.update(hardware.as_bytes());
        let mut identity = [0; 16];
        identity.iter_mut().zip(hasher.finalize().as_bytes()).for_each(|(to, from)| *to = *from);
        if let Some(&number) = self.by_identity.get(&identity) {
            return Some(number);
        }
        if self.writers.len() >= MOST_SOURCES {
            return None;
        }
        let number = Source::try_from(self.writers.len()).ok()?;
        self.by_identity.insert(identity, number);
        self.writers.push(Writer { hardware });
        Some(number)
    }

    pub(super) fn writers(self) -> Vec<Writer> {
        self.writers
    }
}

/// A name with plain blanks, and none about it: Apple writes its own watch in three ways.
fn folded(name: &[u8]) -> String {
    let text = unescaped(name);
    String::from_utf8_lossy(&text).replace('\u{a0}', " ").trim().to_owned()
}

/// A device without what changes each time: the address in memory that it begins with.
fn without_address(device: &[u8]) -> &[u8] {
    memchr::memchr(b',', device).and_then(|comma| device.get(comma..)).unwrap_or_default()
}

/// A part of a device's description: `hardware`, `software`. Letters, digits and plain marks only.
pub(super) fn part(device: &[u8], name: &str) -> Option<String> {
    let text = unescaped(device);
    let text = String::from_utf8_lossy(&text);
    let rest = text.split(", ").find_map(|part| part.strip_prefix(name)?.strip_prefix(':'))?;
    let plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, ',' | '.' | '_' | '-');
    let word: String = rest.chars().take_while(plain).take(WORD_BYTES_MAX).collect();
    (!word.is_empty()).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WATCH: &[u8] = b"&lt;&lt;HKDevice: 0x16c1a3ec0&gt;, name:Apple Watch, \
        manufacturer:Apple Inc., model:Watch, hardware:Watch7,2, software:11.4, creation date:2025-01-02 08:00:00 +0000&gt;";

    #[test]
    fn one_watch_is_one_writer_however_its_name_is_spelt_and_wherever_it_lay_in_memory() {
        let mut sources = Sources::default();
        let elsewhere = String::from_utf8_lossy(WATCH).replace("0x16c1a3ec0", "0x1");
        let watch = sources.number(b"Apple Watch", WATCH);
        assert_eq!(sources.number("Apple\u{a0}Watch".as_bytes(), WATCH), watch);
        assert_eq!(sources.number(b"Apple Watch ", elsewhere.as_bytes()), watch);
        assert_eq!(sources.number(b"Apple&#160;Watch", WATCH), watch);
        assert_ne!(sources.number(b"Apple Watch", b""), watch);
        assert_ne!(sources.number(b"Strava", b""), sources.number(b"Connect", b""));
        let writers = sources.writers();
        assert_eq!(writers.len(), 4);
        assert!(writers[0].is_watch() && !writers[1].is_watch());
    }

    #[test]
    fn of_a_device_its_model_and_firmware_are_read_and_its_name_is_not() {
        assert_eq!(part(WATCH, "hardware").as_deref(), Some("Watch7,2"));
        assert_eq!(part(WATCH, "software").as_deref(), Some("11.4"));
        assert_eq!(part(b"", "software"), None);
    }
}

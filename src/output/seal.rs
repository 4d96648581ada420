//! A checksum inside a file, over every byte but its own value.
//!
//! It tells whether a copy is as it was written. It is no signature: whoever changes a file on
//! purpose can seal it anew.

/// What stands before the value, in every format.
const MARK: &[u8] = b"backstride-checksum:";

/// Hexadecimal digits of the value: 256 bits.
const DIGITS: usize = 64;

/// What stands in the value's place while it is counted.
const BLANK: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// What a file's checksum says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SealVerdict {
    /// As it was written.
    Unchanged,
    /// Not as it was written.
    Changed,
    /// It holds no checksum.
    NotSealed,
}

/// A page with its checksum in a comment after its last tag.
pub fn html(page: String) -> Vec<u8> {
    let mut bytes = page.into_bytes();
    bytes.extend_from_slice(format!("<!-- backstride-checksum:{BLANK} -->\n").as_bytes());
    filled(bytes)
}

/// A PDF with its checksum in a comment after its end mark, where readers look for nothing.
pub fn pdf(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.extend_from_slice(format!("\n%backstride-checksum:{BLANK}\n").as_bytes());
    filled(bytes)
}

/// Whether a file is as it was written.
pub fn verify(bytes: &[u8]) -> SealVerdict {
    let Some(at) = value_at(bytes) else { return SealVerdict::NotSealed };
    let (Some(before), Some(value), Some(after)) =
        (bytes.get(..at), bytes.get(at..at + DIGITS), bytes.get(at + DIGITS..))
    else {
        return SealVerdict::NotSealed;
    };
    if value == checksum(before, after).as_bytes() {
        SealVerdict::Unchanged
    } else {
        SealVerdict::Changed
    }
}

/// Where the value begins: behind the last mark, so that no text before can pass for it.
fn value_at(bytes: &[u8]) -> Option<usize> {
    let mark = bytes.windows(MARK.len()).rposition(|window| window == MARK)?;
    let at = mark + MARK.len();
    (bytes.len() >= at + DIGITS).then_some(at)
}

fn checksum(before: &[u8], after: &[u8]) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(before).update(BLANK.as_bytes()).update(after);
    hasher.finalize().to_hex().to_string()
}

fn filled(mut bytes: Vec<u8>) -> Vec<u8> {
    if let Some(at) = value_at(&bytes)
        && let (Some(before), Some(after)) = (bytes.get(..at), bytes.get(at + DIGITS..))
    {
        let value = checksum(before, after);
        bytes.splice(at..at + DIGITS, value.into_bytes());
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_file_is_as_it_was_written_until_any_byte_changes() {
        for sealed in [html("<p>2 of 10</p>".to_owned()), pdf(b"%PDF-1.7\n%%EOF".to_vec())] {
            assert_eq!(verify(&sealed), SealVerdict::Unchanged);
            for at in 0..sealed.len() {
                let mut other = sealed.clone();
                other[at] ^= 1;
                assert_ne!(verify(&other), SealVerdict::Unchanged, "byte {at}");
            }
        }
    }

    #[test]
    fn the_value_is_blake3_of_the_bytes_with_noughts_in_its_place() {
        let sealed = String::from_utf8(html(String::new())).unwrap();
        let blank = format!("<!-- backstride-checksum:{BLANK} -->\n");
        let value = blake3::hash(blank.as_bytes()).to_hex();
        assert_eq!(sealed, blank.replace(BLANK, value.as_str()));
    }

    #[test]
    fn a_file_without_a_checksum_says_so() {
        assert_eq!(verify(b""), SealVerdict::NotSealed);
        assert_eq!(verify(b"a note on backstride-checksum:"), SealVerdict::NotSealed);
    }
}

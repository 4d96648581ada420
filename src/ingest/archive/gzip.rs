//! A gzip stream, and how it begins.

use std::io::{self, Read};

use flate2::bufread::GzDecoder;

use super::allowance::{SNIFFED_BYTES, damaged, length, too_large};
use crate::ingest::IngestError;

/// Decompresses a gzip stream of one or more members. A stream that ends early gives what it held:
/// the reader of the recording says that it is cut.
///
/// # Errors
///
/// When the stream is damaged, or decompresses to more than `limit` bytes.
pub fn gunzip(bytes: &[u8], limit: u64) -> Result<Vec<u8>, IngestError> {
    let mut plain = Vec::new();
    let mut rest = bytes;
    // What follows the last member without being one is padding.
    while rest.starts_with(&[0x1f, 0x8b]) {
        let before = plain.len();
        let room = limit.saturating_sub(length(&plain)).saturating_add(1);
        let mut decoder = GzDecoder::new(rest);
        let read = Read::by_ref(&mut decoder).take(room).read_to_end(&mut plain);
        if length(&plain) > limit {
            return Err(too_large(limit));
        }
        match read {
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof && plain.len() > before => {
                break;
            }
            Err(error) => return Err(damaged(&error)),
        }
        rest = decoder.into_inner();
    }
    if plain.is_empty() && !bytes.starts_with(&[0x1f, 0x8b]) {
        return Err(IngestError::Compression { what: "it is no gzip stream".to_owned() });
    }
    Ok(plain)
}

/// As many first bytes of what a gzip stream holds as its own first bytes give, at most a few
/// thousand: enough to tell what it is.
pub fn gunzip_head(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    // A stream that is cut gives what it held.
    let _cut = GzDecoder::new(bytes).take(SNIFFED_BYTES).read_to_end(&mut plain);
    plain
}

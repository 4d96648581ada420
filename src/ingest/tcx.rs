//! Stub.
use super::IngestError;
use crate::model::Activity;

/// Reads.
///
/// # Errors
///
/// Always, as yet.
pub fn read(_bytes: &[u8]) -> Result<Activity, IngestError> {
    Err(IngestError::NoSamples)
}

//! The end of a path by which a run names its files.

/// The longest name of a file that a run may name.
const NAME_BYTES_MAX: usize = 256;

/// The end of a path by which a run names its files, whatever folder the account was unpacked to.
pub fn ending(path: &str) -> Option<String> {
    let mut parts = path.rsplit(['/', '\\', '!']).filter(|part| !part.is_empty());
    let name = parts.next()?;
    let folder = parts.next().unwrap_or_default();
    (name.len().max(folder.len()) <= NAME_BYTES_MAX).then(|| format!("{folder}/{name}"))
}

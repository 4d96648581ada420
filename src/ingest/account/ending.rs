//! The end of a path by which a run names its files.

use std::path::Path;

/// The longest name of a file that a run may name.
const NAME_BYTES_MAX: usize = 256;

/// The end of a path by which a run names its files, whatever folder the account was unpacked to.
pub fn ending(path: &str) -> Option<String> {
    let parts = path.rsplit(['/', '\\', '!']);
    let mut parts = parts.filter(|part| !matches!(*part, "" | "." | ".."));
    let name = parts.next()?;
    let folder = parts.next().unwrap_or_default();
    (name.len().max(folder.len()) <= NAME_BYTES_MAX).then(|| format!("{folder}/{name}"))
}

/// The folder that holds one account, seen from a file of it: the file's own, or the one about the
/// folders over which Google spreads an account.
pub fn home(path: &Path) -> Option<&Path> {
    let is_googles = |folder: &&Path| {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        name == "Global Export Data" || name.ends_with("_GoogleData")
    };
    let own = path.parent()?;
    own.ancestors().find(is_googles).map_or(Some(own), Path::parent)
}

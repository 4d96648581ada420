//! What was done before, so that it need not be done again.
//!
//! An entry is found by the hash of all that it was made from and lies in a folder named by the hash
//! of the program itself, so that neither other data nor other code (nor another compiler, font or
//! dependency) ever finds it, and nobody has a number to keep. A damaged, cut or foreign entry is
//! one that is not there. Entries hold no values, only names and hashes of files: see [`WrittenFiles`].

mod written;

use std::{
    fmt,
    io::Write as _,
    path::{Path, PathBuf},
};

use crate::disk;

pub use written::WrittenFiles;

/// A folder of entries.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    program: blake3::Hash,
}

/// Where an entry is found: the hash of all that it was made from.
#[derive(Clone, Copy, Debug)]
pub struct Key(blake3::Hash);

/// Told by this file, programs that make backups leave the folder out (bford.info/cachedir).
const TAG_NAME: &str = "CACHEDIR.TAG";
const TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n\
    # What backstride has drawn before, by names and hashes of files. It may be deleted at any time.\n";

/// Hexadecimal digits of a program's folder.
const FOLDER_DIGITS: usize = 32;

/// More entries than anybody's pages: then all of them go, and those in use come back.
const ENTRIES_MAX: usize = 10_000;

/// More bytes than any entry has.
const ENTRY_BYTES_MAX: u64 = 1 << 20;

impl Store {
    /// The entries of this program below a folder; those of other builds are removed. None where
    /// nothing can be kept: the work is done anew.
    pub fn open(folder: &Path) -> Option<Store> {
        let program = this_program()?;
        disk::write_private(&folder.join(TAG_NAME), TAG.as_bytes()).ok()?;
        let own: String = program.to_hex().chars().take(FOLDER_DIGITS).collect();
        for name in disk::names(folder) {
            if is_a_programs(&name) && name != own {
                disk::remove_flat(&folder.join(name));
            }
        }
        let folder = folder.join(own);
        if disk::names(&folder).len() > ENTRIES_MAX {
            disk::remove_flat(&folder);
        }
        Some(Store { folder, program })
    }

    /// The key of something made from this. A derived `Debug` names every field and every bit of a
    /// number, a field added later too.
    pub fn key(&self, made_from: &impl fmt::Debug) -> Option<Key> {
        let mut hash = blake3::Hasher::new();
        write!(hash, "{made_from:?}").ok()?;
        Some(Key(hash.finalize()))
    }

    /// What was put under a key.
    pub fn get(&self, key: Key) -> Option<Vec<u8>> {
        let entry = disk::head(&self.path(key), ENTRY_BYTES_MAX).ok()?;
        let (checksum, value) = entry.split_at_checked(blake3::OUT_LEN)?;
        (*checksum == *self.checksum(key, value).as_bytes()).then(|| value.to_vec())
    }

    /// Puts a value under a key. Where that fails it is made anew the next time.
    pub fn put(&self, key: Key, value: &[u8]) {
        let entry = [self.checksum(key, value).as_bytes(), value].concat();
        let _best_effort = disk::write_private(&self.path(key), &entry);
    }

    fn path(&self, key: Key) -> PathBuf {
        self.folder.join(key.0.to_hex().as_str())
    }

    /// Over program, key and value: an entry of another program or under another name is none.
    fn checksum(&self, key: Key, value: &[u8]) -> blake3::Hash {
        let mut hash = blake3::Hasher::new_keyed(self.program.as_bytes());
        hash.update(key.0.as_bytes()).update(value).finalize()
    }
}

fn is_a_programs(name: &str) -> bool {
    name.len() == FOLDER_DIGITS && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The hash of the running program's bytes. A hash of this crate's source would miss another
/// compiler, other versions of dependencies and other features.
fn this_program() -> Option<blake3::Hash> {
    let file = disk::open(&std::env::current_exe().ok()?).ok()?;
    let mut hash = blake3::Hasher::new();
    hash.update_reader(file).ok()?;
    Some(hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(store: &Store) -> Vec<PathBuf> {
        disk::names(&store.folder).iter().map(|name| store.folder.join(name)).collect()
    }

    #[test]
    fn what_was_put_is_found_by_what_it_was_made_from_and_by_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        store.put(store.key(&("page", 0.1)).unwrap(), b"value");
        let again = Store::open(folder.path()).unwrap();
        let get = |made_from: (&str, f64)| again.get(again.key(&made_from).unwrap());
        assert_eq!(get(("page", 0.1)).as_deref(), Some(b"value".as_slice()));
        assert_eq!(get(("page", 0.1_f64.next_up())), None);
        assert_eq!(get(("other", 0.1)), None);
    }

    #[test]
    fn an_entry_that_is_damaged_cut_or_anothers_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        let key = store.key(&"a").unwrap();
        store.put(key, b"value");
        let path = store.path(key);
        let whole = disk::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 1;
            disk::write_private(&path, &damaged).unwrap();
            assert_eq!(store.get(key), None, "byte {at}");
            disk::write_private(&path, &whole[..at]).unwrap();
            assert_eq!(store.get(key), None, "cut at {at}");
        }
        let other = store.key(&"b").unwrap();
        disk::write_private(&store.path(other), &whole).unwrap();
        assert_eq!(store.get(other), None, "under another name");
        let folder = store.folder.clone();
        let newer = Store { folder, program: blake3::hash(b"another program") };
        disk::write_private(&path, &whole).unwrap();
        assert_eq!(newer.get(key), None, "of another program");
        assert!(store.get(key).is_some());
    }

    #[test]
    fn entries_of_other_builds_go_and_files_of_others_stay() {
        let folder = tempfile::tempdir().unwrap();
        let old = folder.path().join("0123456789abcdef0123456789abcdef");
        disk::write_private(&old.join("entry"), b"x").unwrap();
        let alien = folder.path().join("photos/0123456789abcdef0123456789abcdef");
        disk::write_private(&alien, b"x").unwrap();
        disk::write_private(&folder.path().join("letter.txt"), b"x").unwrap();
        let store = Store::open(folder.path()).unwrap();
        store.put(store.key(&1).unwrap(), b"1");
        assert!(!disk::exists(&old));
        assert!(disk::exists(&alien) && disk::exists(&folder.path().join("letter.txt")));
        assert_eq!(entries(&store).len(), 1);
    }

    #[test]
    fn more_entries_than_anybodys_pages_all_go() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        let key = store.key(&"kept").unwrap();
        store.put(key, b"x");
        for number in 0..ENTRIES_MAX {
            disk::write_private(&store.folder.join(number.to_string()), b"").unwrap();
        }
        assert_eq!(Store::open(folder.path()).unwrap().get(key), None);
        assert!(entries(&store).is_empty());
    }

    #[test]
    fn without_a_folder_to_write_in_there_is_no_store() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        disk::write_private(&file, b"x").unwrap();
        assert!(Store::open(&file.join("cache")).is_none());
    }

    #[cfg(unix)]
    #[test]
    fn folders_and_entries_are_the_owners_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let cache = folder.path().join("cache");
        let store = Store::open(&cache).unwrap();
        let key = store.key(&1).unwrap();
        store.put(key, b"1");
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!([mode(&cache), mode(&store.folder)], [0o700, 0o700]);
        assert_eq!(mode(&store.path(key)), 0o600);
    }
}

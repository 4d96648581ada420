//! Entries of the store: what was put comes back, and what somebody else wrote in its place does not.
#![no_main]

use std::{fs, path::PathBuf, sync::LazyLock};

use backstride::store::{Store, WrittenFiles};
use backstride_fuzz::bounded;
use libfuzzer_sys::fuzz_target;

struct Kept {
    store: Store,
    entry: PathBuf,
    _folder: tempfile::TempDir,
}

/// A store with one entry.
static KEPT: LazyLock<Kept> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder to write in");
    let store = Store::open(folder.path()).expect("a folder to write in");
    store.put(store.key(&"fuzz").expect("a key"), b"value");
    let names = |path: &std::path::Path| {
        let entries = fs::read_dir(path).expect("a folder");
        entries.map(|it| it.expect("an entry").path()).collect::<Vec<_>>()
    };
    let own =
        names(folder.path()).into_iter().find(|it| it.is_dir()).expect("the program's folder");
    let entry = names(&own).pop().expect("the entry");
    Kept { store, entry, _folder: folder }
});

fuzz_target!(|bytes: &[u8]| {
    bounded(bytes.len(), || {
        let key = KEPT.store.key(&"fuzz").expect("a key");
        KEPT.store.put(key, bytes);
        assert_eq!(KEPT.store.get(key).as_deref(), Some(bytes));
        fs::write(&KEPT.entry, bytes).expect("the entry can be written");
        assert_eq!(KEPT.store.get(key), None, "somebody else's entry");
        // The list of files that an entry holds.
        if let Some(written) = WrittenFiles::from_entry(bytes) {
            let entry = written.to_entry();
            assert_eq!(WrittenFiles::from_entry(&entry), Some(written.clone()));
            written.is_still_there(|_| Some(bytes.to_vec()));
        }
    });
});

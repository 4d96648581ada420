//! What several test modules need.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// The crate's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// The program, which keeps nothing of what it drew: tests start from nothing, and leave nobody's
/// cache changed.
pub(crate) fn program() -> Command {
    let mut program = Command::new(program_path());
    program.env("BACKSTRIDE_NO_CACHE", "1").env_remove("BACKSTRIDE_CACHE_DIR");
    program
}

/// Where the program lies that was built with these tests.
pub(crate) fn program_path() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_backstride"))
}

/// Runs programs that must end with a certain status.
pub(crate) trait Ends {
    /// Runs it to its end; fails with what it said where the status is another.
    fn ends_with(&mut self, status: i32) -> Output;
}

impl Ends for Command {
    #[track_caller]
    fn ends_with(&mut self, status: i32) -> Output {
        let output = self.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(status), "{said}");
        output
    }
}

/// The made-up runner's exports.
pub(crate) fn sample_data() -> PathBuf {
    root().join("sample-data")
}

/// The folder of real files, where this machine has it.
pub(crate) fn real_files() -> Option<PathBuf> {
    ["../shared/data", "../../shared/data"]
        .iter()
        .map(|folder| root().join(folder))
        .find(|folder| folder.join("CATALOGUE.tsv").is_file())
}

/// Every file below a folder but the lock, in order.
pub(crate) fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else if !path.file_name().unwrap().to_string_lossy().starts_with('.') {
            files.push(path);
        }
    }
    files.sort();
    files
}

pub(crate) mod apple;
pub(crate) mod damage;
pub(crate) mod diaries;
#[cfg(unix)]
pub(crate) mod shell;
pub(crate) mod synthetic;
pub(crate) mod watch;

/// Fails unless two numbers are as near as `tolerance`, in their unit.
#[track_caller]
pub(crate) fn assert_within(tolerance: f64, expected: f64, found: f64) {
    assert!(
        (found - expected).abs() <= tolerance,
        "expected {expected} ± {tolerance}, found {found}"
    );
}

/// One entry of the table of numbers worked out elsewhere.
pub(crate) fn science(key: &str) -> serde_json::Value {
    let table: serde_json::Value =
        serde_json::from_str(include_str!("../oracles/science.json")).unwrap();
    table[key].clone()
}

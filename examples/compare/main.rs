//! How fast exports are read, beside other crates, on one core of this machine, and where the time
//! goes.
//!
//! `cargo run --release --no-default-features --example compare [FOLDER]`: every FIT, GPX and TCX
//! file of the folder's `fit`, `gpx` and `tcx` that all readers of its format read without an
//! error. All figures are from one run. Our time is for everything: checksums, every message or
//! point, columns, sessions, identity.

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "an example prints, and reads its own inputs"
)]

mod fit;
mod measure;
mod relabel;
mod xml;

use std::{
    env, fs, panic,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// Says to a run of this program that it is the one that measures, and where its words go.
const REPORT_TO: &str = "COMPARE_REPORT_TO";

/// Some of the crates print while they read. So the measuring is done by a child whose output goes
/// nowhere, and which writes what it has to say into a file.
fn main() {
    let folder = env::args().nth(1).map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"),
        PathBuf::from,
    );
    if let Some(report) = env::var_os(REPORT_TO) {
        fs::write(report, measured(&folder)).unwrap();
        return;
    }
    let report = tempfile::NamedTempFile::new().unwrap();
    let status = Command::new(env::current_exe().unwrap())
        .arg(&folder)
        .env(REPORT_TO, report.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success(), "the measuring ended with {status}; is {} there?", folder.display());
    print!("{}", fs::read_to_string(report.path()).unwrap());
}

fn measured(folder: &Path) -> String {
    // Some of the crates panic on some files; that is no time to measure.
    panic::set_hook(Box::new(|_| {}));
    [measure::conditions(), fit::report(folder), xml::report_gpx(folder), xml::report_tcx(folder)]
        .join("\n")
}

//! Writes the sample data: four months of a made-up runner's files and pain log.
//!
//! ```text
//! cargo run --example make-sample-data [FOLDER]     # FOLDER: sample-data unless given
//! ```
//!
//! The same bytes come out every time and on every machine. Files of the same name are written
//! over; others are left alone.

#![allow(clippy::expect_used, reason = "what cannot happen here is a mistake in this program")]

mod sample;

use std::{env, fs, io, path::PathBuf};

#[allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a program that writes files")]
fn main() -> io::Result<()> {
    let folder = env::args_os().nth(1).map_or_else(|| PathBuf::from("sample-data"), PathBuf::from);
    let files = sample::files();
    fs::create_dir_all(folder.join("exports"))?;
    for file in &files {
        fs::write(folder.join(&file.path), &file.bytes)?;
    }
    let size_kb = files.iter().map(|file| file.bytes.len()).sum::<usize>() / 1000;
    println!("{} files, {size_kb} kB, in {}", files.len(), folder.display());
    Ok(())
}

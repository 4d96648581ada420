//! Pages of the documentation as a reader follows them: their commands run in a home of their own.

use std::{
    fs,
    os::unix::fs::{PermissionsExt as _, symlink},
    path::Path,
    process::Command,
};

use super::{Ends as _, program_path, sample_data};

/// A home with an export where the README has one, the sample beside it, and on its path the program
/// and something that opens pages by writing down their names.
pub(crate) fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join(name);
    fs::create_dir_all(at("bin")).unwrap();
    fs::create_dir_all(at("Downloads")).unwrap();
    symlink(program_path(), at("bin/backstride")).unwrap();
    fs::write(at("bin/xdg-open"), "#!/bin/sh\necho \"$1\" >>\"$HOME/opened\"\n").unwrap();
    fs::set_permissions(at("bin/xdg-open"), fs::Permissions::from_mode(0o755)).unwrap();
    for to in ["sample-data", "Downloads/my-export"] {
        Command::new("cp").arg("-r").arg(sample_data()).arg(at(to)).ends_with(0);
    }
    home
}

/// Runs a line of a shell in that home, and gives what it printed to either side.
#[track_caller]
pub(crate) fn runs(home: &Path, line: &str) -> String {
    let output = Command::new("sh")
        .args(["-e", "-c", line])
        .current_dir(home)
        .env_clear()
        .env("PATH", format!("{}:/usr/bin:/bin", home.join("bin").display()))
        .env("HOME", home)
        .env("BACKSTRIDE_NO_CACHE", "1")
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].map(|it| String::from_utf8(it).unwrap()).concat();
    assert!(output.status.success(), "`{line}` ended with {}: {said}", output.status);
    said
}

/// A block of a page that a reader does something with.
pub(crate) enum Block<'p> {
    /// Lines for the shell, without their comments.
    Commands(Vec<&'p str>),
    /// What the commands before it print, or a part of it.
    Printed(Vec<&'p str>),
    /// What is to stand in a file, which its first line names.
    File {
        /// The file.
        name: &'p str,
        /// What it holds.
        text: &'p str,
    },
}

/// The blocks of a page, in order.
pub(crate) fn blocks(page: &str) -> Vec<Block<'_>> {
    page.split("\n```")
        .skip(1)
        .step_by(2)
        .filter_map(|block| {
            let (kind, text) = block.split_once('\n')?;
            match kind {
                "sh" => Some(Block::Commands(
                    text.lines()
                        .filter_map(|line| line.split("   #").next())
                        .map(str::trim)
                        .filter(|line| !line.is_empty())
                        .collect(),
                )),
                "text" => Some(Block::Printed(text.lines().collect())),
                _ => {
                    let (first, text) = text.split_once('\n')?;
                    Some(Block::File { name: first.strip_prefix("# ")?, text })
                }
            }
        })
        .collect()
}

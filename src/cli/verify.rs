//! `backstride verify`: whether a shared copy is as it was written.

use anyhow::Error;

use super::{args::VerifyArgs, exit::Exit, say};
use crate::{
    disk,
    output::{
        seal::{self, SealVerdict},
        share::CopyData,
    },
};

/// One line a file; a finding for each that changed or was never sealed.
pub(super) fn run(args: &VerifyArgs) -> Result<Exit, Error> {
    let mut exit = Exit::Done;
    let mut lines = String::new();
    for path in &args.files {
        let bytes = disk::read(path)?;
        let verdict = seal::verify(&bytes);
        if verdict != SealVerdict::Unchanged {
            exit = Exit::Findings;
        }
        lines.push_str(&format!(
            "{}: {}\n",
            say::one_line(&path.display().to_string()),
            words(verdict, CopyData::read(&bytes).is_ok())
        ));
    }
    say::show(&lines)?;
    Ok(exit)
}

const fn words(verdict: SealVerdict, has_data: bool) -> &'static str {
    match verdict {
        SealVerdict::Unchanged if has_data => {
            "as it was written: its mark fits, and the figures that it carries as data are covered by \
             it; a mark shows a change by accident, and anybody can make one anew"
        }
        SealVerdict::Unchanged => {
            "as it was written: its mark fits; a mark shows a change by accident, and anybody can \
             make one anew"
        }
        SealVerdict::Changed => {
            "not as it was written: it was edited, printed anew or cut short; ask for the copy again"
        }
        SealVerdict::NotSealed => "holds no checksum: it is not a copy that `report --share` wrote",
    }
}

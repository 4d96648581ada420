//! How the program ends.

use crate::{model::Reason, pipeline::Gathered};

/// How the program ends. The numbers are part of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// Done.
    Done = 0,
    /// Done, and there is something to look at.
    Findings = 1,
    /// The command line, the config or the pain log is wrong.
    Wrong = 2,
    /// Done, but some file was unreadable, and `--strict` asked.
    Unreadable = 3,
    /// Nothing usable was found.
    Nothing = 4,
    /// Reading or writing failed for a reason outside: the disk, rights, memory.
    Outside = 5,
}

impl Exit {
    /// Where no activity was found: the system may have refused what would have held one.
    pub(super) fn without_activity(gathered: &Gathered) -> Exit {
        let was_refused = |reason: &Reason| matches!(reason, Reason::Disk { outside: true, .. });
        let refused = gathered.files.iter().any(|it| it.reason.as_ref().is_some_and(was_refused));
        if refused { Exit::Outside } else { Exit::Nothing }
    }
}

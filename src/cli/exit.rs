//! How the program ends.

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

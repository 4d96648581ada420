//! What pages say of all that is known, whatever their days.

use jiff::civil::Date;

/// What pages say of all that is known, whatever their days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Whole {
    /// The last day with a file.
    pub(super) last_file: Option<Date>,
    /// The last day with a row of the diary.
    pub(super) last_logged: Option<Date>,
    /// Whether anything counts as a run.
    pub(super) has_runs: bool,
}

impl Whole {
    /// As a page is told it that looks no further: an end beyond that is none of its own.
    pub(super) fn up_to(self, until: Date) -> Whole {
        let told = |day: Option<Date>| day.map(|day| day.min(until));
        Whole {
            last_file: told(self.last_file),
            last_logged: told(self.last_logged),
            has_runs: self.has_runs,
        }
    }
}

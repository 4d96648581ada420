//! Whether a session counts as a run, and what told it.

use super::keyed::keyed;

keyed! {
    /// What told whether a session is a run. A sport that is named decides; where none is named, the
    /// samples do.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Counted {
        /// Running is named.
        NamedRunning = "named_running",
        /// Another sport is named.
        NamedAnother = "named_another_sport",
        /// A sport is named by a word or number that is not known here: another sport.
        NamedUnknown = "named_unknown_sport",
        /// No sport is named, and the samples show running.
        ShownRunning = "samples_show_running",
        /// No sport is named, and it moves faster than anybody has run for so long.
        TooFast = "faster_than_anybody_runs",
        /// No sport is named, and it moves without steps, as wheels do.
        WithoutSteps = "moves_without_steps",
        /// No sport is named, and the samples do not show running.
        #[default]
        NotShown = "samples_show_no_running",
    }
}

impl Counted {
    /// Whether it counts as a run.
    pub const fn is_run(self) -> bool {
        matches!(self, Counted::NamedRunning | Counted::ShownRunning)
    }
}

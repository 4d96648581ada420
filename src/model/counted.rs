//! Whether a session counts as a run, and what told it.

/// What told whether a session is a run. A sport that is named decides; where none is named, the
/// samples do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counted {
    /// Running is named.
    NamedRunning,
    /// Another sport is named.
    NamedAnother,
    /// A sport is named by a word or number that is not known here: another sport.
    NamedUnknown,
    /// No sport is named, and the samples show running.
    ShownRunning,
    /// No sport is named, and it moves faster than anybody has run for so long.
    TooFast,
    /// No sport is named, and it moves without steps, as wheels do.
    WithoutSteps,
    /// No sport is named, and the samples do not show running.
    #[default]
    NotShown,
}

impl Counted {
    /// Whether it counts as a run.
    pub const fn is_run(self) -> bool {
        matches!(self, Counted::NamedRunning | Counted::ShownRunning)
    }

    /// The word in data.
    pub const fn key(self) -> &'static str {
        match self {
            Counted::NamedRunning => "named_running",
            Counted::NamedAnother => "named_another_sport",
            Counted::NamedUnknown => "named_unknown_sport",
            Counted::ShownRunning => "samples_show_running",
            Counted::TooFast => "faster_than_anybody_runs",
            Counted::WithoutSteps => "moves_without_steps",
            Counted::NotShown => "samples_show_no_running",
        }
    }
}

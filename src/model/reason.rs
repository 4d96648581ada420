//! Why a file gave no activity of its own.

use std::borrow::Cow;

use super::{IngestError, Service, keyed::keyed};

/// Why a file gave no activity of its own. Shown, it is a phrase that goes on from the path.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// Its bytes are no recording.
    #[error(transparent)]
    Ingest(#[from] IngestError),
    /// The disk, or the rights to the file, stand in the way.
    #[error("cannot be read: {what}")]
    Disk {
        /// What the system says.
        what: String,
        /// Whether the system refused, and not a limit of ours or the kind of file.
        outside: bool,
    },
    /// A folder that cannot be entered.
    #[error("is a folder that cannot be entered: {what}")]
    ShutFolder {
        /// What the system says.
        what: String,
    },
    /// A service's table of activities.
    #[error(
        "is a table of activities: what Strava or another service knows of its files is taken from it"
    )]
    Table,
    /// An archive with nothing to look at.
    #[error("is an archive that holds no files")]
    EmptyArchive,
    /// A file of a kind that holds no activity.
    #[error("is a {} file, not an activity", .kind.replace('_', " "))]
    OtherKind {
        /// Its kind, as the FIT profile or the reader names it: never a word of the file's own.
        kind: Cow<'static, str>,
    },
    /// Nothing in it says when it was.
    #[error("holds no moment in time: not one sample or session says when it was")]
    Timeless,
    /// It made the program fail.
    #[error("made this program fail: please report it, with the words above")]
    Failed,
    /// An account whose runs were taken out of it.
    #[error("is an export of {}: {parts}; {}", .service.name(), .service.lacks())]
    Account {
        /// Whose.
        service: Service,
        /// What was found in it, counted.
        parts: String,
    },
    /// The bytes of another file.
    #[error("holds the same bytes as {original}")]
    SameBytes {
        /// The other file.
        original: String,
    },
    /// The run of another file, of an account or by the samples.
    #[error("holds the same run as {original}{}", .proof.map(|it| format!(" ({})", it.words())).unwrap_or_default())]
    SameRun {
        /// The file whose recording leads.
        original: String,
        /// What shows that it is the same, where it had to be shown.
        proof: Option<Proof>,
    },
}

keyed! {
    /// What shows that recordings are one run.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Proof {
        /// There is only one.
        Alone = "the only recording",
        /// The same places at the same times.
        Place = "the same places at the same times",
        /// The same course of heart rate or cadence.
        Traces = "the same course of heart rate or cadence",
        /// The same first and last second, sport and distance.
        Ends = "the same first and last second",
        /// The same time, sport and distance, by the sums of a service that keeps no course.
        Sums = "the same time and distance, by sums alone",
        /// The same course and times but for whole quarters of an hour.
        Shifted = "the same course, with clocks apart by quarters of an hour",
    }
    /// The words for it.
    fn words;
}

/// What may help where a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// It is encrypted: its password opens it.
    Password,
    /// It is over a limit: what is in it may be read by itself.
    Unpack,
    /// The disk or the rights to it stand in the way.
    Access,
    /// The program is at fault: to be reported.
    Report,
    /// It is damaged: another copy.
    AnotherCopy,
}

impl Reason {
    /// The reason without what is of one file alone: no path, no number, no word of a file's own.
    pub fn in_general(&self) -> Cow<'static, str> {
        let words = match self {
            Reason::Ingest(error) => of_bytes(error),
            Reason::Disk { .. } => "cannot be read",
            Reason::ShutFolder { .. } => "is a folder that cannot be entered",
            Reason::Table => "is a table of activities",
            Reason::EmptyArchive => "is an archive that holds no files",
            Reason::OtherKind { kind } => {
                return format!("is a {} file", kind.replace('_', " ")).into();
            }
            Reason::Timeless => "holds no moment in time",
            Reason::Failed => "made this program fail",
            Reason::Account { .. } => "is an export of an account",
            Reason::SameBytes { .. } => "holds the same bytes",
            Reason::SameRun { .. } => "holds the same run",
        };
        words.into()
    }

    /// What may help, where the file should be an activity.
    pub const fn remedy(&self) -> Remedy {
        match self {
            Reason::Ingest(IngestError::Encrypted) => Remedy::Password,
            Reason::Ingest(
                IngestError::Limit { .. } | IngestError::Packed { .. } | IngestError::OneName,
            ) => Remedy::Unpack,
            Reason::Disk { .. } | Reason::ShutFolder { .. } => Remedy::Access,
            Reason::Failed => Remedy::Report,
            Reason::Ingest(_)
            | Reason::Table
            | Reason::EmptyArchive
            | Reason::OtherKind { .. }
            | Reason::Timeless
            | Reason::Account { .. }
            | Reason::SameBytes { .. }
            | Reason::SameRun { .. } => Remedy::AnotherCopy,
        }
    }
}

const fn of_bytes(error: &IngestError) -> &'static str {
    match error {
        IngestError::UnknownFormat => "is neither FIT nor GPX nor TCX",
        IngestError::Packed { .. } => "is packed in a way that is not opened",
        IngestError::OneName => "has several files of one name",
        IngestError::Empty => "is empty",
        IngestError::BadHeader { .. } => "has no usable FIT header",
        IngestError::Broken { .. } => "cannot be read from a byte on",
        IngestError::BrokenXml { .. } => "is broken XML",
        IngestError::NoSamples => "holds no samples",
        IngestError::Limit { .. } => "goes over a limit",
        IngestError::Account { .. } => "is an export of an account",
        IngestError::Part { .. } => "is a part of an account's export",
        IngestError::Unopened { .. } => "lies in an account's export, and is not opened",
        IngestError::Incomplete { .. } => "is incomplete",
        IngestError::Encrypted => "cannot be decompressed: it is encrypted",
        IngestError::Compression { .. } => "cannot be decompressed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a file, its name or the system chose.
    const JANE: &str = "Jane Doe 4711";

    #[test]
    fn the_words_for_all_files_hold_nothing_that_a_file_chose() {
        let what = || JANE.to_owned();
        for reason in [
            Reason::from(IngestError::Broken { offset: 4711, what: what() }),
            IngestError::BrokenXml { line: 4711, what: what() }.into(),
            IngestError::Limit { what: what() }.into(),
            IngestError::Incomplete { what: what() }.into(),
            IngestError::Compression { what: what() }.into(),
            Reason::Disk { what: what(), outside: true },
            Reason::ShutFolder { what: what() },
            Reason::SameBytes { original: what() },
            Reason::SameRun { original: what(), proof: None },
        ] {
            assert!(reason.to_string().contains(JANE));
            let words = reason.in_general();
            assert!(!words.contains("Jane") && !words.contains("4711"), "{words}");
        }
    }

    #[test]
    fn a_kind_of_file_is_told_by_the_profiles_name() {
        let reason = Reason::OtherKind { kind: "monitoring_b".into() };
        assert_eq!(reason.in_general(), "is a monitoring b file");
        assert_eq!(reason.to_string(), "is a monitoring b file, not an activity");
    }
}

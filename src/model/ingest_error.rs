//! Why bytes are not a recording, always with a place.

/// Why bytes are not a recording. The messages are sentences for people.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IngestError {
    /// Nothing that we know.
    #[error("is neither FIT nor GPX nor TCX")]
    UnknownFormat,
    /// Packed in a way that is not opened; a whole export may lie in it.
    #[error("is packed as {kind}, which is not opened: unpack it first, then give the folder")]
    Packed {
        /// In which.
        kind: &'static str,
    },
    /// An archive with several entries of one name, of which the last is found and the others are not.
    #[error(
        "has several files of one name, of which only the last is read: unpack it into a folder, keeping \
         all of them, and give that"
    )]
    OneName,
    /// No bytes at all.
    #[error("is empty")]
    Empty,
    /// A FIT header that makes no sense.
    #[error("has no usable FIT header at byte {offset}")]
    BadHeader {
        /// Where the header should be.
        offset: u64,
    },
    /// The structure breaks before the first sample.
    #[error("cannot be read from byte {offset} on ({what}), and nothing came before")]
    Broken {
        /// Where it breaks.
        offset: u64,
        /// What was found there.
        what: String,
    },
    /// XML that breaks before the first point.
    #[error("is broken XML at line {line} ({what}), and no point came before")]
    BrokenXml {
        /// Where it breaks.
        line: u64,
        /// What the parser says.
        what: String,
    },
    /// Readable, and nothing in it.
    #[error("holds no samples")]
    NoSamples,
    /// Over a limit that protects this machine.
    #[error("goes over a limit: {what}")]
    Limit {
        /// Which limit, and what it is.
        what: String,
    },
    /// An account's export, which is no recording itself.
    #[error("is an export of {service}, of which the runs are told one by one")]
    Account {
        /// Whose.
        service: &'static str,
    },
    /// A part of a run in an account's export.
    #[error("is a part of an export of {service}: it is taken in with its run")]
    Part {
        /// Whose.
        service: &'static str,
    },
    /// A file of an account's export that is none of running.
    #[error("lies in an export of {service}, and is not opened")]
    Unopened {
        /// Whose.
        service: &'static str,
    },
    /// An account's export that was cut off.
    #[error("is incomplete ({what}): export it again")]
    Incomplete {
        /// What is missing.
        what: String,
    },
    /// An archive or an entry behind a password.
    #[error(
        "cannot be decompressed: it is encrypted; unpack it with the password that was set when it was \
         asked for (7-Zip can), and give the folder"
    )]
    Encrypted,
    /// A compressed stream that does not decompress.
    #[error("cannot be decompressed: {what}")]
    Compression {
        /// What the decompressor says.
        what: String,
    },
}

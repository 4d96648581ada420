//! What may be wrong with a config.

use crate::keys::{TooLong, UnknownKey};

/// A config that is not right: what, where, what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// More than settings are.
    #[error(transparent)]
    TooLong(#[from] TooLong),
    /// A key that does not exist.
    #[error("{0}")]
    UnknownKey(UnknownKey),
    /// A value that cannot be.
    #[error("`{key}` is {value}; {allowed}")]
    BadValue {
        /// The key with its table.
        key: &'static str,
        /// What stands there.
        value: String,
        /// What may stand there.
        allowed: &'static str,
    },
    /// Not TOML, or a value of the wrong type.
    #[error("{0}")]
    Syntax(String),
}

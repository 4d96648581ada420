//! Whether a session is one in which steps are taken.

use super::counted;
use crate::model::Session;

/// Whether a session is one in which steps are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OnFoot {
    /// Running, or a sport in which running may occur.
    Running,
    /// Walking or hiking.
    Walking,
    /// The file does not say.
    Untold,
    /// Another sport.
    No,
}

impl OnFoot {
    pub(super) fn of(session: &Session) -> OnFoot {
        match counted::by_name(&session.sport) {
            Some(counted) if counted.is_run() => OnFoot::Running,
            _ if session.sport.is_walking() => OnFoot::Walking,
            Some(_) => OnFoot::No,
            None => OnFoot::Untold,
        }
    }
}

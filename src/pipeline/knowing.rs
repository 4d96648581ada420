//! What reading a file may know besides the file.

use super::{accounts::Accounts, strava::Tables, watched::Watched};
use crate::outing::Setting;

/// What reading a file may know besides the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Knowing<'a> {
    pub(super) setting: &'a Setting,
    pub(super) tables: &'a Tables,
    pub(super) accounts: &'a Accounts,
    pub(super) progress: &'a Watched<'a>,
    /// Whether activities are handed on beside what was measured of them.
    pub(super) keeps_activities: bool,
}

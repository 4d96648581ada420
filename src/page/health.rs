//! What an account's own diary says of the back, beside the log and apart from it.

use jiff::civil::Date;

use super::Middle;
use crate::model::Severity;

/// What an account's own diary says in a period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Health {
    /// Lower-back pain in the phone's words, by day; a day that is not there is not known. No figure of
    /// the page takes them in.
    pub back: Vec<(Date, Severity)>,
    /// Hours asleep by the account; none where it says none.
    pub sleep_h: Option<Middle>,
}

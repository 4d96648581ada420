//! What is wrong with a file, in words.

use crate::page::Trouble;

impl Trouble {
    /// One sentence without a final stop.
    pub fn words(&self) -> String {
        match self {
            Trouble::Notice(notice) => notice.to_string(),
            Trouble::SameRunIn(others) => {
                format!("the same run is in {} too; the richest file was kept", others.join(", "))
            }
            Trouble::Unread(reason) => reason.to_string(),
        }
    }
}

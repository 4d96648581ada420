//! The origin of a number, as it stands beside it.

use super::methods::Methods;
use crate::model::Provenance;

/// The origin of a number: a small dot and a word, which lead to how the number is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// `measured`, `derived`, `modelled`, `reported`: names the dot.
    pub(crate) key: &'static str,
    /// The word beside it.
    pub(crate) word: &'static str,
    /// The entry of the methods, where there is one.
    pub(crate) entry: Option<String>,
    /// What that entry is about.
    pub(crate) about: String,
}

impl Mark {
    /// The mark of a number of this origin.
    pub(crate) fn of(provenance: Provenance, key: &str, methods: &Methods) -> Mark {
        Mark::with(provenance.key(), provenance.word(), key, methods)
    }

    /// The mark of what the runner wrote in the log.
    pub(crate) fn reported(key: &str, methods: &Methods) -> Mark {
        Mark::with("reported", "reported", key, methods)
    }

    fn with(key: &'static str, word: &'static str, of: &str, methods: &Methods) -> Mark {
        let entry = methods.entry(of);
        let about = entry.map_or_else(String::new, |entry| entry.name.clone());
        Mark { key, word, entry: entry.map(|entry| entry.id.clone()), about }
    }
}

//! Where a number comes from, and how far the literature stands behind it.

use super::keyed::keyed;
use serde::{Deserialize, Serialize};

keyed! {
    /// How a value came to be.
    ///
    /// Ordered from the firmest to the softest, so that the greater of two is the weaker.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Provenance {
        /// A sensor recorded it.
        Measured = "measured", "measured";
        /// Arithmetic on measured values, or a signal estimate from raw acceleration.
        Derived = "derived", "calculated";
        /// Rests on a body model or a population constant.
        Modelled = "modelled", "estimated";
    }
    /// The word on the page.
    fn word;
}

impl Provenance {
    /// The weakest link of a chain: what can be claimed for a value made from these.
    ///
    /// ```
    /// use backstride::model::Provenance::{Derived, Measured, Modelled};
    ///
    /// assert_eq!(Derived.weakest([Measured, Modelled]), Modelled);
    /// assert_eq!(Derived.weakest([Measured, Measured]), Derived);
    /// ```
    #[must_use]
    pub fn weakest(self, inputs: impl IntoIterator<Item = Provenance>) -> Provenance {
        inputs.into_iter().fold(self, Ord::max)
    }

    /// The mark on the page: a full, half or hollow dot.
    pub const fn mark(self) -> &'static str {
        match self {
            Provenance::Measured => "●",
            Provenance::Derived => "◐",
            Provenance::Modelled => "○",
        }
    }
}

keyed! {
    /// How well a metric is supported, as a reader should weigh it.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Tier {
        /// Validated against a laboratory reference, in runners, by others than its authors.
        Established = "established",
        /// Published with a validation, not yet independently repeated.
        Supported = "supported",
        /// Plausible and useful to look at; no validation known for this kind of data.
        Exploratory = "exploratory",
    }
    /// The word in `explain` and on the method page.
    fn word;
}

/// A published source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Authors and year, as cited in running text.
    pub short: &'static str,
    /// Journal and place, or title where that says more.
    pub title: &'static str,
    /// Digital object identifier, without the resolver's address; empty where there is none.
    pub doi: &'static str,
}

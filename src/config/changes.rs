//! `[[change]]`: something that the runner changed on a day, to be looked back on.

use crate::model::keyed;
use jiff::civil::Date;
use serde::Deserialize;

/// For each of them form is told anew on either side.
pub(super) const MOST: usize = 100;

/// `[[change]]`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatedChange {
    /// The first day with it.
    pub date: Date,
    /// What it is.
    pub what: WhatChanged,
    /// Its name on the page, in the runner's own words.
    pub name: Option<String>,
}

keyed! {
    /// What may be changed.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum WhatChanged {
        /// The shoe.
        Shoe = "shoe",
        /// The ground run on.
        Surface = "surface",
        /// An insole.
        Insole = "insole",
        /// Something to think of while running: shorter steps, leaning less.
        Cue = "cue",
        /// A visit.
        Visit = "visit",
        /// A treatment.
        Treatment = "treatment",
        /// Anything else.
        Other = "other",
    }
}

impl DatedChange {
    /// `insole: left, 3 mm`; without a name the kind alone.
    pub fn words(&self) -> String {
        let kind = self.what.key();
        self.name.as_ref().map_or_else(|| kind.to_owned(), |name| format!("{kind}: {name}"))
    }
}

/// By their days; of one day as they were written.
pub(super) fn in_order(mut changes: Vec<DatedChange>) -> Vec<DatedChange> {
    changes.sort_by_key(|change| change.date);
    changes
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::config::Config;

    #[test]
    fn changes_are_read_in_order_of_their_days_and_kinds_that_are_none_refused() {
        let text = "[[change]]\ndate = 2026-09-28\nwhat = \"cue\"\nname = \"shorter steps\"\n\
                    [[change]]\ndate = \"2026-08-24\"\nwhat = \"shoe\"\n";
        let changes = Config::read(text).unwrap().changes;
        let told: Vec<_> = changes.iter().map(|it| (it.date, it.words())).collect();
        assert_eq!(
            told,
            [
                (date(2026, 8, 24), "shoe".to_owned()),
                (date(2026, 9, 28), "cue: shorter steps".to_owned())
            ]
        );
        let refused = |text: &str| Config::read(text).unwrap_err().to_string();
        let kind = refused("[[change]]\ndate = 2026-08-24\nwhat = \"sock\"\n");
        assert!(kind.contains("insole") && kind.contains("line 3"), "{kind}");
        let key = refused("[[change]]\ndate = 2026-08-24\nwhat = \"cue\"\nnmae = \"x\"\n");
        assert!(key.contains("did you mean `change.name`?"), "{key}");
        let far = refused("[[change]]\ndate = 1926-08-24\nwhat = \"cue\"\n");
        assert!(far.contains("change.date"), "{far}");
    }
}

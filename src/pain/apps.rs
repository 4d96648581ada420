//! Exports of other apps that are known by their header, and what they lack.

use super::names;

/// An app's export.
pub(super) struct App {
    /// Columns by which it is known, as we spell names.
    header: &'static [&'static str],
    /// What it is, and why it is no pain log.
    pub(super) is: &'static str,
    /// What to do.
    pub(super) then: &'static str,
}

/// By their columns as anybody can see them in an export; an app whose columns are not known for
/// certain is none of them.
static APPS: &[App] = &[
    App {
        header: &["full_date", "weekday", "mood", "activities"],
        is: "is Daylio's export, which has a mood in words and no pain from 0 to 10",
        then: "a log with a pain value of its own; what Daylio holds beside it is not turned into scores",
    },
    App {
        header: &["weekday", "time_of_day", "category", "rating/amount", "detail"],
        is: "is Bearable's export, a row a symptom with a severity of four words, not pain from 0 to 10",
        then: "a log with a pain value of its own; four words are not turned into scores",
    },
    // As a user posted it: github.com/crmne/cluster-headache-tracker, issue 81.
    App {
        header: &["started", "lasted", "attack_types", "pain_level", "affected_activities"],
        is: "is Migraine Buddy's export, whose pain from 0 to 10 is that of headaches",
        then: "a log of the back; attacks of headache are not taken for it",
    },
];

/// The app whose export has these columns.
pub(super) fn of(names: &[String]) -> Option<&'static App> {
    let has = |wanted: &&str| names.iter().any(|name| names::plain(name) == *wanted);
    APPS.iter().find(|app| app.header.iter().all(has))
}

#[cfg(test)]
mod tests {
    use crate::pain::{ColumnMap, read_as_far};

    fn told(header: &str, row: &str) -> Vec<String> {
        let text = format!("{header}\n{row}\n");
        let (_, problems) = read_as_far(text.as_bytes(), &ColumnMap::default(), "export.csv");
        problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn an_app_without_pain_scores_is_called_by_its_name_and_nothing_is_guessed() {
        let daylio = told(
            "full_date,date,weekday,time,mood,activities,note_title,note",
            "2026-10-03,October 3,Saturday,21:00,rad,\"running | family\",\"\",\"\"",
        );
        assert!(daylio[0].contains("is Daylio's export") && !daylio[0].contains("[pain.columns]"));
        assert_eq!(daylio.len(), 1, "{daylio:?}");
        let bearable = told(
            "date,date formatted,weekday,time of day,category,rating/amount,detail,notes",
            "3rd Oct 2026,2026-10-03,Saturday,am,Symptom,2,Back pain (Moderate),",
        );
        assert!(bearable[0].contains("is Bearable's export"), "{bearable:?}");
        // A score of one's own in the same table is read.
        let own = told("full_date,date,weekday,mood,activities,pain_morning", "x,2026-10-03,,,,2");
        assert!(own.is_empty(), "{own:?}");
    }
}

//! Every column that the diary may have, and how a header is matched to them.

use std::collections::BTreeMap;

use crate::model::{PainEntry, PainScore};

/// How close two names must be for "did you mean": Jaro–Winkler likeness, 1 is the same.
const CLOSE_ENOUGH: f64 = 0.8;

/// A column of the diary.
#[derive(Debug)]
pub struct Column {
    /// Its name in the header.
    pub key: &'static str,
    /// Other names that are taken for it.
    pub aliases: &'static [&'static str],
    /// What its cells hold.
    pub(super) kind: Kind,
}

/// What a column's cells hold, and where in an entry they go.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// The day.
    Date,
    /// The time that makes a row an entry of its own.
    Time,
    /// The day on which the row was written.
    Entered,
    /// Pain of the morning after: an entry of the next day.
    NextMorning,
    /// A score; of several in a day the first counts.
    Score(fn(&mut PainEntry) -> &mut Option<PainScore>),
    /// A score; of several in a day the largest counts.
    Worst(fn(&mut PainEntry) -> &mut Option<PainScore>),
    /// A number within bounds.
    Amount((f64, f64), fn(&mut PainEntry) -> &mut Option<f64>),
    /// Free text.
    Text(fn(&mut PainEntry) -> &mut Option<String>),
    /// One of a few words.
    Word(&'static [&'static str], fn(&mut PainEntry) -> &mut Option<String>),
    /// A place of the body.
    Site,
    /// A side.
    Side,
    /// What kind of day.
    Activity,
    /// Start or end of an injury.
    Injury,
    /// Leg symptoms joined by `+`.
    Legs,
    /// Warning signs joined by `+`.
    RedFlags,
}

const fn column(key: &'static str, kind: Kind) -> Column {
    Column { key, aliases: &[], kind }
}

const fn renamed(key: &'static str, aliases: &'static [&'static str], kind: Kind) -> Column {
    Column { key, aliases, kind }
}

/// Every column, in the order in which documentation lists them.
pub static ROLL: &[Column] = &[
    column("date", Kind::Date),
    column("time_local", Kind::Time),
    column("run_id", Kind::Text(|entry| &mut entry.run_id)),
    column("pain_before", Kind::Score(|entry| &mut entry.pain_before)),
    column("pain_during_max", Kind::Worst(|entry| &mut entry.pain_during_max)),
    column("pain_after_1h", Kind::Worst(|entry| &mut entry.pain_after_1h)),
    column("pain_morning", Kind::Score(|entry| &mut entry.pain_morning)),
    column("pain_next_morning", Kind::NextMorning),
    column("location", Kind::Site),
    column("side", Kind::Side),
    renamed("legs", &["leg_symptoms"], Kind::Legs),
    column("activity", Kind::Activity),
    renamed("function_0_10", &["function"], Kind::Score(|entry| &mut entry.function)),
    column("stress", Kind::Score(|entry| &mut entry.stress)),
    column("energy", Kind::Score(|entry| &mut entry.energy)),
    column("mood", Kind::Score(|entry| &mut entry.mood)),
    column("confidence", Kind::Score(|entry| &mut entry.confidence)),
    column("morning_stiff_min", Kind::Amount((0.0, 1440.0), |entry| &mut entry.morning_stiff_min)),
    column("rpe", Kind::Score(|entry| &mut entry.rpe)),
    column("surface", Kind::Word(SURFACES, |entry| &mut entry.surface)),
    column("shoe", Kind::Text(|entry| &mut entry.shoe)),
    column("sleep_h", Kind::Amount((0.0, 14.0), |entry| &mut entry.sleep_h)),
    column("strength_mob", Kind::Word(STRENGTH, |entry| &mut entry.strength_mob)),
    column("other_load", Kind::Word(OTHER_LOADS, |entry| &mut entry.other_load)),
    column("meds", Kind::Word(MEDICINES, |entry| &mut entry.meds)),
    column("recovery", Kind::Word(RECOVERY, |entry| &mut entry.recovery)),
    column("treatment", Kind::Text(|entry| &mut entry.treatment)),
    column("injury", Kind::Injury),
    renamed("red_flag", &["red_flags"], Kind::RedFlags),
    column("entered_at", Kind::Entered),
    column("ostrc_q1", Kind::Amount((0.0, 25.0), |entry| &mut entry.ostrc[0])),
    column("ostrc_q2", Kind::Amount((0.0, 25.0), |entry| &mut entry.ostrc[1])),
    column("ostrc_q3", Kind::Amount((0.0, 25.0), |entry| &mut entry.ostrc[2])),
    column("ostrc_q4", Kind::Amount((0.0, 25.0), |entry| &mut entry.ostrc[3])),
    column("psfs_1", Kind::Amount((0.0, 10.0), |entry| &mut entry.psfs[0])),
    column("psfs_2", Kind::Amount((0.0, 10.0), |entry| &mut entry.psfs[1])),
    column("psfs_3", Kind::Amount((0.0, 10.0), |entry| &mut entry.psfs[2])),
    column("odi_percent", Kind::Amount((0.0, 100.0), |entry| &mut entry.odi_percent)),
    column("note", Kind::Text(|entry| &mut entry.note)),
];

const SURFACES: &[&str] = &["road", "pavement", "trail", "grass", "track", "treadmill", "mixed"];
const STRENGTH: &[&str] = &["none", "strength", "mobility", "both"];
const OTHER_LOADS: &[&str] = &["none", "sitting_long", "lifting", "travel", "other_sport"];
const MEDICINES: &[&str] = &["none", "otc", "prescribed"];
const RECOVERY: &[&str] = &["none", "massage", "foam_roll", "heat", "other"];

/// The columns of which a log needs at least one.
pub(super) const PAIN_VALUES: &[&str] =
    &["pain_morning", "pain_during_max", "pain_before", "pain_after_1h", "pain_next_morning"];

/// How a log's own header and dates differ from ours: `[pain.columns]` and `date_format`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnMap {
    /// Our name to the name in the file.
    pub columns: BTreeMap<String, String>,
    /// How dates are written, in the letters of `strptime`; ISO dates are always read.
    pub date_format: Option<String>,
}

/// The place in the roll of a column's name, spelt in any case, with spaces or hyphens.
pub(super) fn place_of(name: &str) -> Option<usize> {
    let name = plain(name);
    ROLL.iter().position(|column| column.key == name || column.aliases.contains(&name.as_str()))
}

/// The known column whose name is nearest, if any is near.
pub fn nearest(name: &str) -> Option<&'static str> {
    let name = plain(name);
    ROLL.iter()
        .map(|column| (strsim::jaro_winkler(column.key, &name), column.key))
        .filter(|(likeness, _)| *likeness >= CLOSE_ENOUGH)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, key)| key)
}

/// A name or word as we spell it: lower case, with underscores.
pub(super) fn plain(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '-'], "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_a_name_of_its_own() {
        let mut names: Vec<&str> = ROLL
            .iter()
            .flat_map(|column| column.aliases.iter().chain([&column.key]).copied())
            .collect();
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all);
        assert!(PAIN_VALUES.iter().all(|key| place_of(key).is_some()));
    }

    #[test]
    fn a_misspelt_column_is_told_its_nearest_name() {
        assert_eq!(nearest("pain_mornign"), Some("pain_morning"));
        assert_eq!(nearest("weather"), None);
        assert_eq!(place_of(" Pain Morning "), place_of("pain_morning"));
    }
}

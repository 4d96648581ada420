//! Every column that the diary may have, and how a header is matched to them.

use std::collections::BTreeMap;

use super::{cell, kind::Kind, names::plain};
use crate::keys;

/// A column of the diary.
#[derive(Debug)]
pub struct LogColumn {
    /// Its name in the header.
    pub key: &'static str,
    /// Other names that are taken for it.
    pub aliases: &'static [&'static str],
    /// Its name as an option of `pain add`: short, with hyphens.
    pub flag: &'static str,
    /// What it holds, as a phrase.
    pub about: &'static str,
    /// How often it is asked.
    pub rhythm: Rhythm,
    /// What its cells hold.
    pub(super) kind: Kind,
}

/// How often a column is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rhythm {
    /// On most days: the walk over missing days asks it where the log has it.
    Daily,
    /// Now and then, and then on purpose.
    Rare,
}

impl LogColumn {
    /// What its cells may hold, in words.
    pub fn allowed(&self) -> String {
        cell::allowed(self.kind)
    }

    /// Whether a cell of it may hold this.
    pub fn takes(&self, text: &str) -> bool {
        cell::read(self.kind, text, None).is_ok()
    }

    const fn also(self, aliases: &'static [&'static str]) -> LogColumn {
        LogColumn { aliases, ..self }
    }

    const fn rare(self) -> LogColumn {
        LogColumn { rhythm: Rhythm::Rare, ..self }
    }
}

const fn column(
    key: &'static str,
    flag: &'static str,
    about: &'static str,
    kind: Kind,
) -> LogColumn {
    LogColumn { key, aliases: &[], flag, about, rhythm: Rhythm::Daily, kind }
}

/// Every column, in the order in which documentation lists them.
#[rustfmt::skip] // A table: one column a line.
pub static ROLL: &[LogColumn] = &[
    column("date", "date", "the day", Kind::Date),
    column("time_local", "time", "the time, which makes the row an entry of its own", Kind::Time).rare(),
    column("run_id", "run-id", "the run's file name or start time", Kind::Text(|entry| &mut entry.run_id)).rare(),
    column("pain_before", "before", "pain before the run, or now on a rest day", Kind::Score(|entry| &mut entry.pain_before)),
    column("pain_during_max", "during", "worst pain during the run, blank on rest days", Kind::Worst(|entry| &mut entry.pain_during_max)),
    column("pain_after_1h", "after-1h", "pain an hour after the run", Kind::Worst(|entry| &mut entry.pain_after_1h)),
    column("pain_morning", "morning", "pain on waking, dated that morning", Kind::Score(|entry| &mut entry.pain_morning)),
    column("pain_now", "now", "pain at the row's own time, later in the day; the worst of the day counts", Kind::Worst(|entry| &mut entry.pain_now)),
    column("pain_next_morning", "next-morning", "pain of the morning after, read as the next day's `pain_morning`", Kind::NextMorning).rare(),
    column("flare", "flare", "a flare: worse than usual for hours to weeks, hard to tolerate, with an effect on activities or mood", Kind::YesNo(|entry| &mut entry.flare)),
    column("location", "location", "where it hurts", Kind::Site),
    column("side", "side", "which side", Kind::Side),
    column("quality", "quality", "what the pain is like", Kind::Quality),
    column("legs", "legs", "what the legs felt", Kind::Legs).also(&["leg_symptoms"]),
    column("activity", "activity", "what kind of day it was", Kind::Activity),
    column("function_0_10", "function", "the main activity you find hard, 10 = no trouble", Kind::Score(|entry| &mut entry.function)).also(&["function"]),
    column("stress", "stress", "stress", Kind::Score(|entry| &mut entry.stress)),
    column("energy", "energy", "energy", Kind::Score(|entry| &mut entry.energy)),
    column("mood", "mood", "mood", Kind::Score(|entry| &mut entry.mood)),
    column("confidence", "confidence", "confidence in running, 0 = afraid to run, 10 = none of that fear", Kind::Score(|entry| &mut entry.confidence)),
    column("morning_stiff_min", "stiff", "minutes of stiffness in the morning", Kind::Amount((0.0, 1440.0), |entry| &mut entry.morning_stiff_min)),
    column("rpe", "rpe", "how hard the whole run felt", Kind::Score(|entry| &mut entry.rpe)),
    column("run_min", "run-min", "minutes run, where no file tells them", Kind::Amount((0.0, 1440.0), |entry| &mut entry.run_min)),
    column("run_km", "run-km", "kilometres run, where no file tells them", Kind::Amount((0.0, 500.0), |entry| &mut entry.run_km)),
    column("surface", "surface", "what was run on", Kind::Word(SURFACES, |entry| &mut entry.surface)),
    column("shoe", "shoe", "the shoe's id in the settings", Kind::Text(|entry| &mut entry.shoe)),
    column("sleep_h", "sleep", "hours slept", Kind::Amount((0.0, 14.0), |entry| &mut entry.sleep_h)),
    column("hydration_l", "drunk", "litres drunk", Kind::Amount((0.0, 15.0), |entry| &mut entry.hydration_l)),
    column("sitting_h", "sitting", "hours sat", Kind::Amount((0.0, 24.0), |entry| &mut entry.sitting_h)),
    column("posture", "posture", "how you mostly sat and stood", Kind::Word(POSTURES, |entry| &mut entry.posture)),
    column("work_lost_h", "work-lost", "hours of work lost to the back", Kind::Amount((0.0, 24.0), |entry| &mut entry.work_lost_h)).rare(),
    column("strength_mob", "strength", "strength, core, mobility or stretching exercises", Kind::Words(STRENGTH, |entry| &mut entry.strength_mob)),
    column("warm_up", "warm-up", "what came before the run", Kind::Words(WARM_UPS, |entry| &mut entry.warm_up)),
    column("cool_down", "cool-down", "what came after the run", Kind::Words(COOL_DOWNS, |entry| &mut entry.cool_down)),
    column("cross_training", "cross-training", "other training, by kind", Kind::Words(CROSS_TRAININGS, |entry| &mut entry.cross_training)),
    column("other_load", "other-load", "what else loaded the back", Kind::Words(OTHER_LOADS, |entry| &mut entry.other_load)),
    column("meds", "meds", "painkillers: none, over the counter, prescribed", Kind::Word(MEDICINES, |entry| &mut entry.meds)),
    column("dose_change", "dose", "what changed in your medicines", Kind::Word(DOSES, |entry| &mut entry.dose_change)).rare(),
    column("recovery", "recovery", "what was done to recover", Kind::Words(RECOVERY, |entry| &mut entry.recovery)),
    column("treatment", "treatment", "a treatment or visit, in your words", Kind::Text(|entry| &mut entry.treatment)).rare(),
    column("aggravating", "aggravating", "what made the back worse that day, in your words", Kind::Phrases(|entry| &mut entry.aggravating)),
    column("easing", "easing", "what eased it, in your words", Kind::Phrases(|entry| &mut entry.easing)),
    column("injury", "injury", "where an injury period starts or ends", Kind::Injury).rare(),
    column("red_flag", "red-flag", "warning signs, or `cleared` once they were seen to", Kind::RedFlags).also(&["red_flags"]),
    column("entered_at", "entered-at", "when the row was written", Kind::Entered).rare(),
    column("ostrc_q1", "ostrc-q1", "OSTRC-H2, weekly: participation", Kind::Step(OSTRC, |entry| &mut entry.ostrc[0])).rare(),
    column("ostrc_q2", "ostrc-q2", "OSTRC-H2, weekly: modified training", Kind::Step(OSTRC, |entry| &mut entry.ostrc[1])).rare(),
    column("ostrc_q3", "ostrc-q3", "OSTRC-H2, weekly: performance", Kind::Step(OSTRC, |entry| &mut entry.ostrc[2])).rare(),
    column("ostrc_q4", "ostrc-q4", "OSTRC-H2, weekly: symptoms", Kind::Step(OSTRC, |entry| &mut entry.ostrc[3])).rare(),
    column("psfs_1", "psfs-1", "Patient-Specific Functional Scale, weekly: first activity", Kind::Amount((0.0, 10.0), |entry| &mut entry.psfs[0])).rare(),
    column("psfs_2", "psfs-2", "Patient-Specific Functional Scale, weekly: second activity", Kind::Amount((0.0, 10.0), |entry| &mut entry.psfs[1])).rare(),
    column("psfs_3", "psfs-3", "Patient-Specific Functional Scale, weekly: third activity", Kind::Amount((0.0, 10.0), |entry| &mut entry.psfs[2])).rare(),
    column("odi_percent", "odi", "Oswestry Disability Index, monthly: the total in per cent", Kind::Percent(|entry| &mut entry.odi_percent)).rare(),
    column("start_total", "start-total", "STarT Back: the total", Kind::Step(START, |entry| &mut entry.start_total)).rare(),
    column("start_distress", "start-distress", "STarT Back: the total of its distress part", Kind::Step(START_DISTRESS, |entry| &mut entry.start_distress)).rare(),
    column("roland_morris", "roland-morris", "Roland-Morris Disability Questionnaire: the total", Kind::Step(ROLAND_MORRIS, |entry| &mut entry.roland_morris)).also(&["rmdq"]).rare(),
    column("pain_week", "week", "pain of the last week on average, weekly", Kind::Score(|entry| &mut entry.pain_week)).rare(),
    column("sitting_tolerance_h", "sitting-tolerance", "hours you can sit before you have to get up", Kind::Amount((0.0, 24.0), |entry| &mut entry.sitting_tolerance_h)).rare(),
    column("note", "note", "your own words, never read and never shared by default", Kind::Text(|entry| &mut entry.note)),
];

const SURFACES: &[&str] = &["road", "pavement", "trail", "grass", "track", "treadmill", "mixed"];
const STRENGTH: &[&str] = &["none", "strength", "core", "mobility", "stretching", "both"];
const POSTURES: &[&str] = &["upright", "mixed", "slouched"];
const WARM_UPS: &[&str] = &["none", "easy", "drills"];
const COOL_DOWNS: &[&str] = &["none", "easy", "stretching"];
const CROSS_TRAININGS: &[&str] =
    &["none", "cycling", "swimming", "rowing", "elliptical", "walking", "yoga", "gym", "other"];
const OTHER_LOADS: &[&str] = &["none", "sitting_long", "lifting", "travel", "other_sport"];
const MEDICINES: &[&str] = &["none", "otc", "prescribed"];
const DOSES: &[&str] = &["none", "started", "more", "less", "stopped"];
const RECOVERY: &[&str] = &["none", "massage", "foam_roll", "heat", "other"];

/// The answers' values: 0, 8, 17, 25 in OSTRC-H2, and 0, 6, 13, 19, 25 for questions 2 and 3 of the
/// first version (Clarsen et al. 2013, 2020).
const OSTRC: &[f64] = &[0.0, 6.0, 8.0, 13.0, 17.0, 19.0, 25.0];

/// Nine questions, a point each; five of them are the distress part (Hill et al. 2008).
const START: &[f64] = &[0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0];
const START_DISTRESS: &[f64] = &[0.0, 1.0, 2.0, 3.0, 4.0, 5.0];

/// Twenty-four statements, a point each (Roland and Morris 1983).
const ROLAND_MORRIS: &[f64] = &[
    0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0,
    17.0, 18.0, 19.0, 20.0, 21.0, 22.0, 23.0, 24.0,
];

/// The columns of which a log needs at least one.
pub(super) const PAIN_VALUES: &[&str] = &[
    "pain_morning",
    "pain_during_max",
    "pain_before",
    "pain_after_1h",
    "pain_now",
    "pain_next_morning",
];

/// How a log's own header and dates differ from ours: `[pain.columns]` and `date_format`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnMap {
    /// Our name to the name in the file. One column of the file may stand for several of ours: a
    /// form's time stamp for both `date` and `entered_at`.
    pub columns: BTreeMap<String, String>,
    /// How dates are written, in the letters of `strptime`; ISO dates are always read.
    pub date_format: Option<String>,
}

impl ColumnMap {
    /// The places in the roll that the map gives to a column of the file.
    pub(super) fn places_of(&self, name: &str) -> Vec<usize> {
        let name = plain(name);
        self.columns
            .iter()
            .filter(|(_, theirs)| plain(theirs) == name)
            .filter_map(|(ours, _)| place_of(ours))
            .collect()
    }

    /// What the file calls one of our columns, where the map says so.
    pub(super) fn theirs(&self, place: usize) -> Option<&str> {
        let named = self.columns.iter().find(|(ours, _)| place_of(ours) == Some(place));
        named.map(|(_, theirs)| theirs.as_str())
    }
}

/// The place in the roll of a column's name, spelt in any case, with spaces or hyphens.
pub(super) fn place_of(name: &str) -> Option<usize> {
    let name = plain(name);
    ROLL.iter().position(|column| column.key == name || column.aliases.contains(&name.as_str()))
}

/// The column that a name means, by its key.
pub fn key_of(name: &str) -> Option<&'static str> {
    place_of(name).map(|place| ROLL[place].key)
}

/// The known column whose name is nearest, if any is near.
pub fn nearest(name: &str) -> Option<&'static str> {
    keys::nearest(&plain(name), ROLL.iter().map(|column| column.key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_a_name_and_an_option_of_its_own() {
        let mut names: Vec<&str> = ROLL
            .iter()
            .flat_map(|column| column.aliases.iter().chain([&column.key]).copied())
            .collect();
        let mut flags: Vec<&str> = ROLL.iter().map(|column| column.flag).collect();
        for list in [&mut names, &mut flags] {
            list.sort_unstable();
            let all = list.len();
            list.dedup();
            assert_eq!(list.len(), all);
        }
        assert!(PAIN_VALUES.iter().all(|key| place_of(key).is_some()));
    }

    #[test]
    fn a_misspelt_column_is_told_its_nearest_name() {
        assert_eq!(nearest("pain_mornign"), Some("pain_morning"));
        assert_eq!(nearest("weather"), None);
        assert_eq!(place_of(" Pain  Morning\n"), place_of("pain_morning"));
    }

    /// Stratford et al. 1995, Hill et al. 2008, Roland and Morris 1983; Clarsen et al. 2013 and 2020.
    #[test]
    fn a_questionnaire_takes_the_numbers_of_its_paper_and_no_other() {
        let takes = |key: &str, number: i32| {
            let kind = ROLL[place_of(key).unwrap()].kind;
            super::super::cell::read(kind, &number.to_string(), None).is_ok()
        };
        for (key, highest) in [
            ("psfs_1", 10),
            ("psfs_2", 10),
            ("psfs_3", 10),
            ("start_total", 9),
            ("start_distress", 5),
            ("roland_morris", 24),
        ] {
            for number in -1..=30 {
                assert_eq!(takes(key, number), (0..=highest).contains(&number), "{key} {number}");
            }
        }
        let answers: Vec<i32> = (-1..=30).filter(|number| takes("ostrc_q1", *number)).collect();
        assert_eq!(answers, [0, 6, 8, 13, 17, 19, 25]);
    }
}

//! What is said about days, from many runs: one file for each thing said.
//!
//! To add a quantity, write its file and enter it in the roll below; `explain` and the methods
//! page read the roll; what other programs get of a day is a line in `columns.rs`. A quantity describes what was done. None of them is a warning light.

mod acute_chronic;
mod banister;
mod columns;
mod coverage;
mod day;
mod day_load;
mod edwards;
mod exponential;
mod metric;
mod monotony;
mod panel;
mod reported;
mod rest;
mod rtss;
mod run_load;
mod series;
mod session_rpe;
mod silence;
mod spike;
mod volume;
mod weeks;

pub use crate::page::{UnknownSpan, WhyUnknown};
pub use acute_chronic::{coupled, uncoupled};
pub use banister::{HeartRange, banister};
pub use columns::{CellOf, DAY_COLUMNS, DayColumn, DayRow};
pub use coverage::CoveredDays;
pub use day::{LoadHistory, days};
pub use day_load::DayLoad;
pub use edwards::edwards;
pub use exponential::{Start, ewma, exponential};
pub use metric::LoadMetric;
pub use monotony::{monotony, strain};
pub use panel::panel;
pub use reported::reported_runs;
pub use rest::{longest_row, longest_streak, rest_day};
pub use rtss::{normalised_graded_speed, rtss};
pub use run_load::RunLoad;
pub use session_rpe::{rpe_of, session_rpe_load_au};
pub use silence::unknown_spans;
pub use spike::{SpikeVerdict, spike};
pub use weeks::{LoadWeek, WeekWeight, weeks, weeks_since_lighter, weeks_since_off};

/// Every load quantity, in the order in which `explain` lists them.
pub static ROLL: &[&LoadMetric] = &[
    &volume::DISTANCE,
    &volume::RUNNING_TIME,
    &volume::STEPS,
    &spike::METRIC,
    &spike::LONGEST,
    &weeks::RAMP,
    &weeks::LIGHTER,
    &rest::METRIC,
    &session_rpe::METRIC,
    &banister::METRIC,
    &edwards::METRIC,
    &rtss::METRIC,
    &monotony::METRIC,
    &monotony::STRAIN,
    &exponential::CTL,
    &exponential::ATL,
    &exponential::TSB,
    &acute_chronic::UNCOUPLED,
    &acute_chronic::COUPLED,
    &exponential::ACWR,
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::insight::words::banned_words;
    use crate::model::{Tier, Unit};

    #[test]
    fn every_quantity_has_a_key_of_its_own_that_ends_in_its_unit() {
        let keys: BTreeSet<&str> = ROLL.iter().map(|metric| metric.key).collect();
        assert_eq!(keys.len(), ROLL.len());
        for metric in ROLL {
            let named = match metric.unit {
                Unit::Metre | Unit::Minute | Unit::Percent => {
                    metric.key.ends_with(metric.unit.suffix())
                }
                _ => true,
            };
            assert!(named, "{}", metric.key);
        }
    }

    #[test]
    fn a_supported_quantity_names_its_paper_and_no_text_uses_a_banned_word() {
        for metric in ROLL {
            let cited = metric.sources.iter().any(|source| !source.doi.is_empty());
            // A plain count of what was recorded has no paper, and claims nothing.
            let counted = ["distance_m", "running_min", "steps"].contains(&metric.key);
            assert!(metric.tier == Tier::Exploratory || cited || counted, "{}", metric.key);
            for text in [metric.formula, metric.limits, metric.not_for, metric.name] {
                assert_eq!(banned_words(text), Vec::<&str>::new(), "{}: {text}", metric.key);
                assert!(!text.is_empty(), "{}", metric.key);
            }
        }
    }
}

//! What other programs are told of a day, column by column. Each is declared here once, and from
//! this `days --json`, its CSV, the tables of `export`, their schema and the docs are made.

use super::DayLoad;
use crate::model::{BodySite, DayActivity, PainEntry, PainScore, Side};

/// A day and what the log says of it.
#[derive(Clone, Copy, Debug)]
pub struct DayRow<'a> {
    /// The day.
    pub load: &'a DayLoad,
    /// Its entry in the log.
    pub entry: Option<&'a PainEntry>,
}

/// A column of the days.
#[derive(Debug)]
pub struct DayColumn {
    /// Stable name: lower case, unit last.
    pub key: &'static str,
    /// What it holds, in a few words.
    pub what: &'static str,
    /// Its cells.
    pub of: CellOf,
}

/// How a column's cells are told. None: not known.
#[derive(Clone, Copy, Debug)]
pub enum CellOf {
    /// A number.
    Number(fn(&DayRow<'_>) -> Option<f64>),
    /// How many.
    Count(fn(&DayRow<'_>) -> usize),
    /// Yes or no.
    Flag(fn(&DayRow<'_>) -> Option<bool>),
    /// A day, a word of ours, or several joined by `+`.
    Word(fn(&DayRow<'_>) -> Option<String>),
}

impl CellOf {
    /// The kind of its cells, as a schema names it.
    pub const fn kind(self) -> &'static str {
        match self {
            CellOf::Number(_) => "number",
            CellOf::Count(_) => "integer",
            CellOf::Flag(_) => "boolean",
            CellOf::Word(_) => "string",
        }
    }
}

/// A column of numbers of the day.
macro_rules! load {
    ($key:ident, $what:literal) => {
        DayColumn { key: stringify!($key), what: $what, of: CellOf::Number(|row| row.load.$key) }
    };
}

/// A column of steps: whole ones.
macro_rules! steps {
    ($key:ident, $what:literal) => {
        DayColumn {
            key: stringify!($key),
            what: $what,
            of: CellOf::Number(|row| row.load.$key.map(f64::round)),
        }
    };
}

/// A column of yes and no of the day.
macro_rules! flag {
    ($key:ident, $what:literal) => {
        DayColumn { key: stringify!($key), what: $what, of: CellOf::Flag(|row| row.load.$key) }
    };
}

/// A column of scores from 0 to 10 of the log.
macro_rules! score {
    ($key:literal, $of:ident, $what:literal) => {
        DayColumn {
            key: $key,
            what: $what,
            of: CellOf::Number(|row| row.entry?.$of.map(PainScore::value)),
        }
    };
}

/// A column of plain numbers of the log.
macro_rules! logged {
    ($key:ident, $what:literal) => {
        DayColumn { key: stringify!($key), what: $what, of: CellOf::Number(|row| row.entry?.$key) }
    };
}

/// A column of words of the log.
macro_rules! words {
    ($key:ident, $what:literal) => {
        DayColumn {
            key: stringify!($key),
            what: $what,
            of: CellOf::Word(|row| row.entry?.$key.clone()),
        }
    };
}

/// Every column, in the order in which they are written.
pub static DAY_COLUMNS: &[DayColumn] = &[
    DayColumn {
        key: "date",
        what: "local calendar day",
        of: CellOf::Word(|row| Some(row.load.date.to_string())),
    },
    load!(distance_m, "metres run"),
    load!(running_min, "minutes run"),
    steps!(steps, "steps run, both feet"),
    steps!(steps_up, "steps run uphill, where the slope is beyond 3 %"),
    steps!(steps_level, "steps run on the level"),
    steps!(steps_down, "steps run downhill, where the slope is beyond 3 %"),
    load!(ascent_m, "metres climbed running"),
    load!(descent_m, "metres descended running"),
    load!(other_min, "minutes of other sport"),
    load!(session_rpe_load_au, "effort of the runs times their minutes"),
    load!(trimp_banister, "TRIMP by Banister"),
    load!(trimp_edwards, "TRIMP by Edwards"),
    load!(rtss, "running stress score"),
    load!(longest_m, "longest run of the day"),
    load!(longest_previous_30d_m, "longest run of the 30 days before"),
    load!(spike_ratio, "longest run against those 30 days, less one"),
    DayColumn {
        key: "spike_class",
        what: "class of that spike",
        of: CellOf::Word(|row| Some(row.load.spike_class.key().to_owned())),
    },
    DayColumn {
        key: "load_unit",
        what: "what the following loads count",
        of: CellOf::Word(|row| Some(row.load.load_unit.key().to_owned())),
    },
    load!(monotony_7d, "mean of seven days' load over its standard deviation"),
    load!(strain_7d, "seven days' load times monotony"),
    load!(ctl, "chronic load, 42 days"),
    load!(atl, "acute load, 7 days"),
    load!(tsb, "yesterday's chronic less yesterday's acute load"),
    load!(acwr_rolling_uncoupled, "7 days against the 21 before them"),
    load!(acwr_rolling_coupled, "7 days against the 28 that hold them"),
    load!(acwr_ewma, "acute to chronic load, exponentially weighted"),
    flag!(no_recorded_run, "no run was recorded"),
    flag!(rest_day, "rest, where the log says so"),
    flag!(deload_week, "in a lighter week"),
    score!("pain_morning", pain_morning, "pain on waking, 0 to 10"),
    score!("pain_before", pain_before, "pain before the run"),
    score!("pain_during_max", pain_during_max, "worst pain in the run"),
    DayColumn {
        key: "pain_next_morning",
        what: "pain the next morning",
        of: CellOf::Number(|row| row.load.pain_next_morning.map(PainScore::value)),
    },
    logged!(sleep_h, "hours slept"),
    DayColumn {
        key: "known",
        what: "whether the export or the log speaks for the day's running",
        of: CellOf::Flag(|row| Some(row.load.known)),
    },
    DayColumn {
        key: "unknown_because",
        what: "why neither speaks for the day's running, where it lies between files",
        of: CellOf::Word(|row| row.load.unknown_because().map(str::to_owned)),
    },
    DayColumn { key: "runs", what: "runs of the day", of: CellOf::Count(|row| row.load.runs) },
    DayColumn {
        key: "runs_reported",
        what: "runs of the day of which only the log tells",
        of: CellOf::Count(|row| row.load.runs_reported),
    },
    DayColumn {
        key: "unwell",
        what: "in a span of injury or illness",
        of: CellOf::Flag(|row| Some(row.load.shaded)),
    },
    score!("pain_after_1h", pain_after_1h, "pain an hour after the run"),
    score!("pain_now", pain_now, "pain later in the day"),
    DayColumn {
        key: "pain_worst",
        what: "worst pain of the day",
        of: CellOf::Number(|row| row.entry?.worst().map(PainScore::value)),
    },
    DayColumn { key: "flare", what: "marked as a flare", of: CellOf::Flag(|row| row.entry?.flare) },
    DayColumn {
        key: "location",
        what: "where it hurts",
        of: CellOf::Word(|row| row.entry?.location.map(|site| BodySite::key(site).to_owned())),
    },
    DayColumn {
        key: "side",
        what: "which side",
        of: CellOf::Word(|row| row.entry?.side.map(|side| Side::key(side).to_owned())),
    },
    DayColumn {
        key: "legs",
        what: "what the legs felt",
        of: CellOf::Word(|row| joined(row.entry?.legs.iter().map(|symptom| symptom.key()))),
    },
    DayColumn {
        key: "quality",
        what: "what the pain is like",
        of: CellOf::Word(|row| joined(row.entry?.quality.iter().map(|quality| quality.key()))),
    },
    DayColumn {
        key: "activity",
        what: "what kind of day the log calls it",
        of: CellOf::Word(|row| row.entry?.activity.map(|day| DayActivity::key(day).to_owned())),
    },
    score!("function_0_10", function, "main activity that is hard, 10 = no trouble"),
    score!("stress", stress, "stress"),
    score!("energy", energy, "energy"),
    score!("mood", mood, "mood"),
    score!("confidence", confidence, "confidence in running"),
    logged!(morning_stiff_min, "minutes of stiffness in the morning"),
    score!("rpe", rpe, "how hard the run felt"),
    logged!(sitting_h, "hours sat"),
    logged!(hydration_l, "litres drunk"),
    words!(posture, "how one mostly sat and stood"),
    words!(strength_mob, "strength, core, mobility, stretching"),
    words!(warm_up, "what came before the run"),
    words!(cool_down, "what came after the run"),
    words!(cross_training, "other training, by kind"),
    words!(other_load, "what else loaded the back"),
    words!(meds, "painkillers"),
    words!(recovery, "what was done to recover"),
    words!(dose_change, "what changed in the medicines"),
    logged!(work_lost_h, "hours of work lost to the back"),
];

fn joined<'a>(words: impl Iterator<Item = &'a str>) -> Option<String> {
    let words: Vec<&str> = words.collect();
    (!words.is_empty()).then(|| words.join("+"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::load;

    #[test]
    fn every_column_has_a_name_of_its_own_and_every_daily_quantity_that_is_kept_has_a_column() {
        let keys: BTreeSet<&str> = DAY_COLUMNS.iter().map(|column| column.key).collect();
        assert_eq!(keys.len(), DAY_COLUMNS.len());
        for metric in load::ROLL {
            // Of weeks, not of days.
            let of_others = metric.key == "ramp_pct";
            assert!(of_others || keys.contains(metric.key), "{} is in no table", metric.key);
        }
    }
}

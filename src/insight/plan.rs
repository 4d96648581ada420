//! The therapist's plan, as `plan.toml` says it: targets with a first and a last day.

use jiff::civil::Date;
use serde::Deserialize;

use crate::{
    keys::{self, TooLong, UnknownKey},
    model::PainScore,
    page::RunWalk,
};

/// What the therapist and the runner agreed on. Whatever was not agreed on is `None`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// First day it holds; none: from the first day there is.
    pub valid_from: Option<Date>,
    /// Last day it holds; none: until further notice.
    pub valid_until: Option<Date>,
    /// Cadence at the runner's usual pace, in steps a minute.
    pub cadence_spm: Option<f64>,
    /// How far from it is still as asked.
    pub cadence_within_spm: Option<f64>,
    /// No run farther than this, in metres.
    pub longest_run_m: Option<f64>,
    /// Minutes of running a week, at most.
    pub weekly_min: Option<f64>,
    /// Minutes of running downhill a week, at most.
    pub downhill_min: Option<f64>,
    /// Days a week without a run, at least.
    pub rest_days: Option<usize>,
    /// The worst that is agreed during a run.
    pub pain_during_max: Option<PainScore>,
    /// The worst that is agreed on the next morning.
    pub pain_next_morning_max: Option<PainScore>,
    /// Run-walk stages, easiest first.
    pub stages: Vec<Stage>,
    /// The stage agreed on for now, from 0.
    pub at_stage: Option<usize>,
}

/// One step of a run-walk programme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stage {
    /// Minutes running, each time.
    pub run_min: f64,
    /// Minutes walking after each; 0 where the run is continuous.
    pub walk_min: f64,
    /// How often.
    pub reps: usize,
    /// So many sessions of it before the next; none: the plan does not say.
    pub times: Option<usize>,
    /// The hardest it may feel, 0 to 10.
    pub rpe_max: Option<PainScore>,
    /// Whether it is run on the level only.
    pub level_only: Option<bool>,
    /// Days without a run between two sessions, at least.
    pub days_between: Option<usize>,
}

impl Stage {
    /// How much running and walking in turns it is.
    pub fn run_walk(&self) -> RunWalk {
        RunWalk { run_min: self.run_min, walk_min: self.walk_min, reps: self.reps }
    }
}

/// Why a plan cannot be read.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum PlanError {
    /// More than a plan is.
    #[error(transparent)]
    TooLong(#[from] TooLong),
    /// A key that does not exist.
    #[error("{0}")]
    UnknownKey(UnknownKey),
    /// Not TOML, or a value of the wrong type; the parser's words name the line.
    #[error("{0}")]
    Syntax(String),
    /// A value that cannot be.
    #[error("`{key}` is {value}; {allowed}")]
    BadValue {
        /// Which.
        key: &'static str,
        /// As written.
        value: String,
        /// What may stand there.
        allowed: &'static str,
    },
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Written {
    valid_from: Option<Day>,
    valid_until: Option<Day>,
    cadence_spm: Option<f64>,
    cadence_within_spm: Option<f64>,
    longest_run_km: Option<f64>,
    weekly_min: Option<f64>,
    downhill_min: Option<f64>,
    rest_days: Option<u8>,
    pain_during_max: Option<f64>,
    pain_next_morning_max: Option<f64>,
    stage: Vec<WrittenStage>,
    at_stage: Option<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenStage {
    run_min: f64,
    walk_min: f64,
    reps: usize,
    times: Option<usize>,
    rpe_max: Option<f64>,
    level_only: Option<bool>,
    days_between: Option<usize>,
}

/// A day, with or without quotes.
#[derive(Deserialize)]
#[serde(untagged)]
enum Day {
    Toml(toml::value::Datetime),
    Text(String),
}

const METRES_PER_KILOMETRE: f64 = 1000.0;

/// Every key there is, for "did you mean".
const KEYS: &keys::Known = &[
    ("valid_from", &[]),
    ("valid_until", &[]),
    ("cadence_spm", &[]),
    ("cadence_within_spm", &[]),
    ("longest_run_km", &[]),
    ("weekly_min", &[]),
    ("downhill_min", &[]),
    ("rest_days", &[]),
    ("pain_during_max", &[]),
    ("pain_next_morning_max", &[]),
    ("stage", &["run_min", "walk_min", "reps", "times", "rpe_max", "level_only", "days_between"]),
    ("at_stage", &[]),
];

impl Plan {
    /// Reads a plan from its text; none where every line is commented out.
    ///
    /// # Errors
    ///
    /// When the text is not TOML or too long, a key does not exist, or a value cannot be.
    pub fn read(text: &str) -> Result<Option<Plan>, PlanError> {
        keys::refuse_too_long(text)?;
        if let Some(unknown) = keys::unknown(text, KEYS) {
            return Err(PlanError::UnknownKey(unknown));
        }
        let written: Written = toml::from_str(text)
            .map_err(|error| PlanError::Syntax(keys::words_for(text, &error)))?;
        let plan = Plan {
            valid_from: day("valid_from", written.valid_from)?,
            valid_until: day("valid_until", written.valid_until)?,
            cadence_spm: within(
                "cadence_spm",
                written.cadence_spm,
                (120.0, 230.0),
                "a cadence is 120 to 230 steps a minute, both feet counted",
            )?,
            cadence_within_spm: within(
                "cadence_within_spm",
                written.cadence_within_spm,
                (0.0, 30.0),
                "write 0 to 30 steps a minute",
            )?,
            longest_run_m: within(
                "longest_run_km",
                written.longest_run_km,
                (0.1, 300.0),
                "write 0.1 to 300 kilometres",
            )?
            .map(|km| km * METRES_PER_KILOMETRE),
            weekly_min: minutes("weekly_min", written.weekly_min)?,
            downhill_min: minutes("downhill_min", written.downhill_min)?,
            rest_days: rest_days(written.rest_days)?,
            pain_during_max: score("pain_during_max", written.pain_during_max)?,
            pain_next_morning_max: score("pain_next_morning_max", written.pain_next_morning_max)?,
            at_stage: at_stage(written.at_stage, written.stage.len())?,
            stages: written.stage.iter().map(stage).collect::<Result<_, _>>()?,
        };
        plan.refuse_an_end_before_the_start()?;
        plan.refuse_runs_without_a_day()?;
        Ok(Some(plan).filter(|plan| *plan != Plan::default()))
    }

    /// The days of a span on which it holds.
    pub fn held(&self, first: Date, last: Date) -> Option<(Date, Date)> {
        let from = self.valid_from.map_or(first, |day| day.max(first));
        let until = self.valid_until.map_or(last, |day| day.min(last));
        (from <= until).then_some((from, until))
    }

    /// Whether it holds on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.held(day, day).is_some()
    }

    fn refuse_an_end_before_the_start(&self) -> Result<(), PlanError> {
        match (self.valid_from, self.valid_until) {
            (Some(from), Some(until)) if until < from => Err(PlanError::BadValue {
                key: "valid_until",
                value: until.to_string(),
                allowed: "it lies before `valid_from`; a plan ends after it begins",
            }),
            _ => Ok(()),
        }
    }

    fn refuse_runs_without_a_day(&self) -> Result<(), PlanError> {
        match (self.rest_days, self.weekly_min) {
            (Some(7), Some(minutes)) if minutes > 0.0 => Err(PlanError::BadValue {
                key: "rest_days",
                value: "7".to_owned(),
                allowed: "it leaves no day for the minutes of `weekly_min`; write fewer days, or \
                          take `weekly_min` out",
            }),
            _ => Ok(()),
        }
    }
}

fn day(key: &'static str, written: Option<Day>) -> Result<Option<Date>, PlanError> {
    let text = match written {
        None => return Ok(None),
        Some(Day::Toml(date)) => date.to_string(),
        Some(Day::Text(text)) => text,
    };
    let read = text.parse().ok().map(Some);
    read.ok_or_else(|| PlanError::BadValue {
        key,
        value: format!("`{text}`"),
        allowed: "write a day as 2026-10-01",
    })
}

fn within<T: PartialOrd + ToString>(
    key: &'static str,
    value: Option<T>,
    (least, most): (T, T),
    allowed: &'static str,
) -> Result<Option<T>, PlanError> {
    match value {
        Some(value) if !(least..=most).contains(&value) => {
            Err(PlanError::BadValue { key, value: value.to_string(), allowed })
        }
        value => Ok(value),
    }
}

/// Minutes a week; a week has 10,080.
fn minutes(key: &'static str, value: Option<f64>) -> Result<Option<f64>, PlanError> {
    within(key, value, (0.0, 10_080.0), "write minutes a week, 0 to 10080")
}

fn rest_days(days: Option<u8>) -> Result<Option<usize>, PlanError> {
    Ok(within("rest_days", days, (0, 7), "a week has 0 to 7 of them")?.map(usize::from))
}

fn score(key: &'static str, value: Option<f64>) -> Result<Option<PainScore>, PlanError> {
    let Some(value) = value else { return Ok(None) };
    let read = PainScore::new(value).ok().map(Some);
    read.ok_or_else(|| PlanError::BadValue {
        key,
        value: value.to_string(),
        allowed: "a score is 0 to 10, half points allowed",
    })
}

/// People count stages from 1.
fn at_stage(number: Option<usize>, stages: usize) -> Result<Option<usize>, PlanError> {
    let allowed = "it counts the `[[stage]]` tables from 1, and there is none of that number";
    Ok(within("at_stage", number, (1, stages), allowed)?.map(|number| number - 1))
}

fn stage(written: &WrittenStage) -> Result<Stage, PlanError> {
    let run_min = within(
        "stage.run_min",
        Some(written.run_min),
        (0.25, 600.0),
        "write minutes of running, 0.25 to 600",
    )?;
    let walk_min = within(
        "stage.walk_min",
        Some(written.walk_min),
        (0.0, 60.0),
        "write minutes of walking, 0 to 60",
    )?;
    let times =
        within("stage.times", written.times, (0, 100), "write how many sessions, 0 to 100")?;
    let days_between =
        within("stage.days_between", written.days_between, (0, 14), "write days, 0 to 14")?;
    let rpe_max = score("stage.rpe_max", written.rpe_max)?;
    match (run_min, walk_min, written.reps) {
        (Some(run_min), Some(walk_min), reps @ 1..=100) => Ok(Stage {
            run_min,
            walk_min,
            reps,
            times,
            rpe_max,
            level_only: written.level_only,
            days_between,
        }),
        (_, _, reps) => Err(PlanError::BadValue {
            key: "stage.reps",
            value: reps.to_string(),
            allowed: "write how often, 1 to 100",
        }),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_plan_is_read_with_days_quoted_or_not_and_distances_in_metres() {
        let text = "valid_from = 2026-10-01\nvalid_until = \"2026-12-31\"\nlongest_run_km = 13\n\
                    rest_days = 3\npain_during_max = 4.5\nat_stage = 2\n\
                    [[stage]]\nrun_min = 1\nwalk_min = 2\nreps = 8\n\
                    [[stage]]\nrun_min = 2\nwalk_min = 1\nreps = 8\n";
        let plan = Plan::read(text).unwrap().unwrap();
        assert_eq!(plan.valid_from, Some(date(2026, 10, 1)));
        assert_eq!(plan.valid_until, Some(date(2026, 12, 31)));
        assert_eq!(plan.longest_run_m, Some(13_000.0));
        assert_eq!(plan.pain_during_max, Some(PainScore::new(4.5).unwrap()));
        assert_eq!((plan.stages.len(), plan.at_stage), (2, Some(1)));
    }

    #[test]
    fn a_plan_of_comments_is_no_plan() {
        assert_eq!(Plan::read("# nothing agreed yet\n"), Ok(None));
    }

    #[test]
    fn what_cannot_be_is_refused_with_the_key_and_what_may_stand_there() {
        let refused = |text: &str| Plan::read(text).unwrap_err().to_string();
        assert_eq!(
            refused("cadence_spm = 86"),
            "`cadence_spm` is 86; a cadence is 120 to 230 steps a minute, both feet counted"
        );
        assert_eq!(refused("rest_days = 9"), "`rest_days` is 9; a week has 0 to 7 of them");
        assert_eq!(
            refused("rest_days = 2\nlongest_run = 13\n"),
            "line 2: `longest_run` is not a setting; did you mean `longest_run_km`?"
        );
        assert_eq!(
            refused("[[stage]]\nrun_min = 1\nwalking_min = 2\nreps = 8\n"),
            "line 3: `stage.walking_min` is not a setting; did you mean `stage.walk_min`?"
        );
        assert!(refused("rest_days = 7\nweekly_min = 90\n").contains("no day for the minutes"));
        assert!(Plan::read("rest_days = 7\n").is_ok(), "a week of rest may be agreed on");
        assert_eq!(
            refused("rest_days = \"two\""),
            "line 1: `rest_days` is \"two\"; write a whole number"
        );
        assert!(refused("valid_from = \"tomorrow\"").contains("2026-10-01"));
        assert!(refused("at_stage = 1").contains("none of that number"));
        assert!(
            refused("valid_from = 2026-10-02\nvalid_until = 2026-10-01")
                .contains("after it begins")
        );
    }

    #[test]
    fn every_key_is_read() {
        // A key that is listed and not read is refused by the reader, whatever its value.
        for (key, _) in KEYS {
            let refused = Plan::read(&format!("{key} = \"no number\"")).map(|_| ());
            let said = refused.map_err(|error| error.to_string()).unwrap_err();
            assert!(!said.contains("unknown field"), "{key}: {said}");
        }
    }

    #[test]
    fn it_holds_from_its_first_to_its_last_day() {
        let plan = Plan::read("valid_from = 2026-10-10\nrest_days = 2").unwrap().unwrap();
        assert_eq!(
            plan.held(date(2026, 10, 1), date(2026, 10, 31)),
            Some((date(2026, 10, 10), date(2026, 10, 31)))
        );
        assert_eq!(plan.held(date(2026, 9, 1), date(2026, 9, 30)), None);
        assert!(plan.holds_on(date(2026, 10, 10)) && !plan.holds_on(date(2026, 10, 9)));
    }
}

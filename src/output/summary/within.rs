//! What happened inside the runs, and what is worth filming.

use jiff::civil::Date;
use serde::Serialize;

use super::{Number, number};
use crate::page::{Balance, FilmMoment, Fingerprint, Kept, Lane, Mean, RunWithin, Within};

/// The part on what happened within runs.
#[derive(Serialize)]
pub(super) struct WithinOut<'a> {
    overstride_self_pct: Option<Value>,
    step_length_confidence: Option<ConfidenceOut<'a>>,
    contact_balance: Option<BalanceOut>,
    runs: Vec<RunOut>,
    film: Vec<FilmOut>,
    fingerprint: Option<FingerprintOut>,
}

impl<'a> WithinOut<'a> {
    pub(super) fn of(within: &'a Within) -> WithinOut<'a> {
        WithinOut {
            overstride_self_pct: within.overstride_self_pct.map(Value::of),
            step_length_confidence: within.step_length.as_ref().map(|told| ConfidenceOut {
                grade: told.grade.word(),
                reasons: &told.reasons,
                validated: false,
            }),
            contact_balance: within.balance.map(BalanceOut::of),
            runs: within.runs.iter().map(RunOut::of).collect(),
            film: within.film.iter().map(FilmOut::of).collect(),
            fingerprint: within.fingerprint.as_ref().map(FingerprintOut::of),
        }
    }
}

#[derive(Serialize)]
struct Value {
    value: Number,
    low: Option<Number>,
    high: Option<Number>,
    n: usize,
}

impl Value {
    fn of(mean: Mean) -> Value {
        Value {
            value: Number(mean.value),
            low: number(mean.low),
            high: number(mean.high),
            n: mean.n,
        }
    }
}

#[derive(Serialize)]
struct ConfidenceOut<'a> {
    grade: &'static str,
    reasons: &'a [String],
    /// No data with foot positions have confirmed what the index stands for.
    validated: bool,
}

#[derive(Serialize)]
struct BalanceOut {
    longer: &'static str,
    left_pct: Number,
    runs: usize,
    of: usize,
}

impl BalanceOut {
    fn of(balance: Balance) -> BalanceOut {
        BalanceOut {
            longer: if balance.longer_left { "left" } else { "right" },
            left_pct: Number(balance.left_pct),
            runs: balance.runs,
            of: balance.of,
        }
    }
}

#[derive(Serialize)]
struct RunOut {
    date: Date,
    running_min: Option<Number>,
    intervals: Option<IntervalsOut>,
    /// Whether an easy start and end could be seen at all.
    ends_told: bool,
    warm_up_s: Option<Number>,
    cool_down_s: Option<Number>,
    drifts: Vec<DriftOut>,
    form_endurance: Vec<KeptOut>,
}

impl RunOut {
    fn of(run: &RunWithin) -> RunOut {
        RunOut {
            date: run.date,
            running_min: number(run.running_min),
            intervals: run.intervals.map(|found| IntervalsOut {
                reps: found.reps,
                run_s: Number(found.run_s),
                walk_s: Number(found.walk_s),
                running_s: Number(found.running_s),
            }),
            ends_told: run.ends.is_some(),
            warm_up_s: number(run.ends.and_then(|ends| ends.warm_up_s)),
            cool_down_s: number(run.ends.and_then(|ends| ends.cool_down_s)),
            drifts: run
                .drifts
                .iter()
                .map(|(metric, mean)| DriftOut { metric, of: Value::of(*mean) })
                .collect(),
            form_endurance: run
                .endurance
                .iter()
                .map(|(key, kept)| KeptOut::of(key, *kept))
                .collect(),
        }
    }
}

#[derive(Serialize)]
struct IntervalsOut {
    reps: usize,
    run_s: Number,
    walk_s: Number,
    running_s: Number,
}

#[derive(Serialize)]
struct DriftOut {
    metric: &'static str,
    #[serde(flatten)]
    of: Value,
}

#[derive(Serialize)]
struct KeptOut {
    metric: &'static str,
    /// The minute at which it left the own range and stayed out; null where it kept to it.
    form_endurance_min: Option<Number>,
    seen_until_min: Number,
}

impl KeptOut {
    fn of(metric: &'static str, kept: Kept) -> KeptOut {
        KeptOut {
            metric,
            form_endurance_min: number(kept.left_min),
            seen_until_min: Number(kept.seen_until_min),
        }
    }
}

#[derive(Serialize)]
struct FilmOut {
    date: Date,
    at_m: Option<Number>,
    minute: Number,
    slope: Option<Number>,
    speed_m_per_s: Option<Number>,
    tired: &'static str,
    view: &'static str,
    why: &'static str,
}

impl FilmOut {
    fn of(moment: &FilmMoment) -> FilmOut {
        FilmOut {
            date: moment.date,
            at_m: number(moment.at_m),
            minute: Number(moment.minute),
            slope: number(moment.slope),
            speed_m_per_s: number(moment.speed_m_per_s),
            tired: moment.tired,
            view: moment.view.words(),
            why: moment.why,
        }
    }
}

#[derive(Serialize)]
struct FingerprintOut {
    date: Date,
    why: &'static str,
    lanes: Vec<LaneOut>,
    /// Gait, and its first and last minute.
    gait: Vec<(&'static str, Number, Number)>,
    form_endurance_min: Option<Number>,
}

impl FingerprintOut {
    fn of(run: &Fingerprint) -> FingerprintOut {
        FingerprintOut {
            date: run.date,
            why: run.why,
            lanes: run.lanes.iter().map(LaneOut::of).collect(),
            gait: run
                .gait
                .iter()
                .map(|(gait, from, until)| (gait.key(), Number(*from), Number(*until)))
                .collect(),
            form_endurance_min: number(run.left_min),
        }
    }
}

#[derive(Serialize)]
struct LaneOut {
    quantity: &'static str,
    provenance: &'static str,
    minutes: Vec<Number>,
    values: Vec<Number>,
}

impl LaneOut {
    fn of(lane: &Lane) -> LaneOut {
        LaneOut {
            quantity: lane.quantity.key(),
            provenance: lane.provenance.key(),
            minutes: lane.points.iter().map(|point| Number(point.0)).collect(),
            values: lane.points.iter().map(|point| Number(point.1)).collect(),
        }
    }
}

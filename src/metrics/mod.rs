//! What we say about a run, one file for each thing said.
//!
//! To add a metric, write its file and enter it in the roll below. Tables, charts, `explain`, the
//! methods page and the laws in `tests/metric_laws.rs` all read the roll.

mod braking_index;
mod cadence;
mod cadence_variability;
mod contact_balance;
mod duty_factor;
mod flight_time;
pub mod foot_ahead;
mod form_drift;
mod ground_contact_time;
mod leg_stiffness;
pub mod overstride_index;
mod reach;
mod run_bout;
mod step_length;
mod step_length_per_leg_length;
mod vertical_oscillation;
mod vertical_ratio;
mod vertical_stiffness;
mod walk_bout;
mod walk_share;

use std::borrow::Cow;

use crate::model::{Channel, Citation, Gait, Provenance, Run, Runner, Series, Tier, Unit};
use crate::signal::median;

/// Every metric, in the order in which reports show them.
pub static ROLL: &[&Metric] = &[
    &cadence::METRIC,
    &step_length::METRIC,
    &step_length_per_leg_length::METRIC,
    &ground_contact_time::METRIC,
    &flight_time::METRIC,
    &duty_factor::METRIC,
    &vertical_oscillation::METRIC,
    &vertical_ratio::METRIC,
    &contact_balance::METRIC,
    &leg_stiffness::METRIC,
    &vertical_stiffness::METRIC,
    &foot_ahead::METRIC,
    &overstride_index::METRIC,
    &reach::METRIC,
    &braking_index::METRIC,
    &form_drift::CADENCE,
    &form_drift::OVERSTRIDE,
    &form_drift::BOUNCE,
    &form_drift::CONTACT,
    &form_drift::FOOT_AHEAD,
    &cadence_variability::METRIC,
    &walk_share::METRIC,
    &run_bout::METRIC,
    &walk_bout::METRIC,
];

/// A metric's declaration.
///
/// A struct with no defaults rather than a trait with some: one that leaves out its unit, tier or
/// source does not compile.
#[derive(Debug)]
pub struct Metric {
    /// Stable name in tables: lower case, unit last.
    pub key: &'static str,
    /// Name in reports.
    pub name: &'static str,
    /// Unit of its values.
    pub unit: Unit,
    /// How many decimals a page shows.
    pub decimals: u8,
    /// How well it is supported.
    pub tier: Tier,
    /// How it is computed, in one or two sentences a runner can follow.
    pub formula: &'static str,
    /// What it is computed from.
    pub inputs: &'static [Channel],
    /// What error to expect, and who found it.
    pub error: &'static str,
    /// Where it leads one astray.
    pub limits: &'static str,
    /// What it must not be used for.
    pub not_for: &'static str,
    /// Where it was published; the first is the one implemented.
    pub sources: &'static [Citation],
    /// How a month's runs make one value.
    pub fold: Fold,
    /// What a run cannot credibly fall outside of.
    pub plausible: (f64, f64),
    /// The estimator.
    pub estimate: fn(&Run, &Runner) -> Result<Estimate, Absent>,
}

/// How values of several runs become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// They add up.
    Sum,
    /// The mean, each run weighing as long as it was run.
    MeanByDuration,
    /// The median of the runs.
    Median,
}

/// A value, and what can be claimed for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// The value, in the metric's unit.
    pub value: f64,
    /// Where the true value lies with 90 % probability, where an error is known.
    pub range: Option<(f64, f64)>,
    /// How many 30 s bins (or samples, or bouts) stand behind it.
    pub n: usize,
    /// The weakest link in its making.
    pub provenance: Provenance,
    /// What recorded the channel it rests on.
    pub source: String,
    /// Share of the running time that stands behind it, 0–1.
    pub coverage: f64,
}

/// Why a run has no value for a metric.
#[derive(Clone, Debug, PartialEq)]
pub enum Absent {
    /// The recording lacks this channel.
    NoChannel(Channel),
    /// Something is there, but too little to go by.
    TooLittleData {
        /// What there is, and what it would take.
        detail: String,
    },
    /// The value found cannot be true.
    Implausible {
        /// The value, in the metric's unit.
        value: f64,
    },
    /// The formula does not hold here.
    OutsideValidity {
        /// Why not.
        detail: &'static str,
    },
    /// The runner has not told what it takes.
    NotConfigured {
        /// The key of the config that would help.
        what: &'static str,
    },
}

impl Absent {
    /// The word in data.
    pub const fn key(&self) -> &'static str {
        match self {
            Absent::NoChannel(_) => "no_channel",
            Absent::TooLittleData { .. } => "too_little_data",
            Absent::Implausible { .. } => "implausible",
            Absent::OutsideValidity { .. } => "outside_validity",
            Absent::NotConfigured { .. } => "not_configured",
        }
    }

    /// One sentence for a person, without a final stop.
    pub fn detail(&self) -> String {
        match self {
            Absent::NoChannel(channel) => format!("the file holds no {}", channel.name()),
            Absent::TooLittleData { detail } => detail.clone(),
            Absent::Implausible { value } => format!("the value found, {value:.1}, cannot be true"),
            Absent::OutsideValidity { detail } => (*detail).to_owned(),
            Absent::NotConfigured { what } => format!("`{what}` is not in the config"),
        }
    }
}

/// What a metric says of a run.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Which metric.
    pub metric: &'static Metric,
    /// Its value, or why there is none.
    pub outcome: Result<Estimate, Absent>,
}

/// Every metric of the roll on one run, in the order of the roll.
pub fn measure(run: &Run, runner: &Runner) -> Vec<Reading> {
    ROLL.iter()
        .map(|metric| {
            let outcome = summed_up(metric, run).map_or_else(|| (metric.estimate)(run, runner), Ok);
            Reading { metric, outcome: judged(metric, outcome) }
        })
        .collect()
}

/// What a service says of the run as a whole, where the recording holds no course of it. It has no
/// bins, so that nothing that needs a course in time comes of it.
fn summed_up(metric: &Metric, run: &Run) -> Option<Estimate> {
    let (channel, unit) = match metric.key {
        "cadence_spm" => (Channel::StepRate, 1.0),
        "step_length_m" => (Channel::StepLength, 1000.0),
        "ground_contact_time_ms" => (Channel::GroundContactTime, 1.0),
        "vertical_oscillation_mm" => (Channel::VerticalOscillation, 1.0),
        "vertical_ratio_pct" => (Channel::VerticalRatio, 1.0),
        "contact_balance_left_pct" => (Channel::ContactBalance, 1.0),
        _ => return None,
    };
    let value = run.mean(channel)? / unit;
    Some(Estimate {
        value,
        range: None,
        n: 1,
        provenance: Provenance::Derived,
        source: "the service's mean of the run".to_owned(),
        coverage: 1.0,
    })
}

/// Refuses a value that cannot be true.
fn judged(metric: &Metric, outcome: Result<Estimate, Absent>) -> Result<Estimate, Absent> {
    let estimate = outcome?;
    let (low, high) = metric.plausible;
    if (low..=high).contains(&estimate.value) {
        Ok(estimate)
    } else {
        Err(Absent::Implausible { value: estimate.value })
    }
}

/// The series of a channel, over the run's 30 s bins, that an estimator cannot do without.
fn need(run: &Run, channel: Channel) -> Result<&Series, Absent> {
    match (run.bins.get(channel), run.samples.get(channel)) {
        (Some(series), _) => Ok(series),
        (None, Some(_)) => Err(too_few_bins(0, LEAST_BINS)),
        // Counted, and not to be told in what: saying "no cadence" would be untrue.
        (None, None) if is_of_unknown_unit(run, channel) => {
            Err(Absent::TooLittleData { detail: run.cadence.reason.clone().into_owned() })
        }
        (None, None) => Err(Absent::NoChannel(channel)),
    }
}

/// Whether cadence is asked for, was recorded, and could not be settled to one foot or both.
fn is_of_unknown_unit(run: &Run, channel: Channel) -> bool {
    channel == Channel::StepRate && run.samples.get(Channel::Cadence).is_some()
}

/// Bins that a run's value needs: two minutes of steady running.
const LEAST_BINS: usize = 4;

/// Slopes within this, as a fraction, are level: what the models of a running body were tested
/// on (on slopes they fail: Meyer et al. 2023, 10.1055/a-2044-4805).
const LEVEL_GRADE: f64 = 0.03;

/// Length of a bin in seconds.
const BIN_S: f64 = 30.0;

/// Says that there is not enough steady running.
fn too_few_bins(found: usize, needed: usize) -> Absent {
    let detail = format!("{found} stretches of 30 s of steady running; {needed} are needed");
    Absent::TooLittleData { detail }
}

/// Every bin of the run.
fn all_bins(run: &Run) -> Vec<usize> {
    (0..run.bins.len()).collect()
}

/// The bins on level ground. On a belt all count as level, since no watch knows its slope; outdoors
/// none does where the slope is not known.
fn level_bins(run: &Run) -> Result<Vec<usize>, Absent> {
    if run.indoor {
        return Ok(all_bins(run));
    }
    let Some(grade) = run.bins.values(Channel::Grade) else {
        return Err(if run.bins.is_empty() {
            too_few_bins(0, LEAST_BINS)
        } else {
            Absent::OutsideValidity {
                detail: "the slope is not known, and it holds on the level only",
            }
        });
    };
    Ok((0..grade.len()).filter(|&bin| grade[bin].abs() <= LEVEL_GRADE).collect())
}

/// What an estimate is made of: enough to tell how far it is to be trusted.
struct Made {
    provenance: Provenance,
    source: Cow<'static, str>,
}

impl Made {
    /// Taken as it was recorded.
    fn recorded(series: &Series) -> Made {
        Made { provenance: series.provenance, source: series.source.clone() }
    }

    /// Computed from these by arithmetic alone.
    fn derived(inputs: &[&Series]) -> Made {
        Made::from(Provenance::Derived, inputs)
    }

    /// Computed from these by way of a body model or a population.
    fn modelled(inputs: &[&Series]) -> Made {
        Made::from(Provenance::Modelled, inputs)
    }

    fn from(own: Provenance, inputs: &[&Series]) -> Made {
        let sources: Vec<&str> = inputs.iter().map(|series| series.source.as_ref()).collect();
        Made {
            provenance: own.weakest(inputs.iter().map(|series| series.provenance)),
            source: sources.join(" + ").into(),
        }
    }
}

/// The median over bins as the run's value; absent where fewer than `needed` have one.
fn median_of_bins(
    run: &Run,
    values: &[f64],
    needed: usize,
    made: Made,
) -> Result<Estimate, Absent> {
    let n = values.iter().filter(|value| value.is_finite()).count();
    if n < needed {
        return Err(too_few_bins(n, needed));
    }
    let value = median(values).ok_or_else(|| too_few_bins(n, needed))?;
    let coverage = coverage(run, n as f64 * BIN_S);
    let source = made.source.into_owned();
    Ok(Estimate { value, range: None, n, provenance: made.provenance, source, coverage })
}

/// The share of the running time that `seconds` are.
fn coverage(run: &Run, seconds: f64) -> f64 {
    let running_s = run.totals.running_s.unwrap_or(run.samples.len() as f64);
    if running_s > 0.0 { (seconds / running_s).clamp(0.0, 1.0) } else { 0.0 }
}

/// How many of a run's seconds are walked and run; none where gait is not told.
fn walked_and_run_s(run: &Run) -> Result<(f64, f64), Absent> {
    match (run.totals.walking_s, run.totals.running_s) {
        (Some(walked), Some(ran)) if walked + ran > 0.0 => Ok((walked, ran)),
        (Some(_), Some(_)) => Err(Absent::TooLittleData {
            detail: "neither running nor walking was found".to_owned(),
        }),
        _ => Err(Absent::NoChannel(Channel::Speed)),
    }
}

/// How long each stretch of a gait lasted, in seconds. One cut off by a pause counts as it is.
fn bout_lengths_s(run: &Run, gait: Gait) -> Vec<f64> {
    run.bouts
        .iter()
        .filter(|bout| bout.gait == gait)
        .map(|bout| (bout.end - bout.start) as f64)
        .collect()
}

/// How firmly gait is told in this run: by cadence it is arithmetic on measurements.
fn gait_made(run: &Run) -> Made {
    let inputs: Vec<&Series> = [Channel::StepRate, Channel::Speed]
        .into_iter()
        .filter_map(|channel| run.samples.get(channel))
        .collect();
    Made::derived(&inputs)
}

/// Morin et al. 2005: the spring and mass whose force is half a sine.
const MORIN_2005: Citation = Citation {
    short: "Morin et al. 2005",
    title: "A simple method for measuring stiffness during running. J Appl Biomech 21:167-180",
    doi: "10.1123/jab.21.2.167",
};

/// Meyer et al. 2023: temporal models fail on slopes.
const MEYER_2023: Citation = Citation {
    short: "Meyer et al. 2023",
    title: "Spring-mass characteristics on slopes. Int J Sports Med 44:673",
    doi: "10.1055/a-2044-4805",
};

/// Adams et al. 2016: a watch's cadence, oscillation and contact time against motion capture.
const ADAMS_2016: Citation = Citation {
    short: "Adams et al. 2016",
    title: "Validity and reliability of a commercial fitness watch for measuring running dynamics. \
            J Orthop Sports Phys Ther 46:471-476",
    doi: "10.2519/jospt.2016.6391",
};

/// Watari et al. 2016: a strap's oscillation and contact time against markers and a force plate.
const WATARI_2016: Citation = Citation {
    short: "Watari et al. 2016",
    title: "Validation of a torso-mounted accelerometer for measures of vertical oscillation and \
            ground contact time during treadmill running. J Appl Biomech 32:306-310",
    doi: "",
};

/// Smith et al. 2022: wearables' oscillation and contact time against video.
const SMITH_2022: Citation = Citation {
    short: "Smith et al. 2022",
    title: "Agreement and reliability of wearables' vertical oscillation and contact time. \
            PLoS ONE 17(11):e0277810",
    doi: "10.1371/journal.pone.0277810",
};

/// Patoz et al. 2022: contact and flight time from one sensor at the sacrum.
const PATOZ_2022: Citation = Citation {
    short: "Patoz et al. 2022",
    title: "A single sacral-mounted inertial measurement unit to estimate peak vertical ground \
            reaction force, contact time, and flight time in running. Sensors 22:784",
    doi: "10.3390/s22030784",
};

/// Heiderscheit et al. 2011: what a higher step rate changes at the joints.
const HEIDERSCHEIT_2011: Citation = Citation {
    short: "Heiderscheit et al. 2011",
    title: "Effects of step rate manipulation on joint mechanics during running. \
            Med Sci Sports Exerc 43:296-302",
    doi: "10.1249/MSS.0b013e3181ebedf4",
};

/// Burns et al. 2019: cadence, speed and height in a 100 km race.
const BURNS_2019: Citation = Citation {
    short: "Burns et al. 2019",
    title: "Step frequency patterns of elite ultramarathon runners during a 100-km road race. \
            J Appl Physiol",
    doi: "10.1152/japplphysiol.00374.2018",
};

/// Lieberman et al. 2015: cadence, foot position and braking.
const LIEBERMAN_2015: Citation = Citation {
    short: "Lieberman et al. 2015",
    title: "Effects of stride frequency and foot position at landing on braking force, hip torque, \
            impact peak force and the metabolic cost of running. J Exp Biol 218:3406",
    doi: "10.1242/jeb.125500",
};

/// The cut in cadence between walking and running.
const GAIT_CUT_2023: Citation = Citation {
    short: "Human Movement Science 2023",
    title: "Cadence thresholds that tell running from walking. Hum Mov Sci 90:103117",
    doi: "10.1016/j.humov.2023.103117",
};

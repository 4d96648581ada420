//! What happened inside the runs of a period, and what is worth filming.

use super::{
    History,
    form::{FOOT_AHEAD, Form},
};
use crate::{
    metrics::foot_ahead,
    model::{CadenceUnit, Channel, Provenance},
    outing::Outing,
    page::{
        AfterLeaving, Balance, Confidence, Doubt, FilmMoment, Fingerprint, Grade, Kept, Lane, Mean,
        Moment, Period, Quantity, RunWithin, WhyRun, Within,
    },
    signal::median,
};

/// Drifts that are told, each of its own quantity.
const DRIFTS: [&str; 4] =
    ["cadence_drift_pct", "bounce_drift_pct", "contact_drift_pct", FOOT_DRIFT];
/// The drift of a model's value, which is told from so many millimetres on.
const FOOT_DRIFT: &str = "foot_ahead_drift_pct";

/// Balance is told where the middle share is this far from 50 %, in percentage points,
const BALANCE_OFF_PCT: f64 = 1.5;
/// in this share of the runs, on one side,
const BALANCE_SHARE: f64 = 0.6;
/// of so many.
const BALANCE_RUNS: usize = 5;

/// Runs and stretches of 30 s for the highest confidence in step length; under so many runs the lowest.
const HIGH_RUNS: usize = 5;
const HIGH_BINS: usize = 60;
const MEDIUM_RUNS: usize = 3;
/// A run's step length under so many stretches is weak.
const WEAK_BINS: usize = 10;
/// Medians of a cadence count this near to the edge of what a unit allows are not certain.
const EDGE_COUNTS: [(f64, f64); 4] = [(60.0, 63.0), (107.0, 110.0), (130.0, 133.0), (227.0, 230.0)];

/// Level, as a fraction.
const LEVEL: f64 = 0.03;
/// The minute at which one is warm and not tired.
const FRESH_MIN: f64 = 12.0;
/// The end of a run, in minutes, that is left out.
const ROLLING_OUT_MIN: f64 = 2.0;

/// Lanes of the run shown over its time.
const LANES: [(Quantity, Channel); 4] = [
    (Quantity::Pace, Channel::Speed),
    (Quantity::Cadence, Channel::StepRate),
    (Quantity::Bounce, Channel::VerticalOscillation),
    (Quantity::Slope, Channel::Grade),
];
/// Stretches of 30 s that such a run needs: ten minutes.
const FINGERPRINT_BINS: usize = 20;

/// What is said of a period.
pub(super) fn within(history: &History<'_>, period: &Period, form: &Form) -> Within {
    let runs = history.runs_in(period);
    let rows = runs.iter().map(|run| row(run, form)).collect();
    Within {
        runs: rows,
        film: film(&runs, form),
        overstride_self_pct: form.overstride_self_pct,
        step_length: confidence(history, &runs),
        balance: balance(&runs),
        fingerprint: fingerprint(&runs, form),
    }
}

fn row(run: &Outing, form: &Form) -> RunWithin {
    let drift = |key: &'static str| {
        let estimate = run.estimate(key)?;
        if key == FOOT_DRIFT && estimate.value.abs() < least_foot_drift_pct(run)? {
            return None;
        }
        let (low, high) = estimate.range.unzip();
        Some((key, Mean { value: estimate.value, low, high, n: estimate.n }))
    };
    RunWithin {
        date: run.date(),
        running_min: run.totals.running_s.map(|seconds| seconds / 60.0),
        intervals: run.structure.intervals,
        ends: run.structure.ends,
        drifts: DRIFTS.into_iter().filter_map(drift).collect(),
        endurance: kept(run, form),
    }
}

/// The drift, in per cent of where the foot lands, that the model can tell.
fn least_foot_drift_pct(run: &Outing) -> Option<f64> {
    Some(100.0 * foot_ahead::TOLD_FROM_MM / run.value(FOOT_AHEAD)?)
}

fn kept(run: &Outing, form: &Form) -> Vec<(&'static str, Kept)> {
    let key = run.key();
    form.endurance
        .iter()
        .filter(|(of, _, _)| *of == key)
        .map(|(_, metric, kept)| (*metric, *kept))
        .collect()
}

/// How far step length is to be trusted, by what stands behind it.
fn confidence(history: &History<'_>, runs: &[&Outing]) -> Option<Confidence> {
    let told: Vec<usize> =
        runs.iter().filter_map(|run| Some(run.estimate("overstride_index_pct")?.n)).collect();
    if told.is_empty() {
        return None;
    }
    let near_edge = |run: &&&Outing| {
        let median = run.cadence.median_per_min;
        run.cadence.unit == CadenceUnit::Unknown
            || median.is_some_and(|m| EDGE_COUNTS.iter().any(|(a, b)| (*a..=*b).contains(&m)))
    };
    let trail = |run: &&&Outing| run.sport.sub_sport.as_deref() == Some("trail");
    let (few, bins) = (told.len() < MEDIUM_RUNS, told.iter().sum::<usize>());
    let weak = [
        (few, Doubt::FewRuns(told.len(), MEDIUM_RUNS)),
        (2 * told.iter().filter(|n| **n < WEAK_BINS).count() > told.len(), Doubt::LittleSteady),
        (2 * runs.iter().filter(trail).count() > runs.len(), Doubt::Trail),
        (runs.iter().any(|run| near_edge(&run)), Doubt::StepsUncertain),
    ];
    let taken = [
        (history.config.runner.height_m.is_none(), Doubt::NoHeight),
        (told.len() < HIGH_RUNS && !few, Doubt::Runs(told.len())),
        (bins < HIGH_BINS, Doubt::FewStretches(bins, HIGH_BINS)),
    ];
    let of = |list: &[(bool, Doubt)]| -> Vec<Doubt> {
        list.iter().filter(|(holds, _)| *holds).map(|(_, why)| *why).collect()
    };
    let (weak, taken) = (of(&weak), of(&taken));
    let grade = match (weak.is_empty(), taken.is_empty()) {
        (false, _) => Grade::Low,
        (true, false) => Grade::Medium,
        (true, true) => Grade::High,
    };
    Some(Confidence { grade, reasons: weak.into_iter().chain(taken).collect() })
}

/// Balance by its rule: the same side in most runs with the newest sensor.
fn balance(runs: &[&Outing]) -> Option<Balance> {
    let key = "contact_balance_left_pct";
    let sensor = runs.iter().rev().find(|run| run.value(key).is_some())?.sensor.clone();
    let shares: Vec<f64> =
        runs.iter().filter(|run| run.sensor == sensor).filter_map(|run| run.value(key)).collect();
    let left = shares.iter().filter(|share| **share >= 50.0 + BALANCE_OFF_PCT).count();
    let right = shares.iter().filter(|share| **share <= 50.0 - BALANCE_OFF_PCT).count();
    let (longer_left, so) = if left >= right { (true, left) } else { (false, right) };
    let left_pct = median(&shares)?;
    let most = so as f64 >= BALANCE_SHARE * shares.len() as f64;
    (shares.len() >= BALANCE_RUNS && most).then_some(Balance {
        longer_left,
        left_pct,
        runs: so,
        of: shares.len(),
    })
}

/// Three moments: fresh on the level, late on the level, and the steepest way down.
fn film(runs: &[&Outing], form: &Form) -> Vec<FilmMoment> {
    [fresh(runs), tired(runs, form), downhill(runs)].into_iter().flatten().collect()
}

/// A stretch of 30 s of a run.
#[derive(Clone, Copy)]
struct Stretch<'a> {
    run: &'a Outing,
    bin: usize,
}

impl<'a> Stretch<'a> {
    fn all(run: &'a Outing) -> impl DoubleEndedIterator<Item = Stretch<'a>> {
        (0..run.bins.len()).map(move |bin| Stretch { run, bin })
    }

    fn value(self, channel: Channel) -> Option<f64> {
        let value = self.run.bins.values(channel)?.get(self.bin).copied()?;
        value.is_finite().then_some(value)
    }

    fn minute(self) -> Option<f64> {
        self.run.bins.time_s().get(self.bin).map(|seconds| seconds / 60.0)
    }

    fn is_level(self) -> bool {
        self.value(Channel::Grade).map_or(self.run.indoor, |slope| slope.abs() <= LEVEL)
    }

    fn film(self, which: Moment) -> Option<FilmMoment> {
        Some(FilmMoment {
            date: self.run.date(),
            at_m: self.value(Channel::Distance),
            minute: self.minute()?,
            slope: self.value(Channel::Grade),
            speed_m_per_s: self.value(Channel::Speed),
            which,
        })
    }
}

fn fresh(runs: &[&Outing]) -> Option<FilmMoment> {
    let stretch = runs.iter().rev().find_map(|&run| {
        Stretch::all(run)
            .find(|at| at.is_level() && at.minute().is_some_and(|minute| minute >= FRESH_MIN))
    })?;
    stretch.film(Moment::Fresh)
}

/// The run with most to see late in it.
enum Tired<'a> {
    /// The longest of those whose form left the own range.
    Left(&'a Outing),
    /// The longest of all.
    Longest(&'a Outing),
}

fn most_tired<'a>(runs: &[&'a Outing], form: &Form) -> Option<Tired<'a>> {
    let left = |run: &Outing| kept(run, form).iter().any(|(_, kept)| kept.left_min.is_some());
    let by_length = |a: &&Outing, b: &&Outing| {
        let seconds = |run: &Outing| run.totals.running_s.unwrap_or(f64::NEG_INFINITY);
        seconds(a).total_cmp(&seconds(b))
    };
    let drifted = runs.iter().copied().filter(|run| left(run)).max_by(by_length);
    drifted.map(Tired::Left).or_else(|| runs.iter().copied().max_by(by_length).map(Tired::Longest))
}

/// That run over its time: what was recorded of pace, cadence, bounce and slope.
fn fingerprint(runs: &[&Outing], form: &Form) -> Option<Fingerprint> {
    let (run, why) = match most_tired(runs, form)? {
        Tired::Left(run) => (run, WhyRun::LongestLeft),
        Tired::Longest(run) => (run, WhyRun::Longest),
    };
    let lanes: Vec<Lane> = LANES.into_iter().filter_map(|lane| of_lane(run, lane)).collect();
    let longest = lanes.iter().map(|lane| lane.points.len()).max()?;
    let cadence = |(key, kept): (&str, Kept)| (key == "cadence_spm").then_some(kept.left_min)?;
    let left_min = kept(run, form).into_iter().find_map(cadence);
    (longest >= FINGERPRINT_BINS).then(|| Fingerprint {
        after: left_min.and_then(|minute| after_leaving(&lanes, minute)),
        date: run.date(),
        why,
        lanes,
        gait: run
            .structure
            .gait
            .iter()
            .map(|span| (span.gait, span.from_s / 60.0, span.until_s / 60.0))
            .collect(),
        left_min,
    })
}

/// What changed once cadence had left its range for good: the middles before and from then on.
fn after_leaving(lanes: &[Lane], left_min: f64) -> Option<AfterLeaving> {
    let middles = |quantity: Quantity| {
        let lane = lanes.iter().find(|lane| lane.quantity == quantity)?;
        let (before, after): (Vec<_>, Vec<_>) =
            lane.points.iter().partition(|point| point.0 < left_min);
        let middle = |points: &[(f64, f64)]| {
            median(&points.iter().map(|point| point.1).collect::<Vec<f64>>())
        };
        Some((middle(&before)?, middle(&after)?))
    };
    let (before, after) = middles(Quantity::Cadence)?;
    Some(AfterLeaving {
        cadence_pct: 100.0 * (after / before - 1.0),
        bounce_mm: middles(Quantity::Bounce),
    })
}

/// None where it was not recorded: what is modelled from cadence is no second line beside it.
fn of_lane(run: &Outing, (quantity, channel): (Quantity, Channel)) -> Option<Lane> {
    let series = run.bins.get(channel)?;
    let points: Vec<(f64, f64)> = run
        .bins
        .time_s()
        .iter()
        .zip(&series.values)
        .filter(|(_, value)| value.is_finite())
        .map(|(second, value)| (second / 60.0, *value))
        .collect();
    let recorded = series.provenance != Provenance::Modelled && !points.is_empty();
    recorded.then_some(Lane { quantity, provenance: series.provenance, points })
}

fn tired(runs: &[&Outing], form: &Form) -> Option<FilmMoment> {
    let (run, moment) = match most_tired(runs, form)? {
        Tired::Left(run) => (run, Moment::LateLeft),
        Tired::Longest(run) => (run, Moment::Late),
    };
    let end_min = Stretch::all(run).next_back()?.minute()?;
    let late = Stretch::all(run).rev().find(|at| {
        let minute = at.minute();
        at.is_level()
            && minute.is_some_and(|minute| {
                minute > 2.0 * FRESH_MIN && minute <= end_min - ROLLING_OUT_MIN
            })
    })?;
    late.film(moment)
}

fn downhill(runs: &[&Outing]) -> Option<FilmMoment> {
    let slope = |at: &Stretch<'_>| at.value(Channel::Grade);
    let steepest = runs
        .iter()
        .flat_map(|&run| Stretch::all(run))
        .filter_map(|at| Some((slope(&at)?, at)))
        .filter(|(slope, _)| *slope < -LEVEL)
        .min_by(|a, b| a.0.total_cmp(&b.0))?
        .1;
    steepest.film(Moment::Downhill)
}

//! How often own form, form endurance and drift are right, on runs whose truth is known: false
//! alarms where form does not change, and finds where it does.

use backstride::{
    insight::baseline::{Asked, OwnForm, RunBins, own_form},
    metrics::measure,
    model::{Channel, Origin, Provenance, Run, Runner, Samples, Series, Totals},
    outing::Outing,
    signal::{SplitMix64, mean, quantile},
};
use jiff::civil::{Date, date};

use super::{page::Section, world};

/// Made-up runners behind each row.
const RUNNERS: usize = 150;
/// The month that is asked; 28 runs lie before it and 15 in it.
const MONTH: Date = date(2026, 8, 1);
const RUNS_BEFORE: i32 = 28;
const RUNS_IN_MONTH: i32 = 15;
/// Stretches of 30 s: fifty minutes.
const BINS: usize = 100;
/// The stretch from which cadence falls: minute 30.
const FALLS_FROM: usize = 60;
/// A find is right within so many minutes.
const NEAR_MIN: f64 = 4.0;

/// Length of a stretch, in seconds.
const BIN_S: f64 = 30.0;
/// Real runs that are looked at run so many seconds or more,
const LONG_S: f64 = 2_400.0;
/// and have so many neighbouring stretches on the level.
const FEWEST_PAIRS: usize = 30;

/// A made-up runner at 170 steps a minute.
#[derive(Clone, Copy)]
struct World {
    /// How much of a stretch's cadence is left in the next (lag-one correlation).
    lasts: f64,
    /// By how many per cent cadence falls in the month's runs, from minute 30 on.
    falls_pct: f64,
}

/// Counts over all runners of a world.
#[derive(Default)]
struct Counts {
    runs: usize,
    left: usize,
    near: usize,
    drifts: usize,
    drifted: usize,
    months: usize,
    changed: usize,
}

/// The section of the document.
pub(crate) fn section(real: &[Outing]) -> Section {
    let mut section = Section::new("Form over a run, on runs whose truth is known");
    section.say(format!(
        "Made-up runners: {RUNS_BEFORE} runs of fifty minutes in the 56 days before a month and {RUNS_IN_MONTH} in \
         it, cadence 170 with a slope on speed, a spread of 1 step a minute from run to run and one within runs \
         that leans on the half minute before it. *Left the range* is form endurance; *near* is a find within \
         {NEAR_MIN} min of the truth; *drift* is a 90 % range that leaves out zero; *month* is the 99 % interval of own \
         form that does so.",
    ));
    if let Some((n, [low, middle, high])) = real_leaning(real) {
        section.say(format!(
            "Real runs of forty minutes and more lean on the half minute before by {middle:.2} (quartiles {low:.2} and \
             {high:.2}; {n} runs)."
        ));
    }
    let mut rows = Vec::new();
    let mut seed = 0;
    for falls_pct in [0.0, 1.0, 2.0, 4.0] {
        for lasts in [0.0, 0.6, 0.9] {
            seed += 1;
            rows.push(row(World { lasts, falls_pct }, &counts(World { lasts, falls_pct }, seed)));
        }
    }
    section.table(
        &["cadence from minute 30 on", "leaning", "left the range", "near", "drift", "month"],
        &rows,
    );
    section.say(format!("Each row rests on {RUNNERS} runners."));
    section
}

fn row(world: World, counts: &Counts) -> Vec<String> {
    let share = |part: usize, of: usize| format!("{:.1} %", 100.0 * part as f64 / of as f64);
    let falls = match world.falls_pct {
        none if none <= 0.0 => "as before".to_owned(),
        falls => format!("{falls} % lower"),
    };
    let near = if world.falls_pct > 0.0 { share(counts.near, counts.runs) } else { String::new() };
    vec![
        falls,
        world.lasts.to_string(),
        share(counts.left, counts.runs),
        near,
        share(counts.drifted, counts.drifts),
        share(counts.changed, counts.months),
    ]
}

fn counts(world: World, seed: u64) -> Counts {
    let mut random = SplitMix64::new(seed);
    let mut counts = Counts::default();
    for _ in 0..RUNNERS {
        let runs = runs(world, &mut random);
        let form = asked(&runs);
        for kept in form.endurance.iter().filter(|kept| runs[kept.run].0 >= MONTH) {
            let truth_min = FALLS_FROM as f64 / 2.0;
            counts.runs += 1;
            counts.left += usize::from(kept.left_min.is_some());
            let near = kept.left_min.is_some_and(|left| (left - truth_min).abs() <= NEAR_MIN);
            counts.near += usize::from(near);
        }
        for (_, bins) in runs.iter().filter(|(day, _)| *day >= MONTH) {
            if let Some((low, high)) = drift(bins) {
                counts.drifts += 1;
                counts.drifted += usize::from(low > 0.0 || high < 0.0);
            }
        }
        if let Some(difference) = form.difference {
            counts.months += 1;
            counts.changed += usize::from(difference.excludes_zero());
        }
    }
    counts
}

/// Day and stretches of each run.
fn runs(world: World, random: &mut SplitMix64) -> Vec<(Date, Samples)> {
    (-RUNS_BEFORE..RUNS_IN_MONTH)
        .filter_map(|place| {
            let day = MONTH.checked_add(jiff::Span::new().days(2 * place)).ok()?;
            let falls = if place >= 0 { world.falls_pct } else { 0.0 };
            Some((day, stretches(falls, world.lasts, random)))
        })
        .collect()
}

fn stretches(falls_pct: f64, lasts: f64, random: &mut SplitMix64) -> Samples {
    let pace = 3.0 + 0.3 * (random.unit_f64() * 2.0 - 1.0);
    let of_run = random.normal_f64();
    let mut leaning = random.normal_f64();
    let (mut speeds, mut cadences) = (Vec::new(), Vec::new());
    for bin in 0..BINS {
        let speed = pace + 0.1 * random.normal_f64();
        leaning = lasts * leaning + (1.0 - lasts * lasts).sqrt() * random.normal_f64();
        let factor = if bin >= FALLS_FROM { 1.0 - falls_pct / 100.0 } else { 1.0 };
        speeds.push(speed);
        cadences.push(factor * (170.0 + 6.0 * (speed - 3.0) + of_run + leaning));
    }
    let mut samples = Samples::new((0..BINS).map(|bin| 30.0 * bin as f64).collect());
    for (channel, values) in
        [(Channel::Speed, speeds), (Channel::StepRate, cadences), (Channel::Grade, vec![0.0; BINS])]
    {
        let made =
            Series { values, provenance: Provenance::Measured, origin: Origin::place("made up") };
        // As many values as stretches: it fits.
        let _ = samples.insert(channel, made);
    }
    samples
}

fn asked(runs: &[(Date, Samples)]) -> OwnForm {
    let bins: Vec<RunBins<'_>> = runs
        .iter()
        .map(|(day, bins)| RunBins {
            day: *day,
            bins,
            sensor: "watch",
            indoor: false,
            excluded: false,
        })
        .collect();
    let until = MONTH.last_of_month();
    own_form(&bins, &Asked { channel: Channel::StepRate, frozen_on: MONTH, from: MONTH, until })
}

/// The 90 % range of the drift of cadence.
fn drift(bins: &Samples) -> Option<(f64, f64)> {
    let ran_s = 30.0 * BINS as f64;
    let run = Run {
        samples: Samples::new((0..=3_000).map(f64::from).collect()),
        bins: bins.clone(),
        totals: Totals { running_s: Some(ran_s), ..Totals::default() },
        ..Run::default()
    };
    let readings = measure(&run, &Runner::default());
    let reading = readings.into_iter().find(|it| it.metric.key == "cadence_drift_pct")?;
    reading.outcome.ok()?.range
}

/// How much of a stretch's cadence, speed taken out, is left in the next: of real runs of forty
/// minutes and more, the quartiles over runs.
fn real_leaning(runs: &[Outing]) -> Option<(usize, [f64; 3])> {
    let lean: Vec<f64> = runs
        .iter()
        .filter(|run| run.totals.running_s.is_some_and(|ran_s| ran_s >= LONG_S))
        .filter_map(lag_one)
        .collect();
    let quartiles = [quantile(&lean, 0.25)?, quantile(&lean, 0.5)?, quantile(&lean, 0.75)?];
    Some((lean.len(), quartiles))
}

fn lag_one(run: &Outing) -> Option<f64> {
    let (speed, cadence) = (run.bins.values(Channel::Speed)?, run.bins.values(Channel::StepRate)?);
    let level: Vec<(f64, f64, f64)> = world::level(run)
        .into_iter()
        .map(|bin| (run.bins.time_s()[bin], speed[bin], cadence[bin]))
        .filter(|(_, speed, cadence)| speed.is_finite() && cadence.is_finite())
        .collect();
    let mean_of = |of: fn(&(f64, f64, f64)) -> f64| mean(&level.iter().map(of).collect::<Vec<_>>());
    let (mean_speed, mean_cadence) = (mean_of(|bin| bin.1)?, mean_of(|bin| bin.2)?);
    let (mut cross, mut square) = (0.0, 0.0);
    for (_, speed, cadence) in &level {
        cross += (speed - mean_speed) * (cadence - mean_cadence);
        square += (speed - mean_speed).powi(2);
    }
    let slope = if square > 0.0 { cross / square } else { 0.0 };
    let left: Vec<(f64, f64)> = level
        .iter()
        .map(|(time, speed, cadence)| {
            (*time, cadence - mean_cadence - slope * (speed - mean_speed))
        })
        .collect();
    let (mut with_next, mut own, mut pairs) = (0.0, 0.0, 0_usize);
    for pair in left.windows(2).filter(|pair| pair[1].0 - pair[0].0 < 1.5 * BIN_S) {
        with_next += pair[0].1 * pair[1].1;
        own += f64::midpoint(pair[0].1.powi(2), pair[1].1.powi(2));
        pairs += 1;
    }
    (pairs >= FEWEST_PAIRS && own > 0.0).then(|| with_next / own)
}

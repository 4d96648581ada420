//! Records whose clock is wrong cost themselves; recordings hours apart are runs apart.

use std::ops::Range;

use crate::{
    model::{Activity, SessionTotals, WrittenLap},
    signal::median,
};

use super::{
    super::increasing::longest_increasing, clocks::RUNS_APART_S, lived::Lived, told::Told,
    unite::United,
};

/// A few records at an end of a recording, this many seconds from the rest and more, are stale: the
/// place where the receiver last had a fix, or the time before its clock was set.
const STALE_S: f64 = 600.0;

/// The same, in usual steps of the recording, so that a slow one keeps its ends.
const STALE_STEPS: f64 = 20.0;

/// So few records, lasting no longer than this many seconds, and no more than this share of all, are a
/// few beside many.
const FEW: usize = 10;
const FEW_S: f64 = 60.0;
const FEW_SHARE: f64 = 0.05;

/// A recording of its own has at least this many records and lasts this many seconds.
const RECORDING: usize = 10;
const RECORDING_S: f64 = 120.0;

/// No watch wrote a file before: FIT counts its seconds from 31 December 1989. In seconds since 1970.
const FIRST_WATCH_S: f64 = 631_065_600.0;

/// The year 2200, in seconds since 1970: a clock beyond was never set.
const LAST_WATCH_S: f64 = 7_258_118_400.0;

/// A timer ran over a silence where its time is at least this share of the time around it.
const TIMED_SHARE: f64 = 0.9;

/// What is written agrees with samples that are this near, in seconds.
const AGREES_S: f64 = 60.0;

/// A file is parted into so many runs at most: three years of a run a day. Beyond that its largest
/// recording counts, as it does where the parts are none by themselves.
const MOST_RUNS: usize = 1_000;

/// The runs in a session's samples: one as a rule, and one also where there is not one sample.
pub(super) fn lived(
    activity: &Activity,
    session: usize,
    samples: Vec<United>,
    told: &mut Told,
) -> Vec<Lived> {
    let clock = activity.samples.time_s();
    let Some(of) = activity.sessions.get(session) else { return Vec::new() };
    let totals = of.as_written.clone();
    let times: Vec<f64> = samples.iter().map(|sample| clock[sample.row]).collect();
    let places: Vec<usize> = (0..times.len()).collect();
    let steady = longest_increasing(&places, &times);
    told.clocks.backwards += places.len() - steady.len();
    told.clocks.of += places.len();

    let runs = runs(&steady, &times, &totals);
    let kept: usize = runs.iter().map(Range::len).sum();
    if kept < steady.len() {
        told.clocks.far += steady.len() - kept;
        told.clocks.between = told.clocks.between.or_else(|| {
            let stays = runs.first()?;
            let out = (0..steady.len()).find(|at| runs.iter().all(|run| !run.contains(at)))?;
            Some((times[steady[out]], times[steady[stays.start]]))
        });
    }
    if runs.len() < 2 {
        let keep: Vec<usize> =
            runs.first().map_or_else(Vec::new, |run| steady[run.clone()].to_vec());
        let samples = picked(samples, &[keep]).into_iter().next().unwrap_or_default();
        return vec![Lived { session, samples, totals }];
    }
    told.split_into += runs.len();
    let kept: Vec<Vec<usize>> = runs.iter().map(|run| steady[run.clone()].to_vec()).collect();
    let first_s: Vec<f64> =
        kept.iter().filter_map(|run| run.first().map(|&at| times[at])).collect();
    let shares = shares(&totals, &activity.written.laps, &first_s);
    let split = picked(samples, &kept).into_iter().zip(shares);
    split.map(|(samples, totals)| Lived { session, samples, totals }).collect()
}

/// Samples by their places, which increase.
fn picked(samples: Vec<United>, places: &[Vec<usize>]) -> Vec<Vec<United>> {
    let mut samples = samples.into_iter().enumerate();
    let mut pick = |&place: &usize| samples.find(|(at, _)| *at == place).map(|(_, it)| it);
    places.iter().map(|places| places.iter().filter_map(&mut pick).collect()).collect()
}

/// The runs among samples whose clock increases, as ranges of `steady`.
fn runs(steady: &[usize], times: &[f64], totals: &SessionTotals) -> Vec<Range<usize>> {
    if steady.is_empty() {
        return Vec::new();
    }
    let time = |at: usize| times[steady[at]];
    let all = 0..steady.len();
    let steps: Vec<f64> = (1..steady.len()).map(|at| time(at) - time(at - 1)).collect();
    let stale_s = (STALE_STEPS * median(&steps).unwrap_or(0.0)).clamp(STALE_S, f64::MAX);
    let mut parts = parted(&all, &time, stale_s);
    let few = |part: &Range<usize>| {
        part.len() < FEW
            && time(part.end - 1) - time(part.start) <= FEW_S
            && part.len() as f64 <= FEW_SHARE * steady.len() as f64
    };
    // A few at either end, unless what is written says that the session lasted from or to them.
    while parts.len() > 1
        && few(&parts[0])
        && !is_written(
            totals,
            totals.started_s,
            time(parts[0].start),
            &(time(0)..time(all.end - 1)),
        )
    {
        parts.remove(0);
    }
    while let [.., before, last] = &parts[..]
        && few(last)
        && !is_written(
            totals,
            totals.ended_s,
            time(last.end - 1),
            &(time(before.start)..time(last.end - 1)),
        )
    {
        parts.pop();
    }
    if let [first, second, ..] = &parts[..]
        && fits_hole(
            totals,
            &(time(first.start)..time(first.end - 1)),
            time(second.start),
            time(all.end - 1),
        )
    {
        parts.remove(0);
    }
    let runs = joined(&parts, &time);
    let recordings: Vec<Range<usize>> =
        runs.iter().filter(|run| is_recording(run, &time)).cloned().collect();
    let parts_agree =
        |pair: &[Range<usize>]| covers(totals, time(pair[0].start), time(pair[1].start));
    if (1..=MOST_RUNS).contains(&recordings.len()) && recordings.windows(2).all(parts_agree) {
        return recordings;
    }
    // The first of the longest: `max_by_key` would take the last.
    let can_be = |run: &&Range<usize>| is_of_its_time(run, &time);
    let pool: Vec<&Range<usize>> = runs.iter().filter(can_be).collect();
    let pool = if pool.is_empty() { runs.iter().collect() } else { pool };
    pool.into_iter().rev().max_by_key(|run| run.len()).cloned().into_iter().collect()
}

/// A range cut where samples lie further apart than this.
fn parted(all: &Range<usize>, time: &impl Fn(usize) -> f64, apart_s: f64) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    for at in all.clone() {
        match parts.last_mut() {
            Some(open) if time(at) - time(at - 1) < apart_s => open.end = at + 1,
            _ => parts.push(at..at + 1),
        }
    }
    parts
}

/// Parts that lie less than [`RUNS_APART_S`] apart, as one.
fn joined(parts: &[Range<usize>], time: &impl Fn(usize) -> f64) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for part in parts {
        match runs.last_mut() {
            Some(open) if time(part.start) - time(open.end - 1) < RUNS_APART_S => {
                open.end = part.end;
            }
            _ => runs.push(part.clone()),
        }
    }
    runs
}

fn is_recording(run: &Range<usize>, time: &impl Fn(usize) -> f64) -> bool {
    run.len() >= RECORDING
        && time(run.end - 1) - time(run.start) >= RECORDING_S
        && is_of_its_time(run, time)
}

fn is_of_its_time(run: &Range<usize>, time: &impl Fn(usize) -> f64) -> bool {
    time(run.start) >= FIRST_WATCH_S && time(run.end - 1) < LAST_WATCH_S
}

/// Whether a session's written start or end is this end of its samples, and its written length spans
/// them with the timer running: then the few there are no fault of the clock.
fn is_written(
    totals: &SessionTotals,
    written_s: Option<f64>,
    end_s: f64,
    span: &Range<f64>,
) -> bool {
    let near = written_s.is_some_and(|written_s| (written_s - end_s).abs() <= AGREES_S);
    let spans = totals.started_s.zip(totals.ended_s).is_some_and(|(started_s, ended_s)| {
        ended_s - started_s >= span.end - span.start - AGREES_S
    });
    let ran =
        totals.timer_s.is_some_and(|timer_s| timer_s >= TIMED_SHARE * (span.end - span.start));
    near && spans && ran
}

/// Whether the written length of a session reaches from one recording to the next: a watch whose clock
/// was set on the way knows how long it ran. Where nothing is written, nothing speaks against it.
fn covers(totals: &SessionTotals, first_s: f64, next_s: f64) -> bool {
    let length_s = totals.started_s.zip(totals.ended_s).map(|(from_s, until_s)| until_s - from_s);
    length_s.is_none_or(|length_s| length_s >= next_s - first_s)
}

/// Whether records lie wholly before the written start of a session, are as long as what is missing between
/// that start and the records after them, and the written end is that of the last record: they are the
/// session's first ones, from before its clock was set.
fn fits_hole(totals: &SessionTotals, early_s: &Range<f64>, next_s: f64, last_s: f64) -> bool {
    let Some((started_s, ended_s)) = totals.started_s.zip(totals.ended_s) else { return false };
    let hole_s = next_s - started_s;
    early_s.end < started_s - AGREES_S
        && hole_s >= 0.0
        && (hole_s - (early_s.end - early_s.start)).abs() <= AGREES_S
        && (ended_s - last_s).abs() <= AGREES_S
}

/// Written totals of a session that is split: each run has those of the laps that began in it; none has
/// any where laps are longer than the runs.
fn shares(totals: &SessionTotals, laps: &[WrittenLap], first_s: &[f64]) -> Vec<SessionTotals> {
    let own = SessionTotals { rpe: totals.rpe, feel: totals.feel, ..SessionTotals::default() };
    let mut shares = vec![own.clone(); first_s.len()];
    for lap in laps {
        let Some(started_s) = lap.started_s else { continue };
        let at = first_s.partition_point(|&first_s| first_s <= started_s + AGREES_S);
        let Some(share) = at.checked_sub(1).and_then(|at| shares.get_mut(at)) else { continue };
        let add = |sum: &mut Option<f64>, value: Option<f64>| {
            *sum = sum.map_or(value, |sum| Some(sum + value.unwrap_or(0.0)));
        };
        add(&mut share.timer_s, lap.timer_s);
        add(&mut share.distance_m, lap.distance_m);
        let ended_s = lap.timer_s.map(|timer_s| started_s + timer_s);
        share.started_s =
            [share.started_s, Some(started_s)].into_iter().flatten().min_by(f64::total_cmp);
        share.ended_s = [share.ended_s, ended_s].into_iter().flatten().max_by(f64::total_cmp);
    }
    if shares.iter().any(|share| share.started_s.is_none()) {
        return vec![own; first_s.len()];
    }
    shares
}

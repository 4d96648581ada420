//! Whose distance counts: the file's own total, or the sum of its samples.
//!
//! One rule. The total that a watch or a service writes is what its owner saw, and may have put right:
//! after a belt was calibrated, after a first record that came late, over a tunnel. It counts, unless it
//! is provably wrong: nothing, shorter than the straight line or lines, a refuted counter's, longer than the track by a margin where the
//! track is whole, or faster than anybody runs. Where the two differ by more than [`TOLD_SHARE`] both are
//! told. What the total has beyond the samples is distance that was not recorded: it is in no pace. On a
//! belt alone, where speed is a guess throughout, the samples are scaled to the total.

use crate::{
    model::{Channel, Notice, NoticeKind, Samples, Session, Totals},
    physics::fastest_on_foot_m_per_s,
};

use super::{distance::Found, made::put, on_foot::OnFoot, places::Ground, refuted};

/// Both distances are told from this share of the total on, and this many metres.
const TOLD_SHARE: f64 = 0.005;
const TOLD_M: f64 = 10.0;

/// Samples are scaled where they cover this share of the timer's time, and where the total is within
/// these bounds of their sum: beyond them one of the two is of something else.
const SCALED_COVER: f64 = 0.95;
const SCALED: std::ops::RangeInclusive<f64> = 0.7..=1.4;

/// A straight line is longer than the way by no more than positions are off.
const STRAIGHT_SHARE: f64 = 0.98;
const STRAIGHT_M: f64 = 50.0;

/// A total is beyond a whole track from this share of it and this many metres on: sparse positions cut
/// corners, and a foot pod that was never calibrated is off by a fifth.
const BEYOND_SHARE: f64 = 1.3;
const BEYOND_M: f64 = 100.0;

/// A total holds the leaps of its counter where it is the samples' distance and theirs, within this.
const JUMP_SHARE: f64 = 0.1;
const JUMP_M: f64 = 20.0;

/// A total is that of a counter which is not the way within this.
const REFUSED_SHARE: f64 = 0.02;
const REFUSED_M: f64 = 10.0;

/// Leaps prove a total wrong where they are more than this share of it: receivers catch up by some tens of
/// metres in a second.
const LEAP_SHARE: f64 = 0.1;

/// What is known of a session's distance.
pub(super) struct Case<'a> {
    /// By the samples.
    pub(super) sampled_m: Option<f64>,
    /// By the file's own total.
    pub(super) written_m: Option<f64>,
    /// Time with the timer running, and from start to end.
    pub(super) timer_s: f64,
    pub(super) elapsed_s: f64,
    /// Whether the written timer time is that of the recording, or none is written.
    pub(super) of_its_time: bool,
    /// What positions say.
    pub(super) ground: Option<&'a Ground>,
    /// What the samples leapt by where nobody can, in metres.
    pub(super) jumped_m: f64,
    /// The least that the way can have been, and what a counter came to that is not the way, in metres.
    pub(super) least_m: f64,
    pub(super) refused_m: Option<f64>,
    /// Speed is a guess.
    pub(super) indoor: bool,
    /// A sport on foot, or none that is named.
    pub(super) on_foot: bool,
}

impl<'a> Case<'a> {
    /// What a session's totals and its way say.
    pub(super) fn of(
        session: &Session,
        sport: OnFoot,
        totals: &Totals,
        way: &'a Found,
        of_its_time: bool,
    ) -> Case<'a> {
        Case {
            sampled_m: totals.distance_m,
            written_m: session.as_written.distance_m,
            timer_s: totals.timer_s.unwrap_or(0.0),
            elapsed_s: totals.elapsed_s.unwrap_or(0.0),
            of_its_time,
            ground: way.ground.as_ref(),
            jumped_m: way.jumped_m,
            least_m: way.least_m,
            refused_m: way.refused_m,
            indoor: session.sport.is_indoor(),
            on_foot: sport != OnFoot::No,
        }
    }
}

/// What counts.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Ruling {
    /// The distance that counts.
    pub(super) distance_m: Option<f64>,
    /// What samples on a belt are to be multiplied by.
    pub(super) scale: Option<f64>,
    /// Both distances, where they differ.
    pub(super) notice: Option<Notice>,
}

/// Rules on a session's distance.
pub(super) fn rule(case: &Case<'_>, samples: &Samples) -> Ruling {
    let sampled_m = case.sampled_m.filter(|metres| *metres > 0.0);
    let Some(written_m) = case.written_m.filter(|metres| metres.is_finite() && *metres > 0.0)
    else {
        return Ruling { distance_m: sampled_m, ..Ruling::default() };
    };
    let wrong = wrong(case, written_m);
    let Some(sampled_m) = sampled_m else {
        let notice = wrong.as_ref().map(|why| {
            let text = format!("the file's own total of {} is not used: {why}", km(written_m));
            Notice::file(NoticeKind::TotalNotUsed, text)
        });
        let distance_m = if wrong.is_none() { Some(written_m) } else { None };
        return Ruling { distance_m, scale: None, notice };
    };
    let surplus_m = written_m - sampled_m;
    let differs = surplus_m.abs() > TOLD_SHARE * written_m && surplus_m.abs() > TOLD_M;
    if let Some(why) = wrong {
        let text = format!(
            "the file's own total of {} is not used: {why}; the samples come to {}",
            km(written_m),
            km(sampled_m)
        );
        let notice = Some(Notice::file(NoticeKind::TotalNotUsed, text));
        return Ruling { distance_m: Some(sampled_m), scale: None, notice };
    }
    let scale = scale(case, written_m / sampled_m, samples);
    let done = match scale {
        Some(_) => "the samples were scaled to it, as on a belt speed is a guess",
        None if surplus_m > 0.0 => "what it has more was not recorded, and is in no pace",
        None => "the samples keep their pace",
    };
    let text = format!(
        "the file's own total is {}, its samples come to {}: the total counts, and {done}",
        km(written_m),
        km(sampled_m)
    );
    let notice = differs.then(|| Notice::file(NoticeKind::DistanceDiffers, text));
    Ruling { distance_m: Some(written_m), scale, notice }
}

/// Why a total is provably wrong.
fn wrong(case: &Case<'_>, written_m: f64) -> Option<String> {
    if case.on_foot && case.elapsed_s > 0.0 {
        let speed = written_m / case.elapsed_s;
        if speed > fastest_on_foot_m_per_s(case.elapsed_s) {
            return Some(format!("nobody runs {speed:.1} m/s for so long"));
        }
    }
    if !case.of_its_time {
        return Some("it is of another length of time than the recording".to_owned());
    }
    if let Some(sampled_m) = case.sampled_m
        && case.jumped_m > LEAP_SHARE * written_m
        && (written_m - sampled_m - case.jumped_m).abs() <= JUMP_SHARE * case.jumped_m + JUMP_M
    {
        let text = format!("it holds {} over which the counter leapt", km(case.jumped_m));
        return Some(text);
    }
    if let Some(refused_m) = case.refused_m
        && (written_m - refused_m).abs() <= REFUSED_SHARE * refused_m + REFUSED_M
    {
        return Some("it is that of the recorded distance, which is not used".to_owned());
    }
    let ground = case.ground.filter(|_| !case.indoor)?;
    if refuted::is_too_short(written_m, case.least_m) {
        return Some(format!(
            "the straight lines between its places alone are {}",
            km(case.least_m)
        ));
    }
    if written_m < STRAIGHT_SHARE * ground.reach_m - STRAIGHT_M {
        return Some(format!("the straight line alone is {}", km(ground.reach_m)));
    }
    let whole = ground.seen_s >= SCALED_COVER * case.timer_s;
    (whole && written_m > BEYOND_SHARE * ground.track_m + BEYOND_M)
        .then(|| format!("the whole track is {} long", km(ground.track_m)))
}

/// What samples on a belt are multiplied by.
fn scale(case: &Case<'_>, ratio: f64, samples: &Samples) -> Option<f64> {
    let known =
        samples.values(Channel::Distance)?.iter().filter(|metres| metres.is_finite()).count();
    let covers = known as f64 >= SCALED_COVER * case.timer_s;
    (case.indoor && covers && SCALED.contains(&ratio)).then_some(ratio)
}

/// Carries a ruling out; the distance that counts, and what the samples were multiplied by.
pub(super) fn applied(
    ruling: Ruling,
    samples: &mut Samples,
    notices: &mut Vec<Notice>,
) -> (Option<f64>, Option<f64>) {
    notices.extend(ruling.notice);
    scaled(samples, ruling.scale);
    (ruling.distance_m, ruling.scale)
}

/// Scales what is a guess on a belt: speed, distance and step length.
fn scaled(samples: &mut Samples, scale: Option<f64>) {
    let Some(by) = scale else { return };
    for channel in [Channel::Speed, Channel::Distance, Channel::StepLength] {
        let Some(mut series) = samples.remove(channel) else { continue };
        series.values.iter_mut().for_each(|value| *value *= by);
        put(samples, channel, series);
    }
}

fn km(metres: f64) -> String {
    format!("{:.2} km", metres / 1000.0)
}

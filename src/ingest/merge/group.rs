//! Which outlines are one run.

use super::{
    course,
    outline::{Outline, TRACE_STEP_S, Trace},
};
use crate::model::{Format, Proof};

/// Recordings of one run overlap by at least this share of the shorter one.
const OVERLAP_SHARE: f64 = 0.8;

/// Two receivers on one runner are this close at one time: satellite error, and a start up to some
/// seconds apart.
const PLACE_M: f64 = 100.0;

/// So large a share of the common points is in one place.
const PLACE_SHARE: f64 = 0.8;

/// Below this share they are two people.
const ELSEWHERE_SHARE: f64 = 0.5;

/// Median difference from which two heart rates are two hearts. A strap and a wrist sensor on one
/// runner differ by a few beats.
const OTHER_HEART_BPM: f64 = 12.0;

/// Median difference from which two cadences are two pairs of legs, where no heart rate tells.
const OTHER_LEGS_SHARE: f64 = 0.05;

/// A run that is known by its sums alone is the one that began within so many seconds of it.
const SAME_START_S: f64 = 120.0;

/// Distances further apart than this are two runs: belts and pods differ by some per cent, and
/// receivers by fewer.
const OTHER_DISTANCE_SHARE: f64 = 0.15;

/// Fewer common points than this prove nothing.
const POINTS_MIN: usize = 4;

/// Local times written as UTC are off by quarters of an hour, up to this.
const CLOCK_STEP_S: f64 = 900.0;
const CLOCK_SHIFT_MAX_S: f64 = 14.0 * 3600.0;

/// How exactly a shifted copy must agree: the whole course, within this.
const SHIFTED_PLACE_M: f64 = 25.0;
const SHIFTED_SHARE: f64 = 0.95;
const SHIFTED_SECONDS: f64 = 5.0;
const SHIFTED_POINTS_MIN: usize = 20;

/// A copy that begins and ends with the other is told by so many points: three minutes.
const COPY_POINTS_MIN: usize = 12;

/// A newcomer is checked against this many members of a group for what speaks against it.
const CHECKED_MEMBERS_MAX: usize = 8;

/// A newcomer is compared with at most so many groups, the newest: nobody's day has as many runs, and
/// a file may name ten thousand.
const CANDIDATES_MAX: usize = 32;

/// Recordings of one run.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its recordings, the richest first.
    pub members: Vec<GroupMember>,
    /// What shows that they are one run.
    pub proof: Proof,
}

/// A recording in a group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupMember {
    /// Its place among the outlines.
    pub index: usize,
    /// What is to be added to its times to be those of the run: zero, or whole quarters of an hour
    /// where a local time was written as UTC.
    pub shift_s: f64,
}

/// Puts outlines of one run together. Every outline is in one group; groups are in the order of
/// their first member. Only recordings that overlap, or lie within half a day, are compared.
pub fn group(outlines: &[Outline]) -> Vec<Group> {
    let mut order: Vec<usize> = (0..outlines.len()).collect();
    order.sort_by(|&a, &b| {
        let started = |index: usize| outlines.get(index).map_or(f64::NAN, |o| o.started_s);
        started(a).total_cmp(&started(b)).then(a.cmp(&b))
    });
    let mut groups: Vec<Group> = Vec::new();
    // Groups that may still overlap with what comes, and when they end.
    let mut open: Vec<(usize, f64)> = Vec::new();
    for index in order {
        let Some(outline) = outlines.get(index) else { continue };
        open.retain(|(_, until_s)| *until_s >= outline.started_s);
        let too_many = open.len().saturating_sub(CANDIDATES_MAX);
        open.drain(..too_many);
        let joined = open.iter_mut().find_map(|(at, until_s)| {
            let candidate = groups.get(*at)?;
            Some((belongs(outlines, candidate, outline)?, *at, until_s))
        });
        if let Some((proof, at, until_s)) = joined {
            if let Some(group) = groups.get_mut(at) {
                group.members.push(GroupMember { index, shift_s: 0.0 });
                group.proof = group.proof.max(proof);
            }
            *until_s = greater(*until_s, outline.ended_s);
        } else {
            open.push((groups.len(), outline.ended_s));
            let members = vec![GroupMember { index, shift_s: 0.0 }];
            groups.push(Group { members, proof: Proof::Alone });
        }
    }
    for group in &mut groups {
        richest_first(group, outlines);
    }
    let mut groups = join_shifted(groups, outlines);
    groups.sort_by_key(|group| group.members.iter().map(|member| member.index).min());
    groups
}

fn richest_first(group: &mut Group, outlines: &[Outline]) {
    let richness = |member: &GroupMember| outlines.get(member.index).map_or(0, |o| o.richness);
    group.members.sort_by(|a, b| richness(b).cmp(&richness(a)).then(a.index.cmp(&b.index)));
}

/// Whether an outline belongs to a group: the same as one of them, and nothing speaks against any.
fn belongs(outlines: &[Outline], group: &Group, newcomer: &Outline) -> Option<Proof> {
    let mut proof = None;
    for member in group.members.iter().take(CHECKED_MEMBERS_MAX) {
        match compare(outlines.get(member.index)?, newcomer) {
            Verdict::Same(by) => proof = proof.or(Some(by)),
            Verdict::Other => return None,
            Verdict::Untold => {}
        }
    }
    proof
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// One run.
    Same(Proof),
    /// Two runs, or two people.
    Other,
    /// Nothing shows that they are one.
    Untold,
}

fn compare(a: &Outline, b: &Outline) -> Verdict {
    let overlap_s = smaller(a.ended_s, b.ended_s) - greater(a.started_s, b.started_s);
    let shorter_s = smaller(a.duration_s(), b.duration_s());
    let longer_s = greater(a.duration_s(), b.duration_s());
    if overlap_s < 0.0 || overlap_s < OVERLAP_SHARE * shorter_s {
        return Verdict::Untold;
    }
    let common = Common::of(&a.trace, &b.trace, 0);
    let whole = overlap_s >= OVERLAP_SHARE * longer_s;
    let distance_share = difference_share(a.distance_m, b.distance_m);
    let far = whole && distance_share.is_some_and(|share| share > OTHER_DISTANCE_SHARE);
    let placed = common.place_share(PLACE_M, POINTS_MIN);
    // Clocks may be apart, so that the same beats seem to be another heart's.
    if placed.is_none() && (whole && !far && same_sport(a, b)) && a.course.is_of_one_body(&b.course)
    {
        return Verdict::Same(Proof::Traces);
    }
    if common.other_heart() || common.other_legs() {
        return Verdict::Other;
    }
    if let Some(share) = placed {
        return match share {
            share if share < ELSEWHERE_SHARE || far => Verdict::Other,
            share if share >= PLACE_SHARE => Verdict::Same(Proof::Place),
            _ => Verdict::Untold,
        };
    }
    let saved_again = || common.is_same_heart() && distance_share.is_none_or(|share| share < 0.01);
    if same_ends(a, b) && (distance_share.is_none_or(|share| share < 0.001) || saved_again()) {
        return Verdict::Same(Proof::Ends);
    }
    let starts_together = (a.started_s - b.started_s).abs() <= SAME_START_S;
    // Sums have no trace that could agree or not: the same times of one runner are one run.
    let not_further = distance_share.is_none_or(|share| share <= OTHER_DISTANCE_SHARE);
    if (a.is_sums || b.is_sums) && whole && starts_together && not_further && same_sport(a, b) {
        return Verdict::Same(Proof::Sums);
    }
    Verdict::Untold
}

fn same_ends(a: &Outline, b: &Outline) -> bool {
    (a.started_s - b.started_s).abs() <= 1.0
        && (a.ended_s - b.ended_s).abs() <= 1.0
        && a.duration_s() > 0.0
        && same_sport(a, b)
}

/// The same sport, or one of the files does not say.
fn same_sport(a: &Outline, b: &Outline) -> bool {
    let open = |outline: &Outline| matches!(outline.sport.sport.as_ref(), "unknown" | "generic");
    a.sport.sport == b.sport.sport || open(a) || open(b)
}

fn difference_share(a: Option<f64>, b: Option<f64>) -> Option<f64> {
    let (a, b) = (a?, b?);
    Some((a - b).abs() / greater(a, b))
}

fn smaller(a: f64, b: f64) -> f64 {
    if b < a { b } else { a }
}

fn greater(a: f64, b: f64) -> f64 {
    if b > a { b } else { a }
}

/// What two traces have in common, point by point.
struct Common {
    apart_m: Vec<f64>,
    heart_apart_bpm: Vec<f64>,
    /// The first heart's rates differ by more than a sensor's noise.
    heart_varies: bool,
    legs_apart_share: Option<f64>,
}

impl Common {
    /// The points of both, the second trace moved by steps.
    fn of<'t>(a: &'t Trace, b: &'t Trace, moved: i64) -> Common {
        let pairs = |of: fn(&'t Trace) -> &'t [f32]| pairs(a, b, moved, of);
        let north = pairs(|trace| &trace.north_deg);
        let east = pairs(|trace| &trace.east_deg);
        let places = north.zip(east).filter(|((n, o), (e, f))| (n + o + e + f).is_finite());
        let apart = |((n, o), (e, f)): ((f64, f64), (f64, f64))| apart_m((n, e), (o, f));
        let known = |(a, b): &(f64, f64)| (a + b).is_finite();
        Common {
            apart_m: places.map(apart).collect(),
            heart_apart_bpm: pairs(|trace| &trace.heart_rate_bpm)
                .filter(known)
                .map(|(a, b)| (a - b).abs())
                .collect(),
            heart_varies: varies(&a.heart_rate_bpm),
            legs_apart_share: legs_apart(
                pairs(|trace| &trace.cadence_per_min)
                    .filter(|pair| known(pair) && pair.0 > 0.0 && pair.1 > 0.0)
                    .collect(),
            ),
        }
    }

    fn other_heart(&self) -> bool {
        median(&self.heart_apart_bpm, POINTS_MIN).is_some_and(|bpm| bpm > OTHER_HEART_BPM)
    }

    /// Legs are asked only where hearts do not tell.
    fn other_legs(&self) -> bool {
        self.heart_apart_bpm.len() < POINTS_MIN
            && self.legs_apart_share.is_some_and(|share| share > OTHER_LEGS_SHARE)
    }

    /// The share of common points in one place; none when there are too few.
    fn place_share(&self, within_m: f64, points_min: usize) -> Option<f64> {
        let near = self.apart_m.iter().filter(|apart_m| **apart_m <= within_m).count();
        (self.apart_m.len() >= points_min).then(|| near as f64 / self.apart_m.len() as f64)
    }

    /// Whether the two hearts beat alike at every point, with ups and downs enough to tell.
    fn is_same_heart(&self) -> bool {
        let alike = self.heart_apart_bpm.iter().filter(|bpm| **bpm <= 0.5).count();
        let points = self.heart_apart_bpm.len();
        self.heart_varies
            && points >= COPY_POINTS_MIN
            && alike as f64 >= SHIFTED_SHARE * points as f64
    }

    /// Whether it is one recording under two clocks: to the metre and the beat.
    fn is_one_recording(&self) -> bool {
        let place = self.place_share(SHIFTED_PLACE_M, SHIFTED_POINTS_MIN);
        let heart = median(&self.heart_apart_bpm, SHIFTED_POINTS_MIN);
        match (place, heart) {
            (Some(share), Some(bpm)) => share >= SHIFTED_SHARE && bpm <= 1.0,
            (Some(share), None) => share >= SHIFTED_SHARE,
            (None, Some(bpm)) => bpm <= 0.5,
            (None, None) => false,
        }
    }
}

/// Whether a heart rate spans more beats than a sensor's noise.
fn varies(heart_rate_bpm: &[f32]) -> bool {
    const SPAN_BPM: f32 = 8.0;
    let known = || heart_rate_bpm.iter().copied().filter(|bpm| bpm.is_finite());
    let (low, high) = (known().min_by(f32::total_cmp), known().max_by(f32::total_cmp));
    low.zip(high).is_some_and(|(low, high)| high - low >= SPAN_BPM)
}

/// The values of two traces at the times that both have.
fn pairs<'t>(
    a: &'t Trace,
    b: &'t Trace,
    moved: i64,
    of: fn(&'t Trace) -> &'t [f32],
) -> impl Iterator<Item = (f64, f64)> + use<'t> {
    let lead = b.first.saturating_add(moved).saturating_sub(a.first);
    let skip = |steps: i64| usize::try_from(steps).unwrap_or(0);
    let (skip_a, skip_b) = (skip(lead), skip(lead.saturating_neg()));
    let values = |trace: &'t Trace, skipped| of(trace).iter().skip(skipped).copied().map(f64::from);
    values(a, skip_a).zip(values(b, skip_b))
}

/// How far apart two near places are, on a sphere of the Earth's mean radius (IUGG, 6371.0088 km).
fn apart_m((north_a, east_a): (f64, f64), (north_b, east_b): (f64, f64)) -> f64 {
    const METRES_PER_DEGREE: f64 = 6_371_008.8 * std::f64::consts::PI / 180.0;
    let narrowing = f64::midpoint(north_a, north_b).to_radians().cos();
    let east_deg = (east_a - east_b + 540.0).rem_euclid(360.0) - 180.0;
    METRES_PER_DEGREE * (north_a - north_b).hypot(east_deg * narrowing)
}

/// By how much two cadences differ, whichever of them counts one foot.
fn legs_apart(pairs: Vec<(f64, f64)>) -> Option<f64> {
    let ratios: Vec<f64> = pairs.into_iter().map(|(a, b)| a / b).collect();
    let ratio = median(&ratios, POINTS_MIN)?;
    let ratio = if ratio > 1.5 {
        ratio / 2.0
    } else if ratio < 0.75 {
        ratio * 2.0
    } else {
        ratio
    };
    Some((ratio - 1.0).abs())
}

fn median(values: &[f64], points_min: usize) -> Option<f64> {
    if values.len() < points_min { None } else { course::median(values.to_vec()) }
}

/// Joins groups whose richest recordings are one, but for a clock that is off.
fn join_shifted(groups: Vec<Group>, outlines: &[Outline]) -> Vec<Group> {
    let mut joined: Vec<Group> = Vec::new();
    for group in groups {
        let mut home = joined.iter_mut().rev().take(CANDIDATES_MAX).map_while(|earlier| {
            let gap_s =
                lead_of(&group, outlines)?.started_s - lead_of(earlier, outlines)?.started_s;
            // Groups come by start, so nothing before the first that is too early can match.
            (gap_s <= 2.0 * CLOCK_SHIFT_MAX_S).then_some(earlier)
        });
        let found = home.find_map(|earlier| {
            let shift_s = shift(lead_of(earlier, outlines)?, lead_of(&group, outlines)?)?;
            Some((earlier, shift_s))
        });
        match found {
            Some((earlier, shift_s)) => adopt(earlier, &group, shift_s, outlines),
            None => joined.push(group),
        }
    }
    joined
}

fn lead_of<'o>(group: &Group, outlines: &'o [Outline]) -> Option<&'o Outline> {
    outlines.get(group.members.first()?.index)
}

/// What is to be added to the second's times, when it is the first under another clock.
fn shift(a: &Outline, b: &Outline) -> Option<f64> {
    let gap_s = b.started_s - a.started_s;
    let shift_s = (gap_s / CLOCK_STEP_S).round() * CLOCK_STEP_S;
    // Sessions of one file were written by one clock.
    let fits = a.id != b.id
        && shift_s.abs() >= CLOCK_STEP_S
        && shift_s.abs() <= CLOCK_SHIFT_MAX_S
        && (gap_s - shift_s).abs() <= SHIFTED_SECONDS
        && (a.duration_s() - b.duration_s()).abs() <= SHIFTED_SECONDS
        && same_sport(a, b)
        && difference_share(a.distance_m, b.distance_m).is_none_or(|share| share <= 0.01);
    #[allow(clippy::cast_possible_truncation, reason = "14 hours at most")]
    let steps = (-shift_s / TRACE_STEP_S) as i64;
    (fits && Common::of(&a.trace, &b.trace, steps).is_one_recording()).then_some(-shift_s)
}

/// Takes a group in, its times moved onto those of the other, and then all onto the clock that most
/// of them have; of two clocks that are as common, onto a FIT file's, which is UTC by definition.
fn adopt(home: &mut Group, group: &Group, shift_s: f64, outlines: &[Outline]) {
    let moved = |member: &GroupMember| GroupMember { shift_s: member.shift_s + shift_s, ..*member };
    home.members.extend(group.members.iter().map(moved));
    home.proof = Proof::Shifted;
    richest_first(home, outlines);
    let is_fit = |member: &GroupMember| {
        outlines.get(member.index).is_some_and(|outline| outline.format == Format::Fit)
    };
    let votes = |clock_s: f64| {
        let same = || home.members.iter().filter(move |m| m.shift_s.total_cmp(&clock_s).is_eq());
        (same().count(), same().any(is_fit))
    };
    // Of equals the first, which is the richest one's.
    let clocks = home.members.iter().rev().map(|member| member.shift_s);
    let clock_s = clocks.max_by_key(|clock_s| votes(*clock_s)).unwrap_or(0.0);
    for member in &mut home.members {
        member.shift_s -= clock_s;
    }
}

//! Distance and speed: cleaned where the file has them, made where it lacks them.

use std::ops::Range;

use crate::model::{Channel, Notice, NoticeKind, Provenance, Samples, Series, Writer};
use crate::physics::Position;
use crate::signal::{largest, running_mean, running_median};

use super::{
    clock,
    columns::Columns,
    counter::{Counted, Counter},
    made::{computed, put},
    on_foot::OnFoot,
    places::{Ground, Metres, longest_step_s, positions, travelled, usual_step_s},
    refuted::{self, Places},
};

/// Faster than any sprinter: a position or distance that asks for it is an error. In m/s; the
/// best 100 m are run at 12.4 at most, no distance run comes near.
const FASTEST_ON_FOOT_M_PER_S: f64 = 12.0;

/// The same for whatever else a watch records.
const FASTEST_OTHERWISE_M_PER_S: f64 = 60.0;

/// Speed is smoothed over this many seconds to either side, first by median, then by mean.
const SMOOTHED_S: f64 = 2.0;

/// A new segment begins where recording stood for longer than this, in seconds, and than this many
/// usual steps: loggers also part a track that goes on.
const PARTED_S: f64 = 1.6;
const PARTED_STEPS: f64 = 1.5;

/// What is known of a session before its way is.
pub(super) struct About<'a> {
    pub(super) sport: OnFoot,
    /// Indoors positions drift.
    pub(super) indoor: bool,
    /// Rows before which nothing was recorded.
    pub(super) unrecorded: &'a [bool],
    /// When the timer stood, in seconds since the first row.
    pub(super) stops: &'a [Range<f64>],
}

/// Cleans distance and speed, and makes them from positions, or from each other, where missing or refuted.
/// Positions go no further than here.
pub(super) fn complete(columns: &mut Columns, about: &About<'_>) -> Found {
    let fastest_m_per_s = match about.sport {
        OnFoot::Running | OnFoot::Walking | OnFoot::Untold => FASTEST_ON_FOOT_M_PER_S,
        OnFoot::No => FASTEST_OTHERWISE_M_PER_S,
    };
    let samples = &mut columns.samples;
    clean_speed(samples, fastest_m_per_s);
    let positions = positions(samples);
    let time_s = samples.time_s().to_vec();
    let usual_s = usual_step_s(&time_s);
    let parted = parted(&time_s, [&columns.segment_start, about.unrecorded], usual_s);
    let recorded = samples.remove(Channel::Distance).filter(|series| moves(&series.values));
    // What a recorded distance is only held against need not be told to the last digit.
    let metres: Metres =
        if recorded.is_some() { Position::metres_nearly_to } else { Position::metres_to };
    let track = positions.as_deref().map(|places| {
        let (along_m, dropped) = travelled((&time_s, places), &[], fastest_m_per_s, metres);
        Track { time_s: &time_s, places, parted: &parted, usual_s, along_m, dropped }
    });
    let by_speed = samples.get(Channel::Speed).map(|speed| integrated(&time_s, speed, usual_s));
    let mut found = Found { ground: track.as_ref().map(Track::ground), ..Found::default() };
    let others = Others { track, by_speed, about, fastest_m_per_s, metres };
    let distance = match recorded {
        Some(series) => {
            let stepping = samples.values(Channel::Cadence);
            let sport = about.sport;
            let counter = Counter { recorded_m: &series.values, stepping, fastest_m_per_s, sport };
            let counted = counter.monotone(&time_s);
            others.unless_refuted(series, counted, &mut found, &mut columns.notices)
        }
        None => others.made(&mut columns.notices),
    };
    if let Some(series) = distance {
        if samples.get(Channel::Speed).is_none() {
            let breaks = series.origin.is(&Writer::Positions).then_some(&*parted);
            let speed = differentiated(&time_s, &series, breaks, usual_s);
            put(samples, Channel::Speed, speed);
        }
        put(samples, Channel::Distance, series);
    }
    found
}

/// Positions with the way along them.
struct Track<'a> {
    time_s: &'a [f64],
    places: &'a [Option<Position>],
    parted: &'a [bool],
    usual_s: f64,
    along_m: Vec<f64>,
    dropped: usize,
}

impl Track<'_> {
    fn ground(&self) -> Ground {
        Ground::of(self.time_s, self.places, self.parted, &self.along_m)
    }

    /// The least that the way can have been while this counter counted.
    fn at_least_m(&self, counted_m: &[f64], stops: &[Range<f64>]) -> f64 {
        let known = |metres: &f64| metres.is_finite();
        let rows = counted_m.iter().position(known).zip(counted_m.iter().rposition(known));
        let places = Places {
            time_s: self.time_s,
            places: self.places,
            along_m: &self.along_m,
            parted: self.parted,
            stops,
            longest_s: longest_step_s(self.usual_s),
        };
        rows.map_or(0.0, |(first, last)| places.at_least_m(first..last + 1))
    }
}

/// What tells a way beside the counter of the file.
struct Others<'a> {
    track: Option<Track<'a>>,
    by_speed: Option<Series>,
    about: &'a About<'a>,
    fastest_m_per_s: f64,
    metres: Metres,
}

impl Others<'_> {
    /// The counter's distance, or another where that cannot be the way.
    fn unless_refuted(
        &self,
        series: Series,
        counted: Counted,
        found: &mut Found,
        notices: &mut Vec<Notice>,
    ) -> Option<Series> {
        let counted_m = clock::covered(&counted.distance_m).unwrap_or(0.0);
        if self.about.sport != OnFoot::No
            && let Some(why) = self.why_not(&counted, counted_m, found)
        {
            found.refused_m = Some(counted_m);
            let mut dropped = Vec::new();
            let other = self.made(&mut dropped);
            let instead = match &other {
                Some(series) if series.origin.is(&Writer::Positions) => {
                    "the way along its places counts"
                }
                Some(_) => "the sum of its speed counts",
                None => "nothing else tells one",
            };
            let text = format!(
                "the recorded distance comes to {:.2} km and is not used: {why}; {instead}",
                counted_m / 1000.0
            );
            notices.push(Notice::file(NoticeKind::DistanceNotUsed, text));
            notices.extend(dropped);
            return other;
        }
        found.jumped_m = counted.jumped_m;
        notices.extend(jumps_told(counted.mended));
        notices.extend(standstills_told(counted.caught_up));
        that_moves(Series { values: counted.distance_m, ..series }, notices)
    }

    /// Why a counter is not the way, if it is not.
    fn why_not(&self, counted: &Counted, counted_m: f64, found: &mut Found) -> Option<String> {
        let track = self.track.as_ref().filter(|_| !self.about.indoor);
        found.least_m =
            track.map_or(0.0, |track| track.at_least_m(&counted.distance_m, self.about.stops));
        let by_speed = self.by_speed.as_ref().and_then(|series| clock::covered(&series.values));
        refuted::why(counted_m, found.least_m, by_speed)
    }

    /// The way along positions, else the sum of speed.
    fn made(&self, notices: &mut Vec<Notice>) -> Option<Series> {
        let by_speed = || self.by_speed.clone().filter(|series| moves(&series.values));
        let Some(track) = &self.track else { return by_speed() };
        let (values, dropped) = if track.parted.contains(&true) {
            let places = (track.time_s, track.places);
            travelled(places, track.parted, self.fastest_m_per_s, self.metres)
        } else {
            (track.along_m.clone(), track.dropped)
        };
        if !moves(&values)
            && let Some(series) = by_speed()
        {
            return Some(series);
        }
        notices.extend(jumps_told(dropped));
        that_moves(computed(values, Writer::Positions), notices)
    }
}

/// A distance, if it is more than nothing: of samples that never move on none is told.
fn that_moves(series: Series, notices: &mut Vec<Notice>) -> Option<Series> {
    if moves(&series.values) {
        return Some(series);
    }
    if series.values.iter().filter(|metres| metres.is_finite()).count() > 1 {
        let text = if series.origin.is(&Writer::Positions) {
            "the places never move, so that they tell no distance"
        } else {
            "the recorded distance never moves on, so that it tells none"
        };
        notices.push(Notice::file(NoticeKind::DistanceNotUsed, text));
    }
    None
}

/// Jumps of the distance that were left out.
fn jumps_told(mended: usize) -> Option<Notice> {
    let text = match mended {
        0 => return None,
        1 => "one jump in distance that nobody can run was left out".to_owned(),
        _ => format!("{mended} jumps in distance that nobody can run were left out"),
    };
    Some(Notice::file(NoticeKind::DistanceJumps, text))
}

/// Standstills of the distance that it caught up with.
fn standstills_told(caught_up: usize) -> Option<Notice> {
    let times = match caught_up {
        0 => return None,
        1 => "once".to_owned(),
        _ => format!("{caught_up} times"),
    };
    let text =
        format!("the distance stood still and caught up {times}; it counts as covered meanwhile");
    Some(Notice::file(NoticeKind::DistanceCaughtUp, text))
}

/// What was found of a session's way beside its series.
#[derive(Default)]
pub(super) struct Found {
    /// What positions say, where there are any.
    pub(super) ground: Option<Ground>,
    /// What the recorded distance leapt by, in metres, where nobody can.
    pub(super) jumped_m: f64,
    /// The least that the way can have been, by its places, in metres.
    pub(super) least_m: f64,
    /// What the recorded distance came to, in metres, where it is not the way.
    pub(super) refused_m: Option<f64>,
}

/// Rows before which nothing was recorded for a while, by what the file itself says.
fn parted(time_s: &[f64], told: [&[bool]; 2], usual_s: f64) -> Vec<bool> {
    let stood_s = (PARTED_STEPS * usual_s).clamp(PARTED_S, f64::MAX);
    let starts = |row: usize| told.iter().any(|told| told.get(row) == Some(&true));
    (0..time_s.len())
        .map(|row| row > 0 && starts(row) && time_s[row] - time_s[row - 1] >= stood_s)
        .collect()
}

/// Indoors no satellite is seen: speed and distance are the watch's guess from the arm or the foot.
pub(super) fn mark_as_guessed(samples: &mut Samples, indoor: bool) {
    for channel in [Channel::Speed, Channel::Distance].into_iter().filter(|_| indoor) {
        if let Some(mut series) = samples.remove(channel) {
            series.provenance = Provenance::Modelled.weakest([series.provenance]);
            put(samples, channel, series);
        }
    }
}

/// Whether distance increases at all. A column of zeros is a watch that did not know.
fn moves(values: &[f64]) -> bool {
    largest(values).is_some_and(|most| most > 0.0)
}

/// Takes speeds out that cannot be; a column of zeros goes altogether.
fn clean_speed(samples: &mut Samples, fastest_m_per_s: f64) {
    let Some(mut series) = samples.remove(Channel::Speed) else { return };
    for value in &mut series.values {
        if !(0.0..=fastest_m_per_s).contains(value) {
            *value = f64::NAN;
        }
    }
    if moves(&series.values) {
        put(samples, Channel::Speed, series);
    }
}

/// Distance as the sum of speed over time.
fn integrated(time_s: &[f64], speed: &Series, usual_s: f64) -> Series {
    let longest_s = longest_step_s(usual_s);
    let mut total_m = 0.0;
    let mut last: Option<(f64, f64)> = None;
    let values = speed
        .values
        .iter()
        .zip(time_s)
        .map(|(&v, &t)| {
            if !v.is_finite() {
                return f64::NAN;
            }
            if let Some((before_v, before_t)) = last
                && t - before_t <= longest_s
            {
                total_m += f64::midpoint(v, before_v) * (t - before_t);
            }
            last = Some((v, t));
            total_m
        })
        .collect();
    Series {
        values,
        provenance: Provenance::Derived.weakest([speed.provenance]),
        origin: Writer::Speed.into(),
    }
}

/// Speed as the change of distance, smoothed; not told over parts that were not recorded.
fn differentiated(
    time_s: &[f64],
    distance: &Series,
    parted: Option<&[bool]>,
    usual_s: f64,
) -> Series {
    let mut last: Option<(f64, f64)> = None;
    let rough: Vec<f64> = distance
        .values
        .iter()
        .zip(time_s)
        .enumerate()
        .map(|(row, (&at_m, &at_s))| {
            if parted.is_some_and(|parted| parted[row]) {
                last = None;
            }
            if !at_m.is_finite() {
                return f64::NAN;
            }
            let speed = last.map_or(f64::NAN, |(m, s)| (at_m - m) / (at_s - s));
            last = Some((at_m, at_s));
            speed
        })
        .collect();
    // The first place takes the speed of the second: nothing precedes it.
    let half = crate::signal::floor_index(SMOOTHED_S / usual_s + 0.5).min(30);
    let smooth = running_mean(&running_median(&rough, half), half);
    let is_of_places = distance.origin.is(&Writer::Positions);
    let writer = if is_of_places { Writer::Positions } else { Writer::Distance };
    Series {
        values: smooth,
        provenance: Provenance::Derived.weakest([distance.provenance]),
        origin: writer.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_parted_where_the_file_says_so_and_time_has_passed() {
        let starts = [true, true, true, false];
        let parted = parted(&[0.0, 300.0, 301.0, 600.0], [&starts, &[]], 1.0);
        assert_eq!(parted, [false, true, false, false]);
    }

    #[test]
    fn speed_out_of_distance_is_a_mean_over_whole_steps_about_a_moment() {
        // Standing for 50 s and then 3 m/s: a step, which a mean over `half` rows to either side makes a slope.
        let time_s: Vec<f64> = (0..100).map(f64::from).collect();
        let values: Vec<f64> =
            time_s.iter().map(|at_s| (3.0 * (at_s - 49.0)).clamp(0.0, f64::MAX)).collect();
        let distance = Series::recorded(Channel::Distance, values, "made");
        let speed = differentiated(&time_s, &distance, None, 1.0).values;
        let half = SMOOTHED_S.round();
        assert!((speed[50] - 3.0 * (half + 1.0) / (2.0 * half + 1.0)).abs() < 1e-9, "{speed:?}");
    }
}

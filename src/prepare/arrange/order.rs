//! Whole tracks, segments and laps in order of time.
//!
//! Only pieces that the file itself tells apart are moved, and only where they do not overlap: a
//! clock that jumps within a piece says nothing of order. A file of which nearly every step goes
//! back in time was written from its end.

use std::ops::Range;

use crate::model::{Activity, Format, Session};

use super::{super::increasing::longest_increasing, told::Told};

/// A file runs backwards where this many steps go back for each that goes on.
const BACKWARD_FOR_EACH_FORWARD: usize = 9;

/// A record this near to a lap's written start, in seconds, begins it.
const LAP_START_WITHIN_S: f64 = 2.0;

/// Rows of a session in order of time, as far as the file's pieces tell.
pub(super) struct Ordered {
    pub(super) session: usize,
    pub(super) rows: Vec<usize>,
}

/// The rows of every session that have a time, in order, and the sessions in order of time.
pub(super) fn by_time(activity: &Activity, told: &mut Told) -> Vec<Ordered> {
    let boundaries = Boundaries::of(activity);
    let ordered = |(at, session): (usize, &Session)| Ordered {
        session: at,
        rows: boundaries.in_order(activity.samples.time_s(), &session.span, told),
    };
    let sessions: Vec<Ordered> = activity.sessions.iter().enumerate().map(ordered).collect();
    let mut tracks = if activity.format == Format::Gpx && !activity.written.track_starts.is_empty()
    {
        tracks_anew(activity, &boundaries, told).unwrap_or(sessions)
    } else {
        sessions
    };
    let first = |ordered: &Ordered| {
        let written = activity.sessions.get(ordered.session).and_then(|it| it.as_written.started_s);
        middle(&ordered.rows, activity.samples.time_s()).or(written).unwrap_or(f64::INFINITY)
    };
    // A FIT file's sessions are numbered as they are written, however files were chained.
    if activity.format != Format::Fit && !tracks.is_sorted_by(|a, b| first(a) <= first(b)) {
        told.reordered = true;
        tracks.sort_by(|a, b| first(a).total_cmp(&first(b)));
    }
    tracks
}

/// The time in the middle of rows that are in order: what a stray record at an end does not move.
fn middle(rows: &[usize], clock: &[f64]) -> Option<f64> {
    rows.get(rows.len() / 2).map(|&row| clock[row])
}

/// A GPX file's tracks grouped anew into sessions, where they do not stand in order of time; the
/// reader, which goes from one to the next, told apart what belongs together.
fn tracks_anew(
    activity: &Activity,
    boundaries: &Boundaries,
    told: &mut Told,
) -> Option<Vec<Ordered>> {
    let clock = activity.samples.time_s();
    let starts = &activity.written.track_starts;
    let mut tracks: Vec<Ordered> = Vec::new();
    for (session, Session { span, .. }) in activity.sessions.iter().enumerate() {
        let first = starts.partition_point(|&start| start <= span.start);
        let inner = starts[first..].iter().copied().take_while(|&start| start < span.end);
        let edges: Vec<usize> =
            std::iter::once(span.start).chain(inner).chain([span.end]).collect();
        for pair in edges.windows(2) {
            let rows = boundaries.in_order(clock, &(pair[0]..pair[1]), told);
            tracks.push(Ordered { session, rows });
        }
    }
    tracks.retain(|track| !track.rows.is_empty());
    let at = |track: &Ordered| middle(&track.rows, clock).unwrap_or(f64::INFINITY);
    if tracks.is_sorted_by(|a, b| at(a) <= at(b)) {
        return None;
    }
    told.reordered = true;
    tracks.sort_by(|a, b| at(a).total_cmp(&at(b)));
    let mut sessions: Vec<Ordered> = Vec::new();
    for track in tracks {
        match sessions.last_mut() {
            Some(open) if goes_on(activity, open, &track) => {
                if sport_of(activity, open.session) == "unknown" {
                    open.session = track.session;
                }
                open.rows.extend(track.rows);
            }
            _ => sessions.push(track),
        }
    }
    Some(sessions)
}

fn sport_of(activity: &Activity, session: usize) -> &str {
    activity.sessions.get(session).map_or("unknown", |session| session.sport.sport.as_ref())
}

/// Whether a track is of the outing before it: of its sport, as far as both are named, and soon after.
fn goes_on(activity: &Activity, open: &Ordered, track: &Ordered) -> bool {
    let clock = activity.samples.time_s();
    let (Some(&last), Some(&first)) = (open.rows.last(), track.rows.first()) else { return false };
    let sports = [open.session, track.session].map(|session| sport_of(activity, session));
    let alike = sports.contains(&"unknown")
        || activity.sessions.get(open.session).map(|it| &it.sport)
            == activity.sessions.get(track.session).map(|it| &it.sport);
    alike && (clock[first] - clock[last]).abs() <= Activity::TRACKS_APART_S
}

/// Where the file itself begins a new piece.
struct Boundaries {
    rows: Vec<usize>,
}

impl Boundaries {
    fn of(activity: &Activity) -> Boundaries {
        let mut rows = activity.segment_starts.clone();
        if activity.format == Format::Fit {
            // Its laps are ranges by time: where records do not stand in order of time, a piece begins
            // where the clock goes back to a lap's own start.
            let clock = activity.samples.time_s();
            let laps = &activity.written.laps;
            let mut starts_s: Vec<f64> = laps.iter().filter_map(|lap| lap.started_s).collect();
            starts_s.sort_by(f64::total_cmp);
            let begins = |time_s: f64| {
                let near =
                    starts_s.partition_point(|&start_s| start_s < time_s - LAP_START_WITHIN_S);
                starts_s.get(near).is_some_and(|start_s| *start_s <= time_s + LAP_START_WITHIN_S)
            };
            let leaps = |row: &usize| {
                clock[*row] < clock[*row - 1] - LAP_START_WITHIN_S
                    || clock[*row] > clock[*row - 1] + 2.0 * LAP_START_WITHIN_S
            };
            let backward = clock.windows(2).any(|pair| pair[1] < pair[0] - LAP_START_WITHIN_S);
            if backward && !starts_s.is_empty() {
                rows.extend((1..clock.len()).filter(leaps).filter(|&row| begins(clock[row])));
            }
        } else {
            rows.extend(activity.laps.iter().map(|lap| lap.start));
            rows.extend(activity.written.track_starts.iter().copied());
        }
        rows.sort_unstable();
        rows.dedup();
        Boundaries { rows }
    }

    /// The rows of a range that have a time, in order as far as pieces tell.
    fn in_order(&self, clock: &[f64], span: &Range<usize>, told: &mut Told) -> Vec<usize> {
        let span = span.start.min(clock.len())..span.end.min(clock.len());
        let timed: Vec<usize> = span.clone().filter(|&row| clock[row].is_finite()).collect();
        if timed.is_sorted_by(|&a, &b| clock[a] <= clock[b]) {
            return timed;
        }
        let first = self.rows.partition_point(|&row| row <= span.start);
        let mut inner =
            self.rows[first..].iter().copied().take_while(|&row| row < span.end).peekable();
        let mut pieces: Vec<Vec<usize>> = vec![Vec::new()];
        for row in timed {
            if inner.next_if(|&start| start <= row).is_some() {
                while inner.next_if(|&start| start <= row).is_some() {}
                pieces.push(Vec::new());
            }
            if let Some(open) = pieces.last_mut() {
                open.push(row);
            }
        }
        pieces.retain(|piece| !piece.is_empty());
        if runs_backwards(&pieces, clock) {
            told.reversed = true;
            for piece in &mut pieces {
                piece.reverse();
            }
            pieces.reverse();
        }
        sorted(&pieces, clock, told)
    }
}

/// Whether nearly every step within the pieces goes back in time.
fn runs_backwards(pieces: &[Vec<usize>], clock: &[f64]) -> bool {
    let (mut back, mut on) = (0_usize, 0_usize);
    for pair in pieces.iter().flat_map(|piece| piece.windows(2)) {
        let step_s = clock[pair[1]] - clock[pair[0]];
        back += usize::from(step_s < 0.0);
        on += usize::from(step_s > 0.0);
    }
    back > 1 && back >= BACKWARD_FOR_EACH_FORWARD.saturating_mul(on)
}

/// Pieces in order of time; as they stand where two of them overlap.
fn sorted(pieces: &[Vec<usize>], clock: &[f64], told: &mut Told) -> Vec<usize> {
    let mut spans: Vec<(f64, f64, usize)> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let steady = local_increasing(piece, clock);
        if let (Some(&first), Some(&last)) = (steady.first(), steady.last()) {
            spans.push((clock[first], clock[last], at));
        }
    }
    let stands = spans.is_sorted_by(|a, b| a.0 <= b.0);
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let apart = spans.windows(2).all(|pair| pair[0].1 <= pair[1].0 + LAP_START_WITHIN_S);
    if stands || !apart {
        return pieces.concat();
    }
    told.reordered = true;
    spans.iter().flat_map(|&(.., at)| pieces[at].iter().copied()).collect()
}

/// [`longest_increasing`] of few rows of many, in memory in proportion to the few.
fn local_increasing(piece: &[usize], clock: &[f64]) -> Vec<usize> {
    let times: Vec<f64> = piece.iter().map(|&row| clock[row]).collect();
    let places: Vec<usize> = (0..times.len()).collect();
    longest_increasing(&places, &times).into_iter().map(|place| piece[place]).collect()
}

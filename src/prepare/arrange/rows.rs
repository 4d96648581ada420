//! An activity anew, of the rows that stay, in their order.

use std::ops::Range;

use crate::model::{Activity, Channel, DeveloperSeries, Samples, Series, Session};

use super::{
    lived::Lived,
    unite::{self, United},
};

/// The activity of these samples, one session for each; as it was where nothing moved.
pub(super) fn of(activity: Activity, lived: &[Lived]) -> Activity {
    if stands(&activity, lived) {
        return activity;
    }
    let samples: Vec<&United> = lived.iter().flat_map(|lived| &lived.samples).collect();
    let place = Place::of(&samples, activity.samples.len());
    let gathered = |values: &[f64], channel: Option<Channel>| -> Vec<f64> {
        samples.iter().map(|sample| value(values, sample, channel)).collect()
    };
    let clock = activity.samples.time_s();
    let mut anew = Samples::new(samples.iter().map(|sample| clock[sample.row]).collect());
    for (channel, series) in activity.samples.channels() {
        let values = gathered(&series.values, Some(channel));
        super::super::made::put(
            &mut anew,
            channel,
            Series { values, provenance: series.provenance, origin: series.origin.clone() },
        );
    }
    let developer = activity
        .developer
        .iter()
        .map(|series| DeveloperSeries {
            name: series.name.clone(),
            units: series.units.clone(),
            application: series.application.clone(),
            values: gathered(&series.values, series.channel.map(|(channel, _)| channel)),
            ..*series
        })
        .collect();
    let mut laps: Vec<(Range<usize>, _)> = activity
        .laps
        .iter()
        .map(|lap| place.range(lap))
        .zip(activity.written.laps.iter().copied().map(Some).chain(std::iter::repeat(None)))
        .collect();
    // Stable: laps without a sample keep their place among each other.
    laps.sort_by_key(|(range, _)| range.start);
    let segment_starts = starts(&samples, &activity.segment_starts);
    let mut written = activity.written.clone();
    written.laps = laps.iter().filter_map(|(_, written)| *written).collect();
    written.track_starts = starts(&samples, &activity.written.track_starts);
    let mut end = 0;
    let sessions = lived
        .iter()
        .filter_map(|lived| {
            let span = end..end + lived.samples.len();
            end = span.end;
            Some(Session { span, ..activity.sessions.get(lived.session)?.clone() })
        })
        .collect();
    let laps = laps.into_iter().map(|(range, _)| range).collect();
    Activity { samples: anew, developer, laps, segment_starts, written, sessions, ..activity }
}

/// Whether every session has the rows that it had.
fn stands(activity: &Activity, lived: &[Lived]) -> bool {
    let same = |(at, lived): (usize, &Lived)| {
        let span = activity.sessions.get(at).map(|session| session.span.clone());
        lived.session == at
            && span.is_some_and(|span| {
                span.len() == lived.samples.len()
                    && span
                        .zip(&lived.samples)
                        .all(|(row, it)| it.row == row && it.others.is_empty())
            })
    };
    lived.len() == activity.sessions.len() && lived.iter().enumerate().all(same)
}

fn value(values: &[f64], sample: &United, channel: Option<Channel>) -> f64 {
    let own = values.get(sample.row).copied().unwrap_or(f64::NAN);
    if sample.others.is_empty() {
        return own;
    }
    let others = sample.others.iter().map(|&row| values.get(row).copied().unwrap_or(f64::NAN));
    unite::value(channel, std::iter::once(own).chain(others))
}

/// Where rows of the file have gone.
struct Place {
    /// For each row of the file its sample, where it stays.
    of: Vec<Option<usize>>,
}

impl Place {
    fn of(samples: &[&United], rows: usize) -> Place {
        let mut of = vec![None; rows];
        for (place, sample) in samples.iter().enumerate() {
            for row in std::iter::once(&sample.row).chain(&sample.others) {
                if let Some(slot) = of.get_mut(*row) {
                    *slot = Some(place);
                }
            }
        }
        Place { of }
    }

    /// From the first to the last sample of these rows; an empty range behind the sample before where
    /// none stays.
    fn range(&self, rows: &Range<usize>) -> Range<usize> {
        let own = self.of.get(rows.clone()).unwrap_or_default();
        let (mut first, mut end) = (usize::MAX, 0);
        for place in own.iter().flatten() {
            first = first.min(*place);
            end = end.max(*place + 1);
        }
        if first < end {
            return first..end;
        }
        let before = self.of.get(..rows.start.min(self.of.len())).unwrap_or_default();
        let at = before.iter().rev().take(NEIGHBOURS).flatten().next().map_or(0, |place| place + 1);
        at..at
    }
}

/// A lap without a sample looks this many rows back for the sample before it.
const NEIGHBOURS: usize = 1_000;

/// Samples at which a piece begins that is another than the one before, by the rows at which pieces
/// began in the file.
fn starts(samples: &[&United], starts: &[usize]) -> Vec<usize> {
    if starts.is_empty() {
        return Vec::new();
    }
    let piece = |sample: &United| starts.partition_point(|&start| start <= sample.row);
    let differs = |pair: &[&United]| piece(pair[0]) != piece(pair[1]);
    let begins = samples.windows(2).enumerate().filter(|(_, pair)| differs(pair));
    begins.map(|(before, _)| before + 1).collect()
}

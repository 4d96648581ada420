//! One row per moment: records as files have them, and bins of steady running.

use jiff::{SignedDuration, Timestamp};

use super::{Cells, Column, Of, Table};
use crate::{
    model::{Activity, ActivityId, Channel, Samples, Session},
    outing::Outing,
};

/// Whether coordinates are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Places {
    /// No.
    #[default]
    Left,
    /// Yes.
    Told,
}

impl Places {
    fn tell(self, channel: Channel) -> bool {
        let is_place = matches!(channel, Channel::Latitude | Channel::Longitude);
        self == Places::Told || !is_place
    }
}

/// One row per record of each file, as recorded: nothing is doubled, dropped or judged. Cadence
/// counts whatever the file counts; `runs` says which.
pub fn records(activities: &[Activity], places: Places) -> Table {
    let rows = |rows: Option<&Rows<'_>>| of_samples(rows, Clock::Moments, places, &MADE);
    let mut table = rows(None);
    for activity in activities {
        let numbers = numbers(&activity.sessions, activity.samples.len());
        table.append(rows(Some(&Rows { id: activity.id, numbers, samples: &activity.samples })));
    }
    table
}

/// Channels that no file holds.
const MADE: [Channel; 3] = [Channel::StepRate, Channel::Grade, Channel::Reach];

/// One row per 30 s of steady running: means of what was recorded and made.
pub fn bins(outings: &[Outing], places: Places) -> Table {
    let rows = |rows: Option<&Rows<'_>>| of_samples(rows, Clock::Seconds, places, &[]);
    let mut table = rows(None);
    for outing in outings {
        let numbers = vec![i64::try_from(outing.number).ok(); outing.bins.len()];
        table.append(rows(Some(&Rows { id: outing.id, numbers, samples: &outing.bins })));
    }
    table
}

/// Samples and what is said of them all.
struct Rows<'a> {
    id: ActivityId,
    /// Of each sample the number of its session.
    numbers: Vec<Option<i64>>,
    samples: &'a Samples,
}

/// What the clock of samples tells.
#[derive(Clone, Copy)]
enum Clock {
    /// Seconds since 1970: when a record was made.
    Moments,
    /// Seconds since a session's first sample.
    Seconds,
}

fn of_samples(rows: Option<&Rows<'_>>, clock: Clock, places: Places, without: &[Channel]) -> Table {
    let none = Samples::default();
    let samples = rows.map_or(&none, |rows| rows.samples);
    let key = |number: &Option<i64>| Some(format!("{}#{}", rows?.id, (*number)?));
    let ids = rows.into_iter().flat_map(|rows| &rows.numbers).map(key).collect();
    let what = "the file's hash and the session's number";
    let timed = Of::rows(samples.time_s()).with("activity_id", what, Cells::Texts(ids));
    let mut columns = match clock {
        Clock::Moments => timed.moment("time", "when", |&time_s| moment(time_s)),
        Clock::Seconds => {
            timed.number("at_s", "seconds since the session's first sample", |&at_s| Some(at_s))
        }
    }
    .table();
    let told = |channel: &Channel| places.tell(*channel) && !without.contains(channel);
    for channel in Channel::ALL.into_iter().filter(told) {
        let values = samples.values(channel);
        let cells = match values {
            Some(values) => values.iter().map(|&it| it.is_finite().then_some(it)).collect(),
            None => vec![None; samples.len()],
        };
        let (key, what) = (channel.key(), channel.name());
        columns.columns.push(Column { key, what, source: None, cells: Cells::Numbers(cells) });
    }
    columns
}

/// The session of each sample, by its number; none of one between sessions.
fn numbers(sessions: &[Session], samples: usize) -> Vec<Option<i64>> {
    let mut numbers = vec![None; samples];
    for (number, session) in (1..).zip(sessions) {
        for of in numbers.get_mut(session.span.clone()).into_iter().flatten() {
            *of = Some(number);
        }
    }
    numbers
}

/// The instant so many seconds after 1970 began, to the microsecond.
fn moment(time_s: f64) -> Option<Timestamp> {
    const MICROS_PER_SECOND: f64 = 1e6;
    let micros = whole((time_s * MICROS_PER_SECOND).round())?;
    Timestamp::UNIX_EPOCH.checked_add(SignedDuration::from_micros(micros)).ok()
}

/// A whole number, where it lies in some thousand years of microseconds.
#[allow(clippy::cast_possible_truncation, reason = "it is whole and far within the range")]
fn whole(value: f64) -> Option<i64> {
    const MOST: f64 = 9e16;
    (value.abs() < MOST).then_some(value as i64)
}

//! From what was read to an [`Activity`].

use super::{
    Part, Reading,
    columns::{Column, Holds},
    decode::{Break, BreakKind},
    developer::Developers,
    facts::Facts,
    heart_rate::HeartRates,
    message::{FIRST_ABSOLUTE_STAMP, FIT_EPOCH_S},
    sessions,
};
use crate::{
    ingest::IngestError,
    model::{
        Activity, ActivityId, Channel, DeveloperSeries, FileKind, Format, Notice, NoticeKind,
        Samples, Series, Session, Written,
    },
};

/// The series under which beats that a strap handed over are known.
const STORED_HEART_RATE: &str = "fit.hr.filtered_bpm";

impl Reading<'_> {
    /// The activity, or why there is none.
    pub(super) fn finish(mut self) -> Result<Activity, IngestError> {
        let kind = self.kind()?;
        self.note_fields();
        let Reading { bytes, decoder, parts, mut notices, untold, .. } = self;
        if untold > 0 {
            let text = format!("the same is so at {untold} more places of the file");
            notices.push(Notice::file(NoticeKind::MoreOfTheSame, text));
        }
        let mut facts = decoder.facts;
        // Each session looks up those about it; chained files may come in any order.
        facts.timer.sort_by(|a, b| a.time_s.total_cmp(&b.time_s));
        let (mut time_s, columns) = decoder.columns.finish();
        settle_clock(&mut time_s, facts.device_start, &mut notices);
        let sessions = sessions_of(&parts, &facts, &time_s);
        let laps_of = |part: &Part| {
            let messages = facts.laps.get(part.laps.clone()).unwrap_or_default();
            sessions::laps(messages, &part.rows, &time_s)
        };
        let laps = parts.iter().flat_map(laps_of).collect();
        let of_part = |part: &Part| facts.laps.get(part.laps.clone()).unwrap_or_default();
        let written_laps = parts.iter().flat_map(of_part).map(|lap| lap.written).collect();
        let started = sessions.iter().filter_map(|session| session.started).min();
        let started = started.or_else(|| sessions::first_time(&time_s, &(0..time_s.len())));
        let utc_offset_s = facts.utc_offset_s();
        let (samples, developer) =
            series(time_s, columns, &decoder.developers, facts.heart_rates, &mut notices);
        let (device, sensors) = facts.devices.finish();
        Ok(Activity {
            id: ActivityId::of(bytes),
            format: Format::Fit,
            kind,
            started,
            utc_offset_s,
            device,
            sensors,
            sessions,
            laps,
            timer: facts.timer,
            segment_starts: Vec::new(),
            written: Written { laps: written_laps, track_starts: Vec::new() },
            samples,
            developer,
            streams: facts.streams.finish(facts.device_start),
            wearer: facts.wearer,
            notices,
        })
    }

    /// What kind of file it is. One that does not say and holds records is an activity.
    fn kind(&self) -> Result<FileKind, IngestError> {
        let facts = &self.decoder.facts;
        let holds_any =
            self.decoder.columns.rows() > 0 || !facts.sessions.is_empty() || !facts.laps.is_empty();
        let is_activity = facts.kinds.contains(&FileKind::Activity);
        match (facts.kinds.first(), &self.broken) {
            (Some(kind), _) if !is_activity => Ok(kind.clone()),
            _ if holds_any => Ok(FileKind::Activity),
            (_, Some(Break { offset, what })) => Err(IngestError::Broken {
                offset: *offset as u64,
                what: match what {
                    BreakKind::HalfMessage => "it ends within a message".to_owned(),
                    BreakKind::Undefined(local) => {
                        format!("a message of kind {local}, which was not defined")
                    }
                    BreakKind::TooManyCells => "it asks for too much memory".to_owned(),
                },
            }),
            (_, None) => Err(IngestError::NoSamples),
        }
    }

    fn note_fields(&mut self) {
        let unknown = self.decoder.unknown_fields.len();
        if unknown > 0 {
            let text = match unknown {
                1 => "one field of the records is not in the profile and was left out".to_owned(),
                _ => format!(
                    "{unknown} fields of the records are not in the profile and were left out"
                ),
            };
            self.notices.push(Notice::file(NoticeKind::UnknownFields, text));
        }
        let developers = &self.decoder.developers;
        if developers.undescribed > 0 {
            let text = "applications wrote fields that they did not describe; these were left out";
            self.notices.push(Notice::file(NoticeKind::UndescribedFields, text));
        }
        if developers.left_out > 0 {
            let text = "applications wrote more fields than are kept; the last ones were left out";
            self.notices.push(Notice::file(NoticeKind::TooManyFields, text));
        }
    }
}

/// Stamps that count from when the device was switched on are moved to UTC where the file says
/// when that was, and are no times otherwise.
fn settle_clock(time_s: &mut [f64], device_start: Option<f64>, notices: &mut Vec<Notice>) {
    let first_absolute_s = f64::from(FIRST_ABSOLUTE_STAMP) + FIT_EPOCH_S;
    let mut relative = 0_usize;
    for time in time_s.iter_mut().filter(|time| **time < first_absolute_s) {
        *time += device_start.unwrap_or(f64::NAN);
        relative = relative.saturating_add(1);
    }
    if relative > 0 {
        let done = match device_start {
            Some(_) => "and were moved to the clock",
            None => "and are not known",
        };
        let text = format!("the times of {relative} samples count from the device's start {done}");
        notices.push(Notice::file(NoticeKind::RelativeTime, text));
    }
}

/// Every chained file's sessions; one for all samples where no message names any.
fn sessions_of(parts: &[Part], facts: &Facts, time_s: &[f64]) -> Vec<Session> {
    let sessions: Vec<Session> = parts
        .iter()
        .flat_map(|part| {
            let messages = facts.sessions.get(part.sessions.clone()).unwrap_or_default();
            let laps = facts.laps.get(part.laps.clone()).unwrap_or_default();
            sessions::sessions(messages, part.sport.as_deref(), laps, &part.rows, time_s)
        })
        .collect();
    if sessions.is_empty() && !(time_s.is_empty() && facts.laps.is_empty()) {
        let rows = 0..time_s.len();
        return vec![sessions::session_without_message(
            parts.iter().find_map(|part| part.sport.as_deref()),
            &facts.laps,
            rows,
            time_s,
        )];
    }
    sessions
}

/// The samples, and beside them what applications wrote.
fn series(
    time_s: Vec<f64>,
    columns: Vec<Column>,
    developers: &Developers,
    heart_rates: HeartRates,
    notices: &mut Vec<Notice>,
) -> (Samples, Vec<DeveloperSeries>) {
    let rows = time_s.len();
    let mut channels = Vec::new();
    let mut developer = Vec::new();
    let mut empty = Vec::new();
    for Column { holds, source, values } in columns {
        match holds {
            Holds::Channel(channel) if values.iter().any(|value| !value.is_nan()) => {
                channels.push((channel, Series::recorded(channel, values, source)));
            }
            // A field that is declared and never filled is a channel that is not there.
            Holds::Channel(channel) => empty.push(channel),
            Holds::Developer(number) => developer.extend(developers.series(number, values)),
        }
    }
    if !heart_rates.is_empty() {
        merge(heart_rates, &time_s, &mut channels, notices);
    }
    empty.retain(|empty| channels.iter().all(|(channel, _)| channel != empty));
    notices.extend(told_empty(&empty, &developer));
    let mut samples = Samples::new(time_s);
    for (channel, series) in channels {
        let inserted = samples.insert(channel, series);
        debug_assert!(inserted.is_ok(), "every column has {rows} values");
    }
    (samples, developer)
}

/// What was declared and never filled, in one sentence.
fn told_empty(channels: &[Channel], developer: &[DeveloperSeries]) -> Option<Notice> {
    let mut what: Vec<String> = channels.iter().map(|channel| channel.name().to_owned()).collect();
    what.sort();
    what.dedup();
    let is_empty = |series: &&DeveloperSeries| series.values.iter().all(|value| value.is_nan());
    match developer.iter().filter(is_empty).count() {
        0 => {}
        1 => what.push("one field that an application added".to_owned()),
        fields => what.push(format!("{fields} fields that applications added")),
    }
    (!what.is_empty()).then(|| {
        let text = format!("declared and never filled: {}", what.join(", "));
        Notice::file(NoticeKind::EmptyChannel, text)
    })
}

/// Beats that a strap handed over, where the records have no heart rate.
fn merge(
    heart_rates: HeartRates,
    time_s: &[f64],
    channels: &mut Vec<(Channel, Series)>,
    notices: &mut Vec<Notice>,
) {
    let recorded = channels.iter_mut().find(|(channel, _)| *channel == Channel::HeartRate);
    let merged = if let Some((_, series)) = recorded {
        heart_rates.merge(time_s, &mut series.values)
    } else {
        let mut values = vec![f64::NAN; time_s.len()];
        let merged = heart_rates.merge(time_s, &mut values);
        if merged > 0 {
            let series = Series::recorded(Channel::HeartRate, values, STORED_HEART_RATE);
            channels.push((Channel::HeartRate, series));
        }
        merged
    };
    if merged > 0 {
        let text = format!("the heart rate of {merged} samples comes from what the strap stored");
        notices.push(Notice::file(NoticeKind::StoredHeartRate, text));
    }
}

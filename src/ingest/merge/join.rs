//! Recordings of one run into one activity.

use std::{borrow::Cow, ops::Range};

use jiff::{SignedDuration, Timestamp};

use super::outline::{coverage, richness};
use crate::model::{
    Activity, Channel, DeveloperSeries, Format, Notice, NoticeKind, Samples, Series, Session,
    SessionTotals, TimerEvent, Written,
};

/// A value is brought over when the other recording has one this close in time.
const NEAREST_S: f64 = 2.0;

/// A channel is brought over when it gives a value to at least this share of the samples.
const WORTH_SHARE: f64 = 0.1;

/// A channel that the richest recording has gives way when it covers less than the first share, and
/// another recording covers more than the second.
const THIN_SHARE: f64 = 0.5;
const FULL_SHARE: f64 = 0.9;

/// A recording of a run: one session of a file.
#[derive(Clone, Copy, Debug)]
pub struct Recording<'a> {
    /// The file.
    pub activity: &'a Activity,
    /// Which of its sessions.
    pub session: usize,
    /// What is to be added to its times; see [`GroupMember::shift_s`](super::GroupMember::shift_s).
    pub shift_s: f64,
}

/// Merges recordings of one run into an activity of one session. The richest is kept whole; each
/// channel that it lacks, or hardly has, comes whole from one other recording, sample by nearest
/// sample. What came from where, and why, is told in notices. None when there is nothing to merge.
pub fn merge(recordings: &[Recording<'_>]) -> Option<Activity> {
    let mut parts: Vec<(u64, Activity)> = recordings
        .iter()
        .filter_map(|recording| {
            let session = recording.activity.sessions.get(recording.session)?;
            let mut part = session_alone(recording.activity, recording.session)?;
            move_clock(&mut part, recording.shift_s);
            Some((richness(recording.activity, session), part))
        })
        .collect();
    parts.sort_by_key(|(richness, _)| std::cmp::Reverse(*richness));
    let mut parts = parts.into_iter().map(|(_, part)| part);
    let mut run = parts.next()?;
    let others: Vec<Activity> = parts.collect();
    if others.is_empty() {
        return Some(run);
    }
    let mut notices = vec![told(&run, &others)];
    for channels in CHANNELS {
        notices.extend(bring_over(&mut run, &others, channels));
    }
    for other in &others {
        notices.extend(fill_in(&mut run, other));
    }
    run.notices.append(&mut notices);
    Some(run)
}

/// The channels that can come from another recording, those together that belong together.
const CHANNELS: [&[Channel]; 14] = [
    &[Channel::Latitude, Channel::Longitude],
    &[Channel::Distance],
    &[Channel::Speed],
    &[Channel::Altitude],
    &[Channel::HeartRate],
    &[Channel::Cadence],
    &[Channel::Power],
    &[Channel::Temperature],
    &[Channel::VerticalOscillation],
    &[Channel::GroundContactTime],
    &[Channel::GroundContactPercent],
    &[Channel::ContactBalance],
    &[Channel::VerticalRatio],
    &[Channel::StepLength],
];

/// One session of an activity as an activity of its own.
pub fn session_alone(activity: &Activity, session: usize) -> Option<Activity> {
    let session = activity.sessions.get(session)?;
    let span = session.span.clone();
    let samples = &activity.samples;
    let time_s = samples.time_s().get(span.clone())?.to_vec();
    let mut alone = Samples::new(time_s);
    for (channel, series) in samples.channels() {
        let values = series.values.get(span.clone())?.to_vec();
        alone.insert(channel, Series { values, ..series_like(series) }).ok()?;
    }
    let (first_s, last_s) = bounds(alone.time_s());
    let within = |time_s: f64| time_s >= first_s - NEAREST_S && time_s <= last_s + NEAREST_S;
    let only = activity.sessions.len() == 1;
    let mut developer = Vec::with_capacity(activity.developer.len());
    for series in &activity.developer {
        let values = series.values.get(span.clone())?.to_vec();
        developer.push(DeveloperSeries {
            name: series.name.clone(),
            units: series.units.clone(),
            application: series.application.clone(),
            values,
            ..*series
        });
    }
    let moved = |at: usize| at.saturating_sub(span.start);
    let overlaps = |lap: &Range<usize>| lap.start < span.end && lap.end > span.start;
    let written = activity.laps.iter().zip(&activity.written.laps);
    let laps = written.filter(|(lap, _)| overlaps(lap)).map(|(_, written)| *written).collect();
    Some(Activity {
        started: session.started.or(activity.started),
        sessions: vec![Session { span: 0..alone.len(), ..session.clone() }],
        laps: activity
            .laps
            .iter()
            .filter(|lap| overlaps(lap))
            .map(|lap| moved(lap.start)..moved(lap.end.min(span.end)))
            .collect(),
        timer: if only { activity.timer.clone() } else { events_of(activity, &span) },
        segment_starts: activity
            .segment_starts
            .iter()
            .filter(|start| span.contains(start) && **start > span.start)
            .map(|start| moved(*start))
            .collect(),
        // Where tracks begin was settled before.
        written: Written { laps, track_starts: Vec::new() },
        samples: alone,
        developer,
        streams: activity.streams.iter().filter(|s| only || within(s.start_s)).cloned().collect(),
        device: activity.device.clone(),
        sensors: activity.sensors.clone(),
        kind: activity.kind.clone(),
        wearer: activity.wearer.clone(),
        notices: activity.notices.clone(),
        id: activity.id,
        format: activity.format,
        utc_offset_s: activity.utc_offset_s,
    })
}

/// Events of the timer beyond a thousand, and beyond four for each sample, are no runner's; each
/// session of a file would carry them all.
const EVENTS_ALWAYS: usize = 1_000;
const EVENTS_PER_SAMPLE: usize = 4;

/// The timer's events about a session, which are in order of time.
fn events_of(activity: &Activity, span: &Range<usize>) -> Vec<TimerEvent> {
    let (first_s, last_s) = bounds(activity.samples.time_s().get(span.clone()).unwrap_or_default());
    let timer = &activity.timer;
    let begin = timer.partition_point(|event| event.time_s < first_s - NEAREST_S);
    let end = timer.partition_point(|event| event.time_s <= last_s + NEAREST_S);
    let most = EVENTS_PER_SAMPLE.saturating_mul(span.len()).saturating_add(EVENTS_ALWAYS);
    timer.get(begin..end).filter(|it| it.len() <= most).map_or_else(Vec::new, <[_]>::to_vec)
}

fn series_like(series: &Series) -> Series {
    Series { values: Vec::new(), provenance: series.provenance, origin: series.origin.clone() }
}

fn bounds(time_s: &[f64]) -> (f64, f64) {
    let known = || time_s.iter().copied().filter(|time_s| time_s.is_finite());
    (known().fold(f64::INFINITY, smaller), known().fold(f64::NEG_INFINITY, greater))
}

fn smaller(a: f64, b: f64) -> f64 {
    if b < a { b } else { a }
}

fn greater(a: f64, b: f64) -> f64 {
    if b > a { b } else { a }
}

fn move_clock(activity: &mut Activity, shift_s: f64) {
    if shift_s.total_cmp(&0.0).is_eq() {
        return;
    }
    let mut moved =
        Samples::new(activity.samples.time_s().iter().map(|time_s| time_s + shift_s).collect());
    for (channel, series) in activity.samples.channels() {
        let inserted = moved.insert(channel, series.clone());
        debug_assert_eq!(inserted, Ok(()));
    }
    activity.samples = moved;
    for TimerEvent { time_s, .. } in &mut activity.timer {
        *time_s += shift_s;
    }
    for stream in &mut activity.streams {
        stream.start_s += shift_s;
    }
    let moved = |moment: Timestamp| moment.checked_add(SignedDuration::from_secs_f64(shift_s)).ok();
    activity.started = activity.started.and_then(moved);
    for session in &mut activity.sessions {
        session.started = session.started.and_then(moved);
        let SessionTotals { started_s, ended_s, .. } = &mut session.as_written;
        for moment_s in [started_s, ended_s].into_iter().flatten() {
            *moment_s += shift_s;
        }
    }
    let hours = shift_s.abs() / 3600.0;
    let text = format!(
        "the clock of the {} is {hours} h off that of the other recordings and was set to theirs",
        name(activity)
    );
    activity.notices.push(Notice::file(NoticeKind::ClockMoved, text));
}

/// What a recording is called in a notice.
fn name(activity: &Activity) -> String {
    let kind = match activity.format {
        Format::Account(service) => format!("{} run", service.name()),
        format => format!("{} file", format.key().to_uppercase()),
    };
    let product = activity.device.as_ref().and_then(|device| device.product.as_deref());
    product.map_or_else(|| kind.clone(), |product| format!("{kind} of {product}"))
}

fn told(run: &Activity, others: &[Activity]) -> Notice {
    let mut names: Vec<(String, usize)> = Vec::new();
    for other in others.iter().map(name) {
        match names.iter_mut().find(|(name, _)| *name == other) {
            Some((_, count)) => *count = count.saturating_add(1),
            None => names.push((other, 1)),
        }
    }
    let others: Vec<String> = names
        .into_iter()
        .map(|(name, count)| if count > 1 { format!("{name} ({count} times)") } else { name })
        .collect();
    let text = format!(
        "this run was recorded more than once; the {} holds most, and is joined by the {}",
        name(run),
        others.join(", the ")
    );
    Notice::file(NoticeKind::Merged, text)
}

/// Brings one channel, or a pair, over from the recording that covers it best.
fn bring_over(run: &mut Activity, others: &[Activity], channels: &[Channel]) -> Option<Notice> {
    let &first = channels.first()?;
    let own = coverage(run.samples.values(first));
    if own >= THIN_SHARE {
        return None;
    }
    let enough = if run.samples.get(first).is_none() { WORTH_SHARE } else { FULL_SHARE };
    let mut best: Option<(f64, Aligned, &Activity)> = None;
    for other in others {
        let Some(aligned) = aligned(run.samples.time_s(), &other.samples, channels) else {
            continue;
        };
        let share = coverage(aligned.first().map(|(_, series)| series.values.as_slice()));
        if share >= enough && best.as_ref().is_none_or(|(least, ..)| share > *least) {
            best = Some((share, aligned, other));
        }
    }
    let (_, aligned, other) = best?;
    for (channel, series) in aligned {
        run.samples.insert(channel, series).ok()?;
    }
    let text = format!(
        "{} comes from the {}, because the {} has {}",
        first.name(),
        name(other),
        name(run),
        if own > 0.0 { "little of it" } else { "none" }
    );
    Some(Notice::file(NoticeKind::MergedChannel, text))
}

/// Channels at another recording's times.
type Aligned = Vec<(Channel, Series)>;

/// Channels of another recording at the times of this one: each the nearest sample's value.
fn aligned(time_s: &[f64], other: &Samples, channels: &[Channel]) -> Option<Aligned> {
    channels
        .iter()
        .map(|&channel| {
            let series = other.get(channel)?;
            let mut known: Vec<(f64, f64)> = other
                .time_s()
                .iter()
                .copied()
                .zip(series.values.iter().copied())
                .filter(|(time_s, value)| time_s.is_finite() && value.is_finite())
                .collect();
            known.sort_by(|a, b| a.0.total_cmp(&b.0));
            let values = time_s.iter().map(|&time_s| nearest(&known, time_s)).collect();
            Some((channel, Series { values, ..series_like(series) }))
        })
        .collect()
}

fn nearest(known: &[(f64, f64)], time_s: f64) -> f64 {
    let at = known.partition_point(|(known_s, _)| *known_s < time_s);
    let after = known.get(at);
    let before = at.checked_sub(1).and_then(|before| known.get(before));
    [before, after]
        .into_iter()
        .flatten()
        .map(|(known_s, value)| ((known_s - time_s).abs(), *value))
        .filter(|(apart_s, _)| *apart_s <= NEAREST_S)
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map_or(f64::NAN, |(_, value)| value)
}

/// Fills in what the richest recording does not say beside its samples.
fn fill_in(run: &mut Activity, other: &Activity) -> Option<Notice> {
    run.utc_offset_s = run.utc_offset_s.or(other.utc_offset_s);
    if run.laps.is_empty() {
        run.laps = laps_at(run.samples.time_s(), other);
    }
    if run.timer.is_empty() && run.segment_starts.is_empty() {
        run.timer.clone_from(&other.timer);
    }
    let (session, others) = (run.sessions.first_mut()?, other.sessions.first()?);
    fill_totals(&mut session.as_written, &others.as_written);
    let told = |sport: &str| !matches!(sport, "unknown" | "generic");
    if told(&session.sport.sport) || !told(&others.sport.sport) {
        return None;
    }
    session.sport = others.sport.clone();
    let text: Cow<'static, str> = format!("the sport comes from the {}", name(other)).into();
    Some(Notice::file(NoticeKind::MergedSport, text))
}

fn fill_totals(own: &mut SessionTotals, other: &SessionTotals) {
    let SessionTotals {
        started_s,
        ended_s,
        unsampled_s,
        distance_m,
        timer_s,
        elapsed_s,
        ascent_m,
        descent_m,
        cycles,
        rpe,
        feel,
        means,
        // Settled before recordings are joined.
        beside: _,
    } = other;
    let missing = |(channel, _): &&(Channel, f64)| own.means.iter().all(|it| it.0 != *channel);
    let added: Vec<_> = means.iter().filter(missing).copied().collect();
    own.means.extend(added);
    for (own, other) in [
        (&mut own.started_s, started_s),
        (&mut own.ended_s, ended_s),
        (&mut own.unsampled_s, unsampled_s),
        (&mut own.distance_m, distance_m),
        (&mut own.timer_s, timer_s),
        (&mut own.elapsed_s, elapsed_s),
        (&mut own.ascent_m, ascent_m),
        (&mut own.descent_m, descent_m),
        (&mut own.cycles, cycles),
        (&mut own.rpe, rpe),
        (&mut own.feel, feel),
    ] {
        *own = own.or(*other);
    }
}

/// Another recording's laps as ranges of these samples.
fn laps_at(time_s: &[f64], other: &Activity) -> Vec<Range<usize>> {
    let place = |at: usize| {
        let start_s = other.samples.time_s().get(at).copied();
        start_s.map_or(time_s.len(), |start_s| time_s.partition_point(|own_s| *own_s < start_s))
    };
    other.laps.iter().map(|lap| place(lap.start)..place(lap.end)).collect()
}

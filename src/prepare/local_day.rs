//! The day a run belongs to: where the runner was, never where this machine is.

use std::sync::OnceLock;

use jiff::{
    Timestamp,
    civil::DateTime,
    tz::{Offset, TimeZone},
};

use crate::model::{Activity, Channel, Session};

/// When a session began on the runner's own clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalStart {
    /// Local date and time.
    pub at: DateTime,
    /// Local time minus UTC, in seconds.
    pub utc_offset_s: i32,
    /// How it is known.
    pub source: LocalSource,
}

/// How local time is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocalSource {
    /// The file says it.
    File,
    /// From the zone of the first position.
    Place,
    /// From the config.
    Config,
    /// Not at all: UTC stands in, and a notice says so.
    Utc,
}

/// Offsets beyond these are a clock that was set wrong, not a place on earth.
const MAX_OFFSET_S: i32 = 14 * 3600;

/// When a session began on the runner's own clock: by the file's own local time, else by the zone
/// of its first position, else by the config's zone, else UTC.
pub fn local_start(
    activity: &Activity,
    session: &Session,
    fallback: Option<&TimeZone>,
) -> Option<LocalStart> {
    let started = session.started.or(activity.started)?;
    if let Some(offset_s) = activity.utc_offset_s.filter(|offset| offset.abs() <= MAX_OFFSET_S)
        && let Ok(offset) = Offset::from_seconds(offset_s)
    {
        let told = at(started, &TimeZone::fixed(offset), LocalSource::File);
        return Some(across_a_clock_change(activity, session, &told).unwrap_or(told));
    }
    if let Some(zone) = first_position(activity, session).and_then(|(lat, lon)| zone_of(lat, lon)) {
        return Some(at(started, &zone, LocalSource::Place));
    }
    Some(match fallback {
        Some(zone) => at(started, zone, LocalSource::Config),
        None => at(started, &TimeZone::UTC, LocalSource::Utc),
    })
}

/// A file tells its offset once, as it was when the run ended. Where the clocks changed on the way
/// and the start lies so near midnight that the hour moves its day, the zone of the place tells the
/// start's own offset. A file that goes by another zone than its place (a watch still on home time)
/// keeps to its own.
fn across_a_clock_change(
    activity: &Activity,
    session: &Session,
    told: &LocalStart,
) -> Option<LocalStart> {
    if !matches!(told.at.hour(), 22..=23 | 0..=1) {
        return None;
    }
    let started = session.started.or(activity.started)?;
    let zone = first_position(activity, session).and_then(|(lat, lon)| zone_of(lat, lon))?;
    let ended = last_time(activity, session)?;
    let own = at(started, &zone, LocalSource::File);
    let at_end = at(ended, &zone, LocalSource::File).utc_offset_s;
    (at_end == told.utc_offset_s && own.utc_offset_s != at_end).then_some(own)
}

/// The last moment of a session's samples.
fn last_time(activity: &Activity, session: &Session) -> Option<Timestamp> {
    let times_s = activity.samples.time_s().get(session.span.clone())?;
    let last_s =
        times_s.iter().copied().filter(|time_s| time_s.is_finite()).max_by(f64::total_cmp)?;
    Timestamp::from_second(crate::signal::floor_index(last_s).try_into().ok()?).ok()
}

fn at(started: Timestamp, zone: &TimeZone, source: LocalSource) -> LocalStart {
    let zoned = started.to_zoned(zone.clone());
    LocalStart { at: zoned.datetime(), utc_offset_s: zoned.offset().seconds(), source }
}

fn first_position(activity: &Activity, session: &Session) -> Option<(f64, f64)> {
    let latitude = activity.samples.values(Channel::Latitude)?.get(session.span.clone())?;
    let longitude = activity.samples.values(Channel::Longitude)?.get(session.span.clone())?;
    latitude
        .iter()
        .zip(longitude)
        .map(|(&lat, &lon)| (lat, lon))
        // A watch without a fix writes 0, 0: a buoy in the Gulf of Guinea.
        .find(|(lat, lon)| lat.is_finite() && lon.is_finite() && (lat.abs() + lon.abs()) > 1e-6)
}

/// The time zone of a place, from the bundled map of zones.
fn zone_of(latitude_deg: f64, longitude_deg: f64) -> Option<TimeZone> {
    static ZONES: OnceLock<tzf_rs::DefaultFinder> = OnceLock::new();
    let name =
        ZONES.get_or_init(tzf_rs::DefaultFinder::new).get_tz_name(longitude_deg, latitude_deg);
    jiff::tz::db().get(name).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_gives_its_zone_with_summer_time() {
        let started: Timestamp = "2026-07-01T22:30:00Z".parse().unwrap();
        let zone = zone_of(52.52, 13.40).unwrap();
        let local = at(started, &zone, LocalSource::Place);
        // Berlin keeps UTC+2 in July.
        assert_eq!(local.at.to_string(), "2026-07-02T00:30:00");
        assert_eq!(local.utc_offset_s, 7200);
    }

    #[test]
    fn the_date_line_has_a_zone_on_either_side() {
        let started: Timestamp = "2026-07-01T12:00:00Z".parse().unwrap();
        // Taveuni (Fiji, UTC+12) and Apia (Samoa, UTC+13) lie on either side of 180°.
        let fiji = at(started, &zone_of(-16.85, 179.97).unwrap(), LocalSource::Place);
        let samoa = at(started, &zone_of(-13.83, -171.76).unwrap(), LocalSource::Place);
        assert_eq!(fiji.utc_offset_s, 12 * 3600);
        assert_eq!(samoa.utc_offset_s, 13 * 3600);
    }
}

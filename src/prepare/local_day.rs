//! The day a run belongs to: where the runner was, never where this machine is.

use std::sync::OnceLock;

use jiff::{
    Timestamp,
    civil::DateTime,
    tz::{Offset, TimeZone},
};

use crate::model::{Activity, Channel, Notice, NoticeKind, Session};

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
    /// Of the runs before and after it, which keep the same.
    Neighbours,
    /// From the config.
    Config,
    /// Not at all: UTC stands in, and a notice says so.
    Utc,
}

/// Offsets from UTC that some zone on Earth keeps or has kept since there are watches with
/// receivers, in minutes (IANA time zone database, from 2000 on). Any other is a clock set wrong.
const OFFSETS_MIN: [i32; 44] = [
    -720, -660, -600, -570, -540, -480, -420, -360, -300, -270, -240, -210, -180, -150, -120, -60,
    0, 60, 120, 180, 210, 240, 270, 300, 330, 345, 360, 390, 420, 480, 510, 525, 540, 570, 585,
    600, 630, 660, 690, 720, 765, 780, 825, 840,
];

/// When a session began on the runner's own clock.
///
/// What is believed, in this order: an offset that the file tells; the zone of its first real
/// position; the config's zone; UTC. An offset of zero is what a device writes that was never told
/// one, so it gives way to a place that keeps another; and a place that is only drawn on a screen is
/// no place. Beside it stands what was set aside for it, or speaks against it.
pub fn told_start(
    activity: &Activity,
    session: &Session,
    fallback: Option<&TimeZone>,
) -> Option<(LocalStart, Option<Notice>)> {
    let started = session.started.or(activity.started)?;
    let place = place_of(activity, session, started);
    let (offset, notice) = believed(activity.utc_offset_s, place.as_ref());
    if let Some(offset) = offset {
        let told = at(started, &TimeZone::fixed(offset), LocalSource::File);
        let told = place.and_then(|place| across_a_clock_change(&place, &told)).unwrap_or(told);
        return Some((told, notice));
    }
    let start = match (place, fallback) {
        (Some(place), _) => place.at_start,
        (None, Some(zone)) => at(started, zone, LocalSource::Config),
        (None, None) => at(started, &TimeZone::UTC, LocalSource::Utc),
    };
    Some((start, notice))
}

/// What the zone of a real place says of a session.
struct Place {
    at_start: LocalStart,
    /// The offset there when the session ended.
    end_offset_s: i32,
}

fn place_of(activity: &Activity, session: &Session, started: Timestamp) -> Option<Place> {
    if is_virtual(activity, session) {
        return None;
    }
    let zone = first_position(activity, session)
        .filter(|place| !is_drawn(*place))
        .and_then(|(lat, lon)| zone_of(lat, lon))?;
    let at_start = at(started, &zone, LocalSource::Place);
    let ended = last_time(activity, session).unwrap_or(started);
    let end_offset_s = at(ended, &zone, LocalSource::Place).utc_offset_s;
    Some(Place { at_start, end_offset_s })
}

/// The file's offset, where it is believed, and what is to be said of it.
fn believed(offset_s: Option<i32>, place: Option<&Place>) -> (Option<Offset>, Option<Notice>) {
    let Some(offset_s) = offset_s else { return (None, None) };
    let offset = Offset::from_seconds(offset_s)
        .ok()
        .filter(|_| offset_s % 60 == 0 && OFFSETS_MIN.contains(&(offset_s / 60)));
    let Some(offset) = offset else {
        let text = format!(
            "tells a local time {} off UTC, which no zone keeps: it is not used",
            offset_words(offset_s)
        );
        return (None, Some(Notice::file(NoticeKind::ImpossibleOffset, text)));
    };
    let Some(place) = place else { return (Some(offset), None) };
    let there_s = place.at_start.utc_offset_s;
    if [there_s, place.end_offset_s].contains(&offset_s) {
        return (Some(offset), None);
    }
    let (own, there) = (offset_words(offset_s), offset_words(there_s));
    if offset_s == 0 {
        let text = format!(
            "tells a local time {own} off UTC, as devices do that were never told one, and was \
             recorded where it was {there}: the place counts"
        );
        return (None, Some(Notice::file(NoticeKind::OffsetUnset, text)));
    }
    let text = format!(
        "tells a local time {own} off UTC and was recorded where it was {there}: the file's counts, \
         as of a watch that keeps the time of home"
    );
    (Some(offset), Some(Notice::file(NoticeKind::OffsetOfElsewhere, text)))
}

/// An offset as people write it: `+02:00`.
pub(crate) fn offset_words(offset_s: i32) -> String {
    let sign = if offset_s < 0 { '\u{2212}' } else { '+' };
    let minutes = offset_s.unsigned_abs() / 60;
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

/// A file tells its offset once, as it was when the run ended. Where the clocks changed on the way
/// and the start lies so near midnight that the hour moves its day, the zone of the place tells the
/// start's own offset. A file that goes by another zone than its place (a watch still on home time)
/// keeps to its own.
fn across_a_clock_change(place: &Place, told: &LocalStart) -> Option<LocalStart> {
    if !matches!(told.at.hour(), 22..=23 | 0..=1) {
        return None;
    }
    let changed = place.end_offset_s == told.utc_offset_s
        && place.at_start.utc_offset_s != place.end_offset_s;
    changed.then(|| LocalStart { source: LocalSource::File, ..place.at_start.clone() })
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

/// Programs and services in which one runs on a screen, as their files name them.
const SCREENS: [&str; 20] = [
    "zwift",
    "rouvy",
    "kinomap",
    "mywhoosh",
    "bkool",
    "fulgaz",
    "sufferfest",
    "wahoo systm",
    "rgt cycling",
    "onelap",
    "biketerra",
    "indievelo",
    "trainingpeaks virtual",
    "virtualtraining",
    "virtual training",
    "ifit",
    "peloton",
    "tacx",
    "trainerroad",
    "bitgym",
];

/// Whether a session was run on a screen: its kind says so, or what recorded it is made for that.
fn is_virtual(activity: &Activity, session: &Session) -> bool {
    let kind = session.sport.sub_sport.as_deref().unwrap_or_default();
    let device = activity.device.as_ref();
    let names = device.map(|it| [it.manufacturer.as_deref(), it.product.as_deref()]);
    kind.contains("virtual")
        || names.into_iter().flatten().flatten().any(|name| {
            let name = name.to_lowercase().replace('_', " ");
            SCREENS.iter().any(|screen| name.contains(screen))
        })
}

/// Worlds of Zwift that lie where nothing is: south and north, then west and east. They are the
/// corners of its maps. Its worlds that stand over real towns are told by who made the file.
const WORLDS: [[f64; 4]; 4] = [
    // Watopia and the Makuri Islands, at the Solomon Islands; Crit City; France, at New Caledonia.
    [-11.7409, -11.6260, 166.8775, 167.0326],
    [-10.8524, -10.7374, 165.7659, 165.8823],
    [-10.4038, -10.3657, 165.7824, 165.8207],
    [-21.7564, -21.6415, 166.1384, 166.2613],
];

/// Whether a place is one of a world that is only drawn.
fn is_drawn((latitude_deg, longitude_deg): (f64, f64)) -> bool {
    WORLDS.iter().any(|&[south, north, west, east]| {
        (south..=north).contains(&latitude_deg) && (west..=east).contains(&longitude_deg)
    })
}

/// The name of the time zone in which a session began, from its first position: `Europe/Berlin`.
pub fn zone_name(activity: &Activity, session: &Session) -> Option<String> {
    let place = first_position(activity, session).filter(|_| !is_virtual(activity, session))?;
    let zone = zone_of(place.0, place.1)?;
    zone.iana_name().map(str::to_owned)
}

/// The time zone of a place, from the bundled map of zones.
fn zone_of(latitude_deg: f64, longitude_deg: f64) -> Option<TimeZone> {
    // Looks into the map as it lies in the program: a call for one file need not lay out the world.
    static ZONES: OnceLock<tzf_rs::EmbeddedFinder> = OnceLock::new();
    let name =
        ZONES.get_or_init(tzf_rs::EmbeddedFinder::new).get_tz_name(longitude_deg, latitude_deg);
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

    #[test]
    fn a_world_that_is_drawn_ends_at_its_corners_and_towns_near_it_are_real() {
        for [south, north, west, east] in WORLDS {
            assert!(is_drawn((south, west)) && is_drawn((north, east)));
            let (beyond, middle) = (0.2, f64::midpoint(west, east));
            for (latitude, longitude) in [
                (south - beyond, middle),
                (north + beyond, middle),
                (south, west - beyond),
                (north, east + beyond),
            ] {
                assert!(!is_drawn((latitude, longitude)), "{latitude} {longitude}");
            }
        }
        // Noumea, Honiara, and New Caledonia's coast just south of the map.
        assert!(!is_drawn((-22.27, 166.44)) && !is_drawn((-9.43, 159.95)));
        assert!(!is_drawn((-21.80, 166.20)));
    }
}

//! A recording as GPX: a borrowed watch, a telephone, or the first watch's own service.

use std::fmt::Write as _;

use super::{
    body::{Moment, Recording},
    course::degrees,
    outing::Outing,
};

/// Seconds between track points.
const EVERY_S: usize = 4;

/// How one maker writes GPX.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dialect {
    creator: &'static str,
    /// The prefix of the track point extension.
    prefix: &'static str,
    /// What one unit of `cad` is: two for a stride, one for a step.
    steps_per_cadence: f64,
    kind: &'static str,
}

/// A borrowed watch: one foot's steps.
pub(crate) const BORROWED: Dialect = Dialect {
    creator: "COROS Wearables",
    prefix: "gpxtpx",
    steps_per_cadence: 2.0,
    kind: "running",
};

/// A telephone's app (no real one): both feet's steps, against the schema.
pub(crate) const TELEPHONE: Dialect =
    Dialect { creator: "Pocket Pacer 3.1", prefix: "gpxtpx", steps_per_cadence: 1.0, kind: "run" };

/// The service of the watch: one foot's steps.
pub(crate) const SERVICE: Dialect =
    Dialect { creator: "Garmin Connect", prefix: "ns3", steps_per_cadence: 2.0, kind: "running" };

/// The outing as the bytes of a GPX file.
pub(crate) fn write(outing: &Outing, recording: &Recording, dialect: Dialect) -> Vec<u8> {
    let prefix = dialect.prefix;
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <gpx version=\"1.1\" creator=\"{creator}\"\n  \
         xmlns=\"http://www.topografix.com/GPX/1/1\"\n  \
         xmlns:{prefix}=\"http://www.garmin.com/xmlschemas/TrackPointExtension/v1\">\n\
         <metadata><time>{start}</time></metadata>\n\
         <trk><name>Run</name><type>{kind}</type>\n<trkseg>\n",
        creator = dialect.creator,
        kind = dialect.kind,
        start = time(outing, 0),
    );
    let mut before_s = None;
    for moment in recording.moments.iter().step_by(EVERY_S) {
        let paused = before_s.is_some_and(|before| moment.second > before + 10);
        if paused {
            text.push_str("</trkseg>\n<trkseg>\n");
        }
        before_s = Some(moment.second);
        point(&mut text, outing, moment, dialect);
    }
    text.push_str("</trkseg>\n</trk>\n</gpx>\n");
    text.into_bytes()
}

/// How many track points the file of a recording holds.
pub(crate) fn points(recording: &Recording) -> usize {
    recording.moments.len().div_ceil(EVERY_S)
}

fn point(text: &mut String, outing: &Outing, moment: &Moment, dialect: Dialect) {
    let Some(place) = moment.place else { return };
    let (north_deg, east_deg) = degrees(place.east_m, place.north_m);
    let prefix = dialect.prefix;
    let written = writeln!(
        text,
        "<trkpt lat=\"{north_deg:.6}\" lon=\"{east_deg:.6}\"><ele>{ele:.1}</ele><time>{time}</time>\
         <extensions><{prefix}:TrackPointExtension><{prefix}:hr>{hr:.0}</{prefix}:hr>\
         <{prefix}:cad>{cadence:.0}</{prefix}:cad></{prefix}:TrackPointExtension></extensions></trkpt>",
        ele = place.altitude_m,
        time = time(outing, moment.second),
        hr = moment.heart_rate_bpm.round(),
        cadence = (moment.cadence_spm / dialect.steps_per_cadence).round(),
    );
    written.expect("a string takes all that is written to it");
}

/// A moment in UTC, as GPX has it.
fn time(outing: &Outing, second: u32) -> String {
    let moment = outing.starts().timestamp() + jiff::SignedDuration::from_secs(second.into());
    moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

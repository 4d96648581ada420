//! GPX of a few points, one oddity each.

use super::*;

/// A file of one track; points are given without the root around them.
fn track(points: &str) -> Activity {
    read(wrapped(points).as_bytes()).unwrap()
}

fn wrapped(points: &str) -> String {
    format!("<gpx version='1.1' creator='Test'><trk><trkseg>{points}</trkseg></trk></gpx>")
}

fn point(second: u32, inside: &str) -> String {
    format!(
        "<trkpt lat=\"47.5\" lon=\"8.25\"><time>2026-10-03T06:12:{second:02}Z</time>{inside}</trkpt>"
    )
}

fn values(activity: &Activity, channel: Channel) -> &[f64] {
    activity.samples.values(channel).unwrap()
}

fn keys(activity: &Activity) -> Vec<&str> {
    activity.notices.iter().map(|notice| notice.key()).collect()
}

#[test]
fn heart_rate_and_cadence_are_read_in_every_dialect() {
    for extensions in [
        "<extensions><gpxtpx:TrackPointExtension><gpxtpx:hr>150</gpxtpx:hr><gpxtpx:cad>85</gpxtpx:cad></gpxtpx:TrackPointExtension></extensions>",
        "<extensions><ns3:TrackPointExtension><ns3:hr>150</ns3:hr><ns3:cad>85</ns3:cad></ns3:TrackPointExtension></extensions>",
        "<extensions><gpxdata:hr>150</gpxdata:hr><gpxdata:cadence>85</gpxdata:cadence></extensions>",
        "<extensions><heartrate>150</heartrate><cadence>85</cadence></extensions>",
        "<extensions><HeartRate> 150 </HeartRate><RunCadence>85.0</RunCadence></extensions>",
        "<hr>150</hr><cad>85</cad>",
        "<EXTENSIONS><HR>150</HR><CAD>85</CAD></EXTENSIONS>",
        "<extensions><hr>150</hr></extensions><extensions><cad>85</cad><hr>99</hr></extensions>",
        "<extensions><hr>1<![CDATA[50]]></hr><cad>&#56;5</cad></extensions>",
        "<extensions><hr>1<!-- beats -->50</hr><cad>85</cad></extensions>",
    ] {
        let activity = track(&point(4, extensions));
        assert_eq!(values(&activity, Channel::HeartRate), [150.0], "{extensions}");
        assert_eq!(values(&activity, Channel::Cadence), [85.0], "{extensions}");
    }
}

#[test]
fn the_series_says_which_tag_it_came_from() {
    let activity = track(&point(4, "<ele>400</ele><extensions><power>210</power></extensions>"));
    let source = |channel| activity.samples.get(channel).unwrap().origin.to_string();
    assert_eq!(source(Channel::Power), "gpx.extension.power");
    assert_eq!(source(Channel::Altitude), "gpx.trkpt.ele");
    assert_eq!(source(Channel::Latitude), "gpx.trkpt");
}

#[test]
fn speed_power_and_temperature_are_read() {
    let activity = track(&point(
        4,
        "<extensions><TrackPointExtension><atemp>21.5</atemp><speed>3.25</speed></TrackPointExtension>\
             <pwr:PowerExtension><pwr:PowerInWatts>250</pwr:PowerInWatts></pwr:PowerExtension></extensions>",
    ));
    assert_eq!(values(&activity, Channel::Temperature), [21.5]);
    assert_eq!(values(&activity, Channel::Speed), [3.25]);
    assert_eq!(values(&activity, Channel::Power), [250.0]);
}

#[test]
fn a_channel_seen_late_is_missing_before() {
    let points = [point(4, ""), point(5, "<extensions><hr>150</hr></extensions>"), point(6, "")];
    let activity = track(&points.concat());
    let rates = values(&activity, Channel::HeartRate);
    assert!(rates[0].is_nan() && rates[2].is_nan());
    assert_eq!(rates[1].total_cmp(&150.0), std::cmp::Ordering::Equal);
}

#[test]
fn bad_values_are_left_out_and_told_once() {
    let bad = "<ele/><extensions><hr>none</hr><cad></cad></extensions>";
    let activity = track(&[point(4, bad), point(5, bad), point(6, "<ele>12</ele>")].concat());
    assert!(activity.samples.get(Channel::HeartRate).is_none());
    assert!(activity.samples.get(Channel::Cadence).is_none());
    assert_eq!(values(&activity, Channel::Altitude)[2].to_bits(), 12.0_f64.to_bits());
    assert_eq!(keys(&activity), ["bad_number"]);
    assert_eq!(activity.notices[0].text, "2 values are not numbers and are left out");
}

#[test]
fn places_that_are_not_on_earth_are_left_out_and_the_point_is_kept() {
    for attributes in ["lat='91' lon='8'", "lat='47' lon='180.5'", "lat='47'", "lat='x' lon='8'"] {
        let activity = track(&format!(
            "<trkpt {attributes}><time>2026-10-03T06:12:04Z</time></trkpt>{}",
            point(5, "")
        ));
        assert_eq!(activity.samples.len(), 2);
        assert!(values(&activity, Channel::Latitude)[0].is_nan(), "{attributes}");
        assert!(values(&activity, Channel::Longitude)[0].is_nan(), "{attributes}");
        assert_eq!(keys(&activity), ["bad_position"], "{attributes}");
    }
    let edge = track("<trkpt lat='-90' lon='180'><time>2026-10-03T06:12:04Z</time></trkpt>");
    assert_eq!(values(&edge, Channel::Longitude), [180.0]);
}

#[test]
fn points_without_a_time_are_left_out_of_a_timed_track() {
    let activity = track(&format!("{}<trkpt lat='47' lon='8'/>{}", point(4, ""), point(5, "")));
    assert_eq!(activity.samples.len(), 2);
    assert_eq!(keys(&activity), ["untimed_points"]);
}

#[test]
fn a_track_without_times_is_a_route_and_no_activity() {
    let activity = track("<trkpt lat='47' lon='8'/><trkpt lat='47' lon='8'><time/></trkpt>");
    assert_eq!(activity.kind, FileKind::Other("route".into()));
    assert!(activity.samples.is_empty() && activity.sessions.is_empty());
    let route = read(b"<gpx><rte><rtept lat='47' lon='8'/></rte></gpx>").unwrap();
    assert_eq!(route.kind, FileKind::Other("route".into()));
    let places = read(b"<gpx><wpt lat='47' lon='8'/></gpx>").unwrap();
    assert_eq!(places.kind, FileKind::Other("waypoints".into()));
    assert_eq!(read(b"<gpx><trk/></gpx>").unwrap_err(), IngestError::NoSamples);
}

#[test]
fn an_offset_in_the_times_is_kept_and_the_times_are_utc() {
    let activity =
        track("<trkpt lat='47' lon='8'><time>2026-10-03T08:12:04.5+02:00</time></trkpt>");
    assert_eq!(activity.utc_offset_s, Some(7200));
    assert_eq!(activity.started.unwrap().to_string(), "2026-10-03T06:12:04.5Z");
}

#[test]
fn segments_and_tracks_start_anew_and_the_first_does_not() {
    let text = format!(
        "<gpx><trk><trkseg>{}</trkseg><trkseg/><trkseg>{}</trkseg></trk><trk><trkseg>{}</trkseg></trk></gpx>",
        point(4, ""),
        point(5, ""),
        point(6, "")
    );
    let activity = read(text.as_bytes()).unwrap();
    assert_eq!(activity.segment_starts, [1, 2]);
    assert_eq!(activity.sessions.len(), 1);
}

#[test]
fn tracks_of_two_sports_or_two_days_are_two_sessions() {
    let of = |kind: &str, points: &str| {
        format!("<trk><type>{kind}</type><trkseg>{points}</trkseg></trk>")
    };
    let later = "<trkpt lat='47' lon='8'><time>2026-10-04T06:12:04Z</time></trkpt>";
    let text = format!(
        "<gpx>{}{}{}</gpx>",
        of("1", &point(4, "")),
        of("trail_running", &point(5, "")),
        of("trail_running", later)
    );
    let activity = read(text.as_bytes()).unwrap();
    let told: Vec<_> = activity
        .sessions
        .iter()
        .map(|s| (s.sport.sport.as_ref(), s.sport.sub_sport.as_deref(), s.span.clone()))
        .collect();
    assert_eq!(
        told,
        [
            ("cycling", None, 0..1),
            ("running", Some("trail"), 1..2),
            ("running", Some("trail"), 2..3)
        ]
    );
}

#[test]
fn a_file_cut_anywhere_gives_the_points_before_the_cut() {
    let whole = wrapped(&[point(4, ""), point(5, ""), point(6, "")].concat());
    let ends: Vec<usize> = whole.match_indices("</trkpt>").map(|(at, _)| at + 8).collect();
    for cut in 1..whole.len() {
        let before = ends.iter().filter(|end| **end <= cut).count();
        match read(&whole.as_bytes()[..cut]) {
            Ok(activity) => {
                assert_eq!(activity.samples.len(), before, "cut at {cut}");
                assert!(keys(&activity).contains(&"truncated"), "cut at {cut}");
            }
            Err(IngestError::BrokenXml { line: 1, .. }) => {
                assert_eq!(before, 0, "cut at {cut}");
            }
            Err(IngestError::NoSamples) => assert!(cut <= 5, "cut at {cut}"),
            Err(other) => panic!("cut at {cut}: {other}"),
        }
    }
}

#[test]
fn one_broken_point_does_not_take_the_rest_with_it() {
    let of = |inside: &str| format!("<trkpt lat=\"47\" lon=\"8\">{inside}</trkpt>");
    let time = "<time>2026-10-03T06:12:05Z</time>";
    for (broken, samples) in [
        (of(&format!("{time}<name>Tom & Jerry</name>")), 3),
        (of(&format!("{time}<name>a < b</name>")), 3),
        (of(&format!("{time}<cmt><p>never closed</cmt>")), 3),
        (of(&format!("</ele>{time}</nothing>")), 3),
        (of("<time>2026-10-03T06:12:05Z</tme><ele>1</ele>"), 2),
    ] {
        let activity = track(&[&point(4, ""), broken.as_str(), &point(6, "")].concat());
        assert_eq!(activity.samples.len(), samples, "{broken}");
    }
}

#[test]
fn entities_are_never_expanded() {
    let text = format!(
        "<!DOCTYPE gpx [<!ENTITY a \"150\"><!ENTITY b SYSTEM \"file:///etc/passwd\">]>{}",
        wrapped(&point(4, "<extensions><hr>&a;</hr><cad>&b;</cad></extensions>"))
    );
    let activity = read(text.as_bytes()).unwrap();
    assert!(activity.samples.get(Channel::HeartRate).is_none());
    assert_eq!(keys(&activity), ["bad_number", "unknown_entity", "document_type"]);
}

#[test]
fn what_costs_too_much_is_refused_with_the_limit() {
    let deep = "<a>".repeat(100_000);
    let wide = format!("<gpx creator='{}'></gpx>", "x".repeat(100_000));
    for text in [format!("<gpx>{deep}"), wide] {
        let Err(IngestError::Limit { what }) = read(text.as_bytes()) else { panic!("no limit") };
        assert!(what.contains("XML"), "{what}");
    }
}

#[test]
fn a_distance_is_kept_only_where_it_adds_up() {
    let with = |distances: &[u32]| {
        let points = distances.iter().zip(0..).map(|(distance, second)| {
            point(
                second,
                &format!(
                    "<extensions><gpxdata:distance>{distance}</gpxdata:distance></extensions>"
                ),
            )
        });
        track(&points.collect::<String>())
    };
    let rising = with(&[0, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30]);
    assert_eq!(values(&rising, Channel::Distance).len(), 11);
    let each = with(&[3, 3, 2, 3, 3, 4, 3, 3, 3, 3, 3]);
    assert!(each.samples.get(Channel::Distance).is_none());
    assert_eq!(keys(&each), ["distance_not_cumulative"]);
}

#[test]
fn running_dynamics_come_out_in_our_units_whatever_the_writer_used() {
    for (bounce, contact) in [("78", "251"), ("7.8", "0.251"), ("0.078", "251")] {
        let inside = format!(
            "<extensions><ff:VerticalOscillation>{bounce}</ff:VerticalOscillation>\
                 <GroundContactTime>{contact}</GroundContactTime></extensions>"
        );
        let activity = track(&point(4, &inside));
        assert!((values(&activity, Channel::VerticalOscillation)[0] - 78.0).abs() < 1e-9);
        assert!((values(&activity, Channel::GroundContactTime)[0] - 251.0).abs() < 1e-9);
    }
}

#[test]
fn files_in_utf_16_are_read() {
    let text = wrapped(&point(4, "<extensions><hr>150</hr></extensions>"));
    let bytes: Vec<u8> =
        [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    assert_eq!(values(&read(&bytes).unwrap(), Channel::HeartRate), [150.0]);
}

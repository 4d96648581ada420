//! TCX of a few points, one oddity each.

use super::*;

fn point(second: u32, inside: &str) -> String {
    format!("<Trackpoint><Time>2026-10-03T06:12:{second:02}Z</Time>{inside}</Trackpoint>")
}

fn lap(totals: &str, tracks: &[&str]) -> String {
    let tracks = format!("<Track>{}</Track>", tracks.join("</Track><Track>"));
    format!("<Lap StartTime='2026-10-03T06:12:00Z'>{totals}{tracks}</Lap>")
}

fn file(activities: &str) -> Activity {
    let text = format!(
        "<TrainingCenterDatabase><Activities>{activities}</Activities></TrainingCenterDatabase>"
    );
    read(text.as_bytes()).unwrap()
}

fn values(activity: &Activity, channel: Channel) -> &[f64] {
    activity.samples.values(channel).unwrap()
}

#[test]
fn every_field_of_a_point_is_read() {
    let inside = "<Position><LatitudeDegrees>47.5</LatitudeDegrees><LongitudeDegrees>8.25</LongitudeDegrees></Position>\
            <AltitudeMeters>400.5</AltitudeMeters><DistanceMeters>12.5</DistanceMeters>\
            <HeartRateBpm xsi:type='x'><Value>150</Value></HeartRateBpm>\
            <Extensions><ns3:TPX><ns3:Speed>3.25</ns3:Speed><ns3:RunCadence>85</ns3:RunCadence><ns3:Watts>250</ns3:Watts></ns3:TPX></Extensions>";
    let activity =
        file(&format!("<Activity Sport='Running'>{}</Activity>", lap("", &[&point(4, inside)])));
    for (channel, expected) in [
        (Channel::Latitude, 47.5),
        (Channel::Longitude, 8.25),
        (Channel::Altitude, 400.5),
        (Channel::Distance, 12.5),
        (Channel::HeartRate, 150.0),
        (Channel::Speed, 3.25),
        (Channel::Cadence, 85.0),
        (Channel::Power, 250.0),
    ] {
        assert_eq!(values(&activity, channel), [expected], "{}", channel.key());
    }
    let source = |channel| activity.samples.get(channel).unwrap().origin.to_string();
    assert_eq!(source(Channel::Cadence), "tcx.extension.runcadence");
    assert_eq!(source(Channel::Distance), "tcx.trackpoint.distancemeters");
    assert!(activity.sessions[0].sport.is_running());
}

#[test]
fn the_first_cadence_of_a_point_counts_and_bare_beats_are_read() {
    let inside = "<HeartRateBpm>150</HeartRateBpm><Cadence>84</Cadence><Extensions><TPX><RunCadence>85</RunCadence></TPX></Extensions>";
    let activity = file(&format!("<Activity>{}</Activity>", lap("", &[&point(4, inside)])));
    assert_eq!(values(&activity, Channel::Cadence), [84.0]);
    assert_eq!(values(&activity, Channel::HeartRate), [150.0]);
    assert_eq!(
        activity.samples.get(Channel::Cadence).unwrap().origin.to_string(),
        "tcx.trackpoint.cadence"
    );
    assert_eq!(activity.sessions[0].sport.sport, "unknown");
}

#[test]
fn totals_of_laps_add_up_and_a_second_track_in_a_lap_follows_a_pause() {
    let totals = "<TotalTimeSeconds>300.5</TotalTimeSeconds><DistanceMeters>1000</DistanceMeters>";
    let first = lap(totals, &[&point(1, ""), &point(2, "")]);
    let second = lap(totals, &[&point(3, "")]);
    let activity = file(&format!("<Activity Sport='Biking'>{first}{second}</Activity>"));
    assert_eq!(activity.laps, [0..2, 2..3]);
    assert_eq!(activity.segment_starts, [1]);
    let written = &activity.sessions[0].as_written;
    assert_eq!((written.timer_s, written.distance_m), (Some(601.0), Some(2000.0)));
    assert_eq!(written.elapsed_s, None);
}

#[test]
fn several_activities_are_several_sessions() {
    let of = |sport: &str, second| {
        format!("<Activity Sport='{sport}'>{}</Activity>", lap("", &[&point(second, "")]))
    };
    let activity = file(&format!(
        "<MultiSportSession><FirstSport>{}</FirstSport><NextSport>{}</NextSport></MultiSportSession>",
        of("Biking", 1),
        of("Running", 2)
    ));
    let told: Vec<_> =
        activity.sessions.iter().map(|s| (s.sport.sport.as_ref(), s.span.clone())).collect();
    assert_eq!(told, [("cycling", 0..1), ("running", 1..2)]);
    assert_eq!(activity.sessions[1].started.unwrap().to_string(), "2026-10-03T06:12:02Z");
}

#[test]
fn a_course_is_a_course_and_gives_way_to_an_activity() {
    let course = format!("<Courses><Course><Track>{}</Track></Course></Courses>", point(1, ""));
    let run = format!(
        "<Activities><Activity Sport='Running'>{}</Activity></Activities>",
        lap("", &[&point(2, ""), &point(3, "")])
    );
    let read = |inside: &str| {
        read(format!("<TrainingCenterDatabase>{inside}</TrainingCenterDatabase>").as_bytes())
            .unwrap()
    };
    let alone = read(&course);
    assert_eq!(alone.kind, FileKind::Other("course".into()));
    assert_eq!(alone.samples.len(), 1);
    for both in [format!("{course}{run}"), format!("{run}{course}")] {
        let activity = read(&both);
        assert_eq!(activity.kind, FileKind::Activity);
        assert_eq!(activity.samples.len(), 2);
    }
}

#[test]
fn the_creator_is_the_device_and_the_author_is_not() {
    let creator = "<Creator xsi:type='Device_t'><Name>Forerunner 945</Name><UnitId>123</UnitId><ProductID>3113</ProductID>\
            <Version><VersionMajor>9</VersionMajor><VersionMinor>5</VersionMinor><BuildMajor>0</BuildMajor></Version></Creator>";
    let activity = file(&format!(
        "<Activity Sport='Running'>{}{creator}</Activity><Author><Name>Connect Api</Name></Author>",
        lap("", &[&point(1, "")])
    ));
    let device = activity.device.unwrap();
    assert_eq!(device.manufacturer.as_deref(), Some("garmin"));
    assert_eq!(device.product.as_deref(), Some("Forerunner 945"));
    assert_eq!((device.serial, device.software.as_deref()), (Some(123), Some("9.05")));
}

#[test]
fn laps_without_a_point_are_a_session_with_totals() {
    let totals = "<TotalTimeSeconds>1800</TotalTimeSeconds>";
    let activity = file(&format!("<Activity Sport='Other'>{}</Activity>", lap(totals, &[])));
    assert_eq!(activity.kind, FileKind::Activity);
    assert_eq!(activity.sessions[0].as_written.timer_s, Some(1800.0));
    assert!(activity.samples.is_empty());
}

#[test]
fn a_file_of_workouts_is_no_activity_and_an_empty_one_is_nothing() {
    let read = |text: &str| read(text.as_bytes());
    let workouts =
        "<TrainingCenterDatabase><Workouts><Workout/></Workouts></TrainingCenterDatabase>";
    assert_eq!(read(workouts).unwrap().kind, FileKind::Other("workout".into()));
    let empty = "<TrainingCenterDatabase/>";
    assert_eq!(read(empty).unwrap_err(), IngestError::NoSamples);
}

use super::*;
use crate::model::{Activity, Channel, Provenance};

const WATCH: &str = "sourceName=\"Apple Watch\" device=\"&lt;&lt;HKDevice: 0x1&gt;, name:Apple Watch, \
    hardware:Watch7,2, software:11.4&gt;\"";
const PHONE: &str = "sourceName=\"iPhone\" device=\"&lt;&lt;HKDevice: 0x2&gt;, name:iPhone, hardware:iPhone15,2&gt;\"";

/// `HH:MM:SS` on one day.
fn at(clock: &str) -> String {
    format!("2025-06-10 {clock} +0100")
}

fn record(kind: &str, unit: &str, value: &str, span: (&str, &str), writer: &str) -> String {
    format!(
        "<Record type=\"HKQuantityTypeIdentifier{kind}\" {writer} unit=\"{unit}\" startDate=\"{}\" endDate=\"{}\" \
         value=\"{value}\"/>\n",
        at(span.0),
        at(span.1)
    )
}

fn workout(kind: &str, (from, to): (&str, &str), minutes: f64, writer: &str, body: &str) -> String {
    format!(
        "<Workout workoutActivityType=\"HKWorkoutActivityType{kind}\" duration=\"{minutes}\" durationUnit=\"min\" \
         {writer} startDate=\"{}\" endDate=\"{}\">{body}</Workout>\n",
        at(from),
        at(to)
    )
}

fn event(kind: &str, clock: &str) -> String {
    format!("<WorkoutEvent type=\"HKWorkoutEventType{kind}\" date=\"{}\"/>", at(clock))
}

fn export(body: &str) -> Export {
    read(format!("<HealthData>{body}</HealthData>").as_bytes(), None).unwrap()
}

fn activities(body: &str) -> Vec<Activity> {
    let export = export(body);
    (0..export.len())
        .map(|run| export.recorded(run, &BTreeMap::new()).unwrap().laid_out())
        .collect()
}

fn known(activity: &Activity, channel: Channel) -> Vec<f64> {
    let values = activity.samples.values(channel).unwrap_or_default();
    values.iter().copied().filter(|value| value.is_finite()).collect()
}

const HALF_PAST: (&str, &str) = ("17:30:00", "17:40:00");

#[test]
fn the_export_is_told_by_its_first_bytes_whatever_its_name() {
    for yes in [
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE HealthData [\n",
        "\u{feff}<!-- a --><HealthData locale=\"nl_NL\">",
        "  <HealthData>",
    ] {
        assert!(is_export(yes.as_bytes()), "{yes}");
    }
    for no in
        ["<HealthDataset>", "<gpx>HealthData</gpx>", "<!DOCTYPE html>", "", "<!-- <HealthData> "]
    {
        assert!(!is_export(no.as_bytes()), "{no}");
    }
}

#[test]
fn a_span_of_steps_is_shared_out_by_the_time_that_the_clock_ran_in_it() {
    // 40 s from ten seconds before the run; one of 40 s of which 20 lie in a pause; one that is whole.
    let records = [
        record("StepCount", "count", "112", ("17:29:50", "17:30:30"), WATCH),
        record("StepCount", "count", "56", ("17:30:40", "17:31:20"), WATCH),
        record("StepCount", "count", "112", ("17:39:00", "17:39:40"), WATCH),
        // The phone counts along, and is not added.
        record("StepCount", "count", "900", HALF_PAST, PHONE),
    ];
    let pause = event("Pause", "17:31:00") + &event("Resume", "17:32:00");
    let body = records.concat() + &workout("Running", HALF_PAST, 9.0, WATCH, &pause);
    let run = &activities(&body)[0];
    let steps = run.sessions[0].as_written.cycles.unwrap() * 2.0;
    assert!((steps - (84.0 + 28.0 + 112.0)).abs() < 1e-6, "{steps}");
    // Cadence stands in the seconds of its spans, but not in one that lies half in a pause.
    assert!(known(run, Channel::Cadence).iter().all(|it| (it - 168.0).abs() < 1e-4));
    let series = run.samples.get(Channel::Cadence).unwrap();
    assert_eq!(series.provenance, Provenance::Derived);
    assert_eq!(series.origin.to_string(), "apple.step_count, counted over 40 s");
    assert!(run.notices.is_empty(), "{:?}", run.notices);
}

#[test]
fn steps_of_minutes_give_a_mean_and_no_course() {
    let body = record("StepCount", "count", "1680", HALF_PAST, WATCH)
        + &workout("Running", HALF_PAST, 10.0, WATCH, "");
    let run = &activities(&body)[0];
    assert!(run.samples.get(Channel::Cadence).is_none());
    assert_eq!(run.sessions[0].as_written.means, [(Channel::StepRate, 168.0)]);
}

#[test]
fn without_counted_steps_cadence_is_speed_by_step_length_and_a_difference_is_told() {
    let mut records = String::new();
    for second in 10..50 {
        let clock = format!("17:30:{second}");
        let at = (clock.as_str(), clock.as_str());
        records += &record("RunningSpeed", "km/hr", "10.08", at, WATCH);
        records += &record("RunningStrideLength", "m", "1", at, WATCH);
    }
    let plain = records.clone() + &workout("Running", HALF_PAST, 10.0, WATCH, "");
    let run = &activities(&plain)[0];
    let cadence = known(run, Channel::Cadence);
    assert_eq!(cadence.len(), 40);
    assert!(cadence.iter().all(|it| (it - 168.0).abs() < 1e-3));
    let counted = record("StepCount", "count", "1000", HALF_PAST, WATCH);
    let body = records + &counted + &workout("Running", HALF_PAST, 10.0, WATCH, "");
    let told: Vec<_> = activities(&body)[0].notices.iter().map(|it| it.key()).collect();
    assert_eq!(told, ["steps_disagree"]);
}

#[test]
fn a_pause_at_the_end_runs_to_the_end_and_a_guess_at_standing_is_none() {
    let events = event("MotionPaused", "17:31:00")
        + &event("MotionResumed", "17:33:00")
        + &event("Resume", "17:34:00")
        + &event("Pause", "17:38:00");
    let heart = |clock| record("HeartRate", "count/min", "140", (clock, clock), WATCH);
    let body = heart("17:32:00")
        + &heart("17:39:00")
        + &workout("Running", HALF_PAST, 8.0, WATCH, &events);
    let run = &activities(&body)[0];
    assert_eq!(known(run, Channel::HeartRate).len(), 1);
    let stops: Vec<bool> = run.timer.iter().map(|event| event.running).collect();
    assert_eq!(stops, [true, false, true]);
    assert!(run.notices.is_empty(), "{:?}", run.notices);
    // Where pauses and duration do not fit, the watch's duration counts.
    let body = heart("17:32:00") + &workout("Running", HALF_PAST, 5.0, WATCH, &events);
    let run = &activities(&body)[0];
    assert_eq!(run.notices[0].key(), "pauses_disagree");
    assert_eq!(run.sessions[0].as_written.timer_s, Some(300.0));
}

#[test]
fn of_copies_the_one_with_the_watchs_own_records_stays() {
    let contact = record("RunningGroundContactTime", "ms", "260", ("17:31:00", "17:31:00"), WATCH);
    let strava = "sourceName=\"Strava\"";
    let body = contact
        + &workout("Running", ("17:29:50", "17:41:00"), 11.0, strava, "")
        + &workout("Running", HALF_PAST, 10.0, WATCH, "")
        + &workout("Running", ("18:29:50", "18:41:00"), 11.0, strava, "");
    let export = export(&body);
    assert_eq!(export.found().runs, 2);
    assert_eq!(export.found().copies, 1);
    let run = export.recorded(0, &BTreeMap::new()).unwrap().laid_out();
    assert_eq!(run.device.unwrap().product.unwrap(), "Watch7,2");
    assert_eq!(run.notices[0].key(), "copies_left_out");
}

#[test]
fn the_sums_of_parts_are_not_the_wholes_and_parts_are_laps() {
    let part = |from: &str, to: &str| {
        format!(
            "<WorkoutActivity startDate=\"{}\" endDate=\"{}\" duration=\"5\" durationUnit=\"min\">\
             <WorkoutStatistics type=\"HKQuantityTypeIdentifierDistanceWalkingRunning\" sum=\"9\" unit=\"km\"/>\
             </WorkoutActivity>",
            at(from),
            at(to)
        )
    };
    let whole = "<WorkoutStatistics type=\"HKQuantityTypeIdentifierDistanceWalkingRunning\" \
        startDate=\"a\" startDate=\"b\" sum=\"1.25\" unit=\"mi\"/>";
    let heart = record("HeartRate", "count/min", "140", ("17:36:00", "17:36:00"), WATCH);
    let parts = part("17:30:00", "17:35:00") + &part("17:35:00", "17:40:00") + whole;
    let run = &activities(&(heart + &workout("Running", HALF_PAST, 10.0, WATCH, &parts)))[0];
    let distance_m = run.sessions[0].as_written.distance_m.unwrap();
    assert!((distance_m - 2011.68).abs() < 1e-6);
    assert_eq!(run.laps.len(), 2);
}

#[test]
fn of_several_sports_the_running_part_is_a_run() {
    let part = |kind: &str, from: &str, to: &str, inside: &str| {
        format!(
            "<WorkoutActivity workoutActivityType=\"HKWorkoutActivityType{kind}\" startDate=\"{}\" \
             endDate=\"{}\" duration=\"5\" durationUnit=\"min\">{inside}</WorkoutActivity>",
            at(from),
            at(to)
        )
    };
    let zone = "<MetadataEntry key=\"HKTimeZone\" value=\"Europe/Paris\"/>";
    let parts = zone.to_owned()
        + &part("Swimming", "17:30:00", "17:35:00", "")
        + &part("Running", "17:35:00", "17:40:00", "");
    let runs = activities(&workout("SwimBikeRun", HALF_PAST, 10.0, WATCH, &parts));
    assert_eq!(runs.len(), 1);
    assert_eq!(runs[0].started.unwrap().to_string(), "2025-06-10T16:35:00Z");
    assert_eq!(runs[0].utc_offset_s, Some(7200));
    let ride = activities(&workout("Cycling", HALF_PAST, 10.0, WATCH, &parts));
    assert_eq!(ride.len(), 1, "a part that says it is a run is one");
}

#[test]
fn phones_before_2022_wrote_the_distance_as_an_attribute() {
    let text = workout("Running", HALF_PAST, 10.0, WATCH, "")
        .replace("duration=", "totalDistance=\"2.5\" totalDistanceUnit=\"km\" duration=");
    assert_eq!(activities(&text)[0].sessions[0].as_written.distance_m, Some(2500.0));
}

#[test]
fn a_document_type_that_is_never_closed_and_attributes_with_blanks_stop_nothing() {
    let text = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE HealthData [\n<!ATTLIST WorkoutStatistics\n type CDATA #REQUIRED\n\
         <HealthData><Record blood type=\"x\" HKQuantityTypeIdentifierHeartRate=/>\
         <Record type=\"HKQuantityTypeIdentifierHeartRate\" source Name=\"a\"/>{}</HealthData>",
        workout("Running", HALF_PAST, 10.0, WATCH, "")
    );
    assert_eq!(read(text.as_bytes(), None).unwrap().len(), 1);
}

#[test]
fn a_treadmill_is_one_and_a_second_export_gives_the_same_run() {
    let indoor = "<MetadataEntry key=\"HKIndoorWorkout\" value=\"1\"/>";
    let text = workout("Running", HALF_PAST, 10.0, WATCH, indoor);
    let one = &activities(&text)[0];
    assert!(one.sessions[0].sport.is_indoor());
    let later = text
        .replace("17:30:00 +0100", "18:30:00 +0200")
        .replace("17:40:00 +0100", "18:40:00 +0200");
    assert_eq!(activities(&later)[0].id, one.id);
    assert_ne!(activities(&text.replace("Watch7,2", "Watch6,1"))[0].id, one.id);
}

#[test]
fn without_an_end_runs_that_were_whole_are_kept_and_without_a_run_it_is_incomplete() {
    let text = format!("<HealthData>{}", workout("Running", HALF_PAST, 10.0, WATCH, ""));
    let export = read(text.as_bytes(), None).unwrap();
    assert_eq!(export.found().notices[0].key(), "export_incomplete");
    assert_eq!(export.len(), 1);
    let cut = "<HealthData><Record type=\"HKQuantityTypeIdentifierHeartRate\"";
    let refused = read(cut.as_bytes(), None).unwrap_err().to_string();
    assert_eq!(refused, "is incomplete (its end is missing): export it again");
    assert_eq!(read("<HealthData></HealthData>".as_bytes(), None).unwrap().len(), 0);
}

#[test]
fn within_a_short_span_distance_grows_evenly_and_a_long_one_is_known_at_its_end() {
    let course = |end: &str| {
        let span = ("17:30:00", end);
        let body = record("DistanceWalkingRunning", "km", "0.1", span, WATCH)
            + &workout("Running", HALF_PAST, 10.0, WATCH, "");
        known(&activities(&body)[0], Channel::Distance)
    };
    // A hundred metres in 40 s: 12.5 m every five seconds.
    let evenly = course("17:30:40");
    assert_eq!(evenly.len(), 9);
    for (metres, step) in evenly.iter().zip(0..) {
        assert!((metres - 12.5 * f64::from(step)).abs() < 1e-3, "{evenly:?}");
    }
    assert_eq!(course("17:40:00"), [0.0, 100.0]);
}

#[test]
fn a_run_whose_one_route_is_missing_is_told_so_and_of_several_their_number() {
    let told = |routes: &[&str]| {
        let reference = |name: &&str| {
            format!(
                "<WorkoutRoute><FileReference path=\"/workout-routes/{name}.gpx\"/></WorkoutRoute>"
            )
        };
        let inside: String = routes.iter().map(reference).collect();
        let run = &activities(&workout("Running", HALF_PAST, 10.0, WATCH, &inside))[0];
        run.notices.iter().map(|it| it.text.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(told(&["a"]), ["its route is not in the export: no positions"]);
    assert_eq!(told(&["a", "b"]), ["2 of its 2 routes are not in the export"]);
}

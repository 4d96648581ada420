//! GPX and TCX files of valid elements that no service would write.

use super::recording;

/// A point of a track, one a second from noon on.
pub(super) fn point(second: usize) -> String {
    let (day, hour, minute) = (second / 86_400, second / 3_600 % 24, second / 60 % 60);
    format!(
        "<trkpt lat=\"{:.5}\" lon=\"7\"><ele>{}</ele>\
         <time>2026-{:02}-{:02}T{hour:02}:{minute:02}:{:02}Z</time></trkpt>",
        45.0 + second as f64 * 3e-5 % 40.0,
        second % 50,
        1 + day / 28 % 12,
        1 + day % 28,
        second % 60
    )
}

fn gpx(body: &str) -> Vec<u8> {
    format!("<gpx version=\"1.1\"><trk>{body}</trk></gpx>").into_bytes()
}

fn points(count: usize, each: impl Fn(usize) -> String) -> String {
    (0..count).map(each).collect()
}

#[test]
fn a_segment_for_each_point() {
    recording("GPX, segments", [10_000, 20_000, 40_000], &|count| {
        gpx(&points(count, |at| format!("<trkseg>{}</trkseg>", point(at))))
    });
}

#[test]
fn a_track_of_another_sport_for_each_point() {
    recording("GPX, tracks", [2_000, 4_000, 8_000], &|count| {
        let sport = |at: usize| if at.is_multiple_of(2) { "Running" } else { "Cycling" };
        let track = |at| {
            let points: String = (0..2).map(|second| point(10 * at + second)).collect();
            format!("<trk><type>{}</type><trkseg>{points}</trkseg></trk>", sport(at))
        };
        format!("<gpx>{}</gpx>", points(count, track)).into_bytes()
    });
}

#[test]
fn numbers_beyond_all_bounds() {
    recording("GPX, huge numbers", [10_000, 20_000, 40_000], &|count| {
        let wild = |at: usize| {
            let year = 1971 + at % 200;
            format!(
                "<trkpt lat=\"{}\" lon=\"179.99\"><ele>1e{}</ele>\
                 <time>{year}-01-01T00:00:{:02}Z</time></trkpt>",
                if at.is_multiple_of(2) { 89.0 } else { -89.0 },
                at % 308,
                at % 60
            )
        };
        gpx(&format!("<trkseg>{}</trkseg>", points(count, wild)))
    });
}

#[test]
fn elements_that_open_and_never_close() {
    recording("GPX, deep nesting", [100_000, 200_000, 400_000], &|count| {
        gpx(&format!("<trkseg>{}{}", point(0), "<extensions>".repeat(count)))
    });
    recording("GPX, ends of nothing", [100_000, 200_000, 400_000], &|count| {
        gpx(&format!("<trkseg>{}{}", point(0), "</x>".repeat(count)))
    });
}

#[test]
fn a_sport_of_ampersands_and_long_names() {
    recording("GPX, ampersands", [300_000, 600_000, 1_200_000], &|count| {
        gpx(&format!("<type>{}</type><trkseg>{}</trkseg>", "&".repeat(count), point(0)))
    });
    recording("GPX, long names", [1_000_000, 2_000_000, 4_000_000], &|count| {
        gpx(&format!("<type>{}</type><trkseg>{}</trkseg>", "w ".repeat(count / 2), point(0)))
    });
}

fn tcx(body: &str) -> Vec<u8> {
    let head = "<TrainingCenterDatabase><Activities>";
    format!("{head}{body}</Activities></TrainingCenterDatabase>").into_bytes()
}

fn trackpoint(second: usize) -> String {
    let (hour, minute) = (second / 3_600 % 24, second / 60 % 60);
    format!(
        "<Trackpoint><Time>2026-10-{:02}T{hour:02}:{minute:02}:{:02}Z</Time>\
         <DistanceMeters>{}</DistanceMeters></Trackpoint>",
        1 + second / 86_400 % 28,
        second % 60,
        3 * second
    )
}

#[test]
fn a_lap_and_a_track_for_each_point() {
    recording("TCX, laps and segments", [8_000, 16_000, 32_000], &|count| {
        let lap = |at| format!("<Lap><Track>{0}</Track><Track></Track></Lap>", trackpoint(at));
        tcx(&format!("<Activity Sport=\"Running\">{}</Activity>", points(count, lap)))
    });
}

#[test]
fn an_activity_for_each_point() {
    recording("TCX, activities", [2_000, 4_000, 8_000], &|count| {
        let activity = |at: usize| {
            let points: String = (0..2).map(|second| trackpoint(10 * at + second)).collect();
            format!("<Activity Sport=\"Running\"><Lap><Track>{points}</Track></Lap></Activity>")
        };
        tcx(&points(count, activity))
    });
}

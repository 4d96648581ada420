//! Real runs whose own total and samples differ by more than half a per cent.

use crate::support::real_files;

use super::{near, runs};

/// A file, the session's total and the samples' distance in metres, and who is right. Of 151 real runs in
/// files of one session these are all.
const DIFFER: [(&str, f64, f64, &str); 9] = [
    (
        "fit/GPSBabel-garmin-vivosmart-hr.fit",
        46.46,
        44.86,
        "the watch: its counter is at 1.60 m in the first record and at 46.46 m in the last",
    ),
    (
        "fit/Runalyze-moxy-fr735.fit",
        99.89,
        99.13,
        "the watch: its counter goes from 0.76 to 99.89 m",
    ),
    (
        "fit/Runalyze-time-jump.fit",
        10_496.97,
        8891.36,
        "the watch: the samples lack 102 records from before its clock was set",
    ),
    (
        "fit/denapp-2013-01-17-17-10-44.fit",
        11_122.21,
        10_969.01,
        "the app: its 421 places in 72 min cut corners",
    ),
    (
        "fit/denapp-2013-01-20-13-15-15.fit",
        30_704.81,
        30_077.01,
        "the app: its 1756 places in four hours cut corners",
    ),
    (
        "fit/dtcooper-strava-android-app-201.10-b1218918.fit",
        11_274.04,
        928.9,
        "the app: the file breaks off after 314 of 3558 s, at about the same speed",
    ),
    (
        "one-runner/2013-06-19_19-49-36-80-2222.fit",
        48.83,
        23.11,
        "the watch: its counter goes from 25.72 to 48.83 m",
    ),
    (
        "one-runner/2013-07-04_09-15-24-80-11348.fit",
        3318.61,
        3302.08,
        "the watch: its counter goes from 16.53 to 3318.61 m",
    ),
    (
        "one-runner/2014-01-22_07-38-06-80-52206.fit",
        8362.99,
        8315.9,
        "the watch: its counter goes from 2.64 to 8362.99 m",
    ),
];

#[test]
fn of_nine_real_runs_whose_total_is_not_their_samples_the_total_counts() {
    let Some(folder) = real_files() else {
        println!("skipped: the real files are not there");
        return;
    };
    for (path, total_m, samples_m, who) in DIFFER {
        let runs = runs(&std::fs::read(folder.join(path)).unwrap());
        assert_eq!(runs.len(), 1, "{path}");
        near(runs[0].totals.distance_m, total_m, 0.01);
        assert!((total_m - samples_m).abs() > 0.005 * samples_m, "{path}: {who}");
    }
}

#[test]
fn a_real_run_whose_clock_was_set_on_the_way_is_of_the_day_of_most_records() {
    let Some(folder) = real_files() else {
        println!("skipped: the real files are not there");
        return;
    };
    let runs = runs(&std::fs::read(folder.join("fit/Runalyze-time-jump.fit")).unwrap());
    // Its third lap begins on 14 March 2017 at 14:24 UTC, after 102 records of 22 February.
    assert_eq!(runs[0].started.to_string(), "2017-03-14T14:22:03Z");
    near(runs[0].totals.timer_s, 3389.127, 0.01);
}

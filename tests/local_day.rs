//! The day a run belongs to: where and when it began on the runner's own clock. Offsets and dates
//! are those of the published rules of each zone.

use backstride::{
    model::{Activity, Channel, Format, Samples, Series},
    prepare::local_day::{LocalSource, LocalStart, told_start},
};
use jiff::Timestamp;

use crate::support::synthetic::activity_of;

/// A run from one place to another, a sample each ten seconds.
struct Trip {
    began: &'static str,
    minutes: u32,
    from: (f64, f64),
    to: (f64, f64),
    offset_s: Option<i32>,
}

impl Trip {
    /// At one place.
    const fn at(began: &'static str, minutes: u32, place: (f64, f64)) -> Trip {
        Trip { began, minutes, from: place, to: place, offset_s: None }
    }

    fn activity(&self) -> Activity {
        let began: Timestamp = self.began.parse().unwrap();
        let rows = 6 * self.minutes;
        let share = move |row: u32| f64::from(row) / f64::from(rows);
        let between =
            |from: f64, to: f64| (0..=rows).map(move |row| from + share(row) * (to - from));
        let clock = (0..=rows).map(|row| began.as_second() as f64 + 10.0 * f64::from(row));
        let mut samples = Samples::new(clock.collect());
        // Past 180° a receiver goes on at −180°.
        let wrapped = |lon: f64| if lon > 180.0 { lon - 360.0 } else { lon };
        for (channel, values) in [
            (Channel::Latitude, between(self.from.0, self.to.0).collect()),
            (Channel::Longitude, between(self.from.1, self.to.1).map(wrapped).collect()),
        ] {
            samples.insert(channel, Series::recorded(channel, values, "test")).unwrap();
        }
        let mut activity = activity_of(samples, Format::Fit);
        activity.started = Some(began);
        activity.utc_offset_s = self.offset_s;
        activity
    }

    fn local(&self) -> LocalStart {
        let activity = self.activity();
        told_start(&activity, &activity.sessions[0], None).unwrap().0
    }

    fn day(&self) -> String {
        self.local().at.date().to_string()
    }
}

const BERLIN: (f64, f64) = (52.52, 13.40);
const NEW_YORK: (f64, f64) = (40.78, -73.97);
const AUCKLAND: (f64, f64) = (-36.85, 174.76);

#[test]
fn a_run_across_midnight_belongs_to_the_day_it_began() {
    // 23:40 in Berlin on the 3rd, and 00:20 on the 4th.
    assert_eq!(Trip::at("2026-10-03T21:40:00Z", 60, BERLIN).day(), "2026-10-03");
    assert_eq!(Trip::at("2026-10-03T22:20:00Z", 60, BERLIN).day(), "2026-10-04");
}

#[test]
fn a_run_in_which_the_clocks_change_goes_by_the_offset_of_its_start() {
    // Germany: back from +2 to +1 on 25 October 2026 at 01:00 UTC, on from +1 to +2 on 29 March.
    let autumn = Trip::at("2026-10-25T00:30:00Z", 60, BERLIN).local();
    assert_eq!(
        (autumn.at.to_string().as_str(), autumn.utc_offset_s),
        ("2026-10-25T02:30:00", 7200)
    );
    let spring = Trip::at("2026-03-29T00:30:00Z", 60, BERLIN).local();
    assert_eq!(
        (spring.at.to_string().as_str(), spring.utc_offset_s),
        ("2026-03-29T01:30:00", 3600)
    );
}

#[test]
fn a_night_run_over_the_clock_change_keeps_its_day_though_the_file_tells_the_offset_of_its_end() {
    // Began at 00:10 summer time on 25 October; the watch, at the end, says +1: 23:10 the day before.
    let night = Trip { offset_s: Some(3600), ..Trip::at("2026-10-24T22:10:00Z", 240, BERLIN) };
    assert_eq!(night.day(), "2026-10-25");
    assert_eq!(night.local().source, LocalSource::File);
    // Began at 23:20 winter time on 28 March, ended in summer time: +2 would say 00:20 on the 29th.
    let spring = Trip { offset_s: Some(7200), ..Trip::at("2026-03-28T22:20:00Z", 240, BERLIN) };
    assert_eq!(spring.day(), "2026-03-28");
    // Without a change on the way the file's own word stands.
    let plain = Trip { offset_s: Some(3600), ..Trip::at("2026-11-24T22:10:00Z", 240, BERLIN) };
    assert_eq!(plain.day(), "2026-11-24");
}

#[test]
fn a_watch_still_on_home_time_after_a_flight_keeps_to_its_own_clock() {
    // 21:30 in New York; the watch still says 03:30 in Berlin, the next day.
    let abroad = Trip { offset_s: Some(7200), ..Trip::at("2026-10-04T01:30:00Z", 60, NEW_YORK) };
    assert_eq!(abroad.day(), "2026-10-04");
    // Near midnight too: 23:30 on its own clock, 17:30 where it is.
    let late = Trip { offset_s: Some(7200), ..Trip::at("2026-10-03T21:30:00Z", 60, NEW_YORK) };
    assert_eq!((late.day().as_str(), late.local().utc_offset_s), ("2026-10-03", 7200));
    // A file without a clock of its own goes by the place.
    assert_eq!(Trip::at("2026-10-04T01:30:00Z", 60, NEW_YORK).day(), "2026-10-03");
}

#[test]
fn two_runs_on_either_side_of_a_flight_over_the_date_line_may_share_a_day() {
    // Auckland (+13) on Sunday morning, 18 hours later Honolulu (−10) on Sunday morning again.
    let before = Trip::at("2026-10-10T18:00:00Z", 45, AUCKLAND);
    let after = Trip::at("2026-10-11T17:00:00Z", 45, (21.28, -157.83));
    assert_eq!((before.day(), after.day()), ("2026-10-11".to_owned(), "2026-10-11".to_owned()));
}

#[test]
fn a_run_across_the_180th_meridian_goes_by_its_first_position() {
    // Taveuni, Fiji (+12): the meridian crosses the island, and the zone does not change there.
    let trip = Trip {
        from: (-16.85, 179.97),
        to: (-16.85, 180.03),
        ..Trip::at("2026-07-01T12:30:00Z", 60, AUCKLAND)
    };
    assert_eq!((trip.day().as_str(), trip.local().utc_offset_s), ("2026-07-02", 12 * 3600));
    assert_eq!(trip.local().source, LocalSource::Place);
}

#[test]
fn half_and_quarter_hours_are_kept() {
    // Kathmandu keeps +5:45, Adelaide +10:30 in its summer.
    let kathmandu = Trip::at("2026-10-03T18:20:00Z", 30, (27.71, 85.32)).local();
    assert_eq!(kathmandu.at.to_string(), "2026-10-04T00:05:00");
    let adelaide = Trip::at("2026-11-03T13:40:00Z", 30, (-34.93, 138.60)).local();
    assert_eq!(adelaide.at.to_string(), "2026-11-04T00:10:00");
}

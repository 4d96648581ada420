//! Four months of outings: when, what, and in what kind of file.

use jiff::{Zoned, civil::Date, tz::TimeZone};

/// The year of the story.
pub(crate) const YEAR: i16 = 2026;

/// One thing that Robin did and a device recorded.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outing {
    month: i8,
    day: i8,
    /// Local hour, minute and second of the start.
    clock: (i8, i8, i8),
    /// What was done.
    pub(crate) kind: Kind,
    /// What was written.
    pub(crate) file: File,
}

/// What was done. Distances are in kilometres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    /// At the usual pace round the lake.
    Easy(f64),
    /// Longer and a little slower, on the road.
    Long(f64),
    /// With twenty quick minutes in the middle.
    Tempo(f64),
    /// In the hills.
    Trail(f64),
    /// On a treadmill.
    Belt(f64),
    /// Walking and running by turns.
    RunWalk {
        /// Seconds of running.
        run_s: u32,
        /// Seconds of walking.
        walk_s: u32,
        /// How often.
        times: u32,
    },
    /// On the bicycle.
    Ride(f64),
    /// In the pool.
    Swim(f64),
}

/// What kind of file holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum File {
    /// FIT with every second and the strap's running dynamics.
    Strap,
    /// The same, but only the seconds in which something changed.
    Smart,
    /// FIT with every second, the strap forgotten: pulse from the wrist, no dynamics.
    Wrist,
    /// FIT with strap and a foot pod's own fields.
    Pod,
    /// FIT whose end is missing.
    Cut,
    /// FIT in a gzip member.
    Gzip,
    /// FIT, and the same outing once more as GPX.
    Twice,
    /// GPX of a borrowed watch: one foot's steps.
    Borrowed,
    /// GPX of a telephone's app: both feet's steps.
    Telephone,
    /// FIT without steps: another sport.
    OtherSport,
}

impl Outing {
    /// Its first moment, in local time.
    pub(crate) fn starts(&self) -> Zoned {
        let (hour, minute, second) = self.clock;
        let moment = jiff::civil::datetime(YEAR, self.month, self.day, hour, minute, second, 0);
        let zone = TimeZone::get("Europe/Berlin").expect("the zone is built in");
        moment.to_zoned(zone).expect("no outing starts in the hour that does not exist")
    }

    /// Its day.
    pub(crate) fn day(&self) -> Date {
        jiff::civil::date(YEAR, self.month, self.day)
    }

    /// Whether it is a run, and not another sport.
    pub(crate) fn is_run(&self) -> bool {
        self.file != File::OtherSport
    }

    /// Whether the watch has steps from a strap.
    pub(crate) fn has_dynamics(&self) -> bool {
        match self.file {
            File::Strap | File::Smart | File::Pod | File::Cut | File::Gzip | File::Twice => true,
            File::Wrist | File::Borrowed | File::Telephone | File::OtherSport => false,
        }
    }
}

const fn on(date: (i8, i8), clock: (i8, i8, i8), kind: Kind, file: File) -> Outing {
    Outing { month: date.0, day: date.1, clock, kind, file }
}

const fn turns(run_s: u32, walk_s: u32, times: u32) -> Kind {
    Kind::RunWalk { run_s, walk_s, times }
}

use File::{Borrowed, Cut, Gzip, OtherSport, Pod, Smart, Strap, Telephone, Twice, Wrist};
use Kind::{Belt, Easy, Long, Ride, Swim, Tempo, Trail};

/// Every outing, in order of time.
pub(crate) const OUTINGS: &[Outing] = &[
    // July: a steady base.
    on((7, 1), (18, 12, 7), Easy(6.5), Smart),
    on((7, 3), (18, 31, 40), Easy(5.5), Smart),
    on((7, 5), (8, 22, 15), Long(9.4), Smart),
    on((7, 7), (18, 5, 31), Easy(6.0), Borrowed),
    on((7, 9), (18, 40, 2), Tempo(6.5), Borrowed),
    on((7, 11), (9, 2, 48), Easy(4.5), Telephone),
    on((7, 12), (8, 15, 20), Long(9.6), Smart),
    on((7, 14), (18, 20, 11), Easy(5.6), Smart),
    on((7, 15), (6, 44, 18), Easy(4.1), Smart),
    on((7, 16), (18, 45, 36), Easy(5.2), Wrist),
    // Across midnight, in a hot week.
    on((7, 17), (23, 34, 52), Easy(4.4), Smart),
    on((7, 19), (8, 30, 9), Long(9.8), Smart),
    on((7, 21), (18, 17, 44), Easy(5.8), Smart),
    on((7, 22), (6, 48, 30), Easy(4.2), Gzip),
    on((7, 23), (18, 36, 21), Tempo(6.2), Smart),
    on((7, 24), (18, 2, 13), Easy(4.0), Smart),
    on((7, 25), (10, 15, 3), Ride(24.0), OtherSport),
    on((7, 26), (8, 11, 57), Long(10.2), Smart),
    on((7, 28), (18, 24, 35), Easy(6.0), Smart),
    on((7, 29), (6, 50, 6), Easy(4.3), Wrist),
    on((7, 30), (18, 33, 28), Easy(5.4), Pod),
    // August: growing, with one lighter week.
    on((8, 1), (9, 20, 50), Easy(4.5), Smart),
    on((8, 2), (8, 5, 33), Long(10.9), Smart),
    on((8, 4), (18, 18, 18), Easy(7.0), Strap),
    on((8, 5), (6, 47, 1), Easy(4.6), Smart),
    on((8, 6), (18, 39, 45), Tempo(7.0), Pod),
    on((8, 8), (9, 12, 26), Easy(5.0), Smart),
    on((8, 9), (8, 9, 14), Long(11.4), Strap),
    on((8, 11), (18, 28, 51), Easy(5.5), Strap),
    on((8, 13), (18, 41, 37), Easy(5.0), Wrist),
    // From here on with a new strap.
    on((8, 16), (8, 33, 2), Long(7.8), Strap),
    on((8, 18), (18, 22, 19), Easy(7.2), Strap),
    on((8, 19), (6, 46, 40), Easy(4.6), Strap),
    on((8, 20), (18, 37, 8), Tempo(7.4), Twice),
    on((8, 22), (9, 8, 55), Easy(4.5), Strap),
    on((8, 23), (8, 3, 41), Long(12.1), Strap),
    on((8, 25), (18, 26, 12), Easy(7.5), Strap),
    on((8, 26), (6, 49, 23), Easy(5.0), Strap),
    on((8, 27), (18, 35, 59), Easy(7.0), Pod),
    on((8, 29), (9, 15, 30), Easy(5.0), Wrist),
    on((8, 30), (8, 40, 16), Trail(10.8), Strap),
    // September: worn, one long Sunday, and back in small pieces.
    on((9, 1), (18, 21, 34), Easy(7.8), Strap),
    on((9, 2), (6, 45, 52), Easy(5.4), Strap),
    on((9, 4), (17, 58, 7), Tempo(7.5), Strap),
    on((9, 6), (8, 12, 28), Long(12.6), Strap),
    on((9, 8), (18, 30, 43), Easy(8.0), Strap),
    on((9, 9), (6, 43, 11), Easy(5.0), Strap),
    on((9, 10), (18, 34, 20), Tempo(7.6), Strap),
    on((9, 12), (9, 5, 49), Easy(5.5), Strap),
    on((9, 13), (8, 4, 12), Long(17.4), Strap),
    on((9, 18), (18, 10, 5), Swim(1.0), OtherSport),
    on((9, 22), (18, 14, 33), turns(60, 120, 8), Strap),
    on((9, 24), (18, 16, 2), turns(60, 120, 8), Strap),
    on((9, 26), (9, 30, 47), turns(120, 120, 7), Strap),
    on((9, 29), (18, 12, 58), turns(180, 120, 6), Strap),
    // October: calmer, with quicker steps.
    on((10, 1), (18, 9, 25), turns(240, 120, 5), Strap),
    on((10, 3), (9, 41, 10), turns(300, 60, 5), Strap),
    on((10, 6), (18, 3, 36), Easy(4.6), Strap),
    on((10, 8), (18, 7, 14), Easy(4.8), Strap),
    on((10, 11), (9, 0, 22), Long(5.8), Strap),
    on((10, 13), (18, 1, 45), Easy(5.2), Pod),
    on((10, 15), (18, 20, 30), Belt(5.0), Strap),
    on((10, 18), (9, 6, 18), Long(6.3), Strap),
    on((10, 20), (17, 55, 3), Easy(5.4), Cut),
    on((10, 22), (17, 48, 39), Easy(5.8), Pod),
    // The clocks went back in the night before.
    on((10, 25), (8, 31, 27), Long(6.9), Strap),
    on((10, 27), (17, 30, 11), Easy(6.0), Strap),
    on((10, 29), (17, 33, 54), Easy(5.5), Wrist),
    on((10, 31), (9, 10, 40), Long(7.4), Strap),
];

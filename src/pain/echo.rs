//! How the back answered a run: the pain before it, during it, and the next morning.
//!
//! The rule is borrowed from knee and Achilles rehabilitation (Thomeé 1997, Phys Ther 77:1690;
//! Silbernagel et al. 2007, 10.1177/0363546506298279) and was never validated for the low back.

use jiff::civil::Date;

use super::log::PainLog;
use crate::model::calendar::shifted;
use crate::{
    model::{PainScore, Response, Zone, Zones},
    page::{Echo, EchoRow, RunQuantity, SettledBy, SettledThird, WorstByZone},
    signal,
};

/// The rise that counts as more than the scale's own noise: the minimal detectable change of the
/// 0–10 scale in low back pain (Childs et al. 2005, 10.1097/01.BRS.0000164099.92112.29).
const RAISED_POINTS: f64 = 2.0;
/// A next morning at most this far above the level before still counts as settled.
const SETTLED_POINTS: f64 = 1.0;
/// How many days before a run make its usual level.
pub const USUAL_DAYS: i32 = 28;
/// Under so many logged mornings there is no usual level yet.
const USUAL_MORNINGS: usize = 7;

/// Run days by the zone of the worst pain in the run; none where no row tells it.
pub fn worst_by_zone(rows: &[EchoRow], zones: Zones) -> Option<WorstByZone> {
    let found: Vec<Zone> = rows.iter().filter_map(|row| Some(zones.of(row.during?))).collect();
    let days = |zone| found.iter().filter(|other| **other == zone).count();
    (!found.is_empty()).then(|| WorstByZone {
        lower: days(Zone::Lower),
        middle: days(Zone::Middle),
        higher: days(Zone::Higher),
    })
}

/// How the back answered a run day. `zones` say from where on pain counts as high; `limit` is the
/// plan's limit for the next morning.
///
/// Half a point is not rounded: 3 to 4.5 is slightly raised, 3 to 5 is raised.
pub fn response(log: &PainLog, day: Date, zones: Zones, limit: Option<PainScore>) -> Response {
    let (Some(before), Some(next)) = (log.before(day), log.next_morning(day)) else {
        return Response::Unknown;
    };
    let usual = usual_morning(log, day).unwrap_or(before.value());
    let rise = next.value() - before.value();
    if rise >= RAISED_POINTS && next.value() > usual {
        Response::Raised
    } else if rise >= RAISED_POINTS {
        Response::BackToUsual
    } else if next.value() > zones.high_above(limit) {
        Response::High
    } else if rise <= SETTLED_POINTS {
        Response::Settled
    } else {
        Response::SlightlyRaised
    }
}

/// The four points of a run day: how the back was before, at its worst, an hour after, the next
/// morning. `None`: not logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EchoPoints {
    /// Before the run, else that morning.
    pub before: Option<PainScore>,
    /// Worst in the run.
    pub during: Option<PainScore>,
    /// An hour after.
    pub after_1h: Option<PainScore>,
    /// The next morning.
    pub next_morning: Option<PainScore>,
}

/// The four points of a day.
pub fn points(log: &PainLog, day: Date) -> EchoPoints {
    let row = log.day(day);
    EchoPoints {
        before: log.before(day),
        during: row.and_then(|row| row.pain_during_max),
        after_1h: row.and_then(|row| row.pain_after_1h),
        next_morning: log.next_morning(day),
    }
}

/// The median morning of the 28 days before a day; none under seven mornings.
pub fn usual_morning(log: &PainLog, day: Date) -> Option<f64> {
    signal::median(&usual_mornings(log, day)?)
}

/// The logged mornings of the 28 days before a day, in order; none under seven.
pub fn usual_mornings(log: &PainLog, day: Date) -> Option<Vec<f64>> {
    let (first, last) = (shifted(day, -USUAL_DAYS)?, shifted(day, -1)?);
    let mornings: Vec<f64> = log
        .days(first, last)
        .filter_map(|entry| entry.pain_morning)
        .map(PainScore::value)
        .collect();
    (mornings.len() >= USUAL_MORNINGS).then_some(mornings)
}

/// The panel of these run days: those before a flare first, then the largest rise, and what is not
/// known last, and how many of each
/// answer.
pub fn echo(mut rows: Vec<EchoRow>) -> Echo {
    let rise = |row: &EchoRow| row.change().unwrap_or(f64::NEG_INFINITY);
    rows.sort_by(|a, b| {
        b.before_flare
            .cmp(&a.before_flare)
            .then_with(|| rise(b).total_cmp(&rise(a)))
            .then_with(|| b.next_morning.cmp(&a.next_morning))
            .then_with(|| a.date.cmp(&b.date))
    });
    let counts: Vec<(Response, usize)> = Response::ALL
        .into_iter()
        .map(|response| (response, rows.iter().filter(|row| row.response == response).count()))
        .collect();
    Echo { rows, counts, ..Echo::default() }
}

/// Under so many run days with a known answer there are no thirds.
const FEWEST_FOR_THIRDS: usize = 9;

/// How many had settled in each third of the run days, ordered by a quantity; none under nine days
/// of which both it and the answer are known.
pub fn settled_by(
    by: RunQuantity,
    days: impl Iterator<Item = (Option<f64>, Response)>,
) -> Option<SettledBy> {
    let mut known: Vec<(f64, Response)> = days
        .filter(|(_, response)| *response != Response::Unknown)
        .filter_map(|(value, response)| Some((value?, response)))
        .collect();
    if known.len() < FEWEST_FOR_THIRDS {
        return None;
    }
    known.sort_by(|a, b| a.0.total_cmp(&b.0));
    let values: Vec<f64> = known.iter().map(|day| day.0).collect();
    let thirds = signal::thirds(&values)?
        .into_iter()
        .filter_map(|third| {
            let part = known.get(third)?;
            Some(SettledThird {
                from: part.first()?.0,
                to: part.last()?.0,
                settled: part.iter().filter(|day| day.1 == Response::Settled).count(),
                known: part.len(),
            })
        })
        .collect();
    Some(SettledBy { by, thirds })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::pain::{ColumnMap, read};

    /// A log of a fixed usual level in September, a level before a run on 1 October, and the
    /// morning after.
    fn answer(usual: Option<&str>, before: &str, next: &str) -> Response {
        let september: Vec<String> = usual
            .into_iter()
            .flat_map(|usual| (20..=30).map(move |day| format!("2026-09-{day},{usual},\n")))
            .collect();
        let text = format!(
            "date,pain_morning,pain_before\n{}2026-10-01,,{before}\n2026-10-02,{next},\n",
            september.concat()
        );
        let log = read(text.as_bytes(), &ColumnMap::default(), "log").unwrap();
        response(&log, date(2026, 10, 1), Zones::default(), None)
    }

    #[test]
    fn the_rows_of_the_published_order_are_told_apart() {
        for (usual, before, next, expected) in [
            (None, "", "3", Response::Unknown),
            (None, "3", "", Response::Unknown),
            (Some("2"), "2", "4", Response::Raised),
            (Some("4"), "2", "4", Response::BackToUsual),
            (Some("5"), "1", "4", Response::BackToUsual),
            (Some("2"), "5", "5.5", Response::High),
            (Some("2"), "7", "6", Response::High),
            (Some("2"), "4", "6", Response::Raised),
            (Some("7"), "4", "6", Response::BackToUsual),
            (Some("2"), "2", "3", Response::Settled),
            (Some("2"), "4", "0", Response::Settled),
            (Some("2"), "4", "5", Response::Settled),
            (Some("2"), "2", "3.5", Response::SlightlyRaised),
            (Some("2"), "0", "1.5", Response::SlightlyRaised),
            (None, "2", "4", Response::Raised),
        ] {
            assert_eq!(answer(usual, before, next), expected, "{usual:?} {before} {next}");
        }
    }

    #[test]
    fn a_run_day_has_four_points_and_a_blank_is_none_of_them() {
        let text = b"date,pain_morning,pain_before,pain_during_max,pain_after_1h\n\
                     2026-10-01,1,,4,2.5\n2026-10-02,3,,,\n";
        let log = read(text, &ColumnMap::default(), "log").unwrap();
        let told = |day| {
            let EchoPoints { before, during, after_1h, next_morning } = points(&log, day);
            [before, during, after_1h, next_morning].map(|point| point.map(PainScore::value))
        };
        assert_eq!(told(date(2026, 10, 1)), [Some(1.0), Some(4.0), Some(2.5), Some(3.0)]);
        assert_eq!(told(date(2026, 10, 2)), [Some(3.0), None, None, None]);
    }

    #[test]
    fn six_mornings_are_no_usual_level_and_seven_are() {
        for (mornings, expected) in [(6, Response::Raised), (7, Response::BackToUsual)] {
            let september: Vec<String> =
                (1..=mornings).map(|day| format!("2026-09-{:02},5,\n", 30 - day)).collect();
            let text = format!(
                "date,pain_morning,pain_before\n{}2026-10-01,,2\n2026-10-02,4,\n",
                september.concat()
            );
            let log = read(text.as_bytes(), &ColumnMap::default(), "log").unwrap();
            assert_eq!(
                response(&log, date(2026, 10, 1), Zones::default(), None),
                expected,
                "{mornings}"
            );
        }
    }

    #[test]
    fn the_plans_limit_makes_a_settled_morning_high() {
        let text = b"date,pain_morning\n2026-10-01,4\n2026-10-02,4\n";
        let log = read(text, &ColumnMap::default(), "log").unwrap();
        let limit = Some(PainScore::new(3.0).unwrap());
        assert_eq!(response(&log, date(2026, 10, 1), Zones::default(), limit), Response::High);
        assert_eq!(response(&log, date(2026, 10, 1), Zones::default(), None), Response::Settled);
    }

    #[test]
    fn the_panel_lists_the_largest_rise_first_and_counts_every_answer() {
        let text = b"date,pain_morning\n2026-10-01,1\n2026-10-02,1\n2026-10-03,4\n2026-10-04,6\n";
        let log = read(text, &ColumnMap::default(), "log").unwrap();
        let row = |day| EchoRow {
            date: date(2026, 10, day),
            before: log.before(date(2026, 10, day)),
            during: None,
            after_1h: None,
            next_morning: log.next_morning(date(2026, 10, day)),
            running_min: Some(30.0),
            distance_m: None,
            response: response(&log, date(2026, 10, day), Zones::default(), None),
            known: None,
            before_flare: false,
        };
        let echo = echo((1..=4).map(row).collect());
        let answers: Vec<_> = echo.rows.iter().map(|row| (row.date.day(), row.response)).collect();
        assert_eq!(
            answers,
            [
                (2, Response::Raised),
                (3, Response::Raised),
                (1, Response::Settled),
                (4, Response::Unknown),
            ]
        );
        assert_eq!(echo.settled(), (1, 3));
        assert_eq!(echo.counts.len(), 6);
    }

    #[test]
    fn a_therapists_own_points_move_what_counts_as_high() {
        let text = b"date,pain_morning\n2026-10-01,6\n2026-10-02,6\n";
        let log = read(text, &ColumnMap::default(), "log").unwrap();
        let answer = |middle_to| {
            let zones = Zones { lower_to: 2.0, middle_to };
            response(&log, date(2026, 10, 1), zones, None)
        };
        assert_eq!((answer(5.0), answer(6.0)), (Response::High, Response::Settled));
        let limit = |score| Some(PainScore::new(score).unwrap());
        let zones = Zones { lower_to: 2.0, middle_to: 6.0 };
        let levels =
            [None, limit(4.0), limit(8.0)].map(|limit| zones.high_above(limit).to_string());
        assert_eq!(levels, ["6", "4", "6"], "the lower of the two counts");
    }

    #[test]
    fn the_worst_in_a_run_is_counted_by_the_zones_that_were_set() {
        let row = |during: f64| EchoRow {
            date: date(2026, 10, 1),
            before: None,
            during: PainScore::new(during).ok(),
            after_1h: None,
            next_morning: None,
            running_min: None,
            distance_m: None,
            response: Response::Unknown,
            known: None,
            before_flare: false,
        };
        let rows = [0.0, 2.0, 2.5, 3.0, 4.0, 5.0, 6.5].map(row);
        let days = |zones| {
            let WorstByZone { lower, middle, higher } = worst_by_zone(&rows, zones).unwrap();
            [lower, middle, higher]
        };
        assert_eq!(days(Zones::default()), [2, 4, 1]);
        assert_eq!(days(Zones { lower_to: 3.0, middle_to: 4.0 }), [4, 1, 2]);
        let unlogged = [EchoRow { during: None, ..row(1.0) }];
        assert_eq!(worst_by_zone(&unlogged, Zones::default()), None);
    }

    #[test]
    fn thirds_count_what_settled_of_what_is_known() {
        let day = |i: u32| {
            let response = match i {
                10 => Response::Unknown,
                7.. => Response::Raised,
                _ => Response::Settled,
            };
            (Some(1000.0 * f64::from(i)), response)
        };
        let by = |last: u32| settled_by(RunQuantity::Distance, (1..=last).map(day));
        let found = by(10).unwrap();
        let thirds: Vec<_> = found
            .thirds
            .iter()
            .map(|third| (third.from, third.to, third.settled, third.known))
            .collect();
        assert_eq!(
            thirds,
            [(1000.0, 3000.0, 3, 3), (4000.0, 6000.0, 3, 3), (7000.0, 9000.0, 0, 3)]
        );
        assert_eq!(by(8), None);
        // Most runs without a step downhill have no lower third.
        let flat = (0..12).map(|i| (Some(f64::from((i - 8_i32).max(0))), Response::Settled));
        assert_eq!(settled_by(RunQuantity::DownhillSteps, flat), None);
    }

    #[test]
    fn zones_are_cut_at_two_and_five() {
        let zones = Zones::default();
        let zone = |score| zones.of(PainScore::new(score).unwrap());
        assert_eq!((zone(2.0), zone(2.5)), (Zone::Lower, Zone::Middle));
        assert_eq!((zone(5.0), zone(5.5)), (Zone::Middle, Zone::Higher));
    }
}

//! Mornings after runs, by what was run: counts, and nothing that advises.

use jiff::civil::Date;

pub use crate::page::{Bin, Dot, HalfKnown, MorningsBy, Ran, RunMorning, SideOfFlare};
use crate::{
    model::{Flare, PainScore, Response, Zones},
    page::Units,
    pain::{PainLog, echo::usual_morning, response},
};

/// The upper ends of the lengths, in metres: fixed, so that months can be laid side by side.
pub const LENGTHS_M: [f64; 7] = [3_000.0, 5_000.0, 8_000.0, 10_000.0, 15_000.0, 21_100.0, 30_000.0];
/// The same for pages in miles: 2, 3, 5, 6, 9, 13.1 and 20.
pub const LENGTHS_MILES_M: [f64; 7] =
    [3_218.7, 4_828.0, 8_046.7, 9_656.1, 14_484.1, 21_082.4, 32_186.9];
/// The upper ends of the metres down of a day.
pub const DESCENTS_M: [f64; 6] = [25.0, 50.0, 100.0, 200.0, 400.0, 800.0];
/// The same for pages in feet: 100, 200, 300, 600, 1200 and 2400.
pub const DESCENTS_FEET_M: [f64; 6] = [30.48, 60.96, 91.44, 182.88, 365.76, 731.52];
/// The upper ends of the speeds, from slow to fast: 8:00, 7:00, 6:30, 6:00, 5:30, 5:00, 4:30 and 4:00
/// a kilometre.
pub const SPEEDS_M_PER_S: [f64; 8] = [
    1000.0 / 480.0,
    1000.0 / 420.0,
    1000.0 / 390.0,
    1000.0 / 360.0,
    1000.0 / 330.0,
    1000.0 / 300.0,
    1000.0 / 270.0,
    1000.0 / 240.0,
];
/// The same for pages in miles: 13:00, 12:00, 11:00, 10:00, 9:00, 8:00, 7:00 and 6:00 a mile.
pub const SPEEDS_MILES_M_PER_S: [f64; 8] = [
    MILE_M / 780.0,
    MILE_M / 720.0,
    MILE_M / 660.0,
    MILE_M / 600.0,
    MILE_M / 540.0,
    MILE_M / 480.0,
    MILE_M / 420.0,
    MILE_M / 360.0,
];
const MILE_M: f64 = 1_609.344;

/// By descent and by pace they are told from so many run days on whose answer and value are known,
/// so many of them in each of two bins: with fewer, or all in one, there is nothing to lay side by side.
const FEWEST_RUNS: usize = 10;
const FEWEST_IN_A_BIN: usize = 3;
const FEWEST_BINS: usize = 2;

/// The upper ends of the bins, rising: round numbers in the units of the page.
pub const fn ends(by: MorningsBy, units: Units) -> &'static [f64] {
    match (by, units) {
        (MorningsBy::Length, Units::Metric) => &LENGTHS_M,
        (MorningsBy::Length, Units::Imperial) => &LENGTHS_MILES_M,
        (MorningsBy::Descent, Units::Metric) => &DESCENTS_M,
        (MorningsBy::Descent, Units::Imperial) => &DESCENTS_FEET_M,
        (MorningsBy::Pace, Units::Metric) => &SPEEDS_M_PER_S,
        (MorningsBy::Pace, Units::Imperial) => &SPEEDS_MILES_M_PER_S,
    }
}

/// Whether there is enough to be told. How far was run is told from the first run on: it stands on
/// every page, and what is in no bin is said beside it.
pub fn is_enough(by: MorningsBy, bins: &[Bin]) -> bool {
    let runs: usize = bins.iter().map(|bin| bin.dots.len()).sum();
    let full = bins.iter().filter(|bin| bin.dots.len() >= FEWEST_IN_A_BIN).count();
    match by {
        MorningsBy::Length => !bins.is_empty(),
        MorningsBy::Descent | MorningsBy::Pace => runs >= FEWEST_RUNS && full >= FEWEST_BINS,
    }
}

impl RunMorning {
    /// The morning after a run day, by the therapist's points where they are told.
    pub fn of(
        log: &PainLog,
        (date, ran): (Date, Ran),
        zones: Zones,
        limit: Option<PainScore>,
    ) -> RunMorning {
        RunMorning {
            date,
            ran,
            before: log.before(date),
            next: log.next_morning(date),
            usual: usual_morning(log, date),
            response: response(log, date, zones, limit),
        }
    }

    /// Whether it had settled; none where the pain before or the next morning is blank.
    pub fn settled(&self) -> Option<bool> {
        (self.response != Response::Unknown).then_some(self.response == Response::Settled)
    }

    /// What is known where the answer is not; none where it is.
    pub fn half_known(&self) -> Option<HalfKnown> {
        match (self.before, self.next) {
            (Some(_), Some(_)) => None,
            (None, Some(next)) => Some(HalfKnown::Woke { next, usual: self.usual }),
            (Some(before), None) => Some(HalfKnown::Before(before)),
            (None, None) => Some(HalfKnown::Neither),
        }
    }
}

/// The bins from the least to the one after the most that has a run; none without a run whose value
/// and answer are known. `ends` rise.
pub fn binned(
    runs: &[RunMorning],
    by: MorningsBy,
    ends: &[f64],
    flare: Option<&Flare>,
) -> Vec<Bin> {
    let mut bins: Vec<Bin> = std::iter::once(0.0)
        .chain(ends.iter().copied())
        .zip(ends.iter().copied().map(Some).chain([None]))
        .map(|(from, to)| Bin { from, to, dots: Vec::new() })
        .collect();
    for run in runs {
        let Some((value, settled)) = run.ran.of(by).zip(run.settled()) else { continue };
        let side = flare.map_or(SideOfFlare::Before, |flare| side(flare, run.date));
        let at = ends.partition_point(|end| *end < value);
        if let Some(bin) = bins.get_mut(at) {
            bin.dots.push(Dot { date: run.date, value, settled, side });
        }
    }
    let has_dots = |bin: &Bin| !bin.dots.is_empty();
    let Some(last) = bins.iter().rposition(has_dots) else { return Vec::new() };
    bins.truncate(last + 2);
    let first = bins.iter().position(has_dots).unwrap_or(0);
    bins.split_off(first)
}

fn side(flare: &Flare, day: Date) -> SideOfFlare {
    if day < flare.first {
        SideOfFlare::Before
    } else if flare.holds(day) {
        SideOfFlare::In
    } else {
        SideOfFlare::After
    }
}

/// Runs whose answer is not known: shown apart, and in no count of settled ones.
pub fn not_known(runs: &[RunMorning]) -> Vec<&RunMorning> {
    runs.iter().filter(|run| run.settled().is_none()).collect()
}

/// Runs whose answer is known, and of which it is not known how much there was of this.
pub fn not_measured(runs: &[RunMorning], by: MorningsBy) -> usize {
    runs.iter().filter(|run| run.settled().is_some() && run.ran.of(by).is_none()).count()
}

/// The last run day before a flare, which is always shown.
pub fn last_before<'a>(runs: &'a [RunMorning], flare: &Flare) -> Option<&'a RunMorning> {
    runs.iter().filter(|run| run.date < flare.first).max_by_key(|run| run.date)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{
        insight::flare_spans::flares_of,
        model::calendar::each_day,
        pain::{ColumnMap, read},
    };

    fn day(day: i8) -> Date {
        date(2026, 7, day)
    }

    /// June at 1, and these mornings of July; a flare from 11 to 13 July.
    fn log(july: &[(i8, &str)]) -> PainLog {
        let june = each_day(date(2026, 6, 3), date(2026, 6, 30))
            .fold(String::new(), |rows, day| rows + &format!("{day},1\n"));
        let rows =
            july.iter().fold(june, |rows, (on, pain)| rows + &format!("{},{pain}\n", day(*on)));
        read(format!("date,pain_morning\n{rows}").as_bytes(), &ColumnMap::default(), "log").unwrap()
    }

    fn runs(log: &PainLog, days: &[(i8, f64)]) -> Vec<RunMorning> {
        let run = |(on, km): &(i8, f64)| {
            let ran = Ran { length_m: Some(km * 1000.0), ..Ran::default() };
            RunMorning::of(log, (day(*on), ran), Zones::default(), None)
        };
        days.iter().map(run).collect()
    }

    #[test]
    fn runs_are_dots_in_fixed_bins_split_at_the_flare_with_no_run_where_there_is_none() {
        let mornings: Vec<(i8, &str)> = (1..=31)
            .map(|on| {
                (
                    on,
                    match on {
                        11 => "5",
                        12 | 13 => "8",
                        _ => "1",
                    },
                )
            })
            .collect();
        let log = log(&mornings);
        let flares = flares_of(&log, (day(1), day(31)));
        let runs = runs(&log, &[(1, 5.0), (3, 5.1), (10, 9.4), (12, 2.0), (20, 4.0)]);
        let bins = binned(&runs, MorningsBy::Length, &LENGTHS_M, Some(&flares[0]));
        let shown: Vec<(f64, Option<f64>, usize, usize)> =
            bins.iter().map(|bin| (bin.from, bin.to, bin.settled().0, bin.settled().1)).collect();
        assert_eq!(
            shown,
            [
                (0.0, Some(3e3), 0, 1),
                (3e3, Some(5e3), 2, 2),
                (5e3, Some(8e3), 1, 1),
                (8e3, Some(1e4), 0, 1),
                (1e4, Some(1.5e4), 0, 0),
            ],
            "5.0 km is up to 5 km; nobody ran 10 to 15"
        );
        let sides: Vec<SideOfFlare> =
            bins.iter().flat_map(|bin| &bin.dots).map(|dot| dot.side).collect();
        let (before, inside, after) = (SideOfFlare::Before, SideOfFlare::In, SideOfFlare::After);
        assert_eq!(sides, [inside, before, after, before, before]);
        assert_eq!(last_before(&runs, &flares[0]).unwrap().date, day(10));
    }

    #[test]
    fn a_run_with_a_blank_is_never_settled_and_is_shown_apart() {
        let log = log(&[(1, "1"), (2, "1"), (4, "5"), (6, "1"), (9, "1")]);
        let runs = runs(&log, &[(1, 5.0), (3, 5.0), (6, 5.0), (7, 5.0)]);
        let bins = binned(&runs, MorningsBy::Length, &LENGTHS_M, None);
        assert_eq!(bins[0].settled(), (1, 1));
        let apart: Vec<HalfKnown> =
            not_known(&runs).iter().map(|run| run.half_known().unwrap()).collect();
        let score = |points| PainScore::new(points).unwrap();
        assert_eq!(
            apart,
            [
                HalfKnown::Woke { next: score(5.0), usual: Some(1.0) },
                HalfKnown::Before(score(1.0)),
                HalfKnown::Neither,
            ]
        );
    }

    #[test]
    fn a_run_of_unknown_length_is_in_no_bin_and_is_counted_as_that() {
        let log = log(&[(1, "1"), (2, "1")]);
        let run = RunMorning::of(&log, (day(1), Ran::default()), Zones::default(), None);
        assert_eq!(binned(std::slice::from_ref(&run), MorningsBy::Length, &LENGTHS_M, None), []);
        assert_eq!(not_measured(&[run], MorningsBy::Length), 1);
    }

    /// A month of calm mornings with a run a day, of these speeds and metres down.
    fn daily(of: &[(Option<f64>, Option<f64>)]) -> Vec<RunMorning> {
        let mornings: Vec<(i8, &str)> = (1..=31).map(|on| (on, "1")).collect();
        let log = log(&mornings);
        let run = |(on, (speed_m_per_s, descent_m)): (i8, &(Option<f64>, Option<f64>))| {
            let ran = Ran { length_m: None, descent_m: *descent_m, speed_m_per_s: *speed_m_per_s };
            RunMorning::of(&log, (day(on), ran), Zones::default(), None)
        };
        (1..).zip(of).map(run).collect()
    }

    #[test]
    fn a_pace_between_two_round_ones_is_in_the_bin_between_them_from_slow_to_fast() {
        // 6:00 /km to the second is at 6:30 to 6:00; 5:59 is faster. 8:30 /km is slower than 8:00.
        let pace = |seconds: f64| (Some(1000.0 / seconds), None);
        let runs = daily(&[pace(360.0), pace(359.0), pace(510.0), (None, None)]);
        let ends = ends(MorningsBy::Pace, Units::Metric);
        let bins = binned(&runs, MorningsBy::Pace, ends, None);
        let runs_in: Vec<usize> = bins.iter().map(|bin| bin.dots.len()).collect();
        assert_eq!(
            runs_in,
            [1, 0, 0, 1, 1, 0],
            "slower than 8:00, …, and nobody ran at 5:30 to 5:00"
        );
        assert_eq!(bins[3].to, Some(1000.0 / 360.0));
        assert_eq!(not_measured(&runs, MorningsBy::Pace), 1);
    }

    #[test]
    fn descent_is_told_from_ten_runs_with_three_in_each_of_two_bins() {
        let told = |level: usize, hills: usize| {
            let one = |descent_m| (None, Some(descent_m));
            let runs = [vec![one(10.0); level], vec![one(150.0); hills]].concat();
            let ends = ends(MorningsBy::Descent, Units::Metric);
            is_enough(MorningsBy::Descent, &binned(&daily(&runs), MorningsBy::Descent, ends, None))
        };
        assert!(told(7, 3) && !told(6, 3) && !told(8, 2) && !told(20, 0));
        assert!(!is_enough(MorningsBy::Length, &[]));
    }

    #[test]
    fn the_ends_of_bins_rise_in_either_unit() {
        for by in MorningsBy::ALL {
            for units in [Units::Metric, Units::Imperial] {
                assert!(ends(by, units).windows(2).all(|pair| pair[0] < pair[1]), "{by:?}");
            }
        }
    }
}

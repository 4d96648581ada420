//! Mornings after runs, by the length of the run: counts, and nothing that advises.

use jiff::civil::Date;

pub use crate::page::{Dot, HalfKnown, LengthBin, RunMorning, SideOfFlare};
use crate::{
    model::{Flare, PainScore, Response, Zones},
    pain::{PainLog, echo::usual_morning, response},
};

/// The upper ends of the lengths, in metres: fixed, so that months can be laid side by side.
pub const LENGTHS_M: [f64; 7] = [3_000.0, 5_000.0, 8_000.0, 10_000.0, 15_000.0, 21_100.0, 30_000.0];
/// The same for pages in miles: 2, 3, 5, 6, 9, 13.1 and 20.
pub const LENGTHS_MILES_M: [f64; 7] =
    [3_218.7, 4_828.0, 8_046.7, 9_656.1, 14_484.1, 21_082.4, 32_186.9];

impl RunMorning {
    /// The morning after a run day, by the therapist's points where they are told.
    pub fn of(
        log: &PainLog,
        (date, length_m): (Date, Option<f64>),
        zones: Zones,
        limit: Option<PainScore>,
    ) -> RunMorning {
        RunMorning {
            date,
            length_m,
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

/// The bins from the shortest to the one after the longest that has a run; none without a run of a
/// known length and answer. `ends_m` rise.
pub fn by_length(runs: &[RunMorning], ends_m: &[f64], flare: Option<&Flare>) -> Vec<LengthBin> {
    let mut bins: Vec<LengthBin> = std::iter::once(0.0)
        .chain(ends_m.iter().copied())
        .zip(ends_m.iter().copied().map(Some).chain([None]))
        .map(|(from_m, to_m)| LengthBin { from_m, to_m, dots: Vec::new() })
        .collect();
    for run in runs {
        let Some((length_m, settled)) = run.length_m.zip(run.settled()) else { continue };
        let side = flare.map_or(SideOfFlare::Before, |flare| side(flare, run.date));
        let at = ends_m.partition_point(|end| *end < length_m);
        if let Some(bin) = bins.get_mut(at) {
            bin.dots.push(Dot { date: run.date, length_m, settled, side });
        }
    }
    let has_dots = |bin: &LengthBin| !bin.dots.is_empty();
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
            RunMorning::of(log, (day(*on), Some(km * 1000.0)), Zones::default(), None)
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
        let bins = by_length(&runs, &LENGTHS_M, Some(&flares[0]));
        let shown: Vec<(f64, Option<f64>, usize, usize)> = bins
            .iter()
            .map(|bin| (bin.from_m, bin.to_m, bin.settled().0, bin.settled().1))
            .collect();
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
        let bins = by_length(&runs, &LENGTHS_M, None);
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
    fn a_run_of_unknown_length_is_in_no_bin() {
        let log = log(&[(1, "1"), (2, "1")]);
        let run = RunMorning::of(&log, (day(1), None), Zones::default(), None);
        assert_eq!(by_length(&[run], &LENGTHS_M, None), []);
    }
}

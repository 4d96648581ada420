//! The seven days before a flare: each thing that was logged, with how often it was so before and what
//! followed, and the same days of a calm stretch. It shows what stood beside a flare and not why it
//! came.

use jiff::civil::Date;

use super::{
    diary::yes_of,
    flare_spans::{FlareSpan, Marks, spans},
};
pub use crate::page::{BeforeFlare, WeekBefore};
use crate::{
    load::DayLoad,
    model::{
        FlareEnd, PainEntry, PainScore,
        calendar::{days_after, shifted},
    },
    pain::PainLog,
    signal,
};

const WEEK: i32 = 7;
const WEEK_DAYS: usize = 7;
const METRES_PER_KM: f64 = 1000.0;
/// Nights of a week that must be logged before short ones are counted; so for stress.
const FEWEST_TOLD: usize = 4;
/// A night under so many hours is short (Watson et al. 2015, 10.5665/sleep.4716).
const SHORT_NIGHT_H: f64 = 7.0;

/// A week of days and rows.
struct Week<'a> {
    days: &'a [DayLoad],
    rows: Vec<&'a PainEntry>,
}

/// What a week's days or rows come to; none where that is not known.
type Of = fn(&Week<'_>) -> Option<f64>;

const EXPOSURES: &[(&str, &str, &str, Of)] = &[
    ("distance_km", "distance", "km", |week| {
        let metres: Option<f64> = whole(week)?.iter().map(|day| day.distance_m).sum();
        metres.map(|metres| metres / METRES_PER_KM)
    }),
    ("longest_km", "longest run", "km", |week| {
        let metres: Option<Vec<f64>> =
            whole(week)?.iter().filter(|day| day.runs > 0).map(|day| day.longest_m).collect();
        Some(signal::largest(&metres?).unwrap_or(0.0) / METRES_PER_KM)
    }),
    ("run_days", "days with a run", "days", |week| {
        Some(whole(week)?.iter().filter(|day| day.runs > 0).count() as f64)
    }),
    ("long_jump_days", "runs over +10 %", "days", |week| {
        let days = whole(week)?;
        let judged = days.iter().all(|day| day.runs == 0 || day.spike_ratio.is_some());
        judged.then(|| days.iter().filter(|day| day.spike.is_some()).count() as f64)
    }),
    ("sitting_long_days", "long sitting", "days", |week| {
        days_with(week, |row| row.had_load("sitting_long"))
    }),
    ("lifting_days", "lifting", "days", |week| days_with(week, |row| row.had_load("lifting"))),
    ("travel_days", "travel", "days", |week| days_with(week, |row| row.had_load("travel"))),
    ("other_sport_days", "other sport", "days", |week| {
        days_with(week, |row| row.had_load("other_sport"))
    }),
    ("strength_days", "strength or mobility", "days", |week| {
        days_with(week, PainEntry::had_exercises)
    }),
    ("sitting_h", "sitting a day", "h", |week| middle(week, |row| row.sitting_h)),
    ("short_nights", "nights under 7 h", "nights", |week| {
        let nights = told(week, |row| row.sleep_h);
        let short = nights.iter().filter(|hours| **hours < SHORT_NIGHT_H).count();
        (nights.len() >= FEWEST_TOLD).then_some(short as f64)
    }),
    ("stress_0_10", "stress", "of 10", |week| middle(week, |row| row.stress.map(PainScore::value))),
];

/// The seven days before a flare. `days` is the whole history in order.
pub fn week_before(log: &PainLog, days: &[DayLoad], flare_first: Date) -> Option<WeekBefore> {
    let first = shifted(flare_first, -WEEK)?;
    let last = shifted(flare_first, -1)?;
    let spans = spans(log, last, Marks::Read);
    let earlier = earlier_weeks(log, days, flare_first, &spans);
    let calm = earlier.iter().find(|week| week.is_calm).map(|week| week.first);
    let at = |first: Date| week(log, days, first);
    let here = at(first)?;
    let exposures = EXPOSURES
        .iter()
        .filter_map(|&(key, name, unit, of)| {
            let value = of(&here)?;
            let known: Vec<(f64, bool)> = earlier
                .iter()
                .filter_map(|week| Some((of(&at(week.first)?)?, week.is_followed)))
                .collect();
            let is_like = |other: f64| if value > 0.0 { other >= value } else { other <= 0.0 };
            let like: Vec<bool> =
                known.iter().filter(|(other, _)| is_like(*other)).map(|week| week.1).collect();
            Some(BeforeFlare {
                key,
                name,
                unit,
                value,
                usual: signal::median(&known.iter().map(|week| week.0).collect::<Vec<f64>>()),
                weeks_like_it: like.len(),
                followed: like.iter().filter(|followed| **followed).count(),
                weeks_known: known.len(),
                calm: calm.and_then(at).and_then(|week| of(&week)),
            })
        })
        .collect();
    let calm = calm.and_then(|first| Some((first, shifted(first, WEEK - 1)?)));
    Some(WeekBefore { first, last, calm, exposures })
}

/// An earlier week, counted back from the flare in whole weeks.
struct Earlier {
    first: Date,
    /// A flare began in the seven days after it.
    is_followed: bool,
    /// No flare in it, nor in the seven days after it.
    is_calm: bool,
}

/// Earlier weeks after which a flare could begin, latest first: those at whose end one lasted could
/// not be followed by one.
fn earlier_weeks(
    log: &PainLog,
    days: &[DayLoad],
    flare_first: Date,
    spans: &[FlareSpan],
) -> Vec<Earlier> {
    let begun = [days.first().map(|day| day.date), log.first_day()].into_iter().flatten().min();
    let Some(begun) = begun else { return Vec::new() };
    let mut weeks = Vec::new();
    for number in 1.. {
        let day = |days: i32| shifted(flare_first, days - WEEK * number);
        let (Some(first), Some(end), Some(after)) = (day(-WEEK), day(0), day(WEEK)) else { break };
        if first < begun {
            break;
        }
        let lasts = |span: &FlareSpan, day: Date| {
            span.first <= day && (matches!(span.end, FlareEnd::Open { .. }) || day <= span.last)
        };
        let lasts_on = spans.iter().any(|span| span.first < end && lasts(span, end));
        if lasts_on {
            continue;
        }
        let is_followed = spans.iter().any(|span| (end..after).contains(&span.first));
        let touched = spans.iter().any(|span| span.first < after && first <= span.last);
        weeks.push(Earlier { first, is_followed, is_calm: !touched });
    }
    weeks
}

/// The week of seven days from a day on.
fn week<'a>(log: &'a PainLog, days: &'a [DayLoad], first: Date) -> Option<Week<'a>> {
    let last = shifted(first, WEEK - 1)?;
    let from = days.partition_point(|day| day.date < first);
    let until = days.partition_point(|day| day.date <= last);
    let days = days.get(from..until).unwrap_or_default();
    Some(Week { days, rows: log.days(first, last).collect() })
}

/// The days of a week, where the running of each is known.
fn whole<'a>(week: &Week<'a>) -> Option<&'a [DayLoad]> {
    let is_whole = week.days.len() == WEEK_DAYS && week.days.iter().all(|day| day.known);
    let follows = week.days.windows(2).all(|pair| match pair {
        [a, b] => days_after(a.date, b.date) == 1,
        _ => false,
    });
    (is_whole && follows).then_some(week.days)
}

fn days_with(week: &Week<'_>, has: fn(&PainEntry) -> Option<bool>) -> Option<f64> {
    let (days, told) = yes_of(week.rows.iter().map(|row| has(row)));
    (told > 0).then_some(days as f64)
}

fn told(week: &Week<'_>, of: fn(&PainEntry) -> Option<f64>) -> Vec<f64> {
    week.rows.iter().filter_map(|row| of(row)).collect()
}

fn middle(week: &Week<'_>, of: fn(&PainEntry) -> Option<f64>) -> Option<f64> {
    let told = told(week, of);
    signal::median(&told).filter(|_| told.len() >= FEWEST_TOLD)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{
        load::{self, CoveredDays, RunLoad},
        pain::{ColumnMap, read},
    };

    const FIRST: Date = date(2026, 1, 5);

    fn day(i: i32) -> Date {
        shifted(FIRST, i).unwrap()
    }

    /// Twelve weeks: two of lifting in weeks 2, 5 and 11, and flares that begin on the first day of
    /// weeks 6 and 12. A run of 5 km each Monday, 10 km in weeks 5 and 11.
    fn history() -> (PainLog, Vec<DayLoad>) {
        let rows = (0..84).fold(String::new(), |rows, i| {
            let (week, of_week) = (i / 7, i % 7);
            let pain = if [42, 43, 84].contains(&i) { 6 } else { 1 };
            let lifts = [2, 5, 11].contains(&week) && [1, 4].contains(&of_week);
            rows + &format!("{},{pain},{}\n", day(i), if lifts { "lifting" } else { "none" })
        });
        let text = format!("date,pain_morning,other_load\n{rows}{},6,\n", day(84));
        let log = read(text.as_bytes(), &ColumnMap::default(), "log").unwrap();
        let runs: Vec<RunLoad> = (0..12)
            .map(|week| RunLoad {
                distance_m: Some(if [5, 11].contains(&week) { 10_000.0 } else { 5_000.0 }),
                ..RunLoad::on(day(7 * week))
            })
            .collect();
        let coverage = CoveredDays::declared([(day(0), day(90))]);
        let history =
            load::LoadHistory { runs: &runs, coverage: &coverage, log: &log, unwell: &[] };
        let days = load::days(&history);
        (log, days)
    }

    fn exposure<'a>(found: &'a WeekBefore, key: &str) -> &'a BeforeFlare {
        found.exposures.iter().find(|it| it.key == key).unwrap()
    }

    #[test]
    fn each_exposure_has_how_often_it_was_so_and_how_often_a_flare_followed() {
        let (log, days) = history();
        let found = week_before(&log, &days, day(84)).unwrap();
        assert_eq!((found.first, found.last), (day(77), day(83)));
        let lifting = exposure(&found, "lifting_days");
        assert_eq!(
            (lifting.value, lifting.weeks_like_it, lifting.followed, lifting.weeks_known),
            (2.0, 2, 1, 11)
        );
        let distance = exposure(&found, "distance_km");
        assert_eq!((distance.value, distance.usual, distance.calm), (10.0, Some(5.0), Some(5.0)));
        assert_eq!((distance.weeks_like_it, distance.followed), (1, 1));
        // What did not rise is there too, with the weeks that had none of it either.
        let travel = exposure(&found, "travel_days");
        assert_eq!((travel.value, travel.weeks_like_it, travel.followed), (0.0, 11, 1));
        assert!(!found.exposures.iter().any(|it| it.key == "stress_0_10"), "never logged");
    }

    #[test]
    fn the_calm_stretch_is_the_latest_week_without_a_flare_in_it_or_after_it() {
        let (log, days) = history();
        let found = week_before(&log, &days, day(84)).unwrap();
        assert_eq!(found.calm, Some((day(70), day(76))));
        let sixth = week_before(&log, &days, day(42)).unwrap();
        assert_eq!(sixth.calm, Some((day(28), day(34))));
        assert_eq!(exposure(&sixth, "lifting_days").weeks_known, 5);
    }

    #[test]
    fn a_week_with_a_day_that_is_not_known_has_no_distance() {
        let (log, mut days) = history();
        days[80].known = false;
        let found = week_before(&log, &days, day(84)).unwrap();
        assert!(!found.exposures.iter().any(|it| it.key == "distance_km"));
        assert!((exposure(&found, "lifting_days").value - 2.0).abs() < 1e-12);
    }
}

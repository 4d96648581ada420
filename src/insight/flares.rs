//! Is it the running at all? Flares, how many came without a run in the two days before, and what
//! else the log says of the day before them.

use std::cmp::Ordering;

use jiff::civil::Date;

use crate::{
    model::{
        PainEntry, PainScore,
        calendar::{each_day, shifted},
    },
    page::{BesideDays, BesideLevel, Crossover, Flares},
    pain::PainLog,
    signal,
};

use super::{
    diary::yes_of,
    flare_spans::{Marks, spans},
};

/// Flares that the comparison with other days of the month needs, and sets that differ.
const FEWEST_ONSETS: usize = 8;
const FEWEST_DISCORDANT: usize = 5;
/// Probabilities closer than this are the same one.
const SAME: f64 = 1e-9;

/// What the log may tell beside running, as its words.
type Has = fn(&PainEntry) -> Option<bool>;
const BESIDE: [(&str, Has); 5] = [
    ("long sitting", |entry| entry.had_load("sitting_long")),
    ("lifting", |entry| entry.had_load("lifting")),
    ("travel", |entry| entry.had_load("travel")),
    ("other sport", |entry| entry.had_load("other_sport")),
    ("strength exercises", PainEntry::had_exercises),
];

/// Levels the log may tell, with their units.
type Level = fn(&PainEntry) -> Option<f64>;
const LEVELS: [(&str, &str, Level); 2] = [
    ("stress", "of 10", |entry| entry.stress.map(PainScore::value)),
    ("sleep", "h", |entry| entry.sleep_h),
];

/// The flares up to a day, and what stood beside them; none without one. `ran` tells whether a day
/// had a run, where the export speaks for the day.
pub fn flares(log: &PainLog, until: Date, ran: impl Fn(Date) -> Option<bool>) -> Option<Flares> {
    let onsets = onsets(log, until);
    if onsets.is_empty() {
        return None;
    }
    let without_run = |morning: &Date| -> Option<bool> {
        let days = [shifted(*morning, -1)?, shifted(*morning, -2)?];
        match days.map(&ran) {
            [Some(true), _] | [_, Some(true)] => Some(false),
            [Some(false), Some(false)] => Some(true),
            [None, _] | [_, None] => None,
        }
    };
    let (alone, judged) = yes_of(onsets.iter().map(without_run));
    let (mornings_alone, mornings) = yes_of(logged_mornings(log, until).iter().map(without_run));
    let (before, other) = days_before(log, until, &onsets);
    Some(Flares {
        judged,
        without_run: alone,
        mornings,
        mornings_without_run: mornings_alone,
        beside: beside(&before, &other),
        levels: levels(&before, &other),
        crossover: crossover(&onsets, &ran),
        onsets,
    })
}

fn logged_mornings(log: &PainLog, until: Date) -> Vec<Date> {
    let Some(first) = log.first_day() else { return Vec::new() };
    log.days(first, until).filter(|day| day.pain_morning.is_some()).map(|day| day.date).collect()
}

/// The first mornings of flares by the diary's own rule, whatever is marked: see [`spans`].
pub fn onsets(log: &PainLog, until: Date) -> Vec<Date> {
    spans(log, until, Marks::Unread).into_iter().map(|span| span.first).collect()
}

/// The log's rows of days before flares, and of all other days.
fn days_before<'a>(
    log: &'a PainLog,
    until: Date,
    onsets: &[Date],
) -> (Vec<&'a PainEntry>, Vec<&'a PainEntry>) {
    let before: Vec<Date> = onsets.iter().filter_map(|day| shifted(*day, -1)).collect();
    let first = log.first_day().unwrap_or(until);
    log.days(first, until).partition(|row| before.contains(&row.date))
}

fn beside(before: &[&PainEntry], other: &[&PainEntry]) -> Vec<BesideDays> {
    let count = |rows: &[&PainEntry], has: Has| yes_of(rows.iter().map(|row| has(row)));
    BESIDE
        .iter()
        .map(|(name, has)| BesideDays {
            name,
            before_flares: count(before, *has),
            other_days: count(other, *has),
        })
        .filter(|row| row.before_flares.0 + row.other_days.0 > 0)
        .collect()
}

fn levels(before: &[&PainEntry], other: &[&PainEntry]) -> Vec<BesideLevel> {
    let middle = |rows: &[&PainEntry], of: Level| {
        let told: Vec<f64> = rows.iter().filter_map(|row| of(row)).collect();
        Some((signal::median(&told)?, told.len()))
    };
    LEVELS
        .iter()
        .map(|(name, unit, of)| BesideLevel {
            name,
            unit,
            before_flares: middle(before, *of),
            other_days: middle(other, *of),
        })
        .filter(|row| row.before_flares.is_some() || row.other_days.is_some())
        .collect()
}

/// One flare: whether there was a run the day before, and on how many of the other same weekdays
/// of that month.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Set {
    ran: bool,
    ran_else: usize,
    others: usize,
}

impl Set {
    fn size(self) -> f64 {
        (1 + self.others) as f64
    }

    fn ran_share(self) -> f64 {
        (usize::from(self.ran) + self.ran_else) as f64 / self.size()
    }

    /// Whether the days of the set differ at all.
    fn is_discordant(self) -> bool {
        let share = self.ran_share();
        share > SAME && share < 1.0 - SAME
    }
}

/// The day before each flare against the same weekdays of its month (time-stratified
/// case-crossover: Maclure 1991, Am J Epidemiol 133:144); none under eight flares.
fn crossover(onsets: &[Date], ran: &impl Fn(Date) -> Option<bool>) -> Option<Crossover> {
    if onsets.len() < FEWEST_ONSETS {
        return None;
    }
    let sets: Vec<Set> = onsets.iter().filter_map(|onset| set(*onset, ran)).collect();
    let discordant = sets.iter().filter(|set| set.is_discordant()).count();
    let enough = discordant >= FEWEST_DISCORDANT;
    Some(Crossover {
        sets: sets.len(),
        discordant,
        ran_before: sets.iter().filter(|set| set.ran).count(),
        ran_else: sets
            .iter()
            .fold((0, 0), |(ran, all), set| (ran + set.ran_else, all + set.others)),
        odds_ratio: odds_ratio(&sets).filter(|_| enough),
        p: enough.then(|| exact_p(&sets)),
    })
}

fn set(onset: Date, ran: &impl Fn(Date) -> Option<bool>) -> Option<Set> {
    let day = shifted(onset, -1)?;
    let same_weekday = |other: &Date| other.weekday() == day.weekday() && *other != day;
    let others: Vec<bool> = each_day(day.first_of_month(), day.last_of_month())
        .filter(same_weekday)
        .filter_map(ran)
        .collect();
    let ran_else = others.iter().filter(|ran| **ran).count();
    (!others.is_empty())
        .then(|| Some(Set { ran: ran(day)?, ran_else, others: others.len() }))
        .flatten()
}

/// The odds ratio of Mantel & Haenszel over the sets; none where it has no finite value.
fn odds_ratio(sets: &[Set]) -> Option<f64> {
    let sum = |of: &dyn Fn(&Set) -> f64| sets.iter().map(|set| of(set) / set.size()).sum::<f64>();
    let with = sum(&|set| if set.ran { (set.others - set.ran_else) as f64 } else { 0.0 });
    let without = sum(&|set| if set.ran { 0.0 } else { set.ran_else as f64 });
    (without > 0.0).then(|| with / without)
}

/// How often as unlikely a count of runs the day before, or a less likely one, would come about
/// if the flare stood before any day of its set alike.
fn exact_p(sets: &[Set]) -> f64 {
    let mut chance = vec![1.0];
    for set in sets {
        let share = set.ran_share();
        let mut next = vec![0.0; chance.len() + 1];
        for (count, p) in chance.iter().enumerate() {
            next[count] += p * (1.0 - share);
            next[count + 1] += p * share;
        }
        chance = next;
    }
    let seen = chance[sets.iter().filter(|set| set.ran).count()];
    let p: f64 =
        chance.iter().filter(|p| p.total_cmp(&(seen * (1.0 + 1e-7))) != Ordering::Greater).sum();
    p.clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::pain::{ColumnMap, read};

    /// A log from 1 March on: mornings at 2, but for these.
    fn log(days: i32, except: &[(i32, f64)], extra: impl Fn(i32) -> &'static str) -> PainLog {
        let rows: Vec<String> = (0..days)
            .map(|i| {
                let day = shifted(date(2026, 3, 1), i).unwrap();
                let pain = except.iter().find(|(at, _)| *at == i).map_or(2.0, |(_, pain)| *pain);
                format!("{day},{pain},{}\n", extra(i))
            })
            .collect();
        let text = format!("date,pain_morning,other_load\n{}", rows.concat());
        read(text.as_bytes(), &ColumnMap::default(), "log").unwrap()
    }

    fn day(i: i32) -> Date {
        shifted(date(2026, 3, 1), i).unwrap()
    }

    #[test]
    fn a_flare_is_its_first_morning_after_three_that_were_not() {
        let flares = [(3, 6.0), (20, 4.0), (21, 5.0), (23, 4.5), (40, 3.5), (50, 4.0)];
        let log = log(60, &flares, |_| "");
        // The fourth day has no usual level yet; days 21 and 23 belong to the flare of day 20; 3.5
        // is under two points.
        assert_eq!(onsets(&log, day(59)), [day(20), day(50)]);
        assert_eq!(onsets(&log, day(49)), [day(20)]);
    }

    #[test]
    fn flares_without_a_run_in_two_days_are_counted_beside_all_mornings() {
        let log = log(60, &[(20, 5.0), (40, 5.0), (50, 5.0)], |i| match i {
            19 | 39 => "sitting_long",
            _ => "none",
        });
        // A run on day 38 only; of day 49 the export knows nothing.
        let ran = |at: Date| (at != day(49)).then_some(at == day(38));
        let found = flares(&log, day(59), ran).unwrap();
        assert_eq!((found.onsets.len(), found.judged, found.without_run), (3, 2, 1));
        // All but the two after day 38 and the two after day 49.
        assert_eq!((found.mornings, found.mornings_without_run), (58, 56));
        assert_eq!(found.beside.len(), 1);
        assert_eq!(found.beside[0].before_flares, (2, 3));
        assert_eq!(found.beside[0].other_days, (0, 57));
        assert_eq!((found.crossover, found.levels.len()), (None, 0));
    }

    #[test]
    fn no_flare_is_no_panel() {
        assert_eq!(flares(&log(40, &[], |_| ""), day(39), |_| Some(false)), None);
    }

    #[test]
    fn the_odds_ratio_and_its_p_are_those_worked_by_hand() {
        // Six sets of one day before a flare and three others; each has one run, five of them the
        // day before: with = 5·3/4, without = 1·1/4, so 15. Under chance each has 1/4:
        // P(5) + P(6) = 6·(1/4)^5·(3/4) + (1/4)^6 = 19/4096, and no count is as unlikely below.
        let set = |ran: bool| Set { ran, ran_else: usize::from(!ran), others: 3 };
        let sets: Vec<Set> = [true, true, true, true, true, false].map(set).to_vec();
        assert!((odds_ratio(&sets).unwrap() - 15.0).abs() < 1e-12);
        assert!((exact_p(&sets) - 19.0 / 4096.0).abs() < 1e-12);
        assert!(sets.iter().all(|set| set.is_discordant()));
        assert!(!Set { ran: true, ran_else: 3, others: 3 }.is_discordant());
        assert_eq!(odds_ratio(&[set(true)]), None);
    }

    #[test]
    fn the_odds_ratio_is_that_of_statsmodels() {
        let text = include_str!("../../tests/oracles/pairs_and_blocks.json");
        let oracle: serde_json::Value = serde_json::from_str(text).unwrap();
        let sets: Vec<Set> = oracle["sets"]
            .as_array()
            .unwrap()
            .iter()
            .map(|set| {
                let at = |i: usize| usize::try_from(set[i].as_u64().unwrap()).unwrap();
                Set { ran: at(0) == 1, ran_else: at(1), others: at(2) }
            })
            .collect();
        let expected = oracle["odds_ratio"].as_f64().unwrap();
        assert!((odds_ratio(&sets).unwrap() - expected).abs() < 1e-12);
    }

    #[test]
    fn eight_flares_are_set_against_the_same_weekdays_of_their_month() {
        let at: Vec<i32> = (0..8).map(|k| 20 + 16 * k).collect();
        let high: Vec<(i32, f64)> = at.iter().map(|day| (*day, 6.0)).collect();
        let log = log(150, &high, |_| "");
        let ran = |on: Date| Some(at.iter().any(|i| day(*i - 1) == on));
        let found = flares(&log, day(149), ran).unwrap().crossover.unwrap();
        assert_eq!((found.sets, found.discordant, found.ran_before), (8, 8, 8));
        assert_eq!((found.ran_else.0, found.odds_ratio), (0, None));
        assert!(found.p.unwrap() < 0.001);
    }
}

//! What the diary holds beside pain, of a period: levels, kinds with their counts by week, nights,
//! visits with their words, and pain by the clock.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::{
    model::{
        PainEntry, PainScore,
        calendar::{monday_of, shifted},
        phrases_in, words_in,
    },
    page::{Habits, Kinds, Level, Nights, OwnWords, Sitting},
    pain::PainLog,
    signal,
};

/// Nights of so many hours are what adults are advised (Watson et al. 2015, 10.5665/sleep.4716).
const NIGHT_H: std::ops::RangeInclusive<f64> = 7.0..=9.0;
/// Confidence stays low when the middle of four weeks is at most this, of so many answers.
const LOW_CONFIDENCE: f64 = 4.0;
const FEWEST_ANSWERS: usize = 8;
const FOUR_WEEKS: i32 = 28;
/// Sitting is told over so many days, from so many pairs of a day and its next morning on each side.
const SITTING_DAYS: i32 = 84;
const FEWEST_A_SIDE: usize = 5;

/// What may stand beside confidence that stays low.
pub const ON_CONFIDENCE: &str = "Being wary of running again after pain is common. Mental-health \
                                 professionals who know sport can help with it.";

type OfLevel = fn(&PainEntry) -> Option<f64>;
const LEVELS: &[(&str, OfLevel)] = &[
    ("function_0_10", |row| row.function.map(PainScore::value)),
    ("stress", |row| row.stress.map(PainScore::value)),
    ("energy", |row| row.energy.map(PainScore::value)),
    ("mood", |row| row.mood.map(PainScore::value)),
    ("confidence", |row| row.confidence.map(PainScore::value)),
    ("rpe", |row| row.rpe.map(PainScore::value)),
    ("sleep_h", |row| row.sleep_h),
    ("sitting_h", |row| row.sitting_h),
    ("hydration_l", |row| row.hydration_l),
    ("run_min", |row| row.run_min),
    ("run_km", |row| row.run_km),
    ("work_lost_h", |row| row.work_lost_h),
];

type OfKind = fn(&PainEntry) -> Option<String>;
const KINDS: &[(&str, OfKind)] = &[
    ("quality", |row| {
        let words: Vec<&str> = row.quality.iter().map(|quality| quality.key()).collect();
        (!words.is_empty()).then(|| words.join("+"))
    }),
    ("strength_mob", |row| row.strength_mob.clone()),
    ("cross_training", |row| row.cross_training.clone()),
    ("warm_up", |row| row.warm_up.clone()),
    ("cool_down", |row| row.cool_down.clone()),
    ("recovery", |row| row.recovery.clone()),
    ("other_load", |row| row.other_load.clone()),
    ("posture", |row| row.posture.clone()),
    ("dose_change", |row| row.dose_change.clone()),
];

type OfWords = fn(&PainEntry) -> Option<&str>;
const OWN_WORDS: [(&str, OfWords); 2] =
    [("aggravating", |row| row.aggravating.as_deref()), ("easing", |row| row.easing.as_deref())];

/// What a period's rows hold beside pain; none where it has no row.
pub fn habits(log: &PainLog, (first, last): (Date, Date)) -> Option<Habits> {
    let rows: Vec<&PainEntry> = log.days(first, last).collect();
    if rows.is_empty() {
        return None;
    }
    let timed = log.entries().iter().filter(|row| (first..=last).contains(&row.date));
    Some(Habits {
        levels: LEVELS.iter().filter_map(|(key, of)| level(key, &rows, *of)).collect(),
        kinds: KINDS.iter().filter_map(|(key, of)| kinds(key, &rows, *of)).collect(),
        nights: nights(&rows),
        treatments: rows
            .iter()
            .filter_map(|row| Some((row.date, row.treatment.clone()?)))
            .collect(),
        own_words: OWN_WORDS.iter().filter_map(|(key, of)| own_words(key, &rows, *of)).collect(),
        by_the_clock: timed
            .filter_map(|row| Some((row.date, row.time_local?, row.worst()?)))
            .collect(),
        worst: rows.iter().filter_map(|row| Some((row.date, row.worst()?))).collect(),
        confidence_stays_low: confidence_stays_low(log, last),
        sitting: sitting(log, last),
        months: Vec::new(),
    })
}

fn level(key: &'static str, rows: &[&PainEntry], of: OfLevel) -> Option<Level> {
    let days: Vec<(Date, f64)> = rows.iter().filter_map(|row| Some((row.date, of(row)?))).collect();
    let values: Vec<f64> = days.iter().map(|day| day.1).collect();
    let range = (signal::smallest(&values)?, signal::largest(&values)?);
    Some(Level { key, median: signal::median(&values)?, range, days })
}

fn kinds(key: &'static str, rows: &[&PainEntry], of: OfKind) -> Option<Kinds> {
    let (mut days, mut weeks) = (BTreeMap::<String, usize>::new(), BTreeMap::new());
    for row in rows {
        let Some(cell) = of(row) else { continue };
        let week: &mut (usize, usize) = weeks.entry(monday_of(row.date)).or_default();
        week.0 += usize::from(cell != "none");
        week.1 += 1;
        for word in words_in(&cell) {
            *days.entry(word.to_owned()).or_default() += 1;
        }
    }
    let mut days: Vec<(String, usize)> = days.into_iter().collect();
    days.sort_by_key(|(_, days)| std::cmp::Reverse(*days));
    let weeks = weeks.into_iter().map(|(monday, (with, told))| (monday, with, told)).collect();
    (!days.is_empty()).then_some(Kinds { key, days, weeks })
}

/// Each phrase on how many days, whatever its letters' case; of as many, the one written first.
fn own_words(key: &'static str, rows: &[&PainEntry], of: OfWords) -> Option<OwnWords> {
    let mut days = Vec::new();
    // Where each phrase stands among those found, and the last day that has it.
    let mut known: BTreeMap<String, (usize, Date)> = BTreeMap::new();
    let mut phrases: Vec<(String, usize)> = Vec::new();
    for row in rows {
        let written = phrases_in(of(row).unwrap_or_default());
        if !written.is_empty() {
            days.push(row.date);
        }
        for phrase in written {
            let words = phrase.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
            let place = known.entry(words).or_insert_with(|| {
                phrases.push((phrase.to_owned(), 0));
                (phrases.len() - 1, Date::MIN)
            });
            // Twice on a day is once.
            let is_new = std::mem::replace(&mut place.1, row.date) != row.date;
            if let Some((_, days)) = phrases.get_mut(place.0).filter(|_| is_new) {
                *days += 1;
            }
        }
    }
    phrases.sort_by_key(|(_, days)| std::cmp::Reverse(*days));
    (!days.is_empty()).then_some(OwnWords { key, days, phrases })
}

fn nights(rows: &[&PainEntry]) -> Nights {
    let mut nights = Nights::default();
    for hours in rows.iter().filter_map(|row| row.sleep_h) {
        if hours < *NIGHT_H.start() {
            nights.under_7_h += 1;
        } else if hours > *NIGHT_H.end() {
            nights.over_9_h += 1;
        } else {
            nights.within += 1;
        }
    }
    nights
}

/// The mornings after days of much and of little sitting, parted at the median of twelve weeks.
fn sitting(log: &PainLog, last: Date) -> Option<Sitting> {
    let rows = log.days(shifted(last, 1 - SITTING_DAYS)?, last);
    let pair = |row: &PainEntry| {
        let next = log.next_morning(row.date).filter(|_| row.date < last)?;
        Some((row.sitting_h?, next.value()))
    };
    let pairs: Vec<(f64, f64)> = rows.filter_map(pair).collect();
    let parted_at_h = signal::median(&pairs.iter().map(|pair| pair.0).collect::<Vec<f64>>())?;
    let mornings = |is_more: bool| {
        let of = pairs.iter().filter(|pair| (pair.0 > parted_at_h) == is_more);
        let mornings: Vec<f64> = of.map(|pair| pair.1).collect();
        let mean = mornings.iter().sum::<f64>() / mornings.len() as f64;
        (mornings.len() >= FEWEST_A_SIDE).then_some((mean, mornings.len()))
    };
    Some(Sitting { parted_at_h, after_more: mornings(true)?, after_less: mornings(false)? })
}

fn confidence_stays_low(log: &PainLog, last: Date) -> bool {
    let Some(first) = shifted(last, 1 - FOUR_WEEKS) else { return false };
    let rows = log.days(first, last);
    let told: Vec<f64> = rows.filter_map(|row| row.confidence.map(PainScore::value)).collect();
    let median = signal::median(&told).filter(|_| told.len() >= FEWEST_ANSWERS);
    median.is_some_and(|median| median <= LOW_CONFIDENCE)
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Time, date, time};

    use super::*;
    use crate::{
        insight::words::banned_words,
        pain::{ColumnMap, read},
    };

    const OCTOBER: (Date, Date) = (date(2026, 10, 1), date(2026, 10, 31));

    fn parsed(text: &str) -> PainLog {
        read(text.as_bytes(), &ColumnMap::default(), "log").unwrap()
    }

    #[test]
    fn kinds_are_counted_by_day_and_by_week() {
        // 5 and 12 October 2026 are Mondays.
        let log = parsed(
            "date,pain_morning,strength_mob\n2026-10-05,1,core+mobility\n2026-10-07,1,none\n\
             2026-10-11,1,core\n2026-10-12,1,\n2026-10-13,1,stretching\n",
        );
        let found = habits(&log, OCTOBER).unwrap();
        let strength = &found.kinds[0];
        let days: Vec<(&str, usize)> =
            strength.days.iter().map(|(word, days)| (word.as_str(), *days)).collect();
        assert_eq!(days, [("core", 2), ("mobility", 1), ("none", 1), ("stretching", 1)]);
        assert_eq!(strength.weeks, [(date(2026, 10, 5), 2, 3), (date(2026, 10, 12), 1, 1)]);
        assert_eq!((found.kinds.len(), found.levels.len()), (1, 0), "nothing else was logged");
    }

    #[test]
    fn the_worst_of_a_day_counts_whenever_it_was_and_keeps_its_time() {
        let log = parsed(
            "date,time_local,pain_morning,pain_now,sleep_h,treatment\n2026-10-05,,2,,6.5,first visit\n\
             2026-10-05,18:30,,6,,\n2026-10-05,22:00,,3,,\n2026-10-06,,1,,9,\n2026-10-07,,1,,9.5,\n",
        );
        let found = habits(&log, OCTOBER).unwrap();
        let clock: Vec<(Time, f64)> =
            found.by_the_clock.iter().map(|(_, at, pain)| (*at, pain.value())).collect();
        assert_eq!(clock, [(time(18, 30, 0, 0), 6.0), (time(22, 0, 0, 0), 3.0)]);
        assert_eq!(found.worst[0].1.to_string(), "6");
        assert_eq!(found.nights, Nights { under_7_h: 1, within: 1, over_9_h: 1 });
        assert_eq!(found.treatments, [(date(2026, 10, 5), "first visit".to_owned())]);
    }

    #[test]
    fn own_words_are_counted_by_day_whatever_their_case_and_kept_as_first_written() {
        let log = parsed(
            "date,time_local,pain_morning,aggravating,easing\n2026-10-01,,1,Sitting; bending,\n\
             2026-10-02,,1,\"sitting, SITTING\",walking\n2026-10-03,,1,long  drives,\n\
             2026-10-04,08:00,,Long drives,\n2026-10-04,18:00,,sitting,\n2026-11-01,,1,lifting,\n",
        );
        let found = habits(&log, OCTOBER).unwrap().own_words;
        let told: Vec<(&str, usize, Vec<String>)> = found
            .iter()
            .map(|words| {
                let phrases = words.phrases.iter().map(|(phrase, days)| format!("{phrase} {days}"));
                (words.key, words.days.len(), phrases.collect())
            })
            .collect();
        let worse = ["Sitting 3", "long  drives 2", "bending 1"].map(str::to_owned).to_vec();
        assert_eq!(
            told,
            [("aggravating", 4, worse), ("easing", 1, vec!["walking 1".to_owned()])],
            "two entries of a day are both of it"
        );
    }

    #[test]
    fn confidence_stays_low_by_eight_answers_and_the_words_are_kind() {
        let log = |days: i8, confidence: u8| {
            let rows = (1..=days).fold(String::new(), |rows, day| {
                rows + &format!("2026-10-{day:02},1,{confidence}\n")
            });
            parsed(&format!("date,pain_morning,confidence\n{rows}"))
        };
        let low = |days, confidence| {
            habits(&log(days, confidence), OCTOBER).unwrap().confidence_stays_low
        };
        assert!(low(31, 3) && !low(31, 6) && !low(10, 3), "of 7 answers in the last four weeks");
        assert_eq!(banned_words(ON_CONFIDENCE), [""; 0]);
    }
}

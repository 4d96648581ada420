//! One cell of the diary: text into a checked value, and the value into its place.

use std::fmt;

use jiff::civil::{Date, Time};

use super::columns::{Kind, plain};
use crate::model::{
    BodySite, DayActivity, InjuryMark, LegSymptom, PainEntry, PainScore, RedFlag, Side,
};

/// The years in which a diary is believed; outside them a date is a slip of the pen.
const YEARS: std::ops::RangeInclusive<i16> = 1970..=2199;

/// A checked cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Date(Date),
    Time(Time),
    Score(PainScore),
    Amount(f64),
    Text(String),
    Site(BodySite),
    Side(Side),
    Activity(DayActivity),
    Injury(InjuryMark),
    Legs(Vec<LegSymptom>),
    RedFlags(Vec<RedFlag>),
}

/// Why a cell cannot be read: what it is not, and what is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) wrong: &'static str,
    pub(super) allowed: String,
}

/// Reads a cell that is not blank.
pub(super) fn read(kind: Kind, text: &str, date_format: Option<&str>) -> Result<Value, Refusal> {
    match kind {
        Kind::Date => date(text, date_format).map(Value::Date),
        Kind::Entered => moment(text, date_format).map(Value::Date),
        Kind::Time => time(text).map(Value::Time),
        Kind::NextMorning | Kind::Score(_) | Kind::Worst(_) => score(text).map(Value::Score),
        Kind::Amount(range, _) => amount(text, range).map(Value::Amount),
        Kind::Text(_) => Ok(Value::Text(text.to_owned())),
        Kind::Word(words, _) => word(text, words).map(Value::Text),
        Kind::Site => one(text, BodySite::ALL, BodySite::key).map(Value::Site),
        Kind::Side => side(text).map(Value::Side),
        Kind::Activity => one(text, DayActivity::ALL, DayActivity::key).map(Value::Activity),
        Kind::Injury => one(text, InjuryMark::ALL, InjuryMark::key).map(Value::Injury),
        Kind::Legs => legs(text).map(Value::Legs),
        Kind::RedFlags => several(text, RedFlag::ALL, RedFlag::key).map(Value::RedFlags),
    }
}

/// Puts a value into its place in an entry. Dates and times of the row itself stay outside.
pub(super) fn place(kind: Kind, value: Value, entry: &mut PainEntry) {
    match (kind, value) {
        (Kind::Score(field) | Kind::Worst(field), Value::Score(score)) => {
            *field(entry) = Some(score);
        }
        (Kind::NextMorning, Value::Score(score)) => entry.pain_morning = Some(score),
        (Kind::Amount(_, field), Value::Amount(amount)) => *field(entry) = Some(amount),
        (Kind::Text(field) | Kind::Word(_, field), Value::Text(text)) => {
            *field(entry) = Some(text);
        }
        (Kind::Entered, Value::Date(day)) => entry.entered_on = Some(day),
        (Kind::Site, Value::Site(site)) => entry.location = Some(site),
        (Kind::Side, Value::Side(side)) => entry.side = Some(side),
        (Kind::Activity, Value::Activity(activity)) => entry.activity = Some(activity),
        (Kind::Injury, Value::Injury(mark)) => entry.injury = Some(mark),
        (Kind::Legs, Value::Legs(legs)) => entry.legs = legs,
        (Kind::RedFlags, Value::RedFlags(flags)) => entry.red_flags = flags,
        _ => {}
    }
}

/// Adds to a day what a timed row of it says, where the day does not say it already.
pub(super) fn absorb(kind: Kind, day: &mut PainEntry, timed: &mut PainEntry) {
    match kind {
        Kind::Date | Kind::Time | Kind::NextMorning => {}
        Kind::Entered => day.entered_on = day.entered_on.max(timed.entered_on),
        Kind::Score(field) => fill(field(day), field(timed).as_ref()),
        Kind::Worst(field) => {
            let worst = (*field(day)).max(*field(timed));
            *field(day) = worst;
        }
        Kind::Amount(_, field) => fill(field(day), field(timed).as_ref()),
        Kind::Text(field) | Kind::Word(_, field) => fill(field(day), field(timed).as_ref()),
        Kind::Site => fill(&mut day.location, timed.location.as_ref()),
        Kind::Side => fill(&mut day.side, timed.side.as_ref()),
        Kind::Activity => fill(&mut day.activity, timed.activity.as_ref()),
        Kind::Injury => fill(&mut day.injury, timed.injury.as_ref()),
        Kind::Legs => {
            unite(&mut day.legs, &timed.legs);
            // "None" holds for the whole day only while no row says otherwise.
            if day.legs.len() > 1 {
                day.legs.retain(|symptom| *symptom != LegSymptom::None);
            }
        }
        Kind::RedFlags => unite(&mut day.red_flags, &timed.red_flags),
    }
}

fn fill<T: Clone>(field: &mut Option<T>, other: Option<&T>) {
    if field.is_none() {
        *field = other.cloned();
    }
}

fn unite<T: Copy + Ord>(set: &mut Vec<T>, other: &[T]) {
    set.extend_from_slice(other);
    set.sort_unstable();
    set.dedup();
}

fn score(text: &str) -> Result<PainScore, Refusal> {
    number(text).and_then(|score| PainScore::new(score).ok()).ok_or_else(|| Refusal {
        wrong: "is not on the scale",
        allowed: "whole or half points from 0 to 10".to_owned(),
    })
}

fn amount(text: &str, (low, high): (f64, f64)) -> Result<f64, Refusal> {
    number(text).filter(|amount| (low..=high).contains(amount)).ok_or_else(|| Refusal {
        wrong: "is not in range",
        allowed: format!("a number from {low} to {high}"),
    })
}

/// A number in plain digits, with a decimal point or comma.
fn number(text: &str) -> Option<f64> {
    let plain_digits =
        text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+'));
    if plain_digits { text.replace(',', ".").parse().ok() } else { None }
}

fn date(text: &str, date_format: Option<&str>) -> Result<Date, Refusal> {
    // A spreadsheet may add a midnight to a date.
    let day = text.split(['T', ' ']).next().unwrap_or(text);
    let as_told = date_format.and_then(|format| Date::strptime(format, text).ok());
    match as_told.map_or_else(|| iso(day), Ok) {
        Ok(date) if YEARS.contains(&date.year()) => Ok(date),
        Ok(_) | Err(NotADay::Absent) => Err(no_date("is not a day that exists")),
        Err(NotADay::Unread) => Err(no_date("is not a date that can be read")),
    }
}

fn no_date(wrong: &'static str) -> Refusal {
    Refusal {
        wrong,
        allowed: "a day written as 2026-10-03, or as `date_format` in the config says".to_owned(),
    }
}

/// Why text is no day: it names one that does not exist, or none at all.
enum NotADay {
    Absent,
    Unread,
}

/// Year, month and day, in that order, with hyphens.
fn iso(text: &str) -> Result<Date, NotADay> {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return Err(NotADay::Unread) };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if year.len() != 4 || month.len() > 2 || day.len() > 2 || !parts.iter().all(|p| digits(p)) {
        return Err(NotADay::Unread);
    }
    match (year.parse(), month.parse(), day.parse()) {
        (Ok(year), Ok(month), Ok(day)) => {
            Date::new(year, month, day).map_err(|_no_such_day| NotADay::Absent)
        }
        _ => Err(NotADay::Unread),
    }
}

/// The day of a moment: a date, with or without a time behind it.
fn moment(text: &str, date_format: Option<&str>) -> Result<Date, Refusal> {
    let day = text.split(['T', ' ']).next().unwrap_or(text);
    date(text, date_format).or_else(|_| date(day, date_format))
}

fn time(text: &str) -> Result<Time, Refusal> {
    let parts: Vec<&str> = text.split(':').collect();
    let unsigned = |part: &str| {
        if (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()) {
            part.parse::<i8>().ok()
        } else {
            None
        }
    };
    let read = match parts.as_slice() {
        [hour, minute] => unsigned(hour).zip(unsigned(minute)).map(|(h, m)| (h, m, 0)),
        [hour, minute, second] => {
            unsigned(hour).zip(unsigned(minute)).zip(unsigned(second)).map(|((h, m), s)| (h, m, s))
        }
        _ => None,
    };
    read.and_then(|(h, m, s)| Time::new(h, m, s, 0).ok()).ok_or_else(|| Refusal {
        wrong: "is not a time of day",
        allowed: "hours and minutes, written as 06:30".to_owned(),
    })
}

fn word(text: &str, words: &[&'static str]) -> Result<String, Refusal> {
    one(text, words, |word| word).map(str::to_owned)
}

fn side(text: &str) -> Result<Side, Refusal> {
    let text = if plain(text) == "center" { "centre" } else { text };
    one(text, Side::ALL, Side::key)
}

/// The one of a closed set of words that the cell names.
fn one<T: Copy>(text: &str, all: &[T], key: fn(T) -> &'static str) -> Result<T, Refusal> {
    let text = plain(text);
    all.iter().copied().find(|word| key(*word) == text).ok_or_else(|| Refusal {
        wrong: "is not one of the words",
        allowed: listed(all.iter().map(|word| key(*word))),
    })
}

/// Words of a closed set, joined by `+`, each once and in the set's order.
fn several<T: Copy + Ord>(
    text: &str,
    all: &[T],
    key: fn(T) -> &'static str,
) -> Result<Vec<T>, Refusal> {
    let mut words = text
        .split('+')
        .map(|part| one(part, all, key))
        .collect::<Result<Vec<T>, Refusal>>()
        .map_err(|refusal| Refusal {
            allowed: format!("{}; several joined by +", refusal.allowed),
            ..refusal
        })?;
    words.sort_unstable();
    words.dedup();
    Ok(words)
}

fn legs(text: &str) -> Result<Vec<LegSymptom>, Refusal> {
    let legs = several(text, LegSymptom::ALL, LegSymptom::key)?;
    if legs.len() > 1 && legs.contains(&LegSymptom::None) {
        return Err(Refusal {
            wrong: "says none and something",
            allowed: "none alone, or symptoms joined by +".to_owned(),
        });
    }
    Ok(legs)
}

fn listed(words: impl Iterator<Item = impl fmt::Display>) -> String {
    words.map(|word| word.to_string()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;

    use super::*;

    #[test]
    fn dates_are_read_as_iso_or_as_the_config_says() {
        assert_eq!(date("2026-10-03", None).unwrap(), day(2026, 10, 3));
        assert_eq!(date("2026-10-03 00:00:00", None).unwrap(), day(2026, 10, 3));
        assert_eq!(date("3.10.2026", Some("%d.%m.%Y")).unwrap(), day(2026, 10, 3));
        assert_eq!(date("2026-10-03", Some("%d.%m.%Y")).unwrap(), day(2026, 10, 3));
        assert_eq!(date("2028-02-29", None).unwrap(), day(2028, 2, 29));
        assert_eq!(date("2026-02-29", None).unwrap_err().wrong, "is not a day that exists");
        assert_eq!(date("03/10/2026", None).unwrap_err().wrong, "is not a date that can be read");
        assert!(date("0026-10-03", None).is_err());
        assert!(date("+026-10-03", None).is_err());
    }

    #[test]
    fn scores_are_whole_or_half_points_with_point_or_comma() {
        assert_eq!(score("3,5").unwrap().to_string(), "3.5");
        assert_eq!(score("0").unwrap().to_string(), "0");
        for text in ["11", "3.3", "-1", "nan", "inf", "1e0", "three", "3 5", "½"] {
            assert!(score(text).is_err(), "{text}");
        }
    }

    #[test]
    fn words_are_read_in_any_case_and_with_spaces() {
        assert_eq!(one("Low Back", BodySite::ALL, BodySite::key).unwrap(), BodySite::LowBack);
        assert_eq!(side("center").unwrap(), Side::Centre);
        assert_eq!(legs("weak + above_knee").unwrap(), [LegSymptom::AboveKnee, LegSymptom::Weak]);
        assert!(legs("none+weak").is_err());
    }

    #[test]
    fn times_have_hours_and_minutes() {
        assert_eq!(time("6:05").unwrap(), Time::constant(6, 5, 0, 0));
        for text in ["24:00", "6", "6:60", "06:05:00:00", "-6:05", "noon"] {
            assert!(time(text).is_err(), "{text}");
        }
    }
}

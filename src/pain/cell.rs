//! One cell of the diary: text into a checked value, and the value into its place.

use std::fmt;

use jiff::{
    civil::{Date, Time},
    fmt::strtime::BrokenDownTime,
};

use super::{kind::Kind, names::plain};
use crate::model::{
    BodySite, DayActivity, InjuryMark, LegSymptom, PainEntry, PainQuality, PainScore, RedFlag, Side,
};

/// The years in which a diary is believed; outside them a date is a slip of the pen.
const YEARS: std::ops::RangeInclusive<i16> = 1970..=2199;

/// The least total of the Oswestry index above none, in per cent.
const LEAST_PERCENT: f64 = 2.0;

/// What is said of a cell that may hold several words.
const SEVERAL: &str = "; several joined by +";

/// The two answers of a plain question.
const YES_NO: &[&str] = &["yes", "no"];

/// What joins several words in a cell: ours, and those of forms' tick boxes.
const JOINTS: [char; 3] = ['+', ',', ';'];

/// A checked cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Date(Date),
    Time(Time),
    Score(PainScore),
    Amount(f64),
    Text(String),
    YesNo(bool),
    Quality(Vec<PainQuality>),
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
        Kind::Date | Kind::Entered => date(text, date_format).map(Value::Date),
        Kind::Time => time(text).map(Value::Time),
        Kind::NextMorning | Kind::Score(_) | Kind::Worst(_) => score(text).map(Value::Score),
        Kind::Amount(range, _) => {
            checked(number(text), kind, |amount| (range.0..=range.1).contains(amount))
        }
        Kind::Step(steps, _) => checked(number(text), kind, |amount| steps.contains(amount)),
        Kind::Percent(_) => {
            let bare = text.strip_suffix('%').map_or(text, str::trim_end);
            // Of ten answers of 0 to 5 the least total above none is 2 %. What lies between is a
            // share that a spreadsheet shows as a percentage.
            checked(number(bare), kind, |total| {
                *total == 0.0 || (LEAST_PERCENT..=100.0).contains(total)
            })
        }
        Kind::Text(_) | Kind::Phrases(_) => Ok(Value::Text(text.to_owned())),
        Kind::Word(words, _) => word(text, words).map(Value::Text),
        Kind::Words(words, _) => words_of(text, words).map(Value::Text),
        Kind::YesNo(_) => word(text, YES_NO).map(|word| Value::YesNo(word == "yes")),
        Kind::Quality => several(text, &PainQuality::ALL, PainQuality::key).map(Value::Quality),
        Kind::Site => one(text, &BodySite::ALL, BodySite::key).map(Value::Site),
        Kind::Side => side(text).map(Value::Side),
        Kind::Activity => one(text, &DayActivity::ALL, DayActivity::key).map(Value::Activity),
        Kind::Injury => one(text, &InjuryMark::ALL, InjuryMark::key).map(Value::Injury),
        Kind::Legs => legs(text).map(Value::Legs),
        Kind::RedFlags => red_flags(text).map(Value::RedFlags),
    }
}

/// What a cell may hold, in words.
pub(super) fn allowed(kind: Kind) -> String {
    match kind {
        Kind::Date | Kind::Entered => {
            "a day written as 2026-10-03, or as `date_format` in the config says".to_owned()
        }
        Kind::Time => "hours and minutes, written as 06:30".to_owned(),
        Kind::NextMorning | Kind::Score(_) | Kind::Worst(_) => {
            "whole or half points from 0 to 10".to_owned()
        }
        Kind::Amount((low, high), _) => format!("a number from {low} to {high}"),
        Kind::Step(steps, _) => listed(steps.iter()),
        Kind::Percent(_) => "0, or a number from 2 to 100".to_owned(),
        Kind::Text(_) => "any words".to_owned(),
        Kind::Phrases(_) => "short phrases, parted by ;, by lines or by commas".to_owned(),
        Kind::Word(words, _) => listed(words.iter()),
        Kind::Words(words, _) => listed(words.iter()) + SEVERAL,
        Kind::YesNo(_) => listed(YES_NO.iter()),
        Kind::Quality => listed(PainQuality::ALL.iter().map(|word| word.key())) + SEVERAL,
        Kind::Site => listed(BodySite::ALL.iter().map(|word| word.key())),
        Kind::Side => listed(Side::ALL.iter().map(|word| word.key())),
        Kind::Activity => listed(DayActivity::ALL.iter().map(|word| word.key())),
        Kind::Injury => listed(InjuryMark::ALL.iter().map(|word| word.key())),
        Kind::Legs => listed(LegSymptom::ALL.iter().map(|word| word.key())) + SEVERAL,
        Kind::RedFlags => listed(RedFlag::ALL.iter().map(|word| word.key())) + SEVERAL,
    }
}

/// The warning signs in a cell that as a whole cannot be read: what was meant by one word must not
/// hide the sign beside it. What cannot be read clears nothing.
pub(super) fn signs_in(text: &str) -> Vec<RedFlag> {
    let signs = text.split(JOINTS).filter_map(|part| one(part, &RedFlag::ALL, RedFlag::key).ok());
    signs.filter(|sign| *sign != RedFlag::Cleared).collect()
}

/// The leg symptoms in a cell that as a whole cannot be read. "None" is not one of them: what else
/// stands there may be a symptom.
pub(super) fn symptoms_in(text: &str) -> Vec<LegSymptom> {
    let symptoms =
        text.split(JOINTS).filter_map(|part| one(part, &LegSymptom::ALL, LegSymptom::key).ok());
    let mut symptoms: Vec<LegSymptom> =
        symptoms.filter(|symptom| *symptom != LegSymptom::None).collect();
    symptoms.sort_unstable();
    symptoms.dedup();
    symptoms
}

/// Puts a value into its place in an entry. Dates and times of the row itself stay outside.
pub(super) fn place(kind: Kind, value: Value, entry: &mut PainEntry) {
    match (kind, value) {
        (Kind::Score(field) | Kind::Worst(field), Value::Score(score)) => {
            *field(entry) = Some(score);
        }
        (Kind::NextMorning, Value::Score(score)) => entry.pain_morning = Some(score),
        (
            Kind::Amount(_, field) | Kind::Step(_, field) | Kind::Percent(field),
            Value::Amount(amount),
        ) => *field(entry) = Some(amount),
        (
            Kind::Text(field) | Kind::Phrases(field) | Kind::Word(_, field) | Kind::Words(_, field),
            Value::Text(text),
        ) => *field(entry) = Some(text),
        (Kind::YesNo(field), Value::YesNo(yes)) => *field(entry) = Some(yes),
        (Kind::Quality, Value::Quality(quality)) => entry.quality = quality,
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

fn score(text: &str) -> Result<PainScore, Refusal> {
    number(text).and_then(|score| PainScore::new(score).ok()).ok_or_else(|| Refusal {
        wrong: "is not on the scale",
        allowed: allowed(Kind::NextMorning),
    })
}

fn checked(
    amount: Option<f64>,
    kind: Kind,
    fits: impl FnOnce(&f64) -> bool,
) -> Result<Value, Refusal> {
    amount
        .filter(fits)
        .map(Value::Amount)
        .ok_or_else(|| Refusal { wrong: "is not in range", allowed: allowed(kind) })
}

/// A number in plain digits, with a decimal point or comma.
fn number(text: &str) -> Option<f64> {
    let plain_digits =
        text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+'));
    if plain_digits { text.replace(',', ".").parse().ok() } else { None }
}

/// A day, with or without a time behind it: spreadsheets add a midnight, forms the moment.
fn date(text: &str, date_format: Option<&str>) -> Result<Date, Refusal> {
    let as_told = date_format.and_then(|format| by_format(format, text));
    match as_told.unwrap_or_else(|| iso(text)) {
        Ok(date) if YEARS.contains(&date.year()) => Ok(date),
        Ok(_) | Err(NotADay::Absent) => {
            Err(Refusal { wrong: "is not a day that exists", allowed: allowed(Kind::Date) })
        }
        Err(NotADay::Unread) => {
            let format = if date_format.is_none() { likely_format(text) } else { None };
            let allowed = format.map_or_else(|| allowed(Kind::Date), in_the_config);
            Err(Refusal { wrong: "is not a date that can be read", allowed })
        }
    }
}

/// Whether a text is laid out as a day in figures, whichever figure is which.
pub(super) fn looks_like_a_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['-', '.', '/']).collect();
    let is_number = |part: &&str| {
        (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    parts.len() == 3 && parts.iter().all(is_number)
}

/// How a date with its year at the end may be written, in the letters of `date_format`. What stands
/// first is not guessed: only the runner knows whether 3/10 is of March or October.
fn likely_format(text: &str) -> Option<&'static str> {
    let day = text.split(parts_day_and_time).next()?;
    let separator = day.chars().find(|letter| !letter.is_ascii_digit())?;
    let parts: Vec<&str> = day.split(separator).collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let digits = parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    match (separator, lengths.as_slice()) {
        ('.', [1..=2, 1..=2, 4]) if digits => Some("\"%d.%m.%Y\""),
        ('-', [1..=2, 1..=2, 4]) if digits => Some("\"%d-%m-%Y\""),
        ('/', [1..=2, 1..=2, 4]) if digits => Some("\"%d/%m/%Y\" or \"%m/%d/%Y\""),
        _ => None,
    }
}

fn in_the_config(format: &str) -> String {
    format!(
        "a day written as 2026-10-03; for days like this one put date_format = {format} under \
         [pain] into backstride.toml"
    )
}

/// Why text is no day: it names one that does not exist, or none at all.
enum NotADay {
    Absent,
    Unread,
}

/// A day as the config says that it is written; none where the text is not written so.
fn by_format(format: &str, text: &str) -> Option<Result<Date, NotADay>> {
    let (parts, length) = BrokenDownTime::parse_prefix(format, text).ok()?;
    let rest = text.get(length..)?;
    if !rest.is_empty() && !rest.starts_with(parts_day_and_time) && !rest.starts_with(',') {
        return None;
    }
    Some(parts.to_date().map_err(|_no_such_day| NotADay::Absent))
}

fn parts_day_and_time(letter: char) -> bool {
    letter == 'T' || letter.is_whitespace()
}

/// Year, month and day, in that order, with hyphens, or slashes as forms' exports have them.
fn iso(text: &str) -> Result<Date, NotADay> {
    let day = text.split(parts_day_and_time).next().unwrap_or(text);
    let parts: Vec<&str> = day.split(['-', '/']).collect();
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

/// A time of day: alone, or at the end of a moment, `2026/10/03 8:15:23 PM GMT+2`.
fn time(text: &str) -> Result<Time, Refusal> {
    let mut words = text.split_whitespace();
    let clock = words.find(|word| word.contains(':'));
    let clock = clock.map(|word| word.split_once('T').map_or(word, |(_, clock)| clock));
    let half = match words.next().map(str::to_ascii_lowercase).as_deref() {
        None => Some(None),
        Some("am") => Some(Some(0)),
        Some("pm") => Some(Some(12)),
        Some(zone) if zone.starts_with("gmt") || zone.starts_with("utc") => Some(None),
        Some(_) => None,
    };
    clock
        .zip(half)
        .and_then(|(clock, half)| clock_time(clock, half))
        .ok_or_else(|| Refusal { wrong: "is not a time of day", allowed: allowed(Kind::Time) })
}

/// Hours, minutes and perhaps seconds; `half` is what the afternoon adds on a twelve-hour clock.
fn clock_time(text: &str, half: Option<i8>) -> Option<Time> {
    let unsigned = |part: &str| {
        let fits = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        if fits { part.parse::<i8>().ok() } else { None }
    };
    let parts = text.split(':').map(unsigned).collect::<Option<Vec<i8>>>()?;
    let (hour, minute, second) = match parts.as_slice() {
        [hour, minute] => (*hour, *minute, 0),
        [hour, minute, second] => (*hour, *minute, *second),
        _ => return None,
    };
    let hour = match half {
        None => hour,
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        Some(_) => return None,
    };
    Time::new(hour, minute, second, 0).ok()
}

fn word(text: &str, words: &[&'static str]) -> Result<String, Refusal> {
    one(text, words, |word| word).map(str::to_owned)
}

fn side(text: &str) -> Result<Side, Refusal> {
    let text = if plain(text) == "center" { "centre" } else { text };
    one(text, &Side::ALL, Side::key)
}

/// The one of a closed set of words that the cell names.
fn one<T: Copy>(text: &str, all: &[T], key: fn(T) -> &'static str) -> Result<T, Refusal> {
    let text = plain(text);
    all.iter().copied().find(|word| key(*word) == text).ok_or_else(|| Refusal {
        wrong: "is not one of the words",
        allowed: listed(all.iter().map(|word| key(*word))),
    })
}

/// Words of a closed set, joined by `+` or as forms join ticked boxes, each once and in the set's
/// order.
fn several<T: Copy + Ord>(
    text: &str,
    all: &[T],
    key: fn(T) -> &'static str,
) -> Result<Vec<T>, Refusal> {
    let mut words = text
        .split(JOINTS)
        .map(|part| one(part, all, key))
        .collect::<Result<Vec<T>, Refusal>>()
        .map_err(|refusal| Refusal { allowed: refusal.allowed + SEVERAL, ..refusal })?;
    words.sort_unstable();
    words.dedup();
    Ok(words)
}

/// The words of a cell as one text, each once and in the set's order; "none" stands alone.
fn words_of(text: &str, words: &[&'static str]) -> Result<String, Refusal> {
    let held = if is_none(text) { vec!["none"] } else { several(text, words, |word| word)? };
    let ordered: Vec<&str> = words.iter().copied().filter(|word| held.contains(word)).collect();
    if ordered.len() > 1 && ordered.contains(&"none") {
        return Err(none_and_something());
    }
    Ok(ordered.join("+"))
}

fn none_and_something() -> Refusal {
    Refusal {
        wrong: "says none and something",
        allowed: "none alone, or words joined by +".to_owned(),
    }
}

/// Warning signs; "none" and "no" are none of them, as a form's last box may say.
fn red_flags(text: &str) -> Result<Vec<RedFlag>, Refusal> {
    if is_none(text) {
        return Ok(Vec::new());
    }
    several(text, &RedFlag::ALL, RedFlag::key)
}

/// What people write for nothing at all.
pub(super) fn is_none(text: &str) -> bool {
    matches!(plain(text).as_str(), "none" | "no" | "nothing")
}

fn legs(text: &str) -> Result<Vec<LegSymptom>, Refusal> {
    if is_none(text) {
        return Ok(vec![LegSymptom::None]);
    }
    let legs = several(text, &LegSymptom::ALL, LegSymptom::key)?;
    if legs.len() > 1 && legs.contains(&LegSymptom::None) {
        return Err(none_and_something());
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
        assert_eq!(date("10/3/2026 20:15:23", Some("%m/%d/%Y")).unwrap(), day(2026, 10, 3));
        assert_eq!(date("10/3/2026", Some("%m/%d/%Y")).unwrap(), day(2026, 10, 3));
        assert_eq!(date("3 October 2026, 20:15", Some("%d %B %Y")).unwrap(), day(2026, 10, 3));
        assert_eq!(date("2026/10/03 8:15:23 PM GMT+2", None).unwrap(), day(2026, 10, 3));
        assert!(date("3.10.2026", Some("%d.%m.%y")).is_err(), "20 is not all of the year");
        let absent = date("30.2.2026", Some("%d.%m.%Y")).unwrap_err();
        assert_eq!(absent.wrong, "is not a day that exists");
        assert_eq!(date("2028-02-29", None).unwrap(), day(2028, 2, 29));
        assert_eq!(date("2026-02-29", None).unwrap_err().wrong, "is not a day that exists");
        assert_eq!(date("03/10/2026", None).unwrap_err().wrong, "is not a date that can be read");
        assert!(date("0026-10-03", None).is_err());
        let hint = |text| date(text, None).unwrap_err().allowed;
        assert!(hint("3.10.2026").contains("date_format = \"%d.%m.%Y\" under [pain]"));
        assert!(hint("3/10/2026 20:15").contains("\"%d/%m/%Y\" or \"%m/%d/%Y\" under [pain]"));
        assert_eq!(hint("soon"), allowed(Kind::Date));
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
        assert_eq!(one("Low Back", &BodySite::ALL, BodySite::key).unwrap(), BodySite::LowBack);
        assert_eq!(side("center").unwrap(), Side::Centre);
        assert_eq!(legs("weak + above_knee").unwrap(), [LegSymptom::AboveKnee, LegSymptom::Weak]);
        assert!(legs("none+weak").is_err());
        assert_eq!(legs("Weak, above knee").unwrap(), [LegSymptom::AboveKnee, LegSymptom::Weak]);
    }

    #[test]
    fn questionnaires_take_their_own_numbers_only() {
        let fits = |key: &str, text: &str| {
            let kind =
                super::super::columns::ROLL.iter().find(|column| column.key == key).unwrap().kind;
            read(kind, text, None).is_ok()
        };
        // The published values of the answers; a total of ten answers of 0 to 5 in per cent.
        assert!(["0", "8", "17", "25", "6", "13", "19"].iter().all(|text| fits("ostrc_q2", text)));
        assert!(["1", "26", "-8", "12"].iter().all(|text| !fits("ostrc_q2", text)));
        assert!(
            ["0", "2", "34", "34 %", "44,4", "100"].iter().all(|text| fits("odi_percent", text))
        );
        assert!(["0.34", "101", "-2"].iter().all(|text| !fits("odi_percent", text)));
        assert!(fits("psfs_1", "7") && !fits("psfs_1", "11"));
    }

    #[test]
    fn a_sign_is_seen_beside_a_word_that_is_none() {
        assert_eq!(signs_in("sadle + Fever"), [RedFlag::Fever]);
    }

    #[test]
    fn times_have_hours_and_minutes() {
        assert_eq!(time("6:05").unwrap(), Time::constant(6, 5, 0, 0));
        assert_eq!(time("2026/10/03 8:15:23 PM GMT+2").unwrap(), Time::constant(20, 15, 23, 0));
        assert_eq!(time("10/3/2026 12:05 AM").unwrap(), Time::constant(0, 5, 0, 0));
        // Some forms write a narrow no-break space before the half of the day.
        assert_eq!(time("8:15\u{202f}PM").unwrap(), Time::constant(20, 15, 0, 0));
        assert_eq!(time("2026-10-03T06:05").unwrap(), Time::constant(6, 5, 0, 0));
        for text in [
            "13:05 PM",
            "0:05 AM",
            "6:05 or so",
            "24:00",
            "6",
            "6:60",
            "06:05:00:00",
            "-6:05",
            "noon",
        ] {
            assert!(time(text).is_err(), "{text}");
        }
    }
}

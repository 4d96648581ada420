//! What the log holds beside pain, as a fold: levels with a small strip each, kinds with their weeks,
//! nights, visits, pain by the clock, and confidence over the months.

use crate::say::voice::{Spoken, Voice};
use jiff::civil::Date;

use crate::{
    draw::charts::ChartTable,
    insight::habits::ON_CONFIDENCE,
    model::PainScore,
    page::{Habits, Kinds, Level, MonthBeside, Sitting},
};

use crate::say::{
    own_words,
    words::{self, number},
};

/// Width and height of a strip, in its own units.
const STRIP: (f64, f64) = (124.0, 18.0);

/// The fold.
#[derive(Clone, Debug)]
pub(super) struct LogFold {
    /// One row a level.
    pub(super) levels: Vec<LevelRow>,
    /// The kinds, with a column for each week.
    pub(super) kinds: Option<ChartTable>,
    /// Sentences on nights and sitting.
    pub(super) lines: Vec<String>,
    /// Treatments and visits, with their words.
    pub(super) visits: Vec<(String, String)>,
    /// What makes the back worse and what eases it, with every phrase.
    pub(super) own_words: Vec<(&'static str, String)>,
    /// Pain with a time of its own.
    pub(super) clock: Option<ChartTable>,
    /// Confidence beside runs and pain, by month.
    pub(super) months: Option<ChartTable>,
}

/// A level of the log, in words and as a strip of days.
#[derive(Clone, Debug)]
pub(super) struct LevelRow {
    pub(super) name: &'static str,
    pub(super) middle: String,
    pub(super) range: String,
    pub(super) days: usize,
    /// What the strip shows, for those who cannot see it.
    pub(super) alt: String,
    /// x, y, width and height of each logged day.
    pub(super) bars: Vec<[String; 4]>,
}

impl LogFold {
    /// None where the log holds nothing beside pain.
    pub(super) fn of(page: Spoken<'_>) -> Option<LogFold> {
        let habits = page.habits.as_ref()?;
        let worst = worst(page, habits);
        let levels = worst.iter().chain(&habits.levels);
        let fold = LogFold {
            levels: levels.map(|level| level_row(page, level)).collect(),
            kinds: kinds(habits, page.voice),
            lines: lines(habits),
            visits: habits
                .treatments
                .iter()
                .map(|(day, words)| (page.voice.day(*day), words.clone()))
                .collect(),
            own_words: habits
                .own_words
                .iter()
                .map(|words| (own_words::name(words), own_words::in_full(words)))
                .collect(),
            clock: clock(habits, page.voice),
            months: months(&habits.months, page.voice),
        };
        let is_silent = fold.visits.is_empty() && fold.own_words.is_empty();
        let is_empty = fold.levels.is_empty() && fold.kinds.is_none() && is_silent;
        (!is_empty).then_some(fold)
    }
}

/// Confidence that stays low, in words; none where it does not, or cannot be told.
pub(super) fn on_confidence(page: Spoken<'_>) -> Option<String> {
    let habits = page.habits.as_ref().filter(|habits| habits.confidence_stays_low)?;
    let level = habits.level("confidence")?;
    Some(format!(
        "Confidence in running stays low: {} of 10 in the middle of {}. {ON_CONFIDENCE}",
        words::short(level.median),
        words::count(level.days.len(), "day")
    ))
}

/// The worst pain of each day as a level, where it tells more than the mornings: on some day it was
/// logged by the clock, or an hour after a run.
fn worst(page: Spoken<'_>, habits: &Habits) -> Option<Level> {
    let is_morning = |(day, pain): &(Date, PainScore)| {
        page.days.iter().any(|cell| cell.date == *day && cell.pain_morning == Some(*pain))
    };
    if habits.worst.iter().all(is_morning) {
        return None;
    }
    let days: Vec<_> = habits.worst.iter().map(|(day, pain)| (*day, pain.value())).collect();
    let mut values: Vec<f64> = days.iter().map(|day| day.1).collect();
    values.sort_by(f64::total_cmp);
    let range = (*values.first()?, *values.last()?);
    let (low, high) = (values.get((values.len() - 1) / 2)?, values.get(values.len() / 2)?);
    Some(Level { key: "worst", median: f64::midpoint(*low, *high), range, days })
}

/// The name of a level, its unit, and where its strip ends; none: at its own largest.
const fn level_words(key: &str) -> (&'static str, &'static str, Option<f64>) {
    match key.as_bytes() {
        b"worst" => ("Worst pain of the day", " of 10", Some(10.0)),
        b"function_0_10" => ("Main activity that is hard (10: no trouble)", " of 10", Some(10.0)),
        b"stress" => ("Stress", " of 10", Some(10.0)),
        b"energy" => ("Energy", " of 10", Some(10.0)),
        b"mood" => ("Mood", " of 10", Some(10.0)),
        b"confidence" => ("Confidence in running (10: no fear)", " of 10", Some(10.0)),
        b"rpe" => ("Effort of runs", " of 10", Some(10.0)),
        b"sleep_h" => ("Sleep", " h", Some(10.0)),
        b"sitting_h" => ("Sitting", " h", None),
        b"hydration_l" => ("Drunk", " l", None),
        b"run_min" => ("Minutes run, by the log", " min", None),
        b"run_km" => ("Kilometres run, by the log", " km", None),
        b"work_lost_h" => ("Work lost to the back", " h", None),
        _ => ("Other", "", None),
    }
}

fn level_row(page: Spoken<'_>, level: &Level) -> LevelRow {
    let (name, unit, top) = level_words(level.key);
    let top =
        top.map_or(level.range.1, |top| if level.range.1 > top { level.range.1 } else { top });
    let step = STRIP.0 / page.days.len().max(1) as f64;
    let bar = |(day, value): &(Date, f64)| {
        let at = page.days.iter().position(|cell| cell.date == *day)?;
        // What is nought was logged, and is a line on the ground.
        let height = 1.0 + if top > 0.0 { value / top * (STRIP.1 - 1.0) } else { 0.0 };
        let bar = [at as f64 * step, STRIP.1 - height, step * 0.72, height];
        Some(bar.map(|length| format!("{length:.1}")))
    };
    let (low, high) = (words::short(level.range.0), words::short(level.range.1));
    LevelRow {
        name,
        middle: format!("{}{unit}", words::short(level.median)),
        range: if low == high { low.clone() } else { format!("{low} to {high}") },
        days: level.days.len(),
        alt: format!("{name} by day, {low} to {high}{unit}"),
        bars: level.days.iter().filter_map(bar).collect(),
    }
}

/// The name of a kind.
fn kind_words(key: &str) -> &'static str {
    match key {
        "quality" => "What the pain is like",
        "strength_mob" => "Strength, core, mobility, stretching",
        "cross_training" => "Other training",
        "warm_up" => "Before runs",
        "cool_down" => "After runs",
        "recovery" => "To recover",
        "other_load" => "What else loaded the back",
        "posture" => "Sitting and standing",
        "dose_change" => "Change of medicines",
        _ => "Other",
    }
}

/// Each kind with its words and how many days they were logged, and by week the days with anything of it.
fn kinds(habits: &Habits, voice: Voice) -> Option<ChartTable> {
    let mut mondays: Vec<Date> =
        habits.kinds.iter().flat_map(|kinds| &kinds.weeks).map(|week| week.0).collect();
    mondays.sort_unstable();
    mondays.dedup();
    let mut head = vec!["what".to_owned(), "days".to_owned()];
    head.extend(mondays.iter().map(|monday| format!("from {}", voice.day_short(*monday))));
    let row = |kinds: &Kinds| {
        let said = |(word, days): &(String, usize)| format!("{} {days}", word.replace('_', " "));
        let days: Vec<String> = kinds.days.iter().map(said).collect();
        let mut row = vec![kind_words(kinds.key).to_owned(), days.join(", ")];
        row.extend(mondays.iter().map(|monday| {
            let week = kinds.weeks.iter().find(|week| week.0 == *monday);
            week.map_or_else(String::new, |(_, with, told)| format!("{with} of {told}"))
        }));
        row
    };
    ChartTable { head, rows: habits.kinds.iter().map(row).collect() }.filled()
}

fn lines(habits: &Habits) -> Vec<String> {
    let nights = habits.nights;
    let all = nights.under_7_h + nights.within + nights.over_9_h;
    let of_nights = (all > 0).then(|| {
        format!(
            "Nights: {} of under 7 h, {} of 7 to 9 h, {} of over 9 h. Adults are advised 7 to 9 h \
             (Watson et al. 2015).",
            nights.under_7_h, nights.within, nights.over_9_h
        )
    });
    let of_sitting = habits.sitting.map(sitting);
    of_nights.into_iter().chain(of_sitting).collect()
}

/// Both ways, and no word on which is better.
fn sitting(sitting: Sitting) -> String {
    let Sitting { parted_at_h, after_more, after_less } = sitting;
    format!(
        "Sitting, over twelve weeks: mornings after days of more than {} h {} of 10 ({}), after \
         days of that or less {} ({}). Some backs are easier sitting and some are worse; studies \
         found both.",
        words::short(parted_at_h),
        number(after_more.0, 1),
        words::count(after_more.1, "day"),
        number(after_less.0, 1),
        words::count(after_less.1, "day"),
    )
}

fn clock(habits: &Habits, voice: Voice) -> Option<ChartTable> {
    let head = ["day", "time", "worst pain told then"];
    ChartTable::of(head, &habits.by_the_clock, |(day, at, pain)| {
        let time = format!("{:02}:{:02}", at.hour(), at.minute());
        [voice.day(*day), time, pain.to_string()]
    })
    .filled()
}

fn months(months: &[MonthBeside], voice: Voice) -> Option<ChartTable> {
    let name = |month: &MonthBeside| match voice.day_number(month.first) {
        Some(_) => voice.days(month.first, month.last),
        None => format!("{} {}", words::month(month.first), month.first.year()),
    };
    let told = |value: Option<(f64, usize)>, noun: &str| {
        value.map_or_else(String::new, |(value, n)| {
            format!("{} ({})", number(value, 1), words::count(n, noun))
        })
    };
    let row = |month: &MonthBeside| {
        [
            name(month),
            told(month.confidence, "day"),
            month.run_days.to_string(),
            told(month.mornings, "morning"),
        ]
    };
    let head = ["month", "confidence, middle", "days with a run", "pain in the morning, mean"];
    ChartTable::of(head, months, row).filled()
}

#[cfg(test)]
mod tests;

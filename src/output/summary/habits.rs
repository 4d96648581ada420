//! What the log holds beside pain.

use jiff::civil::Date;
use serde::Serialize;

use super::Number;
use crate::page::{Habits, Kinds, Level, MonthBeside, Sitting};

/// Words on treatments stand on the page alone: here are their days.
#[derive(Serialize)]
pub(super) struct LogOut<'a> {
    levels: Vec<LevelOut>,
    kinds: Vec<KindsOut<'a>>,
    nights: NightsOut,
    treatments: Vec<Date>,
    by_the_clock: Vec<ClockOut>,
    worst: Vec<DayOut>,
    confidence_stays_low: bool,
    /// None where the safety box withholds it.
    sitting: Option<SittingOut>,
    months: Vec<MonthOut>,
}

impl<'a> LogOut<'a> {
    pub(super) fn of(habits: &'a Habits) -> LogOut<'a> {
        let nights = habits.nights;
        LogOut {
            levels: habits.levels.iter().map(LevelOut::of).collect(),
            kinds: habits.kinds.iter().map(KindsOut::of).collect(),
            nights: NightsOut {
                under_7_h: nights.under_7_h,
                within_7_to_9_h: nights.within,
                over_9_h: nights.over_9_h,
            },
            treatments: habits.treatments.iter().map(|(day, _)| *day).collect(),
            by_the_clock: habits
                .by_the_clock
                .iter()
                .map(|(date, time, pain)| ClockOut {
                    date: *date,
                    time: format!("{:02}:{:02}", time.hour(), time.minute()),
                    pain: Number(pain.value()),
                })
                .collect(),
            worst: habits
                .worst
                .iter()
                .map(|(date, pain)| DayOut { date: *date, value: Number(pain.value()) })
                .collect(),
            confidence_stays_low: habits.confidence_stays_low,
            sitting: habits.sitting.map(SittingOut::of),
            months: habits.months.iter().map(MonthOut::of).collect(),
        }
    }
}

#[derive(Serialize)]
struct DayOut {
    date: Date,
    value: Number,
}

#[derive(Serialize)]
struct LevelOut {
    column: &'static str,
    median: Number,
    least: Number,
    most: Number,
    days: Vec<DayOut>,
}

impl LevelOut {
    fn of(level: &Level) -> LevelOut {
        let day = |(date, value): &(Date, f64)| DayOut { date: *date, value: Number(*value) };
        LevelOut {
            column: level.key,
            median: Number(level.median),
            least: Number(level.range.0),
            most: Number(level.range.1),
            days: level.days.iter().map(day).collect(),
        }
    }
}

#[derive(Serialize)]
struct KindsOut<'a> {
    column: &'static str,
    words: Vec<WordOut<'a>>,
    weeks: Vec<WeekOut>,
}

#[derive(Serialize)]
struct WordOut<'a> {
    word: &'a str,
    days: usize,
}

#[derive(Serialize)]
struct WeekOut {
    monday: Date,
    days_with: usize,
    days_told: usize,
}

impl<'a> KindsOut<'a> {
    fn of(kinds: &'a Kinds) -> KindsOut<'a> {
        let week = |(monday, with, told): &(Date, usize, usize)| WeekOut {
            monday: *monday,
            days_with: *with,
            days_told: *told,
        };
        KindsOut {
            column: kinds.key,
            words: kinds.days.iter().map(|(word, days)| WordOut { word, days: *days }).collect(),
            weeks: kinds.weeks.iter().map(week).collect(),
        }
    }
}

#[derive(Serialize)]
struct NightsOut {
    under_7_h: usize,
    within_7_to_9_h: usize,
    over_9_h: usize,
}

#[derive(Serialize)]
struct ClockOut {
    date: Date,
    time: String,
    pain: Number,
}

#[derive(Serialize)]
struct SittingOut {
    parted_at_h: Number,
    morning_after_more: Number,
    days_of_more: usize,
    morning_after_less: Number,
    days_of_less: usize,
}

impl SittingOut {
    const fn of(sitting: Sitting) -> SittingOut {
        SittingOut {
            parted_at_h: Number(sitting.parted_at_h),
            morning_after_more: Number(sitting.after_more.0),
            days_of_more: sitting.after_more.1,
            morning_after_less: Number(sitting.after_less.0),
            days_of_less: sitting.after_less.1,
        }
    }
}

#[derive(Serialize)]
struct MonthOut {
    first: Date,
    confidence: Option<Number>,
    confidence_days: usize,
    morning: Option<Number>,
    mornings: usize,
    run_days: usize,
}

impl MonthOut {
    fn of(month: &MonthBeside) -> MonthOut {
        MonthOut {
            first: month.first,
            confidence: month.confidence.map(|(median, _)| Number(median)),
            confidence_days: month.confidence.map_or(0, |(_, days)| days),
            morning: month.mornings.map(|(mean, _)| Number(mean)),
            mornings: month.mornings.map_or(0, |(_, n)| n),
            run_days: month.run_days,
        }
    }
}

//! Google's table of nights: hours asleep on the day of waking, which its own offset tells.

use jiff::{
    Timestamp,
    civil::Date,
    tz::{Offset, TimeZone},
};

use super::times::{instant_ms, offset_s};
use crate::model::HealthDiary;

/// More nights than anybody has lived.
const MOST_NIGHTS: usize = 100_000;

/// Nobody sleeps longer in a day, in hours.
const SLEEP_MOST_H: f64 = 20.0;

/// Nights as they stand: from, to, hours asleep, day of waking where the row tells it.
#[derive(Debug, Default)]
pub(super) struct Nights {
    nights: Vec<(i64, i64, f64, Option<Date>)>,
}

impl Nights {
    /// Takes in a row. One without times or minutes is none.
    pub(super) fn take(&mut self, header: &csv::ByteRecord, record: &csv::ByteRecord) {
        let cell = |name: &str| {
            let at = header.iter().position(|column| column == name.as_bytes())?;
            std::str::from_utf8(record.get(at)?).ok().map(str::trim)
        };
        let minutes = cell("minutes_asleep").and_then(|it| it.parse::<f64>().ok());
        let at = |name| cell(name).and_then(instant_ms);
        let (Some(minutes), Some(from_ms), Some(to_ms)) =
            (minutes.filter(|it| *it > 0.0), at("sleep_start"), at("sleep_end"))
        else {
            return;
        };
        let hours = minutes / 60.0;
        if hours > SLEEP_MOST_H || to_ms < from_ms || self.nights.len() >= MOST_NIGHTS {
            return;
        }
        let day = cell("end_utc_offset").and_then(|offset| day(to_ms, offset));
        self.nights.push((from_ms, to_ms, hours, day));
    }

    /// Hours by day, which is told by `zone` where a row does not. Of two rows of one time the first
    /// counts.
    pub(super) fn settled(mut self, zone: Option<&TimeZone>) -> HealthDiary {
        self.nights.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
        let mut diary = HealthDiary::default();
        let mut slept_until_ms = i64::MIN;
        for (from_ms, to_ms, hours, day) in self.nights {
            let zoned = || Some(zone?.to_datetime(Timestamp::from_millisecond(to_ms).ok()?).date());
            let Some(day) = day.or_else(zoned) else {
                diary.undated = diary.undated.saturating_add(1);
                continue;
            };
            if from_ms >= slept_until_ms {
                *diary.sleep_h.entry(day).or_insert(0.0) += hours;
                slept_until_ms = to_ms;
            }
        }
        diary.sleep_h.retain(|_, hours| *hours <= SLEEP_MOST_H);
        diary
    }
}

fn day(at_ms: i64, offset: &str) -> Option<Date> {
    let offset = Offset::from_seconds(offset_s(offset)?).ok()?;
    let at = Timestamp::from_millisecond(at_ms).ok()?;
    Some(offset.to_datetime(at).date())
}

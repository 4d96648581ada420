//! What an export says beside the runs, where it is asked for: lower-back pain in words, sleep, ratings
//! of effort, body height and mass. Nothing else of a person's health is looked at.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::{
    attributes::{date, number, to_metres},
    sources::{Source, Writer},
};
use crate::model::{HealthDiary, Severity};

/// More entries than a lifetime has nights, each in twenty stages.
const MOST_ENTRIES: usize = 2_000_000;

/// Names of zones that are told apart.
const MOST_ZONES: usize = 256;

/// A night goes on after being awake for less than this, in seconds.
const AWAKE_MOST_S: i64 = 3 * 3600;

/// Nobody sleeps longer in a day, in hours.
const SLEEP_MOST_H: f64 = 20.0;

/// A zone is that of a workout not further away than this, in seconds.
const ZONE_NEAR_S: u64 = 86_400;

const MASS_KG: std::ops::RangeInclusive<f64> = 20.0..=300.0;
const HEIGHT_M: std::ops::RangeInclusive<f64> = 1.0..=2.5;
const EFFORT: std::ops::RangeInclusive<f64> = 1.0..=10.0;

/// The types that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    Pain,
    Sleep,
    /// The runner's own rating; the phone's guess at one is another type, and no rating.
    Effort,
    Mass,
    Height,
}

impl Asked {
    pub(super) fn of(type_name: &[u8]) -> Option<Asked> {
        Some(match type_name {
            b"HKCategoryTypeIdentifierLowerBackPain" => Asked::Pain,
            b"HKCategoryTypeIdentifierSleepAnalysis" => Asked::Sleep,
            b"HKQuantityTypeIdentifierWorkoutEffortScore" => Asked::Effort,
            b"HKQuantityTypeIdentifierBodyMass" => Asked::Mass,
            b"HKQuantityTypeIdentifierHeight" => Asked::Height,
            _ => return None,
        })
    }
}

#[derive(Clone, Copy, Debug)]
enum Said {
    Back(Severity),
    Asleep(Source),
    MassKg(f64),
    HeightM(f64),
}

/// An entry, at the end of its time.
#[derive(Clone, Copy, Debug)]
struct Entry {
    start_s: i64,
    end_s: i64,
    said: Said,
    /// The place of its zone's name.
    zone: Option<usize>,
}

/// A rating of a workout: from, to, 1 to 10.
pub(super) type Effort = (i64, i64, f64);

/// Entries as they stand, before it is known what zones the workouts were in.
#[derive(Debug, Default)]
pub(in super::super) struct Entries {
    entries: Vec<Entry>,
    efforts: Vec<Effort>,
    zones: Vec<String>,
    /// Starts of workouts with the place of their zone.
    workouts: Vec<(i64, usize)>,
    /// Whether the entry read last is still open, and may tell its zone.
    pub(super) is_open: bool,
    /// The runner's own zone, where neither entry nor workout tells one.
    own_zone: Option<TimeZone>,
}

/// The texts of an entry.
pub(super) struct Texts<'t> {
    pub(super) unit: &'t [u8],
    pub(super) value: &'t [u8],
    pub(super) start: &'t [u8],
    pub(super) end: &'t [u8],
}

impl Entries {
    pub(in super::super) fn new(own_zone: Option<TimeZone>) -> Entries {
        Entries { own_zone, ..Entries::default() }
    }

    /// Takes in a record of a type that is asked for. One without a usable time, value or unit is none.
    pub(super) fn take(&mut self, asked: Asked, texts: &Texts<'_>, source: Option<Source>) {
        self.is_open = false;
        let (Some(start_s), Some(end_s)) = (date(texts.start), date(texts.end)) else { return };
        if end_s < start_s || self.entries.len().saturating_add(self.efforts.len()) >= MOST_ENTRIES
        {
            return;
        }
        let value = || number(texts.value);
        let said = match asked {
            Asked::Effort => {
                let rated = value().filter(|score| EFFORT.contains(score));
                self.efforts.extend(rated.map(|score| (start_s, end_s, score)));
                None
            }
            Asked::Pain => severity(texts.value).map(Said::Back),
            Asked::Sleep => source.filter(|_| is_asleep(texts.value)).map(Said::Asleep),
            Asked::Mass => value()
                .zip(to_kilograms(texts.unit))
                .map(|(value, unit)| value * unit)
                .filter(|kg| MASS_KG.contains(kg))
                .map(Said::MassKg),
            Asked::Height => value()
                .zip(to_metres(texts.unit))
                .map(|(value, unit)| value * unit)
                .filter(|metres| HEIGHT_M.contains(metres))
                .map(Said::HeightM),
        };
        if let Some(said) = said {
            self.entries.push(Entry { start_s, end_s, said, zone: None });
            self.is_open = true;
        }
    }

    /// The zone that the entry read last tells of itself.
    pub(super) fn zone(&mut self, name: &str) {
        let zone = self.numbered(name);
        if let Some(entry) = self.entries.last_mut().filter(|_| self.is_open) {
            entry.zone = zone;
        }
    }

    /// A workout's zone.
    pub(super) fn workout(&mut self, start_s: i64, zone: &str) {
        if let Some(zone) = self.numbered(zone)
            && self.workouts.len() < MOST_ENTRIES
        {
            self.workouts.push((start_s, zone));
        }
    }

    fn numbered(&mut self, name: &str) -> Option<usize> {
        if let Some(at) = self.zones.iter().position(|known| known == name) {
            return Some(at);
        }
        (self.zones.len() < MOST_ZONES).then(|| {
            self.zones.push(name.to_owned());
            self.zones.len().saturating_sub(1)
        })
    }

    /// What they come to by local day, and the ratings of effort.
    pub(super) fn settled(mut self, writers: &[Writer]) -> (HealthDiary, Vec<Effort>) {
        self.workouts.sort_unstable();
        self.entries.sort_by_key(|entry| (entry.start_s, entry.end_s));
        let zones: Vec<Option<TimeZone>> =
            self.zones.iter().map(|name| jiff::tz::db().get(name).ok()).collect();
        let usual = self.usual_zone();
        let day = |entry: &Entry| {
            let zone = entry.zone.or_else(|| self.near_zone(entry.end_s)).or(usual);
            let zone = zone.and_then(|zone| zones.get(zone)?.as_ref());
            let zone = zone.or(self.own_zone.as_ref())?;
            Some(zone.to_datetime(Timestamp::from_second(entry.end_s).ok()?).date())
        };
        let mut diary = HealthDiary::default();
        let mut asleep: BTreeMap<Source, Vec<Entry>> = BTreeMap::new();
        for entry in &self.entries {
            if let Said::Asleep(source) = entry.said {
                asleep.entry(source).or_default().push(*entry);
                continue;
            }
            let Some(day) = day(entry) else {
                diary.undated = diary.undated.saturating_add(1);
                continue;
            };
            match entry.said {
                Said::Back(severity) => {
                    let worst = diary.back.entry(day).or_insert(severity);
                    *worst = severity.max(*worst);
                }
                Said::MassKg(kg) => {
                    diary.mass_kg.insert(day, kg);
                }
                Said::HeightM(metres) => {
                    diary.height_m.insert(day, metres);
                }
                Said::Asleep(_) => {}
            }
        }
        let mut of_day: BTreeMap<Date, (u8, f64)> = BTreeMap::new();
        for (source, entries) in &asleep {
            let rank = rank(writers.get(usize::from(*source)));
            let mut hours: BTreeMap<Date, f64> = BTreeMap::new();
            for (last, hours_h) in nights(entries) {
                match day(&last) {
                    Some(day) => *hours.entry(day).or_insert(0.0) += hours_h,
                    None => diary.undated = diary.undated.saturating_add(1),
                }
            }
            for (day, hours) in hours.into_iter().filter(|(_, hours)| *hours <= SLEEP_MOST_H) {
                let best = of_day.entry(day).or_insert((rank, hours));
                if rank < best.0 || rank == best.0 && hours > best.1 {
                    *best = (rank, hours);
                }
            }
        }
        diary.sleep_h = of_day.into_iter().map(|(day, (_, hours))| (day, hours)).collect();
        self.efforts.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
        (diary, self.efforts)
    }

    fn near_zone(&self, at_s: i64) -> Option<usize> {
        let after = self.workouts.partition_point(|(start_s, _)| *start_s < at_s);
        let near = [after.checked_sub(1), Some(after)].into_iter().flatten();
        let workouts = near.filter_map(|place| self.workouts.get(place));
        let (start_s, zone) = workouts.min_by_key(|(start_s, _)| start_s.abs_diff(at_s))?;
        (start_s.abs_diff(at_s) <= ZONE_NEAR_S).then_some(*zone)
    }

    /// The zone of most workouts; of as frequent ones the first by name.
    fn usual_zone(&self) -> Option<usize> {
        let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for (_, zone) in &self.workouts {
            if let Some(name) = self.zones.get(*zone) {
                let count = counts.entry(name).or_insert((0, *zone));
                count.0 = count.0.saturating_add(1);
            }
        }
        let most = counts.into_values().rev().max_by_key(|(count, _)| *count);
        most.map(|(_, zone)| zone)
    }
}

/// Nights of one source: the entry that ends last, and the hours of its time that any entry covers.
fn nights(entries: &[Entry]) -> Vec<(Entry, f64)> {
    let mut nights: Vec<(Entry, i64)> = Vec::new();
    for entry in entries {
        match nights.last_mut() {
            Some((last, asleep_s)) if entry.start_s.saturating_sub(last.end_s) < AWAKE_MOST_S => {
                let from_s = entry.start_s.max(last.end_s);
                *asleep_s = asleep_s.saturating_add(entry.end_s.saturating_sub(from_s).max(0));
                if entry.end_s > last.end_s {
                    *last = *entry;
                }
            }
            _ => nights.push((*entry, entry.end_s.saturating_sub(entry.start_s))),
        }
    }
    nights.into_iter().map(|(last, asleep_s)| (last, asleep_s as f64 / 3600.0)).collect()
}

/// A watch before an app, and an app before a phone.
fn rank(writer: Option<&Writer>) -> u8 {
    match writer {
        Some(writer) if writer.is_watch() => 0,
        Some(writer) if writer.hardware.is_empty() => 1,
        _ => 2,
    }
}

/// The word, or the number that some tools write in its place.
fn severity(text: &[u8]) -> Option<Severity> {
    Some(match text.strip_prefix(b"HKCategoryValueSeverity").unwrap_or(text) {
        b"NotPresent" | b"1" => Severity::NotPresent,
        b"Mild" | b"2" => Severity::Mild,
        b"Moderate" | b"3" => Severity::Moderate,
        b"Severe" | b"4" => Severity::Severe,
        b"Unspecified" | b"0" => Severity::Unspecified,
        _ => return None,
    })
}

/// Lying in bed, and lying awake, are no sleep.
fn is_asleep(text: &[u8]) -> bool {
    text.starts_with(b"HKCategoryValueSleepAnalysisAsleep")
}

fn to_kilograms(unit: &[u8]) -> Option<f64> {
    Some(match unit {
        b"kg" => 1.0,
        b"g" => 0.001,
        b"lb" => 0.453_592_37,
        b"st" => 6.350_293_18,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_night_is_the_watchs_and_the_longer_of_two_watches() {
        let writer = |hardware: &str| Writer { hardware: hardware.to_owned() };
        // When each fell asleep; all wake at seven.
        let hours = |told: &[(&str, &str)]| {
            let mut entries = Entries::new(Some(TimeZone::UTC));
            for (source, (_, asleep)) in (0..).zip(told) {
                let texts = Texts {
                    unit: b"",
                    value: b"HKCategoryValueSleepAnalysisAsleepCore",
                    start: asleep.as_bytes(),
                    end: b"2025-06-10 07:00:00 +0000",
                };
                entries.take(Asked::Sleep, &texts, Some(source));
            }
            let writers: Vec<Writer> = told.iter().map(|(hardware, _)| writer(hardware)).collect();
            entries.settled(&writers).0.sleep_h
        };
        let night = |hours: f64| BTreeMap::from([(date(2025, 6, 10), hours)]);
        let (ten, eleven, midnight) =
            ("2025-06-09 22:00:00 +0000", "2025-06-09 23:00:00 +0000", "2025-06-10 00:00:00 +0000");
        let phone = ("iPhone15,2", ten);
        let (longer, shorter) = (("Watch7,2", eleven), ("Watch6,1", midnight));
        assert_eq!(hours(&[longer, shorter]), night(8.0));
        assert_eq!(hours(&[shorter, longer]), night(8.0));
        assert_eq!(hours(&[shorter, phone]), night(7.0), "a phone is not asked beside a watch");
        assert_eq!(hours(&[phone, shorter]), night(7.0));
    }
}

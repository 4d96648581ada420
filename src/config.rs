//! `backstride.toml`: what the runner tells the program. Text in, checked values out.

mod changes;
mod error;
mod names;
mod pain;
mod rules;
mod shoes;
mod times;
#[cfg(test)]
mod wrong_kinds;

use jiff::tz::TimeZone;
use serde::Deserialize;
use toml::de::{DeTable, DeValue, Deserializer};

pub use changes::{DatedChange, WhatChanged};
pub use error::ConfigError;
pub use names::{PaperName, ShareName, SurfaceName, UnitsName};
pub use pain::Pain;
pub use rules::{CoverageSetting, ImportRules, ReportRules, ShareRules};
pub use shoes::ShoeSetting;

use crate::{
    keys,
    model::{CadenceUnit, Runner, SensorRules, SensorSource, Sex, Unwell},
};

/// The whole config, checked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// `[runner]` without the name.
    pub runner: Runner,
    /// `[runner] name`.
    pub name: Option<String>,
    /// `[runner] surface`: where one usually runs, for runs of which nobody says it.
    pub surface: Option<SurfaceName>,
    /// `[pain]`.
    pub pain: Pain,
    /// `[[shoe]]`.
    pub shoes: Vec<ShoeSetting>,
    /// `[[sensor]]`.
    pub sensors: SensorRules,
    /// `[report]`.
    pub report: ReportRules,
    /// `[share]`.
    pub share: ShareRules,
    /// `[cadence] unit`; none: from the data.
    pub cadence_unit: Option<CadenceUnit>,
    /// `[coverage]`.
    pub coverage: CoverageSetting,
    /// `[[unwell]]`.
    pub unwell: Vec<Unwell>,
    /// `[[change]]`.
    pub changes: Vec<DatedChange>,
    /// `[import]`.
    pub import: ImportRules,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Written {
    runner: WrittenRunner,
    pain: Pain,
    shoe: Vec<ShoeSetting>,
    sensor: Vec<WrittenSensor>,
    report: ReportRules,
    share: ShareRules,
    cadence: WrittenCadence,
    coverage: CoverageSetting,
    unwell: Vec<Unwell>,
    change: Vec<DatedChange>,
    import: ImportRules,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct WrittenRunner {
    name: Option<String>,
    surface: Option<SurfaceName>,
    height_cm: Option<f64>,
    leg_length_cm: Option<f64>,
    mass_kg: Option<f64>,
    sex: Option<Sex>,
    birth_year: Option<i16>,
    hr_max_bpm: Option<f64>,
    hr_rest_bpm: Option<f64>,
    threshold_pace: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct WrittenCadence {
    unit: Option<String>,
}

/// `[[sensor]]`: whose values count where a watch and a pod both record a quantity.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSensor {
    metric: String,
    #[serde(rename = "use")]
    source: SensorSource,
}

/// Every key there is, for "did you mean"; the columns of `[pain.columns]` are free.
const KEYS: &keys::Known = &[
    (
        "runner",
        &[
            "name",
            "surface",
            "height_cm",
            "leg_length_cm",
            "mass_kg",
            "sex",
            "birth_year",
            "hr_max_bpm",
            "hr_rest_bpm",
            "threshold_pace",
        ],
    ),
    ("pain", &["log", "zones", "columns", "date_format", "note_tag"]),
    ("shoe", &["id", "name", "from", "until", "start_km"]),
    ("sensor", &["metric", "use"]),
    ("report", &["units", "paper", "week_start", "plan", "time_zone", "exposures", "appendix"]),
    ("share", &["style"]),
    ("cadence", &["unit"]),
    ("coverage", &["from", "until", "gaps"]),
    ("unwell", &["from", "until"]),
    ("change", &["date", "what", "name"]),
    ("import", &["health_diary"]),
];

/// The most entries of a list in the config.
const MOST_OF_A_LIST: usize = 1_000;

/// The years of which an export can be.
const YEARS: std::ops::RangeInclusive<i16> = 1970..=2199;

impl Config {
    /// Reads a config from its text.
    ///
    /// # Errors
    ///
    /// When a key does not exist (with the nearest that does), a value cannot be, or the text is
    /// not TOML or too long.
    pub fn read(text: &str) -> Result<Config, ConfigError> {
        keys::refuse_too_long(text)?;
        let syntax = |error: toml::de::Error| ConfigError::Syntax(keys::words_for(text, &error));
        // Before the text is parsed for its values: what both make of it is not held at once.
        if let Some(unknown) = keys::unknown(text, KEYS) {
            return Err(ConfigError::UnknownKey(unknown));
        }
        let mut document = DeTable::parse(text).map_err(syntax)?;
        dates_as_text(document.as_mut());
        let written = Written::deserialize(Deserializer::from(document)).map_err(syntax)?;
        written.pain.check()?;
        let config = Config {
            runner: runner(&written.runner)?,
            surface: written.runner.surface,
            name: written.runner.name,
            pain: written.pain,
            shoes: written.shoe,
            sensors: sensor_rules(&written.sensor)?,
            report: written.report,
            share: written.share,
            cadence_unit: cadence_unit(written.cadence.unit.as_deref())?,
            coverage: written.coverage,
            unwell: written.unwell,
            changes: changes::in_order(written.change),
            import: written.import,
        };
        config.time_zone()?;
        config.refuse_too_many()?;
        config.refuse_far_days()?;
        times::refuse_an_end_before_the_start(&config.unwell, &config.coverage)?;
        shoes::check(&config.shoes)?;
        Ok(config)
    }

    /// Every day and every run is held against each of these, so none may be a list without end.
    fn refuse_too_many(&self) -> Result<(), ConfigError> {
        let lists = [
            ("shoe", self.shoes.len()),
            ("unwell", self.unwell.len()),
            ("coverage.gaps", self.coverage.gaps.len()),
            ("pain.columns", self.pain.columns.len()),
            ("report.exposures", self.report.exposures.len()),
        ];
        if self.changes.len() > changes::MOST {
            return Err(ConfigError::BadValue {
                key: "change",
                value: format!("there {} times", self.changes.len()),
                allowed: "at most 100 are compared",
            });
        }
        let long = lists.into_iter().find(|(_, length)| *length > MOST_OF_A_LIST);
        long.map_or(Ok(()), |(key, length)| {
            Err(ConfigError::BadValue {
                key,
                value: format!("there {length} times"),
                allowed: "at most 1000 are read",
            })
        })
    }

    /// Every day between those of the coverage is counted.
    fn refuse_far_days(&self) -> Result<(), ConfigError> {
        let CoverageSetting { from, until, gaps } = &self.coverage;
        let gaps = gaps.iter().flatten().map(|day| ("coverage.gaps", *day));
        let ends = [("coverage.from", *from), ("coverage.until", *until)];
        let ends = ends.into_iter().filter_map(|(key, day)| Some((key, day?)));
        let changes = self.changes.iter().map(|change| ("change.date", change.date));
        let far = ends.chain(gaps).chain(changes).find(|(_, day)| !YEARS.contains(&day.year()));
        far.map_or(Ok(()), |(key, day)| {
            Err(ConfigError::BadValue {
                key,
                value: day.to_string(),
                allowed: "write a day of 1970 to 2199",
            })
        })
    }

    /// What is allowed and may not be meant, in words.
    pub fn doubts(&self) -> Vec<String> {
        shoes::doubts(&self.shoes)
    }

    /// The zone of runs whose files know neither local time nor place.
    ///
    /// # Errors
    ///
    /// When there is no zone of that name.
    pub fn time_zone(&self) -> Result<Option<TimeZone>, ConfigError> {
        let Some(name) = self.report.time_zone.as_deref() else { return Ok(None) };
        match jiff::tz::db().get(name) {
            Ok(zone) => Ok(Some(zone)),
            Err(_) => Err(ConfigError::BadValue {
                key: "report.time_zone",
                value: format!("`{name}`"),
                allowed: "write a name such as Europe/Berlin or America/New_York",
            }),
        }
    }
}

/// TOML has dates of its own; here they may stand with or without quotes.
fn dates_as_text(table: &mut DeTable<'_>) {
    for (_, value) in table {
        date_as_text(value.as_mut());
    }
}

fn date_as_text(value: &mut DeValue<'_>) {
    match value {
        DeValue::Datetime(date) => *value = DeValue::String(date.to_string().into()),
        DeValue::Array(rows) => rows.iter_mut().for_each(|row| date_as_text(row.as_mut())),
        DeValue::Table(table) => dates_as_text(table),
        DeValue::String(_) | DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) => {}
    }
}

/// A number in a range, divided into our unit.
fn within(
    key: &'static str,
    value: Option<f64>,
    range: (f64, f64),
    allowed: &'static str,
) -> Result<Option<f64>, ConfigError> {
    match value {
        Some(value) if !(range.0..=range.1).contains(&value) => {
            Err(ConfigError::BadValue { key, value: value.to_string(), allowed })
        }
        value => Ok(value),
    }
}

fn runner(written: &WrittenRunner) -> Result<Runner, ConfigError> {
    let height_cm = within(
        "runner.height_cm",
        written.height_cm,
        (100.0, 230.0),
        "a height is 100 to 230 centimetres",
    )?;
    let leg_length_cm = within(
        "runner.leg_length_cm",
        written.leg_length_cm,
        (50.0, 130.0),
        "a leg length is 50 to 130 centimetres, from the hip's bony knob to the floor",
    )?;
    let mass_kg =
        within("runner.mass_kg", written.mass_kg, (30.0, 250.0), "a mass is 30 to 250 kilograms")?;
    let hr_max_bpm = within(
        "runner.hr_max_bpm",
        written.hr_max_bpm,
        (120.0, 230.0),
        "a maximum heart rate is 120 to 230 beats a minute",
    )?;
    let hr_rest_bpm = within(
        "runner.hr_rest_bpm",
        written.hr_rest_bpm,
        (25.0, 110.0),
        "a resting heart rate is 25 to 110 beats a minute",
    )?;
    if written.birth_year.is_some_and(|year| !(1900..=2100).contains(&year)) {
        return Err(ConfigError::BadValue {
            key: "runner.birth_year",
            value: written.birth_year.map_or_else(String::new, |year| year.to_string()),
            allowed: "write the year with four digits, such as 1988",
        });
    }
    Ok(Runner {
        height_m: height_cm.map(|cm| cm / 100.0),
        leg_length_m: leg_length_cm.map(|cm| cm / 100.0),
        mass_kg,
        sex: written.sex,
        birth_year: written.birth_year,
        hr_max_bpm,
        hr_rest_bpm,
        threshold_speed_m_per_s: times::threshold_speed(written.threshold_pace.as_deref())?,
    })
}

fn sensor_rules(rules: &[WrittenSensor]) -> Result<SensorRules, ConfigError> {
    rules
        .iter()
        .map(|rule| match SensorRules::channel(&rule.metric) {
            Some(channel) => Ok((channel, rule.source)),
            None => Err(ConfigError::BadValue {
                key: "sensor.metric",
                value: format!("`{}`", rule.metric),
                allowed: "write one that a watch and a pod may both record: cadence_spm, \
                          ground_contact_time_ms, vertical_oscillation_mm, vertical_ratio_pct, \
                          contact_balance_left_pct, step_length_mm, power_w, heart_rate_bpm, \
                          speed_m_per_s, distance_m, altitude_m",
            }),
        })
        .collect()
}

fn cadence_unit(unit: Option<&str>) -> Result<Option<CadenceUnit>, ConfigError> {
    match unit {
        None | Some("auto") => Ok(None),
        Some("strides") => Ok(Some(CadenceUnit::Strides)),
        Some("steps") => Ok(Some(CadenceUnit::Steps)),
        Some(other) => Err(ConfigError::BadValue {
            key: "cadence.unit",
            value: format!("`{other}`"),
            allowed: "write \"auto\", \"strides\" (one foot) or \"steps\" (both feet)",
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Exposure;

    #[test]
    fn a_misspelt_key_is_refused_with_the_nearest_there_is() {
        let refused = Config::read("[runner]\nheigth_cm = 172\n").unwrap_err().to_string();
        assert_eq!(
            refused,
            "line 2: `runner.heigth_cm` is not a setting; did you mean `runner.height_cm`?"
        );
    }

    #[test]
    fn heights_arrive_in_metres_and_paces_as_speed() {
        let config =
            Config::read("[runner]\nheight_cm = 172\nthreshold_pace = \"5:00\"\n").unwrap();
        assert_eq!(config.runner.height_m, Some(1.72));
        // 1000 m in 300 s.
        assert_eq!(config.runner.threshold_speed_m_per_s, Some(1000.0 / 300.0));
    }

    #[test]
    fn a_zone_that_does_not_exist_and_a_height_in_metres_are_refused() {
        let zone = Config::read("[report]\ntime_zone = \"Europe/Atlantis\"\n").unwrap_err();
        assert!(zone.to_string().contains("Europe/Berlin"), "{zone}");
        let height = Config::read("[runner]\nheight_cm = 1.72\n").unwrap_err();
        assert_eq!(
            height.to_string(),
            "`runner.height_cm` is 1.72; a height is 100 to 230 centimetres"
        );
    }

    #[test]
    fn an_exposure_is_one_of_six_and_a_misspelt_one_does_not_pass_for_the_default() {
        for exposure in Exposure::ALL {
            let text = format!("[report]\nexposures = [\"{}\"]\n", exposure.key());
            assert_eq!(Config::read(&text).unwrap().report.exposures, [exposure]);
        }
        let refused = Config::read("[report]\nexposures = [\"running_minutes\"]\n").unwrap_err();
        let refused = refused.to_string();
        assert!(refused.contains("report.exposures") && refused.contains("running_min`"));
    }

    #[test]
    fn a_sensor_rule_is_about_a_metric_that_a_pod_records_and_refused_otherwise() {
        let rule = |metric: &str| {
            Config::read(&format!("[[sensor]]\nmetric = \"{metric}\"\nuse = \"pod\"\n"))
        };
        for metric in SensorRules::metrics() {
            let channel = SensorRules::channel(metric).unwrap();
            assert_eq!(rule(metric).unwrap().sensors.of(channel), Some(SensorSource::Pod));
            let refused = rule("temperature_c").unwrap_err().to_string();
            assert!(refused.contains(metric), "{metric} is not in: {refused}");
        }
    }

    #[test]
    fn days_unwell_hold_both_ends_and_an_open_end_holds_on() {
        let text =
            "[[unwell]]\nfrom = 2026-08-03\nuntil = 2026-08-09\n[[unwell]]\nfrom = 2026-10-01\n";
        let config = Config::read(text).unwrap();
        let held = |month, day| {
            let day = jiff::civil::date(2026, month, day);
            config.unwell.iter().any(|span| span.holds(day))
        };
        assert_eq!([held(8, 2), held(8, 3), held(8, 9), held(8, 10)], [false, true, true, false]);
        assert!(held(12, 31));
        let turned = "[[unwell]]\nfrom = 2026-08-09\nuntil = 2026-08-03\n";
        let refused = Config::read(turned).unwrap_err().to_string();
        assert!(refused.starts_with("`unwell.until` is 2026-08-03; write a day"), "{refused}");
    }

    #[test]
    fn a_style_of_sharing_that_does_not_exist_is_refused_with_those_that_do() {
        let config = Config::read("[share]\nstyle = \"days\"\n").unwrap();
        assert_eq!(config.share.style, Some(ShareName::Days));
        assert_eq!(Config::read("").unwrap().share.style, None);
        let refused = Config::read("[share]\nstyle = \"open\"\n").unwrap_err().to_string();
        assert!(["plain", "days", "named"].iter().all(|it| refused.contains(it)), "{refused}");
        let refused = Config::read("[share]\nstile = \"days\"\n").unwrap_err().to_string();
        assert!(refused.contains("did you mean `share.style`?"), "{refused}");
    }

    #[test]
    fn shoes_and_dates_are_read() {
        let text = "[[shoe]]\nid = \"ghost\"\nfrom = 2026-07-01\n[coverage]\ngaps = [[\"2026-08-01\", \"2026-08-09\"]]\n";
        let config = Config::read(text).unwrap();
        assert_eq!(config.shoes[0].from, Some(jiff::civil::date(2026, 7, 1)));
        assert_eq!(config.coverage.gaps.len(), 1);
    }
}

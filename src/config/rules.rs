//! `[report]`, `[share]`, `[coverage]`, `[import]`: tables that are taken as they are written.

use std::path::PathBuf;

use jiff::civil::Date;
use serde::Deserialize;

use super::names::{PaperName, ShareName, UnitsName};
use crate::model::{Exposure, WeekStart};

/// `[report]`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReportRules {
    /// Metric or imperial.
    pub units: Option<UnitsName>,
    /// A4 or Letter.
    pub paper: Option<PaperName>,
    /// First day of the week: `monday` (the default) or `sunday`, for the calendar only.
    pub week_start: WeekStart,
    /// The therapist's plan, relative to the config.
    pub plan: Option<PathBuf>,
    /// Where a run belongs whose file knows neither local time nor place.
    pub time_zone: Option<String>,
    /// Exposures of the link test, the first is primary.
    pub exposures: Vec<Exposure>,
    /// Whether the page has an appendix of load ratios and running means.
    pub appendix: bool,
}

/// `[share]`: what is meant where `--share` says no more.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ShareRules {
    /// How much a copy tells; without it, neither name nor file names.
    pub style: Option<ShareName>,
}

/// `[coverage]`: between which days the export is complete.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CoverageSetting {
    /// First day; without it, the first file's.
    pub from: Option<Date>,
    /// Last day; without it, the last file's.
    pub until: Option<Date>,
    /// Stretches without the watch, both days included.
    pub gaps: Vec<[Date; 2]>,
}

/// `[import]`: what is read of accounts beside the runs.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ImportRules {
    /// Back pain in words, sleep, ratings of effort, body height and mass, as a phone or watch keeps
    /// them. Not read unless this is true.
    pub health_diary: bool,
}

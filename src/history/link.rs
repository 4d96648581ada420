//! What goes together with what: the declared question, asked of all history up to the page's end.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    History,
    form::{run_bins, sensor_behind},
    gear_answers, matched,
};
use crate::{
    insight::{
        around,
        baseline::{RunBins, values_at_own_pace},
        flares,
        link::{LinkQuestion, days_of, link},
    },
    model::{Channel, Exposure},
    page::{Link, Period},
    signal,
};

/// What is asked where the config declares nothing.
const DEFAULT: [Exposure; 1] = [Exposure::RunningMin];

/// The panel; an empty one without a diary.
pub(super) fn panel(history: &History<'_>, period: &Period) -> Link {
    let Some(log) = history.log.filter(|_| history.whole.last_logged.is_some()) else {
        return Link::default();
    };
    let declared = history.config.report.exposures.as_slice();
    let exposures = if declared.is_empty() { &DEFAULT } else { declared };
    let until = period.known_until;
    let of_form = OfForm::of(history, exposures, until);
    let days = days_of(&history.loads, log, exposures, until, |day, exposure| {
        of_form.value(day, exposure)
    });
    let question = LinkQuestion { days: &days, exposures, period: (period.first, period.last) };
    let ran = |day: Date| history.load_on(day)?.no_recorded_run.map(|none| !none);
    Link {
        around: around::around(&days),
        thirds: around::thirds(&days),
        reverse: around::reverse(&days),
        matched: matched::panel(history, period),
        flares: flares::flares(log, until, ran),
        gear: gear_answers::by_gear(history, until),
        ..link(&question)
    }
}

/// The exposures that rest on how one ran, by day.
#[derive(Default)]
struct OfForm {
    downhill_min: BTreeMap<Date, f64>,
    cadence_spm: BTreeMap<Date, f64>,
    middle_spm: Option<f64>,
}

impl OfForm {
    fn of(history: &History<'_>, exposures: &[Exposure], until: Date) -> OfForm {
        let asks_form = exposures.iter().any(|exposure| match exposure {
            Exposure::OverstrideSelfPct | Exposure::CadenceSpm => true,
            Exposure::RunningMin
            | Exposure::SpikeRatio
            | Exposure::DownhillMin
            | Exposure::SleepH => false,
        });
        let cadence_spm =
            if asks_form { cadence_at_own_pace(history, until) } else { BTreeMap::new() };
        let values: Vec<f64> = cadence_spm.values().copied().collect();
        OfForm {
            downhill_min: downhill_min(history),
            middle_spm: signal::median(&values),
            cadence_spm,
        }
    }

    fn value(&self, day: Date, exposure: Exposure) -> Option<f64> {
        let cadence = self.cadence_spm.get(&day).copied();
        match exposure {
            Exposure::DownhillMin => self.downhill_min.get(&day).copied(),
            Exposure::CadenceSpm => cadence,
            // At one pace a step is as much longer as cadence is lower.
            Exposure::OverstrideSelfPct => Some(100.0 * (self.middle_spm? / cadence? - 1.0)),
            Exposure::RunningMin | Exposure::SpikeRatio | Exposure::SleepH => None,
        }
    }
}

/// Cadence at one's own pace on each day; of two runs a day, the mean by how much of each was steady.
fn cadence_at_own_pace(history: &History<'_>, until: Date) -> BTreeMap<Date, f64> {
    let runs: Vec<_> = history.runs.iter().filter(|run| run.date() <= until).collect();
    let sensors: Vec<String> =
        runs.iter().map(|run| sensor_behind(run, Channel::StepRate)).collect();
    let bins: Vec<RunBins<'_>> =
        runs.iter().zip(&sensors).map(|(run, sensor)| run_bins(run, sensor, false)).collect();
    let mut sums: BTreeMap<Date, (f64, f64)> = BTreeMap::new();
    for value in values_at_own_pace(&bins, Channel::StepRate) {
        let weight = value.bins as f64;
        let (sum, weights) = sums.entry(bins[value.run].day).or_default();
        *sum += weight * value.value;
        *weights += weight;
    }
    sums.into_iter().map(|(day, (sum, weights))| (day, sum / weights)).collect()
}

/// Minutes run downhill on each day of all of whose runs the slope is known.
fn downhill_min(history: &History<'_>) -> BTreeMap<Date, f64> {
    let mut minutes: BTreeMap<Date, Option<f64>> = BTreeMap::new();
    for run in &history.runs {
        let day = minutes.entry(run.date()).or_insert(Some(0.0));
        *day = day.zip(run.totals.downhill_min).map(|(sum, more)| sum + more);
    }
    minutes.into_iter().filter_map(|(day, minutes)| Some((day, minutes?))).collect()
}

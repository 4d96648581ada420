//! Single-session spike: a run against the longest run of the 30 days before it.

use jiff::civil::Date;

use super::{CoveredDays, LoadMetric, RunLoad};
use crate::{
    model::{Citation, SpikeClass, Tier, Unit, calendar::shifted},
    page::Spike,
};

/// How far back the longest run is looked for (Frandsen et al. 2025).
const WINDOW_DAYS: i32 = 30;
/// With less of the window covered, the longest run may be missing from it.
const FEWEST_COVERED: f64 = 0.8;

pub(super) const FRANDSEN: Citation = Citation {
    short: "Frandsen et al. 2025",
    title: "Br J Sports Med: single-session spikes in 5,205 runners",
    doi: "10.1136/bjsports-2024-109380",
};

pub(super) static METRIC: LoadMetric = LoadMetric {
    key: "spike_ratio",
    name: "Longest-run spike",
    unit: Unit::Ratio,
    tier: Tier::Supported,
    formula: "The run's distance divided by the longest run of the 30 days before it, minus one: \
              0.34 is 34 % longer. Classes: up to 10 % longer, over 10 to 30 %, over 30 to 100 %, \
              more than twice as long. Of two runs on a day the larger counts.",
    inputs: "distance of each run",
    limits: "Not computed in the first 30 days, with under 80 % of the 30 days covered, against \
             a run of another device or one whose length only the log tells, over a run of which the \
             log tells no length, or after 30 days without a run. The study counted all \
             overuse injuries, not back pain, and its rates do not rise evenly with the class.",
    not_for: "An individual's chance of injury, or a limit on a single run.",
    sources: &[FRANDSEN],
};

pub(super) static LONGEST: LoadMetric = LoadMetric {
    key: "longest_previous_30d_m",
    name: "Longest run of the 30 days before",
    unit: Unit::Metre,
    tier: Tier::Supported,
    formula: "The longest single run from 30 days before to the day before.",
    inputs: "distance of each run",
    limits: "Not known with under 80 % of these days covered, or with a run among them that the log \
             tells without a length.",
    not_for: "A target.",
    sources: &[FRANDSEN],
};

/// What a run's length is against the 30 days before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SpikeVerdict {
    /// The class.
    pub class: SpikeClass,
    /// Distance over the longest before, minus one; none where the class says why.
    pub ratio: Option<f64>,
    /// The longest run before, where the 30 days are covered well enough.
    pub longest_before_m: Option<f64>,
}

impl SpikeVerdict {
    /// As the page shows it; none unless the run is more than 10 % longer.
    pub fn shown(&self, run: &RunLoad) -> Option<Spike> {
        let (ratio, longest_before_m) = self.ratio.zip(self.longest_before_m)?;
        let distance_m = run.distance_m?;
        self.class.is_spike().then_some(Spike {
            date: run.date,
            ratio,
            class: self.class,
            distance_m,
            longest_before_m,
        })
    }
}

/// Sets one run against those of the 30 days before it. `earlier` may hold any runs; those outside
/// the window are passed over.
pub fn spike(run: &RunLoad, earlier: &[&RunLoad], coverage: &CoveredDays) -> SpikeVerdict {
    let window: Vec<&RunLoad> =
        earlier.iter().copied().filter(|other| is_before(other.date, run.date)).collect();
    let longest = longest(&window, run.date, coverage);
    let longest_before_m = longest.and_then(|longest| longest.distance_m);
    let verdict = |class, ratio| SpikeVerdict { class, ratio, longest_before_m };
    let Some(distance_m) = run.distance_m.filter(|distance_m| run.is_run && *distance_m > 0.0)
    else {
        return verdict(SpikeClass::None, None);
    };
    let new_runner = coverage.history_before(run.date).is_none_or(|d| d < i64::from(WINDOW_DAYS));
    if new_runner || !well_covered(run.date, coverage) {
        return verdict(SpikeClass::Uncertain, None);
    }
    match (longest, longest_before_m) {
        (Some(longest), Some(longest_m))
            if longest.device == run.device && !may_hide_longer(&window, run) =>
        {
            let class = class(distance_m, longest_m);
            verdict(class, Some(distance_m / longest_m - 1.0))
        }
        (None, _) if !window.iter().any(|other| other.is_run) => {
            verdict(SpikeClass::ReturnAfterBreak, None)
        }
        _ => verdict(SpikeClass::Uncertain, None),
    }
}

/// The longest run of the 30 days before a day; none where too little of them is covered.
pub(super) fn longest<'a>(
    window: &[&'a RunLoad],
    day: Date,
    coverage: &CoveredDays,
) -> Option<&'a RunLoad> {
    let with_distance = |run: &&&RunLoad| {
        run.is_run && is_before(run.date, day) && run.distance_m.is_some_and(|m| m > 0.0)
    };
    // A run that is told without a length may have been the longest.
    if window.iter().any(|run| run.is_hidden() && is_before(run.date, day)) {
        return None;
    }
    let longest = window
        .iter()
        .filter(with_distance)
        .max_by(|a, b| {
            let metres = |run: &RunLoad| run.distance_m.unwrap_or(f64::NEG_INFINITY);
            metres(a).total_cmp(&metres(b))
        })
        .copied();
    longest.filter(|_| well_covered(day, coverage))
}

fn is_before(date: Date, day: Date) -> bool {
    date < day && shifted(day, -WINDOW_DAYS).is_none_or(|first| first <= date)
}

fn well_covered(day: Date, coverage: &CoveredDays) -> bool {
    // The tolerance keeps 24 of 30 days, which is 80 %, from failing by a last bit.
    coverage.share_before(day, WINDOW_DAYS) >= FEWEST_COVERED - 1e-9
}

/// Whether a run of the window that has no distance may have been the longest.
fn may_hide_longer(window: &[&RunLoad], run: &RunLoad) -> bool {
    window.iter().any(|other| {
        other.is_run
            && other.distance_m.is_none()
            && match (other.running_min, run.running_min) {
                (Some(other_min), Some(run_min)) => other_min > run_min,
                _ => true,
            }
    })
}

/// The class, in whole millimetres, so that exactly 10 % longer is not a spike by a last bit.
#[allow(
    clippy::cast_possible_truncation,
    reason = "distances are far below 2^63 mm, and `as` clamps"
)]
fn class(distance_m: f64, longest_m: f64) -> SpikeClass {
    let millimetres = |metres: f64| i128::from((metres * 1000.0).round() as i64);
    let (run, longest) = (millimetres(distance_m), millimetres(longest_m));
    if run * 100 <= longest * 110 {
        SpikeClass::Reference
    } else if run * 100 <= longest * 130 {
        SpikeClass::Small
    } else if run <= longest * 2 {
        SpikeClass::Moderate
    } else {
        SpikeClass::Large
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn km(day: Date, km: f64) -> RunLoad {
        RunLoad { distance_m: Some(km * 1000.0), running_min: Some(km * 6.0), ..RunLoad::on(day) }
    }

    fn year() -> CoveredDays {
        CoveredDays::declared([(date(2026, 1, 1), date(2026, 12, 31))])
    }

    fn class_of(run_km: f64, earlier: &[RunLoad]) -> SpikeVerdict {
        spike(&km(date(2026, 6, 30), run_km), &earlier.iter().collect::<Vec<_>>(), &year())
    }

    #[test]
    fn classes_are_cut_as_published() {
        let before = [km(date(2026, 6, 10), 10.0), km(date(2026, 6, 20), 4.0)];
        for (run_km, expected) in [
            (9.0, SpikeClass::Reference),
            (10.9, SpikeClass::Reference),
            (11.0, SpikeClass::Reference),
            (11.1, SpikeClass::Small),
            (13.0, SpikeClass::Small),
            (13.1, SpikeClass::Moderate),
            (20.0, SpikeClass::Moderate),
            (20.1, SpikeClass::Large),
        ] {
            let verdict = class_of(run_km, &before);
            assert_eq!(verdict.class, expected, "{run_km} km");
            assert!((verdict.ratio.unwrap() - (run_km / 10.0 - 1.0)).abs() < 1e-12);
        }
    }

    #[test]
    fn edges_hold_for_any_length_in_whole_metres() {
        for metres in 1..5000_u32 {
            let longest = f64::from(metres * 10);
            let run = f64::from(metres * 11);
            assert_eq!(class(run, longest), SpikeClass::Reference, "{longest}");
            assert_eq!(class(run + 0.001, longest), SpikeClass::Small, "{longest}");
            assert_eq!(class(f64::from(metres * 13), longest), SpikeClass::Small);
            assert_eq!(class(longest * 2.0, longest), SpikeClass::Moderate);
        }
    }

    #[test]
    fn the_window_reaches_from_thirty_days_before_to_the_day_before() {
        let class = |earlier: Date| class_of(12.0, &[km(earlier, 10.0)]).class;
        assert_eq!(class(date(2026, 5, 31)), SpikeClass::Small);
        assert_eq!(class(date(2026, 5, 30)), SpikeClass::ReturnAfterBreak);
        assert_eq!(class(date(2026, 6, 29)), SpikeClass::Small);
        assert_eq!(class(date(2026, 6, 30)), SpikeClass::ReturnAfterBreak, "the day itself");
    }

    #[test]
    fn a_new_export_a_gap_and_another_device_are_uncertain() {
        let run = km(date(2026, 6, 30), 12.0);
        let before = km(date(2026, 6, 20), 10.0);
        let class = |coverage: &CoveredDays| spike(&run, &[&before], coverage).class;
        let from = |day| CoveredDays::declared([(day, date(2026, 12, 31))]);
        assert_eq!(class(&from(date(2026, 5, 31))), SpikeClass::Small);
        assert_eq!(class(&from(date(2026, 6, 1))), SpikeClass::Uncertain);
        let gap = |days: i8| {
            CoveredDays::declared([
                (date(2026, 1, 1), date(2026, 6, 9)),
                (date(2026, 6, 10 + days), date(2026, 12, 31)),
            ])
        };
        assert_eq!(class(&gap(6)), SpikeClass::Small, "24 of 30 days are 80 %");
        assert_eq!(class(&gap(7)), SpikeClass::Uncertain);
        let other = RunLoad { device: "another watch".to_owned(), ..before.clone() };
        let verdict = spike(&run, &[&other], &year());
        assert_eq!((verdict.class, verdict.ratio), (SpikeClass::Uncertain, None));
    }

    #[test]
    fn a_run_without_distance_is_no_spike_and_a_long_one_in_the_window_makes_it_uncertain() {
        let silent = RunLoad { running_min: Some(200.0), ..RunLoad::on(date(2026, 6, 20)) };
        let short = RunLoad { running_min: Some(20.0), ..RunLoad::on(date(2026, 6, 20)) };
        let before = km(date(2026, 6, 10), 10.0);
        assert_eq!(class_of(12.0, &[before.clone(), silent.clone()]).class, SpikeClass::Uncertain);
        assert_eq!(class_of(12.0, &[before, short]).class, SpikeClass::Small);
        assert_eq!(class_of(12.0, std::slice::from_ref(&silent)).class, SpikeClass::Uncertain);
        assert_eq!(spike(&silent, &[], &year()).class, SpikeClass::None);
    }

    #[test]
    fn a_ride_is_neither_a_spike_nor_the_longest_run() {
        let ride = RunLoad { is_run: false, ..km(date(2026, 6, 20), 60.0) };
        assert_eq!(class_of(12.0, std::slice::from_ref(&ride)).class, SpikeClass::ReturnAfterBreak);
        assert_eq!(spike(&ride, &[], &year()).class, SpikeClass::None);
    }
}

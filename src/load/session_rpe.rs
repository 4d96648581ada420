//! Session RPE: how hard it felt, times how long it took.

use jiff::civil::{Date, Time};

use super::LoadMetric;
use crate::{
    model::{Citation, PainScore, Tier, Unit},
    pain::PainLog,
};

pub(super) static METRIC: LoadMetric = LoadMetric {
    key: "session_rpe_load_au",
    name: "Session-RPE load",
    unit: Unit::Arbitrary,
    tier: Tier::Established,
    formula: "How hard the session felt as a whole (0–10), times its minutes. Of the day's runs \
              together; not known when a run has no rating.",
    inputs: "`rpe` in the log; the run's duration",
    limits: "Best asked about 30 minutes after the run. A rating is a feeling and belongs to one \
             person.",
    not_for: "Comparing two runners.",
    sources: &[Citation {
        short: "Foster et al. 2001",
        title: "J Strength Cond Res 15:109",
        doi: "10.1519/00124278-200102000-00019",
    }],
};

/// The load of a session in arbitrary units.
pub fn session_rpe_load_au(rpe: PainScore, duration_min: f64) -> f64 {
    rpe.value() * duration_min
}

/// The rating of a run: see [`PainLog::of_run`].
pub fn rpe_of(log: &PainLog, day: Date, started: Option<Time>) -> Option<PainScore> {
    log.of_run(day, started, |entry| entry.rpe)
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;
    use crate::pain::{ColumnMap, read};

    #[test]
    fn each_of_two_runs_takes_the_rating_nearest_to_its_start() {
        let text = b"date,time_local,pain_morning,rpe\n2026-10-03,07:30,1,4\n2026-10-03,19:00,,7\n\
                     2026-10-04,,1,5\n";
        let log = read(text, &ColumnMap::default(), "log").unwrap();
        let rpe = |day, started| rpe_of(&log, date(2026, 10, day), started).map(PainScore::value);
        assert_eq!(rpe(3, Some(time(6, 30, 0, 0))), Some(4.0));
        assert_eq!(rpe(3, Some(time(18, 0, 0, 0))), Some(7.0));
        assert_eq!(rpe(3, None), None, "two ratings and no start");
        assert_eq!(rpe(4, Some(time(6, 30, 0, 0))), Some(5.0));
        assert_eq!(rpe(5, None), None);
    }

    #[test]
    fn forty_minutes_at_seven_are_280() {
        let rpe = PainScore::new(7.0).unwrap();
        assert!((session_rpe_load_au(rpe, 40.0) - 280.0).abs() < 1e-12);
    }
}

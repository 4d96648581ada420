//! Garmin Connect: what the account's list of sums says of each run. The recordings themselves are FIT
//! files beside it, and are read as such; where there is one, it leads, and the list adds the local
//! time and the runner's own rating.

use std::{collections::BTreeMap, io::Read};

use serde::Deserialize;

use super::{
    copies::Copyable,
    json::{self, Number, Text},
    listed::{Listed, Reading},
    recorded::{Identity, Recorded, means_beside},
};
use crate::{
    ingest::IngestError,
    model::{Channel, Service, SessionTotals},
};

/// More runs than anybody has.
const MOST_RUNS: usize = 200_000;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Document {
    #[serde(default)]
    summarized_activities_export: Vec<Summary>,
}

/// What is read of a run; times in milliseconds.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Summary {
    activity_type: Text,
    begin_timestamp: Number,
    start_time_gmt: Number,
    start_time_local: Number,
    duration: Number,
    elapsed_duration: Number,
    /// In centimetres.
    distance: Number,
    avg_hr: Number,
    /// Of one foot.
    avg_run_cadence: Number,
    /// Of both feet.
    avg_double_cadence: Number,
    steps: Number,
    /// Centimetres of one step.
    avg_stride_length: Number,
    /// In centimetres.
    avg_vertical_oscillation: Number,
    avg_ground_contact_time: Number,
    avg_vertical_ratio: Number,
    avg_ground_contact_balance: Number,
    /// In centimetres.
    elevation_gain: Number,
    /// 0 to 100.
    workout_rpe: Number,
    workout_feel: Number,
}

impl Summary {
    fn kind(&self) -> Option<&'static str> {
        Some(match self.activity_type.0.as_deref()? {
            "running" | "street_running" | "obstacle_run" | "ultra_run" => "running",
            "trail_running" => "trail running",
            "track_running" => "track running",
            "treadmill_running" | "indoor_running" | "virtual_run" => "indoor running",
            _ => return None,
        })
    }

    fn started_ms(&self) -> Option<i64> {
        self.begin_timestamp.whole().or_else(|| self.start_time_gmt.whole())
    }

    fn lasting_ms(&self) -> i64 {
        let elapsed = self.elapsed_duration.positive().or(self.duration.positive());
        Number(elapsed).whole().unwrap_or(0)
    }
}

impl Copyable for Summary {
    fn span(&self) -> (i64, i64) {
        let from = self.started_ms().unwrap_or(0);
        (from, from.saturating_add(self.lasting_ms()))
    }

    fn richness(&self) -> f64 {
        let channels = [self.avg_ground_contact_time, self.steps, self.avg_hr, self.distance];
        channels.iter().filter(|it| it.positive().is_some()).count() as f64
    }
}

impl Reading<Summary> {
    pub(super) fn take(&mut self, from: &mut dyn Read) -> Result<(), IngestError> {
        json::each::<Document>(from, &mut |document| {
            for summary in document.summarized_activities_export {
                let is_run = summary.kind().is_some() && summary.started_ms().is_some();
                self.put((is_run && self.runs.len() < MOST_RUNS).then_some(summary));
            }
        })
    }
}

impl Listed for Summary {
    fn recorded(&self, _: &BTreeMap<String, Vec<u8>>) -> Option<Recorded> {
        let kind = self.kind()?;
        let started_ms = self.started_ms()?;
        let offset_ms = self.start_time_local.0.zip(self.start_time_gmt.0);
        let offset_s =
            offset_ms.and_then(|(local, gmt)| Number(Some((local - gmt) / 1000.0)).whole());
        let both = self.avg_run_cadence.positive().map(|one_foot| 2.0 * one_foot);
        let means = [
            (Channel::StepRate, self.avg_double_cadence.positive().or(both)),
            (Channel::StepLength, self.avg_stride_length.positive().map(|cm| 10.0 * cm)),
            (
                Channel::VerticalOscillation,
                self.avg_vertical_oscillation.positive().map(|cm| 10.0 * cm),
            ),
            (Channel::GroundContactTime, self.avg_ground_contact_time.positive()),
            (Channel::VerticalRatio, self.avg_vertical_ratio.positive()),
            (Channel::ContactBalance, self.avg_ground_contact_balance.positive()),
            (Channel::HeartRate, self.avg_hr.positive()),
        ];
        let identity = Identity {
            started_ms,
            ended_ms: started_ms.saturating_add(self.lasting_ms()),
            active_ms: self.duration.whole().unwrap_or(0),
            kind,
            device: String::new(),
        };
        Some(Recorded {
            utc_offset_s: offset_s.and_then(|seconds| i32::try_from(seconds).ok()),
            totals: SessionTotals {
                distance_m: self.distance.positive().map(|cm| cm / 100.0),
                timer_s: self.duration.positive().map(|ms| ms / 1000.0),
                ascent_m: self.elevation_gain.positive().map(|cm| cm / 100.0),
                cycles: self.steps.positive().map(|steps| steps / 2.0),
                rpe: self.workout_rpe.positive().map(|of_100| of_100 / 10.0),
                feel: self.workout_feel.0,
                means: means_beside(&[], means),
                ..identity.totals()
            },
            ..Recorded::of(Service::GarminConnect, identity)
        })
    }
}

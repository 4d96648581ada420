//! Where the foot lands: how far its middle is ahead of the pelvis, by a model from contact time.

use super::{
    bins::{LEAST_BINS, Made, level_bins, median_of_bins, need, too_few_bins},
    metric::{Absent, Estimate, Metric},
};
use crate::model::{Belt, Channel, Citation, Run, Runner, Tier, Unit};
use crate::signal::{median, student_reach};

pub(super) static METRIC: Metric = Metric {
    key: "foot_ahead_mm",
    name: "Foot ahead of the pelvis at landing",
    unit: Unit::Millimetre,
    decimals: 0,
    tier: Tier::Exploratory,
    formula: "A model of overstriding from recorded contact time: 47 + 0.850·reach − 77·height mm, where \
              reach is speed × contact time ÷ 2 in mm and height is in m; where height is not told, or \
              outside 1.60 to 1.90 m, −77 + 0.820·reach. It says how far the middle of the foot (between \
              heel and fifth metatarsal) is ahead of the pelvis as it lands. The median of the 30 s stretches \
              of steady running on level ground.",
    inputs: &[Channel::GroundContactTime, Channel::Speed, Channel::Grade],
    error: "Fitted to 18 runners at three speeds, each left out in turn, it misses markers by 13.3 mm (root \
            mean square), by 13.9 mm without height; speed alone misses by 26. With 8 more runners it is \
            12.3 and 13.0. The 90 % range adds contact times that are off by 10 ms (strap or pod) or \
            20 ms (wrist, or not known) and a speed that is off by 3 %: these are assumptions, for how \
            far devices are off against force plates is not known. Most of the error is between runners: \
            one's own change is worth more than one's place among others.",
    limits: "Tested on 25 men and one woman of 1.63 to 1.87 m on a treadmill at 2.5, 3.5 and 4.5 m/s, \
             with contact timed by a force plate. Half of the way travelled in contact was chosen after \
             seeing these data, and part of the link is geometry. So: on the level, 2.5 to 4.5 m/s, outdoors \
             or on a belt whose speed is known. The heel is left out: who lands flat lands 14 mm behind \
             what a model of it says. Changes under 10 mm are not told. It is made of contact time, and \
             never a second piece of evidence beside it.",
    not_for: "Saying that someone overstrides, or that where the foot lands bears on back pain: nothing \
              here links the two. Seeing the foot: only video shows it.",
    sources: &[
        Citation {
            short: "Fit to 54 treadmill runs of 18 runners in Fukuchi et al. 2017",
            title: "A public dataset of running biomechanics and the effects of running speed on lower \
                    extremity kinematics and kinetics. PeerJ 5:e3298",
            doi: "10.7717/peerj.3298",
        },
        super::papers::LIEBERMAN_2015,
    ],
    plausible: (20.0, 500.0),
    service_mean: None,
    estimate,
};

/// A change smaller than this, in millimetres, is not told: from step to step at one speed the foot
/// follows reach by 0.58 and not by 0.85.
pub const TOLD_FROM_MM: f64 = 10.0;

/// Heights, in metres, of the runners that the formula with height holds for.
const HEIGHTS_M: std::ops::RangeInclusive<f64> = 1.60..=1.90;

/// No runner is shorter or taller than this, in metres.
const POSSIBLE_HEIGHTS_M: std::ops::RangeInclusive<f64> = 1.2..=2.3;

/// How many runners the line was fitted to.
const RUNNERS: f64 = 18.0;

/// How far a contact time may be off, in ms, as a standard deviation: of a strap or pod, and of the
/// wrist or of what cannot be told. Assumed, not found.
const WORN_ERROR_MS: f64 = 10.0;
const OTHER_ERROR_MS: f64 = 20.0;

/// How far a speed may be off, as a share. Assumed, not found.
const SPEED_ERROR_SHARE: f64 = 0.03;

/// The model for a runner of some height: a straight line in reach.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Model {
    /// Millimetres at no reach.
    pub offset_mm: f64,
    /// Millimetres for each millimetre of reach.
    pub slope: f64,
    /// By how much it misses a runner who was left out, root mean square.
    pub left_out_mm: f64,
}

impl Model {
    /// The line for a height: without it where it is not told, or not one that was tested.
    ///
    /// # Errors
    ///
    /// Where no runner has such a height.
    ///
    /// ```
    /// use backstride::metrics::foot_ahead::Model;
    ///
    /// // 3 m/s with 250 ms on the ground: a reach of 375 mm.
    /// let tall = Model::of(Some(1.75)).unwrap().ahead_mm(375.0);
    /// assert!((tall - 231.0).abs() < 1e-9);
    /// let untold = Model::of(None).unwrap().ahead_mm(375.0);
    /// assert!((untold - 230.5).abs() < 1e-9);
    /// ```
    pub fn of(height_m: Option<f64>) -> Result<Model, Absent> {
        match height_m {
            Some(height_m) if !POSSIBLE_HEIGHTS_M.contains(&height_m) => {
                Err(Absent::OutsideValidity {
                    detail: "the height told is none that a runner has; it takes one of 1.20 to \
                             2.30 m, or none",
                })
            }
            Some(height_m) if HEIGHTS_M.contains(&height_m) => {
                Ok(Model { offset_mm: 47.0 - 77.0 * height_m, slope: 0.850, left_out_mm: 13.3 })
            }
            _ => Ok(Model { offset_mm: -77.0, slope: 0.820, left_out_mm: 13.9 }),
        }
    }

    /// Where the model puts the foot, in mm ahead of the pelvis.
    pub fn ahead_mm(&self, reach_mm: f64) -> f64 {
        self.offset_mm + self.slope * reach_mm
    }

    /// How far the 90 % range goes to either side, in mm, where contact time and speed are off by
    /// so much (standard deviations, in ms and as a share).
    pub fn half_range_mm(
        &self,
        (speed_m_per_s, speed_error_share): (f64, f64),
        (contact_ms, contact_error_ms): (f64, f64),
    ) -> f64 {
        let by_contact = self.slope * speed_m_per_s * contact_error_ms / 2.0;
        let by_speed = self.slope * contact_ms / 2.0 * speed_error_share * speed_m_per_s;
        student_reach(0.90, RUNNERS - 1.0) * self.left_out_mm.hypot(by_contact).hypot(by_speed)
    }
}

fn estimate(run: &Run, runner: &Runner) -> Result<Estimate, Absent> {
    if let Some(doubt) = run.contact.doubt {
        return Err(Absent::OutsideValidity { detail: doubt.words() });
    }
    let contact = need(run, Channel::GroundContactTime)?;
    let speed = need(run, Channel::Speed)?;
    if run.belt == Belt::Guessed {
        let detail = "the speed on this belt is the watch's guess; a distance set right after the \
                      run, or a belt that tells its speed, would do";
        return Err(Absent::OutsideValidity { detail });
    }
    let model = Model::of(runner.height_m)?;
    let level = level_bins(run)?;
    let Some(reach) = run.bins.get(Channel::Reach) else {
        return Err(if level.len() < LEAST_BINS {
            too_few_bins(level.len(), LEAST_BINS)
        } else {
            outside_speeds()
        });
    };
    let rows: Vec<usize> =
        level.iter().copied().filter(|&bin| reach.values[bin].is_finite()).collect();
    if level.len() >= LEAST_BINS && rows.len() < LEAST_BINS {
        return Err(outside_speeds());
    }
    let of = |values: &[f64]| median(&rows.iter().map(|&bin| values[bin]).collect::<Vec<_>>());
    let ahead_mm: Vec<f64> = rows.iter().map(|&bin| model.ahead_mm(reach.values[bin])).collect();
    let mut estimate = median_of_bins(run, &ahead_mm, LEAST_BINS, Made::modelled(&[reach]))?;
    if let (Some(speed), Some(contact)) = (of(&speed.values), of(&contact.values)) {
        let error_ms = if run.contact.worn { WORN_ERROR_MS } else { OTHER_ERROR_MS };
        let half_mm = model.half_range_mm((speed, SPEED_ERROR_SHARE), (contact, error_ms));
        estimate.range = Some((estimate.value - half_mm, estimate.value + half_mm));
    }
    Ok(estimate)
}

fn outside_speeds() -> Absent {
    Absent::OutsideValidity { detail: "it was tested from 2.5 to 4.5 m/s" }
}

//! A strap and a pod on one runner at the same time.

use std::path::Path;

use backstride::{
    physics::oscillation_m,
    signal::{correlation, median},
};

use super::{
    data::{self, Failure},
    page::Section,
    sensor::{HEAD, row},
    stats::{Agreement, said},
};

/// Slower than this, in m/s, is not taken for running.
const RUNNING_M_PER_S: f64 = 2.2;

/// What one sensor recorded in a second of running.
struct Second {
    strides_per_min: f64,
    contact_ms: f64,
    bounce_mm: f64,
}

impl Second {
    /// Bounce from contact time and cadence, as the program estimates it.
    fn estimated_mm(&self) -> f64 {
        let step_s = 30.0 / self.strides_per_min;
        1000.0 * oscillation_m(step_s, self.contact_ms / 1000.0 / step_s)
    }

    fn is_whole(&self) -> bool {
        [self.strides_per_min, self.contact_ms, self.bounce_mm].iter().all(|value| *value > 0.0)
    }
}

/// A kind of value that both sensors give.
type Of = fn(&Second) -> f64;

pub(crate) fn section(biomech: &Path) -> Result<Section, Failure> {
    let mut section = Section::new("A strap and a pod on the same run");
    section.say(
        "One outdoor run of a quarter of an hour with a Garmin strap and a Stryd pod (J. J. Davis, \
         inlab-vs-realworld), second by second while both recorded and the runner ran. No truth: it \
         shows how far two good sensors are apart, and that the estimate from contact time (tier C) \
         is about what the pod itself tells.",
    );
    let seconds = seconds(biomech)?;
    let pairs = |of: Of| -> Vec<(f64, f64)> {
        seconds.iter().map(|(strap, pod)| (of(pod), of(strap))).collect()
    };
    let own = |second: &Second| (second.bounce_mm, second.estimated_mm());
    let sets: [(&str, Vec<(f64, f64)>); 4] = [
        ("contact time, strap less pod, ms", pairs(|second| second.contact_ms)),
        ("bounce, strap less pod, mm", pairs(|second| second.bounce_mm)),
        ("bounce, tier C less strap, mm", seconds.iter().map(|(strap, _)| own(strap)).collect()),
        ("bounce, tier C less pod, mm", seconds.iter().map(|(_, pod)| own(pod)).collect()),
    ];
    let rows: Vec<Vec<String>> =
        sets.iter().map(|(name, pairs)| row(name, 0, Agreement::of(pairs).as_ref(), 1)).collect();
    section.table(&HEAD, &rows);
    let middle = |of: Of| {
        let values = |of_pod: bool| -> Vec<f64> {
            seconds.iter().map(|(strap, pod)| of(if of_pod { pod } else { strap })).collect()
        };
        let said = |of_pod| said(median(&values(of_pod)).unwrap_or(f64::NAN), 0);
        let together = correlation(&values(false), &values(true)).unwrap_or(f64::NAN);
        (said(false), said(true), together)
    };
    let (contact, bounce) = (middle(|second| second.contact_ms), middle(|second| second.bounce_mm));
    section.say(format!(
        "Medians, strap and pod: contact {} and {} ms (correlation over the seconds {}), bounce {} \
         and {} mm ({}). Sensors are never joined in one line.",
        contact.0,
        contact.1,
        said(contact.2, 2),
        bounce.0,
        bounce.1,
        said(bounce.2, 2)
    ));
    Ok(section)
}

/// The seconds of running that both sensors recorded whole: strap, pod.
fn seconds(biomech: &Path) -> Result<Vec<(Second, Second)>, Failure> {
    let path = biomech.join(
        "johnjdavisiv+inlab-vs-realworld/turn and incline calcs/demo data/\
         V01_course_run_2023_03_08_processed.csv",
    );
    let table = data::table(&path)?;
    let column = |name: &str| data::column(&table, name);
    let speed = column("enhanced_speed")?;
    let strap = [
        column("hrm_cadence_sum")?,
        column("hrm_stance_time")?,
        column("hrm_vertical_oscillation")?,
    ];
    // The pod tells bounce in centimetres.
    let pod = [
        column("stryd_cadence")?,
        column("stryd_stance_time")?,
        column("stryd_vertical_oscillation")?,
    ];
    let second = |columns: &[Vec<f64>; 3], i: usize, mm: f64| Second {
        strides_per_min: columns[0][i],
        contact_ms: columns[1][i],
        bounce_mm: mm * columns[2][i],
    };
    Ok((0..speed.len())
        .filter(|&i| speed[i] >= RUNNING_M_PER_S)
        .map(|i| (second(&strap, i, 1.0), second(&pod, i, 10.0)))
        .filter(|(strap, pod)| strap.is_whole() && pod.is_whole())
        .collect())
}

//! How the invented runner ran.

use super::*;
use crate::{
    model::Change,
    page::{BandOf, Behind},
};

/// How a metric's invented runs go.
struct Course {
    start: f64,
    slope: f64,
    wobble: f64,
}

fn points(course: &Course, provenance: Provenance, change: Option<usize>) -> Vec<FormPoint> {
    (0..34_u8)
        .map(|i| {
            let wave = f64::from(u16::from(i) * 37 % 11) / 10.0 - 0.5;
            let day = date(2026, 8, 8).saturating_add((i64::from(i) * 5 / 2).days());
            FormPoint {
                date: day,
                value: course.start + course.slope * f64::from(i) + course.wobble * wave,
                range: None,
                provenance,
                stretch: usize::from(change.is_some_and(|at| usize::from(i) >= at)),
                in_period: day >= of_october(1),
            }
        })
        .collect()
}

pub(super) fn cadence() -> FormPanel {
    FormPanel {
        key: "cadence_spm",
        decimals: 0,
        provenance: Provenance::Derived,
        behind: Behind::Runs { stretches: None, indoor: false, resolution: None },
        points: points(
            &Course { start: 166.0, slope: 0.16, wobble: 1.6 },
            Provenance::Derived,
            None,
        ),
        breaks: Vec::new(),
        band: Some((166.0, 169.0)),
        band_of: Some(BandOf::Own(date(2026, 8, 6), date(2026, 9, 30))),
        value: Some(mean(171.2, 170.1, 172.3, 16)),
        reference: Some(mean(167.3, 166.6, 168.0, 18)),
        difference: Some(Difference { value: 3.9, low: 2.5, high: 5.2 }),
        at_speed_m_per_s: Some(SPEED_M_PER_S),
        second_sensor: None,
        other_sensors: Vec::new(),
    }
}

pub(super) fn step_length() -> FormPanel {
    FormPanel {
        key: "overstride_index_pct",
        decimals: 0,
        provenance: Provenance::Modelled,
        behind: Behind::Others { is_height_told: true },
        points: points(
            &Course { start: -1.0, slope: -0.1, wobble: 2.0 },
            Provenance::Modelled,
            None,
        ),
        breaks: Vec::new(),
        band: Some((-6.0, 6.0)),
        band_of: Some(BandOf::Others),
        value: Some(mean(-4.0, -4.9, -3.1, 16)),
        reference: Some(mean(-1.8, -2.6, -1.0, 18)),
        difference: Some(Difference { value: -2.2, low: -3.4, high: -1.0 }),
        at_speed_m_per_s: Some(SPEED_M_PER_S),
        second_sensor: None,
        other_sensors: Vec::new(),
    }
}

pub(super) fn bounce() -> FormPanel {
    FormPanel {
        key: "vertical_oscillation_mm",
        decimals: 0,
        provenance: Provenance::Derived,
        behind: Behind::Runs { stretches: Some(2), indoor: false, resolution: None },
        points: points(
            &Course { start: 93.0, slope: -0.1, wobble: 3.0 },
            Provenance::Derived,
            Some(14),
        ),
        breaks: vec![(date(2026, 9, 12), Change::Strap)],
        band: Some((87.0, 93.0)),
        band_of: Some(BandOf::Own(date(2026, 9, 12), date(2026, 9, 30))),
        value: Some(mean(90.1, 88.9, 91.2, 16)),
        reference: None,
        difference: None,
        at_speed_m_per_s: Some(SPEED_M_PER_S),
        second_sensor: None,
        other_sensors: Vec::new(),
    }
}

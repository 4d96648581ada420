//! How the made-up runner ran.

use super::*;
use crate::model::Change;
use crate::page::{Apart, BandOf, Behind, Difference, OtherSensor};

/// A wobble that is the same on every machine.
fn wobble(index: usize) -> f64 {
    [0.4, -0.7, 0.9, -0.2, -0.9, 0.6, 0.1, -0.5, 0.8, -0.3, 0.2][index % 11]
}

fn points(
    days: usize,
    value: impl Fn(usize) -> f64,
    provenance: Provenance,
    change_at: usize,
) -> Vec<FormPoint> {
    (0..days)
        .map(|index| {
            let date = date(2026, 8, 6) + (i64::try_from(index * 86 / days).unwrap()).days();
            let value = value(index);
            FormPoint {
                date,
                value,
                range: (provenance == Provenance::Modelled).then_some((value - 3.5, value + 3.5)),
                provenance,
                stretch: usize::from(index >= change_at),
                in_period: date >= jiff::civil::date(2026, 10, 1),
            }
        })
        .collect()
}

/// A panel without band, value or break.
fn panel(key: &'static str, behind: Behind, points: Vec<FormPoint>) -> FormPanel {
    FormPanel {
        key,
        decimals: 0,
        provenance: points.first().map_or(Provenance::Measured, |point| point.provenance),
        behind,
        points,
        breaks: Vec::new(),
        band: None,
        band_of: Some(BandOf::Own(date(2026, 8, 6), date(2026, 9, 30))),
        value: None,
        reference: None,
        difference: None,
        at_speed_m_per_s: Some(1_000.0 / 348.0),
        second_sensor: None,
        other_sensors: Vec::new(),
    }
}

/// The strap of the first fourteen runs, brought to the one that came after it.
fn other_strap(bounce: impl Fn(usize) -> f64) -> OtherSensor {
    let brought = |point: FormPoint| FormPoint {
        value: point.value - 5.8,
        range: Some((point.value - 8.0, point.value - 3.6)),
        provenance: Provenance::Modelled,
        ..point
    };
    let before = points(34, bounce, Provenance::Derived, 14).into_iter().take(14);
    OtherSensor {
        change: Change::Strap,
        apart: Ok(Apart {
            difference: -5.8,
            low: -6.9,
            high: -4.7,
            agreement_low: -9.1,
            agreement_high: -2.5,
            runs: 6,
            minutes: 274.0,
        }),
        until: Some(date(2026, 9, 8)),
        points: before.map(brought).collect(),
    }
}

pub(super) fn form() -> Vec<FormPanel> {
    let runs = Behind::Runs { stretches: None, indoor: false, resolution: None };
    let cadence = |i: usize| 166.5 + 0.14 * i as f64 + 1.4 * wobble(i);
    let overstride = |i: usize| 1.0 - 0.14 * i as f64 + 1.2 * wobble(i + 3);
    let bounce =
        |i: usize| if i < 14 { 97.0 } else { 91.0 } + 2.5 * wobble(i + 5) - 0.03 * i as f64;
    vec![
        FormPanel {
            band: Some((166.0, 169.0)),
            value: Some(mean(170.9, 170.1, 171.7, 16)),
            reference: Some(mean(167.0, 166.4, 167.6, 18)),
            difference: Some(Difference { value: 3.9, low: 2.5, high: 5.2 }),
            ..panel("cadence_spm", runs, points(34, cadence, Provenance::Measured, 99))
        },
        FormPanel {
            band: Some((-6.0, 6.0)),
            band_of: Some(BandOf::Others),
            value: Some(mean(-3.6, -5.0, -2.2, 16)),
            difference: Some(Difference { value: -2.2, low: -3.4, high: -1.0 }),
            ..panel(
                "overstride_index_pct",
                Behind::Others { is_height_told: true },
                points(34, overstride, Provenance::Modelled, 99),
            )
        },
        FormPanel {
            band: Some((88.0, 93.0)),
            breaks: vec![(date(2026, 9, 12), Change::Strap)],
            value: Some(mean(90.2, 88.9, 91.5, 16)),
            other_sensors: vec![other_strap(bounce)],
            ..panel(
                "vertical_oscillation_mm",
                Behind::Runs { stretches: Some(2), indoor: false, resolution: None },
                points(34, bounce, Provenance::Derived, 14),
            )
        },
    ]
}

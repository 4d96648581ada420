//! Channels of extension tags whose unit is told by the size of their values.

use super::columns::Columns;
use crate::model::{Channel, Notice, NoticeKind};

/// No unit is written in these files: millimetres, centimetres and metres are told apart by size.
/// A median of a runner's bounce is 30 to 150 mm, so the three ranges cannot meet.
const BOUNCE_UNITS: [(f64, f64); 3] = [(1.0, 1000.0), (20.0, 10.0), (f64::INFINITY, 1.0)];

/// Contact of 100 to 500 ms, in seconds or in milliseconds.
const CONTACT_UNITS: [(f64, f64); 2] = [(2.0, 1000.0), (f64::INFINITY, 1.0)];

/// Steps of 0.3 to 2 m, in metres, centimetres or millimetres.
const STEP_UNITS: [(f64, f64); 3] = [(3.0, 1000.0), (250.0, 10.0), (f64::INFINITY, 1.0)];

/// Puts running dynamics into our units, and says so where it changed a number.
pub(in super::super) fn settle_units(columns: &mut Columns) -> Vec<Notice> {
    let settled = [
        (Channel::VerticalOscillation, &BOUNCE_UNITS[..]),
        (Channel::GroundContactTime, &CONTACT_UNITS[..]),
        (Channel::StepLength, &STEP_UNITS[..]),
    ];
    settled
        .into_iter()
        .filter_map(|(channel, units)| {
            let values = columns.values_mut(channel)?;
            let median = median_above_zero(values)?;
            let &(_, factor) = units.iter().find(|(below, _)| median < *below)?;
            if factor.total_cmp(&1.0).is_eq() {
                return None;
            }
            for value in values.iter_mut() {
                *value *= factor;
            }
            let text = format!(
                "{} has no unit in the file; by its size the values were taken times {factor}",
                channel.name()
            );
            Some(Notice::file(NoticeKind::UnitBySize, text))
        })
        .collect()
}

fn median_above_zero(values: &[f64]) -> Option<f64> {
    let mut above: Vec<f64> = values.iter().copied().filter(|value| *value > 0.0).collect();
    let middle = above.len() / 2;
    if above.is_empty() {
        return None;
    }
    let (_, median, _) = above.select_nth_unstable_by(middle, f64::total_cmp);
    Some(*median)
}

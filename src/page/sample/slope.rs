//! How the made-up runner ran uphill and downhill.

use crate::model::{Provenance, Unit};
use crate::page::{
    BySlope, Difference, NoSlopes, OnSlope, QuantityBySlope, SlopeMean, Slopes, TooLittle,
};

fn mean(value: f64, half: f64, slope_pct: f64) -> SlopeMean {
    SlopeMean { value, low: value - half, high: value + half, runs: 7, minutes: 41.5, slope_pct }
}

/// Told in the period and before it, so far off the level.
fn on(value: f64, off: f64, half: f64, slope_pct: f64) -> OnSlope {
    let difference = Difference { value: off, low: off - half, high: off + half };
    OnSlope {
        now: Ok(mean(value, half, slope_pct)),
        before: Ok(mean(value - 0.4 * half, 1.2 * half, slope_pct)),
        off_level: (slope_pct.abs() > 3.0).then_some((difference, 6)),
    }
}

const LITTLE: TooLittle = TooLittle { runs: 2, minutes: 5.5 };

/// Cadence on all three slopes, bounce without downhill, contact time on the flat alone.
pub(crate) fn by_slope() -> BySlope {
    let quantity = |key, unit, slopes| QuantityBySlope {
        key,
        unit,
        decimals: 0,
        provenance: Provenance::Derived,
        slopes,
    };
    let slopes =
        |up, level, down| Ok(Slopes { at_speed_m_per_s: 1_000.0 / 348.0, up, level, down });
    let untold = OnSlope { now: Err(LITTLE), before: Err(LITTLE), off_level: None };
    BySlope {
        quantities: vec![
            quantity(
                "cadence_spm",
                Unit::StepPerMinute,
                slopes(
                    on(174.6, 3.8, 1.4, 4.9),
                    on(170.9, 0.0, 0.7, 0.2),
                    on(168.2, -2.7, 1.6, -4.6),
                ),
            ),
            quantity(
                "vertical_oscillation_mm",
                Unit::Millimetre,
                slopes(on(84.0, -5.5, 2.5, 4.9), on(89.6, 0.0, 1.5, 0.2), untold),
            ),
            quantity(
                "ground_contact_time_ms",
                Unit::Millisecond,
                Err(NoSlopes::TooFlat { up: LITTLE, down: LITTLE }),
            ),
        ],
    }
}

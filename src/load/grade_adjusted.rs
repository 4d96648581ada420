//! Level speed of the same metabolic cost.

/// What a metre costs on the level, J/(kg·m): the polynomial's own constant term.
const LEVEL_COST: f64 = 3.6;
/// The slopes that were measured; beyond them the polynomial is meaningless.
const STEEPEST: f64 = 0.45;

/// Cost of running at a slope (0.05 is 5 %), in J/(kg·m): the fifth-order polynomial of Minetti
/// et al. 2002 (10.1152/japplphysiol.01177.2001), held constant beyond ±45 %.
///
/// ```
/// use backstride::load::minetti_cost;
///
/// assert!((minetti_cost(0.10) - 5.968_214).abs() < 1e-9);
/// ```
pub fn minetti_cost(slope: f64) -> f64 {
    let i = slope.clamp(-STEEPEST, STEEPEST);
    LEVEL_COST + i * (19.5 + i * (46.3 + i * (-43.3 + i * (-30.4 + i * 155.4))))
}

/// The level speed that costs as much. Where the slope is not known (NaN), the speed as it is.
pub fn grade_adjusted_speed(speed_m_per_s: f64, slope: f64) -> f64 {
    if slope.is_nan() { speed_m_per_s } else { speed_m_per_s * minetti_cost(slope) / LEVEL_COST }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_polynomial_has_its_published_values() {
        for (slope, expected) in [
            (-0.45, 4.032_305_437_5),
            (-0.30, 2.462_238),
            (-0.20, 1.800_032),
            (-0.10, 2.151_706),
            (-0.05, 2.745_923_937_5),
            (0.0, 3.6),
            (0.05, 4.685_196_062_5),
            (0.10, 5.968_214),
            (0.20, 9.006_688),
            (0.30, 12.579_282),
            (0.45, 19.426_014_562_5),
            (0.60, 19.426_014_562_5),
        ] {
            assert!((minetti_cost(slope) - expected).abs() < 1e-9, "{slope}");
        }
    }

    #[test]
    fn an_unknown_slope_leaves_the_speed_as_it_is() {
        assert!((grade_adjusted_speed(3.0, f64::NAN) - 3.0).abs() < 1e-12);
        assert!((grade_adjusted_speed(3.0, 0.05) / 3.0 - 1.301_443).abs() < 1e-6);
    }
}

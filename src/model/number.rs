//! Numbers on their way into JSON.

/// A number as every JSON document of ours has it: six decimals, no negative zero, and nothing
/// where it is not finite.
///
/// Rounding comes before writing, so that no document depends on the last bit of a `powf`.
///
/// ```
/// use backstride::model::rounded;
///
/// assert_eq!(rounded(1.234_567_89), Some(1.234_568));
/// assert_eq!(rounded(-0.000_000_1).map(f64::to_bits), Some(0.0_f64.to_bits()));
/// assert_eq!(rounded(f64::NAN), None);
/// ```
pub fn rounded(value: f64) -> Option<f64> {
    const SCALE: f64 = 1e6;
    // Beyond 2^53 / 10^6 there are no decimals left to round.
    let scaled = (value * SCALE).round() / SCALE;
    let kept = if scaled.is_finite() { scaled } else { value };
    kept.is_finite().then_some(kept + 0.0)
}

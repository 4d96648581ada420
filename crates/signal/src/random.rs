//! Repeatable randomness for resampling.

/// `SplitMix64`, Steele, Lea & Flood 2014 (10.1145/2660193.2660195): small, fast, and the same
/// sequence from the same seed on every machine. Not for secrets.
///
/// ```
/// use backstride_signal::SplitMix64;
///
/// // The reference implementation's first outputs for the seed 1234567.
/// let mut random = SplitMix64::new(1_234_567);
/// assert_eq!(random.next_u64(), 6_457_827_717_110_365_317);
/// assert_eq!(random.next_u64(), 3_203_168_211_198_807_973);
/// ```
#[derive(Clone, Debug)]
pub struct SplitMix64 {
    state: u64,
}

impl SplitMix64 {
    /// A sequence that depends on the seed alone.
    pub const fn new(seed: u64) -> SplitMix64 {
        SplitMix64 { state: seed }
    }

    /// The next 64 bits.
    pub const fn next_u64(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.state;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    /// An index below `n`, each as likely as another to within n/2⁶⁴; 0 when `n` is 0.
    pub fn below(&mut self, n: usize) -> usize {
        let wide = u128::from(self.next_u64()) * n as u128;
        usize::try_from(wide >> 64).unwrap_or(0)
    }

    /// A number from 0 up to but not including 1.
    pub fn unit_f64(&mut self) -> f64 {
        // 53 bits are what a double holds exactly.
        (self.next_u64() >> 11) as f64 / 9_007_199_254_740_992.0
    }

    /// A draw from the standard normal distribution (Box & Muller 1958).
    pub fn normal_f64(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.unit_f64()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.unit_f64()).cos()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indices_stay_below_their_bound_and_reach_all_of_it() {
        let mut random = SplitMix64::new(7);
        let mut seen = [0_u32; 5];
        for _ in 0..5000 {
            seen[random.below(5)] += 1;
        }
        // 1000 expected each, standard deviation 28.
        assert!(seen.iter().all(|&count| (860..1140).contains(&count)), "{seen:?}");
        assert_eq!(random.below(0), 0);
    }

    #[test]
    fn normal_draws_have_mean_zero_and_spread_one() {
        let mut random = SplitMix64::new(11);
        let draws: Vec<f64> = (0..20_000).map(|_| random.normal_f64()).collect();
        assert!(crate::mean(&draws).unwrap().abs() < 0.03);
        assert!((crate::standard_deviation(&draws).unwrap() - 1.0).abs() < 0.03);
    }
}

//! Numbers from bytes, without allocation on the way that nearly all of them go.

/// Powers of ten that a double holds exactly.
const TENS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/// Up to here every whole number is exact in a double.
const EXACT_MAX: u64 = 1 << 53;

/// A number, and whether it was written with a comma.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in super::super) struct Number {
    /// The number, always finite.
    pub(in super::super) value: f64,
    /// Written as `52,5`.
    pub(in super::super) comma: bool,
}

/// Reads a number; white space around it is allowed.
#[inline]
pub(in super::super) fn number(text: &[u8]) -> Option<Number> {
    match plain(text) {
        Some(value) => Some(Number { value, comma: false }),
        None => unusual(text),
    }
}

/// Reads `-123.456` by Clinger's fast path (1990, 10.1145/93542.93557): a whole number below 2^53
/// divided by a power of ten up to 10^22 is rounded once, so it is the nearest double.
fn plain(text: &[u8]) -> Option<f64> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, text),
    };
    let mut mantissa = 0_u64;
    let mut decimals = None;
    if digits.is_empty() || digits.len() > 18 {
        return None;
    }
    for &byte in digits {
        let digit = byte.wrapping_sub(b'0');
        if digit < 10 {
            // At most 18 digits: below 10^18.
            mantissa = mantissa.wrapping_mul(10).wrapping_add(u64::from(digit));
            decimals = decimals.map(|count: usize| count.wrapping_add(1));
        } else if byte == b'.' && decimals.is_none() {
            decimals = Some(0);
        } else {
            return None;
        }
    }
    if mantissa > EXACT_MAX || digits == b"." {
        return None;
    }
    let value = mantissa as f64 / TENS.get(decimals.unwrap_or(0))?;
    Some(if negative { -value } else { value })
}

/// The rest: white space, many digits, exponents, a plus sign, a comma for the point. The standard
/// library also reads the words for infinity and for no number, which are not finite.
fn unusual(text: &[u8]) -> Option<Number> {
    let text = str::from_utf8(text).ok()?.trim_ascii();
    if let Ok(value) = text.parse::<f64>() {
        return value.is_finite().then_some(Number { value, comma: false });
    }
    let comma = text.matches(',').count() == 1 && !text.contains('.');
    let value: f64 = text.replacen(',', ".", usize::from(comma)).parse().ok()?;
    value.is_finite().then_some(Number { value, comma })
}

#[cfg(test)]
#[allow(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a panic in a test is a failed test"
)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_standard_library() {
        for text in [
            "0",
            "-0",
            "12",
            "-8.04607724285007",
            "-34.89441283171627",
            "179.99999999999999",
            "1e-7",
            "+5.5",
            "1234567890123456789012",
            "9007199254740993",
            ".5",
            "5.",
            "-0.1",
            " 7.25\n",
            "16.4876099",
            "1E3",
            "0.000000000000000000000001",
        ] {
            let expected: f64 = text.trim().parse().unwrap();
            let found = number(text.as_bytes()).unwrap();
            assert_eq!(found.value.to_bits(), expected.to_bits(), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in [
            "",
            " ",
            ".",
            "-",
            "nan",
            "inf",
            "-inf",
            "undefined",
            "1.2.3",
            "0x10",
            "1,234.5",
            "1e999",
            "1 2",
            "--",
        ] {
            assert_eq!(number(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn a_decimal_comma_is_read_and_told() {
        assert_eq!(number(b"52,5163"), Some(Number { value: 52.5163, comma: true }));
    }
}

//! A height as people type it.

/// Heights that the settings take, in centimetres.
const SHORTEST_CM: f64 = 100.0;
const TALLEST_CM: f64 = 230.0;
const CM_PER_INCH: f64 = 2.54;
const INCHES_PER_FOOT: f64 = 12.0;

/// Centimetres from `172`, `172 cm`, `1.72 m`, `1,72` or `5'8"`, to the tenth.
pub(super) fn height_cm(typed: &str) -> Result<f64, String> {
    let cm = in_feet(typed).or_else(|| in_metres(typed)).map(|cm| (cm * 10.0).round() / 10.0);
    cm.filter(|cm| (SHORTEST_CM..=TALLEST_CM).contains(cm)).ok_or_else(|| {
        "a height is 100 to 230 centimetres; write it as 172, 1.72 m or 5'8\"".to_owned()
    })
}

/// `5'8"`, `5 ft 8 in`, `5'`.
fn in_feet(typed: &str) -> Option<f64> {
    let text = typed.replace("ft", "'").replace("in", "\"").replace(['’', '′'], "'");
    let (feet, inches) = text.split_once('\'')?;
    let inches = inches.trim().trim_end_matches(['"', '”', '″', '\'']).trim();
    let feet: f64 = feet.trim().parse().ok()?;
    let inches: f64 = if inches.is_empty() { 0.0 } else { inches.parse().ok()? };
    Some((feet * INCHES_PER_FOOT + inches) * CM_PER_INCH)
}

/// Centimetres, or metres where the number is too small for them.
fn in_metres(typed: &str) -> Option<f64> {
    let text = typed.trim().trim_end_matches("cm").trim_end_matches('m').trim().replace(',', ".");
    let number: f64 = text.parse().ok()?;
    Some(if number < 3.0 { number * 100.0 } else { number })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn centimetres_metres_and_feet_say_the_same_height() {
        for typed in ["172", "172 cm", "1.72 m", "1,72", " 172.0 "] {
            assert_eq!(height_cm(typed), Ok(172.0), "{typed}");
        }
        // 5 ft 8 in are 68 in, 172.72 cm.
        for typed in ["5'8\"", "5 ft 8 in", "5’8”", "5'8"] {
            assert_eq!(height_cm(typed), Ok(172.7), "{typed}");
        }
        assert_eq!(height_cm("6'"), Ok(182.9));
    }

    #[test]
    fn what_is_no_height_is_answered_with_how_to_write_one() {
        for typed in ["", "tall", "72", "17.2", "NaN", "inf", "-172", "9'1\"", "'", "5'x"] {
            assert!(height_cm(typed).unwrap_err().contains("5'8\""), "{typed}");
        }
    }
}

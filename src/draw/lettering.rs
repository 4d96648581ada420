//! The shipped typeface: its registration with plotters, and how wide a text will be.
//!
//! A label that does not know its own width overlaps its neighbour or runs off the paper. So every
//! text is measured in the font it will be drawn with, which is the one shipped and no other.

use std::sync::OnceLock;

use plotters::style::{FontDesc, FontFamily, FontStyle, register_font};
use ttf_parser::Face;

/// The name under which the typeface is known to every drawer.
pub const FAMILY: &str = "Inter";

/// Inter Regular (SIL Open Font License 1.1).
pub const REGULAR_TTF: &[u8] = include_bytes!("../../assets/fonts/Inter_400Regular.ttf");

/// Inter `SemiBold` (SIL Open Font License 1.1).
pub const SEMIBOLD_TTF: &[u8] = include_bytes!("../../assets/fonts/Inter_600SemiBold.ttf");

/// Ascender less descender over units per em, of both files' `hhea` and `head` tables
/// (1984 + 494 over 2048): what `ab_glyph` takes for the size is this height, not the em.
const HEIGHT_PER_EM: f64 = 2_478.0 / 2_048.0;

/// The em at which widths are taken, large because they come back in whole pixels.
const MEASURED_EM_PX: f64 = 2_000.0;

/// How wide a letter is at most on average, in ems: only for a typeface that could not be read.
const FALLBACK_WIDTH_EM: f64 = 0.65;

/// How heavy a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// 400.
    Regular,
    /// 600.
    Semibold,
}

impl Weight {
    pub(crate) const fn font_style(self) -> FontStyle {
        match self {
            Weight::Regular => FontStyle::Normal,
            Weight::Semibold => FontStyle::Bold,
        }
    }
}

/// Makes the typeface known to plotters; false when it could not be read.
pub(crate) fn register() -> bool {
    static REGISTERED: OnceLock<bool> = OnceLock::new();
    *REGISTERED.get_or_init(|| {
        register_font(FAMILY, FontStyle::Normal, REGULAR_TTF).is_ok()
            && register_font(FAMILY, FontStyle::Bold, SEMIBOLD_TTF).is_ok()
    })
}

/// How wide a text is, in pixels, at an em of `size_px`.
pub fn width(text: &str, size_px: f64, weight: Weight) -> f64 {
    register();
    let height_px = MEASURED_EM_PX * HEIGHT_PER_EM;
    let font = FontDesc::new(FontFamily::Name(FAMILY), height_px, weight.font_style());
    let measured = font.layout_box(text).map(|((left, _), (right, _))| f64::from(right - left));
    match measured {
        Ok(width_px) => width_px * size_px / MEASURED_EM_PX,
        Err(_) => FALLBACK_WIDTH_EM * size_px * text.chars().count() as f64,
    }
}

/// Whether a letter can be drawn: the shipped typeface has it, and it is no sign that only steers
/// how others are set, such as a turn of direction or a joiner of pictures.
pub(crate) fn draws(letter: char) -> bool {
    static FACE: OnceLock<Option<Face<'static>>> = OnceLock::new();
    let steers = matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}');
    let face = FACE.get_or_init(|| Face::parse(REGULAR_TTF, 0).ok());
    !steers
        && !letter.is_control()
        && face.as_ref().is_none_or(|face| face.glyph_index(letter).is_some())
}

/// A text in lines no wider than `width_px`; a single word wider than that is broken within.
pub fn wrap(text: &str, size_px: f64, weight: Weight, width_px: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if width(&longer, size_px, weight) <= width_px {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        word.clone_into(&mut line);
        while width(&line, size_px, weight) > width_px && line.chars().count() > 1 {
            let head = longest_head(&line, size_px, weight, width_px);
            let tail = line.split_off(head.len());
            lines.push(std::mem::replace(&mut line, tail));
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// As many of the first letters as fit, and at least one.
fn longest_head(word: &str, size_px: f64, weight: Weight, width_px: f64) -> &str {
    let mut end = word.chars().next().map_or(0, char::len_utf8);
    for (at, letter) in word.char_indices().skip(1) {
        let next = at + letter.len_utf8();
        if width(&word[..next], size_px, weight) > width_px {
            break;
        }
        end = next;
    }
    &word[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digit_is_as_wide_as_its_advance_in_the_font_file() {
        // `hmtx` of the two files, read with another program: the digit 4 is 1323 and 1364 units
        // of 2048.
        assert!((width("4", 2_048.0, Weight::Regular) - 1_323.0).abs() < 2.0);
        assert!((width("4", 2_048.0, Weight::Semibold) - 1_364.0).abs() < 2.0);
    }

    #[test]
    fn the_typeface_has_the_letters_of_europe_and_of_the_page_but_no_hebrew_and_no_pictures() {
        assert!("Żółć Ærø Ñandú Đorđe Ωmega Київ “quoted” − ′ ρ ± ≤ ° · …".chars().all(draws));
        assert!(!"שלום🙂👟\u{202e}\u{200d}\u{fe0f}\u{7}".chars().any(draws));
        let semibold = Face::parse(SEMIBOLD_TTF, 0).unwrap();
        let differs = |&letter: &char| draws(letter) && semibold.glyph_index(letter).is_none();
        assert_eq!(('\0'..'\u{ffff}').filter(differs).collect::<String>(), "");
    }

    #[test]
    fn wrapped_lines_hold_every_word_in_order_and_fit() {
        let text = "Go to emergency care now for numbness between the legs or around the buttocks";
        let lines = wrap(text, 13.0, Weight::Regular, 120.0);
        assert_eq!(lines.join(" "), text);
        assert!(lines.iter().all(|line| width(line, 13.0, Weight::Regular) <= 120.0));
    }

    #[test]
    fn a_word_too_long_for_the_line_is_broken_not_cut() {
        let lines = wrap("Unterschenkelmuskulatur", 13.0, Weight::Regular, 60.0);
        assert_eq!(lines.concat(), "Unterschenkelmuskulatur");
        assert!(lines.len() > 1);
        assert!(lines.iter().all(|line| width(line, 13.0, Weight::Regular) <= 60.0));
    }
}

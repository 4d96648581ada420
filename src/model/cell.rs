//! Text on its way into a cell of a spreadsheet.

use std::borrow::Cow;

/// Characters with which a spreadsheet begins a formula, also in the wide forms of East Asian keyboards,
/// and those that it skips before one.
const FORMULA_BEGINS: &[char] = &['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A text cell that a spreadsheet shows and does not compute: one that would begin a formula gets an
/// apostrophe before it, as whoever types it there would write. Numbers, also negative ones, stay as
/// they are.
///
/// ```
/// use backstride::model::defused;
///
/// assert_eq!(defused("=1+1"), "'=1+1");
/// assert_eq!(defused("-3.5"), "-3.5");
/// assert_eq!(defused("evening run"), "evening run");
/// ```
pub fn defused(text: &str) -> Cow<'_, str> {
    let begins = text.trim_start_matches([' ', '\u{a0}', '\u{feff}']);
    let digits = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | '-' | '+' | 'e');
    let is_number = text.chars().all(digits) && text.parse::<f64>().is_ok();
    if begins.starts_with(FORMULA_BEGINS) && !is_number {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

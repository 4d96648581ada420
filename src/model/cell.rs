//! Text that somebody else chose, on its way to a terminal or into a cell of a spreadsheet.

use std::{borrow::Cow, fmt::Write as _};

/// Characters with which a spreadsheet begins a formula, also in the wide forms of East Asian keyboards,
/// and those that it skips before one.
const FORMULA_BEGINS: &[char] = &['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Where a spreadsheet that separates by other characters than we do begins a cell within ours: it knows
/// no quote in the middle of a line.
const CELLS_BEGIN: &[char] = &[';', '\t', '\r', '\n'];

/// A text cell that a spreadsheet shows and does not compute: what would begin a formula, at its start or
/// where a spreadsheet may split it, gets an apostrophe before it, as whoever types it there would write.
/// Numbers, also negative ones, stay as they are; what moves a terminal's cursor is shown and not done.
///
/// ```
/// use backstride::model::defused;
///
/// assert_eq!(defused("=1+1"), "'=1+1");
/// assert_eq!(defused("x;=1+1;.fit"), "x;'=1+1;.fit");
/// assert_eq!(defused("-3.5"), "-3.5");
/// assert_eq!(defused("evening run"), "evening run");
/// assert_eq!(defused("a\x1b[2Jb"), "a\\u{1b}[2Jb");
/// ```
pub fn defused(text: &str) -> Cow<'_, str> {
    let is_escaped = |letter| moves_the_cursor(letter) && letter != '\r';
    let shown = if text.contains(is_escaped) {
        Cow::Owned(escaped(text, is_escaped))
    } else {
        Cow::Borrowed(text)
    };
    let is_safe = |(place, part): (usize, &str)| match place {
        0 => !begins_a_formula(&shown),
        _ => !begins_a_formula(part.trim_end_matches(CELLS_BEGIN)),
    };
    let parts = || shown.split_inclusive(CELLS_BEGIN).enumerate();
    if parts().all(is_safe) {
        return shown;
    }
    let mark = |part| if is_safe(part) { "" } else { "'" };
    Cow::Owned(parts().flat_map(|part| [mark(part), part.1]).collect())
}

fn begins_a_formula(text: &str) -> bool {
    let begins = text.trim_start_matches([' ', '\u{a0}', '\u{feff}']);
    let digits = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | '-' | '+' | 'e');
    let is_number = text.chars().all(digits) && text.parse::<f64>().is_ok();
    begins.starts_with(FORMULA_BEGINS) && !is_number
}

/// Control characters, and those that turn the direction of writing: a name may look like another
/// by them. A line's end and a tab are none.
pub fn moves_the_cursor(letter: char) -> bool {
    match letter {
        '\n' | '\t' => false,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        letter => letter.is_control(),
    }
}

/// A text with some of its letters written as what they are, `\u{1b}` say.
pub fn escaped(text: &str, is_escaped: impl Fn(char) -> bool) -> String {
    let mut kept = String::with_capacity(text.len());
    for letter in text.chars() {
        if is_escaped(letter) {
            let _ = write!(kept, "{}", letter.escape_default());
        } else {
            kept.push(letter);
        }
    }
    kept
}

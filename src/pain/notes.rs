//! Pain typed as a tag into the private note of an activity: `back 2/4`.

use crate::model::PainScore;

/// The pain that a note says by its tag: of that morning, and the worst during the run.
///
/// The tag is a word of its own in any case, with `#` before or `:` behind it if one likes, and
/// after it two scores parted by a slash: `back 2/4`, `#Back: 2.5/4`. Whatever else the note says
/// is not read. The first tag with two scores counts.
///
/// A second score of 10 is not taken: many write "2/10" for two of ten. Such a day belongs in the
/// log.
///
/// ```
/// use backstride::pain::note_tag;
///
/// let (morning, worst) = note_tag("Easy with Ann. back 2/4", "back").unwrap();
/// assert_eq!((morning.value(), worst.value()), (2.0, 4.0));
/// assert_eq!(note_tag("there and back 2/10", "back"), None);
/// ```
pub fn note_tag(text: &str, tag: &str) -> Option<(PainScore, PainScore)> {
    let tag = tag.trim().trim_start_matches('#').to_lowercase();
    if tag.is_empty() {
        return None;
    }
    let text = text.to_lowercase();
    text.match_indices(&tag).find_map(|(at, found)| {
        let before = text.get(..at)?.chars().next_back();
        let behind = text.get(at.saturating_add(found.len())..)?;
        if before.is_some_and(char::is_alphanumeric) { None } else { scores(behind) }
    })
}

/// Two scores at the start of a text, parted from the tag before them by a space or colon.
fn scores(text: &str) -> Option<(PainScore, PainScore)> {
    let after_tag = text.trim_start_matches([' ', ':', '\u{a0}']);
    if after_tag.len() == text.len() {
        return None;
    }
    let (morning, rest) = score(after_tag)?;
    let (worst, rest) = score(rest.trim_start().strip_prefix('/')?.trim_start())?;
    // "2/4/2026" is a date, "2/4.5.1" nothing at all, and "2/4km" no score.
    let mut behind = rest.chars();
    let goes_on = match behind.next() {
        Some(letter) if letter.is_alphanumeric() || letter == '/' => true,
        Some('.' | ',') => behind.next().is_some_and(|next| next.is_ascii_digit()),
        _ => false,
    };
    let of_ten = PainScore::new(10.0).ok() == Some(worst);
    (!goes_on && !of_ten).then_some((morning, worst))
}

/// A score at the start of a text, and what is behind it.
fn score(text: &str) -> Option<(PainScore, &str)> {
    let is_digit = |letter: char| letter.is_ascii_digit();
    let whole = text.find(|letter| !is_digit(letter)).unwrap_or(text.len());
    let behind = text.get(whole..)?;
    let decimals = behind
        .strip_prefix(['.', ','])
        .map_or(0, |decimals| decimals.find(|letter| !is_digit(letter)).unwrap_or(decimals.len()));
    // A full stop that ends a sentence is no decimal point.
    let end = if decimals > 0 { whole + 1 + decimals } else { whole };
    let number: f64 = text.get(..end)?.replace(',', ".").parse().ok()?;
    Some((PainScore::new(number).ok()?, text.get(end..)?))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::pain::{ColumnMap, PainLog, read};

    fn said(text: &str) -> Option<(f64, f64)> {
        note_tag(text, "back").map(|(morning, worst)| (morning.value(), worst.value()))
    }

    #[test]
    fn the_tag_is_read_wherever_and_however_it_is_typed() {
        for text in [
            "back 2/4",
            "#back 2/4",
            "Back: 2/4",
            "hills today.\nBACK 2 / 4, tired",
            "there and back again, back 2/4.",
            "(back 2/4)",
            "back 2,0/4.0",
        ] {
            assert_eq!(said(text), Some((2.0, 4.0)), "{text}");
        }
        assert_eq!(said("back 2.5/3,5 fine"), Some((2.5, 3.5)));
        let none = PainScore::new(0.0).unwrap();
        assert_eq!(note_tag("Rücken 0/0", "#rücken"), Some((none, none)));
    }

    #[test]
    fn what_is_no_tag_is_not_read() {
        for text in [
            "back at 2/4 pace",
            "feedback 2/4",
            "backs 2/4",
            "back2/4",
            "back 2/10",
            "back 2/11",
            "back 2.3/4",
            "back 2",
            "back 2/4/2026",
            "back 2/4km",
            "back 2/4.25",
            "back -2/4",
            "hurt 2/4",
            "",
        ] {
            assert_eq!(said(text), None, "{text}");
        }
        assert_eq!(note_tag("back 2/4", " "), None);
    }

    #[test]
    fn the_logs_own_rows_go_before_the_notes() {
        let log =
            "date,time_local,pain_morning,pain_during_max\n2026-10-03,,1,\n2026-10-04,18:00,,5\n";
        let log = read(log.as_bytes(), &ColumnMap::default(), "log").unwrap();
        let notes = [
            (date(2026, 10, 3), "back 4/3"),
            (date(2026, 10, 3), "second run, back 2/6"),
            (date(2026, 10, 4), "back 2/3"),
            (date(2026, 10, 5), "back 2/3"),
            (date(2026, 10, 6), "nothing to say"),
        ];
        let log = log.with_notes(notes, "back");
        let day = |day| {
            let entry = log.day(date(2026, 10, day)).unwrap();
            (entry.pain_morning.map(PainScore::value), entry.pain_during_max.map(PainScore::value))
        };
        assert_eq!(day(3), (Some(1.0), Some(6.0)));
        assert_eq!(day(4), (Some(2.0), Some(5.0)));
        assert_eq!(day(5), (Some(2.0), Some(3.0)));
        assert_eq!(log.len(), 3);
        assert!(log.entries().is_sorted_by_key(|entry| (entry.date, entry.time_local)));
        let without_a_log = PainLog::default().with_notes(notes, "back");
        assert_eq!(without_a_log.len(), 3);
        assert_eq!(without_a_log.day(date(2026, 10, 3)).unwrap().note, None);
    }

    proptest! {
        #[test]
        fn no_note_makes_it_panic(text in ".{0,60}", tag in ".{0,6}") {
            let _ = note_tag(&text, &tag);
            let _ = note_tag(&format!("{tag} {text}"), &tag);
        }
    }
}

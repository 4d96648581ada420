//! Names as the shipped typeface can draw them, on paper and in pictures.
//!
//! The page in a browser shows every name as it was typed: a browser has other typefaces. Paper has
//! the one. What is no letter, such as a picture, is left out; where letters would be missing from
//! a name, it says so.

use crate::{draw::lettering, page::Page};

/// What stands for a name of which nothing can be drawn.
const NOTHING: &str = "name in letters that this print cannot show";

/// What stands behind a name of which a part can be drawn.
const PART: &str = "(part of the name in letters that this print cannot show)";

/// A page whose names can be drawn.
pub(crate) fn drawable(page: &Page) -> Page {
    let mut page = page.clone();
    let names = page
        .name
        .iter_mut()
        .chain(page.shoes.iter_mut().map(|shoe| &mut shoe.name))
        .chain(page.surfaces.iter_mut().map(|surface| &mut surface.name));
    for name in names {
        *name = drawable_name(name);
    }
    page
}

/// A name without what cannot be drawn. A word that would lose a letter goes whole: half a word
/// would be another name.
pub(crate) fn drawable_name(name: &str) -> String {
    if name.chars().all(lettering::draws) {
        return name.to_owned();
    }
    let is_lost = |word: &&str| word.chars().any(|c| c.is_alphanumeric() && !lettering::draws(c));
    let kept: Vec<String> = name
        .split_whitespace()
        .filter(|word| !is_lost(word))
        .map(|word| word.chars().filter(|&letter| lettering::draws(letter)).collect())
        .filter(|word: &String| !word.is_empty())
        .collect();
    let kept = kept.join(" ");
    let is_whole = !name.split_whitespace().any(|word| is_lost(&word));
    match (kept.chars().any(char::is_alphanumeric), is_whole) {
        (false, _) => NOTHING.to_owned(),
        (true, true) => kept,
        (true, false) => format!("{kept} {PART}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::sample;

    #[test]
    fn pictures_and_turns_of_direction_go_without_a_word() {
        assert_eq!(drawable_name("Ghost 15 👟"), "Ghost 15");
        assert_eq!(drawable_name("Żółta \u{202e}Ærø"), "Żółta Ærø");
        assert_eq!(drawable_name("two  spaces"), "two  spaces");
    }

    #[test]
    fn a_name_that_would_lose_letters_says_so() {
        assert_eq!(drawable_name("נועה 🏃"), NOTHING);
        assert_eq!(drawable_name("👟"), NOTHING);
        assert_eq!(drawable_name("Brooks שלום 2"), format!("Brooks 2 {PART}"));
        assert_eq!(drawable_name("Run靴 red"), format!("red {PART}"));
    }

    #[test]
    fn every_name_on_the_page_is_made_drawable() {
        let mut page = sample::october();
        page.name = Some("נועה".into());
        page.shoes[0].name = "נעל".into();
        page.surfaces[0].name = "חול".into();
        let shown = format!("{:?}", drawable(&page));
        assert!(shown.chars().all(|c| !('\u{590}'..='\u{5ff}').contains(&c)), "{shown}");
    }
}

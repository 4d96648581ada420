//! Devices in words: `garmin fr955` is a Garmin Forerunner 955.
//!
//! The keys are those of the FIT profile's lists of makers and products, as `fitparser` 0.11 has
//! them. The profile gives keys and no names: how a name is written is our reading of the key.

use super::{resolution, words::listed};
use crate::page::{DeviceName, Page, RecordedBy, WatchTold};

/// Makers whose name is more than its key with a capital.
const MAKERS: [(&str, &str); 9] = [
    ("polar_electro", "Polar"),
    ("wahoo_fitness", "Wahoo"),
    ("coros", "COROS"),
    ("huami", "Amazfit"),
    ("tomtom", "TomTom"),
    ("stryd", "Stryd"),
    ("dynastream", "Garmin"),
    ("osmand", "OsmAnd"),
    ("opentracks", "OpenTracks"),
];

/// Words that no maker is called by.
const NO_MAKERS: [&str; 2] = ["development", "unknown"];

/// Families of products: how the key begins, and how the name does.
const FAMILIES: [(&str, &str); 13] = [
    ("vivo_active", "vívoactive"),
    ("vivoactive", "vívoactive"),
    ("forerunner", "Forerunner"),
    ("instinct", "Instinct"),
    ("enduro", "Enduro"),
    ("venusq", "Venu Sq"),
    ("fenix", "fēnix"),
    ("edge", "Edge"),
    ("venu", "Venu"),
    ("epix", "epix"),
    ("marq", "MARQ"),
    ("hrm", "HRM"),
    ("fr", "Forerunner"),
];

/// What stands behind a page, one phrase each: what recorded it, and how its values lie in time where
/// that is told. A copy names devices alone, in the order in which it holds them.
pub(crate) fn behind(page: &Page) -> Vec<String> {
    let coverage = &page.coverage;
    if page.is_copy {
        return names(&coverage.recorded_by.devices).collect();
    }
    [recorded_by(&coverage.recorded_by), resolution::of_page(&coverage.resolution)].concat()
}

/// The watches, and what of the runner they told: one phrase each.
pub(crate) fn recorded_by(what: &RecordedBy) -> Vec<String> {
    let mut names: Vec<String> = names(&what.devices).collect();
    names.sort();
    names.dedup();
    let told: Vec<&str> = what.told.iter().copied().map(of_runner).collect();
    names.extend((!told.is_empty()).then(|| format!("{} from your watch", listed(&told))));
    names
}

const fn of_runner(told: WatchTold) -> &'static str {
    match told {
        WatchTold::Height => "height",
        WatchTold::Mass => "mass",
        WatchTold::Sex => "sex",
        WatchTold::HeartRateLimits => "heart-rate limits",
    }
}

/// Names, without those of devices of which neither maker nor product says anything.
fn names(devices: &[DeviceName]) -> impl Iterator<Item = String> {
    devices.iter().map(shown).filter(|name| !name.is_empty())
}

fn shown(device: &DeviceName) -> String {
    let maker = device.maker.as_deref().and_then(maker).unwrap_or_default();
    let product = device.product.as_deref().and_then(product).unwrap_or_default();
    if product.to_lowercase().starts_with(&maker.to_lowercase()) {
        return product;
    }
    format!("{maker} {product}").trim().to_owned()
}

fn maker(key: &str) -> Option<String> {
    if is_number(key) || NO_MAKERS.contains(&key) {
        return None;
    }
    let known = MAKERS.iter().find(|(known, _)| *known == key).map(|(_, name)| (*name).to_owned());
    known.or_else(|| Some(capital(&key.replace('_', " "))))
}

/// A number is a product that the profile has no name for; it says nothing to a reader.
fn product(key: &str) -> Option<String> {
    if is_number(key) || key == "connect" {
        return None;
    }
    // What has spaces or capitals was written for people.
    if key.chars().any(|letter| letter.is_whitespace() || letter.is_uppercase()) {
        return Some(key.to_owned());
    }
    let family = FAMILIES.iter().find(|(begins, _)| key.starts_with(begins));
    let Some((begins, name)) = family else { return Some(key.replace('_', " ")) };
    let model = key.get(begins.len()..).unwrap_or_default();
    let pieces = model.split('_').filter(|piece| !piece.is_empty()).map(piece);
    Some(std::iter::once((*name).to_owned()).chain(pieces).collect::<Vec<_>>().join(" "))
}

/// Pieces of product keys that are letters of their own, and not words.
const LETTERS: [&str; 6] = ["hr", "lte", "nfc", "xt", "amoled", "apac"];

/// A piece of a product's key: `910xt` is 910XT, `45mm` a length, `music` a word.
fn piece(key: &str) -> String {
    let is_length = key.ends_with("mm");
    let number = key.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let is_short = key.len() - number.len() <= LONGEST_SUFFIX;
    if LETTERS.contains(&key) || (is_number(number) && !number.is_empty() && is_short && !is_length)
    {
        key.to_uppercase()
    } else {
        capital(key)
    }
}

/// Letters behind a number that belong to it: `XT`, `S`, `X`.
const LONGEST_SUFFIX: usize = 2;

fn is_number(key: &str) -> bool {
    key.chars().all(|letter| letter.is_ascii_digit())
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(maker: &'static str, product: &'static str) -> String {
        let some = |text: &'static str| (!text.is_empty()).then(|| text.into());
        shown(&DeviceName { maker: some(maker), product: some(product) })
    }

    #[test]
    fn keys_of_the_profile_become_names_that_people_know() {
        // Keys from the profile; the names are what people call these devices.
        for (manufacturer, product, name) in [
            ("garmin", "fr955", "Garmin Forerunner 955"),
            ("garmin", "fr910xt", "Garmin Forerunner 910XT"),
            ("garmin", "fenix8", "Garmin fēnix 8"),
            ("garmin", "vivo_active_hr", "Garmin vívoactive HR"),
            ("garmin", "edge520", "Garmin Edge 520"),
            ("garmin", "edge_1030_plus", "Garmin Edge 1030 Plus"),
            ("garmin", "venusq", "Garmin Venu Sq"),
            ("garmin", "venusq_music", "Garmin Venu Sq Music"),
            ("garmin", "fr255_small_music", "Garmin Forerunner 255 Small Music"),
            ("garmin", "fr945_lte", "Garmin Forerunner 945 LTE"),
            ("garmin", "fenix3_hr", "Garmin fēnix 3 HR"),
            ("garmin", "fenix7s_pro_solar", "Garmin fēnix 7S Pro Solar"),
            ("garmin", "epix_gen2", "Garmin epix Gen2"),
            ("garmin", "instinct3_amoled_45mm", "Garmin Instinct 3 AMOLED 45mm"),
            ("garmin", "hrm_pro", "Garmin HRM Pro"),
            ("coros", "COROS APEX Pro", "COROS APEX Pro"),
            ("suunto", "Suunto 9 Baro", "Suunto 9 Baro"),
            ("polar_electro", "", "Polar"),
        ] {
            assert_eq!(named(manufacturer, product), name);
        }
    }

    #[test]
    fn numbers_and_placeholders_are_left_out() {
        assert_eq!(named("garmin", "9999"), "Garmin");
        assert_eq!(named("development", "0"), "");
        assert_eq!(named("", "OpenStreetMap.org"), "OpenStreetMap.org");
    }
}

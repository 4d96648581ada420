//! Devices as their makers write them: `garmin fr955` is a Garmin Forerunner 955.
//!
//! The keys are those of the FIT profile's lists of makers and products.

use crate::model::Device;

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

/// A device's name on the page; empty where neither maker nor product says anything.
pub(crate) fn shown(device: &Device) -> String {
    let maker = device.manufacturer.as_deref().and_then(maker).unwrap_or_default();
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
    let model = key.get(begins.len()..).unwrap_or_default().replace('_', " ");
    Some(format!("{name} {}", model.trim().to_uppercase()).trim().to_owned())
}

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

    fn named(manufacturer: &'static str, product: &'static str) -> String {
        let some = |text: &'static str| (!text.is_empty()).then(|| text.into());
        shown(&Device {
            manufacturer: some(manufacturer),
            product: some(product),
            ..Device::default()
        })
    }

    #[test]
    fn devices_are_called_as_their_makers_call_them() {
        // The makers' own spelling, from their product pages.
        for (manufacturer, product, name) in [
            ("garmin", "fr955", "Garmin Forerunner 955"),
            ("garmin", "fr910xt", "Garmin Forerunner 910XT"),
            ("garmin", "fenix8", "Garmin fēnix 8"),
            ("garmin", "vivo_active_hr", "Garmin vívoactive HR"),
            ("garmin", "edge520", "Garmin Edge 520"),
            ("garmin", "venusq", "Garmin Venu Sq"),
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

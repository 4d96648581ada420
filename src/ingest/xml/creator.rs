//! Who made a file, in the FIT profile's spelling where the maker is one that it knows.

use std::borrow::Cow;

use super::text::{shown, unescaped};
use crate::model::Device;

/// Words in a creator or device name, in small letters, and the maker they stand for.
const MAKERS: [(&str, &str); 40] = [
    ("garmin", "garmin"),
    ("forerunner", "garmin"),
    ("vívoactive", "garmin"),
    ("fenix", "garmin"),
    ("fēnix", "garmin"),
    ("etrex", "garmin"),
    ("oregon", "garmin"),
    ("edge", "garmin"),
    ("mapsource", "garmin"),
    ("suunto", "suunto"),
    ("movescount", "suunto"),
    ("ambit", "suunto"),
    ("polar", "polar_electro"),
    ("coros", "coros"),
    ("wahoo", "wahoo_fitness"),
    ("tomtom", "tomtom"),
    ("apple", "apple"),
    ("amazfit", "huami"),
    ("huami", "huami"),
    ("zepp", "huami"),
    ("huawei", "huawei"),
    ("samsung", "samsung"),
    ("fitbit", "fitbit"),
    ("sigma", "sigmasport"),
    ("rox ", "sigmasport"),
    ("strava", "strava"),
    ("stryd", "stryd"),
    ("zwift", "zwift"),
    ("runtastic", "runtastic"),
    ("runkeeper", "runkeeper"),
    ("endomondo", "endomondo"),
    ("nike", "nike"),
    ("sportractive", "sportractive"),
    ("sports tracker", "sports_tracker"),
    ("locus map", "locus_map"),
    ("opentracks", "opentracks"),
    ("osmand", "osmand"),
    ("timex", "timex"),
    ("bryton", "bryton"),
    ("lezyne", "lezyne"),
];

/// The device of a `creator` or `Name`, addresses left out; none when nothing is left.
pub(in super::super) fn device_of(name: &[u8]) -> Option<Device> {
    let name = shown(&unescaped(name))?;
    let words: Vec<&str> = name
        .split(' ')
        .take_while(|word| !word.starts_with("http") && !word.starts_with("www."))
        .filter(|word| !word.contains('@'))
        .collect();
    let product = words.join(" ").trim_end_matches([' ', '-', ',']).to_owned();
    let manufacturer = manufacturer_of(&name);
    if product.is_empty() && manufacturer.is_none() {
        return None;
    }
    Some(Device {
        manufacturer: manufacturer.map(Cow::Borrowed),
        product: (!product.is_empty()).then_some(Cow::Owned(product)),
        index: Some(0),
        ..Device::default()
    })
}

/// The maker that a name tells of.
pub(in super::super) fn manufacturer_of(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    MAKERS.iter().find(|(word, _)| name.contains(word)).map(|&(_, maker)| maker)
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
    fn makers_are_told_from_names() {
        let told = |name: &str| {
            let device = device_of(name.as_bytes()).unwrap();
            (device.manufacturer.unwrap_or_default(), device.product.unwrap_or_default())
        };
        assert_eq!(told("Garmin Connect"), ("garmin".into(), "Garmin Connect".into()));
        assert_eq!(told("vívoactive HR"), ("garmin".into(), "vívoactive HR".into()));
        assert_eq!(
            told("Movescount - http://www.movescount.com"),
            ("suunto".into(), "Movescount".into())
        );
        assert_eq!(told("VB Net GPS: someone@example.org"), ("".into(), "VB Net GPS:".into()));
        assert_eq!(device_of(b"  "), None);
    }
}

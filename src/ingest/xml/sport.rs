//! Sports by the words that services and watches use, in the FIT profile's spelling.

use std::borrow::Cow;

use crate::model::Sport;

/// A sport and its kind, as the FIT profile has them, for each of the words in small letters with
/// everything but letters taken out.
const WORDS: [(&str, Option<&str>, &[&str]); 36] = [
    (
        "running",
        None,
        &[
            "run",
            "running",
            "jog",
            "jogging",
            "lauf",
            "laufen",
            "courseàpied",
            "carrera",
            "correr",
            "corsa",
            "corrida",
            "hardloopsessie",
            "hardlopen",
            "ランニング",
            "ラン",
            "roadrunning",
            "outdoorrun",
            "outdoorrunning",
        ],
    ),
    ("running", Some("street"), &["streetrunning", "streetrun"]),
    (
        "running",
        Some("trail"),
        &["trailrun", "trailrunning", "trail", "traillauf", "trailloop", "mountainrunning"],
    ),
    (
        "running",
        Some("treadmill"),
        &["treadmill", "treadmillrun", "treadmillrunning", "laufband", "laufbandlauf"],
    ),
    ("running", Some("indoor_running"), &["indoorrun", "indoorrunning"]),
    (
        "running",
        Some("virtual_activity"),
        &["virtualrun", "virtualrunning", "virtuellerlauf", "coursevirtuelle", "carreravirtual"],
    ),
    ("running", Some("track"), &["trackrun", "trackrunning", "trackandfield"]),
    ("running", Some("ultra"), &["ultrarun", "ultrarunning"]),
    ("running", Some("obstacle"), &["obstaclerun", "obstaclerunning", "obstaclecourseracing"]),
    (
        "cycling",
        None,
        &[
            "bike",
            "biking",
            "ride",
            "cycling",
            "radfahrt",
            "radfahren",
            "vélo",
            "sortieàvélo",
            "bicicleta",
            "fietsrit",
            "fietsen",
            "cyclingtransportation",
            "ライド",
        ],
    ),
    ("cycling", Some("road"), &["roadbiking", "roadcycling"]),
    (
        "cycling",
        Some("mountain"),
        &["mtb", "mountainbike", "mountainbiking", "mountainbikeride", "mountainbikefahrt"],
    ),
    ("cycling", Some("gravel_cycling"), &["gravelride", "gravelcycling"]),
    ("cycling", Some("cyclocross"), &["cyclocross"]),
    (
        "cycling",
        Some("virtual_activity"),
        &["virtualride", "virtuellefahrt", "virtuelleradfahrt", "virtualcycling"],
    ),
    ("cycling", Some("indoor_cycling"), &["indoorcycling", "indoorbiking", "spinning"]),
    ("e_biking", None, &["ebikeride", "ebiking", "ebike", "ebikefahrt"]),
    (
        "walking",
        None,
        &[
            "walk",
            "walking",
            "spaziergang",
            "gehen",
            "marche",
            "caminata",
            "wandeling",
            "camminata",
            "caminhada",
            "ウォーキング",
            "ウォーク",
        ],
    ),
    ("walking", Some("indoor_walking"), &["indoorwalk", "indoorwalking"]),
    ("walking", Some("speed_walking"), &["speedwalk", "speedwalking", "nordicwalking"]),
    (
        "hiking",
        None,
        &[
            "hike",
            "hiking",
            "wanderung",
            "wandern",
            "randonnée",
            "senderismo",
            "escursione",
            "trekking",
            "ハイキング",
        ],
    ),
    ("swimming", None, &["swim", "swimming", "schwimmen", "natation", "natación", "zwemmen"]),
    ("swimming", Some("lap_swimming"), &["lapswimming", "poolswimming", "poolswim"]),
    ("swimming", Some("open_water"), &["openwaterswimming", "openwaterswim", "openwater"]),
    ("rowing", None, &["rowing", "indoorrowing"]),
    ("alpine_skiing", None, &["alpineski", "alpineskiing", "resortskiingsnowboarding"]),
    ("alpine_skiing", Some("backcountry"), &["backcountryski", "backcountryskiing"]),
    ("cross_country_skiing", None, &["nordicski", "crosscountryskiing"]),
    ("snowboarding", None, &["snowboard", "snowboarding"]),
    ("inline_skating", None, &["inlineskate", "inlineskating", "skating"]),
    ("kayaking", None, &["kayaking"]),
    ("stand_up_paddleboarding", None, &["standuppaddling", "standuppaddleboarding"]),
    (
        "training",
        Some("strength_training"),
        &["weighttraining", "strengthtraining", "krafttraining", "musculation"],
    ),
    ("training", None, &["workout", "training", "entrainement", "entraînement", "entrenamiento"]),
    ("fitness_equipment", Some("elliptical"), &["elliptical"]),
    ("generic", None, &["other", "generic"]),
];

/// The sport that a word stands for; `unknown` when we do not know it.
pub(in super::super) fn sport_of_words(words: &str) -> Sport {
    let key: String =
        words.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    WORDS
        .iter()
        .find(|(_, _, spellings)| spellings.contains(&key.as_str()))
        .map_or_else(|| sport("unknown", None), |&(name, kind, _)| sport(name, kind))
}

/// The sport of an activity code, which Strava's GPX exports wrote for a word for many years. Those
/// we know are named; any other one is at least not a run.
pub(in super::super) fn sport_of_strava_code(code: &str) -> Option<Sport> {
    match code.trim() {
        "1" => Some(sport("cycling", None)),
        "4" => Some(sport("hiking", None)),
        "9" => Some(sport("running", None)),
        "10" => Some(sport("walking", None)),
        "16" => Some(sport("swimming", None)),
        other if !other.is_empty() && other.bytes().all(|byte| byte.is_ascii_digit()) => {
            Some(sport("generic", None))
        }
        _ => None,
    }
}

fn sport(name: &'static str, kind: Option<&'static str>) -> Sport {
    Sport { sport: Cow::Borrowed(name), sub_sport: kind.map(Cow::Borrowed) }
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
    fn words_of_watches_and_services_are_the_profiles_sports() {
        for (words, name, kind) in [
            ("running", "running", None),
            ("Run", "running", None),
            ("trail_running", "running", Some("trail")),
            ("Trail Run", "running", Some("trail")),
            ("treadmill_running", "running", Some("treadmill")),
            ("VirtualRun", "running", Some("virtual_activity")),
            ("Course à pied", "running", None),
            ("Lauf", "running", None),
            ("Biking", "cycling", None),
            ("mountain biking", "cycling", Some("mountain")),
            ("open_water_swimming", "swimming", Some("open_water")),
            ("Other", "generic", None),
            ("alpineTour", "unknown", None),
            ("", "unknown", None),
        ] {
            let sport = sport_of_words(words);
            assert_eq!((sport.sport.as_ref(), sport.sub_sport.as_deref()), (name, kind), "{words}");
        }
        assert!(sport_of_strava_code("9").unwrap().is_running());
        assert_eq!(sport_of_strava_code("running"), None);
    }

    #[test]
    fn no_word_stands_for_two_sports() {
        let mut words: Vec<&str> = WORDS.iter().flat_map(|(.., words)| *words).copied().collect();
        let count = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), count);
    }
}

//! Settings from what was seen: the commented template with lines filled in.

use super::{
    super::say::counted,
    seen::{Seen, Worn},
};

const CONFIG: &str = include_str!("backstride.toml");

/// Where the shoes' example stands in the template.
const SHOES_BEGIN: &str = "# [[shoe]]\n";

/// The settings: as they come, and with what was seen and told filled in.
/// The diary of an account is read from then on where `asks_diary`.
pub(super) fn config(seen: &Seen, height_cm: Option<f64>, asks_diary: bool) -> String {
    let mut text = CONFIG.to_owned();
    if let Some(head) = head(seen) {
        text = text.replacen("\n\n", &format!("\n{head}\n"), 1);
    }
    match (height_cm, seen.height_cm.or(seen.kept_height_cm)) {
        (Some(cm), _) => text = filled(&text, "height_cm", &cm.to_string(), ""),
        (None, Some(cm)) if seen.height_cm.is_none() => {
            text = filled(&text, "# height_cm", &cm.to_string(), "as your account keeps it; ");
        }
        (None, Some(cm)) => {
            text = filled(&text, "# height_cm", &cm.to_string(), "as your watch believes; ");
        }
        (None, None) => {}
    }
    if let Some((kg, day)) = seen.kept_mass_kg {
        let before = format!("as your account kept it on {day}; ");
        text = filled(&text, "# mass_kg", &kg.to_string(), &before);
    }
    if asks_diary {
        text = filled(&text, "health_diary", "true", "");
    }
    if let Some(zone) = &seen.zone {
        text = filled(&text, "time_zone", &quoted(zone), "");
    }
    if !seen.shoes.is_empty() {
        text = with_shoes(&text, &seen.shoes);
    }
    text
}

/// What was proposed, in words, for people on a terminal; none where nothing was seen.
pub(super) fn told(seen: &Seen) -> Option<String> {
    let (first, last) = seen.span?;
    let runs = counted(seen.runs, "run", "runs");
    let mut told = format!("seen: {runs} from {first} to {last}\n");
    let mut line = |what: &str, values: &[String]| {
        if !values.is_empty() {
            told.push_str(&format!("  {what}: {}\n", values.join(", ")));
        }
    };
    line("recorded by", &seen.devices);
    let shoes: Vec<String> = seen.shoes.iter().map(|shoe| shoe.name.clone()).collect();
    line("shoes", &shoes);
    line("time zone", &seen.zone.iter().cloned().collect::<Vec<_>>());
    let kept = [
        seen.kept_height_cm.map(|cm| format!("height {cm} cm")),
        seen.kept_mass_kg.map(|(kg, day)| format!("mass {kg} kg on {day}")),
    ];
    line(
        "kept by your account, proposed in a comment",
        &kept.into_iter().flatten().collect::<Vec<_>>(),
    );
    Some(told)
}

/// Comment lines that tell what the proposals rest on.
fn head(seen: &Seen) -> Option<String> {
    let (first, last) = seen.span?;
    let mut head =
        format!("#\n# Proposed from {} from {first} to {last}", counted(seen.runs, "run", "runs"));
    if !seen.devices.is_empty() {
        head.push_str(&format!(", recorded by {}", in_a_comment(&seen.devices.join(", "))));
    }
    head.push_str(".\n");
    Some(head)
}

/// The template with a line's value set, its comment kept behind `before`. A key that begins with `#`
/// stays a comment.
fn filled(text: &str, key: &str, value: &str, before: &str) -> String {
    let name = key.trim_start_matches("# ");
    let mut lines = String::with_capacity(text.len() + value.len());
    for line in text.split_inclusive('\n') {
        if !line.starts_with(&format!("# {name} = ")) {
            lines.push_str(line);
            continue;
        }
        let comment =
            line.get(1..).and_then(|rest| rest.split_once('#')).map(|(_, comment)| comment);
        let set = format!("{key} = {value}");
        match comment {
            Some(comment) => {
                lines.push_str(&format!("{set:<28}  # {before}{}\n", comment.trim()));
            }
            None => lines.push_str(&format!("{set}\n")),
        }
    }
    lines
}

/// The template with shoes in place of the example.
fn with_shoes(text: &str, shoes: &[Worn]) -> String {
    let Some((before, example)) = text.split_once(SHOES_BEGIN) else { return text.to_owned() };
    let (_, after) = example.split_once("\n\n").unwrap_or((example, ""));
    let blocks: Vec<String> = shoes.iter().map(shoe).collect();
    format!("{before}{}\n{after}", blocks.join("\n"))
}

/// The export's table says which runs were in it, so it has no days of its own.
fn shoe(worn: &Worn) -> String {
    let name = quoted(&worn.name);
    let (first, last) = worn.span;
    let runs = counted(worn.runs, "run", "runs");
    format!(
        "[[shoe]]                    # {runs} from {first} to {last}, by the export's own table\n\
         id = {name}\nname = {name}\nstart_km = 0                # run in it before\n"
    )
}

/// A text as a TOML value.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

/// A name that a file chose, on one line of a comment.
fn in_a_comment(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::config::Config;

    fn seen() -> Seen {
        let span = (date(2026, 1, 3), date(2026, 10, 31));
        let shoe = |name: &str| Worn { name: name.to_owned(), runs: 2, span };
        Seen {
            runs: 79,
            span: Some(span),
            devices: vec!["Garmin Forerunner 955".to_owned(), "x\n[evil]".to_owned()],
            shoes: vec![shoe("Ghost 15"), shoe("Dad's \"fast\" #2\nones")],
            zone: Some("Europe/Berlin".to_owned()),
            height_cm: Some(180.0),
            kept_height_cm: None,
            kept_mass_kg: None,
        }
    }

    #[test]
    fn what_is_proposed_reads_back_as_it_was_seen() {
        let config = Config::read(&config(&seen(), Some(172.7), false)).unwrap();
        // Centimetres over a hundred: the last bits may differ.
        assert!(config.runner.height_m.is_some_and(|metres| (metres - 1.727).abs() < 1e-9));
        assert_eq!(config.report.time_zone.as_deref(), Some("Europe/Berlin"));
        let names: Vec<&str> = config.shoes.iter().map(|shoe| shoe.id.as_str()).collect();
        assert_eq!(names, ["Ghost 15", "Dad's \"fast\" #2\nones"]);
        // Days would set a shoe against the table, which knows each run's.
        assert!(config.shoes.iter().all(|shoe| shoe.from.is_none()));
        assert!(config.doubts().is_empty());
    }

    #[test]
    fn what_the_watch_believes_of_the_height_is_shown_and_not_set() {
        let text = config(&seen(), None, false);
        assert!(text.contains("\n# height_cm = 180 "), "{text}");
        assert_eq!(Config::read(&text).unwrap().runner.height_m, None);
    }

    #[test]
    fn what_an_account_keeps_of_the_body_is_a_comment_and_its_diary_is_read_once_asked_for() {
        let kept = Seen {
            height_cm: None,
            kept_height_cm: Some(178.0),
            kept_mass_kg: Some((73.6, date(2026, 6, 14))),
            ..seen()
        };
        let text = config(&kept, None, true);
        assert!(text.contains("\n# height_cm = 178 "), "{text}");
        assert!(text.contains("\n# mass_kg = 73.6 ") && text.contains("2026-06-14"), "{text}");
        let read = Config::read(&text).unwrap();
        assert_eq!((read.runner.height_m, read.runner.mass_kg), (None, None));
        assert!(read.import.health_diary && !Config::read(CONFIG).unwrap().import.health_diary);
    }

    #[test]
    fn without_an_export_the_settings_are_as_they_come() {
        assert_eq!(config(&Seen::default(), None, false), CONFIG);
        assert_eq!(Config::read(CONFIG).unwrap().shoes, []);
        let named = config(&seen(), None, false);
        for line in CONFIG.lines().filter(|line| line.starts_with('[')) {
            assert!(named.contains(line), "{line} is lost");
        }
    }
}

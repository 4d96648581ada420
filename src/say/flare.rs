//! A flare in words: when, how bad, against what; and the lines under it.

use crate::say::voice::Voice;
use jiff::civil::Date;

use super::words::{self, count, short};
use crate::{
    model::{BodySite, Flare, FlareEnd, LegSymptom, Side, Tablets, UsualLevel},
    page::{BeforeFlare, FlareStory, LastSeven, Units},
};

/// Earlier flares that are named.
const EARLIER: usize = 3;

/// The one sentence on a flare.
pub(crate) fn sentence(flare: &Flare, voice: Voice) -> String {
    format!("{}: {}.", named(flare, voice), how_bad(flare))
}

/// The sentence on all flares of a period.
pub(crate) fn sentence_of_all(stories: &[FlareStory], voice: Voice) -> Option<String> {
    match stories {
        [] => None,
        [one] => Some(sentence(&one.flare, voice)),
        several => {
            let each: Vec<String> = several
                .iter()
                .map(|story| format!("{}, {}", when(&story.flare, voice), how_bad(&story.flare)))
                .collect();
            Some(format!("{} flares: {}.", counted(several.len()), each.join("; ")))
        }
    }
}

fn counted(n: usize) -> String {
    match n {
        2 => "Two".to_owned(),
        3 => "Three".to_owned(),
        4 => "Four".to_owned(),
        n => n.to_string(),
    }
}

/// `A flare from 11 to 18 July`; by the runner's own mark where only that tells it.
fn named(flare: &Flare, voice: Voice) -> String {
    let whose = if flare.above_usual.is_empty() { "A flare by your own mark" } else { "A flare" };
    format!("{whose} {}", when(flare, voice))
}

fn when(flare: &Flare, voice: Voice) -> String {
    match flare.end {
        FlareEnd::Open { .. } if flare.first != flare.last => {
            format!("since {}", voice.day(flare.first))
        }
        _ if flare.first == flare.last => format!("on {}", voice.day(flare.first)),
        _ => format!("from {}", voice.days(flare.first, flare.last)),
    }
}

/// `mornings up to 8, usually 1 to 2`.
fn how_bad(flare: &Flare) -> String {
    let Some((_, peak)) = flare.peak else {
        let worst = flare.worst.map(|(_, worst)| format!(", the worst of a day {worst}"));
        return format!("no morning is logged in it{}", worst.unwrap_or_default());
    };
    let mornings = if flare.first == flare.last {
        format!("the morning at {peak}")
    } else {
        format!("mornings up to {peak}")
    };
    match flare.usual {
        Some(usual) => format!("{mornings}, usually {}", usual_words(usual)),
        None => format!("{mornings}; what is usual is not known yet"),
    }
}

/// The middle half of the mornings before: `1 to 2`.
fn usual_words(usual: UsualLevel) -> String {
    let (low, high) = (short(usual.middle.0), short(usual.middle.1));
    if low == high { low } else { format!("{low} to {high}") }
}

/// What is said under a flare, one line each: marked days and days above usual apart, where, legs,
/// tablets, function, whether it has passed, what was kept up in it, flares before it.
pub(crate) fn lines(story: &FlareStory, voice: Voice) -> Vec<String> {
    let flare = &story.flare;
    [
        Some(days(flare, voice)),
        places(flare),
        legs(flare, voice),
        tablets(flare.tablets),
        function(flare),
        (flare.nights > 0).then(|| format!("Worse at night on {}.", count(flare.nights, "day"))),
        Some(end(flare, story.may_say_passed, voice)),
    ]
    .into_iter()
    .flatten()
    .chain(beside(&story.run_days, &story.earlier, voice))
    .collect()
}

/// Marked days and days above the usual level, apart.
fn days(flare: &Flare, voice: Voice) -> String {
    let above = |lead: &str| match (flare.usual, flare.above_usual.is_empty()) {
        (None, _) => format!("{lead}no usual level is known to set mornings against."),
        (Some(_), true) => format!("{lead}no morning of it is above the usual level."),
        (Some(_), false) => format!("{lead}above usual {}.", voice.some_days(&flare.above_usual)),
    };
    if flare.marked.is_empty() {
        return format!("{} No day is marked.", capital(&above("")));
    }
    above(&format!("Marked {}; ", voice.some_days(&flare.marked)))
}

/// `low back, right`.
pub(crate) fn place(site: BodySite, side: Option<Side>) -> String {
    let side = side.map_or_else(String::new, |side| format!(", {}", side.shown()));
    format!("{}{side}", site.shown())
}

fn places(flare: &Flare) -> Option<String> {
    let told: Vec<String> = flare
        .places
        .iter()
        .map(|(site, side, days)| format!("{} ({})", place(*site, *side), count(*days, "day")))
        .collect();
    (!told.is_empty()).then(|| format!("Where: {}.", told.join("; ")))
}

/// What the legs felt, and on which days nothing is said of them.
fn legs(flare: &Flare, voice: Voice) -> Option<String> {
    let told: Vec<String> = flare
        .legs
        .iter()
        .map(|(symptom, days)| match symptom {
            LegSymptom::None => format!("nothing on {}", count(*days, "day")),
            other => format!("{} on {}", other.shown(), count(*days, "day")),
        })
        .collect();
    let gap = (!flare.legs_not_logged.is_empty())
        .then(|| format!("not logged {}", voice.some_days(&flare.legs_not_logged)));
    let all: Vec<String> = told.into_iter().chain(gap).collect();
    (!all.is_empty()).then(|| format!("Leg: {}.", all.join(", ")))
}

fn tablets(tablets: Tablets) -> Option<String> {
    let named = [
        (tablets.prescribed, "prescribed"),
        (tablets.otc, "over the counter"),
        (tablets.none, "none"),
    ];
    let mut parts: Vec<String> = named
        .into_iter()
        .filter(|(days, _)| *days > 0)
        .map(|(days, name)| format!("{name} on {}", count(days, "day")))
        .collect();
    if tablets.not_logged > 0 && !parts.is_empty() {
        parts.push(format!("not logged on {}", tablets.not_logged));
    }
    (!parts.is_empty()).then(|| format!("Painkillers: {}.", parts.join(", ")))
}

fn function(flare: &Flare) -> Option<String> {
    let (now, usual) = flare.function;
    let usual = usual.map_or_else(String::new, |usual| format!(", usually {}", short(usual)));
    now.map(|now| format!("Function {} of 10{usual}.", short(now)))
}

/// Whether it has passed, by three logged mornings back at the usual level.
fn end(flare: &Flare, may_comfort: bool, voice: Voice) -> String {
    let last = flare.last_morning.map_or_else(String::new, |(day, score)| {
        format!(" The last logged morning is {score}, on {}.", voice.day(day))
    });
    match flare.end {
        FlareEnd::Back(day) if may_comfort => {
            format!(
                "Passed: three logged mornings back at the usual level from {} on.",
                voice.day(day)
            )
        }
        FlareEnd::Back(day) => {
            format!("Three logged mornings from {} on were at the usual level.", voice.day(day))
        }
        FlareEnd::NoLongerMarked(day) => format!(
            "Not marked since {}; without a usual level it cannot be told whether it has passed.",
            voice.day(day)
        ),
        FlareEnd::Open { back } => format!(
            "Not known to have passed: {back} of three logged mornings back at the usual level.{last}"
        ),
    }
}

/// What was kept up in a flare, and flares before it.
fn beside(run_days: &[Date], earlier: &[(Date, usize)], voice: Voice) -> [String; 2] {
    let run_days = match run_days {
        [] => "No run is known in it.".to_owned(),
        days => format!("Runs in it: {}.", voice.some_days(days)),
    };
    let earlier: Vec<String> = earlier
        .iter()
        .take(EARLIER)
        .map(|(first, length)| match *length {
            // One morning is a day, and no spell.
            1 => format!("on {}", voice.day_and_year(*first)),
            length => format!("from {}, {}", voice.day_and_year(*first), count(length, "day")),
        })
        .collect();
    let earlier = match earlier.as_slice() {
        [] => "No earlier flare in the log.".to_owned(),
        some => format!("Earlier flares: {}.", some.join("; ")),
    };
    [run_days, earlier]
}

/// `1.1 of 10`, and what stands beside it: `usual 1.5 · peak 2 · no tablets`.
pub(crate) fn last_seven(last: &LastSeven, voice: Voice) -> String {
    let mut parts = vec![format!("up to {}", voice.day(last.until))];
    parts.extend(last.usual.map(|usual| format!("usual {}", short(usual))));
    parts.push(format!("peak {}", last.peak));
    parts.push(format!("{} of 7 logged", last.n));
    parts.extend(last.tablet_days.map(|days| match days {
        0 => "no painkillers".to_owned(),
        days => format!("painkillers on {}", count(days, "day")),
    }));
    parts.join(" · ")
}

/// Names of the columns of the week before a flare.
pub(crate) const WEEK_HEAD: [&str; 5] = ["", "that week", "calm", "weeks like", "flare"];

/// A row of the week before a flare: what, that week, the calm week, how many of the earlier weeks
/// were like it, and how many of these a flare followed.
fn exposure_cells(exposure: &BeforeFlare, units: Units) -> [String; 5] {
    let is_km = exposure.unit == "km";
    let shown = |value: f64| {
        if is_km { words::distance_number(value * METRES_PER_KM, units) } else { short(value) }
    };
    let unit = match (is_km, exposure.unit) {
        (true, _) => words::distance_unit(units),
        // `1 days` reads wrong, and the row's name tells it.
        (false, "days" | "nights") => "",
        (false, unit) => unit,
    };
    let [like, followed] = match exposure.weeks_known {
        0 => ["no week".to_owned(), String::new()],
        known => [
            format!("{} of {known}", exposure.weeks_like_it),
            match exposure.weeks_like_it {
                // Of no week nothing followed.
                0 => "–".to_owned(),
                like => format!("{} of {like}", exposure.followed),
            },
        ],
    };
    [
        capital(exposure.name),
        format!("{} {unit}", shown(exposure.value)).trim().to_owned(),
        words::or_blank(exposure.calm, shown),
        like,
        followed,
    ]
}

const METRES_PER_KM: f64 = 1000.0;

/// The rows of the table; what reads alike but for its name shares a row.
pub(crate) fn exposure_rows(exposures: &[BeforeFlare], units: Units) -> Vec<[String; 5]> {
    let mut rows: Vec<[String; 5]> = Vec::new();
    for [name, value, calm, like, followed] in
        exposures.iter().map(|exposure| exposure_cells(exposure, units))
    {
        let is_alike =
            |row: &&mut [String; 5]| row[1..] == [value.as_str(), &calm, &like, &followed];
        match rows.iter_mut().find(is_alike) {
            Some(row) => row[0] = format!("{}, {}", row[0], name.to_lowercase()),
            None => rows.push([name, value, calm, like, followed]),
        }
    }
    rows
}

/// With its first letter large.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| format!("{}{}", first.to_uppercase(), letters.as_str()))
}

/// The last seven days before a flare as a title: `The seven days before the flare, 5 to 11 July`.
pub(crate) fn week_title(first: Date, last: Date, voice: Voice) -> String {
    format!("The seven days before the flare, {}", voice.days(first, last))
}

/// How the table of the week before is to be read.
pub(crate) fn week_note(calm: Option<(Date, Date)>, voice: Voice) -> String {
    match calm {
        Some((first, last)) => format!(
            "Calm week {}. It stands beside the flare and does not say why it came.",
            voice.days(first, last)
        ),
        None => "No calm week is known. It stands beside the flare and does not say why it came."
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{
        insight::flare_spans::flares_of,
        model::calendar::each_day,
        pain::{ColumnMap, read},
    };

    /// Calm mornings of 1 and 2 in June and up to 9 July, one of 6 on 10 July, and these behind it.
    fn story(behind: &[(i8, &str)], known_until: i8) -> FlareStory {
        let mut text = String::from("date,pain_morning\n");
        for day in each_day(date(2026, 6, 1), date(2026, 7, 9)) {
            text.push_str(&format!("{day},{}\n", 1 + day.day() % 2));
        }
        for (day, score) in [(10, "6")].iter().chain(behind) {
            text.push_str(&format!("{},{score}\n", date(2026, 7, *day)));
        }
        let log = read(text.as_bytes(), &ColumnMap::default(), "log").unwrap();
        let mut flares = flares_of(&log, (date(2026, 7, 1), date(2026, 7, known_until)));
        assert_eq!(flares.len(), 1);
        let flare = flares.remove(0);
        let earlier = vec![(date(2026, 3, 4), 1), (date(2026, 1, 5), 3)];
        FlareStory { flare, may_say_passed: true, run_days: Vec::new(), earlier, before: None }
    }

    #[test]
    fn one_morning_alone_is_a_flare_of_that_day_and_no_spell() {
        // Two points above the usual one, after three that were not: the rule asks for no second day.
        let story = story(&[(11, "2"), (12, "1"), (13, "2")], 31);
        assert_eq!(story.flare.length_days(), 1);
        let said = sentence(&story.flare, Voice::METRIC);
        assert_eq!(said, "A flare on 10 July: the morning at 6, usually 1 to 2.");
        let lines = lines(&story, Voice::METRIC).join(" ");
        assert!(lines.contains("Above usual 10 July (1 day). No day is marked."), "{lines}");
        assert!(
            lines.contains("Earlier flares: on 4 March 2026; from 5 January 2026, 3 days."),
            "{lines}"
        );
        let all = sentence_of_all(&[story.clone(), story], Voice::METRIC).unwrap();
        let twice = "on 10 July, the morning at 6, usually 1 to 2";
        assert_eq!(all, format!("Two flares: {twice}; {twice}."));
    }

    #[test]
    fn one_morning_alone_is_not_over_before_three_logged_mornings_are_back() {
        let open: [(&[(i8, &str)], usize); 4] = [
            (&[], 0),
            (&[(11, "2")], 1),
            (&[(11, "2"), (12, "1")], 2),
            // Blank mornings are none of the three, nor is a day on which nothing was felt to be told.
            (&[(11, "2"), (20, "1")], 2),
        ];
        for (behind, back) in open {
            let story = story(behind, 31);
            assert_eq!(story.flare.end, FlareEnd::Open { back });
            let said =
                sentence(&story.flare, Voice::METRIC) + &lines(&story, Voice::METRIC).concat();
            let waits = format!("Not known to have passed: {back} of three logged mornings back");
            assert!(said.contains(&waits), "{said}");
            assert!(!said.contains("Passed") && !said.contains("ettled"), "{said}");
        }
        // With the third it ends on the first of them; a morning above usual between starts anew.
        let over = story(&[(11, "2"), (12, "1"), (13, "2")], 31);
        assert!(lines(&over, Voice::METRIC).concat().contains("from 11 July on"));
        let longer = story(&[(11, "2"), (12, "1"), (13, "3"), (14, "1"), (15, "1")], 31);
        assert_eq!((longer.flare.last.day(), longer.flare.end), (13, FlareEnd::Open { back: 2 }));
    }
}

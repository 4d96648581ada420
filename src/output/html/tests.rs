use super::*;
use crate::say::{
    safety,
    voice::{Spoken, Voice},
};
use crate::{
    metrics::Absent,
    model::{Channel, Citation, Reason, Tier, Unit},
    output::summary,
    page::{DeviceName, RunRow, Trouble, sample},
};

/// A roll of one, so that these tests do not hang on the product's.
static CADENCE: Metric = Metric {
    key: "cadence_spm",
    name: "Cadence",
    unit: Unit::StepPerMinute,
    decimals: 0,
    tier: Tier::Established,
    formula: "Steps of both feet in a minute.",
    inputs: &[Channel::Cadence],
    error: "1 to 3 steps a minute.",
    limits: "Only while running.",
    not_for: "Judging a runner.",
    sources: &[Citation { short: "Somebody 2020", title: "A title", doi: "10.1000/example" }],
    plausible: (100.0, 250.0),
    service_mean: None,
    estimate: |_, _| Err(Absent::NoChannel(Channel::Cadence)),
};

fn written(page: Spoken<'_>) -> String {
    with_roll(page, Some(&neighbours()), &[&CADENCE]).unwrap()
}

fn neighbours() -> Neighbours {
    Neighbours {
        previous: Some(("2026-09".into(), "September 2026".into())),
        next: Some(("2026-11".into(), "November 2026".into())),
    }
}

/// The page without what other tests look at: style, script and drawings.
fn words_only(html: &str) -> String {
    without(
        html,
        &[
            ("<style>", "</style>"),
            ("<script>", "</script>"),
            ("<svg", "</svg>"),
            ("content=\"default-src", "\">"),
        ],
    )
}

/// The page without these stretches, each from its first to its last words.
fn without(html: &str, stretches: &[(&str, &str)]) -> String {
    let mut text = html.to_owned();
    for (open, close) in stretches {
        while let Some(start) = text.find(open) {
            let length = text[start..].find(close).expect("it is closed") + close.len();
            text.replace_range(start..start + length, "");
        }
    }
    text
}

/// The words that a reader sees.
fn seen(html: &str) -> String {
    let mut seen = String::new();
    for part in words_only(html).split('<').skip(1) {
        let (_, text) = part.split_once('>').unwrap_or_default();
        seen.push_str(text);
        seen.push(' ');
    }
    seen
}

#[test]
fn every_state_of_a_month_is_a_whole_page() {
    for (name, page) in sample::states() {
        let html = written(Voice::METRIC.tells(&page));
        assert!(html.ends_with("</html>"), "{name}");
        for heading in ["<h1>", "When to get help", "Day by day", "How each number is made"] {
            assert!(html.contains(heading), "{name}: {heading}");
        }
        for gap in ["NaN", "None", "Some(", "  ·", "· ·"] {
            assert!(!words_only(&html).contains(gap), "{name}: {gap:?}");
        }
    }
}

#[test]
fn no_page_uses_a_word_that_claims_or_frightens() {
    let banned =
        ["cause", "causes", "due to", "triggers", "predicts", "risk", "safe", "normal", "abnormal"];
    for (name, page) in sample::states() {
        let text = seen(&written(Voice::METRIC.tells(&page))).to_lowercase();
        let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
        let text = words.join(" ");
        for word in banned {
            assert!(!format!(" {text} ").contains(&format!(" {word} ")), "{name}: {word}");
        }
    }
}

#[test]
fn a_page_holds_nothing_that_its_policy_would_drop_or_that_would_fetch() {
    for (name, page) in sample::states() {
        let html = written(Voice::METRIC.tells(&page));
        for banned in [" style=", " onclick=", " onload=", " src=\"", "@import", "url(http"] {
            assert!(!html.contains(banned), "{name}: {banned}");
        }
        assert_eq!(html.matches("<style>").count(), 1);
        assert_eq!(html.matches("<script>").count(), 1);
    }
}

#[test]
fn ids_are_unique_and_every_fragment_leads_somewhere() {
    for (name, page) in sample::states() {
        let html = written(Voice::METRIC.tells(&page));
        let mut ids: Vec<&str> =
            html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        for fragment in html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(ids.contains(&fragment), "{name}: #{fragment}");
        }
        ids.sort_unstable();
        assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{name}");
    }
}

#[test]
fn headings_go_down_one_step_at_a_time() {
    for (name, page) in sample::states() {
        let html = written(Voice::METRIC.tells(&page));
        let levels: Vec<u8> = html
            .match_indices("<h")
            .filter_map(|(at, _)| html.as_bytes().get(at + 2))
            .filter(|level| level.is_ascii_digit())
            .map(|level| level - b'0')
            .collect();
        assert_eq!(levels.first(), Some(&1), "{name}");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{name}: {levels:?}");
    }
}

#[test]
fn a_loud_box_stands_first_and_takes_form_links_plan_and_headlines_away() {
    for page in [sample::urgent(), sample::emergency()] {
        let html = written(Voice::METRIC.tells(&page));
        let text = seen(&html);
        assert!(html.find("class=\"safety loud\"").unwrap() < html.find("<header>").unwrap());
        for reason in Voice::METRIC.reasons(&page.safety.signs) {
            assert!(text.contains(&reason));
        }
        for withheld in
            ["Mornings hurt less", "Too few mornings", "Plan from", "Cadence", "steps/min"]
        {
            assert!(!text.contains(withheld), "{withheld}");
        }
        assert!(text.contains("13 settled") || text.contains("settled by the next morning"));
        assert!(text.contains("Longest run"));
    }
}

#[test]
fn a_calm_box_says_nothing_about_the_runner() {
    let html = written(Voice::METRIC.tells(&sample::october()));
    let safety = html.split("class=\"safety\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert_eq!(
        seen(&format!("<section{safety}"))
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .replace(" .", "."),
        box_words()
    );
}

#[test]
fn text_from_files_and_log_is_never_markup() {
    let hostile = "<script>alert(1)</script><img src=x>\" onload=\"x";
    let mut page = sample::october();
    page.name = Some(hostile.into());
    page.coverage.recorded_by.devices = vec![DeviceName::called(hostile)];
    page.shoes[0].name = hostile.into();
    page.notices[0].path = hostile.into();
    page.notices[0].trouble = Trouble::Unread(Reason::Disk { what: hostile.into(), outside: true });
    page.runs.push(RunRow { sport: hostile.into(), ..page.runs[0].clone() });
    let html = written(Voice::METRIC.tells(&page));
    assert_eq!(html.matches("<script").count(), 1);
    assert!(!html.contains("<img"));
    assert!(!html.contains("\" onload"));
}

#[test]
fn a_figure_printed_twice_is_one_value() {
    let mut page = sample::october();
    page.coverage.runs = 4321;
    page.coverage.days_logged = 8765;
    page.load.days_without_run = 6543;
    page.load.longest = Some((page.period.first, 77_777_000.0));
    let text = seen(&written(Voice::METRIC.tells(&page)));
    let json: serde_json::Value =
        serde_json::from_str(&summary(Voice::METRIC.tells(&page)).unwrap()).unwrap();
    assert!(text.contains("4321 runs") && !text.contains("16 runs on"));
    assert_eq!(json["coverage"]["runs"], 4321);
    assert_eq!(json["load"]["runs"], 4321);
    assert!(text.contains("logged on 8765 of") && text.contains("of 8765 days"));
    assert_eq!(json["coverage"]["days_logged"], json["pain"]["days_logged"]);
    assert!(text.contains("6543 of 31"));
    assert_eq!(json["load"]["days_without_run"], 6543);
    assert!(text.contains("77,777 km"));
    assert_eq!(json["load"]["longest_m"], 77_777_000.0);
}

#[test]
fn a_number_leads_to_how_it_is_made() {
    let html = written(Voice::METRIC.tells(&sample::october()));
    assert!(html.contains("href=\"#how-cadence-spm\""));
    assert!(html.contains("id=\"how-cadence-spm\""));
    assert!(html.contains("https://doi.org/10.1000/example"));
}

#[test]
fn a_page_without_file_names_shows_none() {
    let mut page = sample::october();
    for run in &mut page.runs {
        run.path.clear();
    }
    page.notices[0].path.clear();
    assert!(!written(Voice::METRIC.tells(&page)).contains(".fit"));
}

#[test]
fn three_runs_stand_open_in_their_table() {
    assert!(
        written(Voice::METRIC.tells(&sample::few_runs()))
            .contains("<details open><summary><h3>Every activity")
    );
    assert!(!written(Voice::METRIC.tells(&sample::october())).contains("<details open>"));
}

/// Words and structure of a rich month, without the drawings and the charts' own words.
#[test]
fn a_rich_month_in_words() {
    let charts_own = [
        ("<div class=\"says\"", "</div>"),
        ("<details class=\"twin\"", "</details>"),
        ("<details><summary><h3>Shoes", "</details>"),
        ("<details><summary><h3>Ground", "</details>"),
        ("<details><summary><h3>Steps by slope", "</details>"),
    ];
    let html = without(&words_only(&written(Voice::METRIC.tells(&sample::october()))), &charts_own)
        .replace(env!("CARGO_PKG_VERSION"), "VERSION");
    let kept: Vec<&str> = html.lines().filter(|line| !line.trim().is_empty()).collect();
    insta::assert_snapshot!(kept.join("\n"));
}

/// For looking at pages: with `PAGES_TO` set, every state is written there.
#[test]
#[allow(clippy::disallowed_methods, reason = "a page is looked at from the disk")]
fn pages_can_be_written_for_looking_at() {
    let states = sample::states();
    let pages: Vec<(String, String)> = states
        .iter()
        .map(|(name, page)| {
            (format!("{name}.html"), html(Voice::METRIC.tells(page), &neighbours()).unwrap())
        })
        .collect();
    assert_eq!(pages.len(), 9);
    let Ok(folder) = std::env::var("PAGES_TO") else { return };
    std::fs::create_dir_all(&folder).unwrap();
    for (name, text) in pages {
        std::fs::write(format!("{folder}/{name}"), text).unwrap();
    }
    let mut entries: Vec<_> = states
        .iter()
        .map(|(_, page)| {
            crate::output::IndexEntry::of(
                Voice::METRIC.tells(page),
                crate::output::Standing::Stands,
            )
        })
        .collect();
    for (i, entry) in entries.iter_mut().enumerate() {
        let month = crate::model::Month::of(jiff::civil::date(2026, 10, 1));
        let month = (0..i).fold(month, |month, _| month.previous());
        entry.first = month.first();
        entry.title = month.title();
        entry.key = month.to_string();
    }
    std::fs::write(
        format!("{folder}/index.html"),
        crate::output::index(&entries, &[], &[]).unwrap(),
    )
    .unwrap();
}

/// The box as running text.
fn box_words() -> String {
    format!("{} {}", safety::plain(safety::EMERGENCY), safety::plain(safety::ADVICE))
}

#[test]
fn no_string_of_a_page_claims_more_than_a_diary_can_show() {
    use crate::{
        insight::words::banned_words,
        output::{Paper, paper::page_one},
    };
    for (name, page) in sample::states() {
        let sheets = page_one::sheets(Voice::METRIC.tells(&page), Paper::A4);
        let drawn: Vec<String> =
            sheets.iter().map(|sheet| seen(&crate::draw::svg(sheet))).collect();
        let texts = [
            seen(&written(Voice::METRIC.tells(&page))),
            summary(Voice::METRIC.tells(&page)).unwrap(),
            drawn.join(" "),
        ];
        for text in texts {
            // Names of files are the runner's own words.
            assert_eq!(banned_words(&text), Vec::<&str>::new(), "{name}: {text}");
        }
    }
}

#[test]
fn one_page_told_in_several_voices_in_turns_is_each_time_as_when_told_alone() {
    use crate::{output::Paper, output::paper::page_one::sheets, page::Units};
    let page = sample::october();
    let told = |voice: Voice| {
        let page = voice.tells(&page);
        (html(page, &neighbours()).unwrap(), sheets(page, Paper::A4), summary(page).unwrap())
    };
    let calendar = [Units::Metric, Units::Imperial].map(Voice::of);
    let numbered =
        calendar.map(|voice| voice.with_days_numbered_from(jiff::civil::date(2026, 9, 1)));
    let voices = [calendar[0], numbered[0], calendar[1], numbered[1]];
    let alone = std::thread::scope(|scope| {
        voices.map(|voice| scope.spawn(move || told(voice)).join().unwrap())
    });
    for (voice, alone) in voices.iter().zip(&alone).chain(voices.iter().zip(&alone).rev()) {
        assert!(told(*voice) == *alone, "{voice:?}");
    }
    // The week of 5 October 2026 begins 34 days after 1 September.
    let week = |told: &(String, Vec<crate::draw::Drawing>, String)| {
        (told.0.contains("Week of 5 October"), told.0.contains("Week of day 35"))
    };
    assert_eq!(
        alone.each_ref().map(week),
        [(true, false), (false, true), (true, false), (false, true)]
    );
    assert_eq!(alone.each_ref().map(|told| told.0.contains(" /mi")), [false, false, true, true]);
}

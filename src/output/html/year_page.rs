//! A calendar year as one file of HTML, and as a picture.

use crate::draw::{Colour, Drawing};
use crate::say::voice::{Spoken, Voice};
use askama::Template;

use crate::{
    draw::charts,
    page::{BeforeAfter, Year},
};

use super::{SafetyBox, csp::Sheet, panel::Panel};
use crate::{
    draw::picture,
    output::{
        Paper, ReportError,
        paper::{
            sheet::{Part, Piece, SMALL},
            sheet_parts::{PANEL_TITLE, figures_of, panel},
            sheet_safety::safety_of,
        },
    },
    say::{figures::KeyFigure, lighter::lighter_words, words, year as words_of_year},
};

/// How much larger than its own units a picture is drawn.
const PICTURE_SCALE: f32 = 2.0;
/// The drawing's widths: for desks, for paper and tablets, for phones.
const WIDTHS_PX: [(&str, u32); 3] = [("wide", 1000), ("middle", 704), ("narrow", 358)];
/// White space around the sheet of the picture, and between its parts.
const MARGIN: f64 = 32.0;
const GAP: f64 = 14.0;

/// The pages beside a year's page, each only where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct YearLinks {
    /// The year before.
    pub previous: Option<i16>,
    /// The year after.
    pub next: Option<i16>,
    /// Months of the year, in order, by folder's name and name.
    pub months: Vec<(String, String)>,
}

/// Every file of a year's folder, named below the folder.
///
/// # Errors
///
/// When a template or a picture cannot be made.
pub fn year_files(
    year: Spoken<'_, Year>,
    links: &YearLinks,
    paper: Paper,
) -> Result<Vec<(String, Vec<u8>)>, ReportError> {
    Ok(vec![
        ("report.html".to_owned(), year_html(year, links)?.into_bytes()),
        ("report.png".to_owned(), picture::png(&year_sheet(year, paper), PICTURE_SCALE)?),
    ])
}

/// The year as one self-contained file.
///
/// # Errors
///
/// When the template cannot be filled in.
pub fn year_html(year: Spoken<'_, Year>, links: &YearLinks) -> Result<String, ReportError> {
    Ok(YearPage::of(year, links).render()?)
}

#[derive(Template)]
#[template(path = "year.html")]
struct YearPage<'a> {
    sheet: Sheet,
    year: Spoken<'a, Year>,
    links: &'a YearLinks,
    safety: SafetyBox,
    behind: String,
    figures: Vec<KeyFigure>,
    drawings: Vec<(&'static str, Panel)>,
    marked: Vec<(&'static str, String)>,
    pace: Option<Panel>,
    lighter: String,
    changes: Vec<Compared>,
    version: &'static str,
}

impl<'a> YearPage<'a> {
    fn of(year: Spoken<'a, Year>, links: &'a YearLinks) -> YearPage<'a> {
        let drawn = |(class, width): (&'static str, u32)| {
            let chart = charts::year_at(year, width)?;
            Some((class, Panel::with_ids(&format!("{class}-"), chart)))
        };
        YearPage {
            sheet: Sheet::with_script(),
            safety: SafetyBox::of(&year.safety, year.voice),
            behind: behind(year),
            figures: words_of_year::figures(year),
            drawings: WIDTHS_PX.into_iter().filter_map(drawn).collect(),
            marked: marked(year),
            pace: charts::pace_cadence(year).map(Panel::of),
            lighter: lighter_words(&year.lighter, year.voice),
            changes: year
                .facts
                .changes
                .iter()
                .map(|change| Compared::of(change, year.voice))
                .collect(),
            links,
            year,
            version: env!("CARGO_PKG_VERSION"),
        }
    }

    fn title(&self) -> String {
        self.year.voice.title(&self.year.period)
    }

    fn has_diary(&self) -> bool {
        self.year.months.iter().any(|month| month.mornings.is_some())
    }

    /// The drawing whose words and numbers stand for all of its widths.
    fn first(&self) -> Option<&Panel> {
        self.drawings.first().map(|(_, panel)| panel)
    }
}

/// A change with what of it may be shown.
struct Compared {
    title: String,
    rows: Vec<[String; 4]>,
    besides: String,
}

impl Compared {
    fn of(change: &BeforeAfter, voice: Voice) -> Compared {
        Compared {
            title: format!("{}: {}", voice.day(change.date), change.what),
            rows: words_of_year::change_rows(change, voice),
            besides: words_of_year::besides(change, voice),
        }
    }
}

/// `94 runs · known on 304 of 304 days`.
fn behind(year: Spoken<'_, Year>) -> String {
    let runs: usize = year.months.iter().map(|month| month.runs).sum();
    let known: usize = year.months.iter().map(|month| month.days_known).sum();
    let mornings: usize =
        year.months.iter().filter_map(|month| month.mornings).map(|mean| mean.n).sum();
    let pain = match mornings {
        0 => "no morning logged".to_owned(),
        n => format!("{} logged", words::count(n, "morning")),
    };
    format!(
        "{} · the export speaks for {} · {pain}",
        words::count(runs, "run"),
        words::count(known, "day")
    )
}

/// All that stands over the months, in words: what the lane of marks and the dashed lines are.
fn marked(year: Spoken<'_, Year>) -> Vec<(&'static str, String)> {
    let spans: Vec<String> =
        year.unwell.iter().map(|(first, last)| span_or_day(*first, *last, year.voice)).collect();
    let dated = |events: &[(jiff::civil::Date, String)]| {
        let events: Vec<String> =
            events.iter().map(|(day, text)| format!("{} ({text})", year.voice.day(*day))).collect();
        events.join(", ")
    };
    let sensors: Vec<String> = year
        .form
        .iter()
        .flat_map(|form| form.breaks.iter().map(move |found| (form, found)))
        .filter(|(_, (day, _))| day.year() == year.period.first.year())
        .map(|(form, (day, change))| {
            let name = words_of_year::form_name(form).to_lowercase();
            format!("{name}, {}: {}", year.voice.day(*day), change.words())
        })
        .collect();
    let plan = year.plan;
    let changes: Vec<(jiff::civil::Date, String)> =
        year.changes.iter().map(|change| (change.date, change.what.clone())).collect();
    [
        ("Shaded: unwell", spans.join(", ")),
        (
            "Bar: plan",
            plan.map_or_else(String::new, |plan| span_or_day(plan.0, plan.1, year.voice)),
        ),
        ("Triangle: visit or treatment", dated(&year.visits)),
        ("Diamond: change", dated(&changes)),
        ("Dashed line: sensor", sensors.join("; ")),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .collect()
}

fn span_or_day(first: jiff::civil::Date, last: jiff::civil::Date, voice: Voice) -> String {
    if first == last { voice.day(first) } else { voice.span(first, last) }
}

/// The picture of the year: one sheet as long as it needs.
pub fn year_sheet(year: Spoken<'_, Year>, paper: Paper) -> Drawing {
    let (paper_width, _) = paper.size();
    let width = paper_width - 2.0 * MARGIN;
    let mut piece = head(year, width).above(GAP, safety_of(&year.safety, year.voice, width));
    piece = piece.above(GAP, figures_of(&words_of_year::figures(year), width));
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the width of a sheet of paper"
    )]
    let pixels = width as u32;
    if let Some(chart) = charts::year_at(year, pixels) {
        piece = piece.above(GAP, panel(&chart, width));
    }
    for (name, text) in marked(year) {
        let line = format!("{name}: {text}.");
        piece = piece.above(2.0, Piece::text(Part::Text, &line, SMALL, width));
    }
    let row = match charts::pace_cadence(year) {
        Some(chart) => {
            let column = chart.drawing.width;
            Piece::gap(0.0).with(0.0, 0.0, panel(&chart, column)).with(
                column + 30.0,
                0.0,
                lighter(year, width - column - 30.0),
            )
        }
        None => lighter(year, width),
    };
    let foot = Piece::rule(width, 1.0, Colour::Line)
        .above(7.0, Piece::text(Part::Text, LIMITS, SMALL, width));
    let piece = piece.above(GAP + 6.0, row).above(GAP, foot);
    let size = (paper_width, piece.height + 2.0 * MARGIN);
    piece.onto(
        size,
        MARGIN,
        &format!("Running form, load and pain: {}", year.voice.title(&year.period)),
    )
}

const LIMITS: &str = "This page is not a diagnosis. It sets one person's recordings beside their diary \
                      and cannot show why something hurts; your therapist's rule goes first.";

fn lighter(year: Spoken<'_, Year>, width: f64) -> Piece {
    Piece::text(Part::Heading, "Lighter weeks", PANEL_TITLE, width).above(
        1.0,
        Piece::text(Part::Text, &lighter_words(&year.lighter, year.voice), SMALL, width),
    )
}

fn head(year: Spoken<'_, Year>, width: f64) -> Piece {
    let above = year.name.as_ref().map_or_else(
        || "Running form, load and pain".to_owned(),
        |name| {
            format!(
                "{} · running form, load and pain",
                crate::output::paper::drawable::drawable_name(name)
            )
        },
    );
    let large = SMALL.ink().bold().sized(25.0, 30.0);
    let title = Piece::text(Part::Text, &above, SMALL.bold().sized(12.0, 16.0), 0.5 * width)
        .above(1.0, Piece::text(Part::Title, &year.voice.title(&year.period), large, 0.5 * width));
    let told = Piece::text(Part::Text, &behind(year), SMALL.right(), 0.48 * width);
    let top = title.height - told.height - 3.0;
    title
        .with(0.52 * width, if top > 0.0 { top } else { 0.0 }, told)
        .above(8.0, Piece::rule(width, 2.0, Colour::Ink))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        draw::svg,
        insight::words::banned_words,
        page::{Units, sample::year as sample},
    };

    fn written(year: Spoken<'_, Year>) -> String {
        let links = YearLinks {
            previous: Some(2025),
            next: None,
            months: vec![("2026-09".to_owned(), "September".to_owned())],
        };
        year_html(year, &links).unwrap()
    }

    /// Writes pages where someone wants to look at them.
    #[test]
    fn every_year_becomes_a_page_and_a_picture_that_claim_no_more_than_a_diary_can_show() {
        let folder = std::env::var_os("PAGES_TO").map(std::path::PathBuf::from);
        for (name, voice, year) in [
            ("year-rich", Voice::METRIC, sample::rich()),
            ("year-loud", Voice::METRIC, sample::loud()),
            ("year-begun", Voice::of(Units::Imperial), sample::begun()),
        ] {
            let year = voice.tells(&year);
            let (page, sheet) = (written(year), year_sheet(year, Paper::A4));
            let png = picture::png(&sheet, 1.0).unwrap();
            assert!(png.len() > 10_000, "{name}");
            let text = page.split("</style>").nth(1).unwrap();
            assert_eq!(banned_words(text), [""; 0], "{name}");
            assert_eq!(banned_words(&svg(&sheet)), [""; 0], "{name}");
            #[allow(clippy::disallowed_methods, reason = "only on request, and only in tests")]
            if let Some(folder) = &folder {
                std::fs::create_dir_all(folder).unwrap();
                std::fs::write(folder.join(format!("{name}.html")), page).unwrap();
                std::fs::write(folder.join(format!("{name}.png")), png).unwrap();
            }
        }
    }

    #[test]
    fn beside_a_loud_box_neither_form_nor_plan_is_told_and_pain_and_load_stay() {
        let (calm, loud) = (
            written(Voice::METRIC.tells(&sample::rich())),
            written(Voice::METRIC.tells(&sample::loud())),
        );
        for words in ["Cadence", "Bounce", "Bar: plan", "Dashed line: sensor"] {
            assert!(calm.contains(words), "{words}");
            let body = loud.split("How these numbers").next().unwrap();
            assert!(!body.contains(words), "{words}");
            let sheet = year_sheet(Voice::METRIC.tells(&sample::loud()), Paper::A4);
            assert!(!svg(&sheet).contains(words), "{words}");
        }
        assert!(loud.contains("Read this first") && !calm.contains("Read this first"));
        assert!(loud.contains("Pain, 0 to 10") && loud.contains("Distance"));
    }

    #[test]
    fn what_stands_over_the_months_is_told_in_words_with_its_days() {
        let told = marked(Voice::METRIC.tells(&sample::rich()));
        assert_eq!(
            told,
            [
                ("Shaded: unwell", "20 February to 28 April, 14 September to 21 September"),
                ("Bar: plan", "28 September to 31 October"),
                (
                    "Triangle: visit or treatment",
                    "4 March (physio), 18 March (physio), 28 September (physio)"
                ),
                ("Diamond: change", "15 June (shoe: Road shoe, second pair)"),
                (
                    "Dashed line: sensor",
                    "cadence, 2 May: watch changed; bounce, 2 May: watch changed"
                ),
            ]
            .map(|(name, text)| (name, text.to_owned()))
        );
    }

    #[test]
    fn months_and_years_that_stand_are_led_to() {
        let page = written(Voice::METRIC.tells(&sample::rich()));
        for link in ["../2025/report.html", "../2026-09/report.html", "../index.html"] {
            assert!(page.contains(&format!("href=\"{link}\"")), "{link}");
        }
    }
}

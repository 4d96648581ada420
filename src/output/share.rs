//! Copies to send: what a page says, without what only its owner should know; and what an earlier copy
//! said beside it.

mod data;
mod earlier;
mod style;

pub use self::{
    data::{CopyData, LARGEST_BYTES, NoCopy},
    earlier::{Earlier, between, ends_before, newest},
    style::ShareStyle,
};

use self::style::number;

use super::{
    Paper, ReportError, html,
    paper::{
        page_one,
        pdf::{self, PdfMeta},
    },
    seal,
};
use crate::page::{
    CarriedFigures, DeviceName, GearKind, Page, Period, PeriodKind, RecordedBy, Since, Units,
};
use crate::say::voice::{Spoken, Voice};
use jiff::civil::Date;

/// What to call a copy where no name may stand.
const LABEL: &str = "running-report";

/// A page to send, and what it is called.
#[derive(Debug)]
pub struct Copies {
    /// File names without a folder, and their bytes: the PDF first.
    pub files: Vec<(String, Vec<u8>)>,
    /// The period as the copy calls it within a sentence: `October 2026`, `days 1 to 30`.
    pub period: String,
}

/// The copies of a period's page: a PDF and a page, each with its checksum, and an earlier copy beside
/// it where there is one.
///
/// `page` makes the page of a period. Where the style asks for numbers of days they
/// count from `day_one`: the first day that is known, so that copies of one runner can be set in order.
///
/// # Errors
///
/// When the page cannot be drawn.
pub fn copies(
    period: &Period,
    (style, paper): (ShareStyle, Paper),
    (units, day_one): (Units, Date),
    beside: Option<&Earlier>,
    page: impl Fn(&Period, Units) -> Page,
) -> Result<Copies, ReportError> {
    let voice = match style {
        ShareStyle::Plain | ShareStyle::Named => Voice::of(units),
        ShareStyle::Days => Voice::of(units).with_days_numbered_from(day_one),
    };
    let mut shown = redacted(page(period, units), style);
    shown.since =
        beside.and_then(|copy| since(&shown, copy, day_one, |period| page(period, units)));
    let name = name_of(period, style, shown.name.as_deref(), day_one);
    let files = drawn(voice.tells(&shown), (style, day_one), &name, paper)?;
    let period = match style {
        ShareStyle::Plain | ShareStyle::Named => voice.title(period),
        ShareStyle::Days => format!("days {}", voice.numbers(period)),
    };
    Ok(Copies { files, period })
}

/// What the files of a period's copy are called, without their endings.
pub fn name_of(period: &Period, style: ShareStyle, name: Option<&str>, day_one: Date) -> String {
    match style {
        ShareStyle::Plain => format!("{LABEL}-{}", period.key()),
        ShareStyle::Named => format!("{}-{}", label(name), period.key()),
        ShareStyle::Days => {
            let (first, last) = (number(period.first, day_one), number(period.last, day_one));
            // It sorts as its days do.
            format!("{LABEL}-days-{first:04}-to-{last:04}")
        }
    }
}

/// An earlier copy beside a page: its figures, and the same days by what is known now.
fn since(
    shown: &Page,
    beside: &Earlier,
    day_one: Date,
    page: impl Fn(&Period) -> Page,
) -> Option<Since> {
    let then = beside.data.figures(day_one)?;
    let (first, last) = (then.first, then.last);
    let mut since = Since::of(shown, then);
    if !beside.is_of_now {
        since.again = Some(CarriedFigures::of(&page(&span(first, last))));
    }
    since.written_by = beside.data.other_version();
    if since.has_form() {
        let both = page(&span(first, since.now.last));
        since = since.with_breaks_of(&both);
    }
    Some(since)
}

/// Days as a period.
const fn span(first: Date, last: Date) -> Period {
    Period { kind: PeriodKind::Span, first, last, known_until: last }
}

/// Makers that may be named, in the spelling of the profile: no other word of a file is.
const MAKERS: [&str; 13] = [
    "garmin",
    "coros",
    "polar",
    "polar_electro",
    "suunto",
    "apple",
    "fitbit",
    "stryd",
    "wahoo",
    "wahoo_fitness",
    "samsung",
    "huami",
    "strava",
];

/// A page without what somebody or some device typed: file names, what was wrong with files, shoes'
/// and products' names, words on treatments and on what eases
/// the back or makes it worse, and the runner's name unless it is asked for. Notes never reach a page.
pub fn redacted(mut page: Page, style: ShareStyle) -> Page {
    page.is_copy = true;
    if style != ShareStyle::Named {
        page.name = None;
    }
    for run in &mut page.runs {
        run.path.clear();
    }
    page.coverage.recorded_by = makers(&page.coverage.recorded_by);
    for (number, shoe) in (1..).zip(&mut page.shoes) {
        shoe.name = format!("shoe {number}");
    }
    // Shoes have names that somebody typed, and here more of them than the page numbers.
    page.link.gear.retain(|gear| gear.kind == GearKind::Surface);
    if let Some(habits) = &mut page.habits {
        habits.treatments.clear();
        habits.own_words.iter_mut().for_each(|words| words.phrases.clear());
    }
    page.notices.clear();
    page.would_add.clear();
    page
}

/// The makers of devices, each once; a device of no known maker is left out.
fn makers(of: &RecordedBy) -> RecordedBy {
    let is_there = |maker: &&str| of.devices.iter().any(|it| it.maker.as_deref() == Some(*maker));
    let alone = |maker: &'static str| DeviceName { maker: Some(maker.into()), product: None };
    let devices = MAKERS.into_iter().filter(is_there).map(alone).collect();
    RecordedBy { devices, told: Vec::new() }
}

/// The runner's name as a file name holds it, where it may be told.
fn label(name: Option<&str>) -> String {
    let name = name.unwrap_or(LABEL).to_lowercase();
    let words: Vec<String> = name
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    if words.is_empty() { LABEL.to_owned() } else { words.join("-") }
}

/// The page of a copy with its data, before it has its checksum.
pub(super) fn page_of(
    page: Spoken<'_>,
    (style, day_one): (ShareStyle, Date),
) -> Result<String, ReportError> {
    let data = CopyData::of(&CarriedFigures::of(page.facts), style, day_one);
    html::alone(page, &data.as_block()?)
}

fn drawn(
    page: Spoken<'_>,
    how: (ShareStyle, Date),
    name: &str,
    paper: Paper,
) -> Result<Vec<(String, Vec<u8>)>, ReportError> {
    let title = format!("Running form, load and pain: {}", page.title());
    let meta = PdfMeta { title, language: "en".to_owned() };
    let sheets = pdf::pdf(&page_one::sheets(page, paper), &meta)?;
    Ok(vec![
        (format!("{name}.pdf"), seal::pdf(sheets)),
        (format!("{name}.html"), seal::html(page_of(page, how)?)),
    ])
}

/// Whether a copy of this file name has the runner's name in it.
pub fn is_named(file_name: &str) -> bool {
    !file_name.starts_with(LABEL)
}

/// A message to send a copy with.
pub fn message(copies: &Copies) -> String {
    format!(
        "Hello, attached is my running report for {}. The first page is meant to be read in a \
         minute: how much I ran, how I ran, how my back was, and what in my diary went together. \
         Each number says where it comes from. It was made on my own computer from my watch's \
         files and my pain log, and it is no diagnosis.",
        copies.period
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{MonthEnd, UnknownSpan, WatchTold, WhyUnknown, sample};
    use crate::say::device_names;

    fn october(style: ShareStyle) -> Copies {
        let mut page = sample::october();
        page.name = Some("Robin O'Sample".to_owned());
        let period = page.period.clone();
        let page = |period: &Period, _| Page { period: period.clone(), ..page.clone() };
        copies(&period, (style, Paper::A4), (Units::Metric, period.first), None, page).unwrap()
    }

    fn html_of(copies: &Copies) -> String {
        String::from_utf8(copies.files[1].1.clone()).unwrap()
    }

    #[test]
    fn a_plain_copy_has_no_name_and_no_file_and_is_called_by_its_month() {
        let copies = october(ShareStyle::Plain);
        assert_eq!(copies.files[0].0, "running-report-2026-10.pdf");
        let html = html_of(&copies);
        assert!(!html.contains("Robin") && !html.contains(".fit"), "a name or a file is left");
        assert!(!html.contains("index.html"), "a copy leads nowhere");
    }

    #[test]
    fn a_copy_names_makers_and_no_product() {
        let mut page = sample::october();
        let named = |maker, product| DeviceName { maker: Some(maker), product: Some(product) };
        page.coverage.recorded_by = RecordedBy {
            devices: vec![
                named("polar_electro".into(), "Kim's watch".into()),
                named("kim".into(), "fr955".into()),
                named("garmin".into(), "fr955".into()),
            ],
            told: vec![WatchTold::Height],
        };
        let copy = redacted(page, ShareStyle::Plain);
        assert_eq!(device_names::behind(&copy), ["Garmin", "Polar"]);
        assert!(!format!("{:?}", copy.coverage).contains("Kim"));
    }

    #[test]
    fn a_named_copy_has_the_name_on_the_page_and_in_the_file_name() {
        let copies = october(ShareStyle::Named);
        assert_eq!(copies.files[0].0, "robin-o-sample-2026-10.pdf");
        assert!(html_of(&copies).contains("Robin"));
    }

    #[test]
    fn a_copy_with_numbered_days_has_no_date_even_where_something_is_to_be_typed() {
        let mut page = sample::october();
        let span = (page.period.first, page.period.last);
        page.coverage.unknown = vec![UnknownSpan {
            first: span.0,
            last: span.0.tomorrow().unwrap(),
            why: WhyUnknown::ReportedRuns,
            reported_days: 1,
        }];
        page.until = Some(MonthEnd {
            last: span.1,
            running_until: Some(span.0),
            diary_until: None,
            plan_until: None,
        });
        let period = page.period.clone();
        let page = |period: &Period, _| Page { period: period.clone(), ..page.clone() };
        let how = (ShareStyle::Days, Paper::A4);
        let copies = copies(&period, how, (Units::Metric, span.0), None, page).unwrap();
        let html = html_of(&copies);
        assert!(
            html.contains("day 1 to day 2: no file") && html.contains("The last file is of day 1.")
        );
        assert!(!html.contains("2026-10"), "a date is left");
        assert!(message(&copies).contains("my running report for days 1 to 31."));
    }

    #[test]
    fn both_files_of_a_copy_hold_a_checksum_that_fits() {
        for (name, bytes) in october(ShareStyle::Plain).files {
            assert_eq!(seal::verify(&bytes), seal::SealVerdict::Unchanged, "{name}");
        }
    }
}

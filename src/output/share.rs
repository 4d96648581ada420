//! Copies to send: what a page says, without what only its owner should know.

use super::{
    Paper, ReportError, html,
    paper::{
        page_one,
        pdf::{self, PdfMeta},
    },
    seal,
};
use crate::model::calendar::days_after;
use crate::page::{GearKind, Page, Period, Units};
use crate::say::voice::{Spoken, Voice};
use jiff::civil::Date;

/// How much a copy tells of whom and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareStyle {
    /// No name.
    Plain,
    /// No name, and numbers of days for dates.
    Days,
    /// With the runner's name: a clinic must file it.
    Named,
}

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

/// The copies of a period's page: a PDF and a page, each with its checksum.
///
/// `page` makes the page of a period, told in a voice. Where the style asks for numbers of days they
/// count from `day_one`: the first day that is known, so that copies of one runner can be set in order.
///
/// # Errors
///
/// When the page cannot be drawn.
pub fn copies(
    period: &Period,
    (style, paper): (ShareStyle, Paper),
    (units, day_one): (Units, Date),
    page: impl FnOnce(&Period, Voice) -> Page,
) -> Result<Copies, ReportError> {
    let (voice, key) = match style {
        ShareStyle::Plain | ShareStyle::Named => (Voice::of(units), period.key()),
        ShareStyle::Days => {
            let number = |day| days_after(day_one, day) + 1;
            let (first, last) = (number(period.first), number(period.last));
            // Its key sorts as its days do.
            let key = format!("days-{first:04}-to-{last:04}");
            (Voice::of(units).with_days_numbered_from(day_one), key)
        }
    };
    let page = redacted(page(period, voice), style);
    let name = format!("{}-{key}", label(&page));
    let files = drawn(voice.tells(&page), &name, paper)?;
    let period = match style {
        ShareStyle::Plain | ShareStyle::Named => voice.title(period),
        ShareStyle::Days => format!("days {}", voice.numbers(period)),
    };
    Ok(Copies { files, period })
}

/// Makers that may be named: the words are ours, whatever stands in the file.
const MAKERS: [&str; 11] = [
    "Garmin", "COROS", "Polar", "Suunto", "Apple", "Fitbit", "Stryd", "Wahoo", "Samsung",
    "Amazfit", "Strava",
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
    page.coverage.devices = makers(&page.coverage.devices);
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
fn makers(devices: &[String]) -> Vec<String> {
    let names = |device: &String, maker: &str| {
        device.split(|c: char| !c.is_alphanumeric()).any(|word| word.eq_ignore_ascii_case(maker))
    };
    MAKERS
        .iter()
        .filter(|maker| devices.iter().any(|device| names(device, maker)))
        .map(|maker| (*maker).to_owned())
        .collect()
}

/// The runner's name as a file name holds it, where the page may tell it.
fn label(page: &Page) -> String {
    let name = page.name.as_deref().unwrap_or(LABEL).to_lowercase();
    let words: Vec<String> = name
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    if words.is_empty() { LABEL.to_owned() } else { words.join("-") }
}

fn drawn(
    page: Spoken<'_>,
    name: &str,
    paper: Paper,
) -> Result<Vec<(String, Vec<u8>)>, ReportError> {
    let title = format!("Running form, load and pain: {}", page.title());
    let meta = PdfMeta { title, language: "en".to_owned() };
    let sheets = pdf::pdf(&page_one::sheets(page, paper), &meta)?;
    Ok(vec![
        (format!("{name}.pdf"), seal::pdf(sheets)),
        (format!("{name}.html"), seal::html(html::alone(page)?)),
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
    use crate::page::{MonthEnd, UnknownSpan, WhyUnknown, sample};

    fn october(style: ShareStyle) -> Copies {
        let mut page = sample::october();
        page.name = Some("Robin O'Sample".to_owned());
        let period = page.period.clone();
        let page = |period: &Period, _| Page { period: period.clone(), ..page };
        copies(&period, (style, Paper::A4), (Units::Metric, period.first), page).unwrap()
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
        let page = |period: &Period, _| Page { period: period.clone(), ..page };
        let how = (ShareStyle::Days, Paper::A4);
        let copies = copies(&period, how, (Units::Metric, span.0), page).unwrap();
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
            assert_eq!(seal::verify(&bytes), seal::Verdict::Unchanged, "{name}");
        }
    }
}

//! Copies to send: what a page says, without what only its owner should know.

use super::{
    Paper, ReportError, html,
    paper::{
        page_one,
        pdf::{self, PdfMeta},
    },
    seal,
};
use crate::page::{GearKind, Page, Period};
use crate::say::words;
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
    /// The period as the copy calls it.
    pub title: String,
}

/// The copies of a period's page: a PDF and a page, each with its checksum.
///
/// `page` makes the page of a period; it is called with days numbered where the style asks, from
/// `day_one` on: the first day that is known, so that copies of one runner can be set in order.
///
/// # Errors
///
/// When the page cannot be drawn.
pub fn copies(
    period: &Period,
    style: ShareStyle,
    paper: Paper,
    day_one: Date,
    page: impl FnOnce(&Period) -> Page,
) -> Result<Copies, ReportError> {
    match style {
        ShareStyle::Plain | ShareStyle::Named => {
            let page = redacted(page(period), style);
            let name = format!("{}-{}", label(&page), period.key);
            drawn(&page, &name, paper)
        }
        ShareStyle::Days => words::with_days_numbered_from(day_one, || {
            let page = redacted(page(&numbered(period, day_one)), style);
            let name = format!("{LABEL}-days-{}", page.period.key);
            drawn(&page, &name, paper)
        }),
    }
}

/// Makers that may be named: the words are ours, whatever stands in the file.
const MAKERS: [&str; 11] = [
    "Garmin", "COROS", "Polar", "Suunto", "Apple", "Fitbit", "Stryd", "Wahoo", "Samsung",
    "Amazfit", "Strava",
];

/// A page without what somebody or some device typed: file names, what was wrong with files, shoes'
/// and products' names, words on treatments, and the runner's name unless it is asked for. Notes never reach a page.
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

/// The period with its days numbered through; its key sorts as its days do.
fn numbered(period: &Period, day_one: Date) -> Period {
    let number = |day: Date| day_one.until(day).map_or(0, |span| span.get_days()) + 1;
    let (first, last) = (number(period.first), number(period.last));
    let until = number(period.last.min(period.known_until));
    let so_far = if period.is_over() { "" } else { ", so far" };
    Period {
        key: format!("{first:04}-to-{last:04}"),
        title: format!("Days {first} to {until}{so_far}"),
        previous_name: "the days before".to_owned(),
        ..period.clone()
    }
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

fn drawn(page: &Page, name: &str, paper: Paper) -> Result<Copies, ReportError> {
    let title = format!("Running form, load and pain: {}", page.period.title);
    let meta = PdfMeta { title, language: "en".to_owned() };
    let sheets = pdf::pdf(&page_one::sheets(page, paper), &meta)?;
    Ok(Copies {
        files: vec![
            (format!("{name}.pdf"), seal::pdf(sheets)),
            (format!("{name}.html"), seal::html(html::alone(page)?)),
        ],
        title: page.period.title.clone(),
    })
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
        // Within a sentence: days 1 to 30.
        copies.title.replacen("Days ", "days ", 1)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::sample;

    fn october(style: ShareStyle) -> Copies {
        let mut page = sample::october();
        page.name = Some("Robin O'Sample".to_owned());
        let period = page.period.clone();
        let page = |period: &Period| Page { period: period.clone(), ..page };
        copies(&period, style, Paper::A4, period.first, page).unwrap()
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
    fn both_files_of_a_copy_hold_a_checksum_that_fits() {
        for (name, bytes) in october(ShareStyle::Plain).files {
            assert_eq!(seal::verify(&bytes), seal::Verdict::Unchanged, "{name}");
        }
    }
}

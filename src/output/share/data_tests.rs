//! What stands in a copy's page, and what is made of it again.

use jiff::civil::date;

use super::*;
use crate::page::sample::october;

fn data(style: ShareStyle) -> CopyData {
    CopyData::of(&CarriedFigures::of(&october()), style, date(2026, 9, 1))
}

fn sealed(data: &CopyData) -> Vec<u8> {
    seal::html(format!("<p>a page</p>{}<p>more</p>", data.as_block().unwrap()))
}

#[test]
fn what_is_read_is_what_was_written() {
    let own = CarriedFigures::of(&october());
    for style in [ShareStyle::Plain, ShareStyle::Days, ShareStyle::Named] {
        let read = CopyData::read(&sealed(&data(style))).unwrap();
        assert_eq!(read, data(style));
        assert!(read.is_of_style(style));
        assert_eq!(read.figures(date(2026, 9, 1)), Some(own.clone()));
        assert_eq!(read.other_version(), None);
    }
    // 1 October is day 31 of those from 1 September on.
    let numbers = Between::Numbers { first_day: 31, last_day: 61 };
    assert_eq!(data(ShareStyle::Days).between(), numbers);
    assert!(!data(ShareStyle::Days).as_block().unwrap().contains("2026"));
}

#[test]
fn nothing_in_the_data_closes_its_block() {
    let mut hostile = data(ShareStyle::Plain);
    hostile.version = "</script><script>alert(1)</script><!--".to_owned();
    let block = hostile.as_block().unwrap();
    assert_eq!(block.matches('<').count(), 2, "{block}");
    let read = CopyData::read(&sealed(&hostile)).unwrap();
    assert_eq!(read.version, hostile.version);
    assert_eq!(read.other_version(), None, "no such text comes onto a page");
    hostile.version = "0.0.9".to_owned();
    assert_eq!(hostile.other_version().as_deref(), Some("0.0.9"));
}

#[test]
fn a_copy_that_is_changed_foreign_or_without_data_is_told_apart() {
    let mut changed = sealed(&data(ShareStyle::Plain));
    changed[3] ^= 1;
    assert_eq!(CopyData::read(&changed), Err(NoCopy::Changed));
    assert_eq!(CopyData::read(b"<p>a page</p>"), Err(NoCopy::Foreign));
    assert_eq!(CopyData::read(&seal::html("<p>a page</p>".to_owned())), Err(NoCopy::WithoutData));
    assert_eq!(CopyData::read(&seal::pdf(b"%PDF".to_vec())), Err(NoCopy::WithoutData));
    for text in ["{}", "{\"schema\":1}", "[", "null"] {
        let page = seal::html(format!("{OPEN}{text}{CLOSE}"));
        assert_eq!(CopyData::read(&page), Err(NoCopy::WithoutData), "{text}");
    }
}

#[test]
fn days_of_ages_and_figures_of_no_size_are_not_taken() {
    let mut odd = data(ShareStyle::Days);
    for (first_day, last_day) in [(9, 8), (1, 10_000), (i64::MIN, i64::MAX), (i64::MAX, i64::MAX)] {
        odd.period.between = Between::Numbers { first_day, last_day };
        assert_eq!(CopyData::read(&sealed(&odd)), Err(NoCopy::WithoutData), "{first_day}");
    }
    let mut odd = data(ShareStyle::Plain);
    let distance = odd.figures.get_mut("distance_m").unwrap();
    distance.value = Some(1e300);
    let figures = CopyData::read(&sealed(&odd)).unwrap().figures(date(2026, 9, 1)).unwrap();
    assert_eq!(figures.get(Carried::Distance), Err(NotCarried::NotKnown));
    assert!(figures.get(Carried::Longest).is_ok());
}

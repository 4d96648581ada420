//! What `doctor` doubts: dates that no watch can have written, and two runs at one time.

use jiff::{Span, civil::Date};

use super::found::{Findings, Here, Kind};
use crate::{model::Format, outing::Outing, pipeline::Gathered};

/// A receiver that counts weeks in ten bits begins again after so many.
const ROLLOVER_WEEKS: i64 = 1024;

/// A run so many days from any other is alone.
const ALONE_DAYS: i32 = 5 * 365;

/// A date moved by the weeks of a rollover lands among others when one is so near.
const AMONG_DAYS: i32 = 366;

/// Two recordings that share less than this share of the shorter, or less than this time, only touch.
const OVERLAP_SHARE: f64 = 0.5;
const OVERLAP_S: f64 = 300.0;

/// Enters every doubt.
pub(super) fn note(gathered: &Gathered, today: Date, found: &mut Findings) {
    let mut dates: Vec<Date> = gathered.outings.iter().map(Outing::date).collect();
    dates.sort_unstable();
    for (number, outing) in gathered.outings.iter().enumerate() {
        let path = outing.shown_path();
        let here = Here { file: &path, run: outing.is_run().then_some(number) };
        of_date(outing, &dates, today, here, found);
    }
    of_overlaps(gathered, found);
}

/// The first year of which recordings of a format can be: the protocol of FIT files is of 2008, TCX
/// came with the first watches with receivers in 2003, and receivers for everybody with the end of
/// their blurring in 2000.
const fn first_year(format: Format) -> i16 {
    match format {
        Format::Fit => 2008,
        Format::Tcx => 2003,
        Format::Gpx => 2000,
        // The oldest of the services keeps runs since then.
        Format::Account(_) => 2005,
    }
}

fn of_date(outing: &Outing, dates: &[Date], today: Date, here: Here<'_>, found: &mut Findings) {
    let date = outing.date();
    let early = date.year() < first_year(outing.format);
    let moved = date.checked_add(Span::new().weeks(ROLLOVER_WEEKS)).ok().filter(|it| *it <= today);
    let alone = !near(dates, date, ALONE_DAYS) && dates.len() > 1;
    if let Some(moved) = moved
        && (early || alone && near(dates, moved, AMONG_DAYS))
    {
        let example = format!("{date}; 1,024 weeks later it would be {moved}");
        let what = "a date that may be 1,024 weeks too early, as receivers write that count weeks \
                    in ten bits: it counts where it stands"
            .to_owned();
        let advice = "if the run was later, set its date right at the service or with the maker's \
                      program, and export it again";
        let kind =
            Kind { key: "date_weeks_off", what, example: Some(example), advice: Some(advice) };
        found.note(kind, here);
    } else if early {
        let what = "a date from before there were such recordings: it counts where it stands";
        let advice = "set the date right at the service, and export the run again";
        let kind = Kind {
            key: "date_too_early",
            what: what.to_owned(),
            example: Some(date.to_string()),
            advice: Some(advice),
        };
        found.note(kind, here);
    }
    // A day ahead is a time zone.
    if date > today.tomorrow().unwrap_or(today) {
        let kind = Kind {
            key: "date_to_come",
            what: "a date that is yet to come: it counts where it stands".to_owned(),
            example: Some(date.to_string()),
            advice: Some("set the date right at the service, and export the run again"),
        };
        found.note(kind, here);
    }
}

/// Whether another date, or a second one that is the same, is so near; dates in order.
fn near(dates: &[Date], date: Date, days: i32) -> bool {
    let (Ok(from), Ok(to)) =
        (date.checked_sub(Span::new().days(days)), date.checked_add(Span::new().days(days)))
    else {
        return false;
    };
    let first = dates.partition_point(|other| *other < from);
    let last = dates.partition_point(|other| *other <= to);
    let same = dates.partition_point(|other| *other <= date)
        - dates.partition_point(|other| *other < date);
    // Days of one file's own date are no neighbours of it.
    last.saturating_sub(first) > same || same > 1
}

/// Runs of two files at one time that were not found to be one: nobody runs twice at once.
fn of_overlaps(gathered: &Gathered, found: &mut Findings) {
    let runs: Vec<(usize, &Outing, f64, f64)> = gathered
        .outings
        .iter()
        .enumerate()
        .filter(|(_, outing)| outing.is_run())
        .filter_map(|(number, outing)| {
            let start_s = outing.started.as_second() as f64;
            Some((number, outing, start_s, start_s + outing.totals.elapsed_s?))
        })
        .collect();
    for (place, (_, first, start_s, end_s)) in runs.iter().enumerate() {
        // Outings come by start, so that nothing after the first that is too late can overlap.
        let later = runs.iter().skip(place + 1).take(MOST_AT_ONCE);
        for (number, second, from_s, to_s) in later.take_while(|later| later.2 < *end_s) {
            let shared_s = if to_s < end_s { to_s - from_s } else { end_s - from_s };
            let one_in_share = |whole_s: f64| shared_s < OVERLAP_SHARE * whole_s;
            let touch = one_in_share(end_s - start_s) && one_in_share(to_s - from_s);
            if first.id == second.id || shared_s < OVERLAP_S || touch {
                continue;
            }
            let kind = Kind {
                key: "two_runs_at_once",
                what: "two runs at one time that nothing shows to be one: both are counted"
                    .to_owned(),
                example: Some(format!(
                    "{}: {} and {}",
                    first.date(),
                    first.shown_path(),
                    second.shown_path()
                )),
                advice: Some("if one is somebody else's, or the same run again, take its file out"),
            };
            let path = second.shown_path();
            found.note(kind, Here { file: &path, run: Some(*number) });
        }
    }
}

/// A run is held against at most so many that begin after it.
const MOST_AT_ONCE: usize = 32;

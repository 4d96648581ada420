//! What the index lists: every month of which anything is known, and every span with a page,
//! whichever of them are written now.

use std::cmp::Reverse;

use jiff::civil::Date;

use crate::{
    disk::{DiskError, OutFolder},
    history::History,
    model::Month,
    output::{Neighbours, Standing},
    page::{Period, PeriodKind},
    say::{voice::Voice, words},
};

/// What becomes of a page that the index lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is written now.
    Written,
    /// It was written before and is left as it is.
    Stands,
    /// It was not asked for yet.
    NotYet,
    /// It was written before, and nothing is known of its month any more.
    Kept,
}

/// A page that the index lists.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Listed {
    pub(super) period: Period,
    pub(super) fate: Fate,
}

impl Listed {
    /// Whether it stands among the months, and not among the spans between visits.
    fn is_month(&self) -> bool {
        self.period.kind == PeriodKind::Month
    }

    /// Whether there is a page to lead to once all is written.
    pub(super) fn standing(&self) -> Standing {
        match self.fate {
            Fate::Written => Standing::Stands,
            Fate::Stands => Standing::Earlier,
            Fate::NotYet => Standing::NotWritten,
            Fate::Kept => Standing::Kept,
        }
    }
}

/// All that the index lists: months newest first, then spans newest first.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Listing(Vec<Listed>);

impl Listing {
    /// Every month of the history, the spans that stand in the folder, and what is written now.
    pub(super) fn of(
        out: &OutFolder,
        history: &History<'_>,
        written: &[Period],
    ) -> Result<Listing, DiskError> {
        let stands = |period: &Period| out.has(&format!("{}/report.html", period.key()));
        let folders = out.folders()?;
        let spans = spans_of(&folders, |from, to| history.span(from, to));
        let kept = months_of(&folders).into_iter().map(|month| history.month(month));
        Ok(Listing::new(history.months(), spans, written, stands).with_kept(kept, stands))
    }

    /// With the months whose pages stand and of which nothing is known any more.
    fn with_kept(
        mut self,
        months: impl IntoIterator<Item = Period>,
        stands: impl Fn(&Period) -> bool,
    ) -> Listing {
        let is_listed =
            |period: &Period| self.0.iter().any(|known| known.period.key() == period.key());
        let kept: Vec<Listed> = months
            .into_iter()
            .filter(|period| !is_listed(period) && stands(period))
            .map(|period| Listed { period, fate: Fate::Kept })
            .collect();
        self.0.extend(kept);
        // Months stay newest first before the spans; a stable sort keeps the spans as they are.
        self.0.sort_by_key(|listed| {
            let newest_first = Reverse(listed.period.first);
            (!listed.is_month(), listed.is_month().then_some(newest_first))
        });
        self
    }

    /// The months of a year that have a page, in order: folder's name and name.
    pub(super) fn months_of_year(&self, year: i16) -> Vec<(String, String)> {
        let months = self.0.iter().rev().filter(|it| it.is_month());
        let own = months.filter(|it| it.period.first.year() == year && it.fate != Fate::NotYet);
        own.map(|it| (it.period.key(), words::month(it.period.first).to_owned())).collect()
    }

    fn new(
        months: Vec<Period>,
        mut spans: Vec<Period>,
        written: &[Period],
        stands: impl Fn(&Period) -> bool,
    ) -> Listing {
        spans.retain(|span| stands(span));
        spans.extend(written.iter().filter(|period| period.kind == PeriodKind::Span).cloned());
        spans.sort_by_key(|span| Reverse(span.key()));
        spans.dedup_by_key(|span| span.key());
        let fate = |period: &Period| {
            if written.iter().any(|now| now.key() == period.key()) {
                Fate::Written
            } else if stands(period) {
                Fate::Stands
            } else {
                Fate::NotYet
            }
        };
        let listed = |period| Listed { fate: fate(&period), period };
        Listing(months.into_iter().chain(spans).map(listed).collect())
    }

    /// All of it, what is written now first: threads share the drawing evenly.
    pub(super) fn written_first(&self) -> Vec<&Listed> {
        let mut all: Vec<&Listed> = self.0.iter().collect();
        all.sort_by_key(|listed| listed.fate != Fate::Written);
        all
    }

    /// The months before and after one that have a page; a span has neither.
    pub(super) fn neighbours(&self, of: &Listed, voice: Voice) -> Neighbours {
        if !of.is_month() {
            return Neighbours::default();
        }
        let months =
            || self.0.iter().filter(|listed| listed.is_month() && listed.fate != Fate::NotYet);
        let named = |listed: &Listed| (listed.period.key(), voice.title(&listed.period));
        Neighbours {
            previous: months().find(|listed| listed.period.first < of.period.first).map(named),
            next: months().rfind(|listed| listed.period.first > of.period.first).map(named),
        }
    }
}

/// The months among names of folders: `2026-10`.
fn months_of(folders: &[String]) -> Vec<Month> {
    let named = |name: &String| {
        let month: Month = name.parse().ok()?;
        (month.to_string() == *name).then_some(month)
    };
    folders.iter().filter_map(named).collect()
}

/// The spans among names of folders: `2026-09-14_2026-10-20`.
fn spans_of(folders: &[String], span: impl Fn(Date, Date) -> Period) -> Vec<Period> {
    let named = |name: &String| {
        let (from, to) = name.split_once('_')?;
        let (from, to): (Date, Date) = (from.parse().ok()?, to.parse().ok()?);
        let period = (from <= to).then(|| span(from, to))?;
        (period.key() == *name).then_some(period)
    };
    folders.iter().filter_map(named).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{
        Fate::{NotYet, Stands, Written},
        *,
    };
    use crate::model::Month;

    fn month(of: i8) -> Period {
        let month = Month::of(date(2026, of, 1));
        Period {
            kind: PeriodKind::Month,
            first: month.first(),
            last: month.last(),
            known_until: month.last(),
        }
    }

    fn span(from: Date, to: Date) -> Period {
        Period { kind: PeriodKind::Span, first: from, last: to, known_until: to }
    }

    fn months() -> Vec<Period> {
        (6..=10).rev().map(month).collect()
    }

    #[test]
    fn one_month_written_leaves_every_other_in_the_list() {
        let listing = Listing::new(months(), Vec::new(), &[month(8)], |p| p.key() == "2026-10");
        let fates: Vec<_> = listing.0.iter().map(|listed| listed.fate).collect();
        assert_eq!(fates, [Stands, NotYet, Written, NotYet, NotYet]);
        assert_eq!(listing.written_first()[0].period.key(), "2026-08");
    }

    #[test]
    fn a_page_leads_to_the_nearest_months_that_have_one() {
        let stands = |period: &Period| ["2026-10", "2026-06"].contains(&period.key().as_str());
        let listing = Listing::new(months(), Vec::new(), &[month(8)], stands);
        let named = |key: &str, title: &str| Some((key.to_owned(), title.to_owned()));
        let of_august = listing.neighbours(&listing.0[2], Voice::METRIC);
        assert_eq!(of_august.next, named("2026-10", "October 2026"));
        assert_eq!(of_august.previous, named("2026-06", "June 2026"));
        assert_eq!(listing.neighbours(&listing.0[0], Voice::METRIC).next, None);
    }

    #[test]
    fn a_span_is_listed_once_and_has_no_neighbours() {
        let (old, new) = (
            span(date(2026, 8, 1), date(2026, 8, 20)),
            span(date(2026, 9, 14), date(2026, 10, 20)),
        );
        let known = vec![old, new.clone()];
        let listing = Listing::new(months(), known, std::slice::from_ref(&new), |_| true);
        let spans: Vec<_> = listing.0.iter().filter(|listed| !listed.is_month()).collect();
        let found: Vec<_> = spans.iter().map(|one| (one.period.key(), one.fate)).collect();
        let named = |name: &str, fate| (name.to_owned(), fate);
        assert_eq!(
            found,
            [named("2026-09-14_2026-10-20", Written), named("2026-08-01_2026-08-20", Stands)]
        );
        assert_eq!(listing.neighbours(spans[0], Voice::METRIC), Neighbours::default());
    }

    #[test]
    fn only_names_of_spans_are_taken_for_spans() {
        let names = [
            "2026-09-14_2026-10-20",
            "2026-10",
            "share",
            "2026-10-20_2026-09-14",
            "_",
            "2026-9-1_2026-9-2",
            "2026-09-14_2026-10-20 copy",
        ]
        .map(str::to_owned);
        let found: Vec<_> = spans_of(&names, span).into_iter().map(|span| span.key()).collect();
        assert_eq!(found, ["2026-09-14_2026-10-20"]);
    }
}

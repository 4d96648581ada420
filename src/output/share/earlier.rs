//! Which earlier copy a copy is set beside.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::{
    data::{Between, CopyData},
    style::{ShareStyle, number},
};
use crate::page::Period;

/// A copy that was made before.
#[derive(Clone, Debug, PartialEq)]
pub struct Earlier {
    /// The name of its page.
    pub name: String,
    /// What it carries.
    pub data: CopyData,
    /// Whether it was made just now, from what this one is made of.
    pub is_of_now: bool,
}

/// The first and the last day of a period's copy, as copies of this style tell them.
pub fn between(period: &Period, style: ShareStyle, day_one: Date) -> Between {
    let (first, last) = (period.first, period.last.min(period.known_until));
    match style {
        ShareStyle::Days => {
            Between::Numbers { first_day: number(first, day_one), last_day: number(last, day_one) }
        }
        ShareStyle::Plain | ShareStyle::Named => Between::Dates { first, last },
    }
}

/// Whether a copy of these days ends before one of those; none where one tells dates and the other
/// numbers of days.
pub fn ends_before(earlier: Between, later: Between) -> Option<bool> {
    match (earlier, later) {
        (Between::Dates { last: a, .. }, Between::Dates { last: b, .. }) => Some(a < b),
        (Between::Numbers { last_day: a, .. }, Between::Numbers { last_day: b, .. }) => Some(a < b),
        (Between::Dates { .. }, Between::Numbers { .. })
        | (Between::Numbers { .. }, Between::Dates { .. }) => None,
    }
}

/// Of these copies the newest that ends before the days do; of several with one end the longest. The
/// copy that is written over is none.
pub fn newest<'a>(
    copies: &'a [Earlier],
    style: ShareStyle,
    (now, own_name): (Between, &str),
) -> Option<&'a Earlier> {
    copies
        .iter()
        .filter(|copy| copy.data.is_of_style(style) && copy.name != own_name)
        .filter(|copy| ends_before(copy.data.between(), now) == Some(true))
        .max_by_key(|copy| {
            let (first, last) = copy.data.between().ends();
            (last, Reverse(first), copy.name.as_str())
        })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::page::{CarriedFigures, sample::october};

    fn copy(name: &str, style: ShareStyle, first: Date, last: Date) -> Earlier {
        let figures = CarriedFigures { first, last, ..CarriedFigures::of(&october()) };
        let data = CopyData::of(&figures, style, date(2026, 1, 1));
        Earlier { name: name.to_owned(), data, is_of_now: false }
    }

    #[test]
    fn the_newest_of_the_same_style_that_ends_before_is_taken() {
        let of = |month, day| date(2026, month, day);
        let plain = ShareStyle::Plain;
        let copies = [
            copy("august", plain, of(8, 1), of(8, 31)),
            copy("september", plain, of(9, 1), of(9, 30)),
            copy("end-of-september", plain, of(9, 20), of(9, 30)),
            copy("named", ShareStyle::Named, of(9, 1), of(10, 1)),
            copy("numbered", ShareStyle::Days, of(9, 1), of(10, 2)),
            copy("october-so-far", plain, of(10, 1), of(10, 12)),
            copy("november", plain, of(11, 1), of(11, 30)),
        ];
        let now = between(&october().period, plain, of(1, 1));
        let taken = |own_name| newest(&copies, plain, (now, own_name)).map(|it| it.name.as_str());
        assert_eq!(taken("october"), Some("october-so-far"));
        // What is written over is no earlier copy.
        assert_eq!(taken("october-so-far"), Some("september"));
        let numbered = between(&october().period, ShareStyle::Days, of(1, 1));
        let days = newest(&copies, ShareStyle::Days, (numbered, "")).map(|it| it.name.as_str());
        assert_eq!(days, Some("numbered"));
        assert_eq!(newest(&copies[6..], plain, (now, "")), None);
        assert_eq!(ends_before(now, numbered), None);
    }
}

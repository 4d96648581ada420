//! What a copy's page carries as data: its own figures, schema `backstride.copy/1`.
//!
//! It stands in the page as a block that no browser runs, and under the page's checksum. It says
//! nothing that the page does not show: no name, no file, and of a copy with numbered days no date.

use std::collections::BTreeMap;

use jiff::{ToSpan as _, civil::Date};
use serde::{Deserialize, Serialize, Serializer, ser::SerializeMap as _};

use super::style::{ShareStyle, number};
use crate::output::{document, seal};
use crate::page::{Carried, CarriedFigure, CarriedFigures, CarriedFrom, NotCarried, Told};

/// Name and version of the document's form.
const SCHEMA: &str = "backstride.copy/1";

/// Where it begins in a page. Nothing that a file or a log says can stand there so: pages write `<` of
/// such words as an entity.
const OPEN: &str = "<script type=\"application/json\" id=\"backstride-data\">";
const CLOSE: &str = "</script>";

/// No copy is larger than this.
pub const LARGEST_BYTES: u64 = 64 << 20;

/// A page has fewer days than this, and lies no more than ten thousand years from whatever its days are
/// counted from.
const LONGEST_DAYS: i64 = 3_700;
const MOST_DAYS: i64 = 3_652_500;

/// No figure is larger, nor anything that is counted.
const LARGEST: f64 = 1e9;

/// What a copy's page carries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CopyData {
    schema: String,
    version: String,
    style: String,
    period: Span,
    #[serde(serialize_with = "in_order")]
    figures: BTreeMap<String, FigureData>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Span {
    #[serde(flatten)]
    between: Between,
    days: usize,
    days_known: usize,
}

/// The first and the last day, by date or by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Between {
    /// Dates.
    Dates {
        /// The first day.
        first: Date,
        /// The last.
        last: Date,
    },
    /// Numbers, counted from the first day that was known.
    Numbers {
        /// The first day.
        first_day: i64,
        /// The last.
        last_day: i64,
    },
}

impl Between {
    /// First and last day, counted from some day.
    pub(super) fn ends(self) -> (i64, i64) {
        match self {
            Between::Dates { first, last } => (number(first, Date::ZERO), number(last, Date::ZERO)),
            Between::Numbers { first_day, last_day } => (first_day, last_day),
        }
    }

    /// Whether it is as long as a page can be.
    fn is_sound(self) -> bool {
        let (first, last) = self.ends();
        let within = |day: i64| (-MOST_DAYS..=MOST_DAYS).contains(&day);
        within(first) && within(last) && (0..LONGEST_DAYS).contains(&(last - first))
    }
}

/// A figure, or why there is none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct FigureData {
    value: Option<f64>,
    unit: String,
    n: Option<usize>,
    of: Option<usize>,
    origin: Option<String>,
    at_speed_m_per_s: Option<f64>,
    absent: Option<String>,
}

/// Why a file is no copy that can be set beside another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoCopy {
    /// It is not as it was written.
    Changed,
    /// `report --share` did not write it.
    Foreign,
    /// It is a copy without figures as data: a PDF, or one of an earlier version.
    WithoutData,
}

impl CopyData {
    /// What a copy of these figures carries; days by number where they count from `day_one`.
    pub(super) fn of(figures: &CarriedFigures, style: ShareStyle, day_one: Date) -> CopyData {
        let (first, last) = (figures.first, figures.last);
        let between = match style {
            ShareStyle::Days => Between::Numbers {
                first_day: number(first, day_one),
                last_day: number(last, day_one),
            },
            ShareStyle::Plain | ShareStyle::Named => Between::Dates { first, last },
        };
        let of = |what: Carried| (what.key().to_owned(), FigureData::of(what, figures.get(what)));
        CopyData {
            schema: SCHEMA.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            style: style.key().to_owned(),
            period: Span { between, days: figures.days, days_known: figures.days_known },
            figures: Carried::ALL.map(of).into_iter().collect(),
        }
    }

    /// The data of a copy that is whole.
    ///
    /// # Errors
    ///
    /// When it is not as it was written, was not written by this program, or carries no data.
    pub fn read(file: &[u8]) -> Result<CopyData, NoCopy> {
        match seal::verify(file) {
            seal::SealVerdict::Unchanged => {}
            seal::SealVerdict::Changed => return Err(NoCopy::Changed),
            seal::SealVerdict::NotSealed => return Err(NoCopy::Foreign),
        }
        let text = std::str::from_utf8(file).map_err(|_not_a_page| NoCopy::WithoutData)?;
        let (_, rest) = text.split_once(OPEN).ok_or(NoCopy::WithoutData)?;
        let (data, _) = rest.split_once(CLOSE).ok_or(NoCopy::WithoutData)?;
        let data: CopyData = serde_json::from_str(data).map_err(|_another| NoCopy::WithoutData)?;
        let is_sound = data.schema == SCHEMA && data.period.between.is_sound();
        if is_sound { Ok(data) } else { Err(NoCopy::WithoutData) }
    }

    /// The first and the last day.
    pub const fn between(&self) -> Between {
        self.period.between
    }

    /// The version of the program that wrote it, where it is another than this one.
    pub(super) fn other_version(&self) -> Option<String> {
        let is_version = |text: &str| {
            text.len() <= 20 && text.chars().all(|letter| letter.is_ascii_digit() || letter == '.')
        };
        let other = Some(&self.version).filter(|version| *version != env!("CARGO_PKG_VERSION"));
        other.filter(|version| is_version(version)).cloned()
    }

    /// Whether it is a copy of this style.
    pub fn is_of_style(&self, style: ShareStyle) -> bool {
        self.style == style.key()
    }

    /// Its figures, with days as dates; none where its days lie beyond any calendar.
    pub(super) fn figures(&self, day_one: Date) -> Option<CarriedFigures> {
        let dated = |number: i64| {
            let days = i32::try_from(number.checked_sub(1)?).ok()?;
            day_one.checked_add(days.days()).ok()
        };
        let (first, last) = match self.period.between {
            Between::Dates { first, last } => (first, last),
            Between::Numbers { first_day, last_day } => (dated(first_day)?, dated(last_day)?),
        };
        let of = |what: Carried| {
            let figure = self.figures.get(what.key());
            (what, figure.map_or(Err(NotCarried::NotKnown), |figure| figure.read(what)))
        };
        Some(CarriedFigures {
            first,
            last,
            days: self.period.days,
            days_known: self.period.days_known,
            figures: Carried::ALL.map(of).into_iter().collect(),
        })
    }

    /// The data as a block of a page. A browser ends it at `</script`, whatever stands around that, so
    /// no `<` is left in it.
    ///
    /// # Errors
    ///
    /// When it cannot be written as JSON.
    pub(super) fn as_block(&self) -> Result<String, serde_json::Error> {
        let text = document::on_one_line(self)?;
        Ok(format!("{OPEN}{}{CLOSE}", text.trim_end().replace('<', "\\u003c")))
    }
}

impl FigureData {
    fn of(what: Carried, figure: CarriedFigure) -> FigureData {
        let told = figure.ok();
        FigureData {
            value: told.map(|told| told.value),
            unit: what.unit().to_owned(),
            n: told.map(|told| told.n),
            of: told.and_then(|told| told.of),
            origin: told.map(|told| told.origin.key().to_owned()),
            at_speed_m_per_s: told.and_then(|told| told.at_speed_m_per_s),
            absent: figure.err().map(|why| why.key().to_owned()),
        }
    }

    /// Whatever does not stand as it is written now is not known.
    fn read(&self, what: Carried) -> CarriedFigure {
        let why = NotCarried::ALL.into_iter().find(|why| Some(why.key()) == self.absent.as_deref());
        let origin = self.origin.as_deref().and_then(CarriedFrom::of_key);
        let is_unit = self.unit == what.unit();
        match (self.value, origin) {
            (Some(value), Some(origin)) if is_unit && (0.0..=LARGEST).contains(&value) => {
                let (n, of) = (self.n.unwrap_or(0), self.of);
                Ok(Told { value, n, of, origin, at_speed_m_per_s: self.at_speed_m_per_s })
            }
            _ => Err(why.unwrap_or(NotCarried::NotKnown)),
        }
    }
}

/// Figures in the order of telling them.
fn in_order<S: Serializer>(
    figures: &BTreeMap<String, FigureData>,
    to: S,
) -> Result<S::Ok, S::Error> {
    let mut map = to.serialize_map(Some(figures.len()))?;
    for (key, figure) in Carried::ALL.iter().filter_map(|what| figures.get_key_value(what.key())) {
        map.serialize_entry(key, figure)?;
    }
    map.end()
}

#[cfg(test)]
#[path = "data_tests.rs"]
mod tests;

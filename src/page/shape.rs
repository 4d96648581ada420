//! How pairs, lists and marks stand in documents: each part under a name of its own.
//!
//! Each function is one that serde's `serialize_with` asks for, so what is small comes by reference
//! too. What is not known keeps its names, with `null`.
#![allow(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "what serde asks for")]

use jiff::civil::Date;
use serde::{Serialize, Serializer, ser::SerializeMap as _};

use crate::model::EasyEnds;

/// Two values by name.
struct Two<A, B>([&'static str; 2], A, B);

impl<A: Serialize, B: Serialize> Serialize for Two<A, B> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Two([first, second], a, b) = self;
        let mut map = to.serialize_map(Some(2))?;
        map.serialize_entry(first, a)?;
        map.serialize_entry(second, b)?;
        map.end()
    }
}

/// Two values.
fn both<A: Serialize, B: Serialize, S: Serializer>(
    names: [&'static str; 2],
    (a, b): &(A, B),
    to: S,
) -> Result<S::Ok, S::Error> {
    Two(names, a, b).serialize(to)
}

/// Two parts of what may not be known.
fn parts<A: Copy + Serialize, B: Copy + Serialize, S: Serializer>(
    names: [&'static str; 2],
    of: &Option<(A, B)>,
    to: S,
) -> Result<S::Ok, S::Error> {
    both(names, &of.unzip(), to)
}

/// A value and its count, which is nought where there is no value.
fn counted<S: Serializer>(
    names: [&'static str; 2],
    of: &Option<(f64, usize)>,
    to: S,
) -> Result<S::Ok, S::Error> {
    both(names, &(of.map(|(value, _)| value), of.map_or(0, |(_, n)| n)), to)
}

/// A list of pairs.
fn each<A: Serialize, B: Serialize, S: Serializer>(
    names: [&'static str; 2],
    of: &[(A, B)],
    to: S,
) -> Result<S::Ok, S::Error> {
    to.collect_seq(of.iter().map(|(a, b)| Two(names, a, b)))
}

/// Three values, each `null` where they are not known.
fn three<S: Serializer>(
    names: [&'static str; 3],
    of: Option<(f64, f64, f64)>,
    to: S,
) -> Result<S::Ok, S::Error> {
    let [a, b, c] = names;
    let mut map = to.serialize_map(Some(3))?;
    map.serialize_entry(a, &of.map(|three| three.0))?;
    map.serialize_entry(b, &of.map(|three| three.1))?;
    map.serialize_entry(c, &of.map(|three| three.2))?;
    map.end()
}

/// Declares what serde asks for: of what, how it is written, and the names of its parts.
macro_rules! pairs {
    ($($(#[$doc:meta])* $name:ident($of:ty) $how:ident $names:tt;)*) => {
        $($(#[$doc])*
        pub(super) fn $name<S: Serializer>(of: &$of, to: S) -> Result<S::Ok, S::Error> {
            $how($names, of, to)
        })*
    };
}

pairs! {
    /// A range.
    low_high(Option<(f64, f64)>) parts ["low", "high"];
    /// The 95 % interval of a statistic.
    interval(Option<(f64, f64)>) parts ["ci_low", "ci_high"];
    /// What the watch and the pod say.
    watch_pod(Option<(f64, f64)>) parts ["watch", "pod"];
    /// The calm week.
    calm(Option<(Date, Date)>) parts ["calm_first", "calm_last"];
    /// A flare's days.
    flare(Option<(Date, Date)>) parts ["flare_first", "flare_last"];
    /// The answers before the last, with their day.
    before(Option<(Date, f64)>) parts ["before", "before_value"];
    /// The least and the most.
    least_most((f64, f64)) both ["least", "most"];
    /// After days with a run, and of how many.
    run_days((usize, usize)) both ["run_days", "of_run_days"];
    /// After days without one.
    other_days((usize, usize)) both ["other_days", "of_other_days"];
    /// The mean morning after days of more sitting.
    after_more((f64, usize)) both ["morning_after_more", "days_of_more"];
    /// The mean morning after days of less.
    after_less((f64, usize)) both ["morning_after_less", "days_of_less"];
    /// A month's confidence.
    confidence(Option<(f64, usize)>) counted ["confidence", "confidence_days"];
    /// A month's mean morning.
    mornings(Option<(f64, usize)>) counted ["morning", "mornings"];
    /// Words that were logged.
    words([(String, usize)]) each ["word", "days"];
}

/// Values of days.
pub(crate) fn dated<T: Serialize, S: Serializer>(
    of: &[(Date, T)],
    to: S,
) -> Result<S::Ok, S::Error> {
    each(["date", "value"], of, to)
}

/// Steps uphill, on the level and downhill.
pub(crate) fn steps_by_slope<S: Serializer>(
    of: &Option<(f64, f64, f64)>,
    to: S,
) -> Result<S::Ok, S::Error> {
    three(["steps_up", "steps_level", "steps_down"], *of, to)
}

/// Quartiles.
pub(super) fn quartiles<S: Serializer>(of: &(f64, f64, f64), to: S) -> Result<S::Ok, S::Error> {
    three(["quarter", "median", "three_quarters"], Some(*of), to)
}

/// Days of each week with something, of those that tell.
pub(super) fn weeks<S: Serializer>(of: &[(Date, usize, usize)], to: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct WeekOfDays {
        monday: Date,
        days_with: usize,
        days_told: usize,
    }
    to.collect_seq(of.iter().map(|&(monday, days_with, days_told)| WeekOfDays {
        monday,
        days_with,
        days_told,
    }))
}

/// An easy start and end, and whether they could be seen at all.
pub(super) fn ends<S: Serializer>(of: &Option<EasyEnds>, to: S) -> Result<S::Ok, S::Error> {
    let mut map = to.serialize_map(Some(3))?;
    map.serialize_entry("ends_told", &of.is_some())?;
    map.serialize_entry("warm_up_s", &of.and_then(|ends| ends.warm_up_s))?;
    map.serialize_entry("cool_down_s", &of.and_then(|ends| ends.cool_down_s))?;
    map.end()
}

/// A level without the count behind it.
pub(super) fn without_count<S: Serializer>(
    of: &Option<(f64, usize)>,
    to: S,
) -> Result<S::Ok, S::Error> {
    of.map(|(level, _)| level).serialize(to)
}

/// How many.
pub(super) fn count<T, S: Serializer>(of: &[T], to: S) -> Result<S::Ok, S::Error> {
    of.len().serialize(to)
}

/// Which side.
pub(super) fn left_or_right<S: Serializer>(is_left: &bool, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(if *is_left { "left" } else { "right" })
}

/// What is told of metrics, each with its key.
pub(super) fn by_metric<T: Serialize, S: Serializer>(
    of: &[(&'static str, T)],
    to: S,
) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct OfMetric<'a, T> {
        metric: &'static str,
        #[serde(flatten)]
        told: &'a T,
    }
    to.collect_seq(of.iter().map(|(metric, told)| OfMetric { metric, told }))
}

/// A lane's points as two rows.
pub(super) fn points<S: Serializer>(of: &[(f64, f64)], to: S) -> Result<S::Ok, S::Error> {
    let row = |part: fn(&(f64, f64)) -> f64| of.iter().map(part).collect::<Vec<f64>>();
    Two(["minutes", "values"], row(|point| point.0), row(|point| point.1)).serialize(to)
}

//! How pairs, lists and marks stand in documents: each part under a name of its own.
//!
//! Each function is one that serde's `serialize_with` asks for, so what is small comes by reference
//! too. What is not known keeps its names, with `null`.
#![allow(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "what serde asks for")]

use jiff::civil::Date;
use serde::{Serialize, Serializer, ser::SerializeMap as _};

use crate::model::EasyEnds;

type Pair<T> = Option<(T, T)>;

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

/// Two parts of what may not be known.
fn parts<A: Copy + Serialize, B: Copy + Serialize, S: Serializer>(
    names: [&'static str; 2],
    of: Option<(A, B)>,
    to: S,
) -> Result<S::Ok, S::Error> {
    Two(names, of.map(|pair| pair.0), of.map(|pair| pair.1)).serialize(to)
}

/// A value and its count, which is nought where there is no value.
fn counted<S: Serializer>(
    names: [&'static str; 2],
    of: &Option<(f64, usize)>,
    to: S,
) -> Result<S::Ok, S::Error> {
    Two(names, of.map(|(value, _)| value), of.map_or(0, |(_, n)| n)).serialize(to)
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

/// A range.
pub(super) fn low_high<S: Serializer>(of: &Pair<f64>, to: S) -> Result<S::Ok, S::Error> {
    parts(["low", "high"], *of, to)
}

/// The 95 % interval of a statistic.
pub(super) fn interval<S: Serializer>(of: &Pair<f64>, to: S) -> Result<S::Ok, S::Error> {
    parts(["ci_low", "ci_high"], *of, to)
}

/// What the watch and the pod say.
pub(super) fn watch_pod<S: Serializer>(of: &Pair<f64>, to: S) -> Result<S::Ok, S::Error> {
    parts(["watch", "pod"], *of, to)
}

/// The calm week.
pub(super) fn calm<S: Serializer>(of: &Pair<Date>, to: S) -> Result<S::Ok, S::Error> {
    parts(["calm_first", "calm_last"], *of, to)
}

/// A flare's days.
pub(super) fn flare<S: Serializer>(of: &Pair<Date>, to: S) -> Result<S::Ok, S::Error> {
    parts(["flare_first", "flare_last"], *of, to)
}

/// The answers before the last, with their day.
pub(super) fn before<S: Serializer>(of: &Option<(Date, f64)>, to: S) -> Result<S::Ok, S::Error> {
    parts(["before", "before_value"], *of, to)
}

/// The least and the most.
pub(super) fn least_most<S: Serializer>(of: &(f64, f64), to: S) -> Result<S::Ok, S::Error> {
    Two(["least", "most"], of.0, of.1).serialize(to)
}

/// After days with a run, and of how many.
pub(super) fn run_days<S: Serializer>(of: &(usize, usize), to: S) -> Result<S::Ok, S::Error> {
    Two(["run_days", "of_run_days"], of.0, of.1).serialize(to)
}

/// After days without one.
pub(super) fn other_days<S: Serializer>(of: &(usize, usize), to: S) -> Result<S::Ok, S::Error> {
    Two(["other_days", "of_other_days"], of.0, of.1).serialize(to)
}

/// The mean morning after days of more sitting.
pub(super) fn after_more<S: Serializer>(of: &(f64, usize), to: S) -> Result<S::Ok, S::Error> {
    Two(["morning_after_more", "days_of_more"], of.0, of.1).serialize(to)
}

/// The mean morning after days of less.
pub(super) fn after_less<S: Serializer>(of: &(f64, usize), to: S) -> Result<S::Ok, S::Error> {
    Two(["morning_after_less", "days_of_less"], of.0, of.1).serialize(to)
}

/// A month's confidence.
pub(super) fn confidence<S: Serializer>(
    of: &Option<(f64, usize)>,
    to: S,
) -> Result<S::Ok, S::Error> {
    counted(["confidence", "confidence_days"], of, to)
}

/// A month's mean morning.
pub(super) fn mornings<S: Serializer>(of: &Option<(f64, usize)>, to: S) -> Result<S::Ok, S::Error> {
    counted(["morning", "mornings"], of, to)
}

/// Values of days.
pub(crate) fn dated<T: Serialize, S: Serializer>(
    of: &[(Date, T)],
    to: S,
) -> Result<S::Ok, S::Error> {
    each(["date", "value"], of, to)
}

/// Words that were logged.
pub(super) fn words<S: Serializer>(of: &[(String, usize)], to: S) -> Result<S::Ok, S::Error> {
    each(["word", "days"], of, to)
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

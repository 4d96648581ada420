//! What runs worn with two sensors tell of a quantity's other sensors.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::History;
use crate::{
    insight::worn_together::{Pair, apart},
    model::{Change, Channel, Instruments, Provenance},
    outing::Outing,
    page::{FormPoint, OtherSensor},
};

/// Other sensors of a quantity than the one of its last point: those that recorded points which are
/// shown, oldest first, then those that were only worn beside it. What a model makes of contact time is
/// not brought from one to another.
pub(super) fn other_sensors(
    history: &History<'_>,
    channel: Channel,
    points: &[FormPoint],
) -> Vec<OtherSensor> {
    let span = points.first().zip(points.last()).map(|(first, last)| (first.date, last.date));
    let Some((first, last)) = span.filter(|_| channel != Channel::Reach) else {
        return Vec::new();
    };
    let is_told = |run: &&&Outing| run.bins.get(channel).is_some();
    let told: Vec<&Outing> = history.runs.iter().filter(is_told).copied().collect();
    let until = told.partition_point(|run| run.date() <= last);
    let told = told.get(..until).unwrap_or_default();
    let Some(now) = told.last().map(|run| run.sensor.behind(channel)) else { return Vec::new() };
    let shown = told.iter().filter(|run| run.date() >= first).map(|run| run.sensor.behind(channel));
    let beside = told
        .iter()
        .flat_map(|run| &run.worn_together)
        .filter(|worn| worn.channel == channel)
        .flat_map(|worn| worn.sensors.iter().map(|(sensor, _)| sensor.clone()));
    let mut others: Vec<Instruments> = Vec::new();
    for sensor in shown.chain(beside).filter(|sensor| *sensor != now) {
        if !others.contains(&sensor) {
            others.push(sensor);
        }
    }
    let of = |other| of_sensor(&Known { told, channel, points }, &other, &now);
    others.into_iter().filter_map(of).collect()
}

/// What is known of a quantity.
struct Known<'a> {
    /// Runs that have it, up to the last that is shown.
    told: &'a [&'a Outing],
    channel: Channel,
    points: &'a [FormPoint],
}

/// Another sensor against the latest one; none where nothing is to be said of it: a change that no run
/// can be worn across, and a sensor of which there is neither a point nor a run worn with both.
fn of_sensor(known: &Known<'_>, other: &Instruments, now: &Instruments) -> Option<OtherSensor> {
    let change = now.change_from(other)?;
    if matches!(change, Change::Firmware | Change::Recording) {
        return None;
    }
    let pairs: Vec<Pair> = known
        .told
        .iter()
        .flat_map(|run| &run.worn_together)
        .filter(|worn| worn.channel == known.channel)
        .filter_map(|worn| {
            let (from, to) = worn.between(other, now)?;
            Some(Pair { from, to, minutes: worn.minutes })
        })
        .collect();
    let days = days_of(known, other);
    let of_other = || known.points.iter().filter(|point| days.contains(&point.date));
    let until = of_other().next_back().map(|point| point.date);
    if until.is_none() && pairs.is_empty() {
        return None;
    }
    let told = apart(&pairs);
    let brought = |point: &FormPoint, difference: f64, reach: f64| {
        let value = point.value + difference;
        let range = Some((value - reach, value + reach));
        FormPoint { value, range, provenance: Provenance::Modelled, ..point.clone() }
    };
    let points = told.map_or_else(
        |_| Vec::new(),
        |(apart, reach)| of_other().map(|it| brought(it, apart.difference, reach)).collect(),
    );
    Some(OtherSensor { change, apart: told.map(|(apart, _)| apart), until, points })
}

/// Days of which every run has it from this sensor.
fn days_of(known: &Known<'_>, sensor: &Instruments) -> BTreeSet<Date> {
    let is_its = |run: &Outing| run.sensor.behind(known.channel) == *sensor;
    let (its, others): (Vec<&Outing>, Vec<&Outing>) =
        known.told.iter().copied().partition(|run| is_its(run));
    let others: BTreeSet<Date> = others.into_iter().map(Outing::date).collect();
    its.into_iter().map(Outing::date).filter(|day| !others.contains(day)).collect()
}

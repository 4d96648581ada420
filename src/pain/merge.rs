//! Rows of a day that meet: what one adds to the other, and where they differ.

use super::kind::Kind;
use crate::model::{LegSymptom, PainEntry, phrases_in};

/// Adds to a day what a timed row of it says, where the day does not say it already.
pub(super) fn absorb(kind: Kind, day: &mut PainEntry, timed: &mut PainEntry) {
    match kind {
        Kind::Date | Kind::Time | Kind::NextMorning => {}
        Kind::Entered => day.entered_on = day.entered_on.max(timed.entered_on),
        Kind::Score(field) => fill(field(day), field(timed).as_ref()),
        Kind::Worst(field) => {
            let worst = (*field(day)).max(*field(timed));
            *field(day) = worst;
        }
        Kind::Amount(_, field) | Kind::Step(_, field) | Kind::Percent(field) => {
            fill(field(day), field(timed).as_ref());
        }
        Kind::Text(field) | Kind::Word(_, field) | Kind::Words(_, field) => {
            fill(field(day), field(timed).as_ref());
        }
        Kind::Phrases(field) => join(field(day), field(timed).as_deref()),
        Kind::YesNo(field) => {
            let yes = (*field(day)).max(*field(timed));
            *field(day) = yes;
        }
        Kind::Quality => unite(&mut day.quality, &timed.quality),
        Kind::Site => fill(&mut day.location, timed.location.as_ref()),
        Kind::Side => fill(&mut day.side, timed.side.as_ref()),
        Kind::Activity => fill(&mut day.activity, timed.activity.as_ref()),
        Kind::Injury => fill(&mut day.injury, timed.injury.as_ref()),
        Kind::Legs => {
            unite(&mut day.legs, &timed.legs);
            // "None" holds for the whole day only while no row says otherwise.
            if day.legs.len() > 1 {
                day.legs.retain(|symptom| *symptom != LegSymptom::None);
            }
        }
        Kind::RedFlags => unite(&mut day.red_flags, &timed.red_flags),
    }
}

/// Whether two rows of a day say different things in a column.
pub(super) fn differs(kind: Kind, a: &PainEntry, b: &PainEntry) -> bool {
    // The fields are reached by functions that may also write, so they look at copies.
    let (mut a, mut b) = (a.clone(), b.clone());
    let (a, b) = (&mut a, &mut b);
    match kind {
        Kind::Date | Kind::Time | Kind::NextMorning | Kind::Entered => false,
        Kind::Score(field) | Kind::Worst(field) => clash(field(a).as_slice(), field(b).as_slice()),
        Kind::Amount(_, field) | Kind::Step(_, field) | Kind::Percent(field) => {
            clash(field(a).as_slice(), field(b).as_slice())
        }
        Kind::Text(field) | Kind::Phrases(field) | Kind::Word(_, field) | Kind::Words(_, field) => {
            clash(field(a).as_slice(), field(b).as_slice())
        }
        Kind::YesNo(field) => clash(field(a).as_slice(), field(b).as_slice()),
        Kind::Site => clash(a.location.as_slice(), b.location.as_slice()),
        Kind::Side => clash(a.side.as_slice(), b.side.as_slice()),
        Kind::Activity => clash(a.activity.as_slice(), b.activity.as_slice()),
        Kind::Injury => clash(a.injury.as_slice(), b.injury.as_slice()),
        Kind::Quality => clash(&a.quality, &b.quality),
        Kind::Legs => clash(&a.legs, &b.legs),
        Kind::RedFlags => clash(&a.red_flags, &b.red_flags),
    }
}

/// Whether both say something, and not the same.
fn clash<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    !a.is_empty() && !b.is_empty() && a != b
}

fn fill<T: Clone>(field: &mut Option<T>, other: Option<&T>) {
    if field.is_none() {
        *field = other.cloned();
    }
}

/// Phrases behind those that are there.
fn join(field: &mut Option<String>, other: Option<&str>) {
    *field = match (field.as_deref(), other) {
        (Some(own), Some(other)) => Some([phrases_in(own), phrases_in(other)].concat().join("; ")),
        (own, other) => own.or(other).map(str::to_owned),
    };
}

fn unite<T: Copy + Ord>(set: &mut Vec<T>, other: &[T]) {
    set.extend_from_slice(other);
    set.sort_unstable();
    set.dedup();
}

//! Where the foot lands: what a model says of it, or why nothing is said.

use super::{
    History,
    form::{FOOT_AHEAD, runner_of},
};
use crate::{
    insight::baseline::OwnForm,
    metrics::{Absent, foot_ahead},
    model::{Channel, Sex},
    outing::Outing,
    page::{FootAhead, Mean, Overstriding, Period},
    signal::median,
};

/// What is told of a period; none without a run.
pub(super) fn told(
    history: &History<'_>,
    period: &Period,
    own: Option<&OwnForm>,
) -> Option<Overstriding> {
    let runs = history.runs_in(period);
    if runs.is_empty() {
        return None;
    }
    let readings: Vec<Foot> = runs.iter().filter_map(|run| Foot::of(run)).collect();
    if readings.is_empty() {
        return Some(untold(&runs));
    }
    let middle = |of: fn(&Foot) -> f64| median(&readings.iter().map(of).collect::<Vec<_>>());
    let own_value = own.and_then(|own| Some((own.month?.value, own.at_speed_m_per_s?)));
    let (value, speed) = own_value.or(middle(|foot| foot.value).zip(middle(|foot| foot.speed)))?;
    let half = middle(|foot| foot.half)?;
    let ahead = Mean {
        value,
        low: Some(value - half),
        high: Some(value + half),
        n: own_value.and(own).and_then(|own| own.month).map_or(readings.len(), |month| month.n),
    };
    Some(Overstriding::Modelled(FootAhead {
        mm: ahead,
        at_speed_m_per_s: speed,
        is_of_a_man: runner_of(history, period).sex == Some(Sex::Male),
        reference_days: own.and_then(|own| own.difference.and(own.reference_days)),
        change_mm: own.and_then(told_change),
    }))
}

/// What one run says.
struct Foot {
    value: f64,
    /// Half of its 90 % range.
    half: f64,
    /// The middle speed of what stands behind it.
    speed: f64,
}

impl Foot {
    fn of(run: &Outing) -> Option<Foot> {
        let estimate = run.estimate(FOOT_AHEAD)?;
        let (_, high) = estimate.range?;
        let reach = run.bins.values(Channel::Reach)?;
        let contact = run.bins.values(Channel::GroundContactTime)?;
        // What speed it was reckoned with, corrected where a belt's was.
        let speeds: Vec<f64> =
            reach.iter().zip(contact).map(|(reach, contact)| 2.0 * reach / contact).collect();
        Some(Foot { value: estimate.value, half: high - estimate.value, speed: median(&speeds)? })
    }
}

/// Own change against the reference, where it is beyond chance and large enough to be told.
fn told_change(own: &OwnForm) -> Option<f64> {
    let change = own.difference.filter(|change| change.excludes_zero())?.value;
    (change.abs() >= foot_ahead::TOLD_FROM_MM).then_some(change)
}

/// Why nothing is said, by what holds for most runs.
fn untold(runs: &[&Outing]) -> Overstriding {
    let absent: Vec<&Absent> =
        runs.iter().filter_map(|run| run.reading(FOOT_AHEAD)?.outcome.as_ref().err()).collect();
    let is_unrecorded =
        |absent: &Absent| matches!(absent, Absent::NoChannel(Channel::GroundContactTime));
    let mut others: Vec<&Absent> =
        absent.into_iter().filter(|absent| !is_unrecorded(absent)).collect();
    others.sort_by_key(|absent| absent.detail());
    let same = others.chunk_by(|a, b| a.detail() == b.detail());
    let most = same.max_by_key(|same| same.len()).and_then(<[&Absent]>::first);
    most.map_or(Overstriding::NoContactTime, |why| Overstriding::OutsideTested((*why).clone()))
}

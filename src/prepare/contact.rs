//! Whether contact time may be built on, and what the foot travels in it.
//!
//! A contact time that is shown as recorded may be a sensor's oddity; one from which more is
//! computed may not. Nothing is mended here: what is doubtful says why, and makes no reach.

use std::ops::RangeInclusive;

use crate::model::{
    Belt, Channel, ContactDoubt, ContactTime, Device, Gait, Origin, Provenance, Run, Samples,
    Series,
};
use crate::signal::{median, standard_deviation};

use super::{artefacts, made::put};

/// ANT+ device type of what senses running dynamics at the trunk.
const RUNNING_DYNAMICS: u8 = 30;

/// Contact by the time of a step: outside of this nobody runs.
const CONTACT_PER_STEP: RangeInclusive<f64> = 0.40..=1.0;

/// A contact time that stays the same to the last digit for longer than this, in seconds,
const FROZEN_S: usize = 60;
/// while speed varies by more than this, as a standard deviation in m/s and more than the noise of
/// satellites, has dropped out;
const FROZEN_SPEED_SD_M_PER_S: f64 = 0.15;
/// in more than this share of its seconds, and it is not to be built on.
const FROZEN_SHARE: f64 = 0.2;

/// Two groups of stretches, each of at least this many
const GROUP_BINS: usize = 4;
/// and at least this share of all,
const GROUP_SHARE: f64 = 0.15;
/// with nothing between them over so many milliseconds,
const GROUP_GAP_MS: f64 = 12.0;
/// and over so many standard deviations within them, are two sensors.
const GROUP_GAP_SD: f64 = 3.0;

/// Contact falls with speed by this power (103 treadmill sessions of 58 runners, video), which
/// sets stretches of unlike pace side by side.
const CONTACT_BY_SPEED: f64 = 0.634;

/// Speeds, in m/s and to the nearest tenth, at which foot position was tested against reach.
const TESTED_M_PER_S: RangeInclusive<f64> = 2.45..=4.55;

/// Tells how contact time was recorded, and adds the reach in it. `recorded` has the session's rows
/// as they are, `devices` are the straps and pods that the file names.
pub(super) fn add(run: &mut Run, recorded: &Samples, devices: &[Device]) {
    run.contact = ContactTime { worn: is_worn(run, devices), doubt: doubt(run, recorded) };
    add_reach(&mut run.bins, run.contact, run.belt);
}

/// Whether a strap or pod stands behind contact time: a pod wrote it, or the feet are told apart,
/// which nothing at the wrist does, or a sensor of running dynamics is named.
fn is_worn(run: &Run, devices: &[Device]) -> bool {
    !run.sensor.behind(Channel::GroundContactTime).pods.is_empty()
        || run.samples.get(Channel::ContactBalance).is_some()
        || devices.iter().any(|device| device.device_type == Some(RUNNING_DYNAMICS))
}

fn doubt(run: &Run, recorded: &Samples) -> Option<ContactDoubt> {
    let Some(contact) = run.samples.values(Channel::GroundContactTime) else {
        return unusable(recorded);
    };
    if is_no_part_of_a_step(&run.bins) {
        Some(ContactDoubt::Step)
    } else if is_frozen(run, contact) {
        Some(ContactDoubt::Frozen)
    } else if is_of_two_sensors(&run.bins) {
        Some(ContactDoubt::TwoSensors)
    } else {
        None
    }
}

/// What is wrong with a contact time of which cleaning left nothing; none where there was none.
fn unusable(recorded: &Samples) -> Option<ContactDoubt> {
    let values = recorded.values(Channel::GroundContactTime)?;
    let some: Vec<f64> = values.iter().copied().filter(|value| *value > 0.0).collect();
    Some(match median(&some) {
        None => ContactDoubt::Zero,
        Some(middle) if artefacts::POSSIBLE_CONTACT_MS.contains(&middle) => return None,
        Some(_) => ContactDoubt::Unit,
    })
}

/// Whether contact lasts longer than a step, or next to none of it.
fn is_no_part_of_a_step(bins: &Samples) -> bool {
    let contact = bins.values(Channel::GroundContactTime).unwrap_or_default();
    let steps = bins.values(Channel::StepRate).unwrap_or_default();
    let shares: Vec<f64> = contact.iter().zip(steps).map(|(ms, spm)| ms * spm / 60_000.0).collect();
    median(&shares).is_some_and(|share| !CONTACT_PER_STEP.contains(&share))
}

/// Whether contact stood still in too much of the running while the pace did not.
fn is_frozen(run: &Run, contact: &[f64]) -> bool {
    let Some(speed) = run.samples.values(Channel::Speed) else { return false };
    let runs = |i: &usize| run.gait.get(*i) == Some(&Gait::Run) && contact[*i].is_finite();
    let running: Vec<usize> = (0..contact.len()).filter(runs).collect();
    let frozen: usize = running
        .chunk_by(|&a, &b| b == a + 1 && contact[a].total_cmp(&contact[b]).is_eq())
        .filter(|stretch| stretch.len() > FROZEN_S)
        .filter(|stretch| {
            let speeds: Vec<f64> = stretch.iter().map(|&i| speed[i]).collect();
            standard_deviation(&speeds).is_some_and(|sd| sd > FROZEN_SPEED_SD_M_PER_S)
        })
        .map(<[usize]>::len)
        .sum();
    frozen as f64 > FROZEN_SHARE * running.len() as f64
}

/// Whether contact, at one pace, lies in two groups with nothing between them.
fn is_of_two_sensors(bins: &Samples) -> bool {
    let (Some(contact), Some(speed)) =
        (bins.values(Channel::GroundContactTime), bins.values(Channel::Speed))
    else {
        return false;
    };
    let mut at_3_m_per_s: Vec<f64> = contact
        .iter()
        .zip(speed)
        .map(|(ms, speed)| ms * (speed / 3.0).powf(CONTACT_BY_SPEED))
        .filter(|ms| ms.is_finite())
        .collect();
    at_3_m_per_s.sort_by(f64::total_cmp);
    let few = (GROUP_SHARE * at_3_m_per_s.len() as f64).ceil();
    let widest = at_3_m_per_s
        .windows(2)
        .enumerate()
        .map(|(at, pair)| (at + 1, pair[1] - pair[0]))
        .filter(|(below, _)| {
            let least = below.min(&(at_3_m_per_s.len() - below)).to_owned();
            least >= GROUP_BINS && least as f64 >= few
        })
        .max_by(|a, b| a.1.total_cmp(&b.1));
    let Some((below, gap_ms)) = widest else { return false };
    let (lower, upper) = at_3_m_per_s.split_at(below);
    let within = [lower, upper].into_iter().filter_map(standard_deviation);
    let within = within.fold(0.0, |widest: f64, sd| if sd > widest { sd } else { widest });
    gap_ms >= GROUP_GAP_MS && gap_ms >= GROUP_GAP_SD * within
}

/// Adds [`Channel::Reach`] to the bins: half the way travelled in contact, where contact time and
/// speed may be built on and foot position was tested at that pace.
pub(super) fn add_reach(bins: &mut Samples, contact_time: ContactTime, belt: Belt) {
    let (Some(contact), Some(speed), true, None) = (
        bins.get(Channel::GroundContactTime),
        bins.get(Channel::Speed),
        belt.is_known(),
        contact_time.doubt,
    ) else {
        return;
    };
    let values: Vec<f64> = contact
        .values
        .iter()
        .zip(&speed.values)
        .map(|(contact_ms, speed)| {
            // Metres a second by milliseconds are millimetres.
            if TESTED_M_PER_S.contains(speed) { speed * contact_ms / 2.0 } else { f64::NAN }
        })
        .collect();
    if values.iter().any(|value| value.is_finite()) {
        let provenance = Provenance::Modelled.weakest([contact.provenance, speed.provenance]);
        let origin = Origin::of([&contact.origin, &speed.origin]);
        put(bins, Channel::Reach, Series { values, provenance, origin });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bins(contact_ms: &[f64]) -> Samples {
        let mut bins = Samples::new((0..contact_ms.len()).map(|bin| 30.0 * bin as f64).collect());
        let series = |values: Vec<f64>| Series {
            values,
            provenance: Provenance::Measured,
            origin: Origin::place("by hand"),
        };
        put(&mut bins, Channel::GroundContactTime, series(contact_ms.to_vec()));
        put(&mut bins, Channel::Speed, series(vec![3.0; contact_ms.len()]));
        bins
    }

    #[test]
    fn half_of_a_metre_a_second_for_a_quarter_of_a_second_is_three_eighths_of_a_metre_at_three() {
        let mut bins = bins(&[250.0; 4]);
        add_reach(&mut bins, ContactTime::default(), Belt::None);
        assert_eq!(bins.values(Channel::Reach), Some(&[375.0; 4][..]));
    }

    #[test]
    fn a_guessed_belt_makes_no_reach_and_a_corrected_one_does() {
        let reach = |belt| {
            let mut bins = bins(&[250.0; 4]);
            add_reach(&mut bins, ContactTime::default(), belt);
            bins.values(Channel::Reach).map(|reach| reach[0])
        };
        assert_eq!(reach(Belt::Guessed), None);
        // Its speed was set right before.
        assert_eq!(reach(Belt::Corrected(1.2)), Some(375.0));
    }

    #[test]
    fn two_sensors_in_turn_are_told_from_one_that_drifts() {
        let in_turn: Vec<f64> = (0..40)
            .map(|bin| f64::from(bin % 7) + if bin / 10 % 2 == 0 { 240.0 } else { 270.0 })
            .collect();
        assert!(is_of_two_sensors(&bins(&in_turn)));
        let drifting: Vec<f64> = (0..40).map(|bin| 240.0 + f64::from(bin)).collect();
        assert!(!is_of_two_sensors(&bins(&drifting)));
        let mut one_odd = vec![240.0; 40];
        one_odd[7] = 300.0;
        assert!(!is_of_two_sensors(&bins(&one_odd)), "one stretch is no second sensor");
    }

    #[test]
    fn two_groups_are_two_sensors_from_the_gap_on_that_is_told_for_3_m_per_s() {
        let apart = |gap_ms: f64| {
            is_of_two_sensors(&bins(&[vec![240.0; 40], vec![240.0 + gap_ms; 40]].concat()))
        };
        assert!(apart(GROUP_GAP_MS) && !apart(GROUP_GAP_MS - 0.1));
    }
}

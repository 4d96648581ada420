//! What a force plate tells: contacts, cadence, and the motion of the centre of mass.

use backstride::{
    physics::STANDARD_GRAVITY_M_PER_S2,
    signal::{largest, mean, median, smallest},
};

/// A foot is on the ground from this force on, in body weights: some 35 N.
const ON_GROUND_BW: f64 = 0.05;

/// No contact is shorter than this, in seconds: the force trembles about the threshold.
const SHORTEST_S: f64 = 0.1;

/// One contact, as indices of its first reading and of the first after it.
pub(crate) type Contact = (usize, usize);

/// What the plate says of one recording.
pub(crate) struct Truth {
    pub(crate) cadence_spm: f64,
    pub(crate) contact_ms: f64,
    pub(crate) bounce_mm: f64,
    pub(crate) contacts: Vec<Contact>,
}

impl Truth {
    /// From vertical force in any unit; none for fewer than five whole contacts.
    pub(crate) fn of(force: &[f64], rate_hz: f64) -> Option<Truth> {
        let weight = weight_of(force, rate_hz)?;
        let bw: Vec<f64> = force.iter().map(|f| f / weight).collect();
        let contacts = contacts(&bw, rate_hz);
        let landings: Vec<usize> = contacts.iter().map(|contact| contact.0).collect();
        let (first, last) = (*landings.first()?, *landings.last()?);
        if landings.len() < 5 {
            return None;
        }
        let lengths_ms: Vec<f64> = contacts
            .iter()
            .map(|(landed, left)| 1000.0 * (left - landed) as f64 / rate_hz)
            .collect();
        Some(Truth {
            cadence_spm: 60.0 * rate_hz * (landings.len() - 1) as f64 / (last - first) as f64,
            contact_ms: mean(&lengths_ms)?,
            bounce_mm: bounce_mm(&bw, &landings, rate_hz)?,
            contacts,
        })
    }
}

/// Body weight: over whole strides the ground carries it and no more.
fn weight_of(force: &[f64], rate_hz: f64) -> Option<f64> {
    let rough = mean(force)?;
    let bw: Vec<f64> = force.iter().map(|f| f / rough).collect();
    let contacts = contacts(&bw, rate_hz);
    let steps = contacts.len().checked_sub(1)?;
    let last = contacts.get(steps - steps % 2)?.0;
    mean(force.get(contacts.first()?.0..last)?)
}

/// Whole contacts: both ends must lie within the recording.
pub(crate) fn contacts(bw: &[f64], rate_hz: f64) -> Vec<Contact> {
    let mut found = Vec::new();
    let mut landed = None;
    for i in 1..bw.len() {
        let (before, now) = (bw[i - 1] > ON_GROUND_BW, bw[i] > ON_GROUND_BW);
        match (before, now, landed) {
            (false, true, _) => landed = Some(i),
            (true, false, Some(from)) => {
                if (i - from) as f64 >= SHORTEST_S * rate_hz {
                    found.push((from, i));
                }
                landed = None;
            }
            _ => {}
        }
    }
    found
}

/// The median over steps of the rise and fall of the centre of mass: force integrated twice in
/// time, stride by stride, with no net velocity and no net travel over a stride.
fn bounce_mm(bw: &[f64], landings: &[usize], rate_hz: f64) -> Option<f64> {
    let mut ranges = Vec::new();
    for stride in landings.windows(3).step_by(2) {
        let (from, middle, to) = (stride[0], stride[1], stride[2]);
        let pull: Vec<f64> =
            bw[from..to].iter().map(|f| (f - 1.0) * STANDARD_GRAVITY_M_PER_S2).collect();
        let travel = summed(&summed(&pull, rate_hz)?, rate_hz)?;
        for step in [&travel[..middle - from], &travel[middle - from..]] {
            ranges.push(1000.0 * (largest(step)? - smallest(step)?));
        }
    }
    median(&ranges)
}

/// The running sum over time of values less their mean.
fn summed(values: &[f64], rate_hz: f64) -> Option<Vec<f64>> {
    let centre = mean(values)?;
    let mut sum = 0.0;
    Some(
        values
            .iter()
            .map(|value| {
                sum += (value - centre) / rate_hz;
                sum
            })
            .collect(),
    )
}

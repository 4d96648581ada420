//! Two sensors that recorded one quantity of one run.

use super::{Channel, Instruments, SideBySide};

/// What two sensors say of one quantity over the same time of one run.
#[derive(Clone, Debug, PartialEq)]
pub struct WornTogether {
    /// The quantity.
    pub channel: Channel,
    /// What stands behind either, and its mean in the channel's unit.
    pub sensors: [(Instruments, f64); 2],
    /// Minutes in which both have a value.
    pub minutes: f64,
}

impl WornTogether {
    /// A watch and a pod in one file. Of cadence one may count one foot, so it is not laid beside.
    pub fn in_one_file(pair: &SideBySide, behind: &Instruments) -> Option<WornTogether> {
        let channel = pair.channel;
        if !channel.is_form() || channel == Channel::Cadence {
            return None;
        }
        let (native, pod) = behind.sides(channel, &pair.pod.origin.to_string());
        Some(WornTogether {
            channel,
            sensors: [(native, pair.native.mean?), (pod, pair.pod.mean?)],
            minutes: pair.both_s / 60.0,
        })
    }

    /// The means of one sensor and of another, where it is these two that were worn.
    pub fn between(&self, one: &Instruments, other: &Instruments) -> Option<(f64, f64)> {
        let [(first, a), (second, b)] = &self.sensors;
        if (first, second) == (one, other) {
            Some((*a, *b))
        } else if (second, first) == (one, other) {
            Some((*b, *a))
        } else {
            None
        }
    }
}

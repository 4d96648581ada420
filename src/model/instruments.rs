//! What stands behind a run's form: the watch, what is worn, and how densely it was recorded.

use std::fmt;

use super::{Channel, keyed::keyed};

keyed! {
    /// How densely a recording was made.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub enum Sampling {
        /// A sample every second.
        #[default]
        EverySecond = "every_second",
        /// Samples several seconds apart: a watch's smart recording, or a thinned-out export.
        Spaced = "spaced",
    }
}

/// What stands behind a run's form. Holds no serial number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Instruments {
    /// Maker and product of the watch; empty where the file names neither.
    pub watch: String,
    /// Major number of the watch's firmware: smaller steps rarely touch an algorithm.
    pub firmware: Option<String>,
    /// Straps and pods worn, each with its own firmware's major number, in order.
    pub worn: Vec<String>,
    /// Channels that the watch did not write itself, each with what did.
    pub pods: Vec<(Channel, String)>,
    /// How densely it was recorded.
    pub recording: Sampling,
}

keyed! {
    /// What is another than in the run before.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Change {
        /// The watch.
        Watch = "watch_change", "watch changed";
        /// A pod, or whether its values count.
        Pod = "pod_change", "pod changed";
        /// The strap, or whether one is worn.
        Strap = "strap_change", "strap changed";
        /// The watch's firmware, by its major number.
        Firmware = "firmware_change", "firmware changed";
        /// Every second, or samples further apart.
        Recording = "recording_change", "recording changed";
    }
    /// The words at a break of a line.
    fn words;
}

impl Instruments {
    /// What measures one channel. Cadence is the watch's own whatever strap is worn; the rest hangs
    /// on the strap, or on the pod that wrote it. How densely it was recorded is no part of it.
    #[must_use]
    pub fn behind(&self, channel: Channel) -> Instruments {
        // Reach is made of contact time.
        let channel = match channel {
            Channel::Reach => Channel::GroundContactTime,
            recorded => recorded,
        };
        let pods: Vec<_> = self.pods.iter().filter(|(of, _)| *of == channel).cloned().collect();
        if !pods.is_empty() {
            return Instruments { pods, ..Instruments::default() };
        }
        let worn: Vec<String> = match channel {
            Channel::StepRate => Vec::new(),
            // A pod does not stand behind what the watch wrote itself.
            _ => self.worn.iter().filter(|name| !name.contains("stryd")).cloned().collect(),
        };
        Instruments { worn, pods, recording: Sampling::default(), ..self.clone() }
    }

    /// What stands behind a channel that the watch and a pod both recorded: on the watch's side, and on
    /// the pod's, whose series is named.
    pub(super) fn sides(&self, channel: Channel, pod: &str) -> (Instruments, Instruments) {
        let others = self.pods.iter().filter(|(of, _)| *of != channel).cloned().collect();
        let native = Instruments { pods: others, ..self.clone() }.behind(channel);
        let pods = vec![(channel, pod.to_owned())];
        (native, Instruments { pods, ..Instruments::default() })
    }

    /// What changed from before to here, in words: `garmin fr955 19 to garmin fr955 20`.
    pub fn words_from(&self, before: &Instruments, change: Change) -> String {
        let part = |one: &Instruments| {
            let text = match change {
                Change::Watch => one.watch.clone(),
                Change::Firmware => {
                    format!("{} {}", one.watch, one.firmware.as_deref().unwrap_or("of no number"))
                }
                Change::Strap => one.worn.join(" and "),
                Change::Pod => one
                    .pods
                    .iter()
                    .map(|(channel, pod)| format!("{} from {pod}", channel.name()))
                    .collect::<Vec<_>>()
                    .join(" and "),
                Change::Recording => match one.recording {
                    Sampling::EverySecond => "every second".to_owned(),
                    Sampling::Spaced => "further apart".to_owned(),
                },
            };
            if text.is_empty() { "none named".to_owned() } else { text }
        };
        format!("{} to {}", part(before), part(self))
    }

    /// What is another here than before; the first of several in the order of [`Change`].
    pub fn change_from(&self, before: &Instruments) -> Option<Change> {
        // Of what a pod wrote the watch is not known, so another watch cannot be seen there.
        let by_pod = self.pods != before.pods && (self.watch.is_empty() || before.watch.is_empty());
        let changed = |change: &Change| match change {
            Change::Watch => self.watch != before.watch && !by_pod,
            Change::Pod => self.pods != before.pods,
            Change::Strap => self.worn != before.worn,
            Change::Firmware => self.firmware != before.firmware,
            Change::Recording => self.recording != before.recording,
        };
        Change::ALL.into_iter().find(changed)
    }
}

impl fmt::Display for Instruments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let watch = match &self.firmware {
            Some(major) if !self.watch.is_empty() => format!("{} {major}", self.watch),
            _ => self.watch.clone(),
        };
        let pods = self.pods.iter().map(|(channel, pod)| format!("{} from {pod}", channel.name()));
        let spaced = (self.recording == Sampling::Spaced).then(|| "smart recording".to_owned());
        let parts: Vec<String> = std::iter::once(watch)
            .chain(self.worn.iter().cloned())
            .chain(pods)
            .chain(spaced)
            .filter(|part| !part.is_empty())
            .collect();
        f.write_str(&parts.join(" / "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn worn() -> Instruments {
        Instruments {
            watch: "garmin fr955".to_owned(),
            firmware: Some("19".to_owned()),
            worn: vec!["garmin hrm_pro 8".to_owned(), "stryd 7 1".to_owned()],
            pods: vec![(Channel::GroundContactTime, "stryd ground time".to_owned())],
            recording: Sampling::EverySecond,
        }
    }

    #[test]
    fn cadence_hangs_on_the_watch_bounce_on_the_strap_and_a_pods_value_on_the_pod() {
        let behind = |channel| worn().behind(channel).to_string();
        assert_eq!(behind(Channel::StepRate), "garmin fr955 19");
        assert_eq!(behind(Channel::VerticalOscillation), "garmin fr955 19 / garmin hrm_pro 8");
        assert_eq!(
            behind(Channel::GroundContactTime),
            "ground contact time from stryd ground time"
        );
    }

    #[test]
    fn each_thing_that_can_change_is_told_and_by_the_channel_it_stands_behind() {
        let changed = |change: fn(&mut Instruments)| {
            let mut after = worn();
            change(&mut after);
            [Channel::StepRate, Channel::VerticalOscillation, Channel::GroundContactTime]
                .map(|channel| after.behind(channel).change_from(&worn().behind(channel)))
        };
        let watch = changed(|after| "coros pace_3".clone_into(&mut after.watch));
        assert_eq!(watch, [Some(Change::Watch), Some(Change::Watch), None]);
        let strap = changed(|after| after.worn.clear());
        assert_eq!(strap, [None, Some(Change::Strap), None]);
        let firmware = changed(|after| after.firmware = Some("20".to_owned()));
        assert_eq!(firmware, [Some(Change::Firmware), Some(Change::Firmware), None]);
        let pod = changed(|after| after.pods.clear());
        assert_eq!(pod[2], Some(Change::Pod), "the watch's own value stands in");
        assert_eq!(changed(|after| after.recording = Sampling::Spaced), [None; 3]);
        let spaced = Instruments { recording: Sampling::Spaced, ..worn() };
        assert_eq!(spaced.change_from(&worn()), Some(Change::Recording));
        assert_eq!(changed(|_| ()), [None; 3]);
    }
}

//! Which instruments stand behind a run's form, as one stable name.

use crate::model::{Activity, Channel, Device};

/// ANT+ device types that can carry running form: heart-rate strap, running dynamics, foot pod.
const WORN_DEVICE_TYPES: [u8; 3] = [120, 30, 124];

/// Parts of product names that tell a strap or a pod.
const WORN_WORDS: [&str; 4] = ["hrm", "pod", "stryd", "rd"];

/// Whether a channel describes form, so that a change of its source breaks a trend.
pub(super) fn is_form(channel: Channel) -> bool {
    match channel {
        Channel::Cadence
        | Channel::VerticalOscillation
        | Channel::GroundContactTime
        | Channel::GroundContactPercent
        | Channel::ContactBalance
        | Channel::VerticalRatio
        | Channel::StepLength
        | Channel::StepRate => true,
        Channel::Latitude
        | Channel::Longitude
        | Channel::Distance
        | Channel::Speed
        | Channel::Altitude
        | Channel::HeartRate
        | Channel::Power
        | Channel::Temperature
        | Channel::Grade => false,
    }
}

/// The maker of the pod that wrote a developer field, as far as the file tells.
pub(super) fn pod(activity: &Activity) -> &'static str {
    let is_stryd = |device: &Device| {
        [&device.manufacturer, &device.product]
            .into_iter()
            .flatten()
            .any(|word| word.eq_ignore_ascii_case("stryd"))
    };
    if activity.sensors.iter().any(is_stryd) { "stryd" } else { "developer field" }
}

/// The watch, the strap or pod worn with it, and the sources of the form channels. Holds no
/// serial number; firmware by its major number, since smaller steps rarely touch an algorithm.
pub(super) fn behind(activity: &Activity, sources: &[(Channel, String)]) -> String {
    let mut parts = vec![activity.device.as_ref().and_then(name).unwrap_or_default()];
    let mut worn: Vec<String> =
        activity.sensors.iter().filter(|device| is_worn(device)).filter_map(name).collect();
    worn.sort();
    worn.dedup();
    parts.extend(worn);
    let pods: Vec<String> = sources
        .iter()
        .filter(|(_, source)| !source.contains('.'))
        .map(|(channel, source)| format!("{} from {source}", channel.name()))
        .collect();
    parts.extend(pods);
    parts.retain(|part| !part.is_empty());
    parts.join(" / ")
}

/// Whether a device is one that senses form at the body.
fn is_worn(device: &Device) -> bool {
    let by_type = device.device_type.is_some_and(|kind| WORN_DEVICE_TYPES.contains(&kind));
    let by_name = [&device.manufacturer, &device.product].into_iter().flatten().any(|text| {
        text.split(['_', '-', ' ']).any(|word| WORN_WORDS.contains(&&*word.to_lowercase()))
    });
    device.index != Some(0) && (by_type || by_name)
}

/// Maker, product and major firmware number; none where neither maker nor product is known.
fn name(device: &Device) -> Option<String> {
    let mut words: Vec<String> = [&device.manufacturer, &device.product]
        .into_iter()
        .flatten()
        .map(ToString::to_string)
        .collect();
    if words.is_empty() {
        return None;
    }
    if let Some(major) = device.software.as_deref().and_then(|text| text.split('.').next()) {
        words.push(major.to_owned());
    }
    Some(words.join(" "))
}

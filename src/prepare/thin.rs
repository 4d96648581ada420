//! Channels that are there and hold little: a strap that lost contact, a pod that fell asleep.

use super::rhythm;
use crate::model::{Channel, Notice, NoticeKind, Samples};

/// A channel with values in fewer samples than this share is told of.
const THIN_SHARE: f64 = 0.5;

/// From this speed on, in m/s, runners run: sensors of form are silent below it.
const RUNNING_FROM_M_PER_S: f64 = 2.0;

/// With fewer samples at a running speed, in number, all samples are looked at.
const NEEDED: usize = 60;

/// What a reader should know of form channels and heart rate that hold little.
pub(super) fn tell(samples: &Samples) -> Vec<Notice> {
    let rows = looked_at(samples);
    let recorded = rhythm::Samples::at(samples.time_s());
    let step_s = recorded.usual_s().filter(|step_s| *step_s > 0.0);
    let thin: Vec<(Channel, f64)> = samples
        .channels()
        .filter(|(channel, _)| channel.is_form() || *channel == Channel::HeartRate)
        .filter_map(|(channel, series)| {
            // Zero is no value of these channels.
            let held = rows.iter().filter(|&&row| series.values[row] > 0.0).count();
            // Where a sensor speaks every few seconds, a word of it stands for those seconds.
            let own_s = recorded.rhythm_of(&series.values);
            let stands_for = own_s.zip(step_s).map(|(own_s, step_s)| own_s / step_s);
            let stands_for = stands_for.filter(|samples| *samples > 1.0).unwrap_or(1.0);
            let share = (held as f64 * stands_for / rows.len() as f64).clamp(0.0, 1.0);
            (share < THIN_SHARE).then_some((channel, share))
        })
        .collect();
    let percent = |share: f64| (100.0 * share).round();
    thin.chunk_by(|a, b| percent(a.1).total_cmp(&percent(b.1)).is_eq())
        .filter_map(|group| {
            let names: Vec<&str> = group.iter().map(|(channel, _)| channel.name()).collect();
            Some(notice(&names, group.first()?.1))
        })
        .collect()
}

/// The rows at a running speed, else all.
fn looked_at(samples: &Samples) -> Vec<usize> {
    let speed = samples.values(Channel::Speed).unwrap_or_default();
    let fast: Vec<usize> =
        (0..speed.len()).filter(|&row| speed[row] >= RUNNING_FROM_M_PER_S).collect();
    if fast.len() < NEEDED { (0..samples.len()).collect() } else { fast }
}

fn notice(names: &[&str], share: f64) -> Notice {
    let names = match names {
        [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => names.concat(),
    };
    if share <= 0.0 {
        return Notice::file(
            NoticeKind::EmptyChannel,
            format!("{names}: hardly anything but zeros"),
        );
    }
    let percent = (100.0 * share).round();
    let percent = if percent < 1.0 { "under 1".to_owned() } else { percent.to_string() };
    Notice::file(NoticeKind::ThinChannel, format!("{names} in {percent} % of the samples only"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Series;

    /// A hundred samples walking and a hundred running, with contact time in some of the latter.
    fn samples(held: usize) -> Samples {
        let mut samples = Samples::new((0..200).map(f64::from).collect());
        let speed = (0..200).map(|row| if row < 100 { 1.4 } else { 3.0 }).collect();
        let has = |row: &usize| *row >= 200 - held;
        let contact = (0..200).map(|row| if has(&row) { 250.0 } else { f64::NAN }).collect();
        for (channel, values) in [(Channel::Speed, speed), (Channel::GroundContactTime, contact)] {
            samples.insert(channel, Series::recorded(channel, values, "test")).unwrap();
        }
        samples
    }

    #[test]
    fn a_sensor_of_running_form_is_not_thin_for_being_silent_while_walking() {
        assert_eq!(tell(&samples(60)), []);
        let told: Vec<String> = tell(&samples(16)).iter().map(ToString::to_string).collect();
        assert_eq!(told, ["ground contact time in 16 % of the samples only"]);
        assert_eq!(tell(&samples(0))[0].key(), "empty_channel");
    }

    #[test]
    fn a_sensor_that_speaks_every_five_seconds_is_not_thin() {
        let speaks = (0..600).map(|row| if row % 5 == 0 { 250.0 } else { f64::NAN }).collect();
        let mut samples = Samples::new((0..600).map(f64::from).collect());
        let channel = Channel::GroundContactTime;
        samples.insert(channel, Series::recorded(channel, speaks, "test")).unwrap();
        assert_eq!(tell(&samples), []);
    }
}

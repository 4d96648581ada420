//! Two sensors that record one quantity: whose values a page shows, and what the other says.

use super::History;
use crate::{
    metrics::Metric,
    model::{Channel, RuleOrigin, SensorSource, SideBySide},
    page::Period,
    report::words,
    signal::median,
};

/// The sentence beside a quantity's value; empty where one sensor recorded it. A pod's own name may
/// be anybody's words, so none is told.
pub(super) fn sentence(
    history: &History<'_>,
    period: &Period,
    (channel, metric): (Channel, &Metric),
) -> String {
    let recorded = if channel == Channel::StepRate { Channel::Cadence } else { channel };
    let runs = history.runs_in(period);
    let pairs: Vec<&SideBySide> = runs
        .iter()
        .flat_map(|run| &run.side_by_side)
        .filter(|pair| pair.channel == recorded)
        .collect();
    let Some(last) = pairs.last() else { return String::new() };
    let (shown, other) = match last.used {
        SensorSource::Native => ("the watch’s own value", "the pod’s"),
        SensorSource::Pod => ("the pod’s value", "the watch’s own"),
    };
    let rule = match (last.used, last.set_by) {
        (SensorSource::Native, RuleOrigin::Default) => "the rule until you choose otherwise",
        (_, RuleOrigin::Config) => "as your settings say",
        (SensorSource::Pod, RuleOrigin::Default) => "where the watch has none",
    };
    let beside = apart(&pairs, channel).map_or_else(String::new, |(own, pods)| {
        let told = |value| format!("{} {}", words::number(value, metric.decimals), metric.unit);
        format!(
            " Over the same seconds of {} the watch says {} and the pod {}; they measure in different ways.",
            words::count(pairs.len(), "run"),
            told(own),
            told(pods)
        )
    });
    format!(
        "Two sensors record this: {shown} counts here ({rule}), {other} does not.{beside} \
         [[sensor]] in backstride.toml chooses."
    )
}

/// The middle of what either says over runs; none for cadence, whose unit may differ between them.
fn apart(pairs: &[&SideBySide], channel: Channel) -> Option<(f64, f64)> {
    let middle = |side: fn(&SideBySide) -> Option<f64>| {
        median(&pairs.iter().filter_map(|pair| side(pair)).collect::<Vec<f64>>())
    };
    let told = middle(|pair| pair.native.mean).zip(middle(|pair| pair.pod.mean));
    told.filter(|_| channel != Channel::StepRate)
}

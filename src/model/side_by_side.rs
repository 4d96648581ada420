//! A watch and a pod that both record one quantity: whose values count, and what the other says.

use std::{borrow::Cow, collections::BTreeMap, ops::Range};

use serde::{Deserialize, Serialize};

use super::{Activity, Channel, DeveloperSeries, Device, Origin, Provenance, Writer};

/// The watch's own sensors, or a pod's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SensorSource {
    /// The watch and its strap.
    Native,
    /// The pod.
    Pod,
}

/// A row stands for no longer than this, in seconds.
const LONGEST_STEP_S: f64 = 10.0;

/// Who said whose values count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RuleOrigin {
    /// Nobody: the watch's own come first.
    Default,
    /// `[[sensor]]` in the config.
    Config,
}

/// What a rule may be about, by the metric's key.
const RULED: [(&str, Channel); 11] = [
    ("cadence_spm", Channel::Cadence),
    ("ground_contact_time_ms", Channel::GroundContactTime),
    ("vertical_oscillation_mm", Channel::VerticalOscillation),
    ("vertical_ratio_pct", Channel::VerticalRatio),
    ("contact_balance_left_pct", Channel::ContactBalance),
    ("step_length_mm", Channel::StepLength),
    ("power_w", Channel::Power),
    ("heart_rate_bpm", Channel::HeartRate),
    ("speed_m_per_s", Channel::Speed),
    ("distance_m", Channel::Distance),
    ("altitude_m", Channel::Altitude),
];

/// Whose values count, by channel; where no rule is, the watch's own come first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SensorRules(BTreeMap<Channel, SensorSource>);

impl SensorRules {
    /// The channel that a rule's `metric` is about: by the metric's key, or by the channel's. None
    /// where no pod records it.
    ///
    /// ```
    /// use backstride::model::{Channel, SensorRules};
    ///
    /// assert_eq!(SensorRules::channel("cadence_spm"), Some(Channel::Cadence));
    /// assert_eq!(SensorRules::channel("temperature_c"), None);
    /// ```
    pub fn channel(metric: &str) -> Option<Channel> {
        let named = |(key, channel): &&(&str, Channel)| *key == metric || channel.key() == metric;
        RULED.iter().find(named).map(|(_, channel)| *channel)
    }

    /// The keys that a rule's `metric` may hold.
    pub fn metrics() -> impl Iterator<Item = &'static str> {
        RULED.iter().map(|(key, _)| *key)
    }

    /// What is said of a channel.
    pub fn of(&self, channel: Channel) -> Option<SensorSource> {
        self.0.get(&channel).copied()
    }
}

impl FromIterator<(Channel, SensorSource)> for SensorRules {
    fn from_iter<I: IntoIterator<Item = (Channel, SensorSource)>>(rules: I) -> SensorRules {
        SensorRules(rules.into_iter().collect())
    }
}

/// One sensor's series of a channel, as it stands in the file.
#[derive(Clone, Debug, PartialEq)]
pub struct SensorSeries<'a> {
    /// One value per row, as recorded; where several pods tell of one channel, their mean.
    pub values: Cow<'a, [f64]>,
    /// What makes them the channel's unit.
    pub factor: f64,
    /// How far they are to be trusted.
    pub provenance: Provenance,
    /// What wrote them.
    pub origin: Origin,
}

/// What a file's sensors say of one channel.
#[derive(Clone, Debug, PartialEq)]
pub struct Sides<'a> {
    channel: Channel,
    time_s: &'a [f64],
    native: Option<SensorSeries<'a>>,
    pod: Option<SensorSeries<'a>>,
}

/// A channel that a watch and a pod both recorded, with the rule and what either says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SideBySide {
    /// The channel.
    pub channel: Channel,
    /// Whose values count.
    #[serde(rename = "use")]
    pub used: SensorSource,
    /// Who said so.
    pub set_by: RuleOrigin,
    /// The watch's own.
    pub native: SensorSide,
    /// The pod's.
    pub pod: SensorSide,
    /// Samples in which both have a value.
    pub n: usize,
    /// Seconds that these samples stand for, each up to the next one and for ten at most.
    pub both_s: f64,
}

/// One side: what wrote it, and its mean where both have a value, in the channel's unit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SensorSide {
    /// What wrote it.
    #[serde(rename = "source")]
    pub origin: Origin,
    /// Its mean over the samples in which both have a value; none where there is no such sample.
    pub mean: Option<f64>,
}

impl Activity {
    /// What the watch and a pod say of a channel in these rows. A series without a single value in
    /// them is none.
    pub fn sides(&self, rows: &Range<usize>, channel: Channel) -> Sides<'_> {
        let native = self.samples.get(channel).and_then(|series| {
            Some(SensorSeries {
                values: valued(&series.values, rows)?.into(),
                factor: 1.0,
                provenance: series.provenance,
                origin: series.origin.clone(),
            })
        });
        let mut pods =
            self.developer.iter().filter_map(|field| self.told_by_pod(field, rows, channel));
        let pod = if channel.is_of_one_foot() {
            pods.reduce(|one, other| one.with_other_foot(&other))
        } else {
            pods.next()
        };
        let time_s = self.samples.time_s().get(rows.clone()).unwrap_or_default();
        Sides { channel, time_s, native, pod }
    }

    /// Every channel that a watch and a pod both recorded in these rows.
    pub fn side_by_side(&self, rows: &Range<usize>, rules: &SensorRules) -> Vec<SideBySide> {
        Channel::ALL
            .into_iter()
            .filter_map(|channel| self.sides(rows, channel).beside(rules))
            .collect()
    }

    fn told_by_pod<'a>(
        &self,
        field: &'a DeveloperSeries,
        rows: &Range<usize>,
        channel: Channel,
    ) -> Option<SensorSeries<'a>> {
        let (_, factor) = field.channel.filter(|(carried, _)| *carried == channel)?;
        Some(SensorSeries {
            values: valued(&field.values, rows)?.into(),
            factor,
            provenance: field.provenance,
            origin: Writer::Pod(format!("{} {}", self.pod(), field.name.trim().to_lowercase()))
                .into(),
        })
    }

    /// The maker of the pod that wrote a developer field, as far as the file tells.
    fn pod(&self) -> &'static str {
        let is_stryd = |device: &Device| {
            [&device.manufacturer, &device.product]
                .into_iter()
                .flatten()
                .any(|word| word.eq_ignore_ascii_case("stryd"))
        };
        if self.sensors.iter().any(is_stryd) { "stryd" } else { "developer field" }
    }
}

impl SensorSeries<'_> {
    /// Both feet as one: row by row the mean, or the foot that has a value.
    fn with_other_foot(mut self, other: &SensorSeries<'_>) -> Self {
        let scale = other.factor / self.factor;
        for (own, others) in self.values.to_mut().iter_mut().zip(other.values.iter()) {
            let others = others * scale;
            *own = match (own.is_finite(), others.is_finite()) {
                (true, true) => 0.5 * (*own + others),
                (true, false) => *own,
                _ => others,
            };
        }
        self
    }
}

impl<'a> Sides<'a> {
    /// The series that stands for the channel: the watch's own, or the pod's where the watch has
    /// none or a rule says so.
    pub fn chosen(self, rules: &SensorRules) -> Option<SensorSeries<'a>> {
        match rules.of(self.channel) {
            Some(SensorSource::Pod) => self.pod.or(self.native),
            Some(SensorSource::Native) | None => self.native.or(self.pod),
        }
    }

    /// Both sides, where there are two.
    pub fn beside(&self, rules: &SensorRules) -> Option<SideBySide> {
        let (native, pod) = (self.native.as_ref()?, self.pod.as_ref()?);
        // A sensor of form writes zero where it saw no step.
        let is_value = |value: f64| value.is_finite() && (value > 0.0 || !self.channel.is_form());
        let pairs = native.values.iter().zip(pod.values.iter());
        let rows: Vec<(usize, (f64, f64))> = pairs
            .map(|(own, pods)| (own * native.factor, pods * pod.factor))
            .enumerate()
            .filter(|(_, (own, pods))| is_value(*own) && is_value(*pods))
            .collect();
        let both_s = rows.iter().filter_map(|(row, _)| self.stands_for_s(*row)).sum();
        let both: Vec<(f64, f64)> = rows.into_iter().map(|(_, pair)| pair).collect();
        let mean = |side: fn(&(f64, f64)) -> f64| {
            (!both.is_empty()).then(|| both.iter().map(side).sum::<f64>() / both.len() as f64)
        };
        let rule = rules.of(self.channel);
        Some(SideBySide {
            channel: self.channel,
            used: rule.unwrap_or(SensorSource::Native),
            set_by: if rule.is_some() { RuleOrigin::Config } else { RuleOrigin::Default },
            native: SensorSide { origin: native.origin.clone(), mean: mean(|pair| pair.0) },
            pod: SensorSide { origin: pod.origin.clone(), mean: mean(|pair| pair.1) },
            n: both.len(),
            both_s,
        })
    }

    /// The time from a row to the next.
    fn stands_for_s(&self, row: usize) -> Option<f64> {
        let step_s = self.time_s.get(row + 1)? - self.time_s.get(row)?;
        (step_s > 0.0).then_some(if step_s < LONGEST_STEP_S { step_s } else { LONGEST_STEP_S })
    }
}

/// The values of some rows, if there is one among them.
fn valued<'a>(values: &'a [f64], rows: &Range<usize>) -> Option<&'a [f64]> {
    values.get(rows.clone()).filter(|values| values.iter().any(|value| value.is_finite()))
}

//! What is said of a run against the runner's other runs, declared as load quantities are.

use crate::{
    load::LoadMetric,
    model::{Citation, Tier, Unit},
};

/// Every quantity that needs other runs, in the order in which they are explained.
pub static ROLL: &[&LoadMetric] = &[&OVERSTRIDE_SELF, &FORM_ENDURANCE];

static OVERSTRIDE_SELF: LoadMetric = LoadMetric {
    key: "overstride_self_pct",
    name: "Step length against your own",
    unit: Unit::Percent,
    tier: Tier::Exploratory,
    formula: "The cadence that your own runs of the 56 days before let expect at this pace and \
              slope, over the cadence that was run, less one, in per cent: positive is longer \
              steps than your own. Told only where the 95 % interval, drawn anew by run, leaves \
              out 0 and the change is 2 % or more.",
    inputs: "cadence and speed in stretches of 30 s on the level; at least 8 runs before the period",
    limits: "It mirrors cadence and says nothing that cadence at your own pace does not. A long \
             step may also come from the hip behind. It goes with braking, and is not shown to go with \
             where the foot lands, which is what overstriding is: `foot_ahead_mm` has a model of that.",
    not_for: "A verdict on form, or a comparison between runners.",
    sources: &[Citation {
        short: "Lieberman et al. 2015",
        title: "Effects of stride frequency and foot position at landing on braking force, hip \
                torque, impact peak force and the metabolic cost of running in humans. J Exp Biol \
                218:3406-3414",
        doi: "10.1242/jeb.125500",
    }],
};

static FORM_ENDURANCE: LoadMetric = LoadMetric {
    key: "form_endurance_min",
    name: "Form endurance",
    unit: Unit::Minute,
    tier: Tier::Exploratory,
    formula: "The minute of a run from which cadence, bounce or contact time, looked at in blocks \
              of 2 minutes after the first 10, stays outside your own 5 to 95 % range for that \
              pace and slope up to the end, for 6 minutes or more.",
    inputs: "stretches of 30 s of steady running; your own range from the 56 days before the period",
    limits: "Blocks, minutes and range are our own choice, and nobody has set them against \
             anything. Of made-up runs without any change 1 to 4 in a hundred are told to leave \
             it. Wind, heat, surface and a plan to run so look the same. Over 100 km the \
             cadence of elite runners changed with speed alone (Burns et al. 2019).",
    not_for: "When to stop: pain and your therapist's rule say that.",
    sources: &[Citation {
        short: "Burns et al. 2019",
        title: "Step frequency patterns of elite ultramarathon runners during a 100-km road race. \
                J Appl Physiol 126:462-468",
        doi: "10.1152/japplphysiol.00374.2018",
    }],
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::words::banned_words;

    #[test]
    fn no_text_uses_a_banned_word_and_each_key_ends_in_its_unit() {
        for metric in ROLL {
            assert!(metric.key.ends_with(metric.unit.suffix()), "{}", metric.key);
            for text in [metric.formula, metric.limits, metric.not_for, metric.name] {
                assert_eq!(banned_words(text), Vec::<&str>::new(), "{}: {text}", metric.key);
            }
        }
    }
}

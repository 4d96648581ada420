//! Where the foot lands, in words.

use super::{voice::Voice, words};
use crate::{
    metrics::foot_ahead,
    page::{FootAhead, Mean, Overstriding, Units},
};

/// On whom the model was tested, and what it is not.
const TESTED: &str =
    "Tested on 25 men and one woman on a treadmill; nothing here links it to back pain.";

/// What stands in for it where there is no contact time.
const STEP_LENGTH_INSTEAD: &str =
    "Step length for height and pace goes with braking, not with where the foot lands.";

/// What records contact time.
const WEAR: &str =
    "A chest strap or a pod for running dynamics records it, and so do some watches at the wrist.";

/// Where half of the men tested landed, in mm, at three speeds in m/s.
const HALF_OF_MEN: [(f64, f64, f64); 3] =
    [(2.5, 191.0, 223.0), (3.5, 243.0, 273.0), (4.5, 276.0, 317.0)];

impl Voice {
    /// A phrase for the head of a page, which follows the word and a colon.
    pub fn foot_in_short(self, foot: &Overstriding) -> String {
        match foot {
            Overstriding::NoContactTime => {
                "no contact time was recorded, so this page cannot tell".to_owned()
            }
            Overstriding::OutsideTested(_) => {
                "outside of what the model was tested on, so this page cannot tell".to_owned()
            }
            Overstriding::Modelled(foot) => format!(
                "by a model the foot lands about {} ahead of the pelvis, at {}",
                ahead(foot.mm, self.units),
                words::pace(foot.at_speed_m_per_s, self.units)
            ),
        }
    }

    /// What is known, how far to trust it, and what would add to it: whole sentences.
    pub fn foot(self, foot: &Overstriding) -> String {
        let foot = match foot {
            Overstriding::NoContactTime => {
                return format!(
                    "Your watch recorded no contact time, so this page cannot tell. \
                     {STEP_LENGTH_INSTEAD} {WEAR}"
                );
            }
            Overstriding::OutsideTested(why) => {
                return format!(
                    "Contact time was recorded, but the model that reads where the foot lands is not \
                     asked here: {}. {STEP_LENGTH_INSTEAD}",
                    why.detail()
                );
            }
            Overstriding::Modelled(foot) => foot,
        };
        let speed = foot.at_speed_m_per_s;
        let mut text = vec![format!(
            "From contact time, a model puts your foot about {} ahead of your pelvis as it lands, at \
             {}. {TESTED}",
            ahead(foot.mm, self.units),
            words::pace(speed, self.units)
        )];
        if foot.is_of_a_man {
            text.extend(half_of_men(speed, self.units));
        }
        text.extend(change_words(foot, self));
        text.join(" ")
    }
}

/// `24 cm (19–29)`.
fn ahead(mm: Mean, units: Units) -> String {
    let unit = length_unit(units);
    let ends = words::or_blank(mm.low.zip(mm.high), |(low, high)| {
        format!(" ({}–{})", length(low, units), length(high, units))
    });
    format!("{} {unit}{ends}", length(mm.value, units))
}

/// `Contact was 16 ms shorter than in your reference …`; that there was none, where there is a reference.
fn change_words(foot: &FootAhead, voice: Voice) -> Option<String> {
    let unit = length_unit(voice.units);
    let (first, last) = foot.reference_days?;
    let since = voice.span(first, last);
    let Some(change) = foot.change_mm else {
        let least = length(foot_ahead::TOLD_FROM_MM, voice.units);
        return Some(format!(
            "Against your own runs of {since}: no change of {least} {unit} or more."
        ));
    };
    // One line through reach, at one speed: what of reach changed was contact time.
    let slope = foot_ahead::Model::of(None).map_or(1.0, |model| model.slope);
    let contact_ms = 2.0 * change.abs() / slope / foot.at_speed_m_per_s;
    let (longer, way) = if change > 0.0 {
        ("longer", "further ahead")
    } else {
        ("shorter", "nearer to the pelvis")
    };
    Some(format!(
        "Contact was about {} ms {longer} than in your own runs of {since}; the model reads this as about \
         {} {unit} {way}.",
        words::number(contact_ms, 0),
        length(change.abs(), voice.units)
    ))
}

/// Where half of the men tested landed at that speed.
fn half_of_men(speed: f64, units: Units) -> Option<String> {
    let pair = HALF_OF_MEN.windows(2).find(|pair| speed <= pair[1].0).unwrap_or(&HALF_OF_MEN[1..]);
    let [(from, low_from, high_from), (to, low_to, high_to)] = pair else { return None };
    let along = ((speed - from) / (to - from)).clamp(0.0, 1.0);
    let low = low_from + along * (low_to - low_from);
    let high = high_from + along * (high_to - high_from);
    Some(format!(
        "Half of those runners landed {} to {} {} ahead at that pace.",
        length(low, units),
        length(high, units),
        length_unit(units)
    ))
}

/// The unit of a body's lengths.
const fn length_unit(units: Units) -> &'static str {
    match units {
        Units::Metric => "cm",
        Units::Imperial => "in",
    }
}

/// Millimetres as centimetres, or as inches of 25.4 mm.
fn length(millimetres: f64, units: Units) -> String {
    match units {
        Units::Metric => words::number(millimetres / 10.0, 0),
        Units::Imperial => words::number(millimetres / 25.4, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_the_men_lie_where_they_were_found_and_in_between_in_between() {
        let told = |speed| half_of_men(speed, Units::Metric).unwrap();
        assert!(told(2.5).contains("19 to 22 cm"), "{}", told(2.5));
        assert!(told(3.0).contains("22 to 25 cm"), "{}", told(3.0));
        assert!(told(4.5).contains("28 to 32 cm"), "{}", told(4.5));
        // 191 and 223 mm are 7.52 and 8.78 in.
        assert!(half_of_men(2.5, Units::Imperial).unwrap().contains("7.5 to 8.8 in"));
    }
}

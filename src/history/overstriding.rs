//! Where the foot lands, in words: what a model says of it, or why nothing is said.

use super::{
    History,
    form::{FOOT_AHEAD, runner_of},
};
use crate::say::voice::Voice;
use crate::{
    insight::baseline::OwnForm,
    metrics::{Absent, foot_ahead},
    model::{Channel, Sex},
    outing::Outing,
    page::{FootKnown, Mean, Overstriding, Period, Units},
    say::words,
    signal::median,
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

/// What is told of a period; none without a run.
pub(super) fn told(
    history: &History<'_>,
    period: &Period,
    own: Option<&OwnForm>,
) -> Option<Overstriding> {
    let runs = history.runs_in(period);
    if runs.is_empty() {
        return None;
    }
    let readings: Vec<Foot> = runs.iter().filter_map(|run| Foot::of(run)).collect();
    if readings.is_empty() {
        return Some(untold(&runs));
    }
    let middle = |of: fn(&Foot) -> f64| median(&readings.iter().map(of).collect::<Vec<_>>());
    let own_value = own.and_then(|own| Some((own.month?.value, own.at_speed_m_per_s?)));
    let (value, speed) = own_value.or(middle(|foot| foot.value).zip(middle(|foot| foot.speed)))?;
    let half = middle(|foot| foot.half)?;
    let change = own.and_then(told_change);
    let sex = runner_of(history, period).sex;
    let ahead = Mean {
        value,
        low: Some(value - half),
        high: Some(value + half),
        n: own_value.and(own).and_then(|own| own.month).map_or(readings.len(), |month| month.n),
    };
    let pace = words::pace(speed, history.voice.units);
    let as_shown = |mm| length(mm, history.voice.units);
    let (low, high) = (as_shown(value - half), as_shown(value + half));
    let unit = length_unit(history.voice.units);
    let mut text = vec![format!(
        "From contact time, a model puts your foot about {} {unit} ({low}–{high}) ahead of your pelvis as \
         it lands, at {pace}. {TESTED}",
        as_shown(value)
    )];
    if sex == Some(Sex::Male) {
        text.extend(half_of_men(speed, history.voice.units));
    }
    text.extend(own.and_then(|own| change_words(own, change, speed, history.voice)));
    Some(Overstriding {
        state: FootKnown::Modelled,
        in_short: format!(
            "by a model the foot lands about {} {unit} ({low}–{high}) ahead of the pelvis, at {pace}",
            as_shown(value)
        ),
        text: text.join(" "),
        ahead_mm: Some(ahead),
        at_speed_m_per_s: Some(speed),
        change_mm: change,
    })
}

/// What one run says.
struct Foot {
    value: f64,
    /// Half of its 90 % range.
    half: f64,
    /// The middle speed of what stands behind it.
    speed: f64,
}

impl Foot {
    fn of(run: &Outing) -> Option<Foot> {
        let estimate = run.reading(FOOT_AHEAD)?.outcome.as_ref().ok()?;
        let (_, high) = estimate.range?;
        let reach = run.bins.values(Channel::Reach)?;
        let contact = run.bins.values(Channel::GroundContactTime)?;
        // What speed it was reckoned with, corrected where a belt's was.
        let speeds: Vec<f64> =
            reach.iter().zip(contact).map(|(reach, contact)| 2.0 * reach / contact).collect();
        Some(Foot { value: estimate.value, half: high - estimate.value, speed: median(&speeds)? })
    }
}

/// Own change against the reference, where it is beyond chance and large enough to be told.
fn told_change(own: &OwnForm) -> Option<f64> {
    let change = own.difference.filter(|change| change.excludes_zero())?.value;
    (change.abs() >= foot_ahead::TOLD_FROM_MM).then_some(change)
}

/// `Contact was 16 ms shorter than in your reference …`; that there was none, where there is a reference.
fn change_words(own: &OwnForm, change: Option<f64>, speed: f64, voice: Voice) -> Option<String> {
    let unit = length_unit(voice.units);
    own.difference?;
    let (first, last) = own.reference_days?;
    let since = voice.span(first, last);
    let Some(change) = change else {
        let least = length(foot_ahead::TOLD_FROM_MM, voice.units);
        return Some(format!(
            "Against your own runs of {since}: no change of {least} {unit} or more."
        ));
    };
    // One line through reach, at one speed: what of reach changed was contact time.
    let slope = foot_ahead::Model::of(None).map_or(1.0, |model| model.slope);
    let contact_ms = 2.0 * change.abs() / slope / speed;
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

/// Why nothing is said, by what holds for most runs.
fn untold(runs: &[&Outing]) -> Overstriding {
    let absent: Vec<&Absent> =
        runs.iter().filter_map(|run| run.reading(FOOT_AHEAD)?.outcome.as_ref().err()).collect();
    let is_unrecorded =
        |absent: &Absent| matches!(absent, Absent::NoChannel(Channel::GroundContactTime));
    let mut reasons: Vec<String> = absent
        .iter()
        .filter(|absent| !is_unrecorded(absent))
        .map(|absent| absent.detail())
        .collect();
    reasons.sort_unstable();
    let most = reasons.chunk_by(|a, b| a == b).max_by_key(|same| same.len());
    let (state, in_short, text) = match most.and_then(<[String]>::first) {
        None => (
            FootKnown::NoContactTime,
            "no contact time was recorded, so this page cannot tell".to_owned(),
            format!(
                "Your watch recorded no contact time, so this page cannot tell. {STEP_LENGTH_INSTEAD} {WEAR}"
            ),
        ),
        Some(reason) => (
            FootKnown::OutsideTested,
            "outside of what the model was tested on, so this page cannot tell".to_owned(),
            format!(
                "Contact time was recorded, but the model that reads where the foot lands is not asked here: \
                 {reason}. {STEP_LENGTH_INSTEAD}"
            ),
        ),
    };
    Overstriding { state, in_short, text, ahead_mm: None, at_speed_m_per_s: None, change_mm: None }
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

//! What a day's place in the month says in words.

use crate::page::{Day, Spike};
use crate::say::voice::Spoken;
use crate::say::words;

/// Whether the page has mornings to show, or that they were left out.
pub(super) fn logs_pain(page: Spoken<'_>) -> bool {
    page.diary.is_some() || page.days.iter().any(|day| day.pain_morning.is_some())
}

/// A day in one line.
pub(super) fn day_words(page: Spoken<'_>, day: &Day) -> String {
    let mut parts = Vec::new();
    if let Some(score) = day.pain_morning {
        parts.push(format!("pain that morning {score} of 10"));
    } else if page.diary.is_some() {
        parts.push("pain that morning not logged".to_owned());
    }
    if let Some(minutes) = day.running_min {
        let distance =
            day.distance_m.map(|metres| format!(", {}", words::distance(metres, page.voice.units)));
        parts.push(format!("ran {}{}", words::minutes(minutes), distance.unwrap_or_default()));
    } else if day.ran {
        parts.push("ran; for how long is not known".to_owned());
    }
    if let Some(score) = day.pain_during {
        parts.push(format!("worst in a run {score}"));
    }
    parts.extend(remarks(day));
    if day.unknown && !day.ran {
        parts.push("whether there was a run is not known".to_owned());
    } else if !day.ran {
        parts.push("no recorded run".to_owned());
    }
    format!("{}: {}", page.voice.day(day.date), parts.join("; "))
}

/// What else the day holds.
pub(super) fn remarks(day: &Day) -> Vec<String> {
    let mut remarks = Vec::new();
    if let Some(spike) = day.spike.as_ref().filter(|spike| spike.class.is_spike()) {
        remarks.push(spike_words(spike));
    }
    if day.medicine {
        remarks.push("painkillers".to_owned());
    }
    if day.flare {
        remarks.push("in a flare".to_owned());
    }
    if day.shaded {
        remarks.push("ill or injured".to_owned());
    }
    if day.rest {
        remarks.push("rest".to_owned());
    }
    if let Some(minutes) = day.other_min {
        remarks.push(format!("other sport {}", words::minutes(minutes)));
    }
    remarks
}

/// `34 % longer than any run in the 30 days before`.
pub(super) fn spike_words(spike: &Spike) -> String {
    let percent = words::number(100.0 * spike.ratio, 0);
    format!("{percent} % longer than any run in the 30 days before")
}

//! What form quantities are called, what stands behind them, and what they mean.

use super::{resolution, words};
use crate::{
    insight::baseline::{REFERENCE_BINS, REFERENCE_DAYS, REFERENCE_RUNS},
    metrics::{Metric, ROLL, overstride_index},
    page::{BandOf, Behind, FormNote, FormPanel, Lack, Page},
};

fn metric(key: &str) -> Option<&'static Metric> {
    ROLL.iter().copied().find(|metric| metric.key == key)
}

/// What a quantity is called over its panel.
pub(crate) fn name(key: &str) -> &'static str {
    match key {
        "cadence_spm" => "Cadence",
        "foot_ahead_mm" => "Overstriding: foot ahead of pelvis",
        "vertical_oscillation_mm" => "Vertical bounce",
        "ground_contact_time_ms" => "Ground contact",
        "overstride_index_pct" => "Step length for height and pace",
        "overstride_self_pct" => "Step length against your own usual",
        other => metric(other).map_or("", |metric| metric.name),
    }
}

impl FormPanel {
    /// What it is of.
    pub fn name(&self) -> &'static str {
        name(self.key)
    }

    /// In what its values are told.
    pub fn unit(&self) -> String {
        match self.key {
            "overstride_index_pct" => "% from typical".to_owned(),
            "overstride_self_pct" => "% v usual".to_owned(),
            other => measured_in(other),
        }
    }
}

/// In what a metric's values are.
pub(crate) fn measured_in(key: &str) -> String {
    metric(key).map_or_else(String::new, |metric| metric.unit.to_string())
}

/// What stands behind a panel: `34 runs, a value every 5 s`, `34 runs in 2 stretches, not joined`.
pub fn behind(panel: &FormPanel) -> String {
    match panel.behind {
        Behind::Runs { stretches, indoor, resolution: found } => {
            let runs = words::count(panel.points.len(), "run");
            let told = match (stretches, indoor) {
                (Some(1), _) => format!("{runs} in 1 stretch, not joined"),
                (Some(n), _) => format!("{runs} in {n} stretches, not joined"),
                (None, true) => format!("{runs} on a belt"),
                (None, false) => runs,
            };
            match found {
                Some(found) => format!("{told}, {}", resolution::told(found)),
                None => told,
            }
        }
        Behind::Others { is_height_told } => {
            beside_others((is_height_told, panel.band.is_some())).to_owned()
        }
        Behind::OwnReference => "your height would set it beside other runners".to_owned(),
    }
}

/// What stands beside the name of step length: short, for it has one line of a printed column.
const fn beside_others(is_height_told_and_has_band: (bool, bool)) -> &'static str {
    match is_height_told_and_has_band {
        (true, true) => "−6 to +6: two in three runners",
        (false, true) => "±6; height from your watch",
        (true, false) => "no band: height or sex",
        (false, false) => "height from watch, no band",
    }
}

/// What a panel's value means and does not, in a sentence or two; none where its name says it.
pub fn meaning(panel: &FormPanel) -> Option<String> {
    match panel.behind {
        Behind::Runs { .. } => None,
        Behind::OwnReference => Some(
            "Step length at your own pace against your own reference. It mirrors cadence: the two \
             say one thing. It goes with braking, not with where the foot lands."
                .to_owned(),
        ),
        Behind::Others { .. } => {
            let value = panel.value.filter(|_| panel.band_of == Some(BandOf::Others));
            Some(value.map_or_else(
                || {
                    "Compared with runners of your height at your pace; no band is given without \
                     sex and height inside the range of the runners it was fitted on. It goes with \
                     braking, not with where the foot lands."
                        .to_owned()
                },
                |mean| {
                    let said = overstride_index::told(mean.value);
                    format!("{said} {}", overstride_index::ERROR_IN_SHORT)
                },
            ))
        }
    }
}

/// What is to be said of form beside its drawing, or in its place; none where there is nothing.
pub(crate) fn notes(page: &Page) -> Option<String> {
    let told: Vec<String> = page.form_notes.iter().map(note).collect();
    (!told.is_empty()).then(|| told.join(" "))
}

fn note(of: &FormNote) -> String {
    match of {
        FormNote::NoCadence => {
            "These files hold no cadence that can be used, so how you ran cannot be told. A watch \
             that records cadence, or a FIT export in place of GPX, would show it."
                .to_owned()
        }
        FormNote::FewRuns(runs) => format!(
            "{} is too few for a trend: the table of runs shows each.",
            words::count(*runs, "run")
        ),
        FormNote::NoReference(missing) => format!(
            "Your own usual range comes later: {}. Until then each run stands alone.",
            lack(*missing)
        ),
        FormNote::ModelledBounce(low, high) => format!(
            "Bounce was not recorded. A model from cadence and pace puts it at {}–{} mm ○; it knows nothing \
             that cadence does not, so it is not drawn.",
            words::number(*low, 0),
            words::number(*high, 0)
        ),
    }
}

/// What the reference of own form lacks: a sentence without its ends.
pub fn lack(of: Lack) -> String {
    match of {
        Lack::Channel(channel) => format!("no run with {}", channel.name()),
        Lack::Runs(runs) => {
            let there = if runs == 1 { "was" } else { "were" };
            format!(
                "a baseline needs {REFERENCE_RUNS} runs with this sensor in the {REFERENCE_DAYS} days \
                 before; there {there} {runs}"
            )
        }
        Lack::Stretches(bins) => format!(
            "a baseline needs {REFERENCE_BINS} stretches of 30 s of steady running; there are {bins}"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        draw::lettering::{Weight, width},
        model::Way,
        page::Resolution,
    };

    #[test]
    fn what_is_said_of_step_length_fits_into_a_printed_column() {
        // Half of A4's 595 points less two margins of 32 and 30 between the columns; the word for
        // where it comes from and its dot stand before it.
        let column_px = (595.0 - 2.0 * 32.0 - 30.0_f64) / 2.0;
        for is_height_told in [false, true] {
            for has_band in [true, false] {
                let line = format!("estimated · {}", beside_others((is_height_told, has_band)));
                let line_px = 14.0 + width(&line, 12.0, Weight::Regular);
                assert!(line_px <= column_px, "{line}: {line_px}");
            }
        }
    }

    #[test]
    fn how_values_lie_in_time_stands_behind_the_runs() {
        let mut panel = crate::page::sample::october().form.remove(0);
        let found = Resolution { way: Way::Every, apart_s: 5.0, has_others: true };
        panel.behind = Behind::Runs { stretches: Some(2), indoor: false, resolution: Some(found) };
        assert_eq!(behind(&panel), "34 runs in 2 stretches, not joined, some a value every 5 s");
        let found = Resolution { way: Way::Over, apart_s: 26.0, has_others: false };
        panel.behind = Behind::Runs { stretches: None, indoor: true, resolution: Some(found) };
        assert_eq!(behind(&panel), "34 runs on a belt, from counted steps, 26 s at a time");
    }
}

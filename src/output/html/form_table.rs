//! How it was run, in figures and in words, under the drawing of form.

use crate::say::voice::{Spoken, Voice};
use jiff::civil::Date;

use crate::{
    draw::charts,
    model::{Change, Provenance, RuleOrigin, SensorSource},
    page::{BandOf, FormPanel, Mean, SecondSensor},
    say::{
        form, slope,
        words::{self, number},
        worn_together,
    },
};

use crate::say::mark::Mark;
use crate::say::methods::Methods;

/// What stands under the drawing of form.
pub(super) struct FormTable {
    /// The head of the first column: the pace that all rows share, where they do.
    pub(super) at: String,
    /// One row a quantity.
    pub(super) rows: Vec<FormRow>,
    /// What the figures mean and do not.
    pub(super) notes: Vec<String>,
    /// Where lines stop, and whose values are shown.
    pub(super) sensors: Vec<String>,
}

impl FormTable {
    pub(super) fn of(page: Spoken<'_>, methods: &Methods) -> FormTable {
        let at = charts::shared_pace(&page.form, page.voice.units);
        let pace_of = |panel: &FormPanel| {
            let speed = panel.at_speed_m_per_s.filter(|_| at.is_none());
            speed.map(|speed| words::pace(speed, page.voice.units))
        };
        let rows = page.form.iter().flat_map(|panel| {
            // Against oneself first: it says more than other runners do.
            let own = (panel.key == "overstride_index_pct").then(|| own_steps(page, methods));
            let mut row = FormRow::of(panel, pace_of(panel), methods);
            if panel.key == "foot_ahead_mm" {
                row.of_foot(panel, page);
            }
            own.flatten().into_iter().chain([row])
        });
        let meanings = page.form.iter().filter_map(form::meaning);
        FormTable {
            rows: rows.collect(),
            notes: meanings
                .chain(usual_days(&page.form, page.voice))
                .chain(page.by_slope.as_ref().and_then(slope::untold))
                .collect(),
            sensors: stops(&page.form, page.voice)
                .into_iter()
                .chain(second_sensors(&page.form))
                .chain(worn_together::told(&page.form, page.voice))
                .collect(),
            at: at.map_or_else(|| "On level ground".to_owned(), |pace| format!("At {pace}")),
        }
    }
}

/// One quantity.
pub(super) struct FormRow {
    /// Its name with its unit.
    pub(super) name: String,
    /// Its own pace, where rows differ.
    pub(super) pace: Option<String>,
    /// Of how many runs the mean is.
    pub(super) runs: Option<String>,
    /// The period's mean.
    pub(super) value: Cell,
    /// Where the own runs lay, or other runners.
    pub(super) usual: Cell,
    /// The period less the reference.
    pub(super) change: Cell,
    pub(super) mark: Mark,
}

/// A figure and, in small letters, how sure it is.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) figure: String,
    pub(super) beside: String,
}

impl FormRow {
    fn of(panel: &FormPanel, pace: Option<String>, methods: &Methods) -> FormRow {
        FormRow {
            name: format!("{}, {}", panel.name(), panel.unit()),
            pace,
            runs: panel.value.map(|mean| words::count(mean.n, "run")),
            value: value(panel),
            usual: usual(panel),
            change: change(panel),
            mark: Mark::of(panel.provenance, panel.key, methods),
        }
    }
}

impl FormRow {
    /// A model's value has its range of 90 % beside it, and no change under what it can tell.
    fn of_foot(&mut self, panel: &FormPanel, page: Spoken<'_>) {
        let ahead = page.overstriding.as_ref().and_then(|foot| Some(foot.modelled()?.mm));
        if let Some(ends) = ahead.and_then(|mean| mean.low.zip(mean.high)) {
            self.value.beside = format!("90 % range {}", range(ends, panel.decimals));
        }
        if panel.band.is_some() && panel.value.is_some() && panel.difference.is_none() {
            "no change of 10 mm or more".clone_into(&mut self.change.beside);
        }
    }
}

/// Step length at own pace against the own reference, where there is one: it is told from 2 % on,
/// where its interval leaves 0 out.
fn own_steps(page: Spoken<'_>, methods: &Methods) -> Option<FormRow> {
    let has_reference =
        page.form.iter().any(|panel| panel.key == "cadence_spm" && panel.reference.is_some());
    let own = page.within.overstride_self_pct;
    let told = |mean: Mean| Cell {
        figure: words::signed(mean.value, 1),
        beside: words::or_blank(mean.low.zip(mean.high), |(low, high)| {
            format!("{} to {}", words::signed(low, 1), words::signed(high, 1))
        }),
    };
    let untold = || Cell {
        figure: String::new(),
        beside: "no change of 2 % or more beyond chance".to_owned(),
    };
    has_reference.then(|| FormRow {
        name: format!("{}, %", form::name("overstride_self_pct")),
        pace: None,
        runs: own.map(|mean| words::count(mean.n, "run")),
        value: own.map_or_else(untold, told),
        usual: Cell::default(),
        change: Cell::default(),
        mark: Mark::of(Provenance::Derived, "overstride_self_pct", methods),
    })
}

fn usual(panel: &FormPanel) -> Cell {
    Cell {
        figure: words::or_blank(panel.band, |ends| range(ends, panel.decimals)),
        beside: match panel.band_of {
            Some(BandOf::Others) => "two in three runners".to_owned(),
            Some(BandOf::Own(..)) | None => String::new(),
        },
    }
}

fn value(panel: &FormPanel) -> Cell {
    let Some(mean) = panel.value else {
        return Cell { figure: String::new(), beside: "no value at one pace yet".to_owned() };
    };
    let ends = mean.low.zip(mean.high);
    Cell {
        figure: number(mean.value, panel.decimals),
        beside: words::or_blank(ends, |ends| range(ends, panel.decimals)),
    }
}

fn range((low, high): (f64, f64), decimals: u8) -> String {
    format!("{} to {}", number(low, decimals), number(high, decimals))
}

/// Of which days the own usual ranges are, said once where they are the same.
fn usual_days(panels: &[FormPanel], voice: Voice) -> Option<String> {
    let days_of = |panel: &FormPanel| match panel.band_of? {
        BandOf::Own(first, last) => Some(voice.span(first, last)),
        BandOf::Others => None,
    };
    let mut days: Vec<String> = Vec::new();
    for span in panels.iter().filter_map(days_of) {
        if !days.contains(&span) {
            days.push(span);
        }
    }
    let each: Vec<String> = match days.as_slice() {
        [] => return None,
        [one] => vec![one.clone()],
        several => several
            .iter()
            .map(|span| {
                let of = panels.iter().filter(|panel| days_of(panel).as_ref() == Some(span));
                let names: Vec<&str> = of.map(|panel| panel.name()).collect();
                format!("{span} ({})", words::listed(&names).to_lowercase())
            })
            .collect(),
    };
    Some(format!("Your usual range: {}.", each.join("; ")))
}

fn change(panel: &FormPanel) -> Cell {
    let Some(difference) = panel.difference else { return Cell::default() };
    let decimals = panel.decimals + 1;
    Cell {
        figure: words::signed(difference.value, decimals),
        beside: format!(
            "{} to {}",
            words::signed(difference.low, decimals),
            words::signed(difference.high, decimals)
        ),
    }
}

/// Where no line is drawn on, and why, said once for all quantities.
fn stops(panels: &[FormPanel], voice: Voice) -> Option<String> {
    // Where points stand alone, or there are none, no line could go on.
    let is_line =
        |panel: &&FormPanel| panel.provenance != Provenance::Modelled && !panel.points.is_empty();
    let drawn = panels.iter().filter(is_line);
    let breaks = drawn.clone().flat_map(|panel| &panel.breaks);
    let mut stops: Vec<(Date, Change)> = breaks.map(|(day, what)| (*day, *what)).collect();
    stops.sort_unstable();
    stops.dedup();
    let is_broken = |panel: &&FormPanel, stop: (Date, Change)| {
        panel.breaks.iter().any(|(day, what)| (*day, *what) == stop)
    };
    let said: Vec<String> = stops
        .into_iter()
        .map(|stop| {
            let broken: Vec<&str> = drawn
                .clone()
                .filter(|panel| is_broken(panel, stop))
                .map(|panel| panel.name())
                .collect();
            let whose = if drawn.clone().count() == broken.len() {
                String::new()
            } else {
                format!(" in {}", words::listed(&broken).to_lowercase())
            };
            format!("{} ({}){whose}", voice.day(stop.0), stop.1.words())
        })
        .collect();
    (!said.is_empty()).then(|| format!("No line crosses {}.", said.join("; ")))
}

/// Whose values are shown where two sensors recorded one quantity: a sentence for each rule.
fn second_sensors(panels: &[FormPanel]) -> Vec<String> {
    let mut told: Vec<(&FormPanel, SecondSensor)> =
        panels.iter().filter_map(|panel| Some((panel, panel.second_sensor?))).collect();
    let mut sentences = Vec::new();
    while let Some((_, first)) = told.first().copied() {
        let is_same = |second: SecondSensor| {
            (second.used, second.set_by, second.runs) == (first.used, first.set_by, first.runs)
        };
        let (same, others) = told.into_iter().partition(|(_, second)| is_same(*second));
        told = others;
        sentences.push(second_sensor(&same, first));
    }
    sentences
}

fn second_sensor(panels: &[(&FormPanel, SecondSensor)], rule: SecondSensor) -> String {
    let names: Vec<&str> = panels.iter().map(|(panel, _)| panel.name()).collect();
    let (shown, other) = match rule.used {
        SensorSource::Native => ("the watch’s own value", "the pod’s"),
        SensorSource::Pod => ("the pod’s value", "the watch’s own"),
    };
    let why = match (rule.used, rule.set_by) {
        (SensorSource::Native, RuleOrigin::Default) => "the rule until you choose otherwise",
        (_, RuleOrigin::Config) => "as your settings say",
        (SensorSource::Pod, RuleOrigin::Default) => "where the watch has none",
    };
    let told = |side: fn((f64, f64)) -> f64| {
        let values = panels.iter().filter_map(|(panel, second)| {
            let value = number(side(second.apart?), panel.decimals);
            Some(format!("{value} {}", panel.unit()))
        });
        values.collect::<Vec<String>>()
    };
    let (watch, pod) = (told(|pair| pair.0), told(|pair| pair.1));
    let apart = if watch.is_empty() {
        String::new()
    } else {
        format!(
            " Over the same seconds of {} the watch says {} and the pod {}; they measure in \
             different ways.",
            words::count(rule.runs, "run"),
            words::listed(&watch),
            words::listed(&pod)
        )
    };
    format!(
        "Two sensors recorded {}: {shown} counts here ({why}), {other} does not.{apart} \
         `[[sensor]]` in backstride.toml chooses.",
        words::listed(&names).to_lowercase()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    use crate::{metrics::ROLL, page::sample};

    fn table(page: Spoken<'_>) -> FormTable {
        FormTable::of(page, &Methods::of(page, ROLL))
    }

    #[test]
    fn one_pace_stands_in_the_head_and_several_beside_their_quantities() {
        let mut page = sample::october();
        let one = table(Voice::METRIC.tells(&page));
        assert_eq!(one.at, "At 5:48 /km");
        assert!(one.rows.iter().all(|row| row.pace.is_none()));
        page.form[2].at_speed_m_per_s = Some(1000.0 / 360.0);
        let several = table(Voice::METRIC.tells(&page));
        assert_eq!(several.at, "On level ground");
        let paces: Vec<_> = several.rows.iter().map(|row| row.pace.as_deref()).collect();
        // The second row is step length against the own reference, the mirror of cadence.
        assert_eq!(paces, [Some("5:48 /km"), None, Some("5:48 /km"), Some("6:00 /km")]);
    }

    #[test]
    fn an_interval_is_told_only_where_there_is_one() {
        let mut panel = sample::october().form.remove(0);
        panel.value = Some(Mean { value: 171.24, low: Some(170.1), high: Some(172.3), n: 16 });
        assert_eq!(value(&panel).beside, "170 to 172");
        panel.value = Some(Mean { value: 171.24, low: None, high: None, n: 1 });
        assert_eq!(value(&panel).beside, "");
    }

    #[test]
    fn a_figure_that_is_not_there_is_left_blank_and_not_written_as_zero() {
        let mut page = sample::october();
        page.form[0].difference = None;
        (page.form[0].band, page.form[0].band_of) = (None, None);
        page.form[0].value = None;
        let row = &table(Voice::METRIC.tells(&page)).rows[0];
        assert_eq!((&row.change, &row.usual), (&Cell::default(), &Cell::default()));
        assert_eq!((row.value.figure.as_str(), &row.runs), ("", &None));
    }

    #[test]
    fn the_days_of_usual_ranges_name_their_quantities_only_where_they_differ() {
        let mut page = sample::october();
        for panel in &mut page.form {
            panel.band_of = Some(BandOf::Own(date(2026, 8, 6), date(2026, 9, 30)));
        }
        assert_eq!(
            usual_days(&page.form, Voice::METRIC).unwrap(),
            "Your usual range: 6 August to 30 September."
        );
        page.form[1].band_of = Some(BandOf::Own(date(2026, 9, 12), date(2026, 9, 30)));
        assert_eq!(
            usual_days(&page.form, Voice::METRIC).unwrap(),
            "Your usual range: 6 August to 30 September (cadence and vertical bounce); 12 September to 30 \
             September (step length for height and pace)."
        );
    }

    #[test]
    fn step_length_stands_against_oneself_first_and_then_beside_others_whose_range_is_named() {
        let mut page = sample::october();
        page.within.overstride_self_pct =
            Some(Mean { value: -2.8, low: Some(-3.3), high: Some(-2.1), n: 13 });
        let rows = table(Voice::METRIC.tells(&page)).rows;
        assert_eq!(rows[1].name, "Step length against your own usual, %");
        assert_eq!(
            (rows[1].value.figure.as_str(), rows[1].value.beside.as_str()),
            ("−2.8", "−3.3 to −2.1")
        );
        assert_eq!(rows[2].usual.beside, "two in three runners");
        assert_eq!(rows[0].usual.beside, "", "the head says whose it is");
        page.within.overstride_self_pct = None;
        assert_eq!(
            table(Voice::METRIC.tells(&page)).rows[1].value.beside,
            "no change of 2 % or more beyond chance"
        );
        page.form[0].reference = None;
        assert!(
            table(Voice::METRIC.tells(&page)).rows.iter().all(|row| !row.name.contains("your own"))
        );
    }

    #[test]
    fn a_stop_is_told_once_and_names_the_quantities_only_where_others_go_on() {
        let mut page = sample::october();
        for panel in &mut page.form {
            panel.breaks = vec![(jiff::civil::date(2026, 9, 1), Change::Watch)];
        }
        assert_eq!(
            stops(&page.form, Voice::METRIC).unwrap(),
            "No line crosses 1 September (watch changed)."
        );
        page.form[0].breaks.clear();
        assert_eq!(
            stops(&page.form, Voice::METRIC).unwrap(),
            "No line crosses 1 September (watch changed) in vertical bounce."
        );
    }

    #[test]
    fn sensors_under_one_rule_are_told_in_one_sentence() {
        let mut page = sample::october();
        let second = |apart| SecondSensor {
            used: SensorSource::Native,
            set_by: RuleOrigin::Default,
            runs: 2,
            apart,
        };
        page.form[0].second_sensor = Some(second(None));
        page.form[2].second_sensor = Some(second(Some((80.2, 67.4))));
        assert_eq!(
            second_sensors(&page.form),
            [
                "Two sensors recorded cadence and vertical bounce: the watch’s own value counts here \
                 (the rule until you choose otherwise), the pod’s does not. Over the same seconds of \
                 2 runs the watch says 80 mm and the pod 67 mm; they measure in different ways. \
                 `[[sensor]]` in backstride.toml chooses."
            ]
        );
    }
}

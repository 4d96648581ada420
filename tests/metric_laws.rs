//! Laws for everything in the roll of metrics.

use std::{collections::BTreeSet, path::Path};

use backstride::{
    metrics::{Absent, ROLL, measure},
    model::{Channel, Provenance, Run, Runner, Samples, Series, Tier},
};

use super::support::synthetic::{SyntheticRun, known_runner, prepared, recorded};

/// An hour with every channel that a strap can give, walking breaks included.
fn full_run() -> Run {
    let truth = SyntheticRun {
        seconds: 3600,
        cadence_noise_spm: 2.0,
        speed_noise_m_per_s: 0.1,
        contact_ms: Some(250.0),
        bounce_mm: Some(88.0),
        ..SyntheticRun::default()
    };
    let mut rows = truth.rows();
    for row in rows.iter_mut().filter(|row| row.time_s % 1000.0 < 60.0) {
        (row.speed_m_per_s, row.count_per_min) = (1.4, 55.0);
    }
    let mut activity = recorded(&rows);
    let others =
        [(Channel::ContactBalance, 49.6), (Channel::FootImpact, 12.0), (Channel::FootBraking, 7.0)];
    for (channel, value) in others {
        let values = vec![value; activity.samples.len()];
        let series = Series::recorded(channel, values, channel.key());
        activity.samples.insert(channel, series).unwrap();
    }
    prepared(&activity)
}

#[test]
fn every_key_is_unique_and_ends_in_its_unit() {
    let keys: BTreeSet<&str> = ROLL.iter().map(|metric| metric.key).collect();
    assert_eq!(keys.len(), ROLL.len());
    for metric in ROLL {
        assert!(metric.key.ends_with(metric.unit.suffix()), "{}", metric.key);
        assert!(metric.key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'), "{}", metric.key);
    }
}

#[test]
fn every_metric_says_what_it_is_and_where_it_comes_from() {
    for metric in ROLL {
        for text in [metric.formula, metric.error, metric.limits, metric.not_for] {
            assert!(text.len() > 20 || text.ends_with('.'), "{}: {text}", metric.key);
            assert!(text.ends_with('.'), "{}: {text}", metric.key);
            assert!(!text.contains("  "), "{}: {text}", metric.key);
        }
        assert!(!metric.inputs.is_empty(), "{}", metric.key);
        assert!(metric.plausible.0 < metric.plausible.1, "{}", metric.key);
        let first =
            metric.sources.first().unwrap_or_else(|| panic!("{} has no source", metric.key));
        match metric.tier {
            Tier::Established | Tier::Supported => {
                assert!(first.doi.starts_with("10."), "{}: {}", metric.key, first.short);
            }
            Tier::Exploratory => assert!(!first.short.is_empty(), "{}", metric.key),
        }
    }
}

#[test]
fn no_text_of_a_metric_uses_a_word_that_claims_too_much() {
    let banned = ["cause", "due to", "trigger", "predict", "risk", "safe", "normal", "abnormal"];
    for metric in ROLL {
        let texts = [metric.name, metric.formula, metric.error, metric.limits, metric.not_for];
        for text in texts {
            let words: Vec<String> =
                text.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase).collect();
            for word in banned {
                let found = word.split(' ').collect::<Vec<_>>();
                let hit = words.windows(found.len()).any(|window| window == found);
                assert!(!hit, "{}: `{word}` in {text}", metric.key);
            }
        }
    }
}

#[test]
fn every_metric_is_there_and_plausible_on_a_steady_hour_with_all_sensors() {
    for reading in measure(&full_run(), &known_runner()) {
        let key = reading.metric.key;
        let estimate =
            reading.outcome.unwrap_or_else(|absent| panic!("{key}: {}", absent.detail()));
        let (low, high) = reading.metric.plausible;
        assert!((low..=high).contains(&estimate.value), "{key}: {}", estimate.value);
        assert!((0.0..=1.0).contains(&estimate.coverage), "{key}: {}", estimate.coverage);
        assert!(estimate.n > 0 && !estimate.origin.to_string().is_empty(), "{key}");
        if let Some((low, high)) = estimate.range {
            assert!(low <= estimate.value && estimate.value <= high, "{key}");
        }
    }
}

#[test]
fn on_an_empty_run_every_metric_is_absent_and_none_is_zero() {
    for reading in measure(&Run::default(), &known_runner()) {
        assert!(reading.outcome.is_err(), "{}", reading.metric.key);
    }
}

#[test]
fn without_a_runner_no_metric_assumes_one() {
    let needs_runner = [
        "step_length_per_leg_length",
        "leg_stiffness_kn_per_m",
        "vertical_stiffness_kn_per_m",
        "overstride_index_pct",
        "braking_index",
    ];
    for reading in measure(&full_run(), &Runner::default()) {
        let absent = matches!(reading.outcome, Err(Absent::NotConfigured { .. }));
        assert_eq!(absent, needs_runner.contains(&reading.metric.key), "{}", reading.metric.key);
    }
}

/// The run with every series marked so.
fn marked(run: &Run, provenance: Provenance) -> Run {
    let mark = |samples: &Samples| {
        let mut marked = Samples::new(samples.time_s().to_vec());
        for (channel, series) in samples.channels() {
            marked.insert(channel, Series { provenance, ..series.clone() }).unwrap();
        }
        marked
    };
    Run { samples: mark(&run.samples), bins: mark(&run.bins), ..run.clone() }
}

#[test]
fn no_estimate_claims_more_than_its_inputs() {
    let run = full_run();
    for provenance in [Provenance::Measured, Provenance::Derived, Provenance::Modelled] {
        for reading in measure(&marked(&run, provenance), &known_runner()) {
            let estimate = reading.outcome.unwrap();
            assert!(estimate.provenance >= provenance, "{}", reading.metric.key);
        }
    }
}

#[test]
fn every_file_of_metrics_adds_to_the_roll() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/metrics");
    let files = folder.read_dir().unwrap().filter(|entry| {
        let name = entry.as_ref().unwrap().file_name();
        // What metrics share is none, nor is how thirds are set side by side.
        !["mod.rs", "bins.rs", "metric.rs", "papers.rs", "thirds.rs"]
            .contains(&&*name.to_string_lossy())
    });
    // `form_drift.rs` has five, `foot_shock.rs` two, every other file one.
    assert_eq!(files.count() + 5, ROLL.len());
}

use serde_json::Value;

use super::*;
use crate::signal::random::SplitMix64;

/// What scipy and numpy say of the same series; see the script beside it.
const ORACLE: &str = include_str!("../../tests/oracles/load_and_link.json");

fn numbers(oracle: &Value, key: &str) -> Vec<f64> {
    oracle[key].as_array().unwrap().iter().map(|value| value.as_f64().unwrap()).collect()
}

#[test]
fn the_partial_correlation_its_p_and_its_interval_are_scipys() {
    let oracle: Value = serde_json::from_str(ORACLE).unwrap();
    let triples = Triples {
        exposure: numbers(&oracle, "exposure"),
        outcome: numbers(&oracle, "outcome"),
        given: numbers(&oracle, "given"),
    };
    let partial = Partial::of(&triples).unwrap();
    let (low, high) = partial.interval().unwrap();
    for (found, key) in [
        (partial.rho, "rho"),
        (partial.shift_p().unwrap(), "p"),
        (partial.effective_n(), "effective_n"),
        (low, "low"),
        (high, "high"),
    ] {
        let expected = oracle["partial"][key].as_f64().unwrap();
        assert!((found - expected).abs() < 1e-6, "{key}: {found} against {expected}");
    }
}

#[test]
fn false_discovery_rates_are_scipys() {
    let oracle: Value = serde_json::from_str(ORACLE).unwrap();
    let found = benjamini_hochberg(&numbers(&oracle, "p"));
    for (found, expected) in found.iter().zip(numbers(&oracle, "q")) {
        assert!((found - expected).abs() < 1e-12, "{found} against {expected}");
    }
}

#[test]
fn four_of_the_fifteen_published_p_values_are_finds_at_five_per_cent() {
    let p = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
        0.5719, 0.6528, 0.7590, 1.0,
    ];
    assert_eq!(benjamini_hochberg(&p).iter().filter(|rate| **rate <= 0.05).count(), 4);
    assert!(benjamini_hochberg(&[]).is_empty());
}

#[test]
fn effective_numbers_are_bartletts() {
    assert!((effective_n(120.0, 0.8, 0.8) - 26.341_463_414_634_138).abs() < 1e-9);
    assert!((effective_n(90.0, 0.3, 0.7) - 58.760_330_578_512_4).abs() < 1e-9);
}

#[test]
fn the_smallest_p_is_one_in_n_less_four() {
    let mut triples = Triples::default();
    let mut random = SplitMix64::new(5);
    for _ in 0..64 {
        let value = random.unit_f64();
        triples.push(value, value, random.unit_f64());
    }
    let p = Partial::of(&triples).unwrap().shift_p().unwrap();
    assert!((p - 1.0 / 60.0).abs() < 1e-12);
}

#[test]
fn an_exposure_that_only_repeats_pain_before_says_nothing() {
    let mut triples = Triples::default();
    for day in 0..40 {
        let before = f64::from(day * 7 % 11);
        triples.push(3.0 * before + 1.0, f64::from(day % 5), before);
    }
    assert_eq!(Partial::of(&triples), None);
    assert_eq!(Partial::of(&Triples::default()), None);
}

#[test]
fn sixty_four_independent_pairs_would_probably_have_shown_a_third() {
    let mut triples = Triples::default();
    let mut random = SplitMix64::new(9);
    for _ in 0..64 {
        triples.push(random.unit_f64(), random.unit_f64(), random.unit_f64());
    }
    let partial = Partial::of(&triples).unwrap();
    let detectable = partial.detectable().unwrap();
    assert!((0.34..0.37).contains(&detectable), "{detectable}");
}

/// A series in which each value leans on the one before.
fn leaning(n: usize, phi: f64, random: &mut SplitMix64) -> Vec<f64> {
    // The sum of twelve uniform numbers is near enough to a bell.
    let mut bell = || (0..12).map(|_| random.unit_f64()).sum::<f64>() - 6.0;
    let mut value = bell();
    (0..n)
        .map(|_| {
            value = phi * value + (1.0 - phi * phi).sqrt() * bell();
            value
        })
        .collect()
}

#[test]
fn unrelated_series_that_lean_on_their_past_are_seldom_called_linked() {
    // Textbook p-values find a link in 16 % of these (lag-one correlation 0.6 in both).
    let mut random = SplitMix64::new(2026);
    let (mut found, tries) = (0, 600);
    for _ in 0..tries {
        let exposure = leaning(60, 0.6, &mut random);
        let outcome: Vec<f64> = leaning(60, 0.6, &mut random)
            .iter()
            .map(|value| (3.0 + 1.5 * value).round().clamp(0.0, 10.0))
            .collect();
        let given = leaning(60, 0.6, &mut random);
        let partial = Partial::of(&Triples { exposure, outcome, given }).unwrap();
        found += usize::from(partial.shift_p().unwrap() < 0.05);
    }
    let rate = found as f64 / f64::from(tries);
    assert!((0.02..0.085).contains(&rate), "{rate}");
}

#[test]
fn pain_that_shortens_runs_is_called_a_link_far_less_often_than_by_plain_differences() {
    // Running does nothing here; pain shortens the run and lasts into the next morning.
    let mut random = SplitMix64::new(7);
    let (mut found, mut found_by_difference, tries) = (0, 0, 400);
    for _ in 0..tries {
        let pain = leaning(91, 0.7, &mut random);
        let score = |value: f64| (2.0 * (3.0 + 1.5 * value)).round().clamp(0.0, 20.0) / 2.0;
        let (mut triples, mut differences) = (Triples::default(), Triples::default());
        for day in pain.windows(2) {
            let minutes = 45.0 - 5.0 * day[0] + 20.0 * (random.unit_f64() - 0.5);
            let (before, after) = (score(day[0]), score(day[1]));
            triples.push(minutes, after, before);
            differences.push(minutes, after - before, 0.0);
        }
        let is_found = |triples| Partial::of(triples).unwrap().shift_p().unwrap() < 0.05;
        found += usize::from(is_found(&triples));
        found_by_difference += usize::from(is_found(&differences));
    }
    let rate = |found: usize| found as f64 / f64::from(tries);
    assert!(rate(found) < 0.12, "{}", rate(found));
    assert!(rate(found_by_difference) > 2.0 * rate(found), "{}", rate(found_by_difference));
}

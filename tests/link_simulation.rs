//! The link test on diaries whose truth is known, at a reduced size; the full table is printed on
//! the validation page from the same code.

#[allow(dead_code, reason = "the printed section is made by the example")]
#[path = "../examples/validate/link_simulation.rs"]
mod simulation;

use simulation::{World, rates, unrelated};

/// Two standard errors of a share of 5 % in this many diaries are 1.5 points.
const TRIES: usize = 800;

#[test]
fn running_that_does_nothing_is_seldom_called_a_link() {
    for (runs, lasts) in [(60, 0.0), (60, 0.6), (60, 0.8), (120, 0.8)] {
        let rates = rates(&unrelated(runs, lasts), TRIES, 41);
        assert!(rates.called_linked <= 0.07, "{runs} {lasts}: {rates:?}");
        assert!(rates.by_shift <= 0.09, "{runs} {lasts}: {rates:?}");
    }
}

#[test]
fn textbook_p_values_are_why_days_are_shifted() {
    // Simulated elsewhere for 60 pairs: 16 % at 0.6 and 31 % at 0.8, at a nominal 5 %.
    for (lasts, expected) in [(0.6, 0.163), (0.8, 0.307)] {
        let rates = rates(&unrelated(60, lasts), TRIES, 42);
        assert!((rates.by_textbook - expected).abs() < 0.05, "{lasts}: {rates:?}");
    }
}

#[test]
fn pain_that_shortens_runs_is_not_called_a_link() {
    for runs in [60, 120] {
        let world = World { pain_lasts: 0.7, pain_shortens: 1.0, ..unrelated(runs, 0.3) };
        let rates = rates(&world, TRIES, 43);
        assert!(rates.called_linked <= 0.10, "{runs}: {rates:?}");
        assert!(rates.by_rise > 0.3, "{runs}: {rates:?}");
    }
}

#[test]
fn a_clear_effect_is_found_in_most_diaries() {
    let world = World { pain_lasts: 0.5, running_hurts: 0.4, ..unrelated(100, 0.3) };
    let rates = rates(&world, 200, 44);
    assert!(rates.called_linked > 0.7, "{rates:?}");
}

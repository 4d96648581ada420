//! What must hold of step length for height and pace whatever the run: through the whole program,
//! from a watch's records to the reading.

use backstride::{
    metrics::overstride_index::words,
    model::{Channel, Run, Samples, Series},
    signal::SplitMix64,
};

use super::support::{
    assert_within,
    synthetic::{SyntheticRun, known_runner, prepared, reading, recorded, value_of},
};

const KEY: &str = "overstride_index_pct";

/// A run with the noise that a wrist and satellites make.
fn usual() -> SyntheticRun {
    SyntheticRun { cadence_noise_spm: 2.0, speed_noise_m_per_s: 0.1, ..SyntheticRun::default() }
}

#[test]
fn the_index_falls_strictly_as_cadence_rises() {
    let mut before = f64::INFINITY;
    for cadence_spm in (148..=198).step_by(2) {
        let run = SyntheticRun { cadence_spm: f64::from(cadence_spm), ..usual() }.run();
        let found = value_of(KEY, &run);
        assert!(found < before - 0.5, "{cadence_spm}: {found} after {before}");
        before = found;
    }
}

#[test]
fn ten_and_five_per_cent_of_cadence_move_the_step_as_arithmetic_says() {
    let longer = |share: f64| {
        let run = SyntheticRun { cadence_spm: 172.0 * share, ..SyntheticRun::default() }.run();
        1.0 + value_of(KEY, &run) / 100.0
    };
    let usual = longer(1.0);
    // 1/0.90, 1/0.95, 1/1.05, 1/1.10.
    for (share, expected) in
        [(0.90, 1.111_111), (0.95, 1.052_632), (1.05, 0.952_381), (1.10, 0.909_091)]
    {
        assert_within(1e-4, expected, longer(share) / usual);
    }
}

#[test]
fn odd_and_even_stretches_of_a_run_agree_within_one_per_cent() {
    for seed in 1..=12 {
        let run = SyntheticRun { seed, speed_noise_m_per_s: 0.2, ..usual() }.run();
        let half = |odd: usize| value_of(KEY, &every_other(&run, odd));
        assert_within(1.0, half(0), half(1));
        assert_within(1.0, value_of(KEY, &run), half(0));
    }
}

/// The run with every other of its bins.
fn every_other(run: &Run, odd: usize) -> Run {
    let of = |values: &[f64]| values.iter().copied().skip(odd).step_by(2).collect::<Vec<f64>>();
    let mut bins = Samples::new(of(run.bins.time_s()));
    for (channel, series) in run.bins.channels() {
        bins.insert(channel, Series { values: of(&series.values), ..series.clone() }).unwrap();
    }
    Run { bins, ..run.clone() }
}

#[test]
fn a_limp_between_the_feet_moves_nothing() {
    // A long step after a short one: the count of a second trembles by a step either way.
    let mut rows = SyntheticRun::default().rows();
    for (second, row) in rows.iter_mut().enumerate() {
        row.count_per_min += if second % 2 == 0 { 1.5 } else { -1.5 };
    }
    let even = value_of(KEY, &SyntheticRun::default().run());
    assert_within(1.0, even, value_of(KEY, &prepared(&recorded(&rows))));
}

#[test]
fn noise_of_satellites_and_whole_counts_move_it_under_one_per_cent() {
    for seed in 1..=8 {
        let truth = SyntheticRun { seed, cadence_noise_spm: 2.0, ..SyntheticRun::default() };
        let clean = value_of(KEY, &truth.run());
        let noisy = SyntheticRun { speed_noise_m_per_s: 0.2, ..truth };
        assert_within(1.0, clean, value_of(KEY, &noisy.run()));
        // Whole strides are two steps a minute.
        let mut coarse = truth.rows();
        for row in &mut coarse {
            row.count_per_min = row.count_per_min.round();
        }
        assert_within(1.0, clean, value_of(KEY, &prepared(&recorded(&coarse))));
    }
}

#[test]
fn counts_halved_and_doubled_for_a_while_move_it_under_one_per_cent() {
    for (seed, share) in [(3, 0.01), (5, 0.02), (7, 0.04)] {
        let truth = SyntheticRun { seed, cadence_noise_spm: 2.0, ..SyntheticRun::default() };
        let clean = value_of(KEY, &truth.run());
        let mut random = SplitMix64::new(seed);
        let mut faulty = truth.rows();
        for row in &mut faulty {
            if random.unit_f64() < share {
                row.count_per_min *= if random.unit_f64() < 0.5 { 0.5 } else { 2.0 };
            }
        }
        assert_within(1.0, clean, value_of(KEY, &prepared(&recorded(&faulty))));
    }
}

#[test]
fn a_file_that_counts_both_feet_gives_the_same_index_as_one_that_counts_one() {
    let one = SyntheticRun::default();
    let both = SyntheticRun { feet_per_count: 1.0, ..one };
    assert_within(1e-6, value_of(KEY, &one.run()), value_of(KEY, &both.run()));
}

#[test]
fn slopes_have_no_part_in_it() {
    let mut rows = SyntheticRun::default().rows();
    let mut altitude_m = 200.0;
    // The middle third climbs at 6 %, with shorter steps.
    for (second, row) in rows.iter_mut().enumerate() {
        if (600..1200).contains(&second) {
            altitude_m += 0.06 * row.speed_m_per_s;
            row.count_per_min *= 1.08;
        }
        row.altitude_m = altitude_m;
    }
    let run = prepared(&recorded(&rows));
    let found = reading(KEY, &run).unwrap();
    assert_within(0.3, value_of(KEY, &SyntheticRun::default().run()), found.value);
    assert!(found.n < run.bins.values(Channel::StepRate).unwrap().len());
    assert!(words(found.value, &known_runner()).is_some());
}

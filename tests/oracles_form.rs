//! The arithmetic of a running body against numbers worked out elsewhere: the published equations
//! of Morin et al. 2005 and Minetti et al. 2002 evaluated in Python at full precision.

use std::collections::BTreeMap;

use backstride::{
    model::Runner,
    physics::{
        STANDARD_GRAVITY_M_PER_S2, SpringMass, expected_cadence_spm, expected_duty,
        level_speed_m_per_s, oscillation_m, running_cost_j_per_kg_m,
    },
};
use serde::Deserialize;

use super::support::{assert_within, science};

/// How near a value must be to the oracle's, as a share of it.
const SHARE: f64 = 1e-6;

/// One runner of the table, and what the equations give.
#[derive(Deserialize)]
struct Oracle {
    inp: Given,
    out: Found,
}

/// In kilograms, metres, metres a second and seconds.
#[derive(Deserialize)]
struct Given {
    m: f64,
    h: f64,
    v: f64,
    tc: f64,
    tf: f64,
}

/// In newtons, millimetres, kilonewtons a metre, metres, per cent and degrees.
#[derive(Deserialize)]
#[allow(non_snake_case, reason = "the names of the table")]
struct Found {
    T: f64,
    cad: f64,
    L: f64,
    F_N: f64,
    F_BW: f64,
    dy_mm: f64,
    rise_mm: f64,
    VO_mm: f64,
    dL_mm: f64,
    kvert: f64,
    kleg: f64,
    SL: f64,
    VR: f64,
    reach: f64,
    reach_L: f64,
    alpha: f64,
    prod: f64,
}

/// The last runner has no flight.
fn spring_mass() -> Vec<Oracle> {
    serde_json::from_value(science("spring_mass")).unwrap()
}

fn body(oracle: &Oracle) -> SpringMass {
    let Given { h, v, tc, tf, .. } = oracle.inp;
    SpringMass { speed_m_per_s: v, leg_length_m: 0.53 * h, contact_s: tc, flight_s: tf }
}

#[track_caller]
fn assert_share(expected: f64, found: f64) {
    assert_within(SHARE * (1.0 + expected.abs()), expected, found);
}

#[test]
fn spring_and_mass_give_what_morins_equations_give() {
    for oracle in spring_mass() {
        let (body, mass_kg, found) = (body(&oracle), oracle.inp.m, &oracle.out);
        let leg_m = Runner { height_m: Some(oracle.inp.h), ..Runner::default() }.leg_length();
        assert_share(found.L, leg_m.unwrap());
        assert_share(found.T, body.step_s());
        assert_share(found.cad, 60.0 / body.step_s());
        assert_share(found.F_N, body.peak_force_n(mass_kg));
        let weight_n = mass_kg * STANDARD_GRAVITY_M_PER_S2;
        assert_share(found.F_BW, body.peak_force_n(mass_kg) / weight_n);
        assert_share(found.dy_mm, 1000.0 * body.stance_drop_m());
        assert_share(found.rise_mm, 1000.0 * body.flight_rise_m());
        assert_share(found.VO_mm, 1000.0 * body.oscillation_m());
        assert_share(found.dL_mm, 1000.0 * body.leg_compression_m());
        assert_share(found.kvert, body.vertical_stiffness_n_per_m(mass_kg) / 1000.0);
        assert_share(found.kleg, body.leg_stiffness_n_per_m(mass_kg) / 1000.0);
        let step_m = body.speed_m_per_s * body.step_s();
        assert_share(found.SL, step_m);
        assert_share(found.VR, 100.0 * body.oscillation_m() / step_m);
        assert_share(found.reach, body.reach_m());
        assert_share(found.reach_L, body.reach_m() / body.leg_length_m);
        assert_share(found.alpha, body.touch_down_angle_deg());
        assert_share(found.prod, body.braking_index());
    }
}

#[test]
fn the_lost_minus_of_equation_seven_is_not_lost_here() {
    // With + g·tc²/8 in place of − the first runner would bounce 217.08 mm.
    let drop_mm = 1000.0 * body(&spring_mass()[0]).stance_drop_m();
    assert!(drop_mm < 70.0, "{drop_mm}");
}

#[test]
fn the_two_ways_to_the_bounce_agree_to_the_last_digits() {
    for oracle in spring_mass() {
        let body = body(&oracle);
        let duty = body.contact_s / body.step_s();
        let identity_m = STANDARD_GRAVITY_M_PER_S2
            * body.step_s().powi(2)
            * (0.125 - (0.25 - 1.0 / (2.0 * std::f64::consts::PI)) * duty);
        assert_within(1e-12, identity_m, body.oscillation_m());
        assert_within(1e-12, identity_m, oscillation_m(body.step_s(), duty));
    }
}

#[test]
fn bounce_falls_with_cadence_and_with_the_share_of_contact() {
    // The table of estimates in millimetres by cadence (rows) and share of contact (columns).
    let shares = [0.55, 0.60, 0.65, 0.70, 0.75, 0.80, 1.0];
    let table = [
        (150.0, [117.7, 110.6, 103.5, 96.4, 89.2, 82.1, 53.6]),
        (160.0, [103.5, 97.2, 91.0, 84.7, 78.4, 72.2, 47.1]),
        (170.0, [91.7, 86.1, 80.6, 75.0, 69.5, 63.9, 41.7]),
        (180.0, [81.8, 76.8, 71.9, 66.9, 62.0, 57.0, 37.2]),
        (190.0, [73.4, 68.9, 64.5, 60.1, 55.6, 51.2, 33.4]),
    ];
    for (cadence_spm, row) in table {
        for (share, expected_mm) in shares.into_iter().zip(row) {
            let found_mm = 1000.0 * oscillation_m(60.0 / cadence_spm, share);
            assert_within(0.05 + 1e-9, expected_mm, found_mm);
        }
        assert!(row.windows(2).all(|pair| pair[0] > pair[1]));
    }
    // Ten per cent more steps at the same share: 0.82645 of the bounce, 65.0314 mm for the first.
    let first = body(&spring_mass()[0]);
    let quicker =
        SpringMass { contact_s: first.contact_s / 1.1, flight_s: first.flight_s / 1.1, ..first };
    assert_within(1e-4, 65.0314, 1000.0 * quicker.oscillation_m());
}

#[test]
fn contact_time_cancels_out_of_the_braking_index() {
    let first = body(&spring_mass()[0]);
    for contact_s in [0.15, 0.20, 0.30, 0.36] {
        let other = SpringMass { contact_s, flight_s: first.step_s() - contact_s, ..first };
        assert_within(1e-12, first.braking_index(), other.braking_index());
        // And it is what it claims to be: force in body weights times the sine of the angle.
        let force_bw = other.peak_force_n(70.0) / (70.0 * STANDARD_GRAVITY_M_PER_S2);
        let sine = other.touch_down_angle_deg().to_radians().sin();
        assert_within(1e-12, force_bw * sine, other.braking_index());
    }
}

#[test]
fn the_cost_of_slopes_is_minettis_polynomial() {
    let table: BTreeMap<String, f64> = serde_json::from_value(science("minetti_run")).unwrap();
    for (grade, cost) in &table {
        assert_share(*cost, running_cost_j_per_kg_m(grade.parse().unwrap()));
    }
    assert_eq!(table.len(), 11);
    // Beyond what was measured it stays what it was at the end.
    assert_share(table["+0.45"], running_cost_j_per_kg_m(0.60));
    // Ratios to the level, to four decimals: 1.3014 up and 0.5977 down.
    assert_within(3.0 * 5e-5, 3.0 * 1.3014, level_speed_m_per_s(3.0, 0.05));
    assert_within(3.0 * 5e-5, 3.0 * 0.5977, level_speed_m_per_s(3.0, -0.10));
    assert_within(1e-12, 3.0, level_speed_m_per_s(3.0, 0.0));
}

#[test]
fn expected_cadence_is_that_of_the_fit() {
    let table: Vec<BTreeMap<String, f64>> =
        serde_json::from_value(science("cadence_prior")).unwrap();
    for row in &table {
        assert_share(row["c"], expected_cadence_spm(row["v"], row["h"]));
    }
    assert_eq!(table.len(), 5);
}

#[test]
fn expected_contact_is_0_692_of_a_step_at_3_metres_a_second_and_falls_by_0_065_a_metre() {
    assert_within(1e-12, 0.692, expected_duty(3.0));
    assert_within(1e-12, 0.627, expected_duty(4.0));
    assert_within(1e-12, 0.45, expected_duty(9.0));
}

#[test]
fn step_length_against_expectation_moves_against_cadence() {
    // C × 0.90, 0.95, 1.05, 1.10 make steps longer by 11.1, 5.3, −4.8, −9.1 per cent.
    let relative = |factor: f64| {
        let cadence_spm = 170.0 * factor;
        expected_cadence_spm(3.0, 1.75) / cadence_spm
    };
    let level = relative(1.0);
    let changes: Vec<f64> =
        [0.90, 0.95, 1.05, 1.10].iter().map(|factor| relative(*factor) / level - 1.0).collect();
    for (found, expected) in changes.iter().zip([0.111_111, 0.052_632, -0.047_619, -0.090_909]) {
        assert_within(1e-6, expected, *found);
    }
    assert!(changes.windows(2).all(|pair| pair[0] > pair[1]));
}

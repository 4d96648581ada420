//! The arithmetic of a running body against numbers worked out elsewhere: the published equations
//! of Morin et al. 2005 and Minetti et al. 2002 evaluated in Python at full precision.

use backstride::physics::{
    STANDARD_GRAVITY_M_PER_S2, SpringMass, expected_cadence_spm, expected_duty,
    level_speed_m_per_s, oscillation_m, running_cost_j_per_kg_m,
};

use super::support::assert_within;

/// How near a value must be to the oracle's, as a share of it.
const SHARE: f64 = 1e-6;

/// One runner of the table, and what the equations give.
struct Oracle {
    mass_kg: f64,
    height_m: f64,
    speed_m_per_s: f64,
    contact_s: f64,
    flight_s: f64,
    peak_force_n: f64,
    drop_mm: f64,
    rise_mm: f64,
    bounce_mm: f64,
    compression_mm: f64,
    vertical_kn_per_m: f64,
    leg_kn_per_m: f64,
    step_length_m: f64,
    vertical_ratio_pct: f64,
    reach_m: f64,
    angle_deg: f64,
    braking: f64,
}

const SPRING_MASS: [Oracle; 4] = [
    Oracle {
        mass_kg: 70.0,
        height_m: 1.75,
        speed_m_per_s: 3.0,
        contact_s: 0.25,
        flight_s: 0.11,
        peak_force_n: 1_552.748_379_654_847_4,
        drop_mm: 63.855_460_915_492_17,
        rise_mm: 14.832_558_124_999_998,
        bounce_mm: 78.688_019_040_492_16,
        compression_mm: 143.044_639_341_229_84,
        vertical_kn_per_m: 24.316_610_629_587_21,
        leg_kn_per_m: 10.854_991_748_071_036,
        step_length_m: 1.08,
        vertical_ratio_pct: 7.285_927_688_934_459,
        reach_m: 0.375,
        angle_deg: 23.848_062_581_249_86,
        braking: 0.914_533_710_478_969,
    },
    Oracle {
        mass_kg: 60.0,
        height_m: 1.65,
        speed_m_per_s: 2.5,
        contact_s: 0.28,
        flight_s: 0.08,
        peak_force_n: 1_188.327_841_572_587_4,
        drop_mm: 61.221_133_725_351_25,
        rise_mm: 7.845_319_999_999_999,
        bounce_mm: 69.066_453_725_351_25,
        compression_mm: 134.315_961_543_389_48,
        vertical_kn_per_m: 19.410_418_743_691_267,
        leg_kn_per_m: 8.847_257_078_889_388,
        step_length_m: 0.9,
        vertical_ratio_pct: 7.674_050_413_927_916,
        reach_m: 0.35,
        angle_deg: 23.592_476_528_689_172,
        braking: 0.808_299_996_635_452_7,
    },
    Oracle {
        mass_kg: 76.0,
        height_m: 1.78,
        speed_m_per_s: 5.0,
        contact_s: 0.19,
        flight_s: 0.14,
        peak_force_n: 2_033.360_973_357_539,
        drop_mm: 53.608_198_656_542_89,
        rise_mm: 24.026_292_5,
        bounce_mm: 77.634_491_156_542_9,
        compression_mm: 181.913_995_511_900_25,
        vertical_kn_per_m: 37.930_037_276_292_01,
        leg_kn_per_m: 11.177_595_036_795_96,
        step_length_m: 1.65,
        vertical_ratio_pct: 4.705_120_676_154_114,
        reach_m: 0.475,
        angle_deg: 30.231_695_995_479_264,
        braking: 1.373_655_893_158_564_7,
    },
    // Grounded running: no flight.
    Oracle {
        mass_kg: 65.0,
        height_m: 1.7,
        speed_m_per_s: 2.2,
        contact_s: 0.36,
        flight_s: 0.0,
        peak_force_n: 1_001.276_236_880_606_1,
        drop_mm: 43.408_946_218_308_735,
        rise_mm: 0.0,
        bounce_mm: 43.408_946_218_308_735,
        compression_mm: 135.097_510_490_380_9,
        vertical_kn_per_m: 23.066_126_319_792_91,
        leg_kn_per_m: 7.411_507_682_459_464,
        step_length_m: 0.792,
        vertical_ratio_pct: 5.480_927_552_816_759,
        reach_m: 0.396,
        angle_deg: 26.072_726_878_020_273,
        braking: 0.690_383_291_243_927_9,
    },
];

fn body(oracle: &Oracle) -> SpringMass {
    SpringMass {
        speed_m_per_s: oracle.speed_m_per_s,
        leg_length_m: 0.53 * oracle.height_m,
        contact_s: oracle.contact_s,
        flight_s: oracle.flight_s,
    }
}

#[track_caller]
fn assert_share(expected: f64, found: f64) {
    assert_within(SHARE * (1.0 + expected.abs()), expected, found);
}

#[test]
fn spring_and_mass_give_what_morins_equations_give() {
    for oracle in &SPRING_MASS {
        let body = body(oracle);
        assert_share(oracle.peak_force_n, body.peak_force_n(oracle.mass_kg));
        assert_share(oracle.drop_mm, 1000.0 * body.stance_drop_m());
        assert_share(oracle.rise_mm, 1000.0 * body.flight_rise_m());
        assert_share(oracle.bounce_mm, 1000.0 * body.oscillation_m());
        assert_share(oracle.compression_mm, 1000.0 * body.leg_compression_m());
        let vertical = body.vertical_stiffness_n_per_m(oracle.mass_kg) / 1000.0;
        assert_share(oracle.vertical_kn_per_m, vertical);
        assert_share(oracle.leg_kn_per_m, body.leg_stiffness_n_per_m(oracle.mass_kg) / 1000.0);
        let step_m = body.speed_m_per_s * body.step_s();
        assert_share(oracle.step_length_m, step_m);
        assert_share(oracle.vertical_ratio_pct, 100.0 * body.oscillation_m() / step_m);
        assert_share(oracle.reach_m, body.reach_m());
        assert_share(oracle.angle_deg, body.touch_down_angle_deg());
        assert_share(oracle.braking, body.braking_index());
    }
}

#[test]
fn the_lost_minus_of_equation_seven_is_not_lost_here() {
    // With + g·tc²/8 in place of − the first runner would bounce 217.08 mm.
    let drop_mm = 1000.0 * body(&SPRING_MASS[0]).stance_drop_m();
    assert!(drop_mm < 70.0, "{drop_mm}");
}

#[test]
fn the_two_ways_to_the_bounce_agree_to_the_last_digits() {
    for oracle in &SPRING_MASS {
        let body = body(oracle);
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
    let first = body(&SPRING_MASS[0]);
    let quicker =
        SpringMass { contact_s: first.contact_s / 1.1, flight_s: first.flight_s / 1.1, ..first };
    assert_within(1e-4, 65.0314, 1000.0 * quicker.oscillation_m());
}

#[test]
fn contact_time_cancels_out_of_the_braking_index() {
    let first = body(&SPRING_MASS[0]);
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
    let table = [
        (-0.45, 4.032_305_437_5),
        (-0.30, 2.462_238),
        (-0.20, 1.800_032),
        (-0.10, 2.151_706),
        (-0.05, 2.745_923_937_5),
        (0.0, 3.6),
        (0.05, 4.685_196_062_5),
        (0.10, 5.968_214),
        (0.20, 9.006_688),
        (0.30, 12.579_282),
        (0.45, 19.426_014_562_5),
        // Beyond what was measured it stays what it was at the end.
        (0.60, 19.426_014_562_5),
    ];
    for (grade, cost) in table {
        assert_share(cost, running_cost_j_per_kg_m(grade));
    }
    // Ratios to the level, to four decimals: 1.3014 up and 0.5977 down.
    assert_within(3.0 * 5e-5, 3.0 * 1.3014, level_speed_m_per_s(3.0, 0.05));
    assert_within(3.0 * 5e-5, 3.0 * 0.5977, level_speed_m_per_s(3.0, -0.10));
    assert_within(1e-12, 3.0, level_speed_m_per_s(3.0, 0.0));
}

#[test]
fn expected_cadence_is_that_of_the_fit() {
    let table = [
        (2.5, 1.72, 164.055_418_721_088_2),
        (3.0, 1.72, 169.9),
        (3.0, 1.60, 178.968_280_164_607_2),
        (3.0, 1.90, 158.166_495_884_955_62),
        (3.8, 1.70, 179.290_272_529_723_72),
    ];
    for (speed_m_per_s, height_m, cadence_spm) in table {
        assert_share(cadence_spm, expected_cadence_spm(speed_m_per_s, height_m));
    }
}

#[test]
fn expected_contact_is_0_792_of_a_step_at_3_metres_a_second() {
    assert_within(1e-12, 0.792, expected_duty(3.0));
    assert_within(1e-12, 0.678, expected_duty(4.0));
    assert_within(1e-12, 0.95, expected_duty(1.0));
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

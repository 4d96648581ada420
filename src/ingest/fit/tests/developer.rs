//! Fields that a pod or an app describes in the file itself.

use super::*;

/// `field_description` of developer 0: number, base type, name, units.
fn described(fit: Fit, number: u8, base_type: u8, name: &[u8; 20], units: &[u8; 12]) -> Fit {
    fit.define(
        14,
        206,
        &[(0, 1, U8), (1, 1, U8), (2, 1, U8), (3, 20, TEXT), (8, 12, TEXT), (15, 1, U8)],
    )
    .data(14, &[&[0], &[number], &[base_type], name, units, &[255]])
}

#[test]
fn a_pods_bounce_is_in_centimetres_and_says_so() {
    let fit = described(Fit::activity(), 7, F32, b"Vertical Oscillation", b"Centimeters\0");
    let fit = fit
        .define_with(0, &[(253, 4, U32)], &[(7, 4, 0)])
        .data(0, &[&NOW.to_le_bytes(), &7.1_f32.to_le_bytes()]);
    let activity = fit.read();
    let series = &activity.developer[0];
    assert_eq!(
        (series.name.as_str(), series.units.as_str()),
        ("Vertical Oscillation", "Centimeters")
    );
    assert_eq!(series.channel, Some((Channel::VerticalOscillation, 10.0)));
    assert_eq!(series.provenance, Provenance::Modelled);
    assert_eq!(series.values, [f64::from(7.1_f32)]);
    assert!(activity.samples.get(Channel::VerticalOscillation).is_none());
}

#[test]
fn a_field_described_after_its_definition_is_read_from_there_on() {
    let fit = Fit::activity()
        .define_with(0, &[(253, 4, U32)], &[(7, 1, 0)])
        .data(0, &[&NOW.to_le_bytes(), &[1]]);
    let fit = described(fit, 7, U8, b"Leg Symmetry\0\0\0\0\0\0\0\0", b"%\0\0\0\0\0\0\0\0\0\0\0")
        .data(0, &[&(NOW + 1).to_le_bytes(), &[2]]);
    let activity = fit.read();
    assert_eq!(activity.samples.len(), 2);
    assert!(activity.developer[0].values[0].is_nan());
    assert_eq!(activity.developer[0].values[1], 2.0);
    assert_eq!(activity.developer[0].channel, None);
}

#[test]
fn a_field_that_nobody_describes_is_left_out_and_the_rest_is_read() {
    let fit = Fit::activity()
        .define_with(0, &[(3, 1, U8)], &[(7, 3, 0)])
        .data(0, &[&[100], &[1, 2, 3]])
        .data(0, &[&[101], &[1, 2, 3]]);
    let activity = fit.read();
    assert_eq!(values(&activity, Channel::HeartRate), [100.0, 101.0]);
    assert!(activity.developer.is_empty());
    assert_eq!(keys(&activity), ["undescribed_fields"]);
}

#[test]
fn a_pod_on_each_foot_tells_of_one_impact_the_mean_or_the_foot_that_speaks() {
    let fit = described(
        Fit::activity(),
        0,
        F32,
        b"RS_Impact_GS_L\0\0\0\0\0\0",
        b"G\0\0\0\0\0\0\0\0\0\0\0",
    );
    let fit = described(fit, 6, F32, b"RS_Impact_GS_R\0\0\0\0\0\0", b"G\0\0\0\0\0\0\0\0\0\0\0");
    let record = |fit: Fit, second: u32, left: f32, right: f32| {
        fit.data(0, &[&(NOW + second).to_le_bytes(), &left.to_le_bytes(), &right.to_le_bytes()])
    };
    let fit = fit.define_with(0, &[(253, 4, U32)], &[(0, 4, 0), (6, 4, 0)]);
    let fit = record(record(record(fit, 0, 10.0, 12.0), 1, f32::NAN, 9.0), 2, 8.0, f32::NAN);
    let activity = fit.read();
    let sides = activity.sides(&(0..3), Channel::FootImpact);
    let told = sides.chosen(&SensorRules::default()).unwrap();
    assert_eq!(told.values.as_ref(), [11.0, 9.0, 8.0]);
}

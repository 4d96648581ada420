//! Small files, assembled by hand, one oddity each.

#![allow(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    clippy::float_cmp,
    clippy::cast_possible_truncation,
    reason = "a test that panics fails, and decimals are to come out exact"
)]

mod assembled;
mod developer;
mod whole_file;

use self::assembled::Fit;
use super::{read, wire};
use crate::{
    ingest::IngestError,
    model::{Activity, Channel, FileKind, Provenance, SensorRules},
};

// FIT's base types.
const U8: u8 = 0x02;
const TEXT: u8 = 0x07;
const S16: u8 = 0x83;
const U16: u8 = 0x84;
const S32: u8 = 0x85;
const U32: u8 = 0x86;
const U32Z: u8 = 0x8C;
const F32: u8 = 0x88;
const BYTE: u8 = 0x0D;

/// 2023-11-14T22:13:20Z, which is 1,700,000,000 seconds since 1970, as FIT counts.
const NOW: u32 = 1_700_000_000 - 631_065_600;
const NOW_S: f64 = 1_700_000_000.0;

fn values(activity: &Activity, channel: Channel) -> &[f64] {
    activity.samples.values(channel).unwrap()
}

fn keys(activity: &Activity) -> Vec<&'static str> {
    activity.notices.iter().map(|notice| notice.key()).collect()
}

#[test]
fn the_checksum_is_crc_16_arc() {
    // The published check value of that algorithm.
    assert_eq!(wire::checksum(b"123456789"), 0xBB3D);
}

#[test]
fn big_endian_messages_read_like_little_endian_ones() {
    let fields = [(253, 4, U32), (6, 2, U16), (0, 4, S32)];
    let degrees_45 = 536_870_912_i32;
    let little = Fit::activity()
        .define(0, 20, &fields)
        .data(0, &[&NOW.to_le_bytes(), &3250_u16.to_le_bytes(), &(-degrees_45).to_le_bytes()]);
    let big = Fit::activity()
        .define_big_endian(0, 20, &fields)
        .data(0, &[&NOW.to_be_bytes(), &3250_u16.to_be_bytes(), &(-degrees_45).to_be_bytes()]);
    for activity in [little.read(), big.read()] {
        assert_eq!(activity.samples.time_s(), [NOW_S]);
        assert_eq!(values(&activity, Channel::Speed), [3.25]);
        assert_eq!(values(&activity, Channel::Latitude), [-45.0]);
        assert!(activity.notices.is_empty());
    }
}

#[test]
fn every_channel_has_the_profiles_scale() {
    let fields: &[(u8, u16, Channel, f64)] = &[
        (2, 2750, Channel::Altitude, 50.0),
        (7, 250, Channel::Power, 250.0),
        (39, 876, Channel::VerticalOscillation, 87.6),
        (40, 3512, Channel::GroundContactPercent, 35.12),
        (41, 2455, Channel::GroundContactTime, 245.5),
        (83, 812, Channel::VerticalRatio, 8.12),
        (84, 4987, Channel::ContactBalance, 49.87),
        (85, 11204, Channel::StepLength, 1120.4),
    ];
    for &(number, raw, channel, expected) in fields {
        let fit = Fit::activity()
            .define(0, 20, &[(number, 2, U16)])
            .data(0, &[&raw.to_le_bytes()])
            .data(0, &[&u16::MAX.to_le_bytes()]);
        let activity = fit.read();
        assert_eq!(values(&activity, channel)[0], expected, "{channel:?}");
        assert!(values(&activity, channel)[1].is_nan(), "{channel:?}");
    }
}

#[test]
fn cadence_and_its_fraction_are_one_number_that_is_not_doubled() {
    // GoldenCheetah's issue 2060: 79 and a fraction of 64/128 are 79.5 strides, 159 steps.
    let fit = Fit::activity()
        .define(0, 20, &[(53, 1, U8), (4, 1, U8)])
        .data(0, &[&[64], &[79]])
        .data(0, &[&[255], &[80]])
        .data(0, &[&[64], &[255]]);
    let activity = fit.read();
    assert_eq!(values(&activity, Channel::Cadence)[..2], [79.5, 80.0]);
    assert!(values(&activity, Channel::Cadence)[2].is_nan());
    assert_eq!(
        activity.samples.get(Channel::Cadence).unwrap().origin.to_string(),
        "fit.record.cadence"
    );
}

#[test]
fn cadence_256_counts_where_there_is_no_plain_cadence() {
    let fit = Fit::activity()
        .define(0, 20, &[(52, 2, U16), (4, 1, U8)])
        .data(0, &[&20_352_u16.to_le_bytes(), &[255]])
        .data(0, &[&20_352_u16.to_le_bytes(), &[80]]);
    assert_eq!(values(&fit.read(), Channel::Cadence), [79.5, 80.0]);
}

#[test]
fn an_enhanced_field_wins_only_where_it_is_valid() {
    let fit = Fit::activity()
        .define(0, 20, &[(6, 2, U16), (73, 4, U32)])
        .data(0, &[&3000_u16.to_le_bytes(), &3500_u32.to_le_bytes()])
        .data(0, &[&3000_u16.to_le_bytes(), &u32::MAX.to_le_bytes()]);
    assert_eq!(values(&fit.read(), Channel::Speed), [3.5, 3.0]);
}

#[test]
fn of_a_field_that_is_there_twice_the_first_counts() {
    let fit = Fit::activity()
        .define(0, 20, &[(3, 1, U8), (3, 1, U8)])
        .data(0, &[&[120], &[90]])
        .data(0, &[&[255], &[91]]);
    assert_eq!(values(&fit.read(), Channel::HeartRate), [120.0, 91.0]);
}

#[test]
fn of_an_array_the_first_value_counts() {
    let fit = Fit::activity().define(0, 20, &[(3, 3, U8)]).data(0, &[&[120, 121, 122]]);
    assert_eq!(values(&fit.read(), Channel::HeartRate), [120.0]);
}

#[test]
fn a_field_whose_size_does_not_fit_its_type_is_passed_over() {
    let fit =
        Fit::activity().define(0, 20, &[(6, 3, U16), (3, 1, U8)]).data(0, &[&[1, 2, 3], &[120]]);
    let activity = fit.read();
    assert!(activity.samples.get(Channel::Speed).is_none());
    assert_eq!(values(&activity, Channel::HeartRate), [120.0]);
}

#[test]
fn packed_speed_and_distance_are_unpacked_and_counted_on() {
    // Speed in hundredths, distance in sixteenths of a metre modulo 4096: 250 and 4000, then 300
    // and 104, which is 200 sixteenths on.
    let pack = |speed: u16, distance: u16| {
        [speed as u8, (speed >> 8 | (distance & 0x0F) << 4) as u8, (distance >> 4) as u8]
    };
    let fit = Fit::activity()
        .define(0, 20, &[(8, 3, BYTE)])
        .data(0, &[&pack(250, 4000)])
        .data(0, &[&[255; 3]])
        .data(0, &[&pack(300, 104)]);
    let activity = fit.read();
    let (speed, distance) =
        (values(&activity, Channel::Speed), values(&activity, Channel::Distance));
    assert_eq!((speed[0], distance[0]), (2.5, 250.0));
    assert!(speed[1].is_nan() && distance[1].is_nan());
    assert_eq!((speed[2], distance[2]), (3.0, 262.5));
}

#[test]
fn compressed_headers_count_on_from_the_last_stamp_and_over_32_seconds() {
    // 0x10 of five bits before, then 0x1F and 0x02: fifteen seconds on, then three more.
    let stamp = (NOW & !0x1F) | 0x10;
    let fit = Fit::activity()
        .define(0, 20, &[(253, 4, U32), (3, 1, U8)])
        .data(0, &[&stamp.to_le_bytes(), &[100]])
        .define(1, 20, &[(3, 1, U8)])
        .raw(&[0x80 | 1 << 5 | 0x1F, 101])
        .raw(&[0x80 | 1 << 5 | 0x02, 102]);
    let activity = fit.read();
    let first_s = f64::from(stamp) + 631_065_600.0;
    assert_eq!(activity.samples.time_s(), [first_s, first_s + 15.0, first_s + 18.0]);
    assert_eq!(values(&activity, Channel::HeartRate), [100.0, 101.0, 102.0]);
}

#[test]
fn records_out_of_order_stay_in_the_files_order() {
    let fit = Fit::activity().heart_rates(&[(NOW + 9, 100), (NOW, 101), (NOW + 4, 102)]);
    assert_eq!(fit.read().samples.time_s(), [NOW_S + 9.0, NOW_S, NOW_S + 4.0]);
}

#[test]
fn a_channel_that_comes_late_is_missing_before() {
    let fit = Fit::activity()
        .define(0, 20, &[(3, 1, U8)])
        .data(0, &[&[100]])
        .define(1, 20, &[(3, 1, U8), (4, 1, U8)])
        .data(1, &[&[101], &[80]])
        .data(0, &[&[102]]);
    let activity = fit.read();
    assert_eq!(values(&activity, Channel::HeartRate), [100.0, 101.0, 102.0]);
    let cadence = values(&activity, Channel::Cadence);
    assert!(cadence[0].is_nan() && cadence[2].is_nan());
    assert_eq!(cadence[1], 80.0);
}

#[test]
fn a_channel_without_one_valid_value_is_absent() {
    let activity = Fit::activity().heart_rates(&[(NOW, 255), (NOW + 1, 255)]).read();
    assert_eq!(activity.samples.len(), 2);
    assert!(activity.samples.get(Channel::HeartRate).is_none());
}

#[test]
fn chained_files_are_one_activity_with_a_session_from_each() {
    let session = |fit: Fit, start: u32, sport: u8| {
        fit.define(1, 18, &[(2, 4, U32), (5, 1, 0), (9, 4, U32)])
            .data(1, &[&start.to_le_bytes(), &[sport], &100_000_u32.to_le_bytes()])
    };
    let first = session(Fit::activity().heart_rates(&[(NOW, 100), (NOW + 1, 101)]), NOW, 1);
    let second = session(Fit::activity().heart_rates(&[(NOW + 60, 110)]), NOW + 60, 2);
    let activity = read(&[first.bytes(), second.bytes()].concat()).unwrap();
    assert_eq!(values(&activity, Channel::HeartRate), [100.0, 101.0, 110.0]);
    let sessions: Vec<_> =
        activity.sessions.iter().map(|it| (it.sport.sport.as_ref(), it.span.clone())).collect();
    assert_eq!(sessions, [("running", 0..2), ("cycling", 2..3)]);
    assert_eq!(activity.sessions[0].as_written.distance_m, Some(1000.0));
    assert!(activity.notices.is_empty());
}

#[test]
fn a_settings_file_behind_an_activity_changes_nothing() {
    let activity = Fit::activity().heart_rates(&[(NOW, 100)]);
    let both = read(&[activity.bytes(), Fit::of_kind(2).bytes()].concat()).unwrap();
    assert_eq!(both.kind, FileKind::Activity);
    assert_eq!(both.samples, activity.read().samples);
}

#[test]
fn sessions_of_one_file_split_its_samples_where_each_begins() {
    let fit = Fit::activity()
        .heart_rates(&[(NOW, 100), (NOW + 10, 101), (NOW + 20, 102), (NOW + 30, 103)])
        .define(1, 18, &[(2, 4, U32), (5, 1, 0), (6, 1, 0)])
        .data(1, &[&NOW.to_le_bytes(), &[5], &[18]])
        .data(1, &[&(NOW + 15).to_le_bytes(), &[1], &[3]]);
    let activity = fit.read();
    let spans: Vec<_> = activity.sessions.iter().map(|it| it.span.clone()).collect();
    assert_eq!(spans, [0..2, 2..4]);
    // Sport 1 is running, its sub-sport 3 trail, by the profile.
    assert_eq!(activity.sessions[1].sport.sub_sport.as_deref(), Some("trail"));
}

#[test]
fn laps_are_ranges_of_samples() {
    let fit = Fit::activity()
        .heart_rates(&[(NOW, 100), (NOW + 10, 101), (NOW + 20, 102)])
        .define(1, 19, &[(2, 4, U32)])
        .data(1, &[&NOW.to_le_bytes()])
        .data(1, &[&(NOW + 11).to_le_bytes()]);
    assert_eq!(fit.read().laps, [0..2, 2..3]);
}

#[test]
fn a_recording_without_a_session_is_one_of_its_laps_sport() {
    let fit = Fit::activity()
        .heart_rates(&[(NOW, 100), (NOW + 10, 101)])
        .define(1, 19, &[(2, 4, U32), (25, 1, 0)])
        .data(1, &[&NOW.to_le_bytes(), &[1]]);
    let activity = fit.read();
    assert_eq!(activity.sessions.len(), 1);
    assert!(activity.sessions[0].sport.is_running());
    assert_eq!(activity.sessions[0].span, 0..2);
    assert_eq!(activity.started.unwrap().as_second(), 1_700_000_000);
}

#[test]
fn exertion_and_feel_come_from_the_session() {
    let fit = Fit::activity()
        .heart_rates(&[(NOW, 100)])
        .define(1, 18, &[(2, 4, U32), (192, 1, U8), (193, 1, U8)])
        .data(1, &[&NOW.to_le_bytes(), &[75], &[60]]);
    let totals = &fit.read().sessions[0].as_written;
    assert_eq!((totals.feel, totals.rpe), (Some(75.0), Some(6.0)));
    assert_eq!(totals.distance_m, None);
}

#[test]
fn the_zone_is_what_the_activity_says_and_the_timer_is_kept() {
    let fit = Fit::activity()
        .heart_rates(&[(NOW, 100)])
        .define(1, 34, &[(253, 4, U32), (5, 4, U32)])
        .data(1, &[&NOW.to_le_bytes(), &(NOW + 7203).to_le_bytes()])
        .define(2, 21, &[(253, 4, U32), (0, 1, 0), (1, 1, 0)])
        .data(2, &[&NOW.to_le_bytes(), &[0], &[0]])
        .data(2, &[&(NOW + 5).to_le_bytes(), &[0], &[4]])
        .data(2, &[&(NOW + 6).to_le_bytes(), &[9], &[3]]);
    let activity = fit.read();
    // Three seconds between the two stamps are no part of a time zone.
    assert_eq!(activity.utc_offset_s, Some(7200));
    let timer: Vec<_> = activity.timer.iter().map(|it| (it.time_s, it.running)).collect();
    assert_eq!(timer, [(NOW_S, true), (NOW_S + 5.0, false)]);
}

#[test]
fn devices_are_named_as_the_profile_names_them() {
    let fit = Fit::activity().heart_rates(&[(NOW, 100)]).define(
        1,
        23,
        &[(0, 1, U8), (2, 2, U16), (4, 2, U16), (3, 4, U32Z), (5, 2, U16), (25, 1, 0)],
    );
    let device = |fit: Fit, index: u8, maker: u16, product: u16, serial: u8, source: u8| {
        let fields: [&[u8]; 6] = [
            &[index],
            &maker.to_le_bytes(),
            &product.to_le_bytes(),
            &[serial, 0, 0, 0],
            &921_u16.to_le_bytes(),
            &[source],
        ];
        fit.data(1, &fields)
    };
    let fit = device(fit, 0, 1, 4024, 7, 5);
    let fit = device(fit, 1, 1, 3300, 8, 1);
    let fit = device(fit, 1, 1, 3300, 8, 1);
    let fit = device(fit, 2, 95, 17, 9, 1);
    let activity = device(fit, 3, 1, 4024, 0, 5).read();
    let watch = activity.device.unwrap();
    assert_eq!(watch.manufacturer.as_deref(), Some("garmin"));
    assert_eq!(watch.product.as_deref(), Some("fr955"));
    assert_eq!((watch.serial, watch.software.as_deref()), (Some(7), Some("9.21")));
    let sensors: Vec<_> = activity
        .sensors
        .iter()
        .map(|it| (it.manufacturer.as_deref(), it.product.as_deref()))
        .collect();
    // The part of the watch is none; Stryd's products have no names in the profile.
    assert_eq!(sensors, [(Some("garmin"), Some("hrm_pro")), (Some("stryd"), Some("17"))]);
}

#[test]
fn what_the_watch_believes_of_its_wearer_is_kept() {
    let fit = Fit::activity().heart_rates(&[(NOW, 100)]).define(
        1,
        3,
        &[(1, 1, 0), (3, 1, U8), (4, 2, U16), (8, 1, U8), (11, 1, U8)],
    );
    let wearer = fit.data(1, &[&[0], &[168], &614_u16.to_le_bytes(), &[255], &[189]]).read().wearer;
    assert_eq!((wearer.height_m, wearer.mass_kg), (Some(1.68), Some(61.4)));
    assert_eq!((wearer.hr_rest_bpm, wearer.hr_max_bpm), (None, Some(189.0)));
    assert_eq!(wearer.sex, Some(crate::model::Sex::Female));
}

#[test]
fn beats_that_a_strap_stored_fill_records_without_heart_rate() {
    // 0x400 ticks are a second. The anchor is at NOW with 60; then 12-bit stamps one and two
    // seconds on, with 70 and 80.
    let anchor = 0x0001_0000_u32;
    let packed = [0x00, 0x04, 0x80]; // 0x400, then 0x800
    let strap = Fit::default()
        .define(0, 132, &[(253, 4, U32), (9, 4, U32), (6, 1, U8)])
        .data(0, &[&NOW.to_le_bytes(), &anchor.to_le_bytes(), &[60]])
        .define(1, 132, &[(10, 3, BYTE), (6, 2, U8)])
        .data(1, &[&packed, &[70, 80]]);
    let swim = Fit::activity().heart_rates(&[
        (NOW, 255),
        (NOW + 1, 255),
        (NOW + 2, 131),
        (NOW + 4, 255),
        (NOW + 60, 255),
    ]);
    let activity = read(&[swim.bytes(), strap.bytes()].concat()).unwrap();
    let merged = values(&activity, Channel::HeartRate);
    assert_eq!(merged[..4], [60.0, 70.0, 131.0, 80.0]);
    assert!(merged[4].is_nan());
    assert_eq!(keys(&activity), ["stored_heart_rate"]);
}

#[test]
fn acceleration_is_calibrated_and_keeps_its_times() {
    // Factor 1/2048, level 32768, no offset, the axes x and y swapped by the matrix.
    let matrix: Vec<u8> = [0, 65535, 0, 65535, 0, 0, 0, 0, 65535]
        .iter()
        .flat_map(|part: &i32| part.to_le_bytes())
        .collect();
    let counts =
        |values: [u16; 2]| -> Vec<u8> { values.iter().flat_map(|it| it.to_le_bytes()).collect() };
    let fit = Fit::activity()
        .heart_rates(&[(NOW, 100)])
        .define(
            1,
            167,
            &[(0, 1, 0), (1, 4, U32), (2, 4, U32), (3, 4, U32), (4, 12, S32), (5, 36, S32)],
        )
        .data(
            1,
            &[
                &[0],
                &1_u32.to_le_bytes(),
                &2048_u32.to_le_bytes(),
                &32768_u32.to_le_bytes(),
                &[0; 12],
                &matrix,
            ],
        )
        .define(
            2,
            165,
            &[(253, 4, U32), (0, 2, U16), (1, 4, U16), (2, 4, U16), (3, 4, U16), (4, 4, U16)],
        );
    let one = |fit: Fit, second: u32| {
        let fields: [&[u8]; 6] = [
            &(NOW + second).to_le_bytes(),
            &500_u16.to_le_bytes(),
            &counts([0, 500]),
            &counts([32768 + 2048, 32768]),
            &counts([32768, 32768]),
            &counts([32768 - 1024, 32768]),
        ];
        fit.data(2, &fields)
    };
    let activity = one(one(one(fit, 0), 1), 5).read();
    let stream = &activity.streams[0];
    assert_eq!(stream.sensor, "accelerometer");
    assert_eq!((stream.start_s, stream.rate_hz), (NOW_S + 0.5, 2.0));
    let [x, y, z] = &stream.axes_g;
    assert_eq!((x[0], y[0], z[0]), (0.0, 1.0, -0.5));
    // From 1 s and a half past to 5: four and a half seconds, half of which is the usual step.
    assert_eq!(stream.breaks, [(4, 3.0)]);
}

#[test]
fn compressed_acceleration_is_signed_whatever_the_file_says() {
    let milli: Vec<u8> = [-1000_i16, 500].iter().flat_map(|it| it.to_le_bytes()).collect();
    for base in [U16, S16] {
        let fit = Fit::activity()
            .heart_rates(&[(NOW, 100)])
            .define(1, 165, &[(253, 4, U32), (8, 4, base), (9, 4, base), (10, 4, base)])
            .data(1, &[&NOW.to_le_bytes(), &milli, &milli, &milli])
            .data(1, &[&(NOW + 1).to_le_bytes(), &milli, &milli, &milli]);
        let activity = fit.read();
        assert_eq!(activity.streams[0].axes_g[0], [-1.0, 0.5, -1.0, 0.5]);
        assert_eq!(activity.streams[0].rate_hz, 2.0);
    }
}

#[test]
fn stamps_from_the_devices_start_are_no_times_unless_it_is_known() {
    let fit = Fit::activity().heart_rates(&[(100, 90), (101, 91)]);
    let unknown = fit.read();
    assert!(unknown.samples.time_s().iter().all(|time| time.is_nan()));
    assert_eq!(values(&unknown, Channel::HeartRate), [90.0, 91.0]);
    assert_eq!(keys(&unknown), ["relative_time"]);
    let known = fit
        .define(1, 162, &[(253, 4, U32), (1, 4, U32)])
        .data(1, &[&NOW.to_le_bytes(), &150_u32.to_le_bytes()])
        .read();
    assert_eq!(known.samples.time_s(), [NOW_S - 50.0, NOW_S - 49.0]);
}

#[test]
fn fields_that_the_profile_does_not_have_are_counted() {
    let fit = Fit::activity()
        .define(0, 20, &[(3, 1, U8), (143, 1, U8), (61, 1, U8)])
        .data(0, &[&[100], &[1], &[2]]);
    let activity = fit.read();
    assert_eq!(keys(&activity), ["unknown_fields"]);
    assert!(activity.notices[0].text.starts_with("2 fields"));
}

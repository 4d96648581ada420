//! What devices get wrong about the file as a whole.

use super::*;

fn sound() -> Fit {
    Fit::activity().heart_rates(&[(NOW, 100), (NOW + 1, 101), (NOW + 2, 102)])
}

#[test]
fn a_header_of_twelve_bytes_and_one_with_a_checksum_of_zero_are_sound() {
    let fit = sound();
    let mut short = vec![12, 0x10, 0, 0];
    short.extend(u32::try_from(fit.messages.len()).unwrap().to_le_bytes());
    short.extend(b".FIT");
    short.extend(&fit.messages);
    let checksum = wire::checksum(&short);
    short.extend(checksum.to_le_bytes());
    let mut zero = fit.bytes();
    zero[12..14].fill(0);
    let end = zero.len() - 2;
    let checksum = wire::checksum(&zero[..end]);
    zero[end..].copy_from_slice(&checksum.to_le_bytes());
    for bytes in [short, zero] {
        let activity = read(&bytes).unwrap();
        assert_eq!(values(&activity, Channel::HeartRate), [100.0, 101.0, 102.0]);
        assert!(activity.notices.is_empty());
    }
}

#[test]
fn wrong_checksums_are_noticed_and_the_samples_kept() {
    let mut bytes = sound().bytes();
    let end = bytes.len() - 1;
    bytes[end] ^= 0xFF;
    assert_eq!(keys(&read(&bytes).unwrap()), ["bad_crc"]);
    bytes[13] ^= 0xFF;
    let activity = read(&bytes).unwrap();
    assert_eq!(keys(&activity), ["bad_crc", "bad_crc"]);
    assert_eq!(activity.samples.len(), 3);
}

#[test]
fn a_recording_that_was_never_closed_is_read_to_its_end() {
    let fit = sound();
    let mut bytes = fit.bytes_announcing(0);
    let closed = read(&bytes).unwrap();
    bytes.truncate(bytes.len() - 2);
    let open = read(&bytes).unwrap();
    for activity in [closed, open] {
        assert_eq!(values(&activity, Channel::HeartRate), [100.0, 101.0, 102.0]);
    }
    assert_eq!(keys(&read(&bytes).unwrap()), ["unclosed"]);
}

#[test]
fn a_wrong_size_gives_way_to_the_checksum_at_the_end() {
    let size = u32::try_from(sound().messages.len()).unwrap();
    for announced in [size - 6, size + 1000] {
        let activity = read(&sound().bytes_announcing(announced)).unwrap();
        assert_eq!(values(&activity, Channel::HeartRate), [100.0, 101.0, 102.0]);
        assert_eq!(keys(&activity), ["wrong_data_size"]);
    }
}

#[test]
fn bytes_after_the_checksum_are_left_out() {
    let mut bytes = sound().bytes();
    let end = bytes.len();
    bytes.extend([0; 40]);
    let activity = read(&bytes).unwrap();
    assert_eq!(activity.samples.len(), 3);
    assert_eq!(keys(&activity), ["trailing_bytes"]);
    assert!(activity.notices[0].to_string().ends_with(&format!("(byte {end})")));
}

#[test]
fn half_a_last_record_is_left_out_with_its_place() {
    let mut bytes = sound().bytes();
    // Off go the checksum and half of the last record's six bytes.
    bytes.truncate(bytes.len() - 5);
    let activity = read(&bytes).unwrap();
    assert_eq!(values(&activity, Channel::HeartRate), [100.0, 101.0]);
    assert_eq!(keys(&activity), ["truncated"]);
    let place = bytes.len() - 3;
    assert!(activity.notices[0].to_string().ends_with(&format!("(byte {place})")));
}

#[test]
fn an_undefined_message_ends_the_reading_and_nothing_before_it_is_lost() {
    let broken = sound().raw(&[0x09, 1, 2, 3]);
    let activity = broken.read();
    assert_eq!(values(&activity, Channel::HeartRate), [100.0, 101.0, 102.0]);
    assert_eq!(keys(&activity), ["undefined_message"]);
    let nothing_before = Fit::activity().raw(&[0x09, 1, 2, 3]).bytes();
    let refused = read(&nothing_before).unwrap_err();
    assert!(
        matches!(refused, IngestError::Broken { offset, .. } if offset == nothing_before.len() as u64 - 6)
    );
}

#[test]
fn files_of_other_kinds_are_not_activities() {
    for (kind, name) in
        [(2, "settings"), (6, "course"), (32, "monitoring_b"), (49, "sleep"), (200, "200")]
    {
        let read = Fit::of_kind(kind).read();
        assert_eq!(read.kind, FileKind::Other(name.into()));
        assert!(read.sessions.is_empty());
    }
}

#[test]
fn records_without_a_file_id_are_an_activity_and_a_file_id_without_records_is_none() {
    let activity = Fit::default().heart_rates(&[(NOW, 100)]).read();
    assert_eq!(activity.kind, FileKind::Activity);
    assert_eq!(activity.device, None);
    assert_eq!(read(&Fit::activity().bytes()).unwrap_err(), IngestError::NoSamples);
    assert_eq!(read(&[]).unwrap_err(), IngestError::Empty);
    assert_eq!(read(b"no FIT file, this").unwrap_err(), IngestError::BadHeader { offset: 0 });
}

#[test]
fn a_file_of_empty_records_in_many_columns_is_refused_before_it_fills_the_memory() {
    let channels = [3, 4, 7, 13].map(|number| (number, 1, U8));
    let fit = Fit::activity()
        .define(0, 20, &channels)
        .data(0, &[&[1, 2, 3, 4]])
        .define(1, 20, &[])
        .raw(&vec![1; 4_000_000]);
    let refused = read(&fit.bytes()).unwrap_err();
    assert!(matches!(refused, IngestError::Limit { .. }));
}

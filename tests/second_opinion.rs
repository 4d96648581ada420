//! What our readers say of the sample's files, against the `fitparser` and `gpx` crates.

use std::{fs, path::PathBuf};

use backstride::{
    ingest,
    model::{Activity, Channel},
};
use fitparser::profile::MesgNum;

use crate::support::{assert_within, files_below, sample_data};

fn with_ending(wanted: &str) -> Vec<PathBuf> {
    files_below(&sample_data())
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == wanted))
        .collect()
}

fn mean_of(activity: &Activity, channel: Channel) -> Option<f64> {
    let values = activity.samples.values(channel)?;
    let known: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    Some(known.iter().sum::<f64>() / known.len() as f64)
}

#[test]
fn fitparser_finds_the_records_and_the_heart_rate_that_we_find() {
    let (mut compared, mut hearts) = (0, 0);
    for path in with_ending("fit") {
        let bytes = fs::read(&path).unwrap();
        // It gives up a file that is cut in mid-record; we keep what came before.
        let Ok(messages) = fitparser::from_bytes(&bytes) else { continue };
        let records: Vec<_> =
            messages.iter().filter(|message| message.kind() == MesgNum::Record).collect();
        let beats: Vec<f64> = records
            .iter()
            .flat_map(|record| record.fields())
            .filter(|field| field.name() == "heart_rate")
            .filter_map(|field| field.value().to_string().parse().ok())
            .collect();
        let ours = ingest::read(&bytes).unwrap();
        assert_eq!(ours.samples.len(), records.len(), "{}", path.display());
        if !beats.is_empty() {
            let theirs = beats.iter().sum::<f64>() / beats.len() as f64;
            assert_within(1e-9, theirs, mean_of(&ours, Channel::HeartRate).unwrap());
            hearts += 1;
        }
        compared += 1;
    }
    assert!(compared > 50 && hearts > 50, "{compared} files, {hearts} with heart rate");
}

#[test]
fn the_gpx_crate_finds_the_points_and_the_height_that_we_find() {
    let mut compared = 0;
    for path in with_ending("gpx") {
        let bytes = fs::read(&path).unwrap();
        let theirs = gpx::read(bytes.as_slice()).unwrap();
        let points: Vec<_> = theirs
            .tracks
            .iter()
            .flat_map(|track| &track.segments)
            .flat_map(|segment| &segment.points)
            .collect();
        let ours = ingest::read(&bytes).unwrap();
        assert_eq!(ours.samples.len(), points.len(), "{}", path.display());
        let heights: Vec<f64> = points.iter().filter_map(|point| point.elevation).collect();
        if !heights.is_empty() {
            let mean = heights.iter().sum::<f64>() / heights.len() as f64;
            assert_within(1e-9, mean, mean_of(&ours, Channel::Altitude).unwrap());
        }
        compared += 1;
    }
    assert!(compared >= 4, "{compared}");
}

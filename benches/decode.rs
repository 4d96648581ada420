//! How fast FIT, GPX, TCX and gzipped files are read, beside other crates, from inputs of our own.
//!
//! `cargo bench --no-default-features --bench decode`. On real files, and with where the time goes:
//! `examples/compare`.

#![allow(clippy::unwrap_used, reason = "a bench has its inputs")]

use std::{fmt::Write as _, io::Write as _};

use divan::{Bencher, black_box, counter::BytesCount};

fn main() {
    divan::main();
}

/// Points in the GPX and TCX files: an hour.
const POINTS: u32 = 3600;

/// The longest run of the sample data, two and a half hours with running dynamics.
const FIT: &[u8] = include_bytes!("../sample-data/exports/2026-09-13-080412.fit");

/// Reads these bytes over and over.
fn read<T>(bencher: Bencher<'_, '_>, bytes: &[u8], reads: impl Fn(&[u8]) -> T) {
    bencher.counter(BytesCount::of_slice(bytes)).bench_local(|| reads(black_box(bytes)));
}

fn events(bytes: &[u8]) {
    let mut reader = quick_xml::Reader::from_reader(bytes);
    while !matches!(black_box(reader.read_event().unwrap()), quick_xml::events::Event::Eof) {}
}

/// What a point of either file says.
struct Point {
    latitude_deg: f64,
    longitude_deg: f64,
    altitude_m: f64,
    distance_m: f64,
    time: String,
    heart_rate_bpm: u32,
    cadence_per_min: u32,
}

/// An hour along a wavy line.
fn points() -> impl Iterator<Item = Point> {
    (0..POINTS).map(|second| {
        let s = f64::from(second);
        Point {
            latitude_deg: 47.5 + 2.6e-5 * s,
            longitude_deg: 8.25 + 1e-3 * (s / 300.0).sin(),
            altitude_m: 420.0 + 25.0 * (s / 200.0).sin(),
            distance_m: 2.9 * s,
            time: format!("2026-10-03T06:{:02}:{:02}Z", second / 60, second % 60),
            heart_rate_bpm: 140 + second % 17,
            cadence_per_min: 84 + second % 4,
        }
    })
}

fn gpx_file() -> String {
    let mut text = "<?xml version=\"1.0\"?><gpx version=\"1.1\" creator=\"Bench\" \
        xmlns:gpxtpx=\"http://www.garmin.com/xmlschemas/TrackPointExtension/v1\"><trk><trkseg>\n"
        .to_owned();
    for point in points() {
        let Point { latitude_deg, longitude_deg, altitude_m, time, .. } = &point;
        write!(
            text,
            "<trkpt lat=\"{latitude_deg:.7}\" lon=\"{longitude_deg:.7}\">\n <ele>{altitude_m:.1}</ele>\n \
             <time>{time}</time>\n <extensions>\n  <gpxtpx:TrackPointExtension>\n   \
             <gpxtpx:hr>{}</gpxtpx:hr>\n   <gpxtpx:cad>{}</gpxtpx:cad>\n  \
             </gpxtpx:TrackPointExtension>\n </extensions>\n</trkpt>\n",
            point.heart_rate_bpm, point.cadence_per_min
        )
        .unwrap();
    }
    text + "</trkseg></trk></gpx>"
}

fn tcx_file() -> String {
    let mut text = "<?xml version=\"1.0\"?><TrainingCenterDatabase><Activities>\
        <Activity Sport=\"Running\"><Lap StartTime=\"2026-10-03T06:00:00Z\"><Track>\n"
        .to_owned();
    for point in points() {
        let Point { latitude_deg, longitude_deg, altitude_m, distance_m, time, .. } = &point;
        write!(
            text,
            "<Trackpoint>\n <Time>{time}</Time>\n <Position>\n  \
             <LatitudeDegrees>{latitude_deg:.7}</LatitudeDegrees>\n  \
             <LongitudeDegrees>{longitude_deg:.7}</LongitudeDegrees>\n </Position>\n \
             <AltitudeMeters>{altitude_m:.1}</AltitudeMeters>\n \
             <DistanceMeters>{distance_m:.1}</DistanceMeters>\n \
             <HeartRateBpm><Value>{}</Value></HeartRateBpm>\n <Extensions><ns3:TPX>\
             <ns3:RunCadence>{}</ns3:RunCadence></ns3:TPX></Extensions>\n</Trackpoint>\n",
            point.heart_rate_bpm, point.cadence_per_min
        )
        .unwrap();
    }
    text + "</Track></Lap></Activity></Activities></TrainingCenterDatabase>"
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

mod fit {
    use backstride::ingest;

    use super::{Bencher, FIT, read};

    #[divan::bench]
    fn backstride(bencher: Bencher<'_, '_>) {
        read(bencher, FIT, |bytes| ingest::fit::read(bytes).unwrap());
    }

    #[divan::bench]
    fn rustyfit(bencher: Bencher<'_, '_>) {
        read(bencher, FIT, |mut bytes| rustyfit::Decoder::new().decode(&mut bytes).unwrap());
    }

    #[divan::bench]
    fn fit_file(bencher: Bencher<'_, '_>) {
        use std::io::BufReader;

        use fit_file::fit_file::{FitFieldValue, read as read_fit};

        #[allow(clippy::too_many_arguments, reason = "that crate's callback has six")]
        fn keep(_: u32, _: u16, _: u8, _: u16, fields: Vec<FitFieldValue>, _: &mut ()) {
            super::black_box(fields);
        }
        read(bencher, FIT, |bytes| read_fit(&mut BufReader::new(bytes), keep, &mut ()).unwrap());
    }

    #[divan::bench]
    fn fitparser(bencher: Bencher<'_, '_>) {
        read(bencher, FIT, |bytes| fitparser::from_bytes(bytes).unwrap());
    }
}

mod gpx {
    use backstride::ingest;

    use super::{Bencher, events, gpx_file, read};

    #[divan::bench]
    fn backstride(bencher: Bencher<'_, '_>) {
        read(bencher, gpx_file().as_bytes(), |bytes| ingest::gpx::read(bytes).unwrap());
    }

    #[divan::bench]
    fn quick_xml_events_only(bencher: Bencher<'_, '_>) {
        read(bencher, gpx_file().as_bytes(), events);
    }

    #[divan::bench]
    fn gpx(bencher: Bencher<'_, '_>) {
        read(bencher, gpx_file().as_bytes(), |bytes| ::gpx::read(bytes).unwrap());
    }
}

mod tcx {
    use backstride::ingest;

    use super::{Bencher, events, read, tcx_file};

    #[divan::bench]
    fn backstride(bencher: Bencher<'_, '_>) {
        read(bencher, tcx_file().as_bytes(), |bytes| ingest::tcx::read(bytes).unwrap());
    }

    #[divan::bench]
    fn quick_xml_events_only(bencher: Bencher<'_, '_>) {
        read(bencher, tcx_file().as_bytes(), events);
    }
}

/// Throughput counts the compressed bytes.
mod gz {
    use backstride::ingest::{self, archive};

    use super::{Bencher, FIT, gpx_file, gzipped, read};

    /// More than any of the files here.
    const LIMIT_BYTES: u64 = 64 << 20;

    #[divan::bench]
    fn backstride_fit(bencher: Bencher<'_, '_>) {
        let unpacked = |bytes: &[u8]| archive::gunzip(bytes, LIMIT_BYTES).unwrap();
        read(bencher, &gzipped(FIT), |bytes| ingest::fit::read(&unpacked(bytes)).unwrap());
    }

    #[divan::bench]
    fn backstride_gpx(bencher: Bencher<'_, '_>) {
        let unpacked = |bytes: &[u8]| archive::gunzip(bytes, LIMIT_BYTES).unwrap();
        let packed = gzipped(gpx_file().as_bytes());
        read(bencher, &packed, |bytes| ingest::gpx::read(&unpacked(bytes)).unwrap());
    }

    #[divan::bench]
    fn flate2_alone(bencher: Bencher<'_, '_>) {
        read(bencher, &gzipped(FIT), |bytes| archive::gunzip(bytes, LIMIT_BYTES).unwrap());
    }
}

//! FIT beside three other crates, and where our time goes.

use std::{hint::black_box, io::BufReader, path::Path};

use backstride::{ingest, model::ActivityId};
use crc_fast::CrcAlgorithm;

use crate::{
    measure::{Corpus, Reader, each, medians_s, shares},
    relabel::{RECORD, relabelled},
};

const READERS: [Reader; 4] = [
    Reader { name: "backstride", reads: |bytes| black_box(ingest::fit::read(bytes)).is_ok() },
    Reader { name: "rustyfit 0.11 decode", reads: rustyfit },
    Reader { name: "fit_file 0.6 read", reads: fit_file },
    Reader {
        name: "fitparser 0.11 from_bytes",
        reads: |bytes| black_box(fitparser::from_bytes(bytes)).is_ok(),
    },
];

fn rustyfit(bytes: &[u8]) -> bool {
    let (mut decoder, mut left) = (rustyfit::Decoder::new(), bytes);
    loop {
        match black_box(decoder.decode(&mut left)) {
            Ok(Some(_)) => {}
            Ok(None) => return true,
            Err(_) => return false,
        }
    }
}

fn fit_file(bytes: &[u8]) -> bool {
    #[allow(clippy::too_many_arguments, reason = "that crate's callback has six")]
    fn keep(
        stamp: u32,
        _: u16,
        _: u8,
        _: u16,
        fields: Vec<fit_file::fit_file::FitFieldValue>,
        _: &mut (),
    ) {
        black_box((stamp, fields));
    }
    fit_file::fit_file::read(&mut BufReader::new(bytes), keep, &mut ()).is_ok()
}

/// Both tables.
pub(crate) fn report(folder: &Path) -> String {
    let corpus = Corpus::gather(&folder.join("fit"), &READERS);
    format!("{}\n{}", corpus.contest("FIT", &READERS), breakdown(&corpus))
}

/// The parts are told apart by files of the same length in which messages are relabelled as ones
/// that no reader knows: these are walked over and left.
fn breakdown(corpus: &Corpus) -> String {
    let nothing_known = corpus.map(|bytes| relabelled(bytes, |_| true));
    let no_records = corpus.map(|bytes| relabelled(bytes, |global| global == RECORD));
    let medians_s = medians_s(&[
        each(&corpus.files, |bytes| crc_fast::checksum(CrcAlgorithm::Crc16Arc, bytes)),
        each(&corpus.files, ActivityId::of),
        each(&nothing_known, ingest::fit::read),
        each(&no_records, ingest::fit::read),
        each(&corpus.files, ingest::fit::read),
    ]);
    let [checksum_s, identity_s, walk_s, no_records_s, whole_s] = medians_s[..] else {
        return String::new();
    };
    shares(
        "Where our time goes, FIT",
        &[
            ("checksum", checksum_s),
            ("walk over the messages", walk_s - checksum_s),
            ("sessions, laps, devices, sensor streams, events", no_records_s - walk_s - identity_s),
            ("records into columns, with the memory for them", whole_s - no_records_s),
            ("identity, a hash of all bytes", identity_s),
        ],
    )
}

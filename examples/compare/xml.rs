//! GPX and TCX beside the `gpx` crate and beside the events of quick-xml with nothing done.

use std::{hint::black_box, path::Path};

use backstride::{ingest, model::ActivityId};
use quick_xml::{Reader as XmlReader, events::Event};

use crate::measure::{Corpus, Reader, each, medians_s, shares};

const EVENTS: Reader = Reader { name: "quick-xml 0.38, events only", reads: events };

const GPX: [Reader; 3] = [
    Reader { name: "backstride", reads: |bytes| black_box(ingest::gpx::read(bytes)).is_ok() },
    EVENTS,
    Reader { name: "gpx 0.10 read", reads: |bytes| black_box(gpx::read(bytes)).is_ok() },
];

const TCX: [Reader; 2] = [
    Reader { name: "backstride", reads: |bytes| black_box(ingest::tcx::read(bytes)).is_ok() },
    EVENTS,
];

fn events(bytes: &[u8]) -> bool {
    let mut reader = XmlReader::from_reader(bytes);
    // As our own walk has it, which does not ask for names that fit.
    reader.config_mut().check_end_names = false;
    loop {
        match black_box(&reader.read_event()) {
            Ok(Event::Eof) => return true,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

/// Both tables of GPX.
pub(crate) fn report_gpx(folder: &Path) -> String {
    let corpus = Corpus::gather(&folder.join("gpx"), &GPX);
    let contest = corpus.contest("GPX", &GPX);
    format!("{contest}\n{}", breakdown("Where our time goes, GPX", &corpus, &GPX[0]))
}

/// Both tables of TCX.
pub(crate) fn report_tcx(folder: &Path) -> String {
    let corpus = Corpus::gather(&folder.join("tcx"), &TCX);
    let contest = corpus.contest("TCX", &TCX);
    format!("{contest}\n{}", breakdown("Where our time goes, TCX", &corpus, &TCX[0]))
}

fn breakdown(title: &str, corpus: &Corpus, ours: &Reader) -> String {
    let medians_s = medians_s(&[
        each(&corpus.files, events),
        each(&corpus.files, ActivityId::of),
        each(&corpus.files, ours.reads),
    ]);
    let [events_s, identity_s, whole_s] = medians_s[..] else { return String::new() };
    shares(
        title,
        &[
            ("quick-xml's events", events_s),
            ("names, numbers, times, columns", whole_s - events_s - identity_s),
            ("identity, a hash of all bytes", identity_s),
        ],
    )
}

//! The sample data as values: file names and their bytes.

mod body;
mod chance;
mod course;
mod diary;
mod fit_file;
#[path = "../../../tests/support/fit_writer.rs"]
pub(crate) mod fit_writer;
mod form;
mod gpx_file;
mod notes;
mod outing;
mod stages;

use chance::Chance;
use crc_fast::CrcAlgorithm;
use outing::{File, OUTINGS, Outing};

/// What all chance starts from.
const SEED: u64 = 20_260_913;
/// How much of the cut file is left, in hundredths.
const LEFT_OF_THE_CUT_FILE: usize = 83;

/// A file of the sample.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SampleFile {
    /// Its path within the folder.
    pub(crate) path: String,
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
    /// Records or track points that were written into it; none in files that are no recordings.
    pub(crate) records: Option<usize>,
}

/// Every file of the sample, in order of path.
pub(crate) fn files() -> Vec<SampleFile> {
    let mut files: Vec<SampleFile> = OUTINGS.iter().enumerate().flat_map(recorded).collect();
    files.push(text("README.md", notes::README.as_bytes().to_vec()));
    files.push(text("backstride.toml", notes::SETTINGS.as_bytes().to_vec()));
    files.push(text("plan.toml", notes::PLAN.as_bytes().to_vec()));
    files.push(text("pain-log.csv", diary::write(&mut Chance::new(SEED))));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn text(path: &str, bytes: Vec<u8>) -> SampleFile {
    SampleFile { path: path.to_owned(), bytes, records: None }
}

/// The file or files of an outing. Each has a chance of its own, so that none depends on another.
fn recorded((number, outing): (usize, &Outing)) -> Vec<SampleFile> {
    let mut chance = Chance::new(SEED ^ ((number as u64 + 1) << 32));
    let recording = body::record(outing, &mut chance);
    let day = outing.day();
    let by_start = outing.starts().strftime("exports/%Y-%m-%d-%H%M%S.fit").to_string();
    let fit = || SampleFile {
        path: by_start.clone(),
        bytes: fit_file::write(outing, &recording),
        records: Some(fit_file::records(outing, &recording)),
    };
    let gpx = |path: String, dialect| SampleFile {
        path,
        bytes: gpx_file::write(outing, &recording, dialect),
        records: Some(gpx_file::points(&recording)),
    };
    match outing.file {
        File::Strap | File::Smart | File::Wrist | File::Pod | File::OtherSport => vec![fit()],
        File::Cut => vec![cut(fit())],
        File::Gzip => vec![gzipped(&fit())],
        File::Twice => {
            let again = day.strftime("exports/activity_%Y%m%d.gpx").to_string();
            vec![fit(), gpx(again, gpx_file::SERVICE)]
        }
        File::Borrowed => {
            let path = outing.starts().strftime("exports/COROS_%Y%m%d%H%M%S.gpx").to_string();
            vec![gpx(path, gpx_file::BORROWED)]
        }
        File::Telephone => {
            vec![gpx(format!("exports/pocket-pacer-{day}.gpx"), gpx_file::TELEPHONE)]
        }
    }
}

/// The file without its end, as a dying battery leaves it.
fn cut(mut file: SampleFile) -> SampleFile {
    file.bytes.truncate(file.bytes.len() * LEFT_OF_THE_CUT_FILE / 100);
    file
}

/// The most that one stored block of a deflate stream holds.
const STORED_BLOCK: usize = 0xFFFF;

/// The file as a gzip member of stored blocks (RFC 1951, 1952): no compressor whose next version
/// might write other bytes.
fn gzipped(file: &SampleFile) -> SampleFile {
    let mut bytes = vec![0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255];
    let blocks: Vec<&[u8]> = file.bytes.chunks(STORED_BLOCK).collect();
    for (number, block) in blocks.iter().enumerate() {
        let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
        bytes.push(u8::from(number + 1 == blocks.len()));
        bytes.extend(length.to_le_bytes());
        bytes.extend((!length).to_le_bytes());
        bytes.extend(*block);
    }
    let [sum @ .., _, _, _, _] =
        crc_fast::checksum(CrcAlgorithm::Crc32IsoHdlc, &file.bytes).to_le_bytes();
    bytes.extend(sum);
    bytes.extend(u32::try_from(file.bytes.len()).unwrap_or(u32::MAX).to_le_bytes());
    SampleFile { path: format!("{}.gz", file.path), bytes, records: file.records }
}

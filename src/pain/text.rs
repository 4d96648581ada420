//! A diary as text: encoding, separator, and rows with the lines they begin on.

use std::borrow::Cow;

use super::{
    quotes,
    row::{FARTHEST_HEADER, Grid, Row, Rows, Typed},
};
use crate::model::{Notice, NoticeKind};

/// The rows of a text.
pub(super) fn rows(bytes: &[u8]) -> Rows {
    let (text, notice) = decoded(bytes);
    let (separator, skipped) = separator(&text);
    let mut reader = reader(&text[skipped..], separator);
    let mut lines = Lines::new(&text, skipped);
    let mut record = csv::StringRecord::new();
    let mut rows = Vec::new();
    while matches!(reader.read_record(&mut record), Ok(true)) {
        let start = record.position().map_or(0, csv::Position::byte);
        let line = lines.line_of(skipped.saturating_add(usize::try_from(start).unwrap_or(0)));
        rows.push(Row::of(line, record.iter().map(|cell| Typed::Text(cell.trim().to_owned()))));
    }
    let mut quoted = quotes::over_lines(&text[skipped..], separator);
    let before = Lines::new(&text, skipped).line.saturating_sub(1);
    for cell in &mut quoted {
        cell.opens = cell.opens.saturating_add(before);
        cell.closes = cell.closes.map(|line| line.saturating_add(before));
    }
    let notices = notice.into_iter().collect();
    Rows { rows, notices, grid: Grid::Lines, quoted, separator, ..Rows::default() }
}

/// Reads rows of any length, the first one too.
pub(super) fn reader(body: &str, separator: u8) -> csv::Reader<&[u8]> {
    let mut options = csv::ReaderBuilder::new();
    options.has_headers(false).flexible(true).delimiter(separator).from_reader(body.as_bytes())
}

/// The text behind any byte order mark: UTF-8, UTF-16 with a mark, else Windows-1252.
fn decoded(bytes: &[u8]) -> (Cow<'_, str>, Option<Notice>) {
    let (encoding, mark) = encoding_rs::Encoding::for_bom(bytes).unwrap_or((encoding_rs::UTF_8, 0));
    let body = bytes.get(mark..).unwrap_or_default();
    let (text, bad) = encoding.decode_without_bom_handling(body);
    if !bad {
        return (text, None);
    }
    let notice = Notice::file(NoticeKind::Encoding, "the text is not UTF-8; read as Windows-1252");
    (encoding_rs::WINDOWS_1252.decode_without_bom_handling(body).0, Some(notice))
}

/// The separator that the header uses most outside quotes, and how many bytes precede the header:
/// spreadsheets may write a line `sep=;` on top.
pub(super) fn separator(text: &str) -> (u8, usize) {
    let says_something = |line: &&str| {
        let line = line.trim_start_matches('\u{feff}').trim();
        !line.is_empty() && !line.starts_with("# ")
    };
    let first = text.split_inclusive('\n').find(says_something).unwrap_or("");
    if let Some(named) = first.trim_start_matches('\u{feff}').trim().strip_prefix("sep=")
        && let [separator @ (b',' | b';' | b'\t')] = named.as_bytes()
    {
        let end = text.find(first).unwrap_or(0).saturating_add(first.len());
        return (*separator, end);
    }
    // A title above the header has none.
    let parts = |line: &&str| bare_of(line).contains([',', ';', '\t']);
    let lines = text.split_inclusive('\n').filter(says_something).take(FARTHEST_HEADER);
    let bare = bare_of(lines.into_iter().find(parts).unwrap_or(first));
    let count = |separator: char| bare.matches(separator).count();
    let most = [(b',', ','), (b';', ';'), (b'\t', '\t')]
        .into_iter()
        .rev()
        .max_by_key(|(_, separator)| count(*separator));
    (most.map_or(b',', |(byte, _)| byte), 0)
}

/// What of a line stands outside quotes.
fn bare_of(line: &str) -> String {
    line.split('"').step_by(2).collect()
}

/// Counts lines on the way through a text.
struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str, skipped: usize) -> Lines<'a> {
        let bytes = text.as_bytes();
        let mut lines = Lines { bytes, at: 0, line: 1 };
        lines.advance(skipped);
        lines
    }

    /// The line on which a row begins whose reader stood at this byte, line ends before it eaten.
    fn line_of(&mut self, byte: usize) -> u64 {
        self.advance(byte);
        while matches!(self.bytes.get(self.at), Some(b'\r' | b'\n')) {
            self.advance(self.at.saturating_add(1));
        }
        self.line
    }

    fn advance(&mut self, to: usize) {
        while self.at < to {
            let ends = match self.bytes.get(self.at) {
                Some(b'\n') => true,
                // A lone carriage return ends a line, too.
                Some(b'\r') => self.bytes.get(self.at.saturating_add(1)) != Some(&b'\n'),
                Some(_) => false,
                None => return,
            };
            self.line = self.line.saturating_add(u64::from(ends));
            self.at = self.at.saturating_add(1);
        }
    }
}

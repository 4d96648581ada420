//! The diary on paper: one sheet a month, for those who would rather write by hand.

use super::{
    page_one::Paper,
    pdf::{self, PdfMeta},
    sheet::{Part, Piece, SMALL, Setting, filled, rim},
    sheet_safety::safety_text,
};
use crate::draw::{
    Colour,
    drawing::{Drawing, Frame, Item},
};
use crate::output::ReportError;

/// White space around the content, which printers cannot reach.
const MARGIN: f64 = 36.0;

/// Days of the longest month.
const DAYS: u32 = 31;

/// Height of the table's head.
const HEAD: f64 = 52.0;

const TITLE: Setting = SMALL.ink().bold().sized(24.0, 30.0);
const LABEL: Setting = SMALL.ink().bold().sized(12.0, 15.0);

/// A column: what it asks, how it is filled, and its share of the width.
struct Column {
    title: &'static str,
    how: &'static str,
    share: f64,
}

const COLUMNS: [Column; 8] = [
    Column { title: "Day", how: "", share: 0.06 },
    Column { title: "Morning", how: "0–10", share: 0.1 },
    Column { title: "Before run", how: "0–10", share: 0.1 },
    Column { title: "Worst in run", how: "0–10", share: 0.12 },
    Column { title: "Legs", how: "0 A B N W", share: 0.13 },
    Column { title: "RPE", how: "0–10", share: 0.09 },
    Column { title: "Tablets", how: "tick", share: 0.09 },
    Column { title: "What else", how: "rest, visit, sleep …", share: 0.31 },
];

const HOW: &str = "Pain: 0 is none, 10 the worst you can imagine; half points are fine. An empty box \
    means not known, so write the 0. Morning is how the back felt on waking that day. Before run: on \
    rest days, how it is now. Legs: 0 nothing, A pain above the knee, B below the knee, N numb or \
    tingling, W weak. RPE: how hard the whole run felt. Tablets: tick a day with painkillers. Questionnaires that \
    your therapist asks for go under What else on the day you answer: OSTRC 8 8 0 8, PSFS 6 7, ODI 22, \
    STarT 4 (distress 2), RMDQ 9, week 3.5; so do a change of dose, hours of work lost, and how long you can sit.";

const LATER: &str = "This sheet keeps a record; it is not a diagnosis. To type it in: backstride pain \
    add --date 2026-10-03 --morning 2 --before 2 --during 3.5 --legs none --rpe 4 --meds otc";

/// The sheet as a PDF with its typeface in it.
///
/// # Errors
///
/// When the PDF cannot be put together.
pub fn pdf(paper: Paper) -> Result<Vec<u8>, ReportError> {
    let meta = PdfMeta { title: "Pain diary".to_owned(), language: "en".to_owned() };
    Ok(pdf::pdf(&[sheet(paper)], &meta)?)
}

/// The sheet as a drawing.
pub fn sheet(paper: Paper) -> Drawing {
    let size = paper.size();
    let width = size.0 - 2.0 * MARGIN;
    let head = Piece::text(Part::Title, "Pain diary", TITLE, 0.4 * width)
        .with(0.36 * width, 12.0, Piece::text(Part::Text, "Month", LABEL, 60.0))
        .with(0.66 * width, 12.0, Piece::text(Part::Text, "Name", LABEL, 60.0))
        .above(6.0, Piece::rule(width, 2.0, Colour::Ink))
        .above(8.0, safety(width))
        .above(8.0, Piece::text(Part::Text, HOW, SMALL.ink(), width));
    let foot = Piece::text(Part::Text, LATER, SMALL, width);
    let room = size.1 - 2.0 * MARGIN - head.height - foot.height - 18.0 - HEAD;
    let row = (room / f64::from(DAYS)).floor();
    head.above(10.0, table(width, row)).above(8.0, foot).onto(size, MARGIN, "Pain diary")
}

fn safety(width: f64) -> Piece {
    let words = safety_text(width - 30.0);
    let height = words.height + 14.0;
    let frame = rim((width, height), 1.5, Colour::Orange);
    Piece::of(Part::Ornament, "", height, vec![frame]).with(15.0, 7.0, words)
}

fn table(width: f64, row: f64) -> Piece {
    let height = HEAD + row * f64::from(DAYS);
    let mut piece = Piece::of(Part::Ornament, "", height, lines(width, row, height));
    let mut x = 0.0;
    for column in &COLUMNS {
        let inner = column.share * width - 10.0;
        let title = Piece::text(Part::Text, column.title, LABEL, inner);
        let how = Piece::text(Part::Text, column.how, SMALL, inner);
        let label = if column.how.is_empty() { title } else { title.above(0.0, how) };
        piece = piece.with(x + 5.0, HEAD - label.height - 4.0, label.joined(Part::Text));
        x += column.share * width;
    }
    for day in 1..=DAYS {
        let number = Piece::text(Part::Text, &day.to_string(), SMALL, COLUMNS[0].share * width);
        let top = HEAD + row * f64::from(day - 1);
        piece = piece.with(5.0, top + 0.5 * (row - number.height), number);
    }
    piece
}

/// The grid, dark enough for a printer; every seventh line is stronger, so that the eye keeps its
/// row.
fn lines(width: f64, row: f64, height: f64) -> Vec<Item> {
    let mut lines = Vec::new();
    let mut rule = |x: f64, y: f64, width: f64, height: f64| {
        lines.push(filled(Frame::new(x, y, width, height), Colour::Muted));
    };
    for day in 0..=DAYS {
        let thick = if day % 7 == 0 || day == DAYS { 1.5 } else { 0.5 };
        rule(0.0, HEAD + row * f64::from(day), width, thick);
    }
    let mut x = 0.0;
    for column in &COLUMNS {
        x += column.share * width;
        rule(x, 6.0, 0.5, height - 6.0);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::svg;
    use crate::pain::ROLL;
    use crate::say::safety;

    #[test]
    fn the_columns_fill_the_sheet_and_the_sheet_its_paper() {
        let shares: f64 = COLUMNS.iter().map(|column| column.share).sum();
        assert!((shares - 1.0).abs() < 1e-9);
        for paper in [Paper::A4, Paper::Letter] {
            let (_, height) = paper.size();
            let sheet = sheet(paper);
            let lowest = sheet
                .blocks()
                .map(|block| block.place.1)
                .fold(0.0, |lowest: f64, y| if y > lowest { y } else { lowest });
            assert!(lowest < height - MARGIN, "{lowest} of {height}");
        }
    }

    #[test]
    fn it_asks_what_the_log_asks_and_says_the_fixed_words() {
        let sheet = svg(&sheet(Paper::A4));
        for wanted in ["Morning", "Before run", "Worst in run", "Legs", "RPE", "Tablets", "OSTRC"] {
            assert!(sheet.contains(wanted), "{wanted}");
        }
        let label = crate::say::words::escaped(&safety::plain(safety::EMERGENCY));
        assert!(sheet.contains(&label));
        // Every option of the line to type is one of `pain add`.
        let flags = LATER.split("--").skip(1).filter_map(|rest| rest.split(' ').next());
        assert!(flags.into_iter().all(|flag| ROLL.iter().any(|column| column.flag == flag)));
    }

    #[test]
    fn the_same_sheet_gives_the_same_bytes_with_its_typeface() {
        let once = pdf(Paper::Letter).unwrap();
        assert_eq!(once, pdf(Paper::Letter).unwrap());
        assert!(once.windows(9).any(|window| window == b"/FontFile"));
    }
}

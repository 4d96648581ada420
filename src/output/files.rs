//! A period's folder, as bytes.

use super::{
    Neighbours, Paper, ReportError, html,
    paper::{
        drawable::drawable,
        page_one,
        pdf::{self, PdfMeta},
        sheet_parts::chart_alone,
    },
    summary,
};
use crate::draw::charts;
use crate::draw::picture;
use crate::say::voice::Spoken;

/// How much larger than its own units a picture is drawn: sharp on paper and on dense screens.
const PICTURE_SCALE: f32 = 2.0;

/// Every file of a period's folder, named below the folder.
///
/// # Errors
///
/// When a template or a picture cannot be made.
pub fn files(
    page: Spoken<'_>,
    neighbours: &Neighbours,
    paper: Paper,
) -> Result<Vec<(String, Vec<u8>)>, ReportError> {
    let sheets = page_one::sheets(page, paper);
    let title = format!("Running form, load and pain: {}", page.title());
    let meta = PdfMeta { title, language: "en".to_owned() };
    let mut files = vec![("report.html".to_owned(), html(page, neighbours)?.into_bytes())];
    if let Some(first) = sheets.first() {
        files.push(("report.png".to_owned(), picture::png(first, PICTURE_SCALE)?));
    }
    files.push(("report.pdf".to_owned(), pdf::pdf(&sheets, &meta)?));
    files.push((summary::FILE.to_owned(), summary::summary(page)?.into_bytes()));
    let drawn = drawable(page.facts);
    let drawn = page.voice.tells(&drawn);
    for chart in charts::all(drawn) {
        let png = picture::png(&chart_alone(drawn, &chart), PICTURE_SCALE)?;
        files.push((format!("charts/{}.png", chart.name), png));
    }
    Ok(files)
}

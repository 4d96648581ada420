//! The rows under a diary, whatever kind of file it is: a text with a separator, or a workbook.

use super::{
    row::{NoRows, Rows},
    text, workbook,
};

/// The rows of a file.
pub(super) fn of(bytes: &[u8]) -> Result<Rows, NoRows> {
    let mut rows =
        if workbook::is_workbook(bytes) { workbook::rows(bytes)? } else { text::rows(bytes) };
    rows.rows.retain(|row| !row.is_blank() && !row.is_remark());
    Ok(rows)
}

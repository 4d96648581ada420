//! What cannot be read in a diary.

use serde::Serialize;
use std::fmt;

/// One thing in the diary that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LogProblem {
    /// The file's name, as printed.
    #[serde(skip)]
    pub file: String,
    /// The line, or the row of a workbook; from 1.
    pub line: u64,
    /// The cell's name in a workbook, such as `B7`; none in a text, or where a row is meant.
    pub cell: Option<String>,
    /// The column, as the file's own header spells it; none where the row or file is meant.
    pub column: Option<String>,
    /// The cell as typed; none where there is none.
    pub value: Option<String>,
    /// What is wrong with it.
    pub wrong: String,
    /// What is allowed.
    pub allowed: String,
    /// Whether rows are lost by it, so that nothing may be made of the log, not even of what can be
    /// read: half a diary is worse than none.
    #[serde(skip)]
    pub loses_rows: bool,
    /// How much of the diary it costs.
    #[serde(skip)]
    pub reach: Reach,
    /// Lines for the config that would mend it, ready to be pasted.
    #[serde(skip)]
    pub paste: Option<String>,
}

/// How much of a diary a problem costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// The cell is left blank.
    Cell,
    /// The row is left out.
    Row,
    /// The diary is not read.
    Log,
}

impl fmt::Display for LogProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.cell {
            Some(cell) => write!(f, "{} cell {cell}", self.file)?,
            None => write!(f, "{} line {}", self.file, self.line)?,
        }
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        f.write_str(": ")?;
        if let Some(value) = &self.value {
            write!(f, "`{value}` ")?;
        }
        write!(f, "{}; {}", self.wrong, self.allowed)
    }
}

impl std::error::Error for LogProblem {}

//! Mornings after runs, by the length of the run.

use jiff::civil::Date;

/// Mornings after runs, by the length of the run: counts, and nothing that advises.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mornings {
    /// The first run day that is counted.
    pub since: Option<Date>,
    /// From the shortest length to the one after the longest that has a run.
    pub bins: Vec<LengthBin>,
    /// The flare that parts them, its first and last day; none where there is none.
    pub flare: Option<(Date, Date)>,
    /// The last run day before that flare, and how the back answered, in words.
    pub last_before: Option<String>,
    /// Run days that are in none of them, since one of the two mornings is not logged.
    pub apart: usize,
}

/// On which side of a flare a run lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SideOfFlare {
    /// Before it; or there is none.
    Before,
    /// In it.
    In,
    /// After it.
    After,
}

impl SideOfFlare {
    /// The word in data.
    pub const fn key(self) -> &'static str {
        match self {
            SideOfFlare::Before => "before",
            SideOfFlare::In => "in",
            SideOfFlare::After => "after",
        }
    }
}

/// A run as a dot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// The day of the run.
    pub date: Date,
    /// Metres.
    pub length_m: f64,
    /// Whether it had settled.
    pub settled: bool,
    /// On which side of the flare.
    pub side: SideOfFlare,
}

/// Runs of a length, and the mornings after them.
#[derive(Clone, Debug, PartialEq)]
pub struct LengthBin {
    /// Longer than this, in metres.
    pub from_m: f64,
    /// Up to and with this; none for the last.
    pub to_m: Option<f64>,
    /// A dot for each run whose answer is known, in order of date; none is "no run".
    pub dots: Vec<Dot>,
}

impl LengthBin {
    /// How many had settled, of how many.
    pub fn settled(&self) -> (usize, usize) {
        (self.dots.iter().filter(|dot| dot.settled).count(), self.dots.len())
    }
}

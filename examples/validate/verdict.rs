//! What was aimed at, and whether it was reached.

/// One aim, and what became of it.
pub(crate) struct Verdict {
    aim: &'static str,
    reached: bool,
    found: String,
}

impl Verdict {
    pub(crate) fn new(aim: &'static str, reached: bool, found: impl Into<String>) -> Verdict {
        Verdict { aim, reached, found: found.into() }
    }

    /// A row of the table at the head of the document.
    pub(crate) fn row(&self) -> Vec<String> {
        let word = if self.reached { "reached" } else { "**not reached**" };
        vec![self.aim.to_owned(), self.found.clone(), word.to_owned()]
    }
}

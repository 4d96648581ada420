//! The document: sections with text and figures.

use backstride::draw::{
    Drawing,
    charts::{Differences, differences},
};

/// A part of the document, with its pictures.
pub(crate) struct Section {
    heading: &'static str,
    text: String,
    pub(crate) figures: Vec<(&'static str, Drawing)>,
}

impl Section {
    pub(crate) fn new(heading: &'static str) -> Section {
        Section { heading, text: String::new(), figures: Vec::new() }
    }

    /// Adds a paragraph.
    pub(crate) fn say(&mut self, paragraph: impl AsRef<str>) {
        self.text.push_str(paragraph.as_ref().trim());
        self.text.push_str("\n\n");
    }

    /// Adds a heading within the section.
    pub(crate) fn head(&mut self, heading: &str) {
        self.say(format!("### {heading}"));
    }

    /// Adds a table; the first column holds words, the others numbers.
    pub(crate) fn table(&mut self, head: &[&str], rows: &[Vec<String>]) {
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let head: Vec<String> = head.iter().map(|&cell| cell.to_owned()).collect();
        let rule: Vec<String> = (0..head.len())
            .map(|column| if column == 0 { "---" } else { "---:" }.to_owned())
            .collect();
        let rows = rows.iter().map(|row| line(row)).collect::<String>();
        self.say(line(&head) + &line(&rule) + &rows);
    }

    /// Adds a figure; one without points is left out.
    pub(crate) fn figure(&mut self, shown: &Differences) {
        if let Some(drawing) = differences(shown) {
            self.say(format!("![{}](validation/{}.png)", shown.alt, shown.name));
            self.figures.push((shown.name, drawing));
        }
    }

    pub(crate) fn markdown(&self) -> String {
        format!("## {}\n\n{}", self.heading, self.text)
    }
}

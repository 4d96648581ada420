//! A chart as it stands in a page: drawing, words, and the same in numbers.

use crate::draw::charts::{Chart, Table};
use crate::draw::inline;

use crate::say::words;

/// A chart in a page.
#[derive(Clone, Debug)]
pub(super) struct Panel {
    /// A finding.
    pub(super) title: String,
    /// What is drawn.
    pub(super) caption: String,
    /// The drawing, in the page's colours, with a text for who cannot see it.
    pub(super) svg: String,
    /// The same in numbers.
    pub(super) table: Table,
}

impl Panel {
    /// Makes a chart part of a page.
    pub(super) fn of(chart: Chart) -> Panel {
        Panel::with_ids("page-", chart)
    }

    /// Makes a chart part of a page on which another drawing of the same name may stand.
    pub(super) fn with_ids(prefix: &str, chart: Chart) -> Panel {
        let svg = labelled(&inline(&chart.svg, prefix), &chart.alt);
        Panel {
            title: words::with_units_held(&chart.title),
            caption: chart.caption,
            svg,
            table: chart.table,
        }
    }
}

/// Sees to it that a drawing is announced with its words.
fn labelled(svg: &str, alt: &str) -> String {
    let head = svg.split('>').next().unwrap_or_default();
    if head.contains(" role=") && head.contains(" aria-label") {
        return svg.to_owned();
    }
    let label = words::escaped(alt);
    svg.replacen("<svg", &format!("<svg role=\"img\" aria-label=\"{label}\""), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_without_words_is_given_its_own_escaped() {
        let svg = labelled("<svg viewBox=\"0 0 1 1\"><g/></svg>", "5 < 6 & \"so\"");
        assert!(
            svg.starts_with(
                "<svg role=\"img\" aria-label=\"5 &lt; 6 &amp; &quot;so&quot;\" viewBox"
            )
        );
    }

    #[test]
    fn a_drawing_with_words_keeps_them() {
        let svg = "<svg role=\"img\" aria-label=\"own\"></svg>";
        assert_eq!(labelled(svg, "other"), svg);
    }
}

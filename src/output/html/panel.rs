//! A chart as it stands in a page: drawing, words, and the same in numbers.

use crate::draw::charts::{Chart, ChartTable};
use crate::draw::svg_inline;

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
    pub(super) table: ChartTable,
}

impl Panel {
    /// Makes a chart part of a page.
    pub(super) fn of(chart: Chart) -> Panel {
        Panel::with_ids("page-", chart)
    }

    /// Makes a chart part of a page on which another drawing of the same name may stand.
    pub(super) fn with_ids(prefix: &str, chart: Chart) -> Panel {
        Panel {
            title: words::with_units_held(&chart.title),
            caption: chart.caption,
            svg: svg_inline(&chart.drawing, prefix),
            table: chart.table,
        }
    }
}

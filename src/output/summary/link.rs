//! What is described beside the declared test: the days round runs, thirds, pairs and flares.

use serde::Serialize;

use crate::output::document::object;
use crate::page::{Link, Matched};

/// `together`: an empty list or `null` is too little to describe.
pub(super) fn together(link: &Link) -> impl Serialize {
    object! {
        around: &link.around,
        thirds: &link.thirds,
        pain_before_and_minutes: link.reverse,
        matched: link.matched.as_ref().map(matched),
        flares: link.flares.as_ref(),
    }
}

fn matched(matched: &Matched) -> impl Serialize {
    object! {
        title: matched.title(),
        pairs: matched.pairs.iter().map(|pair| [pair.flare, pair.calm]).collect::<Vec<_>>(),
        metrics: &matched.metrics,
    }
}

//! What is described beside the declared test: the days round runs, thirds, pairs and flares.

use jiff::civil::Date;
use serde::Serialize;

use crate::page::{AroundDay, Flares, Link, LinkThird, Matched, MatchedMetric, Reverse};

/// `together`: an empty list or `null` is too little to describe.
#[derive(Serialize)]
pub(super) struct Together<'a> {
    around: &'a [AroundDay],
    thirds: &'a [LinkThird],
    pain_before_and_minutes: Option<Reverse>,
    matched: Option<MatchedOut<'a>>,
    flares: Option<&'a Flares>,
}

impl<'a> Together<'a> {
    pub(super) fn of(link: &'a Link) -> Together<'a> {
        Together {
            around: &link.around,
            thirds: &link.thirds,
            pain_before_and_minutes: link.reverse,
            matched: link.matched.as_ref().map(MatchedOut::of),
            flares: link.flares.as_ref(),
        }
    }
}

#[derive(Serialize)]
struct MatchedOut<'a> {
    title: String,
    pairs: Vec<[Date; 2]>,
    metrics: &'a [MatchedMetric],
}

impl<'a> MatchedOut<'a> {
    fn of(matched: &'a Matched) -> MatchedOut<'a> {
        MatchedOut {
            title: matched.title(),
            pairs: matched.pairs.iter().map(|pair| [pair.flare, pair.calm]).collect(),
            metrics: &matched.metrics,
        }
    }
}

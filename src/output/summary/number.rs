//! A number as it stands in a document.

use serde::{Serialize, Serializer};

use crate::model::{PainScore, rounded};

/// A number as it stands in a document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number(pub(super) f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        rounded(self.0).serialize(serializer)
    }
}

pub(super) fn number(value: Option<f64>) -> Option<Number> {
    value.map(Number)
}

pub(super) fn score(score: Option<PainScore>) -> Option<Number> {
    score.map(|score| Number(score.value()))
}

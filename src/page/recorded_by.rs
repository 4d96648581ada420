//! What recorded runs.

use std::borrow::Cow;

/// What recorded runs, and what of the runner it told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordedBy {
    /// Watches, each once.
    pub devices: Vec<DeviceName>,
    /// What of the runner was taken from them, as the settings do not tell it.
    pub told: Vec<WatchTold>,
}

/// A device as its files call it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct DeviceName {
    /// The maker, as [`crate::model::Device`] has it.
    pub maker: Option<Cow<'static, str>>,
    /// The product, likewise.
    pub product: Option<Cow<'static, str>>,
}

#[cfg(test)]
impl DeviceName {
    /// A product of an unknown maker.
    pub(crate) fn called(product: impl Into<Cow<'static, str>>) -> DeviceName {
        DeviceName { maker: None, product: Some(product.into()) }
    }
}

/// What a watch told of the runner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WatchTold {
    /// Height.
    Height,
    /// Mass.
    Mass,
    /// Sex.
    Sex,
    /// The highest or the resting heart rate.
    HeartRateLimits,
}

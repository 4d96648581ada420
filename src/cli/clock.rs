//! The one place that asks what time it is: a row of the diary is of today at the latest and says when
//! it was written, and `doctor` doubts a run of a day to come. Nothing that makes a page asks.

use jiff::civil::DateTime;

/// Now, by the runner's own clock.
#[allow(
    clippy::disallowed_methods,
    reason = "only `pain add`, `pain check` and `doctor` ask, and no page depends on it"
)]
pub(super) fn now() -> DateTime {
    jiff::Zoned::now().datetime()
}

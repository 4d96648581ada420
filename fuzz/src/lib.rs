//! What the targets share: what holds of any input beside that nothing fails.

use std::{fmt::Debug, sync::LazyLock};

use backstride::{
    ingest::IngestError,
    model::Activity,
    outing::{Setting, measure},
};
use peak_alloc::PeakAlloc;

pub mod fit;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// What `docs/trust.md` promises of memory, less what the program takes for nothing.
const FREE_BYTES: usize = 100 << 20;
const TIMES_ITS_BYTES: usize = 250;

/// Does the work of an input of so many bytes within the memory that is promised for it.
pub fn bounded<T>(input_bytes: usize, work: impl FnOnce() -> T) -> T {
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    let made = work();
    let taken = MEMORY.peak_usage().saturating_sub(before);
    let most = FREE_BYTES + TIMES_ITS_BYTES * input_bytes;
    assert!(taken <= most, "{taken} bytes of memory for an input of {input_bytes}");
    made
}

/// Does some work twice: both times the same must come out.
pub fn same<T: Debug>(work: impl Fn() -> T) -> T {
    let (first, again) = (work(), work());
    assert!(format!("{first:?}") == format!("{again:?}"), "read twice, it is not the same");
    first
}

/// A recording, read and measured: the same each time, in bounded memory, with no more samples than
/// there are bytes.
pub fn recording(bytes: &[u8], read: impl Fn(&[u8]) -> Result<Activity, IngestError>) {
    static SETTING: LazyLock<Setting> = LazyLock::new(Setting::default);
    bounded(bytes.len(), || {
        let Ok(activity) = same(|| read(bytes)) else { return };
        assert!(activity.samples.len() <= bytes.len());
        same(|| measure(&activity, "fuzz", &SETTING));
    });
}

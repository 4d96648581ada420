//! Runners on an instrumented treadmill with markers: where the foot lands, and what of it step
//! length and contact time tell; bounce against the plates.

mod bounce;
mod errors;
mod fit;
mod landing;
mod reach;
mod trials;

use std::path::{Path, PathBuf};

use super::{data::Failure, page::Section, verdict::Verdict};

/// The folder of such runners: the one given, or the one of that name in it; none where there is
/// neither.
pub(crate) fn folder(given: &Path) -> Option<PathBuf> {
    [given.to_path_buf(), given.join("rbds")].into_iter().find(|it| it.join("runners.csv").exists())
}

/// The sections on a folder of runners.
pub(crate) fn sections(
    folder: &Path,
    verdicts: &mut Vec<Verdict>,
) -> Result<Vec<Section>, Failure> {
    let trials = trials::read(folder)?;
    Ok(vec![
        landing::section(&trials, verdicts),
        reach::section(&trials, verdicts),
        bounce::section(&trials, verdicts),
    ])
}

//! Real runs as the program reads them, and whose they may be.

use std::path::Path;

use backstride::{
    metrics,
    model::{Channel, Run, Runner, Samples},
    outing::{Outing, Setting},
    pipeline,
    signal::median,
};

use super::data::Failure;

/// Slopes within this, as a fraction, are level.
const LEVEL_GRADE: f64 = 0.03;

/// Every run of a folder, each once however many files hold it.
pub(crate) fn runs(folder: &Path) -> Result<Vec<Outing>, Failure> {
    let threads = pipeline::default_threads();
    let gathered = pipeline::gather(&[folder.to_path_buf()], &[], threads, &Setting::default())?;
    Ok(gathered.outings.into_iter().filter(Outing::is_run).collect())
}

/// The run without some of its channels, as a watch that lacks the sensor would have made it.
pub(crate) fn without(outing: &Outing, channels: &[Channel]) -> Run {
    let mut bins = outing.bins.clone();
    for channel in channels {
        bins.remove(*channel);
    }
    Run { bins, indoor: outing.indoor, totals: outing.totals.clone(), ..Run::default() }
}

/// What a metric says of a run.
pub(crate) fn told(run: &Run, key: &str) -> Option<metrics::Estimate> {
    let readings = metrics::measure(run, &Runner::default());
    readings.into_iter().find(|reading| reading.metric.key == key)?.outcome.ok()
}

/// The bins on level ground; on a belt all of them.
pub(crate) fn level(outing: &Outing) -> Vec<usize> {
    let grade = outing.bins.values(Channel::Grade);
    (0..outing.bins.len())
        .filter(|&bin| outing.indoor || grade.is_some_and(|grade| grade[bin].abs() <= LEVEL_GRADE))
        .collect()
}

/// The median of a channel over some bins.
pub(crate) fn middle(bins: &Samples, channel: Channel, rows: &[usize]) -> Option<f64> {
    let values = bins.values(channel)?;
    let values: Vec<f64> = rows.iter().map(|&row| values[row]).collect();
    median(&values)
}

/// Who ran it, as far as a collection of files tells: the folder of one runner, else the start of
/// the file's name, which names its source.
pub(crate) fn runner_of(outing: &Outing) -> String {
    let path = Path::new(&outing.path);
    let folder = path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if folder.ends_with("-runner") {
        folder.into_owned()
    } else {
        name.split('-').next().unwrap_or_default().to_owned()
    }
}

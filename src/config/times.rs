//! A pace, and spans of days that must end after they begin.

use super::{error::ConfigError, rules::CoverageSetting};
use crate::model::Unwell;

/// `4:50` (minutes and seconds a kilometre) as metres a second.
pub(super) fn threshold_speed(pace: Option<&str>) -> Result<Option<f64>, ConfigError> {
    let Some(pace) = pace else { return Ok(None) };
    // Digits alone: `4:99`, `4.5:30` and `-1:300` are no times.
    let digits = |text: &str| -> Option<u16> {
        let text = text.trim();
        text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
    };
    let seconds = pace.split_once(':').and_then(|(minutes, seconds)| {
        let seconds = digits(seconds).filter(|seconds| *seconds < 60)?;
        Some(f64::from(digits(minutes)?) * 60.0 + f64::from(seconds))
    });
    match seconds {
        Some(seconds) if (120.0..=900.0).contains(&seconds) => Ok(Some(1000.0 / seconds)),
        _ => Err(ConfigError::BadValue {
            key: "runner.threshold_pace",
            value: format!("`{pace}`"),
            allowed: "write minutes and seconds a kilometre, \"2:00\" to \"15:00\", such as \"4:50\"",
        }),
    }
}

/// Of days unwell and of the coverage.
pub(super) fn refuse_an_end_before_the_start(
    unwell: &[Unwell],
    coverage: &CoverageSetting,
) -> Result<(), ConfigError> {
    const LASTS: &str = "write a day not before its `from`, or leave it out while it lasts";
    const COVERED: &str = "write a day not before `coverage.from`, or leave it out";
    const GAP: &str = "write the first and the last day without the watch, the first one first";
    let covered = coverage.from.zip(coverage.until);
    let mut spans = unwell
        .iter()
        .filter_map(|span| Some(("unwell.until", (span.from, span.until?), LASTS)))
        .chain(covered.map(|covered| ("coverage.until", covered, COVERED)))
        .chain(coverage.gaps.iter().map(|&[from, until]| ("coverage.gaps", (from, until), GAP)));
    let turned = spans.find(|(_, (from, until), _)| until < from);
    turned.map_or(Ok(()), |(key, (from, until), allowed)| {
        let value =
            if key == "coverage.gaps" { format!("[{from}, {until}]") } else { until.to_string() };
        Err(ConfigError::BadValue { key, value, allowed })
    })
}

#[cfg(test)]
mod tests {
    use crate::config::Config;

    #[test]
    fn a_pace_that_is_no_time_and_spans_that_end_before_they_begin_are_refused() {
        let pace = |pace: &str| Config::read(&format!("[runner]\nthreshold_pace = \"{pace}\"\n"));
        assert!(["4:50", "2:00", "15:00", " 4:05 "].iter().all(|it| pace(it).is_ok()));
        for no_time in ["4:99", "4:60", "4.5:30", "-1:300", "4:", ":50", "nan:10", "4:+5", "1:59"] {
            let refused = pace(no_time).unwrap_err().to_string();
            assert!(refused.starts_with("`runner.threshold_pace` is "), "{no_time}: {refused}");
        }
        let refused = |text: &str| Config::read(text).unwrap_err().to_string();
        let covered = refused("[coverage]\nfrom = 2026-08-09\nuntil = 2026-08-03\n");
        assert!(covered.starts_with("`coverage.until` is 2026-08-03; write a day"), "{covered}");
        let gap = refused("[coverage]\ngaps = [[\"2026-08-09\", \"2026-08-03\"]]\n");
        assert!(gap.starts_with("`coverage.gaps` is [2026-08-09, 2026-08-03]; write"), "{gap}");
        assert!(Config::read("[coverage]\ngaps = [[2026-08-03, 2026-08-03]]\n").is_ok());
    }
}

//! What happened inside the runs, in words.

use super::words;
use crate::page::{Doubt, Fingerprint};

/// What a run over its time shows: `In range until minute 58, then cadence −2.2 %, bounce 84 to 89 mm`,
/// else why it is shown.
pub(crate) fn fingerprint(run: &Fingerprint) -> String {
    let Some((after, left_min)) = run.after.zip(run.left_min) else {
        return run.why.words().to_owned();
    };
    let bounce = words::or_blank(after.bounce_mm, |(before, after)| {
        format!(", bounce {} to {} mm", words::number(before, 0), words::number(after, 0))
    });
    format!(
        "In range until minute {}, then cadence {} %{bounce}",
        words::number(left_min, 0),
        words::signed(after.cadence_pct, 1)
    )
}

/// Why a number is less to be trusted.
pub fn doubt(of: Doubt) -> String {
    match of {
        Doubt::FewRuns(runs, of) => format!("{runs} of {of} runs"),
        Doubt::LittleSteady => "little steady running".to_owned(),
        Doubt::Trail => "mostly trail".to_owned(),
        Doubt::StepsUncertain => "what the watch counts is not certain".to_owned(),
        Doubt::NoHeight => "height not entered".to_owned(),
        Doubt::Runs(runs) => format!("{runs} runs"),
        Doubt::FewStretches(bins, of) => format!("{bins} of {of} stretches of 30 s"),
    }
}

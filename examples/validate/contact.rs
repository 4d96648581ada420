//! Contact time from the trunk: a published method, on published recordings. Not in the program.

use std::{f64::consts::PI, path::Path};

use backstride::signal::{mean, median};

use super::{
    data::{self, Failure, SACRUM_HZ, SacrumTrial},
    page::Section,
    sensor::row,
    stats::{Agreement, said},
    truth::Truth,
    verdict::Verdict,
};

/// The aim: root mean square error, in ms.
const RMSE_MS: f64 = 20.0;

/// Cut-off frequencies of the low-pass that the method is tried with, in Hz.
const CUTS_HZ: [f64; 3] = [5.0, 8.0, 10.0];

pub(crate) fn section(biomech: &Path, verdicts: &mut Vec<Verdict>) -> Result<Section, Failure> {
    let mut section = Section::new("Contact time from a sensor on the trunk");
    section.say(
        "The method of Day et al. 2021 (10.1016/j.jbiomech.2021.110323): vertical acceleration of \
         the sacrum through a low-pass filter; a foot is on the ground while it is above free fall. \
         What is left open there is the filter's cut-off, so three are tried on the 31 trials of \
         the section before, beside the same authors' own contact times of other runners (Alcantara \
         et al. 2021, 10.7717/peerj.11199). In ms, against the force plate; a fourth-order \
         Butterworth filter, there and back.",
    );
    let trials = data::sacrum_trials(biomech)?;
    let mut rows = Vec::new();
    let mut best = f64::INFINITY;
    for cut_hz in CUTS_HZ {
        let pairs: Vec<(f64, f64)> =
            trials.iter().filter_map(|trial| contact_of(trial, cut_hz)).collect();
        let agreement = Agreement::of(&pairs);
        let name = format!("one runner, low-pass {} Hz", said(cut_hz, 0));
        rows.push(with_rmse(&name, trials.len() - pairs.len(), agreement.as_ref()));
        if let Some(rmse) = agreement.map(|a| a.rmse).filter(|rmse| *rmse < best) {
            best = rmse;
        }
    }
    let (runners, pairs) = data::sacrum_contacts(biomech)?;
    let published = Agreement::of(&pairs).ok_or("no contact times")?;
    let name = format!("{runners} runners, as published");
    rows.push(with_rmse(&name, 0, Some(&published)));
    section.table(&["", "n", "refused", "bias", "SD", "95 % limits", "MAE", "RMSE"], &rows);
    section.say(
        "An independent comparison of 18 methods on 74 runners found limits of agreement of ±110 to \
         ±150 ms about the bias, even of the methods it recommends at the sacrum (Kiernan et al. \
         2023, PMC10255839); the authors of one method report an RMSE of 20 ms on their own 100 \
         runners (Patoz et al. 2022, 10.3390/s22030784). A threshold chosen to fit the one runner \
         here would do better on them and prove nothing. So the program tells no contact time from \
         raw acceleration: it reports contact time where a strap or pod recorded it, and else none.",
    );
    let reached = best <= RMSE_MS && published.rmse <= RMSE_MS;
    verdicts.push(Verdict::new(
        "Contact time at the trunk, RMSE ≤ 20 ms",
        reached,
        format!(
            "{} ms at best on one runner, {} ms on {runners}; not a metric of the program",
            said(best, 0),
            said(published.rmse, 0)
        ),
    ));
    Ok(section)
}

fn with_rmse(name: &str, refused: usize, agreement: Option<&Agreement>) -> Vec<String> {
    let mut cells = row(name, refused, agreement, 0);
    cells.push(said(agreement.map_or(f64::NAN, |a| a.rmse), 0));
    cells
}

/// (plate, sensor) contact times of a trial, in ms.
fn contact_of(trial: &SacrumTrial, cut_hz: f64) -> Option<(f64, f64)> {
    let truth = Truth::of(&trial.force_bw, SACRUM_HZ)?;
    // The floor at zero lifts the mean, which gravity alone should make.
    let lift = mean(&trial.vertical_g)? - 1.0;
    let free: Vec<f64> = trial.vertical_g.iter().map(|g| g - lift).collect();
    let smooth = low_passed(&free, cut_hz / SACRUM_HZ);
    let above: Vec<bool> = smooth.iter().map(|g| *g > 0.0).collect();
    let mut lengths_ms = Vec::new();
    let mut landed = None;
    for i in 1..above.len() {
        match (above[i - 1], above[i], landed) {
            (false, true, _) => landed = Some(i),
            (true, false, Some(from)) => {
                lengths_ms.push(1000.0 * (i - from) as f64 / SACRUM_HZ);
                landed = None;
            }
            _ => {}
        }
    }
    Some((truth.contact_ms, median(&lengths_ms)?))
}

/// A fourth-order Butterworth low-pass, there and back, so that nothing is delayed. `cut` is in
/// periods a reading.
fn low_passed(values: &[f64], cut: f64) -> Vec<f64> {
    let mut values = values.to_vec();
    for _ in 0..2 {
        for quality in [1.0 / (2.0 * (PI / 8.0).cos()), 1.0 / (2.0 * (3.0 * PI / 8.0).cos())] {
            second_order(&mut values, cut, quality);
        }
        values.reverse();
    }
    values
}

/// One second-order section in place (bilinear transform), started at rest on the first value.
fn second_order(values: &mut [f64], cut: f64, quality: f64) {
    let Some(&start) = values.first() else { return };
    let k = (PI * cut).tan();
    let whole = 1.0 / (1.0 + k / quality + k * k);
    let (b, a1, a2) =
        (k * k * whole, 2.0 * (k * k - 1.0) * whole, (1.0 - k / quality + k * k) * whole);
    let (mut x1, mut x2, mut y1, mut y2) = (start, start, start, start);
    for value in values {
        let y = b * (*value + 2.0 * x1 + x2) - a1 * y1 - a2 * y2;
        (x2, x1, y2, y1) = (x1, *value, y1, y);
        *value = y;
    }
}

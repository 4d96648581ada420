//! Steps and bounce from raw acceleration, against force plates and against a second sensor.

use std::path::Path;

use backstride::{
    draw::charts::{Cloud, Differences, LevelLine},
    physics::STANDARD_GRAVITY_M_PER_S2,
    prepare::window::{NoSteps, Placement, Shown, Window},
    signal::{SplitMix64, Transforms, floor_index},
};

use super::{
    data::{self, Failure, Markers, SACRUM_HZ, SacrumTrial, TreadmillRun, single},
    page::Section,
    rda,
    stats::{Agreement, said, signed},
    truth::Truth,
    verdict::Verdict,
};

/// Length of a window of a long recording, in seconds: the program's own.
const WINDOW_S: f64 = 12.0;

/// A cadence this far from the truth, as a share, is another harmonic of it.
const HARMONIC_SHARE: f64 = 0.25;

/// Markers tremble: what is faster than this, in Hz, is not taken for motion.
const MARKER_HZ: f64 = 12.0;

/// Aims, in the units of the tables.
const TRUNK_MAE_SPM: f64 = 1.0;
const LIMB_MAE_SPM: f64 = 2.0;
const BOUNCE_SD_MM: f64 = 7.0;

/// One window: what is true of it, and what was found.
struct Judged {
    cadence_spm: f64,
    bounce_mm: f64,
    found: Result<Shown, NoSteps>,
}

pub(crate) fn section(biomech: &Path, verdicts: &mut Vec<Verdict>) -> Result<Section, Failure> {
    let mut section = Section::new("Steps and bounce from raw acceleration");
    section.say(
        "What the program does with the raw acceleration in a recording, done on published \
         recordings with a truth beside them. Each trial is one window, as long as the trial; the \
         program itself uses windows of 12 s.",
    );
    let trials = data::sacrum_trials(biomech)?;
    sacrum(&mut section, &trials, verdicts);
    rates(&mut section, &trials);
    let run = data::treadmill_run(biomech)?;
    let virtual_mae = virtual_sensors(&mut section, &run)?;
    let ankle = hip_and_ankle(&mut section, biomech)?;
    limb_verdict(verdicts, virtual_mae, &ankle);
    refused(&mut section, biomech, verdicts)?;
    Ok(section)
}

/// A window of one vertical axis. The publisher's floor at zero would pass for a sensor at the end
/// of its range; a tremble of a tenth of a thousandth of g tells them apart.
fn upright(vertical_g: &[f64], rate_hz: f64) -> Window {
    let mut random = SplitMix64::new(17);
    let mut tremble = || 1e-4 * random.normal_f64();
    let axes: [Vec<f32>; 3] = [1.0, 0.0, 0.0]
        .map(|share| vertical_g.iter().map(|g| single(share * g + tremble())).collect());
    Window::new([&axes[0], &axes[1], &axes[2]], rate_hz)
}

/// Means of `every` readings: the same recording by a slower sensor.
fn slower(values: &[f64], every: usize) -> Vec<f64> {
    values.chunks_exact(every).map(|chunk| chunk.iter().sum::<f64>() / every as f64).collect()
}

fn judged(trials: &[SacrumTrial], every: usize) -> Vec<(&SacrumTrial, Judged)> {
    let mut transforms = Transforms::default();
    trials
        .iter()
        .filter_map(|trial| {
            let truth = Truth::of(&trial.force_bw, SACRUM_HZ)?;
            let window = upright(&slower(&trial.vertical_g, every), SACRUM_HZ / every as f64);
            let found = window.shown(Some(trial.speed_m_per_s), &mut transforms);
            let (cadence_spm, bounce_mm) = (truth.cadence_spm, truth.bounce_mm);
            Some((trial, Judged { cadence_spm, bounce_mm, found }))
        })
        .collect()
}

/// Pairs of (true, found) cadences and bounces.
fn pairs(windows: &[&Judged]) -> [Vec<(f64, f64)>; 2] {
    let shown = || windows.iter().filter_map(|w| Some((w, w.found.as_ref().ok()?)));
    [
        shown().map(|(w, found)| (w.cadence_spm, found.cadence_spm)).collect(),
        shown().filter_map(|(w, found)| Some((w.bounce_mm, found.bounce_mm?))).collect(),
    ]
}

/// A row of bias, spread, limits and mean size.
pub(crate) fn row(
    name: &str,
    refused: usize,
    agreement: Option<&Agreement>,
    decimals: usize,
) -> Vec<String> {
    let Some(a) = agreement else {
        let dash = || "–".to_owned();
        return vec![
            name.to_owned(),
            "0".to_owned(),
            refused.to_string(),
            dash(),
            dash(),
            dash(),
            dash(),
        ];
    };
    let (low, high) = a.limits();
    vec![
        name.to_owned(),
        a.n.to_string(),
        refused.to_string(),
        signed(a.bias, decimals),
        said(a.sd, decimals),
        format!("{} to {}", signed(low, decimals), signed(high, decimals)),
        said(a.mae, decimals),
    ]
}

/// The head of such a table.
pub(crate) const HEAD: [&str; 7] = ["", "n", "refused", "bias", "SD", "95 % limits", "MAE"];

/// The windows by a condition of their trials, with its name.
fn groups<'a>(
    windows: &'a [(&SacrumTrial, Judged)],
    condition: fn(&SacrumTrial) -> f64,
    name: fn(f64) -> String,
) -> Vec<(String, Vec<&'a Judged>)> {
    let mut values: Vec<f64> = windows.iter().map(|(trial, _)| condition(trial)).collect();
    values.sort_by(f64::total_cmp);
    values.dedup();
    let of = |value: f64| {
        let is_of = move |trial: &SacrumTrial| condition(trial).total_cmp(&value).is_eq();
        windows.iter().filter(move |(trial, _)| is_of(trial)).map(|(_, window)| window).collect()
    };
    values.into_iter().map(|value| (name(value), of(value))).collect()
}

fn sacrum(section: &mut Section, trials: &[SacrumTrial], verdicts: &mut Vec<Verdict>) {
    let windows = judged(trials, 1);
    section.head("A sensor at the sacrum against a force plate");
    section.say(
        "31 treadmill trials of 5 s of one runner, 2.5 to 4.2 m/s, slopes to 10° (Alcantara et \
         al., Recurrent GRF Prediction). Truth: landings at 0.05 body weights; motion of the \
         centre of mass by integrating the force twice, stride by stride.",
    );
    let all: Vec<&Judged> = windows.iter().map(|(_, window)| window).collect();
    let mut rows = [Vec::new(), Vec::new()];
    let mut groups =
        groups(&windows, |trial| trial.slope_deg, |slope| format!("{}°", signed(slope, 0)));
    groups.extend(self::groups(
        &windows,
        |trial| trial.speed_m_per_s,
        |speed| format!("{} m/s", said(speed, 2)),
    ));
    groups.push(("all".to_owned(), all.clone()));
    for (name, windows) in groups {
        for (rows, pairs) in rows.iter_mut().zip(pairs(&windows)) {
            let refused = windows.len() - pairs.len();
            rows.push(row(&name, refused, Agreement::of(&pairs).as_ref(), 1));
        }
    }
    section.say("**Cadence**, steps a minute:");
    section.table(&HEAD, &rows[0]);
    section.say("**Vertical oscillation**, mm, of the sensor against the centre of mass:");
    section.table(&HEAD, &rows[1]);
    let [cadence, bounce] = pairs(&all);
    if let (Some(cadence), Some(bounce)) = (Agreement::of(&cadence), Agreement::of(&bounce)) {
        verdicts.push(Verdict::new(
            "Cadence at the trunk, mean error ≤ 1 step a minute",
            cadence.mae <= TRUNK_MAE_SPM,
            format!("{} in {} trials of one runner", said(cadence.mae, 2), cadence.n),
        ));
        verdicts.push(Verdict::new(
            "Bounce at the trunk, random error ≤ 7 mm",
            bounce.sd <= BOUNCE_SD_MM,
            format!(
                "SD {} mm, bias {} mm, {} trials of one runner",
                said(bounce.sd, 1),
                signed(bounce.bias, 1),
                bounce.n
            ),
        ));
    }
    bounce_figure(section, &bounce);
}

fn bounce_figure(section: &mut Section, bounce: &[(f64, f64)]) {
    let Some(agreement) = Agreement::of(bounce) else { return };
    let (low, high) = agreement.limits();
    let level = |name: &str, at: f64| LevelLine { name: format!("{name} {}", signed(at, 1)), at };
    section.figure(&Differences {
        name: "bounce-sacrum",
        title: "Bounce: sensor at the sacrum less force plate".to_owned(),
        alt: format!(
            "Bounce by a sensor at the sacrum less bounce by a force plate in {} trials: bias {} mm, \
             limits {} to {} mm",
            agreement.n,
            signed(agreement.bias, 1),
            signed(low, 1),
            signed(high, 1)
        ),
        across: "Mean of both, mm",
        up: "Difference, mm",
        clouds: vec![Cloud {
            name: "one trial".to_owned(),
            points: bounce.iter().map(|(t, f)| (f64::midpoint(*t, *f), f - t)).collect(),
        }],
        levels: vec![level("bias", agreement.bias), level("limit", low), level("limit", high)],
    });
}

/// The same trials as slower sensors would have recorded them.
fn rates(section: &mut Section, trials: &[SacrumTrial]) {
    section.say(
        "The same trials averaged down to slower sensors. Under 50 readings a second no bounce is \
         told.",
    );
    let rows: Vec<Vec<String>> = [1, 5, 10, 20]
        .into_iter()
        .map(|every| {
            let windows = judged(trials, every);
            let [cadence, bounce] =
                pairs(&windows.iter().map(|(_, window)| window).collect::<Vec<_>>());
            let cell = |pairs: &[(f64, f64)], of: fn(&Agreement) -> f64, decimals| {
                said(Agreement::of(pairs).map_or(f64::NAN, |a| of(&a)), decimals)
            };
            vec![
                format!("{} Hz", said(SACRUM_HZ / every as f64, 0)),
                cell(&cadence, |a| a.mae, 2),
                bounce.len().to_string(),
                cell(&bounce, |a| a.bias, 1),
                cell(&bounce, |a| a.sd, 1),
            ]
        })
        .collect();
    section.table(&["", "cadence MAE", "bounce n", "bounce bias, mm", "bounce SD, mm"], &rows);
}

/// What a sensor at these markers would have recorded: their acceleration and gravity's.
fn marker_window(markers: &Markers, names: &[&str]) -> Result<Window, Failure> {
    let places = markers.middle(names)?;
    let rate_hz = markers.rate_hz;
    let half = floor_index(rate_hz / MARKER_HZ / 4.0).max(1);
    let axes = [0, 1, 2].map(|k: usize| {
        let mut axis: Vec<f64> = places.iter().map(|place| place[k]).collect();
        // Twice a running mean: a triangular window, without delay.
        for _ in 0..2 {
            axis = backstride::signal::running_mean(&axis, half);
        }
        let gravity_g = if k == 1 { 1.0 } else { 0.0 };
        axis.windows(3)
            .map(|z| {
                let pull = (z[0] - 2.0 * z[1] + z[2]) * rate_hz * rate_hz;
                single(pull / STANDARD_GRAVITY_M_PER_S2 + gravity_g)
            })
            .collect::<Vec<f32>>()
    });
    // The running mean is short at both ends.
    let inner = 4 * half..axes[0].len() - 4 * half;
    let [x, y, z] = &axes;
    Ok(Window::new([&x[inner.clone()], &y[inner.clone()], &z[inner]], rate_hz))
}

/// Sensors that were not there, from markers that were: the second derivative of their places.
fn virtual_sensors(section: &mut Section, run: &TreadmillRun) -> Result<f64, Failure> {
    let truth = Truth::of(&run.force_n, run.force_hz).ok_or("no steps in the treadmill's force")?;
    section.head("Sensors made of markers, against a force treadmill");
    section.say(format!(
        "One treadmill run of 10 s, {} steps ({} a minute, contact {} ms, centre of mass {} mm by \
         force; J. J. Davis, demo-force-processing): the second derivative of a marker's place, \
         gravity added, is what a sensor there would feel, save its turning.",
        truth.contacts.len(),
        said(truth.cadence_spm, 1),
        said(truth.contact_ms, 0),
        said(truth.bounce_mm, 1),
    ));
    let places: [(&str, &[&str], Placement); 6] = [
        ("pelvis, back", &["R_psis", "L_psis"], Placement::Trunk),
        ("middle of the back", &["back_mid"], Placement::Trunk),
        ("shoulder", &["R_acr"], Placement::Trunk),
        ("thigh", &["R_thigh_TA"], Placement::Limb),
        ("ankle", &["R_ankle_LA"], Placement::Limb),
        ("heel", &["L_heel_B"], Placement::Limb),
    ];
    let mut rows = Vec::new();
    let mut worst = 0.0;
    for (name, markers, placement) in places {
        let found = marker_window(&run.markers, markers)?.shown(None, &mut Transforms::default());
        let cells = match found {
            Ok(shown) => {
                let off = shown.cadence_spm - truth.cadence_spm;
                if placement == Placement::Limb && off.abs() > worst {
                    worst = off.abs();
                }
                [
                    signed(off, 1),
                    placed(shown.placement).to_owned(),
                    shown.bounce_mm.map_or("not told".to_owned(), |mm| said(mm, 1)),
                ]
            }
            Err(why) => [refusal(why).to_owned(), "–".to_owned(), "–".to_owned()],
        };
        let mut row = vec![name.to_owned(), placed(placement).to_owned()];
        row.extend(cells);
        rows.push(row);
    }
    section.table(&["place", "sits on", "cadence less truth", "told as", "bounce, mm"], &rows);
    Ok(worst)
}

fn placed(placement: Placement) -> &'static str {
    match placement {
        Placement::Trunk => "trunk",
        Placement::Limb => "limb",
    }
}

fn refusal(why: NoSteps) -> &'static str {
    match why {
        NoSteps::TooShort => "too short",
        NoSteps::Still => "still",
        NoSteps::NoRhythm => "no rhythm",
    }
}

/// What two sensors on one runner show of the same windows.
struct TwoSensors {
    /// (hip, ankle), steps a minute.
    cadences: Vec<(f64, f64)>,
    harmonics: usize,
}

fn hip_and_ankle(section: &mut Section, biomech: &Path) -> Result<TwoSensors, Failure> {
    let path = biomech.join("martakarass+adeptdata/data/acc_running.rda");
    let mut columns = rda::first_object(&data::bytes(&path)?)?.list();
    let axes: Vec<Vec<f64>> = columns.drain(2..).map(rda::Object::numbers).collect();
    let at_hip = rda::is_each(columns.first().ok_or("no column")?, "left_hip");
    let rate_hz = 100.0;
    let axes_of = |hip: bool| -> Vec<Vec<f32>> {
        let of = |axis: &Vec<f64>| {
            axis.iter()
                .zip(&at_hip)
                .filter(|(_, at)| **at == hip)
                .map(|(g, _)| single(*g))
                .collect()
        };
        axes.iter().map(of).collect()
    };
    let (hip, ankle) = (axes_of(true), axes_of(false));
    let size = floor_index(WINDOW_S * rate_hz);
    let mut transforms = Transforms::default();
    let mut counts = [[0_usize; 3]; 2];
    let mut two = TwoSensors { cadences: Vec::new(), harmonics: 0 };
    for start in (0..hip[0].len().saturating_sub(size)).step_by(size) {
        let mut told = [&hip, &ankle].map(|axes| {
            let cut = |k: usize| &axes[k][start..start + size];
            Window::new([cut(0), cut(1), cut(2)], rate_hz).shown(None, &mut transforms)
        });
        for (counts, told) in counts.iter_mut().zip(&mut told) {
            match told {
                Err(_) => counts[2] += 1,
                Ok(shown) if shown.placement == Placement::Trunk => counts[0] += 1,
                Ok(_) => counts[1] += 1,
            }
        }
        if let [Ok(hip), Ok(ankle)] = told {
            two.cadences.push((hip.cadence_spm, ankle.cadence_spm));
            let ratio = ankle.cadence_spm / hip.cadence_spm;
            two.harmonics += usize::from((ratio - 1.0).abs() > HARMONIC_SHARE);
        }
    }
    section.head("Hip and ankle at the same time");
    section.say(
        "One outdoor run of 25 minutes with a sensor at the left hip and one at the left ankle, 100 \
         readings a second (adeptdata, Karas). No truth, but two places that must agree: windows \
         of 12 s, ankle against hip.",
    );
    let agreement = Agreement::of(&two.cadences);
    let refused = counts[0][2].max(counts[1][2]);
    section.table(&HEAD, &[row("ankle less hip, steps a minute", refused, agreement.as_ref(), 2)]);
    section.say(format!(
        "Harmonic errors: {} of {} windows. Told as trunk, limb, refused: hip {}, {}, {}; ankle {}, \
         {}, {}.",
        two.harmonics, two.cadences.len(),
        counts[0][0], counts[0][1], counts[0][2], counts[1][0], counts[1][1], counts[1][2],
    ));
    Ok(two)
}

fn limb_verdict(verdicts: &mut Vec<Verdict>, virtual_worst_spm: f64, two: &TwoSensors) {
    if let Some(agreement) = Agreement::of(&two.cadences) {
        let reached = agreement.mae <= LIMB_MAE_SPM
            && virtual_worst_spm <= LIMB_MAE_SPM
            && two.harmonics == 0;
        verdicts.push(Verdict::new(
            "Cadence elsewhere, mean error ≤ 2 steps a minute and no harmonic error",
            reached,
            format!(
                "ankle against hip {} in {} windows, {} harmonic errors; markers on a leg at most {}; no \
                 running wrist at hand",
                said(agreement.mae, 2),
                agreement.n,
                two.harmonics,
                said(virtual_worst_spm, 1)
            ),
        ));
    }
}

/// Recordings with no run in them, or too short or too slow to find one.
fn refused(
    section: &mut Section,
    biomech: &Path,
    verdicts: &mut Vec<Verdict>,
) -> Result<(), Failure> {
    let foot = ["Accelerometer X (g)", "Accelerometer Y (g)", "Accelerometer Z (g)"];
    let worn = ["aX", "aY", "aZ"];
    let sets: [(&str, &str, [&str; 3], f64); 4] = [
        ("a sensor left lying", "fuzzylabs+wearable-my-foot/data/still.csv", worn, 100.0),
        ("a foot that walks, long", "xioTechnologies+Gait-Tracking/long_walk.csv", foot, 400.0),
        ("a foot that walks, short", "xioTechnologies+Gait-Tracking/short_walk.csv", foot, 400.0),
        (
            "a wrist that walks",
            "gfwilliams+step-count/data/HughB-walk-1834.csv",
            ["X", "Y", "Z"],
            12.5,
        ),
    ];
    let mut rows = Vec::new();
    let mut as_run = 0;
    let mut told_steps = Vec::new();
    for (name, file, names, rate_hz) in sets {
        let axes = data::three_axes(&biomech.join(file), names)?;
        // The wrist's file counts 8192 to a g.
        let scale = if rate_hz < 20.0 { 1.0 / 8192.0 } else { 1.0 };
        let axes = axes.map(|axis| axis.iter().map(|g| g * scale).collect::<Vec<f32>>());
        let size = floor_index(WINDOW_S * rate_hz);
        let mut counts = [0_usize; 3];
        let mut steps = 0.0;
        let mut transforms = Transforms::default();
        for start in (0..axes[0].len().saturating_sub(size)).step_by(size) {
            let cut = |k: usize| &axes[k][start..start + size];
            let shown = Window::new([cut(0), cut(1), cut(2)], rate_hz).shown(None, &mut transforms);
            let is_run = |shown: &Shown| shown.cadence_spm >= 140.0;
            counts[shown.as_ref().map_or(0, |shown| 1 + usize::from(is_run(shown)))] += 1;
            steps += shown.map_or(0.0, |shown| shown.cadence_spm / 60.0 * WINDOW_S);
        }
        told_steps.push(steps);
        as_run += counts[2];
        let mut row = vec![name.to_owned(), format!("{} Hz", said(rate_hz, 1))];
        row.extend(counts.map(|count| count.to_string()));
        rows.push(row);
    }
    section.head("Where there is no run");
    section.say(
        "Windows of 12 s in which nobody runs. Told as running means 140 steps a minute and more. \
         (Streams under 15 readings a second are refused as a whole in recordings; here they are \
         tried all the same.)",
    );
    section.table(&["", "rate", "refused", "told as walking", "told as running"], &rows);
    section.say(format!(
        "The wrist's walk is of 1834 counted steps; the windows that are told add up to {}. No recording of a \
         wrist that runs is at hand: for the wrist there is only a made signal (`tests/steps.rs`).",
        said(told_steps.last().copied().unwrap_or(f64::NAN), 0)
    ));
    verdicts.push(Verdict::new(
        "Rest and walking are not told as running",
        as_run == 0,
        format!("{as_run} windows told as running"),
    ));
    Ok(())
}

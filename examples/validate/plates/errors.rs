//! What errors of contact time do to the estimate, and how it follows changes within runners.

use backstride::signal::{SplitMix64, correlation};

use super::{
    super::{
        page::Section,
        stats::{said, signed},
        verdict::Verdict,
    },
    fit::{LeftOut, Value, at_speed, centre, partial_spearman, rmse, speeds},
    reach::{formula_mm, half_range_mm, heel, mid_foot},
    trials::Trial,
};

/// How often errors of contact time are added to every trial.
const DRAWS: usize = 200;

/// A share of trials within the stated range that passes for 90 %.
const HELD: (f64, f64) = (0.83, 0.97);

pub(super) fn noise(
    section: &mut Section,
    trials: &[Trial],
    fit: &LeftOut,
    verdicts: &mut Vec<Verdict>,
) {
    section.say(format!(
        "Each trial's contact time is moved by an error of this standard deviation, one for the whole trial as a \
         sensor's would be, {DRAWS} times; in the last three columns its speed as well, by 3 %. Correlations (up to 4 m/s, at given speed) \
         and errors are over all draws; errors are of runners left out, ranges are those stated for a strap or pod (10 ms) and for \
         a wrist (20 ms).",
    ));
    let rows: Vec<Vec<String>> = [0.0, 5.0, 10.0, 20.0]
        .into_iter()
        .map(|sd_ms| {
            let plain = noisy(trials, fit, sd_ms / 1000.0, 0.0);
            let with_speed = noisy(trials, fit, sd_ms / 1000.0, 0.03);
            let share = |share: f64| format!("{} %", said(100.0 * share, 0));
            vec![
                format!("{} ms", said(sd_ms, 0)),
                signed(plain.rho_mid_foot, 2),
                signed(plain.rho_heel, 2),
                said(plain.rmse_mm, 1),
                said(with_speed.rmse_mm, 1),
                share(with_speed.held_strap),
                share(with_speed.held_wrist),
            ]
        })
        .collect();
    let head = [
        "error of contact",
        "reach with mid-foot",
        "reach with heel",
        "RMSE, mm",
        "RMSE with speed 3 % off, mm",
        "within the range for a strap",
        "within the range for a wrist",
    ];
    section.table(&head, &rows);
    let (strap, wrist) =
        (noisy(trials, fit, 0.010, 0.03).held_strap, noisy(trials, fit, 0.020, 0.03).held_wrist);
    let share = |share: f64| said(100.0 * share, 0);
    verdicts.push(Verdict::new(
        "Foot ahead of pelvis: with sensors' assumed errors added, its 90 % range holds 83 to 97 %",
        [strap, wrist].iter().all(|held| (HELD.0..=HELD.1).contains(held)),
        format!("strap or pod {} %, wrist {} %, runners left out", share(strap), share(wrist)),
    ));
}

/// What errors of contact and speed make of it, on average.
struct Noisy {
    rho_mid_foot: f64,
    rho_heel: f64,
    rmse_mm: f64,
    held_strap: f64,
    held_wrist: f64,
}

fn noisy(trials: &[Trial], fit: &LeftOut, contact_sd_s: f64, speed_sd_share: f64) -> Noisy {
    let mut random = SplitMix64::new(29);
    let (mut mid_foots, mut heels, mut errors) = (Vec::new(), Vec::new(), Vec::new());
    let (mut strap, mut wrist) = (0_usize, 0_usize);
    for _ in 0..DRAWS {
        let mut reaches = Vec::new();
        for (trial, estimate) in trials.iter().zip(&fit.estimates) {
            let contact_s = trial.contact_s + contact_sd_s * random.normal_f64();
            let speed = trial.speed_m_per_s * (1.0 + speed_sd_share * random.normal_f64());
            let reach_mm = 500.0 * speed * contact_s;
            // The left-out fit's slope differs little from that of all; the error moves by it.
            let slope = fit.coefficients.get(1).copied().unwrap_or(f64::NAN);
            let error = estimate + slope * (reach_mm - trial.reach_mm()) - trial.mid_foot_mm;
            strap += usize::from(error.abs() <= half_range_mm(trial, 0.010, 0.03));
            wrist += usize::from(error.abs() <= half_range_mm(trial, 0.020, 0.03));
            errors.push(error);
            reaches.push(reach_mm);
        }
        let slower: Vec<(&Trial, f64)> =
            trials.iter().zip(reaches).filter(|(it, _)| it.speed_m_per_s <= 4.0).collect();
        let rho = |target: Value<'_>| {
            let x: Vec<f64> = slower.iter().map(|pair| pair.1).collect();
            let y: Vec<f64> = slower.iter().map(|pair| target(pair.0)).collect();
            let given: Vec<f64> = slower.iter().map(|pair| pair.0.speed_m_per_s).collect();
            partial_spearman(&x, &y, &given).unwrap_or(f64::NAN)
        };
        mid_foots.push(rho(&mid_foot));
        heels.push(rho(&heel));
    }
    let share = |held: usize| held as f64 / errors.len() as f64;
    Noisy {
        rho_mid_foot: centre(&mid_foots),
        rho_heel: centre(&heels),
        rmse_mm: rmse(&errors),
        held_strap: share(strap),
        held_wrist: share(wrist),
    }
}

pub(super) fn changes(section: &mut Section, trials: &[Trial]) {
    section.say(
        "From a runner's slowest speed to each other one: the change of the estimate against the \
         measured change, mm. Part of both is speed itself; step length's share longer than expected is \
         set beside it.",
    );
    let speeds = speeds(trials);
    let mut rows = Vec::new();
    for speed in speeds.iter().skip(1) {
        let pairs: Vec<(&Trial, &Trial)> = at_speed(trials, speeds[0])
            .into_iter()
            .filter_map(|slow| {
                let fast = at_speed(trials, *speed);
                fast.into_iter().find(|it| it.runner == slow.runner).map(|fast| (slow, fast))
            })
            .collect();
        let change = |value: Value<'_>| -> Vec<f64> {
            pairs.iter().map(|(slow, fast)| value(fast) - value(slow)).collect()
        };
        let estimate = change(&|it| formula_mm(it, it.contact_s, it.speed_m_per_s));
        let truth = change(&mid_foot);
        let errors: Vec<f64> = estimate.iter().zip(&truth).map(|(a, b)| a - b).collect();
        let r = |a: &[f64], b: &[f64]| signed(correlation(a, b).unwrap_or(f64::NAN), 2);
        rows.push(vec![
            format!("{} to {} m/s", said(speeds[0], 1), said(*speed, 1)),
            pairs.len().to_string(),
            signed(centre(&truth), 0),
            signed(centre(&estimate), 0),
            said(rmse(&errors), 1),
            r(&estimate, &truth),
            r(&change(&Trial::reach_mm), &change(&heel)),
            r(&change(&Trial::longer_pct), &change(&heel)),
        ]);
    }
    let head = [
        "change",
        "runners",
        "measured",
        "estimated",
        "RMSE",
        "r, mid-foot",
        "r, reach and heel",
        "r, step longer and heel",
    ];
    section.table(&head, &rows);
    section.say(format!(
        "From step to step at one speed, the mid-foot lands {} mm further ahead for each mm of reach, less than the formula's \
         0.85: the formula overstates small changes, and some of a step's contact is error of the clock. So a change under 10 mm is not told.",
        said(slope_within(trials), 2),
    ));
}

/// The slope of mid-foot on reach over the landings of a trial, all trials together.
fn slope_within(trials: &[Trial]) -> f64 {
    let (mut products, mut squares) = (0.0, 0.0);
    for trial in trials {
        let reaches: Vec<f64> =
            trial.landings.iter().map(|it| 500.0 * trial.speed_m_per_s * it.contact_s).collect();
        let places: Vec<f64> = trial.landings.iter().map(|it| it.mid_foot_mm).collect();
        let (reach, place) = (centre(&reaches), centre(&places));
        for (x, y) in reaches.iter().zip(&places) {
            products += (x - reach) * (y - place);
            squares += (x - reach).powi(2);
        }
    }
    products / squares
}

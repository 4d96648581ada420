//! Where the foot lands, and the gate: whether step length for height and pace says so.

use backstride::{
    physics::CADENCE_PRIOR_SPEEDS_M_PER_S,
    signal::{largest, rank::pearson, smallest},
};

use super::{
    super::{
        page::Section,
        stats::{said, signed},
        verdict::Verdict,
    },
    fit::{Rho, at_speed, centre, runners, speeds, spread},
    trials::{Landing, Trial},
};

/// Runners that the gate needs to be decided at all.
const LEAST_RUNNERS: usize = 8;

/// The partial rank correlation that opens it.
const OPEN_FROM: f64 = 0.30;

/// How well the index must pick the third of runners whose foot lands furthest ahead.
const AREA_FROM: f64 = 0.65;

pub(super) fn section(trials: &[Trial], verdicts: &mut Vec<Verdict>) -> Section {
    let mut section = Section::new("Where the foot lands, and whether step length says so");
    section.say(
        "The gate was set before these recordings were looked at: the pages may speak of \
         overstriding on the strength of step length only if, on runners with measured foot \
         positions, the partial Spearman correlation of relative step length with the distance of \
         the heel ahead of the pelvis at landing, at given speed, is 0.30 or more, with a 95 % \
         interval above 0 by resampling runners, and if the area under the curve for the third of runners \
         with the largest distance is 0.65 or more.",
    );
    let all: Vec<&Trial> = trials.iter().collect();
    let men = {
        let mut of: Vec<&str> =
            trials.iter().filter(|it| it.is_man).map(|it| it.runner.as_str()).collect();
        of.dedup();
        of.len()
    };
    section.say(format!(
        "{} runners ({men} men) on a treadmill, {} runs of half a minute with markers (150 a second) and forces \
         (300 a second): Fukuchi, Fukuchi and Duarte 2017 (10.7717/peerj.3298, CC BY 4.0). A contact is force \
         above 0.05 body weights for a tenth of a second and more. At landing: the place of the foot in front, less \
         the mean place of the four markers of the pelvis. Mid-foot is the middle of the markers \
         at the heel and at the fifth metatarsal; the foot's angle is that of the line between \
         them. Of each runner and speed the median counts. Mean (standard deviation between runners):",
        runners(&all).len(),
        trials.len(),
    ));
    positions(&mut section, trials);
    checks(&mut section, trials);
    section.head("The gate: relative step length");
    gate(&mut section, trials, verdicts);
    landing_by_landing(&mut section, trials);
    section
}

/// Mean and standard deviation in one cell.
fn cell(values: &[f64], decimals: usize) -> String {
    format!("{} ({})", said(centre(values), decimals), said(spread(values), decimals))
}

fn positions(section: &mut Section, trials: &[Trial]) {
    let rows: Vec<Vec<String>> = speeds(trials)
        .into_iter()
        .map(|speed| {
            let own = at_speed(trials, speed);
            let of = |value: &dyn Fn(&Trial) -> f64| -> Vec<f64> {
                own.iter().map(|trial| value(trial)).collect()
            };
            let landings: usize = own.iter().map(|trial| trial.landings.len()).sum();
            vec![
                format!("{} m/s", said(speed, 1)),
                own.len().to_string(),
                landings.to_string(),
                cell(&of(&|it| 60.0 / it.step_s), 1),
                cell(&of(&|it| 1000.0 * it.contact_s), 0),
                cell(&of(&|it| it.mid_foot_mm), 0),
                cell(&of(&|it| it.heel_mm), 0),
                cell(&of(&|it| it.foot_angle_deg), 1),
                cell(&of(&Trial::longer_pct), 1),
            ]
        })
        .collect();
    let head = [
        "belt",
        "runners",
        "landings",
        "steps a minute",
        "contact, ms",
        "mid-foot ahead, mm",
        "heel ahead, mm",
        "foot angle, °",
        "step longer than expected, %",
    ];
    section.table(&head, &rows);
}

fn checks(section: &mut Section, trials: &[Trial]) {
    let range = |values: &[f64], decimals: usize| {
        let low = smallest(values).unwrap_or(f64::NAN);
        let high = largest(values).unwrap_or(f64::NAN);
        format!("{} to {}", said(low, decimals), said(high, decimals))
    };
    let carried: Vec<f64> = trials.iter().map(|trial| trial.carried_bw).collect();
    let belt: Vec<f64> = trials
        .iter()
        .map(|trial| {
            let seen: Vec<f64> = trial.landings.iter().map(|it| it.belt_m_per_s).collect();
            backstride::signal::median(&seen).unwrap_or(f64::NAN) - trial.speed_m_per_s
        })
        .collect();
    let landings: Vec<&Landing> = trials.iter().flat_map(|trial| &trial.landings).collect();
    let lower = landings.iter().filter(|landing| landing.is_lower).count();
    section.say(format!(
        "Does the reading hold together? Mean force over whole strides is {} of body weight; the belt as the heel \
         shows it differs from the stated speed by {} m/s; the foot in front is the lower one at {lower} of {} \
         landings.",
        range(&carried, 2),
        range(&belt, 2),
        landings.len(),
    ));
}

/// The trials at speeds that the index holds for.
fn in_range(trials: &[Trial]) -> Vec<&Trial> {
    let (slowest, fastest) = CADENCE_PRIOR_SPEEDS_M_PER_S;
    trials.iter().filter(|it| (slowest..=fastest).contains(&it.speed_m_per_s)).collect()
}

fn gate(section: &mut Section, trials: &[Trial], verdicts: &mut Vec<Verdict>) {
    let inside = in_range(trials);
    let count = runners(&inside).len();
    let heel = Rho::of(&inside, &Trial::longer_pct, &|it| it.heel_mm);
    let mid_foot = Rho::of(&inside, &Trial::longer_pct, &|it| it.mid_foot_mm);
    let braking = Rho::of(&inside, &Trial::longer_pct, &|it| it.braking_bw_ms);
    let per_second = Rho::of(&inside, &Trial::longer_pct, &|it| it.braking_bw_ms / it.step_s);
    let area = area_under_curve(trials);
    section.say(format!(
        "Medians of each runner and speed, speeds within 2.24 to 4.47 m/s ({} trials of {count} runners); \
         partial Spearman correlation at given speed with its 95 % interval:",
        inside.len(),
    ));
    let row = |name: &str, rho: Rho| vec![name.to_owned(), rho.words()];
    section.table(
        &["step longer than expected, against", "correlation"],
        &[
            row("heel ahead of pelvis (**the gate**)", heel),
            row("mid-foot ahead of pelvis", mid_foot),
            row("braking impulse of a step", braking),
            row("braking impulse a second", per_second),
        ],
    );
    let is_open = count >= LEAST_RUNNERS
        && heel.value >= OPEN_FROM
        && heel.low > 0.0
        && area.is_some_and(|area| area >= AREA_FROM);
    section.say(format!(
        "Area under the curve for the third of runners whose heel lands furthest ahead, speed by speed: \
         {}. {}",
        said(area.unwrap_or(f64::NAN), 2),
        if is_open { OPEN } else { CLOSED },
    ));
    verdicts.push(Verdict::new(
        "Step length shown to go with the foot landing ahead (the gate: ≥ 0.30, interval above 0)",
        is_open,
        format!("{} on {count} runners", heel.words()),
    ));
}

/// What an open gate means.
const OPEN: &str = "**The gate is open on these runners.**";

/// What a closed gate means.
const CLOSED: &str = "\
    **The gate stays closed**: a long step for height and pace does not say that the foot lands far ahead. \
    Pages say \"Step length for height and pace\", the summary says `\"validated\": false`.";

/// How often, at one speed, the index is larger in a runner of the upper third by heel position
/// than in one of the others; over all speeds together.
fn area_under_curve(trials: &[Trial]) -> Option<f64> {
    let (mut larger, mut pairs) = (0.0, 0.0);
    for speed in speeds(trials) {
        let mut own: Vec<&Trial> = in_range(trials)
            .into_iter()
            .filter(|it| it.speed_m_per_s.total_cmp(&speed).is_eq())
            .collect();
        own.sort_by(|a, b| a.heel_mm.total_cmp(&b.heel_mm));
        let upper = own.len() - own.len() / 3;
        for far in own.iter().skip(upper) {
            for near in own.iter().take(upper) {
                pairs += 1.0;
                let apart = far.longer_pct() - near.longer_pct();
                larger += if apart > 0.0 {
                    1.0
                } else if apart < 0.0 {
                    0.0
                } else {
                    0.5
                };
            }
        }
    }
    (pairs > 0.0).then(|| larger / pairs)
}

/// The version that pools landings, and why it decides nothing.
fn landing_by_landing(section: &mut Section, trials: &[Trial]) {
    let inside = in_range(trials);
    let names = runners(&inside);
    let pooled: Vec<Vec<[f64; 3]>> = names
        .iter()
        .map(|name| {
            inside
                .iter()
                .filter(|trial| trial.runner == *name)
                .flat_map(|trial| {
                    trial.landings.iter().filter(|it| it.step_after_s.is_finite()).map(|it| {
                        let speed = trial.speed_m_per_s;
                        [speed * it.step_after_s, it.heel_mm, speed]
                    })
                })
                .collect()
        })
        .collect();
    let within = |step: &dyn Fn(&Landing) -> f64| -> f64 {
        let (mut steps, mut places) = (Vec::new(), Vec::new());
        for trial in &inside {
            let whole: Vec<&Landing> =
                trial.landings.iter().filter(|it| step(it).is_finite()).collect();
            let own: Vec<f64> =
                whole.iter().map(|it| 1000.0 * trial.speed_m_per_s * step(it)).collect();
            let heels: Vec<f64> = whole.iter().map(|it| it.heel_mm).collect();
            let (step_mm, heel_mm) = (centre(&own), centre(&heels));
            steps.extend(own.iter().map(|mm| mm - step_mm));
            places.extend(heels.iter().map(|mm| mm - heel_mm));
        }
        pearson(&steps, &places).unwrap_or(f64::NAN)
    };
    section.say(format!(
        "Kept out of the decision: all landings pooled, raw step length against the heel, give {} at given speed. \
         There height is not controlled, and a landing told a little late puts the foot further back and shortens the step \
         after it: within trials the step after a landing goes with the heel's place by {}, the step \
         before it by {}. One body cannot do both; the clock can.",
        Rho::of_groups(&pooled).words(),
        signed(within(&|it| it.step_after_s), 2),
        signed(within(&|it| it.step_before_s), 2),
    ));
}

//! The gate: whether step length for height and pace says where the foot lands.

use std::path::Path;

use backstride::signal::{
    SplitMix64, mean, median, quantile,
    rank::{mid_ranks, pearson, residuals},
};

use super::{
    data::{self, Failure, Markers},
    page::Section,
    stats::{said, signed},
    truth::{self, Contact},
    verdict::Verdict,
};

/// Runners that the gate needs to be decided at all.
const LEAST_RUNNERS: usize = 10;

/// The partial rank correlation that opens it.
const OPEN_FROM: f64 = 0.30;

/// Resamples of the runners.
const DRAWS: usize = 1000;

/// Speeds that the index holds for, in m/s.
const SPEEDS_M_PER_S: (f64, f64) = (2.24, 4.47);

/// One landing.
struct Landing {
    runner: usize,
    /// Distance from this landing to the next, in metres.
    step_m: f64,
    speed_m_per_s: f64,
    /// Heel ahead of the pelvis as it lands, in metres.
    ahead_m: f64,
}

/// The recordings that hold foot positions: name, markers of the pelvis and of both heels.
struct Recording {
    name: &'static str,
    markers: Markers,
    force: Vec<f64>,
    force_hz: f64,
    pelvis: [&'static str; 4],
    heels: [&'static str; 2],
    /// On a belt the ground moves and the runner stays.
    on_belt: bool,
}

pub(crate) fn section(biomech: &Path, verdicts: &mut Vec<Verdict>) -> Result<Section, Failure> {
    let mut section = Section::new("Does step length say where the foot lands?");
    section.say(
        "The gate, set in advance: the pages may speak of overstriding only if, on runners with \
         measured foot positions, the partial Spearman correlation of relative step length with the \
         distance of foot ahead of pelvis at landing, at given speed, is 0.30 or more, with a 95 % \
         interval above 0 by resampling runners. (At given speed and height relative step length and \
         step length have the same ranks.)",
    );
    let mut landings = Vec::new();
    let mut rows = Vec::new();
    for (runner, recording) in recordings(biomech)?.iter().enumerate() {
        let found = landings_of(recording, runner);
        let of = |value: fn(&Landing) -> f64| {
            median(&found.iter().map(value).collect::<Vec<f64>>()).unwrap_or(f64::NAN)
        };
        let speed = of(|landing| landing.speed_m_per_s);
        let inside = (SPEEDS_M_PER_S.0..=SPEEDS_M_PER_S.1).contains(&speed);
        rows.push(vec![
            recording.name.to_owned(),
            found.len().to_string(),
            said(speed, 2),
            said(of(|landing| landing.step_m), 2),
            said(1000.0 * of(|landing| landing.ahead_m), 0),
            if inside { "yes" } else { "no" }.to_owned(),
        ]);
        if inside {
            landings.extend(found);
        }
    }
    section.table(
        &[
            "recording",
            "steps",
            "speed, m/s",
            "step, m",
            "heel ahead of pelvis, mm",
            "within 2.24–4.47 m/s",
        ],
        &rows,
    );
    decide(&mut section, &landings, verdicts);
    Ok(section)
}

fn recordings(biomech: &Path) -> Result<Vec<Recording>, Failure> {
    let run = data::treadmill_run(biomech)?;
    let (steady, steady_force, steady_hz) = data::overground(
        biomech,
        "BMClab+BMC/data/opensim/motion_capture_run.trc",
        "BMClab+BMC/data/opensim/grf_run.mot",
    )?;
    let (sprint, sprint_force, sprint_hz) = data::overground(
        biomech,
        "aaronsfox+flash-running/ExpData/Data/maxSprint.trc",
        "aaronsfox+flash-running/ExpData/Data/refGRF.mot",
    )?;
    Ok(vec![
        Recording {
            name: "treadmill (demo-force-processing)",
            markers: run.markers,
            force: run.force_n,
            force_hz: run.force_hz,
            pelvis: ["R_asis", "L_asis", "R_psis", "L_psis"],
            heels: ["R_heel_LA", "L_heel_LA"],
            on_belt: true,
        },
        Recording {
            name: "overground (BMClab)",
            markers: steady,
            force: steady_force,
            force_hz: steady_hz,
            pelvis: ["RASI", "LASI", "RPSI", "LPSI"],
            heels: ["RCAL", "LCAL"],
            on_belt: false,
        },
        Recording {
            name: "sprint (flash-running)",
            markers: sprint,
            force: sprint_force,
            force_hz: sprint_hz,
            pelvis: ["RASI", "LASI", "RPSI", "LPSI"],
            heels: ["RCAL", "LCAL"],
            on_belt: false,
        },
    ])
}

/// Every landing with the next one in the recording.
fn landings_of(recording: &Recording, runner: usize) -> Vec<Landing> {
    let weight = recording.force.iter().copied().filter(|f| *f > 20.0).collect::<Vec<f64>>();
    let Some(scale) = mean(&weight) else { return Vec::new() };
    let bw: Vec<f64> = recording.force.iter().map(|f| f / scale).collect();
    let contacts = truth::contacts(&bw, recording.force_hz);
    contacts
        .iter()
        .zip(contacts.iter().skip(1))
        .filter_map(|(contact, next)| landing(recording, runner, *contact, next.0))
        .collect()
}

fn landing(
    recording: &Recording,
    runner: usize,
    (landed, left): Contact,
    next: usize,
) -> Option<Landing> {
    let markers = &recording.markers;
    let frame = |reading: usize| {
        let at = reading as f64 * markers.rate_hz / recording.force_hz;
        backstride::signal::floor_index(at + 0.5)
    };
    let pelvis = markers.middle(&recording.pelvis).ok()?;
    let at = frame(landed);
    let here = pelvis.get(at)?[0];
    // The foot that lands is the one in front.
    let heels = recording.heels.map(|name| markers.of(name).ok());
    let heel = heels.into_iter().flatten().max_by(|one, other| {
        let place = |heel: &[[f64; 3]]| {
            let ahead = heel.get(at).map(|place| place[0]).filter(|x| x.is_finite());
            ahead.unwrap_or(f64::NEG_INFINITY)
        };
        place(one).total_cmp(&place(other))
    })?;
    let step_s = (next - landed) as f64 / recording.force_hz;
    let speed_m_per_s = if recording.on_belt {
        // The belt carries the foot back while it stands flat.
        let third = (left - landed) / 3;
        let (from, to) = (frame(landed + third), frame(left - third));
        let seconds = (to - from) as f64 / markers.rate_hz;
        (heel.get(from)?[0] - heel.get(to)?[0]) / seconds
    } else {
        (pelvis.get(frame(next))?[0] - here) / step_s
    };
    let ahead_m = heel.get(at)?[0] - here;
    let whole = ahead_m.is_finite() && speed_m_per_s.is_finite();
    whole.then_some(Landing { runner, step_m: speed_m_per_s * step_s, speed_m_per_s, ahead_m })
}

/// The rank correlation of two series at given values of a third.
fn partial_spearman(x: &[f64], y: &[f64], given: &[f64]) -> Option<f64> {
    let given = mid_ranks(given);
    pearson(&residuals(&mid_ranks(x), &given), &residuals(&mid_ranks(y), &given))
}

fn correlation_of(landings: &[&Landing]) -> Option<f64> {
    let of = |value: fn(&Landing) -> f64| landings.iter().map(|it| value(it)).collect::<Vec<f64>>();
    partial_spearman(
        &of(|landing| landing.step_m),
        &of(|landing| landing.ahead_m),
        &of(|landing| landing.speed_m_per_s),
    )
}

/// What an open gate means.
const OPEN: &str = "**The gate is open**: the words of the pages may follow.";

/// What a closed gate means.
const CLOSED: &str = "\
    **The gate stays closed**: pages say \"Step length for your height and pace\", the summary says \
    `\"validated\": false`, and overstriding stands only where it is explained what a watch cannot \
    see.";

fn decide(section: &mut Section, landings: &[Landing], verdicts: &mut Vec<Verdict>) {
    let mut runners: Vec<usize> = landings.iter().map(|landing| landing.runner).collect();
    runners.dedup();
    let all: Vec<&Landing> = landings.iter().collect();
    let rho = correlation_of(&all).unwrap_or(f64::NAN);
    let mut random = SplitMix64::new(7);
    let draws: Vec<f64> = (0..DRAWS)
        .filter_map(|_| {
            let drawn: Vec<&Landing> = (0..runners.len())
                .flat_map(|_| {
                    let runner = runners[random.below(runners.len())];
                    landings.iter().filter(move |landing| landing.runner == runner)
                })
                .collect();
            correlation_of(&drawn)
        })
        .collect();
    let is_enough = runners.len() >= LEAST_RUNNERS;
    let low = quantile(&draws, 0.025).filter(|_| is_enough);
    let is_open = low.is_some_and(|low| rho >= OPEN_FROM && low > 0.0);
    section.say(format!(
        "Of the recordings at hand {} are at a pace the index holds for, and none tells its runner's \
         height. Within them, over {} steps, the partial correlation of step length with the \
         distance ahead at given speed is {}; an interval by resampling so few runners means \
         nothing and is not given. It takes {LEAST_RUNNERS} runners to decide. {} Public data that \
         could decide it: Fukuchi et al. 2017, 28 runners at three speeds (10.7717/peerj.3298).",
        runners.len(),
        landings.len(),
        signed(rho, 2),
        if is_open { OPEN } else { CLOSED },
    ));
    verdicts.push(Verdict::new(
        "Step length shown to go with the foot landing ahead (the gate)",
        is_open,
        format!("{} with foot positions; {LEAST_RUNNERS} runners are needed", runners.len()),
    ));
}

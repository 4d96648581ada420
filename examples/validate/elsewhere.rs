//! The foot at landing in other recordings: whether the reading holds on other people's laboratories.

use std::path::Path;

use backstride::{
    metrics::foot_ahead::Model,
    signal::{mean, median},
};

use super::{
    data::{self, Failure, Markers},
    page::Section,
    stats::said,
    truth::{self, Contact},
};

/// One landing.
struct Landing {
    contact_s: f64,
    speed_m_per_s: f64,
    /// Heel ahead of the pelvis as it lands, in metres.
    heel_m: f64,
    /// Middle of heel and fifth metatarsal ahead of it.
    mid_foot_m: f64,
}

pub(crate) fn section(biomech: &Path) -> Result<Section, Failure> {
    let mut section = Section::new("Foot ahead of pelvis in other laboratories");
    section.say(
        "Single runners of whom neither height nor more than a few steps are known: no test of the          formula, but of whether places and times are read alike. `By the formula` is −77 + \
         0.820·reach, which needs no height and holds from 2.5 to 4.5 m/s.",
    );
    // Their heights are not told.
    let untold = Model::of(None).ok();
    let rows: Vec<Vec<String>> = recordings(biomech)?
        .iter()
        .map(|recording| {
            let found = landings_of(recording);
            let of = |value: fn(&Landing) -> f64| {
                median(&found.iter().map(value).collect::<Vec<f64>>()).unwrap_or(f64::NAN)
            };
            let (speed, contact_s) = (of(|it| it.speed_m_per_s), of(|it| it.contact_s));
            vec![
                recording.name.to_owned(),
                found.len().to_string(),
                said(speed, 2),
                said(1000.0 * contact_s, 0),
                said(1000.0 * of(|it| it.heel_m), 0),
                said(1000.0 * of(|it| it.mid_foot_m), 0),
                said(untold.map_or(f64::NAN, |model| model.ahead_mm(500.0 * speed * contact_s)), 0),
            ]
        })
        .collect();
    let head = [
        "recording",
        "steps",
        "speed, m/s",
        "contact, ms",
        "heel ahead, mm",
        "mid-foot ahead, mm",
        "by the formula, mm",
    ];
    section.table(&head, &rows);
    Ok(section)
}

/// The recordings that hold foot positions: name, markers of the pelvis and of both heels.
struct Recording {
    name: &'static str,
    markers: Markers,
    force: Vec<f64>,
    force_hz: f64,
    pelvis: [&'static str; 4],
    heels: [&'static str; 2],
    toes: [&'static str; 2],
    /// On a belt the ground moves and the runner stays.
    on_belt: bool,
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
            toes: ["R_met_5", "L_met_5"],
            on_belt: true,
        },
        Recording {
            name: "overground (BMClab)",
            markers: steady,
            force: steady_force,
            force_hz: steady_hz,
            pelvis: ["RASI", "LASI", "RPSI", "LPSI"],
            heels: ["RCAL", "LCAL"],
            toes: ["RMT5", "LMT5"],
            on_belt: false,
        },
        Recording {
            name: "sprint (flash-running)",
            markers: sprint,
            force: sprint_force,
            force_hz: sprint_hz,
            pelvis: ["RASI", "LASI", "RPSI", "LPSI"],
            heels: ["RCAL", "LCAL"],
            toes: ["RMT5", "LMT5"],
            on_belt: false,
        },
    ])
}

/// Every landing with the next one in the recording.
fn landings_of(recording: &Recording) -> Vec<Landing> {
    let weight = recording.force.iter().copied().filter(|f| *f > 20.0).collect::<Vec<f64>>();
    let Some(scale) = mean(&weight) else { return Vec::new() };
    let bw: Vec<f64> = recording.force.iter().map(|f| f / scale).collect();
    let contacts = truth::contacts(&bw, recording.force_hz);
    contacts
        .iter()
        .zip(contacts.iter().skip(1))
        .filter_map(|(contact, next)| landing(recording, *contact, next.0))
        .collect()
}

fn landing(recording: &Recording, (landed, left): Contact, next: usize) -> Option<Landing> {
    let markers = &recording.markers;
    let frame = |reading: usize| {
        let at = reading as f64 * markers.rate_hz / recording.force_hz;
        backstride::signal::floor_index(at + 0.5)
    };
    let pelvis = markers.middle(&recording.pelvis).ok()?;
    let at = frame(landed);
    let here = pelvis.get(at)?[0];
    // The foot that lands is the one in front.
    let feet = recording.heels.into_iter().zip(recording.toes);
    let (heel, toe) = feet
        .filter_map(|(heel, toe)| Some((markers.of(heel).ok()?, markers.of(toe).ok()?)))
        .max_by(|one, other| {
            let place = |heel: &[[f64; 3]]| {
                let ahead = heel.get(at).map(|place| place[0]).filter(|x| x.is_finite());
                ahead.unwrap_or(f64::NEG_INFINITY)
            };
            place(one.0).total_cmp(&place(other.0))
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
    let found = Landing {
        contact_s: (left - landed) as f64 / recording.force_hz,
        speed_m_per_s,
        heel_m: heel.get(at)?[0] - here,
        mid_foot_m: f64::midpoint(heel.get(at)?[0], toe.get(at)?[0]) - here,
    };
    (found.heel_m.is_finite() && found.speed_m_per_s.is_finite()).then_some(found)
}

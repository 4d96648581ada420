//! Treadmill runs with markers and forces (Fukuchi et al. 2017, 10.7717/peerj.3298): read, and what
//! each shows.
//!
//! A folder holds `runners.csv` (runner, `height_m`, `mass_kg`, sex) and, for runner 7 at 2.5 m/s,
//! `RBDS007-2.5-markers.csv.gz` (150 Hz, mm, x forward, y up) and `RBDS007-2.5-force.csv.gz` (300 Hz,
//! N). Any runners and speeds will do; a speed that a runner lacks is left out.

use std::{
    collections::BTreeMap,
    io::Read,
    path::{Path, PathBuf},
};

use backstride::{
    physics::{STANDARD_GRAVITY_M_PER_S2, expected_cadence_spm},
    signal::{floor_index, largest, mean, median, smallest},
};
use flate2::read::MultiGzDecoder;

use super::super::{
    data::{self, Columns, Failure},
    truth::{self, Contact, Truth},
};

/// Readings of force a second.
const FORCE_HZ: f64 = 300.0;

/// Readings of markers a second.
const MARKER_HZ: f64 = 150.0;

/// The four markers of the pelvis; the last two are at its back.
const PELVIS: [&str; 4] = ["l_asis", "r_asis", "l_psis", "r_psis"];

/// One landing.
pub(super) struct Landing {
    /// How long the foot stays.
    pub(super) contact_s: f64,
    /// From the landing before to this one, and from this one to the next.
    pub(super) step_before_s: f64,
    pub(super) step_after_s: f64,
    /// Heel ahead of the pelvis.
    pub(super) heel_mm: f64,
    /// Middle of heel and fifth metatarsal ahead of the pelvis.
    pub(super) mid_foot_mm: f64,
    /// Fifth metatarsal above the heel, as an angle.
    pub(super) foot_angle_deg: f64,
    /// The foot in front is the lower one.
    pub(super) is_lower: bool,
    /// How fast the belt carries the heel back in the middle third of contact.
    pub(super) belt_m_per_s: f64,
}

/// One runner at one speed: medians over the landings, but for the time of a step, which is the
/// mean, as a count of steps gives it.
pub(super) struct Trial {
    pub(super) runner: String,
    pub(super) height_m: f64,
    pub(super) is_man: bool,
    pub(super) speed_m_per_s: f64,
    pub(super) step_s: f64,
    pub(super) contact_s: f64,
    pub(super) heel_mm: f64,
    pub(super) mid_foot_mm: f64,
    pub(super) foot_angle_deg: f64,
    /// Braking impulse of a step, in body weights times milliseconds.
    pub(super) braking_bw_ms: f64,
    /// Rise and fall of the centre of mass within a step, by force.
    pub(super) bounce_mm: f64,
    /// The same of the markers at the back of the pelvis, and of all four.
    pub(super) back_mm: f64,
    pub(super) pelvis_mm: f64,
    /// Mean force over whole strides in body weights.
    pub(super) carried_bw: f64,
    pub(super) landings: Vec<Landing>,
}

impl Trial {
    /// Half the way travelled in contact, in mm.
    pub(super) fn reach_mm(&self) -> f64 {
        500.0 * self.speed_m_per_s * self.contact_s
    }

    /// Step length longer than expected at this height and speed, in per cent.
    pub(super) fn longer_pct(&self) -> f64 {
        let cadence_spm = 60.0 / self.step_s;
        100.0 * (expected_cadence_spm(self.speed_m_per_s, self.height_m) / cadence_spm - 1.0)
    }

    /// Share of a step in contact.
    pub(super) fn duty(&self) -> f64 {
        self.contact_s / self.step_s
    }
}

/// Every trial of a folder, by runner and then by speed.
pub(super) fn read(folder: &Path) -> Result<Vec<Trial>, Failure> {
    let about = data::table(&folder.join("runners.csv"))?;
    let (heights, masses) = (data::column(&about, "height_m")?, data::column(&about, "mass_kg")?);
    let (numbers, sexes) = (cells(&about, "runner")?, cells(&about, "sex")?);
    let speeds = speeds(folder)?;
    let mut trials = Vec::new();
    for (row, number) in numbers.iter().enumerate() {
        let known: Vec<&(PathBuf, f64)> =
            speeds.iter().filter(|(path, _)| runner_of(path) == number.parse().ok()).collect();
        for (markers, speed_m_per_s) in known {
            let name = markers.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let force = table(&folder.join(name.replace("markers", "force")))?;
            let markers = table(markers)?;
            let runner = Runner {
                name: number.clone(),
                height_m: heights[row],
                mass_kg: masses[row],
                is_man: sexes[row] == "M",
            };
            let trial = runner.trial(*speed_m_per_s, &markers, &force);
            trials.push(trial.ok_or_else(|| format!("{name}: no foot position in it"))?);
        }
    }
    if trials.is_empty() {
        return Err(format!("{}: no runner of runners.csv has markers", folder.display()).into());
    }
    Ok(trials)
}

fn cells(table: &Columns, name: &str) -> Result<Vec<String>, Failure> {
    Ok(table.get(name).ok_or_else(|| format!("runners.csv: no column {name}"))?.clone())
}

/// The files of markers with the speed in their names, in the order of their names.
#[allow(clippy::disallowed_methods, reason = "an example reads its own inputs")]
fn speeds(folder: &Path) -> Result<Vec<(PathBuf, f64)>, Failure> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let speed = name.strip_suffix("-markers.csv.gz").and_then(|name| name.rsplit_once('-'));
        if let Some(speed) = speed.and_then(|(_, speed)| speed.parse().ok()) {
            found.push((path, speed));
        }
    }
    found.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(found)
}

/// The runner's number in a file's name.
fn runner_of(path: &Path) -> Option<u32> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    name.strip_prefix("RBDS")?.split('-').next()?.parse().ok()
}

/// Columns of numbers by name; `NaN` where a cell is empty.
type Table = BTreeMap<String, Vec<f64>>;

fn table(path: &Path) -> Result<Table, Failure> {
    let mut text = String::new();
    MultiGzDecoder::new(data::bytes(path)?.as_slice())
        .read_to_string(&mut text)
        .map_err(|error| format!("{}: {error}", path.display()))?;
    let mut lines = text.lines();
    let names: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
    let mut columns: Vec<Vec<f64>> = vec![Vec::new(); names.len()];
    for line in lines {
        let cells = line.split(',').chain(std::iter::repeat(""));
        for (column, cell) in columns.iter_mut().zip(cells) {
            column.push(cell.parse().unwrap_or(f64::NAN));
        }
    }
    Ok(names.into_iter().map(str::to_owned).zip(columns).collect())
}

/// Who ran.
struct Runner {
    name: String,
    height_m: f64,
    mass_kg: f64,
    is_man: bool,
}

impl Runner {
    fn trial(&self, speed_m_per_s: f64, markers: &Table, force: &Table) -> Option<Trial> {
        let weight_n = self.mass_kg * STANDARD_GRAVITY_M_PER_S2;
        let upward = force.get("vertical_n")?;
        let bw: Vec<f64> = upward.iter().map(|n| n / weight_n).collect();
        let contacts = truth::contacts(&bw, FORCE_HZ);
        let places = Places::of(markers)?;
        let landings = places.landings(&contacts);
        let of =
            |value: fn(&Landing) -> f64| median(&landings.iter().map(value).collect::<Vec<f64>>());
        let lengths: Vec<f64> = contacts.iter().map(|(from, to)| (to - from) as f64).collect();
        let steps: Vec<f64> = contacts.windows(2).map(|two| (two[1].0 - two[0].0) as f64).collect();
        let fore_aft = force.get("fore_aft_n")?;
        let braking: Vec<f64> = contacts
            .iter()
            .map(|(from, to)| {
                let against = fore_aft[*from..*to].iter().filter(|n| **n < 0.0).sum::<f64>();
                -1000.0 * against / FORCE_HZ / weight_n
            })
            .collect();
        let (first, last) = (contacts.first()?.0, contacts.last()?.0);
        Some(Trial {
            runner: self.name.clone(),
            height_m: self.height_m,
            is_man: self.is_man,
            speed_m_per_s,
            step_s: mean(&steps)? / FORCE_HZ,
            contact_s: median(&lengths)? / FORCE_HZ,
            heel_mm: of(|it| it.heel_mm)?,
            mid_foot_mm: of(|it| it.mid_foot_mm)?,
            foot_angle_deg: of(|it| it.foot_angle_deg)?,
            braking_bw_ms: median(&braking)?,
            bounce_mm: Truth::of(upward, FORCE_HZ)?.bounce_mm,
            back_mm: rise_mm(&places.back_up, &contacts)?,
            pelvis_mm: rise_mm(&places.pelvis_up, &contacts)?,
            carried_bw: mean(&bw[first..last])?,
            landings,
        })
    }
}

/// The frame of markers at a reading of force.
fn frame(reading: usize) -> usize {
    floor_index(reading as f64 * MARKER_HZ / FORCE_HZ + 0.5)
}

/// The median over steps of the rise and fall of a height.
fn rise_mm(up: &[f64], contacts: &[Contact]) -> Option<f64> {
    let ranges: Vec<f64> = contacts
        .windows(2)
        .filter_map(|two| {
            let step = up.get(frame(two[0].0)..frame(two[1].0))?;
            let is_whole = step.iter().all(|mm| mm.is_finite());
            is_whole.then(|| Some(largest(step)? - smallest(step)?)).flatten()
        })
        .collect();
    median(&ranges)
}

/// One foot's markers over time.
struct Foot<'a> {
    heel_x: &'a [f64],
    heel_y: &'a [f64],
    toe_x: &'a [f64],
    toe_y: &'a [f64],
}

/// Where the pelvis and the feet are.
struct Places<'a> {
    pelvis_x: Vec<f64>,
    pelvis_up: Vec<f64>,
    back_up: Vec<f64>,
    feet: [Foot<'a>; 2],
}

impl Places<'_> {
    fn of(markers: &Table) -> Option<Places<'_>> {
        let column = |name: String| markers.get(&name).map(Vec::as_slice);
        let middle = |names: &[&str], axis: &str| -> Option<Vec<f64>> {
            let all: Vec<&[f64]> = names
                .iter()
                .map(|name| column(format!("{name}_{axis}")))
                .collect::<Option<Vec<_>>>()?;
            let length = all.iter().map(|one| one.len()).min()?;
            let count = names.len() as f64;
            // A marker that is not seen leaves no middle: the sum is `NaN` with it.
            Some((0..length).map(|i| all.iter().map(|one| one[i]).sum::<f64>() / count).collect())
        };
        let foot = |side: &str| {
            Some(Foot {
                heel_x: column(format!("heel_{side}_x"))?,
                heel_y: column(format!("heel_{side}_y"))?,
                toe_x: column(format!("mt5_{side}_x"))?,
                toe_y: column(format!("mt5_{side}_y"))?,
            })
        };
        Some(Places {
            pelvis_x: middle(&PELVIS, "x")?,
            pelvis_up: middle(&PELVIS, "y")?,
            back_up: middle(&PELVIS[2..], "y")?,
            feet: [foot("l")?, foot("r")?],
        })
    }

    /// Every landing at which the pelvis and the foot in front are seen.
    fn landings(&self, contacts: &[Contact]) -> Vec<Landing> {
        (0..contacts.len()).filter_map(|k| self.landing(contacts, k)).collect()
    }

    fn landing(&self, contacts: &[Contact], k: usize) -> Option<Landing> {
        let (landed, left) = contacts[k];
        let at = frame(landed);
        let pelvis = self.pelvis_x.get(at)?;
        let heel = |foot: &Foot<'_>, i: usize| foot.heel_x.get(i).copied().unwrap_or(f64::NAN);
        let [left_foot, right_foot] = &self.feet;
        let is_left = heel(left_foot, at) > heel(right_foot, at);
        let (front, behind) =
            if is_left { (left_foot, right_foot) } else { (right_foot, left_foot) };
        let (x, y) = (front.heel_x.get(at)?, front.heel_y.get(at)?);
        let (toe_x, toe_y) = (front.toe_x.get(at)?, front.toe_y.get(at)?);
        let third = (left - landed) / 3;
        let (from, to) = (frame(landed + third), frame(left - third));
        let seconds = (to - from) as f64 / MARKER_HZ;
        let step = |one: Option<&Contact>, other: Option<&Contact>| {
            one.zip(other).map_or(f64::NAN, |(one, other)| (other.0 - one.0) as f64 / FORCE_HZ)
        };
        let found = Landing {
            contact_s: (left - landed) as f64 / FORCE_HZ,
            step_before_s: step(k.checked_sub(1).and_then(|k| contacts.get(k)), contacts.get(k)),
            step_after_s: step(contacts.get(k), contacts.get(k + 1)),
            heel_mm: x - pelvis,
            mid_foot_mm: f64::midpoint(*x, *toe_x) - pelvis,
            foot_angle_deg: (toe_y - y).atan2(toe_x - x).to_degrees(),
            is_lower: *y < *behind.heel_y.get(at)?,
            belt_m_per_s: (heel(front, from) - heel(front, to)) / 1000.0 / seconds,
        };
        (found.heel_mm.is_finite() && found.mid_foot_mm.is_finite()).then_some(found)
    }
}

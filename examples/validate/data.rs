//! The published recordings, each in its own shape, read into plain columns.

use std::{collections::BTreeMap, error::Error, fs, path::Path};

/// What reading may fail with: said to the person at the keyboard, and no more.
pub(crate) type Failure = Box<dyn Error>;

/// One treadmill trial with a sensor at the sacrum (Recurrent GRF Prediction, Alcantara et al.).
pub(crate) struct SacrumTrial {
    pub(crate) slope_deg: f64,
    pub(crate) speed_m_per_s: f64,
    pub(crate) force_bw: Vec<f64>,
    /// Vertical acceleration in g; its publisher set what was negative to zero.
    pub(crate) vertical_g: Vec<f64>,
}

/// Readings a second of those trials.
pub(crate) const SACRUM_HZ: f64 = 500.0;

pub(crate) fn sacrum_trials(biomech: &Path) -> Result<Vec<SacrumTrial>, Failure> {
    let folder = biomech.join("alcantarar+Recurrent_GRF_Prediction/data");
    let forces = rows(&folder.join("GRF_one_sub.csv"))?;
    let accelerations = rows(&folder.join("Accelerometer_one_sub.csv"))?;
    let about = table(&folder.join("Sub_Info_one_sub.csv"))?;
    let (speeds, slopes) = (column(&about, "Speed")?, column(&about, "Slope")?);
    let trials = forces.into_iter().zip(accelerations).zip(speeds.into_iter().zip(slopes));
    Ok(trials
        .map(|((force_bw, mut vertical_g), (speed_m_per_s, slope_deg))| {
            // A row holds the vertical axis, then the fore-aft one.
            vertical_g.truncate(force_bw.len());
            SacrumTrial { slope_deg, speed_m_per_s, force_bw, vertical_g }
        })
        .collect())
}

/// Contact times in milliseconds by force plate and by a sensor at the sacrum, as their authors
/// computed both (Alcantara et al. 2021); and how many runners they are of.
pub(crate) fn sacrum_contacts(biomech: &Path) -> Result<(usize, Vec<(f64, f64)>), Failure> {
    let path = biomech.join("alcantarar+Sacral_Accel_Manuscript/GRF_IMU_data.csv");
    let about = table(&path)?;
    let mut runners: Vec<i64> = column(&about, "Sub")?.iter().map(|n| whole(*n)).collect();
    runners.sort_unstable();
    runners.dedup();
    let pairs = column(&about, "GRFtc")?.into_iter().zip(column(&about, "IMUtc")?);
    Ok((runners.len(), pairs.map(|(plate, imu)| (1000.0 * plate, 1000.0 * imu)).collect()))
}

#[allow(clippy::cast_possible_truncation, reason = "runners' numbers are small")]
fn whole(x: f64) -> i64 {
    x as i64
}

/// Markers in metres: along the belt, up, to the right.
pub(crate) struct Markers {
    pub(crate) rate_hz: f64,
    places: BTreeMap<String, Vec<[f64; 3]>>,
}

impl Markers {
    /// One marker's places.
    pub(crate) fn of(&self, name: &str) -> Result<&[[f64; 3]], Failure> {
        let places = self.places.get(name).ok_or_else(|| format!("no marker {name}"))?;
        Ok(places)
    }

    /// The middle of several markers.
    pub(crate) fn middle(&self, names: &[&str]) -> Result<Vec<[f64; 3]>, Failure> {
        let all = names.iter().map(|name| self.of(name)).collect::<Result<Vec<_>, _>>()?;
        let count = names.len() as f64;
        let length = all.iter().map(|places| places.len()).min().unwrap_or(0);
        Ok((0..length)
            .map(|i| [0, 1, 2].map(|k: usize| all.iter().map(|m| m[i][k]).sum::<f64>() / count))
            .collect())
    }

    /// Reads a TRC file, in which x runs forward and y upward.
    pub(crate) fn read(path: &Path) -> Result<Markers, Failure> {
        let text = text(path)?;
        let lines: Vec<&str> = text.lines().collect();
        let head = |line: usize| lines.get(line).copied().ok_or("too short for a TRC file");
        let rate_hz = head(2)?.split_whitespace().next().ok_or("no rate")?.parse()?;
        let names: Vec<&str> = head(3)?.split('\t').skip(2).step_by(3).map(str::trim).collect();
        let mut places: BTreeMap<String, Vec<[f64; 3]>> = BTreeMap::new();
        for line in lines.iter().skip(5).filter(|line| !line.trim().is_empty()) {
            let cells: Vec<f64> = line.split('\t').map(number).collect();
            for (number, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
                let at =
                    |k: usize| cells.get(2 + 3 * number + k).map_or(f64::NAN, |mm| mm / 1000.0);
                places.entry((*name).to_owned()).or_default().push([at(0), at(1), at(2)]);
            }
        }
        Ok(Markers { rate_hz, places })
    }
}

/// A treadmill run with markers and the force under each foot (demo-force-processing, J. J. Davis).
pub(crate) struct TreadmillRun {
    pub(crate) markers: Markers,
    /// Vertical force of both belts together, in newtons.
    pub(crate) force_n: Vec<f64>,
    /// Readings of force a second.
    pub(crate) force_hz: f64,
}

pub(crate) fn treadmill_run(biomech: &Path) -> Result<TreadmillRun, Failure> {
    let folder = biomech.join("johnjdavisiv+demo-force-processing/Data/S999");
    let markers = Markers::read(&folder.join("Unprocessed TRC and MOT/JDX_S999_run_0021.trc"))?;
    let belt = |side: u8| -> Result<Vec<f64>, Failure> {
        let path = folder.join(format!("QTM/Exports/JDX_S999_run_0021_f_{side}.tsv"));
        let text = text(&path)?;
        let mut lines = text.lines().skip_while(|line| !line.starts_with("SAMPLE"));
        let head = lines.next().ok_or("no head in a force file")?;
        let at = head.split('\t').position(|name| name == "Force_Z").ok_or("no Force_Z")?;
        Ok(lines.map(|line| line.split('\t').nth(at).map_or(f64::NAN, number)).collect())
    };
    let (left, right) = (belt(1)?, belt(2)?);
    // The plates tell the force on the belt, which is downward.
    let force_n = left.iter().zip(&right).map(|(left, right)| -(left + right)).collect();
    Ok(TreadmillRun { markers, force_n, force_hz: 2400.0 })
}

/// Markers of a short run overground and the vertical force of both feet in newtons at its rate
/// (`BMClab`; `flash-running`).
pub(crate) fn overground(
    biomech: &Path,
    trc: &str,
    mot: &str,
) -> Result<(Markers, Vec<f64>, f64), Failure> {
    let markers = Markers::read(&biomech.join(trc))?;
    let text = text(&biomech.join(mot))?;
    let mut lines = text.lines().skip_while(|line| !line.trim().starts_with("time"));
    let head: Vec<&str> =
        lines.next().ok_or("no head in a force file")?.split_whitespace().collect();
    let vertical: Vec<usize> = (0..head.len())
        .filter(|&k| head[k].contains("force") && head[k].ends_with("_vy"))
        .collect();
    let rows: Vec<Vec<f64>> = lines
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.split_whitespace().map(number).collect())
        .collect();
    let force_n = rows.iter().map(|row| vertical.iter().map(|&k| row[k]).sum()).collect();
    let seconds = rows.last().ok_or("no force")?[0] - rows[0][0];
    Ok((markers, force_n, ((rows.len() - 1) as f64 / seconds).round()))
}

/// A foot-worn, chest-worn or idle sensor's three axes in g (Gait-Tracking; wearable-my-foot).
pub(crate) fn three_axes(path: &Path, names: [&str; 3]) -> Result<[Vec<f32>; 3], Failure> {
    let about = table(path)?;
    let axis = |name: &str| -> Result<Vec<f32>, Failure> {
        Ok(column(&about, name)?.iter().map(|g| single(*g)).collect())
    };
    Ok([axis(names[0])?, axis(names[1])?, axis(names[2])?])
}

/// As sensors write it.
#[allow(clippy::cast_possible_truncation, reason = "sensors have 16 bits")]
pub(crate) fn single(g: f64) -> f32 {
    g as f32
}

/// A table with a head: columns by name.
pub(crate) type Columns = BTreeMap<String, Vec<String>>;

/// A comma-separated file with a head.
pub(crate) fn table(path: &Path) -> Result<Columns, Failure> {
    let text = text(path)?;
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let names: Vec<String> = reader.headers()?.iter().map(str::to_owned).collect();
    let mut columns: Columns = names.iter().map(|name| (name.clone(), Vec::new())).collect();
    for record in reader.records() {
        let record = record?;
        for (name, cell) in names.iter().zip(record.iter().chain(std::iter::repeat(""))) {
            columns.entry(name.clone()).or_default().push(cell.to_owned());
        }
    }
    Ok(columns)
}

/// A column's numbers; `NaN` where a cell holds none.
pub(crate) fn column(table: &Columns, name: &str) -> Result<Vec<f64>, Failure> {
    let cells = table.get(name).ok_or_else(|| format!("no column {name}"))?;
    Ok(cells.iter().map(|cell| number(cell)).collect())
}

/// A comma-separated file of numbers without a head.
fn rows(path: &Path) -> Result<Vec<Vec<f64>>, Failure> {
    Ok(text(path)?.lines().map(|line| line.split(',').map(number).collect()).collect())
}

fn number(cell: &str) -> f64 {
    cell.trim().parse().unwrap_or(f64::NAN)
}

/// A file's text; what is no UTF-8 in it is replaced.
pub(crate) fn text(path: &Path) -> Result<String, Failure> {
    Ok(String::from_utf8_lossy(&bytes(path)?).into_owned())
}

/// A file's bytes.
#[allow(clippy::disallowed_methods, reason = "an example reads its own inputs")]
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()).into())
}

//! The cadence that runners of a height take at a speed: fitted again, on two kinds of data.

use std::{collections::BTreeMap, path::Path};

use backstride::{
    draw::charts::{Cloud, Differences, LevelLine},
    metrics::overstride_index::USUAL_PCT,
    model::Channel,
    outing::Outing,
    physics::{
        CADENCE_PRIOR_HEIGHTS_M, CADENCE_PRIOR_SD_PCT, CADENCE_PRIOR_SPEEDS_M_PER_S,
        expected_cadence_spm,
    },
    signal::{SplitMix64, mean, quantile, robust_fit, standard_deviation},
};

use super::{
    data::{self, Failure},
    page::Section,
    stats::{said, signed},
    verdict::Verdict,
    world,
};

/// Sessions whose video is not to be trusted, as their notes and values show.
const LEFT_OUT: [&str; 9] = [
    "d36_P26_5_0",
    "d17_P09_10_0",
    "d17_P37_6_0",
    "d53_P51_5_0",
    "d57_P35_6_0",
    "d14_P05_6_0",
    "d23_P03_5_0",
    "d23_P03_6_0",
    "d42_P13_5_0",
];

/// Cadences, in steps a minute, that a session's video can be right in.
const CADENCES_SPM: (f64, f64) = (130.0, 220.0);

/// Where the fit's constant stands.
const ANCHOR: (f64, f64) = (3.0, 1.72);

/// Resamples of the runners, for intervals.
const DRAWS: usize = 400;

/// 30 s bins that a run's value needs.
const LEAST_BINS: usize = 10;

/// One session or run of a runner.
#[derive(Clone)]
struct Seen {
    runner: String,
    speed_m_per_s: f64,
    height_m: f64,
    cadence_spm: f64,
}

impl Seen {
    /// How much more than expected, in per cent, each step is long: the index of the pages.
    fn longer_pct(&self) -> f64 {
        let expected_spm = expected_cadence_spm(self.speed_m_per_s, self.height_m);
        100.0 * (expected_spm / self.cadence_spm - 1.0)
    }
}

/// Cadence = a·(v/3)^b·(h/1.72)^c.
#[derive(Clone, Copy)]
struct Fitted([f64; 3]);

impl Fitted {
    /// By Huber's weights on logarithms, each runner weighing the same.
    fn to(seen: &[Seen]) -> Option<Fitted> {
        let mut counts: BTreeMap<&str, f64> = BTreeMap::new();
        for one in seen {
            *counts.entry(&one.runner).or_default() += 1.0;
        }
        let design: Vec<f64> = seen
            .iter()
            .flat_map(|one| {
                [1.0, (one.speed_m_per_s / ANCHOR.0).ln(), (one.height_m / ANCHOR.1).ln()]
            })
            .collect();
        let targets: Vec<f64> = seen.iter().map(|one| one.cadence_spm.ln()).collect();
        let weights: Vec<f64> = seen.iter().map(|one| 1.0 / counts[one.runner.as_str()]).collect();
        let fit = robust_fit(&design, 3, &targets, &weights)?;
        Some(Fitted([fit.coefficients[0].exp(), fit.coefficients[1], fit.coefficients[2]]))
    }

    fn at(&self, speed_m_per_s: f64, height_m: f64) -> f64 {
        let [a, b, c] = self.0;
        a * (speed_m_per_s / ANCHOR.0).powf(b) * (height_m / ANCHOR.1).powf(c)
    }
}

pub(crate) fn section(
    biomech: &Path,
    outings: &[Outing],
    verdicts: &mut Vec<Verdict>,
) -> Result<Section, Failure> {
    let mut section = Section::new("The cadence expected of a height and a speed");
    section.say(
        "Shipped: 169.9·(v/3)^0.192·(h/1.72)^−0.719 steps a minute, fitted to runners on level \
         treadmills, video-timed (`SoundTrack`, Columbia ICSL 2025, MIT licence: the part of it with \
         each runner's lowest and highest speed). Fitted again here with every runner weighing the \
         same; then on real runs, median of their level 30 s stretches from 2.24 to 4.47 m/s, with \
         the height set in the watch; then on both. Intervals: 95 %, resampling runners 400 times.",
    );
    let treadmill = treadmill(biomech)?;
    let real = real(outings);
    let both: Vec<Seen> = treadmill.iter().chain(&real).cloned().collect();
    let shipped = Fitted([
        expected_cadence_spm(ANCHOR.0, ANCHOR.1),
        (expected_cadence_spm(2.0 * ANCHOR.0, ANCHOR.1) / expected_cadence_spm(ANCHOR.0, ANCHOR.1))
            .log2(),
        (expected_cadence_spm(ANCHOR.0, 2.0 * ANCHOR.1) / expected_cadence_spm(ANCHOR.0, ANCHOR.1))
            .log2(),
    ]);
    let mut rows = Vec::new();
    let sets = [("treadmill", &treadmill), ("real runs", &real), ("both", &both)];
    for (name, seen) in sets {
        rows.extend(fit_row(name, seen));
    }
    section.table(
        &["fit to", "n", "runners", "a, steps a minute", "b", "c", "left-out RMSE", "shipped RMSE"],
        &rows,
    );
    section.say(
        "`Left-out RMSE`, steps a minute: each runner is left out of the fit that meets them. `Runners` \
         of real runs are collections of files: their runners are not named, and a height in a watch \
         may never have been set right. So the shipped constants stay those of the treadmill fit.",
    );
    moved(&mut section, shipped, &both, &real);
    spread(&mut section, &treadmill, &real, verdicts);
    reliability(&mut section, outings);
    Ok(section)
}

fn treadmill(biomech: &Path) -> Result<Vec<Seen>, Failure> {
    let folder = biomech.join("soundtrack");
    let people = data::table(&folder.join("subjects.csv"))?;
    let heights: BTreeMap<String, f64> = people
        .get("subject")
        .ok_or("no subjects")?
        .iter()
        .cloned()
        .zip(data::column(&people, "height_cm")?.into_iter().map(|cm| cm / 100.0))
        .collect();
    let steps = data::table(&folder.join("steps.csv"))?;
    let (speeds, starts) =
        (data::column(&steps, "speed_m_per_s")?, data::column(&steps, "start_s")?);
    let cells = |name: &str| steps.get(name).ok_or_else(|| format!("no column {name}"));
    let (sessions, subjects) = (cells("session")?, cells("subject")?);
    let mut seen = Vec::new();
    for rows in (0..starts.len()).collect::<Vec<_>>().chunk_by(|&a, &b| sessions[a] == sessions[b])
    {
        let (Some(&first), Some(&last)) = (rows.first(), rows.last()) else { continue };
        let cadence_spm = 60.0 * (rows.len() - 1) as f64 / (starts[last] - starts[first]);
        let height_m = heights.get(&subjects[first]).copied().unwrap_or(f64::NAN);
        let is_sound = (CADENCES_SPM.0..=CADENCES_SPM.1).contains(&cadence_spm)
            && height_m.is_finite()
            && !LEFT_OUT.contains(&sessions[first].as_str());
        if is_sound {
            let (runner, speed_m_per_s) = (subjects[first].clone(), speeds[first]);
            seen.push(Seen { runner, speed_m_per_s, height_m, cadence_spm });
        }
    }
    Ok(seen)
}

/// Level 30 s stretches at speeds that the fit holds for.
fn usable(outing: &Outing) -> Vec<usize> {
    let (slowest, fastest) = CADENCE_PRIOR_SPEEDS_M_PER_S;
    let (Some(speed), Some(cadence)) =
        (outing.bins.values(Channel::Speed), outing.bins.values(Channel::StepRate))
    else {
        return Vec::new();
    };
    if outing.indoor {
        return Vec::new();
    }
    world::level(outing)
        .into_iter()
        .filter(|&bin| (slowest..=fastest).contains(&speed[bin]) && cadence[bin].is_finite())
        .collect()
}

fn real(outings: &[Outing]) -> Vec<Seen> {
    let (shortest, tallest) = CADENCE_PRIOR_HEIGHTS_M;
    outings
        .iter()
        .filter_map(|outing| {
            let height_m = outing.wearer.height_m?;
            let rows = usable(outing);
            if rows.len() < LEAST_BINS || !(shortest..=tallest).contains(&height_m) {
                return None;
            }
            Some(Seen {
                runner: format!("{} {height_m:.2}", world::runner_of(outing)),
                speed_m_per_s: world::middle(&outing.bins, Channel::Speed, &rows)?,
                height_m,
                cadence_spm: world::middle(&outing.bins, Channel::StepRate, &rows)?,
            })
        })
        .collect()
}

fn names(seen: &[Seen]) -> Vec<String> {
    let mut names: Vec<String> = seen.iter().map(|one| one.runner.clone()).collect();
    names.sort();
    names.dedup();
    names
}

/// What was seen of one runner.
fn of_runner<'a>(seen: &'a [Seen], runner: &'a str) -> impl Iterator<Item = Seen> + 'a {
    seen.iter().filter(move |one| one.runner == runner).cloned()
}

fn fit_row(name: &str, seen: &[Seen]) -> Option<Vec<String>> {
    let fitted = Fitted::to(seen)?;
    let runners = names(seen);
    let mut random = SplitMix64::new(41);
    let draws: Vec<Fitted> = (0..DRAWS)
        .filter_map(|_| {
            let drawn: Vec<Seen> = (0..runners.len())
                .flat_map(|k| {
                    // A runner drawn twice counts as two.
                    of_runner(seen, &runners[random.below(runners.len())])
                        .map(move |one| Seen { runner: format!("{k}"), ..one })
                })
                .collect();
            Fitted::to(&drawn)
        })
        .collect();
    let cell = |k: usize, decimals: usize| {
        let values: Vec<f64> = draws.iter().map(|draw| draw.0[k]).collect();
        let end = |share| said(quantile(&values, share).unwrap_or(f64::NAN), decimals);
        format!("{} ({} to {})", said(fitted.0[k], decimals), end(0.025), end(0.975))
    };
    let left_out: Vec<f64> = runners
        .iter()
        .flat_map(|runner| {
            let others: Vec<Seen> =
                seen.iter().filter(|one| one.runner != *runner).cloned().collect();
            let fitted = Fitted::to(&others);
            of_runner(seen, runner).filter_map(move |one| {
                Some((fitted?.at(one.speed_m_per_s, one.height_m) - one.cadence_spm).powi(2))
            })
        })
        .collect();
    let shipped: Vec<f64> = seen
        .iter()
        .map(|one| {
            (expected_cadence_spm(one.speed_m_per_s, one.height_m) - one.cadence_spm).powi(2)
        })
        .collect();
    let root = |squares: &[f64]| said(mean(squares).unwrap_or(f64::NAN).sqrt(), 1);
    Some(vec![
        name.to_owned(),
        seen.len().to_string(),
        runners.len().to_string(),
        cell(0, 1),
        cell(1, 3),
        cell(2, 3),
        root(&left_out),
        root(&shipped),
    ])
}

/// The page's bands, by their number from the shortest steps to the longest.
fn band(index_pct: f64) -> usize {
    [-2.0 * USUAL_PCT, -USUAL_PCT, USUAL_PCT, 2.0 * USUAL_PCT]
        .iter()
        .filter(|edge| index_pct > **edge)
        .count()
}

/// How far the fit to both would move what the pages say.
fn moved(section: &mut Section, shipped: Fitted, both: &[Seen], real: &[Seen]) {
    let Some(refitted) = Fitted::to(both) else { return };
    let mut moves = Vec::new();
    for speed in 0..=20 {
        for height in 0..=19 {
            let (v, h) = (2.3 + 0.1 * f64::from(speed), 1.55 + 0.02 * f64::from(height));
            moves.push(100.0 * (refitted.at(v, h) / shipped.at(v, h) - 1.0));
        }
    }
    let changed = real
        .iter()
        .filter(|one| {
            let expected = refitted.at(one.speed_m_per_s, one.height_m);
            band(one.longer_pct()) != band(100.0 * (expected / one.cadence_spm - 1.0))
        })
        .count();
    let end = |share| signed(quantile(&moves, share).unwrap_or(f64::NAN), 1);
    section.say(format!(
        "Over 2.3 to 4.3 m/s and 1.55 to 1.93 m the fit to both moves the expectation by {} to {} %, \
         {} % in the middle; {} of {} real runs would get other words (bands at ±6 and ±12 %).",
        end(0.0), end(1.0), end(0.5), changed, real.len()
    ));
}

/// Whether two in three really lie within ±6 %.
fn spread(section: &mut Section, treadmill: &[Seen], real: &[Seen], verdicts: &mut Vec<Verdict>) {
    section.head("How far runners are from it");
    let share = |seen: &[Seen], within: f64| {
        let inside = seen.iter().filter(|one| one.longer_pct().abs() <= within).count();
        100.0 * inside as f64 / seen.len() as f64
    };
    let rows: Vec<Vec<String>> = [("treadmill", treadmill), ("real runs", real)]
        .iter()
        .map(|(name, seen)| {
            let indices: Vec<f64> = seen.iter().map(Seen::longer_pct).collect();
            vec![
                (*name).to_owned(),
                seen.len().to_string(),
                signed(mean(&indices).unwrap_or(f64::NAN), 1),
                said(standard_deviation(&indices).unwrap_or(f64::NAN), 1),
                format!("{} %", said(share(seen, USUAL_PCT), 0)),
                format!("{} %", said(share(seen, 2.0 * USUAL_PCT), 0)),
            ]
        })
        .collect();
    section.table(
        &["steps longer than expected, %", "n", "mean", "SD", "within ±6 %", "within ±12 %"],
        &rows,
    );
    section.say(format!(
        "The pages say that two in three lie within ±6 %, and take {} % for the standard deviation \
         between runners.",
        said(CADENCE_PRIOR_SD_PCT, 1)
    ));
    let found = share(treadmill, USUAL_PCT);
    verdicts.push(Verdict::new(
        "Two in three runners within ±6 % of the expected step length (60 to 76 %)",
        (60.0..=76.0).contains(&found),
        format!(
            "{} % of treadmill sessions, {} % of real runs",
            said(found, 0),
            said(share(real, USUAL_PCT), 0)
        ),
    ));
    section.figure(&Differences {
        name: "cadence-prior",
        title: "Steps longer than expected for height and speed".to_owned(),
        alt: format!(
            "Step length against expectation, by speed: {} treadmill sessions and {} real runs",
            treadmill.len(),
            real.len()
        ),
        across: "Speed, m/s",
        up: "Longer than expected, %",
        clouds: [("treadmill, video", treadmill), ("real runs", real)]
            .map(|(name, seen)| Cloud {
                name: name.to_owned(),
                points: seen.iter().map(|one| (one.speed_m_per_s, one.longer_pct())).collect(),
            })
            .to_vec(),
        levels: [USUAL_PCT, -USUAL_PCT]
            .map(|at| LevelLine { name: format!("{} %", signed(at, 0)), at })
            .to_vec(),
    });
}

/// How well the index of a run repeats: its odd against its even stretches.
fn reliability(section: &mut Section, outings: &[Outing]) {
    let halves: Vec<(f64, f64)> = outings
        .iter()
        .filter_map(|outing| {
            let rows = usable(outing);
            if rows.len() < 2 * LEAST_BINS {
                return None;
            }
            let half = |odd: usize| -> Option<f64> {
                let rows: Vec<usize> = rows.iter().copied().skip(odd).step_by(2).collect();
                let seen = Seen {
                    runner: String::new(),
                    speed_m_per_s: world::middle(&outing.bins, Channel::Speed, &rows)?,
                    // The height only scales; where none is told the anchor's stands in.
                    height_m: outing.wearer.height_m.unwrap_or(ANCHOR.1),
                    cadence_spm: world::middle(&outing.bins, Channel::StepRate, &rows)?,
                };
                Some(seen.longer_pct())
            };
            Some((half(0)?, half(1)?))
        })
        .collect();
    let apart: Vec<f64> = halves.iter().map(|(one, other)| one - other).collect();
    let middles: Vec<f64> = halves.iter().map(|(one, other)| f64::midpoint(*one, *other)).collect();
    let (Some(apart_sd), Some(middle_sd)) =
        (standard_deviation(&apart), standard_deviation(&middles))
    else {
        return;
    };
    let error = apart_sd / 2.0_f64.sqrt();
    // Of two halves: the variance between runs over itself with the halves' error.
    let between = middle_sd * middle_sd - error * error / 2.0;
    let icc = between / (between + error * error);
    section.head("How well it repeats");
    section.say(format!(
        "Odd against even 30 s stretches of {} real runs of 20 and more: the index of half a run \
         differs from the other half's by a standard error of {} percentage points (ICC(A,1) {}); a \
         change under {} points of half a run is not to be told from chance \
         (MDC95 = 1.96·√2·SEM).",
        halves.len(),
        said(error, 2),
        said(icc, 3),
        said(1.96 * 2.0_f64.sqrt() * error, 1)
    ));
}

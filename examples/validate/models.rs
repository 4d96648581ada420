//! Estimated bounce and contact time against what straps, pods and watches recorded.

use std::collections::BTreeMap;

use backstride::{
    draw::charts::{Cloud, Differences, LevelLine},
    model::{Channel, Instruments, Sampling},
    outing::Outing,
    physics::{DUTY_PRIOR_SD, DUTY_SPEEDS_M_PER_S, expected_duty},
    signal::{least_squares, mean, quantile, student_reach},
};

use super::{
    page::Section,
    stats::{Agreement, said, signed, wilson},
    verdict::Verdict,
    video, world,
};

/// What a sensor on the torso reads more than the centre of mass moves, in mm: 16.3 to 17.6
/// (Watari et al. 2016).
const TORSO_MORE_MM: f64 = 17.0;

/// A share of runs within the stated range that passes for 90 %.
const COVERAGE: (f64, f64) = (0.85, 0.97);

/// Runs that a coverage needs.
const LEAST_RUNS: usize = 10;

/// What recorded a run's form.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    /// A strap or a clip on the torso, named in the file.
    Torso,
    /// A native field with no such sensor named: the wrist, or a strap not named.
    Watch,
    /// A pod at the foot.
    Pod,
}

impl Source {
    const ALL: [Source; 3] = [Source::Torso, Source::Watch, Source::Pod];

    fn of(outing: &Outing, channel: Channel) -> Option<Source> {
        let origin = &outing.bins.get(channel)?.origin;
        let made_by_pod = outing
            .device
            .as_ref()
            .and_then(|device| device.manufacturer.as_deref())
            .is_some_and(|maker| maker.eq_ignore_ascii_case("stryd"));
        let worn = ["hrm", "rd_pod", "running_dynamics", "pod"];
        Some(if made_by_pod || origin.is_of_a_sensor() {
            Source::Pod
        } else if worn.iter().any(|word| outing.sensor.to_string().to_lowercase().contains(word)) {
            Source::Torso
        } else {
            Source::Watch
        })
    }

    const fn name(self) -> &'static str {
        match self {
            Source::Torso => "torso sensor",
            Source::Watch => "watch, sensor not named",
            Source::Pod => "foot pod",
        }
    }
}

/// What tier D's range, which force plates gave, makes of runs on the road.
const BY_PLATES: &str = "\
    The share of contact and the range are those of 18 trained runners on a treadmill with force plates \
    (section *Bounce against force plates*), where the range holds nine in ten. These runs are other people's, slower \
    and on the road, and what recorded them is no truth. Before, share and range came from video, and the range was widened \
    until it held nine in ten of these same runs: it was more than twice as wide, and on the plates it missed.";

/// One run: recorded, estimated, and the range stated with the estimate.
struct Pair {
    source: Source,
    runner: String,
    device: String,
    recorded: f64,
    estimated: f64,
    range: (f64, f64),
}

impl Pair {
    fn is_covered(&self, less: f64) -> bool {
        (self.range.0..=self.range.1).contains(&(self.recorded - less))
    }

    /// How many half ranges the recorded value lies from the estimate: 1 at the range's end.
    fn half_ranges(&self, less: f64) -> f64 {
        let apart = self.recorded - less - self.estimated;
        let end = if apart > 0.0 { self.range.1 } else { self.range.0 };
        apart / (end - self.estimated)
    }

    /// What a recorded bounce is above the centre of mass's.
    fn surplus_mm(&self) -> f64 {
        if self.source == Source::Pod { 0.0 } else { TORSO_MORE_MM }
    }
}

pub(crate) fn section(outings: &[Outing], verdicts: &mut Vec<Verdict>) -> Section {
    let mut section = Section::new("Estimated bounce and contact time against recorded ones");
    section.say(
        "Every real run at hand that recorded them, each once, on its level stretches. The recorded \
         channel is taken away, the program estimates as if it had never been there, and the two \
         are set side by side: estimate less recorded. Recordings are no truth: a sensor on the \
         torso reads 16 to 18 mm more than the centre of mass moves (Watari et al. 2016), and two \
         sensors on one runner differ. The estimate is of the centre of mass.",
    );
    let with_contact = bounces(outings, &[Channel::VerticalOscillation]);
    let without_contact =
        bounces(outings, &[Channel::VerticalOscillation, Channel::GroundContactTime]);
    section.say(
        "A stated range is where the centre of mass's true bounce is claimed to lie, for the run's \
         median, with 90 %. It says nothing of what a strap would have shown. `Width for 90 %` is \
         how many times as wide the range would have to be to hold 90 % of these runs; `slope` is \
         how the difference grows with the bounce; `sources` counts the collections the runs are \
         from, since their runners are not named.",
    );
    section.head("Bounce from contact time and cadence (tier C), mm");
    agreement_table(&mut section, &with_contact);
    let aim = "Bounce, tier C: its 90 % range holds 85 to 97 %";
    verdicts.push(coverage(&mut section, &with_contact, aim, true));
    figure(
        &mut section,
        "bounce-tier-c",
        "Bounce from contact time and cadence, less recorded",
        &with_contact,
    );
    section.head("Bounce from cadence and speed (tier D), mm");
    agreement_table(&mut section, &without_contact);
    let aim = "Bounce, tier D: its 90 % range holds 85 to 97 %";
    verdicts.push(coverage(&mut section, &without_contact, aim, true));
    section.say(BY_PLATES);
    figure(
        &mut section,
        "bounce-tier-d",
        "Bounce from cadence and speed, less recorded",
        &without_contact,
    );
    section.head("Contact time expected from cadence and speed, ms");
    section.say(
        "Not a metric of the program. The share of a step in contact as force plates show it (18 trained runners), then \
         as video does (57 of a gym); the ranges are the spreads between runners. Straps and pods \
         record a contact between the two.",
    );
    for (name, duty, sd) in [
        ("By force plates:", expected_duty as fn(f64) -> f64, DUTY_PRIOR_SD),
        ("By video:", video::expected_duty, video::DUTY_SD),
    ] {
        section.say(name);
        let contacts = contacts(outings, duty, sd);
        agreement_table(&mut section, &contacts);
        // No aim: the program does not tell this range.
        coverage(&mut section, &contacts, "", false);
    }
    section.head("By device");
    section.say("Bounce of tier C less recorded, mm, by the sensor that recorded it.");
    by_device(&mut section, &with_contact);
    section
}

fn bounces(outings: &[Outing], taken_away: &[Channel]) -> Vec<Pair> {
    outings
        .iter()
        .filter_map(|outing| {
            let source = Source::of(outing, Channel::VerticalOscillation)?;
            if taken_away.len() == 1 && outing.bins.get(Channel::GroundContactTime).is_none() {
                return None;
            }
            let level = world::level(outing);
            let recorded = world::middle(&outing.bins, Channel::VerticalOscillation, &level)?;
            let told = world::told(&world::without(outing, taken_away), "vertical_oscillation_mm")?;
            Some(Pair {
                source,
                runner: world::runner_of(outing),
                device: device(outing),
                recorded,
                estimated: told.value,
                range: told.range?,
            })
        })
        .collect()
}

/// The watch and what is worn with it, however densely they recorded.
fn device(outing: &Outing) -> String {
    Instruments { recording: Sampling::EverySecond, ..outing.sensor.clone() }.to_string()
}

/// Contact by a share of a step that speed tells, against the recorded one.
fn contacts(outings: &[Outing], duty_at: fn(f64) -> f64, sd: f64) -> Vec<Pair> {
    outings
        .iter()
        .filter(|outing| !outing.indoor)
        .filter_map(|outing| {
            let source = Source::of(outing, Channel::GroundContactTime)?;
            let speed = outing.bins.values(Channel::Speed)?;
            let (slowest, fastest) = DUTY_SPEEDS_M_PER_S;
            let rows: Vec<usize> = world::level(outing)
                .into_iter()
                .filter(|&bin| (slowest..=fastest).contains(&speed[bin]))
                .collect();
            let recorded = world::middle(&outing.bins, Channel::GroundContactTime, &rows)?;
            let step_ms = 60_000.0 / world::middle(&outing.bins, Channel::StepRate, &rows)?;
            let duty = duty_at(world::middle(&outing.bins, Channel::Speed, &rows)?);
            let half = student_reach(0.90, f64::INFINITY) * sd;
            Some(Pair {
                source,
                runner: world::runner_of(outing),
                device: device(outing),
                recorded,
                estimated: duty * step_ms,
                range: ((duty - half) * step_ms, (duty + half) * step_ms),
            })
        })
        .collect()
}

fn agreement_of<'a>(pairs: impl Iterator<Item = &'a Pair>) -> Option<Agreement> {
    let pairs: Vec<(f64, f64)> = pairs.map(|pair| (pair.recorded, pair.estimated)).collect();
    Agreement::of(&pairs)
}

fn agreement_table(section: &mut Section, pairs: &[Pair]) {
    let rows: Vec<Vec<String>> = Source::ALL
        .iter()
        .filter_map(|source| {
            let of: Vec<&Pair> = pairs.iter().filter(|pair| pair.source == *source).collect();
            let a = agreement_of(of.iter().copied())?;
            let (low, high) = a.limits();
            Some(vec![
                source.name().to_owned(),
                a.n.to_string(),
                runners(&of).to_string(),
                signed(a.bias, 1),
                said(a.sd, 1),
                format!("{} to {}", signed(low, 0), signed(high, 0)),
                said(a.mae, 1),
                signed(slope(&of), 2),
            ])
        })
        .collect();
    let head = ["recorded by", "runs", "sources", "bias", "SD", "95 % limits", "MAE", "slope"];
    section.table(&head, &rows);
}

/// How many collections the runs are from: no fewer runners, and perhaps more.
fn runners(pairs: &[&Pair]) -> usize {
    let mut names: Vec<&str> = pairs.iter().map(|pair| pair.runner.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    names.len()
}

/// How the difference grows with the size, as the slope of a straight line.
fn slope(pairs: &[&Pair]) -> f64 {
    let design: Vec<f64> =
        pairs.iter().flat_map(|pair| [1.0, f64::midpoint(pair.recorded, pair.estimated)]).collect();
    let apart: Vec<f64> = pairs.iter().map(|pair| pair.estimated - pair.recorded).collect();
    let fitted = least_squares(&design, 2, &apart, &vec![1.0; apart.len()]);
    fitted.map_or(f64::NAN, |coefficients| coefficients[1])
}

/// The share of runs whose recorded value lies in the stated 90 % range: as recorded, and for
/// bounce with the torso's surplus taken off. Gives the verdict's row.
fn coverage(section: &mut Section, pairs: &[Pair], aim: &'static str, is_bounce: bool) -> Verdict {
    let less = |pair: &Pair| if is_bounce { pair.surplus_mm() } else { 0.0 };
    let cell = |of: &[&Pair], less: &dyn Fn(&Pair) -> f64| {
        let hits = of.iter().filter(|pair| pair.is_covered(less(pair))).count();
        let (low, high) = wilson(hits, of.len());
        let share = 100.0 * hits as f64 / of.len() as f64;
        format!("{share:.0} % ({:.0}–{:.0})", 100.0 * low, 100.0 * high)
    };
    let groups = Source::ALL.map(|source| {
        (source.name(), pairs.iter().filter(|pair| pair.source == source).collect::<Vec<_>>())
    });
    let all = ("all", pairs.iter().collect::<Vec<_>>());
    let rows: Vec<Vec<String>> = groups
        .iter()
        .chain([&all])
        .filter(|(_, of)| !of.is_empty())
        .map(|(name, of)| {
            let mut cells = vec![(*name).to_owned(), of.len().to_string()];
            if is_bounce {
                cells.push(cell(of, &|_| 0.0));
            }
            cells.push(cell(of, &less));
            let sizes: Vec<f64> = of.iter().map(|pair| pair.half_ranges(less(pair))).collect();
            cells.push(quantile(&sizes, 0.9).map_or("–".to_owned(), |size| said(size, 2)));
            cells
        })
        .collect();
    let head = [
        "within the stated 90 % range",
        "runs",
        "as recorded",
        "less 17 mm on the torso",
        "width for 90 %",
    ];
    let head: Vec<&str> =
        head.into_iter().filter(|name| is_bounce || !name.contains("17")).collect();
    section.table(&head, &rows);
    let hits = pairs.iter().filter(|pair| pair.is_covered(less(pair))).count();
    let share = hits as f64 / pairs.len() as f64;
    let reached = pairs.len() >= LEAST_RUNS && (COVERAGE.0..=COVERAGE.1).contains(&share);
    Verdict::new(aim, reached, format!("{} % of {} runs", said(100.0 * share, 0), pairs.len()))
}

fn figure(section: &mut Section, name: &'static str, title: &str, pairs: &[Pair]) {
    let clouds: Vec<Cloud> = Source::ALL
        .iter()
        .map(|source| Cloud {
            name: source.name().to_owned(),
            points: pairs
                .iter()
                .filter(|pair| pair.source == *source)
                .map(|pair| {
                    let middle = f64::midpoint(pair.recorded, pair.estimated);
                    (middle, pair.estimated - pair.recorded)
                })
                .collect(),
        })
        .collect();
    section.figure(&Differences {
        name,
        title: title.to_owned(),
        alt: format!("{title}, against the mean of both, in {} runs", pairs.len()),
        across: "Mean of both, mm",
        up: "Estimated less recorded, mm",
        clouds,
        levels: vec![LevelLine { name: "torso surplus −17".to_owned(), at: -TORSO_MORE_MM }],
    });
}

fn by_device(section: &mut Section, pairs: &[Pair]) {
    let mut devices: BTreeMap<String, Vec<&Pair>> = BTreeMap::new();
    for pair in pairs {
        devices.entry(sensor_of(pair)).or_default().push(pair);
    }
    let rows: Vec<Vec<String>> = devices
        .iter()
        .map(|(device, pairs)| {
            let apart: Vec<f64> = pairs.iter().map(|pair| pair.estimated - pair.recorded).collect();
            let limits = agreement_of(pairs.iter().copied()).map_or("–".to_owned(), |a| {
                let (low, high) = a.limits();
                format!("{} to {}", signed(low, 0), signed(high, 0))
            });
            let bias = mean(&apart).unwrap_or(f64::NAN);
            vec![device.clone(), apart.len().to_string(), signed(bias, 1), limits]
        })
        .collect();
    section.table(&["sensor", "runs", "bias", "95 % limits"], &rows);
}

/// The sensor's name without its firmware: the strap's, the pod's, or else the watch's.
fn sensor_of(pair: &Pair) -> String {
    let mut parts = pair.device.split(" / ");
    let wanted = |part: &&str| match pair.source {
        Source::Torso => part.contains("hrm") || part.contains("pod"),
        Source::Pod => part.contains("stryd") || part.contains("developer"),
        Source::Watch => true,
    };
    let part = parts.find(wanted).unwrap_or("not named");
    let words: Vec<&str> = part.split(' ').filter(|word| word.parse::<u32>().is_err()).collect();
    if part.contains(" from ") { pod_of(part).to_owned() } else { words.join(" ") }
}

/// The pod that a developer field is from.
fn pod_of(part: &str) -> &'static str {
    if part.contains("stryd") { "stryd, developer field" } else { "developer field of a pod" }
}

//! Bounce by the program's estimates, and of the pelvis, against the centre of mass by force.

use backstride::{
    physics::{
        BOUNCE_DUTY_SD, DUTY_RUNNERS, bounce_duty, oscillation_lost_per_duty, oscillation_m,
    },
    signal::{next_value_reach, student_reach},
};

use super::{
    super::{
        page::Section,
        stats::{said, signed},
        verdict::Verdict,
        video,
    },
    fit::{LeftOut, Value, at_speed, between_and_within, centre, rmse, runners, speeds, spread},
    trials::Trial,
};

/// A share of trials within the stated range that passes for 90 %.
const COVERAGE: (f64, f64) = (0.85, 0.97);

/// The level of every range.
const LEVEL: f64 = 0.90;

/// Half the range that the program states with measured contact time, in mm.
const BY_CONTACT_MM: f64 = 15.0;

/// What the program states about bounce by a sensor on the trunk: the centre of mass's lies from so
/// much less to so much more, in mm.
const TRUNK_MM: (f64, f64) = (-30.0, 6.0);

/// An estimate of a trial's bounce with its range, in mm.
struct Told {
    value: f64,
    low: f64,
    high: f64,
}

impl Told {
    /// With a share of contact and half the range of that.
    fn of(trial: &Trial, duty: f64, half: f64) -> Told {
        let mm = |duty: f64| 1000.0 * oscillation_m(trial.step_s, duty.clamp(0.0, 1.0));
        Told { value: mm(duty), low: mm(duty + half), high: mm(duty - half) }
    }

    fn holds(&self, mm: f64) -> bool {
        (self.low..=self.high).contains(&mm)
    }
}

pub(super) fn section(trials: &[Trial], verdicts: &mut Vec<Verdict>) -> Section {
    let mut section = Section::new("Bounce against force plates");
    let all: Vec<&Trial> = trials.iter().collect();
    section.say(format!(
        "The same {} runners: the centre of mass by integrating the force twice, stride by stride; the median \
         over steps. What is wanted of the estimate from cadence and speed (tier D): each runner left out, its \
         90 % range holds 85 to 97 % at each speed.",
        runners(&all).len(),
    ));
    section.head("The share of a step in contact");
    section.say(
        "By plate, and the share with which the model's formula, g·T²·(1/8 − 0.0908·b), gives exactly the bounce that the \
         plates show. The second is smaller, since the force is not half a sine: with the true share \
         the formula reads a few millimetres too little. Mean (SD between runners):",
    );
    let Some(fits) = shares(&mut section, trials) else { return section };
    section.head("The estimates, mm less the plates");
    let estimates = estimates(trials, &fits);
    table(&mut section, trials, &estimates);
    section.say(
        "Before, tier D took the share of contact from video. On these runners contact is shorter, \
         so it read too little and its wide range still missed one side. Now both the share and \
         its spread come from the plates. Both were chosen after seeing these runners; leaving \
         each out in turn shows how far the fit hangs on single runners, not how it does on \
         other kinds of runners, or on the road.",
    );
    aim(trials, &estimates, verdicts);
    section.head("The pelvis against the centre of mass");
    pelvis(&mut section, trials);
    section
}

/// The share of contact with which the formula gives the plate's bounce.
fn share_of_bounce(trial: &Trial) -> f64 {
    let fall = trial.bounce_mm / 1000.0 / oscillation_m(trial.step_s, 0.0);
    0.125 * (1.0 - fall) / oscillation_lost_per_duty()
}

fn shares(section: &mut Section, trials: &[Trial]) -> Option<LeftOut> {
    let rows: Vec<Vec<String>> = speeds(trials)
        .into_iter()
        .map(|speed| {
            let own = at_speed(trials, speed);
            let cell = |value: &dyn Fn(&Trial) -> f64, decimals: usize| {
                let values: Vec<f64> = own.iter().map(|trial| value(trial)).collect();
                format!("{} ({})", said(centre(&values), decimals), said(spread(&values), decimals))
            };
            vec![
                format!("{} m/s", said(speed, 1)),
                own.len().to_string(),
                cell(&Trial::duty, 3),
                cell(&share_of_bounce, 3),
                cell(&|it| it.bounce_mm, 1),
            ]
        })
        .collect();
    let head = ["belt", "runners", "share in contact", "share that gives the bounce", "bounce, mm"];
    section.table(&head, &rows);
    let design = |trial: &Trial| vec![1.0, trial.speed_m_per_s - 3.0];
    let contact = LeftOut::of(trials, &design, &Trial::duty)?;
    let bounce = LeftOut::of(trials, &design, &share_of_bounce)?;
    let line = |fit: &LeftOut, target: &dyn Fn(&Trial) -> f64| {
        let left: Vec<f64> = trials
            .iter()
            .map(|it| {
                target(it) - fit.coefficients[0] - fit.coefficients[1] * (it.speed_m_per_s - 3.0)
            })
            .collect();
        let sd = rmse(&left) * (left.len() as f64 / (left.len() as f64 - 2.0)).sqrt();
        format!(
            "{} {}·(v − 3), SD {}",
            said(fit.coefficients[0], 3),
            signed(fit.coefficients[1], 3),
            said(sd, 4)
        )
    };
    section.say(format!(
        "Straight lines through these: share in contact {}; share that gives the bounce {}. The program has 0.692 \
         −0.065·(v − 3), SD 0.041 (told nowhere), and 0.651 −0.052·(v − 3), SD 0.0356; by video of 57 runners it was \
         0.792 −0.114·(v − 3), SD 0.089.",
        line(&contact, &Trial::duty),
        line(&bounce, &share_of_bounce),
    ));
    Some(bounce)
}

/// Each way to estimate, with what it tells of each trial.
fn estimates(trials: &[Trial], fits: &LeftOut) -> Vec<(&'static str, Vec<Told>)> {
    let by_contact = |trial: &Trial| {
        let value = 1000.0 * oscillation_m(trial.step_s, trial.duty());
        Told { value, low: value - BY_CONTACT_MM, high: value + BY_CONTACT_MM }
    };
    // Two coefficients are fitted to the runners.
    let reach = |runners: usize| student_reach(LEVEL, runners as f64 - 2.0);
    let others = runners(&trials.iter().collect::<Vec<_>>()).len().saturating_sub(1);
    let normal = student_reach(LEVEL, f64::INFINITY);
    let by_video = normal * video::DUTY_SD.hypot(video::VIDEO_SD);
    let shipped = reach(DUTY_RUNNERS) * BOUNCE_DUTY_SD;
    let told = |of: &dyn Fn(&Trial) -> Told| trials.iter().map(of).collect::<Vec<Told>>();
    vec![
        ("C, contact by plate", told(&by_contact)),
        (
            "D before, contact by video",
            told(&|it| Told::of(it, video::expected_duty(it.speed_m_per_s), by_video)),
        ),
        (
            "D as the program has it",
            told(&|it| Told::of(it, bounce_duty(it.speed_m_per_s), shipped)),
        ),
        (
            "**D, each runner left out**",
            trials
                .iter()
                .zip(fits.estimates.iter().zip(&fits.spreads))
                .map(|(trial, (duty, spread))| Told::of(trial, *duty, reach(others) * spread))
                .collect(),
        ),
    ]
}

fn held(trials: &[Trial], told: &[Told], speed: f64) -> (usize, usize) {
    let own = trials.iter().zip(told).filter(|(it, _)| it.speed_m_per_s.total_cmp(&speed).is_eq());
    own.fold((0, 0), |(hits, n), (trial, told)| {
        (hits + usize::from(told.holds(trial.bounce_mm)), n + 1)
    })
}

fn table(section: &mut Section, trials: &[Trial], estimates: &[(&str, Vec<Told>)]) {
    let mut rows = Vec::new();
    for (name, told) in estimates {
        for speed in speeds(trials) {
            let own: Vec<(&Trial, &Told)> = trials
                .iter()
                .zip(told)
                .filter(|(it, _)| it.speed_m_per_s.total_cmp(&speed).is_eq())
                .collect();
            let errors: Vec<f64> = own.iter().map(|(it, told)| told.value - it.bounce_mm).collect();
            let widths: Vec<f64> =
                own.iter().map(|(_, told)| (told.high - told.low) / 2.0).collect();
            let (hits, n) = held(trials, told, speed);
            rows.push(vec![
                format!("{name}, {} m/s", said(speed, 1)),
                signed(centre(&errors), 1),
                said(spread(&errors), 1),
                said(rmse(&errors), 1),
                format!("±{}", said(centre(&widths), 1)),
                format!("{hits} of {n} ({} %)", said(100.0 * hits as f64 / n as f64, 0)),
            ]);
        }
    }
    section.table(&["estimate", "bias", "SD", "RMSE", "stated 90 % range", "holds"], &rows);
}

fn aim(trials: &[Trial], estimates: &[(&str, Vec<Told>)], verdicts: &mut Vec<Verdict>) {
    let Some((_, told)) = estimates.last() else { return };
    let shares: Vec<(usize, usize)> =
        speeds(trials).into_iter().map(|speed| held(trials, told, speed)).collect();
    let inside =
        |&(hits, n): &(usize, usize)| (COVERAGE.0..=COVERAGE.1).contains(&(hits as f64 / n as f64));
    let words: Vec<String> = shares
        .iter()
        .map(|&(hits, n)| format!("{} %", said(100.0 * hits as f64 / n as f64, 0)))
        .collect();
    verdicts.push(Verdict::new(
        "Bounce, tier D, on force plates: its 90 % range holds 85 to 97 % at each speed, runners left out",
        shares.iter().all(inside),
        format!("{} of {} runners", words.join(", "), shares.first().map_or(0, |share| share.1)),
    ));
}

fn pelvis(section: &mut Section, trials: &[Trial]) {
    section.say(
        "A sensor on the trunk moves as the place where it sits. Rise and fall of the markers less \
         the centre of mass's, mm; `90 %` is where a further runner would lie, by Student's distribution \
         over as many runners; `within one` is the spread of a runner's own speeds about their mean.",
    );
    let count = runners(&trials.iter().collect::<Vec<_>>()).len();
    let reach = next_value_reach(LEVEL, count);
    let mut rows = Vec::new();
    let mut holds = Vec::new();
    let places: [(&str, Value<'_>); 2] = [
        ("back of the pelvis, two markers", &|it| it.back_mm),
        ("pelvis, four markers", &|it| it.pelvis_mm),
    ];
    for (name, value) in places {
        let apart: Vec<f64> = trials.iter().map(|it| value(it) - it.bounce_mm).collect();
        let (between, within) = between_and_within(trials, &apart);
        let (middle, sd) = (centre(&apart), spread(&apart));
        rows.push(vec![
            name.to_owned(),
            apart.len().to_string(),
            signed(middle, 1),
            said(sd, 1),
            said(between, 1),
            said(within, 1),
            format!("{} to {}", signed(middle - reach * sd, 1), signed(middle + reach * sd, 1)),
        ]);
        for speed in speeds(trials) {
            let own: Vec<f64> =
                at_speed(trials, speed).iter().map(|it| value(it) - it.bounce_mm).collect();
            let mut row = vec![
                format!("{name}, {} m/s", said(speed, 1)),
                own.len().to_string(),
                signed(centre(&own), 1),
                said(spread(&own), 1),
            ];
            row.extend(vec![String::new(); 3]);
            rows.push(row);
        }
        let hits = apart.iter().filter(|more| (TRUNK_MM.0..=TRUNK_MM.1).contains(&-**more)).count();
        holds.push(format!("{hits} of {} by the {name}", apart.len()));
    }
    let head = ["place", "trials", "mean", "SD", "between runners", "within one", "90 %"];
    section.table(&head, &rows);
    section.say(format!(
        "So what one runner with a sensor at the sacrum showed above (bias +1.2, SD 4.0 mm) does not carry over \
         to others. Where a sensor sits is not known to the program; it states the bounce of a sensor on the trunk with \
         a range for the centre of mass from {} mm less to {} mm more, from the upper end of one place to the lower \
         end of the other. It holds the centre of mass in {}.",
        said(-TRUNK_MM.0, 0),
        said(TRUNK_MM.1, 0),
        holds.join(", "),
    ));
}

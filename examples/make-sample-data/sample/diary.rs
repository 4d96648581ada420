//! The pain log: what Robin wrote down on most days.

use jiff::{ToSpan, civil::Date};

use super::{
    chance::Chance,
    form::along,
    outing::{Kind, OUTINGS, Outing, YEAR},
};

/// The header of the log.
const HEADER: &str = "date,pain_morning,pain_before,pain_during_max,location,side,legs,activity,rpe,\
sleep_h,stress,meds,morning_stiff_min,function_0_10,shoe,surface,other_load,treatment,aggravating,easing,entered_at,note";

/// Days on which nothing was written.
const GAPS: &[(i8, i8)] =
    &[(7, 10), (7, 27), (8, 14), (8, 15), (8, 28), (9, 19), (10, 5), (10, 10), (10, 16), (10, 24)];

/// Days written down only the day after.
const WRITTEN_LATE: &[(i8, i8)] =
    &[(7, 4), (7, 17), (7, 25), (8, 7), (8, 12), (8, 29), (9, 11), (9, 26), (10, 3), (10, 17)];

/// Morning pain as it would be if no day differed from its neighbours.
const USUAL_MORNING: &[((i8, i8), f64)] = &[
    ((7, 1), 1.3),
    ((7, 31), 1.6),
    ((8, 16), 1.6),
    ((8, 31), 2.1),
    ((9, 13), 3.0),
    ((9, 14), 6.0),
    ((9, 17), 5.4),
    ((9, 22), 4.5),
    ((9, 30), 3.5),
    ((10, 6), 2.4),
    ((10, 14), 1.7),
    ((10, 31), 1.2),
];

/// What a longer run adds to the next morning, by minutes beyond the middle: the one link between
/// running and pain that is in these made-up numbers.
const POINTS_PER_MINUTE: f64 = 0.028;
const MIDDLE_MINUTES: f64 = 40.0;

/// Notes, as people write them.
const NOTES: &[((i8, i8), &str)] = &[
    ((7, 5), "first long run after the holiday"),
    ((7, 7), "watch at the repair; borrowed one"),
    ((7, 11), "phone in the pocket, it bounced about"),
    ((7, 16), "strap left at home"),
    ((7, 17), "too hot before eleven at night"),
    ((8, 16), "new chest strap, light week"),
    ((8, 30), "hills, stiff on the way down"),
    ((9, 4), "work deadline"),
    ((9, 11), "six hours in the train"),
    ((9, 13), "went with the fast group and did not turn back with the others"),
    ((9, 14), "hard to put on socks"),
    ((9, 18), "pool, easy, felt good"),
    ((9, 22), "one minute running, two walking"),
    ((9, 28), "first visit: shorter and quicker steps, three rest days a week"),
    ((10, 6), "first run without walking"),
    ((10, 15), "rain, treadmill"),
    ((10, 20), "battery died near the end"),
    ((10, 25), "an hour more sleep"),
];

/// What made the back worse, as people write it.
const WORSE: &[((i8, i8), &str)] = &[
    ((9, 11), "long sitting; carrying the suitcase"),
    ((9, 14), "bending forward; sitting"),
    ((9, 15), "Sitting"),
    ((9, 16), "sitting; getting out of the car"),
    ((9, 18), "sitting"),
    ((10, 2), "sitting"),
    ((10, 12), "sitting; bending forward"),
    ((10, 21), "Sitting"),
    ((10, 31), "lifting boxes; bending forward"),
];

/// What eased it.
const EASED: &[((i8, i8), &str)] = &[
    ((9, 14), "lying with knees up"),
    ((9, 15), "lying with knees up; walking"),
    ((9, 16), "walking"),
    ((9, 18), "swimming; walking"),
    ((10, 2), "walking"),
    ((10, 12), "a short walk"),
    ((10, 21), "walking; heat"),
];

/// The whole log as CSV.
pub(crate) fn write(chance: &mut Chance) -> Vec<u8> {
    let mut text = String::from(HEADER);
    text.push('\n');
    let last = jiff::civil::date(YEAR, 10, 31);
    let mut day = jiff::civil::date(YEAR, 7, 1);
    let mut mood = 0.0;
    while day <= last {
        // Some of a day's difference stays with the next one.
        mood = 0.45 * mood + 0.42 * chance.bell();
        let row = Row::of(day, mood, chance);
        if !is_in(day, GAPS) {
            text.push_str(&row.cells().join(","));
            text.push('\n');
        }
        day = day.tomorrow().expect("October has a day after it");
    }
    text.into_bytes()
}

/// One day, each cell as it is typed; empty where nothing was.
struct Row {
    day: Date,
    morning: f64,
    before: Option<f64>,
    during: Option<f64>,
    outing: Option<&'static Outing>,
    rpe: Option<f64>,
    sleep_h: f64,
    stress: f64,
}

impl Row {
    fn of(day: Date, mood: f64, chance: &mut Chance) -> Row {
        let outing = on(day).find(|outing| outing.is_run()).or_else(|| on(day).next());
        let run_minutes = on(day).filter(|outing| outing.is_run()).map(minutes).next();
        let usual = along(day, USUAL_MORNING);
        let after_run = yesterday_minutes(day)
            .map_or(-0.15, |minutes| POINTS_PER_MINUTE * (minutes - MIDDLE_MINUTES))
            .clamp(-0.35, 1.6);
        // The morning of 14 September is told by the line itself.
        let after_run = if along(day, USUAL_MORNING) > 5.9 { 0.0 } else { after_run };
        let morning = typed((usual + after_run + mood).clamp(0.0, 6.0), chance);
        let eased = usual + 0.5 * after_run + 0.8 * mood - 0.4 + 0.25 * chance.bell();
        let before = run_minutes.map(|_| typed(eased, chance));
        let during = run_minutes
            .map(|minutes| typed(eased + 0.3 + minutes / 55.0 + 0.3 * chance.bell(), chance));
        Row {
            day,
            morning,
            before,
            during,
            outing,
            rpe: outing
                .map(|outing| (effort(outing) + 0.5 * chance.bell()).round().clamp(1.0, 10.0)),
            sleep_h: ((along(day, SLEEP_H) + 0.5 * chance.bell()) * 2.0).round() / 2.0,
            stress: (along(day, STRESS) + 0.9 * chance.bell()).round().clamp(0.0, 10.0),
        }
    }

    fn cells(&self) -> Vec<String> {
        let score = |value: Option<f64>| value.map_or(String::new(), |value| value.to_string());
        let painful = self.morning > 0.0 || self.during.is_some_and(|during| during > 0.0);
        let word = |word: &str| word.to_owned();
        vec![
            self.day.to_string(),
            score(Some(self.morning)),
            score(self.before),
            score(self.during),
            word(if painful { "low_back" } else { "" }),
            word(if painful { self.side() } else { "" }),
            word(self.legs()),
            word(self.activity()),
            score(self.rpe),
            score(Some(self.sleep_h)),
            score(Some(self.stress)),
            word(self.medicine()),
            score(Some((self.morning * 4.0 / 5.0).round() * 5.0)),
            score(Some((9.6 - 0.85 * self.morning).round())),
            word(self.shoe()),
            word(self.surface()),
            word(self.other_load()),
            word(if is_in(self.day, &[(9, 28)]) { "physio" } else { "" }),
            word(written_on(self.day, WORSE)),
            word(written_on(self.day, EASED)),
            self.entered(),
            note(self.day),
        ]
    }

    fn side(&self) -> &'static str {
        // Mostly the right; after long sitting the middle.
        if self.day.day() % 5 == 2 { "centre" } else { "right" }
    }

    fn legs(&self) -> &'static str {
        if is_in(self.day, &[(9, 14), (9, 15), (9, 16), (9, 18)]) { "above_knee" } else { "none" }
    }

    fn activity(&self) -> &'static str {
        match self.outing {
            Some(outing) if outing.is_run() => "run",
            Some(_) => "other",
            None => "rest",
        }
    }

    fn medicine(&self) -> &'static str {
        if is_in(self.day, &[(9, 14), (9, 15), (9, 16), (9, 21)]) { "otc" } else { "none" }
    }

    /// One pair after the other.
    fn shoe(&self) -> &'static str {
        match self.outing.map(|outing| outing.kind) {
            None | Some(Kind::Ride(_) | Kind::Swim(_)) => "",
            Some(_) if self.day < super::notes::new_shoes_from() => "road-old",
            Some(_) => "road-new",
        }
    }

    fn surface(&self) -> &'static str {
        match self.outing.map(|outing| outing.kind) {
            None | Some(Kind::Ride(_) | Kind::Swim(_)) => "",
            Some(Kind::Trail(_)) => "trail",
            Some(Kind::Belt(_)) => "treadmill",
            Some(Kind::Long(_)) => "road",
            Some(Kind::Easy(_) | Kind::Tempo(_) | Kind::RunWalk { .. }) => "pavement",
        }
    }

    fn other_load(&self) -> &'static str {
        if is_in(self.day, &[(9, 11)]) {
            "travel"
        } else if self.activity() == "other" {
            "other_sport"
        } else if is_in(self.day, &[(8, 22), (10, 31)]) {
            "lifting"
        } else if self.stress >= 5.0 {
            "sitting_long"
        } else {
            "none"
        }
    }

    /// In the evening, or the next one.
    fn entered(&self) -> String {
        let late = i32::from(is_in(self.day, WRITTEN_LATE));
        let written = self.day.saturating_add(late.days());
        format!("{written}T21:{:02}", 5 + i32::from(self.day.day()) * 7 % 50)
    }
}

/// Hours of sleep: short in the weeks of the deadline.
const SLEEP_H: &[((i8, i8), f64)] = &[
    ((7, 1), 7.4),
    ((8, 28), 7.3),
    ((9, 6), 6.3),
    ((9, 14), 6.2),
    ((9, 30), 7.0),
    ((10, 31), 7.5),
];

/// Stress: high in the weeks of the deadline.
const STRESS: &[((i8, i8), f64)] = &[
    ((7, 1), 2.6),
    ((8, 24), 3.0),
    ((9, 5), 5.8),
    ((9, 16), 5.2),
    ((9, 30), 3.2),
    ((10, 31), 2.4),
];

fn on(day: Date) -> impl Iterator<Item = &'static Outing> {
    OUTINGS.iter().filter(move |outing| outing.day() == day)
}

fn yesterday_minutes(day: Date) -> Option<f64> {
    let yesterday = day.yesterday().expect("July has a day before it");
    on(yesterday).filter(|outing| outing.is_run()).map(minutes).next()
}

/// How long an outing takes, about.
fn minutes(outing: &Outing) -> f64 {
    match outing.kind {
        Kind::Easy(km) | Kind::Belt(km) => km * 5.85,
        Kind::Long(km) => km * 5.95,
        Kind::Tempo(km) => km * 5.45,
        Kind::Trail(km) => km * 6.6,
        Kind::RunWalk { run_s, times, .. } => f64::from(run_s * times) / 60.0,
        Kind::Ride(km) => km * 2.5,
        Kind::Swim(km) => km * 27.0,
    }
}

/// How hard an outing feels.
fn effort(outing: &Outing) -> f64 {
    match outing.kind {
        Kind::Easy(km) => 2.6 + 0.15 * km,
        Kind::Belt(_) | Kind::Ride(_) | Kind::Swim(_) => 3.2,
        Kind::Long(km) => 1.4 + 0.36 * km,
        Kind::Tempo(_) => 6.2,
        Kind::Trail(_) => 5.6,
        Kind::RunWalk { .. } => 2.6,
    }
}

/// A score as typed: mostly whole, sometimes a half.
fn typed(value: f64, chance: &mut Chance) -> f64 {
    let score = if chance.even() < 0.25 { (value * 2.0).round() / 2.0 } else { value.round() };
    score.clamp(0.0, 10.0)
}

fn is_in(day: Date, days: &[(i8, i8)]) -> bool {
    days.contains(&(day.month(), day.day()))
}

fn note(day: Date) -> String {
    let note = written_on(day, NOTES);
    if note.contains(',') { format!("\"{note}\"") } else { note.to_owned() }
}

/// What was written on a day; nothing on most.
fn written_on(day: Date, days: &[((i8, i8), &'static str)]) -> &'static str {
    days.iter().find(|(date, _)| *date == (day.month(), day.day())).map_or("", |(_, text)| text)
}

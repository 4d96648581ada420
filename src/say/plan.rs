//! The therapist's plan beside what was done, in words: facts without blame.

use jiff::civil::Date;

use super::{
    voice::Voice,
    words::{self, count, number, short},
};
use crate::{
    model::PainScore,
    page::{Keeping, LaidOut, Mean, PlanRow, RunWalk, Scores, Target, Untold, Weekly},
};

/// More weeks than a month has are named by the first and the last of them.
const NAMED: usize = 5;

/// What a point asks for.
pub(crate) const fn target(row: &PlanRow) -> &'static str {
    match row.target {
        Target::Cadence { .. } => "Cadence at usual pace",
        Target::LongestRun { .. } => "Longest run",
        Target::Running { .. } => "Running a week",
        Target::Downhill { .. } => "Downhill a week",
        Target::DaysWithoutRun { .. } => "Days a week without a run",
        Target::PainDuring(_) => "Worst pain during a run",
        Target::PainNextMorning(_) => "Pain the morning after a run",
        Target::RunAndWalk { .. } => "Run and walk",
        Target::Mornings(_) => "Pain in the morning, weekly mean",
    }
}

/// How much of it.
pub(crate) fn asked(row: &PlanRow, voice: Voice) -> String {
    match &row.target {
        Target::Cadence { asked_spm, within_spm, .. } => {
            format!("{} steps/min", range(*asked_spm, *within_spm))
        }
        Target::LongestRun { asked_m, .. } => {
            format!("up to {}", words::distance(*asked_m, voice.units))
        }
        Target::Running { asked_min, .. } | Target::Downhill { asked_min, .. } => {
            format!("up to {} min", number(*asked_min, 0))
        }
        Target::DaysWithoutRun { asked, .. } => format!("at least {asked}"),
        Target::PainDuring(scores) | Target::PainNextMorning(scores) => {
            format!("up to {} of 10", scores.limit)
        }
        Target::RunAndWalk { asked, .. } => stage(asked),
        Target::Mornings(_) => "beside it".to_owned(),
    }
}

/// `171 ± 3`.
fn range(asked_spm: f64, within_spm: Option<f64>) -> String {
    let width = within_spm.map_or_else(String::new, |width| format!(" ± {}", short(width)));
    format!("{}{width}", short(asked_spm))
}

/// `2 min running, 1 min walking, 8 times`.
pub(crate) fn stage(stage: &RunWalk) -> String {
    let walking = if stage.walk_min > 0.0 {
        format!(", {} min walking", short(stage.walk_min))
    } else {
        String::new()
    };
    let times = if stage.reps == 1 { "once".to_owned() } else { format!("{} times", stage.reps) };
    format!("{} min running{walking}, {times}", short(stage.run_min))
}

/// What was done.
pub(crate) fn done(row: &PlanRow, voice: Voice) -> String {
    match &row.target {
        Target::Cadence { done, .. } => done.map_or_else(
            || format!("{}: too few runs to tell", words::NOT_KNOWN),
            |mean| cadence(&mean),
        ),
        Target::LongestRun { done: Some((day, metres)), .. } => {
            format!("{} on {}", words::distance(*metres, voice.units), voice.day(*day))
        }
        Target::LongestRun { runs: 0, .. } => "no run".to_owned(),
        Target::LongestRun { .. } => words::NOT_KNOWN.to_owned(),
        Target::Running { done, .. } | Target::Downhill { done, .. } => {
            weekly(done, (0, " min"), voice)
        }
        Target::DaysWithoutRun { done, .. } => weekly(done, (0, ""), voice),
        Target::PainDuring(scores) | Target::PainNextMorning(scores) => worst(scores, voice),
        Target::RunAndWalk { done, .. } => laid_out(*done),
        Target::Mornings(done) => weekly(done, (1, ""), voice),
    }
}

/// `170 (169 to 171)`, or `168, mean of 5 runs`.
fn cadence(mean: &Mean) -> String {
    let shown = |value| number(value, 0);
    match (mean.low, mean.high) {
        (Some(low), Some(high)) => {
            format!("{} ({} to {})", shown(mean.value), shown(low), shown(high))
        }
        _ => format!("{}, mean of {}", shown(mean.value), count(mean.n, "run")),
    }
}

fn worst(scores: &Scores, voice: Voice) -> String {
    match scores.worst {
        None => words::NOT_KNOWN.to_owned(),
        Some((day, worst)) if scores.days == 1 => {
            format!("{worst} on {}, the one day with a score", voice.day(day))
        }
        Some((day, worst)) => {
            let scored = count(scores.days, "day");
            format!("worst {worst} on {}, {scored} with a score", voice.day(day))
        }
    }
}

/// The middle of the runs: `13.9 min running, no walk breaks seen (middle of 14 runs)`.
fn laid_out(done: LaidOut) -> String {
    let Some(run_min) = done.run_min.map(short) else {
        return "no run told apart into running and walking".to_owned();
    };
    let of = format!("middle of {}", count(done.runs, "run"));
    match done.walk_min.map(short) {
        None => format!("{run_min} min running, no walk breaks seen ({of})"),
        Some(walk_min) if done.with_walks == done.runs => {
            format!("{run_min} min running, {walk_min} min walking ({of})")
        }
        Some(walk_min) => format!(
            "{run_min} min running ({of}); {walk_min} min walking in {} of them",
            done.with_walks
        ),
    }
}

/// `63 · 91 · 98 · 101 min, weeks from 28 Sep, 5, 12 and 19 Oct; 26 to 31 Oct: 60 min`; the unit has a
/// space before it, and counts have none.
fn weekly(done: &Weekly, (decimals, unit): (u8, &str), voice: Voice) -> String {
    let shown =
        |value: &Option<f64>| value.map_or_else(|| "?".to_owned(), |value| number(value, decimals));
    let values: Vec<String> = done.weeks.iter().map(|(_, value)| shown(value)).collect();
    let values = values.join(" · ");
    let whole = match done.weeks.as_slice() {
        [] => "no whole week yet".to_owned(),
        [(monday, _)] => format!("{values}{unit}, week from {}", voice.day_short(*monday)),
        [(first, _), .., (last, _)] if done.weeks.len() > NAMED => {
            let span = voice.span_short(*first, *last);
            format!("{values}{unit}, weeks that begin from {span}")
        }
        weeks => {
            let mondays: Vec<Date> = weeks.iter().map(|week| week.0).collect();
            format!("{values}{unit}, weeks from {}", voice.days_short(&mondays))
        }
    };
    let Some(((first, last), value)) = done.part else { return whole };
    let days = if first == last { voice.day_short(first) } else { voice.span_short(first, last) };
    format!("{whole}; {days}: {}{unit}", shown(&value))
}

const fn side(is_above: bool) -> &'static str {
    if is_above { "above" } else { "below" }
}

/// Whether it was as asked in a few words, to stand after what was done: `within plan`, `above plan in 1
/// of 4 weeks`; empty where what was done says all there is.
pub(crate) fn note(row: &PlanRow) -> String {
    match row.kept {
        Keeping::Kept => "within plan".to_owned(),
        Keeping::NoTarget => String::new(),
        Keeping::NotKnown(why) => untold(why),
        Keeping::Missed { is_above, on: (on, of), .. } => {
            let side = side(is_above);
            match row.target {
                Target::Cadence { .. } => format!("{side} the range"),
                Target::LongestRun { .. } | Target::RunAndWalk { .. } => {
                    format!("{side} plan on {on} of {}", count(of, "run"))
                }
                Target::PainDuring(_) | Target::PainNextMorning(_) if of == 1 => {
                    "limit passed".to_owned()
                }
                Target::PainDuring(_) | Target::PainNextMorning(_) => {
                    format!("limit passed on {on} of {}", count(of, "day"))
                }
                _ if of == 1 => format!("{side} plan in the one week"),
                _ => format!("{side} plan in {on} of {of} weeks"),
            }
        }
    }
}

fn untold(why: Untold) -> String {
    match why {
        Untold::AsDone => String::new(),
        Untold::NoRange => "no range agreed".to_owned(),
        Untold::TooClose { is_above } => format!("{}, by too little to tell", side(is_above)),
        Untold::Distance => "the distance of a run is not known".to_owned(),
        Untold::Week => "a week is not known".to_owned(),
        Untold::Scores(run_days) => {
            format!("too few scores to tell for {}", count(run_days, "run day"))
        }
        Untold::NotCovered => "the export does not reach every day".to_owned(),
    }
}

/// A point that was not kept, as a clause; none of one that was.
pub(crate) fn missed(row: &PlanRow, voice: Voice) -> Option<String> {
    let Keeping::Missed { is_above, on: (on, of), week } = row.kept else { return None };
    let asked = asked(row, voice);
    Some(match &row.target {
        Target::Cadence { asked_spm, within_spm, done } => format!(
            "cadence at usual pace was {}, {} agreed",
            number(done.as_ref()?.value, 0),
            range(*asked_spm, *within_spm)
        ),
        Target::LongestRun { done, .. } => {
            let metres = words::distance(done.as_ref()?.1, voice.units);
            format!("the longest run was {metres}, {asked} agreed")
        }
        Target::Running { .. } => minutes("running", week?, &asked, voice),
        Target::Downhill { .. } => minutes("running downhill", week?, &asked, voice),
        Target::DaysWithoutRun { .. } => {
            let (monday, days) = week?;
            let days = match number(days, 0).as_str() {
                "1" => "1 day".to_owned(),
                days => format!("{days} days"),
            };
            format!("the week from {} had {days} without a run, {asked} agreed", voice.day(monday))
        }
        Target::PainDuring(scores) => limit("pain during a run", scores, voice)?,
        Target::PainNextMorning(scores) => limit("pain on a morning after a run", scores, voice)?,
        Target::RunAndWalk { .. } => {
            let of = count(of, "run");
            if is_above {
                format!("{on} of {of} went beyond the stage agreed on")
            } else {
                format!("{on} of {of} had less running, or longer walks, than the stage agreed on")
            }
        }
        Target::Mornings(_) => return None,
    })
}

fn minutes(what: &str, (monday, minutes): (Date, f64), asked: &str, voice: Voice) -> String {
    let minutes = number(minutes, 0);
    format!("the week from {} had {minutes} min of {what}, {asked} agreed", voice.day(monday))
}

fn limit(what: &str, scores: &Scores, voice: Voice) -> Option<String> {
    let (day, worst): (Date, PainScore) = scores.worst?;
    let limit = scores.limit;
    Some(format!("the worst {what} was {worst} of 10 on {}, up to {limit} agreed", voice.day(day)))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn weeks_are_named_by_their_mondays_and_the_days_after_the_last_stand_apart() {
        let mondays = [date(2026, 9, 28), date(2026, 10, 5), date(2026, 10, 12)];
        let minutes = |values: &[Option<f64>]| Weekly {
            weeks: mondays.into_iter().zip(values.iter().copied()).collect(),
            part: None,
        };
        let said = |done: &Weekly| weekly(done, (0, " min"), Voice::METRIC);
        let mut three = minutes(&[Some(63.0), Some(91.2), None]);
        assert_eq!(said(&three), "63 · 91 · ? min, weeks from 28 Sep, 5 and 12 Oct");
        three.part = Some(((date(2026, 10, 19), date(2026, 10, 21)), Some(20.0)));
        assert_eq!(
            said(&three),
            "63 · 91 · ? min, weeks from 28 Sep, 5 and 12 Oct; 19 to 21 Oct: 20 min"
        );
        assert_eq!(said(&minutes(&[Some(63.0)])), "63 min, week from 28 Sep");
        let part = Some(((date(2026, 10, 1), date(2026, 10, 1)), None));
        assert_eq!(said(&Weekly { part, ..minutes(&[]) }), "no whole week yet; 1 Oct: ? min");
    }

    #[test]
    fn runs_in_turns_and_runs_without_a_break_are_told_apart() {
        let laid = |runs, run_min, walk_min, with_walks| {
            laid_out(LaidOut { runs, run_min, walk_min, with_walks })
        };
        assert_eq!(
            laid(2, Some(2.125), Some(1.0), 2),
            "2.1 min running, 1 min walking (middle of 2 runs)"
        );
        assert_eq!(
            laid(1, Some(13.9), None, 0),
            "13.9 min running, no walk breaks seen (middle of 1 run)"
        );
        assert_eq!(
            laid(3, Some(10.0), Some(1.0), 1),
            "10 min running (middle of 3 runs); 1 min walking in 1 of them"
        );
        assert_eq!(laid(0, None, None, 0), "no run told apart into running and walking");
    }
}

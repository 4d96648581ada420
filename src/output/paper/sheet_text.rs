//! What the printed page tells in lines of text, where the page in a browser draws.

use super::sheet::{Part, Piece, Run, SMALL};
use super::sheet_parts::{panel_head, plan_title};
use crate::draw::{Colour, charts::USUAL_SHOE_LIFE_M};
use crate::model::PainScore;
use crate::page::{Day, Keeping, PlanRow};
use crate::say::voice::{Spoken, Voice};
use crate::say::{ask, plan, words};

/// So many weeks of pain are told.
const WEEKS: usize = 12;

/// The plan where there is no room for its table: which points were kept, those first that were not.
pub(crate) fn plan_notes(page: Spoken<'_>, width: f64) -> Option<Piece> {
    let shown = page.plan.as_ref().filter(|plan| !plan.rows.is_empty())?;
    let noted = shown.rows.iter().map(|row| (row, plan::note(row)));
    let mut told: Vec<(&PlanRow, String)> = noted.filter(|(_, note)| !note.is_empty()).collect();
    told.sort_by_key(|(row, _)| !matches!(row.kept, Keeping::Missed { .. }));
    // In a month with a flare those within it are counted in the key figure alone.
    let told = told.iter().filter(|(row, _)| page.flares.is_empty() || row.kept != Keeping::Kept);
    let points: Vec<String> =
        told.map(|(row, note)| format!("{}: {note}", plan::target(row))).collect();
    let all = if points.is_empty() {
        "see page 2 of the PDF.".to_owned()
    } else {
        points.join("; ") + ". The table is on page 2 of the PDF."
    };
    let runs = [
        Run::new(format!("{}. ", plan_title(shown, page.voice)), SMALL.ink().bold()),
        Run::new(all, SMALL.ink()),
    ];
    Some(Piece::runs(Part::Text, &runs, SMALL, width))
}

/// Shoes, ground and slopes: a line each.
pub(crate) fn gear(page: Spoken<'_>, width: f64) -> Option<Piece> {
    let lines =
        [("Shoes:", shoes(page)), ("Ground:", ground(page)), ("Steps by slope:", slopes(page))];
    let pieces = lines.into_iter().filter_map(|(name, text)| {
        let runs = [Run::new(name, SMALL.ink().bold()), Run::new(format!(" {}", text?), SMALL)];
        Some(Piece::runs(Part::Text, &runs, SMALL, width))
    });
    pieces.reduce(|above, below| above.above(4.0, below))
}

/// `Road shoe, second pair, 206 km in all; often replaced at 483–805 km.`
fn shoes(page: Spoken<'_>) -> Option<String> {
    let units = page.voice.units;
    let shoes: Vec<String> = page
        .shoes
        .iter()
        .map(|shoe| format!("{}, {} in all", shoe.name, words::distance(shoe.distance_m, units)))
        .collect();
    let (low, high) = USUAL_SHOE_LIFE_M;
    (!shoes.is_empty()).then(|| {
        format!(
            "{}; often replaced at {}–{}.",
            shoes.join("; "),
            words::distance_number(low, units),
            words::distance(high, units)
        )
    })
}

/// `pavement 58 %, road 42 % of the minutes run.`
fn ground(page: Spoken<'_>) -> Option<String> {
    let shares: Vec<String> = page
        .surfaces
        .iter()
        .map(|surface| format!("{} {}", surface.name, words::share_percent(surface.share)))
        .collect();
    (!shares.is_empty()).then(|| format!("{} of the minutes run.", shares.join(", ")))
}

/// `16 % uphill, 65 % level, 18 % downhill of 128,500 steps whose slope is known.`
fn slopes(page: Spoken<'_>) -> Option<String> {
    let (up, level, down) = page.load.steps_by_slope?;
    let all = up + level + down;
    let share = |steps: f64| words::share_percent(steps / all);
    (all > 0.0).then(|| {
        format!(
            "{} uphill, {} level, {} downhill of {} steps whose slope is known.",
            share(up),
            share(level),
            share(down),
            words::grouped(all)
        )
    })
}

/// What would add to the page.
pub(crate) fn would_add(page: Spoken<'_>, width: f64) -> Option<Piece> {
    let plain = |line: &String| words::without_code(line.trim_end_matches('.'));
    let lines: Vec<String> = ask::would_add(page).iter().map(plain).collect();
    let text = format!("{}.", lines.join(". "));
    (!lines.is_empty()).then(|| panel_head("What would add to this page", &text, width))
}

/// The mornings of each week, where no run was recorded that they could be set beside.
pub(crate) fn pain_by_week(page: Spoken<'_>, width: f64) -> Option<Piece> {
    let weeks: Vec<&[Day]> = page
        .days
        .chunk_by(|_, next| page.week_start.days_into_week(next.date) > 0)
        .filter(|week| week.iter().any(|day| day.pain_morning.is_some()))
        .collect();
    if page.coverage.runs > 0 || weeks.is_empty() {
        return None;
    }
    let caption = "Mean of the mornings logged, 0 to 10, with the lowest and the highest.";
    let head =
        panel_head("Pain in the morning by week", caption, width).above(3.0, Piece::gap(0.0));
    let latest = weeks.len().saturating_sub(WEEKS);
    Some(weeks.iter().skip(latest).fold(head, |above, week| {
        above
            .above(0.0, week_line(week, width, page.voice))
            .above(2.0, Piece::rule(width, 1.0, Colour::Line))
    }))
}

/// `29 Jun to 5 Jul   1.4   1 to 2   6 mornings`.
fn week_line(week: &[Day], width: f64, voice: Voice) -> Piece {
    let mut scores: Vec<PainScore> = week.iter().filter_map(|day| day.pain_morning).collect();
    scores.sort_unstable();
    let mean = scores.iter().copied().map(PainScore::value).sum::<f64>() / scores.len() as f64;
    let days = week.first().zip(week.last()).map_or_else(String::new, |(first, last)| {
        // A week in part still says where it begins and ends.
        format!("{} to {}", voice.day_short(first.date), voice.day_short(last.date))
    });
    let spread = scores.first().zip(scores.last()).map_or_else(String::new, |(low, high)| {
        if low == high { low.to_string() } else { format!("{low} to {high}") }
    });
    let cells = [
        (days, SMALL.ink(), 0.0, 0.4),
        (words::number(mean, 1), SMALL.ink().bold(), 0.4, 0.14),
        (spread, SMALL, 0.54, 0.2),
        (words::count(scores.len(), "morning"), SMALL, 0.74, 0.26),
    ];
    let cells = cells.map(|(text, setting, left, share)| {
        (left * width, Piece::text(Part::Text, &text, setting, share * width))
    });
    Piece::row(cells, 2.0)
}

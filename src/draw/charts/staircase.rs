//! The way back to running: sessions of running and walking in turns, over the plan's stages.

use crate::say::voice::{Spoken, Voice};
use jiff::civil::Date;

use super::chart::{About, COLUMN_WIDTH_PX, Chart, ChartTable};
use crate::draw::canvas::{Canvas, Frame, Letters, Paint, Stroke};
use crate::draw::palette::Colour;
use crate::draw::scale::Scale;
use crate::model::{Response, calendar::days_after};
use crate::page::{ReturnToRun, RunWalk, RunWalkSession};
use crate::say::words;

const NAME: &str = "return-to-run";
const HEIGHT_PX: u32 = 230;
const LEFT_PX: f64 = 34.0;
const RIGHT_PX: f64 = 120.0;
const TOP_PX: f64 = 26.0;
const BOTTOM_PX: f64 = 26.0;
const DOT_PX: f64 = 4.2;
/// Room above the longest stretch.
const HEADROOM: f64 = 1.15;

/// What the rule of progress is, and who applies it.
fn progress(page: Spoken<'_>) -> String {
    format!(
        "Two sessions at a stage, pain during them at most {} and settled by the next morning: ask \
         your therapist about the next stage.",
        words::short(page.high_above.unwrap_or(page.zones.middle_to))
    )
}

/// Sessions over time, by how long was run at a stretch; none without sessions.
pub fn staircase(page: Spoken<'_>) -> Option<Chart> {
    let way = page.return_to_run.as_ref()?;
    let (first, last) = (way.sessions.first()?.date, way.sessions.last()?.date);
    let longest = way
        .stages
        .iter()
        .map(|stage| stage.run_min)
        .chain(way.sessions.iter().map(|session| session.done.run_min))
        .max_by(f64::total_cmp)?;
    let width = f64::from(COLUMN_WIDTH_PX);
    let base = f64::from(HEIGHT_PX) - BOTTOM_PX;
    let days = (days_after(first, last) as f64).clamp(1.0, f64::MAX);
    let plot = Plot {
        way,
        high_above: page.high_above,
        voice: page.voice,
        days: (first, last),
        unwell: &page.unwell,
        width,
        base,
        day: Scale::new((0.0, days), (LEFT_PX + 8.0, width - RIGHT_PX)),
        minutes: Scale::new((0.0, longest * HEADROOM), (base, TOP_PX)),
    };
    let title = title(way);
    let alt = alt(way, page.high_above, page.voice);
    let lines = if way.stages.is_empty() { "" } else { " Lines: the plan's stages." };
    let shaded = if plot.spans_unwell().next().is_some() { " Shaded: ill or injured." } else { "" };
    let about = About {
        name: NAME,
        title,
        caption: format!(
            "Each session of running and walking in turns, by minutes run at a stretch. Full: \
             settled by the next morning; triangle: raised; hollow: not known.{lines}{shaded} {}",
            progress(page)
        ),
        alt,
        table: table(way, page.high_above, page.voice),
    };
    about.drawn((COLUMN_WIDTH_PX, HEIGHT_PX), |canvas| plot.draw(canvas))
}

struct Plot<'a> {
    way: &'a ReturnToRun,
    high_above: Option<f64>,
    voice: Voice,
    /// The first session's and the last one's.
    days: (Date, Date),
    /// Days of illness or injury.
    unwell: &'a [(Date, Date)],
    width: f64,
    base: f64,
    day: Scale,
    minutes: Scale,
}

impl Plot<'_> {
    fn draw(&self, canvas: &mut Canvas<'_>) {
        self.draw_unwell(canvas);
        canvas.text((0.0, 12.0), "minutes run at a stretch", Letters::axis());
        let floor = Stroke::solid(Colour::Line, 1.0);
        canvas.line((LEFT_PX, self.base), (self.width, self.base), floor);
        for stage in &self.way.stages {
            let y = self.minutes.at(stage.run_min);
            canvas.line((LEFT_PX, y), (self.width - RIGHT_PX + 10.0, y), floor);
            canvas.text((self.width - RIGHT_PX + 16.0, y + 4.2), &short(stage), Letters::axis());
            let number = words::short(stage.run_min);
            canvas.text((LEFT_PX - 8.0, y + 4.2), &number, Letters::axis().end());
        }
        let mut labelled_until = f64::MIN;
        for session in &self.way.sessions {
            let x = self.x(session.date);
            self.draw_session(canvas, session, x);
            let (text, letters) = (self.voice.day_short(session.date), Letters::axis().middle());
            let half = letters.width(&text) / 2.0;
            if x - half > labelled_until + 6.0 {
                canvas.text((x, self.base + 17.0), &text, letters);
                labelled_until = x + half;
            }
        }
    }

    fn x(&self, date: Date) -> f64 {
        self.day.at(days_after(self.days.0, date) as f64)
    }

    /// The stretches of illness or injury between the sessions shown, first and last day of each.
    fn spans_unwell(&self) -> impl Iterator<Item = (Date, Date)> {
        let (first, last) = self.days;
        let shown = self.unwell.iter().filter(move |span| span.0 <= last && span.1 >= first);
        shown.map(move |&(from, until)| (from.max(first), until.min(last)))
    }

    fn draw_unwell(&self, canvas: &mut Canvas<'_>) {
        for (from, until) in self.spans_unwell() {
            let (left, right) = (self.x(from) - 3.0, self.x(until) + 3.0);
            let frame = Frame::new(left, TOP_PX - 8.0, right - left, self.base - TOP_PX + 8.0);
            canvas.rect(frame, Paint::Fill(Colour::Unwell), 0.0);
        }
    }

    fn draw_session(&self, canvas: &mut Canvas<'_>, session: &RunWalkSession, x: f64) {
        let y = self.minutes.at(session.done.run_min);
        let frame = Frame::new(x - 10.0, y - 10.0, 20.0, 20.0);
        canvas.mark(
            session_words(session, self.high_above, self.voice),
            frame,
            |canvas| match kind(session.response) {
                Kind::Settled => canvas.dot((x, y), DOT_PX, Paint::Fill(Colour::Blue)),
                Kind::Raised => {
                    let r = DOT_PX + 1.6;
                    let triangle = [(x, y - r), (x + r, y + 0.8 * r), (x - r, y + 0.8 * r)];
                    canvas.polygon(&triangle, Colour::Orange);
                }
                Kind::NotKnown => canvas.dot((x, y), DOT_PX, Paint::Rim(Colour::Blue, 1.5)),
            },
        );
        if self.way.stages.is_empty() {
            canvas.text((x, y - 10.0), &short(&session.done), Letters::axis().middle());
        }
    }
}

/// How a session is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Settled,
    Raised,
    NotKnown,
}

const fn kind(response: Response) -> Kind {
    match response {
        Response::Settled | Response::BackToUsual => Kind::Settled,
        Response::SlightlyRaised | Response::Raised | Response::High => Kind::Raised,
        Response::Unknown => Kind::NotKnown,
    }
}

/// `2:1 × 8`.
fn short(what: &RunWalk) -> String {
    format!("{}:{} × {}", words::short(what.run_min), words::short(what.walk_min), what.reps)
}

fn session_words(session: &RunWalkSession, high_above: Option<f64>, voice: Voice) -> String {
    format!(
        "{}: {} min running, {} min walking, {} times; {} of running; {}",
        voice.day(session.date),
        words::short(session.done.run_min),
        words::short(session.done.walk_min),
        session.done.reps,
        words::minutes(session.running_min),
        session.response.shown(high_above)
    )
}

fn title(way: &ReturnToRun) -> String {
    let known = way.sessions.iter().filter(|s| kind(s.response) != Kind::NotKnown).count();
    let settled = way.sessions.iter().filter(|s| kind(s.response) == Kind::Settled).count();
    if known == 0 {
        return format!("{} of running and walking", words::count(way.sessions.len(), "session"));
    }
    format!("{settled} of {known} sessions of running and walking had settled by the next morning")
}

fn alt(way: &ReturnToRun, high_above: Option<f64>, voice: Voice) -> String {
    let lines: Vec<String> =
        way.sessions.iter().map(|session| session_words(session, high_above, voice)).collect();
    format!("Sessions of running and walking in turns. {}.", lines.join(". "))
}

fn table(way: &ReturnToRun, high_above: Option<f64>, voice: Voice) -> ChartTable {
    let head = ["Day", "Run, min", "Walk, min", "Times", "Running, min", "After"];
    ChartTable::of(head, &way.sessions, |session| {
        [
            voice.day_short(session.date),
            words::short(session.done.run_min),
            words::short(session.done.walk_min),
            session.done.reps.to_string(),
            words::number(session.running_min, 0),
            session.response.shown(high_above).into_owned(),
        ]
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::draw::svg;
    use crate::page::Page;
    use crate::page::sample;

    #[test]
    fn days_unwell_between_sessions_are_shaded_and_said_to_be_and_others_are_not() {
        let of = |unwell: Vec<(Date, Date)>| {
            staircase(Voice::METRIC.tells(&Page { unwell, ..sample::october() })).unwrap()
        };
        // The sample's sessions are of 1, 4 and 9 October.
        let between = of(vec![(date(2026, 10, 5), date(2026, 10, 7))]);
        assert!(svg(&between.drawing).contains(Colour::Unwell.hex()));
        assert!(between.caption.contains("Shaded: ill or injured."));
        let after = of(vec![(date(2026, 10, 20), date(2026, 10, 22))]);
        assert!(!svg(&after.drawing).contains(Colour::Unwell.hex()));
        assert!(!after.caption.contains("Shaded"));
    }
}

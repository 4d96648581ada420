//! What the signs of the days mean, in lines under them: only of signs that occur, and only where
//! nothing beside them says so already.

use super::chart::Shape;
use super::month_words::logs_pain;
use crate::draw::canvas::{Canvas, Frame, Letters, Paint, Place, Stroke};
use crate::draw::palette::Colour;
use crate::model::keyed;
use crate::page::Day;
use crate::say::voice::Spoken;

/// Height of a line, and the air over the first.
const LINE_PX: f64 = 18.0;
const AIR_PX: f64 = 6.0;

/// Room for a sign, and between its words and the next sign.
const SIGN_PX: f64 = 20.0;
const GAP_PX: f64 = 16.0;

/// Half of a capsule's length, and of its height.
const CAPSULE_PX: (f64, f64) = (5.6, 3.2);

/// Points on a capsule's round end.
const ROUND_STEPS: u32 = 10;

keyed! {
    /// A sign among the days.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    enum Sign {
        Morning = "pain that morning, 0–10",
        InRun = "worst in a run",
        NotLogged = "not logged",
        Painkillers = "painkillers",
        Minutes = "minutes of running",
        Jump = "over 10 % longer than any run in the 30 days before",
        LengthUnknown = "ran; for how long is not known",
        RunUnknown = "nothing is known of a run",
        OtherSport = "other sport",
        Flare = "flare",
        Unwell = "ill or injured",
    }
    fn words;
}

impl Sign {
    /// Whether a row of days says beside itself what this is: its rows have names.
    const fn is_named_in_rows(self) -> bool {
        match self {
            Sign::Morning
            | Sign::InRun
            | Sign::Minutes
            | Sign::Painkillers
            | Sign::Flare
            | Sign::Unwell => true,
            Sign::NotLogged
            | Sign::Jump
            | Sign::LengthUnknown
            | Sign::RunUnknown
            | Sign::OtherSport => false,
        }
    }

    fn is_of(self, page: Spoken<'_>, day: &Day) -> bool {
        match self {
            Sign::Morning => day.pain_morning.is_some(),
            Sign::InRun => day.pain_during.is_some(),
            Sign::NotLogged => logs_pain(page) && day.pain_morning.is_none(),
            Sign::Minutes => day.running_min.is_some(),
            Sign::Jump => day.spike.as_ref().is_some_and(|spike| spike.class.is_spike()),
            Sign::LengthUnknown => day.ran && day.running_min.is_none(),
            Sign::OtherSport => day.other_min.is_some_and(|minutes| minutes > 0.0),
            Sign::RunUnknown => day.unknown && !day.ran,
            Sign::Painkillers => day.medicine,
            Sign::Flare => day.flare,
            Sign::Unwell => day.shaded,
        }
    }

    /// The sign in the room kept for it, its words standing on `baseline`.
    fn draw(self, canvas: &mut Canvas<'_>, (x, baseline): Place) {
        let cell = Frame::new(x, baseline - 10.0, 14.0, 11.0);
        let bar = Frame::new(x, baseline - 7.5, 14.0, 6.0);
        match self {
            Sign::Morning => canvas.rect(cell, Paint::Fill(Colour::Heat4), 2.5),
            Sign::InRun => {
                let inner = Frame::new(x + 2.5, baseline - 8.5, 9.0, 8.0);
                canvas.rect(inner, Paint::Fill(Colour::Heat4), 2.0);
            }
            Sign::NotLogged => canvas.rect(cell, Paint::DashedRim(Colour::Muted, 0.6), 2.5),
            Sign::Minutes => canvas.rect(bar, Paint::Fill(Colour::BlueMid), 1.5),
            Sign::Jump => canvas.rect(bar, Paint::Fill(Colour::Blue), 1.5),
            Sign::LengthUnknown | Sign::RunUnknown => {
                canvas.text((x + 7.0, baseline), "?", Letters::axis().middle());
            }
            Sign::OtherSport => canvas.rect(bar, Paint::DashedRim(Colour::Muted, 1.0), 1.0),
            Sign::Painkillers => draw_capsule(canvas, (x + 7.0, baseline - 4.2)),
            Sign::Flare => {
                canvas.rect(cell, Paint::Fill(Colour::Heat1), 0.0);
                let y = cell.y;
                canvas.line((x, y), (x + 14.0, y), Stroke::solid(Colour::Orange, 2.0));
            }
            Sign::Unwell => canvas.rect(cell, Paint::Fill(Colour::Unwell), 0.0),
        }
    }
}

/// The signs to be explained, in lines.
pub(super) struct Key {
    /// Signs with the left edges of their room.
    lines: Vec<Vec<(Sign, f64)>>,
}

impl Key {
    /// Of all the signs that the days known so far hold, between two edges.
    pub(super) fn new(
        page: Spoken<'_>,
        days: &[&Day],
        shape: Shape,
        (left, right): (f64, f64),
    ) -> Key {
        let occurs = |sign: &Sign| {
            let mut known = days.iter().filter(|day| day.date <= page.period.known_until);
            let is_said = shape == Shape::Wide && sign.is_named_in_rows();
            !is_said && known.any(|day| sign.is_of(page, day))
        };
        let mut lines: Vec<Vec<(Sign, f64)>> = Vec::new();
        let mut x = f64::INFINITY;
        for sign in Sign::ALL.into_iter().filter(occurs) {
            let width = SIGN_PX + Letters::axis().width(sign.words());
            if x + width > right || lines.is_empty() {
                lines.push(Vec::new());
                x = left;
            }
            if let Some(line) = lines.last_mut() {
                line.push((sign, x));
            }
            x += width + GAP_PX;
        }
        Key { lines }
    }

    /// Nought where nothing is to be explained.
    pub(super) fn height(&self) -> f64 {
        if self.lines.is_empty() { 0.0 } else { AIR_PX + LINE_PX * self.lines.len() as f64 }
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, top: f64) {
        for (index, line) in self.lines.iter().enumerate() {
            let baseline = top + AIR_PX + LINE_PX * index as f64 + 12.0;
            for &(sign, x) in line {
                sign.draw(canvas, (x, baseline));
                canvas.text((x + SIGN_PX, baseline), sign.words(), Letters::axis());
            }
        }
    }
}

/// The mark of a day with painkillers: a capsule, one half of it full.
pub(super) fn draw_capsule(canvas: &mut Canvas<'_>, (x, y): Place) {
    let (half, radius) = CAPSULE_PX;
    let frame = Frame::new(x - half, y - radius, 2.0 * half, 2.0 * radius);
    canvas.rect(frame, Paint::Rim(Colour::Ink, 1.1), radius);
    let centre = x - half + radius;
    let mut full: Vec<Place> = (0..=ROUND_STEPS)
        .map(|step| {
            let turn = std::f64::consts::PI * f64::from(step) / f64::from(ROUND_STEPS);
            (centre - radius * turn.sin(), y - radius * turn.cos())
        })
        .collect();
    full.extend([(x, y + radius), (x, y - radius)]);
    canvas.polygon(&full, Colour::Ink);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::sample;
    use crate::say::voice::Voice;

    fn words(page: Spoken<'_>, shape: Shape) -> Vec<&'static str> {
        let key = Key::new(page, &page.days.iter().collect::<Vec<_>>(), shape, (0.0, 360.0));
        key.lines.iter().flatten().map(|(sign, _)| sign.words()).collect()
    }

    #[test]
    fn the_key_tells_every_sign_that_occurs_and_no_other() {
        let mut page = sample::october();
        let wide =
            ["not logged", "over 10 % longer than any run in the 30 days before", "other sport"];
        assert_eq!(words(Voice::METRIC.tells(&page), Shape::Wide), wide);
        for told in ["painkillers", "worst in a run", "not logged", "minutes of running"] {
            assert!(words(Voice::METRIC.tells(&page), Shape::Weeks).contains(&told), "{told}");
        }
        for absent in ["ill or injured", "ran; for how long is not known"] {
            assert!(!words(Voice::METRIC.tells(&page), Shape::Weeks).contains(&absent), "{absent}");
        }
        page.days[0].running_min = None;
        page.days[20].shaded = true;
        assert!(
            words(Voice::METRIC.tells(&page), Shape::Wide)
                .contains(&"ran; for how long is not known")
        );
        assert!(words(Voice::METRIC.tells(&page), Shape::Weeks).contains(&"ill or injured"));
        assert!(words(Voice::METRIC.tells(&sample::empty()), Shape::Weeks).is_empty());
    }

    #[test]
    fn lines_of_the_key_stay_within_a_phone() {
        let mut page = sample::october();
        page.days[0].running_min = None;
        page.days[20].shaded = true;
        let key = Key::new(
            Voice::METRIC.tells(&page),
            &page.days.iter().collect::<Vec<_>>(),
            Shape::Weeks,
            (3.0, 357.0),
        );
        for (sign, x) in key.lines.iter().flatten() {
            let end = x + SIGN_PX + Letters::axis().width(sign.words());
            assert!(end <= 357.0, "{sign:?} ends at {end}");
        }
        assert!(key.lines.len() > 1);
    }
}

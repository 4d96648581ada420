//! The parts of the printed page, each a piece of its own.

use crate::say::voice::{Spoken, Voice};
use std::fmt::Write as _;
use std::ops::Range;

use super::drawable::drawable_name;
use super::sheet::{Part, Piece, Run, SMALL, Setting, filled};
use super::sheet_marks::{legend, mark, reported_mark};
use crate::draw::drawing::{Drawing, Frame};
use crate::draw::lettering::{self, Weight};
use crate::draw::{
    Colour,
    charts::{Chart, month_rows_at},
};
use crate::model::Severity;
use crate::page::{Diary, Health, PlanPanel, Sentence};
use crate::say::figures::{self, KeyFigure};
use crate::say::{device_names, facts, flare, headline, own_words, plan, words};

/// Titles of panels.
pub(crate) const PANEL_TITLE: Setting = SMALL.ink().bold().sized(15.0, 19.0);

/// Titles of sections.
const SECTION_TITLE: Setting = SMALL.bold().sized(12.0, 16.0);

/// Who and when, and what stands behind the page.
pub(crate) fn head(page: Spoken<'_>, width: f64) -> Piece {
    // A span between two visits has a long title: smaller, so that it stays on one line.
    let sizes = [(25.0, 30.0), (22.0, 27.0), (19.0, 24.0), (16.0, 21.0)];
    let settings = sizes.map(|(size, leading)| SMALL.ink().bold().sized(size, leading));
    let title = page.title();
    let title_width_at =
        |setting: &Setting| lettering::width(&title, setting.size, setting.weight) + 2.0;
    let large = settings
        .into_iter()
        .find(|setting| title_width_at(setting) <= 0.58 * width)
        .unwrap_or(SMALL.ink().bold().sized(16.0, 21.0));
    let title_px = title_width_at(&large);
    let above = page.name.as_ref().map_or_else(
        || "Running form, load and pain".to_owned(),
        |name| format!("{name} · running form, load and pain"),
    );
    let above_px = lettering::width(&above, SECTION_TITLE.size, SECTION_TITLE.weight) + 2.0;
    let widest = if above_px > title_px { above_px } else { title_px };
    let title_width = widest.clamp(0.26 * width, 0.58 * width);
    let title = Piece::text(Part::Text, &above, SECTION_TITLE, title_width)
        .above(1.0, Piece::text(Part::Title, &title, large, title_width));
    let coverage_width = width - title_width - 20.0;
    let mut coverage =
        Piece::text(Part::Text, &coverage_words(page), SMALL.right(), coverage_width);
    let devices = device_names::behind(page.facts);
    if !devices.is_empty() {
        let devices: Vec<String> = devices.iter().map(|name| drawable_name(name)).collect();
        let devices = devices.join("; ");
        coverage =
            coverage.above(0.0, Piece::text(Part::Text, &devices, SMALL.right(), coverage_width));
    }
    let height = if title.height > coverage.height { title.height } else { coverage.height };
    let title_top = height - title.height;
    let coverage_top = height - coverage.height - 3.0;
    Piece::gap(0.0)
        .with(0.0, title_top, title)
        .with(title_width + 20.0, coverage_top.clamp(0.0, height), coverage)
        .above(8.0, Piece::rule(width, 2.0, Colour::Ink))
}

/// `16 runs on 16 days, 135 km · pain logged on 30 of 31 days, 26 the same day`.
fn coverage_words(page: Spoken<'_>) -> String {
    let coverage = &page.coverage;
    let mut parts = Vec::new();
    if coverage.runs > 0 {
        parts.push(format!(
            "{} on {}{}",
            words::count(coverage.runs, "run"),
            words::count(coverage.run_days, "day"),
            coverage.distance_m.map_or_else(String::new, |metres| {
                format!(", {}", words::distance(metres, page.voice.units))
            })
        ));
    } else {
        parts.push("no recorded run".to_owned());
    }
    if coverage.days_logged > 0 {
        let same_day = coverage
            .entered_same_day
            .map_or_else(String::new, |days| format!(", {days} the same day"));
        parts.push(format!(
            "pain logged on {} of {}{same_day}",
            coverage.days_logged,
            words::count(coverage.days, "day")
        ));
    } else {
        parts.push("no pain logged".to_owned());
    }
    parts.join(" · ")
}

/// The page's sentences, firmest first.
pub(crate) fn headlines(page: Spoken<'_>, width: f64) -> Piece {
    let mut piece = Piece::default();
    for it in &page.headlines {
        let gap = if piece.is_empty() { 0.0 } else { 6.0 };
        let setting = match it.sentence {
            Sentence::Flare => SMALL.ink().bold().sized(18.5, 23.5),
            _ => SMALL.ink().sized(15.5, 20.0),
        };
        let (text, detail) = (headline::text(it, page), headline::detail(it, page));
        piece = piece
            .above(gap, Piece::text(Part::Text, &text, setting, width))
            .above(0.0, Piece::text(Part::Text, &detail, SMALL, width));
    }
    piece
}

/// Rows of days with the diary's first words under them.
pub(crate) fn days(page: Spoken<'_>, width: u32, rows: Range<usize>) -> Piece {
    let first_row = rows.start;
    let Some(chart) = month_rows_at(page, width, rows) else {
        return Piece::default();
    };
    let piece = Piece::chart(&chart);
    match days_words(page, f64::from(width), first_row) {
        words if words.is_empty() => piece,
        words => piece.above(5.0, words),
    }
}

/// What the diary says first, and where the rows before the first shown stand.
pub(crate) fn days_words(page: Spoken<'_>, width: f64, first_row: usize) -> Piece {
    let logged = page.coverage.days_logged;
    // In a month with a flare its own lines tell where and what: said twice, they take the room of
    // what came before it.
    let shown = page.diary.clone().map(|diary| match page.flares.as_slice() {
        [] => diary,
        _ => Diary {
            places: Vec::new(),
            legs: Vec::new(),
            medicine_days: None,
            function: None,
            ..diary
        },
    });
    let mut runs =
        shown.as_ref().map_or_else(Vec::new, |diary| diary_runs(diary, logged, page.voice));
    for words in page.habits.iter().flat_map(|habits| &habits.own_words) {
        let name = format!("{}:", own_words::name(words));
        push_said(&mut runs, &name, &own_words::in_short(words));
    }
    if let Some(health) = page.health.as_ref().filter(|health| !health.back.is_empty()) {
        push_said(&mut runs, "Back, in the phone's words:", &in_words(health));
    }
    if let Some(confidence) = facts::confidence(page) {
        push_said(&mut runs, "Confidence:", &format!("{} of 10", words::short(confidence.value)));
    }
    if first_row > 0 {
        push_said(&mut runs, "Earlier days:", "page 2 of the PDF");
    }
    if runs.is_empty() { Piece::default() } else { Piece::runs(Part::Text, &runs, SMALL, width) }
}

/// `Overstriding: by a model the foot lands about 24 cm (20–28) ahead of the pelvis, at 5:53 /km.`
pub(crate) fn overstriding_line(page: Spoken<'_>, width: f64) -> Piece {
    let Some(foot) = &page.overstriding else { return Piece::default() };
    let mut runs = Vec::new();
    push_said(&mut runs, "Overstriding:", &format!("{}.", page.voice.foot_in_short(foot)));
    Piece::runs(Part::Text, &runs, SMALL, width)
}

/// `Where: low back, right (22 of 30 days) · Leg: none 27, above the knee 3 · Stiff: 15 min`:
/// counts, and no judgement.
fn diary_runs(diary: &Diary, days_logged: usize, voice: Voice) -> Vec<Run> {
    let mut runs = Vec::new();
    let places: Vec<String> = diary
        .places
        .iter()
        .enumerate()
        .map(|(index, (site, side, n))| match (index, flare::place(*site, *side)) {
            (0, place) => format!("{place} ({n} of {})", words::count(days_logged, "day")),
            (_, place) => format!("{place} ({n})"),
        })
        .collect();
    if !places.is_empty() {
        push_said(&mut runs, "Where:", &places.join(", "));
    }
    if let Some(legs) = facts::legs(&diary.legs) {
        push_said(&mut runs, "Leg:", &legs);
    }
    if let Some(stiff_min) = diary.stiff_min {
        push_said(&mut runs, "Stiff:", &words::minutes(stiff_min.value));
    }
    if let Some(days) = diary.medicine_days {
        push_said(&mut runs, "Painkillers:", &words::count(days, "day"));
    }
    if let Some(function) = diary.function {
        push_said(&mut runs, "Function:", &format!("{} of 10", words::short(function.value)));
    }
    if let Some(sleep_h) = diary.sleep_h {
        push_said(&mut runs, "Sleep:", &format!("{} h", words::short(sleep_h.value)));
    }
    if diary.treatment_days > 0 {
        push_said(&mut runs, "Treatment:", &words::count(diary.treatment_days, "day"));
    }
    for scale in &diary.scales {
        let fact = facts::questionnaire(scale, voice);
        push_said(&mut runs, &format!("{}:", fact.label), &fact.text);
    }
    runs
}

/// `moderate 1 day, mild 2 days`.
fn in_words(health: &Health) -> String {
    let of = |severity: Severity| {
        let days = health.back.iter().filter(|(_, said)| *said == severity).count();
        (days > 0).then(|| format!("{} {}", severity.shown(), words::count(days, "day")))
    };
    Severity::ALL.into_iter().rev().filter_map(of).collect::<Vec<_>>().join(", ")
}

/// Adds a name and what is said of it; the point between two stays with the first.
fn push_said(runs: &mut Vec<Run>, name: &str, text: &str) {
    if !runs.is_empty() {
        runs.push(Run::new("\u{a0}\u{a0}· ", SMALL));
    }
    runs.push(Run::new(name, SMALL.ink().bold()));
    // A short answer is not parted at the end of a line.
    let text = if text.len() <= 14 { text.replace(' ', "\u{a0}") } else { text.to_owned() };
    runs.push(Run::new(format!(" {text}"), SMALL));
}

/// The key figures between two hairlines, in as many columns as there are figures.
pub(crate) fn figures(page: Spoken<'_>, width: f64) -> Piece {
    figures_of(&figures::of_page(page), width)
}

/// Key figures in as many columns as there are.
pub(crate) fn figures_of(figures: &[KeyFigure], width: f64) -> Piece {
    if figures.is_empty() {
        return Piece::default();
    }
    let step = width / figures.len() as f64;
    let labels: Vec<Piece> = figures
        .iter()
        .map(|figure| Piece::text(Part::Text, &figure.label, SMALL, step - 10.0))
        .collect();
    let label_height =
        labels.iter().map(|label| label.height).fold(0.0, |a, b| if b > a { b } else { a });
    let mut row = Piece::gap(0.0);
    for (index, (figure, label)) in figures.iter().zip(labels).enumerate() {
        // The first column starts at the margin, the others a little right of their hairline.
        let (x, column) = match index {
            0 => (0.0, step - 5.0),
            _ => (step * index as f64 + 8.0, step - 10.0),
        };
        let told = label.with(0.0, label_height, figure_value(figure, column)).joined(Part::Text);
        row = row.with(x, 8.0, told);
    }
    let height = row.height + 7.0;
    let mut piece = Piece::rule(width, 1.0, Colour::Line).with(0.0, 0.0, row);
    for index in 1..figures.len() {
        let line = filled(Frame::new(0.0, 0.0, 1.0, height - 14.0), Colour::Line);
        let x = step * index as f64 - 2.0;
        piece = piece.with(x, 8.0, Piece::of(Part::Ornament, "", height - 14.0, vec![line]));
    }
    piece.above(7.0, Piece::rule(width, 1.0, Colour::Line))
}

/// The number with its unit, and what stands beside it.
fn figure_value(figure: &KeyFigure, width: f64) -> Piece {
    let large = SMALL.ink().bold().sized(24.0, 29.0);
    let number = Piece::text(Part::Text, &figure.value, large, width);
    let number_px = lettering::width(&figure.value, large.size, Weight::Semibold);
    let unit = Piece::text(Part::Text, &figure.unit, SMALL, width);
    let unit_px = lettering::width(&figure.unit, SMALL.size, Weight::Regular);
    let piece = if figure.unit.is_empty() {
        number
    } else if number_px + 6.0 + unit_px <= width {
        number.with(number_px + 6.0, 10.0, unit)
    } else {
        number.above(0.0, unit)
    };
    let mark = match figure.provenance {
        Some(provenance) => Some(mark(provenance)),
        None => figure.is_known.then(reported_mark),
    };
    let mark_px = if mark.is_some() { 15.0 } else { 0.0 };
    let beside = Piece::text(Part::Text, &figure.beside, SMALL, width - mark_px);
    let row = Piece::gap(0.0).with(mark_px, 0.0, beside);
    piece.above(0.0, row.with(0.0, 0.0, mark.unwrap_or_else(|| Piece::gap(0.0))))
}

/// White space between a panel's words and its drawing.
pub(crate) const HEAD_GAP: f64 = 6.0;

/// A panel: a finding, what is drawn, and the drawing.
pub(crate) fn panel(chart: &Chart, width: f64) -> Piece {
    panel_head(&chart.title, &chart.caption, width).above(HEAD_GAP, Piece::chart(chart))
}

/// A panel's finding and its words.
pub(crate) fn panel_head(title: &str, text: &str, width: f64) -> Piece {
    let title = Piece::text(Part::Heading, title, PANEL_TITLE, width);
    if text.is_empty() {
        return title;
    }
    title.above(1.0, Piece::text(Part::Text, text, SMALL, width))
}

/// The columns of a small table.
pub(crate) struct Columns<const N: usize> {
    /// Where each begins, as a share of the width.
    pub(crate) starts: [f64; N],
    /// White space between them.
    pub(crate) gap: f64,
    /// Which stands out.
    pub(crate) strong: usize,
}

impl<const N: usize> Columns<N> {
    /// Rows under their head.
    pub(crate) fn table(&self, head: [&str; N], rows: &[[String; N]], width: f64) -> Piece {
        rows.iter().fold(self.row(head, true, width), |above, cells| {
            above.above(0.0, self.row(cells.each_ref().map(String::as_str), false, width))
        })
    }

    /// A row over its rule.
    fn row(&self, cells: [&str; N], is_head: bool, width: f64) -> Piece {
        let ends = self.starts.iter().skip(1).map(|share| share * width).chain([width + self.gap]);
        let placed = cells.into_iter().zip(self.starts).zip(ends).enumerate();
        let cells = placed.map(|(place, ((text, share), end))| {
            let is_strong = is_head || place == self.strong;
            let setting = if is_strong { SMALL.ink().bold() } else { SMALL.ink() };
            let left = share * width;
            (left, Piece::text(Part::Text, text, setting, end - left - self.gap))
        });
        Piece::row(cells, 1.0).above(1.0, Piece::rule(width, 1.0, Colour::Line))
    }
}

/// White space around a chart in a file of its own.
const ALONE_MARGIN: f64 = 14.0;

/// `Plan from your therapist, 28 September`.
pub(crate) fn plan_title(plan: &PlanPanel, voice: Voice) -> String {
    plan.from.map_or_else(
        || "Plan from your therapist".to_owned(),
        |from| format!("Plan from your therapist, {}", voice.day(from)),
    )
}

/// White space between the columns of the plan.
const PLAN_GAP: f64 = 10.0;

/// The therapist's plan beside what was done.
pub(crate) fn plan(page: Spoken<'_>, width: f64) -> Option<Piece> {
    let plan = page.plan.as_ref().filter(|plan| !plan.rows.is_empty())?;
    let mut piece = Piece::text(Part::Heading, &plan_title(plan, page.voice), PANEL_TITLE, width);
    let columns = [0.0, 0.3 * width, 0.48 * width, width + PLAN_GAP];
    let mut line = |cells: [&[Run]; 3]| {
        let cells = cells.into_iter().enumerate().map(|(place, runs)| {
            let room = columns[place + 1] - columns[place] - PLAN_GAP;
            (columns[place], Piece::runs(Part::Text, runs, SMALL, room))
        });
        let row = Piece::row(cells, 2.0);
        let rule = Piece::rule(width, 1.0, Colour::Line);
        piece = std::mem::take(&mut piece).above(0.0, row).above(2.0, rule);
    };
    let head = ["target", "asked", "done"].map(|name| [Run::new(name, SMALL.bold())]);
    line([&head[0], &head[1], &head[2]]);
    for row in &plan.rows {
        let plain = |text: &str| [Run::new(text, SMALL.ink())];
        let mut done = vec![Run::new(plan::done(row, page.voice), SMALL.ink().bold())];
        let note = plan::note(row);
        if !note.is_empty() {
            done.push(Run::new(format!(" ·\u{a0}{note}"), SMALL.ink()));
        }
        line([&plain(plan::target(row)), &plain(&plan::asked(row, page.voice)), &done]);
    }
    Some(piece)
}

/// A chart as a file of its own: of which days it is, its finding, what is drawn, the drawing, and
/// what the marks mean where values have an origin.
pub(crate) fn chart_alone(page: Spoken<'_>, chart: &Chart) -> Drawing {
    let width = chart.drawing.width;
    let of = Piece::text(Part::Text, &page.title(), SMALL, width);
    let mut piece = of.above(2.0, panel(chart, width));
    if chart.table.head.iter().any(|column| column == "Origin") {
        piece = piece.above(8.0, legend(width));
    }
    let size = (width + 2.0 * ALONE_MARGIN, piece.height + 2.0 * ALONE_MARGIN);
    piece.onto(size, ALONE_MARGIN, &chart.title)
}

/// What the marks mean, what the page is not, and what it was made from.
pub(crate) fn foot(page: Spoken<'_>, width: f64) -> Piece {
    let limits = format!(
        "This page is not a diagnosis. It sets one person's recordings beside their diary and \
         cannot show why something hurts; your therapist's rule goes first. {}{}",
        made_from(page),
        if page.is_copy { format!(" {}", words::without_code(words::COPY)) } else { String::new() }
    );
    Piece::rule(width, 1.0, Colour::Line)
        .above(7.0, legend(width))
        .above(1.0, Piece::text(Part::Text, &limits, SMALL, width))
}

/// `Made from 16 files; 1 file of the export could not be read.`
fn made_from(page: Spoken<'_>) -> String {
    let coverage = &page.coverage;
    let mut text = match coverage.files {
        0 => "No file of the export falls in this period".to_owned(),
        files => format!("Made from {}", words::count(files, "file")),
    };
    if let Some((first, last)) = coverage.history {
        let _ = write!(text, "; the export spans {}", page.voice.span(first, last));
    }
    if coverage.files_unreadable > 0 {
        let _ = write!(
            text,
            "; {} of it could not be read",
            words::count(coverage.files_unreadable, "file")
        );
    }
    text.push('.');
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::{charts::form_at_own_pace, svg};
    use crate::page::sample;

    #[test]
    fn a_chart_in_a_file_of_its_own_says_of_when_it_is_what_it_shows_and_what_its_marks_mean() {
        let page = sample::october();
        let chart = form_at_own_pace(Voice::METRIC.tells(&page)).unwrap();
        let alone = svg(&chart_alone(Voice::METRIC.tells(&page), &chart));
        for words in ["October 2026", &chart.title, "estimated with a body model"] {
            assert!(alone.contains(words), "{words}");
        }
        let first = chart.caption.split(';').next().unwrap();
        assert!(alone.contains(first.get(..30).unwrap()), "{first}");
        assert!(alone.contains(&embedded_drawing(&chart)), "the drawing itself");
    }

    /// What of a chart stands in the file: its last drawn element.
    fn embedded_drawing(chart: &Chart) -> String {
        svg(&chart.drawing)
            .lines()
            .rev()
            .find(|line| line.contains("<text"))
            .unwrap()
            .trim()
            .to_owned()
    }
}

//! Every activity of the period as one table that fits a screen and a sheet of paper: what is
//! looked at first. All else stands in [`super::run_blocks`].

use crate::say::voice::{Spoken, Voice};
use crate::{
    metrics::Metric,
    model::{Provenance, Tier, Unit},
    page::RunRow,
};

use crate::say::words::{self, number};

/// The table of activities.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RunTable {
    /// Column heads.
    pub(super) head: Vec<Head>,
    /// One row an activity.
    pub(super) rows: Vec<Row>,
    /// Why cells of form are blank, and how much of the running the others rest on.
    pub(super) notes: Vec<String>,
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// What it is.
    pub(super) name: String,
    /// Its unit, and how well it is supported where that must be said; empty where there is neither.
    pub(super) beside: String,
    /// Whether numbers stand below.
    pub(super) is_number: bool,
}

impl Head {
    fn words(name: &str) -> Head {
        Head { name: name.to_owned(), beside: String::new(), is_number: false }
    }

    fn number(name: &str, beside: &str) -> Head {
        Head { name: name.to_owned(), beside: beside.to_owned(), is_number: true }
    }
}

/// One activity.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// Its day.
    pub(super) day: String,
    /// Whether it counts as running.
    pub(super) is_run: bool,
    /// The cells after the day.
    pub(super) cells: Vec<Cell>,
}

/// A value, with the key of its origin where it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    /// Empty where it is not known.
    pub(super) text: String,
    /// Its origin.
    pub(super) provenance: Option<Provenance>,
    /// Whether it is a number.
    pub(super) is_number: bool,
}

impl Cell {
    fn words(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), provenance: None, is_number: false }
    }

    fn number(text: Option<String>) -> Cell {
        let text = words::or_blank(text, |text| text);
        Cell { text, provenance: None, is_number: true }
    }
}

/// The columns of form, each as the metrics that may fill it: of each the first that any run has.
const CORE: [&[&str]; 4] = [
    &["cadence_spm"],
    &["overstride_index_pct", "step_length_m"],
    &["vertical_oscillation_mm"],
    &["ground_contact_time_ms"],
];

impl RunTable {
    pub(super) fn of(page: Spoken<'_>, roll: &[&Metric]) -> RunTable {
        let columns = columns(page, roll);
        let with_heart_rate = page.runs.iter().any(|run| run.heart_rate_bpm.is_some());
        let mut head = vec![
            Head::words("day"),
            Head::words("what"),
            Head::number("distance", ""),
            Head::number("time", ""),
            Head::number("pace running", ""),
        ];
        head.extend(columns.iter().map(Column::head));
        if with_heart_rate {
            head.push(Head::number(HEART_RATE, &Unit::BeatPerMinute.to_string()));
        }
        let row = |run: &RunRow| {
            let mut row = row_of(run, &columns, page.voice);
            if with_heart_rate {
                let measured = run.heart_rate_bpm.map(|_| Provenance::Measured);
                let shown = run.heart_rate_bpm.map(|bpm| number(bpm, 0));
                row.cells.push(Cell { provenance: measured, ..Cell::number(shown) });
            }
            row
        };
        let notes = columns.iter().filter_map(|column| blank_words(page, column));
        let notes = notes.chain(covered_words(page, &columns)).collect();
        RunTable { head, rows: page.runs.iter().map(row).collect(), notes }
    }
}

/// Why cells of a column are blank: each reason with the number of its runs, most runs first.
fn blank_words(page: Spoken<'_>, column: &Column<'_>) -> Option<String> {
    let runs: Vec<&RunRow> = page.runs.iter().filter(|run| run.is_run).collect();
    let reason = |run: &&RunRow| {
        let absent = run.absent.iter().find(|(key, _)| *key == column.key);
        absent.map(|(_, reason)| reason.detail())
    };
    let reasons: Vec<String> = runs.iter().filter_map(reason).collect();
    let told = counted(&reasons);
    let on = format!("{} of {}", reasons.len(), words::count(runs.len(), "run"));
    (!told.is_empty()).then(|| {
        let said: Vec<String> = match told.as_slice() {
            [(only, _)] => vec![(*only).to_owned()],
            several => several.iter().map(|(why, n)| format!("{why} ({n})")).collect(),
        };
        format!("{} is blank on {on}: {}.", column.name(), said.join("; "))
    })
}

/// Each text once with how often it stands there, most often first.
pub(super) fn counted(texts: &[String]) -> Vec<(&str, usize)> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for text in texts {
        match counts.iter_mut().find(|(known, _)| known == text) {
            Some((_, n)) => *n += 1,
            None => counts.push((text, 1)),
        }
    }
    counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    counts
}

/// The share of the running time that stands behind each column: the middle of the runs, and from
/// the least to the most of them.
fn covered_words(page: Spoken<'_>, columns: &[Column<'_>]) -> Option<String> {
    let of = |column: &Column<'_>| {
        let share = |run: &RunRow| {
            let told = run.covered.iter().find(|(key, _)| *key == column.key);
            told.map(|(_, share)| *share)
        };
        let mut shares: Vec<f64> = page.runs.iter().filter_map(share).collect();
        shares.sort_by(f64::total_cmp);
        let (least, most) = (*shares.first()?, *shares.last()?);
        let middle = words::share_percent(*shares.get(shares.len() / 2)?);
        let (least, most) = (words::share_percent(least), words::share_percent(most));
        let span = if least == most { String::new() } else { format!(" ({least} to {most})") };
        Some(format!("{} {middle}{span}", column.name()))
    };
    let said: Vec<String> = columns.iter().filter_map(of).collect();
    (!said.is_empty()).then(|| {
        format!(
            "Share of the running time that stands behind it, in the middle run: {}.",
            said.join("; ")
        )
    })
}

/// What heart rate is called.
pub(super) const HEART_RATE: &str = "Heart rate";

/// A metric as the page calls it, whether the roll knows it or not.
pub(super) struct Column<'a> {
    key: &'static str,
    metric: Option<&'a Metric>,
}

impl<'a> Column<'a> {
    pub(super) fn of(key: &'static str, roll: &[&'a Metric]) -> Column<'a> {
        Column { key, metric: roll.iter().copied().find(|metric| metric.key == key) }
    }

    pub(super) fn name(&self) -> &'static str {
        self.metric.map_or(self.key, |metric| metric.name)
    }

    pub(super) fn unit(&self) -> String {
        self.metric.map_or_else(String::new, |metric| metric.unit.to_string())
    }

    /// The word for how well it is supported, where no validation is known.
    pub(super) fn caution(&self) -> Option<&'static str> {
        let tier = self.metric?.tier;
        (tier == Tier::Exploratory).then_some(tier.word())
    }

    /// A value with the metric's decimals, without its unit.
    pub(super) fn shown(&self, value: f64) -> String {
        number(value, self.metric.map_or(1, |metric| metric.decimals))
    }

    fn head(&self) -> Head {
        let beside = [self.unit(), self.caution().unwrap_or_default().to_owned()];
        let beside: Vec<String> = beside.into_iter().filter(|word| !word.is_empty()).collect();
        Head::number(self.name(), &beside.join(", "))
    }

    fn cell(&self, run: &RunRow) -> Cell {
        let reading = run.readings.iter().find(|(key, _, _)| *key == self.key);
        Cell {
            provenance: reading.map(|(_, _, provenance)| *provenance),
            ..Cell::number(reading.map(|(_, value, _)| self.shown(*value)))
        }
    }
}

fn columns<'a>(page: Spoken<'_>, roll: &[&'a Metric]) -> Vec<Column<'a>> {
    let is_told = |key: &str| {
        page.runs.iter().any(|run| run.readings.iter().any(|(told, _, _)| *told == key))
    };
    let first_told = |keys: &&[&'static str]| keys.iter().copied().find(|key| is_told(key));
    CORE.iter().filter_map(first_told).map(|key| Column::of(key, roll)).collect()
}

fn row_of(run: &RunRow, columns: &[Column<'_>], voice: Voice) -> Row {
    let mut cells = vec![
        Cell::words(run.sport.as_str()),
        Cell::number(run.distance_m.map(|metres| words::distance(metres, voice.units))),
        Cell::number(run.timer_s.map(|seconds| words::minutes(seconds / 60.0))),
        Cell::number(run.speed_m_per_s.map(|speed| words::pace(speed, voice.units))),
    ];
    cells.extend(columns.iter().map(|column| column.cell(run)));
    Row { day: voice.day(run.date), is_run: run.is_run, cells }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Absent, Channel};
    use crate::{
        metrics::ROLL,
        page::{SafetyLevel, sample},
    };

    fn heads(page: Spoken<'_>) -> Vec<String> {
        RunTable::of(page, ROLL).head.into_iter().map(|head| head.name).collect()
    }

    #[test]
    fn ten_columns_at_most_and_own_step_length_only_where_height_is_not_told() {
        let mut page = sample::october();
        for run in &mut page.runs {
            run.heart_rate_bpm = Some(148.0);
            run.readings.extend(ROLL.iter().map(|metric| (metric.key, 1.0, Provenance::Measured)));
        }
        let all = heads(Voice::METRIC.tells(&page));
        assert_eq!(all.len(), 10, "{all:?}");
        assert!(all.contains(&"Step length for height and pace".to_owned()), "{all:?}");
        for run in &mut page.runs {
            run.readings.retain(|(key, _, _)| *key != "overstride_index_pct");
        }
        let without = heads(Voice::METRIC.tells(&page));
        assert!(without.contains(&"Step length".to_owned()), "{without:?}");
    }

    #[test]
    fn what_has_no_validation_says_so_in_its_head() {
        let table = RunTable::of(Voice::METRIC.tells(&sample::october()), ROLL);
        let beside = |name: &str| {
            table.head.iter().find(|head| head.name == name).map(|head| head.beside.clone())
        };
        assert_eq!(beside("Step length for height and pace").unwrap(), "%, exploratory");
        assert_eq!(beside("Cadence").unwrap(), "steps/min");
    }

    #[test]
    fn blank_cells_have_their_reasons_and_the_others_their_share_of_the_running() {
        let mut page = sample::october();
        page.runs.truncate(4);
        for (run, share) in page.runs.iter_mut().zip([0.5, 0.9, 0.7, 0.0]) {
            run.is_run = true;
            run.readings.retain(|(key, _, _)| *key == "cadence_spm");
            run.covered = vec![("cadence_spm", share)];
        }
        for run in &mut page.runs[2..] {
            (run.readings, run.covered) = (Vec::new(), Vec::new());
        }
        page.runs[2].absent = vec![("cadence_spm", Absent::NoChannel(Channel::Cadence))];
        page.runs[3].absent =
            vec![("cadence_spm", Absent::TooLittleData { detail: "too short".into() })];
        let notes = RunTable::of(Voice::METRIC.tells(&page), ROLL).notes;
        assert_eq!(
            notes,
            [
                "Cadence is blank on 2 of 4 runs: the file holds no cadence (1); too short (1).",
                "Share of the running time that stands behind it, in the middle run: Cadence 90 % \
                 (50 % to 90 %).",
            ]
        );
        page.runs[3].absent = page.runs[2].absent.clone();
        let notes = RunTable::of(Voice::METRIC.tells(&page), ROLL).notes;
        assert_eq!(notes[0], "Cadence is blank on 2 of 4 runs: the file holds no cadence.");
        page.safety.level = SafetyLevel::Urgent;
        let loud = page.obeying_its_box();
        assert!(RunTable::of(Voice::METRIC.tells(&loud), ROLL).notes.is_empty());
    }

    #[test]
    fn every_row_has_a_cell_under_each_head() {
        let mut page = sample::october();
        page.runs[0].heart_rate_bpm = Some(151.0);
        let mut loud = page.clone();
        loud.safety.level = SafetyLevel::Urgent;
        let loud = loud.obeying_its_box();
        let [shown, table] =
            [&page, &loud].map(|page| RunTable::of(Voice::METRIC.tells(page), ROLL));
        for table in [&shown, &table] {
            assert!(table.rows.iter().all(|row| row.cells.len() + 1 == table.head.len()));
        }
        assert_eq!(table.rows[0].cells.last().unwrap().text, "151");
        // Not known is blank, and has no origin.
        assert_eq!(table.rows[1].cells.last().unwrap().text, "");
        assert_eq!(table.rows[1].cells.last().unwrap().provenance, None);
    }
}

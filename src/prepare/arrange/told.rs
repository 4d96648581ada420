//! What was done to a file's records, counted.

use super::clocks::{Clocks, RUNS_APART_S};
use crate::model::{Notice, NoticeKind};

/// What was done, counted over the file: every session carries its file's notices.
#[derive(Default)]
pub(super) struct Told {
    pub(super) reversed: bool,
    pub(super) reordered: bool,
    pub(super) united: usize,
    /// The first united moment at which two records of one channel differ: channel, earlier, later.
    pub(super) differing: Option<(&'static str, f64, f64)>,
    pub(super) clocks: Clocks,
    pub(super) split_into: usize,
    pub(super) starts: Vec<Notice>,
}

impl Told {
    pub(super) fn notices(self) -> Vec<Notice> {
        let mut notices = Vec::new();
        let mut tell = |kind, text: String| notices.push(Notice::file(kind, text));
        if self.reversed {
            tell(
                NoticeKind::Reversed,
                "the file runs from its end to its start and was turned round".into(),
            );
        }
        if self.reordered {
            let text = "tracks or laps do not stand in order of time and were put in order";
            tell(NoticeKind::Reordered, text.to_owned());
        }
        if self.united > 0 {
            let mut text = match self.united {
                1 => "one record at the time of the one before was united with it".to_owned(),
                n => format!("{n} records at the time of the one before were united with it"),
            };
            if let Some((channel, earlier, later)) = self.differing {
                text.push_str(&format!(
                    "; where both hold a value the later one counts, as of {channel} {later:.1} and not {earlier:.1}"
                ));
            }
            tell(NoticeKind::SameTime, text);
        }
        notices.extend(self.clocks.notices());
        if self.split_into > 1 {
            let text = format!(
                "{} recordings lie {} h or more apart: each is a run of its own",
                self.split_into,
                RUNS_APART_S / 3600.0
            );
            notices.push(Notice::file(NoticeKind::Split, text));
        }
        notices.extend(self.starts);
        notices
    }
}

//! The nouns of the field. Nothing here reads a file, filters a signal or draws a chart.

mod absent;
mod activity;
pub mod calendar;
mod cell;
mod channel;
mod counted;
mod evidence;
mod exposure;
mod flare;
mod footing;
mod gait;
mod health;
mod ingest_error;
mod instruments;
mod keyed;
mod load_unit;
mod month;
mod notice;
mod notice_kind;
mod number;
mod origin;
mod pain;
mod reason;
mod run;
mod runner;
mod samples;
mod side_by_side;
mod structure;
mod unit;
mod verdict;
mod word;
mod worn_together;

pub use absent::Absent;
pub use activity::{
    Activity, ActivityId, DeveloperSeries, Device, FileKind, Format, PrivateNotes, RawStream,
    Service, Session, SessionTotals, Sport, TimerEvent, Wearer, Written, WrittenLap,
};
pub use cell::{defused, escaped, moves_the_cursor};
pub use channel::Channel;
pub use counted::Counted;
pub use evidence::{Citation, Provenance, Tier};
pub use exposure::Exposure;
pub use flare::{Flare, FlareEnd, Tablets, UsualLevel};
pub use footing::{Belt, ContactDoubt, ContactTime};
pub use gait::{Gait, GaitSource};
pub use health::{HealthDiary, Severity};
pub use ingest_error::IngestError;
pub use instruments::{Change, Instruments, Sampling};
pub(crate) use keyed::keyed;
pub use load_unit::LoadUnit;
pub use month::{Month, WeekStart};
pub use notice::{Notice, Place};
pub use notice_kind::NoticeKind;
pub use number::rounded;
pub use origin::{Instead, Origin, Spacing, Way, Writer};
pub use pain::{
    BodySite, DayActivity, InjuryMark, LegSymptom, OutOfScale, PainEntry, PainQuality, PainScore,
    RedFlag, Side, phrases_in, words_in,
};
pub use reason::{Proof, Reason, Remedy};
pub use run::{Bout, CadenceProof, CadenceUnit, Run, Totals};
pub use runner::{Runner, Sex, Unwell};
pub use samples::{LengthMismatch, Samples, Series};
pub use side_by_side::{
    RuleOrigin, SensorRules, SensorSeries, SensorSide, SensorSource, SideBySide, Sides,
};
pub use structure::{EasyEnds, GaitSpan, Intervals, Structure};
pub use unit::Unit;
pub use verdict::{LinkVerdict, Response, SpikeClass, Zone, Zones};
pub(crate) use word::written_as;
pub use worn_together::WornTogether;

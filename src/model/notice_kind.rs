//! Every kind of trouble that does not stop us, each with its word in data and, where a notice has
//! figures of its own, the words for all of its kind.

macro_rules! optional {
    () => {
        None
    };
    ($words:expr) => {
        Some($words)
    };
}

/// Declares the kinds: the word in data, the words for all files, and what whoever meets it may do.
macro_rules! kinds {
    ($(
        $(#[$doc:meta])+
        $kind:ident = $key:literal $(, in_general: $in_general:expr)? $(, advice: $advice:expr)?;
    )+) => {
        /// A kind of trouble that does not stop us.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum NoticeKind { $($(#[$doc])+ $kind,)+ }

        impl NoticeKind {
            /// Every kind.
            pub const ALL: &'static [NoticeKind] = &[$(NoticeKind::$kind,)+];

            /// The word in data.
            pub const fn key(self) -> &'static str {
                match self { $(NoticeKind::$kind => $key,)+ }
            }

            /// What the kind says of all files that it is in, where each notice has figures of its own.
            pub const fn in_general(self) -> Option<&'static str> {
                match self { $(NoticeKind::$kind => optional!($($in_general)?),)+ }
            }

            /// What to do about it; none where it was dealt with as it says.
            pub const fn advice(self) -> Option<&'static str> {
                match self { $(NoticeKind::$kind => optional!($($advice)?),)+ }
            }
        }
    };
}

/// Of a file that ends early or is damaged.
const COPY_AGAIN: &str =
    "what came before was kept; copy the file from the watch again if it is still there";

/// Of an export that lacks a file it names.
const GIVE_WHOLE: &str =
    "where the export was copied in part, give it whole; else the service left it out";

kinds! {
    /// The file ends before it should.
    Truncated = "truncated", advice: COPY_AGAIN;
    /// A checksum does not fit.
    BadChecksum = "bad_crc", advice: COPY_AGAIN;
    /// A message of a kind that was not defined before.
    UndefinedMessage = "undefined_message", advice: COPY_AGAIN;
    /// The recording was never closed.
    Unclosed = "unclosed";
    /// Bytes after the last FIT file.
    TrailingBytes = "trailing_bytes";
    /// The header announces another size than the file has.
    WrongDataSize = "wrong_data_size";
    /// The same trouble at many more places.
    MoreOfTheSame = "more_of_the_same";
    /// Fields that the FIT profile does not name.
    UnknownFields = "unknown_fields",
        in_general: "fields that the FIT profile does not name were left out";
    /// Developer fields without a description.
    UndescribedFields = "undescribed_fields";
    /// More fields than are kept.
    TooManyFields = "too_many_fields";
    /// Times count from the device's start.
    RelativeTime = "relative_time", in_general: "times that count from the device's start";
    /// A channel that is declared and holds nothing.
    EmptyChannel = "empty_channel", in_general: "channels that are declared and hold nothing";
    /// Heart rate from what the strap had stored.
    StoredHeartRate = "stored_heart_rate",
        in_general: "heart rate was filled in from what the strap had stored";

    /// A value that is no number.
    BadNumber = "bad_number", in_general: "values that are no numbers were left out";
    /// A number written with a comma.
    DecimalComma = "decimal_comma", in_general: "numbers with a comma, read as a decimal point";
    /// A time that cannot be read.
    BadTime = "bad_time", in_general: "times that cannot be read";
    /// A time without a zone.
    LocalTime = "local_time", in_general: "times without a zone, taken as UTC";
    /// A position that is not on Earth, or half a position.
    BadPosition = "bad_position",
        in_general: "positions incomplete or not on Earth were left out";
    /// A point of a timed track that has no time.
    UntimedPoints = "untimed_points", in_general: "points without a time were left out";
    /// An entity that XML does not define.
    UnknownEntity = "unknown_entity";
    /// Tags that do not nest.
    BadNesting = "bad_nesting", in_general: "tags that do not nest";
    /// Something else that XML does not allow.
    IllFormed = "ill_formed", in_general: "places that are not well-formed XML";
    /// A document type.
    DocumentType = "document_type";
    /// A unit told by the size of its values.
    UnitBySize = "unit_by_size";
    /// Distances of points that do not add up along the track.
    DistanceNotCumulative = "distance_not_cumulative";

    /// An account's export was cut off.
    ExportIncomplete = "export_incomplete";
    /// Parts of an account that could not be read.
    PartsUnread = "parts_unread";
    /// Records of an account that could not be used.
    RecordsLeftOut = "records_left_out";
    /// The same run by several programs of one account.
    CopiesLeftOut = "copies_left_out";
    /// Records outside the time of their run.
    OutsideItsTime = "outside_its_time";
    /// Steps counted and steps by speed disagree.
    StepsDisagree = "steps_disagree";
    /// Pauses told in two ways disagree.
    PausesDisagree = "pauses_disagree";
    /// The file of a route is not there.
    RouteMissing = "route_missing",
        in_general: "the route of a run, or a piece of it, is not in the export",
        advice: GIVE_WHOLE;
    /// Files of a run's course are not there.
    CourseMissing = "course_missing",
        in_general: "files of a run's course are not in the export",
        advice: GIVE_WHOLE;
    /// Entries of an account's diary whose day no zone tells.
    DiaryUndated = "diary_undated";

    /// A run recorded more than once.
    Merged = "merged", in_general: "recorded more than once: the recordings were joined";
    /// A channel of another recording.
    MergedChannel = "merged_channel",
        in_general: "a channel was taken from another recording of the same run";
    /// The sport of another recording.
    MergedSport = "merged_sport",
        in_general: "the sport was taken from another recording of the same run";
    /// A clock that was hours off.
    ClockMoved = "clock_moved",
        in_general: "a clock was hours off that of the other recordings and was set to theirs";

    /// The file runs from its end to its start.
    Reversed = "reversed";
    /// Tracks or laps out of order.
    Reordered = "reordered";
    /// Several records at one time.
    SameTime = "same_time";
    /// A file that holds several runs.
    Split = "split";
    /// The start that is written is not that of the samples.
    StartDiffers = "start_differs";
    /// Samples without a time.
    NoTime = "no_time", in_general: "samples without a time were left out";
    /// Samples whose clock ran backwards.
    ClockBackwards = "clock_backwards",
        in_general: "samples whose clock ran backwards were left out";
    /// A clock that was set back while it recorded.
    ClockSetBack = "clock_set_back",
        in_general: "the clock went back while it recorded, and a part of the samples was left out",
        advice: "these runs may be longer than is told here: export them again from the service, which may \
                 have set their times right, or keep another recording of them beside these";
    /// Samples far from all others.
    ClockJump = "clock_jump",
        in_general: "samples more than a day away from the others were left out";
    /// Samples with the time of the one before.
    DuplicateTimes = "duplicate_times",
        in_general: "samples with the time of the one before were left out";
    /// A session that stands in the file again.
    SessionRepeated = "session_repeated",
        in_general: "a session that stands in the file again: the last whole one counts";
    /// A session without a sample that has a time.
    NoSamples = "no_samples";
    /// Samples too far apart for form.
    TooSparse = "too_sparse";
    /// Distance covered without samples.
    SilentDistance = "silent_distance";
    /// The timer's events are not used.
    TimerNotUsed = "timer_not_used";
    /// The timer stood while samples went on.
    TimerStood = "timer_stood";
    /// The timer ran on after the samples.
    TimerRanOn = "timer_ran_on";
    /// A channel with values in few of the samples.
    ThinChannel = "thin_channel",
        in_general: "channels with values in less than half of the samples",
        advice: "check that the strap or pod sits well and its battery; such runs say little about \
                 these channels";

    /// Jumps in distance that nobody can run.
    DistanceJumps = "distance_jumps",
        in_general: "jumps in distance that nobody can run were left out";
    /// Distance that was caught up after a silence.
    DistanceCaughtUp = "distance_caught_up";
    /// A recorded distance that cannot be the way.
    DistanceNotUsed = "distance_not_used",
        in_general: "a recorded distance that cannot be the way that was run is not used",
        advice: "look at the distance where it was recorded: a pod to calibrate, or kilometres \
                 written as metres by what exported it";
    /// The distance that is written is not that of the samples.
    DistanceDiffers = "distance_differs";
    /// A total that is not used.
    TotalNotUsed = "total_not_used";
    /// Speeds that may be km/h written as m/s.
    SpeedUnitDoubtful = "speed_unit_doubtful",
        in_general: "speeds that may be km/h written as m/s: they are used as they are",
        advice: "export it again from the service that recorded it; form at own pace is not to be \
                 trusted for this run";
    /// No slope can be told.
    NoSlope = "no_slope";

    /// What cadence counts.
    CadenceUnit = "cadence_unit";
    /// Seconds of halved or doubled cadence, mended.
    HarmonicFixed = "harmonic_fixed",
        in_general: "seconds of halved or doubled cadence were mended";
    /// So much of it that cadence is doubtful.
    CadenceDoubtful = "cadence_doubtful",
        in_general: "much of the cadence was halved or doubled and mended: doubtful";
    /// Cadence that stood still.
    CadenceFrozen = "cadence_frozen",
        in_general: "cadence stood still for a minute and longer and was left out there";
    /// Heart rate that may be the count of steps.
    HeartRateLocked = "heart_rate_locked",
        in_general: "heart rate may be the count of steps: an optical sensor's habit";
    /// Steps counted in acceleration.
    StepsFromAcceleration = "steps_from_acceleration";
    /// Acceleration is sampled too slowly or unevenly for steps.
    AccelerationRate = "acceleration_rate";
    /// No steps in acceleration.
    NoStepsInAcceleration = "no_steps_in_acceleration";
    /// Bounce cannot be told from acceleration.
    NoBounceFromAcceleration = "no_bounce_from_acceleration";

    /// Running and walking told by speed alone.
    GaitBySpeed = "gait_by_speed";
    /// The sport is none on foot.
    NotOnFoot = "not_on_foot";
    /// A sport that is not known here.
    UnknownSport = "unknown_sport",
        in_general: "a sport that is not known here: not counted as a run",
        advice: "if it was a run, set its sport at the service and export it again; please report \
                 the word too";
    /// No one sport is named, and the samples are those of running.
    SportBySamples = "sport_by_samples",
        in_general: "no one sport is named, and cadence and speed are those of running: counted as \
                     a run",
        advice: "if it was none, set its sport at the service and export it again";
    /// No one sport is named, and the samples do not show running.
    NoRunningShown = "no_running_shown",
        in_general: "no one sport is named, and the samples do not show running: not counted as a \
                     run";
    /// A service's table names another sport.
    SportByTable = "sport_by_table",
        in_general: "the service's table names another sport than the file, and counts";
    /// A run faster than anybody runs.
    RunTooFast = "run_too_fast",
        advice: "if it was a ride, set its sport at the service and export it again";

    /// Neither local time nor place is known.
    NoLocalTime = "no_local_time", advice: "set `report.time_zone` in the config";
    /// The local time is that of the runs around.
    ZoneOfNeighbours = "zone_of_neighbours";
    /// A local time of zero off UTC where the place keeps another.
    OffsetUnset = "offset_unset",
        in_general: "a local time of zero off UTC where the place keeps another: the place counts";
    /// A local time that is not that of the place.
    OffsetOfElsewhere = "offset_of_elsewhere",
        in_general: "a local time that is not that of the place: the file's counts";
    /// A local time as no zone has it.
    ImpossibleOffset = "impossible_offset",
        in_general: "a local time so far off UTC as no zone is: it is not used";

    /// A log that is not UTF-8.
    Encoding = "encoding";
    /// A workbook's further sheets.
    OtherSheets = "other_sheets";
    /// Rows above a log's header.
    RowsAboveHeader = "rows_above_header";
    /// A column of a log that is not known.
    UnknownColumn = "unknown_column";
    /// A column that the settings name and the log lacks.
    MissingColumn = "missing_column";
    /// A day of a log that is yet to come.
    DayToCome = "day_to_come";
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_kind_has_a_word_of_its_own_in_data() {
        let keys: BTreeSet<&str> = NoticeKind::ALL.iter().map(|kind| kind.key()).collect();
        assert_eq!(keys.len(), NoticeKind::ALL.len());
        assert!(keys.iter().all(|key| key.chars().all(|it| it.is_ascii_lowercase() || it == '_')));
    }
}

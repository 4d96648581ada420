//! What a file of an account is, by its first bytes. Names are in the language of the phone, and
//! people rename files; content is the same everywhere.

use super::apple;
use crate::model::Service;

/// A file that holds runs, or what runs are joined with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Apple's `export.xml`.
    AppleExport,
    /// Fitbit's list of exercises, JSON.
    FitbitExercises,
    /// Google's table of exercises, CSV.
    GoogleExercises,
    /// One quantity over time, CSV, by Google.
    GoogleFamily,
    /// Google's table of nights, CSV; read only where it is asked for.
    GoogleSleeps,
    /// Samsung's table of exercises, CSV.
    SamsungExercises,
    /// Huawei's motion paths, nearly JSON.
    HuaweiPaths,
    /// One training session of Polar's, JSON.
    PolarSession,
    /// Garmin's list of sums, JSON.
    GarminSummaries,
}

/// How many first bytes are looked through for the words that tell a JSON file.
const JSON_WITHIN_BYTES: usize = 4096;

impl Part {
    /// What a file is; none where it is no part of an account.
    pub fn of(head: &[u8]) -> Option<Part> {
        let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
        let text = text.trim_ascii_start();
        match text.first()? {
            b'<' => apple::is_export(head).then_some(Part::AppleExport),
            b'[' | b'{' => Part::of_json(text.get(..JSON_WITHIN_BYTES).unwrap_or(text)),
            _ => Part::of_table(text),
        }
    }

    fn of_json(text: &[u8]) -> Option<Part> {
        let holds = |word: &str| memchr::memmem::find(text, word.as_bytes()).is_some();
        if holds("\"summarizedActivitiesExport\"") {
            Some(Part::GarminSummaries)
        } else if holds("\"logId\"") && holds("\"activityTypeId\"") {
            Some(Part::FitbitExercises)
        } else if holds("\"motionPathData\"")
            || holds("HW_EXT_TRACK_DETAIL")
            || (holds("\"sportType\"") && holds("\"totalSteps\"") && holds("\"timeZone\""))
        {
            Some(Part::HuaweiPaths)
        } else if holds("\"exercises\"")
            && (holds("\"exportVersion\"") || holds("\"timezoneOffsetMinutes\""))
        {
            Some(Part::PolarSession)
        } else {
            None
        }
    }

    fn of_table(text: &[u8]) -> Option<Part> {
        let first = text.split(|&byte| byte == b'\n').next()?.trim_ascii_end();
        if first.starts_with(b"exercise_id,exercise_start,") {
            return Some(Part::GoogleExercises);
        }
        if first.starts_with(b"sleep_id,") {
            let mut columns = first.split(|&byte| byte == b',');
            return columns.any(|it| it == b"minutes_asleep").then_some(Part::GoogleSleeps);
        }
        if let Some(columns) = first.strip_prefix(b"timestamp,") {
            let mut columns = columns.split(|&byte| byte == b',');
            return columns.any(is_family).then_some(Part::GoogleFamily);
        }
        let rest = first
            .strip_prefix(b"com.samsung.shealth.exercise,")
            .or_else(|| first.strip_prefix(b"com.samsung.health.exercise,"))?;
        let header = text.split(|&byte| byte == b'\n').nth(1)?;
        let has_start = memchr::memmem::find(header, b"start_time").is_some();
        (rest.first()?.is_ascii_digit() && has_start).then_some(Part::SamsungExercises)
    }

    /// Whose account it is of.
    pub const fn service(self) -> Service {
        match self {
            Part::AppleExport => Service::AppleHealth,
            Part::FitbitExercises
            | Part::GoogleExercises
            | Part::GoogleFamily
            | Part::GoogleSleeps => Service::GoogleHealth,
            Part::SamsungExercises => Service::SamsungHealth,
            Part::HuaweiPaths => Service::HuaweiHealth,
            Part::PolarSession => Service::PolarFlow,
            Part::GarminSummaries => Service::GarminConnect,
        }
    }

    /// Whether it may hold runs; else it only says more of them.
    pub const fn holds_runs(self) -> bool {
        !matches!(self, Part::GoogleFamily | Part::GoogleSleeps)
    }

    /// Whether it says nothing of a run, and is opened only where that is asked for.
    pub const fn is_diary(self) -> bool {
        matches!(self, Part::GoogleSleeps)
    }
}

/// The columns of Google's tables that are read.
fn is_family(column: &[u8]) -> bool {
    matches!(
        column,
        b"steps"
            | b"distance"
            | b"beats per minute"
            | b"latitude"
            | b"ground contact time"
            | b"vertical oscillation"
            | b"vertical ratio"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_is_told_by_its_first_bytes_and_its_neighbours_are_none() {
        for (text, part) in [
            ("[{\"logId\": 1, \"activityTypeId\": 90009}]", Part::FitbitExercises),
            ("\u{feff}exercise_id,exercise_start,exercise_end\n", Part::GoogleExercises),
            ("timestamp,beats per minute,data source\r\n", Part::GoogleFamily),
            (
                "\u{feff}com.samsung.shealth.exercise,6310024,8\nlive_data,com.samsung.health.exercise.start_time\n",
                Part::SamsungExercises,
            ),
            (
                "com.samsung.health.exercise,4810007,8\nduration,start_time\n",
                Part::SamsungExercises,
            ),
            ("[{\"recordDay\": 20200502, \"motionPathData\": []}]", Part::HuaweiPaths),
            ("{\"exportVersion\":\"1.3\",\"exercises\":[]}", Part::PolarSession),
            ("[{\"summarizedActivitiesExport\":[]}]", Part::GarminSummaries),
            ("<HealthData locale=\"de\">", Part::AppleExport),
        ] {
            assert_eq!(Part::of(text.as_bytes()), Some(part), "{text}");
        }
        for text in [
            "com.samsung.shealth.exercise.weather,6310024,8\nstart_time\n",
            "com.samsung.health.user_profile,6310024,8\nkey,start_time\n",
            "timestamp,calories\n",
            "{\"exportVersion\":\"1.3\"}",
            "[{\"logId\": 1}]",
            "Activity ID,Filename\n",
            "",
        ] {
            assert_eq!(Part::of(text.as_bytes()), None, "{text}");
        }
    }
}

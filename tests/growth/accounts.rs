//! Exports of accounts: many runs in one minute, many records of one moment, many who wrote them, and
//! tables that name one file.

use super::recording;

fn at(second: usize) -> String {
    format!(
        "2025-06-{:02} {:02}:{:02}:{:02} +0100",
        1 + second / 86_400 % 28,
        second / 3600 % 24,
        second / 60 % 60,
        second % 60
    )
}

fn record(from: usize, to: usize, value: usize, hardware: &str) -> String {
    format!(
        "<Record type=\"HKQuantityTypeIdentifierStepCount\" sourceName=\"w\" device=\"&lt;&lt;a&gt;, hardware:{hardware}, \" \
         unit=\"count\" startDate=\"{}\" endDate=\"{}\" value=\"{value}\"/>\n",
        at(from),
        at(to)
    )
}

fn workout(from: usize, to: usize, inside: &str) -> String {
    format!(
        "<Workout workoutActivityType=\"HKWorkoutActivityTypeRunning\" duration=\"1\" sourceName=\"w\" \
         device=\"&lt;&lt;a&gt;, hardware:Watch7,2, \" startDate=\"{}\" endDate=\"{}\">{inside}</Workout>\n",
        at(from),
        at(to)
    )
}

fn event(second: usize) -> String {
    let kind = if second.is_multiple_of(2) { "Pause" } else { "Resume" };
    format!("<WorkoutEvent type=\"HKWorkoutEventType{kind}\" date=\"{}\"/>", at(second))
}

fn export(body: &str) -> Vec<u8> {
    format!("<HealthData>{body}</HealthData>").into_bytes()
}

#[test]
fn many_runs_at_one_time() {
    recording("Apple, runs at one time", [1_000, 2_000, 4_000], &|count| {
        export(&(0..count).map(|at| workout(1000, 4000 + at % 3000, "")).collect::<String>())
    });
}

#[test]
fn many_records_of_one_hour_and_a_run_for_each_minute() {
    recording("Apple, spans of an hour", [4_000, 8_000, 16_000], &|count| {
        let records = (0..count).map(|at| record(at % 7, 3600, at, "Watch7,2")).collect::<String>();
        let runs =
            (0..60).map(|minute| workout(60 * minute, 60 * minute + 59, "")).collect::<String>();
        export(&(records + &runs))
    });
}

#[test]
fn records_out_of_order_by_many_watches() {
    recording("Apple, many watches", [2_000, 4_000, 8_000], &|count| {
        let records = (0..count)
            .map(|at| {
                record(
                    86_400 * 27 - 250 * at,
                    86_400 * 27 - 250 * at + 60,
                    at,
                    &format!("Watch{at}"),
                )
            })
            .collect::<String>();
        let runs =
            (0..count / 4).map(|at| workout(600 * at, 600 * at + 300, "")).collect::<String>();
        export(&(records + &runs))
    });
}

#[test]
fn events_and_parts_without_end() {
    recording("Apple, events of one run", [10_000, 20_000, 40_000], &|count| {
        let events = (0..count).map(event).collect::<String>();
        export(&workout(0, 80_000, &events))
    });
}

#[test]
fn sums_of_many_runs() {
    recording("Garmin, sums", [1_000, 2_000, 4_000], &|count| {
        let one = |at: usize| {
            format!(
                "{{\"activityType\": \"running\", \"beginTimestamp\": {}, \"duration\": 600000, \"steps\": 1700}}",
                1_700_000_000_000_usize + at * 1_000_000
            )
        };
        let all: Vec<String> = (0..count).map(one).collect();
        format!("[{{\"summarizedActivitiesExport\": [{}]}}]", all.join(",")).into_bytes()
    });
}

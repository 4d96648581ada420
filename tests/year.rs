//! The page of a year, through the real program: sums by hand, gaps, years beside each other, and
//! months that an export no longer holds.

use std::{fs, path::Path};

use crate::{cli, support::sample_data};

/// A GPX of a run due north in the open sea: a point every 10 s, so many metres a second.
pub(crate) fn run(folder: &Path, day: &str, minutes: usize, speed_m_per_s: f64) {
    /// Metres of a degree of latitude on the sphere of the mean radius, 6371 km.
    const METRES_A_DEGREE: f64 = 111_194.93;
    let points: Vec<String> = (0..=minutes * 6)
        .map(|step| {
            let seconds = step * 10;
            let north = 54.0 + speed_m_per_s * seconds as f64 / METRES_A_DEGREE;
            let (hour, minute, second) = (8 + seconds / 3600, seconds / 60 % 60, seconds % 60);
            format!(
                "<trkpt lat=\"{north:.7}\" lon=\"7.0\"><ele>0</ele>\
                 <time>{day}T{hour:02}:{minute:02}:{second:02}Z</time></trkpt>"
            )
        })
        .collect();
    let gpx = format!(
        "<?xml version=\"1.0\"?><gpx version=\"1.1\" creator=\"by hand\" \
         xmlns=\"http://www.topografix.com/GPX/1/1\"><trk><type>running</type><trkseg>{points}\
         </trkseg></trk></gpx>",
        points = points.concat()
    );
    fs::write(folder.join(format!("{day}.gpx")), gpx).unwrap();
}

fn report(folder: &Path, export: &str, more: &[&str]) {
    let all = ["report", export, "--out", "out", "--quiet"];
    let arguments: Vec<&str> = all.iter().chain(more).copied().collect();
    let (status, _, said) = cli::run(folder, &arguments);
    assert_eq!(status, 0, "{said}");
}

fn read(folder: &Path, page: &str) -> String {
    fs::read_to_string(folder.join("out").join(page)).unwrap()
}

/// The cells of a month in the table under the drawing.
fn cells(page: &str, month: &str) -> Vec<String> {
    let row = page.split(&format!("<th scope=\"row\">{month}</th>")).nth(1).unwrap();
    let row = row.split("</tr>").next().unwrap();
    row.split("<td>").skip(1).map(|cell| cell.split("</td>").next().unwrap().to_owned()).collect()
}

#[test]
fn months_add_up_gaps_are_blank_and_last_year_stands_beside_this_one() {
    let folder = tempfile::tempdir().unwrap();
    let export = folder.path().join("export");
    fs::create_dir(&export).unwrap();
    // 3 m/s: 30 min are 5.4 km, 60 min 10.8 km.
    for (day, minutes) in [
        ("2025-05-02", 30),
        ("2025-05-20", 60),
        ("2025-06-10", 30),
        ("2025-06-28", 30),
        ("2026-05-01", 30),
        ("2026-05-11", 60),
        ("2026-05-31", 30),
        ("2026-06-10", 60),
    ] {
        run(&export, day, minutes, 3.0);
    }
    fs::write(
        export.join("pain-log.csv"),
        "date,pain_morning,pain_during_max,treatment\n2026-05-02,2,,\n2026-05-03,4,7,\n2026-05-04,,,physio\n",
    )
    .unwrap();
    // What was run between the two springs nobody knows.
    let config = "[coverage]\ngaps = [[2025-06-29, 2026-04-30]]\n";
    fs::write(export.join("backstride.toml"), config).unwrap();
    report(folder.path(), "export", &[]);
    let page = read(folder.path(), "2026/report.html");
    assert!(page.contains("<h1>2026, up to 10 June</h1>"));
    // Distance, time, pain, longest run, days without a run, days known.
    let may = cells(&page, "May 2026");
    assert_eq!(may[0], "21.6");
    assert_eq!(may[1], "2");
    assert_eq!(may[2], "3.0 (2 mornings), worst 7 on 3 May");
    assert_eq!(may[may.len() - 3..], ["10.8", "28", "31 of 31"].map(str::to_owned));
    // June is not over.
    let june = cells(&page, "June 2026");
    assert_eq!((june[0].as_str(), june[june.len() - 1].as_str()), ("10.8, in part", "10 of 30"));
    assert_eq!(cells(&page, "June 2025")[0], "10.8, in part", "nothing is known from the 29th on");
    assert_eq!(cells(&page, "May 2025")[0], "16.2, in part", "the files begin on the 2nd");
    assert!(!page.contains("<th scope=\"row\">February 2026</th>"), "of which nothing is known");
    assert!(page.contains("4 May (physio)"));
    // In 2025 up to 10 June: 5.4 + 10.8 + 5.4 km, on 40 of 161 days from 2 May on.
    assert!(page.contains("21.6 km in 2025 up to 10 June, 40 of 161 days known"), "{page}");
    assert!(page.contains("../2025/report.html"));
    assert!(read(folder.path(), "2025/report.html").contains("../2026/report.html"));
    let index = read(folder.path(), "index.html");
    assert!(index.contains("<a href=\"2026/report.html\">2026, month by month</a>"));
    assert!(index.contains("href=\"2025/report.html\""));
}

#[test]
fn a_month_that_the_export_no_longer_holds_stays_in_the_index_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let export = folder.path().join("export");
    fs::create_dir(&export).unwrap();
    for day in ["2026-05-01", "2026-05-11", "2026-06-10"] {
        run(&export, day, 30, 3.0);
    }
    report(folder.path(), "export", &[]);
    let may = read(folder.path(), "2026-05/report.html");
    fs::remove_file(export.join("2026-05-01.gpx")).unwrap();
    fs::remove_file(export.join("2026-05-11.gpx")).unwrap();
    report(folder.path(), "export", &[]);
    let index = read(folder.path(), "index.html");
    assert_eq!(index.matches("The export no longer holds this month").count(), 1);
    assert!(index.contains("<a href=\"2026-05/report.html\">May 2026</a>"));
    assert_eq!(read(folder.path(), "2026-05/report.html"), may, "it stays as it is");
    // June before May, and the way back from June leads to it.
    assert!(index.find("2026-06/").unwrap() < index.find("2026-05/").unwrap());
    assert!(read(folder.path(), "2026-06/report.html").contains("‹ May 2026"));
    // A gap in the year's page, not a nought.
    let page = read(folder.path(), "2026/report.html");
    assert!(!page.contains("<th scope=\"row\">May 2026</th>"));
    assert!(page.contains("../2026-05/report.html"));
}

#[test]
fn the_year_is_written_with_its_months_and_not_with_a_span() {
    let folder = tempfile::tempdir().unwrap();
    let sample = sample_data().to_string_lossy().into_owned();
    report(folder.path(), &sample, &["--from", "2026-09-14", "--to", "2026-10-20"]);
    assert!(!folder.path().join("out/2026").exists());
    assert!(!read(folder.path(), "index.html").contains("month by month"));
    report(folder.path(), &sample, &["--month", "2026-08"]);
    let page = read(folder.path(), "2026/report.html");
    assert!(page.contains("<h1>2026, up to 31 October</h1>"));
    assert!(page.contains("../2026-08/report.html") && !page.contains("../2026-07/report.html"));
    assert!(folder.path().join("out/2026/report.png").is_file());
}

#[test]
fn the_samples_year_tells_its_story() {
    let folder = tempfile::tempdir().unwrap();
    let sample = sample_data().to_string_lossy().into_owned();
    report(folder.path(), &sample, &["--month", "2026-10"]);
    let page = read(folder.path(), "2026/report.html");
    // The story of the sample: a spike of 17.4 km in September, a strap from 16 August on, and a
    // cadence at own pace from 166 to 171 in October.
    let of = |month: &str| cells(&page, month);
    let find = |cells: &[String], text: &str| cells.iter().any(|cell| cell.starts_with(text));
    assert!(find(&of("September 2026"), "17.4"));
    assert!(find(&of("August 2026"), "166 (") && find(&of("October 2026"), "171 ("));
    assert!(page.contains("bounce, 16 August: strap changed"));
    assert!(!page.contains("cadence, 7 July"), "single runs with another watch are no change");
    assert!(page.contains("Cadence by pace, October over July to September"));
    assert!(page.contains("The last lighter week began on 10 August, 11 weeks ago."));
}

#[test]
fn a_change_is_set_between_its_weeks_with_counts_and_says_where_too_little_is_known() {
    let folder = tempfile::tempdir().unwrap();
    let export = folder.path().join("export");
    fs::create_dir(&export).unwrap();
    // 1 June 2026, four weeks before it and after it: a run of 5.4 km a week, then two of them.
    for day in ["2026-05-04", "2026-05-11", "2026-05-18", "2026-05-25"] {
        run(&export, day, 30, 3.0);
    }
    for week in [
        "2026-06-01 2026-06-03",
        "2026-06-08 2026-06-10",
        "2026-06-15 2026-06-17",
        "2026-06-22 2026-06-24",
    ] {
        for day in week.split(' ') {
            run(&export, day, 30, 3.0);
        }
    }
    run(&export, "2026-06-29", 30, 3.0);
    // Mornings of 4 before, of 1 after; a point of noise on every other.
    let log = (4..=31).map(|day| format!("2026-05-{day:02},{}\n", 4 + day % 2));
    let log = log.chain((1..=28).map(|day| format!("2026-06-{day:02},{}\n", 1 + day % 2)));
    let log = format!("date,pain_morning\n{}", log.collect::<String>());
    fs::write(export.join("pain-log.csv"), log).unwrap();
    let config = "[[change]]\ndate = 2026-06-01\nwhat = \"insole\"\nname = \"left <3 mm>\"\n\
                  [[change]]\ndate = 2026-06-20\nwhat = \"other\"\n";
    fs::write(export.join("backstride.toml"), config).unwrap();
    report(folder.path(), "export", &[]);
    let page = read(folder.path(), "2026/report.html");
    let told = page.split("Before and after a change").nth(1).unwrap();
    assert!(
        told.contains("1 June: insole: left &#60;3 mm&#62;") || told.contains("left &lt;3 mm&gt;")
    );
    let rows = |table: &str| -> Vec<String> {
        table
            .split("<tr><th scope=\"row\">")
            .skip(1)
            .map(|row| {
                let row = row.split("</tr>").next().unwrap();
                row.replace("</th><td>", "|")
                    .replace("</td><td>", "|")
                    .replace("<b>", "")
                    .replace("</b>", "")
                    .replace("</td>", "")
            })
            .collect()
    };
    let first = rows(told.split("</table>").next().unwrap());
    // Means by hand: 14 mornings of 4 and 14 of 5; 14 of 1 and 14 of 2.
    assert!(
        first[0].starts_with(
            "Pain in the morning, of 10|4.5 (28 mornings)|1.5 (28 mornings)|lower, by −3.0"
        ),
        "{first:?}"
    );
    assert!(first.contains(&"Distance a week|5.4 km|10.8 km|counted".to_owned()), "{first:?}");
    assert!(
        first.contains(&"Days without a run|24 of 28|20 of 28|counted".to_owned()),
        "{first:?}"
    );
    assert!(told.contains("In the same weeks: other from 20 June."));
    let second = rows(told.split("</table>").nth(1).unwrap());
    assert!(second.iter().all(|row| row.ends_with("the four weeks are not over")), "{second:?}");
}

//! How the back answered by shoe and by surface: counts by hand, through the real program.

use std::fs;

use crate::{cli, year::run};

#[test]
fn shoes_are_counted_by_the_mornings_after_and_a_ground_alone_is_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let export = folder.path().join("export");
    fs::create_dir(&export).unwrap();
    for day in [4, 6, 8, 11, 13, 15] {
        run(&export, &format!("2026-05-{day:02}"), 30, 3.0);
    }
    // In `a` two of three mornings settled, 2, 5 and 2 of 10; in `b` two of the two that are known.
    // Three days on the road, two on grass, one on a trail: one ground alone has nothing beside it.
    let log = "date,pain_morning,shoe,surface\n2026-05-04,2,a,road\n2026-05-05,2,,\n\
               2026-05-06,2,a,road\n2026-05-07,5,,\n2026-05-08,2,a,road\n2026-05-09,2,,\n\
               2026-05-11,2,b,grass\n2026-05-12,2,,\n2026-05-13,2,b,grass\n2026-05-14,1,,\n\
               2026-05-15,2,b,trail\n";
    fs::write(export.join("pain-log.csv"), log).unwrap();
    let report = ["report", "export", "--out", "out", "--quiet", "--share"];
    let (status, _, said) = cli::run(folder.path(), &report);
    assert_eq!(status, 0, "{said}");
    let page = fs::read_to_string(folder.path().join("out/2026-05/report.html")).unwrap();
    let table = page.split("Shoes, ground, and the mornings after</h3>").nth(1).unwrap();
    let table = table.split("</table>").next().unwrap();
    let row = |name: &str| {
        let row = table.split(&format!("<th scope=\"row\">{name}</th>")).nth(1).unwrap();
        row.split("</tr>").next().unwrap().replace("<td>", "").replace("</td>", "|")
    };
    assert_eq!(row("shoe a"), "3|30 min|2 of 3|3.0 (n 3)|");
    assert_eq!(row("shoe b"), "3|30 min|2 of 2|1.5 (n 2)|");
    assert!(!table.contains("surface"), "{table}");
    // A copy to send has no shoe's name.
    for entry in fs::read_dir(folder.path().join("out/share")).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains("shoe a<"));
    }
}

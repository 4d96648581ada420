//! Diaries and settings that nobody would keep.

use std::io::{Cursor, Write as _};

use zip::{ZipWriter, write::SimpleFileOptions};

use super::{Shape, grows_as_its_bytes};

#[track_caller]
fn diary(name: &str, sizes: [usize; 3], make: &dyn Fn(usize) -> String) {
    let make = |size| make(size).into_bytes();
    let asked = &["pain", "check", "--no-config", "log.csv"];
    grows_as_its_bytes(&Shape { name, sizes, file: "log.csv", asked, make: &make });
}

#[track_caller]
fn settings(name: &str, sizes: [usize; 3], make: &dyn Fn(usize) -> String) {
    let make = |size| make(size).into_bytes();
    let asked = &["pain", "check", "--config", "settings.toml", "missing.csv"];
    grows_as_its_bytes(&Shape { name, sizes, file: "settings.toml", asked, make: &make });
}

/// The days of some years, from 1970 on, each month of 28 days.
fn day(number: usize) -> String {
    let month = number / 28;
    format!("{}-{:02}-{:02}", 1970 + month / 12, 1 + month % 12, 1 + number % 28)
}

fn joined(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}

fn rows(count: usize) -> String {
    let row = |number: usize| format!("{},{},a note\n", day(number), number % 11);
    "date,pain_morning,note\n".to_owned() + &(0..count).map(row).collect::<String>()
}

#[test]
fn rows_of_a_lifetime() {
    // A row a day for 14, 27 and 55 years. Far beyond, maps and caches make a row dearer
    // (`docs/trust.md`).
    diary("log, rows", [5_000, 10_000, 20_000], &rows);
}

#[test]
fn a_day_for_each_of_many_years() {
    let make = |size| rows(size).into_bytes();
    let asked = &["days", "--no-config", "--pain", "log.csv", "-q", "."];
    let sizes = [10_000, 20_000, 40_000];
    grows_as_its_bytes(&Shape { name: "log, days", sizes, file: "log.csv", asked, make: &make });
}

#[test]
fn cells_that_cannot_be_read() {
    diary("log, bad cells", [20_000, 40_000, 80_000], &|count| {
        "date,pain_morning\n".to_owned() + &"x,y\n".repeat(count)
    });
}

#[test]
fn rows_of_one_day() {
    diary("log, rows of one day", [10_000, 20_000, 40_000], &|count| {
        "date,pain_morning\n".to_owned() + &"2026-10-03,1\n".repeat(count)
    });
}

#[test]
fn columns_that_nobody_knows() {
    diary("log, columns", [50_000, 100_000, 200_000], &|count| {
        let names = joined(count, |at| format!(",c{at}"));
        format!("date,pain_morning{names}\n2026-10-03,1\n")
    });
    diary("log, long column", [500_000, 1_000_000, 2_000_000], &|count| {
        format!("date,pain_morning,{}\n2026-10-03,1\n", "pain".repeat(count / 4))
    });
}

#[test]
fn quotes_that_open_and_close() {
    diary("log, quotes", [20_000, 40_000, 80_000], &|count| {
        "date,pain_morning,note\n".to_owned() + &"2026-10-03,1,\"a\nb\"\"\nc\"\n".repeat(count / 4)
    });
    diary("log, a quote never closed", [20_000, 40_000, 80_000], &|count| {
        rows(10) + "2026-10-03,1,\"a\n" + &rows(count)
    });
}

/// A workbook with this sheet.
fn workbook(sheet: &str) -> Vec<u8> {
    let parts = [
        (
            "[Content_Types].xml",
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#,
        ),
        (
            "_rels/.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn rows_with_a_cell_far_out() {
    let make = |rows: usize| {
        let text = |cell: &str, text: &str| {
            format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
        };
        let header = text("A1", "date") + &text("B1", "pain_morning") + &text("ALL1", "note");
        let row = |row: usize| format!("<row r=\"{row}\"><c r=\"ALL{row}\"><v>1</v></c></row>");
        let rows: String = (2..rows + 2).map(row).collect();
        workbook(&format!(
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
             <sheetData><row r=\"1\">{header}</row>{rows}</sheetData></worksheet>"
        ))
    };
    let asked = &["pain", "check", "--no-config", "log.xlsx"];
    let sizes = [20_000, 40_000, 80_000];
    let name = "xlsx, rows as wide as their header";
    grows_as_its_bytes(&Shape { name, sizes, file: "log.xlsx", asked, make: &make });
}

#[test]
fn keys_that_are_none() {
    settings("config, unknown keys", [2_500, 5_000, 10_000], &|count| {
        joined(count, |at| format!("key{at} = 1\n"))
    });
    settings("config, long key", [32_000, 64_000, 128_000], &|count| {
        format!("{} = 1\n", "k".repeat(count))
    });
    settings("config, long value", [32_000, 64_000, 128_000], &|count| {
        format!("[runner]\nheight_cm = \"{}\"\n", "v".repeat(count))
    });
}

#[test]
fn tables_in_tables() {
    // As large as settings may be, and ten times that, which is refused before it is parsed.
    settings("config, tables in tables", [900, 1_800, 3_600], &|count| {
        joined(count, |at| format!("[{at}.b.c.d.e.f.g.h.i.j.k.l.m.n.o]\n"))
    });
    settings("config, tables in a list", [3_250, 6_500, 13_000], &|count| {
        format!("x = [{}]\n", "{a.b.c=1},".repeat(count))
    });
    settings("config, too long", [50_000, 100_000, 200_000], &|count| {
        format!("x = [{}]\n", "{a.b.c=1},".repeat(count))
    });
}

#[test]
fn shoes_worn_all_at_once() {
    settings("config, shoes", [800, 1_600, 3_200], &|count| {
        joined(count, |at| format!("[[shoe]]\nid = \"{at}\"\nfrom = 2026-01-01\n"))
    });
}

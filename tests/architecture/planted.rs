//! The test of the test: what is planted in small programs is found.

use super::{
    House, Table, wrong_among_files, wrong_among_names, wrong_between_rooms, wrong_with_crates,
};

const TABLE: &Table = &[("model", &[]), ("say", &["model"])];

/// A program of two rooms as they should be.
const SOUND: [(&str, &str); 3] = [
    ("lib.rs", "pub mod model;\npub mod say;\n"),
    ("model.rs", "pub struct Run;\n"),
    ("say.rs", "use crate::model::Run;\npub fn run(_: &Run) {}\n"),
];

fn with<'t>(file: (&'t str, &'t str)) -> House {
    let others = SOUND.into_iter().filter(|(path, _)| *path != file.0);
    House::of(others.chain([file]))
}

#[test]
fn a_sound_program_has_nothing_wrong() {
    let house = House::of(SOUND);
    assert_eq!(wrong_between_rooms(&house, TABLE), [""; 0]);
    assert_eq!(wrong_among_files(&house), [""; 0]);
    assert_eq!(wrong_among_names(&house), [""; 0]);
}

#[test]
fn an_upward_import_is_found_behind_tests_and_however_it_is_written() {
    for import in [
        "use crate::say::run;",
        "use crate::{say::{run as told}};",
        "use super::say;",
        "pub(crate) use crate::say::*;",
        "fn told() { crate::say::run(&Run) }",
        "fn told() -> Vec<super::say::Told> { Vec::new() }",
        "const RUN: Run = Run { ..crate::say::RUN };",
        "const LOW: f64 = -crate::say::HIGH;",
    ] {
        let text = format!(
            "#[cfg(test)]\nmod sums {{ fn sum() {{ let s = '}}'; }} }}\n\
             #[cfg(test)] use crate::say;\n{import}\npub struct Run;\n"
        );
        let wrong = wrong_between_rooms(&with(("model.rs", &text)), TABLE);
        assert_eq!(wrong, ["model imports say"], "{import}");
    }
}

#[test]
fn tests_comments_and_quotes_import_nothing() {
    for text in [
        "#[cfg(test)]\nmod tests { use crate::say::run; fn t() { run(&Run) } }",
        "#[cfg(test)]\n#[allow(dead_code, reason = \"a ; here\")]\nfn t() { crate::say::run(&Run) }",
        "#[cfg(test)] use crate::{say::{run}};",
        "struct Two { #[cfg(test)] say: crate::say::Told, one: u8 }",
        "#[cfg(all(test, feature = \"report\"))] mod tests { use crate::say; }",
        "// use crate::say;\n/* crate::say::run /* deep */ crate::say */",
        "const A: &str = \"\\\"crate::say::run\"; const B: &str = r#\"\"crate::say::run\"#;",
        "fn f<'a>(_: &'a str) -> char { '\"' } // crate::say::run\n",
        "pub(in crate::say) struct Walk;",
    ] {
        let house = with(("model.rs", text));
        assert_eq!(wrong_between_rooms(&house, TABLE), [""; 0], "{text}");
    }
}

#[test]
fn lines_are_those_of_the_program_alone() {
    let text = "// One.\n\nfn one() -> &'static str {\n    // Why.\n    \"1\n    2\"\n}\n\
                #[cfg(test)]\nmod tests {\n    fn t() {}\n}\n";
    assert_eq!(super::code::Code::of(text).lines, 3);
}

#[test]
fn a_file_for_tests_alone_may_look_around() {
    let parent = (
        "model.rs",
        "#[cfg(test)]\n#[path = \"model_tests.rs\"]\nmod tests;\n#[cfg(test)] mod made;",
    );
    let others = [("model_tests.rs", "use crate::say;"), ("model/made.rs", "use crate::say;")];
    let sound = SOUND.into_iter().filter(|(path, _)| *path != "model.rs");
    let house = House::of(sound.chain([parent]).chain(others));
    assert_eq!(wrong_between_rooms(&house, TABLE), [""; 0]);
}

#[test]
fn a_permission_that_nobody_uses_is_found() {
    let house = with(("say.rs", "pub fn nothing() {}"));
    assert_eq!(wrong_between_rooms(&house, TABLE), ["say has no need of model"]);
}

#[test]
fn rooms_that_may_import_each_other_are_found_by_the_order_of_the_table() {
    let table: &Table = &[("model", &["say"]), ("say", &["model"])];
    let house = with(("model.rs", "use crate::say;"));
    let wrong = ["model may import say, which does not stand above it"];
    assert_eq!(wrong_between_rooms(&house, table), wrong);
}

#[test]
fn a_room_that_stands_in_no_table_is_found() {
    let wrong = wrong_between_rooms(&with(("attic/mod.rs", "")), TABLE);
    assert_eq!(wrong, ["attic is in no known room"]);
}

#[test]
fn a_crate_out_of_its_room_is_found_and_a_room_without_its_crate() {
    let table: &Table = &[("rayon", &["say"])];
    let found = |text| wrong_with_crates(&with(("model.rs", text)), table);
    let unused = "say does not name rayon";
    assert_eq!(found("use rayon::prelude::*;"), ["model names rayon", unused]);
    assert_eq!(found("fn t() { rayon::scope(|_| ()) }"), ["model names rayon", unused]);
    assert_eq!(found("use rayon as threads;"), ["model names rayon", unused]);
    assert_eq!(found("mod crayon;\nfn t() { crayon::x() }"), [unused]);
}

#[test]
fn circles_among_files_are_found() {
    let circle = |files: &[(&'static str, &'static str)]| {
        wrong_among_files(&House::of(files.iter().copied()))
    };
    let between =
        |a, b| circle(&[("model/mod.rs", "mod a;\nmod b;"), ("model/a.rs", a), ("model/b.rs", b)]);
    let both = ["model::a and model::b"];
    assert_eq!(between("use super::b::B;", "use super::a::A;"), both);
    assert_eq!(between("fn f() { super::b::g() }", "use crate::model::{a};"), both);
    assert_eq!(
        between("use super::b::B;", "#[cfg(test)] mod t { use super::super::a::A; }"),
        [""; 0]
    );
    // A child that needs what its parent holds, and a parent that calls it.
    let parent = "mod a;\npub struct Told;\nfn all() { a::all() }";
    let child = "use super::Told;";
    assert_eq!(circle(&[("model.rs", parent), ("model/a.rs", child)]), ["model and model::a"]);
    // Handing a child's names on is no need of it, unless they are used.
    let parent = "mod a;\npub use a::all;\npub struct Told;";
    assert_eq!(circle(&[("model.rs", parent), ("model/a.rs", child)]), [""; 0]);
    let parent = "mod a;\npub use a::all;\npub struct Told;\nfn twice() { all(); all() }";
    assert_eq!(circle(&[("model.rs", parent), ("model/a.rs", child)]), ["model and model::a"]);
    // What a parent hands on is its child's.
    let files = [
        ("model.rs", "mod a;\nmod b;\npub use a::A;\nfn all() { b::all() }"),
        ("model/a.rs", "pub struct A;"),
        ("model/b.rs", "use super::A;"),
    ];
    assert_eq!(circle(&files), [""; 0]);
    // Over three files.
    let files = [
        ("model.rs", "mod a;\nmod b;\nmod c;"),
        ("model/a.rs", "use super::b;"),
        ("model/b.rs", "use super::c;"),
        ("model/c.rs", "use super::a;"),
    ];
    assert_eq!(circle(&files), ["model::a and model::b and model::c"]);
}

#[test]
fn a_public_name_of_two_types_is_found_and_a_private_one_may_be_shared() {
    let found = |text| wrong_among_names(&with(("say.rs", text)));
    assert_eq!(found("pub enum Run { Short }"), ["Run in model and say"]);
    assert_eq!(found("struct Run; pub(crate) struct Run; pub struct RunTold;"), [""; 0]);
    assert_eq!(found("#[cfg(test)]\nmod tests { pub struct Run; }"), [""; 0]);
}

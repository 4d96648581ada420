//! The documentation as a book: what its pages tell to do is done as it stands there, its links lead
//! somewhere, and the pages that are made from the program are up to date.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use crate::support::{Ends as _, files_below, program, root};

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every page below `docs`.
fn pages() -> Vec<PathBuf> {
    let all = files_below(&root().join("docs"));
    all.into_iter().filter(|path| path.extension().is_some_and(|it| it == "md")).collect()
}

#[cfg(unix)]
mod followed {
    use super::{fs, read, root};
    use crate::support::{
        sample_data,
        shell::{Block, blocks, home, runs},
    };

    /// Follows a page from its top to its end, in a home with nothing but an export.
    fn follow(home: &tempfile::TempDir, page: &str) {
        let page = read(&root().join("docs").join(page));
        let (mut said, mut commands) = (String::new(), 0);
        for block in blocks(&page) {
            match block {
                Block::Commands(lines) => {
                    commands += lines.len();
                    said = lines.iter().map(|line| runs(home.path(), line)).collect();
                }
                Block::Printed(lines) => {
                    for line in lines {
                        assert!(said.contains(line), "`{line}` is not in: {said}");
                    }
                }
                Block::File { name, text } => fs::write(home.path().join(name), text).unwrap(),
            }
        }
        assert!(commands >= 3, "{commands} commands were found");
    }

    fn export_alone() -> tempfile::TempDir {
        let home = home();
        for name in ["pain-log.csv", "plan.toml", "backstride.toml"] {
            fs::remove_file(home.path().join("Downloads/my-export").join(name)).unwrap();
        }
        home
    }

    #[test]
    fn the_first_month_is_as_its_page_tells_it() {
        let home = export_alone();
        follow(&home, "tutorial.md");
        let at = |name: &str| home.path().join("reports").join(name);
        let page = read(&at("2026-10/report.html"));
        assert!(
            page.contains("Plan from your therapist"),
            "the plan that was written is on the page"
        );
        assert!(at("share/running-report-2026-10.pdf").is_file());
    }

    /// Follows a how-to in a home with a log and settings.
    fn follow_how_to(page: &str) {
        let home = export_alone();
        fs::copy(sample_data().join("pain-log.csv"), home.path().join("pain-log.csv")).unwrap();
        runs(home.path(), "backstride init ~/Downloads/my-export");
        follow(&home, &format!("how-to/{page}.md"));
    }

    #[test]
    fn a_log_is_kept_in_a_spreadsheet_as_its_page_tells() {
        follow_how_to("log-in-a-spreadsheet");
    }

    #[test]
    fn a_visit_is_prepared_as_its_page_tells() {
        follow_how_to("visit");
    }

    #[test]
    fn a_page_is_shared_as_its_page_tells() {
        follow_how_to("share");
    }
}

#[test]
fn the_page_of_commands_is_up_to_date() {
    let printed = program().args(["man", "--markdown"]).ends_with(0);
    let printed = String::from_utf8(printed.stdout).unwrap();
    let kept_at = root().join("docs/commands.md");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&kept_at, &printed).unwrap();
    }
    assert!(
        read(&kept_at) == printed,
        "UPDATE_GOLDEN=1 cargo test page_of_commands rewrites docs/commands.md"
    );
}

/// What stands in a page between the two marks of this name.
fn marked<'p>(page: &'p str, name: &str) -> &'p str {
    let (_, rest) = page.split_once(&format!("<!-- {name} -->\n```toml\n")).unwrap();
    rest.split_once(&format!("```\n<!-- end of {name} -->")).unwrap().0
}

#[test]
fn the_page_of_settings_shows_what_init_writes() {
    let folder = tempfile::tempdir().unwrap();
    program().arg("init").arg("--dir").arg(folder.path()).ends_with(0);
    let kept_at = root().join("docs/settings.md");
    for (name, file) in [("settings", "backstride.toml"), ("plan", "plan.toml")] {
        let written = read(&folder.path().join(file));
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            let page = read(&kept_at);
            let replaced = page.replace(marked(&page, name), &written);
            fs::write(&kept_at, replaced).unwrap();
        }
        assert!(
            marked(&read(&kept_at), name) == written,
            "UPDATE_GOLDEN=1 cargo test page_of_settings rewrites docs/settings.md"
        );
    }
}

/// Lines of a page outside its blocks of code.
fn prose(page: &str) -> impl Iterator<Item = &str> {
    let mut is_code = false;
    page.lines().filter(move |line| {
        let is_fence = line.trim_start().starts_with("```");
        is_code ^= is_fence;
        !is_code && !is_fence
    })
}

/// Where the links of a page lead.
fn links(page: &str) -> Vec<&str> {
    prose(page)
        .flat_map(|line| line.split("](").skip(1))
        .filter_map(|rest| rest.split(')').next())
        .filter(|link| !["https:", "http:", "mailto:"].iter().any(|it| link.starts_with(it)))
        .collect()
}

/// The names by which the headings of a page are found: as they are made from a heading's words.
fn anchors(page: &str) -> BTreeSet<String> {
    prose(page)
        .filter(|line| line.starts_with('#'))
        .map(|line| {
            let words = line.trim_start_matches('#').trim().to_lowercase();
            let kept = words.chars().filter(|it| it.is_alphanumeric() || " -_".contains(*it));
            kept.map(|it| if it == ' ' { '-' } else { it }).collect()
        })
        .collect()
}

#[test]
fn every_link_leads_to_a_file_and_a_heading_that_are_there() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    let others = ["README.md", "CONTRIBUTING.md", "python/README.md"].map(|it| root().join(it));
    for path in pages().into_iter().chain(others) {
        let page = read(&path);
        for link in links(&page) {
            seen += 1;
            let (file, heading) = link.split_once('#').unwrap_or((link, ""));
            let target = match file {
                "" => path.clone(),
                file => path.parent().unwrap().join(file),
            };
            let leads = target.exists()
                && (heading.is_empty() || anchors(&read(&target)).contains(heading));
            if !leads {
                wrong.push(format!("{}: {link}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen > 40, "{seen} links were found");
}

#[test]
fn the_books_contents_name_every_page_once() {
    let docs = root().join("docs");
    let contents = read(&docs.join("SUMMARY.md"));
    let mut named: Vec<PathBuf> = links(&contents).iter().map(|link| docs.join(link)).collect();
    named.sort();
    let mut all = pages();
    all.retain(|path| *path != docs.join("SUMMARY.md"));
    all.sort();
    assert_eq!(named, all);
}

#[test]
fn no_two_pages_have_one_name_on_disks_that_do_not_tell_case() {
    let names = pages().into_iter().map(|path| path.to_string_lossy().to_lowercase());
    let mut named = BTreeSet::new();
    let twice: Vec<String> = names.filter(|name| !named.insert(name.clone())).collect();
    assert_eq!(twice, [""; 0]);
}

//! What the program is built from, held against `deny.toml`: no client for any network, licences that may be
//! handed on, one registry, no second version of a crate and no build script but those that stand there. It
//! needs nothing but cargo, while `cargo deny` itself takes minutes to compile.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use serde_json::Value;

use crate::support::root;

/// A crate that is built.
struct Built {
    name: String,
    version: String,
    licence: String,
    /// None: of this repository.
    source: Option<String>,
    /// Whether something of it runs on the machine that builds.
    has_build_script: bool,
}

/// The one platform of `deny.toml`: the list of another machine's crates may lack what was never fetched.
const PLATFORM: &str = "x86_64-unknown-linux-gnu";

/// Every crate that is built for the program or by it, without the tests' own; none where cargo cannot be asked.
fn built() -> Option<Vec<Built>> {
    let output = std::process::Command::new(env!("CARGO"))
        .current_dir(root())
        .args(["metadata", "--locked", "--offline", "--format-version", "1"])
        .args(["--filter-platform", PLATFORM])
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    let document: Value = serde_json::from_slice(&output.stdout).ok()?;
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let packages: BTreeMap<String, Value> =
        list(&document["packages"]).into_iter().map(|it| (text(&it["id"]), it)).collect();
    let needs: BTreeMap<String, Vec<Value>> = list(&document["resolve"]["nodes"])
        .into_iter()
        .map(|node| (text(&node["id"]), list(&node["deps"])))
        .collect();
    let mut left: Vec<String> = packages
        .iter()
        .filter(|(_, package)| package["name"] == "backstride")
        .map(|(id, _)| id.clone())
        .collect();
    let mut seen = BTreeSet::new();
    while let Some(id) = left.pop() {
        if !seen.insert(id.clone()) {
            continue;
        }
        let of_program =
            |need: &&Value| list(&need["dep_kinds"]).iter().any(|it| it["kind"] != "dev");
        left.extend(needs[&id].iter().filter(of_program).map(|need| text(&need["pkg"])));
    }
    let package = |id: &String| {
        let package = &packages[id];
        Built {
            name: text(&package["name"]),
            version: text(&package["version"]),
            licence: text(&package["license"]),
            source: package["source"].as_str().map(str::to_owned),
            has_build_script: list(&package["targets"])
                .iter()
                .any(|target| list(&target["kind"]).iter().any(|kind| kind == "custom-build")),
        }
    };
    Some(seen.iter().map(package).collect())
}

/// What is allowed and what is not.
fn policy() -> toml::Table {
    fs::read_to_string(root().join("deny.toml")).unwrap().parse().unwrap()
}

/// A list of the policy, each entry by its name, and what else it says.
fn entries<'p>(policy: &'p toml::Table, path: &[&str]) -> Vec<(&'p str, Option<&'p str>)> {
    let found = path.iter().fold(None, |at: Option<&toml::Value>, key| {
        at.map_or_else(|| policy.get(*key), |table| table.get(key))
    });
    let entry = |it: &'p toml::Value| match it.as_str() {
        Some(name) => (name, None),
        None => (it["crate"].as_str().unwrap(), it["reason"].as_str()),
    };
    found.and_then(toml::Value::as_array).unwrap().iter().map(entry).collect()
}

/// The names of such a list, none of them twice.
fn names<'p>(policy: &'p toml::Table, path: &[&str]) -> BTreeSet<&'p str> {
    let all = entries(policy, path);
    let names: BTreeSet<&str> = all.iter().map(|(name, _)| *name).collect();
    assert_eq!(names.len(), all.len(), "{path:?}");
    names
}

/// Whether an expression of licences is met: of alternatives one must do, of parts each. Gives what meets it.
fn met_by<'l>(licence: &'l str, allowed: &BTreeSet<&str>) -> Option<Vec<&'l str>> {
    let alternatives = |part: &'l str| {
        let all = part
            .split(" OR ")
            .flat_map(|it| it.split('/'))
            .map(|it| it.trim_matches([' ', '(', ')']));
        let met: Vec<&str> = all.filter(|it| allowed.contains(it)).collect();
        (!met.is_empty()).then_some(met)
    };
    let parts: Option<Vec<Vec<&str>>> = licence.split(" AND ").map(alternatives).collect();
    parts.map(|parts| parts.concat())
}

#[test]
fn nothing_that_is_built_speaks_to_a_network_and_all_of_it_may_be_handed_on() {
    let Some(built) = built() else {
        eprintln!("skipped: cargo cannot tell what is built without the registry's index");
        return;
    };
    assert!(built.len() > 200, "{} crates", built.len());
    let policy = policy();
    let (clients, allowed) =
        (names(&policy, &["bans", "deny"]), names(&policy, &["licenses", "allow"]));
    // A list that nobody empties: what polars' facade would bring, and what a line is secured with.
    assert!(
        ["reqwest", "hyper", "ureq", "curl", "object_store", "rustls"]
            .iter()
            .all(|it| clients.contains(it))
    );
    let found: Vec<&str> =
        built.iter().map(|it| it.name.as_str()).filter(|name| clients.contains(name)).collect();
    assert_eq!(found, Vec::<&str>::new());
    let mut used = BTreeSet::new();
    for it in &built {
        let met = met_by(&it.licence, &allowed);
        used.extend(met.unwrap_or_else(|| panic!("{} {}: {}", it.name, it.version, it.licence)));
    }
    assert_eq!(used, allowed, "a licence under which nothing stands is taken out");
    let sources: BTreeSet<&String> = built.iter().filter_map(|it| it.source.as_ref()).collect();
    assert_eq!(sources.len(), 1, "{sources:?}");
    assert!(sources.iter().all(|source| source.starts_with("registry+")), "{sources:?}");
    assert_eq!(policy["sources"]["unknown-registry"].as_str(), Some("deny"));
    assert_eq!(policy["sources"]["unknown-git"].as_str(), Some("deny"));
    assert_eq!(policy["graph"]["targets"].as_array().unwrap(), &[PLATFORM.into()]);
}

#[test]
fn licences_are_met_part_by_part_and_by_one_of_alternatives() {
    let allowed = BTreeSet::from(["MIT", "Zlib"]);
    assert_eq!(met_by("MIT/Apache-2.0", &allowed), Some(vec!["MIT"]));
    assert_eq!(met_by("(GPL-3.0 OR MIT) AND Zlib", &allowed), Some(vec!["MIT", "Zlib"]));
    assert_eq!(met_by("MIT AND GPL-3.0", &allowed), None);
    assert_eq!(met_by("", &allowed), None);
}

#[test]
fn no_crate_is_built_in_two_versions_but_those_that_are_argued() {
    let Some(built) = built() else { return };
    let policy = policy();
    assert_eq!(policy["bans"]["multiple-versions"].as_str(), Some("deny"));
    let argued = entries(&policy, &["bans", "skip"]);
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for it in &built {
        versions.entry(&it.name).or_default().insert(&it.version);
    }
    for (crate_and_version, reason) in &argued {
        assert!(reason.is_some_and(|reason| reason.len() > 2), "{crate_and_version}: why?");
        let (name, version) = crate_and_version.split_once(':').unwrap();
        let found = versions.get_mut(name).filter(|found| found.len() > 1);
        let found = found.unwrap_or_else(|| panic!("take out {name}: it is built once"));
        let before = found.len();
        found.retain(|it| !it.starts_with(&format!("{version}.")));
        assert!(found.len() + 1 == before, "{crate_and_version} is not one of {found:?}");
    }
    versions.retain(|_, found| found.len() > 1);
    assert_eq!(versions, BTreeMap::new(), "argue it in deny.toml");
}

#[test]
fn what_runs_on_the_machine_that_builds_is_named() {
    let Some(built) = built() else { return };
    let of_others = built.iter().filter(|it| it.has_build_script && it.source.is_some());
    let found: BTreeSet<&str> = of_others.map(|it| it.name.as_str()).collect();
    let policy = policy();
    assert_eq!(found, names(&policy, &["bans", "build", "allow-build-scripts"]));
    let ours: Vec<&str> = built
        .iter()
        .filter(|it| it.has_build_script && it.source.is_none())
        .map(|it| it.name.as_str())
        .collect();
    assert_eq!(ours, Vec::<&str>::new(), "this repository has no build script");
}

#[test]
fn each_dependency_says_why_it_is_there() {
    for manifest in
        ["Cargo.toml", "crates/signal/Cargo.toml", "python/Cargo.toml", "fuzz/Cargo.toml"]
    {
        let text = fs::read_to_string(root().join(manifest)).unwrap();
        let mut reasons = 0;
        let mut among_dependencies = false;
        for line in text.lines() {
            if line.starts_with('[') {
                among_dependencies = line.ends_with("dependencies]");
            } else if among_dependencies && line.contains(" = ") && !line.starts_with('#') {
                let own = line.split_once(" # ").is_some_and(|(_, reason)| reason.len() > 2);
                assert!(own, "{manifest}: {line}");
                reasons += 1;
            }
        }
        assert!(reasons > 1, "{manifest}");
    }
}

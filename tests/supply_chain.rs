//! What the program is built from: no client for any network, licences that may be handed on, one
//! registry, and no second version of a crate but those that are argued here.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::support::root;

/// A crate that is built.
struct Built {
    name: String,
    version: String,
    licence: String,
    /// None: of this repository.
    source: Option<String>,
}

/// Every crate that is built for the program or by it, without the tests' own; none where cargo cannot be asked.
fn built() -> Option<Vec<Built>> {
    let output = std::process::Command::new(env!("CARGO"))
        .current_dir(root())
        .args(["metadata", "--locked", "--offline", "--format-version", "1"])
        .args(["--filter-platform", "x86_64-unknown-linux-gnu"])
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
        }
    };
    Some(seen.iter().map(package).collect())
}

/// Clients of the network and what they secure a line with. `tokio` and `mio` come with polars' reader of
/// files and are given no address by anybody.
const CLIENTS: [&str; 12] = [
    "attohttpc",
    "curl",
    "h2",
    "hyper",
    "isahc",
    "minreq",
    "native-tls",
    "openssl",
    "reqwest",
    "rustls",
    "surf",
    "ureq",
];

/// Licences under which what is handed out may be handed on. The zone map's data are under the `ODbL`, which
/// asks for its name: THIRD-PARTY.md has it.
const LICENCES: [&str; 13] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "MIT",
    "MIT-0",
    "ODbL-1.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Crates of which two versions are built, each since others ask for the older one.
const TWICE: [(&str, &str); 11] = [
    ("constant_time_eq", "blake3 has the older, zip the newer"),
    ("crypto-common", "with digest"),
    ("digest", "crc-fast has the older, sha2 the newer"),
    ("foldhash", "with hashbrown"),
    ("hashbrown", "planus, which reads Arrow's heads, has the older"),
    ("miniz_oxide", "png has the older, flate2 the newer"),
    ("quick-xml", "calamine has the newer; ours is faster on real files"),
    ("roxmltree", "fontdb's reader of settings has the older, usvg the newer"),
    ("syn", "macros of the one and of the other"),
    ("thiserror", "gpx has the older"),
    ("thiserror-impl", "with thiserror"),
];

#[test]
fn nothing_that_is_built_speaks_to_a_network_and_all_of_it_may_be_handed_on() {
    let Some(built) = built() else {
        eprintln!("skipped: cargo cannot tell what is built without the registry's index");
        return;
    };
    assert!(built.len() > 200, "{} crates", built.len());
    let clients: Vec<&str> =
        built.iter().map(|it| it.name.as_str()).filter(|name| CLIENTS.contains(name)).collect();
    assert_eq!(clients, Vec::<&str>::new());
    for it in &built {
        // Of alternatives one must do; of parts each.
        let parts = it.licence.replace(['(', ')'], "").replace('/', " OR ");
        let may = parts
            .split(" AND ")
            .all(|part| part.split(" OR ").any(|licence| LICENCES.contains(&licence.trim())));
        assert!(may, "{} {}: {}", it.name, it.version, it.licence);
    }
    let sources: BTreeSet<&String> = built.iter().filter_map(|it| it.source.as_ref()).collect();
    assert_eq!(sources.len(), 1, "{sources:?}");
    assert!(sources.iter().all(|source| source.starts_with("registry+")), "{sources:?}");
}

#[test]
fn no_crate_is_built_in_two_versions_but_those_that_are_argued() {
    let Some(built) = built() else { return };
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for it in &built {
        versions.entry(&it.name).or_default().insert(&it.version);
    }
    let twice: Vec<&str> =
        versions.iter().filter(|(_, found)| found.len() > 1).map(|(name, _)| *name).collect();
    let argued: Vec<&str> = TWICE.iter().map(|(name, _)| *name).collect();
    assert_eq!(twice, argued, "argue a new one here, and take out one that is no more");
}

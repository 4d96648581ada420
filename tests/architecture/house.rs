//! Every file of the program, and which of them imports which.

use std::collections::{BTreeMap, BTreeSet};

use super::code::{Code, Import, find_word};

/// A file by its module: `pain/log.rs` is `["pain", "log"]`, the root is empty.
pub(super) type Module = Vec<String>;

/// A name is followed from file to file so often, no further: a name that leads to itself leads
/// nowhere.
const FOLLOWED: usize = 16;

/// Every file of the program.
pub(super) struct House {
    files: BTreeMap<Module, Code>,
}

impl House {
    /// The files of the program, by their paths below `src`; those for tests alone are left out.
    pub(super) fn of<'t>(files: impl IntoIterator<Item = (&'t str, &'t str)>) -> House {
        let all: BTreeMap<Module, Code> =
            files.into_iter().map(|(path, text)| (module(path), Code::of(text))).collect();
        let for_tests: BTreeSet<Module> = all
            .iter()
            .flat_map(|(of, code)| code.test_modules.iter().map(move |told| test_module(of, told)))
            .collect();
        let is_kept = |of: &Module| !(1..=of.len()).any(|depth| for_tests.contains(&of[..depth]));
        House { files: all.into_iter().filter(|(of, _)| is_kept(of)).collect() }
    }

    /// Each file with its code.
    pub(super) fn files(&self) -> impl Iterator<Item = (&Module, &Code)> {
        self.files.iter()
    }

    /// Everything that a file names, from the root where it is of this program: `crate::disk::read`;
    /// what is of another crate as it is written.
    pub(super) fn named(&self, of: &Module) -> BTreeSet<String> {
        let code = &self.files[of];
        let used = code.imports.iter().map(|import| import.path.clone());
        used.chain(code.paths()).map(|path| self.in_full(of, &path)).collect()
    }

    /// A path with what stands before its first name where that was imported.
    fn in_full(&self, of: &Module, path: &str) -> String {
        if let Some(rooted) = self.rooted(of, path) {
            return rooted;
        }
        let (first, then) = path.split_once("::").unwrap_or((path, ""));
        match self.import(of, first) {
            Some(import) if import.path != path && !then.is_empty() => {
                let start = self.rooted(of, &import.path);
                format!("{}::{then}", start.unwrap_or_else(|| import.path.clone()))
            }
            _ => path.to_owned(),
        }
    }

    /// A path from the root; none where it is of another crate, or begins with a name of the file.
    fn rooted(&self, of: &Module, path: &str) -> Option<String> {
        let mut at = of.clone();
        let mut rest = path;
        let mut is_first = true;
        loop {
            let (name, then) = rest.split_once("::").unwrap_or((rest, ""));
            match name {
                "crate" if is_first => at.clear(),
                "self" if is_first => {}
                "super" => {
                    at.pop();
                }
                _ if is_first && !self.is_child(of, name) => return None,
                _ => break,
            }
            is_first = false;
            rest = then;
        }
        let steps = ["crate".to_owned()].into_iter().chain(at);
        let steps = steps.chain((!rest.is_empty()).then(|| rest.to_owned()));
        Some(steps.collect::<Vec<_>>().join("::"))
    }

    fn is_child(&self, of: &Module, name: &str) -> bool {
        self.files.contains_key(&[of.as_slice(), &[name.to_owned()]].concat())
    }

    /// The file in which what a path from the root names is written: an import of another file is
    /// followed to where it comes from.
    fn home(&self, path: &str, followed: usize) -> Option<Module> {
        let mut at = Module::new();
        let mut names = path.split("::").skip(1);
        for name in names.by_ref() {
            if self.is_child(&at, name) {
                at.push(name.to_owned());
                continue;
            }
            let import = self.import(&at, name).filter(|_| followed < FOLLOWED);
            let Some(import) = import else { break };
            let rest: Vec<&str> = names.collect();
            let target = self.rooted(&at, &import.path)?;
            return self
                .home(&[&[target.as_str()], rest.as_slice()].concat().join("::"), followed + 1);
        }
        Some(at)
    }

    fn import(&self, of: &Module, name: &str) -> Option<&Import> {
        let imports = &self.files.get(of)?.imports;
        imports.iter().find(|import| import.name == name && name != "*")
    }

    /// The files that a file needs. A parent that only hands its children's names on needs none of
    /// them.
    fn needs(&self, of: &Module) -> BTreeSet<Module> {
        let code = &self.files[of];
        let hands_on = |import: &&Import| {
            let target = self.rooted(of, &import.path);
            let home = target.and_then(|path| self.home(&path, 0));
            import.is_public
                && home.is_some_and(|home| home.len() > of.len() && home.starts_with(of))
                && find_word(&code.body, &import.name).is_none()
        };
        let used = code.imports.iter().filter(|it| !hands_on(it)).map(|it| it.path.clone());
        used.chain(code.paths())
            .filter_map(|path| self.home(&self.rooted(of, &path)?, 0))
            .filter(|home| home != of && self.files.contains_key(home))
            .collect()
    }

    /// Files that need each other, by way of others or not: each list is a circle or several.
    pub(super) fn circles(&self) -> Vec<Vec<Module>> {
        let needs: BTreeMap<&Module, BTreeSet<Module>> =
            self.files.keys().map(|of| (of, self.needs(of))).collect();
        let reached: BTreeMap<&Module, BTreeSet<&Module>> =
            needs.keys().map(|of| (*of, reached(of, &needs))).collect();
        let mut circles: Vec<Vec<Module>> = Vec::new();
        for (of, from_it) in &reached {
            if !from_it.contains(of) || circles.iter().any(|circle| circle.contains(of)) {
                continue;
            }
            let meets = |other: &&&Module| reached[**other].contains(of);
            circles.push(from_it.iter().filter(meets).map(|other| (*other).clone()).collect());
        }
        circles
    }
}

/// Everything that a file needs, and what that needs.
fn reached<'h>(
    of: &Module,
    needs: &'h BTreeMap<&Module, BTreeSet<Module>>,
) -> BTreeSet<&'h Module> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&Module> = needs[of].iter().collect();
    while let Some(next) = open.pop() {
        if reached.insert(next) {
            open.extend(needs[next].iter());
        }
    }
    reached
}

fn module(path: &str) -> Module {
    let stem = path.strip_suffix(".rs").unwrap_or(path);
    let mut names: Module = stem.split('/').map(str::to_owned).collect();
    if names.last().is_some_and(|last| last == "mod") || stem == "lib" {
        names.pop();
    }
    names
}

/// The module of a file for tests: beside its parent where its path is written, else below it.
fn test_module(of: &Module, (name, path): &(String, Option<String>)) -> Module {
    match path {
        Some(path) => {
            let folder = &of[..of.len().saturating_sub(1)];
            [folder, &module(path)].concat()
        }
        None => [of.as_slice(), std::slice::from_ref(name)].concat(),
    }
}

//! The code of a source file as far as imports go: without comments, without what stands in quotes,
//! and without what is there for tests alone.

/// A name that a file brings into scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Import {
    /// What is imported, as written: `super::log::PainLog`.
    pub(super) path: String,
    /// The name it has in the file; `*` where all names of a module are.
    pub(super) name: String,
    /// Whether others may import it from here.
    pub(super) is_public: bool,
}

/// A source file, taken apart.
#[derive(Clone, Debug, Default)]
pub(super) struct Code {
    /// What the program is made of, imports left out.
    pub(super) body: String,
    /// Lines of the program with something on them: no comment, nothing for tests alone; a text that goes
    /// over several lines stands on one.
    pub(super) lines: usize,
    /// What `use` brings into scope.
    pub(super) imports: Vec<Import>,
    /// Modules declared for tests alone: the name, and the path of the file where one is written.
    pub(super) test_modules: Vec<(String, Option<String>)>,
}

impl Code {
    pub(super) fn of(text: &str) -> Code {
        let (code, test_modules) = without_tests(text);
        let lines = code.lines().filter(|line| !line.trim().is_empty()).count();
        let mut taken = Code { lines, test_modules, ..Code::default() };
        let mut rest = code.as_str();
        while let Some(at) = find_word(rest, "use") {
            let (before, from) = rest.split_at(at);
            let Some(end) = from.find(';') else { break };
            let is_public = ends_with_visibility(before);
            let tree: String =
                from["use".len()..end].split_whitespace().collect::<Vec<_>>().join(" ");
            expand("", &tree, is_public, &mut taken.imports);
            taken.body.push_str(before);
            rest = &from[end + 1..];
        }
        taken.body.push_str(rest);
        taken.body = without_declarations(&taken.body);
        taken
    }

    /// The paths in the body, such as `crate::disk::read`: two names or more.
    pub(super) fn paths(&self) -> Vec<String> {
        // Visibility names a module and imports nothing.
        let body = self.body.replace("pub(in ", "pub(in\0");
        let words = body.split(|c| c != ':' && c != '\0' && !is_part_of_a_name(c));
        let paths = words.filter(|word| !word.contains('\0')).map(|word| word.trim_matches(':'));
        paths.filter(|path| path.contains("::")).map(str::to_owned).collect()
    }
}

/// The body without `mod days;`, which names a module and uses none.
fn without_declarations(body: &str) -> String {
    let is_declaration = |line: &&str| {
        let line = line.trim();
        line.strip_suffix(';').is_some_and(|line| {
            line.split_whitespace().rev().nth(1) == Some("mod") && !line.contains(['{', '}', '='])
        })
    };
    let kept: Vec<&str> = body.lines().filter(|line| !is_declaration(line)).collect();
    kept.join("\n")
}

/// Whether what precedes a `use` makes it visible to others.
fn ends_with_visibility(before: &str) -> bool {
    let before = before.trim_end();
    before.ends_with("pub")
        || before.ends_with(')')
            && before.rfind("pub(").is_some_and(|at| !before[at..].contains('\n'))
}

/// Every path of a tree of imports: `a::{b, c as d}` is `a::b` and `a::c`, named `d`.
fn expand(prefix: &str, tree: &str, is_public: bool, imports: &mut Vec<Import>) {
    let tree = tree.trim();
    let (stem, list) = match tree.split_once('{') {
        Some((stem, list)) => (stem, list.trim_end().trim_end_matches('}')),
        None if tree.is_empty() => return,
        None => return imports.push(import(prefix, tree, is_public)),
    };
    // The last brace of the tree closes this list; those within close their own.
    let list = if tree.ends_with('}') { &tree[stem.len() + 1..tree.len() - 1] } else { list };
    let mut depth = 0_usize;
    let prefix = format!("{prefix}{}", stem.trim());
    for part in list.split(|c| {
        depth = match c {
            '{' => depth + 1,
            '}' => depth - 1,
            _ => depth,
        };
        c == ',' && depth == 0
    }) {
        expand(&prefix, part, is_public, imports);
    }
}

fn import(prefix: &str, leaf: &str, is_public: bool) -> Import {
    let (leaf, renamed) = match leaf.split_once(" as ") {
        Some((leaf, name)) => (leaf.trim(), Some(name.trim().to_owned())),
        None => (leaf, None),
    };
    let path = format!("{prefix}{leaf}");
    let path = path.strip_suffix("::self").unwrap_or(&path).to_owned();
    let last = path.rsplit("::").next().unwrap_or_default().to_owned();
    Import { name: renamed.unwrap_or(last), path, is_public }
}

/// The code without comments, quotes and what stands behind `#[cfg(test)]`, and the modules that
/// are declared there.
fn without_tests(text: &str) -> (String, Vec<(String, Option<String>)>) {
    let bare = without_quotes(text);
    let mut kept = String::new();
    let mut modules = Vec::new();
    let mut at = 0;
    while let Some(found) = bare.code[at..].find("#[") {
        let start = at + found;
        let end = start + closed(&bare.code[start + 1..]) + 1;
        let attribute = &bare.code[start..end];
        if !is_for_tests(attribute) {
            kept.push_str(&bare.code[at..end]);
            at = end;
            continue;
        }
        kept.push_str(&bare.code[at..start]);
        let item_end = end + item(&bare.code[end..]);
        if let Some(name) = declared_module(&bare.code[end..item_end]) {
            let path = bare.quotes.iter().find(|(place, _)| (end..item_end).contains(place));
            modules.push((name, path.map(|(_, quoted)| quoted.clone())));
        }
        at = item_end;
    }
    kept.push_str(&bare.code[at..]);
    (kept, modules)
}

/// `#[cfg(test)]` and `#[cfg(all(test, ...))]`.
fn is_for_tests(attribute: &str) -> bool {
    let bare: String = attribute.chars().filter(|c| !c.is_whitespace()).collect();
    bare == "#[cfg(test)]" || bare.starts_with("#[cfg(all(test,")
}

/// `sums` of `mod sums;`, with attributes and visibility before it.
fn declared_module(item: &str) -> Option<String> {
    let words = item.trim_end().strip_suffix(';')?;
    let (before, name) = words.rsplit_once(char::is_whitespace)?;
    before.trim_end().ends_with("mod").then(|| name.to_owned())
}

/// How many bytes an item takes: up to its semicolon or its last brace; of a field, a variant or an
/// argument up to its comma.
fn item(text: &str) -> usize {
    let mut from = 0;
    // Attributes of the item.
    while let Some(next) = text[from..].trim_start().strip_prefix("#[") {
        let start = text.len() - next.len() - 1;
        from = start + closed(&text[start..]);
    }
    let ends_at_semicolon = ["use", "const", "static", "type", "let"];
    let words: Vec<&str> = text[from..].split(|c: char| !is_part_of_a_name(c)).take(8).collect();
    let is = |word: &&str| words.contains(word);
    let has_braces = ["fn", "mod", "struct", "enum", "impl", "trait", "union"].iter().any(is);
    let semicolon_only = !has_braces && ends_at_semicolon.iter().any(is);
    let mut depth = 0_usize;
    for (at, c) in text[from..].char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => return from + at,
            ')' | ']' | '}' => {
                depth -= 1;
                if depth == 0 && c == '}' && !semicolon_only {
                    return from + at + 1;
                }
            }
            ';' if depth == 0 => return from + at + 1,
            ',' if depth == 0 && !has_braces && !semicolon_only => return from + at + 1,
            _ => {}
        }
    }
    text.len()
}

/// How many bytes lie up to and with the bracket that closes the one at the start.
fn closed(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at + c.len_utf8();
        }
    }
    text.len()
}

/// Code in which quotes are empty, with what stood in them and where.
#[derive(Default)]
struct Bare {
    code: String,
    quotes: Vec<(usize, String)>,
}

fn without_quotes(text: &str) -> Bare {
    let mut bare = Bare::default();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let taken = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if let Some((before, length)) = raw_quote(rest, &bare.code) {
            bare.quotes
                .push((bare.code.len(), rest[before..length].trim_matches(['"', '#']).to_owned()));
            bare.code.push_str("\"\"");
            length
        } else if c == '"' {
            let length = quote(rest);
            bare.quotes.push((bare.code.len(), rest[1..length].trim_end_matches('"').to_owned()));
            bare.code.push_str("\"\"");
            length
        } else if let Some(length) = letter(rest) {
            bare.code.push_str("' '");
            length
        } else {
            bare.code.push(c);
            c.len_utf8()
        };
        rest = &rest[taken..];
    }
    bare
}

fn block_comment(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// `r"..."` and `r#"..."#`: where the quote begins, and its length.
fn raw_quote(text: &str, before: &str) -> Option<(usize, usize)> {
    if before.chars().next_back().is_some_and(|c| is_part_of_a_name(c) && c != 'b') {
        return None;
    }
    let hashes = text.strip_prefix('r')?;
    let count = hashes.len() - hashes.trim_start_matches('#').len();
    let start = 1 + count;
    let body = text[start..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(count));
    Some((start, start + 1 + body.find(&end)? + end.len()))
}

fn quote(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '"' if !escaped => return at + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    text.len()
}

/// `'a'` and `'\n'`; a lifetime is none.
fn letter(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('\'')?;
    if inside.starts_with('\\') {
        let end = inside.get(2..)?.find('\'')?;
        return Some(end + 4);
    }
    let c = inside.chars().next()?;
    inside[c.len_utf8()..].starts_with('\'').then(|| c.len_utf8() + 2)
}

pub(super) fn is_part_of_a_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Where a word stands by itself.
pub(super) fn find_word(text: &str, word: &str) -> Option<usize> {
    text.match_indices(word).map(|(at, _)| at).find(|&at| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(is_part_of_a_name) && !after.is_some_and(is_part_of_a_name)
    })
}

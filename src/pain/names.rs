//! How names and words of the diary are spelt.

/// A name or word as we spell it: lower case, with one underscore between its parts.
pub(super) fn plain(name: &str) -> String {
    let lower = name.to_lowercase();
    let parts =
        lower.split(|c: char| c.is_whitespace() || c == '-').filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("_")
}

/// The words of a name, in lower case; numbers and what stands in brackets are none.
pub(super) fn words(name: &str) -> Vec<String> {
    let bare = name.split('(').next().filter(|bare| !bare.trim().is_empty()).unwrap_or(name);
    let words = bare.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

//! Files that were written, by their hashes.

/// The names of files and the hashes of what they held when they were written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenFiles(Vec<(String, String)>);

impl WrittenFiles {
    /// Of these files.
    pub fn of(files: &[(String, Vec<u8>)]) -> WrittenFiles {
        WrittenFiles(files.iter().map(|(name, bytes)| (name.clone(), hash(bytes))).collect())
    }

    /// The names of the files.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// As an entry of the store.
    pub fn to_entry(&self) -> Vec<u8> {
        let lines = self.0.iter().map(|(name, hash)| format!("{hash}  {name}\n"));
        lines.collect::<String>().into_bytes()
    }

    /// From an entry of the store; none where it is no such entry.
    pub fn from_entry(entry: &[u8]) -> Option<WrittenFiles> {
        let line = |line: &str| {
            let (hash, name) = line.split_once("  ")?;
            Some((name.to_owned(), hash.to_owned()))
        };
        // Not `lines`, which takes a carriage return off the end of a name.
        let lines = std::str::from_utf8(entry).ok()?.split_terminator('\n');
        lines.map(line).collect::<Option<_>>().map(WrittenFiles)
    }

    /// Whether all of them still hold what they held. Of no files that cannot be said.
    pub fn is_still_there(&self, read: impl Fn(&str) -> Option<Vec<u8>>) -> bool {
        let same = |(name, kept): &(String, String)| read(name).is_some_and(|b| hash(&b) == *kept);
        !self.0.is_empty() && self.0.iter().all(same)
    }
}

fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_ends_in_a_carriage_return_comes_back_whole() {
        let written = WrittenFiles::from_entry(b"00  page\r\n").unwrap();
        assert_eq!(written.to_entry(), b"00  page\r\n");
    }

    fn files() -> Vec<(String, Vec<u8>)> {
        vec![("report.html".into(), b"page".to_vec()), ("charts/form.png".into(), Vec::new())]
    }

    #[test]
    fn files_are_still_there_until_one_is_changed_or_gone() {
        let written = WrittenFiles::of(&files());
        let there = |files: Vec<(String, Vec<u8>)>| {
            written.is_still_there(|name| Some(files.iter().find(|file| file.0 == name)?.1.clone()))
        };
        assert!(there(files()));
        let mut changed = files();
        changed[1].1.push(b'x');
        assert!(!there(changed));
        assert!(!there(files()[..1].to_vec()));
        assert!(!WrittenFiles::of(&[]).is_still_there(|_| Some(Vec::new())));
    }

    #[test]
    fn an_entry_says_what_b3sum_says() {
        let entry = WrittenFiles::of(&files()).to_entry();
        assert_eq!(WrittenFiles::from_entry(&entry), Some(WrittenFiles::of(&files())));
        // BLAKE3's published test vector for the empty input.
        let empty = "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262";
        assert!(
            String::from_utf8(entry).unwrap().ends_with(&format!("{empty}  charts/form.png\n"))
        );
        assert_eq!(WrittenFiles::from_entry(b"no entry"), None);
        assert_eq!(WrittenFiles::from_entry(&[0xff]), None);
    }
}

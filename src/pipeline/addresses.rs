//! Paths without e-mail addresses: some services name the files of an account by its owner's.

/// What stands in an address's place.
const LEFT_OUT: &str = "\u{2026}";

/// Endings of files, which may follow an address.
const ENDINGS: [&str; 8] = [".fit", ".gpx", ".tcx", ".gz", ".zip", ".json", ".csv", ".xml"];

/// A path with what looks like an e-mail address left out of its names. The ending of a name stays.
pub(super) fn without(path: &str) -> String {
    if !path.contains('@') {
        return path.to_owned();
    }
    let names = path.split_inclusive(['/', '\\', '!']).map(|name| {
        let mut name = name.to_owned();
        while let Some((from, to)) = address(&name) {
            name.replace_range(from..to, LEFT_OUT);
        }
        name
    });
    names.collect()
}

/// Where an address begins and ends in a name.
fn address(name: &str) -> Option<(usize, usize)> {
    let is_local = |c: char| c.is_alphanumeric() || "._%+-'".contains(c);
    let is_domain = |c: char| c.is_alphanumeric() || c == '-' || c == '.';
    name.match_indices('@').find_map(|(at, _)| {
        let (before, behind) = (name.get(..at)?, name.get(at.saturating_add(1)..)?);
        let local = before.chars().rev().take_while(|c| is_local(*c)).map(char::len_utf8);
        let from = at.saturating_sub(local.sum::<usize>());
        let length = behind.find(|c| !is_domain(c)).unwrap_or(behind.len());
        let domain = behind.get(..length)?;
        // The ending of the file's name is none of the address.
        let domain = ENDINGS.iter().find_map(|it| domain.strip_suffix(it)).unwrap_or(domain);
        let is_address = from < at && domain.contains('.') && !domain.starts_with('.');
        is_address.then(|| (from, at.saturating_add(1).saturating_add(domain.len())))
    })
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn an_address_is_left_out_of_a_path_and_its_ending_stays() {
        for (path, shown) in [
            (
                "DI/Fit/kim.l+run@made-up.example.org_0_summarizedActivities.json",
                "DI/Fit/\u{2026}_0_summarizedActivities.json",
            ),
            ("kim@example.com_12.fit", "\u{2026}_12.fit"),
            ("kim@example.com.zip!kim@example.com/a.fit", "\u{2026}.zip!\u{2026}/a.fit"),
            ("runs/2 x 20@5k.fit", "runs/2 x 20@5k.fit"),
            ("a@b", "a@b"),
            ("runs/plain.fit", "runs/plain.fit"),
        ] {
            assert_eq!(without(path), shown);
        }
    }
}

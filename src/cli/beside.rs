//! `report --share --beside`: which earlier copies there are to be set beside new ones.

use std::path::{Path, PathBuf};

use anyhow::{Error, bail};
use jiff::civil::Date;

use super::{args::Common, say};
use crate::{
    disk::{self, OutFolder},
    output::share::{self, CopyData, Earlier, LARGEST_BYTES, NoCopy, ShareStyle},
    page::Period,
};

/// Where copies lie, below the folder of output.
pub(super) const FOLDER: &str = "share";

/// What new copies may be set beside.
#[derive(Debug)]
pub(super) enum Beside {
    /// Nothing.
    None,
    /// This copy.
    Named(Box<Earlier>),
    /// The newest of these that ends before.
    Newest(Vec<Earlier>),
}

/// The copy that was named, read before anything is written; none where none was.
pub(super) fn named(
    path: Option<&Path>,
    style: Option<ShareStyle>,
) -> Result<Option<Beside>, Error> {
    let Some((path, style)) = path.zip(style) else { return Ok(None) };
    if path == Path::new("none") {
        return Ok(Some(Beside::None));
    }
    let name = say::one_line(&path.display().to_string());
    let data = match CopyData::read(&disk::read_within(path, LARGEST_BYTES)?) {
        Ok(data) => data,
        Err(why) => bail!("--beside {name}: {}", words(why)),
    };
    if data.is_of_style(ShareStyle::Days) != (style == ShareStyle::Days) {
        bail!(
            "--beside {name}: one of the two copies tells dates and the other numbers of days; name a \
             copy of the same style, or `none`"
        );
    }
    Ok(Some(Beside::Named(Box::new(Earlier { name, data, is_of_now: false }))))
}

impl Beside {
    /// The copies in the folder of output; what is none that can be used is told.
    pub(super) fn in_folder(common: &Common, out: &OutFolder) -> Beside {
        let mut copies = Vec::new();
        for name in out.files_in(FOLDER) {
            let path = PathBuf::from(FOLDER).join(&name);
            if path.extension().is_none_or(|ending| ending != "html") {
                continue;
            }
            let read = out.read(&format!("{FOLDER}/{name}"));
            match read
                .map_err(|error| error.to_string())
                .and_then(|bytes| CopyData::read(&bytes).map_err(|why| words(why).to_owned()))
            {
                Ok(data) => copies.push(Earlier { name, data, is_of_now: false }),
                Err(why) if !common.quiet => {
                    let path = say::one_line(&path.display().to_string());
                    say::note(&format!("no new copy is set beside {path}: {why}"));
                }
                Err(_) => {}
            }
        }
        Beside::Newest(copies)
    }

    /// What the copy of this period is set beside.
    pub(super) fn of(
        &self,
        period: &Period,
        (style, day_one): (ShareStyle, Date),
        own_name: &str,
    ) -> Option<&Earlier> {
        let now = share::between(period, style, day_one);
        match self {
            Beside::None => None,
            Beside::Named(copy) => {
                let is_earlier = share::ends_before(copy.data.between(), now) == Some(true);
                is_earlier.then_some(copy)
            }
            Beside::Newest(copies) => share::newest(copies, style, (now, own_name)),
        }
    }

    /// Copies of this style that do not end before the period does, but for the one that is written over.
    pub(super) fn later(
        &self,
        period: &Period,
        (style, day_one): (ShareStyle, Date),
        own_name: &str,
    ) -> Vec<&str> {
        let now = share::between(period, style, day_one);
        let copies = match self {
            Beside::None => &[],
            Beside::Named(copy) => std::slice::from_ref(&**copy),
            Beside::Newest(copies) => copies.as_slice(),
        };
        copies
            .iter()
            .filter(|copy| copy.data.is_of_style(style) && copy.name != own_name)
            .filter(|copy| share::ends_before(copy.data.between(), now) == Some(false))
            .map(|copy| copy.name.as_str())
            .collect()
    }

    /// With a copy that was just written, in the place of one of its name.
    pub(super) fn add(&mut self, name: &str, page: &[u8]) {
        if let (Beside::Newest(copies), Ok(data)) = (self, CopyData::read(page)) {
            copies.retain(|copy| copy.name != name);
            copies.push(Earlier { name: name.to_owned(), data, is_of_now: true });
        }
    }
}

const fn words(why: NoCopy) -> &'static str {
    match why {
        NoCopy::Changed => "it is not as it was written: it was edited, or cut short",
        NoCopy::Foreign => "it is not a copy that `report --share` wrote",
        NoCopy::WithoutData => {
            "it carries no figures as data: only the page (.html) does, and not that of an earlier version"
        }
    }
}

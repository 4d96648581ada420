//! Pages that are drawn now, and pages that lie in the folder as they would be.
//!
//! Twice it is asked whether a page was drawn before: by what it is made of, which takes no page to
//! tell, and by the page itself, since other data may come to an equal page.

use std::fmt::Debug;

use anyhow::Error;

use super::{
    job::Job,
    listing::{Fate, Listed, Listing},
};
use crate::{
    disk::OutFolder,
    draw::charts,
    history::{History, Ingredients},
    output::{
        self, IndexEntry, IndexYear, Paper, YearLinks,
        summary::{self, first_sentence},
    },
    page::Period,
    say::voice::Voice,
    store::{Key, Store, WrittenFiles},
};

/// Where pages are drawn.
pub(super) struct Desk<'a> {
    out: &'a OutFolder,
    history: &'a History<'a>,
    paper: Paper,
    voice: Voice,
    /// What was drawn before, and what pages are made of now; none where nothing is kept.
    before: Option<(Store, Ingredients)>,
}

/// A folder of a page, and by which keys its files are to be known the next time.
pub(super) struct Folder {
    name: String,
    files: Files,
    known_by: Vec<Key>,
}

/// The files of a page's folder.
enum Files {
    /// They were not asked for.
    None,
    /// They lie there as they would be written.
    Untouched(WrittenFiles),
    /// They are to be written.
    New(Vec<(String, Vec<u8>)>),
}

impl Folder {
    fn unasked(name: &str) -> Folder {
        Folder { name: name.to_owned(), files: Files::None, known_by: Vec::new() }
    }

    fn untouched(name: &str, files: WrittenFiles) -> Folder {
        Folder { files: Files::Untouched(files), ..Folder::unasked(name) }
    }

    /// Whether there is a page to be put into it, or one that lies there.
    pub(super) fn is_asked_for(&self) -> bool {
        !matches!(self.files, Files::None)
    }

    /// Whether its files lie there as they would be written.
    pub(super) fn is_untouched(&self) -> bool {
        matches!(self.files, Files::Untouched(_))
    }
}

impl<'a> Desk<'a> {
    pub(super) fn new(out: &'a OutFolder, history: &'a History<'a>, job: &Job) -> Desk<'a> {
        let before = job.store().map(|store| (store, history.ingredients()));
        Desk { out, history, paper: job.paper(), voice: Voice::of(job.units), before }
    }

    /// A month or span: what the first page says of it, and its files.
    pub(super) fn page(
        &self,
        listing: &Listing,
        listed: &Listed,
    ) -> Result<(IndexEntry, Folder), Error> {
        let (period, name) = (&listed.period, &listed.period.key());
        match listed.fate {
            Fate::Written => {}
            Fate::Stands | Fate::NotYet => {
                let page = self.history.page(period, self.voice.units);
                let page = self.voice.tells(&page);
                return Ok((IndexEntry::of(page, listed.standing()), Folder::unasked(name)));
            }
            Fate::Kept => {
                let week_start = self.history.week_start();
                return Ok((
                    IndexEntry::kept(period, self.voice, week_start),
                    Folder::unasked(name),
                ));
            }
        }
        let neighbours = listing.neighbours(listed, self.voice);
        let made_from =
            self.key(|made_of| ("page", made_of.of(period), period, &neighbours, self.paper));
        if let Some((files, sentence)) = self.page_before(period, made_from) {
            let brief = self.history.brief(period);
            let brief = self.voice.tells(&brief);
            let entry = IndexEntry::in_brief(brief, sentence, listed.standing());
            return Ok((entry, Folder::untouched(name, files)));
        }
        let page = self.history.page(period, self.voice.units);
        let page = self.voice.tells(&page);
        let drawn_from = self.key(|_| (page, &neighbours, self.paper));
        let files = match self.files_before(name, drawn_from) {
            Some(files) => Files::Untouched(files),
            None => Files::New(output::files(page, &neighbours, self.paper)?),
        };
        let known_by = made_from.into_iter().chain(drawn_from).collect();
        let folder = Folder { name: name.clone(), files, known_by };
        Ok((IndexEntry::of(page, listed.standing()), folder))
    }

    /// A year that is written now: what the first page shows of it, which is only the newest drawn, and
    /// its files. None for a year of which nothing can be known.
    pub(super) fn year(
        &self,
        year: i16,
        links: &YearLinks,
    ) -> Result<Option<(IndexYear, Folder)>, Error> {
        let name = format!("{year:04}");
        let made_from = self.key(|made_of| ("year", made_of.all(), year, links, self.paper));
        let before = self.files_before(&name, made_from);
        if let Some(files) = before.clone().filter(|_| links.next.is_some()) {
            return Ok(Some((IndexYear::undrawn(year), Folder::untouched(&name, files))));
        }
        let Some(page) = self.history.year(year) else { return Ok(None) };
        let page = self.voice.tells(&page);
        let drawn_from = self.key(|_| (page, links, self.paper));
        let files = match before.or_else(|| self.files_before(&name, drawn_from)) {
            Some(files) => Files::Untouched(files),
            None => Files::New(output::year_files(page, links, self.paper)?),
        };
        let known_by = made_from.into_iter().chain(drawn_from).collect();
        Ok(Some((IndexYear::of(page), Folder { name, files, known_by })))
    }

    /// A year whose page stands and is left as it is.
    pub(super) fn standing_year(&self, year: i16) -> Option<(IndexYear, Folder)> {
        let page = self.history.year(year)?;
        let page = self.voice.tells(&page);
        Some((IndexYear::of(page), Folder::unasked(&page.period.key())))
    }

    /// The key of what is made from this in the desk's voice; none where nothing is kept.
    fn key<T: Debug>(&self, made_from: impl FnOnce(&Ingredients) -> T) -> Option<Key> {
        let (store, ingredients) = self.before.as_ref()?;
        store.key(&(self.voice, made_from(ingredients)))
    }

    /// The files that lie in a folder as they were written from what a key stands for.
    fn files_before(&self, folder: &str, made_from: Option<Key>) -> Option<WrittenFiles> {
        let (store, _) = self.before.as_ref()?;
        let written = WrittenFiles::from_entry(&store.get(made_from?)?)?;
        let read = |name: &str| self.out.read(&format!("{folder}/{name}")).ok();
        written.is_still_there(read).then_some(written)
    }

    /// The same, with the page's first sentence as its own document has it.
    fn page_before(
        &self,
        period: &Period,
        made_from: Option<Key>,
    ) -> Option<(WrittenFiles, Option<String>)> {
        let files = self.files_before(&period.key(), made_from)?;
        let document = self.out.read(&format!("{}/{}", period.key(), summary::FILE)).ok()?;
        Some((files, first_sentence(&document).ok()?))
    }

    /// Puts a page's files in place, and takes away drawings that it no longer has.
    pub(super) fn put(&self, folder: Folder) -> Result<(), Error> {
        let Folder { name, files, known_by } = folder;
        let written = match files {
            Files::None => return Ok(()),
            Files::Untouched(written) => written,
            Files::New(files) => self.write(&name, &files)?,
        };
        self.take_away_others(&name, &written)?;
        if let Some((store, _)) = &self.before {
            let entry = written.to_entry();
            for key in known_by {
                store.put(key, &entry);
            }
        }
        Ok(())
    }

    /// Writes a page's files.
    fn write(&self, folder: &str, files: &[(String, Vec<u8>)]) -> Result<WrittenFiles, Error> {
        for (name, bytes) in files {
            self.out.write(&format!("{folder}/{name}"), bytes)?;
        }
        Ok(WrittenFiles::of(files))
    }

    /// Takes away drawings of an earlier run that a page no longer has: what is left out beside a
    /// warning sign must not lie beside it. Of the pictures in the folder only those that have the
    /// name of a drawing are the program's.
    fn take_away_others(&self, folder: &str, files: &WrittenFiles) -> Result<(), Error> {
        for chart in charts::NAMES {
            let name = format!("charts/{chart}.png");
            let path = format!("{folder}/{name}");
            if self.out.has(&path) && !files.names().any(|written| written == name) {
                self.out.remove(&path)?;
            }
        }
        Ok(())
    }
}

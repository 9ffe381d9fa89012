//! A registry in a folder, and the model of it: each step is carried out on both, and the files are
//! compared with the model after it.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use kumppani::acts::{ActError, Ground, Performed, Wanted, Writer, Writing, journal, perform, undo};
use kumppani::disk::Disk;
use kumppani::source::walk;
use kumppani::wording::Lang;
use proptest::prelude::*;

use crate::acts::{act, agreement_id};
use crate::date::Date;
use crate::edits::Text;
use crate::facts::Agreement;
use crate::generator::TODAY;
use crate::hand::with_comment;
use crate::kept::check_kept;
use crate::past::{Past, TakenBack};
use crate::reading::read;
use crate::steps::{Deed, Step};
use crate::tally::Outcome;
use crate::text::{Layout, file_of, organisations};
use crate::verdict::{Verdict, record, verdict};

/// One act of so many is taken back and brought back.
const UNDONE: usize = 4;

/// The record of what happened to organisations.
pub(crate) const ORGANISATIONS_FILE: &str = "agreements/organisations.yaml";

/// A file of an agreement.
#[derive(Clone)]
pub(crate) struct Page {
    /// From the registry's root.
    pub(crate) path: String,
    pub(crate) bytes: Vec<u8>,
    /// How a person wrote it.
    layout: Layout,
    /// What it says, or said before it was broken.
    pub(crate) facts: Agreement,
    /// What it was before it was broken.
    pub(crate) whole: Option<Vec<u8>>,
}

/// The registry and its model.
pub(crate) struct World {
    folder: tempfile::TempDir,
    pub(crate) pages: BTreeMap<&'static str, Page>,
    pub(crate) ceased: BTreeMap<&'static str, Date>,
    /// What the index last saw of the files that were in order then, by path.
    pub(crate) seen: BTreeMap<String, Page>,
    /// The acts that can be taken back.
    past: Past,
    /// Seconds that have passed; every step takes one.
    seconds: u64,
}

impl World {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        fs::create_dir_all(folder.path().join("agreements/vanhat")).expect("a folder can be made");
        Self {
            folder,
            pages: BTreeMap::new(),
            ceased: BTreeMap::new(),
            seen: BTreeMap::new(),
            past: Past::default(),
            seconds: 0,
        }
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// The present moment of the world. Its clock is its own, so that what depends on the time of a
    /// file is the same in every run; it is far ahead, because no one can set the change time of a file.
    pub(crate) fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(2_500_000_000 + self.seconds)
    }

    /// The step on the files as they are now.
    pub(crate) fn named(&self, step: &Step) -> Step {
        match step {
            Step::Act(id, deed) => match self.pages.get(id) {
                Some(page) => Step::Act(id, deed.on(&page.facts)),
                None => step.clone(),
            },
            _ => step.clone(),
        }
    }

    pub(crate) fn carry_out(&mut self, step: &Step) -> Result<Outcome, TestCaseError> {
        self.seconds += 1;
        let is_done = match step {
            Step::Act(id, deed) => return self.perform(id, deed),
            Step::Undo(n) => return self.take_back(*n),
            Step::Write(agreement, layout) => {
                let there = self.pages.get(agreement.id).map(|page| page.path.clone());
                let page = Page {
                    path: there.unwrap_or_else(|| format!("agreements/{}.yaml", agreement.id)),
                    bytes: file_of(agreement, *layout),
                    layout: *layout,
                    facts: (**agreement).clone(),
                    whole: None,
                };
                self.write(&page.path, &page.bytes);
                self.pages.insert(agreement.id, page);
                true
            }
            Step::Remove(id) => {
                let page = self.pages.remove(id);
                page.is_some_and(|page| fs::remove_file(self.root().join(page.path)).is_ok())
            }
            Step::Move(id) => self.move_page(id),
            Step::Cease(organisation, on) => {
                self.ceased.insert(organisation, *on);
                self.write(ORGANISATIONS_FILE, &organisations(&self.ceased));
                true
            }
            Step::Comment(id, line) => {
                let comment = format!("lisätty {}", self.seconds);
                self.rewrite(id, |page| {
                    let is_whole = page.whole.is_none();
                    is_whole.then(|| with_comment(&page.bytes, *line, &comment))
                })
            }
            Step::Break(id, typo) => self.rewrite(id, |page| {
                let is_whole = page.whole.is_none();
                is_whole.then(|| {
                    page.whole = Some(page.bytes.clone());
                    typo.made_in(&page.bytes)
                })
            }),
            Step::Repair => {
                let ids: Vec<&str> = self.pages.keys().copied().collect();
                let repaired = ids
                    .into_iter()
                    .map(|id| self.rewrite(id, |page| page.whole.take()));
                repaired.filter(|is_done| *is_done).count() > 0
            }
        };
        Ok(if is_done { Outcome::Done } else { Outcome::Nothing })
    }

    /// Replaces the bytes of a file, if there is such a file and it has new ones.
    fn rewrite(&mut self, id: &str, how: impl FnOnce(&mut Page) -> Option<Vec<u8>>) -> bool {
        let Some(page) = self.pages.get_mut(id) else {
            return false;
        };
        let Some(bytes) = how(page) else { return false };
        page.bytes.clone_from(&bytes);
        let path = page.path.clone();
        self.write(&path, &bytes);
        true
    }

    fn move_page(&mut self, id: &str) -> bool {
        let root = self.root().to_owned();
        let Some(page) = self.pages.get_mut(id) else {
            return false;
        };
        let to = if page.path.contains("/vanhat/") {
            format!("agreements/{id}.yaml")
        } else {
            format!("agreements/vanhat/{id}.yaml")
        };
        fs::rename(root.join(&page.path), root.join(&to)).expect("a file can be renamed");
        page.path = to;
        true
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        fs::write(self.root().join(path), bytes).expect("a file can be written");
        self.date(path);
    }

    /// Gives a file that was just written the time of the world.
    fn date(&self, path: &str) {
        let file = File::options().append(true).open(self.root().join(path));
        file.and_then(|file| file.set_modified(self.now()))
            .expect("the time of a file can be set");
    }

    /// Tries an act without and with writing, and compares what came of it with what has to.
    fn perform(&mut self, id: &str, deed: &Deed) -> Result<Outcome, TestCaseError> {
        let page = self.pages.get(id);
        let is_whole = page.is_some_and(|page| page.whole.is_none());
        if page.is_some() && !is_whole && deed.may_mend() {
            return Ok(Outcome::Nothing);
        }
        let expected = page.map_or(Verdict::Refused, |page| {
            match verdict(&page.facts, &self.ceased, deed, TODAY) {
                Verdict::Recorded if page.layout == Layout::Brackets && deed.moves_an_entry() => {
                    Verdict::Refused
                }
                verdict => verdict,
            }
        });
        let shown = self.try_act(id, deed, Writing::OnlyShown)?;
        self.check_files()?;
        let done = self.try_act(id, deed, Writing::Done)?;
        prop_assert_eq!(&shown, &done, "what is shown is what is written");
        let performed = match done {
            Ok(performed) => performed,
            Err(reason) => {
                prop_assert!(
                    expected == Verdict::Refused || !is_whole,
                    "{id}: {deed:?}: refused, for {reason}"
                );
                return Ok(Outcome::Refused);
            }
        };
        let has_changed = performed.after != performed.before;
        // To a file that is broken nothing is added, but what could be read of it may be on record.
        let may_be = match expected {
            Verdict::Refused => false,
            Verdict::OnRecord => !has_changed,
            Verdict::Recorded => has_changed && is_whole,
        };
        prop_assert!(
            may_be,
            "{id}: {deed:?}: changed {has_changed}, but must be {expected:?}"
        );
        if !has_changed {
            return Ok(Outcome::OnRecord);
        }
        let page = self
            .pages
            .get_mut(id)
            .expect("an act on record is one of an agreement");
        prop_assert_eq!(performed.file.as_str(), &page.path);
        prop_assert!(performed.before == page.bytes, "the act began with another text");
        check_kept(&performed.before, &performed.after, deed)?;
        self.past.add(page, &performed.after);
        record(&mut page.facts, deed, TODAY);
        let is_undone = performed.after.len().is_multiple_of(UNDONE);
        let undone = is_undone.then(|| (performed.before, performed.after.clone()));
        page.bytes = performed.after;
        let path = page.path.clone();
        if let Some((before, after)) = undone {
            self.undo_last(&path, &before)?;
            self.undo_last(&path, &after)?;
        }
        self.date(&path);
        Ok(Outcome::Done)
    }

    /// Takes back the last entry of the journal, be it an act or what took one back; the file has the bytes of before
    /// then.
    fn undo_last(&self, path: &str, before: &[u8]) -> Result<(), TestCaseError> {
        let entries = journal(self.root()).expect("it can be read");
        let last = entries.last().expect("an act is in the journal").number;
        let undone = undo(&self.writer(), Wanted::Numbered(last), Writing::Done);
        prop_assert!(undone.is_ok(), "{undone:?}");
        let bytes = fs::read(self.root().join(path)).expect("the file can be read");
        prop_assert!(bytes == before, "{path} is not as it was before {last}");
        Ok(())
    }

    /// Takes back the last acts, without and with writing.
    fn take_back(&mut self, n: usize) -> Result<Outcome, TestCaseError> {
        let expected = self.past.taken_back(n, &self.pages);
        let shown = self.undo(n, Writing::OnlyShown)?;
        self.check_files()?;
        let done = self.undo(n, Writing::Done)?;
        prop_assert_eq!(&shown, &done, "what is shown is what is undone");
        let TakenBack { n_acts, pages } = match (expected, done) {
            (None, None) => return Ok(Outcome::Refused),
            (Some(expected), Some(n_undone)) if expected.n_acts == n_undone => expected,
            (expected, done) => {
                let n_acts = expected.map(|expected| expected.n_acts);
                return Err(TestCaseError::fail(format!(
                    "undid {done:?} acts, but must {n_acts:?}"
                )));
            }
        };
        self.past.forget(n_acts);
        for (id, (bytes, facts)) in pages {
            let page = self.pages.get_mut(id).expect("the file of an act is there");
            (page.bytes, page.facts) = (bytes, facts);
            let path = page.path.clone();
            self.date(&path);
        }
        Ok(if n_acts == 0 {
            Outcome::OnRecord
        } else {
            Outcome::Done
        })
    }

    /// How many acts were taken back; `None` where that was refused.
    fn undo(&self, n: usize, writing: Writing) -> Result<Option<usize>, TestCaseError> {
        match undo(&self.writer(), Wanted::Last(n), writing) {
            Ok(undone) => Ok(Some(undone.entries.len())),
            Err(ActError::Refused(_)) => Ok(None),
            Err(error) => Err(TestCaseError::fail(format!("{error:?}"))),
        }
    }

    fn writer(&self) -> Writer {
        Writer::new(Disk::real(), self.root().to_owned(), Arc::default())
    }

    fn try_act(
        &self,
        id: &str,
        deed: &Deed,
        writing: Writing,
    ) -> Result<Result<Performed, String>, TestCaseError> {
        let page = self.pages.get(id);
        let text = Text {
            path: page.map_or("", |page| &page.path),
            bytes: page.map_or(&[], |page| &page.bytes),
        };
        let act = match act(deed, &text) {
            Ok(act) => act,
            Err(reason) => return Ok(Err(reason)),
        };
        let ground = Ground {
            writer: &self.writer(),
            found: &walk(self.root()).expect("it is a registry"),
            today: TODAY.first(),
            writing,
        };
        match perform(&ground, &agreement_id(id), &act) {
            Ok(performed) => Ok(Ok(performed)),
            Err(ActError::Refused(refused)) => Ok(Err(refused[0].message.get(Lang::En).to_owned())),
            Err(error) => Err(TestCaseError::fail(format!("{error:?}"))),
        }
    }

    /// The folder holds the files of the model and no others, with the bytes that they must have, and
    /// the library reads in them what the model says.
    pub(crate) fn check_files(&self) -> Result<(), TestCaseError> {
        let mut expected: BTreeMap<&str, Vec<u8>> = BTreeMap::new();
        if !self.ceased.is_empty() {
            expected.insert(ORGANISATIONS_FILE, organisations(&self.ceased));
        }
        expected.extend(
            self.pages
                .values()
                .map(|page| (page.path.as_str(), page.bytes.clone())),
        );
        let mut present = Vec::new();
        for folder in ["agreements", "agreements/vanhat"] {
            for entry in fs::read_dir(self.root().join(folder)).expect("the folder can be read") {
                let path = entry.expect("its entries can be read").path();
                // The lock and the journal are no files of the registry, and stay.
                let is_beside = path.ends_with(".kumppani-lock") || path.ends_with(".kumppani-journal");
                if path.is_file() && !is_beside {
                    let inside = path
                        .strip_prefix(self.root())
                        .expect("the file is in the registry");
                    present.push(inside.to_string_lossy().into_owned());
                }
            }
        }
        present.sort();
        prop_assert_eq!(
            &present,
            &expected.keys().map(|path| (*path).to_owned()).collect::<Vec<_>>()
        );
        for (path, bytes) in expected {
            let now = fs::read(self.root().join(path)).expect("the file can be read");
            let is_same = now == bytes;
            prop_assert!(
                is_same,
                "{path} is not what it must be:\n{}",
                String::from_utf8_lossy(&now)
            );
        }
        for page in self.pages.values() {
            let text = String::from_utf8_lossy(&page.bytes);
            match read(&page.path, &page.bytes) {
                Ok(facts) if page.whole.is_none() => {
                    prop_assert_eq!(&facts, &page.facts.as_read(), "{}", text);
                }
                Ok(_) => prop_assert!(false, "{} is broken, but has no error:\n{text}", page.path),
                Err(error) => prop_assert!(page.whole.is_some(), "{}: {error}\n{text}", page.path),
            }
        }
        Ok(())
    }
}

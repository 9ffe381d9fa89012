//! How a command comes to the index, and what it says of it and of the files that are not in it.

use anyhow::Result;

use super::context::Context;
use super::progress::Progress;
use super::trouble;
use crate::registry::{self, Fresh, Freshness, Instead, Keeping, OpenError, RefusedFile, Wanted};
use crate::source;
use crate::wording;
use crate::wording::Wording;

/// So many refused files are named beside an answer; `validate` names them all.
const MOST_REFUSED: usize = 3;

impl Context<'_> {
    /// An index that is up to date, or as it is with `--no-load`. Files that are not in it as they
    /// stand are named on stderr.
    pub(super) fn open(&mut self) -> Result<Fresh> {
        let fresh = self.open_first()?;
        self.tell_opened(&fresh);
        Ok(fresh)
    }

    /// As [`Self::open`] for an answer that may be made from the files in the end, and names itself what it
    /// does without; else [`Self::tell_opened`] names it.
    pub(super) fn open_first(&mut self) -> Result<Fresh> {
        let fresh = self.open_with(self.freshness())?;
        self.refused.clone_from(&fresh.refused);
        Ok(fresh)
    }

    /// Names what is not in an index as it stands in the files.
    pub(super) fn tell_opened(&mut self, fresh: &Fresh) {
        self.report_index(fresh);
        self.report_refused(&fresh.refused);
    }

    /// As [`Self::open`], and the files of the registry, looked for once for a command that changes one.
    pub(super) fn open_to_change(&mut self) -> Result<(Fresh, source::Found)> {
        let found = self.walk()?;
        let fresh = self.opened(self.freshness(), |wanted| {
            registry::open_found(wanted, found.clone())
        })?;
        self.refused.clone_from(&fresh.refused);
        self.tell_opened(&fresh);
        Ok((fresh, found))
    }

    /// The files of the registry, not yet opened.
    pub(super) fn walk(&self) -> Result<source::Found> {
        match &self.supposition {
            Some(supposition) => Ok(supposition.found.clone()),
            None => source::walk(&self.root()?).map_err(trouble::of_walk),
        }
    }

    /// Whether the files are looked at before the index answers.
    pub(super) fn freshness(&self) -> Freshness {
        if self.global.no_load {
            Freshness::AsItIs
        } else {
            Freshness::UpToDate
        }
    }

    /// An index in the wanted freshness, without a word.
    pub(super) fn open_with(&mut self, freshness: Freshness) -> Result<Fresh> {
        self.opened(freshness, registry::open)
    }

    fn opened(
        &mut self,
        freshness: Freshness,
        open: impl FnOnce(&Wanted<'_>) -> Result<Fresh, OpenError>,
    ) -> Result<Fresh> {
        let (root, db) = (self.root()?, self.db()?);
        let progress = Progress::new(self.world, self.global.quiet, self.lang);
        let wanted = Wanted {
            disk: &self.world.disk,
            root: &root,
            db: &db,
            freshness,
            today: self.day(),
            now: self.world.now,
            observe: &|n_done| progress.reached(n_done),
        };
        let opened = match self.supposition.as_mut() {
            Some(supposition) => {
                registry::open_supposed(&wanted, supposition.found.clone(), supposition.index.take())
            }
            None => open(&wanted),
        };
        progress.finish();
        let fresh = opened.map_err(trouble::of_open)?;
        if self.is_supposing()
            && let Some(supposition) = &mut self.supposition
        {
            supposition.index = Some(fresh.index.shared());
        }
        Ok(fresh)
    }

    /// Says when the index that was there is not used, or the one that answers is not kept.
    pub(super) fn report_index(&mut self, fresh: &Fresh) {
        if let Some(reason) = &fresh.distrusted {
            self.note(&match fresh.keeping {
                Keeping::File | Keeping::Supposition => wording!(
                    en: "the index was rebuilt from the files: {reason}",
                    fi: "hakemisto muodostettiin uudelleen tiedostoista: {reason}",
                    reason
                ),
                Keeping::Memory(_) => wording!(
                    en: "the index is not used: {reason}",
                    fi: "hakemistoa ei käytetä: {reason}",
                    reason
                ),
            });
            if !fresh.refused.is_empty() {
                self.note(&Wording::fixed(
                    "the last good versions of files with errors were lost; each returns when its file is corrected",
                    "virheellisten tiedostojen viimeiset kelvolliset versiot menetettiin; kukin palautuu, kun tiedosto korjataan",
                ));
            }
        }
        if let Keeping::Memory(reason) = &fresh.keeping {
            self.note(&wording!(
                en: "the index cannot be written here ({reason}); this answer uses a temporary index",
                fi: "hakemistoa ei voi kirjoittaa tähän kansioon ({reason}); vastaus perustuu tilapäiseen hakemistoon",
                reason
            ));
        }
    }

    /// Names the files that are not in the answer as they are.
    pub(super) fn report_refused(&mut self, refused: &[RefusedFile]) {
        for file in refused.iter().take(MOST_REFUSED) {
            let (path, line) = (file.path.as_str(), file.refusal.line);
            let message = &file.refusal.message;
            self.warn(&match file.instead {
                Instead::LastGoodVersion => wording!(
                    en: "{path}:{line}: error in the file; this answer uses its last good version: {message}",
                    fi: "{path}:{line}: tiedostossa on virhe; vastaus perustuu sen viimeiseen kelvolliseen versioon: {message}",
                    message
                ),
                Instead::Nothing => wording!(
                    en: "{path}:{line}: error in the file; it is left out: {message}",
                    fi: "{path}:{line}: tiedostossa on virhe, joten tiedosto jätettiin pois: {message}",
                    message
                ),
            });
        }
        let n_more = refused.len().saturating_sub(MOST_REFUSED);
        if n_more > 0 {
            self.warn(&wording!(
                en: "and {n_more} more files; `kumppani validate` lists them all",
                fi: "ja vielä {n_more} tiedostoa; `kumppani validate` kertoo kaikki"
            ));
        }
    }
}

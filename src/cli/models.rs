//! Commands that look ahead or compare work on the models of all files.

use anyhow::Result;

use super::context::Context;
use super::progress::Progress;
use super::scope::{did_you_mean, nearest};
use super::trouble::{self, Trouble};
use crate::model::{Agreement, AgreementId, Registry};
use crate::registry;
use crate::wording;
use crate::wording::Wording;

impl Context<'_> {
    /// The models of the files that have no error; the others are named on stderr.
    pub(super) fn models(&mut self) -> Result<Registry> {
        let root = self.root()?;
        let progress = Progress::new(self.world, self.global.quiet, self.lang);
        let read = registry::models(&root, self.day(), &|n_done| progress.reached(n_done));
        progress.finish();
        let models = read.map_err(trouble::of_walk)?;
        self.tell_refused(&models.left_out);
        if !models.registry.unreadable.is_empty() {
            self.warn(&Wording::fixed(
                "an agreement that such a file supersedes may be told as in force",
                "sopimus, jonka tällainen tiedosto korvaa, voi näkyä voimassa olevana",
            ));
        }
        Ok(models.registry)
    }
}

/// The agreement of an id; an unknown one is an error that proposes the nearest.
pub(super) fn find<'r>(registry: &'r Registry, text: &str) -> Result<&'r Agreement> {
    let found = AgreementId::parse(text)
        .ok()
        .and_then(|id| registry.find_agreement(&id));
    found.ok_or_else(|| {
        let is_unreadable = AgreementId::parse(text).is_ok_and(|id| registry.unreadable.contains(&id));
        if is_unreadable {
            return anyhow::Error::new(Trouble::with_help(
                wording!(en: "the file of `{text}` has errors", fi: "sopimuksen `{text}` tiedostossa on virheitä"),
                Wording::fixed(
                    "`kumppani validate` tells them; correct the file and give the command again",
                    "`kumppani validate` kertoo ne; korjaa tiedosto ja anna komento uudelleen",
                ),
            ));
        }
        let ids: Vec<String> = registry
            .agreements
            .iter()
            .map(|agreement| agreement.id.value.to_string())
            .collect();
        let list = Wording::fixed(
            "`kumppani agreements` lists them",
            "`kumppani agreements` luettelee sopimukset",
        );
        let help = did_you_mean(&nearest(text, &ids)).unwrap_or(list);
        let message = wording!(en: "there is no agreement `{text}`", fi: "sopimusta `{text}` ei ole");
        anyhow::Error::new(Trouble::with_help(message, help))
    })
}

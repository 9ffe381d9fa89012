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
        for file in models.left_out.iter().take(MOST_LEFT_OUT) {
            self.warn(&wording!(
                en: "{file} cannot be used as it stands; `kumppani validate` tells why",
                fi: "tiedostoa {file} ei voi käyttää sellaisenaan; `kumppani validate` kertoo syyn"
            ));
        }
        let n_more = models.left_out.len().saturating_sub(MOST_LEFT_OUT);
        if n_more > 0 {
            self.warn(&wording!(en: "and {n_more} more files", fi: "ja vielä {n_more} tiedostoa"));
        }
        Ok(models.registry)
    }
}

/// So many files that cannot be used are named.
const MOST_LEFT_OUT: usize = 3;

/// The agreement of an id; an unknown one is an error that proposes the nearest.
pub(super) fn find<'r>(registry: &'r Registry, text: &str) -> Result<&'r Agreement> {
    let found = AgreementId::parse(text)
        .ok()
        .and_then(|id| registry.find_agreement(&id));
    found.ok_or_else(|| {
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

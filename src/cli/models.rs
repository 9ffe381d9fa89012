//! Commands that look ahead or compare work on the models of all files.

use std::collections::BTreeSet;

use anyhow::Result;

use super::context::Context;
use super::global::Format;
use super::progress::Progress;
use super::trouble::{self, Trouble};
use crate::diagnostic::FilePath;
use crate::model::{Agreement, Placeholder, Registry};
use crate::registry::{self, Models, RefusedFile};
use crate::source::Role;
use crate::wording::Wording;

impl Context<'_> {
    /// The models of the files that have no error; the others are named on stderr.
    pub(super) fn models(&mut self) -> Result<Registry> {
        let models = self.read_models()?;
        if roles(&models.left_out).contains(&Role::Agreement) {
            self.warn(&Wording::fixed(
                "an agreement that such a file supersedes may be told as in force",
                "sopimus, jonka tällainen tiedosto korvaa, voi näkyä voimassa olevana",
            ));
        }
        Ok(models.registry)
    }

    /// The models of a registry of which nothing had to be left out: for what stands for days, and must
    /// not tell what is in force without a file that may say otherwise. Where something is left out it is
    /// named, `refused` says what is not made of the rest, and `help` how to go on.
    pub(super) fn whole_models(&mut self, refused: Wording, help: Wording) -> Result<Registry> {
        let models = self.read_models()?;
        let roles = roles(&models.left_out);
        if roles.is_empty() {
            return Ok(models.registry);
        }
        let reasons: Vec<Wording> = roles.into_iter().map(why_it_matters).collect();
        let message = Wording::joined(&[refused, Wording::joined(&reasons, "; ")], ": ");
        Err(anyhow::Error::new(Trouble::refused(message, Some(help))))
    }

    /// Refuses what would leave the house with an example of `kumppani init` in it: in registry.yaml, or in a
    /// file of these agreements.
    pub(super) fn refuse_placeholders<'r>(
        &mut self,
        registry: &Registry,
        agreements: impl IntoIterator<Item = &'r Agreement>,
    ) -> Result<()> {
        let files: BTreeSet<&FilePath> = agreements.into_iter().map(|agreement| &agreement.file).collect();
        let concerns = |file: &FilePath| files.contains(file) || Role::of(file) == Role::Settings;
        let mut found = registry.placeholders.iter().filter(|found| concerns(&found.file));
        let Some(last) = found.next_back() else {
            return Ok(());
        };
        let refused = |found: &Placeholder, help| anyhow::Error::new(Trouble::refused(found.told(), help));
        for earlier in found {
            self.tell_trouble(&refused(earlier, None));
        }
        Err(refused(last, Some(Placeholder::HELP)))
    }

    /// Whether the answer is for a file, and so for others; on a screen an example harms nobody.
    pub(super) fn leaves_the_house(&self) -> bool {
        let binary = [Format::Docx, Format::Pdf];
        self.global.output.is_some() || self.global.format.is_some_and(|format| binary.contains(&format))
    }

    fn read_models(&mut self) -> Result<Models> {
        let root = self.root()?;
        let progress = Progress::new(self.world, self.global.quiet, self.lang);
        let read = registry::models(&root, self.day(), &|n_done| progress.reached(n_done));
        progress.finish();
        let models = read.map_err(trouble::of_walk)?;
        self.tell_refused(&models.left_out);
        self.refused.clone_from(&models.left_out);
        Ok(models)
    }
}

/// The next step where nothing is made of a registry with gaps.
pub(super) const CLOSE_THE_GAPS: Wording = Wording::fixed(
    "nothing was written; correct what is named above and give the command again, `kumppani validate` tells every finding",
    "mitään ei kirjoitettu; korjaa edellä mainitut ja anna komento uudelleen; `kumppani validate` kertoo kaikki havainnot",
);

/// What the files would be for, each once.
fn roles(left_out: &[RefusedFile]) -> Vec<Role> {
    let all = [Role::Agreement, Role::Organisations, Role::Settings];
    let is_left_out = |role: &Role| left_out.iter().any(|file| Role::of(&file.path) == *role);
    all.into_iter().filter(is_left_out).collect()
}

fn why_it_matters(role: Role) -> Wording {
    match role {
        Role::Agreement => Wording::fixed(
            "an agreement in it may supersede others",
            "siinä oleva sopimus voi korvata muita",
        ),
        Role::Organisations => Wording::fixed(
            "organisations.yaml tells which organisations have ceased and which follow them",
            "organisations.yaml kertoo, mitkä organisaatiot ovat lakanneet ja mitkä jatkavat niiden tilalla",
        ),
        Role::Settings => Wording::fixed(
            "registry.yaml tells the network's name, its areas and the address of its site",
            "registry.yaml kertoo verkoston nimen, alueet ja sivuston osoitteen",
        ),
    }
}

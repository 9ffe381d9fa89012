//! Models for commands that compare, write papers or look over a whole registry, and what is left out of them.

use std::collections::BTreeSet;

use anyhow::Result;

use super::context::Context;
use super::global::Format;
use super::progress::Progress;
use super::resolve;
use super::trouble::Trouble;
use crate::diagnostic::FilePath;
use crate::index::Index;
use crate::model::{Agreement, Placeholder, Registry};
use crate::registry::{self, Instead, Models, RefusedFile};
use crate::source::{Role, reading_order};
use crate::wording::Wording;

impl Context<'_> {
    /// The models of the files that have no error; the others are named on stderr.
    pub(super) fn models(&mut self) -> Result<Registry> {
        let models = self.read_models(&|_| true)?;
        self.report_left_out(models.left_out);
        Ok(models.registry)
    }

    /// The models that bear on the agreements that are named: their own, those that decide their status, and
    /// those where a successor has its name. The index says which, so that no other file is read; with
    /// `--no-load` all are.
    pub(super) fn models_about(&mut self, named: &[&str]) -> Result<Registry> {
        if self.global.no_load {
            return self.models();
        }
        let fresh = self.open_with(self.freshness())?;
        self.report_index(&fresh);
        self.report_left_out(fresh.refused);
        let mut wanted = BTreeSet::new();
        for text in named {
            let id = resolve::agreement_id(self, &fresh.index, text)?;
            wanted.extend(fresh.index.relatives(&id)?);
            wanted.extend(fresh.index.naming(&id)?);
            wanted.insert(id);
        }
        let is_wanted = |stem: &str| wanted.iter().any(|id| id.as_str() == stem);
        Ok(self.read_models(&is_wanted)?.registry)
    }

    /// The models of these files alone, by the names of the files without their ending.
    pub(super) fn models_named(&mut self, is_named: &dyn Fn(&str) -> bool) -> Result<Registry> {
        let models = self.read_models(is_named)?;
        self.name_left_out(models.left_out);
        Ok(models.registry)
    }

    /// What a registry has beside its agreements.
    pub(super) fn no_models(&self) -> Result<Registry> {
        Ok(self.read_models(&|_| false)?.registry)
    }

    /// The models of a registry of which nothing had to be left out: for what represents days, and must
    /// not say what is in force without a file that may say otherwise. Where something is left out it is
    /// named, `refused` says what is not made of the rest, and `help` how to go on.
    pub(super) fn whole_models(&mut self, refused: Wording, help: Wording) -> Result<Registry> {
        let models = self.read_models(&|_| true)?;
        self.refuse_gaps(models.left_out, refused, help)?;
        Ok(models.registry)
    }

    /// Refuses what would be made of a registry without some of its files, as [`Self::whole_models`] does.
    pub(super) fn refuse_gaps(
        &mut self,
        mut left_out: Vec<RefusedFile>,
        refused: Wording,
        help: Wording,
    ) -> Result<()> {
        // In the order of reading.
        left_out.sort_by_key(|file| Role::of(&file.path) != Role::Settings);
        let roles = roles(&left_out);
        self.name_left_out(left_out);
        if roles.is_empty() {
            return Ok(());
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
        self.refuse_examples(&registry.placeholders, &|file| files.contains(file))
    }

    /// Refuses the same of what is made of the index, of the agreements that are shown.
    pub(super) fn refuse_examples_in(
        &mut self,
        index: &Index,
        is_shown: &dyn Fn(&str) -> bool,
    ) -> Result<()> {
        let mut placeholders = index.placeholders()?;
        placeholders.sort_by(|a, b| reading_order(&a.file, &b.file));
        self.refuse_examples(&placeholders, &|file| is_shown(file.stem()))
    }

    fn refuse_examples(
        &mut self,
        placeholders: &[Placeholder],
        is_shown: &dyn Fn(&FilePath) -> bool,
    ) -> Result<()> {
        let concerns = |file: &FilePath| match Role::of(file) {
            Role::Agreement => is_shown(file),
            Role::Organisations => false,
            Role::Settings => true,
        };
        let mut found = placeholders.iter().filter(|found| concerns(&found.file));
        let Some(last) = found.next_back() else {
            return Ok(());
        };
        let refused =
            |found: &Placeholder, help| anyhow::Error::new(Trouble::refused(found.describe(), help));
        for earlier in found {
            self.report_error(&refused(earlier, None));
        }
        Err(refused(last, Some(Placeholder::HELP)))
    }

    /// Whether the answer is for a file, and so for others; on a screen an example harms no one.
    pub(super) fn leaves_the_house(&self) -> bool {
        let binary = [Format::Docx, Format::Pdf];
        self.global.output.is_some() || self.global.format.is_some_and(|format| binary.contains(&format))
    }

    fn read_models(&self, is_wanted: &dyn Fn(&str) -> bool) -> Result<Models> {
        let found = self.walk()?;
        let progress = Progress::new(self.world, self.global.quiet, self.lang);
        let read = registry::models_of(&found, self.day(), is_wanted, &|n_done| progress.reached(n_done));
        progress.finish();
        Ok(read)
    }

    /// An index for an answer that looks ahead: what may be wrong without the agreements that it has not is shown.
    pub(super) fn open_to_look_ahead(&mut self) -> Result<Index> {
        let fresh = self.open()?;
        let is_missing = |file: &&RefusedFile| file.instead == Instead::Nothing;
        let missing: Vec<RefusedFile> = fresh.refused.iter().filter(is_missing).cloned().collect();
        self.warn_without(&roles(&missing));
        Ok(fresh.index)
    }

    /// Names the files that no answer from models knows, and what may be wrong without them.
    fn report_left_out(&mut self, left_out: Vec<RefusedFile>) {
        let roles = roles(&left_out);
        self.name_left_out(left_out);
        self.warn_without(&roles);
    }

    fn warn_without(&mut self, roles: &[Role]) {
        if roles.contains(&Role::Agreement) {
            self.warn(&Wording::fixed(
                "an agreement that such a file supersedes may be shown as in force",
                "sopimus, jonka tällainen tiedosto korvaa, voi näkyä voimassa olevana",
            ));
        }
    }

    /// The index may have the last good version of such a file; what is read from the files has not.
    fn name_left_out(&mut self, mut left_out: Vec<RefusedFile>) {
        for file in &mut left_out {
            file.instead = Instead::Nothing;
        }
        self.report_refused(&left_out);
        self.refused = left_out;
    }
}

/// The next step where nothing is made of a registry with gaps.
pub(super) const CLOSE_THE_GAPS: Wording = Wording::fixed(
    "nothing was written; correct the files listed above and run the command again (`kumppani validate` lists all findings)",
    "mitään ei kirjoitettu; korjaa edellä mainitut tiedostot ja anna komento uudelleen (`kumppani validate` luettelee kaikki havainnot)",
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
            "organisations.yaml says which organisations have ceased and which succeed them",
            "organisations.yaml kertoo, mitkä organisaatiot ovat lakanneet ja mitkä jatkavat niiden tilalla",
        ),
        Role::Settings => Wording::fixed(
            "registry.yaml has the network's name, its regions and the address of its site",
            "registry.yaml kertoo verkoston nimen, alueet ja sivuston osoitteen",
        ),
    }
}

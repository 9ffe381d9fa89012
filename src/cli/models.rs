//! Commands that look ahead or compare work on the models of all files.

use std::collections::BTreeSet;

use anyhow::Result;

use super::context::Context;
use super::global::Format;
use super::progress::Progress;
use super::scope::{did_you_mean, nearest};
use super::trouble::{self, Trouble};
use crate::diagnostic::FilePath;
use crate::model::{Agreement, AgreementId, OrganisationId, Placeholder, Registry, TextLang, fold};
use crate::registry::{self, Models, RefusedFile};
use crate::source::Role;
use crate::wording;
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

/// An agreement whose file has errors is not unknown. Whoever asks an edition for one asks here first: an
/// edition does not know which files were left out.
pub(super) fn refuse_unreadable(registry: &Registry, text: &str) -> Result<()> {
    if !AgreementId::parse(text).is_ok_and(|id| registry.unreadable.contains(&id)) {
        return Ok(());
    }
    Err(anyhow::Error::new(Trouble::with_help(
        wording!(en: "the file of `{text}` has errors", fi: "sopimuksen `{text}` tiedostossa on virheitä"),
        Wording::fixed(
            "`kumppani validate` tells them; correct the file and give the command again",
            "`kumppani validate` kertoo ne; korjaa tiedosto ja anna komento uudelleen",
        ),
    )))
}

/// The agreement of an id; an unknown one is an error that proposes the nearest.
pub(super) fn find<'r>(registry: &'r Registry, text: &str) -> Result<&'r Agreement> {
    let found = AgreementId::parse(text)
        .ok()
        .and_then(|id| registry.find_agreement(&id));
    if let Some(agreement) = found {
        return Ok(agreement);
    }
    refuse_unreadable(registry, text)?;
    Err(unknown(registry, text))
}

fn unknown(registry: &Registry, text: &str) -> anyhow::Error {
    let ids: Vec<String> = registry
        .agreements
        .iter()
        .map(|agreement| agreement.id.value.to_string())
        .collect();
    let list = Wording::fixed(
        "`kumppani agreements` lists them",
        "`kumppani agreements` luettelee sopimukset",
    );
    let help = did_you_mean(&called(registry, text))
        .or_else(|| did_you_mean(&nearest(text, &ids)))
        .unwrap_or(list);
    let message = wording!(en: "there is no agreement `{text}`", fi: "sopimusta `{text}` ei ole");
    anyhow::Error::new(Trouble::with_help(message, help))
}

/// The agreements whose title or file somebody gave in place of the id; at most three.
fn called<'r>(registry: &'r Registry, text: &str) -> Vec<&'r str> {
    let file = text.trim_start_matches("./").replace('\\', "/");
    let is_it = |agreement: &&Agreement| {
        let title = &agreement.title.value;
        let mut titles = [TextLang::Fi, TextLang::En]
            .map(|lang| title.get(lang))
            .into_iter();
        agreement.file.as_str() == file || titles.any(|title| fold(title) == fold(text))
    };
    let found = registry.agreements.iter().filter(is_it);
    found
        .map(|agreement| agreement.id.value.as_str())
        .take(3)
        .collect()
}

/// The signatory of an id; another one is an error that proposes the id by name or nearness.
pub(super) fn find_signatory(agreement: &Agreement, text: &str) -> Result<OrganisationId> {
    let id = OrganisationId::parse(text).ok();
    id.filter(|id| agreement.find_signatory(id).is_some())
        .ok_or_else(|| no_signatory(agreement, text))
}

fn no_signatory(agreement: &Agreement, text: &str) -> anyhow::Error {
    let signatories = agreement.signatories.iter();
    let ids: Vec<String> = signatories
        .map(|signatory| signatory.organisation.value.to_string())
        .collect();
    let named: Vec<&str> = agreement
        .signatories
        .iter()
        .filter(|signatory| fold(&signatory.name.value) == fold(text))
        .map(|signatory| signatory.organisation.value.as_str())
        .collect();
    let id = &agreement.id.value;
    let list = wording!(
        en: "`kumppani board {id}` lists its signatories",
        fi: "`kumppani board {id}` luettelee allekirjoittajat"
    );
    let message = wording!(
        en: "{id} has no signatory `{text}`",
        fi: "sopimuksessa {id} ei ole allekirjoittajaa `{text}`"
    );
    let help = did_you_mean(&named)
        .or_else(|| did_you_mean(&nearest(text, &ids)))
        .unwrap_or(list);
    anyhow::Error::new(Trouble::with_help(message, help))
}

//! A registry as a whole: what all its files together say.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Agreement, AgreementId, Gaps, Network, Organisation, OrganisationId, id};
use crate::diagnostic::FilePath;
use crate::wording::{Lang, Wording};

/// The sender of letters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sender {
    pub name: Option<String>,
    /// A position.
    pub role: Option<String>,
    /// An address.
    pub email: Option<String>,
}

/// `registry.yaml`: what a registry says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The network's name.
    pub name: Option<String>,
    /// The language of documents, site and letters; Finnish when absent.
    pub language: Option<Lang>,
    /// The address of the published site.
    pub url: Option<String>,
    /// The sender of letters.
    pub sender: Sender,
    /// Its regions and their municipalities; those of Lapland when absent.
    pub network: Arc<Network>,
}

/// An example of `kumppani init` that is still in a file, and that its file does not accept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placeholder {
    pub file: FilePath,
    /// The line in it, counted from 1.
    pub line: usize,
    /// Which field has which example.
    pub message: Wording,
}

impl Placeholder {
    /// The next step where something is refused because of examples.
    pub const HELP: Wording = Wording::fixed(
        "nothing was written; write the real values or delete what you do not need, then run the command again",
        "mitään ei kirjoitettu; kirjoita oikeat arvot tai poista tarpeettomat ja anna komento uudelleen",
    );

    /// The example and its place.
    #[must_use]
    pub fn describe(&self) -> Wording {
        let (file, line) = (&self.file, self.line);
        let place = format!("{file}:{line}");
        Wording::joined(
            &[Wording::composed(place.clone(), place), self.message.clone()],
            ": ",
        )
    }
}

/// Everything that could be read of a registry.
#[derive(Clone, Debug, Default)]
pub struct Registry {
    /// The agreements, by path of their file.
    pub agreements: Vec<Agreement>,
    /// `organisations.yaml`, if there is one.
    pub organisations: Vec<Organisation>,
    /// The file of the organisations, for findings.
    pub organisations_file: Option<FilePath>,
    /// `registry.yaml`, or nothing but defaults.
    pub settings: Settings,
    /// The ids of agreements whose files could not be read as a whole, so that they are not
    /// taken for unknown.
    pub unreadable: BTreeSet<AgreementId>,
    /// What else could not be read.
    pub hidden: Hidden,
    /// The examples that are still in the files, in reading order: nothing that leaves the house is made of
    /// them.
    pub placeholders: Vec<Placeholder>,
}

/// What could not be read at all, and what may be in it.
#[derive(Clone, Debug, Default)]
pub struct Hidden {
    /// What is missing of `organisations.yaml`.
    pub organisations: Gaps,
    /// The words of files of which nothing could be read: an id that they name may be in any field.
    pub words: Words,
    /// A folder could not be opened: it may hold agreements of any id.
    pub folders: bool,
}

/// The words of a text that may be ids. Of very many only that there are many is known.
#[derive(Clone, Debug, Default)]
pub struct Words(BTreeSet<String>);

/// So many words are distinguished; with more of them every id may be among them.
const MOST_WORDS: usize = 20_000;

impl Words {
    /// Adds those of a text.
    pub fn add_text(&mut self, text: &str) {
        let is_apart = |c: char| !(c.is_ascii_alphanumeric() || c == '-');
        for word in text.split(is_apart).filter(|word| !word.is_empty()) {
            self.add(word);
        }
    }

    /// Adds those of another text.
    pub fn extend(&mut self, other: &Self) {
        for word in &other.0 {
            self.add(word);
        }
    }

    fn add(&mut self, word: &str) {
        if self.0.len() <= MOST_WORDS && word.len() <= id::LONGEST && !self.0.contains(word) {
            self.0.insert(word.to_owned());
        }
    }

    /// Whether an id is or may be among them.
    #[must_use]
    pub fn contains(&self, id: &str) -> bool {
        self.0.len() > MOST_WORDS || self.0.contains(id)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Registry {
    /// The network's regions and their municipalities.
    #[must_use]
    pub fn network(&self) -> &Network {
        &self.settings.network
    }

    /// The agreement with an id; the first one where two files have it.
    #[must_use]
    pub fn find_agreement(&self, id: &AgreementId) -> Option<&Agreement> {
        self.agreements.iter().find(|agreement| agreement.id.value == *id)
    }

    /// Whether an organisation is on record as ceased by a day.
    #[must_use]
    pub fn has_ceased_on(&self, id: &OrganisationId, day: chrono::NaiveDate) -> bool {
        self.find_organisation(id)
            .is_some_and(|record| record.has_ceased_on(day))
    }

    /// What is recorded of an organisation.
    #[must_use]
    pub fn find_organisation(&self, id: &OrganisationId) -> Option<&Organisation> {
        self.organisations
            .iter()
            .find(|organisation| organisation.id.value == *id)
    }
}

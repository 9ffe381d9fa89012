//! What an organisation is: one of the kinds that the program has, or a further one that the network defines in
//! `registry.yaml`.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::closed_set::closed_set;
use super::{LocalText, TextLang, is_one_of};
use crate::wording::Wording;

closed_set! {
    /// The kinds that every network has.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum BuiltInKind {
        /// An educational institution.
        Education = "education" ("education", "oppilaitos") ["koulutus", "koulutuksen järjestäjä", "koulu", "ammattiopisto", "ammattikorkeakoulu", "yliopisto"],
        EmploymentServices = "employment-services" ("employment services", "työvoimapalvelut") ["työllisyyspalvelut", "työllisyysalue", "TE-palvelut", "TE-toimisto"],
        StateAuthority = "state-authority" ("state authority", "valtion viranomainen") ["valtio", "ELY-keskus", "elinvoimakeskus"],
        /// A municipality or a joint authority of municipalities.
        Municipality = "municipality" ("municipality", "kunta") ["kaupunki", "city", "town"],
        GuidanceCentre = "guidance-centre" ("guidance centre", "ohjaamo") ["guidance center"],
        Association = "association" ("association", "yhdistys") ["järjestö", "ry"],
        Company = "company" ("company", "yritys") ["oy", "osakeyhtiö"],
        /// Anything else.
        Other = "other" ("other", "muu") ["muut"],
    }
}

/// A kind as the network says it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindData {
    /// What agreements write.
    pub id: String,
    /// The name for people.
    pub name: LocalText,
}

/// What an organisation is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrganisationKind {
    /// One that every network has.
    BuiltIn(BuiltInKind),
    /// One that the network defines.
    Own(Arc<KindData>),
}

impl OrganisationKind {
    /// What a kind is called for people that no file says.
    pub const UNKNOWN: Wording = Wording::fixed("unknown", "ei tiedossa");

    /// The name in the files, in SQL and in JSON.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::BuiltIn(kind) => kind.code(),
            Self::Own(kind) => &kind.id,
        }
    }

    /// The name for people.
    #[must_use]
    pub fn label(&self) -> Wording {
        match self {
            Self::BuiltIn(kind) => kind.label(),
            Self::Own(kind) => Wording::of(|lang| kind.name.get(TextLang::of(lang)).to_owned()),
        }
    }

    /// The name for people of a kind, or that it is unknown.
    #[must_use]
    pub fn label_of(kind: Option<&Self>) -> Wording {
        kind.map_or(Self::UNKNOWN, Self::label)
    }

    /// Whether a word certainly means it.
    #[must_use]
    pub(super) fn is_meant(&self, word: &str) -> bool {
        match self {
            Self::BuiltIn(kind) => BuiltInKind::find_loosely(word) == Some(*kind),
            Self::Own(kind) => {
                let names = kind.name.iter().map(|(_, name)| name);
                is_one_of(word, names.chain([kind.id.as_str()]))
            }
        }
    }
}

impl From<BuiltInKind> for OrganisationKind {
    fn from(kind: BuiltInKind) -> Self {
        Self::BuiltIn(kind)
    }
}

impl serde::Serialize for OrganisationKind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

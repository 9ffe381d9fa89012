//! Signatories, one a row.

use serde::Serialize;

use super::{Cell, Column, RegionsView, Row, Spoken, Tone};
use crate::model::{OrganisationKind, PartialDate, SignatoryState};
use crate::wording::{Lang, Wording};

/// How a signatory is reached; only shown when requested.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ContactView {
    /// A position.
    pub role: Option<String>,
    /// An address.
    pub email: Option<String>,
    /// A telephone number.
    pub phone: Option<String>,
    /// A person's name.
    pub name: Option<String>,
    /// Whether it may be published.
    pub public: bool,
}

/// A contact in an answer, for which it has to be asked.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(untagged)]
pub enum AskedContact {
    /// No one asked.
    #[default]
    LeftOut,
    /// Asked for: the contact, or none.
    Included(Option<ContactView>),
}

impl AskedContact {
    fn is_left_out(&self) -> bool {
        *self == Self::LeftOut
    }

    /// The contact, where it was requested and there is one.
    #[must_use]
    pub fn get(&self) -> Option<&ContactView> {
        match self {
            Self::LeftOut => None,
            Self::Included(contact) => contact.as_ref(),
        }
    }
}

/// One signatory of one agreement on the day requested.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SignatoryRow {
    /// The agreement's id.
    pub agreement: String,
    /// The agreement's title in the language of the texts.
    #[serde(serialize_with = "Spoken::text_alone")]
    pub agreement_title: Spoken,
    /// The organisation's id.
    pub organisation: String,
    /// Its name as signed.
    pub name: String,
    pub business_id: Option<String>,
    /// What it is; `null`: unknown.
    pub kind: Option<OrganisationKind>,
    /// Where it is.
    pub municipality: Option<String>,
    /// Names of regions, or `all` alone.
    pub regions: RegionsView,
    /// Its state on the day.
    pub state: SignatoryState,
    /// Whether the organisation has ceased by the day.
    pub ceased: bool,
    /// The signature's date as given.
    pub signed: Option<PartialDate>,
    /// The signer's position.
    pub signed_by: Option<String>,
    /// The organisation's own decision.
    pub decision: Option<String>,
    /// The case number of that decision.
    pub record: Option<String>,
    /// When it joined during the term.
    pub joined: Option<PartialDate>,
    /// When it declined to sign.
    pub declined: Option<PartialDate>,
    /// When it gave notice of withdrawal.
    pub notice: Option<PartialDate>,
    /// From when it is no longer bound.
    pub effective: Option<PartialDate>,
    /// Units that the signature also binds.
    pub covers: Vec<String>,
    /// The ids of the groups that it is a member or chair of.
    pub groups: Vec<String>,
    /// Their names in the same order, in the language of the texts.
    pub group_names: Vec<String>,
    /// Its contact; left out of JSON unless asked for, and then `null` where there is none.
    #[serde(skip_serializing_if = "AskedContact::is_left_out")]
    pub contact: AskedContact,
}

impl SignatoryRow {
    fn state_cell(&self) -> Cell {
        let (label, tone) = (self.state.label(), self.tone());
        if !self.ceased {
            return Cell::State(label, tone);
        }
        let ceased = Wording::fixed("ceased", "lakannut");
        Cell::State(Wording::joined(&[label, ceased], ", "), tone)
    }

    fn tone(&self) -> Tone {
        match self.state {
            SignatoryState::Signed if !self.ceased => Tone::Firm,
            SignatoryState::Signed | SignatoryState::Pending | SignatoryState::Leaving => Tone::Open,
            SignatoryState::Withdrawn => Tone::Over,
            SignatoryState::Declined => Tone::Refused,
        }
    }
}

impl SignatoryRow {
    /// Whether a column is one of contacts, which are only there when they are wanted.
    #[must_use]
    pub fn is_of_contacts(column: &Column<Self>) -> bool {
        ["contact", "e-mail", "telephone"].contains(&column.heading.get(Lang::En))
    }
}

impl Row for SignatoryRow {
    const TITLE: Wording = Wording::fixed("Signatories", "Allekirjoittajat");
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::where_rows_differ("agreement", "sopimus", |row| (&row.agreement).into()),
        Column::<Self>::in_data("agreement title", "sopimuksen nimi", |row| {
            (&row.agreement_title).into()
        }),
        Column::<Self>::shown("organisation", "organisaatio", |row| (&row.organisation).into()).drops(1),
        Column::<Self>::shown("name", "nimi", |row| (&row.name).into()),
        Column::<Self>::in_data("business id", "Y-tunnus", |row| row.business_id.as_ref().into()),
        Column::<Self>::shown("kind", "laji", |row| {
            OrganisationKind::label_of(row.kind.as_ref()).into()
        })
        .drops(2),
        Column::<Self>::in_data("municipality", "kunta", |row| row.municipality.as_ref().into()),
        Column::<Self>::shown("regions", "alueet", |row| (&row.regions).into()).drops(3),
        Column::<Self>::shown("state", "tila", Self::state_cell),
        Column::<Self>::shown("signed on", "allekirjoitettu", |row| row.signed.into()).drops(6),
        Column::<Self>::in_data("signed by", "allekirjoittajan asema", |row| {
            row.signed_by.as_ref().into()
        }),
        Column::<Self>::in_data("decision", "päätös", |row| row.decision.as_ref().into()),
        Column::<Self>::in_data("case number", "asianumero", |row| row.record.as_ref().into()),
        Column::<Self>::in_data("joined", "liittynyt", |row| row.joined.into()),
        Column::<Self>::in_data("declined", "kieltäytynyt", |row| row.declined.into()),
        Column::<Self>::in_data("notice", "irtisanoutumisilmoitus", |row| row.notice.into()),
        Column::<Self>::in_data("withdrawal takes effect", "irtisanoutuminen voimaan", |row| {
            row.effective.into()
        }),
        Column::<Self>::in_data("covers", "sitoo myös", |row| (&row.covers).into()),
        Column::<Self>::in_data("group ids", "ryhmien tunnukset", |row| (&row.groups).into()),
        Column::<Self>::in_data("groups", "ryhmät", |row| (&row.group_names).into()),
        Column::<Self>::shown("contact", "yhteystaho", |row| {
            row.contact.get().and_then(|contact| contact.role.as_ref()).into()
        })
        .drops(4),
        Column::<Self>::shown("e-mail", "sähköposti", |row| {
            row.contact
                .get()
                .and_then(|contact| contact.email.as_ref())
                .into()
        })
        .drops(7),
        Column::<Self>::shown("telephone", "puhelin", |row| {
            row.contact
                .get()
                .and_then(|contact| contact.phone.as_ref())
                .into()
        })
        .drops(5),
    ];
}

//! Which column means what: headings in Finnish and English, in the spellings that people use. A heading
//! with two meanings is asked about, and so is one that no one knows; one that other lists have is
//! passed over.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::plain;
use crate::view::{Column, OrganisationRow, RegistrationRow, Row, SignatoryRow};
use crate::wording::{Lang, Wording};

/// A heading that a list may have.
#[derive(Clone, Copy, Debug)]
pub struct Heading<F> {
    /// What its column means.
    pub field: F,
    /// The heading in English, as a template has it.
    pub en: &'static str,
    /// The heading in Finnish.
    pub fi: &'static str,
    /// Other spellings: small letters and digits alone.
    others: &'static [&'static str],
}

impl<F> Heading<F> {
    /// Whether a plain text is this heading.
    pub(super) fn is(&self, text: &str) -> bool {
        !text.is_empty() && (plain(self.en) == text || plain(self.fi) == text || self.others.contains(&text))
    }
}

/// What a column of new signatories means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegistrationField {
    /// The id; beside no column of names, the name.
    Organisation,
    /// The name as signed.
    Name,
    BusinessId,
    Kind,
    Municipality,
    Regions,
    /// The day of accession.
    Joined,
    /// The contact's position.
    Role,
    /// The contact's address.
    Email,
    /// The contact's telephone.
    Phone,
}

/// What a column of signatures means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureField {
    /// The id of the agreement, in a list of several.
    Agreement,
    /// The id or the name.
    Organisation,
    Name,
    /// The day.
    Signed,
    /// The signer's position.
    By,
    /// The organisation's decision.
    Decision,
    /// The case number of that.
    Record,
}

const fn heading<F>(
    field: F,
    en: &'static str,
    fi: &'static str,
    others: &'static [&'static str],
) -> Heading<F> {
    Heading {
        field,
        en,
        fi,
        others,
    }
}

/// The column by which both lists name an organisation.
const fn organisation_heading<F>(field: F) -> Heading<F> {
    heading(
        field,
        "Organisation",
        "Organisaatio",
        &[
            "id",
            "tunnus",
            "organisationid",
            "organisaatiotunnus",
            "organisaationtunnus",
            "organization",
        ],
    )
}

/// The column of names in both lists.
const fn name_heading<F>(field: F) -> Heading<F> {
    heading(
        field,
        "Name",
        "Nimi",
        &[
            "organisaationnimi",
            "organisationname",
            "organizationname",
            "sopijapuoli",
        ],
    )
}

/// The columns of a list of new signatories, in the order of the template.
pub const REGISTRATION_HEADINGS: &[Heading<RegistrationField>] = &[
    organisation_heading(RegistrationField::Organisation),
    name_heading(RegistrationField::Name),
    heading(
        RegistrationField::BusinessId,
        "Business id",
        "Y-tunnus",
        &["lytunnus", "yritystunnus", "yhteisotunnus"],
    ),
    heading(
        RegistrationField::Kind,
        "Kind",
        "Laji",
        &["type", "tyyppi", "organisaatiotyyppi", "organisaationlaji"],
    ),
    heading(
        RegistrationField::Municipality,
        "Municipality",
        "Kunta",
        &["kotikunta", "kotipaikka", "sijaintikunta", "paikkakunta"],
    ),
    heading(
        RegistrationField::Regions,
        "Regions",
        "Alueet",
        &[
            "alue",
            "area",
            "areas",
            "region",
            "toimintaalue",
            "toimintaalueet",
        ],
    ),
    heading(
        RegistrationField::Joined,
        "Joined",
        "Liittynyt",
        &["liittymispaiva", "liittymispvm"],
    ),
    heading(
        RegistrationField::Role,
        "Contact role",
        "Yhteystaho",
        &["role", "rooli", "tehtava", "yhteysrooli", "contact"],
    ),
    heading(
        RegistrationField::Email,
        "E-mail",
        "Sähköposti",
        &["sahkopostiosoite", "emailaddress"],
    ),
    heading(
        RegistrationField::Phone,
        "Phone",
        "Puhelin",
        &["puhelinnumero", "puh", "telephone", "phonenumber"],
    ),
];

/// The columns of a list of signatures.
pub const SIGNATURE_HEADINGS: &[Heading<SignatureField>] = &[
    organisation_heading(SignatureField::Organisation),
    name_heading(SignatureField::Name),
    heading(
        SignatureField::Signed,
        "Signed",
        "Allekirjoitettu",
        &[
            "signedon",
            "date",
            "pvm",
            "paiva",
            "paivamaara",
            "allekirjoituspaiva",
            "allekirjoituspvm",
            "allekirjoittanut",
        ],
    ),
    heading(
        SignatureField::By,
        "Signed by",
        "Allekirjoittajan asema",
        &["position", "asema"],
    ),
    heading(
        SignatureField::Decision,
        "Decision",
        "Päätös",
        &["organisaationpaatos"],
    ),
    heading(
        SignatureField::Record,
        "Case number",
        "Asianumero",
        &["record", "asianro", "diaarinumero", "dnro"],
    ),
    heading(SignatureField::Agreement, "Agreement", "Sopimus", &[]),
];

/// These may be the organisation that signs, or the person who signs for it.
const ORGANISATION_OR_PERSON: &[&str] = &[
    "allekirjoittaja",
    "allekirjoittajat",
    "allekirjoittajataho",
    "signatory",
    "signatories",
    "signer",
    "signers",
];

/// Columns that people keep for themselves.
const REMARKS: &[&str] = &[
    "huom",
    "huomautus",
    "huomautukset",
    "huomio",
    "huomiot",
    "kommentti",
    "kommentit",
    "lisatieto",
    "lisatiedot",
    "muistiinpanot",
    "comment",
    "comments",
    "note",
    "notes",
    "remark",
    "remarks",
    "nro",
    "numero",
    "jarjestysnumero",
    "number",
];

/// What a heading means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning<F> {
    /// A column that is read.
    Field(F),
    /// The organisation, or the person: only who made the list knows.
    OrganisationOrPerson,
    /// A column of another list, or of remarks.
    Elsewhere,
    /// No one knows.
    Unknown,
}

/// No heading that is known has so many bytes.
pub(super) const LONGEST_HEADING: usize = 200;

/// The meaning of a heading in a list that has the headings `known`.
pub(super) fn meaning<F: Copy>(heading: &str, known: &[Heading<F>]) -> Meaning<F> {
    if heading.len() > LONGEST_HEADING {
        return Meaning::Unknown;
    }
    let heading = plain(heading);
    if let Some(known) = known.iter().find(|known| known.is(&heading)) {
        return Meaning::Field(known.field);
    }
    if ORGANISATION_OR_PERSON.contains(&heading.as_str()) {
        return Meaning::OrganisationOrPerson;
    }
    let is_elsewhere = REMARKS.contains(&heading.as_str())
        || REGISTRATION_HEADINGS.iter().any(|known| known.is(&heading))
        || SIGNATURE_HEADINGS.iter().any(|known| known.is(&heading));
    if is_elsewhere || WRITTEN.contains(&heading) {
        Meaning::Elsewhere
    } else {
        Meaning::Unknown
    }
}

/// The headings that the program itself writes over the columns of such lists.
static WRITTEN: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let rows = [
        written::<SignatoryRow>(),
        written::<OrganisationRow>(),
        written::<RegistrationRow>(),
    ];
    rows.into_iter().flatten().collect()
});

fn written<R: Row>() -> Vec<String> {
    let own = |column: &Column<R>| [Lang::En, Lang::Fi].map(|lang| plain(column.heading.get(lang)));
    R::COLUMNS.iter().flat_map(own).collect()
}

/// The next step for a heading that may be the organisation or the person.
pub(super) const NAME_THE_MEANING: Wording = Wording::fixed(
    "rename the column: Organisation or Name for the organisation, Signed by for the position of the person",
    "anna sarakkeelle toinen otsikko: organisaatiolle Organisaatio tai Nimi, henkilön asemalle Allekirjoittajan asema",
);

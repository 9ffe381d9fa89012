//! Which column means what: headings in Finnish and English, in the spellings that people use.

use super::{List, ListColumn, Misfit, plain};
use crate::wording;
use crate::wording::Wording;

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
    /// The business id.
    BusinessId,
    /// The kind.
    Kind,
    /// The municipality.
    Municipality,
    /// The areas.
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
    /// The id or the name.
    Organisation,
    /// The name.
    Name,
    /// The day.
    Signed,
    /// The signer's position.
    By,
    /// The organisation's decision.
    Decision,
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
            "allekirjoittaja",
            "signatory",
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
        "Areas",
        "Alueet",
        &[
            "alue",
            "area",
            "region",
            "regions",
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
];

/// The columns of a list by what they mean.
pub(super) struct Columns<'l, F> {
    found: Vec<(F, usize, &'l ListColumn)>,
    pub(super) ignored: Vec<ListColumn>,
}

/// A cell with its place.
#[derive(Clone, Copy)]
pub(super) struct CellOf<'l> {
    pub(super) row: u32,
    pub(super) column: &'l ListColumn,
    pub(super) text: &'l str,
}

impl<'l, F: Copy + PartialEq> Columns<'l, F> {
    /// The columns of a list; two with one meaning are a misfit.
    pub(super) fn of(list: &'l List, known: &[Heading<F>], misfits: &mut Vec<Misfit>) -> Self {
        let mut columns = Self {
            found: Vec::new(),
            ignored: Vec::new(),
        };
        for (place, column) in &list.columns {
            let heading = plain(&column.heading);
            let Some(known) = known.iter().find(|known| known.is(&heading)) else {
                columns.ignored.push(column.clone());
                continue;
            };
            match columns.column(known.field) {
                None => columns.found.push((known.field, *place, column)),
                Some(first) => {
                    let (letter, heading) = (&first.letter, &first.heading);
                    misfits.push(Misfit {
                        row: None,
                        column: Some(column.clone()),
                        message: wording!(
                            en: "the column means the same as {letter} ({heading})",
                            fi: "sarake tarkoittaa samaa kuin {letter} ({heading})"
                        ),
                        help: Wording::fixed("delete one of them", "poista niistä toinen"),
                    });
                }
            }
        }
        columns
    }

    /// The column of a field.
    pub(super) fn column(&self, field: F) -> Option<&'l ListColumn> {
        self.found
            .iter()
            .find(|(found, ..)| *found == field)
            .map(|(.., column)| *column)
    }

    /// The cell of a field in a row; `None` without such a column or without a text in it.
    pub(super) fn cell(&self, field: F, (row, cells): &'l (u32, Vec<String>)) -> Option<CellOf<'l>> {
        let (_, place, column) = self.found.iter().find(|(found, ..)| *found == field)?;
        let text = cells.get(*place).filter(|text| !text.is_empty())?;
        Some(CellOf {
            row: *row,
            column,
            text,
        })
    }
}

impl CellOf<'_> {
    /// What is wrong with the cell.
    pub(super) fn misfit(&self, message: Wording, help: Wording) -> Box<Misfit> {
        Box::new(Misfit {
            row: Some(self.row),
            column: Some(self.column.clone()),
            message,
            help,
        })
    }
}
